"""Family K: a figure ten, a hundred or a thousand times off what the other years of its indicator agree on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, cast

from xlkinerja.angka import Angka, tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.kinerja_satuan import baris_capaian, minimal, salah_skala, sel_diketik
from xlkinerja.formulir.indikator import kunci
from xlkinerja.konteks import Konteks
from xlkinerja.model import CapaianIndikator, Dokumen, Nilai, TargetIndikator
from xlkinerja.nilai_sama import sama_nilai
from xlkinerja.tataletak import normal
from xlkinerja.temuan import Sel, Tingkat

_SEPAKAT = Decimal(3)
"""Figures of an indicator agree if none is more than so many times another."""
_PALING_SEDIKIT = 3
_KALI = ((10, Decimal("1.1")), (100, Decimal("1.5")), (1000, Decimal("1.5")))
"""How many times off, and by how much the corrected figure may still leave the range of the others. Ten times is what
a shifted comma does, but a year may also really be a tenth: there the range is narrow."""


class _Figur(NamedTuple):
    """A figure of an indicator: what it is called, its field, its value, its cell."""

    nama: str
    bidang: str
    nilai: Angka
    sel: Sel


def _figur(nama: str, bidang: str, nilai: Nilai | None, sel: Sel | None) -> list[_Figur]:
    ada = isinstance(nilai, Angka) and nilai.nilai > 0 and sel is not None
    return [_Figur(nama, bidang, nilai, sel)] if ada and isinstance(nilai, Angka) and sel is not None else []


def _cara(nilai: Angka, lain: Sequence[_Figur], kali: Sequence[int]) -> tuple[Decimal, str] | None:
    """(likely value, how it went wrong) of a figure, if the others agree and it is so many times off them."""
    angka = [x.nilai.nilai for x in lain]
    satuan = {x.nilai.satuan for x in lain}
    if len(angka) < _PALING_SEDIKIT or len(satuan) > 1 or max(angka) > min(angka) * _SEPAKAT:
        return None
    pecahan = nilai.satuan == "" and satuan == {"%"}
    if nilai.satuan not in satuan and not pecahan:
        return None
    for n, longgar in _KALI:
        if n not in kali or (n == 10 and (pecahan or len(set(angka)) == 1)):
            continue  # targets that stay the same for years may well be tenfold once
        for benar, cara in (
            (nilai.nilai * n, f"kurang dikali {n}" if n == 100 else f"{n} kali terlalu kecil"),
            (nilai.nilai / n, f"{n} kali terlalu besar"),
        ):
            if min(angka) / longgar <= benar <= max(angka) * longgar:
                return benar, cara
    return None


class _Kisaran(NamedTuple):
    """Unit, smallest and largest of figures none of which is far from another: then none is off by a power of ten,
    which need not be tried."""

    satuan: str
    bawah: Decimal
    atas: Decimal

    def memuat(self, n: Angka) -> bool:
        """True if the figures and this one are not far from each other either."""
        return n.satuan == self.satuan and max(self.atas, n.nilai) <= min(self.bawah, n.nilai) * _SEPAKAT


def _kisaran(semua: Sequence[Angka]) -> _Kisaran | None:
    """The range of figures that agree; None if they do not, or there are none."""
    angka = [n.nilai for n in semua]
    satuan = {n.satuan for n in semua}
    if len(satuan) != 1:
        return None
    bawah, atas = min(angka), max(angka)
    return _Kisaran(satuan.pop(), bawah, atas) if atas <= bawah * _SEPAKAT else None


def _ganjil(semua: Sequence[_Figur], kali: Sequence[int]) -> tuple[_Figur, Decimal, str] | None:
    """The one figure of a row that is off by a power of ten while the others agree."""
    if not semua or _kisaran([x.nilai for x in semua]) is not None:
        return None
    ada = [(x, c) for i, x in enumerate(semua) if (c := _cara(x.nilai, [*semua[:i], *semua[i + 1 :]], kali))]
    return (ada[0][0], *ada[0][1]) if len(ada) == 1 else None


_Ganjil = tuple[_Figur, Decimal, str, list[_Figur]]
"""The odd figure, what it probably is, how it went wrong, the figures that agree."""


def _hasil(d: Dokumen, b: TargetIndikator | CapaianIndikator, ganjil: _Ganjil) -> Hasil:
    x, benar, cara, lain = ganjil
    satuan = x.nilai.satuan or lain[0].nilai.satuan
    ikut = ("target", "realisasi", "capaian", "kategori") if x.bidang in ("target", "realisasi") else ()
    angka = [y.sel.tampil.strip() for y in sorted(lain, key=lambda y: y.nilai.nilai)]
    isi = {
        "bidang": x.bidang,
        "medan": x.nama,
        "tertulis": x.sel.tampil.strip(),
        "lain": f"{angka[0]} sampai {angka[-1]}" if angka[0] != angka[-1] else angka[0],
        "kira": tulis_angka(benar.normalize(), None, satuan),
    }
    return Hasil(
        x.sel, d, f"{kunci(b.indikator)} {x.bidang}", seharusnya=benar, sebab=cara, isi=isi,
        terkait=tuple(Rujukan(y.sel) for y in lain[:6]),
        menutup=(Rujukan(x.sel), *(Rujukan(b.asal[n]) for n in ikut if n in b.asal)),
    )  # fmt: skip


# Targets of the Renstra


_Bertarget = tuple[Dokumen, TargetIndikator, _Kisaran | None]
_Renstra = Mapping[str, _Bertarget]


def _renstra(konteks: Konteks) -> _Renstra:
    """Each indicator of the Renstra with the range of its yearly targets where they agree."""
    if "target_renstra" not in konteks.memo:
        konteks.memo["target_renstra"] = _cari_renstra(konteks)
    return cast("_Renstra", konteks.memo["target_renstra"])


def _cari_renstra(konteks: Konteks) -> _Renstra:
    hasil: dict[str, _Bertarget] = {}
    for d in konteks.berkas.semua("renstra"):
        for b in d.baris:
            if isinstance(b, TargetIndikator) and not d.rancu:
                angka = [n for n in b.per_tahun.values() if isinstance(n, Angka) and n.nilai > 0]
                hasil.setdefault(kunci(b.indikator), (d, b, _kisaran(angka)))
    return hasil


def _figur_target(b: TargetIndikator) -> list[_Figur]:
    """The yearly targets with their cells, in order."""
    tahun = sorted(b.per_tahun.items())
    return [f for t, n in tahun for f in _figur(f"Target tahun {t}", str(t), n, b.asal.get(str(t)))]


def _target_ganjil(konteks: Konteks) -> Iterator[Hasil]:
    for d, b, kisaran in _renstra(konteks).values():
        semua = _figur_target(b) if kisaran is None else []
        ganjil = _ganjil(semua, (10, 100, 1000))
        if ganjil is not None and ganjil[0].sel.rumus is None:
            yield _hasil(d, b, (*ganjil, [x for x in semua if x is not ganjil[0]]))


# Realisasi: against other years, against the targets, against the other rows of its column


def _capaian_ganjil(konteks: Konteks) -> Iterator[Hasil]:
    renstra = _renstra(konteks)
    sudah: set[tuple[str, str, Decimal]] = set()
    for d, b in baris_capaian(konteks):
        if salah_skala(konteks, b) is not None:
            continue  # K207
        for x, benar, cara, lain in _calon_ganjil(konteks, d, b, renstra.get(kunci(b.indikator))):
            k = kunci(b.indikator), x.bidang, x.nilai.nilai
            sel = sel_diketik(b, x.bidang) if x.bidang == "realisasi" else x.sel
            if k not in sudah and sel is not None and sel.rumus is None:
                sudah.add(k)
                yield _hasil(d, b, (_Figur(x.nama, x.bidang, x.nilai, sel), benar, cara, lain))


def _calon_ganjil(
    konteks: Konteks, d: Dokumen, b: CapaianIndikator, renstra: _Bertarget | None
) -> Iterator[_Ganjil]:
    """What is odd in a row: against its other years, else against the indicator's targets; and in its column."""
    t, r = b.target, b.realisasi
    if b.per_tahun:
        yield from _menurut_tahun(konteks, d, b)
    elif renstra is not None and isinstance(r, Angka) and (renstra[2] is None or not renstra[2].memuat(r)):
        yield from _menurut_renstra(konteks, b, renstra[1])
    if isinstance(t, Angka) and isinstance(r, Angka) and not t.satuan and not r.satuan:
        yield from _menurut_kolom(konteks, d, b, t, r)


def _menurut_tahun(konteks: Konteks, d: Dokumen, b: CapaianIndikator) -> Iterator[_Ganjil]:
    """The odd one of a row of several years; counts may really be ten times another year's."""
    ada = [n for n in (*b.per_tahun.values(), b.target, b.realisasi, b.target_renstra) if isinstance(n, Angka)]
    if _kisaran([n for n in ada if n.nilai > 0]) is not None:
        return
    tahun = sorted(b.per_tahun.items())
    semua = [f for t, n in tahun for f in _figur(f"Realisasi tahun {t}", str(t), n, b.asal[str(t)])]
    for nama, n in (("target", b.target), ("realisasi", b.realisasi), ("target_renstra", b.target_renstra)):
        semua += _figur(nama.replace("_r", " R").capitalize(), nama, n, b.asal.get(nama))
    cacah = any(x.nilai.satuan not in ("", "%") for x in semua)
    ganjil = _ganjil(semua, (100, 1000) if cacah else (10, 100, 1000))
    if ganjil is None or (ganjil[1] > ganjil[0].nilai.nilai and minimal(konteks, b)):
        return
    if ganjil[0].bidang != "realisasi" or not _beda_tabel(konteks, d, b):
        yield *ganjil, [x for x in semua if x is not ganjil[0]]


def _beda_tabel(konteks: Konteks, d: Dokumen, b: CapaianIndikator) -> bool:
    """True if another table of the year states another realisasi: then X204 says what it should be."""
    return any(
        x is not d and x.tahun == d.tahun and kunci(c.indikator) == kunci(b.indikator)
        and sama_nilai(c.realisasi, b.realisasi) is False
        for x, c in baris_capaian(konteks)
    )  # fmt: skip


def _menurut_renstra(konteks: Konteks, b: CapaianIndikator, renstra: TargetIndikator) -> Iterator[_Ganjil]:
    """A realisasi a hundred times off all of the indicator's targets."""
    for x in _figur("Realisasi", "realisasi", b.realisasi, b.asal["realisasi"]):
        semua = _figur_target(renstra)
        cara = _cara(x.nilai, semua, (100, 1000))
        if cara is not None and not (cara[0] > x.nilai.nilai and minimal(konteks, b)):
            yield x, *cara, semua


def _menurut_kolom(konteks: Konteks, d: Dokumen, b: CapaianIndikator, t: Angka, r: Angka) -> Iterator[_Ganjil]:
    """A fraction in a column whose other percentages are written as such, without their sign."""
    besar = Decimal(10) <= t.nilai <= 100 and 0 < r.nilai < 1 and Decimal("0.3") <= r.nilai * 100 / t.nilai <= 2
    if not besar or not normal(b.indikator).startswith("persentase") or minimal(konteks, b):
        return
    lain = [
        f
        for x in d.baris
        if isinstance(x, CapaianIndikator) and x is not b and normal(x.indikator).startswith("persentase")
        and isinstance(x.target, Angka) and x.target.nilai >= 10
        for f in _figur("Realisasi", "realisasi", x.realisasi, x.asal["realisasi"])
    ]
    if len(lain) + 1 >= _PALING_SEDIKIT and all(x.nilai.nilai > 1 and not x.nilai.satuan for x in lain):
        yield _Figur("Realisasi", "realisasi", r, b.asal["realisasi"]), r.nilai * 100, "kurang dikali 100", lain


def _beda_skala(konteks: Konteks) -> Iterator[Hasil]:
    yield from _target_ganjil(konteks)
    yield from _capaian_ganjil(konteks)


K217 = Aturan(
    "K217",
    "Angka berbeda skala dari tahun lainnya",
    Tingkat.PERINGATAN,
    ("renstra", "capaian"),
    "Sedikitnya tiga angka indikator itu (target Renstra, realisasi tahun lain) berdekatan, paling banyak tiga kali "
    "lipat satu sama lain, sedangkan satu angka sepuluh, seratus atau seribu kali lebih kecil atau lebih besar: koma "
    "bergeser, atau persen tertulis sebagai pecahan. Realisasi kecil indikator minimal tidak dinilai.",
    "Kewajaran angka; angka persen di Excel tersimpan sebagai pecahan (0,0016 dengan format 0,00% adalah 0,16%)",
    "{medan} {tertulis} berbeda skala dari angka lain indikator ini ({lain}): mungkin {kira}",
    "Cocokkan dengan dokumen sumbernya; di sel berformat persen ketik 40%, bukan 0,4% atau 4000%.",
    Contoh((Ubah("renstra", 6, "2022", Decimal("0.18"), "0.00%"),), ("renstra", 6, "2022"), "di antara 0,16-0,20%"),
    Contoh((Ubah("renstra", 6, "2022", Decimal("0.0006"), "0.00%"),), uraian="turun menjadi 0,06% memang mungkin"),
    _beda_skala,
)
