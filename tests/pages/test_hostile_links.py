"""Links with anything in them, on the pages that no other test asks so: no fault, and nothing of the link is shown as it is."""

import pytest

from ui.page_list import DIMENSIONS, PAGES

HOSTILE = ("<script>alert(1)</script>", "'; drop table customer; --", "x" * 10_000, "-1", "9" * 400, "../../etc", "")
PATHS = ("workshop", "model-cards", "bring-data", "quality", "single-view", "export-log", "glossary")


@pytest.mark.parametrize("path", PATHS)
def test_any_value_of_any_key(path, demo_warehouse, open_page, assert_sound):
    keys = (
        *next(page.keys for page in PAGES if page.path == path),
        *DIMENSIONS,
        "line",
        "grain",
        "period_from",
        "page",
    )
    values = {key: HOSTILE[place % len(HOSTILE)] for place, key in enumerate(keys)}
    app = open_page(path, warehouse="demo", **{key: [value, *HOSTILE[:2]] for key, value in values.items()})
    assert_sound(app)
    kinds = (app.title, app.subheader, app.markdown, app.caption, app.info, app.warning)
    text = " ".join(str(block.value) for kind in kinds for block in kind).replace("\\<", "")
    assert "<script" not in text
    assert "x" * 300 not in text


def test_a_choice_without_a_value_is_not_blamed_on_the_models(demo_warehouse, open_page, assert_sound):
    nobody = {"first_region": "Northeast China", "first_category": "Baby", "cohort_year": "2017", "line": "contract"}
    app = open_page("clv", warehouse="demo", first_channel="Web", **nobody)
    assert_sound(app)
    assert not any("refused" in block.value for block in app.info)
    assert any(button.key == "lead_out" for button in app.button)
