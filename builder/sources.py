"""From an order's files to loaded tables: unpack, decide which table and which columns, load, and note where all came from."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from builder.joining import OrdersAloneError, join_split, leave_lines, refuse_alone, say
from builder.refusals import refuse_without_base, refuse_without_days
from data.contract import TABLES, TRANSACTION, ContractError, Table
from data.delivered import Loaded, load
from data.files import Delivered, expand
from data.intake.confined import Found, unpack
from data.intake.look import look_at
from data.intake.parts import parts_of
from data.kept import new_batch
from data.recognition import check_complete, recognise

GUESSED_FROM = 0.5  # confidence from which a column is taken by its content, and the user told so
BETTER_BY = 0.05


@dataclass(frozen=True)
class Source:
    """One table to load. `how`: {field: similar, content, remembered} where the name alone did not decide."""

    delivered: Delivered
    table: Table
    given: dict[str, str]
    how: dict[str, str] = field(default_factory=dict)
    is_exact: bool = False


def sources_of(order, work: Path) -> Iterator[Source]:
    """Every table of every file of the order, decided. Raises ContractError, at the first of several files too that is no table,
    but with a word on all of them where together they hold what none has alone.
    """
    known: dict[tuple[str, str], str] = dict(order.kept.known) if order.kept else {}
    looked: list[tuple[Delivered, dict]] = []
    tables: set[str] = set()
    first: ContractError | None = None
    for table_name, paths in order.files.items():
        delivered, joined = _joined(list(_found(expand(paths), work, confined=order.confined)), table_name, order, work)
        for found in delivered:
            looked += zip(found.parts, found.looks, strict=False)
            try:
                if joined:
                    refuse_alone(found)
                decided = _decided(found, table_name, order)
            except OrdersAloneError as error:
                first = first or error
                continue
            except ContractError as error:
                if joined:  # what else a database keeps: products, places, payments
                    say([f"{part.name} is no table of the contract and is left out" for part in found.parts])
                else:
                    first = first or error
                continue
            for source in decided:
                _refuse_twin(source, known, order)
                known[(source.table.name, source.delivered.sha256)] = source.delivered.name
                tables.add(source.table.name)
                yield source
    if not order.kept or first:
        refuse_without_base(looked, tables, first)


def _refuse_twin(source: Source, known: dict[tuple[str, str], str], order) -> None:
    """Raise ContractError for a table that is the same to the byte as one that came before."""
    d = source.delivered
    twin = known.get((source.table.name, d.sha256))
    if twin and not order.allow_repeat:
        when = order.batches.get(d.sha256, "") if order.kept else ""
        raise ContractError(
            f"{d.name} holds exactly the same as {twin}{when and ', delivered on '}{when}; its rows would count twice.\n"
            "Hint: leave one of them out, or say --allow-repeat if both are meant."
        )


def _found(paths: list[Path], work: Path, *, confined: bool) -> Iterator[Found]:
    if confined:
        yield from unpack(paths, work, look=True)
    else:
        for path in paths:
            parts = tuple(parts_of(path, work))
            yield Found(path, parts, tuple(look_at(part) for part in parts) if _needs_look(parts) else ())


def _joined(found: list[Found], table_name: str, order, work: Path) -> tuple[list[Found], bool]:
    """The files, orders and lines in one where they came apart, and whether that was so."""
    given = order.given.get(TRANSACTION.name, {})
    columns = [list(part.columns) for one in found for part in one.parts if part.columns]
    is_told = bool(given) and any(_is_complete(TRANSACTION, each, given) for each in columns)
    if table_name not in ("", TRANSACTION.name) or is_told:
        return found, False
    made, said = join_split(found, work)
    if not said:
        made, said = leave_lines(found, work)
    planned = {plan.part for plan in order.plans if plan.table}
    if not said or planned - {part.name for one in made for part in one.parts}:
        return found, False
    say(said)
    return made, True


def _needs_look(parts: tuple[Delivered, ...]) -> bool:
    """Our own samples and files with all the contract's names need no second look."""
    return len(parts) > 1 or any(
        part.columns and not _is_complete(TRANSACTION, list(part.columns), {}) for part in parts
    )


def _decided(found: Found, table_name: str, order) -> list[Source]:
    looks = found.looks or tuple({} for _ in found.parts)
    plans = {plan.part: plan for plan in order.plans if plan.path == found.path}
    made: list[Source] = []
    for part, look in zip(found.parts, looks, strict=True):
        plan = plans.get(part.name)
        if plan is not None:
            if plan.table:
                columns = _columns(part, look)
                check_complete(TABLES[plan.table], plan.mapping, columns, file=part.name)
                made.append(Source(part, TABLES[plan.table], plan.mapping, is_exact=True))
        elif part.is_hidden:
            print(f"      {part.name} is hidden in its workbook and left out", file=sys.stderr, flush=True)
        elif not plans:
            made += _by_itself(part, look, table_name, order, has_others=len(found.parts) > 1)
    if not made:
        raise ContractError(
            f"No sheet of {found.path.name} is a table of the contract.\n"
            "Hint: transactions need a customer, a date and an amount in columns of their own, under one header line."
        )
    return made


def _columns(part: Delivered, look: dict) -> list[str]:
    return list(part.columns) or [column["name"] for column in look.get("columns", ())]


def _by_itself(part: Delivered, look: dict, table_name: str, order, *, has_others: bool) -> list[Source]:
    """The table and columns of a part nobody decided on; no source for a sheet that fits nothing beside others that do."""
    columns = _columns(part, look)
    table = TABLES[table_name or "transaction"]
    remembered = order.recall(columns) if columns and not order.given else {}
    if remembered and table_name in ("", remembered["table"]):
        how = dict.fromkeys(remembered["mapping"], "remembered")
        return [Source(part, TABLES[remembered["table"]], remembered["mapping"], how, is_exact=True)]
    if not table_name and columns:
        best = _best_table(look, columns, order.given.get("transaction", {}))
        if best is None and has_others:
            return []
        table = TABLES[best or "transaction"]
    given = order.given.get(table.name, {})
    if not columns or not look:
        return [Source(part, table, given)]
    chosen = {} if given else _chosen(table, look)
    if chosen:
        _say_guesses(part, table, table_name, {name: one for name, one in chosen.items() if one["how"] != "name"})
        mapping, how = ({name: one[key] for name, one in chosen.items()} for key in ("column", "how"))
        return [Source(part, table, mapping, how, is_exact=True)]
    guessed = _guessed(table, columns, given, look)
    if not _is_complete(table, columns, {**given, **{name: found["column"] for name, found in guessed.items()}}):
        refuse_without_days(part, table, given, look)
        guessed = {name: found for name, found in guessed.items() if found["how"] != "content"}
    mapping = {**given, **{name: found["column"] for name, found in guessed.items()}}
    check_complete(table, recognise(table, columns, mapping), columns, file=part.name)
    _say_guesses(part, table, table_name, guessed)
    how = {name: found["how"] for name, found in guessed.items()}
    return [Source(part, table, mapping, how)]


def _best_table(look: dict, columns: list[str], given: dict[str, str]) -> str | None:
    """Transactions where the names (or --map) say so; else the table that fits best by names and content."""
    if given or _is_complete(TRANSACTION, columns, given):
        return TRANSACTION.name
    fits = [one for one in look.get("tables", ()) if one["is_complete"] and one["confidence"] >= GUESSED_FROM - 0.2]
    if not fits:
        return None
    best = max(fits, key=lambda one: one["confidence"] + (BETTER_BY if one["table"] == TRANSACTION.name else 0))
    return best["table"]


def _is_complete(table: Table, columns: list[str], given: dict[str, str]) -> bool:
    try:
        check_complete(table, recognise(table, columns, given), columns, file="")
    except ContractError:
        return False
    return True


def _chosen(table: Table, look: dict) -> dict[str, dict]:
    """All fields as the page that shows them first would have them, where they are enough; else none."""
    for one in look.get("tables", ()):
        if one["table"] == table.name and one["is_complete"]:
            return {name: found for name, found in one["fields"].items() if found["confidence"] >= GUESSED_FROM}
    return {}


def _guessed(table: Table, columns: list[str], given: dict[str, str], look: dict) -> dict[str, dict]:
    """Fields that the names leave open, as inspection found them in similar names and in the values."""
    named = recognise(table, columns, given)
    taken = set(named.values())
    found: dict[str, dict] = next((one["fields"] for one in look.get("tables", ()) if one["table"] == table.name), {})
    return {
        name: one
        for name, one in found.items()
        if name not in named and one["column"] not in taken and one["confidence"] >= GUESSED_FROM
    }


def _say_guesses(part: Delivered, table: Table, asked: str, guessed: dict[str, dict]) -> None:
    if lines := part.title_lines:
        words = "line above it is" if lines == 1 else f"{lines} lines above it are"
        print(
            f"      {part.name}: the table begins in line {lines + 1}; the {words} left out",
            file=sys.stderr,
            flush=True,
        )
    if part.is_headless:
        words = "the file has no header line; columns were named by position"
        print(f"      {part.name}: {words}", file=sys.stderr, flush=True)
    if table is not TRANSACTION and not asked:
        print(f"      {part.name} is read as the table {table.name}", file=sys.stderr, flush=True)
    for name, found in guessed.items():
        words = "its content" if found["how"] == "content" else "a similar name"
        print(
            f"      {part.name}: {name} is taken from {found['column'][:60]!r} by {words}", file=sys.stderr, flush=True
        )


def load_sources(con, order, work: Path) -> list[Loaded]:
    """Load every table of the order into the scratch database and note it in `source_file` and `column_map`."""
    con.execute(
        "create table warehouse.main.source_file (file_number integer, file varchar, batch varchar, table_name varchar, "
        "format varchar, encoding varchar, delimiter varchar, bytes bigint, rows bigint, sha256 varchar)"
    )
    con.execute(
        "create table warehouse.main.column_map (file_number integer, source_column varchar, field varchar, how varchar)"
    )
    files: list[Loaded] = []
    sources, fresh = list(sources_of(order, work)), new_batch(order.batches, datetime.now(UTC).date())
    known = {} if order.kept else order.batches  # what is added is a delivery of its own, whatever it holds
    for source in sources:
        number = (order.kept.next_number if order.kept else 1) + len(files)
        loaded = load(
            con, source.delivered, source.table, source.given, number=number, work=work, is_exact=source.is_exact
        )
        _note(con, loaded, source, batch=known.get(source.delivered.sha256, fresh))
        files.append(loaded)
    return files


def _note(con, loaded: Loaded, source: Source, *, batch: str) -> None:
    d = loaded.delivered
    con.execute(
        "insert into warehouse.main.source_file values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            loaded.number,
            d.name,
            batch,
            loaded.table.name,
            d.format,
            d.encoding,
            d.delimiter,
            d.bytes,
            loaded.rows,
            d.sha256,
        ],
    )
    field_of = {column: name for name, column in loaded.mapping.items()}
    fields = [field_of.get(column, "") for column in loaded.columns]
    how = [
        "unused" if not name else source.how.get(name, "given" if name in loaded.given else "name") for name in fields
    ]
    con.execute(
        "insert into warehouse.main.column_map select $number, unnest($columns), unnest($fields), unnest($how)",
        {"number": loaded.number, "columns": list(loaded.columns), "fields": fields, "how": how},
    )
