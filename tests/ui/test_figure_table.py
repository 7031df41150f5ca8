"""Each picture has the figures behind it, even where a page brings no table along."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from ui import figure_table, i18n


@pytest.fixture(autouse=True)
def english():
    i18n.set_language("en")


def test_what_is_drawn_is_listed_by_its_words():
    fig = go.Figure()
    fig.add_bar(x=[3.0, -1.0], y=[0, 1], orientation="h", customdata=["+3<br><b>three</b>", "-1"])
    fig.add_scatter(x=[0, 9], y=[1, 1], hoverinfo="skip")
    fig.update_layout(yaxis={"tickvals": [0, 1], "ticktext": ["Came", "Left"]})
    table, names = figure_table.of(fig)
    assert table["across"].tolist() == ["Came", "Left"]
    assert table["value"].tolist() == [3.0, -1.0]
    assert table["shown"].tolist() == ["+3 · three", "-1"]
    assert list(names) == ["across", "value", "shown"]


def test_a_heat_map_leaves_out_what_is_not_observed():
    fig = go.Figure(go.Heatmap(x=[0, 1], y=["2001", "2002"], z=[[1.0, 0.5], [1.0, None]]))
    fig.update_layout(xaxis_title_text="Age")
    table, names = figure_table.of(fig)
    assert len(table) == 3
    assert names["across"] == "Age"


def test_days_and_series_are_readable():
    days = pd.date_range("2024-01-01", periods=2, freq="MS")
    table, _names = figure_table.of(go.Figure(go.Scatter(x=days, y=[1.0, float("nan")], name="Base")))
    assert table[["series", "across"]].to_numpy().tolist() == [["Base", "2024-01-01"]]


def test_a_picture_without_figures_has_no_table():
    assert figure_table.of(go.Figure())[0].empty
