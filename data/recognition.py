"""Which column carries which field of the contract, and what is said where one is missing."""

import re
import unicodedata

from data.contract import TRANSACTION, ContractError, Table
from data.headless import names_of

_NOISE = re.compile(r"[\W_]+", re.UNICODE)


def normalised(name: str) -> str:
    """`name` without case, blanks, punctuation and full-width forms, as names are compared."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", name).casefold())


def recognise(table: Table, columns: list[str], given: dict[str, str]) -> dict[str, str]:
    """Which column carries which field: {field: column}, names of `given` first.

    given : {field: column} as the user said it; a column is found by its exact, else its normalised name.
    Raises ContractError for an unknown field or column.
    """
    found: dict[str, str] = {}
    for wanted, column in given.items():
        if wanted not in table.field_names:
            raise ContractError(
                f"The table {table.name} has no field {wanted!r}.\nHint: its fields are {', '.join(table.field_names)}."
            )
        found[wanted] = _column_called(column, columns)
    free = {normalised(column): column for column in reversed(columns) if column not in found.values()}
    for field in table.fields:
        if field.name in found:
            continue
        for name in (field.name, *field.names):
            if normalised(name) in free:
                found[field.name] = free.pop(normalised(name))
                break
    return found


def field_called(told: str, table: Table) -> str:
    """The field's own name where one of its other names was given, such as customer for customer_id; else what was given."""
    if told in table.field_names:
        return told
    return next((field.name for field in table.fields if normalised(told) in map(normalised, field.names)), told)


def _column_called(wanted: str, columns: list[str]) -> str:
    if wanted in columns:
        return wanted
    for column in columns:
        if normalised(column) == normalised(wanted):
            return column
    if wanted.isdecimal() and 1 <= int(wanted) <= len(columns):  # by position, as where no line names them
        return columns[int(wanted) - 1]
    raise ContractError(f"There is no column {wanted!r}.\nHint: the columns are {listed(columns)}.")


def check_complete(table: Table, mapping: dict[str, str], columns: list[str], *, file: str) -> None:
    """Raise ContractError when a required field, or every alternative of a group, has no column."""
    missing = [field.name for field in table.fields if field.required and field.name not in mapping]
    groups = [group for group in table.one_of if not any(all(name in mapping for name in choice) for choice in group)]
    wanted = [*missing, *(" or ".join(" and ".join(choice) for choice in group) for group in groups)]
    if not wanted:
        return
    is_headless = columns == names_of(len(columns))
    prefix = "" if table is TRANSACTION else f"{table.name}."
    options = " ".join(f"--map {prefix}{name}=<your column>" for name in (*missing, *(group[0][0] for group in groups)))
    told = "" if table is TRANSACTION else f" and --table {table.name}=FILE"
    if is_headless:
        raise ContractError(
            f"{file} has no header line, and its values do not tell which columns are {', '.join(wanted)}.\n"
            f"Hint: say it by position, such as --map customer_id=1 --map ordered_at=2 --map amount=3, or put a line with the "
            "names of the columns above it."
        )
    raise ContractError(
        f"{file} has no column for {', nor for '.join(wanted)} of the table {table.name}; it has {listed(columns)}.\n"
        f"Hint: say which column it is with {options}{told}; a table without such a column cannot be read as {table.name}."
    )


def listed(columns: list[str], *, most: int = 12) -> str:
    """Column names for a message: at most `most`, each cut to 40 characters, control characters removed."""
    clean = ["".join(c for c in column if c.isprintable())[:40] for column in columns[:most]]
    more = f" and {len(columns) - most} more" if len(columns) > most else ""
    return ", ".join(repr(column) for column in clean) + more
