"""Segments: scores against SQL by hand, lists as long as their segments, own segments kept, the page on several firms."""

import pytest

from data import store, workspace
from ui import segment_rules

NO_FILTER = dict.fromkeys(("first_channel", "first_region", "first_category", "cohort_year"))


@pytest.mark.parametrize("name", ["demo", "cdnow_tenth"])
def test_segments_hold_the_base_once_and_lists_are_as_long(name, request, open_warehouse):
    path = request.getfixturevalue(f"{name}_warehouse")
    con = open_warehouse(path)
    base = con.execute(
        "select count(*) from spell join customer using (customer_key) where lost_on is null and has_shop and "
        "line = (select case lines when 'both' then 'shop' else 'all' end from build_info)"
    ).fetchone()[0]
    rows = store.query(path, "rfm_segments", NO_FILTER)
    assert rows["customers"].sum() == base
    wanted = {**NO_FILTER, **segment_rules.ALL, "segment": None, "judged": None, "rows": None, "skip": 0}
    for segment in rows.itertuples():
        listed = store.query(path, "rfm_customers", {**wanted, "segment": segment.segment})
        assert len(listed) == segment.customers == listed["customers"].iloc[0]
        assert listed["value_12m"].sum() == pytest.approx(segment.value_12m)
    for kind in ("recent_but_overdue", "quiet_but_on_time"):
        assert len(store.query(path, "rfm_customers", {**wanted, "judged": kind})) == rows[kind].sum()


def test_the_typical_gap_is_the_own_one_drawn_to_the_category(demo_warehouse, open_warehouse):
    """Half-way for two gaps of one's own; and what is known later has no part in the scores that are checked."""
    con = open_warehouse(demo_warehouse)
    wrong, customers = con.execute(
        """
        select count(*) filter (where typical_gap_days not between least(own, all_low) - 0.001 and greatest(own, all_high) + 0.001),
            count(*)
        from (
            select typical_gap_days, recency_days / nullif(frequency, 0) as own,
                min(typical_gap_days) filter (where frequency = 0) over () as all_low,
                max(typical_gap_days) filter (where frequency = 0) over () as all_high
            from rfm join customer using (customer_key)
        ) where own is not null
        """
    ).fetchone()
    assert (wrong, customers > 500) == (0, True)
    checked, base_then = con.execute(
        "select (select sum(customers) from rfm_check), (select count(distinct customer_key) from spell where line = 'shop' "
        "and started_on <= (select as_of - risk_days from build_info) "
        "and (lost_on is null or lost_on > (select as_of - risk_days from build_info)))"
    ).fetchone()
    assert checked == base_then


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
@pytest.mark.parametrize(
    "asked", [{}, {"segment": "recent_but_overdue"}, {"first_region": "East China", "segment": "champions"}]
)
def test_the_page_opens(lang, asked, open_page, assert_sound, demo_warehouse):
    app = open_page("segments", warehouse="demo", lang=lang, **asked)
    assert_sound(app)
    assert any("customer_id" in frame.value.columns for frame in app.dataframe) or app.info


def test_an_own_segment_is_kept_and_taken_away(open_page, assert_sound, cdnow_tenth_warehouse, tmp_path):
    app = open_page("segments", warehouse="cdnow-tenth")
    app.text_input(key="segment_name").set_value("Best *late* ones")
    app.slider(key="segment_recency").set_value((1, 2))
    app.slider(key="segment_money").set_value((5, 5))
    app.button(key="FormSubmitter:own_segment-Save the segment").click().run()
    assert_sound(app)
    listed = next(frame.value for frame in app.dataframe if "customer_id" in frame.value.columns)
    assert set(listed["money"]) == {5}
    assert set(listed["recency"]) <= {1, 2}
    app.button(key="keep_segment").click().run()
    assert not app.exception
    kept = workspace.read(workspace.path_of(tmp_path / "workspace", "cdnow-tenth"), "lists", {"rows": 1})[0]
    assert kept["kind"] == "segment"
    # A name is given once.
    app.text_input(key="segment_name").set_value("best *LATE* ones")
    app.button(key="FormSubmitter:own_segment-Save the segment").click().run()
    assert any("of this name already" in block.value for block in app.info)
    # On another page it leads here, and the page says why it filters nothing there; its name is text.
    app.switch_page("../pages/analyst/lifecycle.py").run()
    assert_sound(app)
    assert any("hold on one day only" in block.value for block in app.caption)
    (link,) = [one.proto for one in app.get("page_link") if "own" in one.proto.query_string]
    assert link.label == "Best \\*late\\* ones"
    # It is taken off the list, and the list that was kept of it stays.
    app.switch_page("../pages/analyst/segments.py").run()
    app.button(key="drop_own_segment").click().run()
    assert_sound(app)
    assert not any("Best" in option for one in app.selectbox for option in one.options)
    assert workspace.read(workspace.path_of(tmp_path / "workspace", "cdnow-tenth"), "lists", {"rows": 1}) == [kept]


@pytest.mark.parametrize("asked", [{"segment": "own:gone"}, {"segment": "x' or 1"}])
def test_a_segment_that_is_not_there_is_named(asked, open_page, cdnow_tenth_warehouse):
    app = open_page("segments", warehouse="cdnow-tenth", **asked)
    assert not app.exception
    assert app.warning
