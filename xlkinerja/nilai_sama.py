"""Whether two figures of performance say the same, count the same thing, or are a fraction and its percentage."""

from __future__ import annotations

from xlkinerja.angka import Ambigu, Angka, Kata, Kosong, Selang, sejalan, selang
from xlkinerja.model import Nilai
from xlkinerja.nilai_tertulis import angka_kata, batas_target, predikat_sama
from xlkinerja.tataletak import normal


def sama_nilai(a: Nilai, b: Nilai) -> bool | None:
    """True if two figures of performance say the same, within what is shown; None if that cannot be judged."""
    if isinstance(a, Angka) and isinstance(b, Angka):
        if beda_satuan(a, b):
            return False
        da = a.desimal if a.desimal > 0 else None
        db = b.desimal if b.desimal > 0 else None
        return sejalan(selang(a.nilai, da), selang(b.nilai, db)) if da != db else a.nilai == b.nilai
    if any(isinstance(n, Kata) and n.teks.startswith("#") for n in (a, b)):
        return None  # an Excel error value
    if isinstance(a, Kata) and isinstance(b, Kata):
        return _kata_sama(a, b)
    if isinstance(a, Kosong | Ambigu) or isinstance(b, Kosong | Ambigu):
        return None
    angka = [angka_kata(n) if isinstance(n, Kata) else n for n in (a, b)]
    return angka[0] is not None and angka[1] is not None and sama_nilai(angka[0], angka[1])


def _kata_sama(a: Kata, b: Kata) -> bool | None:
    """True if two texts say the same: in other words, as a bound, or as a grade with or without its score."""
    batas = batas_target(a.teks), batas_target(b.teks)
    if batas[0] is not None and batas[1] is not None:
        return batas[0][1] is batas[1][1] and sama_nilai(batas[0][0], batas[1][0])
    return normal(a.teks) == normal(b.teks) or predikat_sama(a, b)


def sebanding(a: Angka, b: Angka) -> bool:
    """True if two figures count the same thing: equal units, or one that is not written and no percentage."""
    if "%" in (a.satuan, b.satuan):
        return a.satuan == b.satuan
    return not beda_satuan(a, b)


def beda_satuan(t: Angka, r: Angka) -> bool:
    """True if two figures have different units, however written; False if one has none."""
    return bool(t.satuan and r.satuan) and t.satuan != r.satuan and satuan_baku(t.satuan) != satuan_baku(r.satuan)


_SINGKATAN = {
    "lap": "laporan", "dok": "dokumen", "keg": "kegiatan", "bln": "bulan", "org": "orang", "kab": "kabupaten",
    "kec": "kecamatan", "kel": "kelurahan", "prov": "provinsi", "thn": "tahun", "pkt": "paket", "lap/dok": "laporan",
    "satuan kerja": "satker", "kab kota": "kabupaten kota", "bh": "buah", "exp": "eksemplar", "eks": "eksemplar",
    "lyn": "layanan",
}  # fmt: skip


def satuan_baku(satuan: str) -> str:
    """A unit as it is compared: usual short forms written out ("Lap." is laporan)."""
    kata = normal(satuan)
    return _SINGKATAN.get(kata, kata)


def selang_pecahan(a: Angka) -> Selang:
    """The percentages that a figure stands for if it is a fraction: 0,5 is 50%, since a cell drops closing zeros."""
    return selang(a.nilai * 100, max(a.desimal, 2) - 2)
