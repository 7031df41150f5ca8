"""A firm that gives no customers, only its published figures: what the pages show, and what they say instead."""

import pandas as pd
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


@pytest.mark.parametrize(("path", "lang"), [(page.path, ("en", "zh_CN")[n % 2]) for n, page in enumerate(PAGES)])
def test_every_page_opens(path, lang, dish, open_page, assert_sound):
    app = open_page(path, warehouse="dish", lang=lang)
    assert_sound(app)
    page = next(page for page in PAGES if page.path == path)
    says_so = "needs customer data" in app.title[0].value or "需要客户数据" in app.title[0].value
    assert says_so == (page.needs in ("customers", "history"))


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


def test_the_case_reads_as_its_filings_do(dish, open_page, open_warehouse):
    """A plateau since 2008: peak 14.337 million in 2010 Q1, 13.844 in 2015 Q1, churn near 1.6 %, additions falling."""
    rows = open_warehouse(dish).execute(
        "select period_start, acquired, closing, monthly_churn_rate from disclosure_period order by period_start"
    )
    table = pd.DataFrame(rows.fetchall(), columns=["start", "acquired", "closing", "churn"]).set_index("start")
    table.index = pd.to_datetime(table.index)
    assert table["closing"].idxmax() == pd.Timestamp("2010-01-01")
    assert table["closing"].max() == 14_337_000
    assert table["closing"].loc["2015-01-01"] == 13_844_000
    yearly = table["acquired"].groupby(table.index.year).sum()
    assert yearly[2007] == 3_434_000
    assert yearly[2014] == 2_601_000
    assert table["churn"].iloc[-12:].mean() == pytest.approx(0.016, abs=0.0005)
    title = open_page("acquisition-churn", warehouse="dish").title[0].value
    assert "A plateau since Jan 2008, no mountain" in title


def test_the_typed_case_equals_the_published_collection(repository, datasets_dir):
    """Row by row; where two columns of the collection differ, the one that agrees with the published churn."""
    ours = pd.read_csv(repository / "data/cases/dish.csv", parse_dates=["period"]).set_index("period")
    theirs = pd.read_csv(datasets_dir / "dish_add_loss.csv", encoding="utf-8-sig")
    theirs = theirs.assign(period=pd.to_datetime(theirs["Date"], dayfirst=True)).set_index("period").sort_index()
    same = {"closing_customers": "Pay-TV Subscribers", "monthly_churn_rate": "Pay-TV Churn Rate (average monthly)"}
    for mine, name in same.items():
        assert (ours[mine] == theirs[name].loc[ours.index]).all()
    gross = ours["gross_additions"].dropna()
    published = theirs["Pay-TV Subscriber additions, gross"].loc[gross.index]
    assert gross.index[gross != published].tolist() == [pd.Timestamp("2015-03-31")]
    opening, closing = ours["closing_customers"].iloc[-2:]

    def churn(added):
        return (opening + added - closing) / 3 / ((opening + closing) / 2)

    disclosed = ours["monthly_churn_rate"].iloc[-1]
    assert abs(churn(gross.iloc[-1]) - disclosed) < 0.0002 < 0.003 < abs(churn(published.iloc[-1]) - disclosed)


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
    said = " ".join(block.value for block in (*app.markdown, *app.caption))
    assert "Or a loss rate of 1." in said
    assert "% a month instead of 1." in said


def test_quality_counts_the_rows_of_the_published_table(dish, open_page, metrics):
    app = open_page("quality", warehouse="dish")
    assert app.title[0].value == "All 46 rows were accepted"
    assert not [block for block in app.subheader if "to the cent" in block.value]
