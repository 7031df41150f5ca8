"""A list of customers as of one day, with length of stay and who has left: contracts are made of it, and what is assumed is told."""

import datetime as dt

import pytest

ROWS = [
    # (row, reason, (started_on, gone_on, term_months, monthly_fee))
    ("a,34,No,One year,56.95,1889.5", None, ("2021-05-31", None, 12.0, 56.95)),
    ("b,2,Yes,Month-to-month,53.85,108.15", None, ("2024-01-31", "2024-03-31", 1.0, 53.85)),
    ("c,0,No,Two year,52.55, ", None, ("2024-03-31", None, 24.0, 52.55)),
    ("d,0,Yes,24 months,20,", None, ("2024-03-30", "2024-03-31", 24.0, 20.0)),
    ("e,1,No,,20,20", None, ("2024-02-29", None, None, 20.0)),
    ("f,-1,No,One year,20,20", "tenure_months_out_of_range", None),
    ("g,soon,No,One year,20,20", "tenure_months_unreadable", None),
    ("h,5,perhaps,One year,20,20", "has_left_unreadable", None),
    ("i,5,,One year,20,20", "has_left_missing", None),
    ("j,5,No,One year,,20", "monthly_fee_missing", None),
    (",5,No,One year,20,20", "customer_missing", None),
]
HEADER = "customerID,tenure,Churn,Contract,MonthlyCharges,TotalCharges\n"


@pytest.fixture
def con(staged):
    text = HEADER + "".join(row + "\n" for row, _, _ in ROWS)
    return staged({"subscriber": {"list.csv": text}}, as_of=dt.date(2024, 3, 31))


def test_rows_become_contracts(con):
    made = con.sql(
        "select cast(started_on as varchar), cast(gone_on as varchar), term_months, cast(monthly_fee as double) "
        "from stg_contract order by customer_key"
    )
    assert made.fetchall() == [kept for _, _, kept in ROWS if kept]
    rejects = con.sql("select table_name, row_number, reason from rejects order by row_number").fetchall()
    assert rejects == [("subscriber", n, reason) for n, (_, reason, _) in enumerate(ROWS, start=1) if reason]


def test_what_is_assumed_and_what_is_blank_is_counted(con):
    found = dict(con.sql("select rule, rows from data_quality where action = 'kept'").fetchall())
    assert found == {"dates_by_tenure": 5, "value_unreadable": 2}
    assert con.sql("select as_of, lines from setting").fetchall() == [(dt.date(2024, 3, 31), "contract")]


def test_without_a_day_the_last_month_is_taken_and_said(staged, capsys):
    con = staged({"subscriber": {"list.csv": HEADER + "a,3,No,One year,20,60\nb,9,Yes,One year,20,180\n"}})
    ((as_of, today),) = con.sql("select as_of, today from setting").fetchall()
    assert as_of == today.replace(day=1) - dt.timedelta(days=1)
    assert f"taken as of {as_of}" in capsys.readouterr().err


def test_telco_is_recognised_and_whole(staged, datasets_dir):
    """IBM's sample: 7,043 customers, 1,869 left; the eleven whose total is one blank are of the first month, and stay."""
    text = (datasets_dir / "Telco-Customer-Churn.csv").read_bytes()
    con = staged({"subscriber": {"telco.csv": text}}, as_of=dt.date(2024, 3, 31))
    counts = con.sql(
        "select count(*), count(gone_on), count(distinct customer_key), count(*) filter (where started_on = date '2024-03-31') "
        "from stg_contract"
    )
    assert counts.fetchall() == [(7043, 1869, 7043, 11)]
    assert con.sql("select count(*) from rejects").fetchall() == [(0,)]
    assert con.sql("select rows from data_quality where rule = 'value_unreadable'").fetchall() == [(11,)]
    terms = con.sql(
        "select term_months, count(*) from stg_contract group by term_months order by term_months"
    ).fetchall()
    assert terms == [(1.0, 3875), (12.0, 1473), (24.0, 1695)]
    # What the contracts bring by their fee and their length is what the customers were charged.
    (made, told) = con.sql(
        "select (select sum(fee * months) from (select cast(monthly_fee as double) as fee, date_diff('day', started_on, "
        "coalesce(gone_on, date '2024-03-31')) / 30.4375 as months from stg_contract)), "
        "(select sum(cast(total_paid as double)) from parsed_subscriber)"
    ).fetchall()[0]
    assert made == pytest.approx(told, rel=0.01)
