"""The amounts of an export: cells to rupiah, in one notation per column; what has two readings is said."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from xlkinerja.angka import Ambigu, Angka, Kata, Kosong, Notasi, baca_angka
from xlkinerja.sakti_petak import Petak


def notasi_kolom(isi: Sequence[Petak | str | None]) -> set[Notasi]:
    """The separator styles that the texts of a column show."""
    hasil: set[Notasi] = set()
    for p in isi:
        angka = baca_angka(p.teks) if isinstance(p, Petak) and p.nilai is None else None
        if isinstance(angka, Angka) and angka.notasi in (Notasi.ID, Notasi.EN):
            hasil.add(angka.notasi)
    return hasil


def nilai_petak(p: Petak | str | None, notasi: set[Notasi]) -> Decimal | str | None:
    """An amount, None where there is none, or why what stands there cannot be used."""
    if p is None or isinstance(p, str):
        return p
    if p.nilai is not None:
        return _bulat(p.nilai)
    angka = baca_angka(p.teks)
    if isinstance(angka, Kosong):
        return Decimal(0) if angka.teks.strip() else None
    return _nilai_teks(p.teks, _satu_bacaan(angka, notasi), notasi)


def _satu_bacaan(angka: Angka | Ambigu | Kata, notasi: set[Notasi]) -> Angka | Ambigu | Kata:
    """The reading that the column's style decides for; still ambiguous if it shows none, or both."""
    if not isinstance(angka, Ambigu) or len(notasi) != 1 or angka.id.notasi is Notasi.CAMPUR:
        return angka
    return angka.id if notasi == {Notasi.ID} else angka.en


def _nilai_teks(teks: str, angka: Angka | Ambigu | Kata, notasi: set[Notasi]) -> Decimal | str:
    if isinstance(angka, Ambigu):
        return f'angka "{teks}" dapat dibaca dua cara'
    if not isinstance(angka, Angka) or angka.satuan not in ("", "Rp"):
        return f'"{teks[:40]}" bukan angka rupiah'
    if angka.nilai and (angka.notasi is Notasi.CAMPUR or (angka.notasi is not Notasi.POLOS and len(notasi) > 1)):
        return f'angka "{teks}": kolom ini memakai dua macam pemisah'
    return _bulat(angka.nilai)


def _bulat(n: Decimal) -> Decimal:
    """Whole rupiah without decimals: 1234.00 -> 1234."""
    return n.quantize(Decimal(1)) if n == n.to_integral_value() and abs(n) < 10**25 else n
