"""Profitability tiers in words: what the tiers bring, what to do with each, and what is missing without a cost."""

import pandas as pd

from ui import formats
from ui.i18n import N_, _, ngettext
from ui.sentences import money, run_on

NAMES = {"high": N_("Highly profitable"), "ordinary": N_("Ordinary"), "unprofitable": N_("Unprofitable")}
ACTIONS = {
    "high": N_(
        "Keep: a named contact, service that others do not get, and a call before they go quiet. "
        "Losing one of them costs as much profit as {times} ordinary customers bring."
    ),
    "ordinary": N_(
        "Grow: a second category, a larger basket, the channel that costs less to serve. "
        "One in ten of them lifted to the level of the highly profitable would bring {gain} more a year."
    ),
    "unprofitable": N_(
        "Serve cheaply and phase out: self-service instead of visits, a charge for what is now free, no paid "
        "advertising to them; let go whoever still costs more than is earned. At no loss they would bring {loss} more."
    ),
}


def title(table: pd.DataFrame, year: str) -> str:
    """The finding of the page: what the best bring, and how many cost more than they bring."""
    by = table.set_index("tier")
    n = by.at["unprofitable", "customers"]
    if not table["profit"].sum() > 0:
        return _("All customers together made no profit in {year}").format(year=year)
    said = {
        "customers": formats.percent(by.at["high", "customer_share"], 0),
        "profit": formats.percent(by.at["high", "profit_share"], 0),
        "year": year,
        "n": formats.short(n),
    }
    if not n:
        return _(
            "{customers} of the customers made {profit} of the profit in {year}; none cost more than it brought"
        ).format(**said)
    return ngettext(
        "{customers} of the customers made {profit} of the profit in {year}; {n} cost more than it brought",
        "{customers} of the customers made {profit} of the profit in {year}; {n} cost more than they brought",
        n,
    ).format(**said)


def detail(table: pd.DataFrame) -> str:
    """What serving costs, and what the unprofitable take."""
    by, total = table.set_index("tier"), table[["margin", "service_cost", "profit"]].sum()
    cost = formats.percent(total["service_cost"] / total["margin"]) if total["margin"] > 0 else formats.MISSING
    parts = [_("Serving the customers takes {cost} of the margin.").format(cost=cost)]
    loss = float(by.at["unprofitable", "profit"])
    if loss < 0 < total["profit"]:
        parts.append(
            _("The unprofitable ones take {loss}, {share} of the profit.").format(
                loss=money(-loss), share=formats.percent(-loss / total["profit"])
            )
        )
    return run_on(*parts)


def action(tier: str, table: pd.DataFrame) -> str:
    """What to do with a tier, with the figure that says why; empty for a tier without customers."""
    by = table.set_index("tier")
    if not by.at[tier, "customers"]:
        return ""
    high, ordinary = by.at["high", "profit_per_customer"], by.at["ordinary", "profit_per_customer"]
    known = ordinary == ordinary and ordinary > 0
    times = formats.decimal(high / ordinary, 1) if known else formats.MISSING
    gain = (
        0.1 * by.at["ordinary", "customers"] * max(high - ordinary, 0) if high == high and ordinary == ordinary else 0
    )
    loss = money(abs(by.at["unprofitable", "profit"]))
    return _(ACTIONS[tier]).format(times=times, gain=money(gain), loss=loss)


def rules(high_from: float, share: float) -> str:
    """How the tiers are cut."""
    return _(
        "Unprofitable: cost to serve above margin in the year. Highly profitable: the {share} of the customers with "
        "the highest margins, {money} and more each. Ordinary: all others. A customer's cost to serve is that of the "
        "rows that name it."
    ).format(share=formats.percent(share), money=money(high_from))


def missing(*, has_margin: bool) -> str:
    """What these data lack for tiers, and how to deliver it."""
    parts = []
    if not has_margin:
        parts.append(
            _(
                "There is no margin: add a column margin or cost to the transactions, or name one rate with "
                "--margin 0.3 when building."
            )
        )
    parts.append(
        _(
            "There is no cost to serve: add a column service_cost to the transactions (delivery, returns, support, "
            "visits of that row, in the same currency)."
        )
    )
    parts.append(_("Then build again; tiers and the curve of cumulative profit appear here."))
    return "\n\n".join(parts)
