"""Fields of a purchase file that its names do not tell: read from the values themselves.

Rules, in this order: three numeric columns of which one is the product of the two others are price, quantity and amount;
the date is the column of days with the widest use; each order has one customer, so the column that others determine is
the customer; amounts have cents.
"""

from data.headless import names_of
from data.intake.against import is_somebody, speaks_against
from data.intake.column import Column
from data.intake.values import is_time_of_day

_NUMERIC = {"money", "number", "whole"}
_IDS = {"text", "whole", "email", "phone", "serial"}
_SURE, _LIKELY, _PERHAPS = 0.85, 0.7, 0.5
_ENOUGH_ROWS = 5


def transaction_by_content(columns: list[Column], known: dict[str, str]) -> dict[str, dict]:
    """{field: {column, confidence, how}} for the needed fields that `known` ({field: column}) lacks."""
    free = [column for column in columns if column.name not in known.values() and column.kind != "empty"]
    found: dict[str, tuple[Column, float]] = {}
    if "ordered_at" not in known:
        _take(found, free, "ordered_at", _date(free))
    if not {"amount"} & set(known) and not {"quantity", "unit_price"} <= set(known):
        for field, answer in _money(free, columns, known).items():
            _take(found, free, field, answer)
    if "quantity" not in known and "quantity" not in found and [c.name for c in columns] == names_of(len(columns)):
        _take(found, free, "quantity", _pieces(free))
    if "customer_id" not in known:
        order = next((column for column in columns if column.name == known.get("order_id")), None)
        _take(found, free, "customer_id", _customer(free, order))
    return {
        field: {"column": column.name, "confidence": confidence, "how": "content"}
        for field, (column, confidence) in found.items()
    }


def _take(found, free, field, answer) -> None:
    if answer is not None and answer[0] in free:
        found[field] = answer
        free.remove(answer[0])


def _pieces(free: list[Column]) -> tuple[Column, float] | None:
    """Small whole numbers, mostly 1 to 3 and never long; asked for only where no column has a name that would say so."""
    for column in free:
        numbers = sorted(abs(number) for number in column.numbers if number is not None)
        is_small = bool(numbers) and numbers[len(numbers) // 2] <= 3 and numbers[-1] < 1000 and column.distinct > 1
        if is_small and column.kind in ("whole", "flag") and not any(text.startswith("0") for text in column.filled):
            return column, _PERHAPS
    return None


def _date(free: list[Column]) -> tuple[Column, float] | None:
    free = [column for column in free if not speaks_against("ordered_at", column.name)]
    days = [column for column in free if column.kind == "day" and len(column.filled) >= 0.5 * len(column.texts)]
    if not days:
        serials = [column for column in free if column.kind == "serial" and column.distinct > 1]
        rising = [column for column in serials if _is_rising(column)]
        return (rising[0], _PERHAPS) if rising else None
    most = max(
        column.distinct for column in days
    )  # a day that is the same for all, or for all of a customer's rows, is none of purchase
    best = max(days, key=lambda column: (len(column.filled), column.distinct >= 0.5 * most, -column.position))
    return best, _SURE if len(days) == 1 else _PERHAPS


def _is_rising(column: Column) -> bool:
    """Logs are mostly written in the order of time; ids of customers are not."""
    steps = list(zip(column.filled, column.filled[1:], strict=False))
    return (bool(steps) and sum(a <= b for a, b in steps) >= 0.8 * len(steps)) or "." in column.filled[0]


def _money(free, columns, known) -> dict[str, tuple[Column, float]]:
    numeric = [column for column in free if column.kind in _NUMERIC and _varies(column)]
    plain = [column for column in numeric if not speaks_against("amount", column.name)]
    triple = _product(numeric)
    if triple:
        quantity, price, amount = triple
        return {"amount": (amount, _SURE), "quantity": (quantity, _SURE), "unit_price": (price, _SURE)}
    rest = [column for column in plain if column.kind != "whole"] or [column for column in plain if not _is_id(column)]
    if not rest:
        return {}
    signed = [column for column in rest if column.kind == "money"] or rest
    best = max(signed, key=lambda column: (_mean(column), -column.position))
    return {"amount": (best, _LIKELY if len(rest) == 1 else _PERHAPS)}


def _varies(column: Column) -> bool:
    return column.distinct > 1 or len(column.texts) < _ENOUGH_ROWS


def _is_id(column: Column) -> bool:
    """Whole numbers that never repeat, or are all of one length and above 9,999, are numbers of something, not amounts."""
    if column.distinct == len(column.filled) > 20:
        return True
    lengths = {len(text) for text in column.filled}
    return len(lengths) == 1 and lengths.pop() >= 5


def _mean(column: Column) -> float:
    numbers = [abs(number) for number in column.numbers if number is not None]
    return sum(numbers) / max(len(numbers), 1)


def _product(numeric: list[Column]) -> tuple[Column, Column, Column] | None:
    """(quantity, price, amount) where quantity × price = amount in nearly every row; quantity is the whole-numbered one."""
    for amount in numeric[:12]:
        for first in numeric[:12]:
            for second in numeric[:12]:
                are_three = len({amount.name, first.name, second.name}) == 3 and first.kind == "whole"
                if are_three and _multiplies(first, second, amount):
                    return first, second, amount
    return None


def _multiplies(first: Column, second: Column, amount: Column) -> bool:
    rows = [
        (quantity, price, total)
        for quantity, price, total in zip(first.numbers, second.numbers, amount.numbers, strict=True)
        if quantity is not None and price is not None and total is not None and quantity != 1
    ][:300]
    return len(rows) >= _ENOUGH_ROWS and sum(abs(q * p - a) <= 0.011 for q, p, a in rows) >= 0.95 * len(rows)


def order_of_gaps(columns: list[Column], head: Column) -> dict[str, dict]:
    """The order's number where its first line alone has a value in `head`: new with each, and below it the same as above."""
    heads = [position for position, text in enumerate(head.texts) if text]
    below = [position for position, text in enumerate(head.texts) if not text and position]
    if len(below) < max(_ENOUGH_ROWS, 0.02 * len(head.texts)):
        return {}
    for column in columns:
        firsts = [column.texts[position] for position in heads]
        same = sum(column.texts[position] == column.texts[position - 1] != "" for position in below)
        if len(set(firsts) - {""}) == len(firsts) > 1 and same >= 0.98 * len(below):
            return {"order_id": {"column": column.name, "confidence": _LIKELY, "how": "content"}}
    return {}


def _customer(free: list[Column], order: Column | None) -> tuple[Column, float] | None:
    """The id that repeats: of several, the one that the most fine-grained other id determines (an order has one customer)."""
    mine = [column for column in free if not speaks_against("customer_id", column.name) and not _is_time(column)]
    emails = [column for column in mine if column.kind in ("email", "phone") and _repeats(column)]
    ids = [column for column in mine if column.kind in _IDS and _repeats(column) and looks_like_ids(column)]
    if not ids and not emails:
        return None
    if not emails and any(is_somebody(column.name) and column.distinct > 1 for column in mine):
        return None  # a name of the other side says more than a number that happens to repeat
    if order is not None:
        owners = [column for column in ids if determines(order, column)]
        if owners:
            return max(owners, key=lambda column: column.distinct), _SURE if len(owners) == 1 else _LIKELY
    finer = [column for column in free if column.kind in _IDS and looks_like_ids(column)]
    owned = [
        column
        for column in ids
        if any(
            other.distinct > column.distinct and other.distinct < 0.98 * len(other.filled) and determines(other, column)
            for other in finer
        )
    ]
    if owned:
        return max(owned, key=lambda column: column.distinct), _LIKELY
    if emails:
        return emails[0], _LIKELY
    return max(ids, key=lambda column: column.distinct), _LIKELY if len(ids) == 1 else _PERHAPS


def _is_time(column: Column) -> bool:
    return bool(column.filled) and sum(map(is_time_of_day, column.filled[:200])) >= 0.9 * len(column.filled[:200])


def _repeats(column: Column) -> bool:
    return 2 <= column.distinct <= 0.98 * len(column.filled) or len(column.filled) < _ENOUGH_ROWS


def looks_like_ids(column: Column) -> bool:
    """Many different short values, not words of a language: a category has few, a description has blanks."""
    blanks = sum(" " in text.strip() for text in column.filled)
    return column.distinct >= max(2, 0.02 * len(column.filled)) and blanks <= 0.2 * len(column.filled)


def determines(finer: Column, coarser: Column) -> bool:
    """True where each value of the one has a single value of the other, nearly."""
    if finer is coarser:
        return False
    pairs = {(a, b) for a, b in zip(finer.texts, coarser.texts, strict=True) if a and b}
    return len(pairs) <= 1.01 * len({a for a, _ in pairs}) and len(pairs) > 1
