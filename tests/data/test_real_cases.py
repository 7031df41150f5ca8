"""Real files to the row: a British web shop with all its dirt, and CDNOW with its duplicates."""

from decimal import Decimal


def test_online_retail_reconciles_to_the_row(online_retail_warehouse, open_warehouse):
    con = open_warehouse(online_retail_warehouse)
    rows = con.execute("select rows_in, rows_accepted, rows_rejected, money_in from build_info").fetchall()[0]
    assert rows == (541_909, 406_829, 135_080, Decimal("9747747.9340"))
    assert con.execute("select reason, count(*) from rejects group by reason").fetchall() == [
        ("customer_missing", 135_080)
    ]


def test_negative_quantities_that_cancel_nothing_are_all_accounted_for(online_retail_warehouse, open_warehouse):
    """10,624 of them, 1,336 on invoices without C: corrections of stock, at no price and without a customer."""
    con = open_warehouse(online_retail_warehouse)
    found = con.execute(
        """
        select
            count(*) filter (where quantity < 0), count(*) filter (where quantity < 0 and not starts_with(invoice, 'C')),
            count(*) filter (where quantity < 0 and not starts_with(invoice, 'C') and is_kept)
        from (
            select quantity, order_id as invoice, true as is_kept from stg_transaction
            union all
            select cast(raw::json ->> 'Quantity' as double), raw::json ->> 'InvoiceNo', false from rejects
        )
        """
    ).fetchall()
    assert found == [(10_624, 1_336, 0)]


def test_codes_that_differ_by_case_only_stay_apart(online_retail_warehouse, open_warehouse):
    con = open_warehouse(online_retail_warehouse)
    codes = con.execute(
        """
        select count(*) from (
            select upper(code) from (
                select distinct product_id as code from stg_transaction
                union select distinct raw::json ->> 'StockCode' from rejects
            ) group by upper(code) having count(*) > 1
        )
        """
    ).fetchall()
    assert codes == [(112,)]


def test_cdnow_keeps_its_255_duplicate_rows(cdnow_warehouse, open_warehouse):
    con = open_warehouse(cdnow_warehouse)
    assert con.execute("select rows_in, rows_accepted from build_info").fetchall() == [(69_659, 69_659)]
    assert con.execute("select rows, action from data_quality where rule = 'duplicate_row'").fetchall() == [
        (255, "kept")
    ]
