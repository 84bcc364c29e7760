"""Fills in a workbook as a person would: `fill.py IN OUT`, what to write as JSON on stdin."""
import json
import sys

from openpyxl import load_workbook

source, target = sys.argv[1:3]
book = load_workbook(source)
for step in json.load(sys.stdin):
    sheet = book[step["sheet"]]
    if "merge" in step:
        sheet.merge_cells(step["merge"])
        continue
    headings = {str(cell.value).strip("*＊ "): cell.column for cell in sheet[1] if cell.value}
    for heading, value in step["values"].items():
        cell = sheet.cell(step["row"], headings[heading])
        cell.value = value
        if isinstance(value, str) and value.startswith("="):
            cell.data_type = "s"
        if value == "#N/A":
            cell.data_type = "e"
book.save(target)
