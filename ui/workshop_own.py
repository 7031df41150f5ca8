"""What the reader's own data say to a step: one sentence from published tables, or nothing where they cannot tell."""

from collections.abc import Callable

import pandas as pd

from analytics import movement
from analytics.workshop import retention
from data.store import StoreError
from ui import (
    blocks,
    faults_measured,
    filter_values,
    findings,
    formats,
    headline_facts,
    headline_texts,
    sentences,
    warehouse,
)
from ui.i18n import _

Said = tuple[str, str]  # the sentence, and the line under it
POINTS = 0.05
FEWEST = 30  # customers that a rate is told of


def said(code: str) -> Said | None:
    """The sentence for a step; None without a warehouse, or where its data do not reach."""
    tell = _TELLERS.get(code)
    if tell is None or warehouse.name_or("") == "" or not warehouse.is_readable():
        return None
    try:
        return tell()
    except StoreError:  # a build from before a table it asks for
        return None


def source() -> dict[str, str]:
    """Name and as-of date of the data it was read from."""
    return {"warehouse": blocks.source_name(), "day": formats.day(warehouse.build_info().as_of)}


def _whole(grain: str = "") -> tuple[dict, pd.DataFrame]:
    """Filters of the whole firm, and its movement by that grain, by default the finest."""
    filters = headline_facts.of_the_firm(grain or filter_values.finest_grain())
    return filters, headline_facts.movement_of(filters)


def _shape() -> Said | None:
    filters, flow = _whole()
    if flow.empty or flow["is_incomplete"].all():
        return None
    found = findings.of_base(movement.shape_of(flow, grain=filters["grain"]), flow)
    return sentences.sentence(found), sentences.detail(found)


def _retention() -> Said | None:
    """Five points more than the share kept over the last whole year, at the warehouse's discount."""
    _filters, flow = _whole("year")
    seen = flow[~flow["is_incomplete"].astype(bool) & ~flow["is_burn_in"].astype(bool)]
    discount = float(warehouse.build_info().discount_rate)
    if seen.empty or not seen["opening"].iloc[-1] >= FEWEST or not discount > 0:
        return None
    kept = 1 - float(seen["loss_rate"].iloc[-1])
    if not 0 < kept < 1 - POINTS:
        return None
    known = {"retention_rate": kept, "discount_rate": discount, "points_rate": POINTS}
    sentence = _("In {year} {kept} of the base stayed; five points more raise the value of a customer by {gain}").format(
        year=formats.period(seen["period_start"].iloc[-1], "year"), kept=formats.percent(kept, 0),
        gain=formats.percent(retention.gain_rate(**known), 0),
    )  # fmt: skip
    detail = _(
        "In the base at both ends of the year, of those at its beginning; kept for ever at this rate, discount {discount} a "
        "year. Customer equity takes each customer's age into account and shows what five points do to the whole base."
    ).format(discount=formats.percent(discount, 0))
    return sentence, detail


def _line(facts: object, say: Callable) -> Said | None:
    if facts is None:
        return None
    line = say(facts)
    return line.finding, line.detail


def _most_valuable() -> Said | None:
    return _line(_of_customers(headline_facts.most_valuable), headline_texts.most_valuable)


def _acquisition() -> Said | None:
    filters, flow = _whole()
    return _line(None if flow.empty else headline_facts.acquisition(flow, filters), headline_texts.acquisition)


def _campaign() -> Said | None:
    return _line(_of_customers(headline_facts.campaigns), headline_texts.campaign)


def _satisfaction() -> Said | None:
    measured = _of_customers(faults_measured.satisfaction)
    return (measured.evidence, "") if isinstance(measured, faults_measured.Measured) else None


def _of_customers(ask: Callable) -> object:
    """What only customers' data can answer; None where a firm gave its published figures alone."""
    return None if warehouse.build_info().lines == "disclosure" else ask()


_TELLERS: dict[str, Callable[[], Said | None]] = {
    "mountain": _shape,
    "retention": _retention,
    "matrix": _most_valuable,
    "funnel": _acquisition,
    "curves": _acquisition,
    "loyalty": _satisfaction,
    "control": _campaign,
}
