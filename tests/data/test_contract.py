"""Which column is which field: names as firms write them, in English and Chinese, and what is said where one lacks."""

from collections import Counter

import pytest

from data.contract import CONTRACT, CUSTOMER, TABLES, TRANSACTION, ContractError
from data.recognition import check_complete, listed, normalised, recognise

# Headers as real exports have them -> the fields they carry.
HEADERS = {
    "UCI Online Retail": (
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
        "order_id,product_id,-,quantity,ordered_at,unit_price,customer_id,region",
    ),
    "UCI Online Retail II": (
        "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country",
        "order_id,product_id,-,quantity,ordered_at,unit_price,customer_id,region",
    ),
    "CDNOW": ("customer_id,date,cds,amount", "customer_id,ordered_at,quantity,amount"),
    "shop system": (
        "Order Number,Order Date,Customer Code,Sales Channel,Total Amount,Coupon Code,COGS",
        "order_id,ordered_at,customer_id,channel,amount,promotion,cost",
    ),
    "Chinese market place": (
        "订单编号,买家会员名,买家实际支付金额,订单付款时间,店铺,省份",
        "order_id,customer_id,amount,ordered_at,channel,region",
    ),
    "Chinese till": (
        "小票号,会员卡号,消费时间,商品编码,数量,单价,门店",
        "order_id,customer_id,ordered_at,product_id,quantity,unit_price,channel",
    ),
    "full-width and blanks": ("　客户编号 ,ＯＲＤＥＲ　ＤＡＴＥ,Amount (CNY)", "customer_id,ordered_at,-"),
}


@pytest.mark.parametrize("source", HEADERS)
def test_columns_of_real_exports_are_recognised(source):
    header, fields = HEADERS[source]
    wanted = {f: c for c, f in zip(header.split(","), fields.split(","), strict=True) if f != "-"}
    assert recognise(TRANSACTION, header.split(","), {}) == wanted


@pytest.mark.parametrize(
    "name", ["Customer ID", "customer_id", "CUSTOMERID", "customer-id", "Ｃustomer　Id", "customer.id"]
)
def test_names_are_compared_without_case_blanks_and_forms(name):
    assert normalised(name) == "customerid"


@pytest.mark.parametrize("table", TABLES)
def test_no_name_belongs_to_two_fields(table):
    """But for the city of a customer, which is also its region where there is no other."""
    names = Counter(n for f in TABLES[table].fields for n in {normalised(name) for name in (f.name, *f.names)})
    assert {name for name, times in names.items() if times > 1} == ({"城市"} if table == "customer" else set())


def test_a_city_alone_is_the_region_and_beside_a_province_the_city():
    assert recognise(CUSTOMER, ["客户编号", "城市"], {}) == {"customer_id": "客户编号", "region": "城市"}
    both = recognise(CUSTOMER, ["客户编号", "城市", "省份"], {})
    assert both == {"customer_id": "客户编号", "region": "省份", "city": "城市"}


def test_what_the_user_says_comes_first():
    columns = ["customer", "buyer", "date", "amount", "total"]
    found = recognise(TRANSACTION, columns, {"customer_id": "buyer", "amount": "TOTAL"})
    assert found == {"customer_id": "buyer", "ordered_at": "date", "amount": "total"}


def test_a_column_is_taken_once():
    assert recognise(TRANSACTION, ["client", "date", "amount"], {"order_id": "client"}) == {
        "order_id": "client",
        "ordered_at": "date",
        "amount": "amount",
    }


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"shoe_size": "amount"}, "transaction has no field 'shoe_size'.*Hint: its fields are customer_id"),
        ({"customer_id": "Kunde"}, "no column 'Kunde'.*Hint: the columns are 'client', 'date'"),
    ],
)
def test_unknown_fields_and_columns_are_named(given, words):
    with pytest.raises(ContractError, match=f"(?s){words}"):
        recognise(TRANSACTION, ["client", "date"], given)


@pytest.mark.parametrize(
    ("table", "columns", "words"),
    [
        (
            TRANSACTION,
            ["date", "amount"],
            "no column for customer_id of the table transaction; it has 'date', 'amount'",
        ),
        (TRANSACTION, ["client", "date"], "no column for amount or quantity and unit_price"),
        (TRANSACTION, ["client", "date", "quantity"], "no column for amount or quantity and unit_price"),
        (CONTRACT, ["client", "end date"], "no column for started_on of the table contract"),
    ],
)
def test_missing_columns_are_named_with_what_there_is(table, columns, words):
    with pytest.raises(ContractError, match=words) as refusal:
        check_complete(table, recognise(table, columns, {}), columns, file="orders.csv")
    assert str(refusal.value).startswith("orders.csv has ")
    assert "\nHint: say which column it is with --map " in str(refusal.value)


def test_quantity_and_price_stand_for_the_amount():
    columns = ["client", "date", "qty", "price"]
    check_complete(TRANSACTION, recognise(TRANSACTION, columns, {}), columns, file="orders.csv")


def test_long_and_strange_column_names_stay_readable():
    said = listed(["x" * 100, "a\x1b[31mb", "new\nline", *map(str, range(20))])
    assert said.startswith(f"'{'x' * 40}', 'a[31mb', 'newline', '0'")
    assert said.endswith("'8' and 11 more")
