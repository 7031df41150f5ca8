"""Figures on a page equal a count made directly from the warehouse, by a way of its own."""

from datetime import date

import pandas as pd
import pytest

from ui import formats

# The base by definition, from purchase days alone: bought at most L days ago.
BASE = """
    select count(*) from (
        select customer_key, max(ordered_on) as last_on from stg_transaction
        where is_purchase and ordered_on <= $day group by customer_key
    ), build_info where date_diff('day', last_on, $day) <= lapse_days
"""


def test_health_on_cdnow(open_page, metrics, cdnow_warehouse, open_warehouse):
    con = open_warehouse(cdnow_warehouse)
    shown = metrics(open_page("health", warehouse="cdnow"))
    base = con.execute(BASE, {"day": date(1998, 6, 30)}).fetchone()[0]
    acquired, revenue = con.execute(
        """
        select
            (select count(*) from (select min(ordered_on) as first_on from stg_transaction group by customer_key)
             where first_on > date '1997-06-30'),
            (select sum(amount) from stg_transaction where ordered_on > date '1997-06-30')
        """
    ).fetchone()
    value, at_risk = con.execute("select sum(value_36m), sum(value_at_risk) from customer where in_base").fetchone()
    assert shown["Customer base"] == formats.short(base)
    assert shown["Acquired, 12 mo."] == formats.short(acquired)
    assert shown["Revenue, 12 mo."] == formats.money(float(revenue), "USD")
    assert shown["Value, 36 mo."] == formats.money(value, "USD")
    assert shown["Value at risk"] == formats.money(at_risk, "USD")


@pytest.mark.parametrize("region", ["Germany", "United Kingdom"])
def test_health_under_a_filter(region, open_page, metrics, online_retail_warehouse, open_warehouse):
    con = open_warehouse(online_retail_warehouse)
    shown = metrics(open_page("health", warehouse="online-retail", first_region=region))
    base, acquired = con.execute(
        """
        select
            count(*) filter (where in_base),
            count(*) filter (where first_on between date '2010-12-01' and date '2011-11-30')
        from customer where first_region = $region
        """,
        {"region": region},
    ).fetchone()
    assert shown["Customer base"] == formats.short(base)
    assert shown["Acquired, 12 mo."] == formats.short(acquired)


def test_movement_table_reconciles_with_purchase_days(open_page, cdnow_warehouse, open_warehouse):
    con = open_warehouse(cdnow_warehouse)
    app = open_page("acquisition-churn", warehouse="cdnow")
    table = next(frame.value for frame in app.dataframe if "opening" in frame.value.columns)
    assert len(table) == 18
    assert (table.opening + table.acquired + table.won_back - table.lost == table.closing).all()
    ends = pd.date_range("1997-01-31", periods=18, freq="ME")[::-1]
    counted = [con.execute(BASE, {"day": day.date()}).fetchone()[0] for day in ends]
    assert table.closing.tolist() == counted
    assert table.acquired.sum() == 23_570


def test_quarters_and_a_range_of_periods(open_page, cdnow_warehouse):
    app = open_page("acquisition-churn", warehouse="cdnow", grain="quarter", period_from="1997-04-01")
    table = next(frame.value for frame in app.dataframe if "opening" in frame.value.columns)
    assert table.period.tolist() == ["Q2 1998", "Q1 1998", "Q4 1997", "Q3 1997", "Q2 1997"]
    assert table.opening.iloc[-1] == 23_570


def test_quality_reconciles_to_the_cent(open_page, metrics, cdnow_warehouse, online_retail_warehouse, open_warehouse):
    app = open_page("quality", warehouse="cdnow")
    check = next(frame.value for frame in app.dataframe if "money" in frame.value.columns)
    assert check["rows"].tolist() == [69_659, 69_659, 0, 0]
    assert check.money.tolist()[:2] == ["$2,500,315.63"] * 2
    app = open_page("quality", warehouse="online-retail")
    rejected = open_warehouse(online_retail_warehouse).execute("select count(*) from rejects").fetchone()[0]
    reasons = next(frame.value for frame in app.dataframe if "why" in frame.value.columns)
    assert reasons["rows"].sum() == rejected


def test_clv_total_and_top_customers(open_page, metrics, cdnow_warehouse, open_warehouse):
    con = open_warehouse(cdnow_warehouse)
    app = open_page("clv", warehouse="cdnow")
    total = con.execute("select sum(value_36m) from customer").fetchone()[0]
    assert metrics(app)["Value, all customers"] == formats.money(total, "USD")
    top = next(frame.value for frame in app.dataframe if "value_36m" in frame.value and "customer_id" in frame.value)
    best = con.execute("select customer_key from customer order by value_36m desc, customer_key limit 25").fetchall()
    assert [int(key) for key in top.customer_key] == [key for (key,) in best]


def test_one_customer(open_page, address, metrics, cdnow_warehouse, open_warehouse):
    con = open_warehouse(cdnow_warehouse)
    key, customer_id, value = con.execute(
        "select customer_key, customer_id, value_36m from customer order by value_36m desc, customer_key limit 1"
    ).fetchone()
    app = open_page("one-customer", warehouse="cdnow")
    app.text_input[0].set_value(customer_id).run()
    assert address(app)["customer"] == [str(key)]
    assert metrics(app)["Value, 36 months"] == formats.money(value, "USD")
    app.text_input[0].set_value("nobody-of-that-name").run()
    assert "customer" not in address(app)
    assert any("nobody" in block.value for block in app.info)


def test_a_viewer_sees_no_customer_id(open_page, cdnow_warehouse, monkeypatch):
    monkeypatch.setenv("CUSTOMER_ASSET_ROLE", "viewer")
    app = open_page("one-customer", warehouse="cdnow", customer="7592")
    assert any("0•••••" in block.value for block in app.caption)
    assert not any("07592" in block.value for block in (*app.title, *app.markdown, *app.caption))
    app = open_page("clv", warehouse="cdnow")
    top = next(frame.value for frame in app.dataframe if "value_36m" in frame.value and "customer_id" in frame.value)
    assert set(top.customer_id.str.slice(1)) == {"•••••"}
