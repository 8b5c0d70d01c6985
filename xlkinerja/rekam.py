"""Raw table rows to typed records (model.py), with what was noticed about their figures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from itertools import repeat
from typing import NamedTuple, TypeVar

from xlkinerja.anggaran_baris import BULAN
from xlkinerja.angka import KOSONG, Ambigu, Angka, Kata, Kosong, baca_angka, memuat, selang
from xlkinerja.kode_anggaran import teks_kode
from xlkinerja.kode_baris import Letak
from xlkinerja.kolom_angka import Catat, KolomAngka, baca_kolom, putuskan, uang
from xlkinerja.letak_baris import letakkan
from xlkinerja.model import (
    AksiIndikator,
    BarisAnggaran,
    BarisPendukung,
    CapaianIndikator,
    CapaianTriwulan,
    Catatan,
    DataDukung,
    DefinisiIndikator,
    JenjangSkala,
    Nilai,
    TargetIndikator,
)
from xlkinerja.nilai_sama import selang_pecahan
from xlkinerja.pohon import Simpul, susun
from xlkinerja.regeks import regeks
from xlkinerja.tabel import BarisMentah, TabelMentah
from xlkinerja.tampilan import figur
from xlkinerja.tataletak import KELIPATAN, Jenis
from xlkinerja.temuan import Sel

_UANG = ("pagu", "realisasi", "sisa")
_LAIN = ("pagu_awal", "blokir", *BULAN)
_TRIWULAN = {i: tuple(f"{n}_t{i}" for n in ("target", "realisasi", "capaian")) for i in range(1, 5)}
_SKALA = regeks(rf"\b{KELIPATAN}\b|\(\s*(?:rp)?[\s.,]*(?:000[\s.,)])+", re.I)
_SKALA_JUDUL = regeks(
    rf"\b(?:dalam|rp\.?|x|satuan\s*:?)\s*(?:rp\.?\s*)?(?:{KELIPATAN}|000)\b", re.I
)
_K = TypeVar("_K")
_N = TypeVar("_N")
_RASIO = regeks(r"\b(?:persen|persentase|rata rata|indeks|rasio|skor)\b|nilai(?: (?:akhir|capaian|kinerja|ikpa))?$")


def rekam(tabel: TabelMentah) -> tuple[tuple[Catatan, ...], tuple[Catat, ...], frozenset[str]]:
    """Records of a table, notes about its figures, and the fields of columns that turned out not to hold figures."""
    jenis = tabel.kepala.formulir.jenis
    if jenis == "anggaran":
        return _anggaran(tabel)
    if jenis == "pendukung":
        return _pendukung(tabel)
    kolom = {
        n: baca_kolom([b.sel[n] for b in tabel.baris], uang=False, kata=k.jenis is Jenis.KINERJA)
        for n, k in tabel.kepala.bidang.items()
        if k.jenis in (Jenis.KINERJA, Jenis.PERSEN, Jenis.CACAH)
    }
    for k in kolom.values():
        putuskan(k, lambda _i, _n: None)
    nilai = _per_baris(kolom, [k.nilai for k in kolom.values()], len(tabel.baris))
    banyak = _KolomBanyak(
        {int(n): n for n in kolom if n.isdigit()},
        {i: n for i, n in _TRIWULAN.items() if any(x in kolom for x in n)},
        tuple(n for n, k in tabel.kepala.bidang.items() if k.jenis is Jenis.TANDA),
    )
    baris = tuple(_kinerja(tabel, banyak, b, n) for b, n in zip(tabel.baris, nilai, strict=True))
    catatan = (c for k in kolom.values() for c in k.catatan)
    if jenis == "pengaturan":
        catatan = (c for c in catatan if c.kode != "S204" or _batas(figur(c.sel[0])) is None)
    return baris, tuple(catatan), frozenset()


class _KolomBanyak(NamedTuple):
    """The columns of which a table has several: year -> its figures, quarter -> its three, the marks of a schedule."""

    tahun: Mapping[int, str]
    triwulan: Mapping[int, Sequence[str]]
    tanda: Sequence[str]


def _kinerja(tabel: TabelMentah, banyak: _KolomBanyak, b: BarisMentah, nilai: dict[str, Nilai]) -> Catatan:
    """A record of performance."""
    per_tahun = {t: nilai[n] for t, n in banyak.tahun.items()}
    asal = {**b.sel, **tabel.serapan} if tabel.serapan else b.sel
    indikator = b.teks("indikator") or _serapan(tabel, "indikator")
    sasaran = b.teks("sasaran") or _serapan(tabel, "sasaran")
    nomor, kegiatan = b.teks("nomor"), b.teks("kegiatan")
    match tabel.kepala.formulir.jenis:
        case "capaian":
            return CapaianIndikator(
                indikator,
                nilai["target"],
                nilai["realisasi"],
                nilai["capaian"],
                b.teks("kategori"),
                b.teks("polaritas"),
                per_tahun,
                nilai.get("target_renstra"),
                sasaran,
                kegiatan,
                nomor,
                asal,
                b.teks("agregasi"),
                _triwulan(nilai, banyak.triwulan),
            )
        case "data_dukung":
            penyebut = nilai.get("jumlah_penyebut")
            isi = (b.teks("pembilang"), nilai["jumlah_pembilang"], b.teks("penyebut"), penyebut)
            return DataDukung(indikator, *isi, nilai.get("realisasi"), nomor, asal)
        case "rak":
            tanda = tuple([n for n in banyak.tanda if (s := b.sel[n]).jenis and bertanda(s)])
            return AksiIndikator(
                indikator, nilai["target"], kegiatan, tanda, b.teks("pelaksana"), sasaran, nomor, asal
            )
        case "pengaturan":
            bawah, atas = nilai["bawah"], nilai["atas"]
            rusak = any(isinstance(n, Kata) and _batas(n) is None for n in (bawah, atas))
            return JenjangSkala(b.teks("kategori"), _batas(bawah), _batas(atas), rusak, asal)
        case "iku":
            return DefinisiIndikator(
                indikator, b.teks("satuan"), b.teks("penanggung_jawab"), b.teks("polaritas"), nomor, asal
            )
    di_atas = nilai.get("target_provinsi"), nilai.get("target_nasional")
    return TargetIndikator(indikator, nilai.get("target"), per_tahun, sasaran, kegiatan, nomor, asal, *di_atas)


def _triwulan(nilai: Mapping[str, Nilai], ada: Mapping[int, Sequence[str]]) -> dict[int, CapaianTriwulan]:
    """The quarters that have columns of their own."""
    return {i: CapaianTriwulan(*[nilai.get(n, KOSONG) for n in tiga]) for i, tiga in ada.items()}


def _batas(nilai: Nilai) -> Decimal | None:
    """A bound of a category: "85%", ">= 85%", "< 70"; None if it says nothing."""
    if isinstance(nilai, Kata):
        nilai = baca_angka(nilai.teks.lstrip("<>=≤≥ "))
    return nilai.nilai if isinstance(nilai, Angka) else None


def _serapan(tabel: TabelMentah, nama: str) -> str:
    sel = tabel.serapan.get(nama)
    return " ".join(sel.tampil.split(":", 1)[-1].split()) if sel is not None else ""


def bertanda(sel: Sel) -> bool:
    """True if a schedule cell carries a mark (a tick, x, v, or any text that is not a dash)."""
    return bool(sel.tampil.strip(" -–—_\u00a0"))


def _anggaran(tabel: TabelMentah) -> tuple[tuple[Catatan, ...], tuple[Catat, ...], frozenset[str]]:
    bidang = [n for n in (*_UANG, "persen") if n in tabel.kepala.kolom]
    kolom = {n: baca_kolom([b.sel[n] for b in tabel.baris], uang=n != "persen") for n in bidang}
    lain = {
        n: baca_kolom([b.sel[n] for b in tabel.baris], uang=True) for n in _LAIN if n in tabel.kepala.kolom
    }
    semua = kolom | lain
    acuan = kolom.get("pagu") or lain["pagu_awal"]
    letak = letakkan(
        [(teks_kode(b.sel.get("kode")), b.teks("nama"), b.teks("nomor")) for b in tabel.baris],
        [uang(n) for n in acuan.nilai],
        [_lekuk(b) for b in tabel.baris],
    )
    for n in bidang:
        putuskan(kolom[n], _penutup(n, kolom, letak) if n != "persen" else lambda _i, _n: None)
    berskala = {n: _berskala(tabel, n) for n in (*bidang, *lain)}
    if "persen" in kolom:
        _samakan_skala(kolom)
    figur_kolom = {n: list(map(_persen if n == "persen" else uang, k.nilai)) for n, k in semua.items()}
    kosong = [None] * len(letak)
    nilai = zip(*(figur_kolom.get(n, kosong) for n in (*_UANG, "persen", "pagu_awal", "blokir")), strict=True)
    desimal = _per_baris(semua, [_desimal(k.nilai, berskala[n]) for n, k in semua.items()], len(letak))
    bulan = {m: figur_kolom[n] for m, n in enumerate(BULAN, 1) if n in lain}
    baris = tuple(
        BarisAnggaran(
            le.kode,
            le.nama,
            le.tingkat,
            pagu,
            realisasi,
            sisa,
            persen,
            d,
            b.teks("nomor"),
            b.sel,
            pagu_awal,
            blokir,
            per_bulan,
            b.teks("belanja"),
            b.teks("unit"),
        )
        for b, le, (pagu, realisasi, sisa, persen, pagu_awal, blokir), d, per_bulan in zip(
            tabel.baris, letak, nilai, desimal, _per_baris(bulan, list(bulan.values()), len(letak)), strict=True
        )
    )
    return baris, tuple(c for k in (*kolom.values(), *lain.values()) for c in k.catatan), frozenset()


def _per_baris(nama: Iterable[_K], kolom: Sequence[Sequence[_N]], banyak: int) -> Iterator[dict[_K, _N]]:
    """Columns as one mapping per row."""
    if not kolom:
        return repeat({}, banyak)
    return map(dict, map(zip, repeat(tuple(nama)), zip(*kolom, strict=True)))


def _lekuk(b: BarisMentah) -> int:
    """Blanks before the name of a row: how deep it is in a table without codes and numbers."""
    sel = b.sel.get("nama")
    return len(sel.tampil) - len(sel.tampil.lstrip()) if sel is not None else 0


def _persen(nilai: Nilai) -> Decimal | None:
    return nilai.nilai if isinstance(nilai, Angka) else None


def _desimal(kolom: Sequence[Nilai], berskala: bool) -> list[int | None]:
    """Decimals shown, None for an exact figure: whole rupiah and counts have no interval (DOMAIN.md 4)."""
    return [n.desimal if isinstance(n, Angka) and (berskala or n.desimal != 0) else None for n in kolom]


def _berskala(tabel: TabelMentah, bidang: str) -> bool:
    """True for a column whose whole figures are rounded: percentages, and amounts in thousands or millions."""
    kepala = " ".join(tabel.kepala.sel[bidang].tampil.split()) + " " + tabel.kepala.induk.get(bidang, "")
    return bidang == "persen" or bool(_SKALA.search(kepala)) or any(_SKALA_JUDUL.search(j) for j in tabel.judul)


def _samakan_skala(kolom: Mapping[str, KolomAngka]) -> None:
    """A column of percentages written as fractions (0,5 for 50%) is read as percent: if more rows fit so than not."""
    persen, kosong = kolom["persen"], [KOSONG] * len(kolom["persen"].nilai)
    pagu, realisasi = (map(uang, kolom[n].nilai if n in kolom else kosong) for n in ("pagu", "realisasi"))
    baris = list(zip(persen.nilai, pagu, realisasi, strict=True))
    if not any(_mungkin_pecahan(*b) and _pecahan(*b) > 0 for b in baris):
        return
    sisa, lebih = len(baris), 0
    for b in baris:
        lebih += _pecahan(*b)
        sisa -= 1
        if lebih + sisa <= 0:
            return
    for i, n in enumerate(persen.nilai):
        if isinstance(n, Angka) and n.satuan != "%":
            persen.nilai[i] = replace(n, nilai=n.nilai * 100, desimal=max(n.desimal, 2) - 2)


def _mungkin_pecahan(persen: Nilai, pagu: Decimal | None, realisasi: Decimal | None) -> bool:
    """False where that can be said without dividing: of what was not overspent no fraction is larger than 1."""
    if not isinstance(persen, Angka) or not pagu or realisasi is None:
        return False
    return persen.nilai <= 2 or not 0 <= realisasi <= pagu


def _pecahan(persen: Nilai, pagu: Decimal | None, realisasi: Decimal | None) -> int:
    """1 for a percentage that fits its row as a fraction only, -1 for one that fits as it stands only, else 0."""
    if not isinstance(persen, Angka) or persen.satuan == "%" or not pagu or realisasi is None:
        return 0
    benar = realisasi / pagu * 100
    return memuat(selang_pecahan(persen), benar) - memuat(selang(persen.nilai, persen.desimal), benar)


class _penutup:
    """Whether a sum over the tree, or pagu - realisasi = sisa in the row, closes with a candidate value."""

    def __init__(self, bidang: str, kolom: dict[str, KolomAngka], letak: Sequence[Letak]) -> None:
        self.bidang, self.kolom, self.letak = bidang, kolom, letak

    @cached_property
    def simpul(self) -> dict[int, list[Simpul]]:
        """Row -> the sums that it stands in; made when there is an ambiguous figure at all."""
        semua = self.kolom.values()
        ada = [any(uang(k.nilai[i]) is not None or _ambigu(k, i) for k in semua) for i in range(len(self.letak))]
        hasil: dict[int, list[Simpul]] = defaultdict(list)
        for s in susun([le.tingkat for le in self.letak], ada):
            for i in (s.indeks, *s.anak):
                hasil[i].append(s)
        return hasil

    def __call__(self, i: int, calon: Decimal) -> bool | None:
        hasil = [self._simpul(i, calon, s.indeks, s.anak) for s in self.simpul.get(i, ())]
        hasil.append(self._baris(i, calon))
        tahu = [h for h in hasil if h is not None]
        return any(tahu) if tahu else None

    def _nilai(self, bidang: str, j: int, i: int, calon: Decimal) -> Decimal | None:
        return calon if bidang == self.bidang and j == i else uang(self.kolom[bidang].nilai[j])

    def _simpul(self, i: int, calon: Decimal, induk: int, anak: Sequence[int]) -> bool | None:
        kepala = self._nilai(self.bidang, induk, i, calon)
        if kepala is None:
            return None
        for j in anak:
            nilai = self._nilai(self.bidang, j, i, calon)
            if nilai is None:
                return None
            kepala -= nilai
        return kepala == 0

    def _baris(self, i: int, calon: Decimal) -> bool | None:
        if not all(n in self.kolom for n in _UANG):
            return None
        pagu, realisasi, sisa = (self._nilai(n, i, i, calon) for n in _UANG)
        if pagu is None or realisasi is None or sisa is None:
            return None
        return pagu - realisasi == sisa


def _ambigu(kolom: KolomAngka, i: int) -> bool:
    return bool(kolom.sel[i].tampil.strip())


def _pendukung(tabel: TabelMentah) -> tuple[tuple[Catatan, ...], tuple[Catat, ...], frozenset[str]]:
    bidang = [n for n, k in tabel.kepala.bidang.items() if k.jenis is Jenis.CACAH]
    kolom = {n: baca_kolom([b.sel[n] for b in tabel.baris], uang=False) for n in bidang}
    angka = [n for n in bidang if _kolom_cacah(n, kolom[n])]
    for n in angka:
        putuskan(kolom[n], _penutup_total(kolom[n], [b.total for b in tabel.baris]))
    baris = tuple(
        BarisPendukung(
            b.teks("label") or b.teks("nomor"),
            {n: uang(kolom[n].nilai[i]) for n in angka},
            b.total,
            b.teks("nomor"),
            b.sel,
        )
        for i, b in enumerate(tabel.baris)
    )
    catatan = tuple(c for n in angka for c in kolom[n].catatan)
    return baris, catatan, frozenset(bidang) - frozenset(angka)


def _penutup_total(kolom: KolomAngka, total: Sequence[bool]) -> Callable[[int, Decimal], bool | None]:
    """Whether the rows of a column add up to its one total, at the end, with a candidate value."""

    def tutup(i: int, calon: Decimal) -> bool | None:
        if total.count(True) != 1 or not total[-1]:
            return None
        jumlah = Decimal(0)
        for j, n in enumerate(kolom.nilai):
            nilai = calon if j == i else _cacah(n)
            if nilai is None:
                return None
            jumlah += -nilai if total[j] else nilai
        return jumlah == 0

    return tutup


def _cacah(nilai: Nilai) -> Decimal | None:
    return Decimal(0) if isinstance(nilai, Kosong) else uang(nilai)


def _kolom_cacah(judul: str, kolom: KolomAngka) -> bool:
    """True if the column holds counts: at least four in five of what is written are figures (remarks are not), and
    they can be added up (percentages, averages and indices cannot)."""
    if _RASIO.search(judul) or any(isinstance(n, Angka) and n.satuan == "%" for n in kolom.nilai):
        return False
    terisi = [n for n in kolom.nilai if not isinstance(n, Kosong)]
    return bool(terisi) and sum(isinstance(n, Angka | Ambigu) for n in terisi) * 5 >= len(terisi) * 4
