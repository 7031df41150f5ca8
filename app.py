"""The server: `streamlit run app.py` starts the dashboard. Response headers, warm-up and the answer to errors.

The script of the dashboard is `ui/main.py`; `build.py` makes the warehouses it shows.
"""

import base64
import gc
import hashlib
import importlib
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import i18n
from ui.i18n import _

LOG = logging.getLogger("app")


def inline_script_hashes() -> str:
    """Hashes of the scripts that stand in Streamlit's own page, as a content security policy names them."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    bodies = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", page, flags=re.DOTALL)
    digests = (hashlib.sha256(body.encode()).digest() for body in bodies)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


# Streamlit's own page needs inline styles, blob workers and a socket to this host; nothing comes from elsewhere.
CONTENT_SECURITY_POLICY = (
    f"default-src 'self'; script-src 'self' {inline_script_hashes()}; worker-src 'self' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' ws: wss: data: blob:; media-src 'self' data: blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
# What pages import, so that the first reader does not wait for it.
WARM_MODULES = (
    "ui",
    "ui.frame",
    "ui.findings",
    "analytics.figures",
    "analytics.matrix",
    "analytics.concentration",
    "babel.dates",
    "streamlit.emojis",
)


class SecurityHeaders:
    """ASGI middleware that adds HEADERS to every HTTP response; sockets pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *HEADERS]
            await send(message)

        await self.app(scope, receive, send_with_headers)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, object]]:
    """Import and compile what pages need, then take all of it out of the garbage collector's sight.

    Streamlit runs a full collection after every script run; with these libraries loaded it costs 70 to 100 ms each
    time unless they are frozen before the first session.
    """
    for module in WARM_MODULES:
        importlib.import_module(module)
    i18n.warm()
    gc.collect()
    gc.freeze()
    yield {}


def say_sorry(error: Exception) -> bool:
    """One sentence for the reader, the details for the log."""
    LOG.error("page failed", exc_info=error)
    st.error(_("Something went wrong on this page; the details are in the server's log."), icon=":material/error:")
    return True


app = st.App("ui/main.py", lifespan=lifespan, middleware=[Middleware(SecurityHeaders)], on_script_error=say_sorry)
