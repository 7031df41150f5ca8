"""The people of the demo company, their club, contacts, trials and answers."""

import re

import numpy as np

SPENT_IN_RUNNING_YEAR = """
select m.customer_id, any_value(m.qualifying_amount) as stated,
       coalesce(sum(t.amount) filter (where cast(t.ordered_at as date) between
           cast(m.expires_on as date) - 364 and cast(m.expires_on as date)), 0) as counted
from membership m left join "transaction" t using (customer_id)
where m.expires_on >= date '2025-12-31' group by m.customer_id
"""
CONTACTED_DESPITE_REFUSAL = """
select count(*) from contact c where exists (
    select 1 from consent d where d.customer_id = c.customer_id and d.channel = c.channel
    and not d.allowed and d.changed_on < c.contacted_on - interval 14 day)
"""


def test_they_cannot_be_real(tables):
    people = tables["customer"]
    assert people["phone"].str.replace(r"^\+86|\D", "", regex=True).str.match(r"100\d{8}$").all()
    assert people["email"].dropna().str.match(r"[a-z._0-9]+@example\.(com|cn)$").all()


def test_names_are_chinese_latin_and_english(tables):
    chinese = tables["customer"]["name"].map(lambda name: bool(re.search("[一-鿿]", name)))
    assert 0.8 < chinese.mean() < 0.95


def test_members_have_spent_what_their_card_says(tables, tables_in_database):
    """Amount of the running membership year, counted from the transactions by SQL."""
    counted = tables_in_database.sql(SPENT_IN_RUNNING_YEAR).df()
    assert len(counted) > 500
    np.testing.assert_allclose(counted["stated"], counted["counted"].clip(lower=0), atol=0.01)
    share = tables["membership"]["tier"].value_counts(normalize=True)
    assert share["Silver"] > share["Gold"] > share["Platinum"] > 0.01


def test_wednesday_is_the_best_day_to_write(tables):
    test = tables["contact"].query("arm == 'test'")
    opened = test.groupby(test["contacted_on"].dt.day_of_week)["opened"].mean()
    delivered = test.groupby(test["contacted_on"].dt.day_of_week)["delivered"].mean()
    assert opened.idxmax() == 2
    assert delivered.is_monotonic_decreasing


def test_refusals_are_nearly_always_respected(tables, tables_in_database):
    breaches = tables_in_database.sql(CONTACTED_DESPITE_REFUSAL).fetchall()[0][0]
    assert 0 < breaches < 0.01 * len(tables["contact"])


def test_trials_convert_into_contracts(tables):
    trial, contract = tables["trial"], tables["contract"]
    converted = trial.dropna(subset=["converted_on"])
    assert 0.08 < len(converted) / len(trial) < 0.15
    started = converted.merge(contract, left_on=["customer_id", "converted_on"], right_on=["customer_id", "started_on"])
    assert len(started) == len(converted)
    assert converted["active_days"].mean() > 2 * trial["active_days"].mean()
    assert (trial["decline_reason"] != "")[trial["converted_on"].notna()].sum() == 0


def test_the_dissatisfied_leave_sooner(tables, truth):
    asked = tables["survey"].merge(truth["customer"][["customer_id", "left_on"]], on="customer_id")
    gone = (asked["left_on"] - asked["surveyed_on"]).dt.days.between(0, 365)
    assert gone[asked["satisfaction"] <= 5].mean() > gone[asked["satisfaction"] >= 8].mean() + 0.05
    for column in ("satisfaction", "expectation", "experience", "loyalty"):
        assert asked[column].between(1, 10).all()
    assert asked["recommend"].between(0, 10).all()
