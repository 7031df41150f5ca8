"""Grades and migration against the base and against each customer; pages on every rule, month ends near and far."""

import json
from datetime import date

import pytest

from analytics import migration
from data import store, workspace

NO_FILTER = dict.fromkeys(("first_channel", "first_region", "first_category", "cohort_year"))


@pytest.mark.parametrize("name", ["demo", "cdnow_tenth"])
def test_moves_reconcile_with_the_base_at_both_ends(name, request, open_warehouse):
    con = open_warehouse(request.getfixturevalue(f"{name}_warehouse"))
    wrong, compared = con.execute(
        """
        with base as (
            select last_day(period_start) as day, sum(closing) as customers from movement
            where grain = 'month' and line = 'all' group by period_start
        ),
        side as (
            select rule, gap_months, closed_on as day, sum(customers) filter (where grade <> 'out') as customers
            from grade_move group by all
            union all
            select rule, gap_months, last_day(cast(date_trunc('month', closed_on) - to_months(gap_months) as date)),
                sum(customers) filter (where grade_before not in ('new', 'out'))
            from grade_move group by all
        )
        select count(*) filter (where side.customers is distinct from base.customers), count(*)
        from side join base on base.day = side.day where base.customers > 0
        """
    ).fetchone()
    assert wrong == 0
    assert compared > 100


@pytest.mark.parametrize("rule", ["fifth", "class"])
def test_counted_moves_equal_those_of_kept_customers(rule, demo_warehouse, open_warehouse):
    days = [
        row[0]
        for row in open_warehouse(demo_warehouse)
        .execute("select distinct snapshot_on from grade_snapshot order by 1 desc")
        .fetchall()
    ]
    assert len(days) == 13
    for gap in (1, 6, 12):
        pair = {**NO_FILTER, "rule": rule, "amounts": [], "opened_on": days[gap], "closed_on": days[0]}
        kept = store.query(demo_warehouse, "grade_pair_kept", pair)
        counted = store.query(demo_warehouse, "grade_moves", {"rule": rule, "closed_on": days[0], "gap_months": gap})
        assert (
            kept[["grade_before", "grade", "customers"]].values.tolist()
            == counted[["grade_before", "grade", "customers"]].values.tolist()
        )
        assert kept["value"].tolist() == pytest.approx(counted["value"].tolist())


def test_lists_are_as_long_as_their_moves_under_filters_and_own_amounts(demo_warehouse, open_warehouse):
    days = [
        row[0]
        for row in open_warehouse(demo_warehouse)
        .execute("select distinct snapshot_on from grade_snapshot order by 1")
        .fetchall()
    ]
    wanted = {**NO_FILTER, "cohort_year": [2022, 2023, 2024], "opened_on": days[0], "closed_on": days[-1]}
    for rule, amounts in (("class", []), ("amounts", [1500.0, 400.0, 0.0])):
        wanted |= {"rule": rule, "amounts": amounts}
        moves = store.query(demo_warehouse, "grade_pair_kept", wanted)
        assert set(moves["grade"]) <= {*migration.grades_of(rule, len(amounts)), "out"}
        for move in moves.itertuples():
            rows = store.query(
                demo_warehouse,
                "grade_movers",
                {**wanted, "grade_before": move.grade_before, "grade": move.grade, "rows": None, "skip": 0},
            )
            assert len(rows) == move.customers
            assert rows["change"].sum() == pytest.approx(move.value - move.value_before)


def test_grades_of_the_last_month_end_are_todays(demo_warehouse, open_warehouse):
    wrong, customers = (
        open_warehouse(demo_warehouse)
        .execute(
            "select count(*) filter (where c.value_grade <> g.value_fifth or c.past_12m_value <> g.past_12m_value), count(*) "
            "from customer c join grade_snapshot g using (customer_key) where g.snapshot_on = (select as_of from build_info)"
        )
        .fetchone()
    )
    assert (wrong, customers > 1000) == (0, True)


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_every_rule_near_and_far(lang, open_page, assert_sound, demo_warehouse):
    for asked in (
        {"rule": "class"},
        {"to": "2021-06-30", "from": "2020-06-30"},
        {"from": "2025-11-30", "first_region": "East China"},
    ):
        app = open_page("migration", warehouse="demo", lang=lang, **asked)
        assert_sound(app)
        assert len(app.metric) == 6
        is_far = "to" in asked
        assert is_far != any("customer_id" in frame.value.columns for frame in app.dataframe)


def test_own_amounts_are_asked_for_and_kept(open_page, assert_sound, demo_warehouse, tmp_path):
    app = open_page("migration", warehouse="demo", rule="amounts", to="2021-06-30")
    assert not app.exception
    app = open_page("migration", warehouse="demo", rule="amounts")
    assert_sound(app)
    app.text_input(key="own_grades_text").set_value("200; 1000")
    app.button(key="FormSubmitter:own_grades-Keep these grades").click().run()
    assert any("each lower than the one before" in block.value for block in app.info)
    app.text_input(key="own_grades_text").set_value("1000；200 0")
    app.button(key="FormSubmitter:own_grades-Keep these grades").click().run()
    home = workspace.path_of(tmp_path / "workspace", "demo")
    assert json.loads(workspace.read(home, "notes", {"prefix": "grade_amounts"})[0]["text"]) == [1000, 200, 0]
    assert_sound(open_page("migration", warehouse="demo", rule="amounts"))


@pytest.mark.parametrize(
    "asked", [{"rule": "x"}, {"to": "1999-01-01"}, {"from": "2025-12-30"}, {"then": "Q", "now": "A"}]
)
def test_links_to_what_is_not_there_say_so(asked, open_page, demo_warehouse):
    app = open_page("migration", warehouse="demo", **asked)
    assert not app.exception
    assert app.warning or any("Nobody made" in block.value for block in app.info)


def test_the_list_of_a_move_is_kept_like_any_other(open_page, demo_warehouse, tmp_path):
    app = open_page("migration", warehouse="demo", then="A", now="C")
    app.button(key="keep_grade_move").click().run()
    assert not app.exception
    kept = workspace.read(workspace.path_of(tmp_path / "workspace", "demo"), "lists", {"rows": 5})
    assert [(row["kind"], row["contacts"] > row["holdouts"] > 0) for row in kept] == [("grade_move", True)]
    assert date.fromisoformat(kept[0]["as_of"]) == date(2025, 12, 31)


def test_an_end_with_less_than_a_year_behind_it_is_warned_of(open_page, online_retail_warehouse, demo_warehouse):
    """One month of purchases stands against twelve: most of what rose did so because it was seen longer."""
    assert "less than a year" in open_page("migration", warehouse="online-retail").warning[0].value
    assert not open_page("migration", warehouse="demo").warning
