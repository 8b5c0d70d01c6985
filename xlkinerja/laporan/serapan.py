"""A run to each office's budget: pagu, realisasi and serapan in all and per program, beside the IKPA targets.

Every report takes money per office from here. Sums are made from the lowest rows of the office's widest budget table,
a cell that was located as wrong counting as what it should be; where a printed sum differs, it stands beside as
`tertulis`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from xlkinerja.anggaran_baris import BULAN, berangka, uang_baris
from xlkinerja.angka import tulis_angka
from xlkinerja.beku import beku
from xlkinerja.formulir.kinerja import nama_bulan
from xlkinerja.hitung import serapan
from xlkinerja.konteks import Konteks
from xlkinerja.laporan.ikpa import Ikpa, ikpa
from xlkinerja.laporan.wilayah import Kiriman, tentang
from xlkinerja.model import BarisAnggaran, Dokumen, Satker
from xlkinerja.olah import target_ikpa, triwulan_laporan
from xlkinerja.periksa import HasilBerkas
from xlkinerja.pohon import susun
from xlkinerja.regeks import regeks
from xlkinerja.temuan import Lokasi, Tingkat

ROMAWI = ("I", "II", "III", "IV")
_PROGRAM = regeks(r"[A-Z]{2}|\d{2}")
_NOL = Decimal(0)
_DI_MANA_PUN = Lokasi()
_Anak = Mapping[int, tuple[int, ...]]


@beku(frozen=True, slots=True)
class Uang:
    """Pagu and realisasi in rupiah, None where they are not stated or not certain; the printed ones where they differ
    from the computed."""

    pagu: Decimal | None
    realisasi: Decimal | None
    pagu_tertulis: Decimal | None = None
    realisasi_tertulis: Decimal | None = None

    @property
    def sisa(self) -> Decimal | None:
        """pagu - realisasi."""
        return None if self.pagu is None or self.realisasi is None else self.pagu - self.realisasi

    @property
    def serapan(self) -> Decimal | None:
        """realisasi / pagu in percent; None without a pagu."""
        if self.pagu is None or self.realisasi is None:
            return None
        hasil = serapan(self.pagu, self.realisasi)
        return hasil if isinstance(hasil, Decimal) else None


@beku(frozen=True, slots=True)
class Program:
    """One program of an office."""

    kode: str
    nama: str
    uang: Uang
    ikpa: Ikpa | None


@beku(frozen=True, slots=True)
class SerapanSatker:
    """An office's budget. `uang` None and `alasan`: there is no table to take it from. `alasan_ikpa`: why the IKPA
    targets cannot be applied, "" if they can. `lokasi`: the sheet it is taken from, with its open errors in `galat`;
    `lain`: the sums of the office's other tables that differ."""

    uang: Uang | None
    alasan: str = ""
    program: tuple[Program, ...] = ()
    ikpa: Ikpa | None = None
    alasan_ikpa: str = ""
    lokasi: Lokasi = _DI_MANA_PUN
    galat: int = 0
    lain: tuple[tuple[Lokasi, Uang], ...] = ()

    @property
    def kurang(self) -> str:
        """What is missing for a serapan, "" if nothing is."""
        if self.uang is None:
            return self.alasan
        isi = (("pagu", self.uang.pagu), ("realisasi", self.uang.realisasi))
        belum = " dan ".join(n for n, x in isi if x is None)
        return f"{belum} belum diisi" if belum else "pagu 0" if self.uang.serapan is None else ""


def serapan_satker(k: Kiriman, tahun: int | None) -> SerapanSatker:
    """The budget of an office in a year."""
    return serapan_buku(k.pakai, k.satker, tahun) if k.pakai else SerapanSatker(None, k.keadaan.value)


def serapan_buku(berkas: Sequence[HasilBerkas], satker: Satker | None, tahun: int | None) -> SerapanSatker:
    """The budget of an office and year, where they are known, from the widest table of these workbooks: no part has a
    larger pagu than the whole. Beside a table with months the others are summaries of it, and 0 where it is still
    empty."""
    calon = [
        (b, d)
        for b in berkas
        for d in b.berkas.semua("anggaran")
        if {"pagu", "realisasi"} <= d.kepala.keys() and tentang(b, d, satker, tahun)
    ]
    jelas = [(b, d) for b, d in calon if not {"pagu", "realisasi"} & d.rancu]
    konteks = {id(b): Konteks(b.berkas) for b in berkas}
    semua = [t for b, d in jelas if (t := _Tabel(b, d, konteks[id(b)])).uang is not None]
    if not semua:
        return SerapanSatker(None, _tanpa_tabel(ada=bool(calon), jelas=bool(jelas)))
    utama = [t for t in semua if t.bulanan] or semua
    t = max(utama, key=_luas)
    return _dari_tabel(t, semua, next((x for x in sorted(utama, key=_luas, reverse=True) if x.atas), t))


def _tanpa_tabel(*, ada: bool, jelas: bool) -> str:
    if not ada:
        return "tidak ada tabel pagu dan realisasi"
    return "tabel anggarannya tanpa kode program dan tanpa satu baris jumlah" if jelas else (
        "kolom pagu atau realisasinya rancu sehingga tidak dihitung")  # fmt: skip


def _luas(t: _Tabel) -> tuple[bool, Decimal, int]:
    assert t.uang is not None
    return bool(t.uang.pagu) and t.uang.realisasi is not None, t.uang.pagu or _NOL, len(t.baris)


class _Tabel:
    """A budget table as a tree. `baris`: its rows, located errors put right; `tertulis`: as they stand; `atas`: the
    rows of programs; `bagian`: the rows that make the whole; `uang`: of the whole, None where nothing is one."""

    def __init__(self, b: HasilBerkas, d: Dokumen, konteks: Konteks) -> None:
        self.b, self.d = b, d
        self.tertulis = [x for x in d.baris if isinstance(x, BarisAnggaran)]
        self.baris = _betul(b, d, self.tertulis, konteks)
        # A template's rows that are still blank hold their place, so that the 0 of a formula above them is no figure.
        self.bulanan = any(x.bulan for x in self.baris)
        tingkat = [x.tingkat for x in self.baris]
        simpul = susun(tingkat, [self.bulanan or berangka(x) for x in self.baris])
        self.anak: _Anak = {s.indeks: s.anak for s in simpul}
        self.atas = [
            i for i, x in enumerate(self.baris) if len(x.kode) == 1 and x.tingkat > 0 and _PROGRAM.fullmatch(x.kode[0])
        ]
        total = [i for i, t in enumerate(tingkat) if t == 0]
        self.total = total[0] if len(total) == 1 else None
        self.bagian = list(self.anak.get(self.total, ())) if self.total is not None else self.atas
        self.uang = self._seluruh()

    @property
    def lokasi(self) -> Lokasi:
        """Its sheet."""
        return Lokasi(self.b.berkas.jalur, self.d.lembar)

    def _seluruh(self) -> Uang | None:
        if self.total is not None:
            return self.uang_baris(self.total)
        return Uang(*(jumlahkan(self._turun(i, n) for i in self.atas) for n in ("pagu", "realisasi"))) if (
            self.atas) else None  # fmt: skip

    def uang_baris(self, i: int) -> Uang:
        """A row's figures from the lowest rows below it; the printed ones beside them where they differ."""
        pagu, realisasi = (self._turun(i, n) for n in ("pagu", "realisasi"))
        t = self.tertulis[i]
        if self.bulanan and (pagu is None or realisasi is None):
            return Uang(pagu, realisasi)
        return Uang(
            pagu,
            realisasi,
            t.pagu if t.pagu != pagu else None,
            t.realisasi if t.realisasi != realisasi else None,
        )

    def _turun(self, i: int, bidang: str) -> Decimal | None:
        """A figure summed from the lowest rows; a row's own where one below it says nothing."""
        b = self.baris[i]
        if i in self.anak:
            bagian = [self._turun(j, bidang) for j in self.anak[i]]
            if self.bulanan or None not in bagian:  # in a template's working columns a blank is "nothing yet"
                return jumlahkan(bagian)
            sendiri = uang_baris(b, bidang)
            return sendiri if sendiri is not None else jumlahkan(bagian)
        if bidang != "realisasi" or not b.bulan:
            return uang_baris(b, bidang)
        # The sum of blank months is a 0 that nobody typed.
        return jumlahkan(b.bulan.values()) if any(n is not None for n in b.bulan.values()) else b.realisasi or None

    def daun(self, i: int) -> Iterator[BarisAnggaran]:
        """The lowest rows below a row, or itself."""
        if i not in self.anak:
            yield self.baris[i]
        for j in self.anak.get(i, ()):
            yield from self.daun(j)


def _betul(
    b: HasilBerkas, d: Dokumen, baris: Sequence[BarisAnggaran], konteks: Konteks
) -> list[BarisAnggaran]:
    """The rows with the cells that were located as wrong put right, as the findings say; an accepted one stays."""
    temuan = [t for t in b.temuan if t.lokasi.lembar == d.lembar and t.kode[0] in "JA"]
    if not any(t.tingkat is Tingkat.GALAT and t.diterima is None for t in temuan):
        return list(baris)
    diterima = {t.lokasi.sel for t in temuan if t.diterima is not None}
    benar: dict[int, dict[str, Decimal]] = {}
    for (i, bidang), n in konteks.koreksi.get(id(d), {}).items():
        sel = baris[i].asal.get(bidang)
        if sel is None or sel.alamat not in diterima:
            benar.setdefault(i, {})[bidang] = n
    return [_dengan(x, benar[i]) if i in benar else x for i, x in enumerate(baris)]


def _dengan(b: BarisAnggaran, benar: Mapping[str, Decimal]) -> BarisAnggaran:
    return replace(
        b,
        pagu=benar.get("pagu", b.pagu),
        realisasi=benar.get("realisasi", b.realisasi),
        blokir=benar.get("blokir", b.blokir),
        bulan={m: benar.get(BULAN[m - 1], n) for m, n in b.bulan.items()},
    )


def _dari_tabel(t: _Tabel, semua: Sequence[_Tabel], berprogram: _Tabel) -> SerapanSatker:
    """`berprogram`: the table that the programs are taken from."""
    triwulan, target = triwulan_laporan(t.b.berkas), target_ikpa(t.b.berkas)
    p = berprogram
    program = tuple(
        Program(p.baris[i].kode[0], p.baris[i].nama, p.uang_baris(i), ikpa(list(p.daun(i)), triwulan, target)[0])
        for i in p.atas
    )
    nilai, alasan = ikpa([x for i in t.bagian for x in t.daun(i)], triwulan, target)
    return SerapanSatker(t.uang, "", program, nilai, alasan, t.lokasi, _galat(t), tuple(_lain(t, semua)))


def _galat(t: _Tabel) -> int:
    """Open errors on the table's sheet."""
    return sum(
        x.tingkat is Tingkat.GALAT and x.diterima is None and x.lokasi.lembar == t.d.lembar for x in t.b.temuan
    )


def _lain(t: _Tabel, semua: Sequence[_Tabel]) -> Iterator[tuple[Lokasi, Uang]]:
    """Other tables whose sums differ."""
    assert t.uang is not None
    for x in semua:
        beda = x.uang is not None and (x.uang.pagu, x.uang.realisasi) != (t.uang.pagu, t.uang.realisasi)
        if x.uang is not None and x.uang.realisasi is not None and beda:
            yield x.lokasi, x.uang


def jumlahkan(nilai: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is known; None if nothing is."""
    terisi = [n for n in nilai if n is not None]
    return sum(terisi, _NOL) if terisi else None


def catatan_serapan(s: SerapanSatker) -> tuple[str, ...]:
    """What a reader must know beside an office's figures, in the words of all reports: what stands otherwise, what may
    change them."""
    if s.uang is None:
        return ()
    tertulis = (("pagu", s.uang.pagu_tertulis), ("realisasi", s.uang.realisasi_tertulis))
    kata = [f"jumlah {nama} tertulis {tulis_angka(n)}" for nama, n in tertulis if n is not None]
    if s.galat:
        kata.append(f"ada {s.galat} galat di lembar {s.lokasi.lembar}; angka ini dapat berubah")
    lain = dict.fromkeys(
        f"{_rupiah(u.realisasi)} dari {_rupiah(u.pagu)} di lembar {x.lembar}"
        + (f" ({x.berkas})" if x.berkas != s.lokasi.berkas else "")
        for x, u in s.lain
    )
    if lain:
        kata.append(f"total lain di buku kerja satker ini: {'; '.join(lain)}")
    return (*kata, *_catatan_ikpa(s))


def _catatan_ikpa(s: SerapanSatker) -> Iterator[str]:
    i = s.ikpa
    if i is None or s.uang is None or s.uang.serapan is None:
        return
    if i.bulan <= 3 * (i.triwulan - 1):
        baru = f"realisasi terisi baru sampai bulan {nama_bulan(i.bulan)}" if i.bulan else "realisasi masih nol"
        yield f"{baru}, padahal laporannya sampai triwulan {ROMAWI[i.triwulan - 1]}"


def _rupiah(n: Decimal | None) -> str:
    return tulis_angka(n, 0) if n is not None else "-"
