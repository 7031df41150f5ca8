"""The settings of one build: what the user chose, and what the accepted rows decide. Both live in the table `setting`."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import duckdb

from data.contract import ContractError
from data.staging import sql


@dataclass(frozen=True)
class Settings:
    """What the user chose for one build; None leaves it to the data. Rates are yearly shares in [0, 1]."""

    as_of: date | None = None
    lapse_days: int | None = None
    margin_rate: float | None = None
    currency: str = ""
    discount_rate: float = 0.10
    horizon_months: int = 36
    timezone: str = ""
    risk_days: int = 183
    count_unit: float = 1.0

    def check(self) -> None:
        """Raise ContractError for a setting that makes no sense."""
        _need(self.lapse_days is None or 1 <= self.lapse_days <= 3650, "--lapse-days lies between 1 and 3650")
        _need(self.margin_rate is None or 0 < self.margin_rate <= 1, "--margin is a share between 0 and 1, such as 0.3")
        _need(0 <= self.discount_rate < 1, "--discount is a yearly rate between 0 and 1, such as 0.10")
        _need(1 <= self.horizon_months <= 120, "--horizon-months lies between 1 and 120")
        _need(1 <= self.count_unit <= 1e9, "--count-unit is a number of customers from 1 to 1000000000")
        _need(7 <= self.risk_days <= 366, "--risk-days lies between 7 and 366")
        _need(self.currency == "" or (len(self.currency) == 3 and self.currency.isalpha()), "--currency is a code like CNY")
        _need(self.as_of is None or self.as_of <= datetime.now(UTC).date(), "--as-of cannot lie in the future")
        if self.timezone:
            try:
                ZoneInfo(self.timezone)
            except (ZoneInfoNotFoundError, ValueError) as error:
                raise ContractError(
                    f"There is no time zone {self.timezone[:40]!r}.\nHint: names look like Asia/Shanghai or Europe/London."
                ) from error


def _need(holds: bool, sentence: str) -> None:
    if not holds:
        raise ContractError(f"A setting is out of range: {sentence}.\nHint: python build.py --help lists them.")


def write_settings(con: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Create the one-row table `setting` with what is known before any row is read."""
    con.execute(
        sql("staging", "setting"),
        {
            "today": datetime.now(UTC).date(),
            "as_of": settings.as_of,
            "margin_rate": settings.margin_rate,
            "currency": settings.currency.upper(),
            "discount_rate": settings.discount_rate,
            "horizon_months": settings.horizon_months,
            "timezone": settings.timezone or "UTC",
            "risk_days": settings.risk_days,
            "count_unit": settings.count_unit,
        },
    )


def settle(con: duckdb.DuckDBPyConnection) -> date:
    """Complete `setting` from the parsed rows: as_of, log_start, lines, margins; returns as_of.

    Raises ContractError when the chosen as_of lies before every accepted row, or amounts mix currencies.
    """
    signs = con.execute(sql("staging", "currency_sign")).fetchall()[0][0]
    if len(signs) > 1:
        raise ContractError(
            f"The amounts mix currencies: {' '.join(signs)}.\nHint: one warehouse holds one currency; split or convert the file."
        )
    con.execute(sql("staging", "settle"))
    as_of, log_start = con.execute("select as_of, log_start from setting").fetchall()[0]
    if log_start is None:
        raise ContractError(
            f"No row lies on or before {as_of}.\nHint: choose a later --as-of, or leave it out to take the last day observed."
        )
    return as_of
