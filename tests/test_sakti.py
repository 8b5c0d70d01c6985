"""Exports of realisasi in the shapes that SAKTI and spreadsheets give them: literal rows in, literal paths and figures
out; what can be read in two ways is said, not guessed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import pytest
import xlsxwriter
from openpyxl import Workbook

from xlkinerja.sakti import BarisEkspor, Ekspor, baca_ekspor
from xlkinerja.sakti_judul import medan, perihal
from xlkinerja.sakti_petak import EksporTakTerbaca

Isi = str | int | float | Decimal | None


def teks(*baris: Sequence[str], pemisah: str = ";", sandi: str = "utf-8") -> bytes:
    """Rows as text, quoted where they must be."""

    def kutip(s: str) -> str:
        return f'"{s.replace(chr(34), chr(34) * 2)}"' if any(h in s for h in (pemisah, '"', "\n")) else s

    return "\r\n".join(pemisah.join(map(kutip, b)) for b in baris).encode(sandi)


def xlsx(*baris: Sequence[Isi], lembar: str = "Laporan") -> bytes:
    """Rows as a workbook: texts as texts, numbers as numbers."""
    wadah = io.BytesIO()
    buku = xlsxwriter.Workbook(wadah, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False})
    ws = buku.add_worksheet(lembar)
    for i, b in enumerate(baris):
        for k, isi in enumerate(b):
            if isinstance(isi, str):
                ws.write_string(i, k, isi)
            elif isi is not None:
                ws.write_number(i, k, isi)
    buku.close()
    return wadah.getvalue()


def angka(b: BarisEkspor) -> dict[str, int | str]:
    return {m: int(n) if n == n.to_integral_value() else str(n) for m, n in b.nilai.items()}


def ringkas(e: Ekspor) -> list[tuple[str, str, dict[str, int | str]]]:
    return [(b.letak, ".".join(b.jalur), angka(b)) for b in e.baris]


KEPALA: Final = ("Kode", "Uraian", "Pagu", "Realisasi Bulan Ini", "Realisasi s.d. Bulan Ini", "Sisa", "%")


# The form of SAKTI's "Laporan FA Detail"


def fa(**sel: str) -> list[str]:
    hasil = [""] * 31
    for kolom, isi in sel.items():
        n = 0
        for h in kolom:
            n = n * 26 + ord(h) - 64
        hasil[n - 1] = isi
    return hasil


FA: Final = (
    ("LAPORAN FA DETAIL (16 SEGMEN)",),
    ("Per Program; Kegiatan; Output; SubOutput; Komponen",),
    ("Periode Oktober 2024",),
    ("Kementerian", ":", "076 KOMISI PEMILIHAN UMUM"),
    ("Unit Organisasi", ":", "01 KOMISI PEMILIHAN UMUM"),
    ("Satuan Kerja", ":", "658290 KPU KABUPATEN TIMOR TENGAH UTARA"),
    fa(A="Uraian", Q="Pagu Revisi", S="Lock Pagu", V="REALISASI TA 2024", AC="%", AD="SISA ANGGARAN"),
    fa(W="Periode Lalu", X="Periode Ini", Y="s.d. Periode"),
    fa(A="JUMLAH SELURUHNYA", Q="3.000.000", S="0", W="1.000.000", X="500.000", Y="1.500.000", AC="50,00%"),
    fa(B="WA", D="Program Dukungan", Q="3.000.000", S="0", W="1.000.000", X="500.000", Z="1.500.000", AC="50%"),
    fa(B="WA.3355", I="Pengelolaan", Q="3.000.000", S="0", W="1.000.000", X="500.000", Z="1.500.000", AC="50%"),
    fa(C="EBA", G="Layanan", Q="3.000.000", S="0", W="1.000.000", X="500.000", Z="1.500.000", AC="50%"),
    fa(C="EBA.994", K="Layanan Perkantoran", Q="3.000.000", S="0", W="1.000.000", X="500.000", Z="1.500.000"),
    fa(E="001", J="Gaji", Q="2.000.000", S="0", W="1.000.000", X="500.000", Z="1.500.000", AC="75%"),
    fa(F="001.0A", L="Tanpa Sub", Q="2.000.000", S="0", W="1.000.000", X="500.000", Z="1.500.000", AC="75%"),
    fa(H="511111", M="Belanja Gaji", Q="2.000.000", S="0", W="1.000.000", X="500.000", Z="1.500.000", AC="75%"),
    fa(N="000017. Gaji pokok", Q="2.000.000", S="0", W="1.000.000", X="500.000", Z="1.500.000", AC="75%"),
    fa(E="002", J="Operasional", Q="1.000.000", S="0", W="0", X="0", Z="0", AC="0%", AE="1.000.000"),
    ("*Lock Pagu adalah jumlah pagu yang sedang dalam proses usulan revisi DIPA atau POK.",),
)


@pytest.mark.parametrize("bentuk", ["csv", "xlsx"])
def test_laporan_fa_detail(bentuk: str) -> None:
    isi = teks(*FA, sandi="utf-8-sig") if bentuk == "csv" else xlsx(*FA)
    e = baca_ekspor(isi, f"fa.{bentuk}")
    penuh = {"pagu": 3000000, "lalu": 1000000, "ini": 500000, "sd": 1500000}
    gaji = {**penuh, "pagu": 2000000}
    assert ringkas(e) == [
        ("baris 10", "WA", penuh),
        ("baris 11", "WA.3355", penuh),
        ("baris 12", "WA.3355.EBA", penuh),
        ("baris 13", "WA.3355.EBA.994", penuh),
        ("baris 14", "WA.3355.EBA.994.001", gaji),
        ("baris 15", "WA.3355.EBA.994.001.A", gaji),
        ("baris 16", "WA.3355.EBA.994.001.A.511111", gaji),
        ("baris 17", "WA.3355.EBA.994.001.A.511111.GAJI POKOK", gaji),
        ("baris 18", "WA.3355.EBA.994.002", {"pagu": 1000000, "lalu": 0, "ini": 0, "sd": 0}),
    ]
    assert dict(e.total) == {"pagu": 3000000, "lalu": 1000000, "ini": 500000, "sd": 1500000}
    p = e.perihal
    assert p.satker is not None
    assert (p.satker.kode, p.kode_kpu, p.tahun, p.masa) == ("53.03", "658290", 2024, (10, 10))
    assert e.kolom["sd"] == "REALISASI TA 2024 s.d. Periode"


# Plain tables


@pytest.mark.parametrize(
    ("pemisah", "sandi"),
    [(";", "cp1252"), (",", "utf-8-sig"), ("\t", "utf-8"), ("\t", "utf-16"), (";", "utf-8")],
)
def test_teks_bertanda_pemisah_dan_bersandi_apa_pun(pemisah: str, sandi: str) -> None:
    isi = teks(
        ("REALISASI ANGGARAN KPU KOTA KUPANG s.d. Maret 2026",),
        KEPALA,
        ("WA.3355.EBA.994.001", "Gaji – pokok", "1.234.567,00", "0,00", "1.000,50", "-", "0,08"),
        ("TOTAL", "", "1.234.567,00", "0,00", "1.000,50", "", ""),
        pemisah=pemisah,
        sandi=sandi,
    )
    e = baca_ekspor(isi, "ekspor.csv")
    assert ringkas(e) == [("baris 3", "WA.3355.EBA.994.001", {"pagu": 1234567, "ini": 0, "sd": "1000.50"})]
    assert e.baris[0].nama == "Gaji – pokok"
    assert dict(e.total) == {"pagu": 1234567, "ini": 0, "sd": Decimal("1000.50")}
    assert (e.perihal.tahun, e.perihal.masa) == (2026, (1, 3))


def test_angka_polos_bertitik_desimal_dan_kode_terjaga() -> None:
    ro = ('="WA.3355.EBA.994"', "RO", "1234567.89", "0", "1500000.00", "", "")
    isi = teks(KEPALA, ro, ("'001", "Gaji", "1", "2", "3"))
    e = baca_ekspor(isi, "x.csv")
    assert ringkas(e) == [
        ("baris 2", "WA.3355.EBA.994", {"pagu": "1234567.89", "ini": 0, "sd": 1500000}),
        ("baris 3", "WA.3355.EBA.994.001", {"pagu": 1, "ini": 2, "sd": 3}),
    ]


def test_baris_sep_milik_excel() -> None:
    isi = b"sep=|\r\nKode|Uraian|Realisasi\r\nWA|Program; a, b|5\r\n"
    (b,) = baca_ekspor(isi, "x.csv").baris
    assert (b.letak, b.nama, angka(b)) == ("baris 2", "Program; a, b", {"realisasi": 5})


def test_kepala_bertingkat_bernomor_dan_berulang() -> None:
    kepala = (("Kode", "Uraian", "Pagu", "Realisasi", "", "Sisa"), ("", "", "", "Bulan Ini", "s.d. Bulan Ini", ""))
    isi = xlsx(
        ("LAPORAN REALISASI ANGGARAN",),
        *kepala,
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
        ("076", "KPU", 10, 1, 2, 8),
        ("01", "Unit", 10, 1, 2, 8),
        ("WA", "Program", 10, 1, 2, 8),
        ("Jumlah dipindahkan", "", 10, 1, 2, 8),
        ("Halaman 1 dari 2",),
        *kepala,
        ("WA.3355", "Kegiatan", 10, 1, 2, 8),
        (None, "TOTAL", 10, 1, 2, 8),
        ("Kupang, 31 Maret 2026",),
        ("NIP. 198001012005011001",),
    )
    e = baca_ekspor(isi, "x.xlsx")
    tiga = {"pagu": 10, "ini": 1, "sd": 2}
    assert ringkas(e) == [("baris 7", "WA", tiga), ("baris 12", "WA.3355", tiga)]
    assert dict(e.total) == tiga


def test_kode_di_depan_nama() -> None:
    isi = teks(
        ("Uraian", "Realisasi"),
        ("3355.EBA.994 - Layanan Perkantoran", "30"),
        ("001 Gaji dan Tunjangan", "10"),
        ("002 Operasional", "20"),
    )
    assert [(".".join(b.jalur), b.nama) for b in baca_ekspor(isi, "x.csv").baris] == [
        ("3355.EBA.994", "Layanan Perkantoran"),
        ("3355.EBA.994.001", "Gaji dan Tunjangan"),
        ("3355.EBA.994.002", "Operasional"),
    ]


def test_komponen_sesudah_ro_yang_nomornya_berurutan() -> None:
    """Where ROs carry their KRO, "002" under "EBA.001" is its komponen, not the next RO, whatever the sums."""
    isi = teks(
        ("Kode", "Uraian", "Realisasi"),
        ("WA.3355", "a", "3"), ("EBA", "b", "3"), ("EBA.001", "c", "3"), ("002", "d", "3"), ("003", "e", "0"),
    )  # fmt: skip
    jalur = [".".join(b.jalur) for b in baca_ekspor(isi, "x.csv").baris]
    assert jalur[3:] == ["WA.3355.EBA.001.002", "WA.3355.EBA.001.003"]


def test_kode_pendek_tiap_tingkat_dan_butir() -> None:
    isi = teks(
        ("Kode", "Uraian", "Pagu", "Realisasi"),
        ("WA", "p", "30", "3"), ("3355", "k", "30", "3"), ("EBA", "kro", "30", "3"), ("994", "ro", "30", "3"),
        ("001", "komponen", "10", "1"), ("0A", "sub", "10", "1"), ("511111", "akun", "10", "1"),
        ("", "000001. Gaji 3 bulan", "10", "1"), ("002", "komponen", "20", "2"), ("A", "sub", "20", "2"),
        ("521111", "akun", "20", "2"),
    )  # fmt: skip
    assert [".".join(b.jalur) for b in baca_ekspor(isi, "x.csv").baris][3:] == [
        "WA.3355.EBA.994",
        "WA.3355.EBA.994.001",
        "WA.3355.EBA.994.001.A",
        "WA.3355.EBA.994.001.A.511111",
        "WA.3355.EBA.994.001.A.511111.GAJI 3 BULAN",
        "WA.3355.EBA.994.002",
        "WA.3355.EBA.994.002.A",
        "WA.3355.EBA.994.002.A.521111",
    ]


# Ambiguous figures


def test_satu_notasi_per_kolom_memutuskan() -> None:
    isi = teks(("Kode", "Uraian", "Realisasi"), ("WA", "a", "2.000"), ("WA.3355", "b", "0,00"))
    assert [angka(b) for b in baca_ekspor(isi, "x.csv").baris] == [{"realisasi": 2000}, {"realisasi": 0}]
    isi = teks(("Kode", "Uraian", "Realisasi"), ("WA", "a", "2.000"), ("WA.3355", "b", "10.25"))
    assert [angka(b) for b in baca_ekspor(isi, "x.csv").baris] == [{"realisasi": 2}, {"realisasi": "10.25"}]


def test_kolom_uang_lain_memutuskan() -> None:
    isi = teks(("Kode", "Uraian", "Pagu", "Realisasi"), ("WA", "a", "1.000.000", "2.000"))
    assert [angka(b) for b in baca_ekspor(isi, "x.csv").baris] == [{"pagu": 1000000, "realisasi": 2000}]


def test_yang_tetap_bermakna_ganda_disebut() -> None:
    isi = teks(("Kode", "Uraian", "Pagu", "Realisasi"), ("WA", "a", "5.000", "2.000"), ("CQ", "b", "7", "8"))
    satu, dua = baca_ekspor(isi, "x.csv").baris
    assert dict(satu.nilai) == {}
    assert dict(satu.masalah) == {
        "pagu": 'angka "5.000" dapat dibaca dua cara',
        "realisasi": 'angka "2.000" dapat dibaca dua cara',
    }
    assert angka(dua) == {"pagu": 7, "realisasi": 8}


def test_dua_macam_pemisah_disebut() -> None:
    isi = teks(("Kode", "Uraian", "Realisasi"), ("WA", "a", "1.234,50"), ("CQ", "b", "1,234.50"), ("CQ.6639", "c", "7"))
    satu, dua, tiga = baca_ekspor(isi, "x.csv").baris
    assert satu.masalah == {"realisasi": 'angka "1.234,50": kolom ini memakai dua macam pemisah'}
    assert dua.masalah == {"realisasi": 'angka "1,234.50": kolom ini memakai dua macam pemisah'}
    assert angka(tiga) == {"realisasi": 7}


@pytest.mark.parametrize("tulis", ["#REF!", "12%", "satu juta", "617,730.000", "3 kali", "1.2.3"])
def test_yang_bukan_angka_rupiah_disebut(tulis: str) -> None:
    isi = teks(("Kode", "Uraian", "Realisasi"), ("WA", "a", tulis), ("CQ", "b", "7"))
    assert "realisasi" in baca_ekspor(isi, "x.csv").baris[0].masalah


@pytest.mark.parametrize(
    ("tulis", "nilai"),
    [
        ("Rp 1.500.000", 1500000),
        ("(1.500.000,00)", -1500000),
        ("-1.500.000", -1500000),
        ("-", 0),
        ("Rp1.500.000,-", 1500000),
    ],
)
def test_rupiah_dan_negatif(tulis: str, nilai: int) -> None:
    isi = teks(("Kode", "Uraian", "Realisasi"), ("WA", "a", tulis), ("CQ", "b", "7"))
    assert angka(baca_ekspor(isi, "x.csv").baris[0]) == {"realisasi": nilai}


def test_koma_desimal_tanpa_tanda_kutip_tidak_terbaca_salah() -> None:
    isi = b"Kode,Uraian,Pagu,Realisasi\r\nWA,Program,1.000,00,500,00\r\nCQ,Lain,7,8\r\n"
    satu, dua = baca_ekspor(isi, "x.csv").baris
    assert (dict(satu.nilai), set(satu.masalah.values())) == ({}, {"barisnya berkolom lebih banyak daripada judulnya"})
    assert angka(dua) == {"pagu": 7, "realisasi": 8}


def test_rumus_tanpa_nilai_tersimpan_dihitung() -> None:
    buku = Workbook()
    ws = buku.active
    assert ws is not None
    for b in (("Kode", "Uraian", "Realisasi"), ("WA", "a", "=C3+C4"), ("WA.3355", "b", 2), ("WA.3360", "c", 3)):
        ws.append(b)
    wadah = io.BytesIO()
    buku.save(wadah)
    assert [angka(b)["realisasi"] for b in baca_ekspor(wadah.getvalue(), "x.xlsx").baris] == [5, 2, 3]


# Headings and titles


@pytest.mark.parametrize(
    ("judul", "bidang"),
    [
        ("Kode", "kode"), ("KODE MAK", "kode"), ("Uraian", "nama"), ("Program/Kegiatan/KRO/RO", "nama"),
        ("Pagu (Rp.)", "pagu"), ("Pagu Revisi", "pagu"), ("Pagu Awal", "pagu_awal"), ("Lock Pagu", "lain"),
        ("Blokir", "lain"), ("Sisa Anggaran", "sisa"), ("%", "persen"), ("% Realisasi", "persen"),
        ("Realisasi", "realisasi"), ("Realisasi Anggaran (Rp)", "realisasi"), ("REALISASI TA 2024", "realisasi"),
        ("Realisasi s.d. Bulan Ini", "sd"), ("s/d Periode Ini", "sd"), ("Realisasi s.d. Maret 2024", "sd"),
        ("Sampai Dengan Bulan Lalu", "lalu"), ("Periode Lalu", "lalu"), ("Bulan Ini", "ini"),
        ("Realisasi Bulan Maret", "ini"), ("Maret", "b3"), ("Realisasi Desember 2024", "b12"),
        ("Bulan Lalu", None), ("Laporan Realisasi Anggaran", None), ("WA", None), ("", None), ("x" * 200, None),
    ],
)  # fmt: skip
def test_judul_kolom(judul: str, bidang: str | None) -> None:
    assert medan(judul) == bidang


@pytest.mark.parametrize("induk", ["Pagu", "Rencana Penarikan Dana", "Sisa"])
def test_bulan_di_bawah_judul_lain_bukan_realisasi(induk: str) -> None:
    assert (medan("Bulan Ini", induk), medan("Maret", induk)) == ("lain", "lain")
    assert medan("Maret", "Realisasi") == "b3"


@pytest.mark.parametrize(
    ("judul", "tahun", "masa"),
    [
        (("Periode: s.d. 31 Maret 2026",), 2026, (1, 3)),
        (("Periode 01-01-2026 s.d. 30-06-2026",), 2026, (1, 6)),
        (("s.d. 30/09/2026",), 2026, (1, 9)),
        (("Bulan Maret 2026",), 2026, (3, 3)),
        (("Triwulan II Tahun Anggaran 2026",), 2026, (4, 6)),
        (("Periode : 04", "TA 2026"), 2026, (4, 4)),
        (("Tahun Anggaran 2026", "Tanggal cetak: 5 April 2027"), 2026, None),
        (("Realisasi 2025 dan 2026",), None, None),
        ((), None, None),
    ],
)
def test_tahun_dan_masa(judul: tuple[str, ...], tahun: int | None, masa: tuple[int, int] | None) -> None:
    p = perihal(judul, ())
    assert (p.tahun, p.masa) == (tahun, masa)


@pytest.mark.parametrize(
    ("judul", "kode"),
    [
        (("KOMISI PEMILIHAN UMUM KABUPATEN TIMOR TENGAH UTARA",), "53.03"),
        (("Satuan Kerja : 658290",), "53.03"),
        (("Satker 658290 SEKRETARIAT KPU KOTA KUPANG",), "53.71"),
        (("Satuan Kerja : 123456",), None),
    ],
)
def test_satker(judul: tuple[str, ...], kode: str | None) -> None:
    satker = perihal(judul, ()).satker
    assert (satker.kode if satker else None) == kode


@pytest.mark.parametrize("judul", ["(dalam ribuan rupiah)", "Satuan: jutaan", "(juta Rp)"])
def test_kelipatan_disebut(judul: str) -> None:
    assert perihal((judul,), ()).kelipatan


# What is no export


@pytest.mark.parametrize(
    ("isi", "nama", "pesan"),
    [
        (b"", "x.csv", "tidak ditemukan tabel"),
        (b"halo\r\ndunia", "x.csv", "tidak ditemukan tabel"),
        (b"Kode;Uraian;Pagu\r\nWA;a;5", "x.csv", "tidak ditemukan tabel"),
        (b"Kode;Uraian;Realisasi\r\nWA;a;", "x.csv", "kolom realisasinya tidak memuat angka"),
        (b"Kode;Uraian;Realisasi;Realisasi\r\nWA;a;1;2", "x.csv", "berarti sama tetapi angkanya berbeda"),
        (b"\0\0Kode;Uraian;Realisasi", "x.csv", "bukan berkas teks"),
        (b'Kode;Uraian;Realisasi\r\n"' + b"x" * 200_000, "x.csv", "bukan CSV yang utuh"),
        (b"<html><table>", "x.xls", "halaman HTML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "x.xls", "OLE"),
        (b"PK\x03\x04rusak", "x.csv", "x.csv: "),
    ],
)
def test_bukan_ekspor(isi: bytes, nama: str, pesan: str) -> None:
    with pytest.raises(EksporTakTerbaca, match=pesan) as galat:
        baca_ekspor(isi, nama)
    assert "\n" not in str(galat.value)


def test_beberapa_lembar_disebut() -> None:
    wadah = io.BytesIO()
    buku = xlsxwriter.Workbook(wadah, {"in_memory": True})
    for nama in ("Jan", "Feb", "Catatan"):
        ws = buku.add_worksheet(nama)
        ws.write_row(0, 0, ("Kode", "Uraian", "Realisasi") if nama != "Catatan" else ("x",))
        ws.write_row(1, 0, ("WA", "a", 5))
    buku.close()
    with pytest.raises(EksporTakTerbaca, match='"Jan", "Feb"'):
        baca_ekspor(wadah.getvalue(), "x.xlsx")


def test_teks_jahat_tetap_teks() -> None:
    jahat = '=cmd|"/c calc"!A1\x1b[31m\u202e'
    isi = teks(("Kode", "Uraian", "Realisasi"), ("WA", jahat, "5"), ("=1+1", "b", "6"), (jahat, jahat, jahat))
    baris = baca_ekspor(isi, "x.csv").baris
    assert baris[0].nama == '=cmd|"/c calc"!A1 [31m'
    assert angka(baris[0]) == {"realisasi": 5}
    assert "realisasi" in baris[2].masalah
