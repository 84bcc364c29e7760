"""Fills a template as a user would, has LibreOffice compute it, and tells what each dropdown offers.

usage: dropdowns.py TEMPLATE.xlsx SPEC.json WORKDIR
SPEC: {"fill": {sheet: {address: value}}, "ask": [[sheet, address], …]}; prints {"sheet!address": [choice, …]}
"""
import json, subprocess, sys, pathlib
from openpyxl import load_workbook
from openpyxl.formula.translate import Translator
from openpyxl.utils.cell import coordinate_from_string

template, spec_file, work = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
spec = json.loads(pathlib.Path(spec_file).read_text("utf-8"))
book = load_workbook(template)
for sheet, cells in spec["fill"].items():
    for address, value in cells.items():
        book[sheet][address] = value
        book[sheet][address].data_type = "s"

def formula_of(sheet, address):
    for validation in book[sheet].data_validations.dataValidation:
        if validation.type == "list" and address in validation.sqref:
            first = str(validation.sqref).split(":")[0]
            source = validation.formula1.lstrip("=")
            return Translator("=" + source, origin=first).translate_formula(address)[1:]
    raise SystemExit(f"no dropdown at {sheet}!{address}")

MOST = 60
scratch = book.create_sheet("scratch")
for column, (sheet, address) in enumerate(spec["ask"], start=1):
    formula = formula_of(sheet, address)
    # A relative reference in the formula means the row's own sheet.
    letter, row = coordinate_from_string(address)
    for other in "ABCDEFGHIJKLMN":
        formula = formula.replace(f"=${other}{row})", f"='{sheet}'!${other}{row})")
    scratch.cell(1, column, f"=ROWS({formula})")
    for k in range(1, MOST + 1):
        scratch.cell(k + 1, column, f'=IF({k}>ROWS({formula}),"",INDEX({formula},{k},1)&"")')
filled = work / "filled.xlsx"
book.save(filled)
subprocess.run(
    ["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
     "--outdir", str(work / "out"), str(filled)],
    check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180)
computed = load_workbook(work / "out" / "filled.xlsx", data_only=True)["scratch"]
answer = {}
for column, (sheet, address) in enumerate(spec["ask"], start=1):
    count = computed.cell(1, column).value
    values = [computed.cell(k + 1, column).value for k in range(1, min(MOST, int(count)) + 1)] if isinstance(count, (int, float)) else [str(count)]
    answer[f"{sheet}!{address}"] = [v for v in values if v not in (None, "")]
print(json.dumps(answer, ensure_ascii=False))
