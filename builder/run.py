"""One build from beginning to end: read, stage, marts, models, check, publish. Nothing is visible before the last step."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import duckdb

from builder.merging import keep_together, merge_groups
from builder.progress import Progress
from builder.sources import load_sources
from data.contract import ContractError
from data.delivered import Loaded, refuse_damaged
from data.disclosure import settle_disclosed
from data.errors import BuildError
from data.intake.plan import FilePlan
from data.kept import KEPT, Kept, note_build, prune_kept, restore, save_delivery, save_rejects
from data.marts import open_build
from data.publish import is_full_disk, new_build_id, publish, work_folder
from data.quality import count_fields
from data.rejects import keep_rejected_rows
from data.repeats import turn_repeats_away
from data.settings import Settings, check_accepted, settle, write_settings
from data.staging import build_table, stage
from data.subscribers import contracts_of_subscribers

FEW_ROWS = 1_000_000  # fewer are sooner worked on by one thread of two connections than by two threads of each
STAGES = ("reading", "staging", "marts", "models", "checking", "publishing")


@dataclass(frozen=True)
class Order:
    """What to build: {table: files}, {table: {field: column}}, and the settings. `sample` is empty for the firm's own data.

    files : the table "" stands for files whose table is yet to be found
    plans : what a person decided about single files; it overrules names and content
    matching : look for customers entered twice, where personal fields were delivered
    confined : unpack the files in a child process under limits of memory and time
    recall : columns of a file -> {table, mapping} as it was read before
    kept : rows of the earlier deliveries, to which this one is added
    keeps : keep this delivery's rows for the next one to be added to
    """

    name: str
    files: dict[str, list[Path]]
    given: dict[str, dict[str, str]] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    sample: str = ""
    label: str = ""
    models: bool = True
    memory_gib: float | None = None
    plans: tuple[FilePlan, ...] = ()
    confined: bool = False
    allow_repeat: bool = False
    recall: Callable[[list[str]], dict] = field(default=lambda columns: {})
    kept: Kept | None = None
    keeps: bool = False
    batches: dict[str, str] = field(default_factory=dict)
    matching: bool = True


@dataclass(frozen=True)
class Staged:
    """Purchase rows and contracts accepted, rows turned away; disclosed: the firm gives its published figures alone."""

    purchases: int
    contracts: int
    rejected: int
    disclosed: bool

    def said(self) -> str:
        """The counts in words; contracts where there are any, purchases unless there are contracts alone."""
        parts = [f"{self.purchases:,} rows"] if self.purchases or not self.contracts else []
        parts += [f"{self.contracts:,} contracts"] if self.contracts else []
        return f"{' and '.join(parts)} accepted, {self.rejected:,} turned away"


def run(order: Order, root: Path, prepare=None) -> Path:
    """Build and publish; returns the path of the new warehouse file.

    prepare : called with the work folder and the order before reading, returns the order with its files (samples).
    Raises ContractError for bad input and BuildError for a full disk, too little memory or an unwritable folder; then
    nothing was published.
    """
    order.settings.check()
    progress = Progress(STAGES)
    build_id = new_build_id()
    try:
        with work_folder(root, order.name) as work:
            progress.begin("reading")
            order = prepare(work, order) if prepare else order
            con = open_build(work, memory_gib=order.memory_gib)
            try:
                files = read_files(con, order, work)
                progress.done(_said(files))
                if sum(loaded.rows for loaded in files) < FEW_ROWS:
                    con.execute("set threads = 1")
                _build(con, root, order, files, build_id, progress, work)
            finally:
                con.close()
            progress.begin("publishing")
            note_build(root, order.name, build_id, work / KEPT)
            path = publish(work / "warehouse.duckdb", root, order.name, build_id)
            prune_kept(root, order.name)
            progress.done(f"{path.stat().st_size / 1e6:,.1f} MB")
            return path
    except (OSError, MemoryError, duckdb.Error) as error:
        if is_full_disk(error):
            raise BuildError(
                "The disk is full; nothing was published.\nHint: free some space, or choose another folder with --warehouses."
            ) from error
        if isinstance(error, (MemoryError, duckdb.OutOfMemoryException)):
            raise BuildError(
                "The build needs more memory than it may use; nothing was published.\n"
                "Hint: allow more with --memory GIB; a small file that unpacks to very much may be damaged."
            ) from error
        raise


def read_files(con, order: Order, work: Path) -> list[Loaded]:
    """Load all files of the order into the scratch database and note them in `source_file` and `column_map`."""
    write_settings(con, order.settings)
    return load_sources(con, order, work)


def _said(files: list[Loaded]) -> str:
    return f"{sum(loaded.rows for loaded in files):,} rows in {len(files)} file{'s' if len(files) > 1 else ''}"


def _build(con, root: Path, order: Order, files: list[Loaded], build_id: str, progress: Progress, work: Path) -> None:
    progress.begin("staging")
    # What the models need takes longer to load than most refusals take to be found: beside the staging, which waits for it.
    with ThreadPoolExecutor(1) as beside:
        modelling = beside.submit(import_module, "builder.modelling")
        accepted = stage_files(
            con,
            files,
            kept=order.kept,
            keep_in=work / KEPT if order.keeps else None,
            groups=merge_groups(order.name),
            allow_repeat=order.allow_repeat,
        )
    progress.done(accepted.said())
    publish_tables = modelling.result().publish_tables
    purchase_model = publish_tables(con, root, order, work, progress, disclosed=accepted.disclosed)
    progress.begin("checking")
    _finish(con, order, build_id, purchase_model, progress)


def stage_files(
    con,
    files: list[Loaded],
    *,
    kept: Kept | None = None,
    keep_in: Path | None = None,
    groups=(),
    allow_repeat: bool = False,
) -> Staged:
    """Create the staging tables, `rejects` and `data_quality`.

    kept : rows of earlier deliveries to add; keep_in : folder to keep the rows of this delivery in
    groups : customers that somebody found to be one person, as `matching.merge_groups` gives them
    allow_repeat : take rows that an earlier file brought as well
    """
    try:
        stage(con, files)
        if keep_in:
            save_delivery(con, keep_in)
        restore(con, kept)
        if not allow_repeat:
            turn_repeats_away(con)
        build_table(con, "staging", "service_code", scratch=True)
        contracts_of_subscribers(con, files)
        disclosed = settle_disclosed(con, files)
        if not disclosed:
            check_accepted(con)
            settle(con)
        rejected = keep_rejected_rows(con, files)
        if keep_in:
            save_rejects(con, keep_in, kept)
    except duckdb.Error as error:
        if not isinstance(error, duckdb.OutOfMemoryException) and not is_full_disk(error):
            refuse_damaged(con, files)  # Parquet is read here for the first time to its end
        raise
    keep_together(con, groups)
    build_table(con, "staging", "customer_key", scratch=True)
    accepted = build_table(con, "staging", "stg_transaction")
    build_table(con, "staging", "stg_customer")
    contracts = build_table(con, "staging", "stg_contract")
    for name in ("data_quality", "quality_month"):
        build_table(con, "staging", name)
    count_fields(con)
    return Staged(accepted, contracts, rejected, disclosed)


def _finish(con, order: Order, build_id: str, purchase_model: str, progress: Progress) -> None:
    con.execute(
        "create table scratch.main.build_fact as select $build_id as build_id, $name as name, $label as source_label, "
        "$sample as sample, cast($now as timestamp) as built_at, $model as purchase_model",
        {
            "build_id": build_id,
            "name": order.name,
            "label": order.label,
            "sample": order.sample,
            "now": datetime.now(UTC).replace(tzinfo=None, microsecond=0),
            "model": purchase_model,
        },
    )
    build_table(con, "marts", "transaction_total", scratch=True)
    build_table(con, "marts", "old_customers", scratch=True)
    build_table(con, "marts", "build_info")
    _check(con)
    con.execute("checkpoint warehouse")
    total = con.execute(
        "select rows_in, rows_accepted, rows_rejected, money_in, money_accepted, money_rejected from build_info"
    ).fetchall()[0]
    progress.done(
        "no purchases; the flows reconcile"
        if not total[0]
        else f"rows {total[0]:,} = {total[1]:,} + {total[2]:,}; money {total[3]:,.2f} = {total[4]:,.2f} + {total[5]:,.2f}"
    )


def _check(con) -> None:
    """The identities a warehouse must satisfy before it may be seen. Raises BuildError."""
    checks = {
        "rows in = accepted + rejected": "select rows_in = rows_accepted + rows_rejected from build_info",
        "money in = accepted + rejected": "select money_in = money_accepted + money_rejected from build_info",
        "opening + acquired + won back - lost = closing": "select coalesce(bool_and(opening + acquired + won_back - lost = closing), true) "
        "from movement",
        "customer equity: opening + changes = closing": "select coalesce(bool_and(rest = 0), true) from (select sum(case when "
        "entry = 'closing' then -amount else amount end) as rest from equity_statement group by closed_on, line)",
    }
    for identity, statement in checks.items():
        if not con.execute(statement).fetchall()[0][0]:
            raise BuildError(
                f"The build does not reconcile: {identity} fails; nothing was published.\nHint: please report this."
            )


__all__ = ["STAGES", "ContractError", "Order", "run"]
