"""A delivery added to a warehouse gives what reading all files at once gives; the same file is not taken twice."""

import random
from datetime import date, timedelta
from decimal import Decimal

import duckdb
import pytest

FACTS_OF_THE_BUILD = {("build_info", "build_id"), ("build_info", "built_at"), ("build_info", "source_label")}


def rows(seed, start, days, count):
    """Lines of a shop with dirt: no customer, no readable amount, a broken row, returns, day-first dates, commas for cents."""
    r = random.Random(seed)
    lines = ["Beleg;Kunde;Datum;Artikel;Menge;Betrag;Filiale"]
    for n in range(count):
        day = date.fromisoformat(start) + timedelta(days=n * days // count)
        customer = "" if r.random() < 0.03 else f"K{r.randint(1, 90):03d}"
        amount = (
            "unbekannt"
            if r.random() < 0.02
            else f"{r.choice([1, 1, 1, -1]) * r.randint(100, 99999) / 100:.2f}".replace(".", ",")
        )
        lines.append(
            f"{seed}{n};{customer};{day:%d.%m.%Y};A{r.randint(1, 20)};{r.randint(1, 4)};{amount};{r.choice('XYZ')}"
        )
    lines.insert(5, '77;K001;"05.01.2023;A1;1;5,00;X;y;z')
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def deliveries(tmp_path_factory):
    folder = tmp_path_factory.mktemp("deliveries")
    for name, content in {
        "old.csv": rows(1, "2023-01-01", 500, 1200),
        "new.csv": rows(2, "2024-05-16", 40, 150),
        "people.csv": "Kunde;Ort;E-Mail\n" + "".join(f"K{n:03d};Ulm;k{n}@example.org\n" for n in range(1, 60)),
    }.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def both(deliveries, tmp_path_factory, run_build):
    """Paths of the warehouse built at once and of the one that grew."""
    root = tmp_path_factory.mktemp("made")
    common = ("--warehouses", root, "--no-models", "--currency", "EUR")
    people = ("--table", f"customer={deliveries / 'people.csv'}")
    said = [
        run_build(deliveries / "old.csv", deliveries / "new.csv", *people, "--name", "at-once", *common),
        run_build(deliveries / "old.csv", *people, "--name", "grown", *common),
        run_build("--append", "grown", deliveries / "new.csv", "--warehouses", root),
    ]
    assert [one.returncode for one in said] == [0, 0, 0], [one.stderr for one in said]
    return root, said[0].stdout.split()[-1], said[2].stdout.split()[-1]


def content(path):
    """Every published table as a set of rows, numbers to the cent, with how often each row is there."""
    tables = {}
    with duckdb.connect(path, read_only=True) as con:
        for (name,) in con.execute("select table_name from information_schema.tables").fetchall():
            columns = [
                c
                for c in con.table(name).columns
                if (name, c) not in FACTS_OF_THE_BUILD and c not in ("file_number", "name", "batch")
            ]
            relation = con.table(name).select(*columns)
            tables[name] = sorted(repr(tuple(map(rounded, row))) for row in relation.fetchall())
    return tables


def rounded(value):
    if isinstance(value, float):
        return round(value, 4)
    return value.quantize(Decimal("0.0001")) if isinstance(value, Decimal) else value


def test_every_table_is_that_of_a_full_build(both):
    _, at_once, grown = both
    expected, found = content(at_once), content(grown)
    assert expected.keys() == found.keys()
    assert [name for name in expected if expected[name] != found[name]] == []
    assert len(expected["stg_transaction"]) > 1000
    assert len(expected["rejects"]) > 20


def test_deliveries_of_one_day_are_told_apart(both):
    _, at_once, grown = both
    for path, several in ((at_once, False), (grown, True)):
        with duckdb.connect(path, read_only=True) as con:
            named = con.execute(
                "select batch, list(file order by file) from source_file group by 1 order by 1"
            ).fetchall()
        assert [files for _, files in named] == (
            [["old.csv", "people.csv"], ["new.csv"]] if several else [["new.csv", "old.csv", "people.csv"]]
        )
    assert named[1][0] in (f"{named[0][0]} #02", (date.fromisoformat(named[0][0]) + timedelta(1)).isoformat())


def test_old_files_are_not_read_again(both, deliveries, run_build):
    root, *_ = both
    old = deliveries / "old.csv"
    hidden = old.rename(old.with_suffix(".away"))
    (deliveries / "later.csv").write_text(rows(3, "2024-06-25", 20, 60), encoding="utf-8")
    try:
        result = run_build("--append", "grown", deliveries / "later.csv", "--dry-run", "--warehouses", root)
    finally:
        hidden.rename(old)
    assert result.returncode == 0, result.stderr
    assert "1,413 = " in result.stdout


def test_the_same_file_is_noticed_by_its_content(both, deliveries, run_build):
    root, *_ = both
    copy = deliveries / "another-name.csv"
    copy.write_bytes((deliveries / "new.csv").read_bytes())
    result = run_build("--append", "grown", copy, "--warehouses", root)
    assert result.returncode == 2
    assert "exactly the same as new.csv, delivered on" in result.stderr
    taken = run_build("--append", "grown", copy, "--allow-repeat", "--dry-run", "--warehouses", root)
    assert taken.returncode == 0, taken.stderr


def test_a_setting_that_reads_rows_otherwise_is_refused(both, deliveries, run_build):
    root, *_ = both
    result = run_build("--append", "grown", deliveries / "new.csv", "--margin", "0.3", "--warehouses", root)
    assert result.returncode == 2
    assert "settings of the earlier ones" in result.stderr
