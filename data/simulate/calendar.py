"""The company's calendar: how busy each day is, and which promotion runs on it."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

# First day of the Spring Festival (Chinese New Year): it moves between January and February.
SPRING_FESTIVAL = {
    2015: date(2015, 2, 19),
    2016: date(2016, 2, 8),
    2017: date(2017, 1, 28),
    2018: date(2018, 2, 16),
    2019: date(2019, 2, 5),
    2020: date(2020, 1, 25),
    2021: date(2021, 2, 12),
    2022: date(2022, 2, 1),
    2023: date(2023, 1, 22),
    2024: date(2024, 2, 10),
    2025: date(2025, 1, 29),
    2026: date(2026, 2, 17),
}
FIRST_YEAR, LAST_YEAR = min(SPRING_FESTIVAL), max(SPRING_FESTIVAL) - 1
LOOK_AHEAD_DAYS = 183
DAYS_PER_YEAR = 365.25


@dataclass(frozen=True)
class Calendar:
    """Days from `start_on` (day 0) to `end_on`, and `LOOK_AHEAD_DAYS` more for what comes after.

    clock : float64, shape (n_days + LOOK_AHEAD_DAYS + 1,): busy time elapsed at each midnight, in average days
    joining : float64, shape (n_days + 1,): share of the customers of the observed time won by each midnight
    promotion : int16, shape (n_days,): number of the promotion that runs on the day, 0 for none
    promotion_codes : tuple of str, code by number; the first is blank
    """

    start_on: date
    end_on: date
    clock: np.ndarray
    joining: np.ndarray
    promotion: np.ndarray
    promotion_codes: tuple

    @property
    def n_days(self):
        """Days observed, first and last included."""
        return (self.end_on - self.start_on).days + 1

    def busy(self, day):
        """Busy time elapsed at `day` (float, days since `start_on`)."""
        return np.interp(day, np.arange(len(self.clock)), self.clock)

    def day_of(self, busy):
        """Inverse of `busy`."""
        return np.interp(busy, self.clock, np.arange(len(self.clock)))

    def joining_day(self, share):
        """Day by which `share` of the customers has been won; the inverse of `joining`."""
        return np.interp(share, self.joining, np.arange(self.n_days + 1))

    def dates(self, day):
        """Days since `start_on` (float, NaN for never) as dates: datetime64[s] at midnight, NaT for never."""
        day = np.asarray(day, dtype=float)
        never = np.isnan(day)
        whole = np.where(never, 0, np.floor(day)).astype("timedelta64[D]")
        dates = (np.datetime64(self.start_on, "D") + whole).astype("datetime64[s]")
        return np.where(never, np.datetime64("NaT", "s"), dates)

    def day(self, when):
        """Days from `start_on` to a date."""
        return (when - self.start_on).days


def make_calendar(*, start_on, end_on, season_strength):
    """Calendar of the company; raises ValueError outside the years whose Spring Festival is known."""
    if start_on.year < FIRST_YEAR or end_on.year > LAST_YEAR or start_on > end_on:
        raise ValueError(
            f"The demo company can live from {FIRST_YEAR} to {LAST_YEAR}, not from {start_on} to {end_on}.\n"
            "Hint: choose end_on and years inside that range."
        )
    n_days = (end_on - start_on).days + 1
    days = np.datetime64(start_on, "D") + np.arange(n_days + LOOK_AHEAD_DAYS)
    busy = 1.0 + season_strength * (_season(days) - 1.0)
    promotion, codes = _promotions(days[:n_days])
    joining = _joining(days[:n_days], promotion, season_strength=season_strength)
    return Calendar(start_on, end_on, np.concatenate([[0.0], np.cumsum(busy)]), joining, promotion, codes)


def _season(days):
    """Purchase intensity by day, mean about one: weekends, the weeks before the Spring Festival, 618, Double 11."""
    intensity = np.where(_weekday(days) >= 5, 1.15, 0.94)
    for year, festival in SPRING_FESTIVAL.items():
        since_festival = (days - np.datetime64(festival, "D")).astype(int)
        intensity[(since_festival >= -21) & (since_festival < -2)] *= 1.45
        intensity[(since_festival >= -2) & (since_festival < 7)] *= 0.45
        intensity[_between(days, f"{year}-06-10", f"{year}-06-20")] *= 1.6
        intensity[_between(days, f"{year}-11-01", f"{year}-11-11")] *= 1.7
    return intensity / intensity.mean()


def _joining(days, promotion, *, season_strength):
    """Cumulative share of customers won: promotions win more in their days, yet each year wins its steady number."""
    weight = 1.0 + season_strength * 0.8 * (promotion > 0)
    year = days.astype("datetime64[Y]").astype(int)
    weight = weight / pd.Series(weight).groupby(year).transform("mean").to_numpy()
    return np.concatenate([[0.0], np.cumsum(weight)]) / weight.sum()


def _promotions(days):
    """Number of the promotion running on each day, and the codes by number."""
    number, codes = np.zeros(len(days), dtype=np.int16), [""]
    for year, festival in SPRING_FESTIVAL.items():
        for name, first, last in (
            ("SF", np.datetime64(festival) - 18, np.datetime64(festival) - 4),
            ("618", f"{year}-06-10", f"{year}-06-20"),
            ("D11", f"{year}-11-01", f"{year}-11-11"),
        ):
            running = _between(days, first, last)
            if running.any():
                number[running] = len(codes)
                codes.append(f"{name}-{year}")
    return number, tuple(codes)


def _between(days, first, last):
    return (days >= np.datetime64(first)) & (days <= np.datetime64(last))


def _weekday(days):
    """Monday 0 to Sunday 6; 1970-01-01 was a Thursday."""
    return (days.astype("datetime64[D]").astype(int) + 3) % 7
