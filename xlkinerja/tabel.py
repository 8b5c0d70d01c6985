"""From a header to the rows of its table: groups carried down, repeats dropped, notes and signatures left out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from xlkinerja.beku import beku
from xlkinerja.cari import Kepala
from xlkinerja.kisi import Kisi
from xlkinerja.kode_baris import adalah_pindahan, adalah_total, pisah_kode
from xlkinerja.regeks import regeks
from xlkinerja.tataletak import Jenis, normal, rapat
from xlkinerja.temuan import Sel

_KOSONG_TERBANYAK = 15
_ASING_TERBANYAK = 4
_ASING_ANGGARAN = 12
_AKHIR = regeks(
    r"\s*(?:keterangan|catatan|sumber|ket)\s*[:.]|\s*tabel\s+\d+|\s*\*+\s*[:)]|"
    r"\s*[a-z][a-z .]{2,40},\s*\d{1,2}\s+[a-z]+\s+(?:19|20)\d\d\s*$",
    re.I,
)
_PENUTUP_TERJAUH = 60
"""Filled rows below a table in which its signature is looked for."""
_BERTAHUN = regeks(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TEMPAT_SAJA = regeks(r"[A-Za-z .']{3,40},|.{0,40}\btanggal\s*:?", re.I)
_GARIS = " -–—_"
_ANGKA_SAJA = regeks(r"[\d.,()\s]+")
_INDIKATOR = regeks(r"\s*(?:persentase|jumlah|nilai|indeks|opini|tingkat|rasio)\s+\S", re.I)
_RATA = regeks(
    r"(?:jumlah |total |nilai )?(?:persentase )?(?:capaian )?(?:kinerja )?rata rata"
    r"(?: (?:persentase|capaian|kinerja|indikator|sasaran|strategis|total|keseluruhan|seluruh|tahun|\d{4}))*"
)
_RANGKUMAN = regeks(
    r"(?:(?:jumlah|total|nilai|persentase|persen|capaian) )*(?:rata rata|rerata)\b.*"
    r"|(?:total|jumlah|nilai) capaian\b.*|capaian (?:kinerja|total|keseluruhan|organisasi)\b.*"
    r"|(?:total |jumlah |nilai )?kinerja (?:organisasi|satker|satuan kerja|keseluruhan|kpu)\b.*"
)
"""Beginnings of rows that sum the table up, if target and realisasi are blank: an indicator may be worded alike."""
_HALAMAN = regeks(r"[\W_]*(?:hal(?:aman|\.)?\s*)?\d{1,3}(?:\s*(?:dari|/)\s*\d{1,3})?[\W_]*", re.I)


@beku(frozen=True, slots=True)
class BarisMentah:
    """One data row: field -> cell (carried columns answer with the cell they were printed in), its group number;
    `total`: a row of money or counts that is labelled as a total."""

    nomor: int
    sel: Mapping[str, Sel]
    kelompok: int
    total: bool = False

    def teks(self, bidang: str) -> str:
        """What the cell of a field shows, white space folded; "" where there is no such column."""
        sel = self.sel.get(bidang)
        return rapat(sel.tampil) if sel is not None else ""


Tunda = tuple[int, dict[str, Sel], bool]
"""A row not yet known to belong: its number, its cells, whether it counts by itself once a complete row follows."""


@dataclass(slots=True)
class TabelMentah:
    """A table as found: header, title lines above it (`judul_sel`: their cells), data rows, last row read; `tunda`:
    budget headings that ended a page and belong to the rows of the next one; `penutup`: cells with a date below it."""

    kepala: Kepala
    judul: tuple[str, ...]
    judul_sel: tuple[Sel, ...] = ()
    baris: list[BarisMentah] = field(default_factory=list)
    akhir: int = 0
    serapan: dict[str, Sel] = field(default_factory=dict)
    tunda: list[Tunda] = field(default_factory=list)
    penutup: tuple[Sel, ...] = ()


def tabel_di(kisi: Kisi, kepala: Sequence[Kepala]) -> tuple[TabelMentah, ...]:
    """The tables of a sheet; a header repeated on a following page continues its table."""
    hasil: list[TabelMentah] = []
    for i, k in enumerate(kepala):
        batas = next((n.atas - 1 for n in kepala[i + 1 :] if n.atas > k.bawah), kisi.baris[-1] if kisi.baris else 0)
        atas = [t for t in hasil if t.kepala.bawah < k.atas and t.akhir < k.atas]
        awal = max([0, *(b for t in atas[-2:] for b in (t.akhir, *(x[0] for x in t.tunda)))]) + 1
        sel_judul = _judul(kisi, k, max(awal, k.atas - 14), k.atas - 1)
        judul = tuple(" ".join(" ".join(s.tampil.split()) for s in baris) for baris in sel_judul)
        serupa = next((t for t in reversed(atas[-2:]) if t.kepala.sama_bentuk(k)), None)
        if serupa is not None and _lanjutan(kisi, serupa, k, judul):
            tabel = serupa
        else:
            sel = tuple(s for baris in sel_judul for s in baris)
            tabel = TabelMentah(k, judul, sel, akhir=k.bawah, serapan=_serapan(kisi, k, max(awal, k.atas - 5)))
            hasil.append(tabel)
        _Pembaca(kisi, tabel, k).jalan(batas)
    for i, t in enumerate(hasil):
        t.penutup = _penutup(kisi, t, next((n.kepala.atas for n in hasil[i + 1 :] if n.kepala.atas > t.akhir), 1 << 30))
    return tuple(hasil)


def _penutup(kisi: Kisi, tabel: TabelMentah, batas: int) -> tuple[Sel, ...]:
    """The cells with a date between a table and the next one: a text that names a year, or a number beside a place."""
    hasil = []
    awal = bisect_right(kisi.baris, tabel.akhir)
    for b in kisi.baris[awal : awal + _PENUTUP_TERJAUH]:
        if b >= batas:
            break
        sebelum = ""
        for k, teks in _isi_ruas(kisi, b, tabel.kepala):
            if (_BERTAHUN.search(teks) and len(teks) <= 120) or _TEMPAT_SAJA.fullmatch(sebelum):
                hasil.append(kisi.lembar.sel(b, k))
            sebelum = teks.strip()
    return tuple(hasil)


def _lanjutan(kisi: Kisi, tabel: TabelMentah, kepala: Kepala, judul: tuple[str, ...]) -> bool:
    """True if this header repeats the table's own on a new page: same columns, no new title, numbering goes on."""
    if not (tabel.baris or tabel.tunda):
        return False
    if any(j not in tabel.judul and not _ANGKA_SAJA.fullmatch(j) and not _HALAMAN.fullmatch(j) for j in judul):
        return False
    kolom = kepala.kolom.get("nomor")
    awal = kisi.teks(kepala.data, kolom) if kolom else ""
    return awal.rstrip(". ") != "1"


def _judul(kisi: Kisi, kepala: Kepala, dari: int, sampai: int) -> list[list[Sel]]:
    """The cells of each title line above a header."""
    hasil = []
    for b in range(dari, sampai + 1):
        sel = [kisi.lembar.sel(b, k) for k, _ in _isi_ruas(kisi, b, kepala)[:6]]
        teks = normal(" ".join(s.tampil for s in sel))
        if sel and not any(teks.startswith(normal(a) + " ") for _, a in kepala.formulir.penyerap):
            hasil.append(sel)
    return hasil


def _isi_ruas(kisi: Kisi, baris: int, kepala: Kepala) -> Sequence[tuple[int, str]]:
    """A row's own cells, those of a table beside this one left out."""
    isi, ruas = kisi.isi(baris), kepala.ruas
    return isi if ruas is None else [(k, t) for k, t in isi if ruas[0] <= k <= ruas[1]]


def _serapan(kisi: Kisi, kepala: Kepala, dari: int) -> dict[str, Sel]:
    """Fields that stand in lines above the header, such as "Indikator Kegiatan : ..."."""
    hasil: dict[str, Sel] = {}
    for b in range(dari, kepala.atas):
        for k, teks in kisi.isi(b)[:1]:
            for nama, awalan in kepala.formulir.penyerap:
                if nama not in hasil and normal(teks).startswith(normal(awalan) + " ") and ":" in teks:
                    hasil[nama] = kisi.lembar.sel(b, k)
                    break
    return hasil


@lru_cache(maxsize=16384)
def _kata_rangkuman(teks: str) -> str:
    """"pasti" for a text that only a row of a summary has, "mungkin" for one that an indicator may have as well."""
    if adalah_total(teks) or ("rata" in teks.casefold() and _RATA.fullmatch(normal(teks))):
        return "pasti"
    return "mungkin" if teks[:1].isalpha() and _RANGKUMAN.fullmatch(normal(teks)) else ""


class _Pembaca:
    """Walks the rows under one header; state is what is carried down and what is not yet known to belong."""

    def __init__(self, kisi: Kisi, tabel: TabelMentah, kepala: Kepala) -> None:
        self.kisi, self.tabel, self.kepala = kisi, tabel, kepala
        self.bawaan: dict[str, Sel] = {}
        self.kelompok = tabel.baris[-1].kelompok if tabel.baris else 0
        if tabel.baris:
            self.bawaan = {n: s for n, s in tabel.baris[-1].sel.items() if kepala.bidang[n].dibawa}
        self.dibawa = tuple(n for n, k in kepala.bidang.items() if k.dibawa)
        self.tunggu, tabel.tunda = tabel.tunda, []
        self.angka = tuple(
            n for n, k in kepala.bidang.items() if k.jenis not in (Jenis.TEKS, Jenis.NOMOR, Jenis.KODE)
        )
        self.label = tuple(n for n in ("kode", "nama", "label", "nomor") if n in kepala.kolom)
        self.perangkum = tuple(n for n in ("nomor", "sasaran", "indikator") if n in kepala.kolom)
        self.uang = kepala.formulir.jenis in ("anggaran", "pendukung")
        self.kunci, self.lain = self._penentu()

    def _penentu(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Fields of which one must be filled for a row to count, and fields of which one must be filled besides."""
        bidang = self.kepala.bidang
        if self.kepala.formulir.jenis in ("anggaran", "pendukung"):
            return tuple(n for n in ("kode", "nama", "label", "nomor") if n in bidang), self.angka
        kunci = next((n for n in ("indikator", "sasaran", "kategori") if n in bidang), "")
        lain = tuple(n for n, k in bidang.items() if n != kunci and (n == "nomor" or not k.dibawa))
        return (kunci,) if kunci else (), lain

    def jalan(self, batas: int) -> None:
        """Read the rows down to `batas`, or to where the table ends before."""
        self._baca(batas)
        for b, sel, _ in self.tunggu:
            if self._terentang(b, sel):
                self._bawa(sel)
                self._catat(b, sel)

    def _baca(self, batas: int) -> None:
        kosong = asing = 0
        for b, sel in self.kisi.baris_data(self.kepala.kolom, self.kepala.data, batas):
            ringkasan = self._ringkasan(sel)
            if not ringkasan and self._penuh(sel) and self._data(sel) and not self._kepala_asing(sel):
                self._ambil(b, sel)
                kosong = asing = 0
                continue
            if ringkasan:
                continue
            isi = _isi_ruas(self.kisi, b, self.kepala)
            if not isi and not any(s.tampil.strip() for n, s in sel.items() if not self.kepala.bidang[n].dibawa):
                kosong += 1
                if kosong > _KOSONG_TERBANYAK or self._sudah_total("pendukung"):
                    return
                continue
            if isi and ((len(isi) <= 2 and _AKHIR.match(isi[0][1])) or self._kepala_asing(sel)):
                return
            if self._halaman(isi):
                continue
            if self._data(sel):
                self._ambil(b, sel)
                kosong = asing = 0
            else:
                asing += 1
                if self._sudah_total("pendukung", "anggaran"):
                    return
                if asing > (_ASING_ANGGARAN if self.kepala.formulir.jenis == "anggaran" else _ASING_TERBANYAK):
                    return
                self.tunggu.append((b, sel, self._tentatif(sel)))
        if self.kepala.formulir.jenis == "anggaran":
            self.tabel.tunda = [t for t in self.tunggu if self._berkode(t[1])]

    def _penuh(self, sel: Mapping[str, Sel]) -> bool:
        """True for a row with more than two cells filled: no note and no page number."""
        terisi = 0
        for s in sel.values():
            if s.jenis:
                if terisi == 2:
                    return True
                terisi += 1
        return False

    def _ringkasan(self, sel: Mapping[str, Sel]) -> bool:
        """True for a row under indicators that sums them up ("Rata-rata capaian", "Jumlah"): it is no indicator."""
        if self.uang:
            return False
        kata = [_kata_rangkuman(sel[n].tampil) for n in self.perangkum]
        if "pasti" in kata:
            return True
        if "mungkin" not in kata or self.kepala.formulir.jenis != "capaian":
            return False
        # Words of a summary, a capaian and neither number, target nor realisasi of its own.
        lain = [sel[n].tampil.strip(_GARIS) for n in ("target", "realisasi") if n in sel]
        nomor = sel["nomor"].tampil if "nomor" in sel else ""
        bernomor = nomor and _kata_rangkuman(nomor) != "mungkin"
        return not any(lain) and not bernomor and self._berisi(sel, ("capaian",))

    def _pindahan(self, sel: Mapping[str, Sel]) -> bool:
        """True for a row that only carries a running sum over a page break."""
        return self.uang and any(map(adalah_pindahan, [sel[n].tampil for n in self.label]))

    def _berkode(self, sel: Mapping[str, Sel]) -> bool:
        kode, nama = (sel[n].tampil if n in sel else "" for n in ("kode", "nama"))
        return bool(pisah_kode(kode, nama)[0])

    def _halaman(self, isi: Sequence[tuple[int, str]]) -> bool:
        """True for a page number: alone in its row, and not in a column of figures."""
        if len(isi) != 1 or not _HALAMAN.fullmatch(isi[0][1]):
            return False
        return all(self.kepala.kolom[n] != isi[0][0] for n in self.angka)

    def _sudah_total(self, *jenis: str) -> bool:
        """True if the last row read was a grand total, after which nothing of such a table follows."""
        return self.tabel.kepala.formulir.jenis in jenis and bool(self.tabel.baris and self.tabel.baris[-1].total)

    def _kepala_asing(self, sel: Mapping[str, Sel]) -> bool:
        """True for the header of a table that nobody declared."""
        return "nomor" in sel and normal(sel["nomor"].tampil) in ("no", "nomor", "nomor urut")

    def _berisi(self, sel: Mapping[str, Sel], bidang: Iterable[str]) -> bool:
        for n in bidang:
            teks = sel[n].tampil
            if teks and not teks.isspace():
                return True
        return False

    def _data(self, sel: Mapping[str, Sel]) -> bool:
        """True for a row with a label and a figure, or with an indicator and something besides."""
        if self.kepala.formulir.nama == "capaian_tahunan":
            return sum(self._berisi(sel, (n,)) or sel[n].rumus is not None for n in self.angka) >= 3
        return self._berisi(sel, self.kunci) and self._berisi(sel, self.lain)

    def _bernama(self, sel: Mapping[str, Sel]) -> bool:
        return self._berisi(sel, [n for n in ("kode", "nama") if n in sel])

    def _tentatif(self, sel: Mapping[str, Sel]) -> bool:
        """An indicator without any figure: it belongs to the table if a complete row follows."""
        return "indikator" in sel and self._berisi(sel, ("indikator",))

    def _terentang(self, baris: int, sel: Mapping[str, Sel]) -> bool:
        """True if a row right below the table is its last indicator: its group spans it, or it is worded as one."""
        if baris != self.tabel.akhir + 1 or not self._tentatif(sel):
            return False
        dibawa = [k for n, k in self.kepala.kolom.items() if self.kepala.bidang[n].dibawa]
        gabungan = [r for k in dibawa if (r := self.kisi.gabungan(baris, k)) is not None]
        return any(r.baris1 < baris for r in gabungan) or bool(_INDIKATOR.match(sel["indikator"].tampil))

    def _ambil(self, baris: int, sel: dict[str, Sel]) -> None:
        if self._pindahan(sel):
            self.tabel.akhir = baris
            return
        for b, tertunda, tentatif in self.tunggu:
            self._bawa(tertunda)
            if tentatif or (self.kepala.formulir.jenis == "anggaran" and self._bernama(tertunda)):
                self._catat(b, tertunda)
        self.tunggu.clear()
        self._bawa(sel)
        self._catat(baris, sel)

    def _bawa(self, sel: dict[str, Sel]) -> None:
        """Carry printed-once columns down; a change of any of them but the number begins a new group."""
        for n in self.dibawa:
            satu = sel[n]
            if satu.tampil.strip():
                lama = self.bawaan.get(n)
                if n != "nomor" and (lama is None or (lama.baris, lama.kolom) != (satu.baris, satu.kolom)):
                    self.kelompok += 1
                self.bawaan[n] = satu
            elif n in self.bawaan:
                sel[n] = self.bawaan[n]

    def _catat(self, baris: int, sel: Mapping[str, Sel]) -> None:
        total = self.uang and adalah_total(*[sel[n].tampil for n in self.label])
        self.tabel.baris.append(BarisMentah(baris, sel, self.kelompok, total))
        self.tabel.akhir = baris
