"""Sentences of the workshop pages. Money there is in whatever currency the reader types, so no sign stands before it."""

import pandas as pd

from analytics.five_numbers import FLAT, FiveNumbers, Hold, Worth
from ui import formats
from ui.i18n import N_, _
from ui.sentences import run_on

PROBLEMS = {
    "no_base": N_("Without customers there is no base: type how many there are."),
    "negative": N_("None of these numbers can be below zero."),
    "lost_exceeds_base": N_("More customers left than there are in the base: check both numbers."),
    "empty": N_("Base, acquired, lost and margin are needed: one of them is empty."),
}


def outlook(numbers: FiveNumbers) -> str:
    """Where the base goes at the present rates."""
    ceiling, base = numbers.ceiling, formats.without_zeros(formats.short(numbers.base))
    if ceiling is None:
        return _("Nobody leaves: the base grows by {n} a year and has no ceiling").format(
            n=formats.short(numbers.acquired)
        )
    texts = (
        _("At these rates the base shrinks from {base} towards {ceiling}"),
        _("At these rates the base stands still near {base}"),
        _("At these rates the base grows from {base} towards a ceiling of {ceiling}"),
    )
    change = ceiling / numbers.base - 1
    text = texts[1] if abs(change) <= FLAT else texts[2] if change > 0 else texts[0]
    return text.format(base=base, ceiling=formats.without_zeros(formats.short(round(ceiling))))


def outlook_detail(growth: float | None, shape: tuple[str, dict], *, is_typed: bool) -> str:
    """What becomes of it when losses grow on; `shape` as from `five_numbers.shape_of_path`."""
    constant = _("A constant loss rate never makes a mountain: losses grow only until they equal acquisition.")
    if growth is None:
        return constant
    code, figures = shape
    why = (
        _("If losses go on growing by {n} a year")
        if is_typed
        else _("If losses have grown evenly from nothing and go on growing by {n} a year")
    )
    if code in ("mountain", "smile"):
        then = _("the base peaks in year {year} at {peak} and stands at {last} in year {end}.")
    elif figures["last_base"] < figures["first_base"]:
        then = _("the base falls from now on, to {last} in year {end}.")
    else:
        then = _("the base still stands at {last} in year {end}.")
    joined = _("{condition}, {result}").format(
        condition=why.format(n=formats.short(round(growth))),
        result=then.format(
            year=figures["peak_year"],
            peak=formats.short(round(figures["peak_base"])),
            last=formats.short(round(figures["last_base"])),
            end=figures["last_year"],
        ),
    )
    return run_on(joined, constant)


def holding(needed: Hold) -> str:
    """What would hold the base."""
    text = (
        _("{n} more customers a month, or a loss rate of {needed} a year instead of {rate}, hold the base")
        if needed.more_a_month > 0
        else _(
            "The base holds even with {n} fewer customers a month, or at a loss rate of {needed} a year ({rate} now)"
        )
    )
    return text.format(
        n=formats.whole(abs(needed.more_a_month)),
        needed=formats.percent(needed.loss_rate_needed),
        rate=formats.percent(needed.loss_rate),
    )


def holding_detail(needed: Hold) -> str:
    """Which of the two ways is cheaper, as far as the cost of winning a customer tells."""
    if needed.more_a_month <= 0:
        return ""
    saved = _("Either way it is {n} customers a year.").format(n=formats.whole(needed.saved_a_year))
    if needed.cost_by_winning is None:
        return run_on(saved, _("Type what winning a customer costs to see which way is cheaper."))
    text = _(
        "Winning them costs {cost} a year. Keeping them is the cheaper way as long as it takes less than that: "
        "less than {each} a year for each customer of the base."
    )
    return run_on(
        saved, text.format(cost=formats.money(needed.cost_by_winning), each=formats.money(needed.worth_spending_each))
    )


def value(worth: Worth) -> str:
    """What a customer and the base are worth."""
    return _("A customer is worth {one}, {multiple} years of margin; the base {total}").format(
        one=formats.money(worth.of_one), multiple=formats.decimal(worth.multiple), total=formats.money(worth.of_base)
    )


def value_detail(worth: Worth, discount_rate: float) -> str:
    """How it was reckoned, and what is left of it after the cost of winning a customer."""
    how = _(
        "Margin × r / (1 + i − r) with a retention r of {r} and a discount i of {i}, for ever; "
        "the year just ended is not in it."
    ).format(r=formats.percent(worth.retention_rate), i=formats.percent(discount_rate, 0))
    if worth.after_cost is None:
        return how
    left = (
        _("{n} is left of it after the cost of winning one.")
        if worth.after_cost > 0
        else _("That is {n} less than winning one costs: each new customer loses money.")
    )
    return run_on(how, left.format(n=formats.money(abs(worth.after_cost))))


def path_table(named: list[tuple[str, pd.DataFrame]]) -> pd.DataFrame:
    """The paths for readers: scenario, year, and whole customers gained, gone and at the end."""
    parts = [path.assign(scenario=name) for name, path in named]
    table = pd.concat(parts, ignore_index=True).rename(columns={"acquired": "gained", "lost": "gone", "closing": "end"})
    return table.assign(**{column: table[column].round().astype("int64") for column in ("gained", "gone", "end")})


def path_columns() -> dict[str, str]:
    """Columns of that table and their names."""
    names = {"scenario": _("Scenario"), "year": _("Year"), "gained": _("Acquired"), "gone": _("Lost")}
    return names | {"end": _("Base at the end")}


# --- mountain or smile -----------------------------------------------------------------------------------------------

LOSSES = {
    "grow": N_("grow every year"),
    "constant": N_("constant loss rate"),
    "tamed": N_("grow, then the rate falls"),
}
CASES = {"article": N_("Twenty thousand a year"), "dish": N_("DISH Network")}
REAL_SHAPES = {
    "": N_("not guessed"),
    "mountain": N_("mountain"),
    "plateau": N_("plateau"),
    "growing": N_("still growing"),
}


def losses(code: str) -> str:
    """What losses do, for a choice."""
    return _(LOSSES[code])


def case(code: str) -> str:
    """Name of a case."""
    return _(CASES[code])


def real_shape(code: str) -> str:
    """A shape to choose as a guess."""
    return _(REAL_SHAPES[code])


def count(value: float) -> str:
    """A number of customers, short and without idle zeros."""
    return formats.without_zeros(formats.short(value))


def guess(code: str) -> str:
    """A guess of the peak: a year, never, or not yet."""
    if code == "":
        return _("guess …")
    return _("never: it does not fall") if code == "never" else _("year {n}").format(n=code)


def path_finding(code: str, figures: dict) -> str:
    """What the base does, as a title."""
    texts = {
        "mountain": _("A mountain: the base peaks in year {peak_year} at {peak} and falls to {last} by year {end}"),
        "smile": _(
            "A smile: after the peak of year {peak_year} the base turns in year {trough_year} and climbs to {last}"
        ),
        "plateau": _("A plateau: the base climbs to {last} and stays there"),
        "growing": _("The base still grows in year {end}, at {last}"),
        "shrinking": _("The base shrinks to {last} by year {end}"),
    }
    return texts[code].format(
        peak_year=figures["peak_year"],
        peak=count(round(figures["peak_base"])),
        trough_year=figures["trough_year"],
        last=count(round(figures["last_base"])),
        end=figures["last_year"],
    )


def right_or_wrong(is_right: bool) -> str:
    """The answer to a guess."""
    return _("Your guess was right.") if is_right else _("Your guess was another.")


def verdict(guessed: str, code: str, figures: dict) -> str:
    """Whether the guessed year was the peak."""
    answer = str(figures["peak_year"]) if code in ("mountain", "smile") else "never"
    return run_on(
        right_or_wrong(guessed == answer),
        "" if guessed == answer else _("You said: {guess}.").format(guess=guess(guessed)),
    )


def why(code: str) -> str:
    """The reason behind the picture."""
    texts = {
        "grow": _(
            "The base is largest when losses reach acquisition, not when acquisition falls: it never fell. "
            "A growing base hides growing losses for years."
        ),
        "constant": _(
            "At a constant loss rate losses grow with the base only until they equal acquisition: "
            "the ceiling is acquired ÷ loss rate. A base that falls under steady acquisition has a loss rate that rises."
        ),
        "tamed": _(
            "Nobody more was acquired. Losses fell because a smaller share left each year: "
            "when they drop below acquisition, the base turns."
        ),
    }
    return texts[code]


def dish_why() -> str:
    """Why DISH is no mountain although its acquisition falls."""
    return _(
        "New subscribers fell by a quarter in seven years while the churn stayed near 1.6% a month, and the base hardly "
        "moved. A mountain needs a loss rate that rises; here only the ceiling came down, slowly."
    )
