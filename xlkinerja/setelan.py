"""What `xlkinerja.toml` says: levels, ignored codes, the category scale, who gets which notice. Records only.

`setelan_baca` reads and validates the file; nothing here touches a file or the network.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from pathlib import Path

from xlkinerja.beku import beku
from xlkinerja.hitung import Skala
from xlkinerja.temuan import Tingkat

NAMA_BERKAS = "xlkinerja.toml"
TAK_DITERIMA = frozenset(("S001",))
"""Rules that cannot be accepted by settings: of a file that cannot be read nobody knows what is in it."""


class SetelanSalah(Exception):
    """Settings that cannot be used; `pesan`: one Indonesian line for each reason, with its place."""

    def __init__(self, pesan: tuple[str, ...]) -> None:
        super().__init__("; ".join(pesan))
        self.pesan = pesan

    @property
    def ringkas(self) -> str:
        """The first reason, and how many more there are: for a message box."""
        lain = len(self.pesan) - 1
        return f"{self.pesan[0]} (dan {lain} kesalahan lain)" if lain else self.pesan[0]


class Keamanan(Enum):
    """How the connection to the mail server is secured. TANPA only for a server on this machine."""

    STARTTLS = "starttls"
    TLS = "tls"
    TANPA = "tanpa"


@beku(frozen=True, slots=True)
class Abaikan:
    """A rule whose findings are accepted for a while: why, and the last day on which that holds. `satker`: codes of
    the offices (`53.71`); () for all."""

    kode: str
    alasan: str
    sampai: date
    satker: tuple[str, ...] = ()


@beku(frozen=True, slots=True)
class Surel:
    """The mail server. `pengguna` None: no login; the password is never here. `batas_waktu` in seconds per attempt;
    `percobaan`: attempts in one run, at least 1."""

    server: str
    port: int
    keamanan: Keamanan
    dari: str
    pengguna: str | None = None
    batas_waktu: float = 30.0
    percobaan: int = 3


@beku(frozen=True, slots=True)
class Webhook:
    """An address that is sent JSON by POST. A secret part of it can stand in the environment instead."""

    url: str
    batas_waktu: float = 30.0
    percobaan: int = 3


@beku(frozen=True, slots=True)
class Penerima:
    """Who is told of which offices. `satker`: codes; () for all, and for what concerns no single office."""

    surel: tuple[str, ...]
    satker: tuple[str, ...] = ()
    nama: str | None = None


@beku(frozen=True, slots=True)
class Kabar:
    """Notices. `selalu`: also when nothing changed; `laporan`: attach the HTML report; `tingkat`: the lowest level
    that is told; `berkas`: a file that every notice is appended to. A channel that is None is not used."""

    selalu: bool = False
    laporan: bool = True
    tingkat: Tingkat = Tingkat.PERINGATAN
    surel: Surel | None = None
    webhook: Webhook | None = None
    berkas: Path | None = None
    penerima: tuple[Penerima, ...] = ()


@beku(frozen=True, slots=True)
class Setelan:
    """One file's settings. `tempat`: the file; `tingkat` and `skala` None where the file does not say."""

    tempat: Path
    tingkat: Tingkat | None = None
    abaikan: tuple[Abaikan, ...] = ()
    skala: Skala | None = None
    kabar: Kabar | None = None


def skala_setelan(setelan: Setelan | None) -> Skala | None:
    """The scale that goes into a computation; None for the built-in one."""
    return setelan.skala if setelan is not None else None
