"""From the build before to this one: its parameters read back, equity stated with them up to now, then revised.

The statement between two builds values every line with the opening's parameters; what re-estimation does is the last step.
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from analytics.clv import PURCHASE_MODELS
from analytics.equity_scenarios import Parameters
from analytics.models.discount import DAYS_PER_MONTH
from analytics.models.gamma_gamma import GammaGamma
from analytics.renewals import RENEWAL_MODELS
from builder.equity_parts import Basis, by_window, contract_part, margin_a_purchase, shop_part
from builder.insert import insert
from builder.scores import settings_of
from data.published import StoreError, resolve
from data.staging import sql

REVISED = ("behaviour", "spend", "margin", "discount")  # in the order in which they are revised
_FIRST_EARLIER = "set search_path = 'earlier.main,scratch.main,warehouse.main'"
_NOTHING = "create table warehouse.main.equity_earlier (build_id varchar, closed_on date, line varchar, first_channel varchar, \
first_region varchar, first_category varchar, cohort_year integer, entry varchar, customers bigint, amount decimal(38, 2))"


@dataclass(frozen=True)
class Earlier:
    """The build before: its id, the month end at which its statement closed, and what its values rested on."""

    build_id: str
    closed_on: date
    basis: Basis


def write_earlier(con, root: Path, name: str, now: Parameters) -> None:
    """Write `equity_earlier`: changes since the close of the build before, valued with its parameters, and the revision.

    The table is empty where there was no build before, its models are other ones for other lines, or it closed longer ago
    than this build's month ends reach.
    """
    earlier = _earlier(con, root, name, now)
    if earlier is None:
        con.execute(_NOTHING)
        return
    con.execute("attach ':memory:' as earlier")
    try:
        _state(con, earlier, now)
        con.execute(_FIRST_EARLIER)
        con.sql(sql("marts", "equity_earlier")).create("warehouse.main.equity_earlier")
    finally:
        con.execute("set search_path = 'scratch.main,warehouse.main'")
        con.execute("detach earlier")


def _earlier(con, root: Path, name: str, now: Parameters) -> Earlier | None:
    try:
        path = resolve(root, name).path
        with duckdb.connect(str(path), read_only=True) as before:
            info = before.execute(
                "select build_id, purchase_model, margin_source, margin_rate, discount_rate, currency from build_info"
            ).df()
            closed_on = before.execute("select max(closed_on) from equity_statement").fetchall()[0][0]
            card = before.execute("select model, metric, value from model_card where part = 'parameters'").df()
    except (StoreError, duckdb.Error):  # none, pruned in between, or of another version
        return None
    is_reached = con.execute(
        "select count(*) from snapshot_day where snapshot_on = cast($day as date)", {"day": closed_on}
    ).fetchall()[0][0]
    found = info.iloc[0]
    parameters = _parameters(card, found["purchase_model"], now)
    if not is_reached or parameters is None:
        return None
    source, rate = con.execute("select margin_source, margin_rate from setting").fetchall()[0]
    is_rate = source == found["margin_source"] and rate and not pd.isna(found["margin_rate"])
    factor = float(found["margin_rate"]) / float(rate) if is_rate else 1.0
    return Earlier(found["build_id"], closed_on, Basis(parameters, float(found["discount_rate"]), factor))


def _parameters(card: pd.DataFrame, purchase_model: str, now: Parameters) -> Parameters | None:
    """The models of the build before; None where it had others than this one has to set against them."""
    of = {model: dict(zip(rows["metric"], rows["value"], strict=True)) for model, rows in card.groupby("model")}
    family = next((model for code, model in PURCHASE_MODELS.items() if purchase_model.startswith(code)), None)
    purchases = None
    if family is not None and purchase_model in of:
        purchases = family.from_params(
            **{
                key if key in family.settings else key.removesuffix("_days"): value
                for key, value in of[purchase_model].items()
            }
        )
    spend = GammaGamma.from_params(**of["gamma_gamma"]) if "gamma_gamma" in of else None
    renewals = {term: model for code in RENEWAL_MODELS for term, model in _renewals(of.get(code, {}), code)}
    if (purchases is None) != (now.purchases is None) or set(renewals) != set(now.renewals):
        return None
    return replace(now, purchases=purchases, spend=spend if purchases is not None else None, renewals=renewals)


def _renewals(rows: dict[str, float], code: str):
    by_term: dict[int, dict[str, float]] = {}
    for metric, value in rows.items():
        parameter, _, term = metric.removesuffix("_months").partition("_term_")
        by_term.setdefault(int(term), {})[parameter] = value
    for months, found in by_term.items():
        yield months, RENEWAL_MODELS[code].from_params(**found)


def _bases(earlier: Basis, now: Parameters, discount_rate: float) -> list[Basis]:
    """From the earlier basis to this build's, one step after the other in the order of REVISED; the last is left out."""
    behaviour = replace(earlier.parameters, purchases=now.purchases, renewals=now.renewals)
    # Spend as this build estimates it, but in margins of the earlier rate: only its laws change in this step.
    spend = replace(behaviour, spend=now.spend, usual_spend=now.usual_spend)
    steps = [earlier, replace(earlier, parameters=behaviour)]
    scaled = replace(earlier, parameters=_in_margin(spend, earlier.money_factor))
    return [*steps, scaled, Basis(now, earlier.discount_rate)]


def _in_margin(parameters: Parameters, factor: float) -> Parameters:
    """The same laws of spend where every amount is `factor` times as large."""
    spend: Any = parameters.spend
    if spend is not None and factor != 1:
        spend = GammaGamma.from_params(**{**spend.params_, "gamma": spend.params_["gamma"] * factor})
    return replace(parameters, spend=spend)


def _state(con, earlier: Earlier, now: Parameters) -> None:
    """The tables of the statement once more, in `earlier`, on the earlier basis and from its close on."""
    discount_rate, horizon_months, _ = settings_of(con)
    basis = earlier.basis
    con.execute(
        "create table earlier.main.setting as select * replace ($rate as discount_rate) from scratch.main.setting",
        {"rate": basis.discount_rate},
    )
    con.execute(
        "create table earlier.main.snapshot_day as select * from scratch.main.snapshot_day where snapshot_on >= $day",
        {"day": earlier.closed_on},
    )
    con.execute(
        "create table earlier.main.build_before as select $id as build_id, cast($day as date) as closed_on",
        {"id": earlier.build_id, "day": earlier.closed_on},
    )
    con.execute(
        "create table earlier.main.equity_part (line varchar, snapshot_on date, customer_key integer, value double, "
        "released double, entering double)"
    )
    con.execute(
        "create table earlier.main.equity_step (line varchar, customer_key integer, step varchar, value double)"
    )
    last = con.execute("select max(snapshot_on) from snapshot_day").fetchall()[0][0]
    steps = list(zip(REVISED, _bases(basis, now, discount_rate)[1:], strict=False))
    for table, part_of in (("shop_snapshot", _shop_part), ("contract_snapshot", contract_part)):
        rows = con.execute(
            "from query_table($table) select * where snapshot_on >= $day", {"table": table, "day": earlier.closed_on}
        ).df()
        line = table.removesuffix("_snapshot")
        if rows.empty or not (now.purchases if line == "shop" else now.renewals):
            continue
        for days, month in by_window(rows):
            part = part_of(basis, month, window_days=days, horizon_months=horizon_months)
            insert(con, "earlier.main.equity_part", part.assign(line=line))
        final = rows[pd.to_datetime(rows["snapshot_on"]) == pd.Timestamp(last)].reset_index(drop=True)
        for step, stepped in steps:
            valued = part_of(stepped, final, window_days=0, horizon_months=horizon_months)
            insert(con, "earlier.main.equity_step", valued.assign(line=line, step=step))
    con.execute(_FIRST_EARLIER)
    for name in ("equity_value", "equity_change", "equity_statement"):
        con.sql(sql("marts", name)).create(f"earlier.main.{name}")


def _shop_part(basis: Basis, rows: pd.DataFrame, *, window_days: int, horizon_months: int) -> pd.DataFrame:
    """As `shop_part`, value and chance to be alive computed on the earlier basis: the snapshot has them on this build's."""
    model: Any = basis.parameters.purchases
    money = margin_a_purchase(basis, rows)
    days = horizon_months * DAYS_PER_MONTH
    purchases = model.discounted_purchases(rows, horizon_days=days, yearly_discount_rate=basis.discount_rate)
    return shop_part(
        basis, rows, money, value=purchases * money, p_alive=model.p_alive(rows) if window_days else None,
        window_days=window_days, horizon_months=horizon_months,
    )  # fmt: skip
