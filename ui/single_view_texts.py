"""What the page on duplicate customers says: codes and counts to sentences."""

from ui import formats
from ui.i18n import N_, _, ngettext

FIELDS = {
    "name": N_("Full name"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "birth": N_("Birth date"),
    "address": N_("Address"),
    "city": N_("City"),
}
LEVELS = {
    "same": N_("the same"),
    "close": N_("nearly the same"),
    "part": N_("agrees in part"),
    "unlike": N_("different"),
    "missing": N_("cannot be compared"),
}
STATUS = {
    "open": N_("undecided"),
    "accepted": N_("one person, from the next build"),
    "rejected": N_("two persons"),
    "merged": N_("merged"),
    "parting": N_("apart again from the next build"),
}
VERDICTS = {"same": N_("one person"), "different": N_("two persons")}
REASONS = {
    "no_personal_fields": N_(
        "No table of customers with names, phone numbers, e-mail addresses or addresses was delivered, so there is nothing "
        "to compare."
    ),
    "too_few_fields": N_(
        "The customers have too little in common to compare: two of name, phone, e-mail, birth date and address are needed."
    ),
    "not_asked": N_("This build was asked not to compare customers (--no-matching)."),
    "failed": N_("Comparing the customers failed in this build; the details are in the log of the build."),
}


def headline(*, reason: str, sure: int, doubtful: int, decided: int) -> str:
    """The finding of the page."""
    if reason:
        return _("Customers have not been compared with one another")
    if sure:
        return ngettext(
            "{n} pair of customers is almost surely one person, entered twice",
            "{n} pairs of customers are almost surely one person each, entered twice",
            sure,
        ).format(n=formats.whole(sure))
    if doubtful:
        return ngettext(
            "{n} pair of customers may be one person; somebody has to look at it",
            "{n} pairs of customers may be one person each; somebody has to look at them",
            doubtful,
        ).format(n=formats.whole(doubtful))
    if decided:
        return _("Every likely pair of customers has been decided on")
    return _("No customer seems to have been entered twice")


def compared(run) -> str:
    """How many were compared, and from when on a pair is sure."""
    said = _(
        "{ids} customer ids were compared with one another. A pair is sure from a probability of {sure}, doubtful from {least}."
    ).format(
        ids=formats.whole(run["compared"]),
        sure=formats.percent(run["sure_probability"], 0),
        least=formats.percent(run["least_probability"], 0),
    )
    if not run["learned"]:
        said += " " + _("There were too few likely pairs to learn from, so usual rates were taken: look twice.")
    return said


def agreement(row) -> str:
    """In which fields a pair agrees, in words: phone, e-mail; nearly: name."""
    by_level = {
        level: [_(FIELDS[field]) for field in FIELDS if row[f"{field}_code"] == level]
        for level in ("same", "close", "part", "unlike")
    }
    parts = [", ".join(by_level["same"])] if by_level["same"] else []
    for level, text in (
        ("close", N_("nearly: {fields}")),
        ("part", N_("in part: {fields}")),
        ("unlike", N_("not: {fields}")),
    ):
        if by_level[level]:
            parts.append(_(text).format(fields=", ".join(by_level[level])))
    return "; ".join(parts)
