"""Sentences of the early warning: why a customer may leave, what the build says of its model, names of models."""

import json
from collections.abc import Callable

import pandas as pd

from ui import formats
from ui.escape import plain
from ui.i18n import N_, _

MODELS = {
    "logistic": N_("Logistic regression"),
    "boosting": N_("Boosted trees"),
    "gap_baseline": N_("Baseline: silence against the usual gap"),
    "p_alive_baseline": N_("Baseline: P(alive) of the purchase model"),
}
NO_REASON = N_("None that stands out")
REASONS = {
    "silence": N_("Silence"),
    "rhythm": N_("Buys rarely"),
    "tenure": N_("Time as a customer"),
    "spend": N_("Spending"),
    "breadth": N_("Range of categories"),
    "channel_mix": N_("Channels used"),
    "promotion": N_("Buys on promotion"),
    "returns": N_("Returns"),
    "contacts": N_("Contacts"),
    "service": N_("Service cases"),
    "complaints": N_("Complaints"),
    "satisfaction": N_("Satisfaction stated"),
    "renewal": N_("Contract and renewal"),
    "first_channel": N_("Channel of acquisition"),
    "first_region": N_("Region"),
    "first_category": N_("Category of the first purchase"),
    "none": NO_REASON,
}
VERDICTS = {
    "holds": N_("holds"),
    "too_low": N_("too few leavers expected"),
    "too_high": N_("too many leavers expected"),
    "poor_order": N_("hardly tells leavers from stayers"),
    "keep": N_("keep"),
    "watch": N_("watch"),
    "refit": N_("refit"),
}
DIMENSIONS = {
    "relationship": N_("Relationship"),
    "value_fifth": N_("Fifth by value"),
    "tenure": N_("Time as a customer"),
    "first_channel": N_("Channel of acquisition"),
    "first_region": N_("Region"),
    "first_category": N_("Category of the first purchase"),
}
SEGMENTS = {
    "shop": N_("shop"),
    "contract": N_("contract"),
    "both": N_("shop and contract"),
    "year_1": N_("first year"),
    "year_2": N_("second year"),
    "years_3_4": N_("third and fourth year"),
    "later": N_("fifth year and later"),
}


def reason(code: str | None, value: float | None, row: dict) -> str:
    """One reason in words, with the customer's own figure; plain text for a table, "" for none.

    row : the customer's first_channel, first_region and first_category
    """
    if not isinstance(code, str):
        return ""
    if code in ("first_channel", "first_region", "first_category"):
        return _("{what}: {value}").format(what=_(REASONS[code]), value=row[code])
    if value is None or value != value or code not in _REASON_TEXTS:
        return _(REASONS.get(code, NO_REASON))
    return _REASON_TEXTS[code](float(value))


def _silence(ratio: float) -> str:
    if ratio < 1:
        return _("Few purchases lately")
    return _("Silent {n} × as long as usual").format(n=formats.decimal(ratio, 1))


def _rhythm(days: float) -> str:
    return _("Buys every {days} on average").format(days=formats.days(round(days)))


def _promotion(share: float) -> str:
    return _("{share} of purchases on promotion").format(share=formats.percent(share, 0))


def _tenure(days: float) -> str:
    return _("Customer for {months}").format(months=formats.months(max(round(days / 30.4375), 0)))


def _renewal(months: float) -> str:
    return _("Contract up for renewal in {months}").format(months=formats.months(max(round(months), 1)))


_REASON_TEXTS: dict[str, Callable[[float], str]] = {
    "silence": _silence,
    "rhythm": _rhythm,
    "promotion": _promotion,
    "tenure": _tenure,
    "renewal": _renewal,
    "spend": lambda value: _("Brought {value} in 12 months").format(value=formats.short(value)),
    "breadth": lambda n: _("Categories bought: {n}").format(n=formats.whole(n)),
    "channel_mix": lambda n: _("Channels used: {n}").format(n=formats.whole(n)),
    "returns": lambda share: _("{share} of lines returned").format(share=formats.percent(share, 0)),
    "contacts": lambda n: _("Contacts in 12 months: {n}").format(n=formats.whole(n)),
    "service": lambda n: _("Service cases in 12 months: {n}").format(n=formats.whole(n)),
    "complaints": lambda n: _("Complaints in 12 months: {n}").format(n=formats.whole(n)),
    "satisfaction": lambda n: _("Stated satisfaction: {n}").format(n=formats.decimal(n, 0)),
}


def with_reasons(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of `churn_customers` with `reasons`: up to three in words, the strongest first."""
    said = []
    for row in rows.to_dict("records"):
        found = [reason(row[f"reason_{n}"], row[f"value_{n}"], row) for n in (1, 2, 3)]
        said.append("; ".join(text for text in found if text) or _(NO_REASON))
    return rows.assign(reasons=pd.Series(said, index=rows.index, dtype="object"))


def note(code: str, figures: dict) -> str:
    """What the build says of its warning; the code in words when it is newer than these texts."""
    if code == "history_too_short":
        return _(
            "The history is too short: {has} of the {needs} needed to learn from one window of time and judge on a later one. "
            "A build with a shorter window of leaving needs less."
        ).format(has=formats.days(figures["history_days"]), needs=formats.days(figures["needed_days"]))
    if code in ("too_few_leavers", "too_few_stayers"):
        return _(
            "{left} customers left and {stayed} stayed in the months to learn from; at least {n} of each are needed."
        ).format(
            left=formats.whole(figures["left"]),
            stayed=formats.whole(figures["stayed"]),
            n=formats.whole(figures["fewest"]),
        )
    if code == "nothing_differs":
        return _("What is known of the customers does not differ between them, so there is nothing to learn from.")
    if code == "no_models":
        return _("This warehouse was built without models.")
    if code == "not_calibrated":
        return _(
            "The history is too short to calibrate the judged chances on a later month: they stand as they were learnt."
        )
    if code == "feature_barred":
        return _(
            "Left out of the learning because it alone tells leavers from stayers, which no real sign does: {name}."
        ).format(name=plain(figures["feature"].replace("_", " ")))
    return plain(code.replace("_", " "))


def notes(table: pd.DataFrame, severity: str) -> list[str]:
    """Sentences of `churn_note` of this severity."""
    rows = table[table["severity"] == severity]
    return [note(row.code, json.loads(row.figures)) for row in rows.itertuples()]
