"""Model cards: what each model is, whether it may serve, how it did on unseen time, and the papers' figures beside ours."""

import streamlit as st

import ui
from analytics import published
from ui import clv_parts, code_texts, model_notes, model_tables, model_texts, paper_sample, paper_texts
from ui.i18n import _

RAN = "papers_reproduced"


def draw_check(card, notes) -> None:
    """The verdict in words, and every candidate beside the naive forecasts."""
    ui.section(_("On time the models had not seen"), note=ui.definition_of("holdout"))
    chosen = notes[notes["severity"] == "chosen"]
    for icon, text in model_notes.sentences(chosen):
        st.markdown(f"{icon} {text}")
    model_tables.draw_errors(card)
    model_tables.draw_renewals(card)


def draw_alive(card, serving) -> None:
    """How far the models are apart on who is still alive."""
    rows = model_tables.alive(card)
    if rows.empty:
        return
    ui.section(
        model_texts.alive_finding(rows),
        note=_("The same customers on the same day. P(alive) is a model’s estimate, never a fact."),
    )
    model_tables.draw_alive(rows, serving)


def draw_card(model, card, notes, serving) -> None:
    """One model, folded: what it is, whether it serves, what is said about it, parameters and fit."""
    serves, why = model_texts.service(model, serving=serving, notes=notes)
    icon = ":material/verified:" if serves else ":material/block:"
    with st.expander(code_texts.text_of(code_texts.MODELS, model), icon=icon, expanded=serves):
        st.markdown(f"{model_texts.what(model)}\n\n**{why}**")
        said = notes[(notes["model"] == model) & notes["severity"].isin(["warning", "info"])]
        for note_icon, text in model_notes.sentences(said):
            st.markdown(f"{note_icon} {text}")
        parameters, fit = model_tables.parameters(card, model), model_tables.fit(card, model)
        if parameters.empty:
            return
        left, right = st.columns(2, gap="large")
        with left:
            columns = {"name": _("Parameter"), "value": _("Estimate"), "error": _("Standard error")}
            ui.table(parameters, key=f"parameters_{model}", columns=columns, alt=_("Parameters"), whole=True)
        with right:
            columns = {"name": _("Fit"), "value": _("Result")}
            ui.table(fit, key=f"fit_{model}", columns=columns, alt=_("Fit of the model"), whole=True)


def draw_papers() -> None:
    """The published tables computed again, at the press of a button: nothing of the reader's data is used."""
    if not st.session_state.get(RAN):
        ui.section(
            _("Reproduce the papers"),
            note=_("Computes the published tables anew, from the papers’ own data, and shows ours beside theirs."),
        )
        st.button(_("Compute the published figures"), icon=":material/science:", key="reproduce", on_click=_ask)
        return
    with st.spinner(_("Computing …")):
        rows = paper_sample.reproduced()
    ui.section(paper_texts.finding(rows), note=paper_texts.differences(rows))
    shown = rows.assign(
        model=[paper_texts.paper_name(paper) for paper in rows["paper"]],
        data=[paper_texts.case_name(case) for case in rows["case"]],
        name=[paper_texts.figure_name(figure) for figure in rows["figure"]],
        computed=[paper_texts.ours(value, text) for value, text in zip(rows["ours"], rows["printed"], strict=True)],
        source=rows["paper"].map(published.SOURCES),
    )
    columns = {"model": _("Model"), "name": _("Figure"), "printed": _("Printed"), "computed": _("Ours")}
    columns |= {"agrees": _("Agrees"), "data": _("Data"), "source": _("Paper")}
    ui.table(shown, key="papers", columns=columns, alt=paper_texts.finding(rows))


def _ask() -> None:
    st.session_state[RAN] = True


info = ui.build_info()
card, notes = ui.read("model_card"), ui.read("model_note")
serving = info.purchase_model or ""
ui.caption()
ui.headline(model_texts.title(serving, notes, card))
draw_check(card, notes)
draw_alive(card, serving)
ui.section(_("Each model"))
models = model_texts.models_of(card, notes, serving)
if not models:
    ui.empty(_("This warehouse was built without models."))
for model in models:
    draw_card(model, card, notes, serving)
clv_parts.draw_outlook()
draw_papers()
ui.page_link("clv")
ui.definitions("p_alive", "holdout", "naive_before", "mse", "correlation")
