"""Value x churn matrix: who is worth much and likely to leave, what that puts at risk, what to do, and whom to call."""

import pandas as pd
import streamlit as st

import ui
from analytics import figures, matrix
from ui import (
    address,
    cell_customers,
    code_texts,
    formats,
    matrix_cuts,
    matrix_gaps,
    matrix_movement,
    matrix_strategy,
    matrix_texts,
    page_options,
    risk_window,
    scored,
    sentences,
)
from ui.definitions import name_of
from ui.i18n import _, ngettext

GRIDS = ("2", "3", "4", "5")
MEASURES = ("value_at_risk", "customers", "past_12m_value", "value_36m")
BARS_UP_TO_CELLS = 9  # more bars than this are a wall: the table says it better


def draw_cards(cells: pd.DataFrame) -> None:
    """Figures of the 2 x 2 matrix: three of customers, three of value at risk where that is known."""
    total, worst = cells[matrix.MEASURES].sum(), cells.iloc[-1]
    leaving = cells.loc[cells["risk_band"] == 1, "customers"].sum()
    is_likely = worst["risk_low"] >= matrix_texts.LIKELY
    row = [
        ui.Card("in_matrix", formats.short(total["customers"])),
        ui.Card("leaving", formats.short(leaving), label=None if is_likely else _("High risk")),
        ui.Card(
            "leaving_high_value", formats.short(worst["customers"]), label=None if is_likely else _("High in both")
        ),
    ]
    if has_value_at_risk:
        stays = total["value_36m"] + total["value_at_risk"]
        row += [
            ui.Card("value_at_risk", sentences.money(worst["value_at_risk"]), label=_("At risk with these")),
            ui.Card("value_at_risk", sentences.money(total["value_at_risk"]), label=_("At risk, all")),
            ui.Card("value_if_all_stay", sentences.money(stays)),
        ]
    ui.cards(row)


def cells_table(cells: pd.DataFrame) -> pd.DataFrame:
    """The cells for readers: bounds in words, the most value at risk (or the most customers) first."""
    shown = cells.assign(
        name=[matrix_texts.cell_name(row, **bands) for _label, row in cells.iterrows()],
        risk=[matrix_texts.risk_range(row) for _label, row in cells.iterrows()],
        value=[matrix_texts.value_range(row) for _label, row in cells.iterrows()],
        customers=cells["customers"].astype(int),
    )
    shown = matrix_movement.with_movement(shown, moved)
    return shown.sort_values([measure, "customers"], ascending=False, ignore_index=True)


def draw_table(shown: pd.DataFrame) -> None:
    """All cells; a row that is picked shows its customers."""
    # What the cell is made of stands last: the figures are what is compared, and a narrow screen shows the first ones.
    columns = {"name" if levels == 2 else "cell": _("Cell"), "customers": _("Customers"), "customers_share": _("Share")}
    if moved is not None:
        columns |= {"came": _("Came in"), "left": _("Left it")}
    columns |= {code: name_of(code) for code in ("past_12m_value", "value_36m")}
    if has_value_at_risk:
        columns |= {"value_at_risk": name_of("value_at_risk"), "value_at_risk_share": _("Share at risk")}
    columns |= {"risk": _("Risk"), "value": _("Value of each")}
    kinds = dict.fromkeys(("past_12m_value", "value_36m", "value_at_risk"), "money")
    ui.table(
        shown,
        key=f"cells_{levels}",
        columns=columns,
        kinds=kinds | {"customers_share": "rate", "value_at_risk_share": "rate"},
        alt=_("Cells of the matrix"),
        on_pick=lambda position: address.choose("cell", [shown["cell"].iloc[position]]),
    )


def draw_pictures(cells: pd.DataFrame, picked: str) -> None:
    """Heat map for the eye, bars to click: heat maps report no clicks."""
    words, mode = ui.words, ui.mode()
    alt = _("{measure} by value and risk of leaving").format(measure=ui.words[measure])
    heat = figures.matrix_heatmap(cells, words=words, measure=measure, mode=mode, picked=picked)
    if len(cells) > BARS_UP_TO_CELLS:
        ui.chart(heat, key="matrix_heat", alt=alt)
        return
    left, right = st.columns(2, gap="large")
    with left:
        ui.chart(heat, key="matrix_heat", alt=alt)
    with right:
        # Drawn anew for each cell, so that no selection of the one before stays on the bars.
        key = f"matrix_bars_{picked}"
        ui.chart(
            figures.matrix_bars(cells, words=words, measure=measure, mode=mode, picked=picked),
            key=key,
            alt=_("{measure} by cell; click a bar to see its customers").format(measure=ui.words[measure]),
            on_select=lambda: take_bar(key),
        )
        st.caption(_("Click a bar, or pick a row of the table, to see the customers of a cell."))
        if levels == 2:
            own = matrix_strategy.kept()
            for code in reversed(list(cells["cell"])):
                st.markdown(f"**{code}** {matrix_strategy.text_of(code, own)}")


def take_bar(key: str) -> None:
    """Callback: the bar that was clicked becomes the chosen cell."""
    points = st.session_state[key]["selection"]["points"]
    if points:
        address.choose("cell", [points[0]["customdata"][0]])


def draw_cell(row: pd.Series) -> None:
    """What to do in the chosen cell, and who is in it."""
    count = int(row["customers"])
    ui.section(
        ngettext("{n} customer in the cell {cell}", "{n} customers in the cell {cell}", count).format(
            n=formats.short(count), cell=matrix_texts.cell_name(row, **bands)
        )
    )
    matrix_movement.say(row["cell"], moved, since)
    matrix_strategy.draw(row["cell"], matrix_texts.letters(row, **bands))
    ui.aside(_("A high risk does not say that somebody can be persuaded: only a test with a control group does."))
    if not count:
        ui.empty(_("There is nobody in this cell."))
    else:
        wanted = {**who, "line": filters["line"], **matrix.bin_range(row, bins)}
        cell_customers.draw(row["cell"], name=matrix_texts.cell_name(row, **bands), customers=count, wanted=wanted)


def draw_controls(two: matrix.Grid) -> None:
    """Grid, thresholds and what the picture shows; where the thresholds really lie is said below them."""
    with st.container(horizontal=True, gap="medium", key="matrix_controls"):
        page_options.segmented("grid", _("Grid"), GRIDS, default="2", show=lambda n: f"{n} × {n}", clears=("cell",))
        page_options.selectbox("measure", _("Shown"), measures, default=measures[0], show=ui.words.__getitem__)
        way = matrix_cuts.draw_way(has_value_at_risk=has_value_at_risk)
    matrix_cuts.draw_bounds(way, two.value_cuts[0])
    ui.note(cuts.said)
    share = two.cells.groupby("value_band")["customers_share"].sum().iloc[-1]
    said = matrix_texts.thresholds(two.value_cuts[0], two.risk_cuts[0], share)
    if levels > 2:
        said += " " + _(
            "The finer grid has its own bands, 1 the lowest: risk (R) in equal steps, value (V) in equal numbers of "
            "customers of positive value."
        )
    if info.lines == "both" and filters["line"] == "all":
        said += " " + _(
            "The risk is that of leaving shop and contract together; value at risk adds the two, each by its own risk."
        )
    ui.aside(said)


info = ui.build_info()
filters = ui.filters()
who = {name: filters[name] for name in scored.EVERYBODY}
cube = ui.query("value_risk_cells", **filters)
base = ui.query("matrix_base", **who).iloc[0]
ui.caption(_("model: {model}").format(model=code_texts.text_of(code_texts.MODELS, info.purchase_model) or _("refused")))
matrix_gaps.stop_without_matrix(cube, base, filters)

has_value_at_risk = cube["value_at_risk"].sum() > 0
measures = MEASURES if has_value_at_risk else MEASURES[1:]
measure = page_options.chosen("measure", measures, measures[0])
levels = int(page_options.chosen("grid", GRIDS, "2"))
bins = ui.read("value_bin", order_by=("value_bin",))
cuts = matrix_cuts.chosen(cube, bins, has_value_at_risk=has_value_at_risk)
two = matrix.grid(cube, bins, **cuts.options)
made = two if levels == 2 else matrix.grid(cube, bins, levels=levels)
cells = made.cells if has_value_at_risk else made.cells.assign(value_at_risk=float("nan"))
bands = {"risk_bands": len(made.risk_cuts) + 1, "value_bands": len(made.value_cuts) + 1}
picked = page_options.chosen("cell", list(cells["cell"]), cells["cell"].iloc[-1])

ui.headline(cuts.title or matrix_texts.title(matrix_texts.of_matrix(two.cells)))
ui.note(matrix_texts.if_all_stay(cube["value_36m"].sum(), cube["value_at_risk"].sum(), info.horizon_months))
matrix_gaps.say(cube, base, filters)
risk_window.say()
draw_cards(two.cells)
draw_controls(two)
with st.container(width=240):
    since = matrix_movement.choose(filters["line"])
moved = matrix_movement.of_cells(made, bins, since, filters)
draw_pictures(cells, picked)
shown = cells_table(cells)
draw_table(shown)
names = dict(zip(shown["cell"], shown["name"], strict=True))
page_options.selectbox(
    "cell", _("Customers of the cell"), list(names), default=cells["cell"].iloc[-1], show=names.__getitem__
)
draw_cell(cells[cells["cell"] == picked].iloc[0])
ui.definitions("past_12m_value", "p_leave", "value_at_risk", "value_if_all_stay", "value_36m", "leaving_high_value")
