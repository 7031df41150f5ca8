"""Orders in one file and their lines in another, as shops and accounting programs keep them: joined before they are read."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path

from data.contract import TRANSACTION, ContractError
from data.files import Delivered
from data.intake.confined import Found
from data.intake.look import look_at
from data.intake.names import name_score, words_of
from data.joining import Fit, Half, fit_of, join
from data.recognition import normalised

# What an order has once and its lines have each: repeated on every line it would count several times.
_EACH_LINE = ("amount", "unit_price", "quantity", "discount", "refund", "margin", "cost", "service_cost")
_BY_NAME = ("name", "similar")
_MONEY = ("amount", "unit_price")
NAMED = 0.6  # score of a name from which it says what a column is


@dataclass(frozen=True)
class Split:
    """One table of the delivery, looked at as purchases. `held`: {field: {column, how}}; `is_whole`: it needs no other."""

    part: Delivered
    columns: tuple[str, ...]
    held: dict[str, dict]
    is_whole: bool

    def named(self, *fields: str) -> bool:
        """Does a column's name, not its content alone, say that it is one of these fields?"""
        return any(self.held.get(field, {}).get("how") in _BY_NAME for field in fields)

    def names_money(self) -> bool:
        """Is there an amount or a price whose column is called so? Content alone would take a score for one."""
        columns = [self.held[field]["column"] for field in _MONEY if field in self.held]
        return any(name_score(TRANSACTION.field(field), column) >= NAMED for field in _MONEY for column in columns)


def join_split(found: list[Found], work: Path) -> tuple[list[Found], list[str]]:
    """The files with orders and their lines joined into one table where no table has customer, date and amount by itself.

    Returns the files, each joined table in the place of its orders, and what is to be said of it. Several pairs, as of two months,
    are joined each by itself. Nothing is joined where files do not fit: an order's number that occurs twice, or most lines
    without an order.
    """
    splits = _splits(found)
    if len(splits) < 2 or any(split.is_whole for split in splits):
        return found, []
    said: list[str] = []
    for order, halves, fit in _pairs(splits, work):
        found, told = _joined(found, order, halves, fit, work)
        said += told
    return found, said


def _pairs(splits: list[Split], work: Path) -> list[tuple[Split, tuple[Half, Half], Fit]]:
    """Each table of orders with its lines; none at all where lines fit two tables of orders or orders two alike of lines, as
    where numbers begin again each month: no choice among them would be safe.
    """
    orders = [split for split in splits if split.named("customer_id") and "ordered_at" in split.held]
    # Lines that name a product or a quantity before payments and the like, which also have an order and an amount.
    lines = sorted(
        (split for split in splits if split.names_money()),
        key=lambda split: not split.named("product_id", "quantity", "category"),
    )
    pairs: list[tuple[Split, tuple[Half, Half], Fit]] = []
    for order in orders:
        fitting = _fitting(order, lines, work)
        taken = [halves[1].delivered for _order, halves, _fit in pairs]
        if len(fitting) > 1 or any(halves[1].delivered in taken for halves, _fit in fitting):
            return []
        pairs += [(order, halves, fit) for halves, fit in fitting]
    return pairs


def _fitting(order: Split, lines: list[Split], work: Path) -> list[tuple[tuple[Half, Half], Fit]]:
    """The first table of lines that fits the orders, and those of the same columns that fit them too."""
    found: list[tuple[tuple[Half, Half], Fit]] = []
    shape: tuple[str, ...] = ()
    for line in lines:
        if line is order or (shape and line.columns != shape):
            continue
        for keys in _keys(order, line):
            halves = Half(order.part, keys[0]), Half(line.part, keys[1])
            fit = fit_of(*halves, work)
            if fit.is_good:
                found.append((halves, fit))
                shape = line.columns
                break
    return found


def leave_lines(found: list[Found], work: Path) -> tuple[list[Found], list[str]]:
    """The files without the lines of orders that have the money already and would count it twice, and what is to be said."""
    splits = _splits(found)
    whole = [split for split in splits if split.is_whole]
    said, gone = [], set()
    for line in splits if whole else ():
        if line.is_whole or line.named("customer_id") or not line.names_money():
            continue
        for order in whole:
            fits = (fit_of(Half(order.part, mine), Half(line.part, its), work) for mine, its in _keys(order, line))
            if any(fit.is_good for fit in fits):
                gone.add(line.part)
                said.append(
                    f"{line.part.name} holds the lines of {order.part.name}, which has the money; it is left out"
                )
                break
    return _keeping(found, lambda part: part not in gone), said


def _keeping(found: list[Found], is_kept) -> list[Found]:
    """The files with those of their tables that are kept; a file that keeps none goes."""
    put = []
    for one in found:
        kept = [pair for pair in zip(one.parts, one.looks, strict=False) if is_kept(pair[0])]
        if len(kept) == len(one.parts):
            put.append(one)
        elif kept:
            put.append(replace(one, parts=tuple(part for part, _ in kept), looks=tuple(look for _, look in kept)))
    return put


class OrdersAloneError(ContractError):
    """Orders that found no lines beside others that did: to leave them out would lose purchases."""


def refuse_alone(found: Found) -> None:
    """Raise OrdersAloneError for a file of orders without amounts."""
    for split in _splits([found]):
        names = all(split.named(field) for field in ("customer_id", "order_id", "ordered_at"))
        if names and not split.names_money():
            raise OrdersAloneError(
                f"{split.part.name} has orders without amounts, and no file has their lines.\n"
                "Hint: deliver one pair of orders and lines at a time (--append), or all orders in one file and all lines in another."
            )


def _splits(found: list[Found]) -> list[Split]:
    return [_looked_at(part, look) for one in found for part, look in zip(one.parts, one.looks, strict=False)]


def _looked_at(part: Delivered, look: dict) -> Split:
    seen: dict = next((one for one in look.get("tables", ()) if one["table"] == TRANSACTION.name), {})
    columns = tuple(column["name"] for column in look.get("columns", ()))
    split = Split(part, columns, seen.get("fields", {}), False)
    is_named = split.named("customer_id") and split.named("ordered_at") and split.names_money()
    return replace(split, is_whole=is_named and bool(seen.get("is_complete")))


def _keys(order: Split, line: Split):
    """(column of the orders, column of the lines) that may hold the order's number, the likeliest first."""
    mine = {normalised(column): column for column in order.columns}
    shared = [(mine[normalised(column)], column) for column in line.columns if normalised(column) in mine]
    customer = order.held["customer_id"]["column"]
    pairs = [pair for pair in shared if pair[0] != customer]
    pairs.sort(key=lambda pair: not _is_order(pair[0]))
    # A table of orders may call its own number just "id", as databases do.
    own = next((column for column in order.columns if normalised(column) in ("id", "number", "编号")), None)
    if own is not None:
        pairs += [(own, column) for column in line.columns if _is_order(column) and (own, column) not in pairs]
    return pairs


def _is_order(column: str) -> bool:
    return bool(set(words_of(column)) & {"order", "invoice", "receipt", "basket", "sale", "transaction"}) or any(
        word in column for word in ("订单", "单号", "发票", "流水")
    )


def _joined(found: list[Found], order: Split, halves: tuple[Half, Half], fit: Fit, work: Path):
    orders, lines = halves
    without = tuple(
        one["column"]
        for field, one in order.held.items()
        if field in _EACH_LINE and one["column"] not in (orders.key, order.held["customer_id"]["column"])
    )
    part = join(orders, lines, work, without=without)
    look = look_at(part)
    beside = tuple(one.path for one in found if lines.delivered in one.parts and orders.delivered not in one.parts)
    put = [
        replace(one, parts=(*one.parts, part), looks=(*one.looks, look), beside=beside)
        if orders.delivered in one.parts
        else one
        for one in found
    ]
    put = _keeping(put, lambda part: part not in (orders.delivered, lines.delivered))
    return put, _said(orders, lines, fit, without)


def _said(orders: Half, lines: Half, fit: Fit, without: tuple[str, ...]) -> list[str]:
    names = orders.delivered.name, lines.delivered.name
    met = f"{fit.lines_found:,} of {fit.line_rows:,} lines find their order"
    alone = f"{fit.orders_without_line:,} of {fit.order_keys:,} orders have no line"
    said = [f"{names[0]} and {names[1]} are joined by {orders.key[:60]!r}: {met}; {alone}"]
    if without:
        columns = ", ".join(repr(column[:40]) for column in without)
        said.append(f"{names[0]}: {columns} of whole orders is left out; the lines have the money")
    return said


def say(sentences: list[str]) -> None:
    """Tell the person at the command line."""
    for sentence in sentences:
        print(f"      {sentence}", file=sys.stderr, flush=True)
