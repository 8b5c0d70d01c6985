"""What the cells of one computed column have in common, looked at once: a table may have 20,000 rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from xlkinerja.model import BarisAnggaran, CapaianIndikator, Dokumen
from xlkinerja.olah import Hitungan
from xlkinerja.rumus_templat import KOLOM_BERUMUS
from xlkinerja.tampilan import urai_format
from xlkinerja.temuan import Sel


class KolomHitungan:
    """The column of a field in a table of capaian or budget rows."""

    def __init__(self, dokumen: Dokumen, bidang: str) -> None:
        self._dokumen, self._bidang = dokumen, bidang
        self.bentuk: dict[tuple[str, str], tuple[str | None, Decimal]] = {}
        """Format and kind of a cell -> the format and scale in which a budget's figure is written there."""

    def _sel(self) -> Iterator[Sel]:
        for b in self._dokumen.baris:
            if isinstance(b, CapaianIndikator | BarisAnggaran) and self._bidang in b.asal:
                yield b.asal[self._bidang]

    @cached_property
    def berumus(self) -> bool:
        """True if a template's formulas fill the column: one of its cells still has its own."""
        return self._bidang in KOLOM_BERUMUS and any(s.rumus is not None for s in self._sel())

    @cached_property
    def format(self) -> str | None:
        """The number format that most numbers of the column carry."""
        kode = Counter(s.format for s in self._sel() if s.jenis == "n" and berformat(s))
        return max(sorted(kode), key=lambda k: kode[k]) if kode else None

    @cached_property
    def terbesar(self) -> Decimal | None:
        """Size of the largest number in the column, None if it has none but zeros."""
        return max((abs(s.nilai) for s in self._sel() if isinstance(s.nilai, Decimal) and s.nilai), default=None)


class SemuaKolom:
    """The computed columns of a workbook's documents, each made when it is first asked for."""

    def __init__(self) -> None:
        self._ada: dict[tuple[int, str], KolomHitungan] = {}

    def __call__(self, h: Hitungan) -> KolomHitungan:
        """The column that a computed figure stands in."""
        kunci = (id(h.dokumen), h.bidang)
        if kunci not in self._ada:
            self._ada[kunci] = KolomHitungan(h.dokumen, h.bidang)
        return self._ada[kunci]


def berformat(s: Sel) -> bool:
    """True for a cell whose number format says how many decimals it shows."""
    t = urai_format(s.format)
    return not t.teks and t.desimal is not None and not t.tanggal
