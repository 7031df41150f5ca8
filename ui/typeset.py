"""Where a sentence may break, and where it has no gap: what a browser and a template of words do not know by themselves."""

import re

_JOINER = "\u2060"  # takes no room, and no line ends at it
_CHINESE = r"[\u3001-\u301f\u3400-\u9fff\uff01-\uff60]"
_GAP_IN_CHINESE = re.compile(rf"(?<={_CHINESE})[ ](?={_CHINESE})")
_BEFORE_UNIT = re.compile(r"(?<=\d)(?=[万亿])")
_MINUS_BEFORE_SIGN = re.compile(r"(?<![^\s(（：:])-(?=[A-Z]{0,3}[¥$€£])")


def typeset(text: str) -> str:
    """A sentence of ours, ready to be shown: an amount stays on one line, and Chinese words put together have no gap.

    Templates have a blank around what is filled in, for figures and Latin names; between Chinese words it is a fault.

    >>> typeset("门店 的客户，小程序 的客户"), typeset("Pareto/NBD 的客户")
    ('门店的客户，小程序的客户', 'Pareto/NBD 的客户')
    >>> typeset("-¥29.8万").replace("\u2060", "|")
    '-|¥29.8|万'
    """
    text = _GAP_IN_CHINESE.sub("", text)
    text = _BEFORE_UNIT.sub(_JOINER, text)
    return _MINUS_BEFORE_SIGN.sub(f"-{_JOINER}", text)
