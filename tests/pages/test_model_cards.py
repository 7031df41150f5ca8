"""Model cards: the figures of the build, every model's errors, open parameters without a number, the papers live."""

import pytest


def frame_with(app, *columns):
    return next(frame.value for frame in app.dataframe if set(columns) <= set(frame.value.columns))


def test_every_candidate_stands_beside_the_naive_forecasts(open_page, cdnow_tenth_warehouse, open_warehouse):
    app = open_page("model-cards", warehouse="cdnow-tenth")
    rows = frame_with(app, "mse", "total_error_rate").set_index("name")
    assert set(rows.index) == {"BG/NBD", "MBG/NBD", "Pareto/NBD", "Naive: as before", "Zero: nobody buys"}
    stored = open_warehouse(cdnow_tenth_warehouse).execute(
        "select value from model_card where model = 'pareto_nbd' and part = 'holdout' and metric = 'mse'"
    )
    assert rows.loc["Pareto/NBD", "mse"] == pytest.approx(stored.fetchone()[0])
    assert rows["mse"].is_monotonic_increasing


def test_title_names_the_model_that_serves(open_page, cdnow_tenth_warehouse, open_warehouse):
    mse, naive = (
        open_warehouse(cdnow_tenth_warehouse)
        .execute(
            """
            select max(value) filter (where c.model = b.purchase_model), max(value) filter (where c.model = 'naive_before')
            from model_card as c, build_info as b where c.metric = 'mse'
            """
        )
        .fetchone()
    )
    app = open_page("model-cards", warehouse="cdnow-tenth")
    assert f"{1 - mse / naive:.0%} below the naive forecast" in app.title[0].value
    assert app.title[0].value.startswith("BG/NBD sets the values")
    assert any("Does not serve: BG/NBD was better" in block.value for block in app.markdown)


def test_p_alive_of_the_models_side_by_side(open_page, cdnow_tenth_warehouse):
    """On the same customers BG/NBD and Pareto/NBD differ by more than a third."""
    app = open_page("model-cards", warehouse="cdnow-tenth")
    alive = frame_with(app, "use").set_index("name")
    assert alive.loc["BG/NBD", "value"] - alive.loc["Pareto/NBD", "value"] > 100 / 3
    assert alive["use"].tolist().count("sets the values") == 1


@pytest.mark.parametrize(("lang", "word"), [("en", "open"), ("zh_CN", "未定")])
def test_an_open_parameter_shows_no_number(lang, word, open_page, online_retail_warehouse, assert_sound):
    """Nobody is seen to leave the shop in its one year: Pareto/NBD's hazard has no value, and 10^8 would be none."""
    app = open_page("model-cards", warehouse="online-retail", lang=lang)
    assert_sound(app)
    tables = [frame.value for frame in app.dataframe if "error" in frame.value.columns]
    opened = [table for table in tables if (table["value"] == word).any()]
    assert opened
    assert all((table.loc[table["value"] == word, "error"] == "–").all() for table in opened)
    assert not any(len(text.replace(",", "").split(".")[0]) > 6 for table in tables for text in table["value"])


def test_no_model_beat_the_naive_forecast(open_page, online_retail_warehouse):
    app = open_page("model-cards", warehouse="online-retail")
    assert app.title[0].value == "No purchase model beat the naive forecast, so the values are naive ones"
    assert any("Lost to the naive forecast" in block.value for block in app.markdown)


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_papers_are_computed_at_the_press_of_a_button(lang, open_page, cdnow_tenth_warehouse, assert_sound):
    app = open_page("model-cards", warehouse="cdnow-tenth", lang=lang)
    assert not any("printed" in frame.value.columns for frame in app.dataframe)
    next(button for button in app.button if button.key == "reproduce").click().run()
    assert_sound(app)
    rows = frame_with(app, "printed", "computed", "agrees")
    assert len(rows) == 106
    assert rows["agrees"].sum() == 105
    assert any("1.85796" in block.value and "1.861" in block.value for block in app.caption)


def test_refused_models_say_why(open_page, refused_warehouse, assert_sound):
    app = open_page("model-cards", warehouse="refused")
    assert_sound(app)
    assert app.title[0].value == "No model may serve these data"
    assert any("Refused: " in block.value for block in app.markdown)
