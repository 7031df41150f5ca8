"""A real Chromium, a cold server for whoever asks, and a folder for screenshots."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

SERVER_SECONDS = 60
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def browser():
    """A headless system Chromium; skips (or fails under REQUIRE_BROWSER=1) where there is none."""
    if not CHROMIUM:
        reason = "no Chromium on this machine: the browser tests need the package `chromium`"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def artifacts(tmp_path_factory):
    """Folder that keeps the screenshots: ARTIFACTS_DIR, or a temporary one."""
    folder = Path(os.environ.get("ARTIFACTS_DIR") or tmp_path_factory.mktemp("screenshots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def free_port():
    """free_port(): a port of 127.0.0.1 that nobody listens on."""

    def found():
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return probe.getsockname()[1]

    return found


def wait_until_healthy(address, process):
    """Returns once the server answers; asks its health page only, so that no script has run yet."""
    give_up_at = time.monotonic() + SERVER_SECONDS
    while time.monotonic() < give_up_at and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the server did not answer within {SERVER_SECONDS} s (exit status {process.poll()})")


@pytest.fixture(scope="session")
def cold_server(repository, warehouses_root, tmp_path_factory, free_port):
    """`with cold_server() as address`: the app on a free port of 127.0.0.1, on which no page was opened before.

    port : the port to take, when it has to be known before; further names and values go into the environment
    """

    @contextmanager
    def serve(port=None, **environment):
        port = port or free_port()
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "127.0.0.1"]
        command += ["--server.port", str(port), "--server.headless", "true"]
        folder = tmp_path_factory.mktemp("server")
        log = folder / "log.txt"
        with log.open("w", encoding="utf-8") as said:
            process = subprocess.Popen(
                command,
                cwd=repository,
                stdout=said,
                stderr=subprocess.STDOUT,
                env={
                    **os.environ,
                    "WAREHOUSES_DIR": str(warehouses_root),
                    "WORKSPACE_DIR": str(folder / "workspace"),
                    **environment,
                },
            )
            try:
                wait_until_healthy(f"http://127.0.0.1:{port}", process)
                yield f"http://127.0.0.1:{port}"
            finally:
                process.terminate()
                process.wait(timeout=20)
        text = log.read_text(encoding="utf-8")
        assert "Traceback" not in text, text

    return serve


@pytest.fixture(scope="module")
def warm_server(cold_server):
    """Address of one server for the tests of a module."""
    with cold_server() as address:
        yield address
