"""The catalogues hold every text of the code, none that is unused, and each with the same fields."""

import re

import pytest

from ui import i18n
from ui.catalogue import messages_in_code, read_catalogue
from ui.code_texts import MODELS

FIELDS = re.compile(r"\{(\w+)\}")


def ids(catalogue):
    return {message.id if isinstance(message.id, str) else tuple(message.id) for message in catalogue if message.id}


@pytest.fixture(scope="module")
def used():
    return ids(messages_in_code())


@pytest.mark.parametrize("code", list(i18n.LANGUAGES))
def test_no_message_is_missing_or_unused(code, used):
    """`python -m ui.catalogue` brings the catalogues up to date."""
    stored = ids(read_catalogue(code))
    assert not used - stored, "missing"
    assert not stored - used, "unused"
    assert len(used) > 100


@pytest.mark.parametrize("code", list(i18n.LANGUAGES))
def test_every_message_is_translated_with_the_same_fields(code):
    wrong = []
    for message in read_catalogue(code):
        if not message.id:
            continue
        sources = [message.id] if isinstance(message.id, str) else list(message.id)
        texts = [message.string] if isinstance(message.string, str) else list(message.string)
        wanted = set().union(*(FIELDS.findall(source) for source in sources))
        wrong += [sources[0] for text in texts if not text or set(FIELDS.findall(text)) - wanted]
        wrong += [sources[0] for text in texts if set(FIELDS.findall(text)) != wanted and len(sources) == 1]
        wrong += [sources[0]] if message.fuzzy else []
    assert not wrong


def test_chinese_texts_are_chinese():
    """Names of models and codes aside, a text without a Chinese character has been forgotten."""
    forgotten = [
        message.id
        for message in read_catalogue("zh_CN")
        if message.id
        and message.id not in MODELS.values()
        and isinstance(message.string, str)
        and not re.search(r"[\u4e00-\u9fff]", message.string)
        and re.search(r"[a-z]{4}", FIELDS.sub("", message.string))
    ]
    assert not forgotten


def test_language_of_the_session_decides():
    i18n.set_language("zh_CN")
    try:
        assert i18n._("Lost") == "流失"
    finally:
        i18n.set_language("en")
    assert i18n._("Lost") == "Lost"
    with pytest.raises(KeyError):
        i18n.set_language("xx")
