"""The first page on real warehouses: each sentence equals its tables, owners stay, hostile names stay text."""

import re

import pytest

from ui import formats

JARGON = re.compile(r"quick ratio|P\(alive\)|NBD|Gamma|logistic|boosting|cohorts_trend|health score", re.IGNORECASE)


def sentences_of(app):
    return [block.value for block in app.main.markdown if re.match(r"\*\*\d\. ", block.value)]


def test_five_sentences_equal_their_tables(open_page, demo_warehouse, connect, assert_sound):
    con = connect(demo_warehouse)
    worth = con.execute(
        "select sum(amount) from equity_statement where line = 'all' and entry = 'closing' "
        "and closed_on = (select max(closed_on) from equity_statement)"
    ).fetchall()[0][0]
    app = open_page("headline", warehouse="demo")
    assert_sound(app)
    assert formats.money(worth, "CNY") in app.title[0].value
    assert any(block.value.startswith("**What to do first:** Win over the") for block in app.markdown)
    said = sentences_of(app)
    assert len(said) == 5
    lost = con.execute("select sum(lost) from movement where grain = 'year' and period = '2025' and line = 'all'")
    assert formats.short(lost.fetchall()[0][0]) in said[0]
    assert "80% interval" in said[0]
    assert "more customers a month" in said[1]
    spent = con.execute(
        "select sum(cost) from spend_month where kind = 'acquisition' and year(month) = 2025"
    ).fetchall()
    assert formats.money(spent[0][0], "CNY") in said[3]
    test, control, each, other, cost = con.execute(
        "select max(customers) filter (where arm = 'test'), max(customers) filter (where arm = 'control'), "
        "max(mean_margin) filter (where arm = 'test'), max(mean_margin) filter (where arm = 'control'), max(cost) "
        "from campaign_effect where campaign_id = 'AC-2025'"
    ).fetchall()[0]
    assert formats.money(abs(test * (each - other) - cost), "CNY") in said[4]
    assert formats.whole(control) in " ".join(block.value for block in app.caption)
    everything = " ".join(block.value for block in (*app.markdown, *app.caption, *app.title, *app.subheader))
    assert not JARGON.search(everything)


@pytest.mark.parametrize("name", ["Ms Li, 客户部", "<img src=x> **x** $a$", "x" * 80])
def test_owner_is_kept_and_shown_as_text(name, open_page, demo_warehouse, assert_sound):
    app = open_page("headline", warehouse="demo")
    app.text_input(key="owner_risk").input(name)
    next(button for button in app.button if button.label == "Keep these names").click()
    app.run()
    again = open_page("headline", warehouse="demo")
    assert_sound(again)
    assert again.text_input(key="owner_risk").value == name
    assert sum("Nobody named" in block.value for block in again.caption) == 4
    assert not any("<img" in block.value and "\\<img" not in block.value for block in again.caption)


def test_sentences_without_data_stay_away_and_lead_somewhere(
    open_page, cdnow_tenth_warehouse, built_once, assert_sound
):
    app = open_page("headline", warehouse="cdnow-tenth")
    assert_sound(app)
    assert 0 < len(sentences_of(app)) < 5
    assert any("of the five questions" in block.value for block in app.markdown)
    built_once("dish", "--sample", "dish")
    published = open_page("headline", warehouse="dish", lang="zh_CN")
    assert_sound(published)
    assert len(sentences_of(published)) == 2


def test_health_tells_the_same_change_of_value(open_page, demo_warehouse):
    change = re.search(r"worth \S+ \((\S+)\)", open_page("headline", warehouse="demo").title[0].value)[1]
    cards = {card.label: card.delta for card in open_page("health", warehouse="demo").metric}
    assert change in cards.values()
