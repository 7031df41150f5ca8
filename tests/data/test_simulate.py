"""The demo company's tables keep the contract, add up, and are written whole in bounded memory."""

import dataclasses
import tracemalloc
from datetime import date

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from data.contract import TABLES
from data.simulate import COLUMNS, LABELS, TRUTH, simulate, write_parquet
from data.simulate.company import make_setting
from data.simulate.write import write_tables

END_ON = pd.Timestamp("2025-12-31")


def test_columns_are_those_of_the_contract(tables):
    assert {name: tuple(table.columns) for name, table in tables.items()} == COLUMNS
    for name, columns in COLUMNS.items():
        known = TABLES[name].field_names
        assert set(columns) <= set(known)
        assert {field.name for field in TABLES[name].fields if field.required} <= set(columns)


def test_truth_has_the_columns_it_publishes(truth):
    assert {name: tuple(table.columns) for name, table in truth.items()} == TRUTH


def test_same_seed_same_company_and_another_seed_another():
    first, again, other = (simulate(customers_per_year=60, seed=seed) for seed in (5, 5, 6))
    for name, table in first.tables.items():
        pd.testing.assert_frame_equal(table, again.tables[name])
    for name, table in first.truth.items():
        pd.testing.assert_frame_equal(table, again.truth[name])
    assert not first.tables["transaction"].equals(other.tables["transaction"])


def test_lines_add_up_and_stay_inside_the_ten_years(tables):
    lines = tables["transaction"]
    assert len(lines) <= 400_000
    money = lines["quantity"] * lines["unit_price"] - lines["discount"]
    assert (money - lines["amount"]).abs().max() < 0.0051
    assert lines["ordered_at"].is_monotonic_increasing
    assert lines["ordered_at"].min() >= pd.Timestamp("2016-01-01")
    assert END_ON <= lines["ordered_at"].max() < END_ON + pd.Timedelta(days=1)
    margin_rate = 1 - lines["cost"].sum() / lines["amount"].sum()
    assert 0.3 < margin_rate < 0.5


def test_returns_take_back_a_line_bought_before(tables):
    back = tables["transaction"].query("quantity < 0")
    bought = tables["transaction"].query("quantity > 0")
    assert 0.015 < len(back) / len(bought) < 0.03
    same = back.merge(bought, on=["order_id", "product_id", "customer_id"], suffixes=("", "_bought"))
    assert set(same["order_id"]) == set(back["order_id"])
    assert (same["ordered_at"] > same["ordered_at_bought"]).all()


def test_keys_are_unique_and_point_to_customers(tables):
    customers = set(tables["customer"]["customer_id"])
    assert len(customers) == len(tables["customer"]) == 20_000
    for name, key in (("contract", "contract_id"), ("campaign", "campaign_id"), ("trial", "trial_id")):
        assert tables[name][key].is_unique
    for name, columns in COLUMNS.items():
        if "customer_id" in columns:
            assert set(tables[name]["customer_id"]) <= customers
    orders = tables["transaction"].groupby("order_id")["customer_id"].nunique()
    assert (orders == 1).all()


def test_every_code_has_its_chinese_word(tables):
    coded = {
        "transaction": ("channel", "region", "category"), "contract": ("plan",), "campaign": ("kind", "channel"),
        "contact": ("arm", "channel"), "membership": ("tier",), "service": ("kind",), "customer": ("source", "gender"),
        "trial": ("decline_reason",), "spend": ("medium", "kind"), "plan": ("measure",), "event": ("label", "kind"),
    }  # fmt: skip
    found = {value for name, columns in coded.items() for column in columns for value in tables[name][column]}
    assert found - {""} <= set(LABELS)
    assert tables["transaction"]["region"].nunique() == tables["transaction"]["category"].nunique() == 6


def test_wrong_sizes_are_turned_away_with_a_hint(tmp_path):
    for wrong in ({"customers_per_year": 0}, {"years": 11}, {"end_on": date(2030, 12, 31)}):
        with pytest.raises(ValueError, match="Hint: "):
            simulate(**wrong)
    with pytest.raises(ValueError, match="Hint: "):
        write_parquet(tmp_path, customers=10_000_001)


def test_fewer_years_and_a_handful_of_customers_do():
    small = simulate(customers_per_year=3, years=1, end_on=date(2020, 2, 29))
    assert {name: tuple(table.columns) for name, table in small.tables.items()} == COLUMNS
    assert small.tables["transaction"]["ordered_at"].min() >= pd.Timestamp("2019-03-01")


def test_files_hold_what_simulate_gives(tmp_path):
    written = write_parquet(tmp_path, customers=600, seed=5)
    company = simulate(customers_per_year=60, seed=5)
    assert set(written) == set(COLUMNS)
    for name, paths in written.items():
        found = pd.concat([pq.read_table(path).to_pandas() for path in paths], ignore_index=True)
        assert tuple(found.columns) == COLUMNS[name]
        expected = company.tables[name]
        for column in COLUMNS[name]:
            kind = expected[column].dtype
            pd.testing.assert_series_equal(found[column].astype(kind), expected[column], check_exact=True)


def test_truth_is_written_beside_the_files_and_is_none_of_them(tmp_path):
    written = write_parquet(tmp_path / "delivered", customers=600, seed=5, truth_folder=tmp_path / "truth")
    company = simulate(customers_per_year=60, seed=5)
    assert sorted(path.stem for path in (tmp_path / "truth").iterdir()) == sorted(TRUTH)
    for name, expected in company.truth.items():
        found = pq.read_table(tmp_path / "truth" / f"{name}.parquet").to_pandas()
        assert tuple(found.columns) == TRUTH[name]
        for column in TRUTH[name]:
            pd.testing.assert_series_equal(found[column].astype(expected[column].dtype), expected[column])
    assert {path.parent.name for paths in written.values() for path in paths} == {"delivered"}
    assert sorted(path.stem for path in (tmp_path / "delivered").iterdir()) == sorted(COLUMNS)


def test_days_are_dates_and_moments_are_moments(tmp_path):
    paths = write_parquet(tmp_path, customers=200)
    kinds = {}
    for name in ("transaction", "contract", "spend"):
        with duckdb.connect() as connection:
            described = connection.sql("describe from read_parquet($path)", params={"path": str(paths[name][0])})
            kinds |= {row[0]: row[1] for row in described.fetchall()}
    assert kinds["started_on"] == kinds["ended_on"] == kinds["period"] == "DATE"
    assert kinds["ordered_at"].startswith("TIMESTAMP")
    assert kinds["category"] == kinds["customer_id"] == "VARCHAR"


def test_chunks_join_without_overlap_and_in_bounded_memory(tmp_path):
    """Four times the customers in chunks of the same size: about the same peak of memory, all ids different."""
    peaks = []
    for chunks in (1, 4):
        setting = make_setting(customers=300 * chunks, years=10, end_on=END_ON.date(), seed=3, stationary=False)
        setting = dataclasses.replace(setting, chunk_customers=300)
        tracemalloc.start()
        written = write_tables(tmp_path / str(chunks), setting)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        ids = pq.read_table(written["customer"][0])["customer_id"].to_pandas()
        assert ids.is_unique
        assert len(ids) == 300 * chunks
    assert peaks[1] < 1.4 * peaks[0]
