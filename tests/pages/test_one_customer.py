"""One customer: figures as in the warehouse, every kind of customer, keys that are none."""

import pytest

from ui import formats

KINDS = {
    "shop, in the base": "has_shop and not has_contract and in_base and frequency > 3",
    "shop, left": "has_shop and not has_contract and not in_base",
    "bought once": "has_shop and purchase_days = 1",
    "contract, running": "has_contract and not has_shop and in_base",
    "contract, ended": "has_contract and not has_shop and not in_base",
    "both": "has_contract and has_shop and in_base",
    "came this month": "first_on = (select max(first_on) from customer)",
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_customer_has_a_page(kind, open_page, assert_sound, metrics, demo_warehouse, open_warehouse):
    con = open_warehouse(demo_warehouse)
    key, value, p_leave = (
        con.sql("from customer").filter(KINDS[kind]).order("customer_key").limit(1)
        .select("customer_key, value_36m, p_leave").fetchall()[0]
    )  # fmt: skip
    app = open_page("one-customer", warehouse="demo", customer=str(key), lang="zh_CN" if "both" in kind else "en")
    assert_sound(app)
    shown = metrics(app)
    assert str(key) in app.title[0].value
    assert not any("nan" in str(figure).lower() for figure in (*shown.values(), app.title[0].value))
    if kind == "shop, in the base":
        assert shown["Value, 36 months"] == formats.money(value, "CNY")
        assert shown["Risk of leaving"] == formats.percent(p_leave, 0)
        path = next(frame.value for frame in app.dataframe if "p_alive" in frame.value.columns)
        kept = con.execute(
            "select p_alive from snapshot where customer_key = $key order by snapshot_on desc", {"key": key}
        ).fetchall()
        assert path["p_alive"].tolist() == pytest.approx([100 * row[0] for row in kept])
        assert path["value_grade"].iloc[0] in "ABCDE"


@pytest.mark.parametrize("key", ["999999999", "-1", "12e3", "1; drop table", "9" * 40, "²", "a@b.c", ""])
def test_a_key_that_is_none_is_a_sentence(key, open_page, cdnow_tenth_warehouse):
    app = open_page("one-customer", warehouse="cdnow-tenth", customer=key)
    assert not app.exception
    assert app.title[0].value in ("There is no such customer", "Choose a customer")
    assert any("customer_key" in frame.value.columns for frame in app.dataframe)


def test_naive_values_have_no_path_of_p_alive(open_page, online_retail_warehouse, assert_sound):
    app = open_page("one-customer", warehouse="online-retail", customer="10")
    assert_sound(app)
    assert any("there is no P(alive)" in block.value for block in app.info)
    assert "0%" not in app.title[0].value


def test_refused_models_leave_facts(open_page, refused_warehouse, assert_sound):
    app = open_page("one-customer", warehouse="refused", customer="3")
    assert_sound(app)
    assert "no model serves" in app.title[0].value
