"""A run to each office's budget: pagu, realisasi and serapan in all and per program, beside the IKPA targets.

Sums are made from the lowest rows of the office's most detailed budget table; where a printed sum differs, it stands
beside as `tertulis`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlkinerja.hitung import TARGET_IKPA, penyerapan_ikpa, penyerapan_ikpa_tahun, serapan
from xlkinerja.laporan.wilayah import Kiriman, tentang
from xlkinerja.model import BarisAnggaran, Dokumen
from xlkinerja.olah import berangka, uang_baris
from xlkinerja.pohon import Simpul, susun
from xlkinerja.temuan import Lokasi

_PROGRAM = re.compile(r"[A-Z]{2}|\d{2}")
_NOL = Decimal(0)
_DI_MANA_PUN = Lokasi()


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Ikpa:
    """Absorption up to the end of `triwulan`, the last one that the filled months complete; blocked pagu does not
    count. `serapan` and `target` (weighted by the pagu of each belanja type) in percent of pagu; `nilai`: the IKPA
    value of each quarter so far; `rata`: their mean."""

    triwulan: int
    serapan: Decimal
    target: Decimal
    nilai: tuple[Decimal, ...]
    rata: Decimal


@dataclass(frozen=True, slots=True)
class Program:
    """One program of an office."""

    kode: str
    nama: str
    uang: Uang
    ikpa: Ikpa | None


@dataclass(frozen=True, slots=True)
class SerapanSatker:
    """An office's budget. `uang` None and `alasan`: there is no table to take it from. `alasan_ikpa`: why the IKPA
    targets cannot be applied, "" if they can. `lokasi`: the sheet it is taken from."""

    uang: Uang | None
    alasan: str = ""
    program: tuple[Program, ...] = ()
    ikpa: Ikpa | None = None
    alasan_ikpa: str = ""
    lokasi: Lokasi = _DI_MANA_PUN


def serapan_satker(k: Kiriman, tahun: int | None) -> SerapanSatker:
    """The budget of an office from its most detailed table of the year."""
    if not k.pakai:
        return SerapanSatker(None, k.keadaan.value)
    calon = [
        (b, d)
        for b in k.pakai
        for d in b.berkas.semua("anggaran")
        if "pagu" in d.kepala and "realisasi" in d.kepala and not {"pagu", "realisasi"} & d.rancu
        and tentang(k, b, d, tahun) and _atas(_baris(d))
    ]  # fmt: skip
    if not calon:
        return SerapanSatker(None, "tidak ada tabel pagu dan realisasi per program")
    b, d = min(calon, key=lambda x: (x[1].formulir != "anggaran_bulanan", -len(x[1].baris)))
    return _dari_tabel(d, Lokasi(b.berkas.jalur, d.lembar))


def _baris(d: Dokumen) -> list[BarisAnggaran]:
    return [b for b in d.baris if isinstance(b, BarisAnggaran)]


def _atas(baris: Sequence[BarisAnggaran]) -> list[int]:
    """The rows of programs."""
    return [i for i, b in enumerate(baris) if len(b.kode) == 1 and b.tingkat > 0 and _PROGRAM.fullmatch(b.kode[0])]


def _dari_tabel(d: Dokumen, lokasi: Lokasi) -> SerapanSatker:
    baris = _baris(d)
    # A template's rows that are still blank hold their place, so that the 0 of a formula above them is no figure.
    bulanan = any(b.bulan for b in baris)
    simpul = susun([b.tingkat for b in baris], [bulanan or berangka(b) for b in baris])
    anak = {s.indeks: s.anak for s in simpul}
    atas = _atas(baris)
    daun = {i: _daun(i, anak) for i in atas}
    uang = {i: _uang(baris, i, anak) for i in atas}
    ikpa, alasan = _ikpa([baris[j] for isi in daun.values() for j in isi])
    program = tuple(
        Program(baris[i].kode[0], baris[i].nama, uang[i], _ikpa([baris[j] for j in daun[i]], ikpa)[0]) for i in atas
    )
    return SerapanSatker(_total(baris, simpul, list(uang.values())), "", program, ikpa, alasan, lokasi)


def _total(baris: Sequence[BarisAnggaran], simpul: Sequence[Simpul], program: Sequence[Uang]) -> Uang:
    """The sum of the programs; a printed grand total that differs stands beside."""
    total = next((baris[s.indeks] for s in reversed(simpul) if baris[s.indeks].tingkat == 0), None)
    pagu, realisasi = jumlahkan(p.pagu for p in program), jumlahkan(p.realisasi for p in program)
    return _berdampingan(total, pagu, realisasi)


def _uang(baris: Sequence[BarisAnggaran], i: int, anak: Mapping[int, tuple[int, ...]]) -> Uang:
    return _berdampingan(baris[i], *(_turun(baris, i, anak, n) for n in ("pagu", "realisasi")))


def _berdampingan(b: BarisAnggaran | None, pagu: Decimal | None, realisasi: Decimal | None) -> Uang:
    """Computed figures, else the printed ones; the printed ones beside them where they differ."""
    if b is None or (b.bulan and (pagu is None or realisasi is None)):
        return Uang(pagu, realisasi)
    pagu, realisasi = (b.pagu if pagu is None else pagu), (b.realisasi if realisasi is None else realisasi)
    return Uang(
        pagu,
        realisasi,
        b.pagu if b.pagu != pagu else None,
        b.realisasi if b.realisasi != realisasi else None,
    )


def _turun(
    baris: Sequence[BarisAnggaran], i: int, anak: Mapping[int, tuple[int, ...]], bidang: str
) -> Decimal | None:
    """A figure summed from the lowest rows; a row's own where one below it says nothing."""
    b = baris[i]
    if i in anak:
        bagian = [_turun(baris, j, anak, bidang) for j in anak[i]]
        if b.bulan or None not in bagian:  # in a template's working columns a blank is "nothing yet"
            return jumlahkan(bagian)
        return uang_baris(b, bidang)
    return jumlahkan(b.bulan.values()) if b.bulan and bidang == "realisasi" else uang_baris(b, bidang)


def _daun(i: int, anak: Mapping[int, tuple[int, ...]]) -> list[int]:
    return [j for a in anak[i] for j in _daun(a, anak)] if i in anak else [i]


def jumlahkan(nilai: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is known; None if nothing is."""
    terisi = [n for n in nilai if n is not None]
    return sum(terisi, _NOL) if terisi else None


def _ikpa(daun: Sequence[BarisAnggaran], semua: Ikpa | None = None) -> tuple[Ikpa | None, str]:
    """The IKPA absorption of these rows, and why not. `semua`: that of the whole table, whose quarter a program's
    follows."""
    if not any(b.bulan for b in daun):
        return None, "tabelnya tidak memuat realisasi per bulan dan jenis belanja"
    akhir = max((m for b in daun for m, n in b.bulan.items() if n), default=0) // 3
    triwulan = semua.triwulan if semua is not None else akhir
    if triwulan == 0:
        return None, "belum ada triwulan yang realisasinya terisi"
    pagu: dict[str, Decimal] = defaultdict(Decimal)
    pakai: list[dict[str, Decimal]] = [defaultdict(Decimal) for _ in range(triwulan)]
    for b in daun:
        jenis = b.belanja.strip()[:2]
        bersih = (b.pagu or _NOL) - (b.blokir or _NOL)
        if jenis not in TARGET_IKPA:
            if bersih or any(b.bulan.values()):
                return None, "jenis belanja sebagian baris belum diisi"
            continue
        pagu[jenis] += bersih
        for t in range(triwulan):
            pakai[t][jenis] += sum((n for m, n in b.bulan.items() if n and m <= 3 * (t + 1)), _NOL)
    jumlah = sum(pagu.values(), _NOL)
    if jumlah <= 0 or any(p < 0 for p in pagu.values()):
        return None, "pagu (di luar blokir) nol"
    nilai = [penyerapan_ikpa(t + 1, pagu=pagu, realisasi=pakai[t]) for t in range(triwulan)]
    angka = tuple(n for n in nilai if isinstance(n, Decimal))
    rata = penyerapan_ikpa_tahun(angka)
    if not isinstance(rata, Decimal):
        return None, rata.alasan
    target = sum((p * TARGET_IKPA[j][triwulan - 1] for j, p in pagu.items()), _NOL) / jumlah
    terserap = sum(pakai[-1].values(), _NOL) * 100 / jumlah
    return Ikpa(triwulan, terserap, target, angka, rata), ""
