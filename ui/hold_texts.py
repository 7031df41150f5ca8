"""What holds the base, what a firm publishes of its churn, and the price of the lapse window, in words."""

from collections.abc import Callable

from ui import formats
from ui.i18n import _
from ui.wording import Figures, run_on


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


TITLES: dict[str, Callable[[Figures], str]] = {
    "break_even": _break_even,
    "published": _published,
    "lapse_window": _lapse_window,
}
DETAILS: dict[str, Callable[[Figures], str]] = {
    "break_even": _break_even_detail,
    "published": _published_detail,
    "lapse_window": _lapse_window_detail,
}
