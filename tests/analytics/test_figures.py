"""Figures: drawn in both modes from real-shaped tables, honest about what is missing, complete in their words."""

import ast
import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from analytics import figures, lifecycle, matrix, movement, survival
from analytics.figures import balance, bridge, by_age, holdout, lapse, retention, theme, value
from analytics.figures import matrix as matrix_figures
from analytics.figures import movement as movement_figures
from analytics.figures import survival as survival_figures

FAMILIES = (
    balance,
    bridge,
    by_age,
    holdout,
    lapse,
    matrix_figures,
    movement_figures,
    retention,
    survival_figures,
    value,
)

FORMATS = {
    "format_count": lambda value: f"{value:,.0f}",
    "format_decimal": lambda value: f"{value:.2f}",
    "format_money": lambda value: f"£{value:,.0f}",
    "format_percent": lambda value: f"{100 * value:.0f} %",
    "format_days": lambda value: f"{value:.0f} days",
    "format_months": lambda value: f"{value:.0f} days",
    "format_day": lambda day: f"{day:%Y-%m-%d}",
    "format_period": lambda start, grain: f"{grain} {start:%Y-%m}",
}
TEMPLATES = {
    "top_customers_hold": "{customers} hold {value}",
    "and_more": "{number}+",
    "interval": "{coverage} sure",
    "count_customers": "{count} people",
}


class Words(Mapping):
    """Every code of `codes` as «code», and a note of those that were asked for."""

    def __init__(self, codes):
        self.texts = {code: FORMATS.get(code, TEMPLATES.get(code, f"«{code}»")) for code in codes}
        self.asked = set()

    def __getitem__(self, code):
        self.asked.add(code)
        return self.texts[code]

    def __iter__(self):
        return iter(self.texts)

    def __len__(self):
        return len(self.texts)

    def __contains__(self, code):
        return code in self.texts


def flow(periods=40, *, grain="month", burn_in=4, incomplete=1):
    starts = pd.date_range("2001-01-01", periods=periods, freq={"month": "MS", "quarter": "QS", "year": "YS"}[grain])
    position = np.arange(periods)
    table = pd.DataFrame({"period_start": starts, "acquired": 100.0, "won_back": 5.0, "lost": 3.0 * position})
    table["closing"] = (table["acquired"] + table["won_back"] - table["lost"]).cumsum()
    return movement.from_totals(table).assign(
        is_burn_in=position < burn_in, is_incomplete=position >= periods - incomplete
    )


def cohort_cube(months=14):
    starts = pd.date_range("2001-01-01", periods=months, freq="MS")
    rows = [
        (starts[c], a, 100 * (a == 0), 100 / (1 + a), 100 * 0.9**a, 50.0)
        for c in range(months)
        for a in range(months - c)
    ]
    cube = pd.DataFrame(rows, columns=["cohort_month", "age_months", "acquired", "active", "in_base", "revenue"])
    return cube.assign(margin=cube["revenue"] / 2)


EDGES = 10 ** np.arange(-2, 4.01, 0.05)
BINS = pd.DataFrame({"value_bin": range(len(EDGES) + 1), "low": [np.nan, *EDGES], "high": [*EDGES, np.nan]})
VALUE_BINS = BINS.assign(customers=[40.0, *np.round(500 * np.exp(-((np.log10(EDGES) - 1.5) ** 2) / 0.4))])
RISKS = pd.DataFrame(
    [(60, 3, 50), (70, 12, 20), (90, 2, 9), (95, 18, 4)], columns=["value_bin", "risk_bin", "customers"]
)
RISKS = RISKS.assign(
    past_12m_value=RISKS["customers"] * 10.0, value_36m=RISKS["customers"] * 25.0, value_at_risk=RISKS["risk_bin"] * 7.0
)
CHOICES = pd.DataFrame({"lapse_days": [30, 90, 200, 400, 700], "false_loss_rate": [0.5, 0.3, 0.2, 0.05, np.nan]})
CHOICES = CHOICES.assign(lost_last_12_months=[900, 700, 500, 200, 0], is_chosen=CHOICES["lapse_days"] == 200)
WEEKS = pd.DataFrame({"week_end": pd.date_range("2001-01-07", periods=30, freq="W"), "week": range(30)})
TRACKING = pd.concat(
    [
        WEEKS.assign(model=m, cumulative=WEEKS["week"] * k, is_holdout=WEEKS["week"] >= 20)
        for m, k in (
            ("zero", 0.0),
            ("pareto_nbd", 9.0),
            ("actual", 10.0),
            ("mbg_nbd", 8.0),
            ("bg_nbd", 8.5),
            ("naive_before", 11.0),
            ("bg_bb", 7.5),
        )
    ]
)
BY_FREQUENCY = pd.DataFrame(
    [(m, c, 10, c * k) for m, k in (("actual", 1.0), ("bg_nbd", 0.9), ("zero", 0.0)) for c in range(8)],
    columns=["model", "frequency_class", "customers", "mean_purchases"],
)
LIFETIME = pd.DataFrame({"age_months": range(10), "ended": [0, 0, 9, 8, 7, 6, 5, 4, 3, 2], "censored": 2})
LINES = pd.DataFrame(
    [
        ("opening", 100.0, True, None),
        ("acquired", 30.0, False, None),
        ("lost", -45.0, False, None),
        ("net", 5.0, False, "quiet"),
        ("closing", 90.0, True, None),
    ],
    columns=["code", "amount", "is_total", "role"],
)


def all_figures(words, mode):
    """Every public figure once, on ordinary tables."""
    cube = cohort_cube()
    table = lifecycle.retention(cube)
    curve = survival.kaplan_meier(LIFETIME, age="age_months", ended="ended")
    average, middle = lifecycle.average_curve(table), survival.median(curve)
    values = lifecycle.value_by_age(cube, measure="margin")
    grids = {levels: matrix.grid(RISKS, BINS, levels=levels).cells for levels in (2, 3, 4)}
    common = {"words": words, "mode": mode}
    drawn = {
        f"stock_and_flow {g}": figures.stock_and_flow(
            flow(grain=g), grain=g, shape=movement.shape_of(flow(grain=g), grain=g), **common
        )
        for g in ("month", "quarter", "year")
    }
    drawn |= {f"matrix_heatmap {n}": figures.matrix_heatmap(cells, **common) for n, cells in grids.items()}
    return drawn | {
        "lapse_curve": figures.lapse_curve(CHOICES, **common),
        "came_and_lost": figures.came_and_lost(movement.years(flow(), grain="month"), grain="month", **common),
        "value_histogram": figures.value_histogram(VALUE_BINS, **common),
        "lorenz": figures.lorenz(pd.DataFrame({"customer_share": [0, 0.2, 1], "value_share": [0, 0.7, 1]}), **common),
        "holdout_tracking": figures.holdout_tracking(TRACKING, **common),
        "conditional_means": figures.conditional_means(BY_FREQUENCY, **common),
        "retention_heatmap": figures.retention_heatmap(table, **common),
        "retention_heatmap active": figures.retention_heatmap(table, measure="share_active", **common),
        "retention_curves": figures.retention_curves(table, average, cohort_grain="month", **common),
        "value_by_age": figures.value_by_age(
            values,
            acquisition_cost=60,
            paid=lifecycle.payback(values, costs=pd.Series(0.1, index=values["cohort_start"].unique())),
            **common,
        ),
        "survival_curve": figures.survival_curve(curve, title="t", age_title="a", middle=middle, **common),
        "matrix_bars": figures.matrix_bars(grids[2], **common),
        "waterfall": figures.waterfall(LINES, **common),
    }  # fmt: skip


@pytest.fixture(scope="module", params=["light", "dark"])
def drawn(request):
    return all_figures(Words({*figures.WORDS, *LINES["code"]}), request.param)


def test_every_figure_is_valid_and_made_of_finite_layout(drawn):
    for name, fig in drawn.items():
        assert isinstance(fig, go.Figure), name
        assert fig.layout.height >= 100, name
        assert "nan" not in str(fig.layout.to_plotly_json()), name


def test_no_figure_has_a_second_axis_over_the_first(drawn):
    for name, fig in drawn.items():
        for axis in fig.select_yaxes():
            assert axis.overlaying is None, name


FROM_FORMATS = r"«.*?»|<[^>]*>|\b(?:days|month|quarter|year|hold|sure|people|[AB][CD]|R\dV\d)\b"


def test_only_words_are_shown(drawn):
    """Nothing that a reader sees is written in the code: all letters come through `words`."""
    for name, fig in drawn.items():
        axes = [*fig.select_xaxes(), *fig.select_yaxes()]
        texts = [trace.name for trace in fig.data] + [note.text for note in fig.layout.annotations]
        texts += [axis.title.text for axis in axes] + [tick for axis in axes for tick in axis.ticktext or ()]
        texts += [text for trace in fig.data if trace.type != "heatmap" for text in np.ravel(trace.customdata)]
        for text in filter(None, texts):
            left = re.sub(FROM_FORMATS, "", str(text))
            assert not re.search(r"[A-Za-z]{2}", left), (name, text)


def test_words_are_complete_and_none_is_idle():
    words = Words({*figures.WORDS, *LINES["code"]})
    all_figures(words, "light")
    wanted = {code for family in FAMILIES for code in family.WORDS}
    assert wanted == words.asked - (set(LINES["code"]) - wanted)
    assert wanted <= set(figures.WORDS)


def test_a_missing_word_is_named():
    with pytest.raises(KeyError, match="acquired"):
        figures.stock_and_flow(flow(), grain="month", words=Words(set(figures.WORDS) - {"acquired"}))


WORDS = Words({*figures.WORDS, *LINES["code"], "cell_BD"})


def test_losses_hang_below_zero_and_cut_periods_are_hatched():
    fig = figures.stock_and_flow(flow(), grain="month", words=WORDS)
    bars = {bar.name: bar for bar in fig.data if bar.type == "bar"}
    assert (np.array(bars["«lost»"].y) <= 0).all()
    assert (np.array(bars["«acquired»"].y) >= 0).all()
    assert [bool(shape) for shape in bars["«lost»"].marker.pattern.shape] == [False] * 39 + [True]
    assert fig.layout.yaxis.range[0] == 0
    line = next(trace for trace in fig.data if trace.name == "«base»")
    assert np.isnan(line.y[-1])  # the incomplete period belongs to the dashed line


def test_burn_in_is_shaded_up_to_its_end():
    fig = figures.stock_and_flow(flow(burn_in=4), grain="month", words=WORDS)
    shaded = [shape for shape in fig.layout.shapes if shape.type == "rect"]
    assert {pd.Timestamp(shape.x1) for shape in shaded} == {pd.Timestamp("2001-05-01")}
    assert any("«not_yet_observable»" in note.text for note in fig.layout.annotations)
    assert not [
        s for s in figures.stock_and_flow(flow(burn_in=0), grain="month", words=WORDS).layout.shapes if s.type == "rect"
    ]


def test_a_peak_is_marked_only_once_it_is_past():
    falling = flow(60, burn_in=0, incomplete=0)
    peaked = figures.stock_and_flow(
        falling, grain="month", shape=movement.shape_of(falling, grain="month"), words=WORDS
    )
    assert any("«peak»" in note.text for note in peaked.layout.annotations)
    rising = falling.iloc[:30]
    growing = figures.stock_and_flow(rising, grain="month", shape=movement.shape_of(rising, grain="month"), words=WORDS)
    assert not any("«peak»" in note.text for note in growing.layout.annotations)


def test_unobserved_cells_are_empty_and_text_is_readable():
    for mode in ("light", "dark"):
        fig = figures.retention_heatmap(lifecycle.retention(cohort_cube()), words=WORDS, mode=mode)
        heat, text = fig.data
        shares = np.array(heat.z, dtype=float)
        assert np.isnan(shares).sum() == 14 * 13 / 2
        assert len(text.text) == np.isfinite(shares).sum()
        fills = [theme.colour_at(mode, float(share) / 100 / heat.zmax) for share in text.text]
        assert min(theme.contrast(ink, fill) for ink, fill in zip(text.textfont.color, fills, strict=True)) >= 4.5


def test_a_click_on_a_bar_reports_its_cell():
    cells = matrix.grid(RISKS, BINS).cells
    (bars,) = figures.matrix_bars(cells, words=WORDS, picked="BD").data
    assert sorted(row[0] for row in bars.customdata) == ["AC", "AD", "BC", "BD"]
    assert list(bars.x) == sorted(cells["value_at_risk"])
    assert "BD «cell_BD»" in bars.y


def test_a_waterfall_ends_where_its_lines_lead():
    (bars,) = figures.waterfall(LINES, words=WORDS).data
    assert list(bars.base) == [0, 100, 130, 85, 0]
    assert bars.base[3] + bars.x[3] == bars.x[4]
    colours = theme.COLOURS["light"]
    assert list(bars.marker.color) == [colours[role] for role in ("base", "acquired", "lost", "quiet", "base")]


def test_a_histogram_loses_no_customer():
    fig = figures.value_histogram(VALUE_BINS, words=WORDS)
    assert sum(np.sum(trace.y) for trace in fig.data) == VALUE_BINS["customers"].sum()
    assert max(len(trace.x) for trace in fig.data) <= 47


def test_empty_tables_draw_an_empty_frame():
    empty = {"words": WORDS}
    cube = cohort_cube().iloc[:0]
    table = lifecycle.retention(cube)
    curve = survival.kaplan_meier(LIFETIME.iloc[:0], age="age_months", ended="ended")
    for fig in (
        figures.stock_and_flow(
            flow().iloc[:0], grain="month", shape=movement.shape_of(flow().iloc[:0], grain="month"), **empty
        ),
        figures.lapse_curve(CHOICES.iloc[:0], **empty),
        figures.value_histogram(VALUE_BINS.iloc[:0], **empty),
        figures.lorenz(pd.DataFrame({"customer_share": [], "value_share": []}), **empty),
        figures.holdout_tracking(TRACKING.iloc[:0], **empty),
        figures.conditional_means(BY_FREQUENCY.iloc[:0], **empty),
        figures.retention_heatmap(table, **empty),
        figures.retention_curves(table, lifecycle.average_curve(table), **empty),
        figures.value_by_age(lifecycle.value_by_age(cube, measure="margin"), **empty),
        figures.survival_curve(curve, title="t", age_title="a", middle=survival.median(curve), **empty),
        figures.matrix_heatmap(matrix.grid(RISKS.iloc[:0], BINS).cells, **empty),
        figures.matrix_bars(matrix.grid(RISKS.iloc[:0], BINS).cells, **empty),
        figures.waterfall(LINES.iloc[:0], **empty),
    ):
        assert isinstance(fig, go.Figure)
        assert "nan" not in str(fig.layout.to_plotly_json())


def test_text_from_data_is_escaped():
    assert theme.plain("<a href='x'>A & B</a>") == "&lt;a href='x'&gt;A &amp; B&lt;/a&gt;"


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0, 23_570), (-430, 812), (0, 0.031), (-5, -1), (0, 7e9)])
def test_ticks_are_round_and_inside(low, high):
    ticks = theme.nice_ticks(low, high)
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert len(ticks) <= 9
    axis = theme.value_axis(WORDS, "count", low, high)
    assert all(low <= tick <= high for tick in axis["tickvals"])
    assert len(axis["tickvals"]) == len(axis["ticktext"]) >= 2


def test_a_long_key_breaks_where_a_phone_ends():
    entries = [("■", "#000000", "word" * 3)] * 5
    lines = theme.key_line("Title", entries).split("<br>")
    assert lines[0] == "Title"
    assert [line.count("■") for line in lines[1:]] == [3, 2]
    assert theme.key_line("Title", entries[:1]).count("<br>") == 0
    assert theme.key_line("标题", [("■", "#000000", "流失" * 6)] * 2).count("<br>") == 2


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_cohort_lines_stand_out_from_the_ground(mode):
    ground = theme.COLOURS[mode]["ground"]
    assert all(theme.contrast(theme.line_shade(mode, i / 20), ground) >= 3 for i in range(21))


def test_figures_import_graph_objects_only():
    for path in Path(figures.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert "plotly.express" not in names, path.name
