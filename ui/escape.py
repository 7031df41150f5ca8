"""Make values from data safe to show where Streamlit renders Markdown (titles, captions, metrics, alerts, labels)."""

import re

# Everything that begins Markdown, HTML, LaTeX ($), a colour or icon directive (:) or an automatic link: a
# backslash before each is enough, also for bare links, whose "://" and "www." it breaks up.
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:@&^=])")
LONGEST_QUOTED = 60
_BREAKS = re.compile(r"[\r\n\t\u2028\u2029]+")


def plain(value: object) -> str:
    r"""`value` as text that Markdown shows as it is: no image, link, colour, formula, heading or list comes of it.

    >>> print(plain("![x](http://example.com/a.png)"))
    \!\[x\]\(http\:\/\/example\.com\/a\.png\)
    """
    text = _BREAKS.sub(" ", str(value))
    return _SPECIAL.sub(r"\\\1", text).replace("/", r"\/")


def quoted(value: object) -> str:
    """What a link or a reader asked for, said back: as `plain`, and cut where it is longer than a name would be.

    >>> quoted("Store"), quoted("x" * 10_000).count("x")
    ('Store', 60)
    """
    text = str(value)
    return plain(text if len(text) <= LONGEST_QUOTED else text[:LONGEST_QUOTED] + "…")
