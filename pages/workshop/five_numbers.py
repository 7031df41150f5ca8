"""Five numbers: where a base goes, what holds it and what it is worth, for whoever has no file at hand."""

import streamlit as st

import ui
from analytics import five_numbers
from analytics.figures import projection
from ui import page_options, workshop_texts
from ui.i18n import _

YEARS = 10
EXAMPLE = {"n_base": 100_000.0, "n_acquired": 18_000.0, "n_lost": 20_000.0, "n_margin": 300.0, "n_cost": 120.0}


def typed() -> tuple[five_numbers.FiveNumbers | None, float, float | None]:
    """The five numbers (None while one is empty), the discount rate and the yearly growth of losses, as typed."""
    columns = st.columns(5)
    labels = {"n_base": _("Customers now"), "n_acquired": _("Acquired a year"), "n_lost": _("Lost a year")}
    labels |= {"n_margin": _("Margin of a customer a year"), "n_cost": _("Cost of winning one")}
    values = []
    for column, (name, label) in zip(columns, labels.items(), strict=True):
        with column:
            is_money = name in ("n_margin", "n_cost")
            step, decimals = (10, 2) if is_money else (1000, 0)
            values.append(page_options.number(name, label, default=EXAMPLE[name], step=step, decimals=decimals))
    with st.expander(_("More: discount and growth of losses"), icon=":material/tune:"):
        left, right = st.columns(2)
        with left:
            discount = page_options.number("n_discount", _("Discount, % a year"), default=10.0, low=0.1, high=100.0)
        with right:
            growth = page_options.number(
                "n_growth",
                _("Losses grow by, customers a year"),
                default=None,
                step=100,
                help_text=_("Left empty: as if they had grown evenly from nothing with today's acquisition."),
            )
    base, acquired, lost, margin, cost = values
    rate = (10.0 if discount is None else discount) / 100
    if base is None or acquired is None or lost is None or margin is None:
        return None, rate, growth
    return five_numbers.FiveNumbers(base, acquired, lost, margin, cost), rate, growth


def draw_paths(numbers: five_numbers.FiveNumbers, growth: float | None, finding: str) -> None:
    """Ten years at a constant loss rate, and with losses that grow on."""
    same = five_numbers.project(numbers.base, numbers.acquired, years=YEARS, loss_rates=numbers.loss_rate)
    named = [(_("Constant loss rate"), same)]
    if growth is not None:
        named.append((_("Growing losses"), growing_path(numbers, growth)))
    fig = projection.base_by_year(
        named, words=ui.words, year_title=_("Years from now"), ceiling=numbers.ceiling, mode=ui.mode()
    )
    ui.chart(
        fig,
        key="five_numbers",
        alt=finding,
        data=workshop_texts.path_table(named),
        columns=workshop_texts.path_columns(),
    )


def growing_path(numbers: five_numbers.FiveNumbers, growth: float):
    """The base when each year's losses are larger by `growth`."""
    losses = [numbers.lost + growth * year for year in range(1, YEARS + 1)]
    return five_numbers.project(numbers.base, numbers.acquired, years=YEARS, losses=losses)


st.caption(_("Five numbers of a year, no file needed · an example until you type your own · kept in the address"))
top = st.container()
numbers, discount_rate, growth_typed = typed()
problem = "empty" if numbers is None else numbers.problem
if problem:
    with top:
        ui.headline(_("These five numbers cannot be"))
    ui.empty(_(workshop_texts.PROBLEMS[problem]))
    st.stop()
growth = five_numbers.loss_growth(numbers) if growth_typed is None else growth_typed
shape = ("", {})
if growth is not None:
    shape = five_numbers.shape_of_path(growing_path(numbers, growth), start=numbers.base)
finding = workshop_texts.outlook(numbers)
with top:
    ui.headline(finding)
    ui.note(workshop_texts.outlook_detail(growth, shape, is_typed=growth_typed is not None))
draw_paths(numbers, growth, finding)
needed = five_numbers.hold(numbers)
ui.section(workshop_texts.holding(needed), note=workshop_texts.holding_detail(needed))
worth = five_numbers.worth(numbers, discount_rate=discount_rate)
ui.section(workshop_texts.value(worth), note=workshop_texts.value_detail(worth, discount_rate))
ui.page_link("acquisition-churn", _("See it on your own data"))
