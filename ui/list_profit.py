"""Terms under which a contact pays, typed by the reader and kept in the link, and what the best list would earn in words."""

import pandas as pd

import ui
from analytics import figures, list_profit
from analytics.churn import drift
from ui import formats, page_options, scored, sentences, warehouse
from ui.i18n import _, ngettext

KEYS = ("contact", "accept", "kept")
ACCEPT_PERCENT = ("1", "2", "5", *(str(percent) for percent in range(10, 105, 5)))
KEPT_PERCENT = tuple(str(percent) for percent in range(5, 105, 5))
ACCEPT_DEFAULT = str(round(100 * list_profit.USUAL_ACCEPT_RATE))
CHEAPEST, DEAREST = 0.01, 1e9
NEARLY_ALL = 0.8  # of the base: a list this long is no choice any more


def terms() -> list_profit.Terms:
    """What the link says, before the fields are drawn."""
    return list_profit.Terms(
        contact_cost=page_options.typed("contact", default=_usual_cost(), low=CHEAPEST, high=DEAREST) or CHEAPEST,
        accept_rate=int(page_options.chosen("accept", ACCEPT_PERCENT, ACCEPT_DEFAULT)) / 100,
        kept_rate=int(page_options.chosen("kept", KEPT_PERCENT, _kept_default())) / 100,
    )


def draw_terms() -> None:
    """The three fields."""
    cost = _usual_cost()
    page_options.number(
        "contact", _("Cost of a contact"), default=cost, low=CHEAPEST, high=DEAREST, step=max(round(cost / 10), 1),
        decimals=2, help_text=_(
            "With what is offered, for everybody contacted. Until you type your own: {share} of what a customer is worth "
            "who stays, as in the study behind the expected maximum profit."
        ).format(share=formats.percent(list_profit.USUAL_COST_SHARE)),
    )  # fmt: skip
    page_options.slider(
        "accept", _("Leavers who accept and stay"), ACCEPT_PERCENT, default=ACCEPT_DEFAULT, show=lambda p: f"{p}%",
        help_text=_("An assumption until a test with a control group has measured it."),
    )  # fmt: skip
    label = _("Margin of the revenue kept") if _is_revenue() else _("Kept of the value at risk")
    page_options.slider("kept", label, KEPT_PERCENT, default=_kept_default(), show=lambda p: f"{p}%")


def assumed(chosen: list_profit.Terms) -> str:
    """What the figures rest on: the terms, and the value at risk from which a single contact pays."""
    said = _(
        "Assumed, not measured: a contact costs {cost}, {accept} of the leavers who are contacted stay, and {kept} of their "
        "value at risk is kept. A contact then pays from a value at risk of {pays}."
    ).format(
        cost=sentences.money(chosen.contact_cost),
        accept=formats.percent(chosen.accept_rate, 0),
        kept=formats.percent(chosen.kept_rate, 0),
        pays=sentences.money(chosen.pays_from),
    )
    if _is_revenue():
        said += " " + _("These data hold revenue, so the share that is kept stands for your margin.")
    return said


def none_pays(chosen: list_profit.Terms) -> str:
    """That no list earns anything."""
    return (
        _("On these terms no list pays: a contact costs more than it can be expected to keep.") + " " + assumed(chosen)
    )


def draw_curve(curve: pd.DataFrame, bins: pd.DataFrame, chosen: list_profit.Terms) -> None:
    """The early warning's section: what lists of any length earn, the best of them, and how sure that is."""
    best = list_profit.best_cut(curve)
    if best is None:
        ui.section(_("On these terms no list pays"), note=assumed(chosen))
    else:
        said = (_between(best, bins, chosen), nearly_all(float(best["customers"]), bins, chosen), assumed(chosen))
        ui.section(_finding(best), note=" ".join(filter(None, said)))
    ui.chart(
        figures.profit_by_cut(curve, words=ui.words, best=None if best is None else best["cut"], mode=ui.mode()),
        key="profit_by_cut",
        alt=_("Expected profit of lists from any risk upwards"),
    )
    ui.aside(_("The list is cut by risk alone; cut by risk and value together it can earn more."))
    ui.page_link("matrix", _("Cut by risk and value"), cut="profit")


def _finding(best: pd.Series) -> str:
    return _("Listed from {cut} the list is expected to earn {profit}: more than from any other risk").format(
        cut=formats.percent(best["cut"], 0), profit=sentences.money(best["profit"])
    )


def _between(best: pd.Series, bins: pd.DataFrame, chosen: list_profit.Terms) -> str:
    """The interval that follows from how far off the number of leavers was in the past; value at risk moves with it."""
    listed = bins[bins["risk_bin"] >= best["cut_bin"]]
    expected = float(listed["expected_leavers"].sum())
    ends = drift.leavers_between(expected, float(listed["leaver_variance"].sum()), ui.read("churn_month"))
    low, high = (
        list_profit.profit(best["value_at_risk"] * end / expected, best["customers"], chosen) if expected else 0.0
        for end in ends
    )
    return _(
        "In 80 of 100 cases between {low} and {high}, if as many leave as past errors allow and the terms hold."
    ).format(low=sentences.money(low), high=sentences.money(high))


def nearly_all(listed: float, everybody: pd.DataFrame, chosen: list_profit.Terms) -> str:
    """Why the best list holds nearly everybody, where it does; everybody : customers and value_at_risk of the whole base."""
    customers, at_risk = (float(everybody[name].sum()) for name in ("customers", "value_at_risk"))
    if not customers or listed < NEARLY_ALL * customers:
        return ""
    return _(
        "That is {share} of the base: a customer has {mean} at risk on average, and a contact pays from {pays}, so on these "
        "terms contacting nearly everybody pays. A short list takes a dearer contact, fewer who accept, or a cut by risk."
    ).format(
        share=formats.percent(listed / customers, 0),
        mean=sentences.money(at_risk / customers),
        pays=sentences.money(chosen.pays_from),
    )


def corner_title(found: dict[str, float]) -> str:
    """The matrix cut by profit, as its title."""
    n = round(found["customers"])
    return ngettext(
        "Contacting {n} customer of the cell BD is expected to earn {profit}, more than any other cut",
        "Contacting the {n} customers of the cell BD is expected to earn {profit}, more than any other cut",
        n,
    ).format(n=formats.short(n), profit=sentences.money(found["profit"]))


def corner(found: dict[str, float], everybody: pd.DataFrame, chosen: list_profit.Terms) -> str:
    """The matrix cut by profit, in words."""
    said = _("The thresholds lie at a value of {value} in the past 12 months and a risk of {risk}.").format(
        value=sentences.money(found["value_cut"]), risk=formats.percent(found["risk_cut"], 0)
    )
    return " ".join(filter(None, (said, nearly_all(found["customers"], everybody, chosen), assumed(chosen))))


def _usual_cost() -> float:
    """The study's share of the mean value of a customer who stays, whatever the filters, in two digits."""
    base = ui.query("value_risk_cells", line="all", **scored.EVERYBODY)
    worth = float((base["value_36m"] + base["value_at_risk"]).sum()) / max(float(base["customers"].sum()), 1.0)
    return max(float(f"{list_profit.USUAL_COST_SHARE * worth:.2g}"), CHEAPEST)


def _is_revenue() -> bool:
    return warehouse.build_info().value_kind != "margin"


def _kept_default() -> str:
    return "30" if _is_revenue() else "100"
