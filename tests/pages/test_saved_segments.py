"""Saved segments: kept by name, chosen on another page, named in the link's view, renamed, deleted, never rendered."""

import pytest

from data import workspace

NAME = "Web & <b>Store</b> 2023"


def names(app):
    return list(app.selectbox(key="filter_set_chosen").options)


def test_a_segment_is_saved_chosen_elsewhere_renamed_and_deleted(
    open_page, address, metrics, assert_sound, demo_warehouse
):
    app = open_page("matrix", warehouse="demo", cohort_year="2023")
    app.multiselect(key="filter_first_channel_en").set_value(["Web", "Store"]).run()
    inside = metrics(app)["In the matrix"]
    app.text_input(key="filter_set_name_new").set_value(f"  {NAME} ").run()
    app.button(key="filter_set_save").click().run()
    assert_sound(app)
    assert any(block.value.startswith("“Web & \\<b\\>") or "“Web" in block.value for block in app.caption)
    assert not any("<b>" in block.value.replace("\\<b", "") for block in app.caption)

    # Another page, without any filter, then the segment; the address holds the filters themselves.
    app.button(key="clear_filters").click().run()
    assert metrics(app)["In the matrix"] != inside
    app.switch_page("../pages/analyst/segments.py").run()
    assert names(app) == [NAME]
    app.selectbox(key="filter_set_chosen").set_value(1).run()
    assert sorted(address(app)["first_channel"]) == ["Store", "Web"]
    assert address(app)["cohort_year"] == ["2023"]
    app.switch_page("../pages/analyst/matrix.py").run()
    assert metrics(app)["In the matrix"] == inside

    # On a page that uses one of its filters it applies in part, and says so.
    app.switch_page("../pages/analyst/channels.py").run()
    assert_sound(app)
    assert any("in part" in block.value for block in app.caption)

    app.text_input(key="filter_set_name_1").set_value("Others").run()
    app.button(key="filter_set_rename").click().run()
    assert names(app) == ["Others"]
    app.button(key="filter_set_delete").click().run()
    assert address(app)["cohort_year"] == ["2023"]
    assert not [box for box in app.selectbox if box.key == "filter_set_chosen"]


@pytest.fixture
def kept_by_others(demo_warehouse, tmp_path):
    """A segment of a value that the warehouse lacks, one that cannot be read, one of another day."""
    path = tmp_path / "workspace" / "demo.sqlite"
    for name, filters in {
        "Gone": '{"first_channel": ["Fax"], "first_region": ["East China"]}',
        "Broken": "{no",
        "List": "[1]",
        "Nobody's": '{"no_such": ["x"]}',
    }.items():
        workspace.write(path, "keep_filter_set", {"set_name": name, "filters": filters, "made_by": "somebody"})
    return path


def test_what_cannot_be_applied_is_said_and_names_are_given_once(open_page, address, assert_sound, kept_by_others):
    app = open_page("stages", warehouse="demo")
    assert names(app) == ["Gone"]
    app.selectbox(key="filter_set_chosen").set_value(1).run()
    assert_sound(app)
    assert "Fax" in app.warning[0].value
    assert address(app)["first_region"] == ["East China"]
    for bad, reason in (("gone", "already"), ("   ", "name first")):
        app.text_input(key="filter_set_name_new").set_value(bad).run()
        app.button(key="filter_set_save").click().run()
        assert any(reason in block.value for block in app.warning)
    assert names(app) == ["Gone"]


def test_presenters_choose_but_do_not_save_and_a_broken_workspace_stops_nobody(
    open_page, assert_sound, kept_by_others, monkeypatch
):
    monkeypatch.setenv("CUSTOMER_ASSET_ROLE", "presenter")
    app = open_page("health", warehouse="demo", first_region="East China")
    assert_sound(app)
    assert names(app) == ["Gone"]
    assert not [button for button in app.button if button.key == "filter_set_save"]
    kept_by_others.write_bytes(b"no database at all " * 100)
    app = open_page("health", warehouse="demo", first_region="East China")
    assert_sound(app)
