"""Segments by score as a filter: parts add up, counts by hand, own ranges, with other filters, saved, gone, nobody."""

import json

import pytest

from data import store, workspace
from ui import formats, list_names, scored, segment_ranges

TODAY = ("matrix", "clv", "churn-warning")
RANGES = segment_ranges.ALL | {"recency_to": 2, "money_from": 4}
SUMS = {  # what each query counts of the base
    "value_risk_cells": ("customers", "value_36m"),
    "churn_by_bin": ("customers", "value_at_risk"),
    "value_distribution_bins": ("customers_in_base", "value_36m_in_base"),
    "equity_base_today": ("customers", "value_36m"),
}


@pytest.mark.parametrize("name", ["demo", "cdnow_tenth", "online_retail"])
@pytest.mark.parametrize("query", SUMS)
def test_the_segments_and_who_has_none_add_up_to_the_base(name, query, request):
    path = request.getfixturevalue(f"{name}_warehouse")

    def sums(**chosen):
        rows = store.query(path, query, {**scored.EVERYBODY, "line": "all", **chosen})
        return rows[list(SUMS[query])].astype(float).sum().to_numpy()

    parts = [sums(rfm_segment=[code]) for code in (*scored.SEGMENTS, scored.NOBODY)]
    assert sum(parts) == pytest.approx(sums())
    assert parts[0][0] > 0 or not sums()[0]  # where no model serves there is nothing to add up
    assert sums(rfm_scores=[100 * r + 10 * f + m for r in range(1, 6) for f in range(1, 6) for m in range(1, 6)]) == (
        pytest.approx(sum(parts[:-1]))
    )


@pytest.fixture
def kept_range(tmp_path):
    """A firm's own segment in the workspace of the demo: late, of high value. Its name would be Markdown."""
    path = tmp_path / "workspace" / "demo.sqlite"
    note = {"subject": f"{segment_ranges.PREFIX}Late *big*", "text": json.dumps(RANGES), "written_by": "somebody"}
    workspace.write(path, "keep_note", note)
    return "own:Late *big*"


def test_pages_of_today_count_a_segment_like_sql(
    open_page, metrics, assert_sound, demo_warehouse, open_warehouse, kept_range
):
    con = open_warehouse(demo_warehouse)
    for asked, segment in (("champions", "champions"), (kept_range, None)):
        count, value, listed = con.execute(
            "select count(*), sum(l.value_36m), count(*) filter (where s.risk >= 0.5) "
            "from rfm join customer_line as l using (customer_key) join customer as c using (customer_key) "
            "left join churn_score as s using (customer_key) where l.line = 'all' and c.first_channel = 'Store' "
            "and case when $segment is null then recency <= 2 and money >= 4 else segment = $segment end",
            {"segment": segment},
        ).fetchone()
        chosen = {"warehouse": "demo", "first_channel": "Store", "scored": asked}
        app = open_page("matrix", **chosen)
        assert_sound(app)
        assert metrics(app)["In the matrix"] == formats.short(count)
        assert any("First channel: Store" in block.value and "R, F, M" in block.value for block in app.caption)
        assert not any(box.label == "Movement since" for box in app.selectbox)
        if segment is None:
            continue
        app = open_page("clv", **chosen)
        assert_sound(app)
        assert metrics(app)["Value of the base"] == formats.money(value, "CNY")
        assert "Value, all customers" not in metrics(app)
        assert any("Without intervals" in block.value for block in (*app.caption, *app.markdown))
        app = open_page("churn-warning", **chosen)
        assert_sound(app)
        assert metrics(app)["On the list"] == formats.short(listed)
        assert "New on the list" not in metrics(app)
        assert any("All customers, whatever the filters" in block.value for block in (*app.caption, *app.markdown))


def test_a_segment_is_chosen_combined_saved_and_kept_with_the_list(
    open_page, address, metrics, assert_sound, demo_warehouse, kept_range, tmp_path
):
    app = open_page("matrix", warehouse="demo", first_region="East China")
    everybody = metrics(app)["In the matrix"]
    app.selectbox(key="filter_scored_en").set_value(kept_range).run()
    assert_sound(app)
    assert address(app)["scored"] == [kept_range]
    inside = metrics(app)["In the matrix"]
    assert inside != everybody
    app.text_input(key="filter_set_name_new").set_value("East, late")
    app.button(key="filter_set_save").click().run()
    app.button(key="keep_matrix_cell").click().run()
    assert not app.exception
    kept = workspace.read(workspace.path_of(tmp_path / "workspace", "demo"), "lists", {"rows": 1})[0]
    choice = json.loads(kept["choice"])
    assert choice["scored"] == kept_range
    assert len(choice["rfm_scores"]) == 2 * 5 * 2
    assert list_names.name_of(kept).endswith("· Own: Late *big*")

    # A page that looks back does not use it: it says so, and why; the set applies in part.
    app.switch_page("../pages/analyst/lifecycle.py").run()
    assert_sound(app)
    said = " ".join(block.value for block in app.caption)
    assert "in part" in said
    assert "not used on this page" in said
    assert "hold on one day only" in said
    assert app.selectbox(key="filter_scored_en").disabled
    app.button(key="clear_filters").click().run()
    assert "scored" not in address(app)
    app.switch_page("../pages/analyst/matrix.py").run()
    app.selectbox(key="filter_set_chosen").set_value(1).run()
    assert metrics(app)["In the matrix"] == inside


def test_segments_that_are_gone_or_too_many_are_named(open_page, address, assert_sound, demo_warehouse):
    app = open_page("matrix", warehouse="demo", scored=["own:<b>gone</b>", "loyal", "new"])
    assert_sound(app)
    (said,) = [block.value for block in app.warning if "not applied" in block.value]
    assert "gone" in said
    assert "New" in said
    assert address(app)["scored"] == ["loyal"]  # one at a time


@pytest.mark.parametrize("path", TODAY)
def test_a_segment_without_customers_leads_out(path, open_page, assert_sound, demo_warehouse):
    app = open_page(path, warehouse="demo", scored="new", cohort_year="2018", lang="zh_CN")
    assert_sound(app)
    assert app.info
    assert any(button.key == "lead_out" for button in app.button)


def test_the_segments_page_leads_to_its_customers_and_a_customer_has_a_segment(
    open_page, assert_sound, demo_warehouse, open_warehouse
):
    app = open_page("segments", warehouse="demo", segment="at_risk")
    assert_sound(app)
    links = [one.proto for one in app.get("page_link") if "scored=at_risk" in one.proto.query_string]
    assert len(links) == len(TODAY)
    con = open_warehouse(demo_warehouse)
    key, recency = con.execute("select customer_key, recency from rfm where segment = 'champions' limit 1").fetchone()
    app = open_page("one-customer", warehouse="demo", customer=str(key))
    assert_sound(app)
    assert any(f"segment: Champions (R {recency}" in block.value for block in app.caption)
