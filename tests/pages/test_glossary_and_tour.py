"""The glossary holds every definition and can be searched; the tour begins at the bare address alone and can be ended."""

import pytest
from streamlit.testing.v1 import AppTest

from ui.definitions import DEFINITIONS


def entries(app):
    return [block.value for block in app.main.markdown if block.value.startswith("**")]


def test_glossary_holds_every_definition_in_both_languages(open_page, cdnow_tenth_warehouse, assert_sound):
    app = open_page("glossary", warehouse="cdnow-tenth")
    assert_sound(app)
    assert len(entries(app)) == len(DEFINITIONS)
    assert str(len(DEFINITIONS)) in app.title[0].value
    assert any("客户基数" in entry for entry in entries(app))
    assert not any("{" in entry for entry in entries(app))


@pytest.mark.parametrize(
    ("asked", "some"), [("赢回", True), ("KAPLAN", True), ("<b>**x** $a$", False), ("客" * 300, False)]
)
def test_search_finds_by_either_language_and_says_when_nothing(
    asked, some, open_page, cdnow_tenth_warehouse, assert_sound
):
    app = open_page("glossary", warehouse="cdnow-tenth", find=asked)
    assert_sound(app)
    assert 0 < len(entries(app)) < 20 if some else not entries(app)
    if not some:
        next(button for button in app.button if button.label == "Show all").click().run()
        assert len(entries(app)) == len(DEFINITIONS)


@pytest.fixture
def bare_visit(repository, warehouses_root, monkeypatch, tmp_path):
    monkeypatch.setenv("WAREHOUSES_DIR", str(warehouses_root))
    monkeypatch.setenv("WORKSPACE_DIR", str(tmp_path))
    return AppTest.from_file(str(repository / "ui" / "main.py"), default_timeout=60).run()


def stop_of(app):
    return [block.value for block in app.main.caption if "stop" in block.value]


def test_tour_leads_on_and_ends(bare_visit, demo_warehouse, assert_sound):
    app = bare_visit
    app.selectbox(key="choose_warehouse").set_value("demo").run()
    assert stop_of(app) == ["A short tour, stop 1 of 5"]
    app.switch_page("../pages/analyst/matrix.py").run()
    assert_sound(app)
    assert stop_of(app) == ["A short tour, stop 4 of 5"]
    app.switch_page("../pages/executive/health.py").run()
    assert stop_of(app) == []
    app.switch_page("../pages/data/bring_data.py").run()
    app.button(key="tour_end").click().run()
    app.switch_page("../pages/executive/headline.py").run()
    assert stop_of(app) == []


def test_a_link_to_a_page_begins_no_tour(open_page, demo_warehouse):
    assert stop_of(open_page("headline", warehouse="demo")) == []
