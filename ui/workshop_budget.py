"""Steps on splitting a budget of 20 units over three levers, by their product and by response curves, and on doubling it."""

from analytics.figures import workshop as figures
from analytics.workshop import budget
from ui import charts, formats, page_options, workshop_picture
from ui.blocks import note
from ui.chart_words import words
from ui.i18n import N_, _, ngettext
from ui.workshop_question import Question
from ui.workshop_step import Step

UNITS = 20
SPLITS = ("20-0-0", "10-10-0", "10-5-5", "8-6-6", "7-7-6")
CURVES = (budget.Response(100, 4), budget.Response(60, 8), budget.Response(40, 3))
CURVE_SPLITS = ("20-0-0", "12-5-3", "9-7-4", "7-7-6", "4-7-9")
LEVERS = (N_("Acquisition"), N_("Retention"), N_("Growth of existing customers"))
ROLES, DASHES = ("acquired", "value", "lost"), ("solid", "dash", "dot")


def _written(split) -> str:
    return " + ".join(str(units) for units in split)


def _show(raw: str) -> str:
    return _written(raw.split("-"))


def _setting_product() -> str:
    return _(
        "A budget of 20 units goes to three levers: how many customers come, how long they stay, what each brings. The result "
        "is the product of the three: where one is nothing, all is nothing."
    )


def _explore_product() -> str:
    first = int(
        page_options.slider(
            "g_first", _("Units for the first lever"), tuple(str(n) for n in range(UNITS + 1)), default="10"
        )
    )
    rest = UNITS - first
    second = rest // 2
    if rest:
        wanted = page_options.slider(
            "g_second", _("Units for the second lever"), tuple(str(n) for n in range(UNITS + 1)), default="5"
        )
        second = min(int(wanted), rest)
    own, best = (first, second, rest - second), budget.best_product_split(UNITS, 3)
    products = [first * second * (rest - second), best[0] * best[1] * best[2]]
    finding = _("{best}, in any order, is the best split: {product}").format(
        best=_written(best), product=formats.whole(products[1])
    )
    bars = [
        figures.Bar(_("Yours: {split}").format(split=_written(own)), products[0], formats.whole(products[0]), "quiet"),
        figures.Bar(_("Best: {split}").format(split=_written(best)), products[1], formats.whole(products[1])),
    ]
    fig = figures.named_bars(bars, title=_("Product of the three"), mode=charts.mode())
    workshop_picture.show(fig, key="product", alt=finding)
    note(
        _(
            "A product is largest when its parts are as even as can be; 20 does not divide by three, so one lever gets 6. "
            "It has been published as linear programming, but a product is not linear. And it holds only while a unit does the "
            "same everywhere: the next step takes that away."
        )
    )
    return finding


def _setting_curves() -> str:
    parts = [
        _("{lever}: at most {ceiling}, half of it with {half} units").format(
            lever=_(lever), ceiling=formats.whole(curve.ceiling), half=formats.decimal(curve.scale_units * 0.6931, 1)
        )
        for lever, curve in zip(LEVERS, CURVES, strict=True)
    ]
    return (
        _("Now each lever has a response curve: the first units bring most, and there is a ceiling.")
        + "\n\n- "
        + "\n- ".join(parts)
    )


def _explore_curves() -> str:
    units = int(page_options.slider("g_units", _("Units to spend"), ("5", "10", "20", "30", "40", "60"), default="20"))
    best, even = budget.best_split(units, CURVES), budget.best_product_split(units, len(CURVES))
    gain = budget.effect(best, CURVES) / budget.effect(even, CURVES) - 1
    finding = ngettext(
        "With {n} unit the best split is {best}", "With {n} units the best split is {best}", units
    ).format(n=units, best=_written(best))
    steps = range(max(units, UNITS) + 1)
    lines = [
        figures.Line(_(lever), list(steps), [curve.at(n) for n in steps], role, dash)
        for lever, curve, role, dash in zip(LEVERS, CURVES, ROLES, DASHES, strict=True)
    ]
    ticks = [(n, str(n)) for n in steps if n % (5 if len(steps) < 35 else 10) == 0]
    fig = figures.number_lines(
        lines, words=words, title=_("Effect of each lever"), x_title=_("Units spent on it"), y_kind="count",
        x_ticks=ticks, mode=charts.mode(),
    )  # fmt: skip
    workshop_picture.show(fig, key="curves", alt=finding)
    note(
        _(
            "Give each unit to the lever on which the next unit brings most, until none is left: at the best split the last "
            "unit brings about the same everywhere. It beats the even split by {gain}. With more money the split shifts to the "
            "lever that tires last. The curves here are made up; your own come from tests at several sizes of budget."
        ).format(gain=formats.percent(gain))
    )
    return finding


def _setting_double() -> str:
    return _("An agency promises: “Double the budget, and the campaign brings ten times as much.”")


def _explore_double() -> str:
    spent = int(
        page_options.slider("g_spent", _("Units spent today"), tuple(str(n) for n in range(1, 13)), default="4")
    )
    curve = CURVES[0]
    factor = budget.doubling_factor(spent, curve)
    finding = _("Doubling the budget here brings {factor} times the effect; more than twice is out of reach").format(
        factor=formats.decimal(factor)
    )
    steps = [n / 2 for n in range(51)]
    lines = [
        figures.Line(_("Response"), steps, [curve.at(n) for n in steps]),
        figures.Line(_("Today"), [spent], [curve.at(spent)], "base"),
        figures.Line(_("Doubled"), [2 * spent], [curve.at(2 * spent)], "acquired"),
        figures.Line(_("Ten times, as promised"), [2 * spent], [10 * curve.at(spent)], "lost"),
    ]
    fig = figures.number_lines(
        lines, words=words, title=_("Effect"), x_title=_("Units spent"), y_kind="count",
        x_ticks=[(n, str(n)) for n in range(0, 26, 5)], mode=charts.mode(),
    )  # fmt: skip
    workshop_picture.show(fig, key="double", alt=finding)
    note(
        _(
            "Where each further unit brings no more than the one before, twice the budget brings at most twice the effect. Ten "
            "times would need a response that grows with the power of {power}: each unit worth far more than the one before, "
            "without end. Below a threshold of attention a short stretch like that can exist; then ask for the test that shows it."
        ).format(power=formats.decimal(budget.exponent_for(10), 1))
    )
    return finding


PRODUCT = Step(
    "budget",
    N_("A budget of 20"),
    6,
    _setting_product,
    _explore_product,
    Question("budget", N_("How do you split the 20 units?"), "7-7-6", _show, choices=SPLITS),
    own=("acquisition-churn",),
    advice=N_(
        "Let each team write its split on paper before anybody multiplies. Ask why none of them gave nothing to a lever."
    ),
    wrong=N_("10 + 5 + 5: most to the favourite lever; or all to one, because it works best."),
)
RESPONSE = Step(
    "curves",
    N_("The same with response curves"),
    6,
    _setting_curves,
    _explore_curves,
    Question(
        "curves",
        N_("The effects are added now. Acquisition + retention + growth: which split of 20 is best?"),
        "-".join(str(units) for units in budget.best_split(UNITS, CURVES)),
        _show,
        choices=CURVE_SPLITS,
    ),
    own=("channels",),
    advice=N_(
        "Ask for the last unit: what does it bring on each lever? Move a unit from where it brings less to where it brings more."
    ),
    wrong=N_("7 + 7 + 6, carried over from the step before; 20 on the lever with the highest ceiling."),
    needs=N_("Spending by month and channel, and tests at several sizes of it, give your own curves."),
)
DOUBLE = Step(
    "double",
    N_("Claim: double the budget, ten times the effect"),
    5,
    _setting_double,
    _explore_double,
    Question(
        "double",
        N_("Each further unit brings less than the one before. What is the most that a doubled budget can bring?"),
        "2",
        lambda raw: _("{n} times").format(n=formats.without_zeros(formats.decimal(float(raw), 1))),
        choices=("1.5", "2", "4", "10"),
    ),
    own=("decisions",),
    advice=N_(
        "Ask for an example from the room in which twice the money brought twice the effect. There seldom is one."
    ),
    wrong=N_("4 or 10 times, trusting the offer; 1.5 times, which is likely but not the most."),
)
