"""What holds the base, what a firm publishes of its churn, and the price of the lapse window, in words."""

from collections.abc import Callable

from analytics.movement import BreakEven, HoldingCost
from ui import formats
from ui.i18n import _
from ui.wording import Figures, customers, money, run_on

FEWEST = 30  # customers in the base; rates of fewer are anecdotes


def _break_even(f: Figures) -> str:
    within_chance = f.get("more_low") is not None and float(f["more_low"]) < 0 < float(f["more_high"])
    if within_chance or round(float(f["more_a_month"])) == 0:
        return _("Joining and leaving balance within chance: nothing has to change to hold the base")
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
    if f.get("is_level"):
        joined = _(
            "As things stand now, {had} a month come and stay, and {needed} are needed (80% interval of the difference: "
            "{low} to {high})."
        ).format(low=formats.signed(round(f["more_low"])), high=formats.signed(round(f["more_high"])), **_joining(f))
    else:
        joined = _(
            "{had} a month came and stayed, {needed} a month are needed (average of the months that can be observed, a year at most)."
        ).format(**_joining(f))
    return run_on(joined, rate, _ceiling_clause(f))


def _joining(f: Figures) -> dict[str, str]:
    had, needed = f["additions_a_month"], f["additions_needed_a_month"]
    return {"had": formats.whole(had), "needed": formats.whole(needed)}


def _ceiling_clause(f: Figures) -> str:
    """Where the base ends up if nothing changes, beside where it stands."""
    if f.get("ceiling") is None:
        return ""
    return _("With nothing changed the base tends to {ceiling}; it stands at {base}.").format(
        ceiling=formats.short(round(f["ceiling"])), base=formats.short(f["base"])
    )


def cheaper(needed: BreakEven, cost: HoldingCost) -> str:
    """What closing the gap costs by acquisition, and what keeping customers may cost to be the cheaper way."""
    if not needed.is_short:
        return _(
            "A new customer cost {each} over the past 12 months; nothing more has to be spent to hold the base."
        ).format(each=money(cost.cost_each))
    won = _(
        "By acquisition that is {total} a month, at the {each} that a new customer cost over the past 12 months."
    ).format(total=money(cost.by_acquisition), each=money(cost.cost_each))
    kept = _(
        "Keeping is the cheaper way as long as each customer kept costs less than {each}: one loss fewer holds the base "
        "as well as one customer more."
    ).format(each=money(cost.cost_each))
    if cost.retention_now is None or cost.retention_up_to is None:
        spent = _("What is spent on retention is not in the data (spending of the kind retention).")
    else:
        spent = _(
            "Retention takes {now} a month now; it could take up to {up_to} if that brought the loss rate down to {rate} "
            "a month. Whether it would, only a test against a control group tells."
        ).format(
            now=money(cost.retention_now),
            up_to=money(cost.retention_up_to),
            rate=formats.percent(needed.loss_rate_needed),
        )
    return run_on(won, kept, spent)


def too_few(base: float) -> str:
    """Why nothing is said of what would hold a very small base."""
    return _(
        "With {n} in the base one customer more or less changes every rate; below {least} nothing is said."
    ).format(n=customers(base), least=FEWEST)


def without_cost(*, can_be_split: bool, needed: BreakEven) -> str:
    """Why it is not said which way is cheaper, and what would be needed."""
    if not needed.is_short:
        return ""
    if not can_be_split:
        return _(
            "Which of the two is cheaper cannot be told for this choice: spending is known by month and channel only. "
            "Take the other filters off."
        )
    return _(
        "Which of the two is cheaper cannot be told: these data have no spending on acquisition. Deliver it as the table "
        "spend (period, kind, channel, cost) and build again."
    )


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
