"""From accepted rows to every published table: marts, models and what follows from them."""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event

from builder.books import build_books, build_trait_stay
from builder.equity_earlier import write_earlier
from builder.forecast import build_forecast
from builder.loyalty import build_loyalty
from builder.matching import Comparing
from builder.models import fit, score, value_base
from data.marts import FLOWS, STATES, build_marts, choose_lapse


def publish_tables(con, root: Path, order, work: Path, progress, *, disclosed: bool) -> str:
    """Write all marts and what the models say; returns the code of the purchase model in use, "" for none.

    order : `builder.run.Order`; disclosed : the firm gives nothing but its published figures
    """
    with Comparing(con, work, wanted=order.matching and not disclosed, memory_gib=order.memory_gib) as comparing:
        progress.begin("marts")
        choose_lapse(con, order.settings.lapse_days)
        models = order.models and not disclosed
        # Two at a time, on two cores, where neither reads what the other writes.
        scored = Event()
        with con.cursor() as own, ThreadPoolExecutor(1) as beside:
            own.execute("set search_path = 'scratch.main,warehouse.main'")
            made = build_marts(con, STATES, disclosed=disclosed)
            fitting = beside.submit(fit, own, models=models)
            warned = beside.submit(_learn, own, fitting, scored, models=models)
            try:
                made += build_marts(con, FLOWS, disclosed=disclosed)
                progress.done(f"{made} tables")
                progress.begin("models")
                found = fitting.result()
                score(con, found)
            finally:
                scored.set()
            looked_ahead = beside.submit(build_forecast, own, disclosed=disclosed)
            write_earlier(con, root, order.name, value_base(con, found))
            build_books(con)
            warned.result()
            looked_ahead.result()
        build_trait_stay(con)
        build_loyalty(con)
        comparing.publish(con)
        progress.done(found.code or "no purchase model")
    return found.code


def _learn(con, fitting: Future, scored: Event, *, models: bool) -> None:
    """The early warning and the segments, all that needs scikit-learn, which takes a second or two to load."""
    from builder.churn import build_churn
    from builder.segments import build_segments

    build_churn(con, purchase_model=fitting.result().code, models=models, scored=scored)
    build_segments(con)
