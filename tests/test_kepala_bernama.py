"""Headings that somebody reworded: the names of the template still find the table, and the wording is remarked on."""

from __future__ import annotations

from pathlib import Path

import pytest

from xlkinerja.baca import baca_buku
from xlkinerja.buku import Suntingan
from xlkinerja.buku.berkas import buka
from xlkinerja.buku.sisip import terapkan
from xlkinerja.model import Berkas, Dokumen
from xlkinerja.periksa import periksa_buku
from xlkinerja.temuan import urai_a1

ASAL = (
    Path(__file__).parent.parent / "workbooks" / "contoh" / "templat-sekretariat-ntt-2020.xlsx"
).read_bytes()


def dengan(*judul: tuple[str, str, str]) -> bytes:
    """The template with other texts in heading cells: (sheet, cell, text)."""
    return terapkan(ASAL, [Suntingan(lembar, *urai_a1(sel), nilai=teks) for lembar, sel, teks in judul])


def dokumen(berkas: Berkas, lembar: str) -> list[Dokumen]:
    return [d for d in berkas.dokumen if d.lembar == lembar]


@pytest.mark.parametrize(
    ("lembar", "judul"),
    [
        ("Capaian Keuangan", (("D5", "Uraian"), ("F5", "Hasil"))),
        ("Capaian Sekretaris", (("C4", "Apa yang diukur"), ("K4", "Rencana per Triwulan"))),
        ("PK Program", (("B5", "Urusan"), ("C5", "Tujuan Unit"), ("D5", "Ukuran"))),
        ("RAK Sekretaris", (("E5", "Yang dikerjakan"), ("R5", "Siapa"))),
        ("Anggaran", (("A4", "Nomor Akun"), ("D4", "Pagu Terakhir"), ("F4", "Terpakai"))),
        ("Data Dukung", (("B4", "Ukuran"), ("D4", "Atas"))),
        ("RKT", (("A35", "Nomor"),)),
    ],
)
def test_judul_diganti_tetap_terbaca(lembar: str, judul: tuple[tuple[str, str], ...]) -> None:
    semula, kini = (baca_buku(buka(x), "t.xlsx") for x in (ASAL, dengan(*((lembar, s, t) for s, t in judul))))
    assert [d.baris for d in dokumen(kini, lembar)] == [d.baris for d in dokumen(semula, lembar)]
    assert [d.formulir for d in dokumen(kini, lembar)] == [d.formulir for d in dokumen(semula, lembar)]


def test_judul_yang_benar_disebutkan() -> None:
    hasil = periksa_buku(buka(dengan(("Capaian Keuangan", "F5", "Hasil"))), "t.xlsx")
    ejaan = [(t.lokasi.lembar, t.lokasi.sel, t.pesan) for t in hasil.temuan if t.kode == "S106"]
    assert ejaan == [("Capaian Keuangan", "F5", 'Judul kolom salah eja, seharusnya "Realisasi"')]


def test_templat_utuh_tidak_disentuh() -> None:
    assert not [t for t in periksa_buku(buka(ASAL), "t.xlsx").temuan if t.kode.startswith(("S0", "S106"))]


def test_nama_tanpa_kolom_yang_wajib_tidak_menyembunyikan_tabel() -> None:
    """With the heading gone and the name gone as well nothing is guessed: the sheet is said not to be recognised."""
    rusak = dengan(("PK Hukum", "D5", "Ukuran"), ("PK Hukum", "E5", "Angka"))
    isi = buka(rusak)
    isi.nama = {n: t for n, t in isi.nama.items() if n != "xlk_pk_hukum_target"}
    hasil = periksa_buku(isi, "t.xlsx")
    assert [(t.kode, t.lokasi.lembar) for t in hasil.temuan if t.kode == "S002"] == [("S002", "PK Hukum")]
