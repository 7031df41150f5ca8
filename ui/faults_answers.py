"""What somebody who knows the firm judged by hand of the ten faults: kept in the workspace with evidence, name and day."""

from datetime import date

import streamlit as st

from analytics.faults import VERDICTS
from ui import access, faults_texts, formats, workspace
from ui.blocks import empty
from ui.escape import plain
from ui.i18n import _, language
from ui.workspace import WorkspaceError

LONGEST = 500


def kept() -> dict[str, dict]:
    """Answers by fault: verdict, evidence, written_by, written_at; none where the workspace cannot be read."""
    try:
        return {row["fault"]: row for row in workspace.read("fault_answers")}
    except WorkspaceError:
        return {}


def shown(answer: dict) -> str:
    """One answer as a line: who, when, how it was judged and on what evidence. Texts that users typed are escaped."""
    verdict = faults_texts.VERDICTS[answer["verdict"]]
    return _("{who} on {day}: {verdict}. {evidence}").format(
        who=plain(answer["written_by"]) or _("somebody"),
        day=formats.day(date.fromisoformat(answer["written_at"][:10])),
        verdict=_(verdict),
        evidence=plain(answer["evidence"]),
    )


def draw_form(code: str, answer: dict | None) -> None:
    """The question, a choice of verdict and the evidence; no choice takes the answer away."""
    fault = faults_texts.FAULTS[code]
    label = _("Change the answer") if answer else _("Judge it by hand")
    with st.expander(label, icon=":material/edit:"), st.form(f"fault_{code}", border=False):
        st.markdown(_("Ask: {question}").format(question=_(fault.question)))
        verdict = st.segmented_control(
            _("Is the fault there?"),
            VERDICTS,
            format_func=lambda chosen: _(faults_texts.VERDICTS[chosen]),
            default=answer["verdict"] if answer else None,
            key=f"fault_verdict_{code}_{language()}",
        )
        evidence = st.text_area(
            _("Evidence: what did you see, where?"),
            answer["evidence"] if answer else "",
            max_chars=LONGEST,
            height=80,
            key=f"fault_evidence_{code}",
        )
        if st.form_submit_button(_("Keep this answer")):
            _keep(code, verdict, evidence.strip(), had=answer is not None)


def _keep(code: str, verdict: str | None, evidence: str, *, had: bool) -> None:
    if verdict and not evidence:
        empty(_("Say what you saw: a verdict without evidence is an opinion."))
        return
    try:
        if verdict:
            workspace.write(
                "keep_fault_answer", fault=code, verdict=verdict, evidence=evidence, written_by=access.name()
            )
        elif had:
            workspace.write("drop_fault_answer", fault=code)
        else:
            empty(_("Choose one of the three first."))
            return
    except WorkspaceError as error:
        empty(_("The answer could not be kept.") + f"\n\n{error}")
        return
    st.rerun()
