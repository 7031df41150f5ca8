"""Which table a file is and which column carries which field: by name first, by content where the names say nothing.

Every guess has a confidence in [0, 1] and says what it rests on (name, similar, content), so that a person can overrule it.
"""

from data.contract import CUSTOMER, TABLES, TRANSACTION, Field, Table
from data.intake.against import is_somebody
from data.intake.by_content import determines, looks_like_ids, order_of_gaps, transaction_by_content
from data.intake.column import Column
from data.intake.money import settle_money
from data.intake.names import name_rank, name_score, words_of

__all__ = ["Column", "guess"]
SURE, ENOUGH = 0.9, 0.6
MORE_THAN_ONE = 20  # rows, of which some must have another customer
_PERSONAL = ("birth_date", "joined_on", "name", "address", "city")
_FITS = {
    "moment": {"day", "serial", "whole", "text", "empty"},
    "day": {"day", "serial", "whole", "text", "empty"},
    "money": {"money", "number", "whole", "flag", "text", "empty", "serial"},
    "number": {"money", "number", "whole", "flag", "text", "empty", "serial"},
    "flag": {"flag", "text", "empty"},
}
# Kinds that contradict a field although its name fits: a column "customer" of amounts, a "date" of words is a fault of the data.
_AGAINST = {
    "moment": {"money", "number", "email"},
    "day": {"money", "number", "email"},
    "money": {"day", "email", "phone"},
}


def guess(columns: list[Column]) -> list[dict]:
    """Tables this may be, likeliest first, and as transactions: table, confidence, is_complete, fields {field: column, confidence, how}."""
    candidates = [_candidate(table, columns) for table in TABLES.values()]
    candidates = [made for made in candidates if made["fields"]]
    best = sorted(candidates, key=lambda made: (-made["is_complete"], -made["confidence"]))
    return best[:4] + [made for made in best[4:] if made["table"] == TRANSACTION.name]


def _candidate(table: Table, columns: list[Column]) -> dict:
    fields = _by_name(table, columns)
    if table is TRANSACTION:
        fields = _one_customer_a_person(settle_money(_with_order(fields, columns), columns), columns)
        known = {name: found["column"] for name, found in fields.items()}
        fields |= transaction_by_content([one for one in columns if not _is_personal(one)], known)
        if "customer_id" not in fields:
            fields |= _somebody(columns, fields)
        fields = _with_order(fields, columns)
    if table is CUSTOMER and "customer_id" not in fields:
        fields |= _own_number(columns, fields)
    is_complete = all(field.name in fields for field in table.fields if field.required) and all(
        any(all(name in fields for name in choice) for choice in group) for group in table.one_of
    )
    return {
        "table": table.name,
        "confidence": _confidence(table, fields, columns),
        "is_complete": is_complete,
        "fields": fields,
    }


def _is_personal(column: Column) -> bool:
    """Dates of birth and of joining, names and addresses are no purchases, however well their values would fit."""
    return any(name_score(CUSTOMER.field(name), column.name) >= SURE for name in _PERSONAL)


def _one_customer_a_person(fields: dict[str, dict], columns: list[Column]) -> dict[str, dict]:
    """`fields` with another customer's column where the one found is new with each order, and another names the person."""
    by_name = {column.name: column for column in columns}
    if not {"customer_id", "order_id"} <= set(fields):
        return fields
    found, order = by_name[fields["customer_id"]["column"]], by_name[fields["order_id"]["column"]]
    if found.distinct != order.distinct or not determines(found, order) or not determines(order, found):
        return fields
    for column in columns:
        is_other = column not in (found, order) and set(words_of(column.name)) & {
            "customer",
            "client",
            "user",
            "member",
            "buyer",
        }
        if is_other and looks_like_ids(column) and column.distinct < found.distinct and determines(found, column):
            better = {"column": column.name, "confidence": ENOUGH + 0.1, "how": "content"}
            return {name: one for name, one in fields.items() if one["column"] != column.name} | {"customer_id": better}
    return fields


def _with_order(fields: dict[str, dict], columns: list[Column]) -> dict[str, dict]:
    """`fields` with the order's number where no name tells it, but days or amounts stand on the first line of each order alone."""
    taken = {found["column"] for found in fields.values()}
    free = [column for column in columns if column.name not in taken]
    for name in ("ordered_at", "amount") if "order_id" not in fields else ():
        held = next((column for column in columns if column.name == fields.get(name, {}).get("column")), None)
        if held is not None and (found := order_of_gaps(free, held)):
            return fields | found
    return fields


def _somebody(columns: list[Column], fields: dict[str, dict]) -> dict[str, dict]:
    """The name of the other side, where nothing better tells customers apart: the first such column with several names."""
    taken = {found["column"] for found in fields.values()}
    for column in columns:
        if is_somebody(column.name) and column.name not in taken and column.distinct > 1:
            return {"customer_id": {"column": column.name, "confidence": ENOUGH, "how": "similar"}}
    return {}


def _own_number(columns: list[Column], fields: dict[str, dict]) -> dict[str, dict]:
    """The number of a customer in a list of people: the first column without repetition that is not one of their marks."""
    taken = {found["column"] for found in fields.values()}
    for column in columns:
        is_single = column.distinct == len(column.texts) > 1 and column.kind in ("whole", "text", "serial")
        if is_single and column.name not in taken and len(fields) > 1:
            return {"customer_id": {"column": column.name, "confidence": ENOUGH, "how": "content"}}
    return {}


def _by_name(table: Table, columns: list[Column]) -> dict[str, dict]:
    """The best pairs of field and column by name, each column once; what the content contradicts is left out."""
    pairs = [
        (
            round(name_score(field, column.name) * _by_kind(field, column), 3),
            -order,
            -name_rank(field, column.name),
            -column.position,
            field,
            column,
        )
        for order, field in enumerate(table.fields)
        for column in columns
    ]
    found: dict[str, dict] = {}
    taken: set[int] = set()
    for score, _, _, _, field, column in sorted(pairs, key=lambda pair: pair[:4], reverse=True):
        if score >= ENOUGH and field.name not in found and column.position not in taken:
            how = "name" if score >= 1 else "similar"
            found[field.name] = {"column": column.name, "confidence": min(score, 0.99), "how": how}
            taken.add(column.position)
    return found


def _by_kind(field: Field, column: Column) -> float:
    if column.kind in _AGAINST.get(field.kind, ()):
        return 0.0
    if field.name == "customer_id" and column.distinct < 2 and len(column.texts) > MORE_THAN_ONE:
        return 0.0  # nobody, or the same for all: a note, the number of an account in the books
    if field.name == "customer_id" and column.kind in ("day", "money", "number") and not _are_ids_in_floats(column):
        return 0.5
    if field.kind in _FITS and column.kind not in _FITS[field.kind]:
        return 0.5
    if field.kind in ("moment", "day", "money", "number") and column.kind == "text":
        return 1.0 if name_score(field, column.name) == 1 else 0.7
    return 1.0


def _are_ids_in_floats(column: Column) -> bool:
    """True for ids such as 17850.0: a program that holds empty ones took them for numbers. Staging takes the ending off."""
    return column.kind == "number" and all(text.endswith(".0") for text in column.texts if text)


def _confidence(table: Table, fields: dict[str, dict], columns: list[Column]) -> float:
    """How well the table fits: its needed fields' confidence, and how many of the columns it can use."""
    needed = [field.name for field in table.fields if field.required] or [table.fields[0].name]
    for group in table.one_of:
        held = [choice for choice in group if all(name in fields for name in choice)]
        needed += held[0] if held else group[0]
    sure = min((fields.get(name, {"confidence": 0.0})["confidence"] for name in needed), default=0.0)
    used = len(fields) / max(len(columns), 1)
    # A side table with no required field but the customer fits almost anything; it must use more of the file.
    own = 0.0 if table.one_of or sum(field.required for field in table.fields) > 1 else 0.25
    return round(max(0.0, 0.6 * sure + 0.4 * used - own), 3)
