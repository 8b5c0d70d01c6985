"""The window beside Excel: open workbooks, three buttons, findings that jump to their cells, a folder check.

Widgets are touched by the main loop only; jobs run in `jendela_logika.Pekerja`, whose news are fetched by a timer.
"""

from __future__ import annotations

import queue
import sys
import tkinter as tk
from collections.abc import Callable, Sequence
from pathlib import Path
from tkinter import filedialog, ttk
from typing import Any

from xlkinerja import __version__
from xlkinerja.jendela_logika import (
    KOLOM,
    KOLOM_BUKU,
    Maju,
    Pekerja,
    Selesai,
    baris_buku,
    baris_temuan,
    rincian,
    urut_temuan,
)
from xlkinerja.periksa import HasilBerkas, HasilPeriksa
from xlkinerja.temuan import Temuan

_JEDA = 80
_WARNA = {"galat": "#F8CBAD", "peringatan": "#FFE699", "info": "#F2F2F2"}
_LEBAR = {"tingkat": 90, "kode": 60, "lembar": 150, "sel": 60, "uraian": 560}
_LEBAR_BUKU = {"buku": 420, "galat": 80, "peringatan": 90, "info": 80, "keadaan": 120}
_PETUNJUK = "Klik dua kali (atau Enter) pada temuan: lompat ke selnya. F5 segarkan, Ctrl+H hitung, Ctrl+P periksa."


class Jendela:
    """The window. `pekerja`: who does the jobs."""

    def __init__(self, akar: tk.Tk, pekerja: Pekerja) -> None:
        self.akar, self.pekerja = akar, pekerja
        self.temuan: dict[str, Temuan] = {}
        self.buku: dict[str, HasilBerkas] = {}
        self.pemilik = ""  # the workbook that the findings shown are of
        self.diminta = ""
        self.sedang = 0
        self.status = tk.StringVar(value=_PETUNJUK)
        self.pilihan = tk.StringVar()
        self.rincian = tk.StringVar(value="\n\n")
        akar.title(f"xlkinerja {__version__}")
        akar.geometry("1000x620")
        akar.minsize(720, 420)
        self._atas()
        self._tengah()
        self._bawah()
        self._papan_ketik()
        akar.protocol("WM_DELETE_WINDOW", self.tutup)
        akar.after(_JEDA, self._dengar)
        self.segarkan()

    # Building

    def _atas(self) -> None:
        baris = ttk.Frame(self.akar, padding=(10, 10, 10, 4))
        baris.pack(fill="x")
        ttk.Label(baris, text="Buku kerja:").pack(side="left")
        self.kotak = ttk.Combobox(baris, textvariable=self.pilihan, state="readonly", width=44)
        self.kotak.pack(side="left", padx=6, fill="x", expand=True)
        self.tombol: list[ttk.Button] = []
        self._tombol(baris, "Segarkan", self.segarkan)
        self.tombol_buku = [
            self._tombol(baris, "Hitung Ulang", self.hitung),
            self._tombol(baris, "Periksa", self.periksa),
            self._tombol(baris, "Temuan", self.lihat_temuan),
        ]
        self._tombol(baris, "Folder…", self.pilih_folder)

    def _tombol(self, induk: ttk.Frame, teks: str, kerja: Callable[[], None]) -> ttk.Button:
        tombol = ttk.Button(induk, text=teks, command=kerja)
        tombol.pack(side="left", padx=2)
        tombol.bind("<Return>", lambda _: tombol.invoke())
        self.tombol.append(tombol)
        return tombol

    def _tengah(self) -> None:
        self.lipat = ttk.Notebook(self.akar)
        self.lipat.pack(fill="both", expand=True, padx=10, pady=4)
        self.daftar = self._tabel("Temuan", KOLOM, _LEBAR, "uraian")
        self.daftar_folder = self._tabel("Folder", KOLOM_BUKU, _LEBAR_BUKU, "buku")
        for tingkat, warna in _WARNA.items():
            self.daftar.tag_configure(tingkat, background=warna)
        for pohon, kerja in ((self.daftar, self.lompat), (self.daftar_folder, self.lihat_buku)):
            pohon.bind("<Double-1>", lambda _, k=kerja: k())  # type: ignore[misc]
            pohon.bind("<Return>", lambda _, k=kerja: k())  # type: ignore[misc]
        self.daftar.bind("<<TreeviewSelect>>", lambda _: self._rinci())

    def _tabel(self, judul: str, kolom: Sequence[str], lebar: dict[str, int], melar: str) -> ttk.Treeview:
        bingkai = ttk.Frame(self.lipat)
        pohon = ttk.Treeview(bingkai, columns=tuple(kolom), show="headings", selectmode="browse")
        gulung = ttk.Scrollbar(bingkai, command=pohon.yview)
        pohon.configure(yscrollcommand=gulung.set)
        for k in kolom:
            pohon.heading(k, text=k.capitalize())
            pohon.column(k, width=lebar[k], minwidth=40, stretch=k == melar)
        gulung.pack(side="right", fill="y")
        pohon.pack(side="left", fill="both", expand=True)
        self.lipat.add(bingkai, text=judul)
        return pohon

    def _bawah(self) -> None:
        baris = ttk.Frame(self.akar, padding=(10, 2, 10, 8))
        baris.pack(fill="x", side="bottom", before=self.lipat)
        rincian = ttk.Label(self.akar, textvariable=self.rincian, padding=(10, 2), anchor="nw", wraplength=960)
        rincian.pack(fill="x", side="bottom", before=self.lipat)
        rincian.bind("<Configure>", lambda e: rincian.configure(wraplength=e.width - 24))
        self.kemajuan = ttk.Progressbar(baris, length=160, mode="determinate")
        self.kemajuan.pack(side="right", padx=(8, 0))
        ttk.Label(baris, textvariable=self.status, anchor="w", wraplength=780).pack(side="left", fill="x", expand=True)

    def _papan_ketik(self) -> None:
        for tombol, kerja in (
            ("<F5>", self.segarkan),
            ("<Control-h>", self.hitung),
            ("<Control-p>", self.periksa),
            ("<Control-t>", self.lihat_temuan),
            ("<Control-o>", self.pilih_folder),
        ):
            self.akar.bind(tombol, lambda _, k=kerja: k() if not self.sedang else None)  # type: ignore[misc]
        self.kotak.focus_set()

    # What the user does

    def segarkan(self) -> None:
        """Ask for the open workbooks."""
        self._mulai("Mencari buku kerja yang terbuka…", self.pekerja.daftar)

    def hitung(self) -> None:
        """Recompute the chosen workbook."""
        self._dengan_buku("Menghitung ulang", self.pekerja.hitung)

    def periksa(self) -> None:
        """Check the chosen workbook."""
        self._dengan_buku("Memeriksa", self.pekerja.periksa)

    def lihat_temuan(self) -> None:
        """Show the findings sheet of the chosen workbook in Excel."""
        self._dengan_buku("Membuka lembar Temuan", self.pekerja.temuan)

    def _dengan_buku(self, sebutan: str, kerja: Callable[[str], None]) -> None:
        nama = self.pilihan.get()
        if not nama:
            self.status.set("Pilih dahulu buku kerjanya; bila belum tampak, buka di Excel lalu tekan Segarkan (F5).")
            return
        self.diminta = nama
        self._mulai(f"{sebutan}: {nama}…", lambda: kerja(nama))

    def pilih_folder(self) -> None:
        """Ask for a folder and check it."""
        folder = filedialog.askdirectory(parent=self.akar, title="Folder yang diperiksa", mustexist=True)
        if folder:
            self.periksa_folder(Path(folder))

    def periksa_folder(self, folder: Path) -> None:
        """Check all workbooks of a folder."""
        self.lipat.select(1)  # type: ignore[no-untyped-call]
        self._mulai(f"Memeriksa folder {folder.name}…", lambda: self.pekerja.folder(folder))

    def lompat(self) -> None:
        """Go to the cell of the chosen finding, in the workbook that it was found in."""
        pilih = self.daftar.selection()
        if pilih and pilih[0] in self.temuan and not self.sedang:
            t = self.temuan[pilih[0]]
            self._mulai("Menuju sel…", lambda: self.pekerja.lompat(self.pemilik, t))

    def _rinci(self) -> None:
        """All that there is to say about the chosen finding."""
        pilih = self.daftar.selection()
        self.rincian.set(rincian(self.temuan[pilih[0]]) if pilih and pilih[0] in self.temuan else "\n\n")

    def lihat_buku(self) -> None:
        """The findings of the chosen workbook of the folder."""
        pilih = self.daftar_folder.selection()
        if pilih and pilih[0] in self.buku:
            h = self.buku[pilih[0]]
            self.diminta = nama = Path(h.berkas.jalur).name
            self._isi_temuan(urut_temuan(h.temuan))
            if nama in self.kotak["values"]:
                self.pilihan.set(nama)
            self.status.set(f"Temuan pada {h.berkas.jalur}; buka di Excel untuk melompat ke selnya.")

    def tutup(self) -> None:
        """Close the window."""
        self.pekerja.tutup()
        self.akar.destroy()

    # What comes back

    def _mulai(self, pesan: str, kerja: Callable[[], None]) -> None:
        self.sedang += 1
        self.status.set(pesan)
        self._hidupkan()
        self.kemajuan.configure(mode="indeterminate")
        self.kemajuan.start(12)
        kerja()

    def _hidupkan(self) -> None:
        """Buttons rest while a job runs; those of a workbook need one."""
        for t in self.tombol:
            boleh = not self.sedang and (t not in self.tombol_buku or bool(self.pilihan.get()))
            t.state(["!disabled" if boleh else "disabled"])

    def _dengar(self) -> None:
        while True:
            try:
                kabar = self.pekerja.kabar.get_nowait()
            except queue.Empty:
                break
            if isinstance(kabar, Maju):
                self.kemajuan.stop()
                self.kemajuan.configure(mode="determinate", maximum=max(kabar.dari, 1), value=kabar.ke)
            else:
                self._selesai(kabar)
        self.akar.after(_JEDA, self._dengar)

    def _selesai(self, kabar: Selesai) -> None:
        self.sedang -= 1
        if not self.sedang:
            self.kemajuan.stop()
            self.kemajuan.configure(mode="determinate", value=0)
        self.status.set(kabar.pesan)
        terima: dict[str, Callable[[Any], None]] = {
            "daftar": self._isi_daftar,
            "hitung": self._isi_temuan,
            "periksa": self._isi_temuan,
            "folder": self._isi_folder,
        }
        if not kabar.galat and kabar.kerja in terima:
            terima[kabar.kerja](kabar.isi)
        elif kabar.galat and kabar.kerja == "daftar":
            self._isi_daftar(())
        self._hidupkan()

    def _isi_daftar(self, nama: tuple[str, ...]) -> None:
        self.kotak.configure(values=nama)
        if self.pilihan.get() not in nama:
            self.pilihan.set(nama[-1] if nama else "")

    def _isi_temuan(self, temuan: Sequence[Temuan]) -> None:
        self.lipat.select(0)  # type: ignore[no-untyped-call]
        self.pemilik = self.diminta
        self.daftar.delete(*self.daftar.get_children())
        self.temuan = {
            self.daftar.insert("", "end", values=baris_temuan(t), tags=(t.tingkat.value,)): t for t in temuan
        }
        awal = next(iter(self.temuan), None)
        if awal is not None:
            self.daftar.selection_set(awal)
            self.daftar.focus(awal)
            self.daftar.focus_set()

    def _isi_folder(self, hasil: HasilPeriksa) -> None:
        self.daftar_folder.delete(*self.daftar_folder.get_children())
        self.buku = {self.daftar_folder.insert("", "end", values=baris_buku(h)): h for h in hasil.semua}


def buka(folder: Path | None = None) -> int:
    """Open the window and stay until it is closed; status 2 where there is no screen."""
    try:
        akar = tk.Tk()
    except tk.TclError:
        print("galat: jendela memerlukan layar; pakai xlkinerja excel hitung.", file=sys.stderr)
        return 2
    jendela = Jendela(akar, Pekerja())
    if folder is not None:
        jendela.periksa_folder(folder)
    akar.mainloop()
    return 0
