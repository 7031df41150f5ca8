"""The early warning's page: its title counted directly, cuts, filters and lists that agree, refusals in words."""

import io
import json
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from data import store, workspace
from ui import churn_texts, customer_list, formats, i18n, kept_lists, warehouse


def list_of(app):
    return next(
        frame.value for frame in app.dataframe if "reasons" in frame.value.columns and "risk" in frame.value.columns
    )


@pytest.mark.parametrize("cut", ["50", "80"])
def test_title_cards_and_list_equal_a_direct_count(
    cut, open_page, assert_sound, metrics, demo_warehouse, open_warehouse
):
    app = open_page("churn-warning", warehouse="demo", risk=cut)
    assert_sound(app)
    con = open_warehouse(demo_warehouse)
    listed, value, expected = con.execute(
        "select count(*), sum(past_12m_value), sum(risk) from churn_score where risk >= $cut", {"cut": int(cut) / 100}
    ).fetchall()[0]
    assert app.title[0].value.startswith(
        f"{formats.short(listed)} customers worth {formats.money(value, 'CNY')} a year"
    )
    shown = metrics(app)
    assert shown["On the list"] == formats.short(listed)
    assert shown["Expected leavers"] == formats.short(round(expected))
    rows = list_of(app)
    assert len(rows) == min(customer_list.ROWS_A_PAGE, listed)
    assert (rows["risk"] >= int(cut)).all()
    assert rows["value_at_risk"].is_monotonic_decreasing
    assert rows["reasons"].str.len().min() > 3


def test_a_list_by_profit_is_cut_where_it_earns_most(open_page, assert_sound, metrics, demo_warehouse, open_warehouse):
    """All cuts counted over the customers of one channel; 80 a contact, a quarter accept, all is kept."""
    profit, step, listed = (
        open_warehouse(demo_warehouse)
        .execute(
            """
            select sum(0.25 * value_at_risk - 80) as profit, step, count(*)
            from churn_score join (select unnest(range(1, 20)) as step) on floor(risk * 20) >= step
            where first_channel = 'Store' group by step order by profit desc limit 1
            """
        )
        .fetchall()[0]
    )
    terms = {"contact": "80", "accept": "25", "kept": "100"}
    app = open_page("churn-warning", warehouse="demo", listed="profit", first_channel="Store", **terms)
    assert_sound(app)
    assert metrics(app)["On the list"] == formats.short(listed)
    said = next(block.value for block in app.subheader if "expected to earn" in block.value)
    assert formats.money(profit, "CNY") in said.replace("\\$", "$")
    assert f"{5 * step}%" in said
    # Cheap contacts pay for nearly everybody, and the page says why.
    app = open_page("churn-warning", warehouse="demo", listed="profit", contact="1")
    assert any("contacting nearly everybody pays" in block.value for block in (*app.markdown, *app.caption))
    app = open_page("churn-warning", warehouse="demo", listed="profit", contact="900000000")
    assert_sound(app)
    assert any("no list pays" in block.value for block in app.subheader)


def test_the_whole_list_is_taken_away_masked_with_a_holdout_in_the_readers_language(
    demo_warehouse, open_page, monkeypatch, tmp_path
):
    """The file is made outside of the run that offers it, where nobody has set a language."""
    app = open_page("churn-warning", warehouse="demo", lang="zh_CN", risk="60", first_channel="Store")
    app.button(key="keep_churn_list").click().run()
    assert not app.exception
    home = workspace.path_of(tmp_path / "workspace", "demo")
    kept = workspace.read(home, "lists", {"rows": 1})[0]
    wanted = json.loads(kept["choice"])
    rows = store.query(demo_warehouse, "churn_customers", {**wanted, "rows": None, "skip": 0})
    assert len(rows) == kept["contacts"] + kept["holdouts"] > 10
    assert (rows["first_channel"] == "Store").all()
    assert kept["holdouts"] == round(0.1 * len(rows))
    monkeypatch.setenv("CUSTOMER_ASSET_ROLE", "executive")
    warehouse.use("demo")
    i18n.set_language("zh_CN")
    names = {name: name for name in ("customer_key", "customer_id", "risk", "reasons")}
    writer = kept_lists.writer(
        kept, lambda path: churn_texts.with_reasons(rows), names=names, form="csv", file_name="leavers.csv"
    )
    with ThreadPoolExecutor(1) as elsewhere:
        back = pd.read_csv(io.BytesIO(elsewhere.submit(writer).result()), encoding="utf-8-sig")
    assert back["customer_id"].str.endswith("•••••").all()
    assert (back["group"] == "holdout").sum() == kept["holdouts"]
    assert back["reasons"].str.contains("[\u4e00-\u9fff]", regex=True).all()
    assert back["risk"].tolist() == pytest.approx(rows["risk"].round(4).tolist())


def test_a_cut_that_lists_nobody_and_a_filter_that_holds_nobody(open_page, demo_warehouse, assert_sound):
    app = open_page("churn-warning", warehouse="demo", risk="95", first_category="Grocery", cohort_year="2016")
    assert_sound(app)
    app = open_page("churn-warning", warehouse="demo", risk="51")
    assert "51" in app.warning[0].value


def test_a_baseline_that_serves_is_named(open_page, cdnow_tenth_warehouse, open_warehouse, assert_sound):
    app = open_page("churn-warning", warehouse="cdnow-tenth")
    assert_sound(app)
    code = open_warehouse(cdnow_tenth_warehouse).execute("select code from churn_note where severity = 'chosen'")
    is_baseline = code.fetchall()[0][0] == "baseline_wins"
    assert any("A plain rule warns as well" in block.value for block in app.subheader) == is_baseline


def test_refusal_names_what_is_missing_and_leads_on(open_page, online_retail_warehouse, assert_sound):
    app = open_page("churn-warning", warehouse="online-retail")
    assert_sound(app)
    assert "No early warning" in app.title[0].value
    assert "374 days" in app.info[0].value
    assert "risk-days" not in app.info[0].value
