"""What `pantau` does: tells at the terminal what became of a workbook that was saved."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from xlkinerja.konsol import aman, berwarna, diamkan_anak, lebar
from xlkinerja.laporan import rujukan, tampak, teks
from xlkinerja.pantau import Selisih
from xlkinerja.pantau_jalan import PantauGagal, Pemantau, Pendengar
from xlkinerja.periksa import HasilBerkas, TidakAdaBuku
from xlkinerja.perintah import DIHENTIKAN, gagal
from xlkinerja.perintah_periksa import Dihentikan, periksa_di_layar
from xlkinerja.setelan import SetelanSalah
from xlkinerja.setelan_muat import setelan_gagal, siapkan
from xlkinerja.simpanan import simpanan_baku
from xlkinerja.sistem_berkas import jauh
from xlkinerja.temuan import Lokasi, Temuan, Tingkat


def pantau(pilihan: argparse.Namespace) -> int:
    """Watch a folder until Ctrl-C (130); 2 if it cannot be watched."""
    if find_spec("watchdog") is None:
        return gagal('pantau memerlukan watchdog, yang belum terpasang; jalankan: pip install "xlkinerja[pantau]"')
    folder = Path(os.path.abspath(pilihan.folder))
    if not folder.is_dir():
        return gagal(f"{pilihan.folder}: folder tidak ditemukan.")
    try:
        setelan = siapkan(pilihan, [str(folder)])
    except SetelanSalah as salah:
        return setelan_gagal(salah)
    diamkan_anak()
    jarak = pilihan.jeda if pilihan.polling or jauh(str(folder)) else None
    pencatat = Pencatat(Tingkat(pilihan.tingkat), teks.Gaya(lebar(sys.stdout), berwarna(sys.stdout)))
    pendengar = Pendengar(pencatat.hasil, pencatat.hilang, pencatat.pesan)
    p = Pemantau(folder, pendengar, pilihan.tunggu, jarak, pilihan.jeda, setelan=setelan)
    try:
        p.mulai()
        _awal(p, pencatat)
        p.selamanya()
    except PantauGagal as galat:
        return gagal(str(galat))
    except (KeyboardInterrupt, Dihentikan):
        kata = f"dihentikan sesudah {p.diperiksa} pemeriksaan; tidak ada berkas yang diubah."
        print(f"\n{kata}" if sys.stderr.isatty() else kata, file=sys.stderr)
        return DIHENTIKAN
    finally:
        p.henti()


def _awal(p: Pemantau, pencatat: Pencatat) -> None:
    """The whole folder once: one line of counts, and what each workbook holds now."""
    try:
        hasil = periksa_di_layar([str(p.folder)], pekerja=None, rinci=False, setelan=p.setelan)
        pencatat.pesan(teks.penutup(hasil, Tingkat.INFO))
    except TidakAdaBuku:
        pencatat.pesan("Belum ada buku kerja di folder ini.")
    p.kenali(simpanan_baku())
    cara = "setiap disimpan" if p.jarak is None else f"dilihat setiap {p.jarak:g} detik"
    pencatat.pesan(f"Memantau {p.folder} ({cara}); berhenti dengan Ctrl+C.")


class Pencatat:
    """Lines on stdout, each workbook's with the time before it."""

    def __init__(self, tingkat: Tingkat, gaya: teks.Gaya) -> None:
        self.tingkat, self.gaya = tingkat, gaya

    def pesan(self, kata: str) -> None:
        """One line of its own."""
        print(f"[{datetime.now():%H:%M:%S}] {aman(kata)}", flush=True)

    def hilang(self, jalur: str) -> None:
        """A workbook is gone."""
        self.pesan(f"{jalur}: tidak ada lagi di folder ini")

    def hasil(self, b: HasilBerkas, s: Selisih) -> None:
        """A workbook was checked: what is new in full, what is solved by a line each."""
        self.pesan(f"{b.berkas.jalur}: {kalimat(b, s)}")
        sys.stdout.writelines(self._rincian(b, s))
        sys.stdout.flush()

    def _rincian(self, b: HasilBerkas, s: Selisih) -> Iterator[str]:
        tampil = tampak((*s.baru, *s.berubah), self.tingkat)
        if tampil:
            tersaring = tuple(t for t in b.temuan if t in tampil)
            yield from teks.Aliran(self.tingkat, self.gaya).buku(0, replace(b, temuan=tersaring))
        for kata, temuan in (("Selesai", s.selesai), ("Diterima", s.diterima)):
            for t in tampak(temuan, self.tingkat):
                awal = f"  {kata:<9} "
                yield from (f"{x}\n" for x in self.gaya.lipat(_satu_baris(t), awal=awal, menjorok=len(awal)))
        if tampil or s.selesai or s.diterima:
            yield "\n"


def _satu_baris(t: Temuan) -> str:
    return aman(f"{rujukan(t.lokasi, Lokasi(t.lokasi.berkas))}  {t.kode}  {t.pesan}")


def kalimat(b: HasilBerkas, s: Selisih) -> str:
    """`2 baru, 1 selesai; terbuka 3 galat, 5 peringatan`."""
    if b.berkas.pesan is not None:
        return "tidak dapat dibaca"
    bagian = (("baru", s.baru), ("berubah", s.berubah), ("selesai", s.selesai), ("diterima", s.diterima))
    ubah = ", ".join(f"{len(t)} {kata}" for kata, t in bagian if t) or "tidak ada perubahan temuan"
    banyak = [(t.value, sum(x.tingkat is t and x.diterima is None for x in b.temuan)) for t in Tingkat]
    terbuka = ", ".join(f"{n} {kata}" for kata, n in banyak if n)
    return f"{ubah}; {f'terbuka {terbuka}' if terbuka else 'tidak ada temuan yang terbuka'}"
