"""Marts against a slow and plain model in Python, on small dirty transactions: every row and column, exactly."""

import random
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest

from data.marts import FLOWS, STATES, build_marts, choose_lapse
from data.staging import build_table

LAPSE_DAYS = 45
FIRST_DAY, AS_OF = date(2022, 11, 20), date(2024, 11, 17)
DAY = timedelta(days=1)
GAPS = (1, 3, 6, 12, 24, 36)


def dirty_lines(seed):
    """Order lines of 40 customers, out of order: days with several lines, returns, zero amounts, copies, gaps, dirt."""
    draw = random.Random(seed)
    lines = [("c0", AS_OF, Decimal("1.00"), "Web")]
    for number in range(1, 40):
        day = FIRST_DAY + draw.randrange(600) * DAY
        while day <= AS_OF:
            for _ in range(draw.choice((1, 1, 2))):
                amount = Decimal(draw.choice((0, 999, 1250, 4999, 4999, -1999))) / 100
                lines.append((f"c{number}", day, amount, draw.choice(("Store", "Web", "App", ""))))
            if draw.random() < 0.1:
                lines.append(lines[-1])
            if draw.random() < 0.08:
                break
            day += draw.choice((1, 9, 30, LAPSE_DAYS, LAPSE_DAYS + 1, 70, 200)) * DAY
    draw.shuffle(lines)
    return lines


def as_csv(lines):
    """The lines as a file, with rows that have to be turned away."""
    rows = [f"{customer},{day.isoformat()},{amount},{channel}" for customer, day, amount, channel in lines]
    dirt = ["c1,not a day,5,Web", ",2024-01-01,5,Web", "c2,2024-02-31,5,Web", "c3,2024-01-01,much,Web"]
    return "\n".join(["customer_id,ordered_at,amount,channel", *rows, *dirt])


class ByHand:
    """What the lines mean, without any database."""

    def __init__(self, lines):
        by_customer = defaultdict(lambda: defaultdict(list))
        for customer, day, amount, channel in lines:
            by_customer[customer][day].append((amount, channel))
        self.days = {c: {d: sum(a for a, _ in rows) for d, rows in days.items()} for c, days in by_customer.items()}
        self.bought = {c: sorted(d for d, r in days.items() if max(r)[0] >= 0) for c, days in by_customer.items()}
        self.bought = {c: days for c, days in self.bought.items() if days}
        self.cell = {c: (_first_channel(by_customer[c][d[0]]), d[0].year) for c, d in self.bought.items()}
        self.stays = {c: _stays(days) for c, days in self.bought.items()}
        self.first_day = min(day for days in self.days.values() for day in days)

    def in_base(self, customer, day):
        """Whether the customer is in the base at the end of a day."""
        return any(start <= day and (lost is None or lost > day) for start, lost in self.stays[customer])

    def past(self, customer, after, until):
        """Money of the days in (after, until]."""
        return sum((a for d, a in self.days[customer].items() if after < d <= until), Decimal(0))


def _first_channel(rows):
    totals = defaultdict(Decimal)
    for amount, channel in rows:
        if amount >= 0:
            totals[channel or "(none)"] += amount
    return min(totals, key=lambda channel: (-totals[channel], channel))


def _stays(days):
    """(first day, day of the loss or None) of each unbroken stay."""
    stays, start = [], days[0]
    for day, following in zip(days, [*days[1:], None], strict=True):
        if ((following or AS_OF) - day).days > LAPSE_DAYS:
            stays.append((start, day + (LAPSE_DAYS + 1) * DAY))
            start = following
        elif following is None:
            stays.append((start, None))
    return stays


def month_number(day):
    return day.year * 12 + day.month - 1


def first_of(number):
    return date(number // 12, number % 12 + 1, 1)


def end_of(number):
    return first_of(number + 1) - DAY


@pytest.fixture(scope="module", params=[1, 2])
def built(request, staged_once):
    """(connection to the marts, the same by hand) of one set of dirty lines."""
    lines = dirty_lines(request.param)
    con = staged_once({"transaction": {"lines.csv": as_csv(lines)}})
    choose_lapse(con, LAPSE_DAYS)
    build_marts(con, (*STATES, *FLOWS))
    for name in (
        "snapshot_day",
        "snapshot_state",
        "month_number",
        "value_year",
        "grade_month",
        "grade_pair",
        "grade_move",
    ):
        if name not in {row[0] for row in con.execute("select table_name from duckdb_tables()").fetchall()}:
            build_table(con, "marts", name, scratch=True)
    return con, ByHand(lines)


def rows_of(con, statement):
    """{key: values} of a query whose first columns, up to one called `is`, are the key."""
    result = con.execute(statement)
    width = [column[0] for column in result.description].index("is")
    return {row[:width]: row[width + 1 :] for row in result.fetchall()}


@pytest.mark.parametrize(("grain", "months"), [("month", 1), ("quarter", 3), ("year", 12)])
def test_movement(built, grain, months):
    con, hand = built
    found = rows_of(
        con,
        "select grain, period_start, first_channel, cohort_year, 1 as is, opening, acquired, won_back, lost, closing, retained, "
        "active, purchase_days, revenue from movement where line = 'all'",
    )
    found = {key[1:]: values for key, values in found.items() if key[0] == grain}
    first = month_number(hand.first_day) // months * months
    expected = {}
    for number in range(first, month_number(AS_OF) + 1, months):
        start, end = first_of(number), min(end_of(number + months - 1), AS_OF)
        for cell in set(hand.cell.values()):
            those = [customer for customer, mine in hand.cell.items() if mine == cell]
            values = _moved(hand, those, start, end)
            if any(values):
                expected[(start, *cell)] = values
    assert {key: values for key, values in found.items() if any(values)} == expected


def _moved(hand, customers, start, end):
    before, after = ({c for c in customers if hand.in_base(c, day)} for day in (start - DAY, end))
    came = [(c, n) for c in customers for n, (first, _) in enumerate(hand.stays[c]) if start <= first <= end]
    lost = [c for c in customers for _, gone in hand.stays[c] if gone and start <= gone <= end]
    days = [c for c in customers for day in hand.bought[c] if start <= day <= end]
    again = sum(1 for _, n in came if n)
    money = sum((hand.past(c, start - DAY, end) for c in customers), Decimal(0))
    return (
        len(before),
        len(came) - again,
        again,
        len(lost),
        len(after),
        len(before & after),
        len(set(days)),
        len(days),
        money,
    )


def test_cohort_age(built):
    con, hand = built
    found = rows_of(
        con,
        "select cohort_month, age_months, first_channel, cohort_year, 1 as is, acquired, active, in_base, purchase_days, "
        "revenue from cohort_age where line = 'all'",
    )
    cohorts = defaultdict(list)
    for customer, days in hand.bought.items():
        cohorts[(month_number(days[0]), *hand.cell[customer])].append(customer)
    expected = {}
    for (cohort, *cell), those in cohorts.items():
        for number in range(cohort, month_number(AS_OF + DAY)):
            start, end = first_of(number), end_of(number)
            days = [c for c in those for day in hand.bought[c] if start <= day <= end]
            base = sum(hand.in_base(c, end) for c in those)
            any_line = [day for c in those for day in hand.days[c] if start <= day <= end]
            if base or any_line:
                money = sum((hand.past(c, start - DAY, end) for c in those), Decimal(0))
                acquired = len(those) if number == cohort else 0
                key = (first_of(cohort), number - cohort, *cell)
                expected[key] = (acquired, len(set(days)), base, len(days), money)
    assert found == expected


def test_states_at_month_ends(built):
    con, hand = built
    found = rows_of(
        con,
        "select s.snapshot_on, k.customer_id, 1 as is, frequency, recency_days, age_days, "
        "round(repeat_value * greatest(frequency, 1), 4), past_12m_value "
        "from snapshot_state as s join customer_key as k using (customer_key)",
    )
    last = month_number(AS_OF + DAY) - 1
    expected = {}
    for end in (end_of(number) for number in range(last - 12, last + 1)):
        year_before = end.replace(year=end.year - 1, day=min(end.day, 28) if end.month == 2 else end.day)
        for customer, bought in hand.bought.items():
            known = [day for day in bought if day <= end]
            if known:
                later = hand.past(customer, known[0], end) if len(known) > 1 else 0
                span, age = (known[-1] - known[0]).days, (end - known[0]).days
                past = hand.past(customer, year_before, end)
                expected[(end, customer)] = (len(known) - 1, span, age, pytest.approx(float(later)), past)
    assert found == expected


def test_customers_today(built):
    con, hand = built
    found = rows_of(
        con,
        "select customer_id, 1 as is, first_channel, cohort_year, purchase_days, recency_days, age_days, last_gap_days, "
        "round(repeat_value * greatest(frequency, 1), 4), revenue, in_base, losses from customer_state",
    )
    for customer, days in hand.bought.items():
        later = float(hand.past(customer, days[0], AS_OF)) if len(days) > 1 else 0
        gone = [lost for _, lost in hand.stays[customer] if lost]
        spans = (days[-1] - days[0]).days, (AS_OF - days[0]).days, (AS_OF - days[-1]).days
        money = (pytest.approx(later), hand.past(customer, FIRST_DAY - 999 * DAY, AS_OF))
        assert found.pop((customer,)) == (
            *hand.cell[customer], len(days), *spans, *money, hand.in_base(customer, AS_OF), len(gone),
        )  # fmt: skip
    assert found == {}


def test_moves_between_grades(built):
    con, hand = built
    graded = rows_of(
        con,
        "select number, k.customer_id, 1 as is, fifth, class, value from grade_month join customer_key as k using (customer_key)",
    )
    ends = {number + 1: end_of(number) for number in range(month_number(hand.first_day), month_number(AS_OF + DAY))}
    customers, before, after = Counter(), Counter(), Counter()
    for gap in GAPS:
        for number in (n for n in ends if n - gap in ends):
            for customer in hand.bought:
                then, now = graded.get((number - gap, customer)), graded.get((number, customer))
                absent = "new" if hand.bought[customer][0] > ends[number - gap] else "out"
                for rule, name in enumerate(("fifth", "class")) if then or now else ():
                    key = (name, ends[number], gap, then[rule] if then else absent, now[rule] if now else "out")
                    customers[key] += 1
                    before[key] += then[2] if then else 0
                    after[key] += now[2] if now else 0
    found = rows_of(
        con,
        "select rule, closed_on, gap_months, grade_before, grade, 1 as is, customers, value_before, value from grade_move",
    )
    assert found == {key: (count, before[key], after[key]) for key, count in customers.items()}
