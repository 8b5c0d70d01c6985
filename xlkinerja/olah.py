"""Documents to computed figures: capaian, kategori, sisa, % and sums, each with the cell where it is (or belongs).

Written and computed stand side by side, always; nothing here decides whether a difference is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from xlkinerja.anggaran_baris import BULAN, susunan, uang_kolom
from xlkinerja.angka import Ambigu, Angka, Kata, Kosong, Selang, baca_angka, memuat, sejalan, selang
from xlkinerja.beku import beku
from xlkinerja.formulir.indikator import kunci, polaritas_tertulis, resmi
from xlkinerja.hitung import (
    TARGET_IKPA,
    Agregasi,
    Polaritas,
    Skala,
    TakTerhitung,
    agregasi,
    capaian,
    capaian_ordinal,
    kategori,
    serapan,
    sisa,
    skala_ordinal,
)
from xlkinerja.model import BarisAnggaran, Berkas, CapaianIndikator, DefinisiIndikator, Dokumen, Nilai, baris_anggaran
from xlkinerja.nilai_sama import beda_satuan, selang_pecahan
from xlkinerja.nilai_tertulis import angka_kata, angka_predikat, batas_target, predikat_saja
from xlkinerja.regeks import regeks
from xlkinerja.tataletak import normal
from xlkinerja.temuan import Sel


@beku(frozen=True, slots=True)
class Hitungan:
    """One computed figure: `bidang` of record `baris` of a document, its cell, and the value (percent in percent).

    `nilai` None: it cannot be computed, `alasan` says why (None when there is simply nothing to compute yet).
    `rentang`: the values that agree with the operands as shown, or the `operan`, target and realisasi, of which
    `selang` makes them. `yakin`: False when the polarity is not known and maksimal was assumed. `satuan_beda`: target
    and realisasi have different units.
    """

    dokumen: Dokumen
    baris: int
    bidang: str
    sel: Sel
    nilai: Decimal | str | None
    alasan: str | None = None
    rentang: Selang | None = None
    yakin: bool = True
    polaritas: Polaritas | None = None
    satuan_beda: bool = False
    operan: tuple[Angka, Angka] | None = None

    @property
    def selang(self) -> Selang | None:
        """The values that agree with the operands as shown; made when asked for, since most printed figures agree with
        the value itself."""
        if self.operan is None or not isinstance(self.nilai, Decimal):
            return self.rentang
        return _selang_capaian(*self.operan, self.polaritas, self.nilai)

    @property
    def catatan(self) -> CapaianIndikator | BarisAnggaran:
        """The record that the figure belongs to."""
        return self.dokumen.baris[self.baris]  # type: ignore[return-value]


def polaritas_iku(definisi: Iterable[DefinisiIndikator]) -> dict[str, Polaritas]:
    """Indicator key -> polarity, where the IKU table states one."""
    pasangan = ((kunci(d.indikator), polaritas_tertulis(d.polaritas)) for d in definisi)
    return {k: p for k, p in pasangan if p is not None}


def polaritas_baris(b: CapaianIndikator, menurut_iku: Mapping[str, Polaritas]) -> Polaritas | None:
    """The row's own polarity column, else the workbook's IKU, else the official list; None if nobody says."""
    tertulis = polaritas_tertulis(b.polaritas)
    if tertulis is not None:
        return tertulis
    dari_iku = menurut_iku.get(kunci(b.indikator))
    if dari_iku is not None:
        return dari_iku
    tahu = resmi(b.indikator)
    return tahu.polaritas if tahu else None


def hitung_dokumen(d: Dokumen, *, polaritas: Mapping[str, Polaritas], skala: Skala) -> Iterator[Hitungan]:
    """Every computed figure of a document, row by row."""
    if d.jenis == "anggaran":
        return _anggaran(d)
    return _semua_capaian(d, polaritas, skala) if d.jenis == "capaian" and not d.rancu else iter(())


def _semua_capaian(d: Dokumen, polaritas: Mapping[str, Polaritas], skala: Skala) -> Iterator[Hitungan]:
    for i, b in enumerate(d.baris):
        assert isinstance(b, CapaianIndikator)
        arah = polaritas_baris(b, polaritas)
        h = hitung_capaian(d, i, b, arah)
        if b.triwulan:
            yield from _triwulan(d, i, b, arah)  # a year in grades may have quarters in figures
        yield h
        if "kategori" in b.asal:
            yield _kategori(h, b, skala)


_AGREGASI = {
    "jumlah": Agregasi.JUMLAH,
    "rata rata": Agregasi.RATA_RATA,
    "posisi akhir": Agregasi.POSISI_AKHIR,
}


def agregasi_tertulis(teks: str) -> Agregasi | None:
    """How quarters make the year, as a cell of the column "Agregasi" says it, or None."""
    return _AGREGASI.get(normal(teks))


def _triwulan(d: Dokumen, i: int, b: CapaianIndikator, polaritas: Polaritas | None) -> Iterator[Hitungan]:
    """The capaian of each quarter, and the year's realisasi where the row says how it is made."""
    for n, tw in sorted(b.triwulan.items()):
        bidang = f"capaian_t{n}"
        if bidang in b.asal:
            dasar = Hitungan(d, i, bidang, b.asal[bidang], None, polaritas=polaritas)
            yield _terhitung(dasar, tw.target, tw.realisasi)
    cara = agregasi_tertulis(b.agregasi)
    semua = [tw.realisasi for _, tw in sorted(b.triwulan.items())]
    angka = [n.nilai if isinstance(n, Angka) else None for n in semua]
    if cara is not None and any(n is not None for n in angka) and not any(isinstance(n, Kata) for n in semua):
        setahun = agregasi(angka, cara)
        if isinstance(setahun, Decimal):
            yield Hitungan(d, i, "realisasi", b.asal["realisasi"], setahun)


def _kategori(h: Hitungan, b: CapaianIndikator, skala: Skala) -> Hitungan:
    nama = kategori(h.nilai, skala) if isinstance(h.nilai, Decimal) and h.yakin else None
    sel = b.asal["kategori"]
    return Hitungan(h.dokumen, h.baris, "kategori", sel, nama, h.alasan, None, h.yakin, h.polaritas, h.satuan_beda)


def hitung_capaian(d: Dokumen, i: int, b: CapaianIndikator, polaritas: Polaritas | None) -> Hitungan:
    """The capaian of row `i` of a document from the target and realisasi of `b`, that row or one put in its place."""
    dasar = Hitungan(d, i, "capaian", b.asal["capaian"], None, polaritas=polaritas)
    return _terhitung(dasar, b.target, b.realisasi)


def _terhitung(dasar: Hitungan, t: Nilai, r: Nilai) -> Hitungan:
    """A capaian that is still without its value, with the one that a target and a realisasi give it."""
    if isinstance(t, Angka) and isinstance(r, Angka):
        return _berangka(dasar, t, r)
    return _tak_berangka(dasar, t, r)


def _tak_berangka(dasar: Hitungan, t: Nilai, r: Nilai) -> Hitungan:
    """The capaian where target or realisasi is no plain figure."""
    if isinstance(r, Kosong):
        # "-" is "not assessed": the documents print 0% and count it as not met (seed 001 l.903); blank: not yet filled.
        if not r.teks.strip() or isinstance(t, Kosong | Ambigu):
            return dasar
        return replace(dasar, nilai=Decimal(0), rentang=selang(Decimal(0), None))
    if isinstance(t, Kata) and isinstance(r, Kata):
        return _ordinal(dasar, t, r)
    if isinstance(t, Kata) and isinstance(r, Angka):
        return _kata_angka(dasar, t, r)
    if isinstance(t, Angka) and isinstance(r, Kata):
        skor = angka_predikat(r)
        return _berangka(dasar, t, skor) if skor is not None else dasar
    return dasar


def _kata_angka(dasar: Hitungan, t: Kata, r: Angka) -> Hitungan:
    """A figure against a target in words: a bound, a grade with its score, or a range. The direction of a bound is the
    polarity only where nothing else tells it."""
    batas, skor = batas_target(t.teks), angka_predikat(t)
    if batas is not None:
        return _berangka(replace(dasar, polaritas=dasar.polaritas or batas[1]), batas[0], r)
    return _berangka(dasar, skor, r) if skor is not None else _rentang(dasar, t, r)


_MAKSIMAL = Polaritas.MAKSIMAL
"""What is assumed where the polarity is not known."""


def _berangka(dasar: Hitungan, t: Angka, r: Angka) -> Hitungan:
    polaritas = dasar.polaritas
    if beda_satuan(t, r):
        return replace(dasar, alasan=f"satuan target ({t.satuan}) dan realisasi ({r.satuan}) berbeda", satuan_beda=True)
    nilai = capaian(t.nilai, r.nilai, polaritas or _MAKSIMAL)
    if isinstance(nilai, TakTerhitung):
        return replace(dasar, alasan=nilai.alasan)
    yakin = polaritas is not None or t.nilai == r.nilai
    letak = dasar.dokumen, dasar.baris, dasar.bidang, dasar.sel
    return Hitungan(*letak, nilai, None, None, yakin, polaritas, operan=(t, r))


_RENTANG = regeks(r"\s*(\d[^-–—]*?)\s*(?:[-–—]|\bs\s?[./]?\s?d\b\.?|\bsampai(?: dengan)?\b)\s*(\d[^-–—]*)", re.I)


def rentang_target(t: Kata) -> tuple[Angka, Angka] | None:
    """The bounds of a target written as a range ("80-90%", "80 s.d. 90"), or None if it is none."""
    cocok = _RENTANG.fullmatch(t.teks)
    bawah, atas = (baca_angka(x) for x in cocok.groups()) if cocok else (None, None)
    return (bawah, atas) if isinstance(bawah, Angka) and isinstance(atas, Angka) else None


def satuan_target(t: Nilai) -> str:
    """Unit of a target, of a range that of its upper bound; "" if it has none."""
    batas = rentang_target(t) if isinstance(t, Kata) else None
    atas = batas[1] if batas else angka_kata(t) if isinstance(t, Kata) else t
    return atas.satuan if isinstance(atas, Angka) else ""


def _rentang(dasar: Hitungan, t: Kata, r: Angka) -> Hitungan:
    batas = rentang_target(t)
    if batas is None:
        return replace(dasar, alasan=f"target “{' '.join(t.teks.split())[:60]}” bukan angka atau rentang")
    bawah, atas = batas
    if beda_satuan(atas, r):
        return replace(
            dasar, alasan=f"satuan target ({atas.satuan}) dan realisasi ({r.satuan}) berbeda", satuan_beda=True
        )
    ujung = selang(r.nilai, r.desimal if r.desimal > 0 else None)
    hasil = [
        capaian(atas.nilai, n, Polaritas.RANGE, bawah=bawah.nilai, atas=atas.nilai)
        for n in (r.nilai, ujung.bawah, ujung.atas)
    ]
    if isinstance(hasil[0], TakTerhitung):
        return replace(dasar, alasan=hasil[0].alasan)
    nilai = [n for n in hasil if isinstance(n, Decimal)]
    return replace(dasar, nilai=hasil[0], rentang=Selang(min(nilai), max(nilai)), polaritas=Polaritas.RANGE)


def _ordinal(dasar: Hitungan, t: Kata, r: Kata) -> Hitungan:
    target, realisasi = predikat_saja(t), predikat_saja(r)
    # Grades that both have scores may be compared by either.
    if skala_ordinal(target) is None or (angka_predikat(t) is not None and angka_predikat(r) is not None):
        return dasar
    nilai = capaian_ordinal(target, realisasi)
    if isinstance(nilai, TakTerhitung):
        return replace(dasar, alasan=nilai.alasan)
    return replace(dasar, nilai=nilai, rentang=selang(nilai, None), polaritas=Polaritas.ORDINAL)


def selang_capaian(t: Angka, r: Angka, polaritas: Polaritas | None) -> Selang:
    """The capaian that a realisasi shown with decimals can stand for; target and whole figures are exact."""
    return _selang_capaian(t, r, polaritas, capaian(t.nilai, r.nilai, polaritas or _MAKSIMAL))


def _selang_capaian(t: Angka, r: Angka, polaritas: Polaritas | None, tepat: Decimal | TakTerhitung) -> Selang:
    """The same where the capaian of the figure itself is known."""
    assert isinstance(tepat, Decimal)
    if r.desimal <= 0:
        return Selang(tepat, tepat)
    ujung, arah = selang(r.nilai, r.desimal), polaritas or _MAKSIMAL
    a, b = capaian(t.nilai, ujung.bawah, arah), capaian(t.nilai, ujung.atas, arah)
    assert isinstance(a, Decimal) and isinstance(b, Decimal)  # by the target alone it can be computed or not
    if arah is _MAKSIMAL:
        return Selang(a, b)
    return Selang(min(a, b, tepat), max(a, b, tepat))


_BAGIAN = regeks(r"(?:sub ?)?bagian (?:dan |& )?([a-z]+)")


def kunci_unit(unit: str) -> str:
    """A unit as it is compared: "ketua", "sekretaris", or the first word of a bagian's name ("keuangan"), since the
    rest is shortened in many ways."""
    cocok = _BAGIAN.match(unit)
    return f"bagian {cocok[1]}" if cocok else unit


_DIJUMLAH = ("pagu_awal", "pagu", "blokir", "realisasi", *BULAN)
"""Fields of a budget row that a sum above it adds up."""
_NOL = Decimal(0)


def _anggaran(d: Dokumen) -> Iterator[Hitungan]:
    baris = baris_anggaran(d)
    anak = {s.indeks: s.anak for s in susunan(baris)}
    kolom = set[str]().union(*(b.asal for b in baris))
    uang = {n: uang_kolom(baris, n) for n in _DIJUMLAH if n in kolom}
    for i, b in enumerate(baris):
        asal, pagu, realisasi = b.asal, b.pagu, b.realisasi
        for bidang, semua in uang.items() if b.bulan or i in anak else ():
            if bidang == "realisasi" and b.bulan:
                yield _setahun(d, i, b)
            elif bidang in asal and i in anak:
                # In the working columns of a template a blank is "nothing yet"; in a printed table it makes the sum
                # unknown.
                jumlah = _jumlah([semua[a] for a in anak[i]], kosong_nol=bool(b.bulan) and bidang != "pagu")
                yield Hitungan(d, i, bidang, asal[bidang], jumlah)
        if pagu is None or realisasi is None:
            continue
        if "sisa" in asal:
            yield Hitungan(d, i, "sisa", asal["sisa"], sisa(pagu, realisasi))
        if "persen" in asal:
            persen = serapan(pagu, realisasi)
            if isinstance(persen, Decimal):
                yield Hitungan(d, i, "persen", asal["persen"], persen)
            else:
                yield Hitungan(d, i, "persen", asal["persen"], None, persen.alasan)


def _setahun(d: Dokumen, i: int, b: BarisAnggaran) -> Hitungan:
    """The year's realisasi of a row with months: their sum, once there is a pagu or a month is filled in."""
    terisi = [n for n in b.bulan.values() if n is not None]
    jumlah = sum(terisi, Decimal(0)) if terisi or b.pagu is not None else None
    return Hitungan(d, i, "realisasi", b.asal["realisasi"], jumlah)


def _jumlah(nilai: Sequence[Decimal | None], *, kosong_nol: bool) -> Decimal | None:
    ada = [n for n in nilai if n is not None]
    return sum(ada, _NOL) if kosong_nol or len(ada) == len(nilai) else None


TargetIkpa = Mapping[str, tuple[Decimal, ...]]
"""Belanja type -> cumulative absorption asked for by the end of each quarter, in percent."""


def triwulan_laporan(b: Berkas) -> int | None:
    """The quarter up to which a workbook reports; None where nobody says."""
    return b.identitas.triwulan if b.identitas is not None else None


def target_ikpa(b: Berkas) -> TargetIkpa:
    """The targets that a workbook carries, the standard ones where it does not."""
    return {**TARGET_IKPA, **(b.identitas.target_ikpa if b.identitas is not None else {})}


def capaian_cocok(h: Hitungan) -> bool | None:
    """Whether the printed capaian agrees with the computed one; None if there is nothing to compare."""
    b = h.catatan
    if not isinstance(b, CapaianIndikator) or not isinstance(b.capaian, Angka):
        return None
    tertulis = selang(b.capaian.nilai, b.capaian.desimal)
    if h.operan is not None and isinstance(h.nilai, Decimal) and memuat(tertulis, h.nilai):
        return True
    dihitung = h.selang
    if dihitung is None:
        return None
    if sejalan(tertulis, dihitung):
        return True
    if b.capaian.satuan == "%":
        return False
    # A bare number may stand for a fraction (1,169 for 116,9%); the scale of the column is another question.
    return sejalan(selang_pecahan(b.capaian), dihitung)
