"""Value grades and migration: who moved between grades since an earlier month end, what that costs, whom to call."""

from datetime import date

import pandas as pd
import streamlit as st

import ui
from analytics import figures, migration
from ui import address, formats, grade_movers, grade_rules, migration_texts, page_options
from ui.i18n import _
from ui.sentences import money

DEFAULT_GAP = 12


def months_between(later: date, earlier: date) -> int:
    """Whole calendar months between two month ends."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def choose_ends() -> tuple[date, date]:
    """Draw the choice of both month ends: any later one, and an earlier one of which moves are kept."""
    left, right = (
        st.container(width=200),
        st.container(width=200),
    )  # the earlier one stands first, the later one decides
    days = [day for day in kept_of if rule != "amounts" or kept_of[day]]
    with right:
        to_iso = page_options.selectbox(
            "to", _("To"), [day.isoformat() for day in days[:-1]], default=days[0].isoformat(), show=written
        )
    to = date.fromisoformat(to_iso)
    earlier = [day for day in days if day < to and is_comparable(day, to)]
    gaps = [months_between(to, day) for day in earlier]
    ui.stop_when_empty(
        not earlier,
        title=_("There are not yet two month ends to compare"),
        reason=_("Grades are set at each month end that the data reach. Build again with a longer history."),
    )
    default = earlier[gaps.index(DEFAULT_GAP)] if DEFAULT_GAP in gaps else earlier[-1]
    with left:
        since = page_options.selectbox(
            "from", _("From"), [day.isoformat() for day in earlier], default=default.isoformat(), show=written
        )
    return date.fromisoformat(since), to


def is_comparable(earlier: date, later: date) -> bool:
    """Both are kept customer by customer, or at a distance of which all moves are counted."""
    both = kept_of[earlier] and kept_of[later]
    return both or (rule != "amounts" and months_between(later, earlier) in migration.GAPS)


def written(iso: str) -> str:
    """A month end in the reader's language."""
    return formats.day(date.fromisoformat(iso))


def read_moves() -> pd.DataFrame:
    """Moves between the two month ends, under the filters where customers are kept, of all customers otherwise."""
    if is_kept:
        rows = ui.query("grade_pair_kept", **wanted)
    else:
        rows = ui.query("grade_moves", rule=rule, closed_on=to, gap_months=months_between(to, since))
        if any(dimensions.values()):
            ui.empty(
                _(
                    "The filters do not apply here: moves further back are counted for all customers together. Choose two "
                    "of the last {n} month ends to use them."
                ).format(n=formats.whole(sum(kept_of.values())))
            )
    return migration.with_kind(rows, grades)


def draw_cards(told: migration.Facts) -> None:
    """Who fell, left, rose, and what it means a year."""
    ui.cards(
        [
            ui.Card("grade_fell", formats.short(told.fell)),
            ui.Card("grade_left", formats.short(told.left)),
            ui.Card("grade_rose", formats.short(told.rose)),
            ui.Card("grade_value_fell", money(told.value_fell), label=_("Value of falls, a year")),
            ui.Card("grade_value_fell", money(told.value_left), label=_("Value of leavers, a year")),
            ui.Card("grade_value_fell", money(told.value_rose), label=_("Value of rises, a year")),
        ]
    )


def draw_alerts(rows: pd.DataFrame) -> None:
    """The moves that cost most, as sentences; each with its list."""
    if rows.empty:
        return
    ui.section(_("What to look at first"), how=_("Click a line to see who they are.") if is_kept else "")
    for place, move in rows.iterrows():
        said = migration_texts.alert(move, names).replace("$", r"\$")
        if is_kept:
            st.button(
                said,
                key=f"alert_{place}",
                on_click=pick,
                args=(move,),
                type="tertiary",
                icon=":material/trending_down:",
            )
        else:
            st.markdown(f"- {said}")


def pick(move: pd.Series) -> None:
    """Callback: the move whose customers are shown."""
    address.choose("then", [move["grade_before"]])
    address.choose("now", [move["grade"]])


def draw_moves(rows: pd.DataFrame) -> None:
    """All moves with somebody in them; a row that is picked shows its customers."""
    shown = rows.sort_values("change", ignore_index=True)
    told = shown.assign(before=shown["grade_before"].map(names), after=shown["grade"].map(names))
    ui.table(
        told,
        key="moves",
        columns={
            "before": ui.words["grade_then"],
            "after": ui.words["grade_now"],
            "customers": _("Customers"),
            "value_before": _("Yearly value then"),
            "value": _("Yearly value now"),
            "change": _("Change"),
        },
        kinds=dict.fromkeys(("value_before", "value", "change"), "money"),
        alt=_("Moves between grades"),
        on_pick=(lambda position: pick(shown.iloc[position])) if is_kept else None,
    )


def draw_movers(rows: pd.DataFrame) -> None:
    """The customers of the chosen move, the worst alert's at first; why there are none where they are not kept."""
    if not is_kept:
        ui.empty(
            _("Who moved is kept for the last {n} month ends: choose two of them to see the customers.").format(
                n=formats.whole(sum(kept_of.values()))
            )
        )
        return
    first = next(iter(migration.alerts(rows).itertuples()), None) or next(rows.itertuples())
    then, now = address.value("then") or first.grade_before, address.value("now") or first.grade
    chosen = rows[(rows["grade_before"] == then) & (rows["grade"] == now)]
    if chosen.empty:
        ui.empty(_("Nobody made the move that the link asks for, under these filters. Pick a row of the table."))
        return
    grade_movers.draw(chosen.iloc[0], names, wanted)


info = ui.build_info()
filters = ui.filters()
dimensions = {name: filters[name] for name in ("first_channel", "first_region", "first_category", "cohort_year")}
ui.caption(_("All relationships together"))
found = ui.query("grade_days")
kept_of = {
    pd.Timestamp(row.closed_on).date(): bool(row.is_kept) for row in found.itertuples() if not pd.isna(row.closed_on)
}
ui.stop_when_empty(
    len(kept_of) < 2,
    title=_("There are not yet two month ends to compare"),
    reason=_("Grades are set at each month end that the data reach. Build again with a longer history."),
)
head = st.container()
place = st.container(horizontal=True, gap="medium", key="migration_controls", vertical_alignment="bottom")
with place:
    rule, amounts = grade_rules.choose()
grades = grade_rules.grades(rule, amounts)
names = grade_rules.names(grades)
if rule == "amounts":
    grade_rules.draw_own(amounts)
    ui.stop_when_empty(
        not amounts,
        title=_("Your own grades begin with their lowest amounts"),
        reason=_("Type the lowest amount of each grade; they are kept for everybody who reads this warehouse."),
    )
with place:
    since, to = choose_ends()
is_kept = kept_of[since] and kept_of[to]
wanted = {**dimensions, "rule": rule, "amounts": amounts, "opened_on": since, "closed_on": to}
moves = read_moves()
told = migration.facts(moves)
with head:
    ui.stop_when_empty(
        moves.empty,
        title=_("No customers match these filters"),
        reason=_("Nobody of this choice was in the base at either month end. Widen the filters."),
    )
    ui.headline(migration_texts.title(told, since))
    ui.note(migration_texts.totals(told))
    if thin := migration_texts.short_of_a_year(since, info.log_start):
        ui.warn(thin)
draw_cards(told)
ui.aside(grade_rules.meaning(rule, amounts))
cells = migration.table(moves, grades)
left, right = st.columns([3, 2], gap="large")
with left:
    alt = _("Customers by grade at {since} and at {to}").format(since=formats.day(since), to=formats.day(to))
    ui.chart(
        figures.migration_heatmap(cells, words=ui.words, names=names, mode=ui.mode()), key="migration_heat", alt=alt
    )
with right:
    draw_alerts(migration.alerts(moves))
draw_moves(moves)
draw_movers(moves)
ui.definitions("grade_fell", "grade_rose", "grade_left", "grade_value_fell", "p_leave")
