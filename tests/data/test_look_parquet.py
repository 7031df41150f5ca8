"""A Parquet file of the firm's own is looked at before it is read: its columns under the names it gives them."""

import duckdb
import pytest

from data.intake.confined import unpack


@pytest.fixture
def delivered(tmp_path):
    """A small Parquet file of order lines."""
    path = tmp_path / "orders.parquet"
    with duckdb.connect() as connection:
        connection.sql(
            "select 'c' || (i % 7) as customer_id, date '2024-01-01' + cast(i as integer) as ordered_at, i * 1.5 as amount "
            "from range(40) as t(i)"
        ).write_parquet(str(path))
    return path


def test_parquet_is_looked_at_within_the_limits(delivered, tmp_path):
    (found,) = unpack([delivered], tmp_path, look=True)
    assert found.error == ""
    assert [part.format for part in found.parts] == ["parquet"]
    assert [column["name"] for column in found.looks[0]["columns"]] == ["customer_id", "ordered_at", "amount"]
