"""From accepted rows to every published table: marts, models and what follows from them."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from builder.books import build_books, build_trait_stay
from builder.equity_earlier import write_earlier
from builder.forecast import build_forecast
from builder.loyalty import build_loyalty
from builder.matching import Comparing
from builder.models import fit_and_score, value_base
from data.marts import build_marts, choose_lapse


def publish_tables(con, root: Path, order, work: Path, progress, *, disclosed: bool) -> str:
    """Write all marts and what the models say; returns the code of the purchase model in use, "" for none.

    order : `builder.run.Order`; disclosed : the firm gives nothing but its published figures
    """
    with Comparing(con, work, wanted=order.matching and not disclosed, memory_gib=order.memory_gib) as comparing:
        progress.begin("marts")
        choose_lapse(con, order.settings.lapse_days)
        made: list[str] = []
        build_marts(con, lambda name, rows: made.append(name), disclosed=disclosed)
        progress.done(f"{len(made)} tables")
        progress.begin("models")
        models = order.models and not disclosed
        found = fit_and_score(con, models=models)
        # Beside each other on two cores: neither reads what the other writes.
        with ThreadPoolExecutor(1) as beside, con.cursor() as own:
            warned = beside.submit(_learn, own, purchase_model=found.code, models=models)
            write_earlier(con, root, order.name, value_base(con, found))
            build_forecast(con, disclosed=disclosed)
            build_books(con)
            warned.result()
        build_trait_stay(con)
        build_loyalty(con)
        comparing.publish(con)
        progress.done(found.code or "no purchase model")
    return found.code


def _learn(con, **options) -> None:
    """The early warning and the segments, all that needs scikit-learn, which takes a second or two to load."""
    from builder.churn import build_churn
    from builder.segments import build_segments

    con.execute("set search_path = 'scratch.main,warehouse.main'")
    build_churn(con, **options)
    build_segments(con)
