"""People entered twice: how the later entry differs from the first, and which entries are one person."""

import numpy as np
import pandas as pd

from data.simulate import names as N
from data.simulate.people import latin_name

NAME_FORMS = ("same", "latin", "latin, given name first", "misheard")
NAME_FORM_SHARE = (0.30, 0.35, 0.15, 0.20)
RESPELLED = ["name", "phone", "email", "birth_date", "city", "address"]
FORMS = ["name_form", "phone_form", "email_form", "birth_form"]
CITY_IN_LATIN = dict(pair for cities in N.CITIES for pair in cities)


def respell(rng, table, identities, duplicates):
    """The customer table with each later entry spelled anew, and the truth: one row per pair.

    table : customer table, in the order of the people. Returns (table, truth); truth has customer_id (later entry),
    same_as (first entry) and the form of its name, phone, email and birth date.
    """
    rows, originals = duplicates["row"].to_numpy(), duplicates["original"].to_numpy()
    firsts, persons = table.loc[originals, RESPELLED].itertuples(), identities.loc[originals].itertuples()
    drawn = [_entry(rng, first, person) for first, person in zip(firsts, persons, strict=True)]
    table = table.copy()
    for position, column in enumerate(RESPELLED):
        spelled = pd.Series([entry[position] for entry, _ in drawn], index=rows, dtype=table[column].dtype)
        table.loc[rows, column] = spelled
    forms = pd.DataFrame([form for _, form in drawn], columns=FORMS)
    ids = table["customer_id"].to_numpy()
    return table, pd.concat([pd.DataFrame({"customer_id": ids[rows], "same_as": ids[originals]}), forms], axis=1)


def _entry(rng, first, identity):
    """One later entry in the order of RESPELLED, and the forms it took."""
    name_form = NAME_FORMS[np.searchsorted(np.cumsum(NAME_FORM_SHARE), rng.random())]
    phone, phone_form = _phone(rng, first.phone)
    email, email_form = _email(rng, first.email)
    birth, birth_form = _birth(rng, first.birth_date)
    city = CITY_IN_LATIN.get(first.city, first.city) if name_form.startswith("latin") else first.city
    entry = (_name(first.name, name_form, identity), phone, email, birth, city, _address(rng, first.address))
    return entry, (name_form, phone_form, email_form, birth_form)


def _name(name, form, identity):
    """The name in another form; an English name is turned round, cut to an initial or misspelled instead."""
    if form == "same":
        return name
    if identity.is_english:
        given, family = name.split(" ")
        return {"latin": f"{family}, {given}", "misheard": f"{given} {family}{family[-1]}"}.get(
            form, f"{given[0]}. {family}"
        )
    if form == "misheard":
        heard = "".join(N.SOUND_ALIKE.get(sign, sign) for sign in name)
        return heard if heard != name else f"{name[0]} {name[1:]}"
    family, given = latin_name(identity).split(" ")
    return f"{family} {given}" if form == "latin" else f"{given} {family.upper()}"


def _phone(rng, phone):
    drawn = rng.random()
    if drawn < 0.45:
        return phone, "same"
    if drawn < 0.85:
        return f"+86 {phone[:3]}-{phone[3:7]}-{phone[7:]}", "other format"
    unlike = [place for place in range(3, len(phone) - 1) if phone[place] != phone[place + 1]]
    place = unlike[int(rng.integers(len(unlike)))] if unlike else 0
    return phone[:place] + phone[place + 1] + phone[place] + phone[place + 2 :], "digits swapped"


def _email(rng, email):
    drawn = rng.random()
    if drawn < 0.3 or pd.isna(email):
        return None, "missing"
    if drawn < 0.7:
        return email, "same"
    person, domain = email.split("@")
    return f"{person.replace('.', '_')}@{domain}", "other spelling"


def _birth(rng, birth):
    drawn = rng.random()
    if drawn < 0.2 or pd.isna(birth):
        return pd.NaT, "missing"
    if drawn < 0.8:
        return birth, "same"
    if birth.day <= 12 and birth.day != birth.month:
        return birth.replace(month=birth.day, day=birth.month), "day and month swapped"
    return birth + pd.Timedelta(days=1), "one day off"


def _address(rng, address):
    """The same address, or written with blanks or short forms."""
    if rng.random() < 0.5:
        return address
    for full, short in (
        ("号", "号 "),
        ("大道", "大街"),
        ("Road", "Rd"),
        ("Street", "St."),
        ("Avenue", "Ave"),
        ("Lane", "Ln"),
    ):
        if full in address:
            return address.replace(full, short)
    return address
