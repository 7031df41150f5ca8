"""The encoding of a text file, told from all of it."""

import codecs
import re
from collections import Counter
from pathlib import Path

from data.contract import ContractError
from data.text_blocks import CHUNK, MAX_LINE_CHARS, blocks

CHINESE_SHARE = 0.7  # of the characters beyond ASCII; bytes of another encoding read as GB18030 give rare characters
MOSTLY = 0.9
_CYRILLIC = {
    "beyond": re.compile(r"[^\x00-\x7f\xa0]"),
    "letter": re.compile(r"[А-яЁё]"),
    "inner": re.compile(r"(?<=[А-яЁё])[А-яЁё]"),
    "small": re.compile(r"(?<=[А-яЁё])[а-яё]"),
}
_TEXT = re.compile(r"[^\x00-\x7f]")


def encoding_of(path: Path, *, name: str) -> str:
    """utf-8, utf-8-sig, utf-16, cp1251, gb18030 or cp1252: the first that makes sense of the whole file. Raises ContractError."""
    first = next(blocks(path), b"")
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    elif half := _utf16_half(first):
        candidates = [half]
    elif b"\x00" in first[:CHUNK].partition(b"\n")[0]:
        raise ContractError(f"{name} is not a text file.\nHint: export the data as CSV (UTF-8) or Parquet.")
    elif first.startswith(codecs.BOM_UTF8):
        candidates = ["utf-8-sig"]
    else:
        candidates = ["utf-8", "cp1251", "gb18030", "cp1252"]
    for encoding in candidates:
        if _reads_as(path, encoding):
            return encoding
        if encoding == "utf-8":
            _refuse_mixed(path, name=name)
    raise ContractError(f"{name} is text in no encoding known here.\nHint: save it as CSV in UTF-8.")


def _utf16_half(first: bytes) -> str:
    """UTF-16 without a byte-order mark: every other byte of plain letters is null. Empty for everything else."""
    head = first[:2000]
    if len(head) < 8 or b"\x00\x00" in head[:200]:
        return ""
    for encoding, start in (("utf-16-le", 1), ("utf-16-be", 0)):
        if head[start::2].count(0) > 0.6 * len(head[start::2]) and head[1 - start :: 2].count(0) == 0:
            return encoding
    return ""


def _refuse_mixed(path: Path, *, name: str) -> None:
    """Raise ContractError for a file of which most lines beyond ASCII are UTF-8 and some are not: it was glued together.

    A Chinese character may by chance be valid UTF-8 (元 and 女 in GB18030 are); lines of such ones alone prove nothing
    where the whole file reads as Chinese.
    """
    certain = perhaps = bad = first_bad = 0
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(MAX_LINE_CHARS), b""), start=1):
            if line.isascii():
                continue
            try:
                beyond = _TEXT.findall(line.decode("utf-8"))
            except UnicodeDecodeError:
                bad += 1
                first_bad = first_bad or number
                continue
            if max(beyond) < "\u0100" or max(beyond) >= "\u0800":
                certain += 1
            else:
                perhaps += 1
    if certain + perhaps > bad and not (certain <= bad and _reads_as(path, "gb18030")):
        others = "" if bad == 1 else f" (and {bad - 1:,} more)"
        raise ContractError(
            f"{name} mixes encodings: most of it is UTF-8, but line {first_bad:,}{others} is not.\n"
            "Hint: export it again in one encoding, best in UTF-8; parts of it may come from another program."
        )


def _reads_as(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    beyond_ascii: Counter[str] = Counter()
    cyrillic: Counter[str] = Counter()
    try:
        for block in blocks(path):
            text = decoder.decode(block)
            if encoding == "gb18030":
                beyond_ascii.update(_TEXT.findall(text))
            elif encoding == "cp1251":
                cyrillic.update({name: len(pattern.findall(text)) for name, pattern in _CYRILLIC.items()})
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    if encoding == "cp1251":
        return _is_cyrillic(cyrillic)
    return encoding != "gb18030" or _is_chinese(beyond_ascii)


def _is_cyrillic(found: Counter[str]) -> bool:
    """True for words of Cyrillic letters, small ones after the first: other encodings give single letters or any case."""
    return (
        found["letter"] >= MOSTLY * found["beyond"] > 0
        and found["inner"] >= 0.6 * found["letter"]
        and found["small"] >= MOSTLY * found["inner"]
    )


def _is_chinese(beyond_ascii: Counter[str]) -> bool:
    """True when most characters are the common ones of GB2312; 'Crédit' in cp1252 decodes too, but to rare ones."""
    common = 0
    for character, times in beyond_ascii.items():
        try:
            character.encode("gb2312")
        except UnicodeEncodeError:
            continue
        common += times
    return common >= CHINESE_SHARE * beyond_ascii.total()
