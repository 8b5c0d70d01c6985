"""The figures themselves: target, realisasi, pagu -> capaian, kategori, serapan, IKPA, NKA; pure functions.

Percentages are in percent, money is in rupiah. Nothing is rounded beyond the 28 digits of a division;
rounding is for display. What cannot be computed comes back as `TakTerhitung` with the reason, never as a 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import Enum
from itertools import pairwise

from xlkinerja.angka import tulis_angka
from xlkinerja.beku import beku

_K = Context(prec=28, rounding=ROUND_HALF_EVEN)
_NOL = Decimal(0)
_SERATUS = Decimal(100)


class Polaritas(Enum):
    """Which direction of an indicator is good; never printed in the documents, so it is data (DOMAIN 2)."""

    MAKSIMAL = "maksimal"
    MINIMAL = "minimal"
    RANGE = "rentang"
    STABIL = "stabil"
    ORDINAL = "ordinal"


_MINIMAL, _RANGE, _STABIL = Polaritas.MINIMAL, Polaritas.RANGE, Polaritas.STABIL
"""Looked up once: a member of an enum costs nearly as much as a multiplication, and every capaian asks for three."""


@beku(frozen=True, slots=True)
class TakTerhitung:
    """A figure that does not exist, and why (Indonesian, to stand after "tidak dapat dihitung: ")."""

    alasan: str


def _persen(pembilang: Decimal, penyebut: Decimal) -> Decimal:
    return _K.divide(_K.multiply(pembilang, _SERATUS), penyebut)


def _jumlah(nilai: Iterable[Decimal]) -> Decimal:
    total = _NOL
    for n in nilai:
        total = _K.add(total, n)
    return total


# Capaian


def capaian(
    target: Decimal,
    realisasi: Decimal,
    polaritas: Polaritas,
    *,
    bawah: Decimal | None = None,
    atas: Decimal | None = None,
) -> Decimal | TakTerhitung:
    """Achievement in percent, uncapped (DOMAIN 2; seed 003 l.565-572).

    `bawah` and `atas` are the bounds of a range target; a missing bound is `target`. Ranks given as numbers
    (ORDINAL, e.g. maturity level 3) are compared like MAKSIMAL; words go to `capaian_ordinal`.
    """
    if polaritas is _RANGE:
        batas = (target if bawah is None else bawah), (target if atas is None else atas)
        return _capaian_rentang(realisasi, *batas)
    if not target > _NOL:
        return _tak_bertarget(target, realisasi)
    if polaritas is _MINIMAL:
        return _persen(_K.subtract(_K.multiply(Decimal(2), target), realisasi), target)
    if polaritas is _STABIL:
        selisih = _K.abs(_K.subtract(realisasi, target))
        return max(_NOL, _K.subtract(_SERATUS, _persen(selisih, target)))
    return _persen(realisasi, target)


def _tak_bertarget(target: Decimal, realisasi: Decimal) -> TakTerhitung:
    """Why nothing can be computed from a target of zero or less."""
    if target == 0 and realisasi == 0:
        return TakTerhitung("target 0 dan realisasi 0")
    return TakTerhitung("target 0" if target == 0 else "target negatif")


def _capaian_rentang(realisasi: Decimal, bawah: Decimal, atas: Decimal) -> Decimal | TakTerhitung:
    """Inside the range 100; outside, the nearer bound stands for the target (PermenPANRB 8/2021 p. 110)."""
    if bawah > atas:
        return TakTerhitung("batas bawah rentang melebihi batas atasnya")
    if bawah <= realisasi <= atas:
        return _SERATUS
    return capaian(atas if realisasi > atas else bawah, realisasi, Polaritas.MAKSIMAL)


OPINI: Mapping[str, int] = {"TMP": 1, "TW": 2, "WDP": 3, "WTP": 4}
"""Opinions of BPK on the financial report, worst to best (seed 001 l.1023: WDP against WTP is 75%)."""

SAKIP: Mapping[str, int] = {"D": 1, "C": 2, "CC": 3, "B": 4, "BB": 5, "A": 6, "AA": 7}
"""Grades of the evaluation of akuntabilitas kinerja, worst to best."""

_SKALA_ORDINAL: Mapping[str, Mapping[str, int]] = {"opini": OPINI, "sakip": SAKIP}
_NAMA_PANJANG: Mapping[str, str] = {
    "WAJAR TANPA PENGECUALIAN": "WTP",
    "WTP DPP": "WTP",
    "WTP DENGAN PARAGRAF PENJELASAN": "WTP",
    "WAJAR TANPA PENGECUALIAN DENGAN PARAGRAF PENJELASAN": "WTP",
    "UNQUALIFIED": "WTP",
    "WAJAR DENGAN PENGECUALIAN": "WDP",
    "QUALIFIED": "WDP",
    "TIDAK WAJAR": "TW",
    "ADVERSE": "TW",
    "TIDAK MEMBERIKAN PENDAPAT": "TMP",
    "TIDAK MENYATAKAN PENDAPAT": "TMP",
    "MENOLAK MEMBERIKAN PENDAPAT": "TMP",
    "DISCLAIMER": "TMP",
}
# Scanned documents carry Cyrillic letters that look Latin (seed 001 l.539: "В").
_MIRIP = str.maketrans("АВЕКМНОРСТХУ", "ABEKMHOPCTXY")


def _predikat(kata: str) -> str:
    """The short name of an opinion or grade, or the normalised word itself."""
    rapi = " ".join(kata.upper().translate(_MIRIP).replace("-", " ").strip(' ".“”*()').split())
    return _NAMA_PANJANG.get(rapi, rapi)


def skala_ordinal(kata: str) -> str | None:
    """The scale that a word belongs to, "opini" or "sakip"; None if to neither."""
    predikat = _predikat(kata)
    return next((nama for nama, skala in _SKALA_ORDINAL.items() if predikat in skala), None)


def capaian_ordinal(target: str, realisasi: str) -> Decimal | TakTerhitung:
    """Rank of realisasi / rank of target x 100 on the scale of both: ("WTP", "WDP") -> 75."""
    skala_target, skala_realisasi = skala_ordinal(target), skala_ordinal(realisasi)
    if skala_target is None or skala_realisasi is None:
        asing = target if skala_target is None else realisasi
        return TakTerhitung(f'predikat "{asing.strip()}" tidak dikenal')
    if skala_target != skala_realisasi:
        return TakTerhitung("target dan realisasi memakai skala predikat yang berbeda")
    skala = _SKALA_ORDINAL[skala_target]
    return _persen(Decimal(skala[_predikat(realisasi)]), Decimal(skala[_predikat(target)]))


def batasi(capaian: Decimal, batas: Decimal | None) -> Decimal:
    """Achievement capped at `batas` (100, 110, 120 ...); None leaves it uncapped."""
    return capaian if batas is None else min(capaian, batas)


def tercapai(capaian: Decimal) -> bool:
    """True from 100% on, unrounded."""
    return capaian >= _SERATUS


def hitung_banding(daftar: Iterable[Decimal]) -> tuple[int, int, int]:
    """How many lie above, exactly at, and below 100%, unrounded (seed 003 l.630-632)."""
    semua = tuple(daftar)
    di_atas, tepat = sum(c > _SERATUS for c in semua), sum(c == _SERATUS for c in semua)
    return di_atas, tepat, len(semua) - di_atas - tepat


# Kategori


@beku(frozen=True, slots=True)
class Jenjang:
    """One category: capaian in [bawah, atas); None is unbounded."""

    bawah: Decimal | None
    atas: Decimal | None
    nama: str


Skala = tuple[Jenjang, ...]

SKALA_BAKU: Skala = (
    Jenjang(Decimal(85), None, "Baik Sekali"),
    Jenjang(Decimal(70), Decimal(85), "Baik"),
    Jenjang(Decimal(55), Decimal(70), "Cukup"),
    Jenjang(None, Decimal(55), "Kurang"),
)
"""Seed 003 l.577-580, with its gap (69 to 70) and its wrong sign (">55% = Kurang") repaired."""


def kategori(capaian: Decimal, skala: Skala) -> str | None:
    """The name of the category that holds an unrounded capaian; None where the scale has a gap."""
    for jenjang in skala:
        cukup_tinggi = jenjang.bawah is None or capaian >= jenjang.bawah
        if cukup_tinggi and (jenjang.atas is None or capaian < jenjang.atas):
            return jenjang.nama
    return None


def periksa_skala(skala: Skala) -> tuple[str, ...]:
    """What is wrong with a scale, in Indonesian: gaps, overlaps, missing ends, wrong order; () if sound."""
    if not skala:
        return ("Skala kategori kosong; isi sedikitnya satu jenjang.",)
    urut = sorted(skala, key=_kunci)
    berurutan = skala in (tuple(urut), tuple(reversed(urut)))
    pesan = (
        *(_terbalik(j) for j in skala),
        "" if berurutan else "Jenjang tidak berurutan menurut batasnya.",
        *(_sambungan(a, b) for a, b in pairwise(urut)),
        _lubang("di bawah", urut[0].bawah),
        _lubang("mulai", urut[-1].atas),
    )
    return tuple(p for p in pesan if p)


def _terbalik(j: Jenjang) -> str:
    if j.bawah is None or j.atas is None or j.bawah < j.atas:
        return ""
    batas = f"batas bawah {tulis_angka(j.bawah)} harus lebih kecil dari {tulis_angka(j.atas)}"
    return f'Jenjang "{j.nama}": {batas}.'


def _lubang(letak: str, batas: Decimal | None) -> str:
    return "" if batas is None else f"Tidak ada jenjang untuk capaian {letak} {tulis_angka(batas)}."


def _kunci(jenjang: Jenjang) -> tuple[bool, Decimal, bool, Decimal]:
    """Ascending order of categories; no lower bound first, no upper bound last."""
    return (jenjang.bawah is not None, jenjang.bawah or _NOL, jenjang.atas is None, jenjang.atas or _NOL)


def _sambungan(rendah: Jenjang, tinggi: Jenjang) -> str:
    """What is wrong between two neighbours, "" if the upper one begins where the lower one ends."""
    akhir, awal = rendah.atas, tinggi.bawah
    if akhir is None or awal is None or akhir > awal:
        return f'Jenjang "{rendah.nama}" dan "{tinggi.nama}" tumpang tindih.'
    if akhir < awal:
        return _lubang(f"mulai {tulis_angka(akhir)} sampai di bawah", awal)
    return ""


_PREDIKAT = ((90, "AA"), (80, "A"), (70, "BB"), (60, "B"), (50, "CC"), (30, "C"))


def predikat_sakip(nilai: Decimal) -> str:
    """SAKIP grade of a score, bounds exclusive: 72,55 -> BB, exactly 90 -> A, 30 and below -> D."""
    return next((nama for batas, nama in _PREDIKAT if nilai > batas), "D")


# Anggaran


def sisa(pagu: Decimal, realisasi: Decimal) -> Decimal:
    """pagu - realisasi, in rupiah; negative if more was spent than there is."""
    return _K.subtract(pagu, realisasi)


def serapan(pagu: Decimal, realisasi: Decimal) -> Decimal | TakTerhitung:
    """realisasi / pagu x 100."""
    return TakTerhitung("pagu 0") if pagu == 0 else _persen(realisasi, pagu)


def efisiensi(pagu: Decimal, realisasi: Decimal) -> Decimal | TakTerhitung:
    """sisa / pagu x 100 (seed 003 l.1147)."""
    return TakTerhitung("pagu 0") if pagu == 0 else _persen(sisa(pagu, realisasi), pagu)


def rasio_gabungan(pembilang: Iterable[Decimal], penyebut: Iterable[Decimal]) -> Decimal | TakTerhitung:
    """Pooled ratio in percent, sum / sum, not the mean of ratios (seed 001 l.1029: 62,82%)."""
    jumlah_penyebut = _jumlah(penyebut)
    if jumlah_penyebut == 0:
        return TakTerhitung("jumlah penyebut 0")
    return _persen(_jumlah(pembilang), jumlah_penyebut)


TARGET_IKPA: Mapping[str, tuple[Decimal, ...]] = {
    "51": (Decimal(20), Decimal(50), Decimal(75), Decimal(95)),
    "52": (Decimal(15), Decimal(50), Decimal(70), Decimal(90)),
    "53": (Decimal(10), Decimal(40), Decimal(70), Decimal(90)),
    "57": (Decimal(25), Decimal(50), Decimal(75), Decimal(95)),
}
"""Cumulative absorption targets in percent of pagu, quarters I to IV, per belanja type (PER-5/PB/2024)."""


def penyerapan_ikpa(
    triwulan: int,
    *,
    pagu: Mapping[str, Decimal],
    realisasi: Mapping[str, Decimal],
    target: Mapping[str, tuple[Decimal, ...]] = TARGET_IKPA,
) -> Decimal | TakTerhitung:
    """IKPA absorption of quarter 1 to 4: min(100, realisasi / (pagu x target) x 100), weighted by pagu.

    Keys are belanja types ("51", "52", "53", "57"); `realisasi` is cumulative; a type without pagu has no
    weight. ValueError for a type without targets or another quarter. Source: PER-5/PB/2024.
    """
    if not 1 <= triwulan <= 4 or not pagu.keys() <= target.keys():
        raise ValueError(f"triwulan {triwulan} atau jenis belanja {sorted(pagu)} tidak dikenal")
    total = _jumlah(pagu.values())
    if total == 0:
        return TakTerhitung("pagu 0")
    bobot = (
        _K.multiply(_nilai_belanja(p, realisasi.get(jenis, _NOL), target[jenis][triwulan - 1]), p)
        for jenis, p in pagu.items()
        if p
    )
    return _K.divide(_jumlah(bobot), total)


def _nilai_belanja(pagu: Decimal, realisasi: Decimal, target: Decimal) -> Decimal:
    return min(_SERATUS, _persen(_K.multiply(realisasi, _SERATUS), _K.multiply(pagu, target)))


def penyerapan_ikpa_tahun(triwulan: Sequence[Decimal]) -> Decimal | TakTerhitung:
    """IKPA absorption of the year so far: the mean of its quarters."""
    return agregasi(triwulan, Agregasi.RATA_RATA)


# Nilai kinerja anggaran


@beku(frozen=True, slots=True)
class RincianOutput:
    """One RO for the efficiency of PMK 22/2021: pagu and realisasi in rupiah, capaian RO in percent."""

    pagu: Decimal
    capaian: Decimal
    realisasi: Decimal


def efisiensi_pmk22(rincian: Iterable[RincianOutput]) -> Decimal | TakTerhitung:
    """E = sum(pagu x CRO - realisasi) / sum(pagu x CRO) x 100, bounded to -20 .. 20 (PMK 22/2021)."""
    semua = tuple(rincian)
    dasar = _K.divide(_jumlah(_K.multiply(r.pagu, r.capaian) for r in semua), _SERATUS)
    if dasar == 0:
        return TakTerhitung("jumlah pagu x capaian RO 0")
    hasil = _persen(_K.subtract(dasar, _jumlah(r.realisasi for r in semua)), dasar)
    return max(Decimal(-20), min(Decimal(20), hasil))


def ne_dari_efisiensi(efisiensi: Decimal) -> Decimal:
    """NE = 50 + E / 20 x 50: -20% -> 0, 0% -> 50, 20% -> 100 (PMK 22/2021)."""
    terbatas = max(Decimal(-20), min(Decimal(20), efisiensi))
    return _K.add(Decimal(50), _K.divide(_K.multiply(terbatas, Decimal(50)), Decimal(20)))


def nka_pmk22(p: Decimal, k: Decimal, cro: Decimal, ne: Decimal) -> Decimal:
    """Penyerapan, konsistensi, capaian RO, nilai efisiensi -> 9,7% + 18,2% + 43,5% + 28,6% (PMK 22/2021)."""
    bobot = (Decimal("0.097"), Decimal("0.182"), Decimal("0.435"), Decimal("0.286"))
    return _jumlah(_K.multiply(b, n) for b, n in zip(bobot, (p, k, cro, ne), strict=True))


def nka_pmk62(perencanaan: Decimal, pelaksanaan: Decimal) -> Decimal:
    """50% perencanaan + 50% pelaksanaan (IKPA), PMK 62/2023."""
    return _K.divide(_K.add(perencanaan, pelaksanaan), Decimal(2))


# Agregasi


class Agregasi(Enum):
    """How an indicator's quarters make its year: a property of the indicator (DOMAIN 2)."""

    JUMLAH = "jumlah"
    POSISI_AKHIR = "posisi akhir"
    RATA_RATA = "rata-rata"


def agregasi(nilai: Sequence[Decimal | None], cara: Agregasi) -> Decimal | TakTerhitung:
    """The figure of the year from its periods in order; None is "not measured" and takes no part."""
    terukur = [n for n in nilai if n is not None]
    if not terukur:
        return TakTerhitung("belum ada nilai yang terukur")
    if cara is Agregasi.POSISI_AKHIR:
        return terukur[-1]
    total = _jumlah(terukur)
    return total if cara is Agregasi.JUMLAH else _K.divide(total, Decimal(len(terukur)))
