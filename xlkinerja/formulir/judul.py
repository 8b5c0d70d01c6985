"""What a title or a signature line says about office, year and date, and which title was left over from another year.

Text in, facts out; only lines that name a document are judged, since titles also quote regulations, elections and
other years.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from xlkinerja.formulir.identitas import tahun_dari
from xlkinerja.formulir.indikator import kunci
from xlkinerja.formulir.kinerja import NAMA_BULAN
from xlkinerja.model import BarisAnggaran, CapaianIndikator, Dokumen
from xlkinerja.regeks import regeks
from xlkinerja.tataletak import KELIPATAN, normal
from xlkinerja.temuan import Sel

_DOKUMEN = regeks(
    r"\b(?:perjanjian kinerja|rencana (?:kinerja|aksi|kerja)|pengukuran kinerja|capaian kinerja|realisasi|anggaran|"
    r"data dukung|"
    r"laporan kinerja|indikator kinerja utama|iku|rkt|rak|lkj)\b|^tahun (?:anggaran )?\d{4}$"
)
_BUKAN_TAHUN_DOKUMEN = regeks(
    r"\b(?:nomor|no \d|peraturan|keputusan|undang|uu|pkpu|perpres|pmk|permen\w*|sumber|pemilu|pemilihan|pilkada|"
    r"banding|dibanding\w*|perbandingan|terhadap|dan tahun|sebelum\w*|lalu|periode|revisi|renstra|rencana strategis)\b"
)
_BULAN = {normal(n): i for i, nama in enumerate(NAMA_BULAN, 1) for n in nama}
_TANGGAL = regeks(
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
        and isi_serupa(d, [x for x in dokumen if x.tahun == utama and x.jenis == d.jenis and x.unit == d.unit])
    )  # fmt: skip


_BERTAHUN = ("pk", "rkt", "rak", "capaian", "anggaran", "iku", "data_dukung")


def _bertahun_satu(d: Dokumen) -> bool:
    """True for a table about one year, which its title names."""
    return d.jenis in _BERTAHUN and d.formulir != "capaian_tahunan"


def isi_serupa(d: Dokumen, serupa: Sequence[Dokumen]) -> bool:
    """True if there is no other table of this kind, or one has the very figures of this one."""
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


Masa = tuple[int, int]
"""Months of the year, from and to: (4, 6) is the second quarter."""
SETAHUN = (1, 12)
_KE = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "pertama": 1, "kesatu": 1, "kedua": 2, "ketiga": 3, "keempat": 4}
_URUT = r"(?:i{1,3}|iv|[1-4]|pertama|kesatu|kedua|ketiga|keempat)"
_SAMPAI = r"(?:(?:s d|sd|sampai|hingga|per|posisi|keadaan)(?: (?:dengan|akhir|bulan|tanggal|tgl))* )"
_BAGIAN_TAHUN = regeks(
    rf"\b(?P<sampai>{_SAMPAI})?(?P<jenis>triwulan|trw|tw|kuartal|semester|smt) ?(?:ke )?"
    rf"(?P<ke>{_URUT}(?: (?:(?:s d|sd|sampai|dengan|hingga|dan|triwulan|tw|semester) )*{_URUT})*)\b"
)
_NAMA_BULAN = {n: i for n, i in _BULAN.items() if len(n) > 3 or n == "mei"}


def _pola_bulan(nama: Sequence[str]) -> re.Pattern[str]:
    return regeks(rf"\b(?P<sampai>{_SAMPAI})?(?P<hari>\d{{1,2}} )?(?P<bulan>{'|'.join(nama)})\b")


_MASA_BULAN = _pola_bulan(tuple(_NAMA_BULAN))
_MASA_BULAN_SINGKAT = _pola_bulan(tuple(_BULAN))
_BARIS_TANGGAL = regeks(r"[^,]{3,40},\s*(?:\d{1,2}\s+)?[a-z]{3,9}\s+(?:19|20)\d\d\s*", re.I)
_BARIS_TERPANJANG = 160
_PROSA = regeks(
    r"\b(?:telah|adalah|yaitu|yakni|sebesar|merupakan|dilakukan|dilaksanakan|meningkat|menurun|banding|dibanding\w*|"
    r"perbandingan|terhadap|lalu)\b"
)


@lru_cache(maxsize=1024)
def baris_judul(teks: str) -> bool:
    """True for a line that may be a title; a sentence above a table may speak of other offices and periods."""
    return len(teks) <= _BARIS_TERPANJANG and not _PROSA.search(normal(teks))


@lru_cache(maxsize=1024)
def masa_teks(teks: str, *, singkat: bool = False) -> Masa | None:
    """The part of the year that a title line or, with short names of months (`singkat`), a sheet's name states; None
    if it states none.

    >>> masa_teks("Realisasi Anggaran s.d. Triwulan II Tahun 2024"), masa_teks("Capaian Triwulan II")
    ((1, 6), (4, 6))
    """
    if not baris_judul(teks) or _BARIS_TANGGAL.fullmatch(teks):
        return None
    kata = normal(teks)
    bagian = _BAGIAN_TAHUN.search(kata)
    if bagian is not None:
        bulan = 6 if bagian["jenis"] in ("semester", "smt") else 3
        ke = [_KE.get(k) or int(k) for k in re.findall(rf"\b{_URUT}\b", bagian["ke"])]
        return (1 if bagian["sampai"] else (min(ke) - 1) * bulan + 1), min(max(ke) * bulan, 12)
    semua = (_MASA_BULAN_SINGKAT if singkat else _MASA_BULAN).finditer(kata)
    # A bare date is that of a decree or a signature; "s.d. 30 September" is a period.
    disebut = [(_BULAN[m["bulan"]], bool(m["sampai"])) for m in semua if m["sampai"] or singkat or not m["hari"]]
    if not disebut or _REVISI.search(kata):
        return None
    awal = 1 if disebut[0][1] else disebut[0][0]
    akhir = disebut[-1][0]
    return (awal, akhir) if awal <= akhir else (akhir, akhir)


_REVISI = regeks(r"\b(?:revisi|rev|perubahan)\b(?: ?(?:ke )?(?P<ke>i{1,3}|iv|\d{1,2}|terakhir|akhir)\b)?")
_AWAL = regeks(r"\b(?:pk|pagu|rkt|rak|dipa|kinerja|aksi|tahunan|anggaran|versi) (?:awal|semula)\b|^awal$")
_SEBELUM = regeks(r"\bsebelum (?:revisi|perubahan)\b")
_PERATURAN = regeks(r"\b(?:peraturan|keputusan|nomor|undang|pkpu|atas)\b")
REVISI_TERAKHIR = 99


@lru_cache(maxsize=1024)
def versi_teks(teks: str, *, lembar: bool = False) -> int | None:
    """Which version of its document a title line, or a sheet's name, states: -1 the first one ("PK Awal"), 1, 2, ...
    its revisions; None if it states none.

    >>> versi_teks("Perjanjian Kinerja Perubahan Tahun 2024"), versi_teks("PK (AWAL)"), versi_teks("PK 2024")
    (1, -1, None)
    """
    kata = normal(re.sub(r"(?i)(?=revisi|perubahan|awal)", " ", teks) if lembar else teks)
    if not baris_judul(teks) or _PERATURAN.search(kata):
        return None
    if _SEBELUM.search(kata):
        return -1
    revisi = _REVISI.search(kata)
    if revisi is not None:
        ke = revisi["ke"] or "1"
        return REVISI_TERAKHIR if ke.endswith("akhir") else _KE.get(ke) or int(ke)
    return -1 if _AWAL.search(kata) or re.search(r"(?i)\(\s*awal\s*\)", teks) else None


_PANGKAT = {"ribu": 3, "juta": 6, "mili": 9, "mily": 9}
_KELIPATAN = regeks(rf"\b({KELIPATAN})\b", re.I)
_KELIPATAN_JUDUL = regeks(
    rf"\b(?:dalam|satuan\s*:?|x)\s*(?:rp\.?\s*)?({KELIPATAN})\b|\(\s*(?:rp\.?\s*)?({KELIPATAN})(?:\s*(?:rp\.?|rupiah))?\s*\)",
    re.I,
)
_DI_ATAS = 3
"""Rows above a table in which a caption about its amounts stands."""


def kelipatan(d: Dokumen, bidang: str) -> tuple[Decimal, Sel | None]:
    """Rupiah that one unit of a column of money stands for, and the cell that says so: its heading ("Pagu (juta Rp)"),
    else a caption within three rows above the table ("(dalam ribuan rupiah)"); 1 and None if neither does, or if they
    do not agree."""
    kepala = d.kepala[bidang]
    disebut = [(k, kepala) for k in _KELIPATAN.findall(kepala.tampil)]
    for s in d.judul_sel if not disebut else ():
        if s.baris >= d.rentang.baris1 - _DI_ATAS:
            disebut += [(a or b, s) for a, b in _KELIPATAN_JUDUL.findall(s.tampil)]
    pangkat = {_PANGKAT[k.casefold()[:4]] for k, _ in disebut}
    return (Decimal(10) ** pangkat.pop(), disebut[0][1]) if len(pangkat) == 1 else (Decimal(1), None)
