"""What a table without days lacks to be followed over time, told by the names and kinds of its columns."""

from data.contract import SUBSCRIBER, TRANSACTION, Field
from data.intake.look import SAMPLE_ROWS
from data.intake.names import name_score, words_of

LIST_OF_ONE_DAY, NO_DAY, NOBODY = "list_of_one_day", "no_day", "nobody"
_NAMED = 0.6
_SOME_ROWS = 20
_NEARLY_ALL = 0.95
_DAYS = ("day", "serial")
_STEPS = frozenset(("dow", "weekday", "hour", "week", "month", "day", "days", "since", "prior", "period", "step"))
_LEAVING = frozenset(("churn", "churned", "attrition", "attrited", "exited", "left", "cancelled", "canceled"))


def lack_of(look: dict) -> dict | None:
    """What keeps a table without days from being read as purchases or contracts; None for a table that has days.

    look : as `look_at` gives it
    Returns {code, file, customer, amount, left, steps, missing}: columns' names, empty where there is none. code:
    list_of_one_day (a row for each customer; `left`: who left, but not when; `missing`: fields that a list of contracts as of
    one day would need), no_day (purchases without their days; `steps`: columns that say a weekday, an hour or a distance) or
    nobody (no column names a customer either).
    """
    columns = look.get("columns", [])
    customer = _called(TRANSACTION.field("customer_id"), columns)
    if any(column["kind"] in _DAYS for column in columns):
        return None
    told = {"file": look["name"], "customer": "", "amount": "", "left": "", "steps": [], "missing": []}
    if customer is None:
        return told | {"code": NOBODY}
    told["customer"] = customer["name"]
    sampled = min(look["rows"], SAMPLE_ROWS) * customer["filled"]
    if sampled > _SOME_ROWS and customer["distinct"] >= _NEARLY_ALL * sampled:
        left = next((column["name"] for column in columns if _says_who_left(column["name"])), "")
        missing = [field.name for field in SUBSCRIBER.fields if field.required and _called(field, columns) is None]
        return told | {"code": LIST_OF_ONE_DAY, "left": left, "missing": missing}
    fields: dict = next((one["fields"] for one in look["tables"] if one["table"] == TRANSACTION.name), {})
    amount = fields.get("amount", {}).get("column", "")
    steps = [column["name"] for column in columns if set(words_of(column["name"])) & _STEPS]
    return told | {"code": NO_DAY, "amount": "" if amount in steps else amount, "steps": steps[:3]}


def _says_who_left(column: str) -> bool:
    return bool(set(words_of(column)) & _LEAVING) or "流失" in column


def _called(field: Field, columns: list[dict]) -> dict | None:
    """The column whose name says the field most clearly, the first of several; None where no name says it."""
    best = max(columns, key=lambda column: name_score(field, column["name"]), default=None)
    return best if best and name_score(field, best["name"]) >= _NAMED else None
