"""Refusals of the build as pages say them: none is missing in Chinese or names an option, and values stay as they were."""

import ast
from itertools import product
from pathlib import Path

import pytest

from ui import i18n, refusals
from ui.refusal_texts import HINTS, SENTENCES

ROOT = Path(__file__).resolve().parents[2]
# What only the command line can be told wrongly.
NOT_OF_PAGES = ("options", "ordering", "command", "again", "inspection", "store", "published")


@pytest.fixture(autouse=True)
def in_chinese():
    i18n.set_language("zh_CN")
    yield
    i18n.set_language("en")


def spoken(node) -> list[str]:
    """What a text of the code may come out as, each value as 7 or as nothing."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.JoinedStr):
        parts = [("7", "") if isinstance(part, ast.FormattedValue) else spoken(part) for part in node.values]
        return ["".join(chosen) for chosen in product(*parts)]
    return []


def texts_in_code() -> list[list[str]]:
    """The sentences with a hint that modules of the build raise or hold, each as it may come out."""
    found = []
    for path in [*(ROOT / "data").rglob("*.py"), *(ROOT / "builder").rglob("*.py")]:
        if path.stem in NOT_OF_PAGES or path.parent.name == "simulate":
            continue
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        pieces = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
        texts = [
            spoken(node) for node in nodes if isinstance(node, (ast.Constant, ast.JoinedStr)) and id(node) not in pieces
        ]
        found += [text for text in texts if text and "\nHint: " in text[0]]
    return found


def is_chinese(text: str) -> bool:
    lines = [line.removeprefix("提示：") for line in refusals.in_words(text).splitlines()]
    return all(line == "7." or any("\u4e00" <= letter <= "\u9fff" for letter in line) for line in lines)


def test_every_refusal_that_a_page_can_meet_is_said_in_chinese():
    told = texts_in_code()
    assert len(told) > 60
    assert not [text[0] for text in told if not any(map(is_chinese, text))]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "sales {1}.pdf is a PDF document, not a table of text.\nHint: deliver the data as CSV (UTF-8), Excel (.xlsx) or Parquet.",
            "sales {1}.pdf 是 PDF 文档，不是文本数据表。\n提示：请以 CSV（UTF-8）、Excel（.xlsx）或 Parquet 提交数据。",
        ),
        ("a.csv is empty.", "a.csv 是空文件。"),
        ("Something quite new happened.", "Something quite new happened."),
        ("", ""),
    ],
)
def test_values_stay_and_unknown_sentences_stay(said, told):
    assert refusals.in_words(said) == told


@pytest.mark.parametrize("lang", list(i18n.LANGUAGES))
def test_no_hint_of_a_page_names_an_option_of_the_command_line(lang):
    i18n.set_language(lang)
    said = [refusals.in_words(text) for texts in texts_in_code() for text in texts]
    assert not [text for text in said if " --" in text.replace("out of range: ", "")]


def test_no_sentence_stands_twice():
    assert len({*SENTENCES, *HINTS}) == len(SENTENCES) + len(HINTS)
