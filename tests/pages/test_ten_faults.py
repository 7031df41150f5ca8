"""Ten faults: what the data say equals direct counts; answers by hand stay, as text, and need evidence."""

import pytest

from ui import formats


def notes_of(app):
    return [block.value for block in app.main.markdown]


def keep(app, code, *, verdict, evidence):
    if verdict:
        app.segmented_control(key=f"fault_verdict_{code}_en").set_value(verdict)
    app.text_area(key=f"fault_evidence_{code}").input(evidence)
    app.button(key=f"FormSubmitter:fault_{code}-Keep this answer").click()
    return app.run()


def test_the_datas_word_equals_direct_counts(open_page, demo_warehouse, connect, assert_sound):
    app = open_page("ten-faults", warehouse="demo")
    assert_sound(app)
    con = connect(demo_warehouse)
    gone, all_of = con.execute(
        "with promoted as (select customer_key from feature_snapshot where feature_on = date '2025-06-30' "
        "and promotion_share >= .5) select count(*) filter (where n.customer_key is null), count(*) from promoted as t "
        "left join (select customer_key from feature_snapshot where feature_on = date '2025-12-31') n using (customer_key)"
    ).fetchall()[0]
    promoted = next(text for text in notes_of(app) if "mostly on promotion" in text)
    assert f"Of {all_of} customers who bought mostly on promotion {formats.percent(gone / all_of, 0)}" in promoted
    before, after = con.execute(
        "select sum(before_margin), sum(after_margin) from year_change where year(year_start) = 2025 "
        "and change in ('grew', 'shrank')"
    ).fetchall()[0]
    change = formats.signed_percent(float(after) / float(before) - 1)
    assert any(f"their margin changed by {change}" in text for text in notes_of(app))
    assert sum("not judged yet" in text for text in notes_of(app)) == 2
    assert "2 are not judged yet" in app.title[0].value


@pytest.mark.parametrize("evidence", ["<img src=x> **gifts** $a$ $b$", "礼品" * 200])
def test_an_answer_by_hand_needs_evidence_stays_and_is_text(evidence, open_page, demo_warehouse, assert_sound):
    app = open_page("ten-faults", warehouse="demo")
    assert "without evidence" in " ".join(
        box.value for box in keep(app, "vip_gifts", verdict="found", evidence=" ").info
    )
    app = keep(app, "vip_gifts", verdict="found", evidence=evidence)
    assert_sound(app)
    again = open_page("ten-faults", warehouse="demo", lang="zh_CN")
    assert_sound(again)
    kept = next(text for text in notes_of(again) if text.startswith("人工评判"))
    assert "<img" not in kept.replace("\\<img", "")
    assert evidence[:2] in kept or "\\<" in kept
    assert again.text_area(key="fault_evidence_vip_gifts").value == evidence


def test_published_figures_alone_judge_little_and_say_so(open_page, built_once, assert_sound):
    built_once("dish", "--sample", "dish")
    app = open_page("ten-faults", warehouse="dish")
    assert_sound(app)
    assert "8 are not judged yet" in app.title[0].value
    assert sum(text.startswith("From the data") for text in notes_of(app)) == 2
