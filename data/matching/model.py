"""Match weights by Fellegi and Sunter (1969), estimated by splink: how likely two entries are one person.

For each field and level, m is how often it is seen in pairs of one person and u how often in pairs of two; the weight of
the level is log2(m / u), and weights add to that of the pair. u comes from random pairs, for exact agreement from the
frequencies themselves; m from expectation maximisation over the pairs that agree on one field at a time.
"""

import logging
import warnings
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from data.matching.blocking import LISTS, NARROW, affordable_rules, pairs_under
from data.matching.levels import LEVELS, code_of, comparison
from data.matching.spelling import spelled

SURE, DOUBTFUL = 0.95, 0.05  # probabilities: from the one on a pair is taken as sure, below the other it is dropped
IDENTIFYING = ("phone", "email", "birth", "address", "name")
FEWEST_FIELDS, FEWEST_CUSTOMERS = 2, 2
FEWEST_PAIRS_TO_LEARN = 20  # pairs that agree on a narrow rule; fewer teach nothing, and the usual rates are taken
RANDOM_PAIRS = 100_000
USUAL_RECALL = 0.8  # share of the pairs of one person that agree on a narrow rule
LEAST_RATE = 0.005  # of m: what was never seen may still come


@dataclass(frozen=True)
class Matched:
    """What was found. `pairs`: positions left, right, probability, weight and <field>_code, <field>_weight;
    `weights`: field, level, m_rate, u_rate, weight; `facts`: reason ("" when compared), compared, learned, rules.
    """

    pairs: pd.DataFrame
    weights: pd.DataFrame
    facts: dict[str, object]


def match(people: pd.DataFrame, *, spill: Path, memory_gib: float) -> Matched:
    """Compare all customers with one another.

    people : the columns of `spelling.PERSONAL`, one row a customer
    spill : folder for what does not fit into `memory_gib` of memory; nothing is left in it
    """
    table = spelled(people)
    fields = [field for field in LEVELS if table[field].notna().any()]
    if sum(field in IDENTIFYING for field in fields) < FEWEST_FIELDS or len(table) < FEWEST_CUSTOMERS:
        return nothing("too_few_fields" if fields else "no_personal_fields", len(table))
    rules = affordable_rules(table)
    if not rules:
        return nothing("", len(table))
    with _database(spill, memory_gib) as con:
        return _matched(con, table, fields, rules)


def nothing(reason: str, customers: int) -> Matched:
    """The result where nothing was compared or nobody agrees on anything."""
    columns = [f"{field}_{part}" for field in LEVELS for part in ("code", "weight")]
    pairs = pd.DataFrame(columns=["left", "right", "probability", "weight", *columns])
    weights = pd.DataFrame(columns=["field", "level", "m_rate", "u_rate", "weight"])
    return Matched(pairs, weights, {"reason": reason, "compared": customers, "learned": False, "rules": 0, "pairs": 0})


def _database(spill: Path, memory_gib: float) -> duckdb.DuckDBPyConnection:
    spill.mkdir(parents=True, exist_ok=True)
    return duckdb.connect(
        config={
            "memory_limit": f"{memory_gib:.3f}GiB",
            "temp_directory": str(spill),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )


def _matched(con, table: pd.DataFrame, fields: list[str], rules: dict[tuple[str, ...], int]) -> Matched:
    from splink.internals.duckdb.database_api import DuckDBAPI  # here, so that builds without people do not load it

    con.execute("set enable_progress_bar = false")
    people = DuckDBAPI(con).register(table, table_name="people")
    sure = [list(rule) for rule in NARROW if rule in rules]
    learned = sum(rules.get(rule, 0) for rule in NARROW) >= FEWEST_PAIRS_TO_LEARN
    settings = _with_chances(people, _settings(fields, rules), table, sure)
    if learned:
        settings = _learn(people, settings, fields, rules)
    found = _linker(people, settings).inference.predict(threshold_match_probability=DOUBTFUL).as_pandas_dataframe()
    facts = {
        "reason": "",
        "compared": len(table),
        "learned": learned,
        "rules": len(rules),
        "pairs": sum(rules.values()),
    }
    return Matched(_pairs(found, fields), _weights(settings), facts)


def _settings(fields: list[str], rules) -> dict:
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "comparisons": [comparison(field) for field in fields],
        "blocking_rules_to_generate_predictions": [_blocking(rule) for rule in rules],
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
        "additional_columns_to_retain": [],
    }


def _same(rule) -> str:
    return " and ".join(f"l.{column} = r.{column}" for column in rule)


def _blocking(rule) -> dict:
    lists = [column for column in rule if column in LISTS]
    return {"blocking_rule": _same(rule), "sql_dialect": "duckdb"} | ({"arrays_to_explode": lists} if lists else {})


def _linker(people, settings):
    from splink import Linker

    logging.getLogger("splink").setLevel(logging.ERROR)  # it names columns and levels, which say nothing to users
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Linker(people, settings, log_level=logging.ERROR)


def _with_chances(people, settings: dict, table: pd.DataFrame, sure) -> dict:
    """Settings with the prior chance that two entries are one person, and u of every level."""
    linker = _linker(people, settings)
    if sure:
        linker.training.estimate_probability_two_random_records_match([_same(rule) for rule in sure], USUAL_RECALL)
    linker.training.estimate_u_using_random_sampling(
        max_pairs=RANDOM_PAIRS, seed=1, min_count_per_level=None, num_chunks=1
    )
    settings = linker.misc.save_model_to_json()
    all_pairs = len(table) * (len(table) - 1) / 2
    for entry in settings["comparisons"]:
        field = entry["output_column_name"]
        exact = (pairs_under(table, (field,)) + 1) / (all_pairs + 1)
        levels = [level for level in entry["comparison_levels"] if not level.get("is_null_level")]
        usual = {level.code: level.usual_rate for level in LEVELS[field]}
        for number, level in enumerate(levels):
            seen = level.get("u_probability")
            level["u_probability"] = exact if number == 0 else max(seen or 0.0, 0.5 / RANDOM_PAIRS)
            level["m_probability"] = usual[level["label_for_charts"]]
        _to_one(levels, "u_probability", spare=levels[0])
    return settings


def _learn(people, settings: dict, fields: list[str], rules) -> dict:
    """Settings with m of every level: one session for each field that enough pairs agree on, each learns the others."""
    linker = _linker(people, settings)
    for rule, pairs in rules.items():
        if rule in NARROW and pairs >= FEWEST_PAIRS_TO_LEARN:
            linker.training.estimate_parameters_using_expectation_maximisation(
                _same(rule), fix_probability_two_random_records_match=False, record_sample_proportion=1.0
            )
    learned = linker.misc.save_model_to_json()
    for entry, before in zip(learned["comparisons"], settings["comparisons"], strict=True):
        levels = [level for level in entry["comparison_levels"] if not level.get("is_null_level")]
        known = [level for level in before["comparison_levels"] if not level.get("is_null_level")]
        for level, usual in zip(levels, known, strict=True):
            level["m_probability"] = max(level.get("m_probability") or 0.1 * usual["m_probability"], LEAST_RATE)
            level["u_probability"] = usual["u_probability"]
        _to_one(levels, "m_probability")
    return learned


def _to_one(levels: list[dict], name: str, *, spare: dict | None = None) -> None:
    """Make the rates of a field's levels add to one, `spare` as it stands."""
    kept = spare[name] if spare else 0.0
    total = sum(level[name] for level in levels if level is not spare)
    for level in levels:
        if level is not spare:
            level[name] *= (1 - kept) / total


def _pairs(found: pd.DataFrame, fields: list[str]) -> pd.DataFrame:
    table = found[["unique_id_l", "unique_id_r", "match_probability", "match_weight"]].copy()
    table.columns = ["left", "right", "probability", "weight"]
    for field in LEVELS:
        has = field in fields
        numbers = found[f"gamma_{field}"] if has else pd.Series(-1, index=found.index)
        table[f"{field}_code"] = [code_of(field, int(number)) for number in numbers]
        weight = found[f"mw_{field}"] if has else 0.0
        if f"mw_tf_adj_{field}" in found:
            weight = weight + found[f"mw_tf_adj_{field}"]
        table[f"{field}_weight"] = weight
    return table.sort_values(["weight", "left", "right"], ascending=[False, True, True], ignore_index=True)


def _weights(settings: dict) -> pd.DataFrame:
    rows = [
        {
            "field": entry["output_column_name"],
            "level": level["label_for_charts"],
            "m_rate": level["m_probability"],
            "u_rate": level["u_probability"],
        }
        for entry in settings["comparisons"]
        for level in entry["comparison_levels"]
        if not level.get("is_null_level")
    ]
    table = pd.DataFrame(rows)
    return table.assign(weight=(table["m_rate"] / table["u_rate"]).map(_log2))


def _log2(ratio: float) -> float:
    from math import log2

    return log2(ratio)
