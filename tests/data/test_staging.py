"""The rules of staging on small tables written by hand: what is turned away and why, what is kept and counted."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.contract import ContractError
from data.staging import build_table

HEADER = "customer_id,order_date,quantity,unit_price,amount,product_id,order_id\n"
# row -> reason, None where it is accepted
ROWS = [
    ("a,2024-01-02,1,5.00,5.00,p1,o1", None),
    (",2024-01-02,1,5.00,5.00,p1,o2", "customer_missing"),
    ("a,,1,5.00,5.00,p1,o3", "date_missing"),
    ("a,soon,1,5.00,5.00,p1,o4", "date_unreadable"),
    ("a,1899-12-31,1,5.00,5.00,p1,o5", "date_out_of_range"),
    ("a,1900-01-01,1,5.00,5.00,p1,o5", "date_placeholder"),
    ("a,1970-01-01,1,5.00,5.00,p1,o5", "date_placeholder"),
    ("a,2199-01-01,1,5.00,5.00,p1,o6", "date_in_future"),
    ("a,2024-01-03,many,5.00,5.00,p1,o7", "quantity_unreadable"),
    ("a,2024-01-03,1,-5.00,-5.00,p1,o8", "price_negative"),
    ("a,2024-01-03,1,5.00,five,p1,o9", "amount_unreadable"),
    ("a,2024-01-03,1,,,p1,o10", "amount_missing"),
    ("a,2024-01-03,1,cheap,,p1,o11", "amount_unreadable"),
    ("a,2024-01-03,1,5.00,200000000000,p1,o12", "amount_out_of_range"),
    ("1.38E+10,2024-01-03,1,5.00,5.00,p1,o13", "customer_rounded"),
    ("a,2024-01-03,1,5.00,5.00,p1,o14,surplus", "row_broken"),
    ("a,2024-01-04,3,1.25,,p2,o15", None),  # quantity x price
    ("b,2024-01-05,1,0,0,p3,o16", None),  # free, and a purchase
    ("b,2024-01-06,-1,5.00,-5.00,p1,o17", None),  # a return
    ("b,2024-01-06,1,4.00,4.00,POST,o18", None),  # postage
    ("b,2024-01-06,1,4.00,4.00,POST,o18", None),  # the same again is another purchase
    ("c,2024-01-07,1,4.00,9.00,P1,o19", None),  # amount and price disagree; p1 and P1 differ by case
    ("d,2024-01-08,-2,4.00,-8.00,p1,o20", None),  # brings back what was bought before the log began
    ("e,2024-01-09,1,4.00,-4.00,p4,o21", None),  # money back for a positive quantity
    ("none,2024-01-09,1,4.00,4.00,p4,o22", "customer_missing"),
]
TEXT = HEADER + "".join(row + "\n" for row, _ in ROWS)


@pytest.fixture(scope="module")
def con(staged_once):
    """The rows above, staged once."""
    return staged_once({"transaction": {"orders.csv": TEXT}})


def one(con, statement):
    """The only row of a query."""
    (row,) = con.sql(statement).fetchall()
    return row


def quality(con, table="transaction"):
    """{rule: (field, action, rows, amount)} of one table."""
    found = con.sql("select table_name, rule, field, action, rows, amount from data_quality").fetchall()
    return {rule: tuple(rest) for name, rule, *rest in found if name == table}


def test_each_rule_turns_its_row_away(con):
    found = dict(con.sql("select row_number, reason from rejects").fetchall())
    assert found == {number: reason for number, (_, reason) in enumerate(ROWS, start=1) if reason}


def test_rejects_say_file_row_and_what_was_delivered(con):
    file, table, raw = one(con, "select file, table_name, raw from rejects where reason = 'date_unreadable'")
    assert (file, table) == ("orders.csv", "transaction")
    assert json.loads(raw) == {
        "customer_id": "a",
        "order_date": "soon",
        "quantity": "1",
        "unit_price": "5.00",
        "amount": "5.00",
        "product_id": "p1",
        "order_id": "o4",
    }
    broken = one(con, "select raw from rejects where reason = 'row_broken'")
    assert broken == ("a,2024-01-03,1,5.00,5.00,p1,o14,surplus",)


def test_rows_and_money_reconcile_exactly(con):
    build_table(con, "marts", "transaction_total", scratch=True)
    rows_in, accepted, rejected, money_in, money_accepted, money_rejected = one(con, "select * from transaction_total")
    assert (rows_in, accepted, rejected) == (25, 9, 16)
    assert money_in == money_accepted + money_rejected
    assert money_accepted == Decimal("8.7500")
    assert money_rejected == Decimal("200000000044")


def test_quantity_times_price_is_the_amount_where_none_is_given(con):
    found = one(con, "select amount, is_purchase from stg_transaction where order_id = 'o15'")
    assert found == (Decimal("3.7500"), True)


def test_free_goods_are_purchases_and_returns_are_not(con):
    found = con.sql("select order_id, is_purchase from stg_transaction where order_id in ('o16', 'o17', 'o20', 'o21')")
    assert dict(found.fetchall()) == {"o16": True, "o17": False, "o20": False, "o21": True}


def test_what_is_kept_is_counted(con):
    found = {rule: entry for rule, entry in quality(con).items() if entry[1] != "rejected"}
    assert found == {
        "return": ("amount", "netted", 2, Decimal("-13")),
        "zero_amount": ("amount", "kept", 1, Decimal(0)),
        "service_code": ("product_id", "kept", 2, Decimal(8)),
        "case_differs": ("product_id", "kept", 4, Decimal(1)),
        "return_without_purchase": ("customer_id", "kept", 1, Decimal(-8)),
        "duplicate_row": ("", "kept", 1, Decimal(4)),
        "amount_differs_from_price": ("amount", "kept", 2, Decimal(5)),
        "sign_differs_from_quantity": ("amount", "kept", 1, Decimal(-4)),
    }


def test_rejects_are_counted_by_reason_and_field(con):
    found = {rule: entry for rule, entry in quality(con).items() if entry[1] == "rejected"}
    assert sum(rows for _, _, rows, _ in found.values()) == 16
    assert found["customer_missing"] == ("customer_id", "rejected", 2, Decimal(9))
    assert found["price_negative"] == ("unit_price", "rejected", 1, Decimal(-5))
    assert found["row_broken"] == ("", "rejected", 1, None)
    assert one(con, "select sum(row_share) * 25 from data_quality where action = 'rejected'") == (pytest.approx(16),)


CUSTOMERS = "select list(customer_id order by customer_id) from customer_key"


@pytest.mark.parametrize(
    ("ids", "kept"),
    [
        (["17850.0", "13047.0", "", "17850.0"], ["13047", "17850"]),
        (["17850.0", "13047", "17850.0", "1"], ["1", "13047", "17850.0"]),
        (["00123", "123", " 123 ", "\u3000 123"], ["00123", "123"]),
        (["a,b", "ä", "Ä", "甲 001"], ["a,b", "Ä", "ä", "甲 001"]),
    ],
)
def test_ids_are_kept_as_they_are_but_for_floats_and_blanks(ids, kept, staged):
    text = "customer_id,order_date,amount\n" + "".join(f'"{name}",2024-01-02,1\n' for name in ids)
    assert one(staged({"transaction": {"orders.csv": text}}), CUSTOMERS) == (kept,)


def test_ids_as_floats_in_one_file_meet_plain_ones_in_another(staged):
    con = staged(
        {
            "transaction": {"o.csv": "customer_id,order_date,amount\n17850.0,2024-01-02,1\n13047.0,2024-01-02,1\n"},
            "customer": {"crm.csv": "customer_id,name\n17850,Ann\n13047,Bo\n"},
        }
    )
    assert one(con, CUSTOMERS) == (["13047", "17850"],)
    assert con.sql("select name from stg_customer order by name").fetchall() == [("Ann",), ("Bo",)]


def days_of(con):
    days = con.sql("select cast(ordered_on as varchar) from stg_transaction order by file_number, row_number")
    return [day for (day,) in days.fetchall()]


def dated(*cells):
    return "customer_id,order_date,amount\n" + "".join(f"c{n % 3},{cell},1\n" for n, cell in enumerate(cells))


def test_day_and_month_are_told_apart_by_all_rows_of_a_file(staged):
    files = {
        "british.csv": dated("03/04/2023", "25/12/2023"),
        "american.csv": dated("03/04/2023", "12/25/2023"),
        "unclear.csv": dated("03/04/2023", "05/06/2023"),
        "mixed.csv": dated("25/12/2023", "26/12/2023", "12/27/2023"),
    }
    con = staged({"transaction": files})
    assert days_of(con) == [
        *("2023-04-03", "2023-12-25"),
        *("2023-03-04", "2023-12-25"),
        *("2023-04-03", "2023-06-05"),
        *("2023-12-25", "2023-12-26"),
    ]
    assert con.sql("select file, row_number, reason from rejects").fetchall() == [("mixed.csv", 3, "date_unreadable")]
    assert quality(con)["day_order_assumed"] == ("ordered_at", "kept", 2, None)


def test_offsets_are_moved_to_the_chosen_zone_and_local_times_stay(staged):
    text = dated("2024-01-01T23:30:00Z", "2024-01-01 23:30:00", "2024-07-01T23:30:00+02:00")
    assert days_of(staged({"transaction": {"o.csv": text}}, timezone="Asia/Shanghai")) == [
        "2024-01-02",
        "2024-01-01",
        "2024-07-02",
    ]
    assert days_of(staged({"transaction": {"o.csv": text}})) == ["2024-01-01", "2024-01-01", "2024-07-01"]


def test_a_purchase_of_today_east_of_here_is_not_in_the_future(staged):
    """Until the day has begun everywhere, a local date may be a day ahead of UTC."""
    today_in_kiritimati = (dt.datetime.now(dt.UTC) + dt.timedelta(hours=14)).date()
    con = staged({"transaction": {"o.csv": dated("2024-01-01", str(today_in_kiritimati), "2199-01-01")}})
    assert [reason for (reason,) in con.sql("select reason from rejects").fetchall()] == ["date_in_future"]
    assert len(days_of(con)) == 2


def test_rows_after_the_chosen_day_are_set_aside_not_lost(staged):
    text = dated("2024-01-01", "2024-02-01", "2024-03-01", "2024-01-15")
    con = staged({"transaction": {"o.csv": text}}, as_of=dt.date(2024, 2, 1))
    assert days_of(con) == ["2024-01-01", "2024-02-01", "2024-01-15"]
    rejects = con.sql("select row_number, reason, cast(amount as double) from rejects").fetchall()
    assert rejects == [(3, "after_as_of", 1.0)]
    assert one(con, "select as_of, log_start, last_complete_month from setting") == (
        dt.date(2024, 2, 1),
        dt.date(2024, 1, 1),
        dt.date(2024, 1, 1),
    )
    assert one(con, CUSTOMERS) == (["c0", "c1"],)


def test_as_of_is_the_last_day_with_an_accepted_row(staged):
    con = staged({"transaction": {"o.csv": dated("2024-01-01", "2024-01-31", "2199-01-01")}})
    assert one(con, "select as_of, last_complete_month from setting") == (dt.date(2024, 1, 31), dt.date(2024, 1, 1))


MARGINS = "select list(cast(margin as double) order by row_number) from stg_transaction"


@pytest.mark.parametrize(
    ("header", "cells", "chosen", "margins", "source"),
    [
        ("", ["", "", ""], None, [10.0, 20.0, -10.0], "none"),
        ("", ["", "", ""], 0.3, [3.0, 6.0, -3.0], "rate"),
        (",margin", [",4", ",8", ",-4"], None, [4.0, 8.0, -4.0], "row"),
        (",margin", [",4", ",8", ",-4"], 0.5, [5.0, 10.0, -5.0], "rate"),
        (",cost", [",6", ",15", ",6"], None, [4.0, 5.0, -4.0], "row"),
        (",cost", [",6", ",15", ",-6"], None, [4.0, 5.0, -4.0], "row"),
        (",margin,cost", [",4,1", ",,15", ",-4,1"], None, [4.0, 5.0, -4.0], "row"),
        # rows without a margin take the rate of those that have one: (4 + 8) / (10 + 20)
        (",margin", [",4", ",8", ","], None, [4.0, 8.0, -4.0], "row"),
        (",margin", [",4", ",8", ",much"], None, [4.0, 8.0, -4.0], "row"),
    ],
)
def test_margin_comes_from_the_row_its_cost_or_a_rate(header, cells, chosen, margins, source, staged):
    money = zip(("a,2024-01-01,1,10", "b,2024-01-02,1,20", "a,2024-01-03,-1,-10"), cells, strict=True)
    text = f"customer_id,order_date,quantity,amount{header}\n" + "".join(row + cell + "\n" for row, cell in money)
    con = staged({"transaction": {"o.csv": text}}, margin_rate=chosen)
    assert one(con, MARGINS) == (margins,)
    assert one(con, "select margin_source from setting") == (source,)
    filled = {rule: entry[1:3] for rule, entry in quality(con).items() if rule.startswith("margin")}
    wanted = {"much": {"margin_unreadable": ("filled", 1)}, "": {"margin_missing": ("filled", 1)}}
    assert filled == wanted.get(cells[-1].removeprefix(",") if source == "row" else None, {})


@pytest.mark.parametrize("amounts", [("$5", "€6"), ("USD 5", "6 EUR"), ("$5", "￥6"), ("5元", "$6"), ("HK$5", "US$6")])
def test_mixed_currencies_are_refused(amounts, staged):
    text = "customer_id,order_date,amount\n" + "".join(f"c{n},2024-01-02,{a}\n" for n, a in enumerate(amounts))
    with pytest.raises(ContractError, match=r"^The amounts mix currencies: \S+ \S+\.\nHint: one warehouse holds one"):
        staged({"transaction": {"o.csv": text}})


def test_one_currency_in_many_spellings_is_one(staged):
    amounts = ("¥5", "￥6", "7元", "RMB 8", "9")
    text = "customer_id,order_date,amount\n" + "".join(f"{n},2024-01-02,{a}\n" for n, a in enumerate(amounts))
    assert one(staged({"transaction": {"o.csv": text}}), "select sum(amount) from stg_transaction") == (Decimal(35),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (dated("2024-01-01", "soon").replace("c1,soon", ",2024-01-01"), "one customer only"),
        ("customer_id,order_date,quantity,amount\na,2024-01-01,-1,-5\nb,2024-01-02,-1,-6\n", "all are returns"),
        ("customer_id,order_date,amount\na,2024-01-01,1,x\nb,2024-01-02,1,x\n", "No row fits the header line"),
        (dated("1900-01-01", "1900-01-01"), "1900-01-01 or 1970-01-01"),
        (
            "customer_id,order_date,amount\n1.38E+10,2024-01-01,1\n1.39E+10,2024-01-02,1\n",
            "All customer ids are rounded",
        ),
    ],
)
def test_data_that_make_no_customer_base_are_refused(text, words, staged):
    with pytest.raises(ContractError, match=words):
        staged({"transaction": {"o.csv": text}})


def test_a_chosen_day_before_all_rows_is_refused(staged):
    with pytest.raises(ContractError, match="No row lies on or before 2023-01-01"):
        staged({"transaction": {"o.csv": dated("2024-01-01", "2024-02-01")}}, as_of=dt.date(2023, 1, 1))


CONTRACTS = [
    ("a,2024-01-01,2024-12-31,,30", None, ("2025-01-01", 30.0)),
    ("b,2024-01-01,2024-12-31,2024-06-30,30", None, ("2024-07-01", 30.0)),
    ("c,2024-01-01,2024-06-30,2024-12-31,30", None, ("2024-07-01", 30.0)),
    ("d,2024-01-01,,,", None, (None, 0.0)),
    ("e,2024-01-01,9999-12-31,,30", None, (None, 30.0)),
    ("f,2024-03-01,2024-03-01,,30", None, ("2024-03-02", 30.0)),
    (",2024-01-01,,,30", "customer_missing", None),
    ("g,,,,30", "started_on_missing", None),
    ("g,soon,,,30", "started_on_unreadable", None),
    ("g,2024-01-01,later,,30", "ends_on_unreadable", None),
    ("g,2024-01-01,,never,30", "ended_on_unreadable", None),
    ("g,2024-01-01,,,free", "monthly_fee_unreadable", None),
    ("g,2024-05-01,2024-04-30,,30", "ends_before_start", None),
    ("g,0001-01-01,,,30", "started_on_out_of_range", None),
    ("g,2024-01-01,,,-30", "monthly_fee_out_of_range", None),
    ("g,2024-01-01,,,30,surplus", "row_broken", None),
]


def test_contracts_are_judged_row_by_row(staged):
    text = "customer_id,started_on,ends_on,ended_on,monthly_fee\n" + "".join(row + "\n" for row, _, _ in CONTRACTS)
    con = staged({"contract": {"contracts.csv": text}})
    found = con.sql("select table_name, row_number, reason from rejects order by row_number").fetchall()
    assert found == [("contract", n, reason) for n, (_, reason, _) in enumerate(CONTRACTS, start=1) if reason]
    accepted = con.sql(
        "select cast(gone_on as varchar), cast(monthly_fee as double) from stg_contract order by customer_key"
    )
    assert accepted.fetchall() == [kept for _, _, kept in CONTRACTS if kept]
    assert quality(con, "contract")["ends_on_unreadable"] == ("ends_on", "rejected", 1, None)


def test_american_contract_dates_are_read_as_such(staged):
    text = "customer_id,started_on,ends_on\na,03/04/2024,12/31/2024\nb,05/06/2024,12/31/2024\n"
    con = staged({"contract": {"contracts.csv": text}})
    days = one(con, "select list(cast(started_on as varchar) order by started_on) from stg_contract")
    assert days == (["2024-03-04", "2024-05-06"],)


def test_customers_keep_their_first_row_and_lose_what_cannot_be_read(staged):
    orders = "customer_id,order_date,amount\na,2024-01-01,1\nb,2024-01-01,1\n"
    crm = (
        "customer_id,name,birth_date,region\na,Ann,1980-05-06,North\na,Anne,,South\nb,Bo,unknown,\nz,Zoe,,\n,Nobody,,\n"
    )
    con = staged({"transaction": {"o.csv": orders}, "customer": {"crm.csv": crm}})
    found = con.sql("select name, birth_date, region from stg_customer order by name").fetchall()
    assert found == [("Ann", dt.date(1980, 5, 6), "North"), ("Bo", None, None)]
    assert quality(con, "customer") == {
        "customer_missing": ("customer_id", "rejected", 1, None),
        "value_unreadable": ("birth_date", "kept", 1, None),
        "customer_repeated": ("customer_id", "folded", 1, None),
    }


CELL = st.sampled_from(["", "5", "-5", "1,234.50", "(3.10)", "0", "five", "9e3", "NaN"])
ROW = st.tuples(
    st.sampled_from(["a", "b", "c", "", '"', 'x"y', '"open', '"q""q"']),
    st.sampled_from(["2024-01-01", "2024-02-30", "", "31/12/2023", "2199-01-01", "2024-06-01T00:00:00Z"]),
    st.one_of(CELL, CELL.map(lambda cell: f'"{cell}"')),
    st.sampled_from(["", ",", ",,x", '"']),
)


@given(rows=st.lists(ROW, min_size=1, max_size=150), end=st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_delivered_every_row_is_accounted_for(rows, end, staged):
    """Rows in = accepted + rejected, money likewise, each row number once, with quotes open and cells too many."""
    lines = ["a,2024-01-01,1", "b,2024-01-01,2", *(",".join(row[:3]) + row[3] for row in rows), "c,2024-01-02,3"]
    con = staged({"transaction": {"o.csv": end.join(["customer_id,order_date,amount", *lines]) + end}})
    build_table(con, "marts", "transaction_total", scratch=True)
    rows_in, accepted, rejected, money_in, money_accepted, money_rejected = one(con, "select * from transaction_total")
    assert rows_in == accepted + rejected == one(con, "select sum(rows) from source_file")[0]
    assert money_in == money_accepted + money_rejected
    numbers = con.sql("select row_number from rejects union all select row_number from stg_transaction order by 1")
    assert numbers.fetchall() == [(n,) for n in range(1, rows_in + 1)]
    assert rows_in == len(lines)
    assert con.sql("select count(*) from rejects where raw is null").fetchall() == [(0,)]
