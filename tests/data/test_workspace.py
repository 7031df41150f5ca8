"""What users write is kept whole, by parameters, and its faults are sentences."""

import sqlite3
import threading

import pytest

from data import workspace
from data.workspace import WorkspaceError


@pytest.fixture
def kept(tmp_path):
    return workspace.path_of(tmp_path / "new" / "folder", "shop")


def keep(path, subject, text):
    return workspace.write(path, "keep_note", {"subject": subject, "text": text, "written_by": "analyst"})


def texts(path):
    return {row["subject"]: row["text"] for row in workspace.read(path, "notes", {"prefix": ""})}


def test_what_is_written_is_read_again_and_replaced(kept):
    keep(kept, "a/1", "first")
    keep(kept, "a/1", "O'Brien; drop table note; 客户")
    keep(kept, "b", "other")
    assert texts(kept) == {"a/1": "O'Brien; drop table note; 客户", "b": "other"}
    workspace.write(kept, "drop_note", {"subject": "b"})
    assert list(texts(kept)) == ["a/1"]


def test_all_or_none(kept):
    good = ("keep_note", {"subject": "x", "text": "1", "written_by": "a"})
    bad = ("keep_note", {"subject": "y", "text": None, "written_by": "a"})
    with pytest.raises(WorkspaceError, match="cannot be kept"):
        workspace.write_all(kept, [good, bad])
    assert texts(kept) == {}


def test_a_part_of_the_schema_is_applied_once(kept):
    for _ in range(3):
        keep(kept, "x", "1")
    with sqlite3.connect(kept) as con:
        names = [name for (name,) in con.execute("select name from schema_part")]
    assert len(names) == len(set(names)) >= 1


def test_parts_may_be_applied_by_two_writers_at_once():
    for part in (workspace.SQL / "schema").glob("*.sql"):
        text = part.read_text(encoding="utf-8").lower()
        assert text.count("create ") == text.count("if not exists") > 0, part.name


def test_writers_at_the_same_time_lose_nothing(kept):
    def some(start):
        for number in range(start, start + 20):
            keep(kept, f"s{number:03}", "t")

    threads = [threading.Thread(target=some, args=(start,)) for start in (0, 20, 40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(texts(kept)) == 60


@pytest.mark.parametrize("name", ["../other", "a/b", ".hidden", ""])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, name):
    with pytest.raises(WorkspaceError):
        workspace.path_of(tmp_path, name or ".")


def test_a_file_that_is_no_workspace_is_said_so(kept):
    kept.parent.mkdir(parents=True)
    kept.write_text("this is not a database, " * 100)
    with pytest.raises(WorkspaceError, match="cannot be used"):
        texts(kept)


@pytest.mark.parametrize("name", ["nothing_here", "../x", "notes; drop"])
def test_an_unknown_statement_is_refused(kept, name):
    with pytest.raises(WorkspaceError, match="no statement"):
        workspace.read(kept, name)
