"""Customer value in words: segments, iso-value curves, new and existing customers, and what lies beyond the horizon."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ui import formats, warehouse
from ui.code_texts import MODELS, text_of
from ui.escape import plain
from ui.i18n import _, ngettext
from ui.wording import run_on


def _money(value: float) -> str:
    return formats.money(value, warehouse.build_info().currency or "")


def segments(code: str, figures: Mapping[str, Any], show) -> str:
    """The finding on segments; `show` writes a segment's raw value."""
    if code == "one_segment":
        return _("There is one segment only")
    said = {
        "best": plain(show(figures["best"])), "worst": plain(show(figures["worst"])),
        "high": _money(figures["best_each"]), "low": _money(figures["worst_each"]),
    }  # fmt: skip
    if code == "no_intervals":
        return _("{best} leads with {high} a customer, {worst} is last with {low}").format(**said)
    if code == "segments_differ":
        return _("A customer of {best} is worth {high}, one of {worst} {low}: more than chance").format(**said)
    return _("{best} leads with {high} a customer, {worst} is last with {low}; chance alone could do it").format(**said)


def iso(crossing: Mapping[str, int] | None) -> str:
    """The finding of the iso-value curves."""
    if crossing is None:
        return _("More purchases mean more value at every length of silence")
    return _(
        "After {days} of silence, a customer with {often} repeat purchases is worth less than one with {seldom}"
    ).format(days=formats.days(crossing["gap_days"]), often=crossing["often"], seldom=crossing["seldom"])


def new_and_existing(existing: float, future: Mapping[str, float], first: float | None) -> str:
    """Value of an average customer of the base beside that of one just acquired; kinds: shop, contract."""
    parts = [_("An existing customer is worth {value} on average.").format(value=_money(existing))]
    if "shop" in future:
        parts.append(
            _("A new one will bring {future} after the first purchase, which brings {first} by itself.").format(
                future=_money(future["shop"]), first=_money(first)
            )
            if first is not None
            else _("A new one will bring {future} after the first purchase.").format(future=_money(future["shop"]))
        )
    if "contract" in future:
        parts.append(_("A new contract will bring {future}.").format(future=_money(future["contract"])))
    return " ".join(parts)


def beyond(row: pd.Series) -> str:
    """How much of the value without horizon lies beyond the horizon, for the model that serves."""
    horizon = formats.months(warehouse.build_info().horizon_months)
    if not row["value_no_horizon"] > 0:
        return _("Without a discount rate the value without a horizon has no end; only {horizon} are shown.").format(
            horizon=horizon
        )
    share = max(1 - row["value_36m"] / row["value_no_horizon"], 0.0)
    return _("{share} of the value without a horizon lies beyond {horizon}").format(
        share=formats.percent(share, 0), horizon=horizon
    )


def outlook(rows: pd.DataFrame) -> str:
    """The finding on renewals to come; rows of `renewal_outlook` in the order of term and renewals made."""
    known = rows.dropna(subset=["renewals_to_come"]).groupby("term_months")["renewals_to_come"]
    if len(rows) > 1 and all(
        to_come.is_monotonic_increasing and to_come.iloc[-1] > to_come.iloc[0] for _term, to_come in known
    ):
        return _("Each renewal made brings more to come")
    return _("Renewals still to come")


def rivals(rows: pd.DataFrame) -> str:
    """How far the models are apart on the same base."""
    high, low = rows.loc[rows["value_36m"].idxmax()], rows.loc[rows["value_36m"].idxmin()]
    if _money(high["value_36m"]) == _money(low["value_36m"]):
        return _("The same base is worth {value} to every model").format(value=_money(high["value_36m"]))
    return _("The same base is worth {high} to {high_model} and {low} to {low_model}").format(
        high=_money(high["value_36m"]), low=_money(low["value_36m"]),
        high_model=text_of(MODELS, high["model"]), low_model=text_of(MODELS, low["model"]),
    )  # fmt: skip


def negative_rule(left_out: int) -> str:
    """What is done with customers whose repeat purchases brought nothing or a loss."""
    rule = _(
        "Customers whose repeat purchases brought zero or less on average are expected to spend as all customers do on "
        "average; what they lost stays in their past value. No expected value is below zero."
    )
    if not left_out:
        return rule
    concerned = ngettext("That concerns {n} customer here.", "That concerns {n} customers here.", left_out)
    return run_on(rule, concerned.format(n=formats.whole(left_out)))
