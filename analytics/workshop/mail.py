"""When to mail and when again: the weekday with the most read letters, and what is left in memory."""

import math

WEEKDAYS = 7
DELIVERED_MONDAY, OPENED_MONDAY = 0.98, 0.10
FALL_A_DAY, RISE_A_DAY = 1 / 10, 1 / 6  # an illustration of the article's two slopes; its best day is Wednesday
MINUTES_A_DAY = 1440
POINTS = ((20.0, 0.42), (float(MINUTES_A_DAY), 0.66))  # minutes, share forgotten (Ebbinghaus 1885, as in the article)


def read_by_weekday(*, fall_a_day=FALL_A_DAY, rise_a_day=RISE_A_DAY):
    """Monday to Sunday: list of (delivered_rate, opened_rate, read_rate), read = delivered x opened.

    fall_a_day, rise_a_day : of Monday's rate, a day; rates stay within [0, 1]
    """
    rows = []
    for day in range(WEEKDAYS):
        delivered = max(DELIVERED_MONDAY * (1 - fall_a_day * day), 0.0)
        opened = min(OPENED_MONDAY * (1 + rise_a_day * day), 1.0)
        rows.append((delivered, opened, delivered * opened))
    return rows


def best_weekday(rows):
    """Position of the day with the most read letters, 0 is Monday; the earliest of equals."""
    read = [round(row[2], 12) for row in rows]
    return read.index(max(read))


def forgotten_rate(minutes):
    """Share forgotten after `minutes` (> 1), in Ebbinghaus's form laid through the two published points.

    Kept share k / (log10(minutes) ** c + k): Ebbinghaus (1885), Memory, chapter 7; k and c from POINTS.
    """
    if minutes <= 1:
        raise ValueError(f"the curve begins one minute after learning; asked for {minutes}")
    k, c = _through(*POINTS)
    return 1 - k / (math.log10(minutes) ** c + k)


def _through(first, second):
    """(k, c) of the curve through two points of (minutes, share forgotten)."""
    (one, lost_one), (two, lost_two) = first, second
    odds_one, odds_two = lost_one / (1 - lost_one), lost_two / (1 - lost_two)
    logs = math.log10(one), math.log10(two)
    c = math.log(odds_two / odds_one) / math.log(logs[1] / logs[0])
    return logs[0] ** c / odds_one, c
