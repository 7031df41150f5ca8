"""Deliveries as strangers have them: every row accepted or turned away, money right against a sum made by hand."""

from datetime import date
from decimal import Decimal

import pytest

from data.contract import ContractError
from data.marts import open_build
from data.settings import Settings, write_settings
from data.sql_file import sql
from data.text_encoding import encoding_of

DAYS = [(1 + n % 9, 1 + n % 28) for n in range(60)]


@pytest.fixture(scope="module")
def con(tmp_path_factory):
    """A build's connection before anything is delivered."""
    connection = open_build(tmp_path_factory.mktemp("macros"), memory_gib=0.5)
    write_settings(connection, Settings())
    yield connection
    connection.close()


def respelled(con, cells):
    """(file, text, as the macros read it) of each (file, day or None, amount or None) that is in no usual spelling."""
    con.execute(
        "create or replace table scratch.main.cell (file_number integer, moment_text varchar, money_text varchar)"
    )
    con.executemany("insert into scratch.main.cell values (?, ?, ?)", cells)
    written = con.table("scratch.main.cell")
    written.query("written", sql("staging", "reading_style")).create("scratch.main.style")
    written.query("written", sql("staging", "calendar")).create("scratch.main.calendar")
    con.execute(
        "create or replace table scratch.main.odd_style as select *, '' as zone from style join calendar using (file_number)"
    )
    con.execute("drop table scratch.main.style; drop table scratch.main.calendar")
    return written.query("written", sql("staging", "respelled")).fetchall()


def lines(header, line):
    """A file of 60 rows; line(n, month, day)."""
    return "\n".join([*header, *(line(n, m, d) for n, (m, d) in enumerate(DAYS))]) + "\n"


def sums(con):
    """Rows accepted, turned away, and money of the accepted ones."""
    return con.execute(
        "select count(*) filter (where reason is null), count(*) filter (where reason is not null), "
        "sum(amount) filter (where reason is null) from parsed_transaction"
    ).fetchall()[0]


def test_a_file_without_a_header_line_is_read_by_position(staged):
    whole = lines([], lambda n, m, d: f"Ann {n % 7}|2024{m:02d}{d:02d}|{n + 3}")
    with pytest.raises(ContractError, match=r"no header line.*\nHint: .*--map customer_id=1"):
        staged({"": {"told.txt": whole}})
    told = staged(
        {"": {"whole.txt": whole}}, given={"transaction": {"customer_id": "1", "ordered_at": "2", "amount": "3"}}
    )
    assert sums(told) == (60, 0, Decimal(sum(n + 3 for n in range(60))))


# first cell of a column, the rest of it alike -> the day that is meant
SPELLED = {
    "05/03/2567": "2024-03-05",  # Buddhist
    "2567-03-05 10:05:00": "2024-03-05",
    "113/03/05": "2024-03-05",  # of the Republic of China
    "民國113年3月5日": "2024-03-05",
    "1130305": "2024-03-05",
    "98/12/31": "1998-12-31",
    "令和6年3月5日": "2024-03-05",
    "令和元年5月1日": "2019-05-01",
    "H31.4.30": "2019-04-30",
    "24-03-05": "2024-03-05",
    "240305": "2024-03-05",
    "202403": "2024-03-01",
    "03/2024": "2024-03-01",
    "Mar-24": "2024-03-01",
    "March 2024": "2024-03-01",
    "2024-W10": "2024-03-04",
    "2024-W10-2": "2024-03-05",
    "2024Q1": "2024-01-01",
    "Q3 2024": "2024-07-01",
    "45,356": "2024-03-05",
    "1709640300000": "2024-03-05",
    "1709640300000000": "2024-03-05",
    "/Date(1709640300000)/": "2024-03-05",
    "2024-03-05 23:10:00 CST": "2024-03-05",
    "2024-03-05T23:10:00+01:00[Europe/Paris]": "2024-03-05",
    "Mar 05, 2024 11:10:00 PM PST": "2024-03-05",
    "Tue Mar 05 23:10:00 CST 2024": "2024-03-05",
    "Tue Mar 05 2024 23:10:00 GMT+0800 (China Standard Time)": "2024-03-05",
    "2024年3月5日 下午11:10:09": "2024-03-05",
    "2024/3/5 下午 23:10": "2024-03-05",
    "2024-03-05 오후 11:10:00": "2024-03-05",
    "2024. 3. 5.": "2024-03-05",
    "2024/03/05(火) 10:05": "2024-03-05",
    "2024年3月5日 星期二": "2024-03-05",
    "Tuesday, March 05, 2024": "2024-03-05",
    "5. März 2024": "2024-03-05",
    "5 août 2024": "2024-08-05",
    "5th March 2024": "2024-03-05",
    "05/03/2024, 23:10:00": "2024-03-05",
    "05.03.2024 23.10.00": "2024-03-05",
    "05-MAR-24 11.10.00.000000 PM": "2024-03-05",
    "20240305 231000": "2024-03-05",
}


def test_days_in_the_calendars_and_spellings_of_the_world(con):
    """One file a spelling; a day of two digits a part is told by what varies, so those have the days after it as well."""
    cells = []
    for number, cell in enumerate(SPELLED):
        more = [cell[:-2] + f"{day:02d}" for day in range(1, 28)] if cell in ("24-03-05", "240305", "98/12/31") else []
        cells += [(number, told, None) for told in (cell, *more)]
    told = {text: told for _number, text, told in respelled(con, cells)}
    days = {
        cell: con.execute(
            "select cast(parse_moment($cell, true, '') as date)", {"cell": told.get(cell, cell)}
        ).fetchall()[0][0]
        for cell in SPELLED
    }
    assert {cell: str(day) for cell, day in days.items()} == SPELLED


def test_buddhist_years_beside_common_ones_are_not_moved(staged):
    con = staged({"": {"mixed.csv": "customer_id,order_date,amount\na,05/03/2567,1\nb,05/03/2024,2\nc,06/03/2024,3\n"}})
    assert con.execute("select reason from parsed_transaction order by row_number").fetchall() == [
        ("date_in_future",),
        (None,),
        (None,),
    ]


# cells of one column -> what they come to
AMOUNTS = {
    ("1.234,56-", "1.234,56"): "0",
    ("(1,234.56)", "10.00"): "-1224.56",
    ("1\u202f234,56 €", "1 000,44 €"): "2235",
    ("₹1,23,456.00", "₹44.00"): "123500",
    ("CHF 1'234.50", "CHF 0.50"): "1235",
    ("Fr. 12.–", "Fr. 0.50"): "12.5",
    ("1.234,-", "5,-"): "1239",
    ("12,5 万元", "1 万元"): "135000",
    ("12.5K", "800"): "13300",
    ("１，２３４．５０", "０．５０"): "1235",
    ("USD 12.30 CR", "USD 20.30 DR"): "8",
    ("1,200円", "300円"): "1500",
    ("NT$1,200", "NT$300"): "1500",
    ("Rp 1.250.000", "Rp 50.000"): "1300000",
    ("R 1 234.50", "R 0.50"): "1235",
}


def test_money_in_the_spellings_of_the_world(con):
    cells = [(number, None, cell) for number, cells in enumerate(AMOUNTS) for cell in cells]
    told = {(number, text): told for number, text, told in respelled(con, cells)}
    commas = dict(con.execute("select file_number, comma_decimal from odd_style").fetchall())
    sums = {
        cells: con.execute(
            "select sum(parse_money(text_or_null(cell), $comma)) from (select unnest($cells) as cell)",
            {"cells": [told.get((number, cell), cell) for cell in cells], "comma": commas[number]},
        ).fetchall()[0][0]
        for number, cells in enumerate(AMOUNTS)
    }
    assert sums == {cells: Decimal(told) for cells, told in AMOUNTS.items()}


def test_unusual_spellings_are_read_on_the_way_in(staged):
    """Also money with its own decimal mark, days in files of another table, and the order of day and month behind a weekday."""
    con = staged(
        {
            "": {
                "mine.csv": "顧客番号;日付;金額\n"
                + "".join(f"k{d % 3};(火) R6.3.{d};1{d:02d}円\n" for d in range(1, 29))
            },
            "customer": {"who.csv": "customer_id,birth_date\nk0,民國90年1月5日\nk1,民國101年2月5日\n"},
        }
    )
    assert sums(con) == (28, 0, Decimal(28 * 100 + 28 * 29 // 2))
    assert con.execute("select min(ordered_on), max(ordered_on) from parsed_transaction").fetchall() == [
        (date(2024, 3, 1), date(2024, 3, 28))
    ]
    births = con.execute("select birth_date from parsed_customer order by customer_id").fetchall()
    assert births == [(date(2001, 1, 5),), (date(2012, 2, 5),)]


# header of the discount, its cells -> what three pieces at 10.00 cost
DISCOUNTS = {
    ("discount", "0.2", "0"): "54",
    ("discount", "20 %", "0 %"): "54",
    ("discount %", "20", "0"): "54",
    ("discount_amount", "2.50", "0"): "57.5",
    ("discount", "-2.50", "0"): "57.5",
    ("discount", "40", "0"): "60",  # more than the line: not a discount of it
}


@pytest.mark.parametrize("told", DISCOUNTS)
def test_a_discount_is_taken_off_quantity_times_price_and_said(told, staged):
    column, *cells = told
    rows = [f"{who},2024-03-05,3,10.00,{cell}" for who, cell in zip("ab", cells, strict=True)]
    con = staged({"": {"sold.csv": "\n".join([f"customer_id,order_date,quantity,unit_price,{column}", *rows]) + "\n"}})
    assert sums(con) == (2, 0, Decimal(DISCOUNTS[told]))
    taken = con.execute("select rows, amount from data_quality where rule = 'discount_deducted'").fetchall()
    assert taken == ([(1, Decimal(DISCOUNTS[told]) - 60)] if DISCOUNTS[told] != "60" else [])


def test_an_amount_in_ten_thousands_is_counted_in_whole_units_and_has_its_discount_already(staged):
    rows = "a,2024-03-05,12.5,0.2\nb,2024-03-06,1,0.1\n"
    con = staged({"": {"wan.csv": "客户编号,订单日期,金额(万元),折扣\n" + rows}})
    assert sums(con) == (2, 0, Decimal(135_000))


# encoding -> a header and a customer of a language that is written in it
ENCODED = {
    "cp932": ("顧客番号,購入日,売上金額", "山田太郎"),
    "euc_jp": ("顧客番号,購入日,売上金額", "鈴木様"),
    "cp949": ("고객번호,주문일자,결제금액", "김민수"),
    "cp950": ("會員編號,訂單日期,訂單金額", "陳小姐"),
    "gb18030": ("客户编号,订单日期,订单金额", "王芳"),
    "utf-16-le": ("顧客番号,購入日,売上金額", "山田太郎"),
    "cp1251": ("Клиент,Дата,Сумма", "Иванов"),
    "cp866": ("Клиент,Дата,Сумма", "Иванов"),
    "cp1250": ("Klient,Data,Kwota", "Łukasz Żółć"),
    "cp1252": ("Client,Date,Montant", "Hélène Œuvré, François"),
    "cp1253": ("Πελάτης,Ημερομηνία,Ποσό", "Γιώργος"),
    "cp1254": ("Müşteri,Tarih,Tutar", "Ayşe Yıldız Güneş"),
    "cp1255": ("לקוח,תאריך,סכום", "דוד"),
    "cp1256": ("العميل,التاريخ,المبلغ", "احمد"),
    "cp874": ("ลูกค้า,วันที่,จำนวนเงิน", "สมชาย"),
    "cp850": ("Kunde,Datum,Betrag", "Müller Größe"),
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_the_encoding_is_the_one_in_which_the_text_is_a_language(encoding, tmp_path):
    header, customer = ENCODED[encoding]
    text = lines([header], lambda n, m, d: f'"{customer} {n % 7}",2024-{m:02d}-{d:02d},{n}.50')
    path = tmp_path / "told.csv"
    path.write_bytes(text.encode(encoding))
    assert encoding_of(path, name="told.csv") == encoding


def test_a_file_in_shift_jis_is_read_with_its_names(staged):
    text = lines(["顧客番号,購入日,商品名,数量,売上金額"], lambda n, m, d: f"K{n % 7},2024/{m:02d}/{d:02d},茶,1,{n}.50")
    con = staged({"": {"uriage.csv": text.encode("cp932")}})
    assert sums(con) == (60, 0, Decimal(60 * 59) / 2 + 30)
    named = con.execute("select field from warehouse.main.column_map where field <> '' order by field").fetchall()
    assert [field for (field,) in named] == ["amount", "customer_id", "ordered_at", "product_id", "quantity"]


def test_lines_of_an_order_take_customer_and_day_from_its_first_line(staged):
    rows = [f"O{n},c{n % 3},{1 + n} Mar 2024,Tea,1,{n}.50\nO{n},,,Cup,2,1.25" for n in range(9)]
    con = staged(
        {"": {"shop.csv": "\n".join(["Order No,Customer,Order Date,Item,Qty,Price", *rows, "O99,,,Lid,1,7.00"]) + "\n"}}
    )
    assert sums(con) == (18, 1, Decimal(sum(range(9))) + Decimal("4.5") + 9 * Decimal("2.50"))
    total = "\n".join(f"#{n},c{n % 3},2024-03-0{1 + n},{n + 3}.50,1,{n}.50\n#{n},,,,2,1.50" for n in range(9))
    con = staged({"": {"totals.csv": "Order No,Customer,Order Date,Total,Qty,Price\n" + total + "\n"}})
    assert sums(con) == (18, 0, Decimal(sum(range(3, 12))) + Decimal("4.5"))  # the order's total, once


SHOPIFY = "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Total,Created at,Lineitem quantity,Lineitem price,Lineitem sku"


@pytest.mark.parametrize("is_paid_at", [True, False])
def test_an_order_whose_total_stands_on_its_first_line_counts_once(is_paid_at, staged):
    """As Shopify exports them, 40 orders of one to three lines: the total where the lines have no day, else the lines' prices."""
    rows, total, prices = [SHOPIFY], Decimal(0), Decimal(0)
    for n in range(40):
        day = f"2024-{1 + n % 12:02d}-{1 + n % 28:02d} 10:00:00 +0100"
        lines = [(1 + k, Decimal(n + 3 * k) + Decimal("0.25")) for k in range(1 + n % 3)]
        price = sum(quantity * each for quantity, each in lines)
        total, prices = total + price + 5, prices + price
        for k, (quantity, each) in enumerate(lines):
            head = f"paid,{day},EUR,{price},5.00,{price + 5}" if k == 0 else ",,,,,"
            rows.append(f"#{1001 + n},u{n % 9}@ex.com,{head},{day},{quantity},{each},SKU{k}")
    if not is_paid_at:
        rows = [",".join(cell for place, cell in enumerate(row.split(",")) if place != 3) for row in rows]
    con = staged({"": {"orders_export.csv": "\n".join(rows) + "\n"}})
    assert sums(con) == (len(rows) - 1, 0, total if is_paid_at else prices)
    orders = con.execute(
        "select count(distinct order_id), count(distinct product_id) from parsed_transaction"
    ).fetchall()
    assert orders == [(40, 3)]
    found = {rule for (rule,) in con.execute("select rule from data_quality").fetchall()}
    assert "amount_differs_from_price" not in found  # the total of an order is no line's quantity times price


@pytest.mark.parametrize("encoding", ["gb18030", "cp932"])
def test_a_file_with_broken_characters_is_not_read_as_nonsense(encoding, tmp_path):
    header, customer = ENCODED[encoding]
    text = lines([header], lambda n, m, d: f"{customer}{n % 7},2024-{m:02d}-{d:02d},{n}.50").encode(encoding)
    rows = text.splitlines(keepends=True)
    rows[9] = customer.encode(encoding)[:-1] + b",2024-01-02,5.00\n"  # cut in the middle of a character
    path = tmp_path / "cut.csv"
    path.write_bytes(b"".join(rows))
    with pytest.raises(ContractError, match=r"line 10 has bytes that are none"):
        encoding_of(path, name="cut.csv")
