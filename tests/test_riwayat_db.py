"""The history on disk: what a night leaves, and what a killed run, two runs, a full disk, an older, a newer, a damaged
file do to it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from tests.test_riwayat import ATURAN, buku, temuan
from xlkinerja import riwayat_buka
from xlkinerja.cli import utama
from xlkinerja.laporan.tren import tren
from xlkinerja.riwayat import BukuLama, CatatanBuku, Jalan, Keadaan, Perbandingan, Sebab, bandingkan, status_sejak
from xlkinerja.riwayat_buka import VERSI, RiwayatGagal
from xlkinerja.riwayat_db import Riwayat, Titik, muat
from xlkinerja.riwayat_jalan import tempat_baku
from xlkinerja.riwayat_tulis import catat, lupakan

AWAL = datetime(2026, 11, 1, 15, 0, tzinfo=UTC)
POSIX = pytest.mark.skipif(os.name != "posix", reason="hanya di POSIX")


@pytest.fixture(autouse=True)
def _data_sendiri(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def tempat(tmp_path: Path) -> Path:
    return tmp_path / "riwayat" / "riwayat.db"


def malam(tempat: Path, nomor: int, *b: CatatanBuku) -> Perbandingan:
    """One night's run, that says nothing."""
    hasil, kata = catat(tempat, Jalan(b, ATURAN), waktu=AWAL + timedelta(days=nomor), program="0.1")
    assert kata is None
    return hasil


def isi(tempat: Path) -> list[BukuLama]:
    with closing(sqlite3.connect(tempat)) as db:
        return muat(db)


def kata_sejak(tempat: Path, sesudah: int) -> dict[str, str]:
    semua = Riwayat(tempat).temuan(sesudah=sesudah)
    return {t.catatan.sidik: status_sejak(t.dulu, t.kini, terperiksa=t.terperiksa).value for t in semua}


def test_malam_demi_malam_seperti_tanpa_berkas(tempat: Path) -> None:
    """What is read back is the state that the pure comparison made, each night."""
    semua = [
        [buku("a", "1", "K201-1", "J201-1"), buku("b", "2", temuan("K201-2", lain=["a"]), satker="53.71")],
        [buku("a", "3", "J201-1"), buku("b", "4", temuan("K201-2", diterima="sesuai LKj"), satker="53.71")],
        [buku("a", "", "S001-1", terbaca=False)],
        [buku("a", "5", "K201-1"), buku("c", "4", "K201-2", satker="53.71")],
        [buku("a", "5", "K201-1"), buku("c", "4", "K201-2", satker="53.71"), buku(".", "", "W201-1")],
    ]
    lama: tuple[BukuLama, ...] = ()
    for nomor, b in enumerate(semua):
        hasil = malam(tempat, nomor, *b)
        assert hasil == bandingkan(lama, Jalan(tuple(b), ATURAN))
        lama = hasil.buku
        assert isi(tempat) == list(lama)
    jalan = [(j.nomor, j.buku, j.tak_terbaca, j.galat, j.baru, j.kambuh, j.selesai, j.tetap, j.diterima,
              j.tidak_diperiksa) for j in Riwayat(tempat).jalan]  # fmt: skip
    assert jalan == [
        (1, 2, 0, 3, 3, 0, 0, 0, 0, 0),
        (2, 2, 0, 1, 0, 0, 1, 1, 1, 0),
        (3, 1, 1, 1, 1, 0, 0, 0, 0, 2),
        (4, 2, 0, 2, 0, 2, 2, 0, 0, 0),
        (5, 2, 0, 3, 1, 0, 0, 2, 0, 0),
    ]
    assert kata_sejak(tempat, 4) == {"K201-1": "tetap", "K201-2": "tetap", "W201-1": "baru"}
    assert kata_sejak(tempat, 1) == {
        "K201-1": "tetap", "J201-1": "selesai", "S001-1": "selesai", "K201-2": "tetap", "W201-1": "baru"
    }  # fmt: skip
    assert kata_sejak(tempat, 2)["K201-2"] == "kambuh"
    assert {t.buku for t in Riwayat(tempat).deret()} == {1, 2}


def test_pertama_dan_terakhir_terlihat(tempat: Path) -> None:
    malam(tempat, 0, buku("a", "1", "K201-1", "K201-2"))
    malam(tempat, 1, buku("a", "2", "K201-1", "K201-2"))
    malam(tempat, 2)  # a is away
    malam(tempat, 3, buku("a", "3", "K201-2"))
    terlihat = {t.catatan.sidik: (t.pertama, t.terakhir) for t in Riwayat(tempat).temuan(sesudah=0)}
    hari = [AWAL + timedelta(days=i) for i in range(4)]
    assert terlihat == {"K201-1": (hari[0], hari[1]), "K201-2": (hari[0], hari[3])}


def test_yang_tidak_berubah_tidak_ditulis_ulang(tempat: Path) -> None:
    b = [buku(f"b{i}", str(i), *(f"K201-{i}-{j}" for j in range(40))) for i in range(22)]
    malam(tempat, 0, *b)
    besar = tempat.stat().st_size
    for i in range(1, 40):
        malam(tempat, i, *b)
    assert tempat.stat().st_size - besar <= 8192
    assert len(Riwayat(tempat).jalan) == 40


def test_jalan_lama_ditipiskan(tempat: Path) -> None:
    """Of what is older than 400 days the last run of each month stays; findings and their age stay as they are."""
    malam(tempat, 0, buku("a", "0", "K201-1"))
    for i in range(1, 70):
        malam(tempat, i, buku("a", str(i), "K201-1", *(["K201-2"] if i % 2 else [])))
    malam(tempat, 470, buku("a", "x", "K201-1"))
    jalan = Riwayat(tempat).jalan
    assert [(j.waktu.month, j.waktu.day) for j in jalan] == [(11, 30), (12, 31), (1, 9), (2, 14)]
    satu = Riwayat(tempat).temuan(sesudah=jalan[1].nomor)[0]
    assert (satu.catatan.sidik, satu.pertama, satu.dulu) == ("K201-1", AWAL, Keadaan.TERBUKA)
    malam(tempat, 1000, buku("a", "y", "K201-1"))
    assert set(isi(tempat)[0].temuan) == {"K201-1"}


# Killed, two at once

_TULIS = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from tests.test_riwayat import ATURAN, buku
from xlkinerja import riwayat_tulis
from xlkinerja.riwayat import Jalan

tempat, nama, mati = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "mati"
if mati:
    def bunuh(db, waktu):
        db.execute("PRAGMA cache_spill=1")
        os.kill(os.getpid(), signal.SIGKILL)
    riwayat_tulis._tipiskan = bunuh  # everything written, nothing committed
for i in range(int(sys.argv[4])):
    b = buku(nama, f"{nama}{i}", *(f"K201-{nama}-{j}" for j in range(int(sys.argv[5]))))
    riwayat_tulis.catat(tempat, Jalan((b,), ATURAN), waktu=datetime.now(UTC), program="0")
"""


def tulis_di_proses_lain(tempat: Path, nama: str, *, mati: bool = False, kali: int = 1, temuan: int = 3) -> list[str]:
    return [sys.executable, "-c", _TULIS, str(tempat), nama, "mati" if mati else "", str(kali), str(temuan)]


AKAR = Path(__file__).parent.parent


@POSIX
@pytest.mark.parametrize("temuan", [3, 30_000])  # the second one is too large for memory: pages are on disk by then
def test_mati_di_tengah(tempat: Path, temuan: int) -> None:
    malam(tempat, 0, buku("a", "1", "K201-1"))
    sebelum = isi(tempat)
    selesai = subprocess.run(tulis_di_proses_lain(tempat, "b", mati=True, temuan=temuan), cwd=AKAR, check=False)
    assert selesai.returncode == -signal.SIGKILL
    assert Path(f"{tempat}-journal").exists()
    assert isi(tempat) == sebelum
    hasil = malam(tempat, 1, buku("a", "2", "K201-1"))
    assert [t.status.value for t in hasil.temuan] == ["tetap"]
    assert len(Riwayat(tempat).jalan) == 2


def test_dua_sekaligus(tempat: Path) -> None:
    """Each run is there, none is lost, and each compared itself with the one before."""
    proses = [subprocess.Popen(tulis_di_proses_lain(tempat, n, kali=8), cwd=AKAR) for n in "ab"]
    assert [p.wait(60) for p in proses] == [0, 0]
    jalan = Riwayat(tempat).jalan
    assert [j.nomor for j in jalan] == list(range(1, 17))
    assert [x.jalur for x in isi(tempat)] in (["a", "b"], ["b", "a"])
    assert sum(j.baru for j in jalan) == 6


def test_terkunci_terlalu_lama(tempat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    malam(tempat, 0, buku("a", "1"))
    monkeypatch.setattr(riwayat_buka, "TUNGGU_MS", 50)
    with closing(sqlite3.connect(tempat, isolation_level=None)) as lain:
        lain.execute("BEGIN EXCLUSIVE")
        with pytest.raises(RiwayatGagal, match="sedang dipakai pemeriksaan lain"):
            malam(tempat, 1, buku("a", "1"))
    malam(tempat, 1, buku("a", "1"))


# Damaged, older, newer, not ours


@pytest.mark.parametrize("rusak", ["sampah", "terpotong", "tertimpa", "tabel", "nilai"])
def test_rusak_disisihkan(tempat: Path, rusak: str) -> None:
    malam(tempat, 0, *(buku(f"b{i}", str(i), *(f"K201-{i}-{j}" for j in range(40))) for i in range(20)))
    bita = tempat.read_bytes()
    if rusak == "sampah":
        tempat.write_bytes(b"bukan basis data " * 500)
    elif rusak == "terpotong":
        tempat.write_bytes(bita[: len(bita) // 2])
    elif rusak == "tertimpa":
        tempat.write_bytes(bita[:4096] + b"\xff" * 20_000 + bita[24_096:])
    else:
        with closing(sqlite3.connect(tempat)) as db:
            db.execute("DROP TABLE buku" if rusak == "tabel" else "UPDATE temuan SET keadaan = 'entah'")
            db.commit()
    isi_rusak = tempat.read_bytes()
    with pytest.raises(RiwayatGagal, match="riwayat ini rusak"):
        Riwayat(tempat)
    assert tempat.read_bytes() == isi_rusak  # reading sets nothing aside
    jalan = Jalan((buku("a", "1", "K201-1"),), ATURAN)
    hasil, kata = catat(tempat, jalan, waktu=AWAL, program="0")
    sisih = tempat.with_name("riwayat.db.rusak-1")
    assert kata == f"riwayat rusak dan disisihkan sebagai {sisih}; riwayat baru dimulai."
    assert sisih.read_bytes() == isi_rusak
    assert [t.sebab for t in hasil.temuan] == [Sebab.BUKU_BARU]
    assert len(Riwayat(tempat).jalan) == 1
    tempat.write_bytes(b"rusak lagi" * 1000)
    assert "rusak-2;" in (catat(tempat, jalan, waktu=AWAL, program="0")[1] or "")


def test_jurnal_yang_rusak_ikut_disisihkan(tempat: Path) -> None:
    """It must not be played into the next file."""
    tempat.parent.mkdir()
    tempat.write_bytes(b"bukan basis data " * 500)
    jurnal = Path(f"{tempat}-journal")
    jurnal.write_bytes(b"jurnal")
    catat(tempat, Jalan((), ATURAN), waktu=AWAL, program="0")
    assert not jurnal.exists()


def test_kosong_dimulai(tempat: Path) -> None:
    tempat.parent.mkdir()
    tempat.touch()
    malam(tempat, 0, buku("a", "1", "K201-1"))
    assert kata_sejak(tempat, 0) == {"K201-1": "baru"}


def _versi_satu(tempat: Path) -> None:
    """A file as the first version wrote it."""
    tempat.parent.mkdir()
    with closing(sqlite3.connect(tempat)) as db:
        db.executescript(riwayat_buka._MIGRASI[0])
        aturan = json.dumps([ATURAN.versi, dict(sorted(ATURAN.sidik.items())), []])
        db.execute("INSERT INTO aturan VALUES (1, ?)", (aturan,))
        db.execute("INSERT INTO jalan VALUES (1, '2026-10-01T15:00:00Z', '0.1', 1, 0, 2, 0, 0, 2, 0, 0, 0, 0)")
        db.execute("INSERT INTO buku VALUES (1, 'a', '1', '53.71', 2026, 1, 1, '1', 'k', 1)")
        for s in ("K201-1", "K201-2"):
            db.execute("INSERT INTO temuan VALUES (1, ?, 'K201', 'galat', 'PK', 'D9', 'x', 'terbuka', NULL, "
                       "'2026-10-01T15:00:00Z', '2026-10-01T15:00:00Z')", (s,))  # fmt: skip
            db.execute("INSERT INTO perubahan VALUES (1, 1, ?, 'terbuka', 'BUKU_BARU')", (s,))
        db.execute(f"PRAGMA application_id={riwayat_buka._TANDA}")
        db.execute("PRAGMA user_version=1")
        db.commit()


@pytest.mark.parametrize("baca_dahulu", [False, True])
def test_versi_lama_dimigrasikan(tempat: Path, baca_dahulu: bool) -> None:
    _versi_satu(tempat)
    if baca_dahulu:
        assert kata_sejak(tempat, 0) == {"K201-1": "baru", "K201-2": "baru"}
    hasil = malam(tempat, 0, buku("a", "2", "K201-1", satker="53.71"))
    assert {t.catatan.sidik: t.status.value for t in hasil.temuan} == {"K201-1": "tetap", "K201-2": "selesai"}
    assert [j.baru for j in Riwayat(tempat).jalan] == [2, 0]
    assert Riwayat(tempat).temuan(sesudah=1)[0].pertama == datetime(2026, 10, 1, 15, tzinfo=UTC)
    baru = tempat.with_name("baru.db")
    malam(baru, 0)
    with closing(sqlite3.connect(tempat)) as a, closing(sqlite3.connect(baru)) as b:
        skema = "SELECT name, sql FROM sqlite_master ORDER BY name"
        assert a.execute(skema).fetchall() == b.execute(skema).fetchall()
        assert a.execute("PRAGMA user_version").fetchone() == (VERSI,)


def test_migrasi_yang_gagal_tidak_meninggalkan_separuh(tempat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _versi_satu(tempat)
    sebelum = tempat.read_bytes()
    monkeypatch.setattr(riwayat_buka, "_MIGRASI", (*riwayat_buka._MIGRASI, "INSERT INTO aturan VALUES (1, 'x')"))
    monkeypatch.setattr(riwayat_buka, "VERSI", VERSI + 1)
    with pytest.raises(RiwayatGagal):
        malam(tempat, 0, buku("a", "1"))
    assert tempat.read_bytes() == sebelum


@pytest.mark.parametrize(
    ("perintah", "kata"),
    [
        (f"PRAGMA user_version={VERSI + 1}", "versi program yang lebih baru"),
        ("PRAGMA application_id=7", "bukan riwayat xlkinerja"),
    ],
)
def test_bukan_untuk_kita_tidak_disentuh(tempat: Path, perintah: str, kata: str) -> None:
    malam(tempat, 0, buku("a", "1"))
    with closing(sqlite3.connect(tempat)) as db:
        db.execute(perintah)
    sebelum = tempat.read_bytes()
    with pytest.raises(RiwayatGagal, match=kata):
        malam(tempat, 1, buku("a", "2", "K201-1"))
    with pytest.raises(RiwayatGagal, match=kata):
        Riwayat(tempat)
    assert tempat.read_bytes() == sebelum
    assert sorted(p.name for p in tempat.parent.iterdir()) == ["riwayat.db"]


# No room, no permission


@pytest.fixture
def disk_penuh() -> Iterator[None]:
    """Files cannot grow beyond 64 KiB."""
    resource = pytest.importorskip("resource")
    lama = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, lama[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, lama)


@POSIX
@pytest.mark.usefixtures("disk_penuh")
def test_disk_penuh(tempat: Path) -> None:
    malam(tempat, 0, buku("a", "1", "K201-1"))
    sebelum = isi(tempat)
    with pytest.raises(RiwayatGagal, match="ruang penyimpanan penuh"):
        malam(tempat, 1, buku("a", "2", *(f"K201-{i}" for i in range(3000))))
    assert isi(tempat) == sebelum
    malam(tempat, 1, buku("a", "2", "K201-1"))


def test_basis_data_penuh(tempat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    malam(tempat, 0, buku("a", "1", "K201-1"))
    sebelum = isi(tempat)
    siapkan = riwayat_buka._siapkan

    def sempit(db: sqlite3.Connection, tempat: Path) -> None:
        siapkan(db, tempat)
        db.execute("PRAGMA max_page_count=14")

    monkeypatch.setattr(riwayat_buka, "_siapkan", sempit)
    with pytest.raises(RiwayatGagal, match=r"riwayat\.db: ruang penyimpanan penuh\.$"):
        malam(tempat, 1, buku("a", "2", *(f"K201-{i}" for i in range(3000))))
    assert isi(tempat) == sebelum


def test_tempat_yang_tidak_dapat_dibuat(tmp_path: Path) -> None:
    (tmp_path / "berkas").touch()
    with pytest.raises(RiwayatGagal, match="folder"):
        malam(tmp_path / "berkas" / "x" / "riwayat.db", 0)
    with pytest.raises(RiwayatGagal, match="tidak dapat dibuka"):
        (tmp_path / "riwayat.db").mkdir()
        malam(tmp_path / "riwayat.db", 0)


def test_hanya_dapat_dibaca(tempat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The way SQLite says it, whoever runs the tests: a superuser may write everywhere."""
    malam(tempat, 0, buku("a", "1", "K201-1"))
    asli = sqlite3.connect

    def terkunci(berkas: Path, **pilihan: object) -> sqlite3.Connection:
        return asli(f"{berkas.as_uri()}?mode=ro", uri=True, **pilihan)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(riwayat_buka.sqlite3, "connect", terkunci)
    assert kata_sejak(tempat, 0) == {"K201-1": "baru"}
    with pytest.raises(RiwayatGagal, match="hanya dapat dibaca"):
        malam(tempat, 1, buku("a", "2"))


# The commands


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tujuan = tmp_path / "kinerja 2023"
    tujuan.mkdir()
    for nama in ("ttu-2023.xlsx", "kota-kupang-2024.xlsx"):
        shutil.copy(AKAR / "workbooks" / "contoh" / nama, tujuan)
    return tujuan


def _isi_folder(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*"))


def test_periksa_mencatat_di_luar_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sebelum = _isi_folder(folder)
    assert utama(["riwayat", str(folder)]) == 2
    assert "belum ada riwayat" in capsys.readouterr().err
    assert utama(["periksa", str(folder)]) == 1
    assert capsys.readouterr().err == ""
    os.rename(folder / "kota-kupang-2024.xlsx", folder / "kupang.xlsx")
    os.remove(folder / "ttu-2023.xlsx")
    assert utama(["periksa", str(folder), "--format", "json"]) in (0, 1)
    terbuka = json.loads(capsys.readouterr().out)["ringkasan"]
    assert _isi_folder(folder) == ["kupang.xlsx"] != sebelum
    assert utama(["riwayat", str(folder), "--format", "json"]) == 0
    r = json.loads(capsys.readouterr().out)
    assert r["ringkasan"]["baru"] == r["ringkasan"]["selesai"] == 0
    assert r["ringkasan"]["tetap"] == terbuka["galat"] + terbuka["peringatan"] + terbuka["info"]
    tunda = {(t["jalur"], t["sebab"]) for t in r["temuan"] if t["status"] == "tidak diperiksa"}
    assert ("ttu-2023.xlsx", "buku kerjanya tidak ada pada pemeriksaan ini") in tunda
    assert [p["berkas"] for p in r["pemeriksaan"]] == [2, 1]


def test_teks_dan_saringan(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    utama(["periksa", str(folder)])
    capsys.readouterr()
    assert utama(["riwayat", str(folder)]) == 0
    teks = capsys.readouterr().out
    assert teks.startswith("Riwayat pemeriksaan folder kinerja 2023\n")
    assert "\nWaktu            Buku Galat Peringatan  Baru Kambuh Selesai\n" in teks
    assert "ttu-2023.xlsx: Anggaran!D7  J201 galat" in teks
    assert max(map(len, teks.splitlines())) <= 80
    assert utama(["riwayat", str(folder), "--satker", "timor tengah utara", "--kode", "j201", "--format", "json"]) == 0
    ada = json.loads(capsys.readouterr().out)["temuan"]
    assert {(t["jalur"], t["kode"], t["satker"]) for t in ada} == {("ttu-2023.xlsx", "J201", "53.03")}
    assert utama(["riwayat", str(folder), "--satker", "53.99", "--kode", "ZZZ"]) == 0
    keluar = capsys.readouterr()
    assert keluar.out.endswith("\ntidak ada temuan\n")
    assert "kode ZZZ pada --kode" in keluar.err
    assert utama(["riwayat", str(folder), "--sejak", "2020-01-01"]) == 0
    assert "tanpa pemeriksaan" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="2"):
        utama(["riwayat", str(folder), "--sejak", "kemarin"])


def test_buku_yang_dihapus_dapat_dilupakan(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only one that the last run did not have; the others keep their findings."""
    utama(["periksa", str(folder)])
    assert utama(["riwayat", str(folder), "--lupakan", "ttu-2023.xlsx"]) == 2
    assert "tidak ada yang diubah" in capsys.readouterr().err
    os.remove(folder / "ttu-2023.xlsx")
    utama(["periksa", str(folder)])
    sebelum = {x.jalur: x for x in isi(tempat_baku(folder))}
    assert utama(["riwayat", str(folder), "--lupakan", "ttu-2023.xlsx"]) == 0
    sesudah = {x.jalur: x for x in isi(tempat_baku(folder))}
    assert sebelum.pop("ttu-2023.xlsx").temuan
    assert sesudah == sebelum
    capsys.readouterr()
    utama(["riwayat", str(folder), "--format", "json"])
    assert "ttu-2023.xlsx" not in {t["jalur"] for t in json.loads(capsys.readouterr().out)["temuan"]}


def test_nomor_yang_dilupakan_tidak_dipakai_lagi(tempat: Path) -> None:
    """Who remembers a workbook by its number does not take another for it."""
    malam(tempat, 1, buku("a.xlsx", "1"), buku("b.xlsx", "2"))
    malam(tempat, 2, buku("a.xlsx", "1"))
    assert {x.jalur: x.nomor for x in isi(tempat)} == {"a.xlsx": 1, "b.xlsx": 2}
    assert lupakan(tempat, "b.xlsx") and not lupakan(tempat, "b.xlsx")
    malam(tempat, 3, buku("a.xlsx", "1"), buku("c.xlsx", "3"))
    assert {x.jalur: x.nomor for x in isi(tempat)} == {"a.xlsx": 1, "c.xlsx": 3}


@pytest.mark.parametrize("pilihan", [["--tanpa-cache"], ["berkas"]])
def test_tidak_dicatat(folder: Path, tmp_path: Path, pilihan: list[str]) -> None:
    """With --tanpa-cache nothing is written anywhere; a single workbook has no history."""
    jalur = [str(folder / "ttu-2023.xlsx")] if pilihan == ["berkas"] else [str(folder), *pilihan]
    utama(["periksa", *jalur])
    assert not (tmp_path / "data").exists()


def test_riwayat_yang_gagal_tidak_menggagalkan_pemeriksaan(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").touch()
    assert utama(["periksa", str(folder), "--format", "json"]) == 1
    keluar = capsys.readouterr()
    assert json.loads(keluar.out)["ringkasan"]["berkas"] == 2
    (baris,) = keluar.err.splitlines()
    assert baris.startswith("peringatan: pemeriksaan ini tidak dicatat dalam riwayat: ")


def test_riwayat_rusak_dikatakan_sekali(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tempat = tempat_baku(folder)
    tempat.parent.mkdir(parents=True)
    tempat.write_bytes(b"rusak" * 3000)
    assert utama(["periksa", str(folder)]) == 1
    (baris,) = capsys.readouterr().err.splitlines()
    assert "riwayat.db.rusak-1; riwayat baru dimulai." in baris
    assert utama(["periksa", str(folder)]) == 1
    assert capsys.readouterr().err == ""


@POSIX
def test_nama_berkas_yang_bukan_utf8(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.rename(folder / "ttu-2023.xlsx", os.fsencode(folder) + b"/ttu-\xff.xlsx")
    assert utama(["periksa", str(folder)]) == 1
    assert "tidak dicatat" not in capsys.readouterr().err
    assert utama(["riwayat", str(folder)]) == 0


def test_tempat_baku_berbeda_menurut_folder(tmp_path: Path) -> None:
    a, b = tempat_baku(tmp_path / "x" / "kinerja"), tempat_baku(tmp_path / "y" / "kinerja")
    assert a != b
    assert a.name == b.name == "riwayat.db"
    assert a == tempat_baku(tmp_path / "x" / "." / "kinerja")


# The trend


def _titik(hari: int, galat: int, peringatan: int, *, jam: int = 12) -> Titik:
    return Titik(datetime(2026, 11, hari, jam).astimezone(), 22, galat, peringatan)


def test_tren_sehari_satu_titik() -> None:
    hasil = tren([_titik(1, 9, 9), _titik(1, 4, 8, jam=13), _titik(2, 2, 8), _titik(5, 0, 4)])
    assert hasil is not None
    assert [(h.tanggal, h.galat, h.peringatan) for h in hasil.hari] == [
        ("01-11-2026", 4, 8), ("02-11-2026", 2, 8), ("05-11-2026", 0, 4)
    ]  # fmt: skip
    assert hasil.galat == "0.0,60.0 150.0,90.0 600.0,120.0"
    assert hasil.peringatan == "0.0,0.0 150.0,0.0 600.0,60.0"
    assert tren([_titik(1, 9, 9), _titik(1, 4, 8, jam=13)]) is None
    nol = tren([_titik(1, 0, 0), _titik(2, 0, 0)])
    assert nol is not None
    assert nol.galat == "0.0,120.0 600.0,120.0"


def test_rekap_memuat_riwayat_bila_ada(folder: Path, tmp_path: Path) -> None:
    rekap = tmp_path / "rekap.xlsx"

    def lembar(*pilihan: str) -> list[str]:
        utama(["periksa", str(folder), "--rekap", str(rekap), *pilihan])
        return openpyxl.load_workbook(rekap).sheetnames

    tanpa = lembar()
    assert "Riwayat" not in tanpa
    with closing(sqlite3.connect(tempat_baku(folder))) as db:
        db.execute("UPDATE jalan SET waktu = '2026-01-02T03:04:05Z', galat = 77 WHERE nomor = 1")
        db.commit()
    dengan = lembar()
    assert [x for x in dengan if x not in tanpa] == ["Riwayat"]
    ws = openpyxl.load_workbook(rekap)["Riwayat"]
    baris = [[s.value for s in r] for r in ws.iter_rows(max_col=4)]
    assert ["02-01-2026", 2, 77] in [r[:3] for r in baris]
    assert ["Tanggal", "Buku kerja", "Galat", "Peringatan"] in baris
    assert len(ws._charts) == 1
    assert lembar("--tanpa-cache") == tanpa


def test_laporan_memuat_tren_bila_ada_riwayat(folder: Path, tmp_path: Path) -> None:
    """Runs of one day make the same report; a day later there is a trend; with --tanpa-cache there is none."""
    laporan = tmp_path / "laporan.html"

    def halaman(*pilihan: str) -> str:
        utama(["periksa", str(folder), "--laporan", str(laporan), *pilihan])
        return laporan.read_text(encoding="utf-8")

    pertama = halaman()
    assert 'id="riwayat"' not in pertama
    assert halaman() == pertama == halaman("--tanpa-cache")
    with closing(sqlite3.connect(tempat_baku(folder))) as db:
        db.execute("UPDATE jalan SET waktu = '2026-01-02T03:04:05Z', galat = 77 WHERE nomor = 1")
        db.commit()
    kini = halaman()
    assert '<h2 id="j-riwayat">Riwayat pemeriksaan</h2>' in kini
    assert "Galat dari 77 menjadi " in kini
    assert '<tr><th scope="row">02-01-2026</th><td class="an">2</td><td class="an">77</td>' in kini
    assert halaman("--tanpa-cache") == pertama
