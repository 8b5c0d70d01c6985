"""`beku`: a frozen dataclass as far as anybody who reads or checks the code is concerned, made as fast as a plain one.

A workbook becomes tens of thousands of small records. A frozen dataclass takes four times as long to make as one that
is not, a tenth of a whole run, so for these the type checker alone sees to it that nobody changes them. They are
compared and hashed as frozen ones are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as beku
else:

    def beku(*, frozen: bool, slots: bool) -> Any:
        """`dataclass(frozen=True, slots=True)`, without the guard at run time."""
        assert frozen and slots
        return dataclass(slots=True, unsafe_hash=True)


__all__ = ["beku"]
