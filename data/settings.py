"""The settings of one build: what the user chose and what the accepted rows decide, both in the table `setting`."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import duckdb

from data.contract import ContractError
from data.staging import sql

EARLIEST_CLOCK = timezone(
    timedelta(hours=14)
)  # where a day begins first; a purchase made there today is not in the future


@dataclass(frozen=True)
class Settings:
    """What the user chose for one build; None or "" leaves it to the data. Rates are yearly shares in [0, 1].

    day_order : day or month, the part that comes first in 03/04/2024; decimal_mark : comma or point
    """

    as_of: date | None = None
    lapse_days: int | None = None
    margin_rate: float | None = None
    currency: str = ""
    discount_rate: float = 0.10
    horizon_months: int = 36
    timezone: str = ""
    risk_days: int = 183
    feature_months: int = 13
    count_unit: float = 1.0
    day_order: str = ""
    decimal_mark: str = ""

    def check(self) -> None:
        """Raise ContractError for a setting that makes no sense."""
        _need(self.lapse_days is None or 1 <= self.lapse_days <= 3650, "--lapse-days lies between 1 and 3650")
        _need(self.margin_rate is None or 0 < self.margin_rate <= 1, "--margin is a share between 0 and 1, such as 0.3")
        _need(0 <= self.discount_rate < 1, "--discount is a yearly rate between 0 and 1, such as 0.10")
        _need(1 <= self.horizon_months <= 120, "--horizon-months lies between 1 and 120")
        _need(1 <= self.count_unit <= 1e9, "--count-unit is a number of customers from 1 to 1000000000")
        _need(7 <= self.risk_days <= 366, "--risk-days lies between 7 and 366")
        _need(0 <= self.feature_months <= 120, "--feature-months lies between 0 and 120")
        code = self.currency
        _need(code == "" or (len(code) == 3 and code.isascii() and code.isalpha()), "--currency is a code like CNY")
        if self.timezone and not _is_zone(self.timezone):
            raise ContractError(
                f"There is no time zone {self.timezone[:40]!r}.\nHint: names look like Asia/Shanghai or Europe/London."
            )
        _need(self.as_of is None or self.as_of <= self.today(), "--as-of cannot lie in the future")

    def today(self) -> date:
        """Today in the chosen time zone; without one, where it is latest."""
        return datetime.now(ZoneInfo(self.timezone) if self.timezone else EARLIEST_CLOCK).date()


def _is_zone(name: str) -> bool:
    """True for a zone that DuckDB, which converts the moments, and Python both know."""
    with duckdb.connect() as con:
        known = con.execute("select count(*) from pg_timezone_names() where name = $name", {"name": name}).fetchall()[
            0
        ][0]
    try:
        return known > 0 and ZoneInfo(name) is not None
    except (OSError, ValueError):
        return False


def _need(holds: bool, sentence: str) -> None:
    if not holds:
        raise ContractError(f"A setting is out of range: {sentence}.\nHint: python build.py --help lists them.")


def write_settings(con: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Create the one-row table `setting` with what is known before any row is read."""
    con.execute(
        sql("staging", "setting"),
        {
            "today": settings.today(),
            "as_of": settings.as_of,
            "margin_rate": settings.margin_rate,
            "currency": settings.currency.upper(),
            "discount_rate": settings.discount_rate,
            "horizon_months": settings.horizon_months,
            "timezone": settings.timezone,
            "risk_days": settings.risk_days,
            "feature_months": settings.feature_months,
            "count_unit": settings.count_unit,
            "day_order": settings.day_order,
            "decimal_mark": settings.decimal_mark,
        },
    )


def settle(con: duckdb.DuckDBPyConnection) -> date:
    """Complete `setting` from the parsed rows: as_of, log_start, lines, margins; returns as_of.

    Raises ContractError when the chosen as_of lies before every accepted row, amounts mix currencies, or nobody bought.
    """
    signs = con.execute(sql("staging", "currency_sign")).fetchall()[0][0]
    if len(signs) > 1:
        raise ContractError(
            f"The amounts mix currencies: {' '.join(signs)}.\n"
            "Hint: one warehouse holds one currency; split or convert the file."
        )
    _take_currency(con)
    con.execute(sql("staging", "settle"))
    as_of, log_start = con.execute("select as_of, log_start from setting").fetchall()[0]
    if log_start is None:
        raise ContractError(
            f"No row lies on or before {as_of}.\n"
            "Hint: choose a later --as-of, or leave it out to take the last day observed."
        )
    if not con.execute(sql("staging", "anybody")).fetchall()[0][0]:
        raise ContractError(
            f"No row up to {as_of} is a purchase or a contract; all are returns.\n"
            "Hint: check the columns taken for quantity and amount, and their signs."
        )
    return as_of


def _take_currency(con: duckdb.DuckDBPyConnection) -> None:
    """Note the currency that the rows name, where the user named none; raises ContractError for several."""
    named = con.execute(sql("staging", "currency_named")).fetchall()
    if len(named) > 1:
        told = ", ".join(f"{code[:10]} ({rows:,} {'row' if rows == 1 else 'rows'})" for code, rows in named[:4])
        raise ContractError(
            f"The column of currencies names {len(named)}: {told}{' …' if len(named) > 4 else ''}.\n"
            "Hint: one warehouse holds one currency; deliver a file for each, or convert the amounts and leave the column out."
        )
    if named and len(named[0][0]) == 3 and named[0][0].isascii() and named[0][0].isalpha():
        con.execute("update scratch.main.setting set currency = $code where currency = ''", {"code": named[0][0]})


def check_accepted(con: duckdb.DuckDBPyConnection) -> None:
    """Raise ContractError, with the most frequent reason, when nothing or one customer only was accepted."""
    customers = con.execute(
        "select count(distinct customer_id) from (select customer_id from parsed_transaction where reason is null "
        "union all select customer_id from parsed_contract where reason is null)"
    ).fetchall()[0][0]
    if customers == 0:
        reasons = con.execute(
            "select reason, count(*) from (select reason from parsed_transaction union all "
            "select reason from parsed_contract) group by reason order by count(*) desc, reason limit 1"
        ).fetchall()
        raise ContractError(_why_nothing(con, reasons[0][0] if reasons else ""))
    if customers == 1:
        raise ContractError(
            "The data hold one customer only; a customer base needs at least two.\n"
            "Hint: check which column was taken for the customer, or name it with --map customer_id=<your column>."
        )


def _why_nothing(con: duckdb.DuckDBPyConnection, reason: str) -> str:
    """The sentence for rows that were all turned away, mostly for `reason`, with what their column holds."""
    if reason == "date_unreadable":
        column, samples = con.execute(sql("staging", "unread_days")).fetchall()[0]
        if column:
            return (
                f"No row has a date that can be read: the column {column[:40]!r} holds {', '.join(samples)[:80]}.\n"
                "Hint: dates look like 2024-03-31, 31/03/2024 or 2024年3月31日; a count of days or months has to be turned into "
                "dates first; name another column with --map ordered_at=<your column>."
            )
    grouped = con.execute(
        "select count(*) > 1 from parsed_transaction where customer_id is not null and (reason like 'date%' or reason = 'total_row')"
    ).fetchall()[0][0]
    if reason == "customer_missing" and grouped:
        return (
            "No row of a purchase names a customer: the names stand on lines of their own above them.\n"
            "Hint: export the list without groups, or write the customer into each row (Fill Down in Excel's Power Query)."
        )
    return _NOTHING_ACCEPTED.get(reason, _NOTHING_ELSE)


_NOTHING_ELSE = (
    "No row could be accepted.\nHint: check which columns were taken for date, customer and amount with --map."
)
_NOTHING_ACCEPTED = {
    "row_broken": "No row fits the header line.\n"
    "Hint: check the column separator and the quotes; export the table again as CSV.",
    "date_missing": "No row has a date.\nHint: say which column it is with --map ordered_at=<your column>.",
    "date_unreadable": "No row has a date that can be read.\n"
    "Hint: dates look like 2024-03-31, 31/03/2024 or 2024年3月31日.",
    "date_out_of_range": "No row has a plausible date; all lie before 1900.\nHint: check the date column.",
    "date_placeholder": "No row has a real date; all are 1900-01-01 or 1970-01-01.\nHint: check the date column.",
    "date_in_future": "All dates lie in the future.\n"
    "Hint: check the date column, its order of day and month, and this machine's clock; years of the Buddhist calendar "
    "(2564) have to be turned into common ones (2021) first.",
    "customer_missing": "No row names a customer.\nHint: say which column it is with --map customer_id=<your column>.",
    "customer_rounded": "All customer ids are rounded, like 1.38E+10.\n"
    "Hint: a spreadsheet took them for numbers; export them as text.",
    "customer_nobody": "No row names a customer; all are guests or unknown.\n"
    "Hint: say which column it is with --map customer_id=<your column>.",
    "not_bought": "No row is a purchase by its status; all are cancelled, unpaid, refunded or only viewed.\n"
    "Hint: check the column taken for the status of the order.",
    "amount_missing": "No row has an amount.\nHint: say which column it is with --map amount=<your column>.",
    "amount_unreadable": "No row has an amount that can be read.\n"
    "Hint: amounts look like 1234.50, 1,234.50 or ¥1,234.50.",
    "started_on_missing": "No contract has a start date.\n"
    "Hint: say which column it is with --map contract.started_on=<your column>.",
    "started_on_unreadable": "No contract has a start date that can be read.\n"
    "Hint: dates look like 2024-03-31 or 31/03/2024.",
}
