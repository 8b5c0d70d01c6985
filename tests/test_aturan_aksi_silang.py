"""Action plans against each other, against the PK, and against their signature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from xlkinerja.aturan.contoh import contoh_buku
from xlkinerja.aturan.deklarasi import Ubah
from xlkinerja.buku import Buku
from xlkinerja.buku.ingatan import Isi, buku_ingatan
from xlkinerja.kumpulan import periksa_jalur
from xlkinerja.periksa import periksa_buku
from xlkinerja.temuan import Temuan

CONTOH = Path(__file__).resolve().parent.parent / "workbooks" / "contoh"
T, BLN = "rak_triwulan", "rak_bulan"


def letak(temuan: Sequence[Temuan]) -> list[tuple[str, str | None, str | None]]:
    return [(t.kode, t.lokasi.lembar, t.lokasi.sel) for t in temuan]


def periksa(*ubah: Ubah) -> tuple[Temuan, ...]:
    return periksa_buku(contoh_buku(ubah)).temuan


@pytest.mark.parametrize(
    ("nama", "harap"),
    [
        ("Sub Bagian Keuagan, Umum dan Logistik", "Sub Bagian Keuangan Umum Dan Logistik"),
        ("Subbag Perencanan", "Subbag Perencanaan"),
        ("Sub Bagain Hukum", "Sub Bagian Hukum"),
        ("PT Maju Bersama Abadi Jaya", None),
        ("Kasubbag Hukum dan SDM", None),
        ("Fungsional Perencana", None),
        ("Sub Bagian Program & Data", None),
        ("Divisi Sosdiklih, Parmas dan SDM", None),
        ("Tim Zona Integritas", None),
        ("Ketua dan Anggota", None),
        ("Sekretaris/PPK", None),
        ("-", None),
    ],
)
def test_pelaksana_salah_ketik(nama: str, harap: str | None) -> None:
    temuan = [t for t in periksa(Ubah(T, 1, "pelaksana", nama)) if t.kode == "R204"]
    assert [(t.lokasi.sel, t.seharusnya) for t in temuan] == ([("J6", harap)] if harap else [])


def test_pelaksana_asing() -> None:
    temuan = periksa(Ubah(T, 1, "pelaksana", "Yayasan Lontar"))
    assert letak(temuan) == [("R204", "RAK Ketua", "J6")]
    assert "tidak ada bagian atau jabatan bernama demikian" in temuan[0].pesan


def test_salah_ketik_yang_sama_satu_temuan() -> None:
    salah = "Sub Bagian Keuangann, Umum dan Logistik"
    semua = periksa(*(Ubah(T, i, "pelaksana", salah) for i in (4, 5)))
    assert letak(semua) == [("R204", "RAK Ketua", "J9")]
    assert [x.sel for x in semua[0].terkait] == ["J10"]


def test_indikator_pk_tanpa_aksi() -> None:
    kosong = [Ubah(T, 6, n, None) for n in ("nomor", "sasaran", "indikator", "target", "kegiatan", "pelaksana")]
    kosong += [Ubah(T, 6, f"t{i}", None) for i in range(1, 5)]
    temuan = [t for t in periksa(*kosong) if t.kode == "R205"]
    assert letak(temuan) == [("R205", "PK Ketua", "C10")]
    assert temuan[0].pesan.endswith("tidak mempunyai kegiatan di RAK Ketua")


def test_susunan_kata_lain_bukan_tanpa_aksi() -> None:
    lain = "Persentase Partisipasi Pemilih Perempuan pada Pemilu/Pemilihan"
    assert [t for t in periksa(Ubah(T, 3, "indikator", lain)) if t.kode == "R205"] == []


def test_rak_yang_baru_dimulai_tidak_dinilai() -> None:
    bidang = ("nomor", "sasaran", "indikator", "target", "kegiatan", "pelaksana", "t1", "t2", "t3", "t4")
    isi = [Ubah(T, i, n, None) for i in range(2, 7) for n in bidang]
    dulu = {(u.baris, u.bidang): u for u in isi}
    assert [t for t in periksa(*dulu.values()) if t.kode == "R205"] == []


@pytest.mark.parametrize(("bulan", "harap"), [("b1", True), ("b2", True), ("b4", False), ("b12", False)])
def test_bulan_di_luar_triwulan(bulan: str, harap: bool) -> None:
    """Activity 5 is marked in quarters II and IV."""
    temuan = periksa(Ubah(BLN, 1, bulan, "✓"))
    assert [t.kode for t in temuan] == (["R206"] if harap else [])
    if harap:
        assert "RAK triwulan menandai triwulan II, IV" in temuan[0].pesan
        assert {("RAK Ketua", "G9"), ("RAK Ketua", "I9")} <= {(x.lembar, x.sel) for x in temuan[0].terkait}


def rak(tanggal: str | None, tanda: Mapping[str, str], tahun: int = 2024) -> Buku:
    kepala = ("NO", "SASARAN", "INDIKATOR KINERJA", "TARGET", "KEGIATAN", "T1", "T2", "T3", "T4", "PELAKSANA")
    sel: dict[str, Isi] = {"A1": f"RAK KPU Kota Kupang Tahun {tahun}"}
    sel |= {f"{h}{3 if h in 'FGHI' else 2}": j for h, j in zip("ABCDEFGHIJ", kepala, strict=True)}
    sel["F2"] = "RENCANA PELAKSANAAN"
    sel |= {"A4": 1, "B4": "Sasaran", "C4": "Indeks Reformasi Birokrasi", "D4": 80, "E4": "Rapat", "J4": "Ketua"}
    sel |= dict(tanda)
    if tanggal is not None:
        sel["H7"] = tanggal
    gabungan = ["F2:I2", *(f"{h}2:{h}3" for h in "ABCDEJ")]
    return buku_ingatan({"RAK": sel}, gabungan={"RAK": gabungan})


@pytest.mark.parametrize(
    ("tanggal", "sel"),
    [
        ("Kupang, 15 April 2024", ["F4"]),
        ("KUPANG, 01 JULI 2024", ["F4", "G4"]),
        ("Kupang,    Oktober 2024", ["F4", "G4"]),
        ("Kupang, 30 Maret 2024", []),
        ("Kupang, 15 Januari 2024", []),
        ("Kupang, 15 April 2025", []),
        ("Kupang, ...", []),
        (None, []),
    ],
)
def test_tanda_mendahului_tanda_tangan(tanggal: str | None, sel: list[str]) -> None:
    temuan = [t for t in periksa_buku(rak(tanggal, {"F4": "✓", "G4": "✓", "I4": "✓"})).temuan if t.kode == "R207"]
    assert [t.lokasi.sel for t in temuan] == sel[:1]
    if sel:
        assert temuan[0].pesan.startswith(f"{len(sel)} jadwal mendahului tanggal tanda tangan (")
        assert set(sel[1:]) | {"H7"} == {x.sel for x in temuan[0].terkait}


def test_benih_tanpa_temuan_baru() -> None:
    semua = [t for b in periksa_jalur([CONTOH]).berkas for t in b.temuan]
    assert [t for t in semua if t.kode in ("R204", "R205", "R206", "R207")] == []
