"""Customer equity between two builds: choose an earlier one, and see what came since and what re-estimation did."""

from types import SimpleNamespace

import pandas as pd

from analytics import equity_builds
from data.store import StoreError
from ui import blocks, charts, code_texts, equity_statement, equity_texts, formats, page_options, warehouse
from ui.escape import plain
from ui.i18n import N_, _

SETTINGS = {
    "as_of": N_("as-of date"),
    "lapse_days": N_("lapse window"),
    "margin_source": N_("source of the margin"),
    "margin_rate": N_("margin rate"),
    "value_kind": N_("margin or revenue"),
    "discount_rate": N_("discount rate"),
    "horizon_months": N_("horizon"),
    "purchase_model": N_("purchase model"),
    "customers": N_("customers in the data"),
}
REFUSED = {
    "no_statement": N_("One of the two builds has no equity statement for this choice."),
    "newer": N_("That build closes later than this one: there is nothing between them to state."),
    "too_early": N_(
        "That build closes more than twelve month ends before this one, which is as far as its statement reaches."
    ),
}


def draw(filters: dict) -> None:
    """The statement from an earlier build that is kept to this one; or how to get a second build."""
    builds = earlier()
    blocks.section(
        _("From an earlier build to this one"), note=_("What came since, and what re-estimating the model did.")
    )
    if not builds:
        blocks.empty(
            _(
                "One build of this warehouse is kept, so there is nothing to compare yet. The next build keeps this one: "
                "bring newer data and build again, or choose another setting."
            )
        )
        return
    chosen = page_options.selectbox(
        "build", _("Earlier build"), list(builds), default=next(iter(builds)), show=lambda build: _label(builds[build])
    )
    before = builds[chosen]
    info = warehouse.build_info()
    if (before.currency or "") != (info.currency or ""):
        blocks.empty(_("The two builds are in different currencies."))
        return
    months = {**filters, "period_from": None, "period_to": None}
    code, lines, since = equity_builds.between(
        warehouse.query_build(before.build_id, "equity_months", **months),
        warehouse.query("equity_months", **months),
        _since(before.build_id, months),
    )
    if code != "stated":
        blocks.empty(_(REFUSED[code]))
        return
    _draw_statement(lines, since)
    blocks.note(_what_changed(before, info))


def _since(build_id: str, months: dict) -> pd.DataFrame | None:
    """What this build could state on the parameters of that one; None where it was made before it stated so."""
    try:
        return warehouse.query("equity_since", build_id=build_id, **months)
    except StoreError:
        return None


def earlier() -> dict[str, SimpleNamespace]:
    """Build id -> build_info of the earlier builds that are kept and that this version can read, the newest first."""
    found = {}
    for build_id in reversed(warehouse.earlier_builds()):
        try:
            info = warehouse.build_info_of(build_id)
        except StoreError:  # pruned by a build that has just been published
            continue
        if info.schema_version == warehouse.build_info().schema_version:
            found[build_id] = info
    return found


def _label(info: SimpleNamespace) -> str:
    built = pd.Timestamp(info.built_at)
    figures = {"as_of": formats.day(info.as_of), "day": formats.day(built.date()), "time": f"{built:%H:%M}"}
    return _("as of {as_of}, built {day} {time}").format(**figures)


def _draw_statement(lines: pd.DataFrame, since: pd.DataFrame) -> None:
    opening, closing = (lines[lines["entry"] == entry]["cents"].iloc[0] / 100 for entry in ("opening", "closing"))
    revision = lines[lines["entry"].str.startswith("revision")]["cents"].sum() / 100
    money = equity_texts.money
    finding = _("From {opening} to {closing}; re-estimation alone changed it by {revision}").format(
        opening=money(opening), closing=money(closing), revision=money(revision)
    )
    blocks.note(f"**{finding}**")
    charts.chart(equity_statement.bridge(lines), key="equity_builds_bridge", alt=plain(finding))
    equity_statement.draw_table(
        lines,
        key="equity_builds",
        alt=_("Equity statement between two builds"),
        revision=_(
            "The same month end valued by this build instead of that one: other parameters, settings and restated data."
        ),
    )
    if since.empty:
        blocks.aside(_("Both builds close at the same month end: all that differs is the revision."))


def _what_changed(before: SimpleNamespace, after: SimpleNamespace) -> str:
    """Which settings differ between the builds."""
    changed = [
        _("{setting}: {before} → {after}").format(
            setting=_(name), before=_shown(code, getattr(before, code)), after=_shown(code, getattr(after, code))
        )
        for code, name in SETTINGS.items()
        if getattr(before, code, None) != getattr(after, code, None)
    ]
    if not changed:
        return _("All settings are the same in both builds.")
    return _("Changed between the builds: {what}.").format(what="; ".join(changed))


def _shown(code: str, value) -> str:
    if value is None or value == "":
        return formats.MISSING
    if code == "purchase_model":
        return code_texts.text_of(code_texts.MODELS, value) or plain(value)
    if code in ("margin_rate", "discount_rate"):
        return formats.percent(value)
    if code == "as_of":
        return formats.day(value)
    return formats.whole(value) if isinstance(value, (int, float)) else plain(value)
