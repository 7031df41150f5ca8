"""Which of the columns found by name is the money of a row: told from the values where names mislead.

An order's total stands on each of its lines; "amount" is a number of pieces; "price" is the price of all pieces; a file of
single pieces has no quantity. Fields are {field: {column, confidence, how}}; each rule returns them changed or as they were.
"""

from statistics import median

from data.intake.against import speaks_against
from data.intake.column import Column

FEW_PIECES = 3
_LIKELY = 0.8
_ENOUGH = 10  # comparisons


def settle_money(fields: dict[str, dict], columns: list[Column]) -> dict[str, dict]:
    """`fields` of a transaction with amount, quantity and unit price as the values have it."""
    by_name = {column.name: column for column in columns}
    for rule in (_amount_of_pieces, _total_on_each_line, _total_on_first_line, _price_of_all_pieces):
        fields = rule(fields, {name: by_name[found["column"]] for name, found in fields.items()})
    return _single_pieces(fields, columns)


def _moved(fields: dict[str, dict], target: str, source: str) -> dict[str, dict]:
    """`fields` with the column of `source` under `target`."""
    rest = {name: found for name, found in fields.items() if name not in (target, source)}
    return rest | {target: {"column": fields[source]["column"], "confidence": _LIKELY, "how": "content"}}


def _amount_of_pieces(fields: dict[str, dict], held: dict[str, Column]) -> dict[str, dict]:
    """Mostly 1, 2 or 3 beside a price that is much higher: a quantity that is called amount."""
    amount, price = held.get("amount"), held.get("unit_price")
    if amount is None or price is None or "quantity" in held or amount.kind not in ("whole", "flag"):
        return fields
    pieces, prices = _positive(amount), _positive(price)
    if len(pieces) < _ENOUGH or not prices or median(pieces) > FEW_PIECES or median(prices) < 5 * median(pieces):
        return fields
    return _moved(fields, "quantity", "amount")


def _total_on_each_line(fields: dict[str, dict], held: dict[str, Column]) -> dict[str, dict]:
    """The same amount on all lines of an order, whose prices differ and add up to about as much: it would count many times."""
    if not {"amount", "order_id", "unit_price"} <= set(held):
        return fields
    orders: dict[str, list[tuple[float, float]]] = {}
    pieces = held["quantity"].numbers if "quantity" in held else [1.0] * len(held["amount"].texts)
    lines = zip(held["order_id"].texts, held["amount"].numbers, held["unit_price"].numbers, pieces, strict=True)
    for order, amount, price, count in lines:
        if order and amount is not None and price is not None and count is not None:
            orders.setdefault(order, []).append((amount, price * count))
    several = [lines for lines in orders.values() if len({line for _amount, line in lines}) > 1]
    repeated = [lines for lines in several if len({amount for amount, _line in lines}) == 1]
    if len(several) < _ENOUGH or len(repeated) < 0.95 * len(several):
        return fields
    sums = sum(0.6 * lines[0][0] <= sum(line for _amount, line in lines) <= 1.4 * lines[0][0] for lines in repeated)
    if sums < 0.7 * len(repeated):
        return fields
    if "quantity" in held:
        return {name: found for name, found in fields.items() if name != "amount"}
    return _moved(fields, "amount", "unit_price")


def _total_on_first_line(fields: dict[str, dict], held: dict[str, Column]) -> dict[str, dict]:
    """An amount on the first line alone of orders whose lines all have day, pieces and price: it would come on top of these.

    Where the other lines have no customer or day of their own, staging takes both from the first and counts them nothing.
    """
    needed = ("order_id", "amount", "unit_price", "quantity", "ordered_at")
    if any(name not in held for name in needed):
        return fields
    texts = [held[name].texts for name in (*needed, "customer_id") if name in held]
    orders: dict[str, list[bool]] = {}
    for order, amount, *others in zip(*texts, strict=True):
        if order and all(others):
            orders.setdefault(order, []).append(bool(amount))
    several = [lines for lines in orders.values() if len(lines) > 1]
    alone = [lines for lines in several if lines[0] and not any(lines[1:])]
    if len(several) < _ENOUGH or len(alone) < 0.95 * len(several):
        return fields
    return {name: found for name, found in fields.items() if name != "amount"}


def _price_of_all_pieces(fields: dict[str, dict], held: dict[str, Column]) -> dict[str, dict]:
    """A price that doubles with the quantity is that of all pieces: multiplied again it would be too much."""
    if "amount" in held or not {"quantity", "unit_price"} <= set(held):
        return fields
    thing = held.get("product_id") or held.get("category")
    if thing is None:
        return fields
    prices: dict[tuple[str, float], list[float]] = {}
    for name, count, price in zip(thing.texts, held["quantity"].numbers, held["unit_price"].numbers, strict=True):
        if name and count and price and count > 0 and price > 0:
            prices.setdefault((name, count), []).append(price)
    shares = [
        median(found) / median(prices[name, 1.0])
        for (name, count), found in prices.items()
        if count >= 2 and (name, 1.0) in prices
        for found in [[price / count for price in found]]
    ]
    # as a share of the price of one: near 1 where the column holds the price of all pieces, near 1 / pieces where of each
    if len(shares) < FEW_PIECES or sum(0.8 <= share <= 1.25 for share in shares) < 0.8 * len(shares):
        return fields
    return _moved(fields, "amount", "unit_price")


def _single_pieces(fields: dict[str, dict], columns: list[Column]) -> dict[str, dict]:
    """A price without a quantity: each row is one piece, unless another column may hold what was paid."""
    if "unit_price" not in fields or {"amount", "quantity"} & set(fields):
        return fields
    taken = {found["column"] for found in fields.values()}
    others = [column for column in columns if column.kind in ("money", "number") and column.name not in taken]
    if any(not speaks_against("amount", column.name) for column in others):
        return fields
    return _moved(fields, "amount", "unit_price")


def _positive(column: Column) -> list[float]:
    return [number for number in column.numbers if number is not None and number > 0]
