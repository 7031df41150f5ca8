"""The shape of the base in words: mountain, plateau, smile, growth, and what can be said before it can be judged."""

from collections.abc import Callable

import pandas as pd

from ui import formats, warehouse
from ui.i18n import _
from ui.wording import Figures, run_on

MONTHS = {"month": 1, "quarter": 3, "year": 12}
FLAT = 0.005  # a change that would be written as 0%


def _peak(f: Figures) -> str:
    """When the base peaked, in the grain by which it was judged."""
    return formats.period(pd.Timestamp(f["peak_on"]).date(), f.get("loss_rate_grain", "month"))


def _month(value) -> str:
    return formats.month(pd.Timestamp(value).date())


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
        return _("The loss rate moves by {change} a year.").format(change=formats.signed_percent(change))
    return _("The loss rate moves by {change} a year (95% interval {low} to {high}).").format(
        change=formats.signed_percent(change),
        low=formats.signed_percent(low),
        high=formats.signed_percent(high),
    )


def span_summed(f: Figures) -> str:
    """The months over which the yearly figures were summed: twelve, or fewer where no more can be observed."""
    return formats.months(int(f["periods_summed"]) * MONTHS[f.get("loss_rate_grain", "month")])


def _shrinking(f: Figures) -> str:
    if float(f["acquired_yearly"]) <= 0.05 * float(f["lost_yearly"]):
        return _("Hardly anyone new comes in: the base has fallen from {peak} to {base}").format(
            peak=formats.short(f["peak_base"]), base=formats.short(f["base"])
        )
    return _("The base shrinks for want of new customers: {acquired} joined, {lost} left in a year").format(
        acquired=formats.short(f["acquired_yearly"]), lost=formats.short(f["lost_yearly"])
    )


def _shrinking_detail(f: Figures) -> str:
    text = _(
        "In the last {span} that can be observed {acquired} joined, {back} came back and {lost} left. The peak was in {when}."
    )
    return text.format(
        span=span_summed(f),
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
    text = _("{acquired} joined and {lost} left in the last {span} that can be observed.")
    if f.get("won_back_yearly"):
        text = _("{acquired} joined, {back} came back and {lost} left in the last {span} that can be observed.")
    rates = text.format(
        span=span_summed(f),
        acquired=formats.whole(f["acquired_yearly"]),
        back=formats.whole(f.get("won_back_yearly", 0)),
        lost=formats.whole(f["lost_yearly"]),
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
    if abs(change) < FLAT:
        return _("The base stands at {base}, as before the {n} months that can be judged").format(
            base=formats.short(f["base"]), n=formats.whole(f["periods"] * MONTHS[f.get("loss_rate_grain", "month")])
        )
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
    if f["acquired"] == 1:
        stays = f["base"] == 1
        return _("The one customer acquired is still in the base") if stays else _("The one customer acquired has left")
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
    if warehouse.is_list():
        return _("A list of one day does not say who left before it, and a trend needs two full years.")
    return _("Until the lapse window has passed once, nobody can be lost, and a trend needs two full years.")


TITLES: dict[str, Callable[[Figures], str]] = {
    "mountain": _mountain,
    "shrinking_no_acquisition": _shrinking,
    "smile": _smile,
    "plateau": _plateau,
    "growing_to_ceiling": _growing,
    "not_yet_observable": _not_yet,
    "base_so_far": _so_far,
    "cohort_left": _cohort_left,
}
DETAILS: dict[str, Callable[[Figures], str]] = {
    "mountain": _mountain_detail,
    "shrinking_no_acquisition": _shrinking_detail,
    "smile": _turn_detail,
    "plateau": _plateau_detail,
    "growing_to_ceiling": _turn_detail,
    "not_yet_observable": _not_yet_detail,
    "base_so_far": _so_far_detail,
    "cohort_left": _cohort_left_detail,
}
