"""Data that carry no model, or only just: the value pages refuse in words or answer; no NaN, no traceback."""

import random
from datetime import date, timedelta

import pytest

PAGES = ("clv", "model-cards", "one-customer", "equity")


def _day(number):
    return (date(2022, 1, 1) + timedelta(days=number)).isoformat()


def _one_day(rng):
    return ["customer_id,order_date,amount", *(f"c{n},{_day(0)},{rng.randrange(5, 90)}.00" for n in range(200))]


def _constant_and_huge(rng):
    """Every purchase is 90 billion, next to the largest amount that is read."""
    lines = [f"c{n},{_day(rng.randrange(300))},90000000000.00" for n in range(300)]
    lines += [f"c{rng.randrange(200)},{_day(300 + rng.randrange(1, 400))},90000000000.00" for _ in range(600)]
    return ["customer_id,order_date,amount", *lines]


def _contracts(rng):
    lines = []
    for number in range(300):
        start, ends = rng.randrange(600), rng.choice([30, 61, 91, 183, 274])
        end = _day(start + ends) if rng.random() < 0.6 else ""
        lines.append(f"k{number},{_day(start)},{end},1,{rng.randrange(5, 60)}.00")
    return ["customer_id,start_date,end_date,term_months,monthly_fee", *lines]


CASES = {"one-day": _one_day, "constant-huge": _constant_and_huge, "contracts": _contracts}
TITLES = {"one-day": "No model may serve these data", "contracts": "sets the values; no purchase model serves"}


@pytest.mark.parametrize("case", CASES)
def test_thin_data_are_refused_or_answered(case, built_once, open_page, assert_sound, tmp_path):
    source = tmp_path / "rows.csv"
    source.write_text("\n".join(CASES[case](random.Random(7))) + "\n", encoding="utf-8")
    built_once(case, *(["--table", f"contract={source}"] if case == "contracts" else [source]))
    for path in PAGES:
        app = open_page(path, warehouse=case, **({"customer": "2"} if path == "one-customer" else {}))
        assert_sound(app)
        said = [block.value for kind in (app.title, app.subheader, app.markdown, app.caption) for block in kind]
        said += [metric.value for metric in app.metric]
        assert not any("nan" in str(text).lower().replace(",", " ").split() for text in said), (path, said)
        if path == "model-cards":
            assert TITLES.get(case, "") in app.title[0].value
