"""The first page: in ten seconds whether the asset grows, why, what is at risk, what to do first, and who owns it."""

import pandas as pd
import streamlit as st

import ui
from analytics import figures, movement
from analytics.figures import base_ahead
from analytics.figures.event_marks import mark_events
from ui import findings, formats, headline_compare, headline_facts, headline_owner, headline_texts, warehouse
from ui.i18n import _, ngettext

YEARS_BEHIND = 8
MOST_EVENTS = 6
EVERY_YEAR = ("season", "promotion", "促销", "季节", "大促")  # kinds of event that come each year explain no change


def lines() -> list[headline_texts.Line]:
    """The sentences that have data behind them."""
    gathered = [
        (headline_facts.course(flow, filters), headline_texts.growing),
        (headline_facts.hold(flow, filters), headline_texts.hold),
    ]
    if info.lines != "disclosure":
        gathered += [
            (headline_facts.most_valuable(), headline_texts.most_valuable),
            (headline_facts.acquisition(flow, filters), headline_texts.acquisition),
            (headline_facts.campaigns(), headline_texts.campaign),
        ]
    return [say(facts) for facts, say in gathered if facts is not None]


def draw_lines(said: list[headline_texts.Line]) -> None:
    """Each sentence with its question, the line under it, its owner and where it leads."""
    owners = headline_owner.kept()
    for number, line in enumerate(said, start=1):
        with st.container(border=True, key=f"headline_{line.code}"):
            left, right = st.columns([4, 1], vertical_alignment="center")
            with left:
                st.caption(_(headline_texts.QUESTIONS[line.code]))
                ui.note(f"**{number}. {line.finding}**")
                if line.detail:
                    st.caption(line.detail.replace("$", r"\$"))
            with right:
                ui.page_link(line.path, line.link, **line.keys)
                owner = owners.get(line.code)
                st.caption(
                    _("Answers for it: {name}").format(name=ui.plain(owner))
                    if owner
                    else _("Nobody is named for it yet")
                )
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
    facts = headline_facts.course(flow, filters)
    complete = flow[~flow["is_incomplete"].astype(bool)]
    seen = complete[~complete["is_burn_in"].astype(bool)]
    behind = (complete if seen.empty else seen).iloc[-YEARS_BEHIND * year :]
    events = events_shown(behind["period_start"].iloc[0])

    def make():
        if facts is None or facts.ahead is None:
            made = figures.stock_and_flow(flow, words=ui.words, grain=grain, mode=ui.mode(), height=420)
        else:
            ahead = facts.ahead.iloc[:year]
            made = base_ahead(behind, ahead, (), words=ui.words, grain=grain, mode=ui.mode(), height=440)
        return mark_events(made, events, mode=ui.mode())

    ui.chart(ui.figure("headline", make), key="headline", alt=finding)
    if len(events):
        told = [f"{row.number} {formats.day(row.event_on)} {ui.plain(row.label)}" for row in events.itertuples()]
        st.caption(_("Events: {list}").format(list=" · ".join(told)))


def flag_of_models() -> str:
    """Whether values were estimated anew against the build before; empty without one."""
    earlier = warehouse.earlier_builds()
    if not earlier or info.lines == "disclosure":
        return ""
    return _(
        "Values were estimated anew on {day}: part of a change against earlier reports may come from that."
    ).format(day=formats.day(pd.Timestamp(info.built_at).date()))


def title() -> str:
    """Is the asset growing: the base against a year before; while it cannot be judged, what is known of it."""
    change = past.at["closing", "change"]
    base = formats.short(flow["closing"].iloc[-1])
    if formats.is_missing(change):
        shape = movement.shape_of(flow, grain=grain)
        return ui.sentence(findings.of_base(shape, flow))
    texts = (
        (change <= -0.01, _("The customer asset is shrinking: {base} customers, {change} in a year")),
        (change >= 0.01, _("The customer asset is growing: {base} customers, {change} in a year")),
        (True, _("The customer asset holds: {base} customers, {change} in a year")),
    )
    stem = next(text for applies, text in texts if applies)
    return stem.format(base=base, change=formats.signed_percent(change))


info = ui.build_info()
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
past = movement.past_year(flow, grain=grain)
finding = title()
ui.headline(finding)
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
draw_picture(finding)
headline_compare.draw(flow, grain=grain)
flag = flag_of_models()
if flag:
    ui.note(flag)
    ui.page_link("equity", _("See what the new estimate changed"))
ui.page_link("health", _("See the health of the base in figures"))
ui.definitions("base", "acquired", "won_back", "lost", "outlook_equity", "break_even", "listed", "outlook_interval")
