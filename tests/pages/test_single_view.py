"""Duplicate customers on the page: what is found, what a decision does, who may see what, and what is logged."""

import pytest
from streamlit.testing.v1 import AppTest

from data import workspace
from ui import warehouse


@pytest.fixture
def kept(tmp_path):
    """Rows of a named statement of the demo's workspace."""
    return lambda name, **params: workspace.read(tmp_path / "workspace" / "demo.sqlite", name, params)


def metric(app, label):
    return int({metric.label: metric.value for metric in app.metric}[label].replace(",", ""))


def test_decisions_are_kept_and_undone(open_page, demo_warehouse, open_warehouse, assert_sound, kept, address):
    con = open_warehouse(demo_warehouse)
    sure, doubtful = con.execute(
        "select count(*) filter (where is_sure), count(*) filter (where not is_sure) from match_pair"
    ).fetchone()
    app = open_page("single-view", warehouse="demo")
    assert_sound(app)
    assert (metric(app, "Sure pairs"), metric(app, "Doubtful pairs"), metric(app, "Ids merged")) == (sure, doubtful, 0)
    assert f"{sure:,}" in app.title[0].value
    effect = next(frame.value for frame in app.dataframe if "After merging" in frame.value or "then" in frame.value)
    ids = con.execute(
        "select count(distinct e) from (select unnest([left_entry, right_entry]) as e from match_pair where is_sure)"
    ).fetchone()[0]
    assert effect["then"].iloc[0] < effect["now"].iloc[0]
    assert effect["now"].iloc[0] - effect["then"].iloc[0] < ids

    app.button(key="match_different").click().run()
    assert_sound(app)
    assert metric(app, "Doubtful pairs") == doubtful - 1
    app.button(key="match_accept_all").click().run()
    assert_sound(app)
    decisions = kept("match_decisions")
    assert [sum(row["verdict"] == verdict for row in decisions) for verdict in ("same", "different")] == [sure, 1]
    assert {row["decided_by"] for row in decisions} == {"analyst"}
    assert len(kept("merges_in_force")) == sure
    assert any(f"{sure:,} decisions take effect" in block.value for block in app.markdown)
    assert not {"name", "phone", "email"} & set(address(app)), "nothing personal in the address"

    first = decisions[-1]["decision_id"]
    app.session_state["match_decision_picked"] = first
    app.run()
    app.button(key="match_undo").click().run()
    assert_sound(app)
    undone = next(row for row in kept("match_decisions") if row["decision_id"] == first)
    assert undone["undone_by"] == "analyst"
    assert metric(app, "Doubtful pairs") == doubtful
    app.button(key="match_undo_all").click().run()
    assert_sound(app)
    assert not kept("merges_in_force")
    assert len(kept("match_decisions")) == len(decisions), "what was decided stays written"
    assert metric(app, "Sure pairs") == sure


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_data_without_people_say_so(lang, open_page, cdnow_tenth_warehouse, assert_sound):
    app = open_page("single-view", warehouse="cdnow-tenth", lang=lang)
    assert_sound(app)
    assert len(app.info) == 1


def test_a_workspace_that_cannot_be_used_is_said(open_page, demo_warehouse, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    app = open_page("health", warehouse="demo")
    monkeypatch.setenv("WORKSPACE_DIR", str(tmp_path / "file"))
    for page in ("single_view", "export_log"):
        app.switch_page(f"../pages/data/{page}.py").run()
        assert not app.exception
        assert app.info, page


def test_a_pair_of_a_link_that_is_not_there_is_no_fault(open_page, demo_warehouse, assert_sound):
    assert_sound(open_page("single-view", warehouse="demo", pair="<b>9", band="decided"))


@pytest.mark.parametrize(("role", "opens"), [("executive", False), ("presenter", False), ("analyst", True)])
def test_who_may_open_it(role, opens, open_page, demo_warehouse, monkeypatch):
    monkeypatch.setenv("CUSTOMER_ASSET_ROLE", role)
    app = open_page("single-view", warehouse="demo")
    assert not app.exception
    assert ("not open to your role" in app.title[0].value) is not opens
    assert bool(app.dataframe) is opens


def take_a_file():
    """A script that takes a file away, as a page does."""
    import streamlit as st

    from ui import address, export_log, warehouse

    warehouse.use("demo")
    address.follow("matrix", ("cell",))
    address.choose("first_region", ["华东"])
    make = export_log.noted(lambda: b"made", what="cells", rows=4, file_name="demo-cells.csv")
    st.text(make().decode())


def test_a_file_is_noted_before_it_is_handed_out(open_page, demo_warehouse, assert_sound, kept, tmp_path):
    app = open_page("export-log", warehouse="demo")
    assert_sound(app)
    assert not app.dataframe
    taken = AppTest.from_function(take_a_file).run()
    assert [text.value for text in taken.text] == ["made"]
    entry = kept("export_log", rows=10)[0]
    told = {name: entry[name] for name in ("what", "rows", "exported_by", "choice", "is_masked")}
    assert told == {
        "what": "matrix: cells", "rows": 4, "exported_by": "analyst", "choice": '{"first_region": ["华东"]}', "is_masked": 1,
    }  # fmt: skip
    app = open_page("export-log", warehouse="demo")
    assert_sound(app)
    assert "1 file" in app.title[0].value

    for file in (tmp_path / "workspace").iterdir():
        file.unlink()
    (tmp_path / "workspace" / "demo.sqlite").mkdir()  # the log cannot be written: no file either
    taken = AppTest.from_function(take_a_file).run()
    assert taken.exception
    assert not taken.text


@pytest.mark.parametrize("path", ["single-view", "matrix", "clv"])
def test_personal_values_stay_out_of_the_cache(path, open_page, demo_warehouse, assert_sound):
    assert_sound(open_page(path, warehouse="demo"))
    cached = {what[0] for what in warehouse._without_personal}
    assert not {"matrix_customers", "top_customers", "match_sides", "customer_find", "match_entry"} & cached
    assert {"single-view": "match_pairs", "matrix": "value_risk_cells", "clv": "customer_totals"}[path] in cached
