"""Puts one company, or one chunk of its customers, together from the parts."""

import dataclasses

import numpy as np
import pandas as pd

from data.simulate import parameters as P
from data.simulate.baskets import draw_lines, expected_margin_per_order, transaction_table
from data.simulate.books import make_events, make_plan, make_spend, revenue_by_month
from data.simulate.calendar import make_calendar
from data.simulate.campaigns import (
    campaign_table,
    consent_table,
    contact_table,
    contact_truth,
    draw_consent,
    draw_contacts,
    make_campaigns,
)
from data.simulate.club import make_membership, make_trials
from data.simulate.contracts import make_contracts
from data.simulate.customers import draw_customers
from data.simulate.duplicates import respell
from data.simulate.experience import make_service, make_survey
from data.simulate.people import customer_table, draw_duplicates, draw_identities
from data.simulate.purchases import simulate_purchases, true_state
from data.simulate.text import coded, numbered


@dataclasses.dataclass(frozen=True)
class Setting:
    """What holds for every chunk of one company."""

    parameters: P.Parameters
    calendar: object
    campaigns: pd.DataFrame
    customers: int
    seed: int
    chunk_customers: int = 50_000

    @property
    def offers(self):
        """Codes of the column promotion, by number: blank, the promotions, the contact campaigns."""
        contact = self.campaigns.loc[self.campaigns["addressed"].notna(), "offer"]
        return (*self.calendar.promotion_codes, *contact)


def make_setting(*, customers, years, end_on, seed, stationary):
    """Calendar, campaigns and parameters of a company that wins `customers` in the `years` whole years to `end_on`."""
    parameters = P.Parameters().stationary() if stationary else P.Parameters()
    start_on = (pd.Timestamp(end_on) + pd.Timedelta(days=1) - pd.DateOffset(years=years)).date()
    calendar = make_calendar(start_on=start_on, end_on=end_on, season_strength=parameters.season_strength)
    campaigns = make_campaigns(calendar=calendar, customers=customers)
    return Setting(parameters, calendar, campaigns, customers, seed)


def chunks(setting):
    """Tables and truths of the company's customers by chunks, each of which lives through the whole observed time."""
    size = setting.chunk_customers
    starts = range(0, setting.customers, size)
    for start, seed in zip(starts, np.random.SeedSequence(setting.seed).spawn(len(starts)), strict=True):
        numbers = np.arange(start, min(start + size, setting.customers)) + 1
        yield _chunk(np.random.default_rng(seed), numbers, setting)


def company_tables(setting, revenue):
    """Tables of the whole company; `revenue` is its revenue by month, shape (n_months,), CNY."""
    rng, calendar = np.random.default_rng(setting.seed), setting.calendar
    return {
        "campaign": campaign_table(setting.campaigns, calendar=calendar),
        "spend": make_spend(rng, customers=setting.customers, calendar=calendar),
        "plan": make_plan(revenue, customers=setting.customers, calendar=calendar),
        "event": make_events(calendar=calendar),
    }


def company_truth(setting):
    """Truths of the whole company: its parameters (name, value) and the campaigns' true effect."""
    campaign = setting.campaigns[["campaign_id", "kind", "uplift_if_opened"]]
    pairs = dataclasses.asdict(setting.parameters).items()
    return {"parameters": pd.DataFrame(pairs, columns=["name", "value"]), "campaign": campaign}


def chunk_revenue(tables, setting):
    """Revenue by month of one chunk; shape (n_months,), CNY."""
    return revenue_by_month(tables["transaction"], calendar=setting.calendar)


def _chunk(rng, numbers, setting):
    parameters, calendar = setting.parameters, setting.calendar
    people = draw_customers(rng, numbers=numbers, parameters=parameters, calendar=calendar)
    people["customer_id"] = numbered("C", people["number"], digits=8)
    duplicates = draw_duplicates(rng, people, parameters=parameters)
    own = simulate_purchases(rng, people, parameters=parameters, calendar=calendar)
    tables, truth, purchases = _contacted(rng, people, own, setting)
    lines = draw_lines(rng, people, purchases, parameters=parameters, calendar=calendar)
    contract, truth["contract"], contract_row = make_contracts(rng, people, parameters=parameters, calendar=calendar)
    identities = draw_identities(rng, people)
    customer = customer_table(rng, people, identities, parameters=parameters, calendar=calendar)
    customer, truth["duplicate"] = respell(rng, customer, identities, duplicates)
    survey, truth["survey"] = make_survey(rng, people, purchases, calendar=calendar)
    truth["customer"] = _customer_truth(people, own, parameters=parameters, calendar=calendar)
    return {
        "transaction": transaction_table(people, lines, offers=setting.offers),
        "customer": customer,
        "contract": contract,
        "trial": make_trials(rng, people, contract, contract_row, calendar=calendar),
        "membership": make_membership(rng, people, purchases, lines, calendar=calendar),
        "survey": survey,
        "service": make_service(rng, people, own, calendar=calendar),
        **tables,
    }, truth


def _contacted(rng, people, own, setting):
    """Consent, contacts and their truth, and the purchases with those that the contacts caused."""
    parameters, calendar, campaigns = setting.parameters, setting.calendar, setting.campaigns
    refused = draw_consent(rng, people, calendar=calendar)
    contacts = draw_contacts(rng, people, own, campaigns, refused, parameters=parameters, calendar=calendar)
    caused = contacts[contacts["extra_day"].notna()]
    number_of = np.array([setting.offers.index(offer) for offer in campaigns["offer"]])
    offer = number_of[caused["campaign"].to_numpy()]
    purchases = own.and_caused(caused["row"].to_numpy(), caused["extra_day"].to_numpy(), offer)
    tables = {
        "contact": contact_table(people, purchases, campaigns, contacts, calendar=calendar),
        "consent": consent_table(people, refused, calendar=calendar),
    }
    return tables, {"contact": contact_truth(people, campaigns, contacts, calendar=calendar)}, purchases


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
