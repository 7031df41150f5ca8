"""Mountain or smile: guess where the base peaks, then see why; the article's case with levers, and a real firm's."""

import streamlit as st

import ui
from analytics import five_numbers, mountain, movement
from analytics.figures import projection, stock_and_flow
from ui import page_options, published_case, workshop_texts
from ui.i18n import _

CASES, LOSSES = ("article", "dish"), ("grow", "constant", "tamed")
LONGEST = 20  # years to the peak at the levers' ends
GUESSES = ("", *(str(year) for year in range(1, LONGEST + 1)), "never")
ACQUIRED = tuple(str(n) for n in range(10_000, 45_000, 5_000))
GROWTH = tuple(str(n) for n in range(2_000, 8_500, 500))
RATES, FALLS = tuple(str(n) for n in range(5, 55, 5)), tuple(str(n) for n in range(5, 45, 5))
REAL_SHAPES = ("", "mountain", "plateau", "growing")


def thousands(value: str) -> str:
    """A count in the reader's short form."""
    return workshop_texts.count(float(value))


def levers() -> tuple[str, str, float, float]:
    """Draw the levers: kind of losses, the guess so far, acquired a year, and the second lever of that kind."""
    losses = page_options.segmented(
        "m_losses", _("Losses"), LOSSES, default="grow", show=workshop_texts.losses, clears=("m_guess",)
    )
    left, middle, right = st.columns(3)
    with left:
        acquired = page_options.slider("m_acquired", _("Acquired a year"), ACQUIRED, default="20000", show=thousands)
    with middle:
        if losses == "constant":
            second = page_options.slider("m_rate", _("Loss rate, % a year"), RATES, default="20")
        else:
            second = page_options.slider(
                "m_growth", _("Losses rise each year by"), GROWTH, default="4000", show=thousands
            )
    with right:
        guess = page_options.selectbox(
            "m_guess", _("In which year is the base largest?"), GUESSES, default="", show=workshop_texts.guess
        )
    return losses, guess, float(acquired), float(second)


def path_of(losses: str, acquired: float, second: float):
    """The base year by year under the levers."""
    if losses == "constant":
        return mountain.constant_rate(acquired, second / 100)
    if losses == "grow":
        return mountain.growing_losses(acquired, second, years=mountain.years_to_show(acquired, second))
    fall = page_options.slider(
        "m_fall",
        _("From year {n} on the loss rate falls each year by, %").format(n=mountain.YEARS_BEFORE_CARE + 1),
        FALLS,
        default="20",
    )
    return mountain.tamed_losses(acquired, second, yearly_fall=float(fall) / 100)


def draw_article(top) -> None:
    """The article's case: first what comes and goes, then, after a guess, the base."""
    losses, guess, acquired, second = levers()
    path = path_of(losses, acquired, second)
    code, figures = five_numbers.shape_of_path(path)
    revealed = guess != ""
    question = _("Acquisition is steady. In which year is the customer base largest?")
    finding = workshop_texts.path_finding(code, figures) if revealed else question
    with top:
        ui.headline(finding)
        ui.note(
            workshop_texts.verdict(guess, code, figures)
            if revealed
            else _("Below is what comes and goes. Guess, and the base is drawn.")
        )
    named = [(_("Base"), path)]
    ceiling = acquired / (second / 100) if losses == "constant" else None
    peak = int(figures["peak_year"]) if code in ("mountain", "smile") else None
    fig = projection.base_by_year(
        named,
        words=ui.words,
        year_title=_("Year"),
        ceiling=ceiling,
        peak_year=peak,
        with_base=revealed,
        mode=ui.mode(),
        height=460 if revealed else 300,
    )
    table = workshop_texts.path_table(named) if revealed else None
    columns = {name: text for name, text in workshop_texts.path_columns().items() if name != "scenario"}
    ui.chart(fig, key=f"mountain_{'shown' if revealed else 'asked'}", alt=finding, data=table, columns=columns)
    if revealed:
        ui.note(workshop_texts.why(losses))


def draw_dish(top) -> None:
    """DISH Network: the guess is the shape; the picture and the judgement are those of every other page."""
    flow = published_case.dish()
    shape = movement.shape_of(flow, grain="quarter")
    guess = page_options.segmented(
        "m_shape", _("What shape has this base?"), REAL_SHAPES, default="", show=workshop_texts.real_shape
    )
    finding = ui.sentence(shape) if guess else _("DISH Network, 2004 to 2015: a mountain, a plateau, or still growing?")
    with top:
        ui.headline(finding)
        if guess:
            is_right = guess == {"growing_to_ceiling": "growing"}.get(shape.code, shape.code)
            ui.note(workshop_texts.right_or_wrong(is_right) + " " + ui.detail(shape))
        else:
            ui.note(_("Fewer and fewer new subscribers each year. Guess before you look at the base."))
    if guess:
        fig = stock_and_flow(flow, words=ui.words, grain="quarter", mode=ui.mode(), shape=shape)
        ui.chart(fig, key="dish", alt=finding)
        ui.note(workshop_texts.dish_why())
    ui.page_link("acquisition-churn", _("See it on your own data"))
    st.caption(_("Source: DISH Network Corporation, quarterly and annual reports (10-Q, 10-K), 2003 to 2015."))


st.caption(_("Workshop · no data needed"))
top = st.container()
case = page_options.segmented("m_case", _("Case"), CASES, default="article", show=workshop_texts.case)
if case == "dish":
    draw_dish(top)
else:
    draw_article(top)
    ui.page_link("acquisition-churn", _("See it on your own data"))
