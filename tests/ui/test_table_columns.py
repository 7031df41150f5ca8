"""How columns are written: figures under each other in one form, nothing rounded to certainty, statements to the cent."""

import pandas as pd
import pytest

from ui import table_columns
from ui.typeset import typeset


def pattern(values, kind):
    data = pd.DataFrame({"column": values})
    config = table_columns.config(data, {"column": "Column"}, {"column": kind})
    return config["column"]["type_config"]["format"]


@pytest.mark.parametrize(
    ("values", "kind", "expected"),
    [
        ([0.098, 0.1231], "rate", "%,.1f%%"),
        ([0.0004, 0.002], "rate", "%,.2f%%"),
        ([0.9999, 0.5], "rate", "%,.2f%%"),
        ([1.0, 0.5], "rate", "%,.1f%%"),
        ([None, None], "rate", "%,.1f%%"),
        ([12_000.5, 3.2], "money", "%,.0f"),
        ([9_999.5, -3.2], "money", "%,.2f"),
        ([12_000.5, 3.2], "cents", "%,.2f"),
    ],
)
def test_a_column_has_one_form(values, kind, expected):
    assert pattern(values, kind) == expected


def test_rates_are_shown_in_per_cent_and_everything_else_as_it_is():
    data = pd.DataFrame({"name": ["A", "B"], "share": [0.25, None], "n": [1, 2]})
    shown = table_columns.as_shown(data, {"name": "text", "share": "rate", "n": "whole"})
    assert shown["share"].iloc[0] == 25
    assert pd.isna(shown["share"].iloc[1])
    assert data["share"].iloc[0] == 0.25
    pd.testing.assert_frame_equal(shown.drop(columns="share"), data.drop(columns="share"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("beyond the return: -CN¥10.5K", "beyond the return: -|CN¥10.5K"),
        ("（-¥29.8万 至 ¥1亿）", "（-|¥29.8|万至 ¥1|亿）"),
        ("BG/NBD（近 24 个月） 给出", "BG/NBD（近 24 个月）给出"),
        ("a mini-program, -15.8%", "a mini-program, -15.8%"),
        ("**首先要做：** 挽留 192 位", "**首先要做：** 挽留 192 位"),
    ],
)
def test_amounts_stay_on_a_line_and_chinese_has_no_gaps(text, expected):
    assert typeset(text).replace("\u2060", "|") == expected


@pytest.mark.parametrize(
    ("texts", "stands"),
    [
        (["CN¥1,234.50", "-CN¥3.00", ""], "right"),
        (["12.4%", "–", None], "right"),
        (["-80,851.37", "9.2e-10", "341"], "right"),
        (["¥170万 (¥161万–¥180万)"], "right"),
        (["C00004552", "C00000108"], None),
        (["#1001", "#1002"], None),
        (["2024-03-05"], None),
        (["", None], None),
    ],
)
def test_figures_that_come_written_stand_at_the_right(texts, stands):
    data = pd.DataFrame({"name": ["x"] * len(texts), "told": texts})
    config = table_columns.config(data, {"name": "Name", "told": "Told"}, {"name": "text", "told": "text"})
    assert config["told"].get("alignment") == stands
