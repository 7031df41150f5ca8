"""Deliveries as strangers have them: every row accepted or turned away, money right against a sum made by hand."""

from decimal import Decimal

import pytest

from data.contract import ContractError

DAYS = [(1 + n % 9, 1 + n % 28) for n in range(60)]


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
    with pytest.raises(ContractError, match="no header line.*\nHint: .*--map customer_id=1"):
        staged({"": {"told.txt": whole}})
    told = staged(
        {"": {"whole.txt": whole}}, given={"transaction": {"customer_id": "1", "ordered_at": "2", "amount": "3"}}
    )
    assert sums(told) == (60, 0, Decimal(sum(n + 3 for n in range(60))))
