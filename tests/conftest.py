"""What tests share: real data, and real warehouses built once a run by build.py, however many workers run."""

import contextlib
import importlib.util
import io
import os
import shutil
import subprocess
import sys
import time
import uuid
from functools import cache
from pathlib import Path

import duckdb
import hypothesis
import pytest
from streamlit.components.v2 import manifest_scanner

from builder.command import main

REPOSITORY = Path(__file__).resolve().parent.parent
BUILD_SECONDS = 900  # far more than any build needs: a busy machine is no failure

# The same examples on each run: a red run must be red again on the next machine.
hypothesis.settings.register_profile("steady", deadline=None, derandomize=True, max_examples=30)
hypothesis.settings.load_profile("steady")


@pytest.fixture(scope="session", autouse=True)
def packages_scanned_once():
    """Streamlit reads what is known of every installed package at each start of an app; here that is at each test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session")
def repository():
    """Root folder of the project."""
    return REPOSITORY


@pytest.fixture(scope="session")
def datasets_dir():
    """Folder with the real data sets, which are not part of the project."""
    folder = Path(os.environ.get("DATASETS_DIR", REPOSITORY.parent / "shared" / "datasets"))
    if not folder.is_dir():
        pytest.skip("no real data sets here: set DATASETS_DIR to the folder that holds them")
    return folder


@pytest.fixture(scope="session")
def lifetimes_dir():
    """Folder of the data files inside the lifetimes package, found without importing it."""
    return Path(importlib.util.find_spec("lifetimes").origin).parent / "datasets"


@pytest.fixture(scope="session")
def run_build():
    """Run build.py as its users do: run_build(*arguments, cwd=...) -> CompletedProcess with text.

    In this process, where the models' libraries are loaded already; `apart`, or any option of subprocess.run: in a child.
    """

    def run(*arguments, cwd=REPOSITORY, apart=False, **options):
        command = [sys.executable, str(REPOSITORY / "build.py"), *map(str, arguments)]
        if not (apart or options):
            return _run_here(command, cwd)
        return subprocess.run(
            command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=BUILD_SECONDS, **options
        )

    return run


def _run_here(command, cwd):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(cwd), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main(command[2:])
        except SystemExit as error:  # as argparse leaves
            status = error.code
    return subprocess.CompletedProcess(command, status, out.getvalue(), err.getvalue())


@pytest.fixture(scope="session")
def warehouses_root(tmp_path_factory, worker_id):
    """Root folder of the session's warehouses, one for all workers; the app reads it as WAREHOUSES_DIR.

    TEST_WAREHOUSES_DIR names a folder that is kept between runs: whoever works on pages need not build again each time,
    and empties it when the build has changed.
    """
    if kept := os.environ.get("TEST_WAREHOUSES_DIR"):
        Path(kept).mkdir(parents=True, exist_ok=True)
        return Path(kept)
    base = tmp_path_factory.getbasetemp()
    root = (base if worker_id == "master" else base.parent) / "warehouses"
    root.mkdir(exist_ok=True)
    return root


@pytest.fixture(scope="session")
def built_once(warehouses_root, run_build):
    """built_once(name, *arguments): path of the published file; the first worker builds, the others wait."""

    def path_of(name, *arguments):
        claim, answer = warehouses_root / f".{name}.claim", warehouses_root / f".{name}.answer"
        try:
            claim.touch(exist_ok=False)
        except FileExistsError:
            return _wait_for(answer)
        said = f"the build of {name} did not end"
        try:
            result = run_build(*arguments, "--name", name, "--warehouses", warehouses_root)
            published = result.stdout.strip().splitlines()[-1] if result.returncode == 0 else ""
            said = published or f"the build of {name} failed\n{result.stderr}"
        finally:  # whatever happens, the workers that wait must hear of it
            note = warehouses_root / f".{name}.note"
            note.write_text(said, encoding="utf-8")
            note.replace(answer)
        return _wait_for(answer)

    return path_of


def _wait_for(answer):
    """Path written in `answer` once it is there; fails the test with the build's own words otherwise."""
    give_up_at = time.monotonic() + BUILD_SECONDS
    while not answer.exists():
        if time.monotonic() > give_up_at:
            pytest.fail(f"no build within {BUILD_SECONDS} s: {answer.name}")
        time.sleep(0.1)
    path = Path(answer.read_text(encoding="utf-8"))
    if not path.name.endswith(".duckdb"):
        pytest.fail(str(path))
    return path


@pytest.fixture(scope="session")
def cdnow_warehouse(built_once):
    """All of CDNOW: 23,570 customers, revenue only, no dimensions."""
    return built_once("cdnow", "--sample", "cdnow")


@pytest.fixture(scope="session")
def cdnow_tenth_warehouse(built_once):
    """The published 1/10 sample of CDNOW."""
    return built_once("cdnow-tenth", "--sample", "cdnow-tenth")


@pytest.fixture(scope="session")
def online_retail_warehouse(built_once, datasets_dir):
    """A real British web shop with all its dirt."""
    return built_once("online-retail", datasets_dir / "online_retail.csv.gz", "--currency", "GBP")


@pytest.fixture(scope="session")
def demo_warehouse(built_once):
    """The demo company: shop and contracts, all dimensions, margins."""
    return built_once("demo", "--sample", "demo")


@pytest.fixture(scope="session")
def refused_warehouse(built_once, tmp_path_factory):
    """Two months of a shop: too short for every model, so all of them are refused."""
    source = tmp_path_factory.mktemp("refused") / "orders.csv"
    lines = [f"c{n % 40},2024-0{1 + n % 2}-{1 + n * 7 % 28:02d},{5 + n % 9}.50" for n in range(120)]
    source.write_text("\n".join(["customer_id,order_date,amount", *lines]) + "\n", encoding="utf-8")
    return built_once("refused", source)


@pytest.fixture(scope="session")
def connect(tmp_path_factory):
    """connect(path): a read-only connection of the test's own, through another name of the same file.

    Pages read the file in this process with other settings, and DuckDB refuses two of them under one name.
    """
    folder = tmp_path_factory.mktemp("names")

    def connect_by_another_name(path):
        name = folder / f"{uuid.uuid4().hex}.duckdb"
        try:
            os.link(path, name)
        except OSError:  # another disk
            shutil.copy(path, name)
        return duckdb.connect(str(name), read_only=True)

    return connect_by_another_name


@pytest.fixture(scope="session")
def cdnow_tenth_btyd(built_once, connect):
    """State of the 1/10 sample on 1997-09-30, by file and SQL: frequency, recency_days, age_days, repeat_value.

    One row a customer with its customer_id, times in days, 2,357 rows: the calibration that the papers publish.
    """
    path = built_once("cdnow-tenth-1997-09", "--sample", "cdnow-tenth", "--as-of", "1997-09-30", "--no-models")
    with connect(path) as connection:
        return connection.execute(
            "select customer_id, frequency::double as frequency, recency_days::double as recency_days, "
            "age_days::double as age_days, repeat_value from customer order by customer_key"
        ).df()


@pytest.fixture
def open_warehouse(connect):
    """open_warehouse(path): a read-only connection, closed after the test."""
    opened = []

    def open_read_only(path):
        opened.append(connect(path))
        return opened[-1]

    yield open_read_only
    for connection in opened:
        connection.close()
