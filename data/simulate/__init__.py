"""The demo company: ten years of a fictional retailer with a subscription line, whose base is a mountain.

It wins about 2,000 customers a year at a steady rate, and loses ever more of them: the base climbs for five to six years
and falls since. Everything is drawn from stated parameters (`parameters.py`) with a fixed seed, so that what a page shows
can be held against what is true. Money is in CNY, times are local (Asia/Shanghai). All people in it are made up.
"""

from dataclasses import dataclass
from datetime import date

from data.simulate.company import calendar_of, make_chunk, true_parameters
from data.simulate.parameters import Parameters
from data.simulate.text import plain

SEED = 20260101


@dataclass(frozen=True)
class DemoCompany:
    """What the company's systems hold (`tables`, by contract table) and what is true of it (`truth`), as DataFrames."""

    tables: dict
    truth: dict


def simulate(*, customers_per_year=2000, years=10, end_on=date(2025, 12, 31), seed=SEED, stationary=False):
    """The demo company in memory; the same arguments give the same tables.

    stationary : purchases are plain BG/NBD, without season, promotions' hunters, campaign effects and rising losses
    Raises ValueError when the years lie outside the calendar of the simulation or nobody is to be won.
    """
    if customers_per_year < 1 or not 1 <= years <= 10:
        raise ValueError(
            f"The demo company needs customers and one to ten years; got {customers_per_year} a year for {years} years.\n"
            "Hint: leave both out for the usual company."
        )
    parameters = Parameters().stationary() if stationary else Parameters()
    calendar = calendar_of(years=years, end_on=end_on, parameters=parameters)
    tables, truth = make_chunk(
        seed, first_number=1, customers=customers_per_year * years, parameters=parameters, calendar=calendar
    )
    truth["parameters"] = true_parameters(parameters)
    return DemoCompany(
        {name: plain(table) for name, table in tables.items()}, {name: plain(table) for name, table in truth.items()}
    )
