"""Completeness, validity, uniqueness, consistency and freshness of each field, counted by hand on two small files."""

import datetime as dt

import pytest

from data import checks
from data.contract import TABLES

ORDERS = """customer_id,order_date,quantity,unit_price,amount,product_id,order_id
a,2024-01-02,1,5.00,5.00,p1,o1
,2024-01-02,1,5.00,5.00,p1,o2
a,soon,1,5.00,5.00,p1,o3
b,2024-01-04,2,5.00,9.00,p1,o4
b,2024-01-04,2,5.00,10.00,p1,o4
c,2024-01-05,-1,5.00,5.00,,o5
"""  # o4 names p1 twice; 2 x 5 is not 9; a return of a positive amount; no customer c; one row names nobody
PEOPLE = """customer_id,name,phone,email,birth_date,joined_on,source
a,A,+86 138 0000 0001,a@x.de,1980-01-01,2023-01-01,own
b,B,12,b at x,1880-01-01,2024-06-01,bought
z,Z,,,,,own
z,Z,,,2199-01-01,soon,own
y,Y,1234567,y.z@x.co.uk,1990-02-03,2023-05-05,
"""
CONTRACTS = """customer_id,contract_id,started_on,ends_on,monthly_fee
a,k1,2023-01-01,2030-01-01,5
b,k1,2023-01-01,2022-01-01,5
q,,1899-01-01,,-1
"""
COLUMNS = ["rows", "filled", "rows_turned_away", "valid", "keyed", "repeated", "compared", "agreeing", "newest_on"]


@pytest.fixture(scope="module")
def found(staged_once):
    """{(table, field, source): figures}."""
    con = staged_once(
        {
            "transaction": {"orders.csv": ORDERS},
            "customer": {"people.csv": PEOPLE},
            "contract": {"contracts.csv": CONTRACTS},
            "campaign": {
                "c.csv": "campaign_id,started_on,ended_on,cost\nx,2024-01-09,2024-01-01,5\nx,2024-01-01,,much\n"
            },
        }
    )
    rows = con.table("quality_field").select("table_name", "field", "source", *COLUMNS).fetchall()
    return {row[:3]: row[3:] for row in rows}


DAY = dt.date
EXPECTED = {
    ("transaction", "customer_id", ""): (6, 5, 1, 5, None, None, 5, 4, None),
    ("transaction", "ordered_at", ""): (6, 6, 1, 5, None, None, None, None, DAY(2024, 1, 5)),
    ("transaction", "amount", ""): (6, 6, 0, 6, None, None, 4, 2, None),
    ("transaction", "quantity", ""): (6, 6, 0, 6, None, None, 4, 3, None),
    ("transaction", "order_id", ""): (6, 6, 0, 6, 5, 1, None, None, None),
    ("transaction", "product_id", ""): (6, 5, 0, 5, None, None, None, None, None),
    ("customer", "customer_id", "own"): (3, 3, 0, 3, 3, 1, 3, 1, None),
    ("customer", "phone", "own"): (3, 1, 0, 1, None, None, None, None, None),
    ("customer", "phone", "bought"): (1, 1, 0, 0, None, None, None, None, None),
    ("customer", "email", "bought"): (1, 1, 0, 0, None, None, None, None, None),
    ("customer", "email", "(none)"): (1, 1, 0, 1, None, None, None, None, None),
    ("customer", "birth_date", "bought"): (1, 1, 0, 0, None, None, 1, 1, None),
    ("customer", "birth_date", "own"): (3, 2, 0, 1, None, None, 1, 1, None),
    ("customer", "joined_on", "own"): (3, 2, 0, 1, None, None, 1, 1, DAY(2023, 1, 1)),
    ("customer", "joined_on", "bought"): (1, 1, 0, 1, None, None, 1, 0, DAY(2024, 6, 1)),
    ("contract", "customer_id", ""): (3, 3, 0, 3, None, None, 3, 2, None),
    ("contract", "contract_id", ""): (3, 2, 0, 2, 2, 1, None, None, None),
    ("contract", "started_on", ""): (3, 3, 1, 2, None, None, None, None, DAY(2023, 1, 1)),
    ("contract", "ends_on", ""): (3, 2, 1, 2, None, None, 2, 1, None),
    ("contract", "monthly_fee", ""): (3, 3, 0, 2, None, None, None, None, None),
    ("campaign", "ended_on", ""): (2, 1, 0, 1, None, None, 1, 0, DAY(2024, 1, 1)),
    ("campaign", "cost", ""): (2, 2, 0, 1, None, None, None, None, None),
    ("campaign", "campaign_id", ""): (2, 2, 0, 2, 2, 1, None, None, None),
}


def test_every_count_is_the_one_made_by_hand(found):
    assert {key: found[key] for key in EXPECTED} == EXPECTED
    assert ("campaign", "name", "") not in found, "a field that no file brought"


def test_sources_beyond_twelve_are_one(staged):
    people = "customer_id,phone,source\n" + "".join(f"c{n},1234567,s{n:03d}\n" for n in range(40))
    con = staged(
        {
            "transaction": {"o.csv": "customer_id,order_date,amount\nc1,2024-01-02,3\nc2,2024-01-02,3\n"},
            "customer": {"p.csv": people},
        }
    )
    told = con.sql("select source, rows from quality_field where field = 'phone' order by 1").fetchall()
    assert told == [("(other)", 28), *((f"s{n:03d}", 1) for n in range(12))]
    assert con.sql(
        "select agreeing from quality_field where table_name = 'transaction' and compared > 0"
    ).fetchall() == [(2,)]


def test_every_check_is_of_a_field_of_the_contract():
    named = {*checks.VALID, *checks.UNIQUE, *checks.AGREES, *checks.REASONS}
    assert [at for at in sorted(named) if at[1] not in TABLES[at[0]].field_names] == []
    fields = {name for table in TABLES.values() for name in table.field_names}
    assert fields >= checks.EMPTY_BY_NATURE | checks.NO_AGE | checks.MAY_LIE_AHEAD
