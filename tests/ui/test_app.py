"""The server's own part: headers on every answer, and one sentence instead of a traceback."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor

import app


def answer_of(asgi, *, kind="http"):
    """Messages an ASGI application sends for one request."""
    sent = []

    async def receive():
        return {"type": "http.request"}

    async def send(message):
        sent.append(message)

    # On a thread of its own: a browser test in the same process may have left its event loop running on this one.
    with ThreadPoolExecutor(1) as one_thread:
        one_thread.submit(asyncio.run, asgi({"type": kind}, receive, send)).result()
    return sent


async def plain_page(_scope, _receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
    await send({"type": "http.response.body", "body": b"hello"})


def test_every_answer_carries_the_headers():
    start, body = answer_of(app.SecurityHeaders(plain_page))
    headers = dict(start["headers"])
    assert headers[b"content-type"] == b"text/html"
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"x-frame-options"] == b"DENY"
    assert headers[b"referrer-policy"] == b"same-origin"
    assert body["body"] == b"hello"


def test_policy_names_no_other_host_and_allows_no_inline_script():
    policy = dict(part.strip().split(" ", 1) for part in app.CONTENT_SECURITY_POLICY.split(";"))
    assert re.fullmatch(r"'self'( 'sha256-[A-Za-z0-9+/=]{44}')+", policy["script-src"])
    assert policy["frame-ancestors"] == "'none'"
    assert not re.search(r"https?:|\*", app.CONTENT_SECURITY_POLICY)


def test_warm_modules_exist_and_leave_the_slow_ones_alone(repository):
    import subprocess
    import sys

    code = (
        "import importlib, sys, app\n"
        "for name in app.WARM_MODULES: importlib.import_module(name)\n"
        "print(*sorted({'sklearn', 'lifetimes', 'plotly.express'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_page_and_charts_are_set_in_one_family(repository):
    import tomllib

    from ui import charts

    config = tomllib.loads((repository / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["theme"]["font"] == config["theme"]["headingFont"] == charts.FONT
    assert config["server"]["address"] == "127.0.0.1"
    assert config["client"]["showErrorDetails"] == "none"
    assert config["browser"]["gatherUsageStats"] is False


def test_grounds_are_those_the_charts_are_drawn_on(repository):
    import tomllib

    from analytics.figures import COLOURS

    theme = tomllib.loads((repository / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    for mode in ("light", "dark"):
        assert theme[mode]["backgroundColor"].upper() == COLOURS[mode]["ground"].upper()
