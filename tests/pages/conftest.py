"""Pages run as readers run them: inside the frame, on real warehouses, without a browser."""

import shutil

import duckdb
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from ui import i18n


@pytest.fixture(autouse=True)
def english():
    """Formats in the tests themselves are the English ones."""
    i18n.set_language("en")


@pytest.fixture
def open_page(repository, warehouses_root, monkeypatch, tmp_path):
    """open_page(path, warehouse=name, lang=..., first_region=[...]): the page after its first run."""
    monkeypatch.setenv("WAREHOUSES_DIR", str(warehouses_root))
    monkeypatch.setenv("WORKSPACE_DIR", str(tmp_path / "workspace"))

    def run(path, **query):
        app = AppTest.from_file(str(repository / "ui" / "main.py"), default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        # The page's own run is the first: `switch_page` would need one of another page before it.
        app._page_hash = calc_hash(path)
        app.run()
        assert app._finished_page_script_hash == calc_hash(path)
        return app

    return run


@pytest.fixture
def address():
    """address(app): the URL's parameters, each a list."""
    return lambda app: {k: v if isinstance(v, list) else [v] for k, v in dict(app.query_params).items()}


@pytest.fixture
def metrics():
    """metrics(app): label -> value of every card."""
    return lambda app: {metric.label: metric.value for metric in app.metric}


@pytest.fixture
def assert_sound():
    """assert_sound(app): no exception, no error box, one headline."""

    def check(app):
        assert [error.value for error in app.exception] == []
        assert [error.value for error in app.error] == []
        assert len(app.title) == 1
        assert app.title[0].value

    return check


@pytest.fixture
def open_warehouse(tmp_path):
    """open_warehouse(path): a read-only connection of the test's own, on a copy.

    The pages read the file in this process with other settings, and DuckDB refuses two of them on one file.
    """
    opened = []

    def open_copy(path):
        opened.append(duckdb.connect(str(shutil.copy(path, tmp_path)), read_only=True))
        return opened[-1]

    yield open_copy
    for connection in opened:
        connection.close()
