"""Names, phones, addresses of made-up people, and those of them who are entered twice in different spellings."""

import numpy as np
import pandas as pd

from data.simulate import names as N
from data.simulate import parameters as P
from data.simulate.customers import choose
from data.simulate.text import coded, joined, numbered

ENGLISH_SHARE = 0.10
GENDERS = ("F", "M", "")
GENDER_SHARE = (0.52, 0.42, 0.06)
MISSING_BIRTH_RATE, MISSING_MAIL_RATE, DEFAULT_BIRTH_RATE = 0.10, 0.12, 0.01
OLDEST_BIRTH, BIRTH_DAYS = np.datetime64("1945-01-01"), 20_500  # to February 2001
PHONE_FACTOR = 36_928_393
DEFAULT_BIRTH = np.datetime64("1900-01-01")  # what a till enters when nobody asks


def draw_duplicates(rng, people, *, parameters):
    """Pairs of rows that are one person: `row` (the later entry) and `original` (the earlier one).

    They buy as two customers, as the firm sees them. The later entry takes the first one's region: `people` is changed.
    """
    n = len(people)
    row = np.sort(rng.choice(np.arange(1, n), int(n * parameters.duplicate_share), replace=False)) if n > 1 else []
    row = np.asarray(row, dtype=np.int64)
    original = np.floor(rng.random(len(row)) * row).astype(np.int64)
    is_first_entry = ~np.isin(original, row)
    row, original = row[is_first_entry], original[is_first_entry]
    region = people["region"].to_numpy().copy()
    region[row] = region[original]
    people["region"] = region
    return pd.DataFrame({"row": row, "original": original})


def draw_identities(rng, people):
    """Who each customer is, as positions in the lists of `names`; one row per customer."""
    n = len(people)
    return pd.DataFrame(
        {
            "is_english": rng.random(n) < ENGLISH_SHARE,
            "surname": rng.integers(0, len(N.SURNAMES), n),
            "given": rng.integers(0, len(N.GIVEN), n),
            "second": np.where(rng.random(n) < 0.7, rng.integers(0, len(N.GIVEN), n), -1),
            "english_given": rng.integers(0, len(N.ENGLISH_GIVEN), n),
            "english_surname": rng.integers(0, len(N.ENGLISH_SURNAMES), n),
            "city": rng.integers(0, 4, n),
            "street": rng.integers(0, len(N.STREETS), n),
            "house": rng.integers(1, 400, n),
            "flat": rng.integers(1, 30, n) * 100 + rng.integers(1, 9, n),
            "domain": rng.integers(0, len(N.MAIL_DOMAINS), n),
            "birth": OLDEST_BIRTH + rng.integers(0, BIRTH_DAYS, n),
            # 100 and eight digits: no mobile number begins so. The factor is prime to 10^8, so that no two are alike.
            "phone": people["number"].to_numpy() * PHONE_FACTOR % 10**8,
        }
    )


def customer_table(rng, people, identities, *, parameters, calendar):
    """The customer table as each person would be entered once; `duplicates.respell` spells later entries anew."""
    n = len(people)
    english = identities["is_english"].to_numpy()
    birth = np.where(
        rng.random(n) < DEFAULT_BIRTH_RATE, DEFAULT_BIRTH, identities["birth"].to_numpy().astype("datetime64[D]")
    )
    birth = np.where(rng.random(n) < MISSING_BIRTH_RATE, np.datetime64("NaT", "D"), birth)
    bought = rng.random(n) < parameters.bought_source_share
    mail = pd.Series(_mail(identities)).mask(rng.random(n) < np.where(bought, 0.5, MISSING_MAIL_RATE))
    frame = pd.DataFrame(
        {
            "customer_id": people["customer_id"],
            "name": np.where(english, _english_name(identities), _chinese_name(identities)),
            "phone": joined("100", numbered("", identities["phone"], digits=8)),
            "email": mail,
            "birth_date": birth.astype("datetime64[s]"),
            "gender": coded(choose(rng, GENDER_SHARE, n), GENDERS),
            "city": np.where(english, _city(people, identities, 1), _city(people, identities, 0)),
            "address": np.where(english, _english_address(identities), _chinese_address(identities)),
            "region": coded(people["region"], P.REGIONS),
            "channel": coded(people["channel"], P.CHANNELS),
            "source": coded(bought.astype(int), ("own", "bought")),
            "joined_on": calendar.dates(people["joined"]),
        }
    )
    return frame.astype({"name": "str", "city": "str", "address": "str"})


def latin_name(identity):
    """Latin spelling of one person's Chinese name, family name first: Wang Xiaoming."""
    second = N.GIVEN[identity.second][1] if identity.second >= 0 else ""
    return f"{N.SURNAMES[identity.surname][1]} {(N.GIVEN[identity.given][1] + second).capitalize()}"


def _taken(words, positions, side=None):
    """Text column of the words at the given positions; -1 gives an empty text."""
    texts = [word if side is None else word[side] for word in words]
    return np.array([*texts, ""], dtype=object)[np.asarray(positions)]


def _chinese_name(who):
    return joined(
        _taken(N.SURNAMES, who["surname"], 0), _taken(N.GIVEN, who["given"], 0), _taken(N.GIVEN, who["second"], 0)
    )


def _english_name(who):
    return joined(
        _taken(N.ENGLISH_GIVEN, who["english_given"]), " ", _taken(N.ENGLISH_SURNAMES, who["english_surname"])
    )


def _mail(who):
    chinese = joined(
        _taken(N.SURNAMES, who["surname"], 1), ".", _taken(N.GIVEN, who["given"], 1), _taken(N.GIVEN, who["second"], 1)
    )
    english = joined(
        _taken(N.ENGLISH_GIVEN, who["english_given"]), ".", _taken(N.ENGLISH_SURNAMES, who["english_surname"])
    )
    person = pd.Series(np.where(who["is_english"], english, chinese)).str.lower()
    return joined(person, numbered("", who["phone"] % 10_000, digits=1), "@", _taken(N.MAIL_DOMAINS, who["domain"]))


def _city(people, who, side):
    return _taken(
        [city for cities in N.CITIES for city in cities], people["region"].to_numpy() * 4 + who["city"].to_numpy(), side
    )


def _chinese_address(who):
    street, house, flat = _taken(N.STREETS, who["street"], 0), who["house"], who["flat"]
    return joined(street, numbered("", house, digits=1), "号", numbered("", flat, digits=1), "室")


def _english_address(who):
    street = _taken(N.STREETS, who["street"], 1)
    return joined("Flat ", numbered("", who["flat"], digits=1), ", ", numbered("", who["house"], digits=1), " ", street)
