"""The lifecycle page: its figures equal a count made directly from purchase days, under filters and options."""

import re

import pandas as pd
import pytest

from ui import formats

# The base by definition, of the cohort of one month, at the end of a later one: bought at most L days before.
LEFT_OF_COHORT = """
    with seen as (
        select customer_key, min(ordered_on) as first_on,
            max(ordered_on) filter (where ordered_on <= $month_end) as last_on
        from stg_transaction where is_purchase group by customer_key
    )
    select count(*) from seen, build_info
    where date_trunc('month', first_on) = $cohort and date_diff('day', last_on, $month_end) <= lapse_days
"""
SECOND_WITHIN = """
    with ordered as (
        select customer_key, ordered_on, row_number() over (partition by customer_key order by ordered_on) as visit
        from (select distinct customer_key, ordered_on from stg_transaction where is_purchase)
    )
    select count(*) from ordered as one join ordered as two on two.customer_key = one.customer_key
    where one.visit = 1 and two.visit = 2 and date_diff('day', one.ordered_on, two.ordered_on) < $days
"""


RATES = ("share_in_base", "share_active", "share", "survival", "hazard", "low", "high")


def frame_with(app, *columns):
    """The first table of the page that has all of these columns; what it shows in per cent as a share."""
    found = next(frame.value for frame in app.dataframe if set(columns) <= set(frame.value.columns))
    rates = [column for column in found.columns if column in RATES]
    return found.assign(**{column: (found[column] / 100).round(12) for column in rates})


def texts(app):
    return [block.value for block in (*app.title, *app.subheader, *app.markdown, *app.caption, *app.info)]


@pytest.fixture
def cdnow_page(open_page, cdnow_warehouse):
    """cdnow_page(**query): the page on CDNOW."""
    return lambda **query: open_page("lifecycle", warehouse="cdnow", **query)


@pytest.fixture
def demo_page(open_page, demo_warehouse):
    """demo_page(**query): the page on the demo company."""
    return lambda **query: open_page("lifecycle", warehouse="demo", **query)


def test_cohorts_of_cdnow(cdnow_page, cdnow_warehouse, open_warehouse, assert_sound):
    app = cdnow_page()
    assert_sound(app)
    cells = frame_with(app, "cohort", "age_months", "share_in_base")
    assert cells[cells.age_months == 0].acquired.tolist() == [7_846, 8_476, 7_248]
    assert len(cells) == 18 + 17 + 16, "only what is observed: January to June 1998, no more"
    con = open_warehouse(cdnow_warehouse)
    january = cells[cells.cohort == "Jan 1997"].set_index("age_months")
    for age in (5, 6, 7, 12, 17):
        month_end = pd.Timestamp("1997-01-31") + pd.offsets.MonthEnd(age)
        params = {"cohort": pd.Timestamp("1997-01-01"), "month_end": month_end.date()}
        counted = con.execute(LEFT_OF_COHORT, params).fetchone()[0]
        assert january.in_base[age] == counted
        assert january.share_in_base[age] == pytest.approx(counted / 7_846)
    assert january.share_in_base[5] == 1, "nobody can be lost before the lapse window has passed"


def test_second_purchases_of_cdnow(cdnow_page, metrics, cdnow_warehouse, open_warehouse):
    """Everybody is observed for 52 weeks, so the estimate is the plain share."""
    con = open_warehouse(cdnow_warehouse)
    app = cdnow_page()
    again = frame_with(app, "weeks", "share").set_index("weeks")
    for weeks in (4, 13, 26, 52):
        counted = con.execute(SECOND_WITHIN, {"days": 7 * weeks}).fetchone()[0]
        assert again.share[weeks] == pytest.approx(counted / 23_570)
    assert metrics(app)["Bought again, 52 weeks"] == formats.percent(again.share[52])
    assert app.title[0].value.startswith(formats.percent(1 - again.share[52], 0))
    bought = con.execute(
        "select (select sum(bought) from second_purchase), count(*) from customer where frequency >= 1"
    )
    assert len(set(bought.fetchone())) == 1


def test_first_stays_of_cdnow(cdnow_page, metrics, cdnow_warehouse, open_warehouse):
    """Nobody is cut off in the first year, so the curve is the plain share of first stays that have not ended."""
    con = open_warehouse(cdnow_warehouse)
    app = cdnow_page()
    curve = frame_with(app, "survival", "hazard").set_index("age")
    for months in (6, 7, 12):
        ended = con.execute(
            """
            select count(*) from spell
            where spell_number = 1 and floor(date_diff('day', started_on, lost_on) / 30.4375) < $age
            """,
            {"age": months},
        ).fetchone()[0]
        assert curve.survival[months] == pytest.approx(1 - ended / 23_570)
    assert curve.survival[6] == 1
    assert metrics(app)["Median first stay"] == "7 months"
    assert (curve.low <= curve.survival).all()
    assert (curve.survival <= curve.high).all()


def test_money_of_cdnow(cdnow_page, metrics, cdnow_warehouse, open_warehouse):
    con = open_warehouse(cdnow_warehouse)
    app = cdnow_page()
    by_age = frame_with(app, "cumulative_value")
    brought = con.execute(
        """
        select sum(t.amount) from stg_transaction t join customer c using (customer_key)
        where c.cohort_month = date '1997-01-01' and t.ordered_on < date '1998-02-01'
        """
    ).fetchone()[0]
    row = by_age[(by_age.cohort == "Jan 1997") & (by_age.age_months == 12)]
    assert row.cumulative_value.tolist() == pytest.approx([float(brought) / 7_846])
    stack = frame_with(app, "period", "value")
    total = con.execute("select sum(amount) from stg_transaction").fetchone()[0]
    assert stack.value.sum() == pytest.approx(float(total))
    each = con.execute(
        """
        select sum(t.amount) from stg_transaction t join customer c using (customer_key)
        where t.ordered_on < c.cohort_month + interval 13 months
        """
    ).fetchone()[0]
    assert metrics(app)["Revenue, 12 months"] == formats.money(float(each) / 23_570, "USD")


def test_unobserved_cells_have_no_row(open_page, online_retail_warehouse, open_warehouse):
    con = open_warehouse(online_retail_warehouse)
    app = open_page("lifecycle", warehouse="online-retail")
    cells = frame_with(app, "cohort", "age_months", "share_in_base")
    months = con.execute("select count(distinct cohort_month) from cohort_age").fetchone()[0]
    assert len(cells) == months * (months + 1) / 2, "December 2011 is cut short and belongs to no cohort"
    assert cells.groupby("cohort").age_months.max().to_dict()["Nov 2011"] == 0
    quarters = open_page("lifecycle", warehouse="online-retail", grain="quarter")
    first = frame_with(quarters, "cohort", "age_months", "share_in_base").groupby("cohort").age_months.max()
    assert first.to_dict() == {"Q4 2010": 11, "Q1 2011": 8, "Q2 2011": 5, "Q3 2011": 2, "Q4 2011": 0}
    assert any("middle of the business" in text for text in texts(app))


def test_average_is_weighted_over_observed_cells_only(open_page, online_retail_warehouse, open_warehouse):
    con = open_warehouse(online_retail_warehouse)
    app = open_page("lifecycle", warehouse="online-retail")
    average = frame_with(app, "cohorts", "share_in_base").set_index("age_months")
    kept, behind = con.execute(
        """
        select sum(in_base) filter (where age_months = 8), sum(acquired) from cohort_age
        where cohort_month <= date '2011-03-01'
        """
    ).fetchone()
    assert average.acquired[8] == behind
    assert average.share_in_base[8] == pytest.approx(int(kept) / int(behind))


def test_regions_add_up_to_everybody(open_page, online_retail_warehouse, open_warehouse):
    con = open_warehouse(online_retail_warehouse)
    regions = [row[0] for row in con.execute("select distinct first_region from customer").fetchall()]
    keys, parts = ["cohort", "age_months"], []
    app = open_page("lifecycle", warehouse="online-retail")
    everybody = frame_with(app, *keys, "in_base").set_index(keys)
    for chosen in (regions[:1], regions[1:]):
        app.multiselect(key="filter_first_region_en").set_value(chosen).run()
        parts.append(frame_with(app, *keys, "in_base").set_index(keys)[["acquired", "in_base"]])
    added = parts[0].add(parts[1], fill_value=0).reindex(everybody.index)
    for column in ("acquired", "in_base"):
        assert added[column].tolist() == everybody[column].tolist()


def test_demo_says_that_newer_customers_leave_faster(demo_page, demo_warehouse, open_warehouse, assert_sound):
    con = open_warehouse(demo_warehouse)
    app = demo_page(grain="year")
    assert_sound(app)
    gone = dict(
        con.execute(
            """
            select cohort_year, 1 - sum(in_base) filter (where age_months = 12) / sum(acquired)
            from cohort_age where line = 'all' group by cohort_year
            """
        ).fetchall()
    )
    times = formats.decimal(gone[2024] / gone[2016], 1)
    assert app.title[0].value.endswith(f"those of 2024 leave {times} times as fast as those of 2016")
    cells = frame_with(app, "cohort", "age_months", "share_in_base").set_index(["cohort", "age_months"])
    assert 1 - cells.share_in_base["2024", 12] == pytest.approx(gone[2024])
    assert cells.loc["2025"].index.tolist() == [0], "those of December have not been seen any longer"


def test_contracts_have_no_second_purchase(demo_page, metrics, assert_sound):
    app = demo_page(line="contract")
    assert_sound(app)
    assert not any(label.startswith("Bought again") for label in metrics(app))
    assert "Contracts are renewed, not bought again" in texts(app)
    assert not any("Without a contract nobody" in text for text in texts(app))
    shop = demo_page(line="shop")
    assert any(label.startswith("Bought again") for label in metrics(shop))
    assert any("Without a contract nobody" in text for text in texts(shop))


def test_options_are_part_of_the_address(cdnow_page, address, assert_sound):
    app = cdnow_page(kept="active", align="calendar")
    assert_sound(app)
    cells = frame_with(app, "month", "share_active").set_index(["cohort", "month"])
    assert cells.acquired["Feb 1997", pd.Timestamp("1997-02-01")] == 8_476
    assert cells.share_active["Feb 1997", pd.Timestamp("1997-02-01")] == 1
    assert ("Feb 1997", pd.Timestamp("1997-01-01")) not in cells.index
    app.segmented_control(key="option_align_en").set_value("age").run()
    assert "align" not in address(app)
    assert address(app)["kept"] == ["active"]
    assert "share_active" in frame_with(app, "age_months", "active").columns


def test_an_option_that_is_not_there_is_named(cdnow_page):
    app = cdnow_page(align="sideways")
    assert not app.exception
    assert any("sideways" in block.value for block in app.warning)


def test_empty_choice_says_why(demo_page, demo_warehouse, open_warehouse, assert_sound):
    """A combination of values that each exist, but together belong to nobody."""
    nobody = (
        open_warehouse(demo_warehouse)
        .execute(
            """
            with value as (from dimension_value)
            select channel.value as first_channel, region.value as first_region, category.value as first_category,
                year.value as cohort_year
            from value as channel, value as region, value as category, value as year
            where channel.dimension = 'first_channel' and region.dimension = 'first_region'
                and category.dimension = 'first_category' and year.dimension = 'cohort_year'
                and not exists (
                    from customer as c where c.first_channel = channel.value and c.first_region = region.value
                        and c.first_category = category.value and c.cohort_year = cast(year.value as integer)
                )
            order by all limit 1
            """
        )
        .df()
    )
    assert len(nobody) == 1, "the demo company has customers in every cell; choose another case"
    app = demo_page(**nobody.iloc[0].to_dict())
    assert_sound(app)
    assert app.title[0].value == "No customers match these filters"
    assert not app.metric


def test_a_handful_of_customers_is_shown_without_a_breath_of_false_precision(
    open_page, online_retail_warehouse, assert_sound
):
    app = open_page("lifecycle", warehouse="online-retail", first_region="Belgium", cohort_year="2010")
    assert_sound(app)
    again = frame_with(app, "weeks", "share")
    assert again.share.isna().all(), "too few to judge"
    assert "Second purchases cannot be judged yet" in texts(app)


@pytest.mark.parametrize("query", [{}, {"line": "contract", "grain": "year"}, {"align": "calendar", "kept": "active"}])
def test_chinese_has_no_english_left(query, demo_page, assert_sound):
    app = demo_page(lang="zh_CN", **query)
    assert_sound(app)
    assert not [text for text in texts(app) if re.search("[A-Za-z]{3}", text.replace("Kaplan–Meier", ""))]
