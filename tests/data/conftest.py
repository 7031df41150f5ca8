"""The demo company, simulated once for the tests of this folder, and staging of small files written in a test."""

import duckdb
import pytest

from builder.run import Order, read_files, stage_files
from data.marts import open_build
from data.settings import Settings
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


def _stager(folder):
    """A function that stages small files in `folder`, and the list of connections it opens."""
    opened = []

    def stage_these(delivered, *, given=None, **settings):
        work = folder / f"work-{len(opened)}"
        work.mkdir()
        files = {}
        for table, contents in delivered.items():
            for name, content in contents.items():
                path = work / name
                path.write_bytes(content.encode() if isinstance(content, str) else content)
                files.setdefault(table, []).append(path)
        con = open_build(work, memory_gib=1)
        opened.append(con)
        stage_files(con, read_files(con, Order("test", files, given or {}, Settings(**settings)), work))
        return con

    return stage_these, opened


@pytest.fixture
def staged(tmp_path):
    """staged({table: {file name: text or bytes}}, given=..., **settings): a connection to the staged tables."""
    stage_these, opened = _stager(tmp_path)
    yield stage_these
    for con in opened:
        con.close()


@pytest.fixture(scope="module")
def staged_once(tmp_path_factory):
    """The same, for tables that all tests of a module read."""
    stage_these, opened = _stager(tmp_path_factory.mktemp("staged"))
    yield stage_these
    for con in opened:
        con.close()
