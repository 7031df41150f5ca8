"""The encoding of a text file, told from all of it."""

import codecs
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from data.contract import ContractError
from data.intake.names import is_known
from data.text_blocks import CHUNK, MAX_LINE_CHARS, blocks
from data.text_languages import LANGUAGES, likeness

SAMPLE_BYTES = 200_000  # of lines beyond ASCII
ENOUGH = 0.5  # likeness from which an encoding is believed
FEW = 0.1  # share of lines that may be broken in an encoding of two bytes a character
DOUBLE_BYTE = {"gb18030", "cp950", "cp932", "euc_jp", "cp949"}  # of which a character may by chance be valid UTF-8
_PARTS = re.compile(r"[\s,;|\"\d]+")
_TEXT = re.compile(r"[^\x00-\x7f]")


def encoding_of(path: Path, *, name: str) -> str:
    """The codec that makes sense of the whole file: UTF-8, UTF-16, else the one in which it looks most like a language.

    Raises ContractError.
    """
    first = next(blocks(path), b"")
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    elif half := _utf16_half(first):
        candidates = [half]
    elif b"\x00" in first[:CHUNK].partition(b"\n")[0]:
        raise ContractError(f"{name} is not a text file.\nHint: export the data as CSV (UTF-8) or Parquet.")
    elif first.startswith(codecs.BOM_UTF8):
        candidates = ["utf-8-sig"]
    elif _reads_as(path, "utf-8"):
        return "utf-8"
    else:
        _refuse_mixed(path, name=name)
        candidates = [*likely(path), "cp1252"]
    for encoding in candidates:
        if _reads_as(path, encoding):
            return encoding
        if encoding in DOUBLE_BYTE:
            _refuse_broken(path, encoding, name=name)
    raise ContractError(f"{name} is text in no encoding known here.\nHint: save it as CSV in UTF-8.")


def likely(path: Path) -> list[str]:
    """The encodings, likeliest first, in which the lines beyond ASCII look like a language and its header names known columns."""
    lines, size = {}, 0
    with path.open("rb") as file:
        header = file.readline(MAX_LINE_CHARS)
        for line in (header, *iter(lambda: file.readline(MAX_LINE_CHARS), b"")):
            if not line.isascii() and line not in lines:
                lines[line] = True
                size += len(line)
                if size > SAMPLE_BYTES:
                    break
    scores: dict[str, float] = {}
    for language in LANGUAGES:
        text, names = _sound(lines, language.encoding), _sound([header], language.encoding)
        if not (text and names):
            continue
        words = " ".join(dict.fromkeys(_PARTS.split(text)))  # each once: a name that is repeated says no more
        score = likeness(words, language) + 0.5 * _known_share(names)
        scores[language.encoding] = max(score, scores.get(language.encoding, 0.0))
    return [encoding for encoding in sorted(scores, key=lambda one: -scores[one]) if scores[encoding] >= ENOUGH]


def _sound(lines: Iterable[bytes], encoding: str) -> str:
    """The lines as text; empty where more than a few of them cannot be read, any at all where characters are single bytes."""
    read = []
    for line in lines:
        with suppress(UnicodeDecodeError):
            read.append(line.decode(encoding))
    total = len(list(lines))
    return "".join(read) if len(read) >= total * (1 - FEW if encoding in DOUBLE_BYTE else 1) else ""


def _refuse_broken(path: Path, encoding: str, *, name: str) -> None:
    """Raise ContractError for a file in `encoding` but for some bytes: read otherwise, all of its words would be wrong."""
    first_bad = bad = 0
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(MAX_LINE_CHARS), b""), start=1):
            if not _sound([line], encoding) and line.strip():
                bad, first_bad = bad + 1, first_bad or number
    others = "" if bad == 1 else f" (and {bad - 1:,} more)"
    raise ContractError(
        f"{name} is text in {encoding}, but line {first_bad:,}{others} has bytes that are none.\n"
        "Hint: export it again in UTF-8; a program may have cut a long text in the middle of a character."
    )


def _known_share(header: str) -> float:
    """Share of the names beyond ASCII in a header line that are known for a field."""
    names = [name for name in re.split(r"[,;\t|\r\n]", header) if not name.isascii()]
    return sum(is_known(name) for name in names) / max(len(names), 1)


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
    if certain + perhaps > bad and not (certain <= bad and set(likely(path)[:1]) & DOUBLE_BYTE):
        others = "" if bad == 1 else f" (and {bad - 1:,} more)"
        raise ContractError(
            f"{name} mixes encodings: most of it is UTF-8, but line {first_bad:,}{others} is not.\n"
            "Hint: export it again in one encoding, best in UTF-8; parts of it may come from another program."
        )


def _reads_as(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for block in blocks(path):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
