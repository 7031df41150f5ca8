"""The audit pages: what is shown equals direct SQL, published shares, identities; gaps are said in words."""

import pandas as pd
import pytest

from analytics import audit
from data import store
from ui import formats

PAGES = ("audit", "profitability", "channels")


def frame_of(app, column):
    return next(frame.value for frame in app.dataframe if column in frame.value.columns)


def texts(app):
    blocks = (*app.title, *app.subheader, *app.markdown, *app.caption, *app.info, *app.warning)
    return "\n".join(block.value for block in blocks)


def titles(app):
    return [block.value for block in (*app.title, *app.subheader)]


# --- how customers differ --------------------------------------------------------------------------------------------


def test_cdnow_top_shares_are_the_published_ones(open_page, cdnow_warehouse, assert_sound):
    app = open_page("audit", warehouse="cdnow", year="all")
    assert_sound(app)
    assert "The best 10% of the customers bring 50.9% of the revenue, the best 20% bring 67.8%" in titles(app)


@pytest.mark.parametrize("name", ["cdnow", "demo"])
def test_tenths_equal_a_direct_ranking(name, open_page, request, open_warehouse):
    con = open_warehouse(request.getfixturevalue(f"{name}_warehouse"))
    app = open_page("audit", warehouse=name, year="all")
    shown = frame_of(app, "part")
    direct = con.execute(
        """
        with ranked as (
            select revenue, margin, row_number() over (order by margin desc, customer_key) as position, count(*) over () as size
            from customer
        )
        select ceil(ceil(100.0 * position / size) / 10) as part, count(*) as customers, sum(margin)::double as margin
        from ranked group by part order by part
        """
    ).df()
    assert shown["customers"].tolist() == direct["customers"].tolist()
    assert shown["margin"].to_numpy() == pytest.approx(direct["margin"].to_numpy())
    product = shown["customers"] * shown["days_per_customer"] * shown["revenue_per_day"]
    rate = shown.get("margin_rate", 100.0) / 100
    assert (product * rate).to_numpy() == pytest.approx(shown["margin"].to_numpy())


def test_filtered_shares_hold_the_exact_ones_within_their_error(demo_warehouse):
    """Bins of the whole year against its hundredths."""
    bins = store.query(
        demo_warehouse, "audit_years", dict.fromkeys(("first_channel", "first_region", "first_category", "cohort_year"))
    )
    for year in (2018, 2025):
        exact = store.read_table(
            demo_warehouse, "concentration", {"measure": "margin", "scope": "year", "scope_value": str(year)}
        )
        exact = audit.tenths_of_hundredths(exact)
        near = audit.tenths_of_bins(bins[bins["year_start"].dt.year == year])
        assert near["margin"].sum() == pytest.approx(exact["margin"].sum())
        assert near["margin"].iloc[0] == pytest.approx(exact["margin"].iloc[0], rel=0.01)


# --- what changed ----------------------------------------------------------------------------------------------------


def test_the_bridge_goes_from_year_to_year_to_the_cent(demo_warehouse, open_page, open_warehouse):
    con = open_warehouse(demo_warehouse)
    lines = frame_of(open_page("audit", warehouse="demo", first_channel="Store", year="2024"), "line")["amount"]
    profits = con.execute(
        """
        select year(year_start) as year, sum(profit)::double as profit from year_value
        where first_channel = 'Store' and year(year_start) in (2023, 2024) group by 1 order by 1
        """
    ).df()["profit"]
    assert [lines.iloc[0], lines.iloc[-1]] == pytest.approx(profits.tolist(), abs=0.005)
    assert lines.iloc[:-1].sum() == pytest.approx(lines.iloc[-1], abs=0.005)
    assert len(lines) == 8


@pytest.mark.parametrize("name", ["cdnow", "demo", "online_retail"])
def test_changes_of_a_year_add_up_to_both_years(name, request, open_warehouse):
    """In decimals: nothing may hide in the rounding of floats."""
    con = open_warehouse(request.getfixturevalue(f"{name}_warehouse"))
    wrong = con.execute(
        """
        with totals as (select year_start, sum(margin) as margin, sum(customers) as customers from year_value group by 1),
        moved as (
            select year_start, sum(before_margin) as before_margin, sum(after_margin) as after_margin,
                sum(customers) filter (where change <> 'left') as customers
            from year_change group by 1
        )
        select * from moved as m
        join totals as now on now.year_start = m.year_start
        left join totals as past on past.year_start = m.year_start - interval 12 month
        where m.after_margin <> now.margin or m.customers <> now.customers
            or m.before_margin <> coalesce(past.margin, 0)
        """
    ).fetchall()
    assert wrong == []


def test_a_year_cut_short_is_never_compared_in_silence(cdnow_warehouse, open_page):
    app = open_page("audit", warehouse="cdnow", year="1998")
    assert "In the observed part of 1998" in app.title[0].value
    assert [w.value for w in app.warning if "1998 is observed from Jan 1, 1998 to Jun 30, 1998 only" in w.value]
    assert "1997 and 1998 were not both observed whole" in texts(app)
    whole = open_page("audit", warehouse="cdnow")
    assert not whole.warning
    assert "There is no year before to compare 1997 with" in titles(whole)


# --- cohorts ---------------------------------------------------------------------------------------------------------


def test_cohorts_equal_direct_sums(demo_warehouse, open_page, open_warehouse):
    con = open_warehouse(demo_warehouse)
    shown = frame_of(open_page("audit", warehouse="demo"), "value_12").set_index("cohort_year")
    acquired, value = con.execute(
        """
        select sum(acquired), sum(margin) filter (where age_months <= 12)::double from cohort_age
        where line = 'all' and year(cohort_month) = 2019
        """
    ).fetchone()
    assert shown.at["2019", "acquired"] == acquired
    assert shown.at["2019", "value_12"] == pytest.approx(value / acquired)
    assert shown.loc["2025", ["value_12", "value_24", "value_36"]].isna().all()
    assert pd.isna(shown.at["2024", "value_24"])


# --- tiers -----------------------------------------------------------------------------------------------------------


def test_tiers_equal_direct_counts(demo_warehouse, open_page, assert_sound, open_warehouse):
    con = open_warehouse(demo_warehouse)
    app = open_page("profitability", warehouse="demo", year="2025")
    assert_sound(app)
    shown = frame_of(app, "profit_share")
    total, losing = con.execute(
        """
        select sum(profit)::double, sum(profit) filter (where value_bin = -1)::double from year_value
        where year(year_start) = 2025
        """
    ).fetchone()
    assert shown["profit"].sum() == pytest.approx(total)
    assert shown["profit"].iloc[-1] == pytest.approx(losing)
    assert losing < 0
    assert formats.short(shown["customers"].iloc[-1]) in app.title[0].value
    assert frame_of(app, "value_share")["value_share"].iloc[-1] == pytest.approx(100)


def test_missing_cost_is_said_with_how_to_deliver_it(cdnow_warehouse, open_page, assert_sound):
    app = open_page("profitability", warehouse="cdnow")
    assert_sound(app)
    assert "service_cost" in texts(app)
    assert "margin" in texts(app)


# --- channels --------------------------------------------------------------------------------------------------------


def test_channels_equal_direct_counts(demo_warehouse, open_page, assert_sound, open_warehouse):
    con = open_warehouse(demo_warehouse)
    app = open_page("channels", warehouse="demo")
    assert_sound(app)
    share = con.execute(
        "select sum(customers) filter (where channel_count > 1) / sum(customers)::double from channel_mix"
    ).fetchone()[0]
    assert app.title[0].value.startswith(f"{formats.percent(share)} of the customers buy in several channels")
    assert "association" in texts(app)
    mixes, moves = frame_of(app, "mix"), frame_of(app, "moved_share")
    assert mixes["customers"].sum() == moves["customers"].sum()
    one = open_page("channels", warehouse="demo", first_channel="Web")
    assert frame_of(one, "moved_share")["first"].tolist() == ["Web"]


def test_one_channel_is_said(cdnow_warehouse, open_page):
    assert open_page("channels", warehouse="cdnow").title[0].value == "These data know one channel only"


# --- every page ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES)
def test_pages_open_in_chinese_on_the_demo(path, demo_warehouse, open_page, assert_sound):
    app = open_page(path, warehouse="demo", lang="zh_CN", first_region="East China")
    assert_sound(app)
    said = texts(app)
    assert "{" not in said
    assert not [line for line in said.splitlines() if " the " in line]


def test_nobody_is_said(demo_warehouse, open_page, open_warehouse):
    names = ("first_channel", "first_region", "first_category", "cohort_year")
    cell = (
        open_warehouse(demo_warehouse)
        .execute(
            """
            select channel.value, region.value, category.value, year.value
            from dimension_value channel, dimension_value region, dimension_value category, dimension_value year
            where channel.dimension = 'first_channel' and region.dimension = 'first_region'
                and category.dimension = 'first_category' and year.dimension = 'cohort_year'
                and not exists (
                    from customer c where c.first_channel = channel.value and c.first_region = region.value
                        and c.first_category = category.value and cast(c.cohort_year as varchar) = year.value)
            limit 1
            """
        )
        .fetchone()
    )
    for path in PAGES[:2]:
        app = open_page(path, warehouse="demo", **dict(zip(names, map(str, cell), strict=True)))
        assert app.title[0].value == "No customers match these filters"
