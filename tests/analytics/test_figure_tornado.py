"""The tornado: bars on both sides of zero, the lever's words beside them, the amounts written by the reader's format."""

import pandas as pd
import pytest

from analytics import figures

WORDS = {
    "less": "less",
    "more": "more",
    "lever_a": "Lever A",
    "lever_b": "Lever B",
    "format_money": lambda v: f"¥{v:.0f}",
}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_bars_lie_on_both_sides_in_the_order_given(mode):
    levers = pd.DataFrame({"lever": ["lever_a", "lever_b"], "minus": [-40.0, 5.0], "plus": [60.0, -4.0]})
    fig = figures.tornado_bars(levers, words=WORDS, mode=mode)
    assert [list(bar.x) for bar in fig.data] == [[-40.0, 5.0], [60.0, -4.0]]
    assert list(fig.layout.yaxis.ticktext) == ["Lever A", "Lever B"]
    assert fig.layout.yaxis.autorange == "reversed"
    low, high = fig.layout.xaxis.range
    assert low == -high < -60
    written = {note.text for note in fig.layout.annotations}
    assert {"+¥60", "¥-40", "+¥5", "¥-4"} <= written
