"""Numbered lists, sub komponen letters, subtotals and page breaks: right tables are silent, wrong ones are found."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from xlkinerja.buku.ingatan import Isi, buku_ingatan
from xlkinerja.penomoran import bentuk_nomor, penanda, penanda_nama, tingkat_nomor
from xlkinerja.periksa import periksa_buku

Baris = Sequence[Isi]
Temuan = list[tuple[str, str | None]]
KODE = ("Kode", "Uraian", "Pagu", "Realisasi", "Sisa")
NOMOR = ("No", "Program/Kegiatan", "Pagu", "Realisasi", "Sisa")
NAMA = ("Keuangan", "Gaji", "Operasional", "SDM", "Pemilu", "Tahapan", "Logistik", "TOTAL")
UANG = ((600, 550), (400, 380), (200, 170), (400, 350), (500, 400), (300, 250), (200, 150), (1500, 1300))


def _temuan(kepala: Baris, *baris: Baris, judul: str = "Realisasi Anggaran 2024") -> Temuan:
    sel = {f"{'ABCDEFG'[k]}{i}": n for i, b in enumerate((kepala, *baris), 3) for k, n in enumerate(b) if n is not None}
    hasil = periksa_buku(buku_ingatan({"X": {"A1": judul, **sel}})).temuan
    return [(t.kode, t.lokasi.sel) for t in hasil if t.kode[0] in "AJ"]


def _r(kode: str | None, nama: str | None, pagu: int, realisasi: int) -> list[Isi]:
    return [kode, nama, pagu, realisasi, pagu - realisasi]


def test_penanda() -> None:
    assert [penanda(t) for t in ("A.", " 1.1. ", "(a)", "II", "-", "WA", "01", "DIPA")] == [
        "A.", "1.1.", "(a)", "II", "-", "", "", "",
    ]  # fmt: skip
    assert [penanda_nama(t) for t in ("A. Program", "1) Gaji", "1.1 Gaji", "- Gaji", "A Program", "22 Kecamatan")] == [
        "A.", "1)", "1.1", "-", "", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("nomor", "tingkat"),
    [
        ("A 1 2 B 1", [1, 2, 2, 1, 2]),
        ("I A 1 B II A", [1, 2, 3, 2, 1, 2]),
        ("A B C D E F G H I J", [1] * 10),
        ("H I II III", [1, 2, 2, 2]),
        ("I II III IV V", [1] * 5),
        ("a 1) a) b) 2) b", [1, 2, 3, 3, 2, 1]),
        ("1 a 2 1.1 a", [1, 3, 1, 2, 3]),
        ("I. 1. 1.1. - 2.", [1, 2, 3, 9, 2]),
    ],
)
def test_tingkat(nomor: str, tingkat: list[int]) -> None:
    assert tingkat_nomor(bentuk_nomor(nomor.split())) == tingkat


TIGA = (
    "A 1 a b 2 B 1 2",
    "I 1 1.1 1.2 2 II 1 2",
    "I. A. 1. 2. B. II. A. B.",
    "a 1) a) b) 2) b 1) 2)",
    "1 1) a) b) 2) 2 1) 2)",
)


def _bertingkat(nomor: str, *, di_nama: bool = False) -> list[list[Isi]]:
    """Programs of three levels: 1000 (600 = 400 + 200, 400) and 500 (300, 200)."""
    nama = ("Dukungan", *NAMA)
    angka = ((1000, 900), *UANG)
    penuh = [*nomor.split(), None]
    gabung = [f"{n} {a}" if n else a for n, a in zip(penuh, nama, strict=True)]
    if di_nama:
        return [_r(None, n, *u) for n, u in zip(gabung, angka, strict=True)]
    return [_r(n, a, *u) for n, a, u in zip(penuh, nama, angka, strict=True)]


@pytest.mark.parametrize("nomor", TIGA)
def test_daftar(nomor: str) -> None:
    baris = _bertingkat(nomor)
    assert _temuan(NOMOR, *baris) == []
    baris[1][2] = 610  # a sum inside
    baris[1][4] = 60
    assert _temuan(NOMOR, *baris) == [("J201", "C5")]
    baris = _bertingkat(nomor)
    baris[-1][3:] = [1310, 190]
    assert _temuan(NOMOR, *baris) == [("J202", "D12")]


def test_nomor_di_nama_dan_lekukan() -> None:
    baris = _bertingkat("A. 1. a. b. 2. B. 1. 2.", di_nama=True)
    lekuk = [_r(None, "   " * n + str(b[1])[3:], *u) for n, b, u in
             zip((0, 1, 2, 2, 1, 0, 1, 1), baris, ((1000, 900), *UANG), strict=False)]  # fmt: skip
    for isi in (baris, [*lekuk, baris[-1]]):
        tanpa = [b[1:] for b in isi]
        assert _temuan(NOMOR[1:], *tanpa) == []
        tanpa[1][1] = 610
        tanpa[1][3] = 60
        assert _temuan(NOMOR[1:], *tanpa) == [("J201", "B5")]


def _sub_komponen() -> list[list[Isi]]:
    return [
        _r("WA", "D", 1000, 900), _r("3355", "K", 1000, 900), _r("EBA", "L", 1000, 900), _r("994", "P", 1000, 900),
        _r("001", "Gaji", 600, 550), _r("A", "Sub", 600, 550), _r("511111", "Pokok", 600, 550),
        _r("002", "Ops", 400, 350), _r("A", "Sub", 300, 270), _r("521111", "Perlu", 300, 270),
        _r("B", "Sub", 100, 80), _r("521211", "Bahan", 100, 80), _r(None, "TOTAL", 1000, 900),
    ]  # fmt: skip


def test_sub_komponen() -> None:
    baris = _sub_komponen()
    assert _temuan(KODE, *baris) == []
    baris[8][2] = 310
    baris[8][4] = 40
    assert _temuan(KODE, *baris) == [("J201", "C12")]
    program = [_r("WA", "D", 600, 500), _r("3355", "K", 600, 500), _r("001", "S", 600, 500), _r("CQ", "P", 400, 400),
               _r("6709", "T", 400, 400), _r("001", "S", 400, 400), _r(None, "TOTAL", 1000, 900)]  # fmt: skip
    assert _temuan(KODE, *program) == []


def test_nomor_di_bawah_kode() -> None:
    baris = [_r("WA", "Duk", 1000, 900), _r("3355", "Keu", 1000, 900), _r("1.", "A", 600, 550), _r("2.", "B", 400, 350),
             _r(None, "TOTAL", 1000, 900)]  # fmt: skip
    assert _temuan(KODE, *baris) == []
    baris[2][2:] = [610, 550, 60]
    assert _temuan(KODE, *baris) == [("J201", "C5")]


def _subtotal(nama: Sequence[str], total: str = "TOTAL") -> list[list[Isi]]:
    return [
        _r("WA", "Duk", 1000, 900), _r("3355", "Keu", 600, 550), _r("001", "A", 350, 330), _r("002", "B", 250, 220),
        _r(None, nama[0], 600, 550), _r("3360", "Ops", 400, 350), _r("001", "C", 400, 350),
        _r(None, nama[1], 400, 350), _r(None, nama[2], 1000, 900), _r("CQ", "Pemilu", 500, 400),
        _r("6709", "Tahapan", 500, 400), _r(None, nama[3], 500, 400), _r(None, total, 1500, 1300),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "nama",
    [
        ("Jumlah Kegiatan 3355", "Jumlah Kegiatan 3360", "Jumlah Program WA", "Jumlah Program CQ"),
        ("Jumlah 3355", "Jumlah 3360", "Jumlah WA", "Jumlah CQ"),
        ("Sub Jumlah", "Sub Jumlah", "Sub Total", "Sub Total"),
    ],
)
def test_subtotal_dan_kepala_berangka(nama: Sequence[str]) -> None:
    assert _temuan(KODE, *_subtotal(nama)) == []
    for i, sel in ((7, "C11"), (8, "C12")):
        baris = _subtotal(nama)
        baris[i][2] = int(str(baris[i][2])) + 7
        baris[i][4] = int(str(baris[i][4])) + 7
        # Which row a bare "Sub Total" repeats is told by its pagu: a wrong one may show in every column.
        assert _temuan(KODE, *baris)[: None if nama[2].startswith("Jumlah") else 1] == [("J201", sel)]
    baris = _subtotal(nama)
    baris[5][2:5] = [407, 350, 57]  # the head itself
    assert _temuan(KODE, *baris) == [("J201", "C9")]


@pytest.mark.parametrize("total", ["JUMLAH SELURUH ANGGARAN", "JUMLAH I + II", "Jumlah (A+B)", "Total Seluruh Program"])
def test_label_total(total: str) -> None:
    baris = [_r("WA", "Duk", 1000, 900), _r("3355", "Keu", 1000, 900), _r("CQ", "Pemilu", 500, 400),
             _r("6709", "T", 500, 400), _r(None, total, 1500, 1300)]  # fmt: skip
    assert _temuan(KODE, *baris) == []
    baris[-1][2:] = [1600, 1300, 300]
    assert _temuan(KODE, *baris) == [("J202", "C8")]


def test_pindahan_antarhalaman() -> None:
    baris = [_r("WA", "Duk", 1000, 900), _r("3355", "Keu", 600, 550), _r(None, "Jumlah dipindahkan", 600, 550), KODE,
             _r(None, "Pindahan", 600, 550), _r("3360", "Ops", 400, 350), _r(None, "TOTAL", 1000, 900)]  # fmt: skip
    assert _temuan(KODE, *baris) == []
    baris[5] = _r("3360", "Ops", 410, 360)
    assert _temuan(KODE, *baris) == [("J201", "C4")]


PEGAWAI = ("No", "Uraian", "Jumlah", "PNS", "Honorer")
BAGIAN: tuple[Baris, ...] = (
    ("A", "Sub Bagian Keuangan", 3, 2, 1), (1, "Kasubag", 1, 1, 0), (2, "Pelaksana", 2, 1, 1),
    ("B", "Sub Bagian Teknis", 4, 2, 2), (1, "Kasubag", 1, 1, 0), (2, "Pelaksana", 3, 1, 2),
    (None, "TOTAL", 7, 4, 3),
)  # fmt: skip
JUMLAH: tuple[Baris, ...] = (
    ("A", "Sub Bagian Keuangan"), BAGIAN[1], BAGIAN[2], (None, "Jumlah A", 3, 2, 1),
    ("B", "Sub Bagian Teknis"), BAGIAN[4], BAGIAN[5], (None, "Jumlah B", 4, 2, 2), (None, "TOTAL", 7, 4, 3),
)  # fmt: skip
BULAN: tuple[Baris, ...] = (
    (1, "Januari", 100, 100), (2, "Februari", 150, 250), (3, "Maret", 200, 450), (None, "Jumlah", 450, 450),
)  # fmt: skip


@pytest.mark.parametrize(
    ("kepala", "tabel", "baris", "kolom", "nilai"),
    [
        (PEGAWAI, BAGIAN, 6, 2, 8),
        (PEGAWAI, BAGIAN, 0, 3, 3),
        (PEGAWAI, JUMLAH, 3, 3, 3),
        (PEGAWAI, JUMLAH, 8, 3, 5),
        (("No", "Bulan", "Realisasi", "Kumulatif"), BULAN, 3, 3, 800),
        (("No", "Bulan", "Realisasi", "Kumulatif"), BULAN, 3, 2, 460),
    ],
)
def test_pendukung(kepala: Baris, tabel: Sequence[Baris], baris: int, kolom: int, nilai: int) -> None:
    assert _temuan(kepala, *tabel, judul="Data Pegawai") == []
    salah = [list(b) for b in tabel]
    salah[baris][kolom] = nilai
    assert _temuan(kepala, *salah, judul="Data Pegawai") == [("J204", f"{'ABCDE'[kolom]}{baris + 4}")]


def test_kumulatif_antarkantor_dijumlahkan() -> None:
    kepala = ("No", "Kabupaten", "Realisasi Kumulatif")
    baris: list[list[Isi]] = [[1, "Belu", 100], [2, "TTU", 250], [3, "TTS", 450], [None, "Jumlah", 800]]
    assert _temuan(kepala, *baris, judul="Data") == []
    baris[-1][2] = 900
    assert _temuan(kepala, *baris, judul="Data") == [("J204", "C7")]
