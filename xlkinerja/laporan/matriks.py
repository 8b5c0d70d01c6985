"""A province's collection to its matrix of capaian: indicators of one level x offices.

Every report takes capaian per office from here. Figures are what the engine computes; what stood written is beside
them, and what cannot be judged says why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum

from xlkinerja.angka import Ambigu, Kata, Kosong
from xlkinerja.beku import beku
from xlkinerja.cocok import samakan
from xlkinerja.formulir.baku import indikator_baku
from xlkinerja.formulir.indikator import kunci
from xlkinerja.hitung import SKALA_BAKU, Skala, kategori
from xlkinerja.konteks import Konteks
from xlkinerja.laporan.wilayah import Keadaan, Kiriman, Wilayah, tentang
from xlkinerja.model import CapaianIndikator, Dokumen, Satker
from xlkinerja.olah import Hitungan, capaian_cocok
from xlkinerja.periksa import HasilBerkas
from xlkinerja.tataletak import normal
from xlkinerja.temuan import Lokasi, Sel

_DI_MANA_PUN = Lokasi()
_UMUM = "KPU Kabupaten/Kota"
"""Stands in a wording for the office's own name."""


class Nilaian(Enum):
    """How a cell of the matrix stands, in the words of all reports."""

    DINILAI = "dinilai"
    BELUM_DIISI = "belum diisi"
    TAK_TERHITUNG = "tidak dapat dihitung"
    TANPA_ARAH = "arah tidak diketahui"
    TIDAK_ADA = "tidak ada"


@beku(frozen=True, slots=True)
class SelCapaian:
    """One indicator of one office. `nilai`: computed capaian in percent, None unless `nilaian` is DINILAI; `kategori`
    on the workbook's own scale and `jenjang`, its place there from the best (0) to the worst (1); `tertulis`: as it
    stands; `cocok`: whether both agree, None if there is nothing to compare; `alasan`: why there is no figure.
    `tanpa_penilaian`: the realisasi is "-", which counts as 0%."""

    nilaian: Nilaian
    nilai: Decimal | None = None
    kategori: str | None = None
    jenjang: float = 0.0
    tertulis: str = ""
    cocok: bool | None = None
    alasan: str = ""
    lokasi: Lokasi = _DI_MANA_PUN
    tanpa_penilaian: bool = False


@beku(frozen=True, slots=True)
class Indikator:
    """One row of the matrix: its key and the prevailing wording, with "KPU Kabupaten/Kota" for an office's own name."""

    kunci: str
    teks: str


@beku(frozen=True, slots=True)
class MatriksCapaian:
    """Indicators x offices of one level ("ketua", "sekretaris"); `isi` has no entry for an indicator that an office's
    table lacks. `tanpa`: office code -> why it has no figures at all. `skala`: of categories, where a
    workbook carries none; `skala_sendiri`: codes of offices whose workbook carries another one."""

    unit: str
    indikator: tuple[Indikator, ...]
    isi: dict[tuple[str, str], SelCapaian]
    """(indicator key, office code) -> cell."""
    tanpa: Mapping[str, str]
    skala_sendiri: tuple[str, ...]
    skala: Skala = SKALA_BAKU

    def sel(self, indikator: str, kode: str) -> SelCapaian:
        """The cell of an indicator and an office's code."""
        return self.isi.get((indikator, kode), SelCapaian(Nilaian.TIDAK_ADA))

    def dinilai(self, kode: str) -> tuple[Decimal, ...]:
        """The capaian of an office that could be computed, in the matrix' order."""
        semua = (self.sel(i.kunci, kode).nilai for i in self.indikator)
        return tuple(n for n in semua if n is not None)


def rata_rata(nilai: Sequence[Decimal]) -> Decimal | None:
    """The mean, unrounded; None of nothing."""
    return sum(nilai, Decimal(0)) / len(nilai) if nilai else None


@beku(frozen=True, slots=True)
class _Kolom:
    """One office's cells and wordings by indicator key, in the order of its tables."""

    satker: Satker
    sel: dict[str, SelCapaian]
    teks: dict[str, str]
    skala: Skala


def matriks_capaian(w: Wilayah, unit: str = "ketua") -> MatriksCapaian:
    """The capaian of a year on one level, from each office's most complete capaian table, completed from its others.

    Misspelt forms of an indicator that only some offices have are one row with the right form.
    """
    ditetapkan = (b.berkas.skala for k in w.satker for b in k.pakai if b.berkas.skala is not None)
    skala = next(ditetapkan, SKALA_BAKU)
    kolom = [_kolom(k, w.tahun, unit) for k in w.satker]
    padan = _samakan(kolom)
    isi: dict[tuple[str, str], SelCapaian] = {}
    kata: dict[str, Counter[str]] = {}
    for x in kolom:
        for asal, sel in x.sel.items():
            kode = padan.get(asal, asal)
            isi.setdefault((kode, x.satker.kode or ""), sel)
            kata.setdefault(kode, Counter())[_kata_umum(x.teks[asal], x.satker)] += 1
    resmi = _resmi(w, unit)
    urutan = [k for k in resmi if k in kata]
    urutan += [k for k in _gabung([[padan.get(a, a) for a in x.sel] for x in kolom]) if k not in resmi]
    return MatriksCapaian(
        unit,
        tuple(Indikator(k, kata[k].most_common(1)[0][0]) for k in urutan),
        isi,
        {k.satker.kode or "": s for k, x in zip(w.satker, kolom, strict=True) if (s := _tanpa(k, x, unit))},
        tuple(x.satker.kode or "" for x in kolom if x.sel and x.skala != skala),
        skala,
    )


def _kolom(k: Kiriman, tahun: int | None, unit: str) -> _Kolom:
    skala = {id(b): Konteks(b.berkas).skala for b in k.pakai}
    hitungan = {
        (id(b), h.sel.lembar, h.sel.baris, h.sel.kolom): h
        for b in k.pakai for h in b.hitungan if h.bidang == "capaian"
    }  # fmt: skip
    baris = list(_baris_capaian(k, tahun, unit))
    x = _Kolom(k.satker, {}, {}, skala[id(baris[0][0])] if baris else SKALA_BAKU)
    for b, d, c in baris:
        kode, sel = kunci(c.indikator), c.asal["capaian"]
        if kode and kode not in x.sel:
            # By cell: results that came from another process have equal documents, not the same.
            h = hitungan.get((id(b), sel.lembar, sel.baris, sel.kolom))
            x.sel[kode] = _sel_capaian(b, c, None if d.rancu else h, skala[id(b)])
            x.teks[kode] = c.indikator
    return x


def _tanpa(k: Kiriman, x: _Kolom, unit: str) -> str:
    if k.keadaan is Keadaan.DIKIRIM:
        return "" if x.sel else f"tidak ada tabel capaian {unit.capitalize()}"
    return str(k.keadaan.value)


def _samakan(kolom: Sequence[_Kolom]) -> dict[str, str]:
    """Misspelt forms of an indicator -> the right one, the more frequent first."""
    ada: dict[str, set[int]] = {}
    teks: dict[str, str] = {}
    for i, x in enumerate(kolom):
        for k, t in x.teks.items():
            ada.setdefault(k, set()).add(i)
            teks.setdefault(k, t)
    urut = sorted(ada, key=lambda k: -len(ada[k]))
    return samakan({k: frozenset(ada[k]) for k in urut}, teks) if ada else {}


def _resmi(w: Wilayah, unit: str) -> tuple[str, ...]:
    """The keys of the official indicators of a level, in printed order."""
    # Of an office by its name, which a key leaves out.
    semua = indikator_baku(w.satker[0].satker, w.tahun) if w.tahun is not None and w.satker else ()
    return tuple(dict.fromkeys(kunci(b.indikator) for b in semua if b.tingkat == unit))


def _gabung(urutan: Sequence[Sequence[str]]) -> list[str]:
    """The keys in the order that most offices' tables have: each at its mean place, the first seen before the next."""
    tempat: dict[str, list[int]] = {}
    for daftar in urutan:
        for i, x in enumerate(daftar):
            tempat.setdefault(x, []).append(i)
    pertama = {x: n for n, x in enumerate(tempat)}
    return sorted(tempat, key=lambda x: (sum(tempat[x]) / len(tempat[x]), pertama[x]))


def _kata_umum(teks: str, satker: Satker) -> str:
    kata = " ".join(teks.split())
    mulai = kata.casefold().find(satker.nama.casefold())
    if mulai < 0 or len(kata) != len(kata.casefold()):
        return kata
    return f"{kata[:mulai]}{_UMUM}{kata[mulai + len(satker.nama):]}"


def _baris_capaian(
    k: Kiriman, tahun: int | None, unit: str
) -> Iterator[tuple[HasilBerkas, Dokumen, CapaianIndikator]]:
    """The rows of an office's capaian tables of a level, the most complete table first, recapitulations last; after
    all others those whose columns cannot be told apart."""
    calon = [
        (b, d)
        for b in k.pakai
        for d in b.berkas.semua("capaian")
        if d.formulir == "capaian_sasaran" and d.unit == unit and tentang(b, d, k.satker, tahun)
    ]  # fmt: skip
    for b, d in sorted(calon, key=lambda x: (bool(x[1].rancu), -_berisi(x[1]), _ringkasan(x[1]))):
        yield from ((b, d, c) for c in d.baris if isinstance(c, CapaianIndikator))


def _berisi(d: Dokumen) -> int:
    return sum(isinstance(c, CapaianIndikator) and not isinstance(c.realisasi, Kosong) for c in d.baris)


def _ringkasan(d: Dokumen) -> bool:
    kata = normal(f"{d.lembar} {d.judul}")
    return "ringkasan" in kata or "ikhtisar" in kata


def _sel_capaian(b: HasilBerkas, c: CapaianIndikator, h: Hitungan | None, skala: Skala) -> SelCapaian:
    """`h` None: the table's columns cannot be told apart."""
    sel = c.asal["capaian"]
    lokasi, tertulis = Lokasi(b.berkas.jalur, sel.lembar, sel.alamat), sel.tampil.strip()
    if h is None:
        rancu = "kolomnya rancu sehingga tidak dihitung"
        return SelCapaian(Nilaian.TAK_TERHITUNG, tertulis=tertulis, alasan=rancu, lokasi=lokasi)
    cocok = capaian_cocok(h)
    nilaian, alasan = _nilaian(h, c, cocok)
    if nilaian is not Nilaian.DINILAI or not isinstance(h.nilai, Decimal):
        return SelCapaian(nilaian, None, None, 0.0, tertulis, cocok, alasan, lokasi)
    benar = capaian_menurut_temuan(b, sel)
    nilai = h.nilai if benar is None else benar
    nama, jenjang = _kategori(nilai, skala)
    lewat = isinstance(c.realisasi, Kosong)
    return SelCapaian(nilaian, nilai, nama, jenjang, tertulis, cocok, "", lokasi, lewat)


def capaian_menurut_temuan(b: HasilBerkas, sel: Sel) -> Decimal | None:
    """What finding K201 says that a capaian should be, which may know that the row's realisasi stands elsewhere."""
    semua = (t for t in b.temuan if t.kode == "K201" and t.diterima is None)
    di_sini = (t.seharusnya for t in semua if (t.lokasi.lembar, t.lokasi.sel) == (sel.lembar, sel.alamat))
    return next((n for n in di_sini if isinstance(n, Decimal)), None)


def _nilaian(h: Hitungan, c: CapaianIndikator, cocok: bool | None) -> tuple[Nilaian, str]:
    if any(isinstance(n, Kosong) and not n.teks.strip() for n in (c.target, c.realisasi)):
        return Nilaian.BELUM_DIISI, "target atau realisasinya belum diisi"
    if not isinstance(h.nilai, Decimal):
        return Nilaian.TAK_TERHITUNG, h.alasan or _sebab_tak_terhitung(c)
    if not h.yakin and cocok is not True:
        return Nilaian.TANPA_ARAH, "arah indikator (makin tinggi atau makin rendah makin baik) tidak tercatat"
    return Nilaian.DINILAI, ""


def _sebab_tak_terhitung(c: CapaianIndikator) -> str:
    if isinstance(c.target, Kosong):
        return f"target “{c.target.teks.strip()}”: tidak ada target"
    if any(isinstance(n, Ambigu) for n in (c.target, c.realisasi)):
        return "angkanya dapat dibaca dengan dua cara"
    kata = next((n.teks for n in (c.realisasi, c.target) if isinstance(n, Kata)), "")
    return f"tertulis “{' '.join(kata.split())[:60]}”" if kata else ""


def _kategori(nilai: Decimal, skala: Skala) -> tuple[str | None, float]:
    """The name on a scale, and its place there from the best (0) to the worst (1)."""
    nama = kategori(nilai, skala)
    urut = sorted(skala, key=lambda j: (j.bawah is not None, j.bawah or Decimal(0)), reverse=True)
    tempat = next((i for i, j in enumerate(urut) if j.nama == nama), 0)
    return nama, tempat / max(1, len(urut) - 1)
