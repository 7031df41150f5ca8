"""The demo company, simulated once for the tests of this folder."""

import duckdb
import pytest

from data.simulate import simulate


@pytest.fixture(scope="session")
def demo_company():
    """The usual company: 20,000 customers in ten years, with its truth."""
    return simulate()


@pytest.fixture(scope="session")
def tables(demo_company):
    """Tables of the usual company by name."""
    return demo_company.tables


@pytest.fixture(scope="session")
def truth(demo_company):
    """What is true of the usual company, by name."""
    return demo_company.truth


@pytest.fixture
def tables_in_database(tables):
    """An in-memory DuckDB with the company's tables under their names."""
    with duckdb.connect() as connection:
        for name, table in tables.items():
            connection.register(name, table)
        yield connection
