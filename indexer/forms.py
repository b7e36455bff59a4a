"""The blanks of a form: `{{name}}` in its text stands for the field of that name.

blanks("甲方：{{party}}，日期：{{day}}") == ("party", "day")
"""

import re

BLANK = re.compile(r"\{\{([a-z0-9_]+)\}\}")


def blanks(text: str) -> tuple[str, ...]:
    """The names of all blanks in order, each once."""
    return tuple(dict.fromkeys(BLANK.findall(text)))
