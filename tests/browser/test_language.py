"""The first language is the browser's, where the link names none; a chart can be taken away as a picture with a name."""

import re

import pytest


@pytest.fixture
def open_with(browser, warm_server, cdnow_tenth_warehouse):
    """open_with(locale, path): a page in a fresh browser of that locale."""
    contexts = []

    def open_fresh(locale, path):
        contexts.append(browser.new_context(viewport={"width": 1440, "height": 900}, locale=locale))
        page = contexts[-1].new_page()
        page.goto(f"{warm_server}/{path}", timeout=60_000)
        page.wait_for_selector("[data-testid=stMainBlockContainer] h1", timeout=60_000)
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=60_000)
        return page

    yield open_fresh
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("locale", "path", "is_chinese"),
    [
        ("zh-CN", "", True),
        ("de-DE", "quality?warehouse=cdnow-tenth", False),
        ("zh-CN", "quality?warehouse=cdnow-tenth&lang=en", False),
    ],
)
def test_language_is_the_links_else_the_browsers(locale, path, is_chinese, open_with):
    page = open_with(locale, path)
    assert bool(re.search(r"[\u4e00-\u9fff]", page.locator("h1").inner_text())) == is_chinese
    assert bool(re.search(r"[\u4e00-\u9fff]", page.locator("[data-testid=stSidebarNav]").inner_text())) == is_chinese


def test_a_chart_is_taken_away_as_a_picture_with_its_day(open_with):
    page = open_with("en-US", "acquisition-churn?warehouse=cdnow-tenth")
    chart = page.locator("[data-testid=stPlotlyChart]").first
    chart.hover()
    with page.expect_download(timeout=30_000) as taken:
        chart.locator("[data-title*='PNG'], [data-title*='png']").first.click()
    assert re.fullmatch(r"cdnow-tenth-\w+-1998-06-30\.png", taken.value.suggested_filename)
