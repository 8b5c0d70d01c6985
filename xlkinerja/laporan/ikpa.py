"""Lowest rows of a budget table with months to the absorption that IKPA judges, quarter by quarter.

Blocked pagu cannot be spent and does not count. The quarter is the one that the workbook says it reports up to; where
it does not say, nothing is judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from xlkinerja.beku import beku
from xlkinerja.hitung import penyerapan_ikpa, penyerapan_ikpa_tahun
from xlkinerja.model import BarisAnggaran
from xlkinerja.olah import TargetIkpa

_NOL = Decimal(0)


@beku(frozen=True, slots=True)
class Ikpa:
    """Absorption up to the end of `triwulan`; blocked pagu does not count. `serapan` and `target` (weighted by the pagu
    of each belanja type) in percent of pagu; `nilai`: the IKPA value of each quarter so far; `rata`: their mean.
    `bulan`: the last month with a realisasi, 0 for none."""

    triwulan: int
    serapan: Decimal
    target: Decimal
    nilai: tuple[Decimal, ...]
    rata: Decimal
    bulan: int = 12

    @property
    def tercapai(self) -> bool:
        """True if the target is met, unrounded."""
        return self.serapan >= self.target


def ikpa(daun: Sequence[BarisAnggaran], triwulan: int | None, target: TargetIkpa) -> tuple[Ikpa | None, str]:
    """The IKPA absorption of these rows up to a quarter, or why it cannot be judged."""
    if triwulan is None:
        return None, "periode laporan tidak diketahui"
    if alasan := _kurang(daun, target):
        return None, alasan
    pagu: dict[str, Decimal] = defaultdict(Decimal)
    pakai: list[dict[str, Decimal]] = [defaultdict(Decimal) for _ in range(triwulan)]
    for b in daun:
        jenis = _jenis(b)
        if jenis not in target:  # a row without any figure
            continue
        pagu[jenis] += (b.pagu or _NOL) - (b.blokir or _NOL)
        for t in range(triwulan):
            pakai[t][jenis] += sum((n for m, n in b.bulan.items() if n and m <= 3 * (t + 1)), _NOL)
    jumlah = sum(pagu.values(), _NOL)
    if jumlah <= 0 or any(p < 0 for p in pagu.values()):
        return None, "pagu (di luar blokir) nol"
    nilai = [penyerapan_ikpa(t + 1, pagu=pagu, realisasi=pakai[t], target=target) for t in range(triwulan)]
    angka = tuple(n for n in nilai if isinstance(n, Decimal))
    rata = penyerapan_ikpa_tahun(angka)
    if not isinstance(rata, Decimal):
        return None, rata.alasan
    sasaran = sum((p * target[j][triwulan - 1] for j, p in pagu.items()), _NOL) / jumlah
    terserap = sum(pakai[-1].values(), _NOL) * 100 / jumlah
    bulan = max((m for b in daun for m, n in b.bulan.items() if n), default=0)
    return Ikpa(triwulan, terserap, sasaran, angka, rata, bulan), ""


def _jenis(b: BarisAnggaran) -> str:
    return b.belanja.strip()[:2]


def _kurang(daun: Sequence[BarisAnggaran], target: TargetIkpa) -> str:
    """What the rows lack for a judgement, "" if nothing."""
    if not any(b.bulan for b in daun):
        return "realisasi tidak dirinci per bulan"
    if any(b.realisasi and all(n is None for n in b.bulan.values()) for b in daun):
        return "realisasi sebagian baris tidak dirinci per bulan"
    if any((b.pagu or any(b.bulan.values())) and _jenis(b) not in target for b in daun):
        return "jenis belanja tidak tercatat pada semua baris"
    return ""
