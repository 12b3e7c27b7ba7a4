"""What the pure sheet reader says, in the reader's language."""

from django.utils.translation import gettext as _

from tuntas.files.sheets import Note, SheetRefused


def explain(thing: SheetRefused | Note) -> str:
    """The sentence for the person who sent the table: why it was refused, or what was assumed."""
    return _sentence(thing.code).format(**thing.values)


def _sentence(code: str) -> str:
    return {
        "empty": _("This file has no rows."),
        "too_large": _("This file is too large: {size} MB, the limit is {limit} MB."),
        "unknown": _("This file is neither .xlsx nor .csv. Save it as Excel workbook (.xlsx), then choose it again."),
        "old_xls": _("This is an old Excel file (.xls). Open it in Excel and save it as Excel workbook (.xlsx)."),
        "encrypted": _("This file is locked with a password. Save it without a password, then choose it again."),
        "ods": _("This is an OpenDocument table. Save it as Excel workbook (.xlsx), then choose it again."),
        "html": _("This file is a web page, although its name says otherwise. Open it in Excel and save it as .xlsx."),
        "damaged": _("This file is damaged and cannot be read. Save it again and try once more."),
        "bomb": _("This file unpacks to far more than it should and was not opened."),
        "unsafe": _("This file contains instructions a table does not need and was not opened."),
        "rows": _("This table has more than {limit} rows. Split it and send the parts one by one."),
        "columns": _("This table has more than {limit} columns. Remove those that are not needed."),
        "cells": _("This table has more than {limit} cells. Remove rows or columns that are not needed."),
        "text": _("Row {row} has a cell with more than {limit} letters."),
        "sheet": _("There is no sheet named {name}. The file has: {names}."),
        "no_rows": _("There are column names but no rows below them."),
        "titles": _("{rows} title rows above the column names were skipped."),
        "numbering": _("Row {row}, which only counts the columns, was skipped."),
        "merged": _("{count} cells were filled from merged cells above them."),
        "duplicate": _("These column names stand more than once and were numbered: {names}."),
        "errors": _("{count} cells hold a formula error such as #N/A and were read as blank."),
        "encoding": _("The text was read as {encoding}. Look whether letters such as é are right."),
        "other_sheets": _("Only the sheet {read} was read; not read: {others}."),
    }[code]
