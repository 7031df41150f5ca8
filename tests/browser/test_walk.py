"""Every page, opened first of all on a cold server by a deep link with filters in it, at a desk and on a phone."""

import os
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlparse

import pytest

from ui.page_list import PAGES

SIZES = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
FILTERS = {"warehouse": "cdnow", "cohort_year": "1997", "grain": "quarter", "period_from": "1997-04-01"}
ERROR_BOX = "[data-testid=stException], [data-testid=stAlertContentError]"
NAVIGATION = "[data-testid=stSidebarNavLink]"
PAGE_MILLISECONDS = 60_000
PATHS = [page.path for page in PAGES]
COLD = PATHS[::12]  # a server of its own for each: a few of every group
RETAIL, DEMO = ("online-retail", "light", "en"), ("demo", "dark", "zh_CN")
# By default each page is opened at one size, and every third on another warehouse; WALK_ALL=1 opens all of them everywhere.
SIZED = [(path, ("desk", "phone")[number % 2]) for number, path in enumerate(PATHS)]
ELSEWHERE = [(path, *(RETAIL, DEMO)[number % 2]) for number, path in enumerate(PATHS[::3])]
if os.environ.get("WALK_ALL") == "1":
    SIZED = [(path, size) for path in PATHS for size in SIZES]
    ELSEWHERE = [(path, *where) for path in PATHS for where in (RETAIL, DEMO)]
FAULTS = (Path(__file__).parent / "faults.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def open_page(browser):
    """open_page(address, size, query, ...): the page of that address, its script run to the end.

    Each address is loaded anew, in a session of its own. One tab serves all pages of a size and ground: a new one takes
    twice as long, since it has to read the scripts again.
    """
    tabs = {}

    def open_fresh(address, size, query, **options):
        key = (size, *sorted(options.items()))
        if key not in tabs:
            tabs[key] = browser.new_context(viewport=SIZES[size], locale="en-US", **options).new_page()
        tabs[key].goto(f"{address}?{urlencode(query)}", wait_until="domcontentloaded", timeout=PAGE_MILLISECONDS)
        settle(tabs[key])
        return tabs[key]

    yield open_fresh
    for tab in tabs.values():
        tab.context.close()


def settle(page):
    """Returns when the script has run to the end and nothing is being drawn any more."""
    page.wait_for_selector("[data-testid=stMainBlockContainer] h1", timeout=PAGE_MILLISECONDS)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=PAGE_MILLISECONDS)
    page.wait_for_selector("[data-testid=stSkeleton]", state="detached", timeout=PAGE_MILLISECONDS)
    page.wait_for_timeout(500)  # plotly draws a moment after the script has ended


def keep_screenshot(page, file):
    """Save the whole page where ARTIFACTS_DIR asks for it; the window is made as tall as what scrolls inside it."""
    if not os.environ.get("ARTIFACTS_DIR"):
        return
    content = page.locator("[data-testid=stMainBlockContainer]").bounding_box()
    size = page.viewport_size
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], round(content["height"]) + 60)})
    page.wait_for_timeout(300)
    page.screenshot(path=file)
    page.set_viewport_size(size)


def assert_shown_well(page):
    """In the frame, with one headline, no error box, nothing cut off, overlapping or wider than the screen."""
    links = page.locator(NAVIGATION).evaluate_all("links => links.map(link => new URL(link.href).pathname.slice(1))")
    assert links == [each.path for each in PAGES], "without the page list the frame did not run"
    assert page.locator("h1").count() == 1
    assert page.locator(ERROR_BOX).all_inner_texts() == []
    assert page.evaluate(FAULTS) == []


def parameters_of(url):
    return {name: values[-1] for name, values in parse_qs(urlparse(url).query).items()}


def test_every_script_is_a_page(repository):
    scripts = {path.relative_to(repository / "pages").as_posix() for path in (repository / "pages").glob("*/*.py")}
    assert scripts - {page.script for page in PAGES} == {name for name in scripts if name.endswith("__init__.py")}


@pytest.mark.parametrize("path", COLD)
def test_cold_deep_link_opens_in_the_frame(path, cold_server, open_page, cdnow_warehouse, cdnow_tenth_warehouse):
    with cold_server() as address:
        page = open_page(f"{address}/{path}", "desk", FILTERS)
        assert_shown_well(page)
        assert urlparse(page.url).path == f"/{path}"
        assert FILTERS.items() <= parameters_of(page.url).items()


@pytest.mark.parametrize(("path", "size"), SIZED)
def test_deep_link_opens_at_its_size(
    path, size, warm_server, open_page, artifacts, cdnow_warehouse, cdnow_tenth_warehouse
):
    page = open_page(f"{warm_server}/{path}", size, FILTERS)
    keep_screenshot(page, artifacts / f"{path}-{size}.png")
    assert_shown_well(page)
    assert urlparse(page.url).path == f"/{path}"
    assert FILTERS.items() <= parameters_of(page.url).items()


def test_bare_address_opens_the_first_page_with_its_filters(
    warm_server, open_page, cdnow_warehouse, cdnow_tenth_warehouse
):
    page = open_page(f"{warm_server}/", "desk", FILTERS)
    assert_shown_well(page)
    assert urlparse(page.url).path == f"/{PAGES[0].path}"
    assert FILTERS.items() <= parameters_of(page.url).items()


def test_filters_stay_when_the_page_is_switched(warm_server, open_page, cdnow_warehouse, cdnow_tenth_warehouse):
    page = open_page(f"{warm_server}/{PAGES[0].path}", "desk", FILTERS)
    for other in PAGES[1::6]:
        page.locator(f"{NAVIGATION}[href*='/{other.path}']").click()
        page.wait_for_url(f"**/{other.path}?*", timeout=PAGE_MILLISECONDS)
        settle(page)
        assert_shown_well(page)
        assert FILTERS.items() <= parameters_of(page.url).items(), other.path


@pytest.mark.parametrize(("path", "name", "scheme", "language"), ELSEWHERE)
def test_every_page_on_other_warehouses(name, scheme, language, path, request, warm_server, open_page, artifacts):
    request.getfixturevalue(f"{name.replace('-', '_')}_warehouse")
    query = {"warehouse": name, "lang": language}
    page = open_page(f"{warm_server}/{path}", "desk", query, color_scheme=scheme)
    keep_screenshot(page, artifacts / f"{path}-{name}-{scheme}-{language}.png")
    assert_shown_well(page)
