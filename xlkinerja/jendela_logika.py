"""What the window does, without a window: jobs in a thread, their results in a queue, texts for the widgets."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from xlkinerja.beku import beku
from xlkinerja.buku.excel import daftar_buku
from xlkinerja.buku.excel_dasar import ExcelTakSiap
from xlkinerja.excel_kerja import HasilTerbuka, buka_temuan, hitung_terbuka, lompat, periksa_terbuka
from xlkinerja.konsol import aman
from xlkinerja.kumpulan import Kabar, periksa_jalur
from xlkinerja.periksa import HasilBerkas, HasilPeriksa, TidakAdaBuku
from xlkinerja.setelan import Setelan, SetelanSalah, skala_setelan
from xlkinerja.setelan_asal import setelan_asal
from xlkinerja.setelan_terap import habis, terima_semua
from xlkinerja.simpanan import simpanan_baku
from xlkinerja.temuan import Temuan, Tingkat

KOLOM = ("tingkat", "kode", "lembar", "sel", "uraian")
KOLOM_BUKU = ("buku", *(t.value for t in Tingkat), "keadaan")


@beku(frozen=True, slots=True)
class Selesai:
    """A job that has ended. `pesan`: one line for the reader; `galat`: it failed; `isi`: what it gave."""

    kerja: str
    pesan: str
    galat: bool = False
    isi: Any = None


@beku(frozen=True, slots=True)
class Maju:
    """A job that goes on: `ke` of `dari` done."""

    ke: int
    dari: int


class Pekerja:
    """One thread that does one job after the other; the window asks for its news and is never called from it. COM
    objects stay in this thread, so a workbook is always named and looked up there."""

    def __init__(self) -> None:
        self.kabar: queue.SimpleQueue[Selesai | Maju] = queue.SimpleQueue()
        self._tugas: queue.SimpleQueue[tuple[str, Callable[[], tuple[str, Any]]] | None] = queue.SimpleQueue()
        self._henti = threading.Event()
        self._benang = threading.Thread(target=self._bekerja, name="xlkinerja", daemon=True)
        self._benang.start()

    def _bekerja(self) -> None:
        while (tugas := self._tugas.get()) is not None:
            nama, kerja = tugas
            try:
                pesan, isi = kerja()
                self.kabar.put(Selesai(nama, pesan, isi=isi))
            except SetelanSalah as salah:
                self.kabar.put(Selesai(nama, salah.ringkas, galat=True))
            except (ExcelTakSiap, TidakAdaBuku) as salah:
                self.kabar.put(Selesai(nama, str(salah), galat=True))
            except Exception as salah:
                ringkas = " ".join(f"{type(salah).__name__}: {salah}".split())[:200]
                self.kabar.put(Selesai(nama, f"Kesalahan di dalam program ({ringkas}).", galat=True))

    def tutup(self) -> None:
        """No more jobs; a folder being checked ends at its next workbook."""
        self._henti.set()
        self._tugas.put(None)

    def daftar(self) -> None:
        """Which workbooks are open: `isi` their names."""
        self._tugas.put(("daftar", _daftar))

    def hitung(self, nama: str) -> None:
        """Recompute and check an open workbook: `isi` its findings."""
        self._tugas.put(("hitung", lambda: _terbuka(hitung_terbuka(_cari(nama)))))

    def periksa(self, nama: str) -> None:
        """Check an open workbook: `isi` its findings."""
        self._tugas.put(("periksa", lambda: _terbuka(periksa_terbuka(_cari(nama)))))

    def temuan(self, nama: str) -> None:
        """Bring the findings sheet of an open workbook to the front."""
        self._tugas.put(("temuan", lambda: (buka_temuan(_cari(nama)), None)))

    def lompat(self, nama: str, temuan: Temuan) -> None:
        """Bring the cell of a finding to the front."""
        self._tugas.put(("lompat", lambda: _lompat(nama, temuan)))

    def folder(self, folder: Path) -> None:
        """Check all workbooks of a folder, by its settings, with news after each: `isi` the HasilPeriksa."""
        self._tugas.put(("folder", lambda: self._folder(folder)))

    def _folder(self, folder: Path) -> tuple[str, HasilPeriksa]:
        setelan = setelan_asal(os.path.abspath(folder))
        hasil = periksa_jalur(
            [folder], simpanan=simpanan_baku(), rinci=False, kabar=Kabar(self._maju), skala=skala_setelan(setelan)
        )
        if setelan is not None:
            hasil = terima_semua(hasil, setelan, date.today())
        banyak = ", ".join(f"{hasil.jumlah(t)} {t.value}" for t in Tingkat)
        kata = [f"{len(hasil.berkas)} buku kerja diperiksa: {banyak}.", *_menurut(setelan, hasil)]
        return " ".join(kata), hasil

    def _maju(self, ke: int, dari: int, jalur: str) -> None:
        if self._henti.is_set():
            raise TidakAdaBuku("Pemeriksaan folder dihentikan.")
        self.kabar.put(Maju(ke, dari))


def _menurut(setelan: Setelan | None, hasil: HasilPeriksa) -> Iterator[str]:
    """What the folder's settings accept, and what they do not accept any more."""
    if setelan is None:
        return
    if hasil.diterima_setelan:
        yield f"{hasil.diterima_setelan} temuan diterima menurut {aman(setelan.tempat.name)}."
    if kata := habis(setelan, date.today()):
        yield f"Perhatian: {aman(kata)}."


def _daftar() -> tuple[str, tuple[str, ...]]:
    nama = tuple(str(b.name) for b in daftar_buku())
    return f"{len(nama) or 'Tidak ada'} buku kerja yang terbuka di Excel.", nama


def _cari(nama: str) -> Any:
    buku = next((b for b in daftar_buku() if b.name == nama), None)
    if buku is None:
        raise ExcelTakSiap(f'"{nama}" tidak terbuka lagi di Excel; segarkan daftarnya.')
    return buku


def _lompat(nama: str, temuan: Temuan) -> tuple[str, None]:
    lembar, sel = temuan.lokasi.lembar, temuan.lokasi.sel
    if lembar is None:
        raise ExcelTakSiap("Temuan ini mengenai buku kerja seluruhnya; tidak ada selnya.")
    lompat(_cari(nama), lembar, sel)
    return f"{lembar}, sel {sel or 'A1'}", None


def _terbuka(hasil: HasilTerbuka) -> tuple[str, tuple[Temuan, ...]]:
    if hasil.gagal:
        raise ExcelTakSiap(hasil.ringkas)
    return hasil.ringkas, urut_temuan(hasil.hasil.periksa.berkas[0].temuan)


def urut_temuan(temuan: Sequence[Temuan]) -> tuple[Temuan, ...]:
    """Open findings, the worst first, in sheet order within."""
    return tuple(sorted((t for t in temuan if t.diterima is None), key=lambda t: (-t.tingkat.bobot, t.urut, t.kode)))


def baris_temuan(t: Temuan) -> tuple[str, ...]:
    """A finding as a row of the list, in the order of `KOLOM`."""
    return t.tingkat.value, t.kode, aman(t.lokasi.lembar or "-"), t.lokasi.sel or "-", aman(t.pesan)


def rincian(t: Temuan) -> str:
    """Three lines about a finding: what, why, what to do."""
    return "\n".join((aman(t.pesan), f"Sebab: {aman(t.sebab)}" if t.sebab else "", f"Saran: {aman(t.saran)}"))


def baris_buku(h: HasilBerkas) -> tuple[str, ...]:
    """A workbook of a folder as a row, in the order of `KOLOM_BUKU`."""
    banyak = [sum(t.tingkat is x and t.diterima is None for t in h.temuan) for x in Tingkat]
    keadaan = "tidak terbaca" if h.berkas.pesan is not None else "ada temuan" if any(banyak[:2]) else "baik"
    return aman(h.berkas.jalur), *map(str, banyak), keadaan
