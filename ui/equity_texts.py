"""Customer equity in words: the finding, the lines of the statement, the audit, and what the literature claims."""

from collections.abc import Mapping

from ui import formats, sentences
from ui.definitions import value_word
from ui.i18n import N_, _

Figures = Mapping[str, float]

LINES = {
    "opening": N_("Value of the base at the opening."),
    "unwinding": N_("What was expected came nearer by the time that passed: the discount of that time."),
    "released": N_("What was expected of the time that passed; it is earned, or missed, by now."),
    "entering": N_("The horizon moves with the date: the months that enter it at its far end."),
    "acquired": N_("Value of new customers at the close, after what they have bought already."),
    "grown": N_("Customers who stayed and did better than the model expected of them."),
    "shrunk": N_("Customers who stayed and did worse than expected, most of them by not buying."),
    "lost": N_("What was expected of customers who left the base."),
    "won_back": N_("Value of old customers who came back into the base."),
    "revision": N_("Other parameters. None here: all month ends of one build are valued with the same ones."),
    "restated": N_("The same month end by this build's data, lapse window and horizon, with the earlier parameters."),
    "before_revision": N_("Value of the base at the close with the parameters of the earlier build."),
    "revision_behaviour": N_("Purchases and renewals as estimated anew."),
    "revision_spend": N_("Spend for each purchase as estimated anew."),
    "revision_margin": N_("Another margin rate."),
    "revision_discount": N_("Another discount rate."),
    "closing": N_("Value of the base at the close: the sum of the lines above."),
}
ROLES = {
    "opening": "base",
    "unwinding": "quiet",
    "released": "quiet",
    "entering": "quiet",
    "acquired": "acquired",
    "grown": "value",
    "shrunk": "at_risk",
    "lost": "lost",
    "won_back": "won_back",
    "revision": "quiet",
    "restated": "quiet",
    "before_revision": "base",
    "revision_behaviour": "quiet",
    "revision_spend": "quiet",
    "revision_margin": "quiet",
    "revision_discount": "quiet",
    "closing": "base",
}
# Lever -> elasticity that Gupta, Lehmann & Stuart (2004) report for one per cent; none for the discount.
CLAIMS = {"retention": 0.05, "margin": 0.01, "acquisition_cost": 0.001}


def title(code: str, f: Figures, *, months: int) -> str:
    """The finding as the title."""
    if code == "no_equity":
        return _("The base had no expected value at the opening")
    closing, span = money(f["closing"]), formats.months(months)
    change = formats.percent(abs(f["change"]), 0)
    stem = {
        "equity_fell": _("Customer equity fell {change} in {span} to {closing}: {why}"),
        "equity_rose": _("Customer equity rose {change} in {span} to {closing}: {why}"),
        "equity_held": _("Customer equity held at {closing} over {span}: {why}"),
    }[code]
    return stem.format(change=change, span=span, closing=closing, why=_why(code, f))


def _why(code: str, f: Figures) -> str:
    new, lost = f["acquired"], -f["lost"]
    if lost > new and code == "equity_rose":
        if f["surprise"] > 0:
            figures = {"surprise": money(f["surprise"]), "lost": money(lost)}
            return _("those who stayed gained {surprise}, the lost took {lost}").format(**figures)
        both = {"new": money(new), "back": money(f["won_back"]), "lost": money(lost)}
        return _("the new brought {new} and the won back {back}; the lost took {lost}").format(**both)
    if new <= 0:
        return _("nobody new came, and the lost took {lost}").format(lost=money(lost))
    if lost > new:
        return _("the lost took {times} × what the new brought").format(times=formats.decimal(lost / new, 1))
    if lost <= 0:
        return _("the new brought {new}, and nobody was lost").format(new=money(new))
    return _("the new brought {times} × what the lost took").format(times=formats.decimal(new / lost, 1))


def money(value: float) -> str:
    """Short money for Markdown, where two dollar signs would make a formula."""
    return sentences.money(value).replace("$", r"\$")


def detail(f: Figures, *, realised: float, spending: float | None) -> str:
    """Value created over the span, and what of it is beyond the required return."""
    created = f["closing"] - f["opening"] + realised - (spending or 0.0)
    figures = {
        "created": money(created),
        "change": money(f["closing"] - f["opening"]),
        "value": value_word(),
        "realised": money(realised),
        "spending": money(spending or 0.0),
        "beyond": money(created - f["unwinding"]),
    }
    if spending is None:
        text = _(
            "Value created: {created} = change in equity {change} + {value} realised {realised} (spending on customers "
            "not given); beyond the required return: {beyond}."
        )
    else:
        text = _(
            "Value created: {created} = change in equity {change} + {value} realised {realised} − spending on customers "
            "{spending}; beyond the required return: {beyond}."
        )
    return text.format(**figures)


def audit(found) -> str:
    """The audit line in words; `found` is an `analytics.equity.Audit`."""
    share = formats.signed_percent(found.share)
    text = _(
        "Over all known customers, the lapsed too, what came differs from what the model expected by {surprise} "
        "({share} of the opening; standard error {error})."
    ).format(surprise=money(found.surprise), share=share, error=money(found.standard_error))
    if found.holds:
        return sentences.run_on(text, _("That is near zero, as it should be."))
    if found.surprise > 0:
        return sentences.run_on(text, _("More than chance: the model expected too little in these months."))
    return sentences.run_on(
        text, _("More than chance: the model expected too much in these months, and equity today may hold too much.")
    )


def audit_finding(found) -> str:
    """The audit as a finding: how far what came lay from what the model expected."""
    share = formats.percent(abs(found.share), 1)
    if found.holds:
        return _("Audit: the model expected about what came")
    if found.surprise > 0:
        return _("Audit: {share} more came than the model expected").format(share=share)
    return _("Audit: {share} less came than the model expected").format(share=share)


def audit_meaning(found, base: float) -> str:
    """What a failed audit means for today's figure; `base` is the value of the base today, money."""
    said = {"value": money(base), "off": money(base * abs(found.share))}
    if found.surprise > 0:
        return _(
            "What it means: the model is on the careful side. If it errs as much again, today’s base of {value} is worth "
            "about {off} more than is stated here."
        ).format(**said)
    return _(
        "What it means: customers have bought less, or left sooner, than those whom the model learned from. If it errs as "
        "much again, about {off} of today’s base of {value} will not come. Read the value as an upper end, and do not "
        "spend against the last {off} of it."
    ).format(**said)


def lapsed(found) -> str:
    """What the model still gives those outside the base."""
    return _(
        "Memo: the model still gives {value} to customers who have lapsed. It is not part of equity: a loss takes more "
        "than the model itself would write off, and a return brings it back."
    ).format(value=money(found.value_of_lapsed))


def come_from(forecast, *, spending_known: bool) -> str:
    """How the customers to come were forecast, and how wrong that rule was."""
    rule = (
        _("Customers to come in the next 12 months: {n}, the level of the last {months} with each month's past share.")
        if forecast.is_seasonal
        else _("Customers to come in the next 12 months: {n}, the level of the last {months}.")
    )
    parts = [
        rule.format(n=formats.short(round(float(forecast.monthly.sum()))), months=formats.months(forecast.level_months))
    ]
    if forecast.error_source == "past_errors":
        judged = {"error": formats.percent(forecast.error, 0), "n": formats.whole(forecast.origins)}
        parts.append(_("The same rule was off by {error} on {n} past dates.").format(**judged))
    elif forecast.error_source == "monthly_variation":
        parts.append(_("History is too short to judge the rule: its interval holds chance from month to month alone."))
    if not spending_known:
        parts.append(_("What acquiring them costs was not given, so this part is gross."))
    return sentences.run_on(*parts)


def refused(*, has_model: bool, line: str) -> str:
    """Why there is no statement."""
    if line == "all" and has_model:
        return _(
            "One kind of relationship has no model, so a statement over all would be a part of the truth. Choose the "
            "other one under Filters."
        )
    return _(
        "The statement needs a purchase model that beat the naive forecast, or contracts with enough renewals. "
        "There is none for this choice; the page of customer value says why."
    )


def why_claims_differ(horizon_months: int) -> list[str]:
    """Claims of the literature, and why a firm's own figure is another one."""
    return [
        _("Five points more at a retention of 80% and 10% interest raise the multiple r / (1 + i − r) by 27.5%."),
        _("At 10% interest no five points raise that multiple by over 58%; undiscounted, 90% to 95% gives 111%."),
        _("For 1% Gupta, Lehmann and Stuart (2004) report 5% (retention), 1% (margin), 0.1% (acquisition cost)."),
        _(
            "They differ because the formulas hold one retention rate for ever. Here value ends after {horizon}, risk "
            "falls with age and differs between customers, and a part lies with people who have not bought yet."
        ).format(horizon=formats.months(horizon_months)),
    ]


def line_meaning(code: str) -> str:
    """What a line of the statement holds."""
    return _(LINES[code])
