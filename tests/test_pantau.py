"""Watching a folder: the queue by property, and real observers on real folders. Nothing here sleeps for a fixed time:
the watcher is stepped until something holds, with a deadline that only a broken one reaches."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlkinerja import pantau_jalan, sistem_berkas
from xlkinerja.cli import utama
from xlkinerja.pantau import Antrean, Selisih, bandingkan, jeda
from xlkinerja.pantau_jalan import Pemantau, Pendengar, periksa_satu, tersentuh
from xlkinerja.pelaksana import Tugas
from xlkinerja.periksa import HasilBerkas, nama_buku
from xlkinerja.perintah_pantau import kalimat
from xlkinerja.riwayat_jalan import tempat_baku
from xlkinerja.simpanan import simpanan_baku
from xlkinerja.temuan import Lokasi, Temuan, Tingkat

AKAR: Final = Path(__file__).parent.parent
CONTOH: Final = AKAR / "workbooks" / "contoh" / "kota-kupang-2024.xlsx"
BATAS_DETIK: Final = 60


# The queue


_KEJADIAN = st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 2)), min_size=1, max_size=40)


@given(_KEJADIAN, st.floats(0.1, 3))
def test_antrean_menunggu_tenang(kejadian: list[tuple[str, float]], tunggu: float) -> None:
    """Looked at after every event: nothing is due that was touched less than `tunggu` ago, all is due in the end,
    and a path is due once for each run of touches that are closer than that."""
    a, kini, terakhir = Antrean(tunggu), 0.0, dict[str, float]()
    keluar, seharusnya = [], []
    for jalur, jarak in kejadian:
        kini += jarak
        siap = a.jatuh_tempo(kini)
        assert all(terakhir.pop(j) + tunggu <= kini for j in siap)
        assert all(s + tunggu > kini for s in terakhir.values())
        keluar += siap
        seharusnya += [jalur] if jalur not in terakhir else []
        a.tersentuh(jalur, kini)
        terakhir[jalur] = kini
        assert a.berikut() == min(terakhir.values()) + tunggu
    keluar += a.jatuh_tempo(kini + tunggu)
    assert sorted(keluar) == sorted(seharusnya)
    assert a.berikut() is None


def test_dua_kali_dicoba_lagi() -> None:
    a = Antrean(3)
    a.tersentuh("x", 0)
    assert a.jatuh_tempo(3) == ["x"]
    assert (a.gagal("x", 3), a.jatuh_tempo(5), a.jatuh_tempo(6)) == (True, [], ["x"])
    assert (a.gagal("x", 6), a.jatuh_tempo(9)) == (True, ["x"])
    assert (a.gagal("x", 9), a.berikut()) == (False, None)
    a.tersentuh("x", 20)  # saved anew: counted anew
    assert (a.jatuh_tempo(23), a.gagal("x", 23)) == (["x"], True)
    a.tersentuh("x", 24)
    assert (a.gagal("x", 24), a.berikut()) == (True, 27)
    a.jatuh_tempo(27)
    a.gagal("x", 27)
    a.terbaca("x")
    assert (a.jatuh_tempo(30), a.gagal("x", 30), a.jatuh_tempo(33), a.gagal("x", 33)) == (["x"], True, ["x"], True)


def test_jeda_tumbuh_sampai_semenit() -> None:
    assert list(islice(jeda(), 8)) == [1, 2, 4, 8, 16, 32, 60, 60]


@pytest.mark.parametrize(
    ("nama", "buku"),
    [
        ("a.xlsx", True), ("A.XLSM", True), ("~a.xlsx", True), ("~$a.xlsx", False), (".~lock.a.xlsx#", False),
        (".~a.xlsx", False), ("1A2B3C4D", False), ("1A2B3C4D.tmp", False), ("lu4711abc.tmp", False),
        (".xlkinerja-abc.tmp", False), ("a.xlsx.cadangan-2026", False), ("a.xlsx~", False), ("a.xls", False),
        ("a.csv", False),
    ],
)  # fmt: skip
def test_nama_yang_dipantau(nama: str, buku: bool) -> None:
    assert nama_buku(nama) is buku


def test_kejadian_yang_berarti() -> None:
    assert tersentuh("modified", False, "/d/a.xlsx", "") == ["/d/a.xlsx"]
    assert tersentuh("moved", False, "/d/1A2B3C4D", b"/d/a.xlsx") == ["/d/a.xlsx"]
    assert tersentuh("moved", False, "/d/a.xlsx", "/d/b.xlsx") == ["/d/a.xlsx", "/d/b.xlsx"]
    assert tersentuh("deleted", False, "/d/~$a.xlsx", "") == []
    assert [tersentuh(j, False, "/d/a.xlsx") for j in ("opened", "closed_no_write", "attrib")] == [[], [], []]
    assert (tersentuh("created", True, "/d/x"), tersentuh("modified", True, "/d")) == ([""], [])


def temuan(sidik: str, pesan: str = "p", *, diterima: str | None = None) -> Temuan:
    return Temuan("K201", Tingkat.GALAT, Lokasi("a", "L", "G8"), pesan, sidik=sidik, diterima=diterima)


def test_bandingkan() -> None:
    lama = (temuan("1"), temuan("2"), temuan("3"), temuan("4", diterima="ya"), temuan("5"), temuan("5"))
    kini = (temuan("1"), temuan("3", "lain"), temuan("4", diterima="ya"), temuan("5"), temuan("6"),
            temuan("7", diterima="ya"), temuan("2", diterima="sudah benar"))  # fmt: skip
    s = bandingkan(lama, kini)
    assert [t.sidik for t in s.baru] == ["6"]
    assert [t.sidik for t in s.berubah] == ["3"]
    assert [t.sidik for t in s.selesai] == ["5"]
    assert [t.sidik for t in s.diterima] == ["2"]
    assert bandingkan(kini, kini) == Selisih()
    assert [t.sidik for t in bandingkan((temuan("4", diterima="ya"),), (temuan("4"),)).baru] == ["4"]


# Network drives


def test_jenis_sistem_berkas() -> None:
    linux = sistem_berkas.mount_linux(
        "/dev/sda1 / ext4 rw 0 0\n//srv/data /mnt/data\\040kita cifs rw 0 0\nsrv:/x /mnt/d nfs4 rw 0 0\n"
        "drvfs /mnt/c 9p rw 0 0\n/dev/sdb /mnt/d/lokal ext4 rw 0 0\nautofs /mnt/auto autofs rw 0 0\n"
        "srv:/y /mnt/auto nfs rw 0 0\n"
    )
    assert [sistem_berkas.jenis(linux, f) for f in ("/home/a", "/mnt/data kita/2026", "/mnt/data kita", "/mnt/dx")] == [
        "ext4", "cifs", "cifs", "ext4",
    ]  # fmt: skip
    assert [sistem_berkas.jenis(linux, f) for f in ("/mnt/d", "/mnt/d/lokal/x", "/mnt/c/U", "/mnt/auto/a")] == [
        "nfs4", "ext4", "9p", "nfs",
    ]  # fmt: skip
    mac = sistem_berkas.mount_mac(
        "/dev/disk3s1 on / (apfs, sealed, local)\n//ani@srv/data on /Volumes/Data (1) (smbfs, nodev, nosuid)\n"
    )
    assert sistem_berkas.jenis(mac, "/Volumes/Data (1)/x") == "smbfs"
    assert sistem_berkas.jenis(mac, "/Users/ani") == "apfs"


def test_folder_lokal_bukan_jaringan(tmp_path: Path) -> None:
    assert not sistem_berkas.jauh(str(tmp_path))


# Real observers


@dataclass
class Dengaran:
    """What was told."""

    hasil: list[tuple[HasilBerkas, Selisih]] = field(default_factory=list)
    hilang: list[str] = field(default_factory=list)
    pesan: list[str] = field(default_factory=list)


class Uji:
    """A folder with one workbook, watched; `langkah` until something holds."""

    def __init__(self, folder: Path, jarak: float | None) -> None:
        self.folder, self.buku, self.kata = folder, folder / "kupang.xlsx", Dengaran()
        folder.mkdir()
        shutil.copy(CONTOH, self.buku)
        pendengar = Pendengar(lambda b, s: self.kata.hasil.append((b, s)), self.kata.hilang.append,
                              self.kata.pesan.append)  # fmt: skip
        self.pemantau = Pemantau(folder, pendengar, tunggu=0.1, jarak=jarak)
        self.pemantau.mulai()
        self.pemantau.kenali(None)

    def sampai(self, syarat: Callable[[], object]) -> None:
        batas = time.monotonic() + BATAS_DETIK
        while not syarat():
            assert time.monotonic() < batas, self.kata
            self.pemantau.langkah()

    def satu_hasil(self) -> tuple[HasilBerkas, Selisih]:
        """The next thing that is told of a workbook."""
        self.sampai(lambda: self.kata.hasil)
        return self.kata.hasil.pop(0)

    def tanda(self) -> None:
        """A workbook more, and wait for it: what came before it has been told by then."""
        nama = f"tanda-{time.monotonic_ns()}.xlsx"
        shutil.copy(CONTOH, self.folder / nama)
        self.sampai(lambda: any(b.berkas.jalur == nama for b, _ in self.kata.hasil))
        self.kata.hasil = [(b, s) for b, s in self.kata.hasil if b.berkas.jalur != nama]


@pytest.fixture(autouse=True)
def _sering(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is gone is missed at once."""
    monkeypatch.setattr(pantau_jalan, "_LIHAT_DETIK", 0.05)


@pytest.fixture(params=[None, 0.05], ids=["sistem", "polling"])
def uji(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Uji]:
    pytest.importorskip("watchdog")
    u = Uji(tmp_path / "kinerja é", request.param)
    yield u
    u.pemantau.henti()


@pytest.fixture
def uji_sistem(tmp_path: Path) -> Iterator[Uji]:
    pytest.importorskip("watchdog")
    u = Uji(tmp_path / "kinerja", None)
    yield u
    u.pemantau.henti()


def salahkan(dari: Path, ke: Path) -> None:
    """Save the example by openpyxl with a wrong figure in Ringkasan!G9."""
    buku = openpyxl.load_workbook(dari)
    buku["Ringkasan"]["G9"] = 0.37
    buku.save(ke)


def sel(temuan: tuple[Temuan, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(t.kode, t.lokasi.lembar, t.lokasi.sel) for t in temuan]


def test_disimpan_openpyxl_lalu_dibetulkan(uji: Uji) -> None:
    """Found on its cell, and told as solved when it is: only what changed."""
    salahkan(uji.buku, uji.buku)
    b, s = uji.satu_hasil()
    assert (b.berkas.jalur, sel(s.baru)) == ("kupang.xlsx", [("K201", "Ringkasan", "G9")])
    assert kalimat(b, s) == "1 baru; terbuka 4 galat, 2 peringatan, 17 info"
    shutil.copy(CONTOH, uji.buku)
    b, s = uji.satu_hasil()
    assert (sel(s.baru), sel(s.selesai)) == ([], [("K201", "Ringkasan", "G9")])
    assert kalimat(b, s) == "1 selesai; terbuka 3 galat, 2 peringatan, 17 info"
    uji.tanda()
    assert uji.kata == Dengaran()


def test_disimpan_dengan_ganti_nama(uji: Uji, tmp_path: Path) -> None:
    """As Excel saves: the new one beside it, the old one away, the new one into its place, the old one removed."""
    baru = uji.folder / "1A2B3C4D"
    salahkan(uji.buku, tmp_path / "x.xlsx")
    shutil.copy(tmp_path / "x.xlsx", baru)
    uji.buku.rename(uji.folder / "5E6F7A8B.tmp")
    baru.rename(uji.buku)
    (uji.folder / "5E6F7A8B.tmp").unlink()
    _, s = uji.satu_hasil()
    assert sel(s.baru) == [("K201", "Ringkasan", "G9")]
    shutil.copy(CONTOH, uji.folder / ".x.tmp")
    os.replace(uji.folder / ".x.tmp", uji.buku)
    _, s = uji.satu_hasil()
    assert sel(s.selesai) == [("K201", "Ringkasan", "G9")]
    uji.tanda()
    assert uji.kata == Dengaran()


def test_berkas_kunci_dan_sementara_dilewati(uji: Uji) -> None:
    for nama in ("~$kupang.xlsx", ".~lock.kupang.xlsx#", "lu99.tmp", "kupang.xlsx.cadangan-1", "1A2B3C4D"):
        shutil.copy(CONTOH, uji.folder / nama)
    (uji.folder / "~$kupang.xlsx").unlink()
    os.utime(uji.buku, ns=(time.time_ns(), uji.buku.stat().st_mtime_ns))
    uji.tanda()
    assert uji.kata == Dengaran()
    assert uji.pemantau.diperiksa == 1


def test_dua_puluh_kali_disimpan_sekali_diperiksa(uji: Uji, tmp_path: Path) -> None:
    salahkan(uji.buku, tmp_path / "x.xlsx")
    for i in range(20):
        shutil.copy(CONTOH if i % 2 == 0 else tmp_path / "x.xlsx", uji.buku)
    _, s = uji.satu_hasil()
    assert sel(s.baru) == [("K201", "Ringkasan", "G9")]
    uji.tanda()
    assert uji.kata == Dengaran()
    assert uji.pemantau.diperiksa == 2


def test_folder_hilang_dan_kembali(uji: Uji, tmp_path: Path) -> None:
    """It is waited for with growing pauses; then what changed meanwhile is found, and changes are heard again."""
    jauh, tidur = tmp_path / "jauh", []

    def tunggu(lama: float) -> None:
        tidur.append(lama)
        if len(tidur) == 3:
            salahkan(jauh / "kupang.xlsx", jauh / "kupang.xlsx")
            shutil.copy(CONTOH, jauh / "baru.xlsx")
            jauh.rename(uji.folder)

    uji.pemantau.tidur = tunggu
    uji.folder.rename(jauh)
    uji.sampai(lambda: len(uji.kata.pesan) == 2)
    assert tidur == [1, 2, 4]
    assert uji.kata.pesan == [
        f"{uji.folder} tidak dapat dijangkau; menunggu sampai kembali.", f"{uji.folder} kembali.",
    ]  # fmt: skip
    dua = sorted((b.berkas.jalur, len(s.baru)) for b, s in (uji.satu_hasil(), uji.satu_hasil()))
    assert dua == [("baru.xlsx", 22), ("kupang.xlsx", 1)]
    uji.buku.unlink()
    uji.sampai(lambda: uji.kata.hilang)
    assert uji.kata.hilang == ["kupang.xlsx"]
    uji.kata.hilang.clear()
    uji.tanda()
    assert uji.kata.hasil == uji.kata.hilang == []


def test_drive_dilepas_meninggalkan_folder_kosong(uji_sistem: Uji, tmp_path: Path) -> None:
    """The mount point of a drive that was taken off is an empty folder: the workbooks have not been deleted."""
    u, jauh = uji_sistem, tmp_path / "jauh"

    def tunggu(lama: float) -> None:
        if lama == 4:
            u.folder.rmdir()
            jauh.rename(u.folder)

    u.pemantau.tidur = tunggu
    u.folder.rename(jauh)
    u.folder.mkdir()
    u.sampai(lambda: len(u.kata.pesan) == 2)
    u.tanda()
    assert (u.kata.hasil, u.kata.hilang) == ([], [])


def test_buku_yang_dihapus_disebut(uji: Uji) -> None:
    uji.buku.unlink()
    uji.sampai(lambda: uji.kata.hilang)
    assert (uji.kata.hilang, uji.kata.hasil, uji.kata.pesan) == (["kupang.xlsx"], [], [])


def test_subfolder(uji: Uji, tmp_path: Path) -> None:
    """One that is moved in with its workbooks, renamed, and moved out."""
    (tmp_path / "luar").mkdir()
    shutil.copy(CONTOH, tmp_path / "luar" / "kupang.xlsx")
    (tmp_path / "luar").rename(uji.folder / "dalam")
    b, s = uji.satu_hasil()
    assert (b.berkas.jalur, len(s.baru)) == ("dalam/kupang.xlsx", 22)
    (uji.folder / "dalam").rename(tmp_path / "luar")
    uji.sampai(lambda: uji.kata.hilang)
    assert (uji.kata.hilang, uji.kata.hasil) == (["dalam/kupang.xlsx"], [])


def test_yang_sedang_ditulis_dicoba_lagi(uji_sistem: Uji, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a workbook is tried three times before that is said; one that becomes whole meanwhile is not spoken of."""
    u, kali = uji_sistem, list[int]()

    def periksa(path: Path, jalur: str, simpanan: None, skala: None) -> HasilBerkas:
        kali.append(path.stat().st_size)
        hasil = periksa_satu(path, jalur, simpanan, skala)
        if selesaikan and len(kali) == 2:
            shutil.copy(CONTOH, path)
        return hasil

    monkeypatch.setattr(pantau_jalan, "periksa_satu", periksa)
    isi = CONTOH.read_bytes()
    selesaikan = False
    u.buku.write_bytes(isi[: len(isi) // 2])
    b, s = u.satu_hasil()
    assert (len(kali), sel(s.baru), s.selesai) == (3, [("S001", None, None)], ())
    assert kalimat(b, s) == "tidak dapat dibaca"
    shutil.copy(CONTOH, u.buku)
    assert u.satu_hasil()[1] == Selisih()  # what could not be read was not solved, so it is not new
    kali.clear()
    selesaikan = True
    u.buku.write_bytes(isi[: len(isi) // 3])
    b, s = u.satu_hasil()
    assert (b.berkas.pesan, s) == (None, Selisih())
    assert len(kali) == 3


def test_batas_inotify_menjadi_polling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("watchdog")
    asli = pantau_jalan._pengamat

    def penuh(folder: Path, jarak: float | None, kabar: object) -> object:
        if jarak is None:
            raise OSError(28, "inotify watch limit reached")
        return asli(folder, 0.05, kabar)  # type: ignore[arg-type]

    monkeypatch.setattr(pantau_jalan, "_pengamat", penuh)
    u = Uji(tmp_path / "k", None)
    assert u.kata.pesan == ["Sistem tidak dapat memantau folder sebanyak ini; isinya dilihat setiap 5 detik."]
    u.kata.pesan.clear()
    u.tanda()
    u.pemantau.henti()


def test_dari_cache_sama_dengan_dibaca(tmp_path: Path) -> None:
    from xlkinerja.kumpulan import periksa_jalur  # noqa: PLC0415

    shutil.copy(CONTOH, tmp_path / "k.xlsx")
    simpanan = simpanan_baku()
    assert simpanan is not None
    periksa_jalur([tmp_path], simpanan=simpanan)
    assert pantau_jalan._dari_simpanan(Tugas(0, tmp_path / "k.xlsx", "k.xlsx"), simpanan) is not None
    satu, dua = (periksa_satu(tmp_path / "k.xlsx", "k.xlsx", x) for x in (simpanan, None))
    assert satu.temuan == dua.temuan
    assert pantau_jalan._dari_simpanan(Tugas(0, tmp_path / "k.xlsx", "lain.xlsx"), simpanan) is None


# The command


def test_tanpa_watchdog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("xlkinerja.perintah_pantau.find_spec", lambda nama: None)
    assert utama(["pantau", str(tmp_path)]) == 2
    assert capsys.readouterr().err == (
        'galat: pantau memerlukan watchdog, yang belum terpasang; jalankan: pip install "xlkinerja[pantau]"\n'
    )


def test_bukan_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("watchdog")
    assert utama(["pantau", str(tmp_path / "tiada")]) == 2
    assert capsys.readouterr().err.endswith("/tiada: folder tidak ditemukan.\n")


@pytest.mark.parametrize("nilai", ["0", "-1", "nan", "3601", "lama"])
def test_detik_yang_ditolak(tmp_path: Path, nilai: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        utama(["pantau", str(tmp_path), f"--tunggu={nilai}"])
    assert "bukan banyaknya detik" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="SIGINT")
def test_perintah_sampai_ctrl_c(tmp_path: Path) -> None:
    """Start, a save told, Ctrl-C: one line, 130; neither the folder nor the history was written to."""
    pytest.importorskip("watchdog")
    folder = tmp_path / "f"
    folder.mkdir()
    shutil.copy(CONTOH, folder / "kupang.xlsx")
    salahkan(CONTOH, tmp_path / "x.xlsx")
    (tmp_path / "xlkinerja.toml").write_text('[[abaikan]]\nkode = "X201"\nalasan = "x"\nsampai = 2999-12-31\n')
    jalur = [str(AKAR), *filter(None, [os.environ.get("PYTHONPATH")])]
    lingkungan = {**os.environ, "PYTHONPATH": os.pathsep.join(jalur), "NO_COLOR": "1"}
    perintah = [sys.executable, "-m", "xlkinerja", "pantau", str(folder), "--tunggu", "0,2"]
    with subprocess.Popen(perintah, env=lingkungan, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as p:
        assert p.stdout is not None
        awal = [p.stdout.readline()[11:] for _ in range(2)]
        os.replace(tmp_path / "x.xlsx", folder / "kupang.xlsx")
        isi = []
        while not isi or isi[-1] != "\n" or len(isi) < 6:
            isi.append(p.stdout.readline())
            assert isi[-1], isi
        p.send_signal(signal.SIGINT)
        _, galat = p.communicate(timeout=BATAS_DETIK)
    assert awal == [
        "1 buku kerja diperiksa: 1 galat, 2 peringatan, 17 info, 2 diterima\n",
        f"Memantau {folder} (setiap disimpan); berhenti dengan Ctrl+C.\n",
    ]
    assert isi[0][11:] == "kupang.xlsx: 1 baru; terbuka 2 galat, 2 peringatan, 17 info\n"
    assert any(b.startswith("  G9  galat      K201  Capaian: ") for b in isi)
    assert (p.returncode, galat) == (130, "dihentikan sesudah 1 pemeriksaan; tidak ada berkas yang diubah.\n")
    assert [x.name for x in folder.iterdir()] == ["kupang.xlsx"]
    assert not tempat_baku(folder).exists()
