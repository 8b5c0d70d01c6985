"""A folder watched: what watchdog hears goes into the queue, what is due is checked and told.

The watch is set up before anything is read, so that nothing that happens meanwhile is missed. Where the folder goes
away it is waited for; what changed until it was back is found by looking at all of it.
"""

from __future__ import annotations

import errno
import logging
import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, NoReturn

from xlkinerja import pantau
from xlkinerja.beku import beku
from xlkinerja.bungkus import Bungkus
from xlkinerja.galat_os import sebab_os
from xlkinerja.hasil_kita import laporan_kita
from xlkinerja.hitung import Skala
from xlkinerja.pantau import Antrean, Selisih, bandingkan
from xlkinerja.pelaksana import Tugas, kerjakan, sidik_berkas
from xlkinerja.periksa import HasilBerkas, gabungkan, nama_buku
from xlkinerja.setelan import Setelan
from xlkinerja.setelan_terap import terima
from xlkinerja.simpanan import Simpanan
from xlkinerja.temuan import Temuan

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver

_ISI_BERUBAH = frozenset({"created", "modified", "moved", "deleted", "closed"})
"""Kinds of events; not those that our own reading causes."""
_SEMUA = ""
"""In the queue, for the whole folder: one within it was made, moved or removed."""
_LIHAT_DETIK = 1.0
"""How often it is seen to that the folder is still there."""

Rupa = tuple[int, int]
"""What a file looks like from outside: size and time of its last change. Its number may change on network drives."""


class PantauGagal(Exception):
    """The folder cannot be watched. The message is one Indonesian line."""


@beku(frozen=True, slots=True)
class Pendengar:
    """Who is told. `hasil`: a workbook was checked, and what changed; `hilang`: it is gone; `pesan`: one line."""

    hasil: Callable[[HasilBerkas, Selisih], None]
    hilang: Callable[[str], None]
    pesan: Callable[[str], None]


@dataclass(slots=True)
class Buku:
    """A workbook as it was last looked at."""

    rupa: Rupa
    temuan: tuple[Temuan, ...] = ()


@dataclass(slots=True)
class Pemantau:
    """One folder being watched. `jarak` None: the system tells of changes; else seconds between looks. `jeda`: those
    seconds, should it turn out that the system cannot. `setelan`: accepts findings, and gives the scale of
    categories."""

    folder: Path
    pendengar: Pendengar
    tunggu: float
    jarak: float | None
    jeda: float = 5.0
    tidur: Callable[[float], None] = time.sleep
    setelan: Setelan | None = None
    buku: dict[str, Buku] = field(default_factory=dict)
    diperiksa: int = 0
    _kabar: SimpleQueue[str] = field(default_factory=SimpleQueue)
    _pengamat: BaseObserver | None = None
    _nomor: tuple[int, int] | None = None
    """Which folder it was that the watch was set up for."""
    _antrean: Antrean = field(init=False)

    def __post_init__(self) -> None:
        self._antrean = Antrean(self.tunggu)

    def mulai(self) -> None:
        """Begin to listen. Raises PantauGagal."""
        try:
            self._amati()
        except OSError as galat:
            self.henti()
            raise PantauGagal(f"{self.folder} tidak dapat dipantau ({sebab_os(galat)}).") from galat

    def kenali(self, simpanan: Simpanan | None) -> None:
        """Look at every workbook once, so that later only changes are told. Call it after `mulai`."""
        for jalur, rupa in self._isi().items():
            self.buku[jalur] = Buku(rupa, self._satu(jalur, simpanan).temuan)

    def selamanya(self) -> NoReturn:
        """Until Ctrl-C."""
        while True:
            self.langkah()

    def langkah(self) -> None:
        """Wait for news, a second at most, and check what is due. Waits longer only where the folder is gone."""
        berikut = self._antrean.berikut()
        sabar = _LIHAT_DETIK if berikut is None else min(_LIHAT_DETIK, max(0.0, berikut - time.monotonic()))
        self._dengar(sabar)
        if not self._terjangkau():
            self._tunggu_kembali()
        for jalur in self._antrean.jatuh_tempo(time.monotonic()):
            if jalur == _SEMUA:
                self._pindai()
            else:
                self._periksa(jalur)

    def henti(self) -> None:
        """Stop listening."""
        if self._pengamat is not None:
            with suppress(RuntimeError):  # it never began
                self._pengamat.stop()
                self._pengamat.join(5)
            self._pengamat = None

    # Listening

    def _amati(self) -> None:
        self._nomor = self._letak()
        try:
            self._pengamat = _pengamat(self.folder, self.jarak, self._kabar)
        except OSError as galat:
            if self.jarak is not None or galat.errno not in (errno.ENOSPC, errno.EMFILE, errno.ENOSYS):
                raise
            self.jarak = self.jeda
            self.pendengar.pesan(
                f"Sistem tidak dapat memantau folder sebanyak ini; isinya dilihat setiap {self.jeda:g} detik."
            )
            self._amati()

    def _dengar(self, sabar: float) -> None:
        """Put what is heard into the queue, waiting so long for the first."""
        try:
            jalur = self._kabar.get(timeout=sabar) if sabar else self._kabar.get_nowait()
            while True:
                self._antrean.tersentuh(jalur, time.monotonic())
                jalur = self._kabar.get_nowait()
        except Empty:
            return

    def _terjangkau(self) -> bool:
        """Whether the very folder that is listened to is there. In the place of a drive that was taken off there may
        be an empty folder."""
        if self._pengamat is None or not all(e.is_alive() for e in self._pengamat.emitters):
            return False
        try:
            return self._letak() == self._nomor
        except OSError:
            return False

    def _letak(self) -> tuple[int, int]:
        """Which folder it is: its drive and, where the system listens to it rather than to its name, its number."""
        letak = os.stat(self.folder)
        return letak.st_dev, letak.st_ino if self.jarak is None else 0

    def _tunggu_kembali(self) -> None:
        self.henti()
        if not self._ada():
            self.pendengar.pesan(f"{self.folder} tidak dapat dijangkau; menunggu sampai kembali.")
            for lama in pantau.jeda():
                self.tidur(lama)
                if self._ada():
                    break
            self.pendengar.pesan(f"{self.folder} kembali.")
        try:
            self._amati()
        except OSError:
            return  # gone again
        self._pindai()

    def _ada(self) -> bool:
        """Whether there is a folder that can be listed, with something in it if there was something before."""
        try:
            os.listdir(self.folder)
            return not self.buku or self._letak() == self._nomor or bool(self._isi())
        except OSError:
            return False

    # Checking

    def _isi(self) -> dict[str, Rupa]:
        """The workbooks that are there."""
        semua = (os.path.join(akar, n) for akar, _, nama in os.walk(self.folder) for n in nama if nama_buku(n))
        return {j: r for j in sorted(semua) if (r := rupa(j)) is not None and not laporan_kita(Path(j))}

    def _pindai(self) -> None:
        """Queue whatever does not look as it did."""
        isi, kini = self._isi(), time.monotonic()
        for jalur in self.buku.keys() | isi.keys():
            lama = self.buku.get(jalur)
            if lama is None or lama.rupa != isi.get(jalur):
                self._antrean.tersentuh(jalur, kini)

    def _periksa(self, jalur: str) -> None:
        rupa_kini, lama = rupa(jalur), self.buku.get(jalur)
        if rupa_kini is None:
            if lama is not None and self._terjangkau():
                del self.buku[jalur]
                self.pendengar.hilang(self._nama(jalur))
            return
        if (lama is not None and lama.rupa == rupa_kini) or laporan_kita(Path(jalur)):
            return
        hasil, dulu = self._satu(jalur, None), lama.temuan if lama is not None else ()
        if hasil.berkas.pesan is not None:
            if self._antrean.gagal(jalur, time.monotonic()):
                return
            selisih, kini = Selisih(baru=hasil.temuan), dulu  # what cannot be read has not been solved
        else:
            self._antrean.terbaca(jalur)
            selisih, kini = bandingkan(dulu, hasil.temuan), hasil.temuan
        self.diperiksa += 1
        self.buku[jalur] = Buku(rupa_kini, kini)
        self.pendengar.hasil(hasil, selisih)

    def _satu(self, jalur: str, simpanan: Simpanan | None) -> HasilBerkas:
        skala = self.setelan.skala if self.setelan is not None else None
        hasil = periksa_satu(Path(jalur), self._nama(jalur), simpanan, skala)
        return hasil if self.setelan is None else terima(hasil, self.setelan, date.today())

    def _nama(self, jalur: str) -> str:
        return Path(jalur).relative_to(self.folder).as_posix()


def rupa(jalur: str) -> Rupa | None:
    """What a file looks like; None if there is none."""
    try:
        s = os.stat(jalur)
    except OSError:
        return None
    return s.st_size, s.st_mtime_ns


def periksa_satu(path: Path, jalur: str, simpanan: Simpanan | None, skala: Skala | None = None) -> HasilBerkas:
    """One workbook checked by itself; from the cache where a folder run has just left it there."""
    tugas = Tugas(0, path, jalur, skala=skala)
    b = _dari_simpanan(tugas, simpanan) or kerjakan(tugas)
    return gabungkan([b.buka()]).berkas[0]


def _dari_simpanan(tugas: Tugas, simpanan: Simpanan | None) -> Bungkus | None:
    sidik = sidik_berkas(tugas.path) if simpanan is not None else None
    if simpanan is None or sidik is None:
        return None
    return simpanan.ambil_isi(simpanan.kunci(*tugas.bagian_kunci(sidik)), Bungkus)


def _pengamat(folder: Path, jarak: float | None, kabar: SimpleQueue[str]) -> BaseObserver:
    """An observer that has begun. Raises OSError."""
    from watchdog.events import FileSystemEventHandler  # noqa: PLC0415 - an extra
    from watchdog.observers import Observer  # noqa: PLC0415
    from watchdog.observers.polling import PollingObserver  # noqa: PLC0415

    logging.getLogger("watchdog").setLevel(logging.CRITICAL)  # what it warns of, we tell ourselves

    class Penerus(FileSystemEventHandler):  # type: ignore[misc, unused-ignore]
        def on_any_event(self, event: FileSystemEvent) -> None:
            """Pass on where something happened."""
            for jalur in tersentuh(event.event_type, event.is_directory, event.src_path, event.dest_path):
                kabar.put(jalur)

    pengamat: BaseObserver = PollingObserver(timeout=jarak) if jarak is not None else Observer()
    pengamat.schedule(Penerus(), str(folder), recursive=True)
    pengamat.start()
    return pengamat


def tersentuh(jenis: str, folder: bool, *jalur: str | bytes) -> list[str]:
    """What an event is to the queue: workbooks, or that folders within the folder are no longer what they were."""
    if jenis not in _ISI_BERUBAH:
        return []
    if folder:
        return [_SEMUA] if jenis != "modified" else []  # which is said of a folder whenever a file in it changes
    return [j for j in map(os.fsdecode, jalur) if nama_buku(os.path.basename(j))]
