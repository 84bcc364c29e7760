"""Fills in a hundred workbooks as people would, with openpyxl: `consolidate-fill.py TEMPLATE FOLDER`, rows on stdin.

Given are units, each with rows by sheet name and heading. The template is opened once: opening is what takes longest.
"""
import datetime
import json
import sys

from openpyxl import load_workbook

template, folder = sys.argv[1:3]
book = load_workbook(template)
headings = {
    sheet.title: {str(cell.value): cell.column for cell in sheet[1] if cell.value}
    for sheet in book.worksheets
}
written = []
for unit in json.load(sys.stdin):
    for cell in written:
        cell.value = None
    written = []
    lists = book["_lists"]
    lists["B3"], lists["B4"] = unit["code"], unit["name"]
    rows = {}
    for sheet_name, values in unit["rows"]:
        sheet = book[sheet_name]
        row = rows[sheet_name] = rows.get(sheet_name, 1) + 1
        for heading, value in values.items():
            cell = sheet.cell(row, headings[sheet_name][heading])
            if isinstance(value, dict):
                value = datetime.date.fromisoformat(value["date"])
            cell.value = value
            written.append(cell)
    for sheet_name, last in rows.items():
        # Excel's tables grow as people type below them.
        for table in book[sheet_name].tables.values():
            first, end = table.ref.split(":")
            column = end.rstrip("0123456789")
            table.ref = f"{first}:{column}{max(last, 21)}"
            if table.autoFilter is not None:
                table.autoFilter.ref = table.ref
    book.save(f"{folder}/{unit['code']}.xlsx")
