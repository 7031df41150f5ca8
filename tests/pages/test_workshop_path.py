"""The guided path of the workshop: every step asks, keeps a guess, reveals, and leads on; teams stay apart."""

import html
from functools import partial

import pytest

from ui import i18n, workshop_paper, workshop_path, workshop_plan
from ui.workshop_keys import LEVERS


@pytest.fixture
def open_path(open_page, tmp_path, monkeypatch):
    """open_path(**query): the path where there is no warehouse at all."""
    monkeypatch.setenv("WAREHOUSES_DIR", str(tmp_path))
    return partial(open_page, "workshop")


def said(app):
    blocks = (*app.title, *app.subheader, *app.markdown, *app.caption, *app.info)
    return " ".join([*(block.value for block in blocks), *(expander.label for expander in app.expander)])


def is_chinese(text):
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


def address_of(app):
    return {name: value if isinstance(value, list) else [value] for name, value in dict(app.query_params).items()}


def button(app, key):
    return next(each for each in app.button if each.key == key)


def answer(app, question, value, *, team=None):
    """Type an answer into the form and keep it."""
    key = f"workshop_{question.code}_en"
    if team:
        app.text_input(key=f"{key}_team").set_value(team)
    (app.radio if question.choices else app.number_input)(key=key).set_value(
        value if question.choices else float(value)
    )
    return next(each for each in app.button if each.label == "Keep the answer").click().run()


@pytest.mark.parametrize(
    "query", [{}, {"lang": "zh_CN", "view": "room", "room": "1"}], ids=["alone", "wall in Chinese"]
)
def test_a_remote_control_goes_through_all_steps(query, open_path, assert_sound):
    """Forward alone: question, answer, next question, to the promises; every lever stands in the list of the address."""
    app, levers = open_path(**query), set()
    for step in workshop_path.STEPS:
        for is_answered in (False, True):
            assert_sound(app)
            assert is_chinese(app.title[0].value) == ("lang" in query)
            if "lang" not in query:
                assert (app.title[0].value == step.question.text) != is_answered
                assert (step.question.show(step.question.truth) in said(app)) or not is_answered
            levers |= {each.key.split("_")[2] for each in (*app.select_slider, *app.button_group) if "_g_" in each.key}
            button(app, "go_forward").click().run()
    assert_sound(app)
    assert not [each for each in app.button if each.key == "go_forward"]
    assert {f"g_{lever}" for lever in levers} == set(LEVERS)
    button(app, "go_back").click().run()
    assert address_of(app)["step"] == [workshop_path.STEPS[-1].code]


def test_every_answer_is_one_that_can_be_given_and_the_truths_are_the_published_ones():
    truths = {}
    for step in workshop_path.STEPS:
        question = step.question
        assert question.takes(question.truth)
        assert question.is_right(question.truth)
        truths[step.code] = question.truth
        assert step.advice
        assert step.wrong
    assert truths["mountain"] == "5"
    assert truths["funnel"] == "9036000"
    assert truths["budget"] == "7-7-6"
    assert truths["weekday"] == "2"
    assert float(truths["retention"]) == pytest.approx(27.5)
    assert float(truths["forgetting"]) == pytest.approx(66)
    minutes = sum(workshop_path.minutes_at(place) for place in range(len(workshop_path.CODES)))
    assert minutes + workshop_path.MINUTES["opening"] == 90


def test_a_guess_is_kept_and_shown_against_the_truth(open_path, assert_sound):
    retention = workshop_path.RETENTION.question
    app = answer(open_path(step="retention"), retention, 5)
    assert_sound(app)
    assert "**5%**" in said(app)
    button(app, "go_forward").click().run()
    assert "**You said: 5%. The answer: 27.5%.**" in said(app)
    button(app, "ask_again").click().run()
    assert app.title[0].value == retention.text
    right = answer(app, retention, 30)
    button(right, "go_forward").click().run()
    assert "**You said: 30%. That is right.**" in said(right)
    button(right, "start_over").click().run()
    assert right.title[0].value == workshop_path.STEPS[0].question.text
    assert "shown" not in address_of(right)


def test_teams_see_their_own_answers_and_the_presenter_all(open_path, assert_sound):
    matrix = workshop_path.MATRIX.question
    room = {"room": "spring", "step": "matrix", "shown": "matrix"}
    for team, value in (("North", "BC"), ("South <b>", "BD")):
        answer(open_path(room="spring", step="matrix", view="team", team=team), matrix, value)
    presenter = answer(open_path(room="spring", step="matrix"), matrix, "AD", team="East")
    assert "Answers so far: 3" in said(presenter)
    shown = open_path(**room)
    assert_sound(shown)
    assert "Answers: 3, right: 1." in said(shown)
    assert "Right: South \\<b\\>" in said(shown)
    of_one = open_path(**room, view="team", team="North")
    assert "Answers: 3" not in said(of_one)
    assert "Answers: 3" not in said(open_path(room="autumn", step="matrix", shown="matrix"))


def test_levers_stand_in_the_address(open_path, assert_sound):
    app = open_path(step="retention", shown="retention", g_kept="90")
    assert_sound(app)
    assert "between +5.6% and +111%" in app.title[0].value
    assert address_of(app)["g_kept"] == ["90"]


@pytest.mark.parametrize(
    "query",
    [
        {"step": "nowhere"},
        {"shown": "nothing", "team": "x" * 500},
        {"step": "retention", "shown": "retention", "g_kept": "7"},
    ],
)
def test_a_link_that_asks_for_what_is_not_there(query, open_path):
    app = open_path(**query)
    assert not app.exception
    assert len(app.title) == 1


def test_promises_are_kept_listed_and_taken_back_by_team(open_path, assert_sound):
    app = open_path(step="commitments", room="spring", view="team", team="North")
    assert "Nothing is promised yet." in said(app)
    for part, value in (("what", "=call BD"), ("owner", "Li"), ("due", "Friday")):
        app.text_input(key=f"promise_en_{part}").set_value(value)
    next(each for each in app.button if each.label == "Promise").click().run()
    assert_sound(app)
    assert app.dataframe[0].value.iloc[0].to_dict() == {
        "team": "North",
        "what": "=call BD",
        "owner": "Li",
        "due": "Friday",
    }
    assert "&lt;b&gt;" in workshop_paper.promise_sheet(["What"], [["<b>"]])
    other = open_path(step="commitments", room="spring", view="team", team="South")
    assert not other.dataframe
    next(each for each in other.button if each.label == "Promise").click().run()
    assert "Type what you will do" in said(other)


def test_a_workspace_that_cannot_be_written_is_said(open_path, tmp_path):
    (tmp_path / "workspace").write_text("a file where a folder should be")
    app = answer(open_path(step="matrix", room="1", view="team", team="N"), workshop_path.MATRIX.question, "BD")
    assert not app.exception
    assert "could not be kept" in said(app)
    button(app, "go_forward").click().run()
    assert "That is right." in said(app)


def test_teams_follow_the_presenter_and_cannot_look_ahead(open_path, assert_sound):
    presenter = open_path()
    button(presenter, "open_room").click().run()
    room = address_of(presenter)["room"][0]
    assert f"room={room}&view=team&lang=en" in presenter.code[0].value
    team = open_path(room=room, view="team")
    assert team.title[0].value == "Which team are you?"
    team.text_input(key="join_en_team").set_value("  North ")
    next(each for each in team.button if each.label == "Join").click().run()
    assert address_of(team)["team"] == ["North"]
    assert "The presenter shows the answer." in said(team)
    answer(team, workshop_path.MOUNTAIN.question, "9")
    for _press in range(3):  # the answer, the next question, its answer
        button(presenter, "go_forward").click().run()
    assert_sound(team.run())
    assert team.title[0].value.startswith("Five points of retention")
    button(presenter, "go_back").click().run()
    assert "You said: year 9. The answer: year 5." in said(team.run())
    assert presenter.dataframe[-1].value.to_dict("records") == [{"team": "North", "answers": 1, "right": 0}]
    button(presenter, "empty_room").click().run()
    assert "Nobody has answered yet." in said(presenter)


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_the_run_sheet_and_the_paper_hold_every_step(lang, open_path, assert_sound):
    app = open_path(lang=lang)
    app.switch_page("../pages/workshop/run_sheet.py").run()
    assert_sound(app)
    i18n.set_language(lang)
    slots = list(workshop_plan.slots())
    assert (slots[0].start, slots[-1].end) == (0, 90)
    teams, leader = workshop_paper.team_sheets(), workshop_paper.leader_sheets()
    for step in workshop_path.STEPS:
        assert i18n._(step.question.text) in said(app)
        assert html.escape(i18n._(step.question.text)) in teams
        assert html.escape(i18n._(step.wrong)) in leader
    assert teams.count("<section>") == len(workshop_path.STEPS) + 2
    for text in (teams, leader):
        assert "http" not in text  # nothing is fetched: it prints without a network
        assert is_chinese(text) == (lang == "zh_CN")
        assert "{" not in text.split("</style>")[1]


@pytest.fixture
def told(open_page, assert_sound):
    """told(warehouse): step -> what the reader's own data say there, after its answer has been shown."""

    def of(warehouse):
        app, sentences = open_page("workshop", warehouse=warehouse), {}
        for code in ("mountain", "retention", "matrix", "curves", "loyalty", "control"):
            if code != "mountain":
                button(app, f"to_step_{workshop_path.CODES.index(code)}").click().run()
            button(app, "go_forward").click().run()
            assert_sound(app)
            bold = [each.value for each in app.markdown if each.value.startswith("**")]
            is_own = any(", as of" in each.value for each in app.caption)
            sentences[code] = bold[0] if is_own else ""
        return sentences

    return of


def test_own_data_speak_as_on_their_own_pages(told, open_page, demo_warehouse):
    said_there = told("demo")
    assert said_there["mountain"] == "**" + open_page("health", warehouse="demo").title[0].value + "**"
    assert "stayed; five points more raise the value" in said_there["retention"]
    assert "most valuable tenth" in said_there["matrix"]
    assert "was spent on acquisition" in said_there["curves"]
    assert "more satisfied half of those asked" in said_there["loyalty"]
    assert "campaign" in said_there["control"]


def test_published_figures_say_what_they_can_and_no_more(told, built_once):
    built_once("dish", "--sample", "dish")
    said_there = told("dish")
    assert said_there["mountain"].startswith("**A plateau")
    assert not said_there["matrix"]
    assert not said_there["control"]
