"""How alike two entries are, field by field: levels from the same to unlike, each with a condition in SQL.

The conditions compare the columns of `spelling.spelled` of a left (`_l`) and a right (`_r`) row. The first that holds
counts; a field that one side lacks counts neither for nor against.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Level:
    """One level of likeness. `usual_rate`: how often it is seen in pairs of one person, where too few teach it."""

    code: str
    condition: str
    usual_rate: float


_REST = "ELSE"
LEVELS: dict[str, tuple[Level, ...]] = {
    "name": (
        Level("same", "name_l = name_r", 0.60),
        Level("close", "script_l = script_r and jaro_winkler_similarity(name_l, name_r) >= 0.88", 0.15),
        Level("part", "list_has_any(parts_l, parts_r)", 0.15),
        Level("unlike", _REST, 0.10),
    ),
    "phone": (
        Level("same", "phone_l = phone_r", 0.75),
        Level("close", "phone_digits_l = phone_digits_r or damerau_levenshtein(phone_l, phone_r) <= 1", 0.10),
        Level("unlike", _REST, 0.15),
    ),
    "email": (
        Level("same", "email_l = email_r", 0.65),
        Level("close", "jaro_winkler_similarity(email_l, email_r) >= 0.92", 0.15),
        Level("unlike", _REST, 0.20),
    ),
    "birth": (
        Level("same", "birth_l = birth_r", 0.75),
        Level(
            "close",
            "birth_l[:4] = birth_r[:4] and birth_l[6:7] = birth_r[9:10] and birth_l[9:10] = birth_r[6:7] "
            "or damerau_levenshtein(birth_l, birth_r) <= 1 "
            "or abs(date_diff('day', cast(birth_l as date), cast(birth_r as date))) = 1",
            0.17,
        ),
        Level("unlike", _REST, 0.08),
    ),
    "address": (
        Level("same", "address_l = address_r", 0.65),
        Level("close", "digits_l = digits_r or jaro_winkler_similarity(address_l, address_r) >= 0.95", 0.15),
        Level("unlike", _REST, 0.20),
    ),
    "city": (
        Level("same", "city_l = city_r", 0.85),
        Level("close", "jaro_winkler_similarity(city_l, city_r) >= 0.88", 0.05),
        Level("unlike", _REST, 0.10),
    ),
}
# Chinese and Latin spelling: a name is comparable where its family name is known in both, a city is not.
MISSING = {field: f"{field}_l is null or {field}_r is null" for field in LEVELS} | {
    "name": "name_l is null or name_r is null or (script_l <> script_r and (len(parts_l) = 0 or len(parts_r) = 0))",
    "city": "city_l is null or city_r is null or city_script_l <> city_script_r",
}
# A common name says less than a rare one.
WEIGHED_BY_FREQUENCY = {"name"}


def comparison(field: str) -> dict:
    """The levels of one field as splink's settings write them."""
    levels: list[dict] = [{"sql_condition": MISSING[field], "label_for_charts": "missing", "is_null_level": True}]
    for number, level in enumerate(LEVELS[field]):
        entry = {
            "sql_condition": level.condition,
            "label_for_charts": level.code,
            "m_probability": level.usual_rate,
        }
        if number == 0 and field in WEIGHED_BY_FREQUENCY:
            entry["tf_adjustment_column"] = field
        levels.append(entry)
    return {"output_column_name": field, "comparison_levels": levels}


def code_of(field: str, number: int) -> str:
    """Code of a level by splink's number for it: the last level is 0, `missing` is -1."""
    return "missing" if number < 0 else LEVELS[field][len(LEVELS[field]) - 1 - number].code
