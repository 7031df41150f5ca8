"""Value at risk and what to do first, in words."""

from collections.abc import Callable

from ui import formats
from ui.i18n import _
from ui.wording import Figures, customers, money


def _value_at_risk(f: Figures) -> str:
    # Against the value if everybody stayed: value at risk can exceed the expected value, which holds the risk already.
    whole = float(f["value"]) + float(f["value_at_risk"])
    return _("{share} of the value is at risk: {risk} of the {whole} if everybody stayed").format(
        share=formats.percent(float(f["value_at_risk"]) / whole, 0), risk=money(f["value_at_risk"]), whole=money(whole)
    )


def _cell_at_risk(f: Figures) -> str:
    texts = {
        "AC": _("Most value at risk, {share}, sits with {n} of low value and low risk"),
        "AD": _("Most value at risk, {share}, sits with {n} of high value and low risk"),
        "BC": _("Most value at risk, {share}, sits with {n} of low value and high risk"),
        "BD": _("Most value at risk, {share}, sits with {n} of high value and high risk"),
    }
    return texts[str(f["cell"])].format(share=formats.percent(f["value_at_risk_share"], 0), n=customers(f["customers"]))


def _act_save(f: Figures) -> str:
    return _("Win over {n} of high value who may leave").format(n=customers(f["customers"]))


def _act_save_detail(f: Figures) -> str:
    text = _("{risk} is at risk with them, {each} a head against {average} on average. Invest now, in better service.")
    return text.format(
        risk=money(f["value_at_risk"]),
        each=money(float(f["value_at_risk"]) / float(f["customers"])),
        average=money(f["average_at_risk"]),
    )


def _act_keep(f: Figures) -> str:
    return _("Stay in touch with {n} of high value who are likely to stay").format(n=customers(f["customers"]))


def _act_keep_detail(f: Figures) -> str:
    return _("They bring {value}, {share} of the expected value. Keep up the dialogue, ask for referrals.").format(
        value=money(f["value_36m"]), share=formats.percent(f["value_36m_share"], 0)
    )


def _act_remind(f: Figures) -> str:
    return _("Remind {n} of low value who may leave, at little cost").format(n=customers(f["customers"]))


def _act_remind_detail(f: Figures) -> str:
    return _("{risk} is at risk with them, {each} a head: one inexpensive message pays, more does not.").format(
        risk=money(f["value_at_risk"]), each=money(float(f["value_at_risk"]) / float(f["customers"]))
    )


def _act_hold(f: Figures) -> str:
    return _("Win {n} more customers a month, or lose fewer").format(n=formats.whole(f["more_a_month"]))


def _act_hold_detail(f: Figures) -> str:
    return _(
        "The base holds when {needed} a month come and stay ({had} do), or at a loss rate of {rate} a month."
    ).format(
        needed=formats.whole(f["additions_needed_a_month"]),
        had=formats.whole(f["additions_a_month"]),
        rate=formats.percent(f["loss_rate_needed"]),
    )


TITLES: dict[str, Callable[[Figures], str]] = {
    "value_at_risk": _value_at_risk,
    "cell_at_risk": _cell_at_risk,
    "act_save": _act_save,
    "act_keep": _act_keep,
    "act_remind": _act_remind,
    "act_hold": _act_hold,
}
DETAILS: dict[str, Callable[[Figures], str]] = {
    "act_save": _act_save_detail,
    "act_keep": _act_keep_detail,
    "act_remind": _act_remind_detail,
    "act_hold": _act_hold_detail,
}
