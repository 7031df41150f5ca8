"""Five numbers: against hand-reckoned cases and the identities they must keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.five_numbers import FiveNumbers, hold, loss_growth, project, shape_of_path, worth

FIRM = FiveNumbers(base=100_000, acquired=18_000, lost=20_000, margin=300.0, acquisition_cost=120.0)
firms = st.builds(
    lambda base, acquired, share, margin: FiveNumbers(base, acquired * base, share * base, margin),
    st.floats(10, 1e7),
    st.floats(0.0, 1.0),
    st.floats(0.01, 0.99),
    st.floats(0.0, 1e4),
)


def test_by_hand():
    assert FIRM.loss_rate == pytest.approx(0.2)
    assert FIRM.ceiling == pytest.approx(90_000)
    needed = hold(FIRM)
    assert needed.more_a_month == pytest.approx(2000 / 12)
    assert needed.loss_rate_needed == pytest.approx(0.18)
    assert needed.cost_by_winning == pytest.approx(240_000)
    assert needed.worth_spending_each == pytest.approx(2.4)
    value = worth(FIRM, discount_rate=0.10)
    assert value.multiple == pytest.approx(0.8 / 0.3)
    assert value.of_one == pytest.approx(800)
    assert value.of_base == pytest.approx(80e6)
    assert value.after_cost == pytest.approx(680)


def test_articles_case_peaks_in_year_five():
    """20,000 a year; losses run at 4,000 a year after one year, 8,000 after two, so at 18,000 in the middle of year 5."""
    path = project(0, 20_000, years=10, losses=[4000 * (year - 0.5) for year in range(1, 11)])
    code, figures = shape_of_path(path)
    assert code == "mountain"
    assert figures["peak_year"] == 5
    assert figures["peak_base"] == 5 * 20_000 - 4000 * 12.5


@given(firms)
def test_a_constant_loss_rate_is_never_a_mountain(firm):
    path = project(0, firm.acquired, years=40, loss_rates=firm.loss_rate)
    assert shape_of_path(path)[0] in ("growing", "plateau", "shrinking")
    assert (path["closing"].diff().dropna() >= -1e-6 * firm.base).all()
    if firm.ceiling:
        assert path["closing"].max() <= firm.ceiling * (1 + 1e-9)


@given(firms)
def test_break_even_holds_the_base(firm):
    needed = hold(firm)
    more = project(firm.base, firm.acquired + 12 * needed.more_a_month, years=5, loss_rates=firm.loss_rate)
    fewer = project(firm.base, firm.acquired, years=5, loss_rates=needed.loss_rate_needed)
    for path in (more, fewer):
        assert path["closing"].to_numpy() == pytest.approx(firm.base)


@given(firms)
def test_every_year_reconciles_and_no_base_is_negative(firm):
    path = project(firm.base, firm.acquired, years=10, losses=[firm.lost * year for year in range(1, 11)])
    assert (path["opening"] + path["acquired"] - path["lost"]).to_numpy() == pytest.approx(path["closing"].to_numpy())
    assert (path["closing"] >= 0).all()


def test_growth_of_losses_leads_to_the_base_of_today():
    growth = loss_growth(FIRM)
    years = FIRM.lost / growth
    assert FIRM.acquired * years - growth * years * (years + 1) / 2 == pytest.approx(FIRM.base)
    assert loss_growth(FiveNumbers(1000, 100, 300, 1.0)) is None
    assert loss_growth(FiveNumbers(1000, 100, 0, 1.0)) is None


def test_a_falling_loss_rate_smiles():
    path = project(60_000, 20_000, years=12, loss_rates=[0.5 * 0.85**year for year in range(12)])
    assert shape_of_path(path, start=60_000)[0] == "smile"


def test_a_base_at_its_ceiling_is_a_plateau():
    path = project(50_000, 10_000, years=10, loss_rates=0.2)
    assert shape_of_path(path, start=50_000)[0] == "plateau"


@pytest.mark.parametrize(
    ("numbers", "problem"),
    [
        (FiveNumbers(0, 1, 1, 1), "no_base"),
        (FiveNumbers(10, -1, 1, 1), "negative"),
        (FiveNumbers(10, 1, 11, 1), "lost_exceeds_base"),
        (FIRM, None),
    ],
)
def test_impossible_numbers_are_named(numbers, problem):
    assert numbers.problem == problem


def test_project_wants_rates_or_losses():
    with pytest.raises(ValueError, match="not both"):
        project(1, 1, years=1)
