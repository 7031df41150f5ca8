"""Values from data never become Markdown, HTML or a remote image."""

import re

import pytest

from ui.escape import LONGEST_QUOTED, plain, quoted

HOSTILE = [
    "![x](https://example.com/track.png)",
    "[click](javascript:alert(1))",
    "<img src=x onerror=alert(1)>",
    "https://example.com and www.example.com",
    "someone@example.com",
    ":red[loud] :material/home: :smile:",
    "$\\frac{1}{2}$",
    "# heading",
    "1. list",
    "- list\n- list",
    "| a | b |\n|---|---|",
    "`code` **bold** _it_ ~~no~~",
    "&lt;b&gt;",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_every_special_sign_is_escaped(value):
    shown = plain(value)
    assert "\n" not in shown
    unescaped = re.sub(r"\\[!-/:-@\[-`{-~]", "", shown)
    assert not re.search(r"[\\`*_{}\[\]()<>#+\-.!|~$:@&^=/]", unescaped)


@pytest.mark.parametrize("value", HOSTILE)
def test_nothing_is_lost_but_line_breaks(value):
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", plain(value)) == value.replace("\n", " ")


def test_words_stay_as_they_are():
    assert plain("华东 Store 24") == "华东 Store 24"
    assert plain(None) == "None"


def test_what_a_link_asks_for_is_said_back_in_short():
    assert quoted("Store") == "Store"
    assert len(quoted("x" * 10_000)) == LONGEST_QUOTED + 1
    assert "<" not in quoted("<script>" * 100).replace("\\<", "")
