"""Why the base moves and what holds it: the split adds up to the picture, the price is that of the spending table."""

import pytest


def said(app):
    return " ".join(block.value for block in (*app.title, *app.subheader, *app.markdown, *app.caption))


def test_the_mountain_is_explained_from_its_peak_on(demo_warehouse, open_page, open_warehouse, assert_sound):
    app = open_page("acquisition-churn", warehouse="demo")
    assert_sound(app)
    assert "Why: customers leave sooner at the same age, -" in said(app)
    net = open_warehouse(demo_warehouse).execute(
        "select sum(acquired + won_back - lost) from movement "
        "where grain = 'month' and line = 'all' and period_start between '2025-01-01' and '2025-12-01'"
    )
    assert f"The base moved by {net.fetchall()[0][0]} in the year to Dec 2025" in said(app)
    assert "in the year to Mar 2021" in said(app)
    before = open_page("acquisition-churn", warehouse="demo", against="before")
    assert "in the year to Dec 2024" in said(before)


def test_a_choice_that_is_not_there_is_named(cdnow_warehouse, open_page, assert_sound):
    app = open_page("acquisition-churn", warehouse="cdnow", against="peak")
    assert_sound(app)
    assert "Why the base moves cannot be told yet" in said(app)
    assert "these data have no spending on acquisition" in said(app)


def test_the_gap_is_priced_by_what_was_spent(demo_warehouse, open_page, open_warehouse):
    connection = open_warehouse(demo_warehouse)
    spent = "select sum(cost) from spend_month where month between '2025-01-01' and '2025-12-01' and kind = ?"
    cost, kept = (float(connection.execute(spent, [kind]).fetchall()[0][0]) for kind in ("acquisition", "retention"))
    came = connection.execute(
        "select sum(acquired) from movement where grain = 'month' and line = 'all' and period_start >= '2025-01-01'"
    ).fetchall()[0][0]
    text = said(open_page("acquisition-churn", warehouse="demo"))
    assert f"less than CN¥{cost / float(came):.0f}:" in text
    assert f"Retention takes CN¥{kept / 12 / 1000:.1f}K a month now" in text
    assert "only a test against a control group tells" in text


@pytest.mark.parametrize("query", [{"line": "shop"}, {"first_region": "East China"}])
def test_a_price_is_refused_where_spending_cannot_be_cut(query, demo_warehouse, open_page, assert_sound):
    app = open_page("acquisition-churn", warehouse="demo", **query)
    assert_sound(app)
    assert "By acquisition that is" not in said(app)
    assert "cannot be told for this choice" in said(app) or "within chance" in said(app)


def test_published_totals_are_split_without_ages(built_once, open_page, assert_sound):
    built_once("dish", "--sample", "dish")
    app = open_page("acquisition-churn", warehouse="dish", against="first", lang="zh_CN")
    assert_sound(app)
    assert "不分客龄" in said(app)
    app = open_page("acquisition-churn", warehouse="dish")
    assert "Joining and leaving balance within chance" in said(app)
    assert "Age mix" not in said(app)
    assert "Win" not in said(open_page("health", warehouse="dish"))
