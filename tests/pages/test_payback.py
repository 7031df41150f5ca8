"""Payback on the lifecycle page: each cohort against its own cost, and what is said where the cost is not known."""

import pytest


def said(app):
    return " ".join(block.value for block in (*app.subheader, *app.markdown, *app.caption))


def test_each_cohort_pays_back_its_own_cost(demo_warehouse, open_page, open_warehouse, assert_sound):
    app = open_page("lifecycle", warehouse="demo")
    assert_sound(app)
    connection = open_warehouse(demo_warehouse)
    cost, came = (
        float(connection.execute(query).fetchall()[0][0])
        for query in (
            "select sum(cost) from spend_month where kind = 'acquisition' and year(month) = 2016",
            "select sum(acquired) from cohort_age where line = 'all' and year(cohort_month) = 2016",
        )
    )
    assert "Acquiring a customer pays back after" in said(app)
    assert f"Customers of 2016 cost CN¥{cost / came:.0f} each, paid back after" in said(app)


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_without_a_cost_it_says_what_is_needed(lang, demo_warehouse, cdnow_warehouse, open_page, assert_sound):
    of_shop = open_page("lifecycle", warehouse="demo", line="shop", lang=lang)
    of_revenue = open_page("lifecycle", warehouse="cdnow", lang=lang)
    for app in (of_shop, of_revenue):
        assert_sound(app)
    texts = {
        "en": ("by month and channel only", "revenue does not pay back"),
        "zh_CN": ("只按月份和渠道", "而不是收入"),
    }
    assert texts[lang][0] in said(of_shop)
    assert texts[lang][1] in said(of_revenue)
