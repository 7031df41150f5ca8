"""Parquet with typed columns, several files of one table, and files that unpack to far more than they weigh."""

import datetime as dt
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from builder.command import main
from data.contract import ContractError

DAYS = [dt.date(2024, 1, 2), dt.date(2024, 1, 3), dt.date(2024, 2, 1)]
IDS = ["17850", "13047", "17850"]


def parquet(tmp_path, columns, *, name="orders.parquet", **options):
    """Bytes of a Parquet file with these columns."""
    path = tmp_path / name
    pq.write_table(pa.table(columns), path, **options)
    return path.read_bytes()


def table(**replaced):
    """The same three rows in plain types, with some columns replaced."""
    return {"customer_id": IDS, "ordered_at": DAYS, "amount": [5.0, 6.5, 7.25], **replaced}


STAGED = """
select k.customer_id, cast(t.ordered_on as varchar), cast(t.amount as varchar)
from stg_transaction as t join customer_key as k on k.customer_key = t.customer_key order by t.row_number
"""
PLAIN = [("17850", "2024-01-02", "5.0000"), ("13047", "2024-01-03", "6.5000"), ("17850", "2024-02-01", "7.2500")]

TYPED = {
    "plain": table(),
    "DECIMAL(18, 2)": table(amount=pa.array([Decimal("5.00"), Decimal("6.50"), Decimal("7.25")], pa.decimal128(18, 2))),
    "DECIMAL(38, 10)": table(amount=pa.array([Decimal("5"), Decimal("6.5"), Decimal("7.25")], pa.decimal128(38, 10))),
    "FLOAT": table(amount=pa.array([5.0, 6.5, 7.25], pa.float32())),
    "text amounts": table(amount=["$5.00", "6.50 ", "7.25"]),
    "INT64 ids": table(customer_id=[int(name) for name in IDS]),
    "DOUBLE ids": table(customer_id=[float(name) for name in IDS]),
    "DECIMAL ids": table(customer_id=pa.array([Decimal(name) for name in IDS], pa.decimal128(20, 3))),
    "dictionary ids": table(customer_id=pa.array(IDS).dictionary_encode()),
    "ids in bytes": table(customer_id=pa.array([name.encode() for name in IDS], pa.binary())),
    "TIMESTAMP in nanoseconds": table(
        ordered_at=pa.array([dt.datetime(d.year, d.month, d.day, 9) for d in DAYS], pa.timestamp("ns"))
    ),
    "TIMESTAMP in seconds": table(
        ordered_at=pa.array([dt.datetime(d.year, d.month, d.day) for d in DAYS], pa.timestamp("s"))
    ),
    "days as whole numbers": table(ordered_at=[20240102, 20240103, 20240201]),
    "days as text": table(ordered_at=["02/01/2024", "03/01/2024", "01/02/2024"]),
    "quantity and price": table(amount=None)
    | {"amount": pa.nulls(3, pa.float64()), "quantity": [2, 13, 1], "price": [2.5, 0.5, 7.25]},
}


@pytest.mark.parametrize("kind", TYPED)
def test_every_type_gives_the_same_rows(kind, staged, tmp_path):
    con = staged({"transaction": {"orders.parquet": parquet(tmp_path, TYPED[kind])}})
    assert con.sql(STAGED).fetchall() == PLAIN


def test_moments_with_a_zone_are_local_in_the_chosen_zone(staged, tmp_path):
    """Half past eight in the evening in London is the next day in Shanghai."""
    evening = [dt.datetime(2024, 1, day, 20, 30, tzinfo=dt.UTC) for day in (1, 2, 31)]
    content = parquet(tmp_path, table(ordered_at=pa.array(evening, pa.timestamp("us", "Europe/London"))))
    con = staged({"transaction": {"orders.parquet": content}}, timezone="Asia/Shanghai")
    assert con.sql(STAGED).fetchall() == PLAIN
    assert con.sql("select min(ordered_at) from stg_transaction").fetchall() == [(dt.datetime(2024, 1, 2, 4, 30),)]


def test_values_that_are_no_values_are_judged_by_what_they_are(staged, tmp_path):
    columns = {
        "customer_id": ["a", "b", "c", "d", None, "f"],
        "ordered_at": pa.array([*DAYS, None, DAYS[0], DAYS[1]], pa.date32()),
        "amount": [float("nan"), float("inf"), 7.25, 8.0, 9.0, 1e13],
    }
    con = staged(
        {
            "transaction": {"orders.parquet": parquet(tmp_path, columns)},
            "contract": {"c.csv": "client,start_date\nx,2024-01-01\n"},
        }
    )
    found = con.sql("select row_number, reason from rejects order by row_number").fetchall()
    assert found == [
        (1, "amount_missing"),
        (2, "amount_unreadable"),
        (4, "date_missing"),
        (5, "customer_missing"),
        (6, "amount_out_of_range"),
    ]


def test_an_impossible_day_is_turned_away_alone(staged, tmp_path):
    columns = table(ordered_at=pa.array([19724, 19725, 2_000_000_000], pa.int32()).view(pa.date32()))
    con = staged({"transaction": {"orders.parquet": parquet(tmp_path, columns)}})
    assert con.sql("select row_number, reason from rejects").fetchall() == [(3, "date_unreadable")]


CSV = "customer_id,order_date,amount\na,2024-01-02,1.5\nb,2024-01-03,2\n"


def test_files_of_one_table_are_united_each_in_its_own_style(staged, tmp_path):
    """Point and comma, day first and month first, text and types: decided file by file."""
    con = staged(
        {
            "transaction": {
                "american.csv": 'client,date,sales\nus,12/31/2023,"1,234.50"\nus,01/02/2024,2.5\n',
                "german.csv": "client;date;sales\nde;31.12.2023;1.234,50\nde;01.02.2024;2,5\n",
                "plain.parquet": parquet(tmp_path, {"client": ["pq"], "date": [dt.date(2024, 3, 1)], "sales": [9.0]}),
            }
        }
    )
    assert con.sql(STAGED.replace("order by t.row_number", "order by t.file_number, t.row_number")).fetchall() == [
        ("us", "2023-12-31", "1234.5000"),
        ("us", "2024-01-02", "2.5000"),
        ("de", "2023-12-31", "1234.5000"),
        ("de", "2024-02-01", "2.5000"),
        ("pq", "2024-03-01", "9.0000"),
    ]


def test_the_same_file_twice_is_refused(staged):
    with pytest.raises(ContractError, match=r"copy.csv holds exactly the same as orders.csv"):
        staged({"transaction": {"orders.csv": CSV, "copy.csv": CSV}})


def test_many_files_are_one_table(staged):
    files = {f"day-{n:03}.csv": f"customer_id,order_date,amount\nc{n % 7},2024-01-02,{n}\n" for n in range(30)}
    con = staged({"transaction": files})
    assert con.sql("select count(*), cast(sum(amount) as double) from stg_transaction").fetchall() == [(30, 435.0)]
    assert con.sql("select count(*) from source_file").fetchall() == [(30,)]


def test_wide_parquet_is_refused(staged, tmp_path):
    wide = {f"c{n}": [1] for n in range(2001)}
    with pytest.raises(ContractError, match=r"orders\.parquet has 2,001 columns"):
        staged({"transaction": {"orders.parquet": parquet(tmp_path, wide)}})


def said_by(capsys, *arguments):
    """Exit status and the lines of build.py, its progress left out."""
    status = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    assert (".duckdb" in said.out) == (status == 0)
    return status, [line for line in said.err.splitlines() if line and not line.startswith(("[", " "))]


def test_a_damaged_page_is_refused_though_its_table_of_contents_is_whole(tmp_path, capsys):
    content = bytearray(parquet(tmp_path, table(), compression="snappy"))
    content[4:120] = bytes(116)
    path = tmp_path / "orders.parquet"
    path.write_bytes(content)
    status, lines = said_by(capsys, path, "--warehouses", tmp_path / "made")
    assert (status, lines[0]) == (2, "orders.parquet is not a readable Parquet file.")
    assert not list((tmp_path / "made").rglob("*"))


@pytest.mark.parametrize("position", ["customer_id", "note", "nowhere"])
def test_a_parquet_bomb_meets_the_memory_limit(position, tmp_path, capsys):
    """4 KB that unpack to 110 MB: one sentence, not a crash. The note is only read for a rejected row."""
    huge = "x" * 110_000_000
    columns = {
        "customer_id": ["a", "b", huge if position == "customer_id" else "c"],
        "ordered_at": ["2024-01-02", "2024-01-03", "soon"],
        "amount": [1.0, 2.0, 3.0],
        "note": ["x", "y", huge if position == "note" else "z"],
    }
    path = tmp_path / "orders.parquet"
    pq.write_table(pa.table(columns), path, compression="zstd", use_dictionary=False)
    assert path.stat().st_size < 50_000
    made = tmp_path / "made"
    status, lines = said_by(capsys, path, "--memory", "0.1", "--no-models", "--warehouses", made)
    if position == "nowhere":  # the limit itself lets a small file pass
        assert status == 0
        return
    assert status == 1
    assert lines[0] == "The build needs more memory than it may use; nothing was published."
    assert lines[1].startswith("Hint: ")
    assert not list(made.rglob("*"))
