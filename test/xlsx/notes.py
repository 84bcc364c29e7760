"""Prints the notes of a workbook as JSON: by sheet, the cell's address and the note's text."""
import json
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
notes = {
    sheet.title: {
        cell.coordinate: {"text": cell.comment.text, "author": cell.comment.author}
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }
    for sheet in book.worksheets
}
print(json.dumps(notes, ensure_ascii=False))
