"""Tables as offices really type them: each must be judged on exactly the cells given, and on no other.

One case per layout that an adversarial reading of the engine once got wrong; "SEL KODE" lists what must be found.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from xlkinerja.kumpulan import periksa_jalur
from xlkinerja.terapkan import hitung_jalur

A = "Realisasi Anggaran KPU Kabupaten Sikka Tahun 2024"
C = "Capaian Kinerja KPU Kabupaten Sikka Tahun 2024"
P = "Data Pendukung KPU Kabupaten Sikka Tahun 2024"
HA = ("Kode", "Uraian", "Pagu", "Realisasi", "Sisa", "%")
HN = ("No", "Program/Kegiatan", "Pagu", "Realisasi", "Sisa", "%")
HC = ("No", "Sasaran", "Indikator", "Target", "Realisasi", "Capaian")
RB = "Indeks Reformasi Birokrasi"
Baris = tuple[object, ...]
Lembar = tuple[Baris, ...]


def tabel(judul: str, kepala: Baris, *baris: Baris) -> Lembar:
    return ((judul,), (), kepala, *baris)


def tulis(jalur: Path, *lembar: Lembar) -> Path:
    wb = openpyxl.Workbook()
    wb.remove(wb.active)
    for i, baris in enumerate(lembar):
        ws = wb.create_sheet(f"L{i + 1}")
        for b in baris:
            ws.append(b)
    wb.save(jalur)
    return jalur


def temuan(jalur: Path, *lembar: Lembar) -> list[str]:
    """What is found, "sheet!cell code", numbers stored as text left aside."""
    semua = periksa_jalur([tulis(jalur, *lembar)]).berkas[0].temuan
    return sorted(f"{t.lokasi.lembar}!{t.lokasi.sel} {t.kode}" for t in semua if t.kode != "S101")


def kode_pendek(*baris: tuple[str, int]) -> Lembar:
    """A budget table with short codes, all of it spent."""
    return tabel(A, HA, *((k, f"uraian {k}", p, p, 0, 100) for k, p in baris))


ATAS = (("CQ", 300), ("6709", 300), ("QGE", 300))
JUTA: tuple[Baris, ...] = (
    ("WA", "Dukman", 4566, 3346, 1220, 73.28),
    ("3355", "Keu", 2001, 1500, 501, 74.96),
    ("3360", "Umum", 2564, 1845, 719, 71.96),
)
PAGU_JUTA = ("Kode", "Uraian", "Pagu (Juta Rp)", "Realisasi (Juta Rp)", "Sisa (Juta Rp)", "%")
PAGU_RIBU = ("Kode", "Uraian", "Pagu (Rp.000)", "Realisasi (Rp.000)", "Sisa (Rp.000)", "%")
RINCI: tuple[Baris, ...] = (
    ("WA", "Dukman", 1000, 900, 100, 90),
    ("3355", "Keu", 1000, 900, 100, 90),
    ("CQ", "Pemilu", 500, 400, 100, 80),
    ("6709", "Ren", 500, 400, 100, 80),
)


def pecahan(*persen: float) -> Lembar:
    uang = (("WA", "Dukman", 1000, 500, 500), ("3355", "Keu", 600, 300, 300), ("3360", "Umum", 400, 200, 200))
    return tabel(A, HA, *((*u, p) for u, p in zip(uang, persen, strict=True)))


KASUS: dict[str, tuple[tuple[Lembar, ...], list[str]]] = {
    "pendukung: persen tidak dijumlahkan": (
        (tabel(P, ("No", "Kecamatan", "Jumlah TPS", "% Partisipasi"),
               (1, "A", 10, 81.5), (2, "B", 20, 78.2), (None, "Jumlah", 30, 79.3)),),
        [],
    ),
    "pendukung: persen menurut isinya": (
        (tabel(P, ("No", "Kecamatan", "Jumlah TPS", "Partisipasi"),
               (1, "A", 10, "81,5%"), (2, "B", 20, "78,2%"), (None, "Jumlah", 30, "79,3%")),),
        [],
    ),
    "pendukung: jumlah tetap diperiksa": (
        (tabel(P, ("No", "Kecamatan", "Jumlah TPS", "Rata-rata Pemilih"),
               (1, "A", 10, 81.5), (2, "B", 20, 78.2), (None, "Jumlah", 31, 79.3)),),
        ["L1!C6 J204"],
    ),
    "jutaan rupiah pada judul": ((((A,), ("(dalam jutaan rupiah)",), HA, *JUTA),), []),
    "juta rupiah pada kepala": ((tabel(A, PAGU_JUTA, *JUTA),), []),
    "ribuan rupiah pada kepala": ((tabel(A, PAGU_RIBU, *JUTA),), []),
    "tanpa satuan, selisih satu adalah selisih": ((tabel(A, HA, *JUTA),), ["L1!C4 J201"]),
    "persen sebagai pecahan": ((pecahan(0.5, 0.5, 0.5),), []),
    "persen sebagai pecahan, satu keliru": ((pecahan(0.5, 0.5, 0.4),), ["L1!F6 A202"]),
    "satu pecahan di antara persen": ((pecahan(50, 0.5, 50),), ["L1!F5 A202"]),
    "capaian sebagai pecahan": ((tabel(C, HC, (1, "S", RB, 80, 40, 0.5), (2, "S", "Nilai SAKIP", 80, 80, 1)),), []),
    "singkatan satuan": (
        (tabel(C, HC, (1, "S", "Persentase laporan tepat waktu", "12 laporan", "12 lap", "100%")),), []
    ),
    "RO pendek sesudah komponen": (
        (kode_pendek(*ATAS, ("001", 100), ("051", 60), ("052", 40), ("002", 200), ("051", 150), ("052", 50)),), []
    ),
    "komponen berkode seperti RO": (
        (kode_pendek(*ATAS, ("001", 100), ("001", 60), ("002", 40), ("002", 200), ("001", 150), ("002", 50)),), []
    ),
    "hanya RO, kode pendek": ((kode_pendek(*ATAS, ("001", 100), ("002", 150), ("003", 50)),), []),
    "RO dengan dua komponen berkode lanjut": ((kode_pendek(*ATAS, ("001", 300), ("002", 250), ("003", 50)),), []),
    "jumlah per program": (
        (tabel(A, HN, (1, "Program A"), (None, "Gaji", 100, 90, 10, 90), (None, "Jumlah Program A", 100, 90, 10, 90),
               (2, "Program B"), (None, "Rapat", 50, 40, 10, 80), (None, "Jumlah Program B", 50, 40, 10, 80),
               (None, "TOTAL", 150, 130, 20, 86.67)),),
        [],
    ),
    "jumlah per program, satu keliru": (
        (tabel(A, HN, (1, "Program A"), (None, "Gaji", 100, 90, 10, 90), (None, "Jumlah Program A", 100, 91, 10, 90),
               (2, "Program B"), (None, "Rapat", 50, 40, 10, 80), (None, "Jumlah Program B", 50, 40, 10, 80),
               (None, "TOTAL", 150, 130, 20, 86.67)),),
        ["L1!D6 J202"],
    ),
    "penomoran 1, 1.1 di kolom No": (
        (tabel(A, HN, ("1", "Program A", 100, 90, 10, 90), ("1.1", "Gaji", 60, 55, 5, 91.67),
               ("1.2", "Ops", 40, 35, 5, 87.5), (None, "TOTAL", 100, 90, 10, 90)),),
        [],
    ),
    "penomoran 1, a di kolom No": (
        (tabel(A, HN, ("1", "Program A", 100, 90, 10, 90), ("a", "Gaji", 60, 55, 5, 91.67),
               ("b", "Ops", 40, 35, 5, 87.5), (None, "TOTAL", 100, 90, 10, 90)),),
        [],
    ),
    "total satu program bukan total semua": (
        (tabel(A, HA, *RINCI, (None, "TOTAL", 1500, 1300, 200, 86.67)),
         tabel("Realisasi Anggaran Program CQ KPU Kabupaten Sikka Tahun 2024", HA, *RINCI[2:],
               (None, "TOTAL", 500, 400, 100, 80))),
        [],
    ),
    "realisasi tahun lalu di sebelahnya": (
        (((C,), ("No", "Indikator Kinerja", "Realisasi 2022", "Realisasi 2023", "Target 2024", "Realisasi 2024",
                 "Capaian 2024"), (1, RB, 78, 80, 80, 93.52, "116,9%")),),
        ["L1!C2 S004", "L1!D2 S004"],
    ),
    "realisasi dan sisa tertukar": (
        (tabel(A, HA, ("WA", "Dukman", 1000, 900, 100, 90), ("3355", "Keu", 600, 100, 500, 83.33),
               ("3360", "Umum", 400, 400, 0, 100)),),
        ["L1!D5 J203"],
    ),
    "melebihi pagu hanya di daunnya": (
        (tabel(A, HA, ("WA", "Dukman", 600, 700, -100, 116.67), ("3355", "Keu", 600, 700, -100, 116.67),
               ("QAA", "x", 600, 700, -100, 116.67)),),
        ["L1!D6 A203"],
    ),
    "target berupa kata tidak dapat dihitung": (
        (tabel(C, HC, (1, "S", RB, "meningkat", 85, "106,25%")),), ["L1!F4 K203"]
    ),
    "target berupa batas dihitung dengan angkanya": (
        (tabel(C, HC, (1, "S", RB, "minimal 80", 85, "106,25%")),), []
    ),
    "target rentang": (
        (tabel(C, HC, (1, "S", "Indeks A", "80-90", 95, "105,56%"), (2, "S", "Indeks B", "80 s.d. 90", 85, "100%"),
               (3, "S", "Indeks C", "80% - 90%", "40%", "50%"), (4, "S", "Indeks D", "80–90", 95, "118,75%"),
               (5, "S", "Indeks E", "90-80", 85, "100%"), (6, "S", "Indeks F", "80-90 orang", "85 satker", "100%")),),
        ["L1!E9 K205", "L1!F7 K201", "L1!F8 K203"],
    ),
    "rata-rata bukan indikator": (
        (tabel(C, HC, (1, "S", RB, 80, 60, "75%"), (2, "S", "Nilai SAKIP", 80, 80, "100%"),
               (None, None, "Rata-rata capaian", None, None, "87,5%"), (None, None, "Jumlah", 160, 140, "80%")),),
        [],
    ),
    "rata-rata sebagai indikator tetap dibaca": (
        (tabel(C, HC, (1, "S", "Rata-rata waktu penyelesaian sengketa", 80, None, "75%")),), ["L1!E4 S203"]
    ),
    "polaritas tak tercatat, capaian kosong": (
        (tabel(C, HC, (1, "S", "Indeks Ketertiban Arsip", 80, 60, None)),), ["L1!F4 K202"]
    ),
    "nilai galat pada capaian tak terhitung": (
        (tabel(C, HC, (1, "S", RB, 0, 0, "#DIV/0!")),), ["L1!F4 K203"]
    ),
    "target per triwulan bukan tanpa target": (
        (tabel("RKT KPU Kabupaten Sikka Tahun 2024", ("No", "Sasaran", "Indikator", "Target TW I", "Target TW II",
               "Realisasi TW I", "Realisasi TW II"), (1, "S", RB, 80, 80, 60, 60)),),
        ["L1!D3 S005", "L1!E3 S004", "L1!F3 S004", "L1!G3 S004"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("nama", KASUS)
def test_temuan_tepat(nama: str, tmp_path: Path) -> None:
    lembar, harapan = KASUS[nama]
    assert temuan(tmp_path / "b.xlsx", *lembar) == harapan


def test_persen_kosong_diisi_seperti_kolomnya(tmp_path: Path) -> None:
    """In a column of fractions an empty percentage is filled as a fraction."""
    baris = (("WA", "Dukman", 1000, 500, 500, 0.5), ("3355", "Keu", 600, 300, 300, 0.5), ("3360", "U", 400, 200, 200))
    tujuan = hitung_jalur([tulis(tmp_path / "b.xlsx", tabel(A, HA, *baris))]).tulisan[0].tujuan
    assert tujuan is not None
    assert Decimal(str(openpyxl.load_workbook(tujuan)["L1"]["F6"].value)) == Decimal("0.5")


def test_baris_kembar_disebut(tmp_path: Path) -> None:
    """A row written twice is named as the cause, not a slip of the pen in the sum."""
    umum = ("3360", "Umum", 400, 400, 0, 100)
    baris = (("WA", "Dukman", 1000, 900, 100, 90), ("3355", "Keu", 600, 500, 100, 83.33), umum, umum)
    satu = periksa_jalur([tulis(tmp_path / "b.xlsx", tabel(A, HA, *baris))]).berkas[0].temuan
    assert [(t.lokasi.sel, t.kode, t.sebab) for t in satu] == [
        ("A7", "A209", "baris ini sama persis dengan baris itu; kemungkinan tersalin")
    ]
