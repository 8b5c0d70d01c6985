"""Where the tile of each kabupaten/kota of NTT stands, and what it is called where there is little room."""

from __future__ import annotations

from xlkinerja.beku import beku
from xlkinerja.model import Satker

PROVINSI = "53"


@beku(frozen=True, slots=True)
class Ubin:
    """One tile: Kemendagri code, short name, row and column (from 1) on the wide map."""

    kode: str
    nama: str
    baris: int
    kolom: int


@beku(frozen=True, slots=True)
class Pulau:
    """A group of islands from west to east; its name stands at `baris`, `kolom` of the wide map."""

    nama: str
    baris: int
    kolom: int
    ubin: tuple[Ubin, ...]


PETA = (
    Pulau("Flores, Lembata, Alor", 1, 1, (
        Ubin("53.15", "Manggarai Barat", 2, 1),
        Ubin("53.10", "Manggarai", 2, 2),
        Ubin("53.19", "Manggarai Timur", 2, 3),
        Ubin("53.09", "Ngada", 2, 4),
        Ubin("53.16", "Nagekeo", 2, 5),
        Ubin("53.08", "Ende", 2, 6),
        Ubin("53.07", "Sikka", 2, 7),
        Ubin("53.06", "Flores Timur", 2, 8),
        Ubin("53.13", "Lembata", 1, 9),
        Ubin("53.05", "Alor", 1, 10),
    )),
    Pulau("Sumba", 3, 1, (
        Ubin("53.18", "Sumba Barat Daya", 4, 1),
        Ubin("53.12", "Sumba Barat", 4, 2),
        Ubin("53.17", "Sumba Tengah", 4, 3),
        Ubin("53.11", "Sumba Timur", 4, 4),
    )),
    Pulau("Sabu dan Rote", 5, 4, (
        Ubin("53.20", "Sabu Raijua", 6, 4),
        Ubin("53.14", "Rote Ndao", 6, 5),
    )),
    Pulau("Timor", 3, 9, (
        Ubin("53.71", "Kota Kupang", 5, 6),
        Ubin("53.01", "Kab. Kupang", 5, 7),
        Ubin("53.02", "TTS", 5, 8),
        Ubin("53.03", "TTU", 4, 9),
        Ubin("53.04", "Belu", 4, 10),
        Ubin("53.21", "Malaka", 5, 10),
    )),
)  # fmt: skip
"""Roughly as on the map: Flores in the north, Sumba in the south-west, Timor in the east."""


def ubin_semua() -> tuple[Ubin, ...]:
    """All tiles, from west to east, an island group after the other."""
    return tuple(u for p in PETA for u in p.ubin)


def nama_pendek(satker: Satker) -> str:
    """The short name of a kabupaten/kota on the map ("Ende", "TTS"), else its whole name."""
    return next((u.nama for u in ubin_semua() if u.kode == satker.kode), satker.nama)
