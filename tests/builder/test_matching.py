"""Customers entered twice: found where the truth is known, kept together by a merge, and parted again when it is undone."""

import hashlib

import duckdb
import pandas as pd
import pytest

from bench.matching import demo, fake_1000
from builder.command import main
from data import workspace
from data.matching import model, truth
from data.matching.spelling import PERSONAL, spelled


def people_of(**columns):
    """A table of people with the given columns, the others empty."""
    length = len(next(iter(columns.values())))
    return pd.DataFrame({name: columns.get(name, [None] * length) for name in PERSONAL}, dtype=object)


def matched(people, tmp_path):
    return model.match(people, spill=tmp_path / "spill", memory_gib=1)


def sure_pairs(found):
    sure = found.pairs[found.pairs["probability"] >= model.SURE]
    return {tuple(sorted(pair)) for pair in zip(sure["left"], sure["right"], strict=True)}


def test_duplicates_of_the_demo_are_found(demo_warehouse, open_warehouse):
    """The build's own sure pairs against what the simulation knows, and against agreement to the letter."""
    people, true = demo()
    entries = people["customer_id"]
    rows = (
        open_warehouse(demo_warehouse)
        .execute(
            "select l.customer_id, r.customer_id from match_pair "
            "join match_entry as l on l.entry = left_entry join match_entry as r on r.entry = right_entry where is_sure"
        )
        .fetchall()
    )
    position = {customer: number for number, customer in enumerate(entries)}
    found = truth.quality({tuple(sorted((position[a], position[b]))) for a, b in rows}, true)
    exact = truth.quality(truth.exact_pairs(people), true)
    print(f"demo: {found}, to the letter: {exact}")
    assert found["precision"] > 0.95
    assert found["recall"] > 0.95
    assert found["f1"] > exact["f1"]


def test_fake_1000_is_matched_better_than_to_the_letter(datasets_dir, tmp_path):
    """A published set of 1,000 entries of 251 people with its labels: no phone, no address, many gaps."""
    people, true = fake_1000(datasets_dir)
    found = truth.quality(sure_pairs(matched(people, tmp_path)), true)
    exact = truth.quality(truth.exact_pairs(people), true)
    print(f"fake_1000: {found}, to the letter: {exact}")
    assert found["precision"] > 0.95
    assert found["f1"] > exact["f1"] + 0.1


def test_spellings_of_one_value_are_one():
    people = people_of(
        name=["Davies, EMMA", "Ms Emma Davies", "王 小明先生", "王小明"],
        phone=["+86 138-0013-8001", "１３８００１３８００１", "000000", "n/a"],
        email=["Emma.Davies+shop@Example.com", "emma_davies@example.com ", "no address", ""],
        birth_date=["1900-01-01", "1980-02-03", None, "1970-01-01"],
        address=["12 Demo Lane, Flat 3", "Flat 3 - 12 demo lane", "示范路12号 3室", "示范路１２号３室"],
    )
    table = spelled(people)
    assert list(table["name"]) == ["davies emma", "davies emma", "王小明", "王小明"]
    assert list(table["phone"].dropna()) == ["3800138001", "3800138001"]
    assert list(table["email"].dropna()) == ["emmadavies@example.com"] * 2
    assert list(table["birth"].dropna()) == ["1980-02-03"]
    assert table["digits"].nunique() == 1
    assert table["address"][2] == table["address"][3]


def test_a_phone_of_everybody_is_nobodys(tmp_path):
    """A switchboard, hostile texts and people who have nothing in common: no pair, and no fault."""
    names = [f"Person {chr(97 + n % 26)}{n}'; drop table people; --" for n in range(60)] + [
        "😀",
        "\x00",
        " ",
        "<b>x</b>",
    ]
    found = matched(people_of(name=names, phone=["13800000001"] * 64), tmp_path)
    assert found.facts["reason"] in {"", "too_few_fields"}
    assert sure_pairs(found) == set()


@pytest.mark.parametrize(
    ("people", "reason"),
    [
        (people_of(city=["Paris", "Rome"]), "too_few_fields"),
        (people_of(name=[None, None]), "no_personal_fields"),
        (people_of(name=[], phone=[]), "no_personal_fields"),
    ],
)
def test_too_little_to_compare_is_said(people, reason, tmp_path):
    found = matched(people, tmp_path)
    assert found.facts["reason"] == reason
    assert found.pairs.empty


@pytest.fixture
def shop(tmp_path, monkeypatch):
    """build(*arguments): a small shop in which c1 and c2 are one person, as (customers, purchases of each id)."""
    monkeypatch.setenv("WORKSPACE_DIR", str(tmp_path / "workspace"))
    orders = [f"c{n},2024-{month:02d}-{n % 27 + 1:02d},{n}.00" for month in (1, 4, 9) for n in range(1, 31)]
    (tmp_path / "orders.csv").write_text("customer_id,order_date,amount\n" + "\n".join(orders) + "\n", encoding="utf-8")
    people = [f"c{n},Person {n},1380013{n:04d},p{n}@example.com" for n in range(3, 31)]
    people += ["c1,Wang Xiaoming,13911112222,wx@example.com", "c2,王小明,+86 139-1111-2222,wx@example.com"]
    (tmp_path / "people.csv").write_text("customer_id,name,phone,email\n" + "\n".join(people) + "\n", encoding="utf-8")

    def build():
        arguments = [str(tmp_path / "orders.csv"), "--table", f"customer={tmp_path / 'people.csv'}", "--name", "shop"]
        assert main([*arguments, "--no-models", "--warehouses", str(tmp_path / "warehouses")]) == 0
        name = (tmp_path / "warehouses" / "shop" / "current").read_text(encoding="utf-8").strip()
        with duckdb.connect(str(tmp_path / "warehouses" / "shop" / name), read_only=True) as con:
            bought = dict(
                con.execute("select customer_id, purchase_days from customer where customer_id < 'c3'").fetchall()
            )
            prints = con.execute(
                "select fingerprint from match_entry where customer_id in ('c1', 'c2') order by 1"
            ).fetchall()
            return con.execute("select count(*) from customer").fetchall()[0][0], bought, [row[0] for row in prints]

    return build


def test_a_merge_holds_from_the_next_build_until_it_is_undone(shop, tmp_path):
    prints = sorted(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()[:16] for name in ("c1", "c2"))
    kept = workspace.path_of(tmp_path / "workspace", "shop")
    decision = {"left_print": prints[0], "right_print": prints[1], "verdict": "same", "match_probability": 1.0}
    decision |= {"match_weight": 30.0, "build_id": "b", "decided_by": "analyst"}
    number = workspace.write(kept, "keep_match_decision", decision)
    workspace.write(kept, "keep_match_decision", decision | {"verdict": "different"})  # somebody else, at the same time
    customers, bought, again = shop()
    assert (customers, bought["c1"], "c2" in bought) == (29, 6, False)
    assert again == prints, "a merged pair stays in sight, so that it can be undone"
    workspace.write(kept, "undo_match_decision", {"decision_id": number, "undone_by": "admin"})
    customers, bought, _ = shop()
    assert (customers, bought["c1"], bought["c2"]) == (30, 3, 3)
    history = workspace.read(kept, "match_decisions")
    assert [(row["verdict"], row["undone_by"]) for row in history] == [("same", "admin")]


def test_files_and_warehouses_are_named_from_the_folder_one_stands_in(run_build, connect, tmp_path):
    """The processes beside the build stand in another folder."""
    (tmp_path / "orders.csv").write_text(
        "customer_id,ordered_at,amount\nc1,2024-01-02,5\nc2,2024-03-04,6\n", encoding="utf-8"
    )
    rows = [f"c{number},Ann Lee {number % 19},138000000{number % 19:02d},ann{number % 19}@a.cn" for number in range(20)]
    people = "\n".join(["customer_id,name,phone,email", *rows]) + "\n"
    (tmp_path / "customers.csv").write_text(people, encoding="utf-8")
    files = ("orders.csv", "customers.csv", "--no-models", "--name", "near", "--warehouses", "made")
    result = run_build(*files, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    with connect(tmp_path / result.stdout.strip().splitlines()[-1]) as con:
        assert con.execute("select reason from match_run").fetchall() == [("",)]
