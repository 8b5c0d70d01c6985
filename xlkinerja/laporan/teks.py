"""A run as text for a reader at a terminal: by workbook, sheet and cell, then one line that counts.

Of several workbooks those made from a template come first, since nothing but a comparison of offices can add to what
is found in them, and are told while the others are being checked; then the others, then what the comparison found.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from xlkinerja.angka import tulis_angka
from xlkinerja.beku import beku
from xlkinerja.konsol import aman
from xlkinerja.kumpulan import KODE_WILAYAH
from xlkinerja.laporan import nama_jalur, ringkasan, rujukan, satuan, tampak
from xlkinerja.model import JALUR_BERSAMA, Berkas
from xlkinerja.periksa import HasilBerkas, HasilPeriksa
from xlkinerja.temuan import Lokasi, Temuan, Tingkat, alamat_a1, urai_a1

_WARNA = {"galat": "1;31", "peringatan": "33", "info": "36", "judul": "1", "redup": "2"}
_TERKAIT_TERBANYAK = 8
_TEKS_TERPANJANG = 160
_LEBAR_TINGKAT = len("peringatan")
_SELISIH = {"%": " poin", "Rp": " rupiah", "": ""}


@beku(frozen=True, slots=True)
class Gaya:
    """How text is laid out: `lebar` columns, with ANSI colours or without."""

    lebar: int = 80
    warna: bool = False

    def cat(self, nama: str, teks: str) -> str:
        """Text in the colour of that name, or as it is."""
        return f"\x1b[{_WARNA[nama]}m{teks}\x1b[0m" if self.warna else teks

    def lipat(self, teks: str, *, awal: str = "", menjorok: int = 0) -> list[str]:
        """Text wrapped to the width: `awal` begins the first line, the others are indented."""
        baris = textwrap.wrap(
            teks, self.lebar, initial_indent=awal, subsequent_indent=" " * menjorok, break_on_hyphens=False
        )
        return baris or [awal.rstrip()]


def tulis(hasil: HasilPeriksa, *, tingkat: Tingkat, gaya: Gaya | None = None) -> Iterator[str]:
    """The report, a line at a time (each with its line feed); findings below `tingkat` are only counted."""
    return Aliran(tingkat, gaya or Gaya()).selesai(hasil)


class Aliran:
    """The report as it comes: `buku` for each workbook that is ready, in order, then `selesai` for the rest."""

    def __init__(self, tingkat: Tingkat, gaya: Gaya) -> None:
        self.tingkat = tingkat
        self.gaya = gaya
        self._sudah: set[int] = set()
        self._pertama, self._sesudah_rinci = True, False

    def buku(self, nomor: int, b: HasilBerkas) -> Iterator[str]:
        """One workbook by its number in the run; a negative one: what a comparison found, open or accepted."""
        self._sudah.add(nomor)
        rinci = bool(_terbuka(b, self.tingkat)) or nomor < 0
        if (rinci or self._sesudah_rinci) and not self._pertama:
            yield "\n"
        self._pertama, self._sesudah_rinci = False, rinci
        for baris in _buku(b, self.tingkat, self.gaya) if rinci else _bersih(b, self.tingkat, self.gaya):
            yield baris + "\n"

    def selesai(self, hasil: HasilPeriksa) -> Iterator[str]:
        """What has not been told yet, and the lines that close a report."""
        banding = []
        for i, b in enumerate(hasil.berkas):
            if b.berkas.templat and len(hasil.berkas) > 1:
                sendiri = replace(b, temuan=tuple(t for t in b.temuan if t.kode not in KODE_WILAYAH))
                banding.append(replace(b, temuan=tuple(t for t in b.temuan if t.kode in KODE_WILAYAH)))
                if i not in self._sudah:
                    yield from self.buku(i, sendiri)
        for i, b in enumerate(hasil.berkas):
            if i not in self._sudah:
                yield from self.buku(i, b)
        for b in (*banding, *((hasil.bersama,) if hasil.bersama is not None else ())):
            if tampak(b.temuan, self.tingkat):
                yield from self.buku(-1, b)
        yield from self._penutup(hasil)

    def _penutup(self, hasil: HasilPeriksa) -> Iterator[str]:
        yield "\n"
        for baris in self.gaya.lipat(penutup(hasil, self.tingkat)):
            yield baris + "\n"
        contoh = next((t for b in hasil.semua for t in _terbuka(b, self.tingkat)), None)
        if contoh is not None:
            for baris in self.gaya.lipat(f"Penjelasan sebuah kode: xlkinerja jelaskan {contoh.kode}", menjorok=4):
                yield self.gaya.cat("redup", baris) + "\n"


def _terbuka(b: HasilBerkas, tingkat: Tingkat) -> tuple[Temuan, ...]:
    """The findings to be told in full: at or above a severity and not accepted."""
    return tuple(t for t in tampak(b.temuan, tingkat) if t.diterima is None)


def penutup(hasil: HasilPeriksa, tingkat: Tingkat) -> str:
    """The line that counts: workbooks, findings of every severity, and what was not shown."""
    banyak = ringkasan(hasil)
    jumlah = ", ".join(f"{banyak[t.value]} {t.value}" for t in Tingkat)
    kalimat = f"{banyak['berkas']} buku kerja diperiksa: {jumlah}"
    if "diterima" in banyak:
        kalimat += f", {banyak['diterima']} diterima"
    lewat = [t.value for t in Tingkat if t.bobot < tingkat.bobot and banyak[t.value]]
    if lewat:
        kalimat += f" ({' dan '.join(lewat)} tidak ditampilkan; pakai --tingkat {lewat[-1]})"
    rusak = sum(b.berkas.pesan is not None for b in hasil.berkas)
    return f"{kalimat}; {rusak} tidak dapat dibaca" if rusak else kalimat


def _nama(b: HasilBerkas) -> tuple[str, str]:
    """The path of a workbook, and whose it is: ("kota-kupang.xlsx", "KPU Kota Kupang, 2024")."""
    satker = b.berkas.satker
    siapa = [satker.nama] if satker else []
    tahun = [str(b.berkas.tahun)] if b.berkas.tahun else []
    return aman(nama_jalur(b.berkas)), aman(", ".join(siapa + tahun))


def _bersih(b: HasilBerkas, tingkat: Tingkat, gaya: Gaya) -> list[str]:
    jalur, siapa = _nama(b)
    isi = "tidak dapat dibaca" if b.berkas.pesan is not None else "tidak ada temuan"
    kalimat = f"{jalur} ({siapa}): {isi}" if siapa else f"{jalur}: {isi}"
    banyak = Counter(t.tingkat for t in b.temuan if t.diterima is None)
    if banyak:
        kalimat += f" ({', '.join(f'{banyak[t]} {t.value}' for t in Tingkat if banyak[t])} tidak ditampilkan)"
    return [*gaya.lipat(kalimat, menjorok=4), *_diterima(b, tingkat, gaya)]


def _diterima(b: HasilBerkas, tingkat: Tingkat, gaya: Gaya) -> Iterator[str]:
    """A line for each accepted finding at or above a severity: where, what, and the reason that was given."""
    for t in tampak(b.temuan, tingkat):
        if t.diterima is not None:
            for baris in gaya.lipat(f"{_yang_diterima(b, t)}: {aman(t.diterima)}", awal="  Diterima  ", menjorok=12):
                yield gaya.cat("redup", baris)


def _yang_diterima(b: HasilBerkas, t: Temuan) -> str:
    """Where and which rule; of the run as a whole, that has no places, what was found."""
    if b.berkas.jalur == JALUR_BERSAMA:
        return f"{t.kode} {aman(t.pesan)}"
    return f"{aman(rujukan(t.lokasi, Lokasi(t.lokasi.berkas)))}  {t.kode}"


def _buku(b: HasilBerkas, tingkat: Tingkat, gaya: Gaya) -> Iterator[str]:
    jalur, siapa = _nama(b)
    for baris in gaya.lipat(jalur):
        yield gaya.cat("judul", baris)
    if siapa:
        yield from gaya.lipat(siapa)
    for lembar, isi in groupby(_terbuka(b, tingkat), key=lambda t: t.lokasi.lembar):
        temuan = tuple(isi)
        yield ""
        if lembar is not None:
            for baris in gaya.lipat(aman(lembar), awal="  Lembar ", menjorok=4):
                yield gaya.cat("judul", baris)
        yield from _lembar(b.berkas, temuan, gaya)
    diterima = list(_diterima(b, tingkat, gaya))
    yield from ["", *diterima] if diterima else []


def _lembar(berkas: Berkas, temuan: Sequence[Temuan], gaya: Gaya) -> Iterator[str]:
    """The findings of one sheet; advice that several of one code share is printed with the first of them."""
    kali = Counter((t.kode, t.saran) for t in temuan)
    lebar = max(len(_sel(t)) for t in temuan)
    sudah: set[tuple[str, str]] = set()
    for t in temuan:
        kunci = (t.kode, t.saran)
        saran = "" if kunci in sudah else t.saran
        sudah.add(kunci)
        di = "lembar" if t.lokasi.lembar is not None else _sel(t)
        untuk = f" (berlaku untuk {kali[kunci]} temuan {t.kode} di {di} ini)" if kali[kunci] > 1 else ""
        yield from _temuan(berkas, t, aman(saran) + untuk if saran else "", lebar, gaya)


def _sel(t: Temuan) -> str:
    umum = "folder" if t.lokasi.berkas == JALUR_BERSAMA else "berkas"
    return t.lokasi.sel or ("lembar" if t.lokasi.lembar is not None else umum)


def _temuan(berkas: Berkas, t: Temuan, saran: str, lebar: int, gaya: Gaya) -> Iterator[str]:
    tingkat = t.tingkat.value
    sel, ekor = f"  {_sel(t).ljust(lebar)}  ", f" {t.kode}  "
    awal = sel + tingkat.ljust(_LEBAR_TINGKAT) + ekor
    pertama, *lain = gaya.lipat(aman(t.pesan), awal=awal, menjorok=len(sel))
    warna = gaya.cat("judul", sel) + gaya.cat(tingkat, awal[len(sel) :])
    yield warna + pertama[len(awal) :] if gaya.warna else pertama
    yield from lain
    for label, isi in rincian(berkas, t, saran=saran):
        yield from gaya.lipat(isi, awal=f"{' ' * len(sel)}{label:<10} ", menjorok=len(sel) + 11)


def rincian(berkas: Berkas, t: Temuan, *, saran: str) -> Iterator[tuple[str, str]]:
    """What stands below a finding's message, as label and text on one line: the figures, the cause, `saran`, the
    related places. What there is nothing of is left out."""
    rinci = (("Sebab", aman(t.sebab or "")), ("Saran", saran), ("Terkait", tempat_terkait(t)))
    return ((label, isi) for label, isi in (*rincian_angka(berkas, t), *rinci) if isi)


def rincian_angka(berkas: Berkas, t: Temuan) -> Iterator[tuple[str, str]]:
    """What is written, what it should be and the difference; nothing if the message already says all of it."""
    sat = satuan(berkas, t)
    tertulis = _pendek(aman(t.tertulis or ""))
    selisih = _figur(t.selisih, sat, akhiran="") if t.selisih is not None else ""
    isi = {"tertulis": tertulis, "seharusnya": _seharusnya(t, tertulis, sat), "selisih": selisih}
    if not all(f"{label} {teks}" in t.pesan for label, teks in isi.items() if teks):
        yield from {**isi, "selisih": selisih and selisih + _SELISIH[sat]}.items()


def _seharusnya(t: Temuan, tertulis: str, sat: str) -> str:
    if not isinstance(t.seharusnya, Decimal):
        return _pendek(aman(t.seharusnya or ""))
    return _figur(t.seharusnya, sat, akhiran="%" if sat == "%" else "", bukan=tertulis)


def _figur(nilai: Decimal, sat: str, *, akhiran: str, bukan: str = "") -> str:
    """An Indonesian figure: percent with 2 decimals, money whole, counts with at most 2; more decimals
    where it would else read like `bukan`, or like 0."""
    mulai = {"%": 2, "Rp": 0}.get(sat, min(2, len(tulis_angka(nilai).partition(",")[2])))
    for desimal in range(mulai, mulai + 5):
        teks = tulis_angka(nilai, desimal)
        if teks + akhiran != bukan and (not nilai or teks.strip("-0,")):
            break
    return teks + akhiran


def _pendek(teks: str) -> str:
    return teks if len(teks) <= _TEKS_TERPANJANG else teks[: _TEKS_TERPANJANG - 1] + "…"


def tempat_terkait(t: Temuan) -> str:
    """The related places; cells that follow each other in a column become one range."""
    tempat = [aman(r) for r in rentang(t.terkait, t.lokasi)]
    lebih = len(tempat) - _TERKAIT_TERBANYAK
    if lebih > 0:
        tempat = [*tempat[:_TERKAIT_TERBANYAK], f"dan {lebih} tempat lain"]
    return ", ".join(tempat)


def rentang(terkait: Sequence[Lokasi], asal: Lokasi) -> Iterator[str]:
    """Places as `rujukan` writes them, runs of cells in a column joined: C58, C59, C60 -> "C58:C60"."""
    i = 0
    while i < len(terkait):
        j = i
        while j + 1 < len(terkait) and _di_bawah(terkait[j], terkait[j + 1]):
            j += 1
        awal = rujukan(terkait[i], asal)
        yield f"{awal}:{terkait[j].sel}" if j > i else awal
        i = j + 1


def _di_bawah(a: Lokasi, b: Lokasi) -> bool:
    if (a.berkas, a.lembar) != (b.berkas, b.lembar) or a.sel is None or b.sel is None:
        return False
    baris, kolom = urai_a1(a.sel)
    return b.sel == alamat_a1(baris + 1, kolom)
