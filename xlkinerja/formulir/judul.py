"""What a title or a signature line says about office, year and date, and which title was left over from another year.

Text in, facts out; only lines that name a document are judged, since titles also quote regulations, elections and
other years.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from xlkinerja.formulir.identitas import tahun_dari
from xlkinerja.formulir.indikator import kunci
from xlkinerja.formulir.kinerja import NAMA_BULAN
from xlkinerja.model import BarisAnggaran, CapaianIndikator, Dokumen
from xlkinerja.tataletak import normal
from xlkinerja.temuan import Sel

_DOKUMEN = re.compile(
    r"\b(?:perjanjian kinerja|rencana (?:kinerja|aksi|kerja)|pengukuran kinerja|capaian kinerja|realisasi|anggaran|"
    r"data dukung|"
    r"laporan kinerja|indikator kinerja utama|iku|rkt|rak|lkj)\b|^tahun (?:anggaran )?\d{4}$"
)
_BUKAN_TAHUN_DOKUMEN = re.compile(
    r"\b(?:nomor|no \d|peraturan|keputusan|undang|uu|pkpu|perpres|pmk|permen\w*|sumber|pemilu|pemilihan|pilkada|"
    r"banding|dibanding\w*|perbandingan|terhadap|dan tahun|sebelum\w*|lalu|periode|revisi|renstra|rencana strategis)\b"
)
_BULAN = {normal(n): i for i, nama in enumerate(NAMA_BULAN, 1) for n in nama}
_TANGGAL = re.compile(
    r"(?:(?:ditetapkan|dibuat|ditandatangani)\s+)?(?:di\s+)?(?:[a-z][a-z .'-]{1,40}\s*[,:]\s*)?(?:pada\s+)?"
    r"(?:tanggal\s*:?\s*)?(\d{1,2})\s*(?:([a-z]{3,9})\.?|[-/.]\s*(\d{1,2})\s*[-/.])\s*((?:19|20)\d\d)",
    re.I,
)


class TanggalMustahil(ValueError):
    """A day that no calendar has (31 Februari)."""


def tanggal_tanda_tangan(teks: str) -> date | None:
    """The date of a signature line ("Kupang, 15 Januari 2024", "Pada tanggal 15-01-2024"), or None if the text is no
    such line. Raises TanggalMustahil."""
    cocok = _TANGGAL.fullmatch(" ".join(teks.split()))
    if cocok is None:
        return None
    bulan = int(cocok[3]) if cocok[3] else _BULAN.get(cocok[2].casefold())
    if bulan is None:
        return None
    try:
        return date(int(cocok[4]), bulan, int(cocok[1]))
    except ValueError as galat:
        raise TanggalMustahil(teks) from galat


def tahun_baris_judul(teks: str) -> int | None:
    """The year of the document that a title line names; None for lines about something else."""
    kata = normal(teks)
    if not _DOKUMEN.search(kata) or _BUKAN_TAHUN_DOKUMEN.search(kata):
        return None
    return tahun_dari(teks)


def judul_tahun_lain(d: Dokumen) -> tuple[Sel, int] | None:
    """The title cell that names another year than the one its table is about, with that year."""
    if d.tahun is None or not _bertahun_satu(d):
        return None
    for s in d.judul_sel:
        tahun = tahun_baris_judul(s.tampil)
        if tahun is not None and tahun != d.tahun:
            return s, tahun
    return None


def tahun_tertinggal(dokumen: Sequence[Dokumen]) -> frozenset[int]:
    """Indexes of the tables whose title kept another year: the year stands on no other sheet, at least three sheets
    agree on another one, and the workbook has no other table of that kind, or has one with the very same figures."""
    lembar: dict[int, set[str]] = defaultdict(set)
    for d in dokumen:
        if _bertahun_satu(d) and d.tahun is not None:
            lembar[d.tahun].add(d.lembar)
    banyak = Counter({t: len(s) for t, s in lembar.items()}).most_common(2)
    if not banyak or banyak[0][1] < 3 or (len(banyak) > 1 and banyak[1][1] > 1):
        return frozenset()
    utama = banyak[0][0]
    return frozenset(
        i for i, d in enumerate(dokumen)
        if _bertahun_satu(d) and d.tahun is not None and d.tahun != utama and len(lembar[d.tahun]) == 1
        and not (d.tahun == utama + 1 and d.jenis in ("pk", "rkt", "rak"))
        and any(tahun_baris_judul(s.tampil) == d.tahun for s in d.judul_sel)
        and _isi_tahun_ini(d, [x for x in dokumen if x.tahun == utama and x.jenis == d.jenis and x.unit == d.unit])
    )  # fmt: skip


_BERTAHUN = ("pk", "rkt", "rak", "capaian", "anggaran", "iku", "data_dukung")


def _bertahun_satu(d: Dokumen) -> bool:
    """True for a table about one year, which its title names."""
    return d.jenis in _BERTAHUN and d.formulir != "capaian_tahunan"


def _isi_tahun_ini(d: Dokumen, serupa: Sequence[Dokumen]) -> bool:
    """True if no table of this kind has the year, or one has the very figures of this one."""
    milik, lain = _angka(d), [a for x in serupa if (a := _angka(x))]
    return not serupa or (len(milik) >= 3 and any(milik <= a or a <= milik for a in lain))


def _angka(d: Dokumen) -> frozenset[tuple[str, str, str]]:
    """What a table reports about its year: realisasi by indicator, pagu and realisasi by row."""
    kinerja = {
        (kunci(b.indikator), normal(b.asal["target"].tampil), normal(b.asal["realisasi"].tampil))
        for b in d.baris if isinstance(b, CapaianIndikator)
    }  # fmt: skip
    uang = {
        (normal(b.nama), str(b.pagu), str(b.realisasi))
        for b in d.baris if isinstance(b, BarisAnggaran) and b.pagu is not None
    }  # fmt: skip
    return frozenset(kinerja | uang)
