"""One view of each customer: who was entered twice, what merging does to the base, and what was decided."""

import pandas as pd
import streamlit as st

import ui
from analytics import merging
from ui import access, address, formats, page_options, single_view_decided, single_view_pair, single_view_state
from ui.code_texts import text_of
from ui.i18n import _
from ui.single_view_texts import FIELDS, LEVELS, REASONS, STATUS, agreement, compared, headline
from ui.workspace import WorkspaceError

BANDS = ("doubtful", "sure", "decided")


def draw_effect(pairs: pd.DataFrame) -> None:
    """Customers, base and customers with a value, before and after merging all sure pairs; the button that accepts them."""
    ui.section(
        _("Merging the sure pairs makes the base smaller, and truer"),
        note=_("Counted on this build. At the next one the purchases of two entries become those of one customer, and the "
               "lapse window (where it comes from the data), values and risks are estimated anew."),
    )  # fmt: skip
    totals, effect = ui.query("match_totals").iloc[0], merging.effect_of(pairs)
    rows = [
        (_("Customers"), totals["customers"], effect.customers),
        (_("Customer base"), totals["base"], effect.base),
        (_("Customers with a value (CLV)"), totals["valued"], effect.valued),
    ]
    ui.table(
        pd.DataFrame(
            [{"measure": name, "now": int(now), "change": -less, "then": int(now) - less} for name, now, less in rows]
        ),
        key="match_effect",
        columns={"measure": _("Measure"), "now": _("Now"), "change": _("Change"), "then": _("After merging")},
        alt=_("Effect of merging the sure pairs"),
        whole=True,
    )
    label = _("Accept all {n} sure pairs").format(n=formats.whole(len(pairs)))
    st.button(label, key="match_accept_all", icon=":material/done_all:", type="primary", on_click=accept, args=(pairs,))


def accept(pairs: pd.DataFrame) -> None:
    """Callback: all of these are one person each."""
    try:
        single_view_state.decide(pairs, "same", who=access.name())
    except WorkspaceError as error:
        st.session_state["match_fault"] = str(error)


def draw_queue(state) -> None:
    """The pairs of one band, one of them side by side."""
    ui.section(_("Pairs, one by one"), how=_("Pick a row to see the two entries side by side."))
    default = (
        "doubtful" if len(state.open_pairs(sure=False)) else "sure" if len(state.open_pairs(sure=True)) else "decided"
    )
    shown_as = {"doubtful": _("Doubtful"), "sure": _("Sure"), "decided": _("Decided")}
    band = page_options.segmented(
        "band", _("Pairs"), BANDS, default=default, show=shown_as.__getitem__, clears=("pair",)
    )
    pairs = state.open_pairs(sure=band == "sure")
    if band == "sure":  # the least sure first: they are worth a look
        pairs = pairs.iloc[::-1]
    if band == "decided":
        pairs = state.pairs[state.pairs["status"] != single_view_state.OPEN]
    if pairs.empty:
        ui.empty(_("There is no pair here."))
        return
    ui.table(
        pairs.assign(
            agree=[agreement(row) for _number, row in pairs.iterrows()],
            match_probability=pairs["match_probability"].clip(upper=single_view_state.HIGHEST),
            status_text=[text_of(STATUS, status) for status in pairs["status"]],
        ),
        key=f"match_pairs_{band}",
        columns={
            "pair_number": _("Pair"),
            "match_probability": _("Probability"),
            "match_weight": _("Match weight"),
            "agree": _("Agree in"),
            "status_text": _("Status"),
        },
        kinds={"pair_number": "text", "match_probability": "rate", "match_weight": "decimal"},
        alt=_("Pairs of customers that may be one person"),
        on_pick=lambda position: address.choose("pair", [str(pairs["pair_number"].iloc[position])]),
    )
    asked = address.value("pair")
    chosen = pairs[pairs["pair_number"].astype(str) == asked]
    row = (chosen if len(chosen) else pairs).iloc[0]
    single_view_pair.draw(row, can_decide=not state.fault)


def draw_weights() -> None:
    """What each level of likeness says, field by field."""
    weights = ui.read("match_weight")
    if weights.empty:
        return
    with st.expander(_("How much each agreement says"), icon=":material/balance:"):
        ui.note(
            _("Each field adds its weight to that of the pair: one point more makes it twice as likely that the two are one person. "
              "Rates are learnt from these customers (Fellegi and Sunter 1969, by expectation maximisation).")
        )  # fmt: skip
        shown = weights.assign(
            field_text=[text_of(FIELDS, field) for field in weights["field"]],
            level_text=[text_of(LEVELS, level) for level in weights["level"]],
        )
        ui.table(
            shown,
            key="match_weights",
            columns={
                "field_text": _("Field"),
                "level_text": _("Agreement"),
                "m_rate": _("Seen in pairs of one person"),
                "u_rate": _("Seen in pairs of two persons"),
                "weight": _("Weight"),
            },
            kinds={"m_rate": "rate", "u_rate": "rate", "weight": "decimal"},
            alt=_("Match weights by field and agreement"),
            whole=True,
        )


run = ui.read("match_run").iloc[0]
state = single_view_state.load()
sure, doubtful = state.open_pairs(sure=True), state.open_pairs(sure=False)
ui.caption()
ui.headline(
    headline(
        reason=run["reason"],
        sure=len(sure),
        doubtful=len(doubtful),
        decided=len(state.pairs) - len(sure) - len(doubtful),
    )
)
if run["reason"]:
    ui.empty(text_of(REASONS, run["reason"]))
    ui.page_link("bring-data", _("Bring a table of customers"))
else:
    ui.note(compared(run))
    ui.cards(
        [
            ui.Card("match_compared", formats.whole(run["compared"])),
            ui.Card("match_sure", formats.whole(len(sure))),
            ui.Card("match_doubtful", formats.whole(len(doubtful))),
            ui.Card("match_merged", formats.whole(run["merged"])),
        ]
    )
if state.fault:
    ui.empty(_("Decisions can neither be read nor kept now.") + f"\n\n{ui.plain(state.fault)}")
if fault := st.session_state.pop("match_fault", ""):
    ui.empty(ui.plain(fault))
single_view_decided.draw_rebuild(state.waiting)
ui.note(single_view_decided.window_moved())
if len(sure) and not state.fault:
    draw_effect(sure)
if len(state.pairs):
    draw_queue(state)
draw_weights()
if len(state.pairs) or state.decisions:
    single_view_decided.draw_decisions(state.decisions)
ui.definitions("match_probability", "match_weight", "match_sure", "match_doubtful", "match_merged")
