"""Ten faults of customer management: judged by the firm's own data where they can tell, by hand elsewhere."""

import streamlit as st

import ui
from analytics.faults import FAULTS
from ui import faults_answers, faults_measured, faults_texts, formats, gathered, headline_facts
from ui.i18n import _, ngettext


def verdict_of(code: str) -> str:
    """What counts for a fault: the data's word, else the answer by hand; empty without either."""
    if code in measured:
        return measured[code].verdict
    return answers[code]["verdict"] if code in answers else ""


def title() -> str:
    """How many were found and which is not judged yet."""
    verdicts = [verdict_of(code) for code in FAULTS]
    found, signs, open_ = (verdicts.count(each) for each in ("found", "signs", ""))
    if open_ == len(FAULTS):
        return _("Ten faults of customer management: none is judged yet")
    text = ngettext(
        "Of ten faults of customer management {n} is found", "Of ten faults of customer management {n} are found", found
    ).format(n=formats.whole(found))
    more = ngettext("of {n} more there are signs", "of {n} more there are signs", signs).format(n=formats.whole(signs))
    rest = ngettext("{n} is not judged yet", "{n} are not judged yet", open_).format(n=formats.whole(open_))
    parts = [text] + ([more] if signs else []) + ([rest] if open_ else [])
    return _("; ").join(parts)


def draw_row(number: int, code: str) -> None:
    """One fault: verdict, evidence, the answer by hand, and where the data's word comes from."""
    fault, verdict = faults_texts.FAULTS[code], verdict_of(code)
    told, leads = st.columns([4, 1.4])
    with told:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            ui.note(f"**{number}. {_(fault.name)}**")
            draw_verdict(verdict)
        ui.small(_(fault.meaning))
        if code in measured:
            ui.note(_("From the data: {evidence}").format(evidence=measured[code].evidence))
        if code in answers:
            ui.note(_("By hand: {answer}").format(answer=faults_answers.shown(answers[code])))
        faults_answers.draw_form(code, answers.get(code))
    with leads:
        if code in measured:
            ui.page_link(measured[code].path)


def draw_verdict(verdict: str) -> None:
    """The verdict as a badge: a word and a sign beside its colour."""
    word = _(faults_texts.VERDICTS[verdict])
    gathered.add(gathered.Text("note", word))
    st.badge(word, icon=faults_texts.ICONS[verdict], color=faults_texts.COLOURS[verdict])


info = ui.build_info()
grain = ui.finest_grain()
flow = headline_facts.movement_of(headline_facts.of_the_firm(grain))
ui.caption(_("the whole firm"))
answers = faults_answers.kept()
measured = faults_measured.all_measured(flow, grain=grain)
ui.headline(title())
ui.note(
    _(
        "Where the data can tell, they decide, by thresholds of ours that the definitions name; a judgement by hand stands beside "
        "it. The others wait for somebody who knows the firm."
    )
)
for number, code in enumerate(FAULTS, start=1):
    with st.container(border=True, key=f"fault_row_{code}"):
        draw_row(number, code)
ui.definitions("fault_verdict", "fault_trait")
