"""Which table of the contract a delivered part is, and which of its columns carry which field."""

from dataclasses import dataclass, field

from builder.joining import say
from builder.refusals import refuse_without_days
from data.contract import TABLES, TRANSACTION, ContractError, Table
from data.files import Delivered
from data.intake.confined import Found
from data.recognition import check_complete, recognise

GUESSED_FROM = 0.5  # confidence from which a column is taken by its content, and the user told so
BETTER_BY = 0.05


@dataclass(frozen=True)
class Source:
    """One table to load. `how`: {field: similar, content, remembered} where the name alone did not decide; `said`: what to tell."""

    delivered: Delivered
    table: Table
    given: dict[str, str]
    how: dict[str, str] = field(default_factory=dict)
    is_exact: bool = False
    said: tuple[str, ...] = ()


def decided(found: Found, table_name: str, order) -> list[Source]:
    """The tables of a file that are to be loaded, with the columns of their fields.

    table_name : the table that the order names for the file, empty for none
    Raises ContractError where no part of the file is a table of the contract.
    """
    looks = found.looks or tuple({} for _ in found.parts)
    plans = {plan.part: plan for plan in order.plans if plan.path == found.path}
    made: list[Source] = []
    for part, look in zip(found.parts, looks, strict=True):
        plan = plans.get(part.name)
        if plan is not None:
            if plan.table:
                columns = _columns(part, look)
                check_complete(TABLES[plan.table], plan.mapping, columns, file=part.name)
                made.append(Source(part, TABLES[plan.table], plan.mapping, is_exact=True))
        elif part.is_hidden:
            say([f"{part.name} is hidden in its workbook and left out"])
        elif not plans:
            made += _by_itself(part, look, table_name, order, has_others=len(found.parts) > 1)
    if not made:
        raise ContractError(
            f"No sheet of {found.path.name} is a table of the contract.\n"
            "Hint: transactions need a customer, a date and an amount in columns of their own, under one header line."
        )
    return made


def _columns(part: Delivered, look: dict) -> list[str]:
    return list(part.columns) or [column["name"] for column in look.get("columns", ())]


def _by_itself(part: Delivered, look: dict, table_name: str, order, *, has_others: bool) -> list[Source]:
    """The table and columns of a part nobody decided on; no source for a sheet that fits nothing beside others that do."""
    columns = _columns(part, look)
    table = TABLES[table_name or "transaction"]
    remembered = order.recall(columns) if columns and not order.given else {}
    if remembered and table_name in ("", remembered["table"]):
        how = dict.fromkeys(remembered["mapping"], "remembered")
        return [Source(part, TABLES[remembered["table"]], remembered["mapping"], how, is_exact=True)]
    if not table_name and columns:
        best = _best_table(look, columns, order.given.get("transaction", {}))
        if best is None and has_others:
            return []
        table = TABLES[best or "transaction"]
    given = order.given.get(table.name, {})
    if not columns or not look:
        return [Source(part, table, given)]
    chosen = {} if given else _chosen(table, look)
    if chosen:
        said = _said(part, table, table_name, {name: one for name, one in chosen.items() if one["how"] != "name"})
        mapping, how = ({name: one[key] for name, one in chosen.items()} for key in ("column", "how"))
        return [Source(part, table, mapping, how, is_exact=True, said=said)]
    guessed = _guessed(table, columns, given, look)
    if not is_complete(table, columns, {**given, **{name: found["column"] for name, found in guessed.items()}}):
        refuse_without_days(part, table, given, look)
        guessed = {name: found for name, found in guessed.items() if found["how"] != "content"}
    mapping = {**given, **{name: found["column"] for name, found in guessed.items()}}
    check_complete(table, recognise(table, columns, mapping), columns, file=part.name)
    how = {name: found["how"] for name, found in guessed.items()}
    return [Source(part, table, mapping, how, said=_said(part, table, table_name, guessed))]


def _best_table(look: dict, columns: list[str], given: dict[str, str]) -> str | None:
    """Transactions where the names (or --map) say so; else the table that fits best by names and content."""
    if given or is_complete(TRANSACTION, columns, given):
        return TRANSACTION.name
    fits = [one for one in look.get("tables", ()) if one["is_complete"] and one["confidence"] >= GUESSED_FROM - 0.2]
    if not fits:
        return None
    best = max(fits, key=lambda one: one["confidence"] + (BETTER_BY if one["table"] == TRANSACTION.name else 0))
    return best["table"]


def is_complete(table: Table, columns: list[str], given: dict[str, str]) -> bool:
    """True where the names of the columns, or `given` ({field: column}), have all that the table needs."""
    try:
        check_complete(table, recognise(table, columns, given), columns, file="")
    except ContractError:
        return False
    return True


def _chosen(table: Table, look: dict) -> dict[str, dict]:
    """All fields as the page that shows them first would have them, where they are enough; else none."""
    for one in look.get("tables", ()):
        if one["table"] == table.name and one["is_complete"]:
            return {name: found for name, found in one["fields"].items() if found["confidence"] >= GUESSED_FROM}
    return {}


def _guessed(table: Table, columns: list[str], given: dict[str, str], look: dict) -> dict[str, dict]:
    """Fields that the names leave open, as inspection found them in similar names and in the values."""
    named = recognise(table, columns, given)
    taken = set(named.values())
    found: dict[str, dict] = next((one["fields"] for one in look.get("tables", ()) if one["table"] == table.name), {})
    return {
        name: one
        for name, one in found.items()
        if name not in named and one["column"] not in taken and one["confidence"] >= GUESSED_FROM
    }


def _said(part: Delivered, table: Table, asked: str, guessed: dict[str, dict]) -> tuple[str, ...]:
    """What the person at the command line is told of it once the delivery is known to hold something."""
    said = []
    if lines := part.title_lines:
        words = "line above it is" if lines == 1 else f"{lines} lines above it are"
        said.append(f"{part.name}: the table begins in line {lines + 1}; the {words} left out")
    if part.is_headless:
        said.append(f"{part.name}: the file has no header line; columns were named by position")
    if table is not TRANSACTION and not asked:
        said.append(f"{part.name} is read as the table {table.name}")
    for name, found in guessed.items():
        words = "its content" if found["how"] == "content" else "a similar name"
        said.append(f"{part.name}: {name} is taken from {found['column'][:60]!r} by {words}")
    return tuple(said)
