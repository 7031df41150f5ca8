"""Orders in one file and their lines in another, as shop programs keep them: joined to the cent, nothing lost."""

import json

import pytest

from builder.command import main
from data.marts import open_build

PEOPLE = 40
ORDERS = [(n, f"2023-{1 + n % 12:02d}-{1 + n % 28:02d}", n % PEOPLE) for n in range(200)]
LINES = [(n, k, 1 + k, f"{n % 17 + k}.25") for n, _d, _p in ORDERS for k in range(n % 3)]  # every third has none
MONEY = sum(quantity * float(price) for _n, _k, quantity, price in LINES)


def delivery(
    orders="order_id,customer_id,order_date,order_status", lines="order_id,product_id,quantity,price", end="delivered"
):
    return {
        "orders.csv": [orders, *(f"o{n},c{n},{day} 10:00:00,{end}" for n, day, _p in ORDERS)],
        "order_items.csv": [lines, *(f"o{n},p{k},{quantity},{price}" for n, k, quantity, price in LINES)],
    }


def told(folder, files, capsys, *options):
    for name, written in files.items():
        (folder / name).write_text("\n".join(written) + "\n", encoding="utf-8")
    paths = [str(folder / name) for name in files]
    place = ("--name", "x", "--warehouses", str(folder / "warehouses"))
    status = main([*paths, "--json", *place, *options])
    said = capsys.readouterr()
    return status, json.loads(said.out) if said.out.startswith("{") else {}, said.err


NAMES = {
    "as a shop exports them": delivery(),
    "own number called id": delivery(
        orders="id,user_id,created_at,status", lines="order_id,product_id,quantity,unit_price"
    ),
    "Chinese": delivery(
        orders="订单编号,会员编号,下单时间,订单状态", lines="订单编号,商品编码,数量,单价", end="交易成功"
    ),
    "with what else a database keeps": {
        "payments.csv": ["order_id,payment_type,payment_value", *(f"o{n},card,9.99" for n, _d, _p in ORDERS)],
        "products.csv": ["product_id,weight_g", "p0,10", "p1,20"],
        **delivery(),
    },
}


@pytest.mark.parametrize("name", NAMES)
def test_orders_and_lines_become_one_table(name, tmp_path, capsys):
    status, seen, said = told(tmp_path, NAMES[name], capsys, "--dry-run")
    assert status == 0
    (counted,) = seen["dry_totals"]
    without = sum(n % 3 == 0 for n, _d, _p in ORDERS)
    assert (counted["rows_in"], counted["rows_accepted"]) == (len(LINES) + without, len(LINES))
    assert float(counted["money_accepted"]) == pytest.approx(MONEY, abs=1e-9)
    assert {one["reason"]: one["rows"] for one in seen["dry_reasons"]} in (
        {"amount_missing": without},
        {"quantity_missing": without},
    )
    assert f"{without} of 200 orders have no line" in said
    assert ("payments.csv is no table of the contract and is left out" in said) is ("payments.csv" in NAMES[name])


def test_lines_without_order_and_broken_lines_are_counted(tmp_path, capsys):
    files = delivery()
    files["order_items.csv"] += ["o999,p1,1,5.00", "o1,p1,1,5.00,6,7,8", ",p1,1,5.00"]
    status, seen, _said = told(tmp_path, files, capsys, "--dry-run")
    assert status == 0
    (counted,) = seen["dry_totals"]
    without = sum(n % 3 == 0 for n, _d, _p in ORDERS)
    assert counted["rows_in"] == len(LINES) + without + 3
    assert counted["rows_accepted"] == len(LINES)
    assert float(counted["money_accepted"]) == pytest.approx(MONEY, abs=1e-9)


def test_a_second_pair_is_not_left_out_in_silence(tmp_path, capsys):
    files = delivery()
    files |= {"orders_2022.csv": [line.replace("2023-", "2022-") for line in files["orders.csv"]]}
    files["orders_2022.csv"] = [
        line.replace("o", "q", 1) if line[1:2].isdigit() else line for line in files["orders_2022.csv"]
    ]
    status, _seen, said = told(tmp_path, files, capsys, "--dry-run")
    assert status == 2, said
    assert "orders_2022.csv has orders without amounts" in said


def two_months(number):
    """The delivery twice: the second month's orders and lines under their own files' names, `number` written before each order."""
    files = delivery()
    for name in list(files):
        head, *rows = files[name]
        later = [row.replace("2023-", "2024-").replace("o", number, 1) for row in rows]
        files[name.replace(".csv", "_later.csv")] = [head, *later]
    return files


def test_two_pairs_are_joined_each_by_itself(tmp_path, capsys):
    status, seen, said = told(tmp_path, two_months("q"), capsys, "--dry-run")
    assert status == 0, said
    assert sum(float(one["money_accepted"]) for one in seen["dry_totals"]) == pytest.approx(2 * MONEY, abs=1e-9)
    assert sum(one["rows_accepted"] for one in seen["dry_totals"]) == 2 * len(LINES)
    assert "orders_later.csv and order_items_later.csv are joined" in said


def test_pairs_whose_orders_share_numbers_are_refused(tmp_path, capsys):
    """Each table of lines fits both tables of orders: any join would be a guess."""
    status, _seen, said = told(tmp_path, two_months("o"), capsys, "--dry-run")
    assert status == 2, said
    assert "join them by 'order_id'" in said


def test_money_of_the_whole_order_is_not_repeated_on_its_lines(tmp_path, capsys):
    files = delivery(orders="order_id,customer_id,order_date,order_status,discount")
    files["orders.csv"] = [line if line.endswith("discount") else f"{line},3.00" for line in files["orders.csv"]]
    status, seen, said = told(tmp_path, files, capsys, "--dry-run")
    assert status == 0
    assert float(seen["dry_totals"][0]["money_accepted"]) == pytest.approx(MONEY, abs=1e-9)
    assert "'discount' of whole orders is left out" in said


def test_lines_of_orders_that_have_the_money_are_left_out(tmp_path, capsys):
    files = delivery(orders="order_id,customer_id,order_date,order_status,total")
    files["orders.csv"] = [line if line.endswith("total") else f"{line},30.00" for line in files["orders.csv"]]
    status, seen, said = told(tmp_path, files, capsys, "--dry-run")
    assert status == 0
    (counted,) = seen["dry_totals"]
    assert (counted["rows_accepted"], float(counted["money_accepted"])) == (len(ORDERS), 30.0 * len(ORDERS))
    assert "order_items.csv holds the lines of orders.csv, which has the money; it is left out" in said


def test_one_number_of_the_person_keeps_ids_together(tmp_path, capsys):
    files = delivery()
    files["customers.csv"] = [
        "customer_id,customer_unique_id,city",
        *(f"c{n},person {p},x" for n, _d, p in ORDERS),
    ]
    files["customers.csv"][-1] = "c199,,x"  # no number: a person of its own
    status, _seen, said = told(tmp_path, files, capsys, "--no-models")
    assert status == 0, said
    con = open_build(tmp_path)
    (found,) = (tmp_path / "warehouses" / "x").glob("*.duckdb")
    con.execute("attach $path as built (read_only)", {"path": str(found)})
    buyers = {p for n, _d, p in ORDERS if n % 3 and n != 199}
    assert con.execute("select count(*) from built.main.customer").fetchall() == [(len(buyers) + (199 % 3 > 0),)]
    buying = {n for n, _d, _p in ORDERS if n % 3}
    folded = len(buying) - len(buyers) - 1
    assert con.execute("select rule, rows from built.main.data_quality where rule like '%person%'").fetchall() == [
        ("same_person_number", folded)
    ]
    con.close()


def test_the_page_sees_the_joined_table(tmp_path, capsys):
    status, seen, _said = told(tmp_path, delivery(), capsys, "--inspect")
    assert status == 0
    tables = [table for file in seen["files"] for table in file["tables"]]
    assert [table["name"] for table in tables] == ["orders.csv + order_items.csv"]
    assert tables[0]["tables"][0]["table"] == "transaction"
    assert tables[0]["tables"][0]["is_complete"]


def test_what_the_page_decides_of_the_joined_table_is_built(tmp_path, capsys):
    _status, seen, _said = told(tmp_path, delivery(), capsys, "--inspect")
    (file,) = seen["files"]
    (table,) = file["tables"]
    mapping = {field: one["column"] for field, one in table["tables"][0]["fields"].items()}
    planned = {"path": file["path"], "part": table["name"], "table": "transaction", "mapping": mapping}
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps({"files": [planned | {"beside": file["beside"]}]}))
    place = ("--name", "x", "--warehouses", str(tmp_path / "warehouses"))
    assert main(["--plan", str(plan), "--dry-run", "--json", *place]) == 0
    judged = json.loads(capsys.readouterr().out)
    assert float(judged["dry_totals"][0]["money_accepted"]) == pytest.approx(MONEY, abs=1e-9)
