"""Who does the work of a folder run: this process, several processes of this machine, or a Dask cluster.

Each is a function from tasks to their results, in the order in which they are done. A workbook that kills its process
is a workbook that cannot be checked; the others are.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from xlkinerja.beku import beku
from xlkinerja.buku import BukuTakTerbaca
from xlkinerja.buku.paket import baca_bita
from xlkinerja.bungkus import Bungkus, bungkus
from xlkinerja.hitung import Skala
from xlkinerja.model import Berkas
from xlkinerja.periksa import baca_isi, periksa_sendiri
from xlkinerja.putusan import putuskan_sederet

_BITA_PER_PEKERJA = 512 * 1024
"""Of workbooks, for which one process more is worth its start: three filled templates, or seventeen typed ones."""
_SEDERET = 16
"""Neighbours that a process checks at a time; the records of two offices of them travel."""
_T = TypeVar("_T")
_H = TypeVar("_H")
BERHENTI_MENDADAK = "pemeriksaannya berhenti mendadak, mungkin karena memori komputer tidak cukup"


class KlasterGagal(Exception):
    """A cluster cannot do the work. The message is one Indonesian line."""


@beku(frozen=True, slots=True)
class Tugas:
    """A workbook to check: number in the run, where it lies, the path it is reported under; `bita` its content, where
    who checks it may not read it himself; `skala`: see `Berkas`."""

    nomor: int
    path: Path
    jalur: str
    bita: bytes | None = None
    skala: Skala | None = None

    def bagian_kunci(self, sidik: str) -> tuple[str, ...]:
        """What its result depends on, but for the rules' version: the key in the cache. `sidik`: of its content."""
        return ("buku", sidik, self.jalur, *((repr(self.skala),) if self.skala is not None else ()))


Pelaksana = Callable[[Sequence[Tugas]], Iterator[tuple[Tugas, Bungkus]]]


def kerjakan(tugas: Tugas, *, tangkap: bool = True) -> Bungkus:
    """Check one workbook by itself. `tangkap`: an error of ours becomes a workbook that could not be checked."""
    try:
        isi = tugas.bita if tugas.bita is not None else baca_bita(tugas.path)
        berkas, buku = baca_isi(isi, tugas.jalur)
        sendiri = periksa_sendiri(berkas if tugas.skala is None else replace(berkas, skala=tugas.skala), buku)
        return bungkus(sendiri, sidik=sha256(isi).hexdigest())
    except BukuTakTerbaca as galat:
        return tak_terbaca(tugas, str(galat))
    except MemoryError:
        return tak_terbaca(tugas, "memori komputer tidak cukup untuk memeriksanya")
    except Exception as galat:
        if not tangkap:
            raise
        if os.environ.get("XLKINERJA_DEBUG"):
            import traceback  # noqa: PLC0415 - hardly ever needed

            traceback.print_exception(galat, file=sys.stderr)
        ringkas = " ".join(f"{type(galat).__name__}: {galat}".split())[:200]
        return tak_terbaca(tugas, f"kesalahan di dalam program ({ringkas}); laporkan beserta berkasnya")


def pekerja_baku(semua: Sequence[Path]) -> int:
    """Processes worth starting for these workbooks."""
    besar = 0
    for path in semua:
        with suppress(OSError):  # gone meanwhile: it will be said
            besar += path.stat().st_size
    return max(1, min(os.cpu_count() or 1, len(semua), besar // _BITA_PER_PEKERJA))


def tak_terbaca(tugas: Tugas, pesan: str) -> Bungkus:
    """The result of a workbook of which nothing is known but why."""
    return bungkus(periksa_sendiri(Berkas(tugas.jalur, None, None, (), pesan=pesan)))


def sidik_berkas(path: Path) -> str | None:
    """SHA-256 of a file, None if it cannot be read just now."""
    try:
        return sha256(baca_bita(path)).hexdigest()
    except BukuTakTerbaca:
        return None


def kirim(tugas: Tugas) -> Bungkus:
    """The same in another process, for this one."""
    return kerjakan(tugas).tergulung()


def berurutan(tugas: Sequence[Tugas]) -> Iterator[tuple[Tugas, Bungkus]]:
    """One after the other in this process. A single workbook's error of ours is raised, not reported."""
    for t in tugas:
        yield t, kerjakan(t, tangkap=len(tugas) > 1)


def sejajar(tugas: Sequence[Tugas], pekerja: int) -> Iterator[tuple[Tugas, Bungkus]]:
    """In several processes of this machine; those that a dying process took with it once more, each by itself."""
    sisa = {t.nomor: t for t in tugas}
    for t, b in _kolam(kirim, tugas, pekerja) if tugas else ():
        del sisa[t.nomor]
        yield t, b
    for t in sisa.values():
        yield next(_kolam(kirim, [t], 1), (t, tak_terbaca(t, BERHENTI_MENDADAK)))


def sederet(tugas: Sequence[Tugas], pekerja: int, *, lengkap: bool) -> Iterator[tuple[Tugas, Bungkus]]:
    """The same of very many, several neighbours at a time, decided where they are checked (see `putusan`). `lengkap`:
    with the records also of those that are."""
    deret = [tugas[i : i + _SEDERET] for i in range(0, len(tugas), _SEDERET)]
    sisa = {t.nomor: t for t in tugas}
    for satu, semua in _kolam(partial(_kirim_sederet, lengkap=lengkap), deret, pekerja):
        for t, b in zip(satu, semua, strict=True):
            del sisa[t.nomor]
            yield t, b
    yield from sejajar(list(sisa.values()), pekerja)


def _kirim_sederet(tugas: Sequence[Tugas], *, lengkap: bool) -> list[Bungkus]:
    semua = putuskan_sederet((t.nomor, kerjakan(t)) for t in tugas)
    return [b.tergulung() if lengkap or b.putus is None else replace(b, isi=b"") for b in semua]


def _kolam(kerja: Callable[[_T], _H], tugas: Sequence[_T], pekerja: int) -> Iterator[tuple[_T, _H]]:
    """Results as they come; it ends early if a process dies, and at once if the run is given up."""
    from concurrent.futures import Future, ProcessPoolExecutor, as_completed  # noqa: PLC0415 - slow to import
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    kolam = ProcessPoolExecutor(min(pekerja, len(tugas)), initializer=_siapkan)
    try:
        masa_depan: dict[Future[_H], _T] = {kolam.submit(kerja, t): t for t in tugas}
        for f in as_completed(masa_depan):
            yield masa_depan.pop(f), f.result()
    except BrokenProcessPool:
        return
    finally:
        kolam.shutdown(wait=False, cancel_futures=True)


def _siapkan() -> None:
    """In each process: no cycle collector (see `tanpa_daur_ulang`), and Ctrl-C is for the one that started it."""
    import signal  # noqa: PLC0415 - slow to import, and only these processes need it

    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
