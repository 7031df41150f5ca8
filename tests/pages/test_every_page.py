"""Every page opens on real warehouses and in both languages: a finding as the title, no error, nothing untranslated."""

import os
import re
from itertools import product

import pytest

from ui.page_list import PAGES

WAREHOUSES = ("cdnow", "demo", "online-retail")
# The browser opens every page on CDNOW in English; WALK_ALL=1 opens them all here too, everywhere in both languages.
OPENED = [("demo", "zh_CN"), ("online-retail", "en")]
if os.environ.get("WALK_ALL") == "1":
    OPENED = list(product(WAREHOUSES, ("en", "zh_CN")))


@pytest.mark.parametrize("path", [page.path for page in PAGES])
@pytest.mark.parametrize(("name", "lang"), OPENED)
def test_page_opens(path, name, lang, request, open_page, assert_sound):
    request.getfixturevalue(f"{name.replace('-', '_')}_warehouse")
    app = open_page(path, warehouse=name, lang=lang)
    assert_sound(app)
    assert bool(re.search(r"[\u4e00-\u9fff]", app.title[0].value)) == (lang == "zh_CN")
    assert len(app.metric) <= 6 or path == "clv"
    assert not re.search(r"\{\w*\}", " ".join(block.value for block in (*app.markdown, *app.caption, *app.title)))


@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_page_opens_for_one_cell(path, open_page, online_retail_warehouse, assert_sound):
    app = open_page(path, warehouse="online-retail", first_region="Belgium", cohort_year="2010", grain="quarter")
    assert_sound(app)


@pytest.mark.parametrize("path", ["health", "acquisition-churn", "clv"])
def test_empty_choice_says_why(path, open_page, online_retail_warehouse, open_warehouse):
    nobody = (
        open_warehouse(online_retail_warehouse)
        .execute(
            """
            select r.value from dimension_value r where r.dimension = 'first_region' and not exists (
                from customer c where c.first_region = r.value and c.cohort_year = 2010)
            """
        )
        .fetchone()
    )
    if nobody is None:
        pytest.skip("every region acquired somebody in 2010")
    app = open_page(path, warehouse="online-retail", first_region=nobody[0], cohort_year="2010")
    assert not app.exception
    assert len(app.title) == 1
    assert any("filters" in block.value for block in app.info)
