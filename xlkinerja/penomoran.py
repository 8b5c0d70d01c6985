"""List numbering to levels: 1., 1.1., A., a), I, - and their like, each kind at the level at which it first appears."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlkinerja.regeks import regeks

_BAGIAN = r"(?:[IVX]{2,6}|[ivx]{2,6}|[A-Za-z]|[1-9]\d?)"
_PENANDA = regeks(rf"(\(?)({_BAGIAN}(?:\.{_BAGIAN})*)\.?(\)?)")
_DI_NAMA = regeks(
    rf"\s*(\(?{_BAGIAN}(?:\.{_BAGIAN})*(?:\.?\)|\.)|[1-9]\d?(?:\.[1-9]\d?)+|[-–—•·▪])(?:\s+(?=\S)|(?=[A-Z][a-z]))"
)
_BUTIR = frozenset("-–—•·▪")
_ROMAWI = {"i": 1, "v": 5, "x": 10}
_ROMAWI_SAH = regeks(r"x{0,3}(?:ix|iv|v?i{0,3})")
TERDALAM = 9
"""Level of a dash or a bullet: below every number."""

Bentuk = tuple[str, int, str]
"""A kind of numbering: its family ("angka", "huruf", "HURUF", "romawi", "ROMAWI", "campur", "butir"), how many parts
it has, and the brackets around it."""


def penanda(teks: str) -> str:
    """The number of a list at hand, "" if the text is none.

    >>> penanda(" 1.1. "), penanda("II"), penanda("a)"), penanda("WA")
    ('1.1.', 'II', 'a)', '')
    """
    teks = re.sub(r"\s+", "", teks)
    cocok = _PENANDA.fullmatch(teks)
    return teks if teks in _BUTIR or (cocok is not None and _sah(cocok[2])) else ""


def penanda_nama(nama: str) -> str:
    """The number of a list that leads a name ("A. Program Dukungan"), "" if there is none."""
    cocok = _DI_NAMA.match(nama)
    return penanda(cocok[1]) if cocok is not None else ""


def _sah(inti: str) -> bool:
    return all(len(b) == 1 or b.isdigit() or _ROMAWI_SAH.fullmatch(b.lower()) for b in inti.split("."))


def _nilai_romawi(teks: str) -> int:
    """The value of a Roman number up to 39, 0 if the text is none.

    >>> _nilai_romawi("XIV"), _nilai_romawi("C")
    (14, 0)
    """
    kecil = teks.lower()
    if not kecil or _ROMAWI_SAH.fullmatch(kecil) is None:
        return 0
    angka = [_ROMAWI[h] for h in kecil]
    return sum(-a if a < max(angka[i:]) else a for i, a in enumerate(angka))


def bentuk_nomor(nomor: Sequence[str]) -> list[Bentuk | None]:
    """The kind of each number in row order ("" has none). "I" may be Roman or a letter: what came before decides."""
    huruf: dict[tuple[bool, str], str] = {}
    romawi: dict[tuple[bool, str], int] = {}
    hasil: list[Bentuk | None] = []
    for i, teks in enumerate(nomor):
        cocok = _PENANDA.fullmatch(teks)
        if cocok is None:
            hasil.append(("butir", 1, "") if teks else None)
            continue
        inti, kurung = cocok[2], cocok[1] + cocok[3]
        bagian = inti.split(".")
        if all(b.isdigit() for b in bagian):
            hasil.append(("angka", len(bagian), kurung))
        elif len(bagian) > 1:
            hasil.append(("campur", len(bagian), kurung))
        else:
            kunci = (inti.isupper(), kurung)
            nilai = _nilai_romawi(inti)
            if nilai and _romawi(inti, nilai, huruf.get(kunci, ""), romawi.get(kunci, 0), nomor[i + 1 :]):
                romawi[kunci] = nilai
                keluarga = "romawi"
            else:
                huruf[kunci] = inti.lower()
                keluarga = "huruf"
            hasil.append((keluarga.upper() if inti.isupper() else keluarga, 1, kurung))
    return hasil


def _romawi(inti: str, nilai: int, huruf: str, romawi: int, sesudah: Sequence[str]) -> bool:
    """Whether a number that can be Roman is: `huruf` and `romawi` are the last letter and Roman number before it."""
    if len(inti) > 1 or nilai == romawi + 1 != 1:
        return True
    if huruf and ord(inti.lower()) == ord(huruf) + 1:
        berikut = next((n.strip("().") for n in sesudah if n.strip("().").lower() in ("ii", "j")), "")
        return berikut.lower() == "ii"
    return nilai == 1 or bool(romawi) or not huruf


def tingkat_nomor(bentuk: Sequence[Bentuk | None]) -> list[int | None]:
    """The level of each row by the kind of its number, from 1; None without a number. Dotted numbers go right below
    those with fewer parts, every other kind below all that came before it."""
    urutan: list[Bentuk] = []
    for b in bentuk:
        if b is None or b[0] == "butir" or b in urutan:
            continue
        setara = [(i, u) for i, u in enumerate(urutan) if u[0] == b[0] and u[2] == b[2]]
        atas = [i for i, u in setara if u[1] < b[1]]
        bawah = [i for i, u in setara if u[1] > b[1]]
        urutan.insert(max(atas) + 1 if atas else min(bawah) if bawah else len(urutan), b)
    return [
        None if b is None else TERDALAM if b[0] == "butir" else min(urutan.index(b) + 1, TERDALAM - 1) for b in bentuk
    ]
