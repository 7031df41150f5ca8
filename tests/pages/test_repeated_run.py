"""A page that was drawn once is drawn again from what is at hand: that is what makes it quick for many readers."""

from collections import Counter

import pytest

from data import store
from ui import warehouse
from ui.page_list import PAGES

MOST_READS = 40  # results taken from the cache in one run; one for every label of a filter would be hundreds


@pytest.fixture
def calls(monkeypatch):
    """Calls of the functions that open a warehouse and of those that take a result from the cache, since cleared."""
    counted = Counter()

    def count(module, name):
        real = getattr(module, name)

        def counting(*args, **kwargs):
            counted[name] += 1
            result = real(*args, **kwargs)
            if name in ("query", "read_table") and warehouse.PERSONAL & set(result.columns):
                counted["personal"] += 1
            return result

        monkeypatch.setattr(module, name, counting)

    for name in ("_cursor", "query", "read_table"):
        count(store, name)
    for name in ("_read", "_query"):
        count(warehouse, name)
    return counted


@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_a_second_run_asks_the_warehouse_nothing_but_names(path, open_page, demo_warehouse, assert_sound, calls):
    app = open_page(path, warehouse="demo")
    calls.clear()
    assert_sound(app.run())
    # Personal values alone are read anew: they are kept in no cache.
    assert calls["_cursor"] == calls["query"] + calls["read_table"] == calls["personal"] <= 2
    assert calls["_read"] + calls["_query"] <= MOST_READS


def test_labels_of_the_filters_follow_the_language(open_page, demo_warehouse):
    def offered(lang):
        app = open_page("acquisition-churn", warehouse="demo", lang=lang)
        return next(box.options for box in app.selectbox if box.label in ("From", "从"))

    english, chinese = offered("en"), offered("zh_CN")
    assert len(english) == len(chinese) > 100
    assert english[60].startswith("Jan ")
    assert chinese[60].endswith("年1月")
