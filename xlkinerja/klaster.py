"""A folder run on a Dask cluster: the same work, by workers on other machines.

A worker reads a workbook itself where it sees the very same file under the same path (a shared folder), else it is
sent the bytes. A worker that dies gives its workbooks to the others.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from typing import Any

from xlkinerja.buku import BukuTakTerbaca
from xlkinerja.buku.paket import baca_bita
from xlkinerja.bungkus import Bungkus
from xlkinerja.pelaksana import (
    BERHENTI_MENDADAK,
    KlasterGagal,
    Pelaksana,
    Tugas,
    kerjakan,
    kirim,
    sidik_berkas,
    tak_terbaca,
)
from xlkinerja.simpanan import versi_aturan

_SAMBUNG, _HENING = 10, 30
"""Seconds to wait for the scheduler and a first worker; seconds without a result after which workers are counted."""
_PER_PEKERJA = 3
"""Workbooks under way for each worker: enough to keep it busy, few enough for memory."""


def di_klaster(alamat: str) -> Pelaksana:
    """Who does the work at a scheduler's address ("tcp://10.0.0.5:8786"). Raises KlasterGagal, also while it works."""
    try:
        import distributed  # noqa: PLC0415 - an extra that only this needs
    except ImportError:
        raise KlasterGagal('--klaster memerlukan paket distributed: pip install "xlkinerja[klaster]"') from None

    def jalankan(tugas: Sequence[Tugas]) -> Iterator[tuple[Tugas, Bungkus]]:
        klien = _sambung(distributed, alamat)
        try:
            _samakan_versi(klien, alamat)
            yield from _bagikan(distributed, klien, tugas, alamat)
        finally:
            with suppress(Exception):
                klien.close(timeout=2)

    return jalankan


def kerjakan_di_sana(tugas: Tugas, sidik: str) -> Bungkus | None:
    """In a worker: check a workbook; None if its file is not there as it should be, so that it must be sent."""
    if tugas.bita is None and sidik_berkas(tugas.path) != sidik:
        return None
    return kirim(tugas)


def _sambung(distributed: Any, alamat: str) -> Any:
    try:
        klien = distributed.Client(alamat, timeout=_SAMBUNG)
    except (OSError, ValueError, TimeoutError):
        pesan = "penjadwal klaster tidak dapat dihubungi; periksa alamatnya dan apakah dask scheduler berjalan"
        raise KlasterGagal(f"{alamat}: {pesan}") from None
    try:
        klien.wait_for_workers(1, timeout=_SAMBUNG)
    except TimeoutError:
        klien.close(timeout=2)
        raise KlasterGagal(f"{alamat}: klaster belum mempunyai pekerja; jalankan dask worker") from None
    return klien


def _samakan_versi(klien: Any, alamat: str) -> None:
    """Findings must not depend on who found them."""
    try:
        di_sana = klien.run(versi_aturan)
    except Exception:
        raise KlasterGagal(f"{alamat}: xlkinerja belum terpasang pada pekerja klaster") from None
    beda = sum(v != versi_aturan() for v in di_sana.values())
    if beda:
        raise KlasterGagal(
            f"{alamat}: {beda} pekerja klaster memakai xlkinerja versi lain; samakan versinya di semua komputer"
        )


def _bagikan(distributed: Any, klien: Any, tugas: Sequence[Tugas], alamat: str) -> Iterator[tuple[Tugas, Bungkus]]:
    """A few workbooks for each worker at a time; results as they come."""
    antrean = iter(tugas)
    jalan: dict[Any, tuple[Tugas, str]] = {}
    while True:
        for t in antrean:
            sidik = sidik_berkas(t.path)
            if sidik is None:
                yield t, kerjakan(t)  # says why it cannot be read
            else:
                jalan[_kirim(klien, replace(t, path=t.path.resolve()), sidik)] = t, sidik
            if len(jalan) >= _PER_PEKERJA * max(1, _pekerja(klien)):
                break
        if not jalan:
            return
        for f in _selesai(distributed, klien, list(jalan), alamat):
            t, sidik = jalan.pop(f)
            b = _hasil(distributed, f, t, alamat)
            if b is None:
                lagi, sidik = _dengan_bita(t)
                jalan[_kirim(klien, lagi, sidik)] = t, sidik
            else:
                yield t, b


def _kirim(klien: Any, tugas: Tugas, sidik: str) -> Any:
    return klien.submit(kerjakan_di_sana, tugas, sidik, pure=False)


def _dengan_bita(t: Tugas) -> tuple[Tugas, str]:
    try:
        bita = baca_bita(t.path)
    except BukuTakTerbaca as galat:
        raise KlasterGagal(f"{t.jalur}: {galat}") from None
    return replace(t, bita=bita), sha256(bita).hexdigest()


def _selesai(distributed: Any, klien: Any, jalan: Sequence[Any], alamat: str) -> list[Any]:
    """Those that are done, at least one; work without workers is given up."""
    while True:
        try:
            return list(distributed.wait(jalan, timeout=_HENING, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            if not _pekerja(klien):
                raise KlasterGagal(f"{alamat}: semua pekerja klaster berhenti; hasilnya belum lengkap") from None


def _hasil(distributed: Any, f: Any, t: Tugas, alamat: str) -> Bungkus | None:
    try:
        hasil: Bungkus | None = f.result()
    except distributed.KilledWorker:
        return tak_terbaca(t, BERHENTI_MENDADAK)
    except (asyncio.CancelledError, CancelledError):
        raise KlasterGagal(f"{alamat}: penjadwal klaster berhenti; hasilnya belum lengkap") from None
    return hasil


def _pekerja(klien: Any) -> int:
    return len(klien.nthreads())
