"""Moves between grades: what is a fall, what it costs, and that the matrix holds every customer once."""

import pandas as pd
import pytest

from analytics import migration

MOVES = pd.DataFrame(
    [
        ("A", "C", 37, 300.0, 86.0),
        ("A", "A", 10, 90.0, 95.0),
        ("C", "B", 5, 10.0, 30.0),
        ("B", "out", 20, 80.0, 0.0),
        ("new", "A", 4, 0.0, 50.0),
        ("out", "E", 6, 0.0, 3.0),
    ],
    columns=["grade_before", "grade", "customers", "value_before", "value"],
)


def test_each_move_is_of_one_kind_and_totals_reconcile():
    told = migration.facts(migration.with_kind(MOVES, migration.FIFTHS))
    assert (told.fell, told.same, told.rose, told.left, told.came, told.back) == (37, 10, 5, 20, 4, 6)
    assert (told.opening, told.closing) == (72, 62)
    assert (told.value_fell, told.value_rose, told.value_left) == (-214.0, 20.0, -80.0)


def test_alerts_begin_with_what_costs_most():
    rows = migration.alerts(migration.with_kind(MOVES, migration.FIFTHS))
    assert rows[["grade_before", "grade", "customers", "change"]].values.tolist() == [
        ["A", "C", 37, -214.0],
        ["B", "out", 20, -80.0],
    ]


def test_the_matrix_holds_every_cell_and_everybody_once():
    cells = migration.table(migration.with_kind(MOVES, migration.FIFTHS), migration.FIFTHS)
    assert len(cells) == 7 * 6
    assert cells["customers"].sum() == MOVES["customers"].sum()
    shares = cells.groupby("grade_before")["share"].sum(min_count=1)
    assert shares[["A", "B", "C"]].tolist() == pytest.approx([1, 1, 1])
    assert shares[["D", "E", "new", "out"]].isna().all()


def test_no_moves_are_no_error():
    nobody = migration.with_kind(MOVES.iloc[:0], migration.FIFTHS)
    assert migration.facts(nobody).opening == 0
    assert migration.alerts(nobody).empty


def test_a_firms_own_amounts_make_one_grade_more_than_bounds():
    assert migration.grades_of("amounts", 2) == ("A", "B", "C")
