"""The workshop pages: they need no warehouse, keep what is typed in the address and say what follows from it."""

import pytest

from analytics import movement
from analytics.figures import projection
from analytics.five_numbers import project
from ui import chart_words, published_case


@pytest.fixture
def open_alone(open_page, tmp_path, monkeypatch):
    """open_alone(path, **query): a page where there is no warehouse at all."""
    monkeypatch.setenv("WAREHOUSES_DIR", str(tmp_path))
    return open_page


def said(app):
    return " ".join(block.value for block in (*app.title, *app.subheader, *app.markdown, *app.caption, *app.info))


def test_five_numbers_need_no_warehouse(open_alone, assert_sound):
    app = open_alone("five-numbers")
    assert_sound(app)
    assert app.title[0].value == "At these rates the base shrinks from 100K towards 90K"
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


# --- mountain or smile


def test_the_question_hides_the_base_until_a_guess(open_alone, assert_sound):
    app = open_alone("mountain-smile")
    assert_sound(app)
    assert "In which year is the customer base largest?" in app.title[0].value
    app.selectbox(key="option_m_guess_en").set_value("7").run()
    assert_sound(app)
    assert app.title[0].value == "A mountain: the base peaks in year 5 at 50K and falls to 18K by year 9"
    assert "You said: year 7." in said(app)
    right = open_alone("mountain-smile", m_guess="5")
    assert "Your guess was right." in said(right)


def test_levers_give_plateau_and_smile(open_alone, assert_sound):
    plateau = open_alone("mountain-smile", m_losses="constant", m_guess="never")
    assert_sound(plateau)
    assert plateau.title[0].value.startswith("A plateau: the base climbs to 99.9K")
    assert "Your guess was right." in said(plateau)
    smile = open_alone("mountain-smile", m_losses="tamed", m_guess="5")
    assert_sound(smile)
    assert smile.title[0].value.startswith("A smile: after the peak of year 5")


def test_dish_is_a_plateau_by_its_own_figures(open_alone, assert_sound):
    asked = open_alone("mountain-smile", m_case="dish")
    assert_sound(asked)
    assert "plateau since" not in said(asked)
    app = open_alone("mountain-smile", m_case="dish", m_shape="mountain")
    assert_sound(app)
    assert app.title[0].value.startswith("A plateau since")
    assert "Your guess was another." in said(app)
    assert "Your guess was right." in said(open_alone("mountain-smile", m_case="dish", m_shape="plateau"))


@pytest.mark.parametrize("query", [{}, {"m_guess": "5"}, {"m_case": "dish", "m_shape": "plateau"}])
def test_mountain_or_smile_in_chinese(query, open_alone, assert_sound):
    app = open_alone("mountain-smile", lang="zh_CN", **query)
    assert_sound(app)
    assert "客户" in said(app)


def test_what_the_text_says_of_dish_is_in_the_facts():
    flow = published_case.dish()
    years = flow.groupby(flow["period_start"].dt.year)["acquired"].sum()
    assert 1 - years[2014] / years[2007] == pytest.approx(0.25, abs=0.02)
    churn = flow["lost"] / 3 / ((flow["opening"] + flow["closing"]) / 2)
    assert churn.iloc[-4:].mean() == pytest.approx(0.0164, abs=0.0002)
    assert flow["closing"].max() == 14_337_000
    assert flow["closing"].iloc[-1] == 13_844_000


@pytest.mark.parametrize(
    "levers", [{"m_acquired": "40000", "m_growth": "2000"}, {"m_acquired": "10000", "m_growth": "8000"}]
)
@pytest.mark.parametrize("losses", ["grow", "tamed"])
def test_levers_at_their_ends(levers, losses, open_alone, assert_sound):
    app = open_alone("mountain-smile", m_losses=losses, m_guess="20", **levers)
    assert_sound(app)
    peak = 20 if levers["m_growth"] == "2000" else 1
    if losses == "grow":
        assert f"peaks in year {peak} at" in app.title[0].value


def test_dish_has_one_ceiling_wherever_it_is_shown(built_once, open_warehouse):
    path = built_once("dish", "--sample", "dish")
    cells = "select * from movement where grain = 'quarter'"
    built = open_warehouse(path).execute(cells).df()
    periods = open_warehouse(path).execute("select * from period").df()
    shapes = [
        movement.shape_of(flow, grain="quarter") for flow in (movement.by_period(built, periods), published_case.dish())
    ]
    assert shapes[0].code == shapes[1].code == "plateau"
    assert shapes[0].figures["ceiling"] == pytest.approx(shapes[1].figures["ceiling"])
