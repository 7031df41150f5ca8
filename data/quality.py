"""`quality_field`: how complete, valid, unique, consistent and new each delivered field is, by file and source.

The counts of a field are the same words for each field, so that one statement is made of the contract and of `checks`; all
of its parts are texts of this project. As relations the same would be planned a dozen times, as a file a statement a table.
"""

from string import Template

import duckdb

from data import checks
from data.contract import DISCLOSURE, TABLES, Field, Table
from data.staging import sql

# table -> sql/staging/<file>.sql, where its rows are looked at beside those of other tables
_LOOKING_ELSEWHERE = {"transaction": "quality_known", "contract": "quality_known", "customer": "quality_customer"}
_TABLE = Template(
    "select '$table' as table_name, file_number, said_source, count(*) as rows, [$facts] as facts "
    "from ($rows) as r, (select today, as_of from setting) as g group by file_number, said_source"
)
_ROWS = Template("select *, '' as said_source from parsed_$table")
_FACT = Template(
    "struct_pack(field := '$field', is_expected := $expected, filled := count($field) + $lost, "
    "rows_turned_away := $turned_away, valid := $valid, "
    "keyed := $keyed, repeated := $repeated, compared := $compared, agreeing := $agreeing, newest_on := $newest)"
)
_AND = Template("$field is not null and ($condition)")
_NO_COUNT = "cast(null as bigint)"


def count_fields(con: duckdb.DuckDBPyConnection) -> None:
    """Create `quality_field` from all parsed tables in one statement. Needs `as_of` in `setting`, and `customer_key`."""
    brought = con.execute(sql("staging", "quality_brought"), {"left_out": DISCLOSURE.name}).fetchall()
    brought = brought or [("transaction", ["customer_id"])]  # nothing but published figures: the table stays empty
    tables = " union all ".join(_counted(TABLES[name], set(fields)) for name, fields in sorted(brought))
    con.execute(" ".join(("create table warehouse.main.quality_field as with counted as (", tables, "),", _judged())))


def _judged() -> str:
    return sql("staging", "quality_field").partition("with ")[2]


def _counted(table: Table, brought: set[str]) -> str:
    """One row per file and source: table_name, file_number, said_source, rows, facts (a list with one struct per field)."""
    looking = _LOOKING_ELSEWHERE.get(table.name)
    rows = (Template(sql("staging", looking)) if looking else _ROWS).substitute(table=table.name)
    facts = ", ".join(_fact(table, field) for field in table.fields if field.name in brought)
    return _TABLE.substitute(table=table.name, facts=facts, rows=rows)


def _fact(table: Table, field: Field) -> str:
    """The struct of what is counted of one field."""
    at = (table.name, field.name)
    named = Template("count($field)").substitute(field=field.name)
    valid = checks.VALID.get(at) or checks.OF_KIND.get("ahead" if field.name in checks.MAY_LIE_AHEAD else field.kind)
    is_valid = Template(valid).substitute(field=field.name) if valid else ""
    newest = Template("cast(max($field) filter (where $valid) as date)") if _tells_age(field) else None
    agrees, key = checks.AGREES.get(at), checks.UNIQUE.get(at)
    return _FACT.substitute(
        field=field.name,
        expected="false" if field.name in checks.EMPTY_BY_NATURE else "true",
        lost=_lost(table, field),
        turned_away=_turned_away(table, field),
        valid=_where(_AND.substitute(field=field.name, condition=is_valid)) if valid else named,
        keyed=Template("count($key)").substitute(key=key) if key else _NO_COUNT,
        repeated=Template("count($key) - count(distinct $key)").substitute(key=key) if key else _NO_COUNT,
        compared=Template("count($agrees)").substitute(agrees=agrees) if agrees else _NO_COUNT,
        agreeing=_where(agrees) if agrees else _NO_COUNT,
        newest=newest.substitute(field=field.name, valid=is_valid) if newest else "cast(null as date)",
    )


def _tells_age(field: Field) -> bool:
    return field.kind in ("moment", "day") and field.name not in checks.NO_AGE


def _where(condition: str) -> str:
    return Template("count(*) filter (where $condition)").substitute(condition=condition)


def _lost(table: Table, field: Field) -> str:
    """Values delivered that could not be read."""
    if field.kind == "text":
        return "0"
    if table.name == "transaction":
        reason = checks.UNREADABLE.get(field.name)
        return _where(Template("reason = '$reason'").substitute(reason=reason)) if reason else "0"
    if field.required or field.decisive:
        return _where(Template("reason = '${field}_unreadable'").substitute(field=field.name))
    return _where(Template("list_contains(unreadable, '$field')").substitute(field=field.name))


def _turned_away(table: Table, field: Field) -> str:
    """Rows turned away because of this field."""
    pattern = checks.REASONS.get((table.name, field.name))
    if not pattern and table.name != "transaction" and (field.required or field.decisive):
        pattern = "_".join((field.name.removesuffix("_id"), ""))
    return _where(Template("regexp_matches(reason, '^($pattern)')").substitute(pattern=pattern)) if pattern else "0"
