"""Segments: recency by each customer's own pace beside plain days, named segments, what good customers have in common."""

import pandas as pd
import streamlit as st

import ui
from analytics import figures, rfm
from ui import address, loyalty_section, page_options, scored, segment_customers, segment_rules, segment_texts
from ui.i18n import _
from ui.segment_ranges import OWN

BEST_RULES = 3


def segments_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The named segments for readers, in the order of their rules."""
    order = {code: place for place, code in enumerate(scored.SEGMENTS)}
    shown = rows.sort_values("segment", key=lambda codes: codes.map(order), ignore_index=True)
    bought = checked.groupby("segment")[["customers", "bought_again"]].sum()
    return shown.assign(
        name=shown["segment"].map(scored.name),
        who=[_(scored.SEGMENTS[code][1]) for code in shown["segment"]],
        share=shown["customers"] / shown["customers"].sum(),
        value_share=shown["value_12m"] / shown["value_12m"].sum() if shown["value_12m"].sum() > 0 else float("nan"),
        bought_again=shown["segment"].map(bought["bought_again"] / bought["customers"]),
    )


def draw_table(shown: pd.DataFrame) -> None:
    """All segments; a row that is picked shows its customers."""
    ui.table(
        shown,
        key="segments",
        columns={
            "name": _("Segment"),
            "customers": _("Customers"),
            "share": _("Share"),
            "value_12m": ui.words["past_12m_value"],
            "value_share": _("Share of value"),
            "overdue": _("Times the usual gap"),
            "bought_again": _("Bought again"),
            "who": _("Who they are"),
        },
        kinds={
            "share": "rate",
            "value_12m": "money",
            "value_share": "rate",
            "overdue": "decimal",
            "bought_again": "rate",
        },
        alt=_("Segments"),
        whole=True,
        on_pick=lambda position: address.choose("segment", [shown["segment"].iloc[position]]),
    )


def draw_check(found: rfm.Check | None) -> None:
    """Which recency tells better who buys again, on time that the scores had not seen."""
    ui.section(_("Does the own pace tell better?"))
    ui.note(segment_texts.verdict(found))
    if found is None:
        return
    ui.note(segment_texts.judged(found))
    scores = rfm.by_score(checked)
    ui.chart(
        figures.recency_check(scores, words=ui.words, mode=ui.mode()),
        key="recency_check",
        alt=_("Share that bought again by recency score, by own pace and by days"),
        data=scores.assign(score_kind=scores["score_kind"].map(lambda kind: ui.words[f"recency_{kind}"])),
        columns={
            "score_kind": ui.words["recency_score"], "score": _("Score"), "customers": _("Customers"),
            "share": ui.words["share_bought_again"],
        },
        kinds={"share": "rate"},
    )  # fmt: skip


def draw_good() -> None:
    """What good customers have in common on their first day."""
    rules = ui.read("good_customer_rule", order_by=("rule",))
    ui.section(_("What good customers have in common"))
    if rules.empty:
        ui.empty(_("Nothing can be said: too few customers were followed for a year after a first purchase."))
        return
    for _number, rows in list(rules.groupby("rule"))[:BEST_RULES]:
        st.markdown("- " + segment_texts.rule(rows).replace("$", r"\$"))
    ui.aside(segment_texts.good_means() + " " + _("All customers, whatever the filters."))


def draw_elsewhere(code: str) -> None:
    """Links to the pages that this segment can cut; those whom days misjudge are no segment."""
    if code not in scored.offered():
        return
    with st.container(horizontal=True, gap="medium", key="segment_elsewhere"):
        ui.page_link("matrix", _("Their value and risk"), scored=code)
        ui.page_link("clv", _("Their expected value"), scored=code)
        ui.page_link("churn-warning", _("Who of them is likely to leave"), scored=code)


def draw_list() -> None:
    """The customers of the chosen segment: a named one, one of the firm's own, or those whom days misjudge."""
    own = segment_rules.own()
    choices = {code: scored.name(code) for code in scored.SEGMENTS}
    choices |= {code: _(text) for code, text in segment_texts.JUDGED.items()}
    choices |= {f"{OWN}{name}": scored.show(f"{OWN}{name}") for name in own}
    ui.section(_("Customers of a segment"))
    code = page_options.selectbox(
        "segment", _("Segment"), list(choices), default="cannot_lose", show=choices.__getitem__
    )
    ranges = own.get(code.removeprefix(OWN), segment_rules.ALL) if code.startswith(OWN) else segment_rules.ALL
    wanted = {
        **dimensions, **ranges,
        "segment": code if code in scored.SEGMENTS else None,
        "judged": code if code in segment_texts.JUDGED else None,
    }  # fmt: skip
    draw_elsewhere(code)
    segment_customers.draw(code.removeprefix(OWN) if code.startswith(OWN) else choices[code], wanted)
    if code.startswith(OWN):
        segment_rules.draw_drop(code.removeprefix(OWN))
    with st.expander(_("A segment of your own"), icon=":material/add_circle:"):
        segment_rules.draw_form()
        st.caption(
            _(
                "A segment by score is offered in the list above, and under Filters on the pages that show today’s customers, to "
                "everybody who reads this warehouse. Combined with other filters it can be saved there under a name."
            )
        )


info = ui.build_info()
filters = ui.filters()
dimensions = {name: filters[name] for name in ("first_channel", "first_region", "first_category", "cohort_year")}
found_rows = ui.query("rfm_segments", **dimensions)
checked = ui.read("rfm_check")
ui.caption(_("customers without contract in the base"))
ui.stop_when_empty(
    found_rows.empty,
    title=_("There is nobody to score"),
    reason=_(
        "Nobody of this choice buys without a contract and is in the base, or nobody ever bought twice. Widen the filters."
    ),
)
check = rfm.check(checked)
ui.headline(segment_texts.title(found_rows, check))
ui.note(segment_texts.misjudged(found_rows))
draw_table(segments_table(found_rows))
left, right = st.columns(2, gap="large")
with left:
    draw_check(check)
with right:
    draw_good()
loyalty_section.draw(dimensions)
draw_list()
ui.definitions("past_12m_value", "last_gap_days", "typical_gap", "overdue", "rfm")
