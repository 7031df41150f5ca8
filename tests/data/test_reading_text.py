"""How single cells are read: moments, amounts, numbers, flags. A cell that is not surely understood is not guessed."""

import datetime as dt
from decimal import Decimal

import pytest

from data.marts import open_build


@pytest.fixture(scope="module")
def con(tmp_path_factory):
    """A build's connection, with the macros that read text; the machine's own zone must not matter."""
    connection = open_build(tmp_path_factory.mktemp("macros"), memory_gib=0.5)
    yield connection
    connection.close()


MOMENT = "select cast(parse_moment(text_or_null(cell), $day_first, $zone) as varchar) from (select $cell as cell)"

MOMENTS = {
    "2024-03-31": "2024-03-31 00:00:00",
    " 2024-03-31 ": "2024-03-31 00:00:00",
    "2024-3-1": "2024-03-01 00:00:00",
    "2024-03-31 08:05:06": "2024-03-31 08:05:06",
    "2024-03-31T08:05:06": "2024-03-31 08:05:06",
    "2024-03-31T08:05": "2024-03-31 08:05:00",
    "2024-03-31 8:05": "2024-03-31 08:05:00",
    "2024-03-31 08:05:06.123456789": "2024-03-31 08:05:06.123456",
    "2024/3/1 8:05": "2024-03-01 08:05:00",
    "2024.03.31": "2024-03-31 00:00:00",
    "20240331": "2024-03-31 00:00:00",
    "20240331 08:05:06": "2024-03-31 08:05:06",
    "20240331080506": "2024-03-31 08:05:06",
    "2024年3月1日": "2024-03-01 00:00:00",
    "2024年3月1日 8:05": "2024-03-01 08:05:00",
    "2024年03月01日08时05分": "2024-03-01 08:05:00",
    "2024/3/1 下午 3:20:00": "2024-03-01 15:20:00",
    "2024/3/1 上午3:20": "2024-03-01 03:20:00",
    "２０２４－０３－３１　０８：０５": "2024-03-31 08:05:00",
    "31.03.2024 08:05": "2024-03-31 08:05:00",
    "31-03-2024": "2024-03-31 00:00:00",
    "1/2/24": "2024-02-01 00:00:00",
    "3/4/2024 1:05:06 PM": "2024-04-03 13:05:06",
    "05-Mar-2024": "2024-03-05 00:00:00",
    "05-MAR-24": "2024-03-05 00:00:00",
    "Mar 5, 2024": "2024-03-05 00:00:00",
    "5 March 2024": "2024-03-05 00:00:00",
    "01JAN2024": "2024-01-01 00:00:00",
    "2024-03": "2024-03-01 00:00:00",
    # with a zone: moved to the build's, here Asia/Shanghai
    "2024-03-31T08:05:06Z": "2024-03-31 16:05:06",
    "2024-03-31T20:05:06Z": "2024-04-01 04:05:06",
    "20240331T080506Z": "2024-03-31 16:05:06",
    "2024-03-31T08:05:06+08:00": "2024-03-31 08:05:06",
    "2024-03-31T08:05:06+0800": "2024-03-31 08:05:06",
    "2024-03-31 08:05:06+08": "2024-03-31 08:05:06",
    "2024-03-31 20:05:06-03": "2024-04-01 07:05:06",
    "2024-03-31 08:05:06 +0530": "2024-03-31 10:35:06",
    "2024-03-31T08:05:06.5-05:00": "2024-03-31 21:05:06.5",
    "2024-03-31 20:05:06 UTC": "2024-04-01 04:05:06",
    "31/03/2024 20:05 GMT": "2024-04-01 04:05:00",
    "Sun, 31 Mar 2024 08:05:06 GMT": "2024-03-31 16:05:06",
    # days as numbers: a spreadsheet's; seconds since 1970, which are UTC
    "45322": "2024-01-31 00:00:00",
    "1711843506": "2024-03-31 08:05:06",
    "1711843506000": "2024-03-31 08:05:06",
    "Jan 3, 2013 10:22:00 PM": "2013-01-03 22:22:00",
    "٢٠٢١/٠٣/٠٥": "2021-03-05 00:00:00",
    '="2021-03-05"': "2021-03-05 00:00:00",
    # no moments
    "2024-13-45": None,
    "2023-02-29": None,
    "31/02/2024": None,
    "2024-03-31T08:05:06 Europe/Paris": None,
    "soon": None,
    "0000-00-00": None,
    "12:30": None,
    "": None,
    "NULL": None,
    "\\N": None,
}


@pytest.mark.parametrize("cell", MOMENTS)
def test_moments_are_read_as_meant_or_not_at_all(cell, con):
    found = con.execute(MOMENT, {"cell": cell, "day_first": True, "zone": "Asia/Shanghai"}).fetchall()
    wanted = MOMENTS[cell]
    assert found == [(wanted,)]


def test_an_offset_moves_nothing_where_no_zone_was_chosen(con):
    told = {"2020-03-05 22:10:00 -0500": "2020-03-05 22:10:00", "2020-03-05T22:10:00Z": "2020-03-05 22:10:00"}
    told["1711843506"] = "2024-03-31 00:05:06"  # seconds since 1970 have no place of their own
    for cell, wanted in told.items():
        assert con.execute(MOMENT, {"cell": cell, "day_first": True, "zone": ""}).fetchall() == [(wanted,)]


@pytest.mark.parametrize(
    ("cell", "day_first", "month_first"), [("03/04/2024", (4, 3), (3, 4)), ("12/11/24", (11, 12), (12, 11))]
)
def test_day_and_month_follow_the_file(cell, day_first, month_first, con):
    for is_day_first, (month, day) in ((True, day_first), (False, month_first)):
        found = con.execute(MOMENT, {"cell": cell, "day_first": is_day_first, "zone": "UTC"}).fetchall()
        assert found == [(str(dt.datetime(2024, month, day)),)]


MONEY = "select parse_money(text_or_null(cell), $comma) from (select $cell as cell)"
WITH_POINT = {
    "5": "5",
    "5.": "5",
    ".5": "0.5",
    "+5": "5",
    "-5.25": "-5.25",
    "19.995": "19.995",
    "1e3": "1000",
    "1.5E+05": "150000",
    "$84,835.00 ": "84835",
    "R$ 1,234.50": "1234.5",
    "12.50 zł": "12.5",
    "Rs. 1,23,456.50": "123456.5",
    '="12.50"': "12.5",
    "`5.20": "5.2",
    "١٬٢٣٤٫٥": "1234.5",
    "-$12.50": "-12.5",
    "US$5": "5",
    "￥1，234．5": "1234.5",
    "12.50元": "12.5",
    "USD 7": "7",
    "7 EUR": "7",
    "(12.50)": "-12.5",
    "($12.50)": "-12.5",
    "12.50-": "-12.5",
    "−5.00": "-5",
    "１２．５０": "12.5",
    "1,234,567.891": "1234567.891",
    "12,34,567.5": "1234567.5",
    "1234,5678": "12345678",
    "1’234.50": "1234.5",
    "\u00a05\u202f000\u00a0": "5000",
    "1,5": None,
    "0,125": None,
    "12,34": None,
    "1234,567": None,
    "1.2.3": None,
    "--5": None,
    "five": None,
    "3 pieces": None,
    "inf": None,
    "nan": None,
    "0x10": None,
    "-": None,
    "()": None,
    "999999999999999": None,
    "": None,
    "n/a": None,
}
WITH_COMMA = {
    "12,50": "12.5",
    "1.234,50": "1234.5",
    "1.234.567": "1234567",
    "1.234": "1234",
    "1234": "1234",
    "1234,5": "1234.5",
    "0,125": "0.125",
    "1 234,50 €": "1234.5",
    "-12,5": "-12.5",
    "(1.234,50)": "-1234.5",
    "+7": "7",
    "12.50": None,
    "1.23": None,
    "1.2345": None,
    "1,234.50": None,
    "12.34,5": None,
    ",5": None,
    "1e3": None,
}


@pytest.mark.parametrize(("comma", "cell"), [(False, c) for c in WITH_POINT] + [(True, c) for c in WITH_COMMA])
def test_amounts_are_exact_in_their_file_s_style_or_nothing(comma, cell, con):
    wanted = (WITH_COMMA if comma else WITH_POINT)[cell]
    found = con.execute(MONEY, {"cell": cell, "comma": comma}).fetchall()[0][0]
    assert found == (None if wanted is None else Decimal(wanted))


def test_cents_survive_any_number_of_additions(con):
    """0.10 and 0.20 a hundred thousand times each, exactly."""
    cells = ["0.10", "0.20"] * 100_000
    total = con.execute("select sum(parse_money(cell, false)) from (select unnest($cells) as cell)", {"cells": cells})
    assert total.fetchall() == [(Decimal("30000.0000"),)]


def test_numbers_and_flags(con):
    numbers = "select list_transform($cells, lambda t: parse_number(text_or_null(t), false))"
    assert con.execute(numbers, {"cells": ["3", "1,200", "2.5", "inf", "NaN", "3件", " -1 "]}).fetchall() == [
        ([3.0, 1200.0, 2.5, None, None, None, -1.0],)
    ]
    flags = "select list_transform($cells, lambda t: parse_flag(text_or_null(t)))"
    assert con.execute(flags, {"cells": ["Yes", "0", "是", "FALSE", "1.0", "maybe", ""]}).fetchall() == [
        ([True, False, True, False, True, None, None],)
    ]


def test_what_programs_write_for_nothing_is_nothing(con):
    cells = [
        "",
        " ",
        "null",
        "NULL",
        "None",
        "NaN",
        "n/a",
        "#N/A",
        "NaT",
        "<NA>",
        "\\N",
        "\u3000\u00a0",
        "\ufeff",
        " nil ",
        "Nancy",
        "0",
    ]
    found = con.execute("select list_transform($cells, lambda t: text_or_null(t))", {"cells": cells}).fetchall()[0][0]
    assert found == [None] * 13 + ["nil", "Nancy", "0"]
