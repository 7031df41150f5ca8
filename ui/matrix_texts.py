"""The value x churn matrix in words: cells, their bounds, the finding, and what to do in each of them."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ui import formats, sentences
from ui.chart_words import words
from ui.i18n import N_, _, ngettext

# (text, whether it comes from the article that the matrix is taken from; it gives AD and BD alone)
STRATEGIES = {
    "AD": (
        N_("The base of the profit: keep up the dialogue, ask for referrals, offer new services."),
        True,
    ),
    "BD": (
        N_("Invest now, in service that rivals lack: late opening, help on site, a courtesy car."),
        True,
    ),
    "AC": (
        N_("Serve at low cost. Look for those who could grow: a second category, a larger basket."),
        False,
    ),
    "BC": (
        N_("Spend little: one inexpensive reminder, then let go. Ask a few of them why they leave."),
        False,
    ),
}
Figures = Mapping[str, Any]
LIKELY = 0.5  # risks below it make nobody "likely to leave"


def cell_name(row: pd.Series, *, risk_bands: int, value_bands: int) -> str:
    """Code and meaning of a cell: "BD · high risk, high value"; bands from the lowest in finer grids."""
    if row["cell"] in STRATEGIES:
        return f"{row['cell']} · {words['cell_' + row['cell']]}"
    return _("{code} · risk {risk} of {risks}, value {value} of {values}").format(
        code=row["cell"], risk=row["risk_band"] + 1, risks=risk_bands, value=row["value_band"] + 1, values=value_bands
    )


def risk_range(row: pd.Series) -> str:
    """Bounds of a cell's risk of leaving: 50–100%."""
    return f"{formats.whole(100 * row['risk_low'])}–{formats.percent(row['risk_high'], 0)}"


def value_range(row: pd.Series) -> str:
    """Bounds of a cell's value of the past twelve months, in words."""
    low, high = float(row["value_low"]), float(row["value_high"])
    if low == float("-inf") and high == float("inf"):
        return _("any")
    if low == float("-inf"):
        return _("below {high}").format(high=sentences.money(high))
    if high == float("inf"):
        return _("{low} and more").format(low=sentences.money(low))
    return _("{low} to {high}").format(low=sentences.money(low), high=sentences.money(high))


def letters(row: pd.Series, *, risk_bands: int, value_bands: int) -> list[str]:
    """The cells of the 2 x 2 matrix that a cell of any grid belongs to: one, or those it lies between.

    >>> letters(pd.Series({"risk_band": 2, "value_band": 1}), risk_bands=3, value_bands=3)
    ['BC', 'BD']
    """
    risks = _sides(int(row["risk_band"]), risk_bands, "AB")
    values = _sides(int(row["value_band"]), value_bands, "CD")
    return [risk + value for risk in risks for value in values]


def _sides(band: int, bands: int, low_high: str) -> str:
    twice, middle = 2 * band, bands - 1
    return low_high if twice == middle else low_high[0] if twice < middle else low_high[1]


def strategy(code: str) -> str:
    """What to do in one of the four cells, and whose advice it is."""
    text, is_given = STRATEGIES[code]
    given, ours = _("as in the article this matrix is taken from"), _("our suggestion; the article gives none")
    return f"{_(text)} *({given if is_given else ours})*"


def strategies(codes: list[str]) -> list[str]:
    """What to do in a cell that belongs to these four or lies between them; one sentence for one in the very middle."""
    if len(codes) == len(STRATEGIES):
        return [_("In the middle of the matrix: see which way these customers move before spending on them.")]
    return [strategy(code) if len(codes) == 1 else f"**{code}** {strategy(code)}" for code in codes]


def of_matrix(cells: pd.DataFrame) -> tuple[str, dict]:
    """What the 2 x 2 matrix says first, as (code, figures)."""
    worst = cells.set_index("cell").loc["BD"]
    has_value_at_risk = cells["value_at_risk"].sum() > 0
    if worst["customers"] > 0:
        return "high_value_leaving" if has_value_at_risk else "high_value_leaving_no_money", worst.to_dict()
    nobody = not has_value_at_risk and not cells.loc[cells["risk_band"] == 1, "customers"].any()
    return "naive_tells_nothing" if nobody else "nobody_leaving", worst.to_dict()


def title(finding: tuple[str, Figures]) -> str:
    """The finding as the title of the page."""
    code, f = finding
    if code == "naive_tells_nothing":
        return _("These data do not tell who is likely to leave")
    if code == "nobody_leaving":
        return _("No customer of high value has a risk of leaving of {risk} or more").format(
            risk=formats.percent(f["risk_low"], 0)
        )
    n = f["customers"]
    if f["risk_low"] < LIKELY:
        return _at_some_risk(code, f)
    if code == "high_value_leaving_no_money":
        return ngettext(
            "{n} customer of high value is likely to leave", "{n} customers of high value are likely to leave", n
        ).format(n=formats.short(n))
    return ngettext(
        "{n} customer of high value is likely to leave: {risk} at risk, {share} of all value at risk",
        "{n} customers of high value are likely to leave: {risk} at risk, {share} of all value at risk",
        n,
    ).format(
        n=formats.short(n),
        risk=sentences.money(f["value_at_risk"]),
        share=formats.percent(f["value_at_risk_share"], 0),
    )


def _at_some_risk(code: str, f: Figures) -> str:
    """The title where the cut lies below one half: those above it have a risk, but are not likely to leave."""
    said = ngettext(
        "{n} customer of high value has a risk of leaving of {cut} or more",
        "{n} customers of high value have a risk of leaving of {cut} or more",
        f["customers"],
    ).format(n=formats.short(f["customers"]), cut=formats.percent(f["risk_low"], 0))
    if code == "high_value_leaving_no_money":
        return said
    return _("{said}: {risk} at risk, {share} of all value at risk").format(
        said=said, risk=sentences.money(f["value_at_risk"]), share=formats.percent(f["value_at_risk_share"], 0)
    )


def if_all_stay(value_36m: float, value_at_risk: float, horizon_months: int) -> str:
    """What the base would be worth if everybody stayed, and how much of that is at risk; empty without a value at risk.

    The expected value holds the leaving already, so the value at risk is compared with the two together.
    """
    if not value_at_risk > 0:
        return ""
    stays = value_36m + value_at_risk
    return _(
        "If everybody stayed, all customers of the matrix together would be worth {stays} over {horizon}; {risk} of it "
        "({share}) is at risk."
    ).format(
        stays=sentences.money(stays),
        horizon=formats.months(horizon_months),
        risk=sentences.money(value_at_risk),
        share=formats.percent(value_at_risk / stays, 0),
    )


def thresholds(value_cut: float, risk_cut: float, top_share: float) -> str:
    """Where the 2 x 2 matrix is cut, with the share that was reached: cuts lie on edges of bins, which are fine."""
    said = _(
        "High value: {value} and more in the past 12 months ({share} of the customers). High risk, likely to leave: a risk "
        "of leaving of {risk} and more."
    )
    if risk_cut < LIKELY:
        said = _(
            "High value: {value} and more in the past 12 months ({share} of the customers). High risk: a risk of leaving of "
            "{risk} and more."
        )
    return said.format(
        value=sentences.money(value_cut), share=formats.percent(top_share), risk=formats.percent(risk_cut, 0)
    )
