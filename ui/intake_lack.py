"""What a delivery lacks to be followed over time, in the reader's language: what it is, and what to bring instead."""

from ui.escape import plain
from ui.field_texts import field_name
from ui.i18n import _


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
            steps = ", ".join(map(plain, lack["steps"]))
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
    names = ", ".join(map(field_name, missing))
    return told + " " + _("As a list of one day it would need: {fields}.").format(fields=names)
