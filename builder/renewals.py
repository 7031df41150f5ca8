"""Contracts at build: which model forecasts the renewals of each term, fitted on all of them, and what is to come."""

from analytics import contracts, model_card, renewals, route
from builder.insert import insert
from builder.scores import settings_of


def fit_renewals(con, card, notes) -> dict:
    """{term_months: model}: the one that did best on the last third of the renewals; card and notes are added to."""
    losses, cohorts = con.table("contract_loss").df(), con.table("contract_cohort").df()
    if losses.empty:
        return {}
    as_of = con.execute("select as_of from setting").fetchall()[0][0]
    checks = {
        int(term): renewals.check_renewals(rows, as_of_month=as_of.year * 12 + as_of.month)
        for term, rows in cohorts.groupby("term_months")
    }
    models, refused = contracts.fit_renewals(losses, use={term: check.model for term, check in checks.items()})
    notes += refused
    for term, model in models.items():
        notes += route.fit_notes(model)
        card += model_card.of_fit(model.code, model, ending=f"_term_{term}_months")
        notes.append(_note(checks[term], model, term))
        card += [
            (code, "renewal_check", f"{metric}_term_{term}_months", value)
            for code, figures in checks[term].metrics.items()
            for metric, value in figures.items()
        ]
    return models


def _note(check, model, term) -> route.Note:
    figures = {"term_months": term, "model": model.code}
    if check.code == "renewals_not_checked" or model.code != check.model:
        return route.Note(model.code, "renewals_not_checked", "chosen", figures)
    naive, own = check.metrics[renewals.NAIVE], check.metrics.get(model.code, {})
    rival = min((code for code in check.metrics if code != renewals.NAIVE), key=lambda c: check.metrics[c]["brier"])
    figures |= {"brier": own["brier"], "brier_naive": naive["brier"], "brier_model": check.metrics[rival]["brier"]}
    figures |= {"total_error_rate": own.get("total_error_rate"), "due": own["due"]}
    return route.Note(model.code, check.code, "chosen", figures)


def write_outlook(con, models: dict) -> None:
    """`renewal_outlook`: renewals still to come by term and renewals made, for the contracts running on as_of."""
    con.execute(
        "create table warehouse.main.renewal_outlook (term_months integer, renewals_made integer, contracts bigint, "
        "model varchar, renewal_rate double, renewals_to_come double)"
    )
    running = con.sql(
        "select term_months, renewals_made, count(*) as contracts from contract_state where is_running "
        "group by term_months, renewals_made order by term_months, renewals_made"
    ).df()
    discount_rate = settings_of(con)[0]
    for term, rows in running.groupby("term_months"):
        if int(term) in models:
            model = models[int(term)]
            table = renewals.outlook(model, rows, term_months=int(term), yearly_discount_rate=discount_rate)
            insert(con, "warehouse.main.renewal_outlook", table.assign(term_months=int(term), model=model.code))
