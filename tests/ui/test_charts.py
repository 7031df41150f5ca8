"""Figures are drawn once for all readers who would see the same, and again for those who would not."""

import plotly.graph_objects as go
import pytest

from ui import charts, i18n, warehouse


@pytest.fixture
def drawn(cdnow_warehouse, cdnow_tenth_warehouse, warehouses_root, monkeypatch):
    """drawn(**depends_on): ask for the figure; drawn.times: how often it was really made."""
    monkeypatch.setenv("WAREHOUSES_DIR", str(warehouses_root))
    warehouse.use("cdnow")
    made = []

    def ask(**depends_on):
        return charts.figure("of_this_test", lambda: made.append(1) or go.Figure(), **depends_on)

    ask.times = lambda: len(made)
    charts._drawn.clear()
    yield ask
    i18n.set_language("en")


def test_the_same_view_is_drawn_once(drawn):
    assert drawn(first_region=["A"], line="all") is drawn(line="all", first_region=["A"])
    assert drawn.times() == 1


def test_another_filter_language_or_warehouse_is_another_figure(drawn):
    drawn(line="all")
    drawn(line="shop")
    i18n.set_language("zh_CN")
    drawn(line="all")
    i18n.set_language("en")
    warehouse.use("cdnow-tenth")
    drawn(line="all")
    assert drawn.times() == 4


def test_figures_are_set_in_the_page_s_family(drawn):
    assert drawn().layout.font.family == charts.FONT
