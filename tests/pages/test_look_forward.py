"""The look forward on real warehouses: figures equal the tables, links and names may be hostile, scenarios stay."""

import pandas as pd
import pytest

from analytics import forecast_scenario
from ui import formats

SLICE = ["line", "dimension", "value"]


def effects_of(app):
    return next(frame.value for frame in app.dataframe if "scenario" in frame.value.columns)


def test_title_and_table_equal_the_forecast(open_page, demo_warehouse, connect, assert_sound):
    con = connect(demo_warehouse)
    app = open_page("look-forward", warehouse="demo")
    assert_sound(app)
    base = con.execute(
        "select expected, low, high from forecast where measure = 'base' and step = 12 and actual is null "
        "and line = 'all' and dimension = 'total'"
    ).fetchall()[0]
    for figure in base:
        assert formats.short(round(figure)) in app.title[0].value
    course = effects_of(app).iloc[0]
    assert course["base_1"] == round(base[0])
    assert any("A year ago this page would have said" in block.value for block in app.subheader)


def test_every_slice_keeps_the_identity_and_is_carried_again_from_its_published_tables(demo_warehouse, connect, capsys):
    con = connect(demo_warehouse)
    forecast = con.table("forecast").df()
    wide = forecast.pivot(index=[*SLICE, "made_on", "step"], columns="measure", values="expected").reset_index()
    opening = wide.groupby([*SLICE, "made_on"])["base"].shift()
    known = opening.notna()
    closing = opening + wide["acquired"] + wide["won_back"] - wide["lost"]
    assert closing[known].to_numpy() == pytest.approx(wide["base"][known].to_numpy())
    state, course = con.table("forecast_state").df(), con.table("forecast_course").df()
    now = wide[wide["made_on"] == wide["made_on"].max()]
    for key, rows in now.groupby(SLICE):
        chosen = dict(zip(SLICE, key, strict=True))
        mine, ahead = (table[(table[SLICE] == pd.Series(chosen)).all(axis=1)] for table in (state, course))
        part = forecast_scenario.slice_of(mine, ahead, year=12)
        path = forecast_scenario.carried(part, forecast_scenario.Levers())
        for measure in ("base", "acquired", "lost", "won_back", "margin"):
            assert getattr(path, measure) == pytest.approx(rows[measure].to_numpy(), rel=1e-6, abs=1e-6), (key, measure)
    error = con.table("forecast_error").df()
    used = error[(error["method"] == "used") & (error["dimension"] == "total") & (error["measure"] == "base")]
    with capsys.disabled():
        print("\n", used[["line", "step", "mean_share", "coverage"]].round(3).to_string(index=False))
    whole = error[(error["line"] == "all") & (error["dimension"] == "total") & (error["measure"] == "base")]
    by_method = whole.pivot(index="step", columns="method", values="mean_error")
    assert (by_method["used"] <= by_method.drop(columns="used").min(axis=1)).all()


def test_levers_of_a_link_move_the_base_and_hostile_ones_are_named(open_page, demo_warehouse, assert_sound):
    app = open_page("look-forward", warehouse="demo", w_old="-20")
    assert_sound(app)
    table = effects_of(app)
    assert table["base_1"].iloc[1] > table["base_1"].iloc[0]
    assert "With these changes" in app.title[0].value
    for value in ("-101", "1e9", "<img src=x>", "nan"):
        app = open_page("look-forward", warehouse="demo", w_old=value, w_with="' or 1=1 --")
        assert_sound(app)
        assert len(app.warning) == 2
        assert len(effects_of(app)) == 1


def test_two_dimensions_at_once_have_no_forecast_and_say_so(open_page, demo_warehouse, assert_sound):
    app = open_page("look-forward", warehouse="demo", first_channel="Store", first_region="East China", lang="zh_CN")
    assert_sound(app)
    assert len(app.info) == 1
    one = open_page("look-forward", warehouse="demo", first_channel="Store")
    assert_sound(one)
    assert len(effects_of(one)) == 1


@pytest.mark.parametrize("name", ["Keep the loyal 🎯", "<b>*bold*</b> $x$ [a](http://b)", "x" * 60])
def test_kept_scenario_survives_a_restart_and_is_compared_by_its_own_name(
    open_page, demo_warehouse, assert_sound, name
):
    app = open_page("look-forward", warehouse="demo", w_acquired="10")
    app.text_input(key="w_name").input(name)
    next(button for button in app.button if button.label == "Keep these levers").click()
    app.run()
    assert_sound(app)
    again = open_page("look-forward", warehouse="demo", w_with="1")
    assert_sound(again)
    assert effects_of(again)["scenario"].tolist() == ["On this course", name]
    twice = open_page("look-forward", warehouse="demo")
    twice.text_input(key="w_name").input(name)
    next(button for button in twice.button if button.label == "Keep these levers").click()
    twice.run()
    assert any("of this name already" in block.value for block in twice.info)
    twice.button(key="w_delete").click().run()
    assert_sound(twice)
    gone = open_page("look-forward", warehouse="demo", w_with="1")
    assert any("Not kept here any more" in block.value for block in gone.warning)


def test_smile_button_holds_the_base(open_page, demo_warehouse, assert_sound):
    app = open_page("look-forward", warehouse="demo")
    app.button(key="w_close_gap").click().run()
    assert_sound(app)
    table = effects_of(app)
    assert table["base_2"].iloc[1] > table["base_2"].iloc[0]
    assert table["lost_2"].iloc[1] < table["lost_1"].iloc[0]


def test_short_history_is_refused_in_words(open_page, cdnow_tenth_warehouse, assert_sound):
    app = open_page("look-forward", warehouse="cdnow-tenth")
    assert_sound(app)
    assert "do not carry a forecast" in app.title[0].value
    assert any("needs 24 complete periods" in block.value for block in app.info)


def test_published_flows_alone_are_forecast_by_quarter(open_page, built_once, assert_sound):
    built_once("dish", "--sample", "dish")
    app = open_page("look-forward", warehouse="dish", w_old="-10")
    assert_sound(app)
    assert "With these changes" in app.title[0].value
    assert "equity_1" not in effects_of(app).columns
