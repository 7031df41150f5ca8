"""Files as strangers bring them: recognised by names and by content, and hostile ones told in a sentence. One inspection for all."""

import gzip
import json
import zipfile
from datetime import datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

DAYS = [(1 + n % 9, 1 + n % 28) for n in range(60)]
GOOD = "customer_id,order_date,amount\n" + "".join(
    f"c{n % 7},2024-{m:02d}-{d:02d},{n}.50\n" for n, (m, d) in enumerate(DAYS)
)
BODY = GOOD.split("\n", 1)[1]


def csv(header, line, *, encoding="utf-8"):
    return (header + "\n" + "".join(line(n, m, d) + "\n" for n, (m, d) in enumerate(DAYS))).encode(encoding)


# name -> (content, {field: column} that must be found)
READ = {
    "german.csv": (
        csv("Kunden-Nr;Kaufdatum;Betrag", lambda n, m, d: f"{1000 + n % 7};{d:02d}.{m:02d}.2024;1.{n:03d},50"),
        {"customer_id": "Kunden-Nr", "ordered_at": "Kaufdatum", "amount": "Betrag"},
    ),
    "abbreviated.csv": (
        csv("CUST_NBR|TXN_DT|SALES_AMT", lambda n, m, d: f"{n % 7}|2024{m:02d}{d:02d}|{n}.25"),
        {"customer_id": "CUST_NBR", "ordered_at": "TXN_DT", "amount": "SALES_AMT"},
    ),
    "chinese.csv": (
        csv(
            "会员卡,交易发生日期,实收金额(元)",
            lambda n, m, d: f'张三{n % 7},2024年{m}月{d}日,"¥1,{n:03d}.50"',
            encoding="gb18030",
        ),
        {"customer_id": "会员卡", "ordered_at": "交易发生日期", "amount": "实收金额(元)"},
    ),
    "russian.csv": (
        csv(
            "Клиент;Дата;Сумма",
            lambda n, m, d: f"Клиент {n % 7};{d:02d}.{m:02d}.2024;1 {n:03d},50 руб.",
            encoding="cp1251",
        ),
        {"customer_id": "Клиент", "ordered_at": "Дата", "amount": "Сумма"},
    ),
    "nameless.csv": (
        csv(
            "a,b,c,d,e,f",
            lambda n, m, d: (
                f"Z{n // 2},K{n // 2 % 9:03d},2024-{m:02d}-{d:02d},{1 + n % 3},{n}.50,{(1 + n % 3) * (n + 0.5):.2f}"
            ),
        ),
        {"customer_id": "b", "ordered_at": "c", "quantity": "d", "unit_price": "e", "amount": "f"},
    ),
    "mail.csv": (
        csv(
            "x1,x2,x3",
            lambda n, m, d: (
                f"{d:02d}/{m:02d}/2024,k{n % 7}@example.org,({n}.10)"
                if n % 9 == 8
                else f"{d:02d}/{m:02d}/2024,k{n % 7}@example.org,{n}.10"
            ),
        ),
        {"customer_id": "x2", "ordered_at": "x1", "amount": "x3"},
    ),
    "serial.csv": (
        csv("member,time,paid", lambda n, m, d: f"{n % 7},{45000 + n * 3},{n}.5"),
        {"customer_id": "member", "ordered_at": "time", "amount": "paid"},
    ),
    "blanks.txt": (
        csv("client   day        value", lambda n, m, d: f"{n % 7:05d}   2024{m:02d}{d:02d}   {n}.00"),
        {"customer_id": "client", "ordered_at": "day", "amount": "value"},
    ),
    "utf16.csv": (GOOD.encode("utf-16-le"), {"customer_id": "customer_id"}),
    "csv_named.xlsx": (GOOD.encode(), {"customer_id": "customer_id"}),
    "'; drop table x; --.csv": (
        b'"<img src=x onerror=alert(1)>","select 1","__import__"\n' + BODY.encode(),
        {"customer_id": "<img src=x onerror=alert(1)>"},
    ),
    "events.csv": (
        csv(
            "event_time,event_type,product_id,price,user_id",
            lambda n, m, d: (
                f"2024-{m:02d}-{d:02d} 10:00:00 UTC,{('view', 'cart', 'purchase')[n % 3]},{n % 9},{n}.50,{n % 7}"
            ),
        ),
        {"customer_id": "user_id", "amount": "price", "status": "event_type"},
    ),
    "pieces.csv": (  # called amount, and the price is that of all pieces
        csv(
            "member,date,item,amount,sales price",
            lambda n, m, d: f"{n % 7},2024-{m:02d}-{d:02d},i{n % 5},{1 + n % 3},{(90 + n % 5) * (1 + n % 3)}",
        ),
        {"quantity": "amount", "amount": "sales price"},
    ),
    "totals.csv": (  # the order's total on each of its lines, and an id of the customer for each order beside the person's
        csv(
            "order_id,customer_id,customer_unique_id,date,price,payment_value",
            lambda n, m, d: (
                f"o{n // 2},k{n // 2},p{n // 2 % 9},2024-{m:02d}-{d:02d},{40 + n},{1.1 * (81 + n // 2 * 4):.2f}"
            ),
        ),
        {"customer_id": "customer_unique_id", "amount": "price", "order_id": "order_id"},
    ),
    "pump.csv": (  # the price of a litre is not what was paid, and the day of the card not that of the purchase
        csv(
            "card_no,issued,swiped,litres,pump_price,paid in all",
            lambda n, m, d: f"k{n % 7},2020-01-01,2024-{m:02d}-{d:02d},{n + 9}.5,R$ 1.49,zł {n + 9}.25",
        ),
        {"amount": "paid in all", "ordered_at": "swiped"},
    ),
    "ledger.csv": (
        csv(
            "*AccountCode,Party Name,Date,Time,Gross Sales,Net Sales,Balance",
            lambda n, m, d: (
                f"200,Sharma and Sons {n % 7},{d:02d}-{m:02d}-2024,1{n % 9}:0{n % 6},Rs. {n}.50,Rs. {n}.25,{9000 + n}.10"
            ),
        ),
        {"customer_id": "Party Name", "amount": "Net Sales"},
    ),
    "floats.csv": (
        csv(
            "InvoiceNo,InvoiceDate,Quantity,UnitPrice,CustomerID,Country",
            lambda n, m, d: f"{536_365 + n},2024-{m:02d}-{d:02d} 09:00:00,{1 + n % 5},{n}.55,{17_850 + n % 9}.0,France",
        ),
        {"customer_id": "CustomerID", "ordered_at": "InvoiceDate", "quantity": "Quantity", "unit_price": "UnitPrice"},
    ),
    "headless.csv": (BODY.encode(), {"customer_id": "column 1", "ordered_at": "column 2", "amount": "column 3"}),
    "master.txt": (  # as the publisher of CDNOW gives it
        "".join(f" {n % 7:05d} 1997{m:02d}{d:02d} {1 + n % 3:2d} {n}.77\n" for n, (m, d) in enumerate(DAYS)).encode(),
        {"customer_id": "column 1", "ordered_at": "column 2", "quantity": "column 3", "amount": "column 4"},
    ),
    "birthdays.csv": (
        csv("id,first_name,dob,email", lambda n, m, d: f"{n},Ann,19{50 + n % 40}-{m:02d}-{d:02d},a{n % 50}@b.org"),
        {"birth_date": "dob", "email": "email"},
    ),
}
# name -> (content, the field that must not be taken from any other column)
LACKING = {
    "till.csv": (
        csv("Invoice,Date,Time,Total", lambda n, m, d: f"{n},2024-{m:02d}-{d:02d},1{n % 9}:0{n % 6},{n}.50"),
        "customer_id",
    ),
    "people.csv": (
        csv("ID,Year_Birth,Dt_Customer,Recency,Z_Revenue", lambda n, m, d: f"{n},1970,{d:02d}-{m:02d}-2013,{n % 9},11"),
        "ordered_at",
    ),
}
# name -> (content, words of which the sentence must hold one)
TURNED_AWAY = {
    "bomb.csv.gz": (gzip.compress(b"customer_id,order_date,amount\n" + b"a,2024-01-01,1\n" * 3_000_000), "unpacked"),
    "cut.csv.gz": (gzip.compress(GOOD.encode() * 50)[:-100], "damaged gzip"),
    "wide.csv": (",".join(f"c{n}" for n in range(10_000)).encode() + b"\n" + b"1," * 9_999 + b"1\n", "10,000 columns"),
    "endless.csv": (b"x" * 3_000_000, "longer than"),
    "glued.csv": (GOOD.replace("c", "客").encode() + "李四,2024-01-01,5\n".encode("gb18030"), "mixes encodings"),
    "page.xls": (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "web page"),
    "list.json": (b'[{"customer": 1}]', "JSON"),
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000), "old kind"),
    "broken.xlsx": (b"PK\x03\x04" + bytes(range(256)) * 9, "damaged"),
}


def workbook(folder, name, rows, *, merged=(), hidden="", **sheets):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for span in merged:
        book.active.merge_cells(span)
    for title, more in sheets.items():
        sheet = book.create_sheet(title)
        for row in more:
            sheet.append(row)
        if title == hidden:
            sheet.sheet_state = "hidden"
    book.save(folder / name)


@pytest.fixture(scope="module")
def told(tmp_path_factory, run_build):
    """{file name: what inspection says of it}."""
    folder = tmp_path_factory.mktemp("strange")
    for name, (content, _) in {**READ, **LACKING, **TURNED_AWAY}.items():
        (folder / name).write_bytes(content)
    head = ["Kunde", "Datum", "Betrag"]
    rows = [[f"K{n % 7}", datetime(2024, m, d), n + 0.5] for n, (m, d) in enumerate(DAYS)]
    workbook(folder, "headless.xlsx", rows)
    workbook(folder, "titled.xlsx", [["Report", None, None], [None], head, *rows], merged=["A1:C1"])
    sheets = {"Jan": [head, *rows[:30]], "Feb": [head, *rows[30:]], "old copy": [head, *rows]}
    workbook(folder, "sheets.xlsx", [["by hand"]], hidden="old copy", **sheets)
    spans = [f"A{n}:A{n + 1}" for n in range(2, 62, 2)]
    workbook(
        folder, "merged.xlsx", [head, *([None if n % 2 else r[0], *r[1:]] for n, r in enumerate(rows))], merged=spans
    )
    workbook(folder, "formulas.xlsx", [head, *([a, b, "=1+1"] for a, b, _ in rows)])
    with (
        zipfile.ZipFile(folder / "titled.xlsx") as source,
        zipfile.ZipFile(folder / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for name in source.namelist():
            out.writestr(name, source.read(name) + (b" " * 200_000_000 if name.endswith("sheet1.xml") else b""))
    once = pa.DictionaryArray.from_arrays([0] * 200, ["x" * 30_000_000])
    pq.write_table(
        pa.table({"customer_id": once, "order_date": ["2024-01-01"] * 200, "amount": [1.0] * 200}),
        folder / "bomb.parquet",
    )
    result = run_build("--inspect", "--json", *sorted(folder.iterdir()))
    assert result.returncode == 0, result.stderr
    return {file["file"]: file for file in json.loads(result.stdout)["files"]}


@pytest.mark.parametrize("name", READ)
def test_columns_are_recognised(told, name):
    file = told[name]
    assert file["error"] == ""
    best = file["tables"][0]["tables"][0]
    found = {field: one["column"] for field, one in best["fields"].items()}
    assert READ[name][1].items() <= found.items()
    assert best["is_complete"]
    assert best["table"] == ("customer" if name == "birthdays.csv" else "transaction")


@pytest.mark.parametrize("name", LACKING)
def test_what_is_not_there_is_not_made_up(told, name):
    found = next(one for one in told[name]["tables"][0]["tables"] if one["table"] == "transaction")
    assert LACKING[name][1] not in found["fields"]
    assert not found["is_complete"]


@pytest.mark.parametrize("name", TURNED_AWAY)
def test_hostile_file_has_its_sentence(told, name):
    sentence, hint = told[name]["error"].split("\n")
    assert TURNED_AWAY[name][1] in sentence
    assert sentence.endswith(".")
    assert hint.startswith("Hint: ")


def test_bombs_end_in_the_confined_process_and_the_next_file_is_read(told):
    assert "memory" in told["bomb.parquet"]["error"]
    assert "unpacked" in told["bomb.xlsx"]["error"]
    assert "never calculated" in told["formulas.xlsx"]["error"]
    assert told["titled.xlsx"]["error"] == ""


def test_every_sheet_with_a_table_is_one(told):
    assert [(one["name"], one["rows"], one["is_hidden"]) for one in told["sheets.xlsx"]["tables"]] == [
        ("sheets.xlsx [Jan]", 30, False),
        ("sheets.xlsx [Feb]", 30, False),
        ("sheets.xlsx [old copy]", 60, True),
    ]
    assert told["titled.xlsx"]["tables"][0]["columns"][0]["name"] == "Kunde"
    assert told["merged.xlsx"]["tables"][0]["columns"][0]["filled"] == 1


def test_a_first_line_of_data_is_a_row(told):
    rows = {name: told[name]["tables"][0] for name in ("headless.csv", "master.txt", "headless.xlsx", "german.csv")}
    assert {name: (one["rows"], one["is_headless"]) for name, one in rows.items()} == {
        "headless.csv": (60, True),
        "master.txt": (60, True),
        "headless.xlsx": (60, True),
        "german.csv": (60, False),
    }


def test_order_of_day_and_month_is_said_or_asked(told):
    order = {
        name: [c.get("order") for c in told[name]["tables"][0]["columns"] if c.get("order")]
        for name in ("german.csv", "mail.csv")
    }
    assert order == {"german.csv": ["day"], "mail.csv": ["day"]}
