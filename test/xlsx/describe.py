"""Describes an .xlsx as `drawn.ts` defines it, by openpyxl: JSON on standard output."""

import html
import json
import re
import sys
import zipfile

import openpyxl
import openpyxl.worksheet._reader
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter, range_boundaries

OPERATORS = {
    "between": "Between",
    "greaterThanOrEqual": "GreaterThanOrEqualTo",
    "lessThanOrEqual": "LessThanOrEqualTo",
}


def color(c):
    if c is None or c.type != "rgb" or not isinstance(c.rgb, str):
        return None
    return "#" + c.rgb[-6:].upper()


def text(value):
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), value)


def bare(reference):
    return reference.split("!")[-1].replace("$", "")


def place_of(address):
    left, top, _, _ = range_boundaries(address)
    return (top, left)


def look(cell):
    fill = cell.fill
    line = cell.border.bottom
    return {
        "format": cell.number_format,
        "bold": bool(cell.font.b),
        "italic": bool(cell.font.i),
        "size": cell.font.sz,
        "color": color(cell.font.color),
        "fill": color(fill.fgColor) if fill and fill.fill_type == "solid" else None,
        "align": cell.alignment.horizontal or "general",
        "valign": cell.alignment.vertical or "bottom",
        "wrap": bool(cell.alignment.wrap_text),
        "line": color(line.color) if line and line.style else None,
    }


PLAIN = {
    "format": "General", "bold": False, "italic": False, "size": 11, "color": None, "fill": None,
    "align": "general", "valign": "bottom", "wrap": False, "line": None,
}


def cell_value(cell):
    if cell.value is None or cell.value == "":
        return None, None
    if cell.data_type == "f":
        return None, str(cell.value)
    if cell.data_type in ("s", "inlineStr"):
        return text(str(cell.value)), None
    return cell.value, None


def columns_of(sheet):
    widths, feet = {}, {}
    for dimension in sheet.column_dimensions.values():
        for index in range(dimension.min, dimension.max + 1):
            letter = get_column_letter(index)
            if dimension.customWidth:
                widths[letter] = {
                    "width": round((dimension.width * 8 - 5) / 8, 1),
                    "hidden": bool(dimension.hidden),
                }
            foot = look(dimension)
            if foot != PLAIN:
                feet[letter] = foot
    return widths, feet


def cells_of(sheet, feet):
    cells = {}
    # Not by rows: that would make up the cells that the file does not have, without their columns' looks.
    for _, cell in sorted(sheet._cells.items()):
        if isinstance(cell, MergedCell):
            continue
        value, formula = cell_value(cell)
        seen = look(cell)
        if value is None and formula is None and seen == feet.get(cell.column_letter, PLAIN):
            continue
        cells[cell.coordinate] = {"value": value, "formula": formula, "look": seen}
    return cells


def bound(formula):
    if formula is None:
        return None
    if re.fullmatch(r"-?\d+(\.\d+)?", formula):
        return float(formula) if "." in formula else int(formula)
    return "=" + formula


def validations_of(sheet):
    return [
        {
            "range": str(rule.sqref),
            "kind": rule.type,
            "operator": None if rule.type in ("list", "custom") else OPERATORS[rule.operator or "between"],
            "formula1": bound(rule.formula1),
            "formula2": bound(rule.formula2),
            "onError": rule.errorStyle or "stop",
            "ignoreBlank": bool(rule.allowBlank),
            "errorTitle": rule.errorTitle or "",
            "errorMessage": rule.error or "",
            "promptTitle": rule.promptTitle or "",
            "promptMessage": rule.prompt or "",
        }
        for rule in sheet.data_validations.dataValidation
    ]


def highlights_of(sheet):
    found = []
    for formatting in sheet.conditional_formatting:
        for rule in formatting.rules:
            style = rule.dxf
            font = style.font if style else None
            fill = style.fill if style else None
            found.append({
                "range": str(formatting.sqref),
                "formula": "=" + rule.formula[0],
                "fill": color(fill.bgColor) if fill else None,
                "color": color(font.color) if font else None,
                "bold": bool(font and font.b),
                "strike": bool(font and font.strike),
            })
    return found


def words(title):
    if title is None or title.tx is None or title.tx.rich is None:
        return None
    return "".join(run.t for p in title.tx.rich.p for run in (p.r or []))


def chart_type(chart):
    kind = type(chart).__name__
    if kind == "LineChart":
        return "line"
    if kind != "BarChart":
        return kind
    if chart.barDir == "bar":
        return "bar" + (chart.grouping or "clustered").capitalize()
    return "column" + (chart.grouping or "clustered").capitalize()


def charts_of(sheet, names):
    found = []
    for chart, name in zip(sheet._charts, names):
        start, end = chart.anchor._from, chart.anchor.to
        # The far corner is the first cell that is not covered, or a place within the last one that is.
        right = end.col + (1 if end.colOff else 0)
        bottom = end.row + (1 if end.rowOff else 0)
        found.append({
            "name": name,
            "title": words(chart.title) or "",
            "type": chart_type(chart),
            "valueAxisTitle": words(chart.y_axis.title),
            "series": [
                {
                    "name": bare(s.tx.strRef.f) if s.tx.strRef else s.tx.v,
                    "categories": bare((s.cat.strRef or s.cat.numRef).f),
                    "values": bare(s.val.numRef.f),
                }
                for s in chart.series
            ],
            "place": f"{get_column_letter(start.col + 1)}{start.row + 1}:{get_column_letter(right)}{bottom}",
        })
    return found


def chart_names(archive, index):
    """In the order of the drawing, which is the order in which openpyxl lists the charts."""
    rels = f"xl/worksheets/_rels/sheet{index + 1}.xml.rels"
    if rels not in archive.namelist():
        return []
    drawing = re.search(r"drawings/(drawing\d+\.xml)", archive.read(rels).decode())
    if not drawing:
        return []
    xml = archive.read("xl/drawings/" + drawing[1]).decode()
    return [html.unescape(n) for n in re.findall(r'<xdr:graphicFrame.*?<xdr:cNvPr[^>]*? name="([^"]*)"', xml, re.S)]


def band(part):
    left, center, right = part.left.text, part.center.text, part.right.text
    if left or right:
        codes = (("&L", left), ("&C", center), ("&R", right))
        return "".join(code + value for code, value in codes if value)
    return center or ""


def print_of(sheet):
    fitted = sheet.sheet_properties.pageSetUpPr
    if sheet.page_setup.paperSize is None and not (fitted and fitted.fitToPage):
        return None
    return {
        "orientation": sheet.page_setup.orientation or "portrait",
        "titleRows": sheet.print_title_rows,
        "header": band(sheet.oddHeader),
        "footer": band(sheet.oddFooter),
    }


def freeze_of(sheet):
    if not sheet.freeze_panes:
        return {"rows": 0, "columns": 0}
    top, left = place_of(sheet.freeze_panes)
    return {"rows": top - 1, "columns": left - 1}


def sheet_of(sheet, names):
    widths, feet = columns_of(sheet)
    by_range = lambda each: place_of(each["range"])
    return {
        "name": sheet.title,
        "visibility": "visible" if sheet.sheet_state == "visible" else "hidden",
        "tabColor": color(sheet.sheet_properties.tabColor),
        "protected": bool(sheet.protection.sheet),
        "freeze": freeze_of(sheet),
        "gridlines": sheet.sheet_view.showGridLines is not False,
        "columns": widths,
        "foot": feet,
        "rowHeights": {str(n): d.ht for n, d in sheet.row_dimensions.items() if d.customHeight},
        "cells": cells_of(sheet, feet),
        "merges": sorted((str(m) for m in sheet.merged_cells.ranges), key=place_of),
        "tables": sorted(
            (
                {
                    "name": t.displayName,
                    "range": t.ref,
                    "headers": [text(c.name) for c in t.tableColumns],
                    "style": t.tableStyleInfo.name if t.tableStyleInfo else "",
                    "filter": t.autoFilter is not None,
                }
                for t in sheet.tables.values()
            ),
            key=by_range,
        ),
        "validations": sorted(validations_of(sheet), key=by_range),
        "highlights": sorted(highlights_of(sheet), key=by_range),
        "charts": sorted(charts_of(sheet, names), key=lambda c: place_of(c["place"])),
        "print": print_of(sheet),
    }


def main(path):
    # Dates stay the numbers that they are.
    openpyxl.worksheet._reader.from_excel = lambda value, *_, **__: value
    book = openpyxl.load_workbook(path)
    with zipfile.ZipFile(path) as archive:
        sheets = [sheet_of(s, chart_names(archive, i)) for i, s in enumerate(book.worksheets)]
    # A list until openpyxl 3.0, a dictionary from 3.1 on.
    defined = getattr(book.defined_names, "definedName", None)
    everywhere = list(book.defined_names.values()) if defined is None else defined
    names = sorted(
        ({"name": d.name, "formula": "=" + d.attr_text} for d in everywhere if d.localSheetId is None),
        key=lambda d: d["name"],
    )
    json.dump({"active": book.active.title, "names": names, "sheets": sheets}, sys.stdout, ensure_ascii=False)


main(sys.argv[1])
