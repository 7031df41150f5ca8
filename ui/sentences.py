"""Findings in words: a code and its figures become one sentence in the reader's language.

`sentence` gives the title, `detail` the line below it (why, since when, what next; may be empty). Figures are formatted
here; texts that came from data are escaped by whoever puts them into the figures.
"""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from ui import formats, warehouse
from ui.i18n import _, language, ngettext

Figures = Mapping[str, Any]
MONTHS = {"month": 1, "quarter": 3, "year": 12}


def sentence(finding) -> str:
    """The finding as a title. `finding` has `.code` and `.figures`, or is a (code, figures) pair."""
    code, figures = _parts(finding)
    return _TITLES[code](figures)


def detail(finding) -> str:
    """The line below the title; empty where there is nothing to add."""
    code, figures = _parts(finding)
    return _DETAILS[code](figures) if code in _DETAILS else ""


def _parts(finding) -> tuple[str, Figures]:
    return finding if isinstance(finding, tuple) else (finding.code, finding.figures)


def money(value) -> str:
    """Money in the warehouse's currency, short."""
    return formats.money(value, warehouse.build_info().currency or "")


def customers(value) -> str:
    """A number of customers in words: 1 customer, 23.6K customers."""
    return ngettext("{n} customer", "{n} customers", value).format(n=formats.short(value))


def run_on(*parts: str) -> str:
    """Sentences one after another; Chinese puts no space between them."""
    return ("" if language() == "zh_CN" else " ").join(part for part in parts if part)


def _peak(f: Figures) -> str:
    """When the base peaked, in the grain by which it was judged."""
    return formats.period(pd.Timestamp(f["peak_on"]).date(), f.get("loss_rate_grain", "month"))


def _month(value) -> str:
    return formats.month(pd.Timestamp(value).date())


# --- the shape of the base -------------------------------------------------------------------------------------------


def _mountain(f: Figures) -> str:
    lost_share = 1 - float(f["base"]) / float(f["peak_base"])
    if lost_share < 0.005:
        return _("A mountain at its peak: losses now outgrow acquisition, at {base} customers").format(
            base=formats.short(f["base"])
        )
    return _("The base peaked at {peak} in {when}; a rising loss rate has taken {share} of it since").format(
        peak=formats.short(f["peak_base"]), when=_peak(f), share=formats.percent(lost_share, 0)
    )


def _mountain_detail(f: Figures) -> str:
    parts = [_loss_rate_trend(f)]
    if f.get("turned_from") is not None:
        parts.append(
            _("Losses passed acquisition between {start} and {end} (80% interval).").format(
                start=_month(f["turned_from"]), end=_month(f["turned_to"])
            )
        )
    return run_on(*parts)


def _loss_rate_trend(f: Figures) -> str:
    change = f.get("loss_rate_yearly_change")
    if change is None:
        return ""
    low, high = f.get("loss_rate_yearly_change_low"), f.get("loss_rate_yearly_change_high")
    if low is None or high is None:
        return _("The loss rate moves by {change} a year.").format(change=formats.signed_percent(change, 0))
    return _("The loss rate moves by {change} a year (95% interval {low} to {high}).").format(
        change=formats.signed_percent(change, 0),
        low=formats.signed_percent(low, 0),
        high=formats.signed_percent(high, 0),
    )


def _shrinking(f: Figures) -> str:
    if float(f["acquired_yearly"]) <= 0.05 * float(f["lost_yearly"]):
        return _("Hardly anyone new comes in: the base has fallen from {peak} to {base}").format(
            peak=formats.short(f["peak_base"]), base=formats.short(f["base"])
        )
    return _("The base shrinks for want of new customers: {acquired} joined, {lost} left in a year").format(
        acquired=formats.short(f["acquired_yearly"]), lost=formats.short(f["lost_yearly"])
    )


def _shrinking_detail(f: Figures) -> str:
    text = _("In the last observable year {acquired} joined, {back} came back and {lost} left. The peak was in {when}.")
    return text.format(
        acquired=formats.whole(f["acquired_yearly"]),
        back=formats.whole(f["won_back_yearly"]),
        lost=formats.whole(f["lost_yearly"]),
        when=_peak(f),
    )


def _smile(f: Figures) -> str:
    return _("A smile: the loss rate falls by {change} a year while acquisition holds").format(
        change=formats.percent(abs(float(f["loss_rate_yearly_change"])), 0)
    )


def _plateau(f: Figures) -> str:
    if f.get("plateau_since") is not None:
        return _(
            "A plateau since {when}, no mountain: the base stands near {base}, about as many leave as join"
        ).format(when=_month(f["plateau_since"]), base=formats.short(f["base"]))
    return _("The base stands still near {base}: about as many leave as join").format(base=formats.short(f["base"]))


def _plateau_detail(f: Figures) -> str:
    peak = _("The peak was {peak} in {when}.").format(peak=formats.short(f["peak_base"]), when=_peak(f))
    return run_on(peak, _turn_detail(f))


def _growing(f: Figures) -> str:
    ceiling, base = f.get("ceiling"), float(f["base"])
    if ceiling is not None and float(ceiling) > base:
        return _("The base still grows, towards a ceiling of about {ceiling}").format(
            ceiling=formats.short(round(ceiling))
        )
    return _("The base still grows: {acquired} joined and {lost} left in a year").format(
        acquired=formats.short(f["acquired_yearly"]), lost=formats.short(f["lost_yearly"])
    )


def _turn_detail(f: Figures) -> str:
    rates = _("{acquired} joined and {lost} left in the last observable year.").format(
        acquired=formats.whole(f["acquired_yearly"]), lost=formats.whole(f["lost_yearly"])
    )
    if f.get("turns_on") is None:
        return rates
    start, end = f.get("turns_from"), f.get("turns_to")
    if start is None or end is None:
        return run_on(rates, _("If the trends go on, it turns around {when}.").format(when=_month(f["turns_on"])))
    turn = _("If the trends go on, it turns around {when} ({start} to {end}, 80% interval).")
    return run_on(rates, turn.format(when=_month(f["turns_on"]), start=_month(start), end=_month(end)))


def _not_yet(f: Figures) -> str:
    months = MONTHS[f.get("loss_rate_grain", "month")]
    text = _("Too early to judge the base: losses are observed for {n} of the {needed} months needed")
    return text.format(n=formats.whole(f["periods"] * months), needed=formats.whole(f["periods_needed"] * months))


def _so_far(f: Figures) -> str:
    change = float(f["base"]) / float(f["first_base"]) - 1
    grew = _("The base grew by {change} to {base} in the {n} months that can be judged")
    shrank = _("The base shrank by {change} to {base} in the {n} months that can be judged")
    return (grew if change >= 0 else shrank).format(
        change=formats.percent(abs(change), 0),
        base=formats.short(f["base"]),
        n=formats.whole(f["periods"] * MONTHS[f.get("loss_rate_grain", "month")]),
    )


def _so_far_detail(f: Figures) -> str:
    joined = _("{acquired} joined, {back} came back and {lost} left in that time.").format(
        acquired=formats.whole(f["acquired_so_far"]),
        back=formats.whole(f["won_back_so_far"]),
        lost=formats.whole(f["lost_so_far"]),
    )
    return run_on(joined, _("Too short for a judgement of the shape, which needs two full years."))


def _cohort_left(f: Figures) -> str:
    return _("Of {acquired} customers acquired, {base} are still in the base: {share}").format(
        acquired=formats.short(f["acquired"]),
        base=formats.short(f["base"]),
        share=formats.percent(float(f["base"]) / float(f["acquired"]), 0),
    )


def _cohort_left_detail(_figures: Figures) -> str:
    return _(
        "Only customers acquired in the chosen years are shown. Nobody joins them later, so there is no shape to judge."
    )


def _not_yet_detail(_figures: Figures) -> str:
    return _("Until the lapse window has passed once, nobody can be lost, and a trend needs two full years.")


def _break_even(f: Figures) -> str:
    if float(f["more_a_month"]) <= 0:
        return _("The base would hold even with {n} fewer new customers a month").format(
            n=formats.whole(-float(f["more_a_month"]))
        )
    return _("{n} more customers a month would hold the base").format(n=formats.whole(f["more_a_month"]))


def _break_even_detail(f: Figures) -> str:
    lower = _("Or a loss rate of {needed} a month instead of {rate}.")
    spare = _("The loss rate could rise to {needed} a month from {rate}.")
    rate = (lower if float(f["lower_by"]) > 0 else spare).format(
        needed=formats.percent(f["loss_rate_needed"]), rate=formats.percent(f["loss_rate"])
    )
    joined = _(
        "{had} a month came and stayed, {needed} a month are needed (average of the last observable year)."
    ).format(had=formats.whole(f["additions_a_month"]), needed=formats.whole(f["additions_needed_a_month"]))
    return run_on(joined, rate)


def _published(f: Figures) -> str:
    return _(
        "Published churn: {churn} a month; new customers a year went from {before} in {then} to {now} in {last}"
    ).format(
        churn=formats.percent(f["monthly_churn_rate"]),
        before=formats.short(f["additions_before"]),
        then=f["year_before"],
        now=formats.short(f["additions_now"]),
        last=f["year_now"],
    )


def _published_detail(f: Figures) -> str:
    if not f["disagreeing"]:
        return _("The published churn agrees with the published flows in all {n} periods.").format(n=f["periods"])
    text = _("In {period} the flows tell {implied} a month, but the firm publishes {disclosed}: check that period.")
    return run_on(
        *(
            text.format(
                period=formats.period(each["period_start"], each["grain"]),
                implied=formats.percent(each["implied_rate"], 2),
                disclosed=formats.percent(each["monthly_churn_rate"], 2),
            )
            for each in f["disagreeing"]
        )
    )


def _lapse_window(f: Figures) -> str:
    return _("With a lapse window of {days}, {rate} of the losses later came back").format(
        days=formats.days(f["lapse_days"]), rate=formats.percent(f["false_loss_rate"], 0)
    )


def _lapse_window_detail(f: Figures) -> str:
    text = _("A longer window makes fewer false losses and sees true ones later. The window is a setting of the build.")
    first = f.get("first_quarter")
    if first is not None and float(first) > 1.1 * float(f["lapse_days"]):
        longest = _("By customers observed longest it would be {days}: gaps still open today make the rule read short.")
        text = run_on(text, longest.format(days=formats.days(first)))
    return text


# --- value -----------------------------------------------------------------------------------------------------------


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


def _concentration(f: Figures) -> str:
    return _("The most valuable {top} of customers hold {share} of the expected value").format(
        top=formats.percent(f["top"], 0), share=formats.percent(f["share"], 0)
    )


def _quality(f: Figures) -> str:
    if not f["rows_rejected"]:
        return _("All {rows} rows were accepted").format(rows=formats.whole(f["rows_in"]))
    return _("{share} of {rows} rows were turned away, each with its reason").format(
        share=formats.percent(float(f["rows_rejected"]) / float(f["rows_in"]), 1), rows=formats.short(f["rows_in"])
    )


def _no_base(_figures: Figures) -> str:
    return _("Nobody is left in the base")


_TITLES: dict[str, Callable[[Figures], str]] = {
    "mountain": _mountain,
    "shrinking_no_acquisition": _shrinking,
    "smile": _smile,
    "plateau": _plateau,
    "growing_to_ceiling": _growing,
    "not_yet_observable": _not_yet,
    "base_so_far": _so_far,
    "cohort_left": _cohort_left,
    "break_even": _break_even,
    "published": _published,
    "lapse_window": _lapse_window,
    "value_at_risk": _value_at_risk,
    "cell_at_risk": _cell_at_risk,
    "act_save": _act_save,
    "act_keep": _act_keep,
    "act_remind": _act_remind,
    "act_hold": _act_hold,
    "concentration": _concentration,
    "quality": _quality,
    "no_base": _no_base,
}
_DETAILS: dict[str, Callable[[Figures], str]] = {
    "mountain": _mountain_detail,
    "shrinking_no_acquisition": _shrinking_detail,
    "smile": _turn_detail,
    "plateau": _plateau_detail,
    "growing_to_ceiling": _turn_detail,
    "not_yet_observable": _not_yet_detail,
    "base_so_far": _so_far_detail,
    "cohort_left": _cohort_left_detail,
    "break_even": _break_even_detail,
    "published": _published_detail,
    "lapse_window": _lapse_window_detail,
    "act_save": _act_save_detail,
    "act_keep": _act_keep_detail,
    "act_remind": _act_remind_detail,
    "act_hold": _act_hold_detail,
}
