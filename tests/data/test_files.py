"""Delivered files of all kinds: what is read, what is turned away in a sentence, and that no row is swallowed."""

import gzip
import resource
import time
import zipfile
import zlib
from io import BytesIO

import duckdb
import pytest

from data.contract import TRANSACTION, ContractError
from data.delivered import load
from data.files import expand, inspect
from data.marts import open_build
from data.text_file import MAX_EXPANSION

HEADER = "customer_id,order_date,amount\n"
ROWS = [("c1", "2024-01-02", "5.00"), ("c2", "2024-01-03", "6.50"), ("c1", "2024-02-01", "7.25")]
TEXT = HEADER + "".join(",".join(row) + "\n" for row in ROWS)


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """reader(content, name=...): the file as loaded, its rows as tuples of the columns, and its broken rows."""
    work = tmp_path_factory.mktemp("read")
    con = open_build(work, memory_gib=1)
    numbers = iter(range(1, 10_000))

    def read(content, *, name="orders.csv", given=None, beside=()):
        number = next(numbers)
        folder = work / str(number)
        folder.mkdir()
        for other in beside:
            (folder / other).write_text(HEADER + "wrong,2024-01-02,1\n")
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        loaded = load(con, inspect(path, folder), TRANSACTION, given or {}, number=number, work=folder)
        cells = [duckdb.ColumnExpression(column) for column in loaded.columns]
        rows = con.table(loaded.relation_name).select(loaded.row_number, *cells).fetchall()
        broken = con.table(loaded.broken_name).fetchall() if loaded.broken else []
        return loaded, rows, [(int(number), text) for number, text in broken]

    yield read
    con.close()


def numbered(rows):
    return [(number, *row) for number, row in enumerate(rows, start=1)]


ENCODED = {
    "utf-8": TEXT.encode(),
    "utf-8-sig": TEXT.encode("utf-8-sig"),
    "utf-16 little endian": b"\xff\xfe" + TEXT.encode("utf-16-le"),
    "utf-16 big endian": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "gzip": gzip.compress(TEXT.encode()),
    "CRLF": TEXT.replace("\n", "\r\n").encode(),
    "CR": TEXT.replace("\n", "\r").encode(),
    "CRLF and LF mixed": TEXT.replace("\n", "\r\n", 2).encode(),
    "no last line end": TEXT.rstrip("\n").encode(),
    "trailing blank lines": (TEXT + "\n\n  \n").encode(),
    "blank lines before the header": ("\n\n" + TEXT).encode(),
    "blank lines between": TEXT.replace("\n", "\n\n").encode(),
    "semicolon": TEXT.replace(",", ";").encode(),
    "tab": TEXT.replace(",", "\t").encode(),
    "pipe": TEXT.replace(",", "|").encode(),
    "line of Excel": ("sep=;\r\n" + TEXT.replace(",", ";")).encode(),
    "all quoted": "".join(",".join(f'"{cell}"' for cell in line.split(",")) + "\n" for line in TEXT.split()).encode(),
}


@pytest.mark.parametrize("way", ENCODED)
def test_the_same_rows_come_from_every_way_of_writing_them(way, reader):
    loaded, rows, broken = reader(ENCODED[way])
    assert rows == numbered(ROWS)
    assert loaded.columns == ("customer_id", "order_date", "amount")
    assert not broken


CHINESE = "客户编号,下单时间,实付金额,渠道\n甲001,2024-01-02,￥5.00,天猫\n乙002,2024年1月3日,6.50,线下门店\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_chinese_files_are_recognised_in_every_encoding(encoding, reader):
    loaded, rows, _ = reader(CHINESE.encode(encoding))
    assert loaded.mapping == {
        "customer_id": "客户编号",
        "ordered_at": "下单时间",
        "amount": "实付金额",
        "channel": "渠道",
    }
    assert rows[1] == (2, "乙002", "2024年1月3日", "6.50", "线下门店")


@pytest.mark.parametrize("names", ["Crédit Agricole;Hélène", "Müller;Größe", "Renée;Noël"])
def test_western_text_is_not_taken_for_chinese(names, reader):
    """Bytes of cp1252 letters before ASCII ones are valid GB18030, but rare characters there."""
    first, second = names.split(";")
    text = f"customer_id,order_date,amount\n{first},2024-01-02,5\n{second},2024-01-03,6\n"
    loaded, rows, _ = reader(text.encode("cp1252"))
    assert loaded.delivered.encoding == "cp1252"
    assert [row[1] for row in rows] == [first, second]


def test_headers_lose_their_blanks_and_keep_apart(reader):
    loaded, rows, _ = reader(
        '" customer_id ", order_date ,amount,amount,,Amount,rowid,_row_number,*\nc,2024-01-02,1,2,3,4,5,6,7\n'
    )
    assert loaded.columns == (
        "customer_id",
        "order_date",
        "amount",
        "amount (4)",
        "column 5",
        "Amount (6)",
        "rowid (7)",
        "_row_number (8)",
        "* (9)",
    )
    assert rows == [(1, "c", "2024-01-02", "1", "2", "3", "4", "5", "6", "7")]


ODD_HEADERS = [
    '"""; drop table x; --"',
    "<script>alert(1)</script>",
    "a.b",
    "select",
    "$1",
    "{x}",
    "it's",
    '"x""y"',
    "💥",
    "列\u200b",
]


@pytest.mark.parametrize("header", ODD_HEADERS)
def test_odd_headers_are_names_and_nothing_else(header, reader):
    text = f"{header},order_date,amount\nc1,2024-01-02,5\nc2,2024-01-03,x\nc3,2024-01-04,5\n"
    _, rows, _ = reader(text, given={"customer_id": header.strip('"').replace('""', '"')})
    assert [row[1] for row in rows] == ["c1", "c2", "c3"]


def test_odd_headers_reach_the_rejects_as_they_are(staged):
    header = 'id,"""; drop table x; --",<script>,order_date,amount\n'
    text = header + "a,1,2,2024-01-02,5\nb,3,4,2024-01-03,x\nc,5,6,2024-01-04,7\n"
    con = staged({"transaction": {"orders.csv": text}}, given={"transaction": {"customer_id": "id"}})
    assert con.sql("select raw from rejects").fetchall() == [
        ('{"id":"b","\\"; drop table x; --":"3","<script>":"4","order_date":"2024-01-03","amount":"x"}',)
    ]


ODD_NAMES = [
    "orders[1].csv",
    "a*b?.csv",
    "**.csv",
    "q'uo\"te.csv",
    "new\nline.csv",
    "{x}.csv",
    "订单 2024.csv",
    "-rf.csv",
    "a%20b#.csv",
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_file_names_name_their_own_file_only(name, reader):
    """A name with brackets is a pattern to DuckDB: orders[1].csv must never read orders1.csv beside it."""
    loaded, rows, _ = reader(TEXT, name=name, beside=("orders1.csv", "axxb!.csv", "zz.csv"))
    assert rows == numbered(ROWS)
    assert loaded.delivered.name.isprintable()


def test_a_name_that_is_no_unicode_is_read_all_the_same(tmp_path):
    path = tmp_path / b"caf\xe9.csv".decode("utf-8", "surrogateescape")
    path.write_text(TEXT)
    delivered = inspect(path, tmp_path)
    assert delivered.name == "caf?.csv"
    assert delivered.path.read_text() == TEXT


def test_a_folder_gives_its_tables_by_name_without_hidden_ones(tmp_path):
    for name in ("b.csv", "a.CSV.GZ", "c.parquet", "notes.md", "._b.csv", ".~lock.b.csv"):
        (tmp_path / name).write_text("x")
    (tmp_path / "folder.csv").mkdir()
    assert [path.name for path in expand([tmp_path])] == ["a.CSV.GZ", "b.csv", "c.parquet"]


# A broken row: (text, rows that remain by number, numbers and starts of the rows set apart)
BROKEN = {
    "a cell too many": ("a,2024-01-02,5\nb,2024-01-03,6,7\nc,2024-01-04,8\n", [1, 3], {2: "b,2024"}),
    "blank cells too many are no fault": ("a,2024-01-02,5,\nb,2024-01-03,6, ,\n", [1, 2], {}),
    "a cell too few is empty": ("a,2024-01-02\nb,2024-01-03,6\n", [1, 2], {}),
    "quote never closed": (
        'a,2024-01-02,5\nb,2024-01-03,"6\nc,2024-01-04,7\nd,2024-01-05,8\n',
        [1, 3, 4],
        {2: "b,2024"},
    ),
    "quote closed by another row's": ('a,2024-01-02,"5\nb,2024-01-03,6"\nc,2024-01-04,7\n', [2, 3], {1: "a,2024"}),
    "quote inside quotes": ('"a "x" b",2024-01-02,5\nb,2024-01-03,6\n', [2], {1: '"a "x" b"'}),
    "inch in a plain cell is no fault": ('a 5" pipe,2024-01-02,5\nb,2024-01-03,6\n', [1, 2], {}),
    "null byte": ("a\x00,2024-01-02,5\nb,2024-01-03,6\n", [2], {1: "a\\0"}),
    "quotes on every row, one open": (
        '"a","2024-01-02","5"\n"b","2024-01-03,"6"\n"c","2024-01-04","7"\n',
        [1, 3],
        {2: '"b"'},
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_row_is_set_apart_alone(fault, reader):
    text, remain, apart = BROKEN[fault]
    loaded, rows, broken = reader(HEADER + text)
    assert [row[0] for row in rows] == remain
    assert {number: raw.startswith(apart[number]) for number, raw in broken} == dict.fromkeys(apart, True)
    assert loaded.rows == len(rows) + len(broken)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_quoted_field_may_span_lines(end, reader):
    text = f'customer_id,order_date,amount,note{end}a,2024-01-02,5,"two{end}lines, ""quoted"""{end}b,2024-01-03,6,{end}'
    _, rows, broken = reader(text)
    assert rows == [(1, "a", "2024-01-02", "5", f'two{end}lines, "quoted"'), (2, "b", "2024-01-03", "6", None)]
    assert not broken


def test_open_quotes_in_many_rows_lose_nothing(reader):
    """Every tenth row leaves a quote open: 100 are set apart, 900 stay, each under its own number."""
    lines = [f'c{n},2024-01-02,"{n}' if n % 10 == 3 else f"c{n},2024-01-02,{n}" for n in range(1, 1001)]
    _, rows, broken = reader(HEADER + "\n".join(lines) + "\n")
    assert [number for number, _ in broken] == list(range(3, 1001, 10))
    assert [(number, customer) for number, customer, *_ in rows] == [
        (n, f"c{n}") for n in range(1, 1001) if n % 10 != 3
    ]


def peak_mb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_an_endless_row_is_set_apart_fast_in_little_memory(reader):
    content = HEADER.encode() + b"a,2024-01-02,5\n" + b"x" * 100_000_000 + b"\nb,2024-01-03,6\n"
    before, started = peak_mb(), time.monotonic()
    _, rows, broken = reader(content)
    assert [row[0] for row in rows] == [1, 3]
    assert [(number, len(raw)) for number, raw in broken] == [(2, 2000)]
    assert time.monotonic() - started < 20
    assert peak_mb() - before < 150


def test_an_endless_header_is_refused_fast(tmp_path):
    path = tmp_path / "orders.csv"
    with path.open("wb") as file:
        for _ in range(100):
            file.write(b"x," * 500_000)
    before = peak_mb()
    with pytest.raises(ContractError, match="The first line of orders"):
        inspect(path, tmp_path)
    assert peak_mb() - before < 100


def test_ten_thousand_columns_are_refused(tmp_path):
    path = tmp_path / "wide.csv"
    path.write_text(",".join(f"c{n}" for n in range(10_000)) + "\n" + ",".join("1" for _ in range(10_000)) + "\n")
    with pytest.raises(ContractError, match="has 10,000 columns; at most 2,000"):
        inspect(path, tmp_path)


def workbook():
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return buffer.getvalue()


def gzip_bomb():
    compressor = zlib.compressobj(9, wbits=31)
    block = b"0" * 1_000_000
    return b"".join(compressor.compress(block) for _ in range(60)) + compressor.flush()


REFUSED = {
    "workbook named .csv": ("orders.csv", workbook(), "a zip archive or an Excel workbook"),
    "CSV named .parquet": ("orders.parquet", TEXT.encode(), "not a Parquet file"),
    "truncated gzip": ("orders.csv.gz", gzip.compress(TEXT.encode() * 500)[:-200], "damaged gzip"),
    "gzip with a wrong checksum": ("o.csv.gz", gzip.compress(TEXT.encode())[:-8] + b"12345678", "damaged gzip"),
    "gzip bomb": ("orders.csv.gz", gzip_bomb(), "grows to more than .* when unpacked"),
    "gzip of nothing": ("orders.csv.gz", gzip.compress(b""), "is empty"),
    "gzip of a gzip": ("orders.csv.gz", gzip.compress(gzip.compress(TEXT.encode())), "not a text file|no encoding"),
    "null bytes in the header": ("orders.csv", b"a\x00b,c\n1,2\n", "not a text file"),
    "byte-order mark alone": ("orders.csv", b"\xef\xbb\xbf\n", "is empty"),
    "bytes of no encoding": ("orders.csv", b"a,b\n\x81\x8d\x8f,2\n", "no encoding"),
    "blank header": ("orders.csv", b",,\n1,2,3\n", "no header line"),
    "truncated Parquet": ("orders.parquet", b"PAR1" + b"\x15" * 400, "not a readable Parquet file"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_what_is_no_table_is_refused_in_a_sentence(fault, reader):
    name, content, words = REFUSED[fault]
    with pytest.raises(ContractError, match=words) as refusal:
        reader(content, name=name)
    sentence, hint = str(refusal.value).split("\n")
    assert sentence.startswith(name)
    assert sentence.endswith(".")
    assert hint.startswith("Hint: ")


def test_a_gzip_bomb_does_not_fill_the_disk(tmp_path):
    path = tmp_path / "orders.csv.gz"
    path.write_bytes(gzip_bomb())
    work = tmp_path / "work"
    work.mkdir()
    with pytest.raises(ContractError):
        inspect(path, work)
    assert sum(file.stat().st_size for file in work.iterdir()) <= path.stat().st_size * MAX_EXPANSION + (1 << 20)
