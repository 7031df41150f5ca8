"""Every text a figure asks for is there, in both languages."""

import pytest

from analytics import figures
from ui import chart_words, i18n


def test_every_word_of_every_figure_is_there():
    assert not set(figures.WORDS) - set(chart_words.words)


@pytest.mark.parametrize("code", [code for code in chart_words.TEXTS if code != "and_more"])
def test_every_word_is_a_text(code):
    assert chart_words.words[code]
    assert code in chart_words.words


def test_words_follow_the_language():
    i18n.set_language("zh_CN")
    try:
        assert chart_words.words["lost"] == "流失"
    finally:
        i18n.set_language("en")
    assert chart_words.words["lost"] == "Lost"
    with pytest.raises(KeyError):
        chart_words.words["no_such_code"]


def test_ticks_carry_no_idle_zeros():
    words = chart_words.words
    assert [words["format_count"](n) for n in (0, 5000, 20_000, 25_500)] == ["0", "5,000", "20K", "25.5K"]
    assert [words["format_percent"](r) for r in (0, 0.2, 0.125)] == ["0%", "20%", "12.5%"]
