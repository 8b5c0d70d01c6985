"""When which folder is checked: what the user gives, the record, and how it is told.

Nothing here touches the system.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from xlkinerja.regeks import regeks

NAMA_HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
SEMUA_HARI, HARI_KERJA = tuple(range(7)), tuple(range(5))
AWALAN = "xlkinerja-"
_NAMA = regeks(r"xlkinerja-[0-9a-f]{12}")


class JadwalSalah(Exception):
    """A time, a day or a path that cannot be scheduled. The message is one Indonesian line."""


@dataclass(frozen=True, kw_only=True)
class Jadwal:
    """One folder's checks. `hari`: 0 is Monday; `program`: the words that start xlkinerja; all paths absolute."""

    folder: str
    waktu: tuple[time, ...]
    hari: tuple[int, ...] = SEMUA_HARI
    program: tuple[str, ...]
    keluaran: str

    @property
    def nama(self) -> str:
        """Name of the entry in every scheduler."""
        return nama(self.folder)

    @property
    def argumen(self) -> tuple[str, ...]:
        """What is run, word by word."""
        return (*self.program, "jadwal", "jalankan", self.folder, "--keluaran", self.keluaran)


def nama(folder: str) -> str:
    """One name per folder, of letters that every scheduler takes; Windows does not tell capitals apart."""
    kunci = unicodedata.normalize("NFC", folder)
    if jalur_windows(kunci):
        kunci = kunci.casefold()
    return AWALAN + hashlib.sha256(kunci.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def nama_kita(teks: str) -> bool:
    """Whether an entry of that name is one of ours."""
    return _NAMA.fullmatch(teks) is not None


def jalur_windows(jalur: str) -> bool:
    return re.match(r"[A-Za-z]:[\\/]|\\\\", jalur) is not None


# What the user gives


def baca_waktu(teks: str) -> tuple[time, ...]:
    """`07:00`, `7.00`, or several with commas. Raises JadwalSalah."""
    hasil = set()
    for bagian in teks.split(","):
        cocok = re.fullmatch(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])", bagian.strip())
        if cocok is None:
            raise JadwalSalah(f"{bagian.strip()!r} bukan waktu; tulis jam dan menit 24 jam, mis. 07:00 atau 13.30")
        hasil.add(time(int(cocok[1]), int(cocok[2])))
    return tuple(sorted(hasil))


def baca_hari(teks: str) -> tuple[int, ...]:
    """`kerja` (Monday to Friday) or names of days with commas. Raises JadwalSalah."""
    kata: dict[str, tuple[int, ...]] = {h.casefold(): (i,) for i, h in enumerate(NAMA_HARI)}
    kata |= {"jum'at": (4,), "ahad": (6,), "kerja": HARI_KERJA, "semua": SEMUA_HARI}
    hasil: set[int] = set()
    for bagian in teks.split(","):
        kunci = bagian.strip().casefold().replace("’", "'")
        if kunci not in kata:
            raise JadwalSalah(
                f"{bagian.strip()!r} bukan hari; tulis kerja (Senin sampai Jumat), semua, atau nama hari, mis. "
                "senin,rabu"
            )
        hasil.update(kata[kunci])
    return tuple(sorted(hasil))


# Told to the user


def kata_jadwal(jadwal: Jadwal) -> str:
    """`Senin sampai Jumat pukul 07.00 dan 13.00`."""
    jam = _gabung([kata_jam(w) for w in jadwal.waktu])
    if jadwal.hari == SEMUA_HARI:
        return f"setiap hari pukul {jam}"
    if jadwal.hari == HARI_KERJA:
        return f"hari kerja (Senin sampai Jumat) pukul {jam}"
    return f"setiap {_gabung([NAMA_HARI[h] for h in jadwal.hari])} pukul {jam}"


def kata_jam(waktu: time | datetime) -> str:
    """`07.00`."""
    return f"{waktu:%H.%M}"


def kata_saat(saat: datetime) -> str:
    """`Senin, 30-11-2026 pukul 07.00`."""
    return f"{NAMA_HARI[saat.weekday()]}, {saat:%d-%m-%Y} pukul {kata_jam(saat)}"


def _gabung(kata: Sequence[str]) -> str:
    return " dan ".join(([", ".join(kata[:-1])] if len(kata) > 1 else []) + [kata[-1]])


def berikutnya(jadwal: Jadwal, sekarang: datetime) -> datetime:
    """The first scheduled moment after `sekarang`, both in the machine's own time."""
    calon = (
        datetime.combine(sekarang.date() + timedelta(days=d), w)
        for d in range(8)
        if (sekarang.date() + timedelta(days=d)).weekday() in jadwal.hari
        for w in jadwal.waktu
    )
    return next(s for s in calon if s > sekarang)
