"""Campaigns, who was contacted in them, consent, and the extra purchases that the contacts truly caused."""

import numpy as np
import pandas as pd

from data.simulate.text import coded

ARMS = ("control", "test")
CONTACT_CHANNELS = ("SMS", "E-mail")
# Name, kind, channel, first day, days since the last purchase of whom it addresses, true chance of one extra purchase
# within 14 days if the message is opened and the customer has not left.
CONTACT_CAMPAIGNS = (
    ("Spring care", "retention", "SMS", "03-10", (45, 300), 0.24),
    ("Complete your home", "cross-sell", "E-mail", "05-05", (0, 180), 0.12),
    ("Autumn care", "retention", "E-mail", "09-08", (45, 300), 0.24),
    ("Come back", "win-back", "SMS", "10-13", (240, 900), 0.18),
)
PROMOTION_NAMES = {"SF": "Spring Festival", "618": "618", "D11": "Double 11"}
CAMPAIGN_DAYS = 14
CONTACTED_SHARE = 0.6
CONTROL_SHARE = 0.2
# Monday to Sunday: delivery falls over the week, opening rises; their product is highest on Wednesday.
DELIVERED_RATE = (0.96, 0.94, 0.92, 0.80, 0.70, 0.62, 0.55)
OPENED_RATE = (0.22, 0.27, 0.34, 0.35, 0.36, 0.37, 0.38)
OPT_OUT_SHARE, REFUSED_SHARE, BREACH_RATE = 0.08, 0.10, 0.02
COST_PER_YEARLY_CUSTOMER = {  # CNY, for each customer won in a year
    "acquisition": 15.0,
    "retention": 2.0,
    "cross-sell": 1.0,
    "win-back": 2.5,
}


def make_campaigns(*, calendar, customers):
    """The campaign table: one acquisition campaign a promotion, four contact campaigns a year from the second year on.

    Costs in CNY grow with the company's size. Two more columns, `addressed` (days since the last purchase, first and
    last) and `uplift_if_opened`, are true but in no firm's table: `campaign_table` and `campaign_truth` part them.
    """
    per_year = customers / (calendar.n_days / 365.25)
    rows = []
    for code in calendar.promotion_codes[1:]:
        name, year = code.split("-")
        days = np.flatnonzero(calendar.promotion == calendar.promotion_codes.index(code))
        rows.append((code, f"{PROMOTION_NAMES[name]} {year}", "acquisition", "all", days[0], days[-1], None, 0.0))
    for year in range(calendar.start_on.year + 1, calendar.end_on.year + 1):
        for name, kind, channel, first, addressed, uplift in CONTACT_CAMPAIGNS:
            day = int((np.datetime64(f"{year}-{first}") - np.datetime64(calendar.start_on)).astype(int))
            code = "".join(word[0] for word in name.split()).upper() + f"-{year}"
            rows.append((code, f"{name} {year}", kind, channel, day, day + CAMPAIGN_DAYS - 1, addressed, uplift))
    names = ["campaign_id", "name", "kind", "channel", "first_day", "last_day", "addressed", "uplift_if_opened"]
    campaigns = pd.DataFrame(rows, columns=names)
    campaigns = campaigns[campaigns["last_day"] < calendar.n_days].sort_values("first_day", ignore_index=True)
    cost = campaigns["kind"].map(COST_PER_YEARLY_CUSTOMER).astype(float) * per_year
    return campaigns.assign(cost=cost.round(2), offer=campaigns["campaign_id"])


def campaign_table(campaigns, *, calendar):
    """What the firm knows of its campaigns; `offer` is the code that orders carry as their promotion."""
    return pd.DataFrame(
        {
            "campaign_id": campaigns["campaign_id"],
            "name": campaigns["name"],
            "kind": campaigns["kind"],
            "channel": campaigns["channel"],
            "started_on": calendar.dates(campaigns["first_day"]),
            "ended_on": calendar.dates(campaigns["last_day"]),
            "cost": campaigns["cost"],
            "offer": campaigns["offer"],
        }
    )


def draw_consent(rng, people, *, calendar):
    """Per customer and contact channel the day of a refusal (float), NaN where contacts are allowed throughout."""
    n = len(people)
    refused = np.full((n, len(CONTACT_CHANNELS)), np.nan)
    for column in range(len(CONTACT_CHANNELS)):
        drawn, joined = rng.random(n), people["joined"].to_numpy()
        later = joined + rng.random(n) * (calendar.n_days - joined)
        refused[:, column] = np.select(
            [drawn < REFUSED_SHARE, drawn < REFUSED_SHARE + OPT_OUT_SHARE], [joined, later], np.nan
        )
    return refused


def consent_table(people, refused, *, calendar):
    """One row per customer, channel and declaration: that of joining, and a later withdrawal where there is one."""
    rows = []
    for column in range(len(CONTACT_CHANNELS)):
        joined, day = people["joined"].to_numpy(), refused[:, column]
        withdrawn = np.flatnonzero(day > joined)
        for which, allowed, changed in (
            (np.arange(len(people)), ~(day <= joined), joined),
            (withdrawn, np.zeros(len(withdrawn), dtype=bool), day[withdrawn]),
        ):
            rows.append(
                pd.DataFrame(
                    {
                        "customer_id": people["customer_id"].to_numpy()[which],
                        "channel": coded(np.full(len(which), column), CONTACT_CHANNELS),
                        "allowed": allowed,
                        "changed_on": calendar.dates(changed),
                    }
                )
            )
    return pd.concat(rows, ignore_index=True).sort_values(["changed_on", "customer_id"], ignore_index=True)


def draw_contacts(rng, people, purchases, campaigns, refused, *, parameters, calendar):
    """Contacts of all contact campaigns, with the purchase each truly caused; one row per customer and campaign.

    Columns: row, campaign (position in `campaigns`), day, arm, channel, delivered, opened, extra_rate (true chance of
    an extra purchase), extra_day (NaN where there was none).
    """
    left_day = np.where(np.isnan(purchases.left_day), np.inf, purchases.left_day)
    drawn = [
        _contacts_of(rng, people, purchases, left_day, refused, campaign, parameters=parameters, calendar=calendar)
        for campaign in campaigns[campaigns["addressed"].notna()].itertuples()
    ]
    return pd.concat(drawn, ignore_index=True) if drawn else pd.DataFrame(columns=CONTACT_TYPES).astype(CONTACT_TYPES)


CONTACT_TYPES = {
    "row": "int64", "campaign": "int64", "day": "float64", "arm": "int64", "channel": "int64", "delivered": "bool",
    "opened": "bool", "extra_rate": "float64", "extra_day": "float64",
}  # fmt: skip


def _contacts_of(rng, people, purchases, left_day, refused, campaign, *, parameters, calendar):
    channel = CONTACT_CHANNELS.index(campaign.channel)
    earlier = purchases.day < campaign.first_day
    last_day = np.full(len(people), np.nan)
    last_day[purchases.row[earlier]] = purchases.day[earlier]  # sorted by time: the last one stays
    silence = campaign.first_day - last_day
    barred = (refused[:, channel] <= campaign.first_day) & (rng.random(len(people)) >= BREACH_RATE)
    addressed = (silence >= campaign.addressed[0]) & (silence <= campaign.addressed[1]) & ~barred
    row = np.flatnonzero(addressed & (rng.random(len(people)) < CONTACTED_SHARE))
    n = len(row)
    day = campaign.first_day + rng.integers(0, CAMPAIGN_DAYS, n).astype(float)
    weekday = (calendar.dates(day).astype("datetime64[D]").astype(int) + 3) % 7
    test = rng.random(n) >= CONTROL_SHARE
    delivered = test & (rng.random(n) < np.take(DELIVERED_RATE, weekday))
    opened = delivered & (rng.random(n) < np.take(OPENED_RATE, weekday))
    # Only who has not left, and will not leave within the fortnight, can be moved to buy once more.
    movable = opened & (left_day[row] > day + CAMPAIGN_DAYS) & (day + CAMPAIGN_DAYS < calendar.n_days)
    rate = np.where(movable, campaign.uplift_if_opened * parameters.campaign_strength, 0.0)
    extra = rng.random(n) < rate
    extra_day = np.where(extra, day + 0.5 + rng.random(n) * (CAMPAIGN_DAYS - 1), np.nan)
    columns = (
        row,
        np.full(n, campaign.Index),
        day,
        test.astype(int),
        np.full(n, channel),
        delivered,
        opened,
        rate,
        extra_day,
    )
    return pd.DataFrame(dict(zip(CONTACT_TYPES, columns, strict=True)))


def contact_table(people, purchases, campaigns, contacts, *, calendar):
    """What the firm knows of its contacts. `responded`: bought within 14 days, counted alike in both arms."""
    row, day = contacts["row"].to_numpy(), contacts["day"].to_numpy()
    span = calendar.n_days + 1000.0
    moments = purchases.row * span + purchases.day
    following = np.searchsorted(moments, row * span + day)
    until = np.searchsorted(moments, row * span + day + CAMPAIGN_DAYS)
    return pd.DataFrame(
        {
            "customer_id": people["customer_id"].to_numpy()[row],
            "campaign_id": coded(contacts["campaign"], campaigns["campaign_id"]),
            "contacted_on": calendar.dates(day),
            "arm": coded(contacts["arm"], ARMS),
            "channel": coded(contacts["channel"], CONTACT_CHANNELS),
            "delivered": contacts["delivered"],
            "opened": contacts["opened"],
            "responded": until > following,
        }
    )


def contact_truth(people, campaigns, contacts, *, calendar):
    """The chance of one extra purchase that each contact truly made, and the day of it where it came."""
    return pd.DataFrame(
        {
            "customer_id": people["customer_id"].to_numpy()[contacts["row"].to_numpy()],
            "campaign_id": coded(contacts["campaign"], campaigns["campaign_id"]),
            "extra_order_rate": contacts["extra_rate"],
            "extra_order_on": calendar.dates(contacts["extra_day"]),
        }
    )
