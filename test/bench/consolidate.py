"""Concatenates the report sheets of many workbooks into one, and does nothing else: `consolidate.py FOLDER OUT SHEET…`.

With pandas, as such scripts are written; where there is no pandas, with openpyxl alone. Says which on stdout.
"""
import sys
from pathlib import Path

folder, out, *sheets = sys.argv[1:]
files = sorted(Path(folder).glob("*.xlsx"))
try:
    import pandas
except ImportError:
    pandas = None

rows = 0
if pandas:
    parts = {sheet: [] for sheet in sheets}
    for file in files:
        for sheet, frame in pandas.read_excel(file, sheet_name=sheets, engine="openpyxl").items():
            frame = frame.dropna(how="all")
            frame.insert(0, "文件", file.name)
            parts[sheet].append(frame)
    with pandas.ExcelWriter(out, engine="openpyxl") as writer:
        for sheet in sheets:
            whole = pandas.concat(parts[sheet], ignore_index=True)
            rows += len(whole)
            whole.to_excel(writer, sheet_name=sheet, index=False)
else:
    from openpyxl import Workbook, load_workbook

    target = Workbook(write_only=True)
    targets = {sheet: target.create_sheet(sheet) for sheet in sheets}
    headed = set()
    for file in files:
        book = load_workbook(file, read_only=True, data_only=True)
        for sheet in sheets:
            for index, values in enumerate(book[sheet].iter_rows(values_only=True)):
                if index == 0:
                    if sheet not in headed:
                        targets[sheet].append(["文件", *values])
                        headed.add(sheet)
                elif any(value is not None for value in values):
                    targets[sheet].append([file.name, *values])
                    rows += 1
        book.close()
    target.save(out)
print(f"{'pandas' if pandas else 'openpyxl'} {rows}")
