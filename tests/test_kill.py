"""A build that is killed in any stage, or finds a full disk, leaves what is published untouched and readable."""

import hashlib
import json
import os
import re
import signal
import subprocess
import sys

import duckdb
import pytest

STAGE = re.compile(r"\[(\d+)/(\d+)\]")
NAME = "shop"
BESIDE = {"current", "order.json"}  # the pointer, and what the build was asked for

pytestmark = pytest.mark.skipif(os.name != "posix", reason="killing and file-size limits as tested here are POSIX")


@pytest.fixture(scope="module")
def published(tmp_path_factory, run_build):
    """Root folder with one published warehouse, and the number of stages that its build announced."""
    root = tmp_path_factory.mktemp("killed")
    result = run_build("--sample", "cdnow-tenth", "--no-models", "--name", NAME, "--warehouses", root)
    assert result.returncode == 0, result.stderr
    stages = [(int(number), int(count)) for number, count in STAGE.findall(result.stderr)]
    assert stages, result.stderr
    count = stages[0][1]
    assert {number for number, _ in stages} == set(range(1, count + 1)), "each stage announces itself"
    return root, count


def start_build(repository, root, **options):
    """build.py as a child in its own process group, its progress readable line by line."""
    command = [sys.executable, "-u", str(repository / "build.py"), "--sample", "cdnow-tenth", "--no-models"]
    command += ["--name", NAME, "--warehouses", str(root)]
    return subprocess.Popen(
        command,
        cwd=repository,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        **options,
    )


def kill_in_stage(process, number):
    """SIGKILL to the build and all its children as soon as it announces stage `number`."""
    for line in process.stderr:
        announced = STAGE.search(line)
        if announced and int(announced[1]) == number:
            os.killpg(process.pid, signal.SIGKILL)
            break
    process.stderr.close()
    assert process.wait(timeout=60) == -signal.SIGKILL, f"the build ended before stage {number}"


def state_of(root):
    """What a reader gets: the pointer's text, the fingerprint of the file it names, and a count from it."""
    json.loads((root / NAME / "order.json").read_text(encoding="utf-8"))  # raises on a torn file
    pointer = (root / NAME / "current").read_text(encoding="utf-8")
    file = root / NAME / f"{pointer.strip().removesuffix('.duckdb')}.duckdb"
    with duckdb.connect(str(file), read_only=True) as connection:
        customers = connection.execute("select count(*) from customer").fetchone()[0]
    return pointer, hashlib.sha256(file.read_bytes()).hexdigest(), customers


def unfinished_files(root):
    """Files in the warehouse's folder that no finished build put there."""
    left = []
    for path in (root / NAME).rglob("*"):
        if path.is_dir() or path.name in BESIDE:
            continue
        try:
            with duckdb.connect(str(path), read_only=True) as connection:
                connection.execute("select count(*) from build_info").fetchone()
        except duckdb.Error:
            left.append(path.name)
    return left


def test_killed_in_any_stage_leaves_the_published_warehouse(repository, published, run_build):
    root, count = published
    before = state_of(root)
    for number in range(1, count + 1):
        kill_in_stage(start_build(repository, root), number)
        now = state_of(root)  # raises when the pointer leads nowhere
        swapped = number == count and now[2] == before[2]  # the last stage may have swapped before the signal came
        assert now == before or swapped, f"killed in stage {number} of {count}"
    before = state_of(root)
    result = run_build("--sample", "cdnow-tenth", "--no-models", "--name", NAME, "--warehouses", root)
    assert result.returncode == 0, result.stderr
    after = state_of(root)
    assert after[0] != before[0], "the next build publishes a new file"
    assert after[2] == before[2]
    assert not unfinished_files(root)


@pytest.mark.parametrize("limit_mb", [0.1, 2, 5])
def test_full_disk_leaves_the_published_warehouse(limit_mb, repository, published):
    """A limit on file size makes writes fail as on a full disk; it binds even where the tests run as root."""
    import resource

    def limit_file_size():
        size = int(limit_mb * 1e6)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    root, _ = published
    before = state_of(root)
    process = start_build(repository, root, preexec_fn=limit_file_size)
    _, said = process.communicate(timeout=120)
    assert process.returncode not in (0, None), "the limit must bind, or this test shows nothing"
    assert "Traceback" not in said
    assert "Hint: " in said
    assert state_of(root) == before
    assert not unfinished_files(root)
