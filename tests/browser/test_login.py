"""With a login configured nothing is read before it, and the role decides afterwards: a real provider, a real browser."""

import json
import subprocess
import sys
import time
import urllib.request

import pytest

from ui.access import Reader
from ui.page_list import PAGES

NAVIGATION = "[data-testid=stSidebarNavLink]"
HEADLINE = "[data-testid=stMainBlockContainer] h1"
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
WAIT = 60_000
PEOPLE = {
    "ada": {"email": "ada@firm.example", "email_verified": True},
    "eve": {"email": "eve@firm.example", "email_verified": True},
    "bob": {"email": "bob@elsewhere.example", "email_verified": True},
    "cat": {"email": "ada@firm.example", "email_verified": False},
}
ROLES = """
[roles]
"ada@firm.example" = "admin"
"@firm.example" = "executive"
"""
SECRETS = """
[auth]
redirect_uri = "{app}/oauth2callback"
cookie_secret = "only for this test, only for this test"
client_id = "dashboard"
client_secret = "only for this test"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


@pytest.fixture(scope="module")
def provider(free_port):
    """Address of an OpenID Connect provider that knows PEOPLE."""
    port = free_port()
    users = [word for sub, claims in PEOPLE.items() for word in ("--user-claims", json.dumps({"sub": sub, **claims}))]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), *users]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    try:
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"{address}/.well-known/openid-configuration", timeout=2):
                    break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="module")
def guarded(provider, cold_server, free_port, tmp_path_factory, cdnow_tenth_warehouse):
    """Address of a cold server on which everybody has to log in."""
    folder, port = tmp_path_factory.mktemp("access"), free_port()
    (folder / "access.toml").write_text(ROLES, encoding="utf-8")
    secrets = SECRETS.format(app=f"http://127.0.0.1:{port}", provider=provider)
    (folder / "secrets.toml").write_text(secrets, encoding="utf-8")
    settings = {"ACCESS_FILE": str(folder / "access.toml"), "STREAMLIT_SECRETS_FILES": str(folder / "secrets.toml")}
    with cold_server(port=port, **settings) as address:
        yield address


@pytest.fixture
def new_page(browser):
    """A page in a browser that nobody used before; `frames` collects all that the server sends it."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")
    page = context.new_page()
    page.frames_received = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: page.frames_received.append(frame)))
    yield page
    context.close()


def settled_headline(page):
    page.wait_for_selector(HEADLINE, timeout=WAIT)
    page.wait_for_selector(IDLE, timeout=WAIT)
    page.wait_for_timeout(300)
    return page.locator(HEADLINE).inner_text()


def log_in(page, address, person):
    page.goto(address, wait_until="domcontentloaded", timeout=WAIT)
    page.get_by_role("button", name="Log in").click(timeout=WAIT)
    page.get_by_role("button", name=person, exact=True).click(timeout=WAIT)
    page.wait_for_url(f"{address}/**", timeout=WAIT)
    page.wait_for_selector(HEADLINE, timeout=WAIT)


def listed(page):
    page.wait_for_selector(NAVIGATION, timeout=WAIT)
    links = page.locator(NAVIGATION)
    return links.evaluate_all("links => links.map(link => new URL(link.href).pathname.slice(1))")


def test_no_page_is_read_before_the_login(guarded, new_page):
    """Cold deep links to every page, first of all: a login button, and not a word of the warehouse over the wire."""
    for path in [page.path for page in PAGES] + ["", "no-such-page"]:
        new_page.goto(f"{guarded}/{path}?warehouse=cdnow-tenth", wait_until="domcontentloaded", timeout=WAIT)
        assert settled_headline(new_page) == "Please log in", path
        assert new_page.locator(NAVIGATION).count() == 0, path
        assert new_page.get_by_role("button", name="Log in").count() == 1, path
    sent = b"".join(frame if isinstance(frame, bytes) else str(frame).encode() for frame in new_page.frames_received)
    assert b"Please log in" in sent
    for told in (b"cdnow-tenth.", b"CDNOW", b"2,357", b"As of", b"stPlotly"):
        assert told not in sent, told


@pytest.mark.parametrize(
    ("person", "role"), [("ada", "admin"), ("eve", "executive"), ("bob", "presenter"), ("cat", "presenter")]
)
def test_the_role_decides_which_pages_open(person, role, guarded, new_page):
    allowed = [page.path for page in PAGES if Reader(person, role).opens(page.least_role)]
    log_in(new_page, guarded, person)
    assert listed(new_page) == allowed
    unknown = new_page.get_by_text("has no role of its own").count()
    assert unknown == (0 if person in ("ada", "eve") else 1)
    closed = [page.path for page in PAGES if page.path not in allowed]
    for path in closed if person != "cat" else closed[:1]:  # she has the role of bob, for whom every page is opened
        new_page.goto(f"{guarded}/{path}?warehouse=cdnow-tenth", wait_until="domcontentloaded", timeout=WAIT)
        assert "is not open to your role" in settled_headline(new_page), path
    if role == "presenter":
        new_page.goto(f"{guarded}/health", wait_until="domcontentloaded", timeout=WAIT)
        settled_headline(new_page)
        assert new_page.get_by_text("Download (CSV)").count() == 0


def test_logging_out_closes_again(guarded, new_page):
    log_in(new_page, guarded, "eve")
    new_page.get_by_role("button", name="Log out").click(timeout=WAIT)
    new_page.wait_for_timeout(1500)
    new_page.goto(f"{guarded}/health", wait_until="domcontentloaded", timeout=WAIT)
    assert settled_headline(new_page) == "Please log in"
