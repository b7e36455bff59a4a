"""What people type and what files contain, made safe before anything reads it.

Three characters crash or silently cut the native encoder (U+FDFA repeated, NUL, lone surrogates), and
control characters break terminals and databases. This is the one border where they are removed.

    clean("试用期\\x00多久\\ud83d") == "试用期多久"
    normalize("劳动合同法第３８条")  == "劳动合同法第38条"
"""

import re
import unicodedata

_REMOVED_CATEGORIES = {"Cc", "Cs", "Co", "Cn"}
_KEPT_CONTROLS = "\n\t"
_BLANKS = re.compile(r"[^\S\n]+")


def clean(text: str) -> str:
    """Drop control characters, surrogates, unassigned and private-use characters; fold blanks; strip."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(
        char for char in text if char in _KEPT_CONTROLS or unicodedata.category(char) not in _REMOVED_CATEGORIES
    )
    return _BLANKS.sub(" ", kept).strip()


def normalize(text: str) -> str:
    """The form that segmenter and encoder see: cleaned, then NFKC (full-width digits and letters become ASCII).

    NFKC is also what keeps U+FDFA from overflowing the bundled encoder: it becomes its 18 letters.
    """
    return clean(unicodedata.normalize("NFKC", clean(text)))


def has_content(text: str) -> bool:
    """Whether the text holds at least one letter, ideograph or digit (not only punctuation, blanks or emoji)."""
    return any(unicodedata.category(char)[0] in "LN" for char in text)
