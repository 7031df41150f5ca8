"""Deliveries that hold no purchases as they are: what they do hold, and what would make them readable."""

import re

from data.contract import BASES, TRANSACTION, ContractError, Table
from data.files import Delivered
from data.intake.lack import LIST_OF_ONE_DAY, NOBODY, lack_of
from data.recognition import normalised

_PERIOD = re.compile(
    r"\d{4}[-/.年 ]?(0?[1-9]|1[0-2])月?|(0?[1-9]|1[0-2])[-/.]\d{4}|\d{1,2}月|(19|20)\d\d[-_ ]?[Qq][1-4]|[A-Za-z]{3,9}[-_. ]*'?(\d{2}|\d{4})"
)
_MONTHS = ("jan", "feb", "mar", "apr", "mai", "may", "jun", "jul", "aug", "sep", "oct", "okt", "nov", "dec", "dez")
MOST_NAMED = 3


def is_period(column: str) -> bool:
    """True for a column that is called like a month, as pivot tables have them.

    >>> is_period("2024-03"), is_period("Mar 2024"), is_period("3月"), is_period("Line 2024"), is_period("Item 12")
    (True, True, True, False, False)
    """
    name = column.strip()
    return _PERIOD.fullmatch(name) is not None and (not name[0].isalpha() or name[:3].casefold() in _MONTHS)


def refuse_without_days(part: Delivered, table: Table, given: dict[str, str], look: dict) -> None:
    """Raise ContractError where no column holds days although the table lives by them: no choice of columns would help."""
    needs = any(field.required and field.kind in ("moment", "day") for field in table.fields)
    if needs and not given and not any(column["kind"] in ("day", "serial", "empty") for column in look["columns"]):
        _refuse_lack(look)
        raise ContractError(
            f"{part.name} has no column of dates, so it holds no purchases or contracts that could be followed over time.\n"
            "Hint: deliver one row a purchase (customer, date, amount) or one a contract (customer, start date)."
        )


def refuse_without_base(looked: list[tuple[Delivered, dict]], tables: set[str], first: ContractError | None) -> None:
    """Raise ContractError where none of the files says who bought or signed when, or `first`, which one of them met.

    looked : every table found, with what inspection says of it; tables : those that could be read
    """
    if tables & BASES and first is None:
        return
    _refuse_pivot(looked)
    if not tables & BASES:
        _refuse_split(looked)
        for _part, look in looked:
            _refuse_lack(look)
    if first is not None:
        raise first
    names = ", ".join(part.name for part, _look in looked[:MOST_NAMED])
    raise ContractError(
        f"{names}: no file has a customer, a date and an amount in each row, nor contracts with dates: there is no base to follow.\n"
        "Hint: add a file of purchases; these files can come along with it."
    )


def _refuse_pivot(looked: list[tuple[Delivered, dict]]) -> None:
    """Raise ContractError for a table with a column a month."""
    for part, _look in looked:
        months = [column for column in part.columns if is_period(column)]
        if len(months) > MOST_NAMED and len(months) >= 0.5 * len(part.columns):
            raise ContractError(
                f"{part.name} has a column for each month ({months[0][:20]}, {months[1][:20]}, …), not a row for each purchase.\n"
                "Hint: turn the columns into rows with customer, month and amount (Unpivot in Excel's Power Query, melt in pandas)."
            )


def _refuse_lack(look: dict) -> None:
    """Raise ContractError for customers without days: what the table is, and what to bring instead."""
    lack = lack_of(look)
    if lack is None or lack["code"] == NOBODY:
        return
    file, customer = lack["file"], lack["customer"][:40]
    if lack["code"] == LIST_OF_ONE_DAY:
        who = f"; {lack['left'][:40]!r} says who left, but not when" if lack["left"] else ""
        missing = f" (here is no {' and no '.join(lack['missing'])})" if lack["missing"] else ""
        raise ContractError(
            f"{file} is a list of customers as of one day: a row for each {customer!r}, no purchase or contract with its date{who}.\n"
            "Hint: bring the purchases (customer, date, amount) or the contracts (customer, start, end) behind it; a list alone "
            f"is enough only with tenure_months, has_left and monthly_fee{missing}."
        )
    amount = f" and an amount ({lack['amount'][:40]!r})" if lack["amount"] else ""
    steps = f"; no day can be told from {', '.join(repr(name[:40]) for name in lack['steps'])}" if lack["steps"] else ""
    raise ContractError(
        f"{file} has a customer ({customer!r}){amount} in each row, but no date{steps}.\n"
        "Hint: export it again with the date of each purchase; without dates nobody can be followed over time."
    )


def _refuse_split(looked: list[tuple[Delivered, dict]]) -> None:
    """Raise ContractError where one file has customer and date, another the amount, and an id of the order joins them."""
    orders = [(part, held) for part, held in _held(looked) if {"customer_id", "ordered_at"} <= set(held)]
    lines = [(part, held) for part, held in _held(looked) if {"amount", "unit_price"} & set(held)]
    for order, held in orders:
        for line, money in lines:
            keys = {normalised(column) for column in line.columns} & {normalised(column) for column in order.columns}
            key = next(
                (column for column in order.columns if normalised(column) in keys and "order" in column.casefold()), ""
            )
            key = key or (held.get("order_id", "") if normalised(held.get("order_id", "")) in keys else "")
            if key and line is not order:
                amount = money.get("amount") or money["unit_price"]
                raise ContractError(
                    f"No file has customer, date and amount together: {order.name} has {held['customer_id']!r} and "
                    f"{held['ordered_at']!r}, {line.name} has {amount!r}; both have {key!r}.\n"
                    f"Hint: join them by {key!r} into one file that has customer, date and amount in each row, and deliver that."
                )


def _held(looked: list[tuple[Delivered, dict]]) -> list[tuple[Delivered, dict[str, str]]]:
    """{field: column} of each table, looked at as purchases."""
    found = []
    for part, look in looked:
        fields: dict[str, dict] = next(
            (one["fields"] for one in look.get("tables", ()) if one["table"] == TRANSACTION.name), {}
        )
        found.append((part, {name: one["column"] for name, one in fields.items()}))
    return found
