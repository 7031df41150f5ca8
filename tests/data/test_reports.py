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
    "monthly_sums.csv": (
        [HEADER, *lines()[:150], "Subtotal,2023-06-30,1234.00", *lines()[150:], "Ann,2023-06-01,0.00"],
        {"total_row": 1},
    ),
    "合计.csv": (["客户编号,下单日期,金额", *lines(amount="{:.2f}元"), f"合计,,{TOTAL}元"], {"total_row": 1}),
    "a_firm_called_total.csv": ([HEADER, "Total,2023-05-01,5.00", "Total,2023-06-01,5.00", *lines()], {}),
    "units.csv": ([HEADER, "(id),(yyyy-mm-dd),(EUR)", *lines()], {"date_unreadable": 1}),
    "glued.csv": ([HEADER, *lines()[:150], HEADER, *lines()[150:]], {"date_unreadable": 1}),
}  # fmt: skip


ORDERS = [
    "order_id,customer_id,order_purchase_timestamp",
    *(f"o{n},{c},{d} 10:00:00" for n, (c, d, _m) in enumerate(ROWS)),
]
ITEMS = ["order_id,item_no,price", *(f"o{n},1,{money}" for n, (_c, _d, money) in enumerate(ROWS))]
REVIEWS = [
    "review_id,order_id,score,review_answer_timestamp",
    *(f"r{n},o{n},5,{d} 11:00:00" for n, (_c, d, _m) in enumerate(ROWS)),
]
PLACES = ["zip,lat,lng", *(f"{10000 + n},-23.5{n},-46.6{n}" for n in range(20))]
PIVOT = [
    "Customer," + ",".join(f"Mar {year}" for year in range(2010, 2020)),
    *(f"K{n}" + f",{n}.50" * 10 for n in range(30)),
]
GROUPED = [
    HEADER,
    *(line for n in range(9) for line in (f"Client {n},,", *(f",2023-0{m}-15,{n}.50" for m in range(1, 8)))),
]
DAYS = ["household_key,DAY,SALES_VALUE", *(f"{n % 9},{n + 1},{n}.50" for n in range(90))]
BANK = [
    "RowNumber,CustomerId,Surname,CreditScore,Geography,Tenure,Balance,Exited",
    *(f"{n},{15_600_000 + n},Hill,{600 + n},Spain,{n % 10},{n}.50,{n % 2}" for n in range(60)),
]
CARDS = ["CLIENTNUM,Attrition_Flag,Months_on_book", *(f"{70_000 + n},Existing Customer,{n % 50}" for n in range(60))]
SALE = [
    "User_ID,Product_ID,Age,Purchase",
    *(f"{1_000_000 + n % 20},P00{n:04d},26-35,{7 * (n % 40)}.50" for n in range(90)),
]
BASKETS = [
    "order_id,user_id,order_number,order_dow,order_hour_of_day,days_since_prior_order",
    *(
        f"{2_500_000 + n},{n // 9},{n % 9 + 1},{n % 7},{n % 24},{'' if n % 9 == 0 else f'{n % 30}.0'}"
        for n in range(90)
    ),
]
CONTENTS = ["order_id,product_id,reordered", *(f"{2_500_000 + n},{n % 50},{n % 2}" for n in range(90))]
# name -> files, what the sentence says, what the hint tells to do
REFUSED = {
    "split, but with orders that come twice": (
        {"orders.csv": [*ORDERS, ORDERS[-1]], "items.csv": ITEMS},
        "both have 'order_id'",
        "join them",
    ),
    "pivot": ({"pivot.csv": PIVOT}, "a column for each month (Mar 2010", "Unpivot"),
    "grouped": ({"grouped.csv": GROUPED}, "names stand on lines of their own", "Fill Down"),
    "day numbers": ({"days.csv": DAYS}, "the column 'DAY' holds 1", "turned into dates"),
    "bank's list of one day": (
        {"bank.csv": BANK},
        "a list of customers as of one day: a row for each 'CustomerId', no purchase or contract with its date; 'Exited' says who",
        "(here is no monthly_fee)",
    ),
    "cards' list of one day": ({"cards.csv": CARDS}, "'Attrition_Flag' says who left, but not when", "monthly_fee"),
    "purchases without days": (
        {"sale.csv": SALE},
        "sale.csv has a customer ('User_ID') and an amount ('Purchase') in each row, but no date.",
        "with the date of each purchase",
    ),
    "orders that are numbered": (
        {"orders.csv": BASKETS, "contents.csv": CONTENTS},
        "no date; no day can be told from 'order_dow', 'order_hour_of_day', 'days_since_prior_order'.",
        "with the date of each purchase",
    ),
    "two columns": (
        {"few.csv": ["x,day", *(f"{n},2024-01-{n + 1:02d}" for n in range(20))]},
        "nor for amount",
        "--map amount=",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_delivery_that_holds_no_purchases_is_told_what_it_holds(name, tmp_path, capsys):
    files, sentence, hint = REFUSED[name]
    for file, written in files.items():
        (tmp_path / file).write_text("\n".join(written) + "\n")
    paths = [str(tmp_path / file) for file in files]
    assert main([*paths, "--dry-run", "--name", "x", "--warehouses", str(tmp_path / "warehouses")]) == 2
    said, told = [line for line in capsys.readouterr().err.splitlines() if not line.startswith(" ")]
    assert sentence in said
    assert told.startswith("Hint: ")
    assert hint in told


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
    free = name.startswith("monthly")
    assert counted["rows_accepted"] == len(ROWS) + extra + free
    assert float(counted["money_accepted"]) == TOTAL + extra * 5
    assert {one["reason"]: one["rows"] for one in told["dry_reasons"]} == turned_away
    assert ("left out" in said.err) is (name in ("title.csv", "preamble.csv", "vorspann.csv"))


def test_a_sample_is_judged_like_any_delivery(tmp_path, capsys):
    assert main(["--sample", "cdnow-tenth", "--dry-run", "--json", "--warehouses", str(tmp_path / "warehouses")]) == 0
    (counted,) = json.loads(capsys.readouterr().out)["dry_totals"]
    assert counted["rows_in"] == 6_919  # lines of the published tenth of CDNOW
