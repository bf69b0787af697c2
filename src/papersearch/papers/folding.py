"""Folds a line as the gate compares it, so that no dress of a marking hides it."""

import html
import re
import unicodedata
from functools import lru_cache

_LOOK_ALIKE = str.maketrans(
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0430\u0435\u043a\u043e\u0440\u0441\u0442\u0443\u0445"
    "\u0405\u0406\u0408\u0455\u0456\u0458\u04bb\u0501\u051b\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a7"
    "\u03b1\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u0131\u0261\u1d04\u1d07\u1d0f\u1d18\u1d1b"
    "\u0570\u0578\u057d\u0585\u0581\u0561\u04cf\u0475\u03f2\u0455\u217c\u2236\ua789\uff5c",
    "ABEKMHOPCTYXaekopctyx"  # Cyrillic
    "SIJsijhdq"
    "ABEZHIKMNOPTX"  # Greek
    "aeikvoptux"
    "igceopt"
    "hnuogwlvcsl::|",  # Armenian and others
)
_CONTROLS = str.maketrans(dict.fromkeys((*range(9), *range(11, 32), 127)))
_SPACED = re.compile(r"(?<![^\W_])[^\W\d_](?:[ \t\u00a0.]{1,2}[^\W\d_](?![^\W_])){3,}")
_BETWEEN_WORDS = re.compile(r"[ \t\u00a0]{2,}")
_FEWEST_LETTERS = 6
_MOST_ESCAPES = 4
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});", re.IGNORECASE)
_COMMENT_ENDS = re.compile(r"<!-{2,}|-{2,}>")
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,80})?/?>", re.IGNORECASE)


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """A line with forms, case, look-alike letters, accents, spaced letters, entities, tags and white space folded."""
    if "&" in text or "<" in text:
        text = _TAG.sub(" ", _COMMENT_ENDS.sub(" ", _unescaped(text)))
    text = _together(text)
    plain = text.translate(_CONTROLS).lower() if text.isascii() else _fold_letters(text)
    plain = re.sub(r"[\u2010-\u2015\u2212]+", "-", plain)
    plain = re.sub(r"[_*|#~>]+", " ", plain)
    return " ".join(_SPACED.sub(lambda match: re.sub(r"[\s.]", "", match.group()), plain).split())


@lru_cache(maxsize=1024)
def bare(text: str) -> str:
    """The folded words of a line, without what stands between them."""
    return " ".join(re.sub(r"\W+", " ", fold(text)).split())


def _together(text: str) -> str:
    """A line of single letters as words: "N O T   F O R" is "NOT FOR", and "N O T F O R" is "NOTFOR"."""
    start = text.lstrip()
    if len(start) < 2 * _FEWEST_LETTERS - 1 or start[1] not in " \t\u00a0":
        return text
    letters = text.split()
    if len(letters) < _FEWEST_LETTERS or any(len(one) > 1 for one in letters):
        return text
    return " ".join("".join(word.split()) for word in _BETWEEN_WORDS.split(text.strip()))


def _fold_letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in plain if unicodedata.category(char) not in ("Mn", "Cf", "Cc") or char in "\t\n")
    return plain.translate(_LOOK_ALIKE).casefold().translate(_LOOK_ALIKE)


def _unescaped(text: str) -> str:
    """Without entities, be they escaped twice as saved pages can hold them."""
    for _ in range(_MOST_ESCAPES):
        if not _ENTITY.search(text):
            break
        text = html.unescape(text)
    return text
