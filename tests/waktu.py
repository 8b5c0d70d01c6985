"""CPU time for tests of growth: the fastest of some rounds, collector off, so that no busy machine fails one."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time

PUTARAN = 3


def tercepat(kerja: Callable[[], object], cukup: float = 0.0) -> float:
    """Seconds of CPU of the fastest of a few rounds; no further round once one took at most `cukup`."""
    hasil = float("inf")
    gc.collect()
    gc.disable()
    try:
        for _ in range(PUTARAN):
            awal = process_time()
            kerja()
            hasil = min(hasil, process_time() - awal)
            if hasil <= cukup:
                break
    finally:
        gc.enable()
    return hasil


def hampir_sebanding(kerja: Callable[[], object], kerja_empat_kali: Callable[[], object]) -> bool:
    """Whether four times the rows cost about four times as much; work of the square costs sixteen times."""
    kecil = tercepat(kerja)
    return tercepat(kerja_empat_kali, cukup=6 * kecil) < 10 * kecil
