"""Every page opens on every warehouse in both languages: a finding as the title, no error, nothing untranslated."""

import re

import pytest

from ui.page_list import PAGES

WAREHOUSES = {"cdnow": "cdnow_warehouse", "online-retail": "online_retail_warehouse"}


@pytest.fixture(params=list(WAREHOUSES))
def warehouse(request):
    request.getfixturevalue(WAREHOUSES[request.param])
    return request.param


@pytest.mark.parametrize("path", [page.path for page in PAGES])
@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_page_opens(path, lang, warehouse, open_page, assert_sound):
    app = open_page(path, warehouse=warehouse, lang=lang)
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
