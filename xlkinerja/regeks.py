"""Regular expressions that are compiled when they are first used.

There are two hundred in the package; to compile them all took a fifth of the start of every command, and one workbook
needs half of them. (Django does the same, in `django.utils.regex_helper`.)
"""

from __future__ import annotations

import re
from typing import Any, cast

_CARA = ("search", "match", "fullmatch", "sub", "findall", "finditer", "split")


class _Nanti:
    """A pattern of which only the text is known; asked for something, it becomes a compiled one."""

    __slots__ = ("_bendera", "_teks", *_CARA)

    def __init__(self, teks: str, bendera: int) -> None:
        self._teks, self._bendera = teks, bendera

    def __getattr__(self, nama: str) -> Any:
        jadi = re.compile(self._teks, self._bendera)
        for cara in _CARA:
            setattr(self, cara, getattr(jadi, cara))
        return getattr(jadi, nama)


def regeks(teks: str, bendera: int = 0) -> re.Pattern[str]:
    """`re.compile`, later. Raises what that raises, when the pattern is first used: tests/test_regeks.py compiles all
    of them."""
    return cast("re.Pattern[str]", _Nanti(teks, bendera))
