"""A firm that gives no customers, only its published figures: what the pages show, and what they say instead."""

import pytest

from ui.page_list import PAGES


@pytest.fixture(scope="module")
def dish(built_once):
    """The built-in case: DISH Network's subscribers by quarter."""
    return built_once("dish", "--sample", "dish")


@pytest.fixture(scope="module")
def delivered(built_once, datasets_dir):
    """The same firm from a file as it is found, with other names, gaps and a row that contradicts itself."""
    file = datasets_dir / "dish_add_loss.csv"
    return built_once("dish-file", "--table", f"disclosure={file}", "--count-unit", "1000000")


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_every_page_opens(path, lang, dish, open_page, assert_sound):
    app = open_page(path, warehouse="dish", lang=lang)
    assert_sound(app)
    page = next(page for page in PAGES if page.path == path)
    says_so = "needs customer data" in app.title[0].value or "需要客户数据" in app.title[0].value
    assert says_so == (page.needs == "customers")


def test_health_shows_the_flows_and_no_values(dish, open_page, metrics):
    app = open_page("health", warehouse="dish")
    assert "A plateau since" in app.title[0].value
    assert "2008" in app.title[0].value
    assert "The peak was 14.3M in Q1 2010." in " ".join(block.value for block in app.markdown)
    shown = metrics(app)
    assert shown["Customer base"] == "13.8M"
    assert len(shown) == 3  # base, acquired, lost: the case has no money


def test_published_file_gives_the_same_judgement(delivered, open_page, metrics):
    app = open_page("acquisition-churn", warehouse="dish-file")
    assert "A plateau since" in app.title[0].value
    said = " ".join(block.value for block in (*app.subheader, *app.caption))
    assert "Published churn: 1.6% a month" in said
    assert "3.43M in 2007 to 2.60M in 2014" in said
    assert "In Q1 2015 the flows tell 2.05% a month, but the firm publishes 1.64%" in said
    assert len(metrics(open_page("health", warehouse="dish-file"))) == 4  # the file has revenue


def test_typed_case_agrees_with_itself(dish, open_page):
    app = open_page("acquisition-churn", warehouse="dish")
    assert "agrees with the published flows in all 45 periods" in " ".join(block.value for block in app.caption)


def test_only_the_grains_published_are_offered(dish, open_page, address):
    app = open_page("acquisition-churn", warehouse="dish")
    grain = next(group for group in app.button_group if "grain" in (group.key or ""))
    assert list(grain.options) == ["Quarter", "Year"]
    assert "grain" not in address(app)
    by_year = open_page("acquisition-churn", warehouse="dish", grain="year")
    assert by_year.title[0].value == app.title[0].value
    assert address(by_year)["grain"] == ["year"]
    by_month = open_page("acquisition-churn", warehouse="dish", grain="month")
    assert any("Month" in block.value or "month" in block.value for block in by_month.warning)
    assert "grain" not in address(by_month)


def test_break_even_is_by_month_whatever_the_grain(dish, open_page):
    app = open_page("acquisition-churn", warehouse="dish")
    said = " ".join(block.value for block in app.markdown)
    assert "Or a loss rate of 1." in said
    assert "% a month instead of 1." in said


def test_quality_counts_the_rows_of_the_published_table(dish, open_page, metrics):
    app = open_page("quality", warehouse="dish")
    assert app.title[0].value == "All 46 rows were accepted"
    assert not [block for block in app.subheader if "to the cent" in block.value]
