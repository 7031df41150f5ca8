"""Acquisition and churn: who came for those who left, the movement that makes the base, the price of the lapse window."""

import pandas as pd

import ui
from analytics import disclosure, figures, movement
from ui import balance_texts, cause_section, findings, formats, hold_texts, lapse_rebuild, spending, wording
from ui.i18n import _, ngettext


def movement_table(flow: pd.DataFrame, grain: str) -> pd.DataFrame:
    """The movement for readers, the latest period first, with the period in words and what was marked about it."""
    marks = {(True, False): _("not yet observable"), (False, True): _("incomplete"), (True, True): _("incomplete")}
    return flow.assign(
        period=[formats.period(start, grain) for start in flow["period_start"]],
        mark=[marks.get(key, "") for key in zip(flow["is_burn_in"], flow["is_incomplete"], strict=True)],
    ).iloc[::-1]


def draw_movement(flow: pd.DataFrame, grain: str) -> None:
    """The table that reconciles, with the line that checks it."""
    wrong = movement.check_identity(flow)
    ui.section(
        _("Every period reconciles") if wrong.empty else _("Some periods do not reconcile"),
        note=wording.run_on(
            _("Opening base + acquired + won back − lost = closing base, and each closing is the next opening:"),
            ngettext("checked for the one period shown.", "checked for all {n} periods shown.", len(flow)).format(
                n=len(flow)
            )
            if wrong.empty
            else _("{n} of {all} periods are wrong.").format(n=len(wrong), all=len(flow)),
        ),
    )
    names = {"period": _("Period"), "opening": _("Opening"), "acquired": _("Acquired"), "won_back": _("Won back")}
    names |= {"lost": _("Lost"), "closing": _("Closing"), "loss_rate": _("Loss rate"), "active": _("Active")}
    shown = movement_table(flow, grain)
    ui.table(
        shown,
        key="movement",
        columns=names | {"mark": _("Note")},
        kinds={"loss_rate": "rate"},
        alt=_("Movement of the base"),
    )


def peak_of(flow: pd.DataFrame) -> dict:
    """Where the base peaks among the periods shown, for the mark in the picture."""
    complete = flow[~flow["is_incomplete"]]
    if complete.empty:
        return {}
    peak = complete.loc[complete["closing"].idxmax()]
    return {"peak_on": peak["period_start"], "peak_base": float(peak["closing"])}


def draw_balance() -> None:
    """Acquisition against loss: the finding of this page, the year to each period, and where the base itself is shown."""
    finding = balance_texts.title(shape.figures)
    ui.headline(finding)
    ui.note(balance_texts.detail(shape.figures))
    years = movement.years(judged_flow, grain=finest)
    if len(years) > 1:
        ui.chart(
            ui.figure(
                "came_and_lost",
                lambda: figures.came_and_lost(years, words=ui.words, grain=finest, mode=ui.mode()),
                **filters,
            ),
            key="came_and_lost",
            alt=finding,
        )
        ui.aside(_("Where the line of the lost is above the others, the base falls."))
    ui.section(ui.sentence(judged), note=ui.detail(judged) if shape.code == "mountain" else "")


def draw_flow():
    """The base above, what moves it below."""
    judged_shape = None if of_cohorts else movement.Shape(shape.code, shape.figures | peak_of(flow))
    return figures.stock_and_flow(flow, words=ui.words, grain=grain, mode=ui.mode(), shape=judged_shape)


def by_finest(chosen: dict) -> pd.DataFrame:
    """The movement by the finest grain under the same filters."""
    cube_of_finest = ui.query("movement_by_period", **chosen | {"grain": finest})
    return movement.by_period(cube_of_finest, ui.read("period", grain=finest))


def draw_hold(by_finest_grain: pd.DataFrame) -> None:
    """What it would take to hold the base where it is."""
    needed = movement.break_even_a_month(by_finest_grain, grain=finest, level=shape.figures)
    if needed is None:
        return
    if needed.base < hold_texts.FEWEST:
        ui.section(_("Too few customers to say what would hold the base"), note=hold_texts.too_few(needed.base))
        return
    facts = vars(needed) | {"ceiling": shape.figures.get("ceiling")}
    ui.section(ui.sentence(("break_even", facts)), note=ui.detail(("break_even", facts)))
    each = spending.cost_of_one(filters, by_finest_grain)
    if each is None:
        ui.note(hold_texts.without_cost(can_be_split=spending.can_be_split(filters), needed=needed))
        return
    kept = spending.retention_a_month(filters, by_finest_grain)
    ui.note(hold_texts.cheaper(needed, movement.holding_cost(needed, cost_each=each, retention_a_month=kept)))


def draw_lapse(info) -> None:
    """What another lapse window would change."""
    if info.lines in ("contract", "disclosure"):
        return
    choices = ui.read("lapse_choice", order_by=("lapse_days",))
    choices = choices[choices["crossings"] > 0]
    chosen = choices[choices["is_chosen"]]
    if chosen.empty:
        return
    facts = chosen.iloc[0].to_dict() | {"first_quarter": info.lapse_days_first_quarter}
    finding = ui.sentence(("lapse_window", facts))
    ui.section(finding, note=ui.detail(("lapse_window", facts)))
    names = {"lapse_days": _("Lapse window, days"), "base": _("Base"), "lost_last_12_months": _("Lost, 12 months")}
    names |= {"crossings": _("Losses so far"), "came_back": _("Came back"), "false_loss_rate": _("False-loss rate")}
    ui.chart(
        ui.figure("lapse", lambda: figures.lapse_curve(choices, words=ui.words, mode=ui.mode())),
        key="lapse",
        alt=finding,
        data=choices,
        columns=names,
        kinds={"false_loss_rate": "rate"},
    )
    lapse_rebuild.draw(info.lapse_days)


def draw_published() -> None:
    """What a firm publishes of its churn, against the flows it publishes."""
    facts = disclosure.published_facts(ui.read("disclosure_period"), since=shape.figures.get("plateau_since"))
    if facts is not None:
        ui.section(ui.sentence(("published", facts)), note=ui.detail(("published", facts)))


info = ui.build_info()
filters = ui.filters()
finest = ui.finest_grain()
grain = filters["grain"]
cube = ui.query("movement_by_period", **filters)
ui.caption()
ui.stop_when_empty(
    cube.empty,
    title=_("No customers match these filters"),
    reason=_(
        "No customer of this choice was in the base in any period shown. Widen the filters or the range of periods."
    ),
)
flow = movement.by_period(cube, ui.read("period", grain=grain))
# The shape is judged by the finest grain whatever is shown, or one base would be called two names.
judged_flow = flow if grain == finest else by_finest(filters)
shape = movement.shape_of(judged_flow, grain=finest)
of_cohorts = filters["cohort_year"] is not None
judged = findings.of_base(shape, judged_flow, of_cohorts=of_cohorts)
finding = ui.sentence(judged)
if balance_texts.can_tell(shape.code, shape.figures) and not of_cohorts:
    draw_balance()
else:
    ui.headline(finding)
    ui.note(ui.detail(judged))
ui.chart(
    ui.figure("stock_and_flow", draw_flow, **filters),
    key="stock_and_flow",
    alt=finding,
)
if not of_cohorts:
    draw_hold(judged_flow)
    cause_section.draw(judged_flow, shape, filters, grain=finest)
if info.lines == "disclosure":
    draw_published()
draw_movement(flow, grain)
draw_lapse(info)
common = ("base", "acquired", "won_back", "lost", "closing", "loss_rate", "ceiling", "break_even", "cause")
of_customers = () if info.lines == "disclosure" else ("burn_in", "incomplete", "lapse_days", "false_loss_rate")
ui.definitions(*common, *of_customers)
