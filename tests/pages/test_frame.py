"""The frame: warehouses, language, filters in the address, and values from data that try to be more than text."""

import re
import shutil
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from ui import i18n

HOSTILE = "![x](https://example.com/t.png) <img src=x>"


def test_without_a_warehouse_it_says_how_to_build_one(repository, tmp_path, monkeypatch):
    monkeypatch.setenv("WAREHOUSES_DIR", str(tmp_path))
    app = AppTest.from_file(str(repository / "ui" / "main.py"), default_timeout=60).run()
    assert not app.exception
    assert app.title[0].value == "There is no warehouse yet"
    assert "make build" in app.info[0].value


def test_choosing_a_warehouse_changes_the_page_and_the_address(
    open_page, address, metrics, cdnow_warehouse, online_retail_warehouse
):
    app = open_page("health", warehouse="cdnow")
    before = metrics(app)["Customer base"]
    app.selectbox(key="choose_warehouse").set_value("online-retail").run()
    assert address(app)["warehouse"] == ["online-retail"]
    assert metrics(app)["Customer base"] != before


def test_unknown_warehouse_is_named(open_page, cdnow_warehouse, assert_sound):
    app = open_page("headline", warehouse="no-such")
    assert_sound(app)
    assert "no\\-such" in app.warning[0].value


def test_language_switch_keeps_the_filters(open_page, address, online_retail_warehouse, assert_sound):
    app = open_page("health", warehouse="online-retail", first_region="Germany")
    app.segmented_control(key="choose_lang").set_value("zh_CN").run()
    assert_sound(app)
    assert address(app)["lang"] == ["zh_CN"]
    assert address(app)["first_region"] == ["Germany"]
    assert app.multiselect(key="filter_first_region_zh_CN").value == ["Germany"]


def test_filters_are_written_into_the_address_as_raw_values(open_page, address, online_retail_warehouse):
    app = open_page("acquisition-churn", warehouse="online-retail", lang="zh_CN")
    i18n.set_language("zh_CN")  # the harness writes the label of a choice, in the language of the test itself
    app.segmented_control(key="filter_grain_zh_CN").set_value("quarter").run()
    app.multiselect(key="filter_first_region_zh_CN").set_value(["France", "(other)"]).run()
    assert address(app)["grain"] == ["quarter"]
    assert address(app)["first_region"] == ["France", "(other)"]
    app.button(key="clear_filters").click().run()
    assert "grain" not in address(app)
    assert "first_region" not in address(app)


def test_filters_stay_when_the_page_is_switched(open_page, address, online_retail_warehouse):
    app = open_page("health", warehouse="online-retail", first_region="Germany")
    app.switch_page("../pages/data/quality.py").run()
    assert address(app)["first_region"] == ["Germany"]
    assert app.multiselect(key="filter_first_region_en").disabled
    app.switch_page("../pages/executive/acquisition_churn.py").run()
    assert app.multiselect(key="filter_first_region_en").value == ["Germany"]


@pytest.mark.parametrize(
    "asked",
    [
        {"first_region": "Atlantis"},
        {"cohort_year": "1066"},
        {"line": "contract"},
        {"grain": "week"},
        {"period_from": "x"},
    ],
)
def test_values_that_the_warehouse_lacks_are_named_not_applied(
    asked, open_page, address, metrics, online_retail_warehouse
):
    everything = metrics(open_page("health", warehouse="online-retail"))
    app = open_page("health", warehouse="online-retail", **asked)
    assert not app.exception
    assert next(iter(asked.values())) in app.warning[0].value
    assert metrics(app) == everything
    assert next(iter(asked)) not in address(app)


def test_range_that_ends_before_it_begins_is_named(open_page, cdnow_warehouse, assert_sound):
    app = open_page("acquisition-churn", warehouse="cdnow", period_from="1998-03-01", period_to="1997-05-01")
    assert_sound(app)
    assert "From lies after To" in app.warning[0].value


def test_values_from_data_are_never_rendered(open_page, warehouses_root, run_build, tmp_path):
    """A region and a file name that are Markdown and HTML at once show as they are written."""
    rows = [
        f'c{n % 60},2020-{1 + n % 12:02d}-{1 + n % 27:02d},{10 + n},"{HOSTILE if n % 2 else "North"}"'
        for n in range(600)
    ]
    source = tmp_path / "![x](y)_orders.csv"
    source.write_text("\n".join(["customer_id,order_date,amount,region", *rows]), encoding="utf-8")
    built = run_build(source, "--name", "hostile", "--warehouses", warehouses_root)
    assert built.returncode == 0, built.stderr
    for path in ("health", "acquisition-churn", "clv", "quality"):
        app = open_page(path, warehouse="hostile", first_region=HOSTILE)
        assert not app.exception
        rendered = [block.value for block in (*app.markdown, *app.caption, *app.title, *app.info, *app.warning)]
        assert any("example" in text or "orders" in text for text in rendered), "the value from data is named"
        bare = [re.sub(r"\\.", "", text) for text in rendered]  # what a backslash does not guard
        assert not [text for text in bare if "![" in text or "](" in text or "<img" in text or "://" in text]


@pytest.mark.parametrize(("path", "is_said"), [("headline", True), ("matrix", True), ("five-numbers", False)])
def test_warehouse_of_another_version_is_named_and_not_read(
    path, is_said, open_page, cdnow_tenth_warehouse, tmp_path, monkeypatch, assert_sound
):
    folder = tmp_path / "wh" / "old"
    folder.mkdir(parents=True)
    copy = Path(shutil.copy(cdnow_tenth_warehouse, folder))
    with duckdb.connect(str(copy)) as con:
        con.execute("update build_info set schema_version = 1")
        con.execute("drop table movement")
    (folder / "current").write_text(copy.name, encoding="utf-8")
    monkeypatch.setenv("WAREHOUSES_DIR", str(tmp_path / "wh"))
    app = open_page(path, warehouse="old")
    assert_sound(app)
    assert ("another version" in app.title[0].value) == is_said
