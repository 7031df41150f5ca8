"""Stages are counted, never guessed: shares add up to the base, rows of the transitions to one."""

import pandas as pd
import pytest

from analytics import figures, stages
from analytics.figures import stages as stage_figures

MONTHS = pd.to_datetime(["2025-01-01", "2025-02-01"])
MOVES = pd.DataFrame(
    [
        (MONTHS[0], "", "new", 10),
        (MONTHS[0], "new", "lapsed", 4),
        (MONTHS[0], "new", "mature", 6),
        (MONTHS[0], "lapsed", "won_back", 4),
        (MONTHS[1], "new", "new", 10),
        (MONTHS[1], "mature", "lapsed", 1),
        (MONTHS[1], "mature", "growing", 5),
    ],
    columns=["month", "stage_before", "stage", "customers"],
)


def test_shares_are_of_the_base_without_the_lapsed():
    table = stages.shares(MOVES).set_index(["month", "stage"])
    assert table.groupby("month")["customers"].sum().tolist() == [20, 15]
    assert table.groupby("month")["share"].sum().tolist() == pytest.approx([1, 1])
    assert table.at[(MONTHS[0], "won_back"), "share"] == 0.2
    assert table.at[(MONTHS[1], "declining"), "customers"] == 0
    assert set(table.index.get_level_values("stage")) == set(stages.ACTIVE)


def test_transitions_add_up_over_the_months():
    table = stages.transitions(MOVES).set_index("stage_before")
    assert table.index.tolist() == ["new", "mature"]
    assert table["customers"].tolist() == [20, 6]
    assert table[list(stages.STAGES)].sum(axis=1).tolist() == pytest.approx([1, 1])
    assert table.at["new", "lapsed"] == 0.2
    assert table.at["mature", "growing"] == pytest.approx(5 / 6)
    assert stages.transitions(MOVES.iloc[:1]).empty


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_bars_of_a_month_reach_the_whole_base(mode):
    words = {code: str if code.startswith("format_") else f"«{code}»" for code in stage_figures.WORDS}
    fig = figures.stage_bars(stages.shares(MOVES), words=words, mode=mode)
    assert sum(trace.y[0] for trace in fig.data) == pytest.approx(1)
    assert fig.layout.barmode == "stack"
    assert len({trace.marker.color for trace in fig.data}) == len(stages.ACTIVE)
    assert all(word in fig.layout.annotations[0].text for word in ("«stage_new»", "«base_share»"))
