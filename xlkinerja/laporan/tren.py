"""The history of a folder for the HTML report and the rekap: open errors and warnings by day, and their lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from xlkinerja.beku import beku
from xlkinerja.riwayat_db import Titik

LEBAR, TINGGI = 600, 120
_TERBANYAK = 60


@beku(frozen=True, slots=True)
class Hari:
    """One day: what its last run counted."""

    tanggal: str
    buku: int
    galat: int
    peringatan: int


@beku(frozen=True, slots=True)
class Tren:
    """The days, oldest first, and the lines' points in a drawing of LEBAR x TINGGI; `puncak`: the number at its top."""

    hari: tuple[Hari, ...]
    galat: str
    peringatan: str
    puncak: int


def tren(deret: Sequence[Titik]) -> Tren | None:
    """What is drawn of a history; None where it does not reach over two days, so that runs of one day make the same
    report. Days by this computer's clock."""
    per_hari: dict[date, Titik] = {t.waktu.astimezone().date(): t for t in deret}
    hari = sorted(per_hari.items())[-_TERBANYAK:]
    if len(hari) < 2:
        return None
    puncak = max(1, *(max(t.galat, t.peringatan) for _, t in hari))
    awal, panjang = hari[0][0], (hari[-1][0] - hari[0][0]).days

    def titik(hari_ini: date, banyak: int) -> str:
        return f"{(hari_ini - awal).days / panjang * LEBAR:.1f},{TINGGI - banyak / puncak * TINGGI:.1f}"

    return Tren(
        tuple(Hari(f"{d:%d-%m-%Y}", t.buku, t.galat, t.peringatan) for d, t in hari),
        " ".join(titik(d, t.galat) for d, t in hari),
        " ".join(titik(d, t.peringatan) for d, t in hari),
        puncak,
    )
