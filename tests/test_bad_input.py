"""Input that build.py turns away: one clear sentence, a hint, exit status 2, no traceback, nothing published."""

import random
import re
from subprocess import CompletedProcess

import pytest

from builder.command import main

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n" + bytes(range(256)) * 20
GOOD_ROWS = "customer_id,order_date,amount\n" + "".join(
    f"c{n % 7},2024-0{n % 6 + 1}-1{n % 9},{n}.50\n" for n in range(60)
)


@pytest.fixture
def build_here(capsys):
    """build_here(*arguments): build.py in this process, without the start of another for each case."""

    def run(*arguments):
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as left:  # argparse's own way to turn an option away
            status = left.code
        said = capsys.readouterr()
        return CompletedProcess(arguments, status, said.out, said.err)

    return run


def rows(header, *lines):
    return "\n".join([header, *lines, ""]).encode()


# name -> (file name, content; None: no such file), words of which the sentence must hold one
CASES = {
    "missing file": ("orders.csv", None, ("no file", "not exist", "not found", "cannot be found", "no such")),
    "empty file": ("orders.csv", b"", ("empty", "no rows", "nothing")),
    "blank lines only": ("orders.csv", b"\n\n\n", ("empty", "no rows", "nothing")),
    "header only": ("orders.csv", rows("customer_id,order_date,amount"), ("no rows", "no row", "header", "empty")),
    "PDF named .csv": ("orders.csv", PDF, ("pdf", "not a csv", "not text", "no text")),
    "random bytes named .parquet": ("orders.parquet", random.Random(7).randbytes(5000), ("parquet",)),
    "empty file named .parquet": ("orders.parquet", b"", ("parquet", "empty")),
    "random bytes named .csv.gz": ("orders.csv.gz", random.Random(8).randbytes(5000), ("gz", "compressed", "unpack")),
    "random bytes named .csv": ("orders.csv", random.Random(9).randbytes(5000), ("text", "csv", "encod", "column")),
    "no customer column": (
        "orders.csv",
        rows("order_date,amount", "2024-01-01,5.00", "2024-01-02,6.00"),
        ("customer",),
    ),
    "no amount": (
        "orders.csv",
        rows("customer_id,order_date", "a,2024-01-01", "b,2024-01-02"),
        ("amount",),
    ),
    "no date column": ("orders.csv", rows("customer_id,amount", "a,5.00", "b,6.00"), ("date", "time", "ordered_at")),
    "no valid date": (
        "orders.csv",
        rows("customer_id,order_date,amount", "a,soon,5.00", "b,2024-13-45,6.00"),
        ("date",),
    ),
    "no valid amount": (
        "orders.csv",
        rows("customer_id,order_date,amount", "a,2024-01-01,five", "b,2024-01-02,n/a"),
        ("amount",),
    ),
    "one customer only": (
        "orders.csv",
        rows("customer_id,order_date,amount", "a,2024-01-01,5.00", "a,2024-02-02,6.00"),
        ("one customer", "customer"),
    ),
    "all dates in the future": (
        "orders.csv",
        rows("customer_id,order_date,amount", "a,2199-01-01,5.00", "b,2199-02-02,6.00", "a,2199-03-02,6.00"),
        ("future",),
    ),
}


# Faults that only all files together have: their sentence names no single file.
ABOUT_ALL_ROWS = {"no valid date", "no valid amount", "one customer only", "all dates in the future"}


def assert_turned_away(result, root):
    """Exit status 2, one sentence and a hint on stderr, no traceback, no path on stdout, nothing published."""
    said = result.stderr
    assert result.returncode == 2, said
    assert "Traceback" not in said
    assert not re.search(r"\b(\w+Error|\w+Exception)\b", said), said
    assert ".duckdb" not in result.stdout
    lines = [line for line in said.splitlines() if line.strip() and not line.startswith(("[", " "))]
    assert len(lines) == 2, said
    assert lines[0].rstrip().endswith("."), said
    assert lines[1].startswith("Hint: "), said
    published = [path for path in root.rglob("*") if path.is_file()] if root.exists() else []
    assert not published
    return lines[0]


@pytest.mark.parametrize("case", CASES)
def test_bad_file_is_turned_away(case, tmp_path, build_here):
    name, content, words = CASES[case]
    source = tmp_path / name
    if content is not None:
        source.write_bytes(content)
    sentence = assert_turned_away(build_here(source, "--warehouses", tmp_path / "made"), tmp_path / "made")
    assert any(word in sentence.lower() for word in words), sentence
    assert name in sentence or case in ABOUT_ALL_ROWS


def test_directory_without_data_is_turned_away(tmp_path, build_here):
    folder = tmp_path / "delivery"
    folder.mkdir()
    (folder / "notes.md").write_text("nothing to read here")
    sentence = assert_turned_away(build_here(folder, "--warehouses", tmp_path / "made"), tmp_path / "made")
    assert "delivery" in sentence


# option -> words of which the sentence must hold one
BAD_OPTIONS = {
    ("--map", "customer_id=Kundennummer"): ("kundennummer",),
    ("--map", "shoe_size=amount"): ("shoe_size",),
    ("--as-of", "2020-01-01"): ("2020-01-01",),
    ("--as-of", "yesterday"): ("yesterday",),
    ("--lapse-days", "0"): ("lapse",),
    ("--margin", "30"): ("margin",),
    ("--discount", "-0.5"): ("discount",),
    ("--name", "../elsewhere"): ("name",),
    ("--timezone", "Moon/Base"): ("moon/base",),
    ("--sample", "nobody"): ("nobody",),
}


@pytest.mark.parametrize("option", BAD_OPTIONS, ids=" ".join)
def test_bad_option_is_turned_away(option, tmp_path, build_here):
    source = tmp_path / "orders.csv"
    source.write_text(GOOD_ROWS)
    files = () if option[0] == "--sample" else (source,)
    sentence = assert_turned_away(build_here(*files, *option, "--warehouses", tmp_path / "made"), tmp_path / "made")
    assert any(word in sentence.lower() for word in BAD_OPTIONS[option]), sentence


def test_the_good_rows_used_above_do_build(tmp_path, run_build):
    """The cases must fail for their own fault, not because their rows are too few."""
    source = tmp_path / "orders.csv"
    source.write_text(GOOD_ROWS)
    result = run_build(source, "--warehouses", tmp_path / "made")
    assert result.returncode == 0, result.stderr
    published = tmp_path / "made"
    assert result.stdout.strip().splitlines()[-1].endswith(".duckdb")
    assert list(published.rglob("current"))
