"""The first page: in ten seconds whether the asset grows, why, what is at risk, what to do first, and who owns it."""

import pandas as pd
import streamlit as st

import ui
from analytics import figures, movement
from analytics.figures import base_ahead
from analytics.figures.event_marks import mark_events
from ui import (
    demo_texts,
    findings,
    formats,
    headline_compare,
    headline_facts,
    headline_owner,
    headline_texts,
    headline_title,
    warehouse,
)
from ui.i18n import _, ngettext

YEARS_BEHIND = 8
MOST_EVENTS = 6
EVERY_YEAR = ("season", "promotion", "促销", "季节", "大促")  # kinds of event that come each year explain no change


def lines() -> list[headline_texts.Line]:
    """The sentences that have data behind them."""
    gathered = [(course, headline_texts.growing), (hold, headline_texts.hold)]
    if has_customers:
        gathered += [
            (top, headline_texts.most_valuable),
            (headline_facts.acquisition(flow, filters), headline_texts.acquisition),
            (headline_facts.campaigns(), headline_texts.campaign),
        ]
    return [say(facts) for facts, say in gathered if facts is not None]


def draw_first_step() -> None:
    """What to do first, and the way there."""
    step = headline_title.first_step(top, hold)
    if step is not None:
        text, path, keys = step
        with st.container(horizontal=True, vertical_alignment="center", key="headline_first"):
            ui.note(_("**What to do first:** {text}").format(text=text))
            ui.page_link(path, _("Begin there"), **keys)


def draw_lines(said: list[headline_texts.Line]) -> None:
    """Each sentence with its question, the line under it, who answers for it and where it leads."""
    owners = headline_owner.kept()
    with st.container(border=True, key="headline_lines"):
        for number, line in enumerate(said, start=1):
            if number > 1:
                st.divider()
            asked, told, leads = st.columns([1.1, 3.7, 1.3], vertical_alignment="center")
            with asked:
                st.caption(f"**{_(headline_texts.QUESTIONS[line.code])}**  \n{headline_owner.shown(owners, line.code)}")
            with told:
                ui.note(f"**{number}. {line.finding}**")
                if line.detail:
                    ui.small(line.detail)
            with leads:
                ui.page_link(line.path, line.link, **line.keys)
    if said:
        headline_owner.draw_form([line.code for line in said], owners)


def events_shown(since) -> pd.DataFrame:
    """The last events that do not come every year, numbered, the oldest first."""
    rows = headline_facts.table("event")
    if rows.empty:
        return rows
    rows = rows[~rows["kind"].isin(EVERY_YEAR) & (pd.to_datetime(rows["event_on"]) >= since)]
    rows = rows.sort_values("event_on").iloc[-MOST_EVENTS:].reset_index(drop=True)
    return rows.assign(number=rows.index + 1)


def draw_picture(finding: str) -> None:
    """The base, what moved it, where it goes, and the days to remember."""
    complete = flow[~flow["is_incomplete"].astype(bool)]
    seen = complete[~complete["is_burn_in"].astype(bool)]
    behind = (complete if seen.empty else seen).iloc[-YEARS_BEHIND * year :]
    events = events_shown(behind["period_start"].iloc[0])

    def make():
        if course is None or course.ahead is None:
            made = figures.stock_and_flow(flow, words=ui.words, grain=grain, mode=ui.mode(), height=420)
        else:
            ahead = course.ahead.iloc[:year]
            made = base_ahead(behind, ahead, (), words=ui.words, grain=grain, mode=ui.mode(), height=440)
        return mark_events(made, events, mode=ui.mode())

    if finding != headline_said:
        ui.section(finding)
    ui.chart(ui.figure("headline", make), key="headline", alt=finding)
    if len(events):
        told = [
            f"({row.number}) {formats.month(row.event_on)}: {ui.plain(demo_texts.event(row.label))}"
            for row in events.itertuples()
        ]
        ui.small(_("Events: {list}").format(list=" · ".join(told)))


def flag_of_models() -> str:
    """Whether values were estimated anew against the build before; empty without one."""
    earlier = warehouse.earlier_builds()
    if not earlier or not has_customers:
        return ""
    return _(
        "Values were estimated anew on {day}: part of a change against earlier reports may come from that."
    ).format(day=formats.day(pd.Timestamp(info.built_at).date()))


def title() -> str:
    """Is the asset growing; while a year cannot be compared, what is known of the base."""
    change = past.at["closing", "change"]
    if formats.is_missing(change):
        return shape_finding
    return headline_title.title(flow["closing"].iloc[-1], change, headline_facts.equity_year(filters))


info = ui.build_info()
has_customers = info.lines != "disclosure"
grain = ui.finest_grain()
year = movement.PERIODS_A_YEAR[grain]
filters = headline_facts.of_the_firm(grain)
flow = headline_facts.movement_of(filters)
ui.caption(_("the whole firm"))
ui.stop_when_empty(
    flow.empty or flow["is_incomplete"].all(),
    title=_("There is no complete period yet"),
    reason=_("The first sentences can be said once one whole period is in the data."),
)
past = headline_facts.past_year(flow, grain=grain)
shape_finding = ui.sentence(findings.of_base(movement.shape_of(flow, grain=grain), flow))
course, hold = headline_facts.course(flow, filters), headline_facts.hold(flow, filters)
top = headline_facts.most_valuable() if has_customers else None
headline_said = title()
ui.headline(headline_said)
draw_first_step()
said = lines()
draw_lines(said)
missing = len(headline_texts.QUESTIONS) - len(said)
if missing:
    ui.note(
        ngettext(
            "{n} of the five questions has no data behind it yet.", "{n} of the five questions have no data behind them yet.",
            missing,
        ).format(n=formats.whole(missing))
    )  # fmt: skip
    ui.page_link("bring-data", _("Bring the data that are missing"))
draw_picture(shape_finding)
headline_compare.draw(flow, grain=grain)
flag = flag_of_models()
if flag:
    ui.note(flag)
    ui.page_link("equity", _("See what the new estimate changed"))
ui.page_link("health", _("See the health of the base in figures"))
ui.definitions(
    "base", "equity_base", "acquired", "won_back", "lost", "outlook_equity", "break_even", "listed", "outlook_interval"
)
