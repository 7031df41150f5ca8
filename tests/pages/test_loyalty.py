"""Loyalty as far as the tables tell: counted by hand, refused in words where nothing was delivered."""

import pandas as pd
import pytest

from analytics import loyalty_measures


def loyalty_of(app):
    return next(frame.value for frame in app.dataframe if "meaning" in frame.value.columns).set_index("name")


@pytest.fixture(scope="module")
def surveyed_warehouse(built_once, tmp_path_factory):
    """120 customers of 2022 and 2023, a survey from 0 to 10, promotion codes; small enough to count."""
    folder = tmp_path_factory.mktemp("surveyed")
    days = pd.Timestamp("2022-01-01") + pd.to_timedelta([n * 3 for n in range(120)], unit="D")
    first = pd.DataFrame({"customer_id": range(120), "order_date": days, "amount": 50.0, "promotion": None})
    again = first[:60].assign(order_date=days[:60] + pd.Timedelta(days=200), promotion="SPRING")
    late = first[60:90].assign(order_date=days[60:90] + pd.Timedelta(days=380), amount=150.0)
    orders = pd.concat([first, again, late])
    orders.to_csv(folder / "orders.csv", index=False)
    survey = pd.DataFrame(
        {
            "customer_id": range(100),
            "surveyed_on": "2023-01-15",
            "satisfaction": [1, 5] * 50,
            "recommend": [10] * 40 + [8] * 30 + [3] * 30,
        }
    )
    old = survey.assign(surveyed_on="2020-01-01", recommend=0)  # too long ago to count
    pd.concat([survey, old]).to_csv(folder / "survey.csv", index=False)
    path = built_once("surveyed", folder / "orders.csv", "--table", f"survey={folder / 'survey.csv'}", "--no-models")
    return path, orders


def test_measures_equal_a_count_by_hand(surveyed_warehouse, connect):
    path, orders = surveyed_warehouse
    with connect(path) as con:
        parts = con.execute(
            "select measure, sum(customers) as customers, sum(part) as part, sum(whole) as whole from loyalty group by measure"
        ).df()
    found = loyalty_measures.measured(parts).set_index("measure")
    by_customer = orders.sort_values("order_date").groupby("customer_id")["order_date"]
    first, as_of = by_customer.min(), orders["order_date"].max()
    waited = first[first + pd.Timedelta(days=365) <= as_of].index
    back = [(by_customer.get_group(c).sub(first[c]).dt.days.between(1, 365)).any() for c in waited]
    assert found.loc["repeat", "value"] == pytest.approx(sum(back) / len(back))
    assert found.loc["repeat", "low"] < sum(back) / len(back) < found.loc["repeat", "high"]
    recent = orders[orders["order_date"] > as_of - pd.DateOffset(months=12)]
    promoted = recent.loc[recent["promotion"].notna(), "amount"].sum() / recent["amount"].sum()
    assert found.loc["promotion_revenue", "value"] == pytest.approx(promoted)
    share = recent.assign(on=recent["promotion"].notna()).groupby("customer_id")["on"].mean()
    assert found.loc["promotion_customers", "value"] == pytest.approx((share >= 0.5).mean())
    assert found.loc["nps", "value"] == pytest.approx(0.4 - 0.3)
    assert found.loc["nps", "customers"] == 100
    assert found.loc["satisfaction_mean", "value"] == pytest.approx(3.0)
    assert not {"loyalty_mean", "referrals"} & set(found.index)


def test_what_was_not_delivered_is_refused_in_words(open_page, assert_sound, cdnow_tenth_warehouse, connect):
    app = open_page("segments", warehouse="cdnow-tenth")
    assert_sound(app)
    shown = loyalty_of(app)
    assert list(shown.index) == ["Repeat rate"]
    said = next(block.value for block in app.caption if "Not stated" in block.value)
    assert "needs a survey table" in said
    assert "Share of wallet" in said


def test_too_few_customers_and_no_whole_state_nothing():
    parts = pd.DataFrame(
        [("repeat", 29, 10.0, 29.0), ("promotion_revenue", 50, 0.0, 0.0), ("promoters", 40, 40.0, 40.0)],
        columns=["measure", "customers", "part", "whole"],
    )
    found = loyalty_measures.measured(parts)
    assert found["measure"].tolist() == ["promoters"]
    assert found.loc[0, "high"] == 1.0
    assert loyalty_measures.measured(parts[:0]).empty
