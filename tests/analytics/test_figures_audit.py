"""The audit's figures: valid in both modes, all words from the reader's texts, nothing drawn for nobody."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from analytics import channels, figures, tiers
from analytics.figures import channels as channel_figures
from analytics.figures import whale


def said(code):
    """A text that holds no letter run of its own but its code's fields."""
    fields = {"and_more": "{number}+", "count_customers": "{count}", "top_profit_customers_hold": "{customers} {value}"}
    return fields.get(code, f"«{code}»")


@pytest.fixture
def words():
    codes = (*whale.WORDS, *channel_figures.WORDS)
    return {code: str if code.startswith("format_") else said(code) for code in codes}


BINS = pd.DataFrame({"value_bin": [50, 20, -1], "customers": [10, 60, 30], "profit": [900.0, 300.0, -200.0]})
MIX = pd.DataFrame(
    [(1, 1, 10, 100.0), (1, 2, 5, 150.0), (2, 2, 3, 120.0), (2, 10, 1, 200.0)],
    columns=["channel_count", "purchase_days_class", "customers", "margin"],
)
MIX["margin_square"] = 1.5 * MIX["margin"] ** 2 / MIX["customers"]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_whale_curve_holds_its_exact_top(words, mode):
    fig = figures.whale_curve(tiers.whale_curve(BINS), peak=tiers.peak(BINS), words=words, mode=mode)
    line, mark = fig.data
    assert max(line.y) == pytest.approx(1.2)
    assert list(line.x) == sorted(line.x)
    assert (mark.x[0], mark.y[0]) == pytest.approx((0.7, 1.2))
    assert fig.layout.yaxis.range[1] > 1.2
    assert "nan" not in str(fig.layout.to_plotly_json())


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_classes_without_customers_have_no_point(words, mode):
    fig = figures.channel_classes(channels.by_class(MIX), words=words, mode=mode)
    assert isinstance(fig, go.Figure)
    assert [len(trace.x) for trace in fig.data] == [2, 2]
    assert fig.data[0].marker.symbol != fig.data[1].marker.symbol  # colour alone carries nothing
    assert list(fig.layout.xaxis.ticktext) == ["1", "2", "10+"]
    assert list(fig.layout.xaxis.tickvals) == [1, 2, 10]


def test_every_word_is_used(words):
    used = set()

    class Counting(dict):
        def __getitem__(self, code):
            used.add(code)
            return super().__getitem__(code)

    counting = Counting(words)
    figures.whale_curve(tiers.whale_curve(BINS), peak=tiers.peak(BINS), words=counting)
    figures.channel_classes(channels.by_class(MIX), words=counting)
    assert used == set(words)
