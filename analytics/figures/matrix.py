"""Value x churn matrix as a picture, and as bars that can be clicked (a heat map reports no clicks)."""

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme

WORDS = (
    "customers", "count_customers", "past_12m_value", "value_36m", "value_at_risk", "value_axis", "risk_axis",
    "format_count", "format_money", "format_percent",
)  # fmt: skip
KINDS = {"customers": "count", "past_12m_value": "money", "value_36m": "money", "value_at_risk": "money"}
ROLES = {"customers": "base", "past_12m_value": "value", "value_36m": "value", "value_at_risk": "at_risk"}
ROW_PIXELS = 30


def matrix_heatmap(
    cells: pd.DataFrame,
    *,
    words: theme.Words,
    measure: str = "value_at_risk",
    mode: str = "light",
    picked: str | None = None,
    height: int = 400,
) -> go.Figure:
    """Value to the right, risk upwards; the stronger the colour, the more of `measure`; figures in the cells.

    cells : as from `matrix.grid(...).cells`
    picked : cell to outline; default the highest value at the highest risk
    """
    fig = theme.figure(mode, height=height, showlegend=False)
    rows = cells.assign(hover=[_hover(row, words) for row in cells.itertuples()])
    columns = int(cells["value_band"].max()) + 1
    top = max(float(cells[measure].max()), 0.0) or 1.0
    shape = {"index": "risk_band", "columns": "value_band"}
    fig.add_heatmap(
        z=rows.pivot(**shape, values=measure).to_numpy(float), zmin=0, zmax=top, showscale=False, xgap=3, ygap=3,
        colorscale=[list(stop) for stop in theme.scale(mode)],
        customdata=rows.pivot(**shape, values="hover").to_numpy(), hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    inks = [theme.ink_on(theme.colour_at(mode, value / top)) for value in cells[measure]]
    fig.add_scatter(
        x=cells["value_band"], y=cells["risk_band"], mode="text", hoverinfo="skip",
        text=[_text(row, words, measure, columns=columns) for row in cells.itertuples()],
        textfont={"color": inks, "size": 13 if columns <= 3 else 11},
    )  # fmt: skip
    outlined = cells.iloc[-1] if picked is None else cells[cells["cell"] == picked].iloc[0]
    x, y = outlined["value_band"], outlined["risk_band"]
    line = {"color": theme.COLOURS[mode]["lost"], "width": 3}
    fig.add_shape(type="rect", x0=x - 0.49, x1=x + 0.49, y0=y - 0.49, y1=y + 0.49, line=line)
    _axes(fig, cells, words)
    title = f"{theme.say(words, measure)}\u2003↑ {theme.say(words, 'risk_axis')}"
    fig.add_annotation(theme.panel_title(title, mode=mode))
    return fig


def _text(row, words, measure, *, columns: int) -> str:
    """As much as fits a cell on a phone: letters, figure, customers; two lines from three columns on, one from four."""
    figure = words[f"format_{KINDS[measure]}"](getattr(row, measure))
    customers = theme.say(words, "count_customers").format(count=words["format_count"](row.customers))
    if columns > 3:
        return figure
    if columns == 3:
        return figure if measure == "customers" else f"{figure}<br>{words['format_count'](row.customers)}"
    lines = [customers] if measure == "customers" else [figure, customers]
    return "<br>".join([f"<b>{row.cell}</b>", *lines])


def _hover(row, words) -> str:
    lines = [f"<b>{_cell_name(row.cell, words)}</b>"]
    for measure, kind in KINDS.items():
        share = getattr(row, f"{measure}_share")
        part = f" ({words['format_percent'](share)})" if share == share else ""
        lines.append(f"{theme.say(words, measure)}: {words[f'format_{kind}'](getattr(row, measure))}{part}")
    return "<br>".join(lines)


def _axes(fig, cells, words) -> None:
    """Cuts stand between the cells, as ticks."""
    value_cuts = cells[cells["risk_band"] == 0].sort_values("value_band")["value_low"].iloc[1:]
    risk_cuts = cells[cells["value_band"] == 0].sort_values("risk_band")["risk_low"].iloc[1:]
    for axis, kind, cuts in (("xaxis", "money", value_cuts), ("yaxis", "percent", risk_cuts)):
        between = [place + 0.5 for place in range(len(cuts))]
        ticks = {"tickmode": "array", "tickvals": between, "ticktext": theme.formatted(words, kind, cuts)}
        plain = {"showgrid": False, "zeroline": False, "ticks": "outside", "ticklen": 4, "tickangle": 0}
        fig.update_layout({axis: {**ticks, **plain, "range": [-0.5, len(cuts) + 0.5]}})
    fig.update_xaxes(title_text=f"{theme.say(words, 'value_axis')} →")


def matrix_bars(
    cells: pd.DataFrame,
    *,
    words: theme.Words,
    measure: str = "value_at_risk",
    mode: str = "light",
    picked: str | None = None,
) -> go.Figure:
    """One bar a cell, the largest on top; a click reports the cell's code as customdata[0].

    cells : as from `matrix.grid(...).cells`; picked : cell whose bar stays full while the others pale
    """
    colour = theme.COLOURS[mode]
    rows = cells.sort_values(measure, ascending=True, kind="stable")
    fill = colour[ROLES[measure]]
    shades = [fill if picked in (None, cell) else theme.faded(fill, 0.35) for cell in rows["cell"]]
    fig = theme.figure(mode, height=ROW_PIXELS * len(rows) + 60, showlegend=False, clickmode="event+select")
    fig.add_bar(
        x=rows[measure], y=[_cell_name(cell, words) for cell in rows["cell"]], orientation="h",
        marker={"color": shades}, text=theme.formatted(words, KINDS[measure], rows[measure]), textposition="outside",
        cliponaxis=False, customdata=[[row.cell, _hover(row, words)] for row in rows.itertuples()],
        hovertemplate="%{customdata[1]}<extra></extra>", selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.35}},
    )  # fmt: skip
    low, high = (float(rows[measure].min()), float(rows[measure].max())) if len(rows) else (0.0, 1.0)
    fig.update_layout(
        xaxis={"visible": False, "range": [min(low, 0.0) * 1.3, max(high, 1e-9) * 1.3]},
        yaxis={"type": "category", "showgrid": False, "ticklabelstandoff": 4},
    )
    fig.add_annotation(theme.panel_title(theme.say(words, measure), mode=mode))
    return fig


def _cell_name(cell: str, words: theme.Words) -> str:
    """A page may name cells in words (`cell_AD`); the code stands alone otherwise."""
    return f"{cell} {theme.say(words, f'cell_{cell}')}" if f"cell_{cell}" in words else cell
