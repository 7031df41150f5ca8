"""From an order's files to loaded tables: unpack, join, have it decided what they are, load, and note where all came from."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from builder.deciding import Source, decided, is_complete
from builder.joining import OrdersAloneError, join_split, leave_lines, refuse_alone, say
from builder.refusals import refuse_without_base
from data.contract import TRANSACTION, ContractError
from data.delivered import Loaded, load
from data.files import Delivered, expand
from data.intake.confined import Found, unpack
from data.intake.look import look_at
from data.intake.parts import parts_of
from data.kept import new_batch


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
                its_own = decided(found, table_name, order)
            except OrdersAloneError as error:
                first = first or error
                continue
            except ContractError as error:
                if joined:  # what else a database keeps: products, places, payments
                    say([f"{part.name} is no table of the contract and is left out" for part in found.parts])
                else:
                    first = first or error
                continue
            for source in its_own:
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
    is_told = bool(given) and any(is_complete(TRANSACTION, each, given) for each in columns)
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
        part.columns and not is_complete(TRANSACTION, list(part.columns), {}) for part in parts
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
        say(list(source.said))
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
