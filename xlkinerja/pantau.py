"""Which workbooks are to be checked when, from what was heard of them; and what is new in a workbook. Pure.

Programs save in several steps: they write beside the workbook, move it away, move the new one to its place. Nothing is
looked at before a workbook has been left alone for a while, and then only what is there counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from xlkinerja.beku import beku
from xlkinerja.temuan import Temuan

ULANGAN = 2
"""How often a workbook that cannot be read, perhaps because it is still being written, is tried again."""
JEDA_TERLAMA = 60.0


class Antrean:
    """Paths that wait for quiet. Times are seconds of one clock that does not run backwards."""

    def __init__(self, tunggu: float) -> None:
        self.tunggu = tunggu
        self._saat: dict[str, float] = {}
        self._gagal: dict[str, int] = {}

    def tersentuh(self, jalur: str, kini: float) -> None:
        """Something was heard of a path; the quiet begins anew."""
        self._saat[jalur] = kini + self.tunggu
        self._gagal.pop(jalur, None)

    def jatuh_tempo(self, kini: float) -> list[str]:
        """The paths that have been left alone long enough, each once, the longest waiting first."""
        siap = sorted((s, j) for j, s in self._saat.items() if s <= kini)
        for _, j in siap:
            del self._saat[j]
        return [j for _, j in siap]

    def berikut(self) -> float | None:
        """When the next one is due; None if none waits."""
        return min(self._saat.values(), default=None)

    def terbaca(self, jalur: str) -> None:
        """It was read; failures before do not count any more."""
        self._gagal.pop(jalur, None)

    def gagal(self, jalur: str, kini: float) -> bool:
        """It could not be read: True if it is to be tried again, False if that was done often enough."""
        if jalur in self._saat:  # touched meanwhile
            return True
        kali = self._gagal.pop(jalur, 0) + 1
        if kali > ULANGAN:
            return False
        self._gagal[jalur] = kali
        self._saat[jalur] = kini + self.tunggu
        return True


def jeda() -> Iterator[float]:
    """Growing pauses before something that went away is looked for again, in seconds: 1, 2, 4, … 60, 60."""
    lama = 1.0
    while True:
        yield lama
        lama = min(2 * lama, JEDA_TERLAMA)


@beku(frozen=True, slots=True)
class Selisih:
    """What became of the findings of a workbook. `berubah`: still there with other figures; `diterima`: accepted in
    the workbook since."""

    baru: tuple[Temuan, ...] = ()
    berubah: tuple[Temuan, ...] = ()
    selesai: tuple[Temuan, ...] = ()
    diterima: tuple[Temuan, ...] = ()


def bandingkan(lama: Sequence[Temuan], kini: Sequence[Temuan]) -> Selisih:
    """Findings of a workbook against those of its previous check, by fingerprint. Accepted ones are not open."""
    tersisa: dict[str, list[Temuan]] = defaultdict(list)
    for t in lama:
        if t.diterima is None:
            tersisa[t.sidik].append(t)
    baru, berubah, diterima = [], [], []
    for t in kini:
        dulu = tersisa[t.sidik].pop(0) if tersisa[t.sidik] else None
        if t.diterima is not None:
            diterima += [t] if dulu is not None else []
        elif dulu is None:
            baru.append(t)
        elif dulu.pesan != t.pesan:
            berubah.append(t)
    sisa = {id(t) for daftar in tersisa.values() for t in daftar}
    return Selisih(tuple(baru), tuple(berubah), tuple(t for t in lama if id(t) in sisa), tuple(diterima))
