"""Why two figures differ, asked only after a check has failed: the likely cause in words, named only if unique.

Every explanation has a cost; the cheapest wins if it stands alone, otherwise the candidates are listed in order.
Work is linear in the number of parts (at most `PALING_BANYAK`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from xlkinerja.angka import tulis_angka
from xlkinerja.beku import beku

PALING_BANYAK = 5000
_DISEBUT = 3
_TIGA_TERBANYAK = 40
"""Parts of a sum among which three are looked for: at most 9,880 ways."""


@beku(frozen=True, slots=True)
class Bagian:
    """A part of a sum: its value, and how a reader finds it ("D15 Honor Adhoc")."""

    nilai: Decimal
    sebutan: str


@beku(frozen=True, slots=True)
class Sebab:
    """One explanation: cost (lower is likelier) and its sentence."""

    biaya: int
    kalimat: str


def sebab_jumlah(tertulis: Decimal, bagian: Sequence[Bagian], lain: Sequence[Bagian] = ()) -> str | None:
    """The likely cause of a total that differs from its parts, or None if nothing simple explains it. `lain`: figures
    of the same column that are no parts, one of which may have been added by mistake."""
    bagian = bagian[:PALING_BANYAK]
    jumlah = sum((b.nilai for b in bagian), Decimal(0))
    satuan = (s for b in bagian for s in _sebab_bagian(tertulis - jumlah, b))
    calon = [*_sebab_angka(tertulis, jumlah), *_sebab_kembar(jumlah - tertulis, bagian), *satuan]
    calon += _sebab_lain(tertulis - jumlah, lain)
    return pilih(calon or _sebab_himpunan(tertulis - jumlah, bagian))


def _sebab_lain(selisih: Decimal, lain: Sequence[Bagian]) -> list[Sebab]:
    """A figure that does not belong to the sum but is just what it is too large by."""
    if not _bermakna(selisih):
        return []
    return [
        Sebab(3, f"jumlah ikut memuat {b.sebutan} ({tulis_angka(b.nilai)}), yang bukan rinciannya")
        for b in lain
        if b.nilai == selisih
    ]


def _sebab_himpunan(selisih: Decimal, bagian: Sequence[Bagian]) -> list[Sebab]:
    """Two parts, or three of a short sum, that are all left out or all counted twice; asked only when no single part
    explains it."""
    if not _bermakna(selisih):
        return []
    semua = list(_pasangan(abs(selisih), bagian))
    isi = [b for b in bagian if b.nilai]
    if not semua and len(isi) <= _TIGA_TERBANYAK:
        semua = [t for t in combinations(isi, 3) if sum((b.nilai for b in t), Decimal(0)) == abs(selisih)]
    return [_sebab_beberapa(selisih, himpunan) for himpunan in semua]


def _pasangan(cari: Decimal, bagian: Sequence[Bagian]) -> Iterator[tuple[Bagian, ...]]:
    sudah: dict[Decimal, Bagian] = {}
    for b in bagian:
        lain = sudah.get(cari - b.nilai)
        if lain is not None and b.nilai and lain.nilai:
            yield lain, b
        sudah.setdefault(b.nilai, b)


def _sebab_beberapa(selisih: Decimal, himpunan: Sequence[Bagian]) -> Sebab:
    *awal, akhir = (b.sebutan for b in himpunan)
    kata = f"{', '.join(awal)} dan {akhir} ({' + '.join(tulis_angka(b.nilai) for b in himpunan)})"
    return Sebab(5, f"jumlah tidak memuat {kata}" if selisih < 0 else f"{kata} terhitung dua kali")


_ANGKA_PENTING = 4


def _bermakna(nilai: Decimal) -> bool:
    """True for a figure of so many significant digits that another one equal to it is hardly chance."""
    return len(format(abs(nilai), "f").replace(".", "").strip("0")) >= _ANGKA_PENTING


def sebab_tempat(nilai: Decimal, tempat: Sequence[str]) -> str | None:
    """That the figure stands elsewhere as well: copied from there, or left over. `tempat`: where ("G10", "PK!D8")."""
    if not tempat or not _bermakna(nilai):
        return None
    lebih = "" if len(tempat) <= _DISEBUT else f", dan {len(tempat) - _DISEBUT} sel lain"
    return f"angka ini sama dengan {', '.join(tempat[:_DISEBUT])}{lebih}; mungkin tersalin dari sana"


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
    a, b = _setara(abs(tertulis), abs(seharusnya))
    if len(a) != len(b) or a == b or len(a) < 3:
        return None
    beda = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(beda) == 1:
        return f"satu angka salah ketik ({a[beda[0]]} seharusnya {b[beda[0]]})"
    if len(beda) == 2 and beda[1] == beda[0] + 1 and a[beda[0]] == b[beda[1]] and a[beda[1]] == b[beda[0]]:
        return f"dua angka tertukar ({a[beda[0]]}{a[beda[1]]} seharusnya {b[beda[0]]}{b[beda[1]]})"
    return None


def _setara(tertulis: Decimal, seharusnya: Decimal) -> tuple[str, str]:
    """Both figures with the same number of decimals: those that are written, of a percentage at least two."""
    desimal = max(_desimal(tertulis), min(_desimal(seharusnya), 2))
    satuan = Decimal(1).scaleb(-desimal)
    return tuple(format(n.quantize(satuan, ROUND_HALF_UP), "f") for n in (tertulis, seharusnya))  # type: ignore[return-value]


def _desimal(n: Decimal) -> int:
    eksponen = n.as_tuple().exponent
    return max(0, -eksponen) if isinstance(eksponen, int) else 0


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
