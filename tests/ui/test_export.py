"""Downloads: UTF-8 with a mark for Excel, and no cell that a spreadsheet would run."""

import codecs
import io

import pandas as pd
import pytest

from ui.export import csv_bytes, safe_cell

FORMULAS = [
    "=1+1",
    "+1",
    "-1+2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "　=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    "\ufeff=1",
    "\x00=1",
]


@pytest.mark.parametrize("value", FORMULAS)
def test_formulas_are_neutralised(value):
    assert safe_cell(value) == f"'{value}"


@pytest.mark.parametrize("value", ["Store", "a=b", "3-4", "", "'quoted", -5, 3.5, None])
def test_other_values_stay(value):
    assert safe_cell(value) == value


def test_csv_reads_back_in_utf_8_with_a_mark():
    table = pd.DataFrame(
        {"=名称": ["=cmd|' /C calc'!A0", "上海"], "n": [-1, 2], "day": pd.to_datetime(["2024-01-01", None])}
    )
    written = csv_bytes(table)
    assert written.startswith(codecs.BOM_UTF8)
    back = pd.read_csv(io.BytesIO(written), encoding="utf-8-sig")
    assert list(back.columns) == ["'=名称", "n", "day"]
    assert back.iloc[0, 0] == "'=cmd|' /C calc'!A0"
    assert back["n"].tolist() == [-1, 2]
    assert table.iloc[0, 0].startswith("="), "the caller's table is not changed"


def test_categories_and_strings_are_made_safe_too():
    table = pd.DataFrame({"a": pd.Categorical(["=1", "x"]), "b": pd.array(["@x", None], dtype="string")})
    text = csv_bytes(table).decode("utf-8-sig")
    assert "'=1" in text
    assert "'@x" in text
