"""What is said of a delivery: how much is being read, and what it is and lacks where it cannot be followed over time."""

from pathlib import Path

from babel import lists

from ui import formats
from ui.escape import plain
from ui.field_texts import field_name
from ui.i18n import _, language, ngettext

LARGE_MB = 50


def looking(files: list[str]) -> str:
    """What is said while files are looked at; how large they are where that takes a while."""
    mb = round(sum(Path(file).stat().st_size for file in files) / 1e6)
    if mb < LARGE_MB:
        return _("Looking at the files")
    return _("Looking at {n} MB of files; this takes a minute or so").format(n=formats.whole(mb))


def reading(told: dict) -> str:
    """What is said while all rows are read and judged. told: as `build.py --inspect` has it."""
    rows = sum(part["rows"] for file in told["files"] for part in file["tables"])
    return ngettext("Reading {n} row", "Reading each of {n} rows", rows).format(n=formats.whole(rows))


def sentences_of(lack: dict) -> tuple[str, str]:
    """(what the file is, what to bring) for what `build.py --inspect` says is lacking."""
    file, customer = plain(lack["file"]), plain(lack["customer"])
    if lack["code"] == "list_of_one_day":
        told = _(
            "{file} is a list of customers as of one day: a row for each {customer}, no purchase or contract with its date."
        )
        return told.format(file=file, customer=customer) + _who_left(lack["left"]), _what_a_list_needs(lack["missing"])
    if lack["code"] == "no_day":
        told = _("{file} names a customer ({customer}) in each row, but no date.").format(file=file, customer=customer)
        if lack["steps"]:
            steps = lists.format_list([plain(column) for column in lack["steps"]], locale=language())
            told += " " + _("{columns}: none of it says which day.").format(columns=steps)
        return told, _(
            "Export it again with the date of each purchase; without dates nobody can be followed over time."
        )
    told = _("{file} has no dates and names no customer, so nobody can be followed over time.").format(file=file)
    return told, _("Bring one row a purchase (customer, date, amount) or one a contract (customer, start).")


def _who_left(column: str) -> str:
    return " " + _("{column} says who left, but not when.").format(column=plain(column)) if column else ""


def _what_a_list_needs(missing: list[str]) -> str:
    told = _("Bring the purchases (customer, date, amount) or the contracts (customer, start, end) behind it.")
    if not missing:
        return told
    names = lists.format_list([field_name(field) for field in missing], locale=language())
    return told + " " + _("As a list of one day it would need: {fields}.").format(fields=names)
