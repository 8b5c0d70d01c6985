"""Why two figures differ, asked only after a check has failed: the likely cause in words, named only if unique.

Every explanation has a cost; the cheapest wins if it stands alone, otherwise the candidates are listed in order.
Work is linear in the number of parts (at most `PALING_BANYAK`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlkinerja.angka import tulis_angka

PALING_BANYAK = 5000
_DISEBUT = 3


@dataclass(frozen=True, slots=True)
class Bagian:
    """A part of a sum: its value, and how a reader finds it ("D15 Honor Adhoc")."""

    nilai: Decimal
    sebutan: str


@dataclass(frozen=True, slots=True)
class Sebab:
    """One explanation: cost (lower is likelier) and its sentence."""

    biaya: int
    kalimat: str


def sebab_jumlah(tertulis: Decimal, bagian: Sequence[Bagian]) -> str | None:
    """The likely cause of a total that differs from its parts, or None if nothing simple explains it."""
    bagian = bagian[:PALING_BANYAK]
    jumlah = sum((b.nilai for b in bagian), Decimal(0))
    satuan = (s for b in bagian for s in _sebab_bagian(tertulis - jumlah, b))
    calon = [*_sebab_angka(tertulis, jumlah), *_sebab_kembar(jumlah - tertulis, bagian), *satuan]
    return pilih(calon)


def _sebab_kembar(lebih: Decimal, bagian: Sequence[Bagian]) -> list[Sebab]:
    """A part that stands there twice, name and figure, when the sum is too large by just that figure."""
    hasil: list[Sebab] = []
    sudah: dict[str, str] = {}
    for b in bagian if lebih else ():
        if b.nilai != lebih:
            continue
        sel, _, nama = b.sebutan.partition(" ")
        if nama and nama in sudah:
            hasil.append(Sebab(0, f"{b.sebutan} sama persis dengan {sudah[nama]}: kemungkinan tertulis dua kali"))
        sudah[nama] = sel
    return hasil


def sebab_salin(tertulis: Decimal, seharusnya: Decimal) -> str | None:
    """The likely cause of one figure that should equal another: digits, thousands, sign; None if nothing simple."""
    return pilih(_sebab_angka(tertulis, seharusnya))


def pilih(calon: Sequence[Sebab]) -> str | None:
    """The only cheapest explanation, or the cheapest few as alternatives; None if there is none or a crowd."""
    if not calon:
        return None
    urut = sorted(calon, key=lambda s: s.biaya)
    if len(urut) == 1 or urut[0].biaya < urut[1].biaya:
        return urut[0].kalimat
    setara = [s.kalimat for s in urut if s.biaya == urut[0].biaya]
    return "kemungkinan: " + "; atau ".join(setara) if len(setara) <= _DISEBUT else None


def _sebab_angka(tertulis: Decimal, seharusnya: Decimal) -> list[Sebab]:
    hasil: list[Sebab] = []
    if tertulis == -seharusnya and tertulis != 0:
        hasil.append(Sebab(1, "tanda plus/minus terbalik"))
    if seharusnya != 0 and tertulis == seharusnya * 1000:
        hasil.append(Sebab(1, "tertulis 1.000 kali terlalu besar"))
    if tertulis != 0 and tertulis * 1000 == seharusnya:
        hasil.append(Sebab(1, "tertulis dalam ribuan (seharusnya dikali 1.000)"))
    ketik = _salah_ketik(tertulis, seharusnya)
    if ketik:
        hasil.append(Sebab(2, ketik))
    return hasil


def _salah_ketik(tertulis: Decimal, seharusnya: Decimal) -> str | None:
    """Two neighbouring digits swapped, or one digit wrong."""
    a, b = format(abs(tertulis), "f"), format(abs(seharusnya), "f")
    if len(a) != len(b) or a == b or len(a) < 3:
        return None
    beda = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(beda) == 1:
        return f"satu angka salah ketik ({a[beda[0]]} seharusnya {b[beda[0]]})"
    if len(beda) == 2 and beda[1] == beda[0] + 1 and a[beda[0]] == b[beda[1]] and a[beda[1]] == b[beda[0]]:
        return f"dua angka tertukar ({a[beda[0]]}{a[beda[1]]} seharusnya {b[beda[0]]}{b[beda[1]]})"
    return None


def _sebab_bagian(selisih: Decimal, b: Bagian) -> list[Sebab]:
    """Explanations by one part; `selisih` is total minus sum of parts."""
    if b.nilai == 0:
        return []
    angka = tulis_angka(b.nilai)
    hasil: list[Sebab] = []
    if selisih == -b.nilai:
        hasil.append(Sebab(3, f"jumlah tidak memuat {b.sebutan} ({angka})"))
    if selisih == b.nilai:
        hasil.append(Sebab(3, f"{b.sebutan} ({angka}) terhitung dua kali"))
    if selisih == b.nilai * 999:
        hasil.append(Sebab(3, f"{b.sebutan} tertulis dalam ribuan ({angka} seharusnya {tulis_angka(b.nilai * 1000)})"))
    if selisih * 1000 == b.nilai * -999:
        benar = tulis_angka(b.nilai / 1000)
        hasil.append(Sebab(3, f"{b.sebutan} tertulis 1.000 kali terlalu besar ({angka} seharusnya {benar})"))
    ketik = _salah_ketik(b.nilai, b.nilai + selisih) if b.nilai + selisih > 0 else None
    if ketik:
        hasil.append(Sebab(4, f"{b.sebutan} ({angka}) salah ketik, {ketik}"))
    return hasil
