"""Decisions from a kept list to a measured effect: what the page says equals SQL over the same customers."""

import json
import re
from datetime import date

import numpy as np
import pytest

from analytics import draws
from data import workspace
from ui import kept_lists
from ui.decision_effect import window_of

AS_OF = date(2025, 5, 31)


@pytest.fixture
def base_then(demo_warehouse, open_warehouse):
    """(customer_key, customer_id) of all customers in the base of the demo at the end of May 2025."""
    return open_warehouse(demo_warehouse).execute(
        "select customer_key, customer_id from grade_snapshot join customer using (customer_key) "
        "where snapshot_on = $day order by customer_key",
        {"day": AS_OF},
    ).fetchall()  # fmt: skip


@pytest.fixture
def keep(tmp_path):
    """keep(customers, share): a list as it would have been kept at the end of May 2025; (list_id, held-out keys)."""
    home = workspace.path_of(tmp_path / "workspace", "demo")

    def write(customers, share, *, extra=()):
        keys = np.array([key for key, _id in customers])
        held = draws.held_out(keys, share=share, seed=11)
        members = [
            [kept_lists.fingerprint_of(customer_id), key, int(out)]
            for (key, customer_id), out in zip(customers, held, strict=True)
        ]
        head = {
            "fingerprint": f"{len(customers)}/{share}", "kind": "matrix_cell", "label": "BD [x](http://e.x)", "choice": "{}",
            "build_id": "earlier", "as_of": str(AS_OF), "seed": 11, "holdout_share": share,
            "contacts": int((~held).sum()) + len(extra), "holdouts": int(held.sum()), "made_by": "analyst",
        }  # fmt: skip
        rows = {"parent_id": None, "members": json.dumps(members + list(extra))}
        workspace.write_all(home, [("keep_list", head), ("keep_list_members", rows)])
        return workspace.read(home, "lists", {"rows": 1})[0]["list_id"], {int(key) for key in keys[held]}

    return write


def decide(open_page, list_id, **values):
    app = open_page("decisions", warehouse="demo", list=str(list_id))
    app.text_input(key="decision_name").set_value(values.get("name", "Call *them*"))
    app.text_input(key="decision_owner").set_value(values.get("owner", "Li"))
    app.number_input(key="decision_cost").set_value(values.get("cost", 0.0))
    if "day" in values:
        app.date_input(key="decision_day").set_value(values["day"])
    app.button(key="FormSubmitter:new_decision-Record the decision").click().run()
    assert not app.exception
    return app


def text_of(app):
    return " ".join(block.value for block in (*app.title, *app.subheader, *app.markdown, *app.info, *app.caption))


def test_the_effect_equals_sql_over_the_same_customers(
    open_page, assert_sound, base_then, keep, demo_warehouse, open_warehouse
):
    list_id, held = keep(base_then, 0.3)
    app = decide(open_page, list_id, cost=500.0)
    assert_sound(app)
    said = text_of(app)
    assert "1 measured" in app.title[0].value
    groups = next(frame.value for frame in app.dataframe if "mean_before" in frame.value.columns)
    rows = open_warehouse(demo_warehouse).execute(
        """
        with money as (
            select customer_key, sum(margin) filter (where month between date '2025-06-01' and date '2025-08-01') as after,
                max(month) filter (where month between date '2025-06-01' and date '2025-08-01' and (purchase_days > 0 or revenue > 0))
                    is not null as bought,
                sum(margin) filter (where month between date '2024-06-01' and date '2025-05-01') as before
            from customer_month group by customer_key
        )
        select list_contains($held, customer_key), count(*), avg(cast(coalesce(after, 0) as double)),
            avg(cast(coalesce(bought, false) as int)), avg(cast(coalesce(before, 0) as double))
        from grade_snapshot left join money using (customer_key) where snapshot_on = $day group by 1 order by 1
        """,
        {"held": sorted(held), "day": AS_OF},
    ).fetchall()  # fmt: skip
    shown = groups.assign(bought_share=groups["bought_share"] / 100)
    shown = shown[["customers", "mean", "bought_share", "mean_before"]]
    assert shown.to_numpy(float) == pytest.approx(np.array(rows, dtype=float)[:, 1:])
    assert "more each" in said or "less each" in said
    assert "Call \\*them\\*" in said
    assert "[x](" not in said


def test_a_decision_is_closed_and_opened_again_and_nothing_is_lost(open_page, base_then, keep, tmp_path):
    list_id, _held = keep(base_then[:400], 0.1)
    app = decide(open_page, list_id)
    for event, button in (("closed", "Close it"), ("reopened", "Open it again"), ("withdrawn", "Withdraw it")):
        app.text_input(key="event_note_1").set_value(f"because {event}")
        app.button(key=f"FormSubmitter:event_1-{button}").click().run()
        assert not app.exception
    home = workspace.path_of(tmp_path / "workspace", "demo")
    events = workspace.read(home, "decision_events", {"decision_id": 1})
    assert [row["event"] for row in events] == ["opened", "closed", "reopened", "withdrawn"]
    assert [row["note"] for row in events][1:] == ["because closed", "because reopened", "because withdrawn"]


def test_groups_too_small_and_strangers_are_said(open_page, base_then, keep):
    strangers = [["0" * 15 + "1", 10**9, 0]]
    list_id, _held = keep(base_then[:60], 0.1, extra=strangers)
    said = text_of(decide(open_page, list_id))
    assert "each group needs 30" in said
    assert re.search(r"1 member\w* of the list", said)


def test_a_day_that_the_data_do_not_reach_is_no_effect(open_page, base_then, keep):
    list_id, _held = keep(base_then[:200], 0.2)
    app = decide(open_page, list_id, day=date(2025, 12, 20))
    assert "cannot be measured yet" in text_of(app)
    assert "cannot be told" in app.title[0].value or "can be told" in app.title[0].value


@pytest.mark.parametrize("asked", [{"list": "99"}, {"list": "x' or 1"}, {"decision": "7"}])
def test_links_to_nothing_are_sentences(asked, open_page, demo_warehouse):
    app = open_page("decisions", warehouse="demo", **asked)
    assert not app.exception
    assert len(app.title) == 1


def test_a_decision_without_a_name_is_not_recorded(open_page, base_then, keep):
    list_id, _held = keep(base_then[:100], 0.2)
    app = decide(open_page, list_id, name=" ")
    assert any("needs a name" in block.value for block in app.info)
    assert "No decision" in app.title[0].value


def test_an_unusable_workspace_is_a_sentence(open_page, demo_warehouse, tmp_path):
    (tmp_path / "workspace").write_text("no folder")
    app = open_page("decisions", warehouse="demo")
    assert not app.exception
    assert "cannot be read" in app.title[0].value


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 1, 1), (date(2025, 1, 1), date(2025, 4, 1), 3)),
        (date(2025, 1, 2), (date(2025, 2, 1), date(2025, 5, 1), 3)),
        (date(2025, 4, 1), (date(2025, 4, 1), date(2025, 7, 1), 2)),
        (date(2025, 5, 31), (date(2025, 6, 1), date(2025, 9, 1), 0)),
    ],
)
def test_only_whole_months_count(day, expected):
    window = window_of(day, 3, date(2025, 5, 31))
    assert (window.begins, window.ends, window.observed) == expected
