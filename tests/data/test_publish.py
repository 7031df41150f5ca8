"""What a process leaves behind that dies between writing a file and giving it its name."""

import os
import subprocess
import sys

import duckdb
import pytest

from data.publish import private_name, publish, work_folder

NAME = "shop"
DIES_BEFORE_RENAMING = """
import os, signal, sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from builder.again import remember
from data.publish import publish

root, finished, file_name = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
replace = os.replace

def replace_or_die(source, target):
    if Path(target).name == file_name:
        os.kill(os.getpid(), signal.SIGKILL)
    replace(source, target)

os.replace = replace_or_die
publish(finished, root, "shop", "20250101T000000Z-11111111")
remember(root, "shop", ArgumentParser(), Namespace(files=[]))
"""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="killing as tested here is POSIX")


@pytest.fixture
def finished(tmp_path):
    """finished(name): a closed file that may be published."""

    def write(name):
        with duckdb.connect(str(tmp_path / name)) as connection:
            connection.execute("create table build_info as select 1 as build")
        return tmp_path / name

    return write


def hidden(home):
    """Kinds of the files in a warehouse's folder that no reader is shown."""
    return sorted(path.name.split("-")[0] for path in home.glob(".*"))


@pytest.mark.parametrize("dies_at", ["current", "order.json"])
def test_files_of_a_killed_build_go_with_the_next_one(dies_at, tmp_path, finished, repository):
    root, home = tmp_path / "warehouses", tmp_path / "warehouses" / NAME
    home.mkdir(parents=True)
    first = publish(finished("first.duckdb"), root, NAME, "20240101T000000Z-00000000")
    command = [sys.executable, "-c", DIES_BEFORE_RENAMING, str(root), str(finished("second.duckdb")), dies_at]
    killed = subprocess.run(command, cwd=repository, capture_output=True, text=True)
    assert killed.returncode == -9, killed.stderr
    assert hidden(home) == [".current" if dies_at == "current" else ".order"]
    assert ((home / "current").read_text(encoding="utf-8").strip() == first.name) == (dies_at == "current")
    with work_folder(root, NAME):
        assert hidden(home) == [".build"]
    assert hidden(home) == []


def test_files_of_a_living_process_stay(tmp_path):
    home = tmp_path / NAME
    home.mkdir()
    mine = home / private_name("order")
    mine.write_text("{}", encoding="utf-8")
    with work_folder(tmp_path, NAME):
        assert mine.exists()
