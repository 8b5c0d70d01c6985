"""Fixed data to workbooks: 22 satker x 3 years of six sheets each, and one large sheet of figures.

Each workbook has figures to fill in and two wrong ones, so that `hitung` has something to write.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from xlkinerja.formulir.identitas import daftar_satker

TAHUN = (2022, 2023, 2024)
BULAN = tuple(str(b) for b in range(1, 13))
_ANAK = {1: ("3355", "3356", "3357", "3358"), 2: ("EBA", "EBD"), 3: ("956", "994"), 4: ("001", "002")}
_RP, _PERSEN, _PERSEN2, _DUA = "#,##0", "0%", "0.00%", "0.00"


@dataclass(frozen=True)
class Indikator:
    """One indicator: its group, its wording, target and realisasi as fractions."""

    sasaran: str
    nama: str
    target: float
    realisasi: float


def bangun(folder: Path, banyak: int) -> list[Path]:
    """The first `banyak` of the 66 workbooks, always the same; file names "kpu-01-2022.xlsx"."""
    hasil: list[Path] = []
    satker = [s for s in daftar_satker() if s.jenis != "provinsi"]
    for i, (s, tahun) in enumerate((s, t) for s in satker for t in TAHUN):
        if i == banyak:
            break
        hasil.append(folder / f"kpu-{i // len(TAHUN) + 1:02d}-{tahun}.xlsx")
        tulis_buku(hasil[-1], s.nama, tahun, Random(i))
    return hasil


def tulis_buku(jalur: Path, satker: str, tahun: int, acak: Random) -> None:
    """One workbook of six sheets, by chance."""
    indikator = tuple(_indikator(acak))
    with xlsxwriter.Workbook(jalur) as buku:
        gaya = {f: buku.add_format({"num_format": f}) for f in (_RP, _PERSEN, _PERSEN2, _DUA)}
        _anggaran(buku.add_worksheet("Anggaran"), gaya, f"Realisasi Anggaran {satker} Tahun {tahun}", acak)
        _capaian(buku.add_worksheet("Capaian"), gaya, f"Capaian Kinerja {satker} Tahun {tahun}", indikator)
        _pk(buku.add_worksheet("PK"), gaya, f"Perjanjian Kinerja {satker} Tahun {tahun}", indikator)
        _rak(buku.add_worksheet("RAK"), gaya, f"Rencana Aksi Kinerja {satker} Tahun {tahun}", indikator)
        _renstra(buku.add_worksheet("Renstra"), gaya, f"Rencana Strategis {satker}", indikator)
        _bebas(buku.add_worksheet("Catatan"), gaya, acak)


def _indikator(acak: Random) -> Iterator[Indikator]:
    for s in range(1, 13):
        for n in range(1, 6):
            target = acak.randrange(50, 101) / 100
            nama = f"Persentase layanan {s}.{n} yang diselesaikan tepat waktu sesuai ketentuan"
            yield Indikator(f"Terwujudnya sasaran strategis {s}", nama, target, acak.randrange(40, 121) / 100)


def _pohon(acak: Random) -> list[tuple[str, int, int, int]]:
    """(kode, level, pagu, realisasi) of 122 rows: 2 program, 8 kegiatan, 16 KRO, 32 RO, 64 komponen."""
    baris: list[tuple[str, int, int, int]] = []

    def cabang(kode: str, tingkat: int) -> tuple[int, int]:
        di = len(baris)
        baris.append(("", 0, 0, 0))
        anak = _ANAK.get(tingkat)
        if anak is None:
            pagu = acak.randrange(10_000, 900_000) * 1000
            isi = (pagu, pagu - acak.randrange(0, 10_000) * 1000 - acak.randrange(1000))
        else:
            bagian = [cabang(f"{kode}.{a}", tingkat + 1) for a in anak]
            isi = (sum(p for p, _ in bagian), sum(r for _, r in bagian))
        baris[di] = (kode, tingkat, *isi)
        return isi

    for program in ("076.01.WA", "076.01.CQ"):
        cabang(program, 1)
    return baris


def _anggaran(lembar: Worksheet, gaya: dict[str, Format], judul: str, acak: Random) -> None:
    lembar.write(0, 0, judul)
    lembar.write_row(2, 0, ("Kode", "Program/Kegiatan/KRO/RO", "Pagu (Rp)", "Realisasi (Rp)", "Sisa (Rp)", "%"))
    pohon = _pohon(acak)
    total = tuple(sum(b[k] for b in pohon if b[1] == 1) for k in (2, 3))
    for r, (kode, tingkat, pagu, realisasi) in enumerate([*pohon, ("TOTAL", 0, *total)], 3):
        lembar.write_string(r, 0, kode)
        lembar.write_string(r, 1, f"Uraian tingkat {tingkat} baris {r}" if tingkat else "")
        lembar.write_number(r, 2, pagu, gaya[_RP])
        lembar.write_number(r, 3, realisasi, gaya[_RP])
        if r % 10 == 9:
            continue  # twelve rows whose sisa and % the engine has to fill in
        lembar.write_formula(r, 4, f"=C{r + 1}-D{r + 1}", gaya[_RP], pagu - realisasi)
        lembar.write_formula(r, 5, f"=D{r + 1}/C{r + 1}*100", gaya[_DUA], realisasi / pagu * 100)


def _kepala(lembar: Worksheet, judul: str, *baris: tuple[str, ...]) -> int:
    """Title and header rows; the index of the first data row."""
    lembar.write(0, 0, judul)
    for r, isi in enumerate(baris, 2):
        lembar.write_row(r, 0, isi)
    return 2 + len(baris)


def _kelompok(lembar: Worksheet, r: int, i: int, satu: Indikator) -> None:
    """Number and sasaran, merged over the five indicators of the group."""
    if i % 5 == 0:
        lembar.merge_range(r, 0, r + 4, 0, i // 5 + 1)
        lembar.merge_range(r, 1, r + 4, 1, satu.sasaran)


def _capaian(lembar: Worksheet, gaya: dict[str, Format], judul: str, indikator: tuple[Indikator, ...]) -> None:
    kepala = ("Sasaran Strategis", "No", "Indikator Kinerja", "Target", "Realisasi", "% Capaian")
    awal = _kepala(lembar, judul, kepala)
    for i, satu in enumerate(indikator):
        r = awal + i
        if i % 5 == 0:
            lembar.merge_range(r, 0, r + 4, 0, satu.sasaran)
        lembar.write_number(r, 1, i % 5 + 1)
        lembar.write_string(r, 2, satu.nama)
        lembar.write_number(r, 3, satu.target, gaya[_PERSEN])
        lembar.write_number(r, 4, satu.realisasi, gaya[_PERSEN2])
        capaian = satu.realisasi / satu.target
        if i in (7, 33):
            lembar.write_number(r, 5, capaian + 0.1, gaya[_PERSEN2])  # two typed figures are wrong
        else:
            lembar.write_formula(r, 5, f"=E{r + 1}/D{r + 1}", gaya[_PERSEN2], capaian)


def _pk(lembar: Worksheet, gaya: dict[str, Format], judul: str, indikator: tuple[Indikator, ...]) -> None:
    kepala = ("No.", "Sasaran Strategis", "Indikator Kinerja", "Target")
    awal = _kepala(lembar, judul, kepala, ("(1)", "(2)", "(3)", "(4)"))
    for i, satu in enumerate(indikator):
        _kelompok(lembar, awal + i, i, satu)
        lembar.write_string(awal + i, 2, satu.nama)
        lembar.write_number(awal + i, 3, satu.target, gaya[_PERSEN])


def _rak(lembar: Worksheet, gaya: dict[str, Format], judul: str, indikator: tuple[Indikator, ...]) -> None:
    depan = ("NO", "SASARAN", "INDIKATOR KINERJA", "TARGET", "KEGIATAN YANG DILAKSANAKAN")
    awal = _kepala(lembar, judul, (*depan, "", *("",) * 11, "PELAKSANA"), (*("",) * 5, *BULAN))
    lembar.merge_range(2, 5, 2, 16, "RENCANA PELAKSANAAN")
    for i, satu in enumerate(indikator):
        _kelompok(lembar, awal + i, i, satu)
        lembar.write_string(awal + i, 2, satu.nama)
        lembar.write_number(awal + i, 3, satu.target, gaya[_PERSEN])
        lembar.write_string(awal + i, 4, f"Melaksanakan kegiatan {i + 1}")
        for bulan in range(i % 3, 12, 3):
            lembar.write_string(awal + i, 5 + bulan, "✓")
        lembar.write_string(awal + i, 17, "Sub Bagian Hukum dan SDM")


def _renstra(lembar: Worksheet, gaya: dict[str, Format], judul: str, indikator: tuple[Indikator, ...]) -> None:
    depan = ("Tujuan", "Sasaran Strategis", "Indikator")
    awal = _kepala(lembar, judul, (*depan, "Target Kinerja"), ("", "", "", *(str(t) for t in range(2020, 2025))))
    lembar.merge_range(2, 3, 2, 7, "Target Kinerja")
    for i, satu in enumerate(indikator):
        if i % 5 == 0:
            lembar.merge_range(awal + i, 1, awal + i + 4, 1, satu.sasaran)
        lembar.write_string(awal + i, 2, satu.nama)
        for t in range(5):
            lembar.write_number(awal + i, 3 + t, satu.target, gaya[_PERSEN])


def _bebas(lembar: Worksheet, gaya: dict[str, Format], acak: Random) -> None:
    for r in range(120):
        lembar.write_string(r, 0, f"Catatan rapat {r + 1}: pembahasan pelaksanaan kegiatan bulan ini.")
        for k in range(1, 6):
            lembar.write_number(r, k, acak.randrange(1_000_000), gaya[_RP])


def bangun_besar(jalur: Path, sel: int) -> Path:
    """One workbook with a sheet of ten columns of whole figures; 600.000 cells are about 5 MB."""
    acak = Random(0)
    with xlsxwriter.Workbook(jalur, {"constant_memory": True}) as buku:
        lembar = buku.add_worksheet("Data")
        for r in range(sel // 10):
            for k in range(10):
                lembar.write_number(r, k, acak.randrange(10_000_000))
    return jalur
