"""CPU time for tests of growth: the fastest of some rounds, collector off, so that no busy machine fails one."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time

PUTARAN = 3


def tercepat(kerja: Callable[[], object], cukup: float = 0.0) -> float:
    """Seconds of CPU of the fastest of a few rounds; no further round once one took at most `cukup`."""
    hasil = float("inf")
    for _ in range(PUTARAN):
        hasil = min(hasil, sekali(kerja))
        if hasil <= cukup:
            break
    return hasil


def sekali(kerja: Callable[[], object]) -> float:
    """Seconds of CPU of one round."""
    gc.collect()
    gc.disable()
    try:
        awal = process_time()
        kerja()
        return process_time() - awal
    finally:
        gc.enable()


def hampir_sebanding(kerja: Callable[[], object], kerja_empat_kali: Callable[[], object]) -> bool:
    """Whether four times the rows cost about four times as much; work of the square costs sixteen times. Measured
    again only where it looks like more."""
    kecil = besar = float("inf")
    for _ in range(PUTARAN):
        kecil, besar = min(kecil, sekali(kerja)), min(besar, sekali(kerja_empat_kali))
        if besar < 10 * kecil:
            return True
    return False
