"""One spelling for many: what people and tills write of one person, brought to a form that can be compared.

Width, case, blanks and punctuation go; phones keep their last ten digits, so that a country code does not matter.
What says nothing (a placeholder, a value that very many share) becomes empty: it counts neither for nor against.
"""

import re
import unicodedata

import pandas as pd

from data.matching.surnames import latin_family_names

PERSONAL = ("name", "phone", "email", "birth_date", "address", "city")
MOST_SHARING = 20  # a phone of more customers than this is a switchboard or "13800000000", not a person's
PHONE_DIGITS = 10
_HAN = re.compile(r"[\u3400-\u9fff]")
_NO_LETTER = re.compile(r"[\W_]+")
_TITLES = {"mr", "mrs", "ms", "miss", "dr", "prof"}
_HAN_TITLES = re.compile(r"(先生|女士|小姐|太太)$")
_PLACEHOLDER_DAYS = {"1900-01-01", "1970-01-01"}


def spelled(people: pd.DataFrame) -> pd.DataFrame:
    """The personal fields of `people` in comparable form, one row per row, `unique_id` the position.

    people : columns of PERSONAL, texts or None; birth_date a date or None
    Returns name (words in alphabetical order), script (han, latin), parts (words of a Latin name, or the family name of
    a Chinese one in Latin letters), phone, phone_digits (in ascending order: two swapped digits are the same), email,
    birth (YYYY-MM-DD), address, digits (its numbers, ascending), city, city_script.
    """
    names, cities = _folded(people["name"]), _folded(people["city"])
    phones, addresses = [_phone(text) for text in _folded(people["phone"])], _folded(people["address"])
    table = pd.DataFrame(
        {
            "unique_id": range(len(people)),
            "name": [_name(text) for text in names],
            "script": [_script(text) for text in names],
            "parts": [_parts(text) for text in names],
            "phone": phones,
            "phone_digits": ["".join(sorted(phone)) if phone else None for phone in phones],
            "email": [_email(text) for text in _folded(people["email"])],
            "birth": [_birth(day) for day in people["birth_date"]],
            "address": [_bare(text) for text in addresses],
            "digits": [" ".join(sorted(re.findall(r"\d+", text))) or None if text else None for text in addresses],
            "city": [_bare(text) for text in cities],
            "city_script": [_script(text) for text in cities],
        }
    )
    return _without_shared(table)


def _folded(column: pd.Series) -> list[str | None]:
    return [unicodedata.normalize("NFKC", text).casefold() if isinstance(text, str) else None for text in column]


def _bare(text: str | None) -> str | None:
    return _NO_LETTER.sub("", text) or None if text else None


def _script(text: str | None) -> str | None:
    return ("han" if _HAN.search(text) else "latin") if text else None


def _words(text: str) -> list[str]:
    return sorted(word for word in _NO_LETTER.split(text) if word and word not in _TITLES)


def _name(text: str | None) -> str | None:
    if not text:
        return None
    if _HAN.search(text):
        return _HAN_TITLES.sub("", _NO_LETTER.sub("", text)) or None
    return " ".join(_words(text)) or None


def _parts(text: str | None) -> list[str]:
    if not text:
        return []
    if _HAN.search(text):
        return latin_family_names(_NO_LETTER.sub("", text))
    return [word for word in _words(text) if len(word) > 1]


def _phone(text: str | None) -> str | None:
    digits = re.sub(r"\D", "", text).lstrip("0") if text else ""
    return digits[-PHONE_DIGITS:] if len(digits) >= 6 and len(set(digits)) > 2 else None


def _email(text: str | None) -> str | None:
    person, sign, domain = (text or "").strip().partition("@")
    person = _NO_LETTER.sub("", person.partition("+")[0])
    return f"{person}@{domain}" if person and sign and domain else None


def _birth(day: object) -> str | None:
    text = None if day is None or pd.isna(day) else str(day)[:10]
    return None if text in _PLACEHOLDER_DAYS or (text and text < "1900") else text


def _without_shared(table: pd.DataFrame) -> pd.DataFrame:
    """Values that more than MOST_SHARING rows share are taken out, with what was made of them."""
    for column, made_of_it in (("phone", ["phone_digits"]), ("email", []), ("address", ["digits"])):
        count = table[column].map(table[column].value_counts())
        table.loc[count > MOST_SHARING, [column, *made_of_it]] = None
    return table
