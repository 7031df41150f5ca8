"""What says of a delivered row that it counts less, or not at all: its status, its refund, its currency, an earlier file."""

from decimal import Decimal

import pytest

from data.contract import ContractError

QUALITY = "select field, action, rows, amount from data_quality where rule = 'refund_deducted'"

GIVEN = {"transaction": {"amount": "amount_in_cents"}}


def one(con, statement):
    """The only row of a query."""
    (row,) = con.sql(statement).fetchall()
    return row


STATUS = {  # column -> its values, and how many of them are purchases
    "订单状态": (["交易成功", "交易关闭", "等待买家付款", "已退款", "等待卖家发货"], 2),
    "Status": (["Paid", "Failed", "Refunded", "Partially refunded", "canceled", ""], 3),
    "Stage": (["Closed Won", "Negotiation", "Closed Lost", "Closed Won"], 2),
    "event_type": (["view", "cart", "purchase", "view", "purchase"], 2),
    "customer status": (["Gold", "active", "lost"], 3),
}


@pytest.mark.parametrize("column", STATUS)
def test_a_row_is_a_purchase_only_where_its_status_says_so(column, staged):
    values, bought = STATUS[column]
    rows = "".join(f"c{n},2024-01-0{n + 1},5.00,{value}\n" for n, value in enumerate(values))
    con = staged({"transaction": {"orders.csv": f"customer,date,amount,{column}\n{rows}"}})
    assert one(con, "select count(*), sum(amount) from stg_transaction") == (bought, 5 * bought)
    assert con.sql("select distinct reason from rejects").fetchall() == [("not_bought",)] * (bought < len(values))


def test_refunds_in_their_own_column_are_taken_off_and_counted(staged):
    rows = "a,2024-01-01,9.00,\nb,2024-01-02,9.00,-4.00\nb,2024-01-03,9.00,some\n"
    con = staged({"transaction": {"orders.csv": "customer,date,amount,Refund amount\n" + rows}})
    assert one(con, "select sum(amount) from stg_transaction") == (Decimal(14),)
    assert one(con, QUALITY) == ("refund", "netted", 1, Decimal(-4))
    assert con.sql("select reason from rejects").fetchall() == [("refund_unreadable",)]


def test_currencies_named_in_a_column_are_one_or_refused(staged):
    rows = "a,2024-01-01,9.00,usd\nb,2024-01-02,9.00,{}\n"
    con = staged({"transaction": {"orders.csv": "customer,date,amount,Currency\n" + rows.format("USD")}})
    assert one(con, "select currency from setting") == ("USD",)
    with pytest.raises(ContractError, match="names 2: EUR"):
        staged({"transaction": {"orders.csv": "customer,date,amount,Currency\n" + rows.format("EUR")}})


def test_days_that_two_files_share_count_once(staged, capsys):
    rows = [f"c{n % 30},2024-01-{1 + n // 30:02d},{n}.00" for n in range(300)]
    rows.insert(200, rows[200])  # a copy inside a file is a purchase, in both files
    head = "customer,date,amount\n"
    files = {"jan.csv": head + "\n".join(rows[:220]) + "\n", "more.csv": head + "\n".join(rows[180:]) + "\n"}
    con = staged({"transaction": files})
    assert one(con, "select count(*), sum(amount) from stg_transaction") == (301, sum(range(300)) + 200)
    assert con.sql("select distinct file, reason from rejects").fetchall() == [("more.csv", "delivered_twice")]
    assert "more.csv: 40 rows came with an earlier file" in capsys.readouterr().err
    other = "".join(f"x{n},2024-01-{1 + n // 30:02d},{n}.00\n" for n in range(270)) + "\n".join(rows[:25])
    con = staged({"transaction": {"jan.csv": files["jan.csv"], "shop2.csv": head + other + "\n"}})
    assert one(con, "select count(*) from rejects") == (0,)


def test_guests_are_nobody_and_cents_are_hundredths(staged):
    nobody = ("guest", "Walk-in customer", "散客", "TEST", "unknown", "-1", "99999999")
    rows = "".join(f"{name},2024-01-0{n + 1},{500 + n},1\n" for n, name in enumerate(("a", "b", *nobody)))
    con = staged({"transaction": {"orders.csv": "customer,date,amount_in_cents,quantity\n" + rows}}, given=GIVEN)
    assert one(con, "select count(*), sum(amount) from stg_transaction") == (2, Decimal("10.01"))
    assert con.sql("select reason, count(*) from rejects group by reason").fetchall() == [
        ("customer_nobody", len(nobody))
    ]
    assert one(con, "select rows from data_quality where rule = 'amount_in_cents'") == (2,)
