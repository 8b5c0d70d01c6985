"""The headings and title lines of a budget export: which column holds what, and which office, year and months it is
about. Text in, facts out; a heading that could mean two things is told as such.

The forms: SAKTI's "Laporan FA Detail" (Uraian, Pagu Revisi, Lock Pagu, Realisasi TA with Periode Lalu, Periode Ini,
s.d. Periode, %, Sisa Anggaran) and plain tables (Kode, Uraian, Pagu, Realisasi, "Realisasi s.d. Bulan Ini", Sisa, %).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlkinerja.beku import beku
from xlkinerja.formulir.baku import kode_satker_kpu
from xlkinerja.formulir.identitas import satker_berkode, satker_dari, tahun_dari
from xlkinerja.formulir.judul import Masa, masa_teks
from xlkinerja.formulir.keuangan import URAIAN
from xlkinerja.formulir.kinerja import NAMA_BULAN
from xlkinerja.model import Satker
from xlkinerja.regeks import regeks
from xlkinerja.tataletak import KELIPATAN, normal

UANG = ("pagu_awal", "pagu", "lalu", "ini", "sd", "realisasi", *(f"b{n}" for n in range(1, 13)))
"""Fields of money. `lalu`, `ini`, `sd`: realisasi up to the month before, of the month, up to the month; `realisasi`: a
heading that does not say which; `b1`..`b12`: of a month that the heading names."""
LABEL = ("kode", "nama")
_BULAN = {normal(n): i for i, nama in enumerate(NAMA_BULAN, 1) for n in nama}
_NAMA_BULAN = "|".join(sorted(_BULAN, key=len, reverse=True))
_TERPANJANG = 80
_KODE = regeks(r"(?:kode|kd)(?: (?:anggaran|program|kegiatan|output|mak|akun|rekening|komponen|kro|ro|sub))*|mak")
_NAMA = regeks(
    r"(?:kode (?:dan )?)?(?:uraian|nomenklatur|deskripsi)\b.*|program kegiatan\b.*|nama (?:program|kegiatan|akun)\b.*"
)
_URAIAN = frozenset(map(normal, URAIAN.judul))
_SISA = regeks(r"(?:sisa|saldo)\b.*")
_PERSEN = regeks(r"persen\b.*|.* persen|persentase\b.*|(?:tingkat )?(?:serapan|penyerapan|capaian)\b.*")
_PAGU = regeks(
    r"(?:(?:total|jumlah) )?(?:pagu|alokasi|anggaran|dipa)"
    r"(?: (?:anggaran|belanja|dipa|revisi|setelah|akhir|terakhir|ta|tahun|\d{4}))*"
)
_PAGU_AWAL = regeks(r"(?:pagu|anggaran|alokasi)(?: (?:dipa|anggaran))* (?:awal|semula)|(?:dipa )?awal")
_LAIN = regeks(
    r"(?:lock pagu|blokir|outstanding|rencana|rpd|target|komitmen|kontrak|efisiensi|volume|satuan|keterangan|ket|no"
    r"|nomor|jenis belanja|unit pelaksana|deviasi)\b.*"
)
_PANGKAL = regeks(
    r"(?:(?:jumlah|total|nilai) )?realisasi(?: (?:anggaran|belanja|keuangan|pembayaran|sp2d))*"
    r"(?: (?:ta|tahun(?: anggaran)?))?(?: \d{4})?"
)
_AKHIR = rf"(?: (?:ini|saat ini|berjalan|{_NAMA_BULAN}))?(?: \d{{4}})?"
_SD = regeks(
    r"(?:s d|sd|sampai dengan|sampai|hingga|kumulatif(?: s d| sd)?|akumulasi)(?: akhir)?"
    rf"(?: (?:periode|bulan|bln))?{_AKHIR}"
)
_INI = regeks(rf"(?:periode|bulan|bln) (?:ini|saat ini|berjalan|{_NAMA_BULAN})(?: \d{{4}})?")
_SD_LALU = regeks(
    r"(?:(?:s d|sd|sampai dengan|sampai|hingga) )(?:periode|bulan|bln) (?:yang )?(?:lalu|sebelumnya)"
    r"|periode (?:lalu|sebelumnya)"
)
_NAMA_SAJA = regeks(rf"(?:bulan )?({_NAMA_BULAN})(?: \d{{4}})?")
_DI_ATAS_LAIN = ("pagu", "pagu_awal", "sisa", "persen", "lain")


def medan(teks: str, induk: str = "") -> str | None:
    """The field that a heading stands for ("lain" for one that is known and not used), None if it is no heading.
    `induk`: the heading above it.

    >>> medan("s.d. Periode", "REALISASI TA 2024"), medan("Realisasi s/d Bulan Lalu"), medan("Pagu Revisi (Rp.)")
    ('sd', 'lalu', 'pagu')
    """
    if not teks or len(teks) > _TERPANJANG:
        return None
    kata = normal(teks)
    sendiri = _medan_sendiri(kata, teks)
    if sendiri is not None:
        return sendiri
    pangkal = _PANGKAL.match(kata)
    inti = kata[pangkal.end() :].strip() if pangkal is not None else kata
    if not inti:
        return "realisasi"
    hasil = _medan_realisasi(inti)
    if hasil is not None and inti == kata and medan(induk) in _DI_ATAS_LAIN:
        return "lain"
    return hasil


def _medan_sendiri(kata: str, teks: str) -> str | None:
    """The field of a heading that says by itself what it is."""
    if kata in ("persen",) or teks.strip() in ("%", "(%)"):
        return "persen"
    if _KODE.fullmatch(kata):
        return "kode"
    for nama, pola in (("lain", _LAIN), ("sisa", _SISA), ("pagu_awal", _PAGU_AWAL), ("pagu", _PAGU)):
        if pola.fullmatch(kata):
            return nama
    if _PERSEN.fullmatch(kata):
        return "persen"
    return "nama" if kata in _URAIAN or _NAMA.fullmatch(kata) else None


def _medan_realisasi(inti: str) -> str | None:
    for nama, pola in (("lalu", _SD_LALU), ("sd", _SD), ("ini", _INI)):
        if pola.fullmatch(inti):
            return nama
    cocok = _NAMA_SAJA.fullmatch(inti)
    return f"b{_BULAN[cocok[1]]}" if cocok is not None else None


def bulan_judul(teks: str) -> int | None:
    """The month that a heading names: "Realisasi s.d. Maret 2024" -> 3."""
    disebut = {_BULAN[k] for k in normal(teks).split() if k in _BULAN}
    return disebut.pop() if len(disebut) == 1 else None


@beku(frozen=True, slots=True)
class Perihal:
    """What an export says of itself: office, its KPU code as written, year, and the part of the year."""

    satker: Satker | None = None
    kode_kpu: str = ""
    tahun: int | None = None
    masa: Masa | None = None
    kelipatan: str = ""


_KODE_KPU = regeks(r"\b(?:satuan kerja|satker)\b\D{0,40}?(?<!\d)(\d{6})(?!\d)", re.I)
_CETAK = regeks(r"\b(?:di)?(?:cetak|unduh|download|print|generate)\w*\b|\btanggal (?:laporan|akses)\b", re.I)
_TAHUN_TEGAS = regeks(r"\b(?:tahun(?: anggaran)?|t\.?a\.?)\s*:?\s*((?:19|20)\d\d)\b", re.I)
_TANGGAL = regeks(r"(?<!\d)\d{1,2}[-/.](\d{1,2})[-/.]((?:19|20)\d\d)(?!\d)")
_BULAN_ANGKA = regeks(r"\b(?:bulan|periode)\s*:?\s*(0?[1-9]|1[0-2])\b(?![-/.\d])", re.I)
_SAMPAI = regeks(r"\b(?:s\.?\s?/?\s?d\.?|sampai|hingga|per|posisi|keadaan)(?=[\s:])", re.I)
_KELIPATAN = regeks(
    rf"\b(?:dalam|satuan\s*:?|x)\s*(?:rp\.?\s*)?({KELIPATAN})\b"
    rf"|\(\s*(?:rp\.?\s*)?({KELIPATAN})(?:\s*(?:rp\.?|rupiah))?\s*\)",
    re.I,
)


def perihal(judul: Sequence[str], kepala: Sequence[str]) -> Perihal:
    """What the title lines and the headings say."""
    baris = [j for j in judul if not _CETAK.search(j)]
    kode = next((m[1] for j in baris if (m := _KODE_KPU.search(j))), "")
    satker = satker_dari(baris) or _menurut_kode(kode)
    masa = next((ms for j in baris if (ms := _masa(j)) is not None), None)
    kelipatan = next((m[1] or m[2] for t in (*baris, *kepala) if (m := _KELIPATAN.search(t))), "")
    return Perihal(satker, kode, _tahun(baris, kepala), masa, kelipatan)


def _menurut_kode(kode: str) -> Satker | None:
    return next((satker_berkode(k) for k, kpu in kode_satker_kpu().items() if kode and kpu == kode), None)


def _masa(baris: str) -> Masa | None:
    """The part of the year that a title line states, in words or in figures ("01-01-2024 s.d. 31-03-2024")."""
    tanggal = [int(b) for b, _ in _TANGGAL.findall(baris) if 1 <= int(b) <= 12]
    if len(tanggal) == 2 and tanggal[0] <= tanggal[1]:
        return tanggal[0], tanggal[1]
    if tanggal:
        return (1, tanggal[0]) if _SAMPAI.search(baris) else None
    masa = masa_teks(baris)
    if masa is not None:
        return masa
    cocok = _BULAN_ANGKA.search(baris)
    if cocok is None:
        return None
    return (1 if _SAMPAI.search(baris) else int(cocok[1])), int(cocok[1])


def _tahun(judul: Sequence[str], kepala: Sequence[str]) -> int | None:
    """The one year that is named outright, else the one that title lines about a period or a document agree on."""
    tegas = {int(t) for j in (*judul, *kepala) for t in _TAHUN_TEGAS.findall(j)}
    if tegas:
        return tegas.pop() if len(tegas) == 1 else None
    tahun = {t for j in judul if (t := tahun_dari(j)) is not None}
    return tahun.pop() if len(tahun) == 1 else None
