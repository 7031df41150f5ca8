"""Why the base moves otherwise than before, in words: the part that makes the change, with its figures."""

from analytics.movement import CausedChange
from ui import formats
from ui.i18n import N_, _
from ui.wording import run_on

PARTS = {
    "acquisition": N_("New customers"),
    "loss_rate_at_equal_age": N_("Loss rate at equal age"),
    "age_mix": N_("Age mix of the base"),
    "base_size": N_("Size of the base"),
}
OF_TOTALS = N_("Loss rate, all ages")
# What each part says when it takes from the base and when it adds to it.
WORSE = {
    "acquisition": N_("Why: fewer new customers, {part} a year"),
    "loss_rate_at_equal_age": N_("Why: customers leave sooner at the same age, {part} a year"),
    "age_mix": N_("Why: more of the base is of an age that leaves, {part} a year"),
    "base_size": N_("Why: the base is larger, so more leave at the same rates, {part} a year"),
}
BETTER = {
    "acquisition": N_("Why: more new customers, {part} a year"),
    "loss_rate_at_equal_age": N_("Why: customers stay longer at the same age, {part} a year"),
    "age_mix": N_("Why: more of the base is of an age that stays, {part} a year"),
    "base_size": N_("Why: the base is smaller, so fewer leave at the same rates, {part} a year"),
}
OF_ALL_AGES = {False: N_("Why: a higher loss rate, {part} a year"), True: N_("Why: a lower loss rate, {part} a year")}


def _people(value: float) -> str:
    """Customers with their sign; there are no fractions of one."""
    return formats.signed(round(value))


def part_name(found: CausedChange, part: str) -> str:
    """Name of one part; without ages the loss rate is that of everybody together."""
    return _(OF_TOTALS) if part == "loss_rate_at_equal_age" and not found.has_ages else _(PARTS[part])


def title(found: CausedChange) -> str:
    """The finding with the figure that decides it."""
    code = found.judgement()
    if code == "chance":
        return _("Why: the two years do not differ by more than chance")
    if code == "offset":
        return _("Why: two causes offset each other")
    amount = getattr(found, code)
    texts = BETTER if amount > 0 else WORSE
    if code == "loss_rate_at_equal_age" and not found.has_ages:
        texts = {code: OF_ALL_AGES[amount > 0]}
    return _(texts[code]).format(part=_people(amount))


def detail(found: CausedChange, *, then: str, now: str) -> str:
    """Both net changes and every part. `then`, `now`: the last periods of the two years, in words."""
    text = _("The base moved by {after} in the year to {now}, by {before} in the year to {then}.").format(
        after=_people(found.net_after),
        before=_people(found.net_before),
        now=now,
        then=then,
    )
    parts = [
        _("{name}: {part} (± {error})").format(
            name=part_name(found, part),
            part=_people(getattr(found, part)),
            error=formats.whole(found.margin_of(part)),
        )
        if found.margin_of(part)
        else _("{name}: {part}").format(name=part_name(found, part), part=_people(getattr(found, part)))
        for part in shown(found)
    ]
    listed = _("The difference of {change} is made of: {parts}.").format(
        change=_people(found.change), parts=_("; ").join(parts)
    )
    return run_on(text, listed)


def shown(found: CausedChange) -> list[str]:
    """Parts that can be told apart: without ages there is no age mix."""
    return [part for part in PARTS if found.has_ages or part != "age_mix"]


def limits(found: CausedChange) -> str:
    """What the split rests on, below the picture."""
    if not found.has_ages:
        return _(
            "The firm publishes totals, so customers cannot be compared at equal age: a loss rate that changes may also "
            "be a younger or an older base. Totals of two years do not tell what is chance either."
        )
    return _(
        "Losses are net of returns. ± is chance among so many customers (80% interval); the base that could leave is "
        "taken as given."
    )
