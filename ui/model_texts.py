"""Models in words: what each of them supposes, whether it serves, and the finding of the model cards."""

import json

import pandas as pd

from ui import formats
from ui.code_texts import MODELS, text_of
from ui.i18n import N_, _
from ui.model_notes import sentence_of

WHAT = {
    "bg_nbd": N_(
        "Each customer buys at a rate of their own and may leave for good right after any purchase. Those who never "
        "bought again have had no occasion to leave, so they count as alive."
    ),
    "mbg_nbd": N_(
        "As BG/NBD, but a customer may leave right after the first purchase already: one-time buyers are often gone."
    ),
    "pareto_nbd": N_(
        "Each customer buys at a rate of their own until a lifetime ends, which can happen on any day, "
        "purchase or not. Silence alone makes leaving more likely."
    ),
    "bg_bb": N_(
        "Purchases happen on fixed occasions only, such as a yearly gift or a monthly issue. Each customer buys on an "
        "occasion with a chance of their own, and before each may leave for good."
    ),
    "gamma_gamma": N_(
        "Each customer spends about an average of their own per purchase; the averages differ between customers and "
        "do not depend on how often they buy."
    ),
    "sbg": N_(
        "Each contract has a chance of its own not to be renewed, the same every time. Renewal rates rise with age "
        "because those who leave easily are gone first."
    ),
    "bdw": N_("As sBG, and a contract’s own chance of leaving also rises or falls with its age."),
    "constant_renewal": N_("Every renewal fails with the same chance, whoever the customer and whatever the age."),
}
CONTRACTS = ("sbg", "bdw", "constant_renewal")
WINDOWED = N_("Fitted on recently acquired customers only, because older ones behaved otherwise; used for all.")
PURCHASE = ("bg_nbd", "mbg_nbd", "pareto_nbd", "bg_bb")


def base_of(model: str) -> str:
    """Code of the model without its window: bg_nbd for bg_nbd_24m."""
    return next((code for code in WHAT if model == code or model.startswith(f"{code}_")), model)


def what(model: str) -> str:
    """What the model supposes about customers."""
    base = base_of(model)
    text = _(WHAT[base]) if base in WHAT else ""
    return text if model == base else f"{text} {_(WINDOWED)}"


def models_of(card: pd.DataFrame, notes: pd.DataFrame, serving: str) -> list[str]:
    """Models that have a card: fitted or refused ones, the serving first, then as in WHAT."""
    told = set(card[card["part"] == "parameters"]["model"]) | set(notes[notes["severity"] == "refused"]["model"])
    order = list(WHAT)
    known = [model for model in told if base_of(model) in order]
    return sorted(known, key=lambda model: (model != serving, order.index(base_of(model)), model))


def service(model: str, *, serving: str, notes: pd.DataFrame) -> tuple[bool, str]:
    """(serves, sentence): does the model set what the pages show, and why not."""
    refusals = notes[(notes["model"] == model) & (notes["severity"] == "refused")]
    if len(refusals) and not (notes[(notes["model"] == model)]["severity"] == "chosen").any():
        row = refusals.iloc[0]
        return False, sentence_of(row["code"], json.loads(row["figures"] or "{}"))
    if model in CONTRACTS:
        terms = [
            json.loads(row.figures) for row in notes.itertuples() if row.model == model and row.severity == "chosen"
        ]
        listed = ", ".join(formats.months(term["term_months"]) for term in terms)
        return bool(terms), _("Serves contracts of {terms}: values and risks come from it.").format(terms=listed)
    if base_of(model) not in PURCHASE:
        return True, _("Serves: values come from it.")
    if model == serving:
        return True, _("Serves: values and risks come from it.")
    if serving == "naive":
        return False, _("Does not serve: no purchase model beat the naive forecast on time it had not seen.")
    return False, _("Does not serve: {model} was better on time it had not seen.").format(
        model=text_of(MODELS, serving) or _("another model")
    )


def title(serving: str, notes: pd.DataFrame, card: pd.DataFrame) -> str:
    """The finding: which model sets the values, and by how much it beat the naive forecast."""
    judged = notes[(notes["severity"] == "chosen") & (notes["code"] == "model_wins")]
    if serving and serving != "naive" and len(judged):
        figures = json.loads(judged.iloc[0]["figures"])
        less = 1 - figures["mse"] / figures["mse_naive_before"] if figures.get("mse_naive_before") else None
        return _(
            "{model} sets the values: its squared error on unseen time is {less} below the naive forecast’s"
        ).format(model=text_of(MODELS, serving), less=formats.percent(less, 0))
    if serving == "naive":
        return _("No purchase model beat the naive forecast, so the values are naive ones")
    renewing = [model for model in CONTRACTS if ((card["model"] == model) & (card["part"] == "parameters")).any()]
    if renewing:
        return _("{model} sets the values; no purchase model serves").format(model=text_of(MODELS, renewing[0]))
    return _("No model may serve these data")


def alive_finding(rows: pd.DataFrame) -> str:
    """How far the models are apart on who is still alive."""
    if len(rows) < 2:
        return _("How many customers are alive is the model’s estimate, not a fact")
    high, low = rows.iloc[0], rows.iloc[-1]
    return _("{high_model} takes {high} of the customers to be alive, {low_model} {low}").format(
        high=formats.percent(high["value"], 0), high_model=high["name"],
        low=formats.percent(low["value"], 0), low_model=low["name"],
    )  # fmt: skip
