"""axe-core over every page: no violation of WCAG 2.2 A and AA but for what the framework draws by itself.

By default every fourth page is looked at, light and dark, English and Chinese in turn; AXE_ALL=1 looks at every page in all
four, which takes minutes. Keyboard alone reaches the page list, the filters and what is in the page.
"""

import os
from itertools import product
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe

from ui.page_list import PAGES

COMBINATIONS = list(product(("light", "dark"), ("en", "zh_CN")))
OPTIONS = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
# The framework's own, each with the rule it breaks; no page can change them. A chart has its alternative text and its
# table beside it, and the contrast of its colours is held by tests of their own.
FRAMEWORK = {
    "[data-testid=stSidebarNavItems]": "list, listitem: groups between the list and its items",
    "[data-testid=stMetricChart]": "svg-img-alt: the marks of a sparkline",
    "[data-testid=stDataFrame]": "the grid's hidden table, rebuilt while it is scrolled",
    ".js-plotly-plot": "texts inside a drawing",
}
PAGE_MILLISECONDS = 60_000


def pages_of(position):
    """Every fourth page once over all combinations, or every page in each of them."""
    return PAGES if os.environ.get("AXE_ALL") == "1" else PAGES[4 * position :: 4 * len(COMBINATIONS)]


@pytest.fixture(scope="module")
def visit(browser, warm_server):
    """visit(path, scheme, lang): the page in one browser of that ground, kept while ground and language stay."""
    contexts = {}

    def open_page(path, scheme, lang):
        if (scheme, lang) not in contexts:
            size = {"width": 1440, "height": 900}
            context = browser.new_context(viewport=size, color_scheme=scheme, locale="en-US")
            contexts[scheme, lang] = context.new_page()
            query = urlencode({"warehouse": "demo", "lang": lang})
            contexts[scheme, lang].goto(f"{warm_server}/{path}?{query}", timeout=PAGE_MILLISECONDS)
        else:
            page = contexts[scheme, lang]
            page.locator(f"[data-testid=stSidebarNavLink][href$='/{path}']").click()
            page.wait_for_url(f"**/{path}?*", timeout=PAGE_MILLISECONDS)
        settle(contexts[scheme, lang])
        return contexts[scheme, lang]

    yield open_page
    for page in contexts.values():
        page.context.close()


def settle(page):
    page.wait_for_selector("[data-testid=stMainBlockContainer] h1", timeout=PAGE_MILLISECONDS)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=PAGE_MILLISECONDS)
    page.wait_for_selector("[data-testid=stSkeleton]", state="detached", timeout=PAGE_MILLISECONDS)


@pytest.mark.parametrize(("scheme", "lang"), COMBINATIONS)
def test_no_violation_beyond_the_frameworks_own(scheme, lang, visit, demo_warehouse):
    looked_at = pages_of(COMBINATIONS.index((scheme, lang)))
    wrong = []
    for path in (page.path for page in looked_at):
        page = visit(path, scheme, lang)
        context = {"exclude": [[selector] for selector in FRAMEWORK]}
        for violation in Axe().run(page, context=context, options=OPTIONS).response["violations"]:
            wrong += [(path, violation["id"], node["html"][:160]) for node in violation["nodes"]]
    assert wrong == []


def test_keyboard_reaches_the_pages_the_filters_and_the_content(visit, demo_warehouse):
    page = visit("health", "light", "en")
    page.locator("body").press("Home")
    wanted = {
        "stSkipToContent",
        "stSidebarNavLink",
        "stSelectbox",
        "stPopoverButton",
        "stPageLink-NavLink",
        "stExpander",
    }
    for _press in range(120):
        page.keyboard.press("Tab")
        wanted.discard(page.evaluate("document.activeElement.closest('[data-testid]')?.dataset.testid"))
        if not wanted:
            break
    assert not wanted
