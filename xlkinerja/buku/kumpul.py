"""What both passes over a worksheet do with a cell: type it, check it, file it in a `Lembar`."""

from __future__ import annotations

from array import array
from datetime import datetime, timedelta
from math import isfinite
from typing import NoReturn

from xlkinerja.buku import BARIS_TERBANYAK, LEBAR, BukuTakTerbaca, Lembar, Rentang
from xlkinerja.buku.arsip import SIMPAN_ULANG
from xlkinerja.buku.geser import RumusBersama, batasi_rumus
from xlkinerja.buku.teks import lepas_x
from xlkinerja.regeks import regeks
from xlkinerja.temuan import alamat_a1, urai_a1

BATAS_SEL = 2_000_000
BATAS_GABUNGAN = 200_000
GALAT_INDEKS = "#INDEKS!"
"""Stands for a cell whose shared string or style does not exist in the file."""
GALAT_ANGKA = "#ANGKA!"
"""Stands for a cell typed as number, boolean or date whose stored text is none (NaN, infinity, letters)."""

_ANGKA_SAH = regeks(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_ALAMAT = regeks(r"([A-Z]{1,3})([0-9]{1,7})")
_N, _S, _B, _E, _KOSONG = b"nsbe-"
_LOGIKA = {"1": (_B, "1"), "true": (_B, "1"), "0": (_B, "0"), "false": (_B, "0")}


class _Kolom(dict[str, int]):
    """Column letters -> 1-based number, 0 outside the grid; filled as asked."""

    def __missing__(self, huruf: str) -> int:
        kolom = urai_a1(huruf + "1")[1]
        self[huruf] = kolom if kolom <= LEBAR else 0
        return self[huruf]


KOLOM = _Kolom()


class Pengumpul:
    """Collects the cells of one sheet, in any order, up to `batas_sel` of them."""

    def __init__(self, lembar: Lembar, bersama: list[str], batas_sel: int = BATAS_SEL) -> None:
        self.lembar = lembar
        self.bersama = bersama
        self.batas_sel = batas_sel
        self.akhir = -1
        self.urut = True
        self.induk: dict[str, tuple[int, RumusBersama]] = {}
        self.turunan: list[tuple[int, str]] = []
        self.baris_tersembunyi: set[int] = set()
        self.kolom_tersembunyi: set[int] = set()

    # ------------------------------------------------------------ cells

    def gaya(self, s: str) -> int:
        """The xf index that a cell's `s` stands for, -1 if styles.xml has none such."""
        if s.isascii() and s.isdigit() and len(s) < 10 and int(s) < len(self.lembar.format):
            return int(s)
        return -1

    def sel(self, kunci: int, gaya: int, t: str, v: str, kaya: str | None) -> None:
        """File any cell. `gaya` -1: no such style; `t`, `v`: type, value; `kaya`: text of <is> or None."""
        jenis, isi = self._tentukan(t, v, kaya) if gaya >= 0 else (_E, GALAT_INDEKS)
        if jenis == _KOSONG and gaya <= 0 and kunci not in self.lembar.rumus:
            return
        self.urut = self.urut and kunci > self.akhir
        self.akhir = kunci
        self.lembar.kunci.append(kunci)
        self.lembar.jenis.append(jenis)
        self.lembar.gaya.append(max(gaya, 0))
        self.lembar.isi.append(isi)

    def _tentukan(self, t: str, v: str, kaya: str | None) -> tuple[int, str]:  # noqa: PLR0911
        if t in ("str", "inlineStr"):
            return _S, lepas_x(v) if kaya is None or t == "str" else kaya
        v = v.strip(" \t\r\n")
        if not v:
            return _KOSONG, ""
        if t == "e":
            return _E, v
        if t == "s":
            return self._string(v)
        if t == "b":
            return _LOGIKA.get(v, (_E, GALAT_ANGKA))
        if t == "d":
            return self._tanggal(v)
        return _angka(v) if t == "n" else (_E, GALAT_ANGKA)

    def _string(self, v: str) -> tuple[int, str]:
        if v.isascii() and v.isdigit() and len(v) < 10 and int(v) < len(self.bersama):
            return _S, self.bersama[int(v)]
        return _E, GALAT_INDEKS

    def _tanggal(self, v: str) -> tuple[int, str]:
        """The serial number of an ISO date; before March 1900 Excel counts one day less."""
        try:
            saat = datetime.fromisoformat(v.removesuffix("Z"))
        except ValueError:
            return _E, GALAT_ANGKA
        awal = datetime(1904, 1, 1) if self.lembar.tanggal_1904 else datetime(1899, 12, 30)
        lama = saat.replace(tzinfo=None) - awal
        if not self.lembar.tanggal_1904 and lama < timedelta(days=61):
            lama -= timedelta(days=1)
        hari = lama / timedelta(days=1)
        return (_N, f"{hari:.15g}") if hari >= 0 else (_E, GALAT_ANGKA)

    def rumus(self, kunci: int, atribut: dict[str, str], rumus: str) -> None:
        """File a formula with the attributes of its <f>."""
        rumus = batasi_rumus(rumus)
        self.lembar.rumus[kunci] = rumus
        if atribut.get("t") == "shared":
            si = atribut.get("si", "")
            if rumus and si not in self.induk:
                self.induk[si] = (kunci, RumusBersama(rumus))
            elif not rumus:
                self.turunan.append((kunci, si))

    # ------------------------------------------------------------ the rest of the sheet

    def sembunyikan_baris(self, baris: int) -> None:
        """Note a hidden row."""
        if not 1 <= baris <= BARIS_TERBANYAK:
            self.di_luar(f"A{baris}")
        self.baris_tersembunyi.add(baris)

    def sembunyikan_kolom(self, atribut: dict[str, str]) -> None:
        """Note the columns of a <col> if it hides them."""
        if atribut.get("hidden") not in ("1", "true"):
            return
        batas = [atribut.get(k, "").strip() for k in ("min", "max")]
        if not all(b.isascii() and b.isdigit() and len(b) < 8 for b in batas) or not int(batas[0]):
            self._tolak(f"kolom tersembunyi tidak sah ({batas[0][:20]} sampai {batas[1][:20]})")
        self.kolom_tersembunyi.update(range(int(batas[0]), min(int(batas[1]), LEBAR) + 1))

    def gabung(self, acuan: str) -> None:
        """Note a merged range."""
        kiri, _, kanan = acuan.replace("$", "").partition(":")
        (b1, k1), (b2, k2) = self.alamat(kiri), self.alamat(kanan or kiri)
        self.lembar.gabungan.append(Rentang(min(b1, b2), min(k1, k2), max(b1, b2), max(k1, k2)))
        if len(self.lembar.gabungan) > BATAS_GABUNGAN:
            self._tolak(f"berisi lebih dari {BATAS_GABUNGAN} sel gabungan")

    def alamat(self, alamat: str) -> tuple[int, int]:
        """(row, column), 1-based, of an A1 address inside the grid. BukuTakTerbaca otherwise."""
        m = _ALAMAT.fullmatch(alamat)
        if m is None or not (kolom := KOLOM[m[1]]) or not 1 <= (baris := int(m[2])) <= BARIS_TERBANYAK:
            self.di_luar(alamat)
        return baris, kolom

    def di_luar(self, alamat: str) -> NoReturn:
        """Refuse an address that is none, or is off the grid."""
        self._tolak(f"memuat alamat {alamat[:40]} yang tidak ada di Excel")

    def periksa_banyak(self) -> None:
        """Refuse more cells than the limit."""
        if len(self.lembar.kunci) > self.batas_sel:
            self._tolak("berisi terlalu banyak sel")

    def _tolak(self, apa: str) -> NoReturn:
        raise BukuTakTerbaca(f'lembar "{self.lembar.nama}" {apa}; {SIMPAN_ULANG}')

    # ------------------------------------------------------------ at the end

    def selesai(self) -> Lembar:
        """The sheet: cells in order, shared formulas written out."""
        lembar = self.lembar
        self.periksa_banyak()
        if not self.urut:
            self._urutkan()
        for kunci, si in self.turunan:
            if si in self.induk:
                kunci_induk, induk = self.induk[si]
                baris, kolom = divmod(kunci, LEBAR)
                lembar.rumus[kunci] = batasi_rumus(
                    induk.geser(baris - kunci_induk // LEBAR, kolom - kunci_induk % LEBAR)
                )
        lembar.baris_tersembunyi = frozenset(self.baris_tersembunyi)
        lembar.kolom_tersembunyi = frozenset(self.kolom_tersembunyi)
        return lembar

    def _urutkan(self) -> None:
        lembar, kunci = self.lembar, self.lembar.kunci
        urutan = sorted(range(len(kunci)), key=kunci.__getitem__)
        lembar.kunci = array("q", (kunci[i] for i in urutan))
        lembar.jenis = bytearray(lembar.jenis[i] for i in urutan)
        lembar.gaya = array("L", (lembar.gaya[i] for i in urutan))
        lembar.isi = [lembar.isi[i] for i in urutan]
        for sebelum, sesudah in zip(lembar.kunci, lembar.kunci[1:], strict=False):
            if sebelum == sesudah:
                baris, kolom = divmod(sesudah, LEBAR)
                self._tolak(f"memuat sel {alamat_a1(baris + 1, kolom + 1)} dua kali")


def baris_sah(p: Pengumpul, huruf: str, angka: str) -> int:
    """The row number that the digits of an address stand for. BukuTakTerbaca off the grid."""
    if angka.isascii() and angka.isdigit() and len(angka) < 8 and 1 <= (baris := int(angka)) <= BARIS_TERBANYAK:
        return baris
    p.di_luar(huruf + angka)


def _angka(v: str) -> tuple[int, str]:
    if len(v) <= 400 and _ANGKA_SAH.fullmatch(v) and isfinite(float(v)):
        return _N, v.removeprefix("+")
    return _E, GALAT_ANGKA
