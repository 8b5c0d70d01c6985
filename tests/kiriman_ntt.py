"""What offices send, typed from scratch and small: performance of the Ketua and the budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from xlkinerja.buku.ingatan import Isi, buku_ingatan
from xlkinerja.formulir.identitas import daftar_satker
from xlkinerja.model import Berkas
from xlkinerja.periksa import HasilPeriksa, Sendiri, gabungkan, periksa_buku, periksa_sendiri

NAMA = {s.kode or "": s.nama for s in daftar_satker()}
PARPOL = "Persentase informasi mengenai partai politik yang mutakhir dan dipublikasikan pada publik"
HADIR = "Persentase Partisipasi Pemilih dalam Pemilu/Pemilihan"
DPT = "Persentase Pemilih yang Berhak Memilih Tetapi Tidak Masuk dalam Daftar Pemilih Tetap"
OPINI = "Opini BPK atas Laporan Keuangan"
JAHAT = '=CMD|"/c calc"!A1 <b>tebal</b> http://contoh.test \x01\u202e' + "x" * 300
Baris = tuple[Isi, ...]

SAH: tuple[Baris, ...] = (
    (PARPOL, "40%", "40%", "100,00%"),
    (HADIR, "80%", "60%", "75,00%"),
    (DPT, "0,20%", "0,10%", "150,00%"),
    (OPINI, "WTP", "WDP", "75,00%"),
)
"""Mean of capaian: 100."""
UANG: tuple[Baris, ...] = (
    ("CQ", "Program Pemilu", 8_000_000, 6_000_000),
    ("WA", "Program Dukungan Manajemen", 2_000_000, 1_900_000),
    (None, "TOTAL", 10_000_000, 7_900_000),
)


def ketik(
    kode: str, capaian: Sequence[Baris] = SAH, uang: Sequence[Baris] = UANG, *, tahun: int = 2026, jalur: str = ""
) -> Sendiri:
    """An office's workbook: indikator, target, realisasi, capaian; kode, uraian, pagu, realisasi."""
    lembar: dict[str, dict[str, Isi]] = {}
    for nama, judul, kepala, baris in (
        ("Capaian", "Capaian Kinerja Ketua", ("Indikator", "Target", "Realisasi", "Capaian"), capaian),
        ("Anggaran", "Realisasi Anggaran", ("Kode", "Program/Kegiatan", "Pagu", "Realisasi"), uang),
    ):
        if baris:
            sel = lembar.setdefault(nama, {"A1": f"{judul} {NAMA[kode]} Tahun {tahun}"})
            for r, satu in enumerate((kepala, *baris), 3):
                sel |= {f"{h}{r}": n for h, n in zip("ABCD", satu, strict=True) if n is not None}
    return periksa_sendiri(periksa_buku(buku_ingatan(lembar), jalur or f"{kode}.xlsx").berkas)


def _ganti(indikator: str, *isi: Isi) -> tuple[Baris, ...]:
    return tuple((indikator, *isi) if b[0] == indikator else b for b in SAH)


@cache
def hasil() -> HasilPeriksa:
    """A province's collection with everything that happens: see the comments."""
    masing = [
        ketik("53"),
        ketik("53.01"),
        ketik("53.02"),  # equal to 53.01
        ketik("53.03", _ganti(HADIR, "80%", "60%", "57,00%")),  # written wrong
        ketik("53.04", _ganti(HADIR, "80%", "-", "0%")),  # not assessed
        ketik("53.05", [(i, t, None, None) if i != PARPOL else (i, t, r, c) for i, t, r, c in SAH]),  # nearly blank
        ketik("53.06", [*SAH, (JAHAT, "80%", "60%", "57,00%")], jalur="susulan #2 50%/53.06 =1+1.xlsx"),
        ketik("53.07", tahun=2025),
        replace(ketik("53.08"), berkas=Berkas("53.08-ende.xlsx", None, None, (), pesan="berkas terpotong"),
                hitungan=(), konteks=None),  # unreadable; its name says whose it is
        *(ketik(f"53.{n:02}") for n in range(11, 18)),
        ketik("53.71", _ganti(DPT, "0%", "0%", None), (*UANG[:2], (None, "TOTAL", 10_000_000, 7_800_000))),
    ]  # fmt: skip
    return gabungkan(sorted(masing, key=lambda m: m.berkas.jalur))


def daftar(folder: Path) -> list[tuple[Path, str]]:
    """The files of `hasil` as if they lay in a folder."""
    return [(folder / b.berkas.jalur, b.berkas.jalur) for b in hasil().berkas]
