"""Figures behind the sentences of the first page: payback by channel, one-time buyers, the most valuable, a campaign's effect."""

from dataclasses import dataclass
from math import sqrt

import pandas as pd

from analytics.effect import Effect, EffectRefused, Group, Interval, effect

WEEKS_A_YEAR = 52


@dataclass(frozen=True)
class ChannelPayback:
    """One channel: customers won in twelve months, what winning them cost, what each brought in the year after. Money."""

    channel: str
    acquired: float
    cost: float
    brought: float

    @property
    def pays_back(self) -> bool:
        """Whether the customers brought what they cost within their first twelve months."""
        return self.brought >= self.cost


def channel_paybacks(cost: pd.DataFrame, brought: pd.DataFrame) -> list[ChannelPayback]:
    """Channels with both a cost and customers, the best return first.

    cost : channel, cost of acquisition in the months of winning; brought : channel, acquired, margin of the first twelve
        months of those won. A channel that is named on one side only is left out: nobody can tell what it paid for.
    """
    both = cost.merge(brought, on="channel").astype({"cost": float, "acquired": float, "margin": float})
    both = both[(both["cost"] > 0) & (both["acquired"] > 0)]
    found = [ChannelPayback(r.channel, r.acquired, r.cost, r.margin) for r in both.itertuples()]
    return sorted(found, key=lambda each: -each.brought / each.cost)


def once_only_rate(weeks: pd.DataFrame) -> float | None:
    """Share of customers whose second purchase did not come within 52 weeks; None without customers.

    weeks : weeks since the first purchase, bought (a second time then), censored; all observed for 52 weeks at least
    """
    everybody = float(weeks["bought"].sum() + weeks["censored"].sum())
    again = float(weeks.loc[weeks["weeks"] < WEEKS_A_YEAR, "bought"].sum())
    return 1.0 - again / everybody if everybody > 0 else None


@dataclass(frozen=True)
class CampaignEffect:
    """One campaign and its effect against its own control; `refused` says why there is none. Cost None: not given."""

    name: str
    started_on: pd.Timestamp
    window_days: int
    cost: float | None
    contacted: int
    held: int
    effect: Effect | None
    refused: str = ""


def campaign_effects(rows: pd.DataFrame) -> list[CampaignEffect]:
    """Effect of each campaign, the latest first. rows : as in `campaign_effect`."""
    found = []
    for _id, part in rows.groupby("campaign_id", sort=False):
        groups = {row.arm: _group(row) for row in part.itertuples()}
        test, control = groups.get("test", _NOBODY), groups.get("control", _NOBODY)
        head = part.iloc[0]
        cost = None if pd.isna(head["cost"]) else float(head["cost"])
        try:
            judged, refused = effect(test, control, cost=cost or 0.0), ""
        except EffectRefused as error:
            judged, refused = None, error.code
        found.append(
            CampaignEffect(
                str(head["name"]), head["first_contact_on"], int(head["window_days"]), cost, test.customers,
                control.customers, judged, refused,
            )
        )  # fmt: skip
    return sorted(found, key=lambda each: each.started_on, reverse=True)


_NOBODY = Group(0, 0.0, 0.0, 0)


def _group(row) -> Group:
    return Group(int(row.customers), float(row.mean_margin), float(row.margin_variance), int(row.bought))


def together(campaigns: list[CampaignEffect]) -> Interval | None:
    """Profit of several campaigns added up, each against its own control; 95 % interval, campaigns independent.

    The half-widths of the single intervals add by their squares. None where fewer than two have an effect.
    """
    known = [each.effect.profit for each in campaigns if each.effect is not None]
    if len(known) < 2:
        return None
    total = sum(each.value for each in known)
    reach = sqrt(sum(((each.high - each.low) / 2) ** 2 for each in known))
    return Interval(total, total - reach, total + reach)
