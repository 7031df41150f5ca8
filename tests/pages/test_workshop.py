"""The workshop pages: they need no warehouse, keep what is typed in the address and say what follows from it."""

import pytest
from streamlit.testing.v1 import AppTest

from analytics.figures import projection
from analytics.five_numbers import project
from ui import chart_words
from ui.page_list import PAGES


@pytest.fixture
def open_alone(repository, tmp_path, monkeypatch):
    """open_alone(path, **query): a page where there is no warehouse at all."""
    monkeypatch.setenv("WAREHOUSES_DIR", str(tmp_path))

    def run(path, **query):
        page = next(page for page in PAGES if page.path == path)
        app = AppTest.from_file(str(repository / "ui" / "main.py"), default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        return app.switch_page(f"../pages/{page.script}").run()

    return run


def said(app):
    return " ".join(block.value for block in (*app.title, *app.subheader, *app.markdown, *app.caption, *app.info))


def test_five_numbers_need_no_warehouse(open_alone, assert_sound):
    app = open_alone("five-numbers")
    assert_sound(app)
    assert app.title[0].value == "At these rates the base shrinks from 100K towards 90.0K"
    assert "167 more customers a month, or a loss rate of 18.0% a year instead of 20.0%, hold the base" in said(app)
    assert "less than 2.40 a year for each customer of the base" in said(app)
    assert "A customer is worth 800, 2.67 years of margin; the base 80.0M" in said(app)


def test_five_numbers_in_chinese(open_alone, assert_sound):
    app = open_alone("five-numbers", lang="zh_CN")
    assert_sound(app)
    assert "客户" in app.title[0].value


def test_typed_numbers_are_kept_in_the_address(open_alone, address, assert_sound):
    app = open_alone("five-numbers")
    app.number_input(key="option_n_lost").set_value(9000.0).run()
    assert_sound(app)
    assert app.title[0].value == "At these rates the base grows from 100K towards a ceiling of 200K"
    assert address(app)["n_lost"] == ["9000"]
    again = open_alone("five-numbers", n_lost="9000")
    assert again.title[0].value == app.title[0].value


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ({"n_base": "0"}, "Without customers"),
        ({"n_lost": "200000"}, "More customers left"),
        ({"n_margin": "none"}, "is empty"),
    ],
)
def test_impossible_numbers_are_answered_in_a_sentence(query, word, open_alone):
    app = open_alone("five-numbers", **query)
    assert not app.exception
    assert word in said(app)


def test_a_link_with_no_number_is_named(open_alone, assert_sound):
    app = open_alone("five-numbers", n_base="many")
    assert_sound(app)
    assert "many" in app.warning[0].value


def test_nobody_lost_has_no_ceiling(open_alone, assert_sound):
    app = open_alone("five-numbers", n_lost="0", n_cost="none")
    assert_sound(app)
    assert "no ceiling" in app.title[0].value


def test_start_without_warehouse_leads_to_the_five_numbers(open_alone):
    assert "make build" in said(open_alone("health"))


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_projection_draws_what_it_is_given(mode):
    one, other = (project(1000, 100, years=10, loss_rates=rate) for rate in (0.1, 0.3))
    options = {"words": chart_words.words, "year_title": "Year", "mode": mode}
    fig = projection.base_by_year([("same", one), ("more", other)], ceiling=1000, peak_year=1, **options)
    lines = [trace for trace in fig.data if trace.type == "scatter"]
    assert [list(line.y) for line in lines] == [one["closing"].tolist(), other["closing"].tolist()]
    bars = [trace for trace in fig.data if trace.type == "bar"]
    assert [list(bar.y) for bar in bars] == [one["acquired"].tolist(), (-one["lost"]).tolist()]
    asked = projection.base_by_year([("same", one)], with_base=False, **options)
    assert not [trace for trace in asked.data if trace.type == "scatter"]
    assert not set(projection.WORDS) - set(chart_words.words)
