"""One unit sends its workbook once more, with one remark added to a purchase: `consolidate-change.py FILE SHEET HEADING`."""
import sys

from openpyxl import load_workbook

file, sheet_name, heading = sys.argv[1:]
book = load_workbook(file)
sheet = book[sheet_name]
column = next(cell.column for cell in sheet[1] if cell.value == heading)
sheet.cell(2, column).value = "补记一笔"
book.save(file)
