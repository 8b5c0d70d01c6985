"""The real command in a process of its own: stdout, stderr, exit status, files."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import Workbook, load_workbook

from xlkinerja import katalog
from xlkinerja.aturan import SEMUA

AKAR: Final = Path(__file__).parent.parent
CONTOH: Final = AKAR / "workbooks" / "contoh"
KUPANG: Final = CONTOH / "kota-kupang-2024.xlsx"
NAMA_CONTOH: Final = [
    "gianyar-2024.xlsx",
    "kota-kupang-2024.xlsx",
    "rak-ntt-2021.xlsx",
    "sekretariat-ntt-2020.xlsx",
    "templat-kota-kupang-2024.xlsx",
    "templat-rak-ntt-2021.xlsx",
    "templat-sekretariat-ntt-2020.xlsx",
    "templat-ttu-2023.xlsx",
    "ttu-2023.xlsx",
]


def jalankan(
    *argumen: str | Path, di: Path = AKAR, lingkungan: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    asal = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "XLKINERJA_DEBUG")}
    return subprocess.run(
        [sys.executable, "-m", "xlkinerja", *map(str, argumen)],
        cwd=di,
        env={**asal, "PYTHONPATH": str(AKAR), **(lingkungan or {})},
        capture_output=True,
        timeout=60,
        check=False,
    )


def keluar(*argumen: str | Path, **pilihan: Any) -> tuple[int, str, str]:
    h = jalankan(*argumen, **pilihan)
    return h.returncode, h.stdout.decode().replace("\r\n", "\n"), h.stderr.decode().replace("\r\n", "\n")


def baca_json(*argumen: str | Path, **pilihan: Any) -> dict[str, Any]:
    h = jalankan(*argumen, "--format", "json", **pilihan)
    assert h.returncode in (0, 1), h.stderr.decode()
    isi: dict[str, Any] = json.loads(h.stdout.decode())
    return isi


KEPALA: Final = ("No", "Indikator Kinerja", "Target", "Realisasi", "Capaian")
SEHAT: Final = (1, "Persentase Partisipasi Pemilih dalam Pemilu/Pemilihan", 0.85, 0.6966, 0.8195)


def buku(jalur: Path, *baris: tuple[str | float, ...], lembar: str = "Capaian") -> Path:
    """A small capaian table on A1:E4; percentages in C:E."""
    wb = Workbook()
    ws = wb.active
    assert ws is not None
    ws.title = lembar
    ws.append(("Capaian Kinerja KPU Kota Kupang Tahun 2024",))
    ws.append(())
    ws.append(KEPALA)
    for isi in baris or (SEHAT,):
        ws.append(isi)
    for b in ws.iter_rows(min_row=4, min_col=3, max_col=5):
        for sel in b:
            sel.number_format = "0.00%"
    wb.save(jalur)
    return jalur


SALAH: Final = (*SEHAT[:4], 0.6966)


# periksa


def test_contoh_sebagai_teks() -> None:
    status, teks, galat = keluar("periksa", "workbooks/contoh")
    assert (status, galat) == (1, "")
    assert "kota-kupang-2024.xlsx\nKPU Kota Kupang, 2024\n" in teks
    assert "\n  Lembar Capaian multi-tahun\n" in teks
    assert "G53  galat      K201  Capaian: tertulis 53,05%*, seharusnya 62,41% (selisih\n" in teks
    assert "9 buku kerja diperiksa: " in teks
    assert "pakai --tingkat info)" in teks.replace("\n", " ")
    assert max(map(len, teks.splitlines())) <= 80
    assert "\x1b" not in teks


def test_contoh_sebagai_json() -> None:
    isi = baca_json("periksa", CONTOH)
    assert [isi["versi_skema"], isi["versi"], isi["ringkasan"]["berkas"]] == [1, "0.1.0", 9]
    assert [b["jalur"] for b in isi["berkas"]] == NAMA_CONTOH
    kupang = isi["berkas"][1]
    assert list(kupang) == ["jalur", "satker", "nama_satker", "tahun", "terbaca", "dokumen", "hasil", "temuan"]
    assert [kupang[k] for k in ("satker", "nama_satker", "tahun", "terbaca")] == [
        "53.71",
        "KPU Kota Kupang",
        2024,
        True,
    ]
    assert {"jenis": "capaian", "lembar": "Ringkasan", "rentang": "A7:G22", "baris": 12} in kupang["dokumen"]
    capaian = {"lembar": "Ringkasan", "sel": "G10", "medan": "capaian", "nilai": "116.9", "tertulis": "116,90%"}
    sisa = {"lembar": "Ringkasan", "sel": "E28", "medan": "sisa", "nilai": "22406343", "tertulis": "22.406.343"}
    assert capaian in kupang["hasil"]
    assert sisa in kupang["hasil"]
    temuan = next(t for t in kupang["temuan"] if t["kode"] == "K201")
    assert (temuan["lembar"], temuan["sel"], temuan["tertulis"]) == ("Capaian multi-tahun", "G53", "53,05%*")
    assert temuan["seharusnya"] == "62.41176470588235294117647059"
    assert {"berkas": "kota-kupang-2024.xlsx", "lembar": "Capaian multi-tahun", "sel": "F53"} in temuan["terkait"]


def test_ringkasan_menghitung_semua_tingkat() -> None:
    isi = baca_json("periksa", CONTOH, "--tingkat", "info")
    temuan = [t for b in isi["berkas"] for t in b["temuan"]]
    for tingkat in ("galat", "peringatan", "info"):
        assert isi["ringkasan"][tingkat] == sum(t["tingkat"] == tingkat for t in temuan)
    hanya_galat = baca_json("periksa", CONTOH, "--tingkat", "galat")
    assert hanya_galat["ringkasan"] == isi["ringkasan"]
    assert {t["tingkat"] for b in hanya_galat["berkas"] for t in b["temuan"]} == {"galat"}


def test_contoh_sebagai_csv() -> None:
    h = jalankan("periksa", CONTOH, "--format", "csv")
    assert h.stdout.startswith(b"\xef\xbb\xbfberkas,satker,tahun,kode,tingkat,lembar,sel,pesan,tertulis,")
    assert h.stdout.count(b"\r\n") == h.stdout.count(b"\n")
    baris = list(csv.DictReader(io.StringIO(h.stdout.decode("utf-8-sig"), newline="")))
    k201 = next(b for b in baris if b["kode"] == "K201")
    assert [k201[k] for k in ("berkas", "satker", "tahun", "lembar", "sel", "tertulis")] == [
        "kota-kupang-2024.xlsx",
        "53.71",
        "2024",
        "Capaian multi-tahun",
        "G53",
        "53,05%*",
    ]


def test_dua_kali_sama_dan_pekerja_tidak_mengubah_hasil() -> None:
    assert jalankan("periksa", CONTOH).stdout == jalankan("periksa", CONTOH, "--pekerja", "2", "--tanpa-cache").stdout


def test_buku_yang_benar(tmp_path: Path) -> None:
    buku(tmp_path / "baik.xlsx")
    assert keluar("periksa", "baik.xlsx", di=tmp_path) == (
        0,
        "baik.xlsx (KPU Kota Kupang, 2024): tidak ada temuan\n\n"
        "1 buku kerja diperiksa: 0 galat, 0 peringatan, 0 info\n",
        "",
    )


def test_buku_yang_salah(tmp_path: Path) -> None:
    buku(tmp_path / "salah.xlsx", SALAH)
    status, teks, _ = keluar("periksa", "salah.xlsx", di=tmp_path)
    assert status == 1
    assert (
        "  Lembar Capaian\n"
        "  E4  galat      K201  Capaian: tertulis 69,66%, seharusnya 81,95% (selisih\n"
        "      -12,29 poin)\n"
    ) in teks
    isi = baca_json("periksa", tmp_path / "salah.xlsx")
    assert isi["ringkasan"] == {"berkas": 1, "galat": 1, "peringatan": 0, "info": 0}
    (satu,) = isi["berkas"]
    assert satu["dokumen"] == [{"jenis": "capaian", "lembar": "Capaian", "rentang": "A3:E4", "baris": 1}]
    assert satu["hasil"] == [
        {
            "lembar": "Capaian",
            "sel": "E4",
            "medan": "capaian",
            "nilai": "81.95294117647058823529411765",
            "tertulis": "69,66%",
        }
    ]
    temuan = satu["temuan"][0]
    assert [temuan[k] for k in ("kode", "tingkat", "lembar", "sel", "tertulis", "seharusnya", "selisih")] == [
        "K201",
        "galat",
        "Capaian",
        "E4",
        "69,66%",
        "81.95294117647058823529411765",
        "-12.29294117647058823529411765",
    ]
    assert len(temuan["sidik"]) == 16


def test_abaikan_dan_status(tmp_path: Path) -> None:
    buku(tmp_path / "salah.xlsx", SALAH)
    status, teks, galat = keluar("periksa", "salah.xlsx", "--abaikan", "k201, S101", di=tmp_path)
    assert (status, galat) == (0, "")
    assert "tidak ada temuan\n" in teks
    status, _, galat = keluar("periksa", "salah.xlsx", "--abaikan", "K999", di=tmp_path)
    assert (status, galat) == (1, "peringatan: kode K999 pada --abaikan tidak ada dalam daftar aturan\n")


def test_tingkat_menentukan_status(tmp_path: Path) -> None:
    buku(tmp_path / "nomor.xlsx", SEHAT, (1, "Persentase Partisipasi Pemilih Perempuan", 0.85, 0.85, "100%"))
    isi = baca_json("periksa", tmp_path / "nomor.xlsx", "--tingkat", "info")
    assert isi["ringkasan"]["info"] >= 1
    galat = isi["ringkasan"]["galat"]
    assert keluar("periksa", tmp_path / "nomor.xlsx", "--tingkat", "info")[0] == 1
    assert keluar("periksa", tmp_path / "nomor.xlsx", "--tingkat", "galat")[0] == int(galat > 0)


def test_folder_dengan_berkas_rusak(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "map.xlsx").mkdir()
    buku(tmp_path / "sub" / "baik.xlsx")
    (tmp_path / "rusak.xlsx").write_bytes(b"PK\x03\x04 bukan zip")
    (tmp_path / "~$baik.xlsx").write_bytes(b"kunci")
    (tmp_path / "catatan.txt").write_text("x")
    isi = baca_json("periksa", tmp_path)
    assert [b["jalur"] for b in isi["berkas"]] == ["rusak.xlsx", "sub/baik.xlsx"]
    rusak = isi["berkas"][0]
    assert [rusak[k] for k in ("satker", "nama_satker", "tahun", "terbaca", "dokumen", "hasil")] == [
        None,
        None,
        None,
        False,
        [],
        [],
    ]
    assert [(t["kode"], t["lembar"], t["sel"]) for t in rusak["temuan"]] == [("S001", None, None)]
    status, teks, _ = keluar("periksa", tmp_path)
    assert status == 1
    assert "rusak.xlsx\n\n  berkas  galat      S001  Berkas tidak dapat dibaca: " in teks
    assert "sub/baik.xlsx (KPU Kota Kupang, 2024): tidak ada temuan\n" in teks
    assert teks.rstrip().splitlines()[-2].endswith("; 1 tidak dapat dibaca")


def test_periksa_tidak_menulis_apa_pun(tmp_path: Path) -> None:
    kerja = tmp_path / "kerja"
    kerja.mkdir()
    rumah = tmp_path / "rumah"
    rumah.mkdir()
    isi = buku(kerja / "salah.xlsx", SALAH).read_bytes()
    lingkungan = {"HOME": str(rumah), "XDG_CACHE_HOME": str(rumah), "PYTHONDONTWRITEBYTECODE": "1"}
    assert jalankan("periksa", ".", "--tanpa-cache", di=kerja, lingkungan=lingkungan).returncode == 1
    assert [b.name for b in kerja.iterdir()] == ["salah.xlsx"]
    assert list(rumah.iterdir()) == []
    assert (kerja / "salah.xlsx").read_bytes() == isi


def test_csv_tidak_memulai_rumus(tmp_path: Path) -> None:
    buku(tmp_path / "=cmd.xlsx", (*SEHAT[:4], "-69,66%"), lembar="=1+1")
    h = jalankan("periksa", "=cmd.xlsx", "--format", "csv", "--tingkat", "info", di=tmp_path)
    baris = list(csv.DictReader(io.StringIO(h.stdout.decode("utf-8-sig"), newline="")))
    k201 = next(b for b in baris if b["kode"] == "K201")
    assert [k201[k] for k in ("berkas", "lembar", "tertulis", "seharusnya")] == [
        "'=cmd.xlsx",
        "'=1+1",
        "'-69,66%",
        "81.95294117647058823529411765",
    ]
    assert k201["selisih"].startswith("-151.6")


def test_pola_nama_diluaskan(tmp_path: Path) -> None:
    buku(tmp_path / "a.xlsx")
    buku(tmp_path / "b.xlsx")
    assert [b["jalur"] for b in baca_json("periksa", "*.xlsx", di=tmp_path)["berkas"]] == ["a.xlsx", "b.xlsx"]


# hitung


def test_hitung_di_tempat(tmp_path: Path) -> None:
    asal = buku(tmp_path / "salah.xlsx", SALAH).read_bytes()
    status, teks, galat = keluar("hitung", "salah.xlsx", di=tmp_path)
    assert (status, galat) == (1, "")
    assert "  E4  galat      K201  Capaian: tertulis 69,66%, seharusnya 81,95%" in teks
    assert "\nsalah.xlsx: 1 sel diganti" in teks
    assert max(map(len, teks.splitlines())) <= 80
    (cadangan,) = (b for b in tmp_path.iterdir() if b.name != "salah.xlsx")
    assert cadangan.suffix not in (".xlsx", ".xlsm")
    assert cadangan.read_bytes() == asal
    assert load_workbook(tmp_path / "salah.xlsx")["Capaian"]["E4"].value == pytest.approx(0.6966 / 0.85)
    sesudah = (tmp_path / "salah.xlsx").read_bytes()
    status, teks, _ = keluar("hitung", "salah.xlsx", di=tmp_path)
    assert teks.endswith("\nsalah.xlsx: tidak ada yang perlu diubah\n")
    assert (tmp_path / "salah.xlsx").read_bytes() == sesudah


def test_hitung_ke_folder_lain_sebagai_json(tmp_path: Path) -> None:
    asal = buku(tmp_path / "salah.xlsx", SALAH).read_bytes()
    isi = baca_json("hitung", "salah.xlsx", "--keluaran", "hasil", di=tmp_path)
    tulisan = isi["berkas"][0]["tulisan"]
    assert list(tulisan) == ["ditulis", "cadangan", "diisi", "diganti", "ditandai", "pesan"]
    assert [tulisan[k] for k in ("ditulis", "cadangan", "diisi", "diganti", "pesan")] == [True, None, 0, 1, None]
    assert (tmp_path / "salah.xlsx").read_bytes() == asal
    assert sorted(b.name for b in tmp_path.iterdir()) == ["hasil", "salah.xlsx"]
    assert [b.name for b in (tmp_path / "hasil").iterdir()] == ["salah.xlsx"]


def test_hitung_buku_yang_sedang_dibuka_ditolak(tmp_path: Path) -> None:
    asal = buku(tmp_path / "salah.xlsx", SALAH).read_bytes()
    (tmp_path / "~$salah.xlsx").write_bytes(b"kunci")
    h = jalankan("hitung", "salah.xlsx", "--format", "csv", di=tmp_path)
    assert h.returncode == 2
    assert h.stdout.startswith(b"\xef\xbb\xbfberkas,")
    assert h.stderr.decode().startswith("salah.xlsx: TIDAK ditulis: ")
    assert (tmp_path / "salah.xlsx").read_bytes() == asal


# Errors


@pytest.mark.parametrize(
    ("argumen", "pesan"),
    [
        (
            ("periksa", "nihil.xlsx"),
            "galat: nihil.xlsx: tidak ditemukan; periksa kembali nama berkas atau foldernya.\n",
        ),
        (("periksa", "."), "galat: Tidak ada buku kerja .xlsx atau .xlsm di ..\n"),
        (("periksa",), "galat: argumen berikut wajib diisi: JALUR\nLihat: xlkinerja periksa --help\n"),
        (
            ("periksa", "a", "--format", "pdf"),
            "galat: argumen --format: format 'pdf' tidak dikenal; pilih teks, json, csv, sarif atau junit\n",
        ),
        (("periksa", "a", "--format"), "galat: argumen --format: perlu satu nilai\n"),
        (("periksa", "a", "--tingkat", "x"), "galat: argumen --tingkat: 'x' tidak dikenal (pilihan: "),
        (("periksa", "a", "--pekerja", "0"), "galat: argumen --pekerja: '0' bukan bilangan bulat 1 sampai 256\n"),
        (("periksa", "a", "--tanpa"), "galat: argumen tidak dikenal: --tanpa\n"),
        (("cek",), "galat: argumen PERINTAH: 'cek' tidak dikenal (pilihan: "),
        ((), "penggunaan: xlkinerja [-h] [--versi] PERINTAH ...\n"),
        (("jelaskan", "K2O1"), "galat: kode 'K2O1' tidak dikenal; terdekat: K201, "),
        (("jelaskan", "%s"), "galat: kode '%s' tidak dikenal; terdekat: "),
    ],
)
def test_tidak_dapat_dijalankan(argumen: tuple[str, ...], pesan: str, tmp_path: Path) -> None:
    status, teks, galat = keluar(*argumen, di=tmp_path)
    assert (status, teks) == (2, "")
    assert galat.startswith(pesan)


def test_galat_di_dalam_program(tmp_path: Path) -> None:
    shutil.copytree(AKAR / "xlkinerja", tmp_path / "xlkinerja", ignore=shutil.ignore_patterns("__pycache__"))
    data = tmp_path / "xlkinerja" / "formulir" / "satker_ntt.csv"
    data.write_text("kode,nama\n53.71,Kupang\n")
    rusak = {"PYTHONPATH": str(tmp_path)}
    status, teks, galat = keluar("periksa", KUPANG, di=tmp_path, lingkungan=rusak)
    assert (status, teks, galat.count("\n")) == (2, "", 1)
    assert galat.startswith("galat: kesalahan di dalam program (KeyError: 'kode_kemendagri'). Ulangi dengan XLKINERJ")
    _, _, rinci = keluar("periksa", KUPANG, di=tmp_path, lingkungan={**rusak, "XLKINERJA_DEBUG": "1"})
    assert rinci.startswith("Traceback")
    data.unlink()
    status, _, galat = keluar("periksa", KUPANG, di=tmp_path, lingkungan=rusak)
    assert (status, galat.count("\n")) == (2, 1)
    assert galat.endswith("; periksa jalur, izin, dan ruang penyimpanan.\n")


# Terminal


def test_warna_dan_utf8(tmp_path: Path) -> None:
    buku(tmp_path / "salah ✓.xlsx", SALAH)
    latin = {"PYTHONIOENCODING": "cp1252", "LC_ALL": "C"}
    polos = jalankan("periksa", ".", di=tmp_path, lingkungan=latin).stdout
    assert "salah ✓.xlsx".encode() in polos
    warna = jalankan("periksa", ".", di=tmp_path, lingkungan={"FORCE_COLOR": "1"}).stdout
    assert b"\x1b[1;31mgalat      K201  \x1b[0m" in warna
    tanpa = jalankan("periksa", ".", di=tmp_path, lingkungan={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout
    assert tanpa == polos


# Catalogue, examples, help


@pytest.mark.parametrize("kode", [a.kode for a in SEMUA])
def test_jelaskan_setiap_kode(kode: str) -> None:
    aturan = katalog.cari(kode.lower())
    assert aturan is not None
    kartu = "\n".join(katalog.kartu(aturan, lebar=80))
    assert kartu.startswith(f"{kode}  ")
    assert max(map(len, kartu.splitlines())) <= 80
    for label in ("Tingkat", "Penjelasan", "Dasar", "Pesan", "Saran"):
        assert f"\n{label:<12}" in kartu
    if aturan.salah is not None and aturan.salah.di is not None:
        assert f" {aturan.tingkat.value} {kode}: " in kartu.partition("Contoh salah (dijalankan)\n")[2]
    if aturan.benar is not None:
        assert kartu.endswith("  => tidak ada temuan")


def test_jelaskan() -> None:
    status, teks, galat = keluar("jelaskan", "s102")
    assert (status, galat) == (0, "")
    assert teks.startswith("S102  Tanda pemisah angka tidak seragam  (peringatan)\n\nTingkat     peringatan: perlu ")
    assert (
        "Contoh salah (dijalankan)\n"
        "  - Anggaran!C6 (Pagu Anggaran) diisi “94,524,000”, semula “94.524.000”\n"
        "  => Anggaran!C6 peringatan S102: "
    ) in teks


def test_aturan() -> None:
    status, teks, _ = keluar("aturan")
    assert status == 0
    assert "S  Struktur dan pembacaan\n   S001  galat       Buku kerja tidak dapat dibaca\n" in teks
    assert f"\n{len(SEMUA)} aturan. Rincian satu aturan: xlkinerja jelaskan S001\n" in teks
    isi = json.loads(jalankan("aturan", "--format", "json").stdout)
    assert [a["kode"] for a in isi["aturan"]] == [a.kode for a in SEMUA]
    assert list(isi["aturan"][0]) == ["kode", "judul", "tingkat", "untuk", "penjelasan", "dasar", "pesan", "saran"]


def test_aturan_md_mutakhir() -> None:
    tertulis = (AKAR / "ATURAN.md").read_text(encoding="utf-8")
    hilang = [a.kode for a in SEMUA if f"\n### {a.kode}\n" not in tertulis]
    assert not hilang, f"Kode {', '.join(hilang)} belum ada di ATURAN.md; jalankan: {PERINTAH_ATURAN}"
    assert tertulis == katalog.markdown(), f"ATURAN.md tidak sama dengan kartu aturan; jalankan: {PERINTAH_ATURAN}"


PERINTAH_ATURAN: Final = "python -m xlkinerja aturan --format markdown > ATURAN.md"


def test_contoh(tmp_path: Path) -> None:
    status, teks, _ = keluar("contoh", di=tmp_path)
    assert status == 0
    folder = tmp_path / "contoh-xlkinerja"
    assert sorted(b.name for b in folder.iterdir()) == NAMA_CONTOH
    assert teks.splitlines()[0] == f"{Path('contoh-xlkinerja/gianyar-2024.xlsx')}: disalin"
    assert teks.splitlines()[-1] == "Selanjutnya: xlkinerja periksa contoh-xlkinerja"
    (folder / "ttu-2023.xlsx").write_bytes(b"milik saya")
    (folder / "rak-ntt-2021.xlsx").unlink()
    status, teks, galat = keluar("contoh", "contoh-xlkinerja", di=tmp_path)
    assert status == 2
    assert [b.partition(": ")[2] for b in teks.splitlines()] == [
        "sudah ada",
        "sudah ada",
        "disalin",
        *["sudah ada"] * 5,
        "TIDAK ditimpa: sudah ada, isinya berbeda",
    ]
    assert galat == "galat: sebagian contoh tidak disalin; pilih folder lain, mis. xlkinerja contoh contoh-baru\n"
    assert (folder / "ttu-2023.xlsx").read_bytes() == b"milik saya"


@pytest.mark.parametrize(
    "perintah",
    ["", "periksa", "hitung", "jelaskan", "aturan", "contoh", "riwayat", "periksa-setelan", "pantau", "jadwal",
     "jadwal pasang", "jadwal lihat", "jadwal lepas", "jadwal jalankan"],
)  # fmt: skip
def test_bantuan(perintah: str) -> None:
    status, teks, galat = keluar(*perintah.split(), "--help", lingkungan={"COLUMNS": "80"})
    assert (status, galat) == (0, "")
    assert teks.startswith(f"penggunaan: xlkinerja{' ' * bool(perintah)}{perintah} [-h]")
    assert "\npilihan:\n  -h, --help" in teks
    assert "\ncontoh:\n  xlkinerja " in teks
    assert max(map(len, teks.splitlines())) <= 80
    for kata in ("usage", "options", "positional", "error", "show this", "default"):
        assert kata not in teks


@pytest.mark.parametrize("pilihan", ["--versi", "--version"])
def test_versi(pilihan: str) -> None:
    assert keluar(pilihan) == (0, "xlkinerja 0.1.0\n", "")


def test_bantuan_menjawab_seketika() -> None:
    """--help must not load the engine; the CPU time of the fastest of three runs stays small."""
    tercepat = min(_waktu_cpu() for _ in range(3))
    assert tercepat < 0.15


def _waktu_cpu() -> float:
    sebelum = os.times()
    assert jalankan("--help").returncode == 0
    sesudah = os.times()
    return sesudah.children_user - sebelum.children_user + sesudah.children_system - sebelum.children_system


def test_seluruh_perintah_cepat() -> None:
    mulai = time.perf_counter()
    assert jalankan("periksa", CONTOH).returncode == 1
    assert time.perf_counter() - mulai < 10


def test_tanpa_aliran_semuanya_ke_berkas_catatan(tmp_path: Path) -> None:
    """As the add-in starts it: pythonw has no stdout and no stderr."""
    catatan = tmp_path / "catatan.txt"
    tutup = "import os, sys; sys.stdout = sys.stderr = None; from xlkinerja.cli import utama; sys.exit(utama())"
    for lingkungan in ({"XLKINERJA_CATATAN": str(catatan)}, {}):
        h = subprocess.run(
            [sys.executable, "-c", tutup, "periksa", "tidak – ada"],
            cwd=AKAR,
            env={**os.environ, **lingkungan},
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert (h.returncode, h.stdout, h.stderr) == (2, b"", b"")
    assert "tidak – ada" in catatan.read_text("utf-16").splitlines()[-1]
