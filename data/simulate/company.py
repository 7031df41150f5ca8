"""Puts one company, or one chunk of its customers, together from the parts."""

import dataclasses

import numpy as np
import pandas as pd

from data.simulate import parameters as P
from data.simulate.baskets import expected_margin_per_order, make_transactions
from data.simulate.calendar import make_calendar
from data.simulate.contracts import make_contracts
from data.simulate.customers import draw_customers
from data.simulate.purchases import simulate_purchases, true_state
from data.simulate.text import coded, numbered


def make_chunk(seed, *, first_number, customers, parameters, calendar):
    """Tables and truths of `customers` customers, numbered from `first_number`; they live through the whole observed time."""
    rng = np.random.default_rng(seed)
    people = draw_customers(
        rng, numbers=np.arange(first_number, first_number + customers), parameters=parameters, calendar=calendar
    )
    people["customer_id"] = numbered("C", people["number"], digits=8)
    purchases = simulate_purchases(rng, people, parameters=parameters, calendar=calendar)
    contract, contract_truth = make_contracts(rng, people, parameters=parameters, calendar=calendar)
    tables = {
        "transaction": make_transactions(rng, people, purchases, parameters=parameters, calendar=calendar),
        "customer": _customer_table(people, calendar=calendar),
        "contract": contract,
    }
    truth = {
        "customer": _customer_truth(people, purchases, parameters=parameters, calendar=calendar),
        "contract": contract_truth,
    }
    return tables, truth


def true_parameters(parameters):
    """The parameters as a table: name, value."""
    return pd.DataFrame(dataclasses.asdict(parameters).items(), columns=["name", "value"])


def calendar_of(*, years, end_on, parameters):
    """Calendar of `years` whole years that end on `end_on`."""
    day_after = pd.Timestamp(end_on) + pd.Timedelta(days=1)
    start_on = (day_after - pd.DateOffset(years=years)).date()
    return make_calendar(start_on=start_on, end_on=end_on, season_strength=parameters.season_strength)


def _customer_table(people, *, calendar):
    return pd.DataFrame(
        {
            "customer_id": people["customer_id"],
            "joined_on": calendar.dates(people["joined"]),
            "region": coded(people["region"], P.REGIONS),
        }
    )


def _customer_truth(people, purchases, *, parameters, calendar):
    state = true_state(people, purchases, parameters=parameters, calendar=calendar)
    return pd.DataFrame(
        {
            "customer_id": people["customer_id"],
            "relationship": coded(people["relationship"], P.RELATIONSHIPS),
            "channel": coded(people["channel"], P.CHANNELS),
            "category": coded(people["category"], P.CATEGORIES),
            "spend_level": people["spend_level"].astype("int64"),
            "is_hunter": people["is_hunter"],
            "rate_per_day": people["rate"],
            "leaving_rate": people["p"],
            "left_on": calendar.dates(state.pop("left_day")),
            "expected_margin_per_order": expected_margin_per_order(people),
            **state,
        }
    )
