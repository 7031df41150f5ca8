"""Health of the customer asset: the finding, six figures, the big picture, what is at risk and what to do first."""

import pandas as pd
import streamlit as st

import ui
from analytics import figures, matrix, movement
from ui import findings, formats, headline_facts, risk_window
from ui.definitions import value_word
from ui.i18n import _, ngettext

SPARK_YEARS = 3


def months_label(name: str, months: int) -> str:
    """Name of a figure that adds up the last months: Acquired, 12 mo."""
    return ngettext("{name}, {n} mo.", "{name}, {n} mo.", months).format(name=name, n=months)


def flow_card(flow: pd.DataFrame, past: pd.DataFrame, measure: str, *, code: str, good: str, label: str) -> ui.Card:
    """Sum of one flow over the last twelve complete months; of the observable ones where losses could not be seen."""
    complete = flow[~flow["is_incomplete"]]
    seen = complete[~complete["is_burn_in"]] if measure in ("lost", "won_back") else complete
    window = seen.iloc[-year:]
    window = window[window["period_start"] >= complete["period_start"].iloc[-year:].min()]
    is_money = measure in ("margin", "revenue")
    total = float(window[measure].sum()) if len(window) else None
    change = past.at[measure, "change"]
    return ui.Card(
        code,
        formats.money(total, info.currency or "") if is_money else formats.short(total),
        change=None if formats.is_missing(change) else formats.signed_percent(change),
        series=seen[measure].astype(float).iloc[-SPARK_YEARS * year :].tolist(),
        good=good,
        label=months_label(label, len(window) * 12 // year) if len(window) else label,
    )


def base_card(flow: pd.DataFrame, past: pd.DataFrame) -> ui.Card:
    """The base on the as-of date against the one a year before."""
    change = past.at["closing", "change"]
    return ui.Card(
        "base",
        formats.short(flow["closing"].iloc[-1]),
        change=None if formats.is_missing(change) else formats.signed_percent(change),
        series=flow["closing"].astype(float).iloc[-SPARK_YEARS * year :].tolist(),
        good="up",
    )


def value_card(cells: pd.DataFrame) -> ui.Card:
    """What the base is worth today against twelve month ends ago: the change that the equity statement tells."""
    year_ago = headline_facts.equity_year(filters)
    return ui.Card(
        "value_36m",
        formats.money(cells["value_36m"].astype(float).sum(min_count=1), info.currency or ""),
        change=formats.signed_percent(year_ago.change) if year_ago is not None else None,
        series=year_ago.closings if year_ago is not None else None,
        good="up",
        label=months_label(_("Value"), info.horizon_months),
    )


def risk_card(cells: pd.DataFrame, series: pd.DataFrame) -> ui.Card:
    """Value at risk today; against twelve month ends ago where the month ends cover the same customers."""
    total, values = cells["value_at_risk"].astype(float).sum(min_count=1), series["value_at_risk"].astype(float)
    alike = values.notna().all() and len(values) > 0 and abs(values.iloc[-1] - total) <= 0.005 * total
    seen = len(series) > 12 and pd.Timestamp(series["snapshot_on"].iloc[-13]).date() >= info.observable_from
    year_ago = values.iloc[-13] if seen and alike else 0.0
    return ui.Card(
        "value_at_risk",
        formats.money(total, info.currency or ""),
        change=formats.signed_percent(values.iloc[-1] / year_ago - 1) if year_ago > 0 else None,
        series=values.tolist() if alike else None,
        good="down",
    )


def draw_flow():
    """The big picture: the base above, what moves it below."""
    judged_shape = None if of_cohorts else shape
    return figures.stock_and_flow(flow, words=ui.words, grain=grain, mode=ui.mode(), shape=judged_shape, height=440)


def draw_at_risk(cells: pd.DataFrame) -> pd.DataFrame | None:
    """Value at risk by cell of value and risk; the cells, or None where no model gives a risk."""
    if cells.empty or not cells["value_at_risk"].sum() > 0:
        ui.section(_("No value at risk can be given"))
        ui.empty(_("No purchase model gives a risk for these customers; the CLV page says why."))
        ui.page_link("clv")
        return None
    matrixed = matrix.grid(cells, ui.read("value_bin")).cells
    largest = matrixed.loc[matrixed["value_at_risk"].idxmax()]
    finding = ui.sentence(("cell_at_risk", largest.to_dict()))
    ui.section(finding)
    bars = ui.figure("health_bars", lambda: figures.matrix_bars(matrixed, words=ui.words, mode=ui.mode()), **filters)
    ui.chart(bars, key="at_risk", alt=finding)
    risk_window.say()
    return matrixed


def say_two_days() -> None:
    """Title and flows end with the last whole period, the base is that of the last day: said where the two differ."""
    whole = flow[~flow["is_incomplete"].astype(bool)]
    if len(whole) and len(whole) < len(flow):
        last = formats.period(pd.Timestamp(whole["period_start"].iloc[-1]).date(), grain)
        text = _("Customer base: as of {day}. The title and the sums of months end with the last whole period, {last}.")
        ui.aside(text.format(day=formats.day(info.as_of), last=last))


def draw_what_first(matrixed: pd.DataFrame | None) -> None:
    """What to do first, the largest stake on top, each with where to go next."""
    ui.section(_("What to do first"))
    needed = None if of_cohorts else movement.break_even_a_month(flow, grain=grain, level=shape.figures)
    actions = findings.what_first(matrixed, needed)
    if not actions:
        ui.empty(
            _("There is nothing to rank yet: no value at risk, and the base cannot be judged.")
            if has_customers
            else _("The base holds at the present rates; whom to look after only customer data can tell.")
        )
    for number, (code, figures_of, path) in enumerate(actions, start=1):
        ui.note(f"**{number}. {ui.sentence((code, figures_of))}**  \n{ui.detail((code, figures_of))}")
        ui.page_link(path)
    if any(code != "act_hold" for code, _figures, _path in actions):
        # The first page starts from the other list: both are right, and both would puzzle who compares them.
        ui.aside(
            _(
                "High value: the top fifth by the past 12 months; may leave: a risk of one half or more by the purchase "
                "model. The first page counts the top tenth, by the early warning."
            )
        )


info = ui.build_info()
# A firm that gives only its published figures may have no months, and has no customers to value.
grain, has_customers = ui.finest_grain(), info.lines != "disclosure"
year = movement.PERIODS_A_YEAR[grain]
filters = ui.filters() | {"grain": grain, "period_from": None, "period_to": None}
cube = ui.query("movement_by_period", **filters)
ui.caption(_("built {day}").format(day=formats.day(pd.Timestamp(info.built_at).date())))
ui.stop_when_empty(
    cube.empty,
    title=_("No customers match these filters"),
    reason=_("No customer of this choice was ever in the base. Widen the filters."),
)
flow = movement.by_period(cube, ui.read("period", grain=grain))
shape = movement.shape_of(flow, grain=grain)
of_cohorts = filters["cohort_year"] is not None
cells = ui.query("value_risk_cells", **filters)
series = ui.query("month_value_series", **filters)
ui.headline(ui.sentence(findings.of_health(shape, flow, cells, of_cohorts=of_cohorts)))
judged = findings.of_base(shape, flow, of_cohorts=of_cohorts)
ui.note(ui.detail(judged))

past = headline_facts.past_year(flow, grain=grain)
kind = info.value_kind
flow_cards = [
    base_card(flow, past),
    flow_card(flow, past, "acquired", code="acquired", good="up", label=_("Acquired")),
    flow_card(flow, past, "lost", code="lost", good="down", label=_("Lost")),
]
if has_customers or flow[kind].any():
    flow_cards.append(flow_card(flow, past, kind, code=kind, good="up", label=value_word(capital=True)))
value_cards = [value_card(cells), risk_card(cells, series)] if has_customers else []
ui.cards([*flow_cards, *value_cards])
say_two_days()
if not has_customers and flow[kind].any():
    ui.note(_("Amounts are in the unit of the published figures."))
if info.purchase_model == "naive":
    ui.note(_("The value is a naive forecast: no purchase model beat it."))
ui.chart(
    ui.figure("health_flow", draw_flow, **filters),
    key="health_flow",
    alt=ui.sentence(judged),
)
ui.page_link("acquisition-churn", _("See the movement period by period"))
if has_customers:
    left, right = st.columns(2, gap="large")
    with left:
        matrixed = draw_at_risk(cells)
    with right:
        draw_what_first(matrixed)
    ui.definitions("base", "acquired", "lost", "won_back", kind, "value_36m", "value_at_risk", "p_leave", "burn_in")
else:
    draw_what_first(None)
    ui.definitions("base", "acquired", "lost", "loss_rate")
