"""The course of quality: from build to build, from delivery to delivery, and own records beside bought ones."""

import re
import shutil

import duckdb
import pandas as pd
import pytest

from data.contract import CONTRACT, CUSTOMER, TRANSACTION
from ui import code_texts, quality_grid, quality_sources

JUDGES = ("parsed_transaction", "judged_contract", "parsed_disclosure")
OLDER, NEWER = "20260101T000000Z-aaaaaaaa", "20260201T000000Z-bbbbbbbb"


@pytest.fixture
def two_builds(cdnow_tenth_warehouse, tmp_path, monkeypatch):
    """Two kept builds of one warehouse, and a damaged one: the newer one has fewer rows, more faults, and a second, worse delivery."""
    home = tmp_path / "warehouses" / "course"
    home.mkdir(parents=True)
    changes = {
        OLDER: ("update build_info set built_at = timestamp '2026-01-01 08:00', rows_in = 8000, rows_rejected = 80",),
        NEWER: (
            "update build_info set built_at = timestamp '2026-02-01 08:00', rows_in = 6000, rows_rejected = 300",
            "update source_file set batch = '2026-01-01', rows = 5000",
            """insert into source_file select * replace (
                file_number + 1 as file_number, '<b>b</b>.csv' as file, '2026-02-01' as batch, 1000 as rows
            ) from source_file""",
            "insert into quality_field select * replace ('2026-02-01' as batch, 500 as filled, 1000 as rows) from quality_field",
            """insert into rejects (table_name, file, batch, row_number, reason)
            select 'transaction', '<b>b</b>.csv', '2026-02-01', n, 'customer_missing' from range(300) as r(n)""",
            """insert into data_quality (table_name, field, rule, action, rows)
            values ('transaction', 'customer_id', 'customer_missing', 'rejected', 300)""",
        ),
    }
    for build_id, statements in changes.items():
        shutil.copyfile(cdnow_tenth_warehouse, home / f"{build_id}.duckdb")
        with duckdb.connect(str(home / f"{build_id}.duckdb")) as con:
            con.execute("update build_info set name = 'course', build_id = $build_id", {"build_id": build_id})
            for statement in statements:
                con.execute(statement)
    (home / "20250101T000000Z-cccccccc.duckdb").write_bytes(b"no longer a warehouse")
    (home / "current").write_text(f"{NEWER}.duckdb", encoding="utf-8")
    monkeypatch.setenv("WAREHOUSES_DIR", str(home.parent))
    return home


def said(app):
    return " ".join(block.value for block in (*app.markdown, *app.subheader, *app.info))


def test_builds_and_deliveries_are_compared(open_page, two_builds, assert_sound):
    app = open_page("quality", warehouse="course")
    assert_sound(app)
    told = said(app)
    assert "rose from 1.00% to 5.00%" in told, "from build to build"
    assert "25.0% fewer rows than the one before (8,000 → 6,000)" in told
    assert "Rows without a customer rose from 0.00% to 5.00%" in told
    assert "nothing newer has come" in told
    assert "rose from 0.00% to 30.00% since 2026-01-01" in told, "from delivery to delivery"


def test_one_build_is_said(open_page, cdnow_tenth_warehouse, assert_sound):
    app = open_page("quality", warehouse="cdnow-tenth")
    assert_sound(app)
    assert "no course to show yet" in said(app)
    assert "From delivery to delivery" not in said(app)


def test_own_and_bought_records_are_told_apart(open_page, demo_warehouse, assert_sound):
    app = open_page("quality", warehouse="demo")
    assert_sound(app)
    assert "E-mail is filled and valid in 88% of the records of “own” and in 53% of “bought”" in said(app)
    assert "3.0% of revenue stands in exact copies" in app.title[0].value, "not that all rows were accepted"
    assert "All 350,260 rows were accepted" in said(app)


def test_faults_come_first_and_emptiness_that_means_something_is_none():
    fields = pd.DataFrame(
        [
            ("transaction", "amount", True, 100, 100, 100, None, None, 100, 90),
            ("transaction", "promotion", False, 100, 10, 10, None, None, None, None),
            ("transaction", "order_id", True, 100, 100, 100, 100, 5, None, None),
            ("customer", "email", True, 50, 40, 30, None, None, None, None),
            ("customer", "customer_id", True, 50, 50, 50, 50, 0, 50, 20),
        ],
        columns=[
            "table_name",
            "field",
            "is_expected",
            "rows",
            "filled",
            "valid",
            "keyed",
            "repeated",
            "compared",
            "agreeing",
        ],
    ).assign(newest_on=pd.NaT, source="", batch="2026-01-01")
    found = quality_grid.judged(fields).set_index("field")
    assert list(found.index)[:3] == ["email", "amount", "order_id"], "the worst first"
    assert found["lowest"].round(9).to_dict() == {
        "email": 0.75, "amount": 0.9, "order_id": 0.95, "promotion": 1.0, "customer_id": 1.0,
    }  # fmt: skip
    tables = quality_grid.by_table(found.reset_index()).set_index("table_name")
    assert list(tables.index) == ["customer", "transaction"]
    assert tables.loc["customer", "complete"] == 0.8
    assert tables.loc["customer", "weakest"] == "E-mail"
    told = " ".join(quality_grid.effects(fields))
    assert "60.0% of customer records (30) have neither" in told
    assert "25.0% of e-mail addresses (10)" in told


def test_a_source_of_few_records_says_nothing():
    few = pd.DataFrame({"source": ["own", "x"], "rows": [500, 3], "buyer_rate": [0.5, 1.0]})
    assert "One source" in quality_sources.compared(few, pd.DataFrame())


def test_every_reason_has_a_sentence(repository):
    """Reasons as the SQL gives them, and those that staging makes of the fields rows cannot do without."""
    folder = repository / "data" / "sql" / "staging"
    texts = [(folder / f"{name}.sql").read_text(encoding="utf-8") for name in JUDGES]
    reasons = {code for text in texts for code in re.findall(r"'([a-z]+_[a-z_]+)'", text)} - {"date_trunc"}
    reasons -= {field.name for field in TRANSACTION.fields}
    for table in (CUSTOMER, CONTRACT):
        needed = [field for field in table.fields if field.required or field.decisive]
        reasons |= {f"{field.name}_unreadable" for field in needed if field.kind != "text"}
        reasons |= {f"{field.name.removesuffix('_id')}_missing" for field in needed if field.required}
    known = code_texts.REASONS | code_texts.RULES | code_texts.ACTIONS
    assert sorted(reason for reason in reasons if reason not in known) == []
