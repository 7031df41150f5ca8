"""Exports as people really make them, with titles above and sums below the table: right to the cent, or turned away with a reason."""

import json

import pytest

from builder.command import main

ROWS = [(f"K{n * 7 % 83:03d}", f"2023-{1 + n % 12:02d}-{1 + n % 28:02d}", n % 90 + 0.25) for n in range(300)]
TOTAL = sum(amount for _customer, _day, amount in ROWS)


def lines(separator=",", *, amount="{:.2f}"):
    return [separator.join((customer, day, amount.format(money))) for customer, day, money in ROWS]


def german(text):
    """1,234.50 as 1.234,50."""
    return text.translate(str.maketrans(",.", ".,"))


HEADER = "Customer,Order date,Amount"
REPORTS = {
    "title.csv": (["Sales export 2024,,", HEADER, *lines()], {}),
    "preamble.csv": (["Report: Sales", "Created: 2024-06-01 by Ann, Finance", "", HEADER, *lines()], {}),
    "vorspann.csv": (
        ["Umsatz je Kunde", "Stand; 01.06.2024", "", "Kunde;Datum;Betrag", *map(german, lines(";", amount="{:,.2f} €"))],
        {},
    ),
    "total.csv": ([HEADER, *lines(), f"Total,,{TOTAL}"], {"total_row": 1}),
    "dated_total.csv": ([HEADER, *lines(), f"Grand total,2023-12-31,{TOTAL}", "Printed by Ann,,"], {"total_row": 1, "date_missing": 1}),
    "合计.csv": (["客户编号,下单日期,金额", *lines(amount="{:.2f}元"), f"合计,,{TOTAL}元"], {"total_row": 1}),
    "a_firm_called_total.csv": ([HEADER, "Total,2023-05-01,5.00", "Total,2023-06-01,5.00", *lines()], {}),
    "units.csv": ([HEADER, "(id),(yyyy-mm-dd),(EUR)", *lines()], {"date_unreadable": 1}),
    "glued.csv": ([HEADER, *lines()[:150], HEADER, *lines()[150:]], {"date_unreadable": 1}),
}  # fmt: skip


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_read_to_the_cent(name, tmp_path, capsys):
    written, turned_away = REPORTS[name]
    encoding = "gb18030" if name.startswith("合") else "utf-16" if name == "total.csv" else "utf-8"
    (tmp_path / name).write_text("\n".join(written) + "\n", encoding=encoding)
    options = ("--dry-run", "--json", "--name", "x", "--warehouses", str(tmp_path / "warehouses"))
    assert main([str(tmp_path / name), *options]) == 0
    said = capsys.readouterr()
    told = json.loads(said.out)
    (counted,) = told["dry_totals"]
    extra = 2 if name.startswith("a_firm") else 0
    assert counted["rows_accepted"] == len(ROWS) + extra
    assert float(counted["money_accepted"]) == TOTAL + extra * 5
    assert {one["reason"]: one["rows"] for one in told["dry_reasons"]} == turned_away
    assert ("left out" in said.err) is (name in ("title.csv", "preamble.csv", "vorspann.csv"))
