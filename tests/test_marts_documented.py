"""data/marts.toml describes every published table and column of a real build, and nothing else."""

import tomllib

import pytest

# Staging is kept for tracing a figure back to its rows; it is described by the contract, not by marts.toml.
STAGING_PREFIXES = ("raw_", "stg_")
UNITS = {
    "customers",
    "days",
    "months",
    "money",
    "money (decimal)",
    "rate",
    "date",
    "code",
    "key",
    "count",
    "number",
    "flag",
    "text",
    "json",
}


@pytest.fixture(scope="module")
def described(repository):
    """Table -> its description in marts.toml."""
    return tomllib.loads((repository / "data" / "marts.toml").read_text(encoding="utf-8"))


@pytest.fixture(params=["cdnow_warehouse", "online_retail_warehouse", "demo_warehouse"])
def built(request, open_warehouse):
    """(table, column) as they are in a real build."""
    connection = open_warehouse(request.getfixturevalue(request.param))
    columns = connection.execute("select table_name, column_name from information_schema.columns").fetchall()
    return {(table, column) for table, column in columns if not table.startswith(STAGING_PREFIXES)}


def test_every_built_column_is_described_and_every_described_one_is_built(built, described):
    promised = {(table, column) for table, entry in described.items() for column in entry["columns"]}
    assert sorted(built - promised) == [], "built, but not described in data/marts.toml"
    assert sorted(promised - built) == [], "described in data/marts.toml, but not built"


def test_each_description_has_grain_unit_and_meaning(described):
    for table, entry in described.items():
        assert entry["grain"].strip(), table
        for column, facts in entry["columns"].items():
            assert facts["unit"] in UNITS, f"{table}.{column}"
            assert len(facts["meaning"]) > 2, f"{table}.{column}"


def test_rates_lie_between_zero_and_one(open_warehouse, cdnow_warehouse, described):
    connection = open_warehouse(cdnow_warehouse)
    for table, entry in described.items():
        rates = [column for column, facts in entry["columns"].items() if facts["unit"] == "rate"]
        frame = connection.table(table).select(*rates).df() if rates else None
        for column in rates:
            values = frame[column].dropna()
            assert values.between(0, 1).all(), f"{table}.{column}"


def test_money_marked_decimal_is_stored_as_decimal(open_warehouse, cdnow_warehouse, described):
    connection = open_warehouse(cdnow_warehouse)
    for table, entry in described.items():
        types = dict(zip(connection.table(table).columns, map(str, connection.table(table).types), strict=True))
        for column, facts in entry["columns"].items():
            if facts["unit"] == "money (decimal)":
                assert types[column].startswith("DECIMAL"), f"{table}.{column} is {types[column]}"
