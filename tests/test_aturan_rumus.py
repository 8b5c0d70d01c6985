"""Family F on real workbooks: budgets computed by LibreOffice, templates with one cell changed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import Workbook

from tests.isi_acak import isi_wajar
from tests.libre import Libre
from xlkinerja.aturan.contoh import contoh_buku
from xlkinerja.aturan.deklarasi import Ubah
from xlkinerja.buku import LEBAR, Buku
from xlkinerja.buku.berkas import buka
from xlkinerja.buku.ingatan import buku_ingatan
from xlkinerja.formulir.identitas import daftar_satker
from xlkinerja.kumpulan import periksa_jalur
from xlkinerja.periksa import periksa_buku
from xlkinerja.rumus_buku import PetaRumus
from xlkinerja.rumus_lingkar import lingkaran
from xlkinerja.templat.buku import buat_templat
from xlkinerja.temuan import Temuan, Tingkat, urai_a1

pytest_plugins = ["tests.libre"]

JUDUL: Final = ("Kode", "Program/Kegiatan/KRO/RO", "Pagu (Rp)", "Realisasi (Rp)", "Sisa (Rp)", "%")
BARIS: Final = (
    ("WA", "Program Dukungan Manajemen", None),
    ("WA.3355", "Pengelolaan Keuangan", None),
    ("WA.3355.EBA", "Layanan Dukungan", None),
    ("WA.3355.EBA.962", "Layanan Umum", (120500000, 99125400)),
    ("WA.3355.EBA.994", "Layanan Perkantoran", (3300000000, 3201444555)),
    ("WA.3360", "Operasional", None),
    ("WA.3360.EBB", "Layanan Sarana", (250750000, 201333100)),
    ("CQ", "Penyelenggaraan Pemilu", None),
    ("CQ.6709", "Tahapan", None),
    ("CQ.6709.QGE", "Fasilitasi", (1360620000, 1341173843)),
    ("CQ.6709.QGF", "Logistik", (0, 0)),
    ("CQ.6982", "Hasil", (17834000, 17829910)),
    ("", "JUMLAH", None),
)
"""Rows 4 to 16."""
LANGSUNG: Final = {
    4: "#5+#9",
    5: "#6",
    6: "SUM(#7:#8)",
    9: "SUM(#10:#10)",
    11: "#12+#15",
    12: "SUM(#13:#14)",
    16: "#4+#11",
}
DAUN: Final = {
    4: "SUM(#7:#8,#10)",
    5: "SUM(#7:#8)",
    6: "#7+#8",
    9: "#10",
    11: "SUM(#13:#15)",
    12: "ROUND(SUM(#13:#14),0)",
    16: "SUM(#7,#8,#10,#13,#14,#15)",
}
SUBTOTAL: Final = {
    4: "SUBTOTAL(9,#5:#10)",
    5: "SUBTOTAL(9,#6:#8)",
    6: "SUBTOTAL(9,#7:#8)",
    9: "SUBTOTAL(9,#10:#10)",
    11: "SUBTOTAL(109,#12:#15)",
    12: "SUBTOTAL(9,#13:#14)",
    16: "SUBTOTAL(9,#4:#15)",
}
PERSEN: Final = "IFERROR(D{b}/C{b}*100,0)"


def tulis_buku(jumlah: Mapping[int, str], persen: str, ubah: Mapping[str, Any], gaib: tuple[int, ...] = ()) -> Workbook:
    """A budget with these sums ("#" is the column) in pagu and realisasi, sisa and % by formula, some cells changed,
    and a second sheet that summarises it."""
    wb = Workbook()
    ws = wb.active
    assert ws is not None
    ws.title = "Anggaran"
    ws["A1"] = "Realisasi Anggaran KPU Kota Kupang Tahun 2024"
    for k, judul in enumerate(JUDUL, 1):
        ws.cell(3, k, judul)
    for b, (kode, nama, isi) in enumerate(BARIS, 4):
        ws.cell(b, 1, kode or None)
        ws.cell(b, 2, nama)
        for k in (0, 1):
            ws.cell(b, 3 + k, isi[k] if isi else "=" + jumlah[b].replace("#", "CD"[k]))
        ws.cell(b, 5, f"=C{b}-D{b}")
        ws.cell(b, 6, "=" + persen.format(b=b)).number_format = "0.00"
        for k in (3, 4, 5):
            ws.cell(b, k).number_format = "#,##0"
    for alamat, nilai in ubah.items():
        ws[alamat] = nilai
    for b in gaib:
        ws.row_dimensions[b].hidden = True
    ringkas = wb.create_sheet("Ringkasan")
    ringkas["A1"] = "Ringkasan Anggaran KPU Kota Kupang Tahun 2024"
    for k, judul in enumerate(JUDUL, 1):
        ringkas.cell(3, k, judul)
    for b, asal in enumerate((4, 11, 16), 4):
        for k, huruf in enumerate("ABCDEF", 1):
            ringkas.cell(b, k, f"=Anggaran!{huruf}{asal}" if k > 2 else BARIS[asal - 4][k - 1] or None)
            ringkas.cell(b, k).number_format = "0.00" if k == 6 else "#,##0"
    return wb


def hitung(wb: Workbook, folder: Path, libre: Libre) -> tuple[Temuan, ...]:
    """The findings of the workbook as LibreOffice computes and stores it."""
    asal, hasil = folder / "asal.xlsx", folder / "anggaran.xlsx"
    wb.save(asal)
    libre.jalankan(asal, [{"kerja": "hitung"}], simpan=hasil)
    return periksa_jalur([hasil]).berkas[0].temuan


def ringkas(temuan: tuple[Temuan, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(t.kode, t.lokasi.lembar, t.lokasi.sel) for t in temuan]


@pytest.mark.parametrize(
    ("jumlah", "persen"),
    [
        (LANGSUNG, PERSEN),
        (DAUN, "IF(C{b}=0,0,ROUND(D{b}/C{b}*100,2))"),
        (SUBTOTAL, "D{b}/IF(C{b}=0,1,C{b})*100"),
        ({**LANGSUNG, 16: 'SUMIF($A4:$A15,"??",#4:#15)'}, 'IF(OR(C{b}="",C{b}=0),0,D{b}/C{b}*100)'),
        ({**LANGSUNG, 16: "SUM(#4,#11)"}, "ROUND(IFERROR(D{b}/C{b},0)*100,2)"),
    ],
    ids=("langsung", "daun", "subtotal", "sumif", "round"),
)
def test_buku_berumus_yang_benar_tanpa_temuan(
    jumlah: Mapping[int, str], persen: str, libre: Libre, tmp_path: Path
) -> None:
    assert ringkas(hitung(tulis_buku(jumlah, persen, {}), tmp_path, libre)) == []


KASUS: Final[dict[str, tuple[dict[str, Any], str, str, tuple[str, ...]]]] = {
    "satu baris terlewat": (
        {"C6": "=SUM(C7:C7)"},
        "F111",
        "C6",
        ("melewatkan C8 Layanan Perkantoran", "seharusnya 3.420.500.000", "selisih -3.300.000.000"),
    ),
    "terlewat di dua kolom": ({"C6": "=SUM(C7:C7)", "D6": "=SUM(D7:D7)"}, "F111", "C6", ("C8",)),
    "baris orang lain": ({"C12": "=SUM(C13:C15)"}, "F111", "C12", ("ikut menjumlahkan C15 Hasil",)),
    "judul terjumlah": ({"C2": 2024, "C16": "=SUM(C2,C4,C11)"}, "F111", "C16", ("C2 yang bukan baris tabel ini",)),
    "terlewat tetapi nol": ({"C12": "=SUM(C13:C13)"}, "F112", "C12", ("Tahapan melewatkan C14 Logistik",)),
    "kolom lain": ({"C6": "=SUM(D7:D8)"}, "F113", "C6", ("memakai kolom realisasi",)),
    "blok lain": ({"C6": "=SUM(C13:C14)"}, "F113", "C6", ("menjumlahkan blok lain, yaitu C13 Fasilitasi",)),
    "semua terjumlah": ({"D16": "=SUM(D4:D15)"}, "F131", "D16", ("dua kali D5 Pengelolaan Keuangan, D9 Operasional",)),
    "induk dan anak": ({"C5": "=C6+C7"}, "F131", "C5", ("dua kali C7 Layanan Umum", "3.420.500.000")),
    "baris lain": ({"E8": "=C7-D7"}, "F121", "E8", ("=C7-D7", "=C8-D8", "98.555.445")),
    "rupiah dan persen": ({"E8": "=SUM(C8,-D8,F8)"}, "F132", "E8", ("rupiah (C8)", "persen (F8)")),
    "melingkar": ({"C16": "=SUM(C4,C11,C16)"}, "F153", "C16", ("bergantung pada hasilnya sendiri",)),
    "tertimpa": ({"C6": 3420500001}, "J201", "C6", ("seharusnya 3.420.500.000",)),
    "tertimpa sama": ({"E8": 98555445}, "F102", "E8", ("1 angka diketik menimpa rumus",)),
    "teks": ({"F10": '=IFERROR(TEXT(D10/C10*100,"0.00"),"")'}, "F142", "F10", ("1 sel berisi teks",)),
}


@pytest.mark.parametrize("nama", KASUS)
def test_satu_rumus_salah_satu_temuan(nama: str, libre: Libre, tmp_path: Path) -> None:
    ubah, kode, sel, kata = KASUS[nama]
    temuan = hitung(tulis_buku(LANGSUNG, PERSEN, ubah), tmp_path, libre)
    assert ringkas(temuan) == [(kode, "Anggaran", sel)]
    for k in kata:
        assert k in temuan[0].pesan


def test_sebab_dan_salinan_kolom(libre: Libre, tmp_path: Path) -> None:
    """The formula copied to the next column with its fault is told in the same finding; J201 gets its cause."""
    dua = hitung(tulis_buku(LANGSUNG, PERSEN, KASUS["terlewat di dua kolom"][0]), tmp_path, libre)
    assert [x.sel for x in dua[0].terkait][:2] == ["D6", "C8"]
    tertimpa = hitung(tulis_buku(LANGSUNG, PERSEN, KASUS["tertimpa"][0]), tmp_path, libre)
    assert tertimpa[0].sebab is not None and tertimpa[0].sebab.startswith("angka diketik menimpa rumus di sel ini; ")
    assert tertimpa[0].tingkat is Tingkat.GALAT


def test_galat_di_asalnya(libre: Libre, tmp_path: Path) -> None:
    """#DIV/0! stands where it arises; what inherits it is in `terkait` and has no S204 of its own."""
    temuan = hitung(tulis_buku(LANGSUNG, "D{b}/C{b}*100", {"C10": "=1/0"}), tmp_path, libre)
    assert ringkas(temuan) == [("F141", "Anggaran", "C10"), ("F141", "Anggaran", "F14")]
    terkait = {f"{x.lembar}!{x.sel}" for x in temuan[0].terkait}
    assert {"Anggaran!C9", "Anggaran!C4", "Anggaran!C16", "Anggaran!E10", "Ringkasan!C4"} <= terkait
    assert temuan[1].sebab == "pembaginya C14 kosong atau nol"
    assert "sel lain ikut galat" in temuan[0].pesan


def test_rujukan_terhapus_dan_tautan(libre: Libre, tmp_path: Path) -> None:
    assert [t.sebab for t in hitung(tulis_buku(LANGSUNG, PERSEN, {"C10": "=#REF!+1"}), tmp_path, libre)] == [
        "sel atau lembar yang dirujuk rumus ini sudah dihapus"
    ]


def test_baris_tersembunyi(libre: Libre, tmp_path: Path) -> None:
    """Hidden among visible parts: asked about. All parts of a sum hidden: a table folded up, silent."""
    satu = hitung(tulis_buku(LANGSUNG, PERSEN, {}, gaib=(8,)), tmp_path, libre)
    assert ringkas(satu) == [("F151", "Anggaran", "C6")]
    assert "memuat baris tersembunyi: C8 Layanan Perkantoran" in satu[0].pesan
    assert ringkas(hitung(tulis_buku(LANGSUNG, PERSEN, {}, gaib=(7, 8, 10)), tmp_path, libre)) == []
    assert ringkas(hitung(tulis_buku(LANGSUNG, PERSEN, {}, gaib=(14,)), tmp_path, libre)) == []


def test_belum_dihitung(tmp_path: Path) -> None:
    """openpyxl stores formulas without values: said once for each sheet, and no figure is guessed."""
    jalur = tmp_path / "mentah.xlsx"
    tulis_buku(LANGSUNG, PERSEN, {}).save(jalur)
    temuan = periksa_jalur([jalur]).berkas[0].temuan
    assert [x for x in ringkas(temuan) if x[0] == "F104"] == [("F104", "Anggaran", "C4")]
    assert [t for t in temuan if t.tingkat is Tingkat.GALAT] == []


# One cell of a filled template changed

DATA: Final = buat_templat(isi_wajar(daftar_satker()[5], 2026, 5))


def ubah_sel(lembar: str, alamat: str, nilai: str, *, rumus: str | None = "") -> Buku:
    """The template with another stored value; `rumus`: "" leaves the formula, None takes it away."""
    buku = buka(DATA)
    x = next(x for x in buku.lembar if x.nama == lembar)
    baris, kolom = urai_a1(alamat)
    kunci = (baris - 1) * LEBAR + kolom - 1
    i = bisect_left(x.kunci, kunci)
    x.isi[i], x.jenis[i] = nilai, ord("n")
    if rumus is None:
        del x.rumus[kunci]
    elif rumus:
        x.rumus[kunci] = rumus
    return buku


def test_templat_terisi_tanpa_temuan() -> None:
    assert periksa_buku(buka(DATA)).temuan == ()


@pytest.mark.parametrize("kode", ["F103"])
@pytest.mark.parametrize("sel", [("Capaian Ketua", "F8"), ("PK Ketua", "D9"), ("RAK Ketua", "D9")])
def test_nilai_usang(kode: str, sel: tuple[str, str]) -> None:
    """Nobody else judges these: a finding of its own, and what follows from it is not reported."""
    temuan = periksa_buku(ubah_sel(*sel, "7")).temuan
    assert ringkas(temuan) == [(kode, *sel)]
    assert "Nilai tersimpan" in temuan[0].pesan and temuan[0].sebab is not None
    assert temuan[0].sebab.startswith("rumusnya benar tetapi nilai tersimpannya usang; tekan F9")


_DIHITUNG = pytest.mark.parametrize(
    ("sel", "kode"),
    [
        (("Anggaran", "C13"), "J201"),
        (("Anggaran", "N16"), "J201"),
        (("Anggaran", "D12"), "J201"),
        (("Anggaran", "G14"), "A201"),
        (("Capaian Ketua", "G9"), "K201"),
    ],
)


@_DIHITUNG
def test_nilai_usang_yang_dinilai_aturan_lain(sel: tuple[str, str], kode: str) -> None:
    temuan = periksa_buku(ubah_sel(*sel, "7")).temuan
    assert ringkas(temuan) == [(kode, *sel)]
    assert "nilai tersimpannya usang" in (temuan[0].sebab or "")


@_DIHITUNG
def test_rumus_tertimpa(sel: tuple[str, str], kode: str) -> None:
    """One finding, although the sums above were not computed again in this file."""
    temuan = periksa_buku(ubah_sel(*sel, "7", rumus=None)).temuan
    assert ringkas(temuan) == [(kode, *sel)]
    assert "angka diketik menimpa rumus di sel ini" in (temuan[0].sebab or "")


def test_rincian_baru_jumlah_lama() -> None:
    """A month typed without computing again: the sums that are old are named, not the new figure."""
    temuan = periksa_buku(ubah_sel("Anggaran", "N14", "123456")).temuan
    assert {t.kode for t in temuan} <= {"F103", "J201", "A201", "A202"}
    assert not [t for t in temuan if t.lokasi.sel == "N14"]
    assert all("usang" in (t.sebab or "") for t in temuan) and temuan


def test_target_yang_diketik_bukan_urusan_rumus() -> None:
    temuan = periksa_buku(ubah_sel("PK Ketua", "D9", "0.03", rumus=None)).temuan
    assert ("X202", "PK Ketua", "D9") in ringkas(temuan)
    assert not [t for t in temuan if t.kode in ("F101", "F102")]


def test_tabel_tanpa_rumus_sama_sekali() -> None:
    buku = buka(DATA)
    for x in buku.lembar:
        x.rumus.clear()
    assert periksa_buku(buku).temuan == ()


# The example workbook


def test_tautan_per_buku() -> None:
    ubah = [
        Ubah("anggaran_realisasi", 5, "pagu", Decimal(17834000), "#,##0", "[1]DIPA!$C$9"),
        Ubah("anggaran_realisasi", 4, "pagu", Decimal(1360620000), "#,##0", "'[1]DIPA 2024'!$C$8"),
        Ubah("anggaran_realisasi", 5, "realisasi", Decimal(17829910), "#,##0", "[2]SP2D!$C$9"),
    ]
    temuan = periksa_buku(contoh_buku(ubah)).temuan
    assert ringkas(temuan) == [("F152", "Anggaran", "C8"), ("F152", "Anggaran", "D9")]
    assert [x.sel for x in temuan[0].terkait] == ["C9"]


def test_capaian_berumus_tanpa_temuan() -> None:
    """Two polarities in one column, a grade whose capaian is typed, targets fetched from the PK."""
    target = ("0.4", "80", "0.85", "0.85", "8", None, "0.0016")
    format = ("0%", "0", "0%", "0%", '0" kali"', "", "0.00%")
    hasil = ("1", "1.169", None, None, "1", None, "2")
    ubah = [
        Ubah("capaian_sasaran", i, "target", Decimal(t), f, f"'PK Ketua'!D{i + 4}")
        for i, (t, f) in enumerate(zip(target, format, strict=True))
        if t is not None
    ]
    ubah += [
        Ubah("capaian_sasaran", i, "capaian", Decimal(n), "0.00%", f"F{i + 4}/E{i + 4}" if i < 2 else rumus)
        for i, n in enumerate(hasil)
        if n is not None
        for rumus in [f"(2*E{i + 4}-F{i + 4})/E{i + 4}"]
    ]
    ubah += [
        Ubah("capaian_sasaran", i, "capaian", Decimal(n) / Decimal("0.85"), "0.00%", f"F{i + 4}/E{i + 4}")
        for i, n in ((2, "0.6966"), (3, "0.5305"))
    ]
    assert periksa_buku(contoh_buku(ubah)).temuan == ()


def test_rujukan_baris_indikator_lain() -> None:
    ubah = [Ubah("capaian_sasaran", 1, "target", Decimal("0.85"), "0%", "'PK Ketua'!D6")]
    temuan = periksa_buku(contoh_buku(ubah)).temuan
    assert ringkas(temuan) == [("F123", "Capaian", "E5")]
    assert "seharusnya PK Ketua!D5 (80)" in temuan[0].pesan


def test_hasil_teks_menggantikan_angka_sebagai_teks() -> None:
    """The column's run of numbers stored as text is not reported twice."""
    ubah = [
        Ubah("anggaran_realisasi", i, "persen", teks, rumus=f'TEXT(D{i + 4}/C{i + 4}*100,"0,00")')
        for i, teks in enumerate(("98,25", "98,20", "100,00", "98,59", "98,57", "99,98", "98,35"))
    ]
    temuan = periksa_buku(contoh_buku(ubah)).temuan
    assert ringkas(temuan) == [("F142", "Anggaran", "F4")]
    assert temuan[0].sebab == "fungsi TEXT mengubah angka menjadi teks" and len(temuan[0].terkait) == 6


# Circles


def _lingkaran(**rumus: dict[str, str]) -> list[list[tuple[str, int, int]]]:
    return lingkaran(PetaRumus(buku_ingatan({n: dict.fromkeys(x, 1) for n, x in rumus.items()}, rumus=rumus)))


def test_lingkaran() -> None:
    assert _lingkaran(A={"C3": "SUM(C1:C3)"}) == [[("A", 3, 3)]]
    tiga = [("A", 3, 3), ("A", 3, 4), ("A", 3, 5)]
    assert _lingkaran(A={"C3": "D3+1", "D3": "E3", "E3": "C3*2", "F3": "C3"}) == [tiga]
    assert _lingkaran(A1={"C3": "B2!A1"}, B2={"A1": "'A1'!C3"}) == [[("A1", 3, 3), ("B2", 1, 1)]]
    assert _lingkaran(A={"C3": "SUM(C:C)"}) == _lingkaran(A={"C3": "SUM($3:$3)"}) == [[("A", 3, 3)]]
    assert _lingkaran(A={"C3": "SUM(C4:C9)", "C10": "SUM(C3:C9)", "C9": "C10"}) == [
        [("A", 3, 3), ("A", 9, 3), ("A", 10, 3)]
    ]


def test_tanpa_lingkaran() -> None:
    assert _lingkaran(A={"C3": 'IF("C3"=A1,2,3)', "C4": "LOG10(2)", "C5": "[1]A!C5"}) == []
    assert _lingkaran(A={f"C{i}": f"C{i + 1}+1" for i in range(1, 5000)}) == []
    assert _lingkaran(A={f"C{i}": f"SUM(C$1:C{i - 1})" for i in range(2, 5000)}) == []


def test_lingkaran_panjang() -> None:
    rumus = {f"C{i}": f"C{i - 1}+1" for i in range(2, 5000)} | {"C1": "C4999"}
    assert [len(x) for x in _lingkaran(A=rumus)] == [4999]
