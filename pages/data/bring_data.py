"""Bring data: drop files, see what they are, correct it, see what would be taken, build, and arrive on Health."""

import hashlib
import json
import re
from pathlib import Path

import streamlit as st

import ui
from data.contract import BASES, TABLES
from ui import (
    access,
    i18n,
    intake_dry_run,
    intake_job,
    intake_store,
    intake_tables,
    intake_texts,
    links,
    rebuild,
    refusals,
    warehouse,
)
from ui.i18n import _
from ui.rebuild_status import stage_of

_DELIVERY, _BUILDING = "intake_delivery", "intake_building"
_NAME = re.compile(r"[^\w-]+")
COUNT_UNITS = {1: "1", 1_000: "1,000", 1_000_000: "1,000,000"}


def say_what_to_drop() -> None:
    """The words on the uploader in the reader's language; Streamlit has them in English alone, and cuts them on a phone."""
    words = {
        'button[data-testid="stBaseButton-secondary"] p': _("Choose files"),
        '[data-testid="stFileUploaderDropzoneInstructions"] span': _("Up to {n} MB a file: CSV, Excel, Parquet").format(
            n=intake_store.MAX_FILE_MB
        ),
    }
    rules = "".join(
        f'[data-testid="stFileUploader"] {place} {{ font-size: 0; }} '
        f'[data-testid="stFileUploader"] {place}::after {{ content: "{text}"; font-size: 0.875rem; }} '
        for place, text in words.items()
    )
    st.html(f"<style>{rules}</style>")


def take_files() -> Path | None:
    """The uploader; returns the folder of the present delivery, None before there is one."""
    say_what_to_drop()
    files = st.file_uploader(
        _("Drop your files here: purchases, and if you have them customers, contracts, campaigns, surveys"),
        type=["csv", "tsv", "txt", "gz", "xlsx", "xlsm", "xls", "parquet", "pq"],
        accept_multiple_files=True,
        max_upload_size=intake_store.MAX_FILE_MB,
        help=_("CSV, Excel or Parquet, several at once. They stay on the server that runs this page."),
        key="intake_files",
    )
    if not files:
        st.session_state.pop(_DELIVERY, None)
        return None
    ids = tuple(file.file_id for file in files)
    known = st.session_state.get(_DELIVERY)
    if known is None or known[0] != ids:
        try:
            st.session_state[_DELIVERY] = known = (ids, intake_store.keep(files))
        except intake_store.TooMuch:
            ui.empty(
                _("Together these files are larger than 2 GB. Use build.py on the server for a delivery of this size.")
            )
            return None
        except OSError:
            st.error(_("The files could not be kept: the server's disk is full or cannot be written."))
            return None
    return known[1]


@st.fragment(run_every=1)
def wait(folder: Path, name: str, arguments: list[str], words: str) -> None:
    """Say what is going on until the job is done, then run the page again. It runs without the frame: `words` are ready."""
    if intake_job.run(folder, name, arguments).status != "running":
        st.rerun()
    st.status(words, state="running")


def answer_of(folder: Path, name: str, arguments: list[str], words: str) -> dict | None:
    """The answer of a job; None while it runs or after it failed, which is then said."""
    job = intake_job.run(folder, name, arguments)
    if job.status == "running":
        wait(folder, name, arguments, words)
    if job.status == "failed":
        st.error(
            ui.plain(refusals.in_words(job.said)) if job.said else _("The files could not be looked at."),
            icon=":material/block:",
        )
    return job.told if job.status == "done" else None


def choose(told: dict) -> list[intake_tables.Chosen]:
    """Every table of every file with its choices; files that cannot be read are said."""
    chosen = []
    for number, file in enumerate(told["files"]):
        if file["error"]:
            st.error(ui.plain(refusals.in_words(file["error"])), icon=":material/block:")
        for position, part in enumerate(file["tables"]):
            key = f"intake_{Path(file['path']).parent.name}_{number}_{position}"
            chosen.append(intake_tables.draw(file, part, TABLES, key=key))
    return chosen


def settings(chosen: list[intake_tables.Chosen], offered: str, sign: str) -> tuple[str, list[str], list[str], str]:
    """Name of the warehouse, arguments that decide how rows are read, those that do not, and the currency."""
    tables = {one.table for one in chosen if one.table}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(_("Name of the warehouse"), value=offered, max_chars=40, width=240)
        currency = st.text_input(_("Currency"), value=sign, placeholder="CNY", max_chars=3, width=110).strip().upper()
        margin = st.number_input(
            _("Margin, % of revenue"), min_value=1.0, max_value=100.0, value=None, step=1.0, width=190,
            help=_("Where the files hold neither margin nor cost. Left empty, value is revenue, and the pages say so."),
        )  # fmt: skip
    is_code = re.fullmatch(r"[A-Z]{3}", currency) is not None
    others = [*(["--currency", currency] if is_code else []), *(["--margin", str(margin / 100)] if margin else [])]
    reading: list[str] = []
    if any(one.order_unknown for one in chosen):
        words = {"": _("as the order of the rows shows"), "day": _("day first"), "month": _("month first")}
        label = _("03/04/2024: no day above 12 says what comes first")
        order = st.segmented_control(label, list(words), format_func=words.get, default="", required=True)
        reading += ["--day-order", order] if order else []
    if "disclosure" in tables:
        label = _("Customers are counted in units of")
        unit = st.selectbox(label, list(COUNT_UNITS), format_func=COUNT_UNITS.get, width=240)
        reading += ["--count-unit", str(unit)]
    return _NAME.sub("-", name).strip("-_"), reading, others, currency if is_code else ""


def how_to_build(name: str) -> list[str]:
    """Arguments that name the warehouse: a new one, or one that is there already, replaced or added to."""
    if name not in warehouse.names():
        return ["--name", name]
    words = {"append": _("add this delivery to it"), "replace": _("replace it")}
    how = st.segmented_control(
        _("There is a warehouse of this name"), list(words), format_func=words.get, default="append", required=True
    )
    return ["--append", name] if how == "append" else ["--name", name]


def watch(name: str) -> None:
    """The build under way; opens the new warehouse on Health when it is there."""
    stand = rebuild.state(name)
    ui.headline(_("Building {name}").format(name=ui.plain(name)))
    if stand.status == "running":
        follow(name, i18n.language())
        return
    st.session_state.pop(_BUILDING, None)
    rebuild.forget(name)
    if stand.status == "done":
        links.go_to("health", warehouse=name)
    st.error(_("The build did not finish; nothing was published."), icon=":material/block:")
    ui.note(ui.plain(refusals.in_words(stand.said)))
    if st.button(_("Back to the files")):
        st.rerun()


@st.fragment(run_every=1)
def follow(name: str, lang: str) -> None:
    """How far the build is, in the language `lang`: between full runs this runs without the frame, which sets it."""
    i18n.set_language(lang)
    stand = rebuild.state(name)
    if stand.status != "running":
        st.rerun()
    st.progress(stand.share, text=stage_of(stand))
    st.caption(_("You can leave this page; the warehouse appears in the list when it is done."))


def bring() -> None:
    """The page from the uploader to the button."""
    ui.headline(_("From your files to the state of your customer base"))
    ui.note(_("Drop the files, check what was recognised, build. Nothing is published before you say so."))
    folder = take_files()
    if folder is None:
        ui.section(_("What is needed"))
        ui.note(
            _(
                "One row a purchase, with a customer, a date and an amount (or quantity and unit price). Names of columns "
                "and formats do not matter: they are recognised, and you can correct them."
            )
        )
        return
    files = [str(path) for path in intake_store.files_in(folder)]
    told = answer_of(folder, "inspect", ["--inspect", *files], intake_texts.looking(files))
    if told is None:
        return
    if not told["limited"]:
        ui.note(_("This server's system sets no limit to memory; only the time of reading is bound."))
    ui.section(_("What was recognised"), note=_("Correct a column by choosing another meaning for it."))
    chosen = choose(told)
    used = [one for one in chosen if one.table]
    if told["lack"] and not any(one.table in BASES and one.is_ready for one in used):
        what, instead = intake_texts.sentences_of(told["lack"])
        st.error(what, icon=":material/block:")
        ui.note(instead)
        return
    if not used or not all(one.is_ready for one in used):
        ui.empty(_("Nothing can be built yet: choose the columns that are still missing, or leave the file out."))
        return
    build(folder, chosen, told)


def build(folder: Path, chosen: list[intake_tables.Chosen], told: dict) -> None:
    """Settings, dry run and the button."""
    ui.section(_("Settings"))
    first = next(one for one in chosen if one.table)
    offered = _NAME.sub("-", Path(first.path).name.split(".")[0]).strip("-_")[:40] or "shop"
    name, reading, others, currency = settings(chosen, offered, intake_tables.currency_of(told))
    if not name:
        ui.empty(_("Give the warehouse a name of letters and digits."))
        return
    plan = [
        {"path": one.path, "part": one.part, "table": one.table, "mapping": one.mapping, "beside": one.beside}
        for one in chosen
    ]
    reading += ["--plan", str(intake_store.write_plan(folder, plan))]
    target = how_to_build(name)
    looked = [*(target if target[0] == "--append" else ["--name", "dry-run"]), *reading]
    digest = hashlib.sha256(json.dumps([plan, looked]).encode()).hexdigest()[:16]
    judged = answer_of(folder, f"dry-{digest}", ["--dry-run", *looked], intake_texts.reading(told))
    if judged is None:
        return
    intake_dry_run.draw(judged, currency=currency)
    if st.button(_("Build the warehouse"), type="primary", icon=":material/play_arrow:"):
        rebuild.start(name, [*target, *reading, *(others if target[0] == "--name" else [])])
        st.session_state[_BUILDING] = name
        st.rerun()


if not access.reader().reaches("analyst"):
    ui.headline(_("Bringing data is for analysts"))
    ui.empty(_("Your role reads the pages; ask an analyst to bring the files."))
elif building := st.session_state.get(_BUILDING):
    watch(building)
else:
    bring()
