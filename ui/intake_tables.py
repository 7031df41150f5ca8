"""What was found in delivered files, shown so that a reader can say yes or choose otherwise: one table a part."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st
from babel import lists

from ui import code_texts, formats
from ui.blocks import note
from ui.escape import plain
from ui.field_texts import HOW, KINDS, field_name
from ui.i18n import N_, _, language, ngettext

DELIMITERS = {",": N_("comma"), ";": N_("semicolon"), "\t": N_("tab"), "|": N_("bar")}
ENCODINGS = {"CP932": "Shift-JIS", "EUC_JP": "EUC-JP", "CP949": "EUC-KR", "CP950": "Big5", "UTF-8-SIG": "UTF-8"}
ENCODINGS |= {f"CP{number}": f"Windows-{number}" for number in range(1250, 1259)}
FORMATS = {"csv": "CSV", "xlsx": "Excel", "parquet": "Parquet"}
LEAST_CONFIDENCE = 0.3
DOUBTFUL = 0.7
NAME_PIXELS = 130  # a column's name, such as Financial Status, in full on a phone too


@dataclass(frozen=True)
class Chosen:
    """What the reader decided about one table of one file; `table` is empty where it is left out.

    beside : paths of the files of which the table is joined, beside `path`
    """

    path: str
    part: str
    table: str
    mapping: dict[str, str]
    missing: tuple[str, ...]
    twice: tuple[str, ...]
    order_unknown: bool
    beside: tuple[str, ...] = ()

    @property
    def is_ready(self) -> bool:
        """True when nothing more is needed to read it."""
        return not (self.missing or self.twice)


def draw(file: dict, part: dict, tables: Mapping[str, object], *, key: str) -> Chosen:
    """One table: how it is written, what it is read as, its columns. `tables`: the contract."""
    with st.container(border=True):
        st.markdown(f"**{plain(part['name'])}**")
        st.caption(_how_written(part, is_joined=bool(file["beside"])))
        table = _choose_table(part, tables, key)
        if not table:
            note(_("Left out: no row of it is read."))
            return Chosen(file["path"], part["name"], "", {}, (), (), False)
        mapping, twice = _choose_columns(part, tables[table], key=f"{key}_{table}_{language()}")
        missing = missing_fields(tables[table], mapping)
        for name in missing:
            st.warning(_("Which column is it? Still missing: {field}.").format(field=name), icon=":material/help:")
        for name in twice:
            st.warning(_("{field} is chosen for more than one column.").format(field=name), icon=":material/warning:")
        unknown = {c["name"] for c in part["columns"] if c.get("order") == "unknown"}
        has_unknown = bool(unknown & set(mapping.values()))
        return Chosen(file["path"], part["name"], table, mapping, missing, twice, has_unknown, tuple(file["beside"]))


def _how_written(part: dict, *, is_joined: bool) -> str:
    facts = [
        ngettext("{rows} row", "{rows} rows", part["rows"]).format(rows=formats.whole(part["rows"])),
        _("joined from orders and their lines") if is_joined else FORMATS.get(part["format"], part["format"]),
    ]
    if part["format"] == "csv":
        encoding = part["encoding"].upper()
        facts += [
            ENCODINGS.get(encoding, encoding),
            _("parted by {separator}").format(separator=_(DELIMITERS.get(part["delimiter"], ","))),
        ]
    if part.get("is_hidden"):
        facts.append(_("hidden in its workbook"))
    if lines := part.get("title_lines"):
        words = ngettext("{n} line above the header is left out", "{n} lines above the header are left out", lines)
        facts.append(words.format(n=formats.whole(lines)))
    if part.get("is_headless"):
        facts.append(_("the file has no header line; columns were named by position"))
    days = [c for c in part["columns"] if c.get("format")]
    if days:
        facts.append(_("days like {sample}").format(sample=plain(days[0]["samples"][0])))
    return " · ".join(facts)


def _choose_table(part: dict, tables: Mapping[str, object], key: str) -> str:
    options = ["", *tables]
    return st.selectbox(
        _("Read as"),
        options,
        index=options.index(first_table(part)),
        format_func=lambda code: code_texts.text_of(code_texts.TABLES, code) if code else _("Leave out"),
        key=f"{key}_table_{language()}",
        width=320,
    )


def first_table(part: dict) -> str:
    """The table that was remembered for this shape, else the likeliest; empty where none is likely, and for a hidden sheet."""
    if part.get("is_hidden"):
        return ""
    if part["remembered"]:
        return part["remembered"]["table"]
    best: dict = part["tables"][0] if part["tables"] else {}
    if best and best["is_complete"] and best["confidence"] >= LEAST_CONFIDENCE:
        return best["table"]
    is_transaction = any(c["kind"] == "day" for c in part["columns"]) or not best
    return "transaction" if is_transaction else (best["table"] if best["confidence"] >= LEAST_CONFIDENCE else "")


def _found(part: dict, table: str) -> dict[str, tuple[str, float, str]]:
    """{column: (field, confidence, how)} for a table."""
    remembered = part["remembered"]
    if remembered and remembered["table"] == table:
        return {column: (field, 1.0, "remembered") for field, column in remembered["mapping"].items()}
    fields: dict = next((one["fields"] for one in part["tables"] if one["table"] == table), {})
    return {one["column"]: (field, one["confidence"], one["how"]) for field, one in fields.items()}


def _choose_columns(part: dict, table, *, key: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The table of columns with a choice in each row; {field: column}, and fields chosen more than once."""
    found = _found(part, table.name)
    labels = {"": _("not used"), **{field: field_name(field) for field in table.field_names}}
    codes = {label: code for code, label in labels.items()}
    rows = []
    for column in part["columns"]:
        field, confidence, how = found.get(column["name"], ("", None, ""))
        rows.append(
            {
                "column": column["name"],
                "samples": "  ·  ".join(column["samples"]),
                "field": labels.get(field, labels[""]),
                "confidence": confidence,
                "how": _(HOW[how]) if how in HOW else "",
                "kind": _(KINDS.get(column["kind"], column["kind"])),
                "filled": column["filled"],
            }
        )
    config = st.column_config
    rows.sort(
        key=lambda row: row["confidence"] is None
    )  # what is read first: the rest of a wide file has to be scrolled to
    edited = st.data_editor(
        pd.DataFrame(rows),
        key=f"{key}_columns",
        hide_index=True,
        disabled=["column", "samples", "confidence", "how", "kind", "filled"],
        column_order=["column", "field", "samples", "confidence", "how", "kind", "filled"],
        column_config={
            "column": config.TextColumn(_("Column"), width=NAME_PIXELS),
            "field": config.SelectboxColumn(_("Read as"), options=list(codes), required=True, width="small"),
            "samples": config.TextColumn(_("Samples"), width="medium"),
            "confidence": config.ProgressColumn(
                _("Confidence"), min_value=0, max_value=1, format="percent", width="small"
            ),
            "how": config.TextColumn(_("Recognised by"), width="small"),
            "kind": config.TextColumn(_("Holds"), width="small"),
            "filled": config.NumberColumn(_("Filled"), format="percent", width="small"),
        },
        alt=_("Columns of the file and what they are read as"),
    )
    mapping: dict[str, str] = {}
    twice: list[str] = []
    for column, label in zip(edited["column"], edited["field"], strict=True):
        code = codes.get(label, "")
        if code in mapping:
            twice.append(label)
        elif code:
            mapping[code] = column
    _ask_to_check(
        {labels[field]: (c, how) for column, (field, c, how) in found.items() if mapping.get(field) == column}
    )
    return mapping, tuple(dict.fromkeys(twice))


def _ask_to_check(chosen: dict[str, tuple[float, str]]) -> None:
    """Name the fields that no clear name of a column tells. chosen : {field in words: (confidence, how it was found)}."""
    guessed = [name for name, (_confidence, how) in chosen.items() if how == "content"]
    near = [name for name, (confidence, how) in chosen.items() if how == "similar" and confidence < DOUBTFUL]
    if guessed:
        note(
            _("Please check, the values alone decided: {fields}.").format(
                fields=lists.format_list(guessed, locale=language())
            )
        )
    if near:
        note(
            _("Please check, the name of the column is only similar: {fields}.").format(
                fields=lists.format_list(near, locale=language())
            )
        )


def missing_fields(table, mapping: dict[str, str]) -> tuple[str, ...]:
    """Fields still needed, in words; alternatives in one text."""
    missing = [field_name(field.name) for field in table.fields if field.required and field.name not in mapping]
    for group in table.one_of:
        if not any(all(name in mapping for name in choice) for choice in group):
            missing.append(_(" or ").join(_(" and ").join(field_name(name) for name in choice) for choice in group))
    return tuple(missing)


SIGNS = {"£": "GBP", "€": "EUR", "元": "CNY", "￥": "CNY", "¥": "CNY", "円": "JPY", "₹": "INR", "₩": "KRW"}


def currency_of(told: dict) -> str:
    """The currency that a column of it or the samples of amounts name; empty where none or several do, or a shared sign."""
    parts = [part for file in told["files"] for part in file["tables"]]
    codes = {code for part in parts for code in _stated(part)}
    if codes:
        return codes.pop() if len(codes) == 1 else ""
    samples = [
        sample
        for part in parts
        for column in part["columns"]
        if column["kind"] == "money"
        for sample in column["samples"]
    ]
    named = {code for sign, code in SIGNS.items() if any(sign in sample for sample in samples)}
    return named.pop() if len(named) == 1 else ""


def _stated(part: dict) -> set[str]:
    """What the column of currencies holds in the sampled rows, where the table has one."""
    column = next(
        (column for column, (field, *_rest) in _found(part, "transaction").items() if field == "currency"), ""
    )
    samples = {sample.upper() for one in part["columns"] if one["name"] == column for sample in one["samples"]}
    return {sample for sample in samples if len(sample) == 3 and sample.isalpha()}
