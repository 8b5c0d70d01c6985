"""Schedules on a machine whose schedulers are stand-ins that keep real files; and what they run at night."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest

from xlkinerja import jadwal_jalan, jadwal_sistem, perintah_jadwal
from xlkinerja.cli import utama
from xlkinerja.jadwal import nama
from xlkinerja.jadwal_langkah import JadwalGagal
from xlkinerja.jadwal_teks import baca_systemd, baca_tugas
from xlkinerja.riwayat_jalan import tempat_baku

pytestmark = pytest.mark.skipif(os.name != "posix", reason="penjadwal tiruan adalah skrip shell")

_AWAL: Final = """#!/bin/sh
cd "$XLK_TIRUAN" || exit 9
echo "$(basename "$0") $*" >> panggilan
if [ -e gagal ] && expr " $* " : ".*$(cat gagal)" >/dev/null; then echo "tidak boleh:  $*" >&2; exit 1; fi
"""
_TIRUAN: Final = {
    "crontab": """case $1 in
-l) [ -e isi ] && exec cat isi; echo "no crontab for ani" >&2; exit 1;;
-r) rm isi;;
*) cp "$1" isi.baru && mv isi.baru isi;;
esac""",
    "systemctl": """shift; for nama; do :; done; unit="$XDG_CONFIG_HOME/systemd/user/$nama"
case $1 in
show-environment) [ -e bus ];;
enable) [ -e "$unit" ] && : > "aktif-$2";;
restart) [ -e "aktif-$2" ];;
disable) [ -e "$unit" ] && rm -f "aktif-$nama";;
show) if [ -e "aktif-$2" ]; then echo ActiveState=active; else echo ActiveState=inactive; fi
      echo NextElapseUSecRealtime=@1795996800;;
esac""",
    "loginctl": "echo Linger=no",
    "launchctl": """case $1 in
bootstrap) cp "$3" termuat;;
bootout) rm termuat;;
print) [ -e termuat ];;
esac""",
    "schtasks.exe": """case $1 in
/Create) cp "$5" "tugas-$3";;
/Delete) rm "tugas-$3";;
/Query) if [ "$2" = /TN ]; then iconv -f UTF-16 -t ASCII//TRANSLIT "tugas-$3"; exit; fi
  echo '"\\OneDrive tugas","N/A","Ready"'
  for t in tugas-*; do [ -e "$t" ] && echo "\\"\\\\${t#tugas-}\\",\\"30/11/2026 07:00:00\\",\\"Ready\\""; done; exit 0;;
esac""",
}


HARI_KERJA: Final = ["senin", "selasa", "rabu", "kamis", "jumat"]


class Mesin:
    """A machine of stand-ins: where they keep their files, and a folder to be checked."""

    def __init__(self, tmp_path: Path) -> None:
        self.isi, self.folder, self.rumah = tmp_path / "tiruan", tmp_path / "Kinerja 100% é", tmp_path / "rumah"
        for f in (self.isi, self.folder, self.rumah, tmp_path / "bin"):
            f.mkdir()
        for alat, skrip in _TIRUAN.items():
            (tmp_path / "bin" / alat).write_text(f"{_AWAL}{skrip}\n")
            (tmp_path / "bin" / alat).chmod(0o755)
        self.jalur = f"{tmp_path / 'bin'}:/usr/bin:/bin"
        self.bus = self.isi / "bus"

    def gagal(self, pola: str) -> None:
        (self.isi / "gagal").write_text(pola)

    def panggilan(self) -> list[str]:
        """What was run since the last time, without questions."""
        berkas = self.isi / "panggilan"
        semua = berkas.read_text().splitlines() if berkas.exists() else []
        berkas.unlink(missing_ok=True)
        tanya = ("crontab -l", "systemctl --user show", "loginctl", "launchctl print", "schtasks.exe /Query")
        return [b for b in semua if not b.startswith(tanya)]

    def unit(self) -> dict[str, str]:
        folder = self.rumah / ".config" / "systemd" / "user"
        return {p.name: p.read_text() for p in sorted(folder.glob("*"))}


@pytest.fixture
def mesin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mesin:
    m = Mesin(tmp_path)
    monkeypatch.setenv("PATH", m.jalur)
    monkeypatch.setenv("HOME", str(m.rumah))
    monkeypatch.setenv("XLK_TIRUAN", str(m.isi))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(m.rumah / ".config"))
    monkeypatch.setattr(jadwal_sistem, "_calon", lambda: ("systemd", "cron"))
    monkeypatch.setattr(perintah_jadwal, "_uji_program", lambda program: None)
    return m


def pasang(m: Mesin, *lain: str, setiap: str = "07:00") -> int:
    return utama(["jadwal", "pasang", str(m.folder), "--setiap", setiap, *lain])


def lihat(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    capsys.readouterr()
    assert utama(["jadwal", "lihat", "--format", "json"]) == 0
    isi = json.loads(capsys.readouterr().out)
    assert isi["versi_skema"] == 1
    hasil: list[dict[str, object]] = isi["jadwal"]
    return hasil


# cron


def test_cron_dari_awal_sampai_dilepas(mesin: Mesin, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a user bus Linux has cron. Installed, again, at another time, listed, removed: others' lines stay."""
    (mesin.isi / "isi").write_bytes(b"MAILTO=ani\n0 1 * * * cadangan # punya ani\n")
    assert pasang(mesin, "--hari", "kerja") == 0
    keluar = capsys.readouterr().out
    assert keluar.startswith(f"Terpasang (cron): {mesin.folder}, hari kerja (Senin sampai Jumat) pukul 07.00.\n")
    assert "yang terlewat karena komputer mati tidak disusulkan" in keluar.lower()
    satu = (mesin.isi / "isi").read_bytes()
    awal, baris = satu[: satu.index(b"0 7")], satu[satu.index(b"0 7") :].decode()
    assert awal == b"MAILTO=ani\n0 1 * * * cadangan # punya ani\n"
    assert baris.startswith(f"0 7 * * 1,2,3,4,5 {sys.executable} -m xlkinerja jadwal jalankan '{mesin.folder.parent}")
    assert baris.endswith(f" >/dev/null # {nama(str(mesin.folder))}\n")
    (panggilan,) = mesin.panggilan()
    assert panggilan.startswith("crontab /")
    assert not Path(panggilan.removeprefix("crontab ")).exists()

    assert pasang(mesin, "--hari", "kerja") == 0
    assert capsys.readouterr().out.startswith("Sudah terpasang (cron); tidak ada yang diubah.\n")
    assert ((mesin.isi / "isi").read_bytes(), mesin.panggilan()) == (satu, [])

    assert pasang(mesin, "--hari", "senin", setiap="13.30,06:00") == 0
    assert (mesin.isi / "isi").read_bytes().startswith(awal + b"0 6 * * 1 ")
    assert (mesin.isi / "isi").read_bytes().count(b"\n") == 4
    (satu_satunya,) = lihat(capsys)
    assert satu_satunya["folder"] == str(mesin.folder)
    assert satu_satunya["waktu"] == ["06:00", "13:30"]
    assert satu_satunya["hari"] == ["senin"]
    assert (satu_satunya["folder_ada"], satu_satunya["program_ada"]) == (True, True)
    assert satu_satunya["terakhir"] is None
    assert datetime.fromisoformat(str(satu_satunya["berikutnya"])) > datetime.now()

    assert utama(["jadwal", "lepas", str(mesin.folder)]) == 0
    assert (mesin.isi / "isi").read_bytes() == awal
    assert capsys.readouterr().out == f"Dilepas (cron): {mesin.folder}.\n"
    assert utama(["jadwal", "lepas", str(mesin.folder)]) == 0
    assert capsys.readouterr().out == "Folder ini tidak mempunyai jadwal.\n"


def test_crontab_yang_menjadi_kosong_dihapus(mesin: Mesin) -> None:
    assert pasang(mesin) == 0
    assert (mesin.isi / "isi").exists()
    assert utama(["jadwal", "lepas", "--semua"]) == 0
    assert mesin.panggilan()[-1] == "crontab -r"
    assert not (mesin.isi / "isi").exists()


def test_crontab_yang_tidak_terbaca_tidak_ditimpa(mesin: Mesin, capsys: pytest.CaptureFixture[str]) -> None:
    """A crontab that cannot be shown may well have lines."""
    (mesin.isi / "isi").write_text("0 1 * * * cadangan\n")
    mesin.gagal(" -l")
    assert pasang(mesin) == 2
    assert capsys.readouterr().err == "galat: crontab -l gagal: tidak boleh: -l\n"
    assert (mesin.isi / "isi").read_text() == "0 1 * * * cadangan\n"


def test_crontab_yang_menolak(mesin: Mesin, capsys: pytest.CaptureFixture[str]) -> None:
    mesin.gagal("jadwal/crontab")
    assert pasang(mesin) == 2
    galat = capsys.readouterr().err
    assert galat.startswith("galat: crontab /") and "gagal: tidak boleh: /" in galat and galat.count("\n") == 1
    assert not (mesin.isi / "isi").exists()
    assert not list(Path(os.environ["XDG_DATA_HOME"]).rglob("crontab"))


def test_entri_yang_diubah_orang_disebut_dan_dapat_dilepas(mesin: Mesin, capsys: pytest.CaptureFixture[str]) -> None:
    assert pasang(mesin) == 0
    isi = (mesin.isi / "isi").read_text()
    (mesin.isi / "isi").write_text(isi.replace("jalankan", "lakukan"))
    (satu,) = lihat(capsys)
    assert satu == {"nama": nama(str(mesin.folder)), "cara": "cron", "terbaca": False, "aktif": True}
    assert utama(["jadwal", "lihat"]) == 0
    assert "diubah di luar xlkinerja, tidak dapat dibaca" in capsys.readouterr().out
    assert utama(["jadwal", "lepas", str(mesin.folder)]) == 0
    assert not (mesin.isi / "isi").exists()


# systemd


def test_systemd_dari_awal_sampai_dilepas(mesin: Mesin, capsys: pytest.CaptureFixture[str]) -> None:
    mesin.bus.touch()
    n = nama(str(mesin.folder))
    lain = mesin.rumah / ".config" / "systemd" / "user" / "zz-xlkinerja-cadangan.timer"
    lain.parent.mkdir(parents=True)
    lain.write_text("[Timer]\n")
    assert pasang(mesin) == 0
    assert mesin.panggilan() == [
        "systemctl --user daemon-reload", f"systemctl --user enable {n}.timer", f"systemctl --user restart {n}.timer",
    ]  # fmt: skip
    unit = mesin.unit()
    assert list(unit) == [f"{n}.service", f"{n}.timer", lain.name]
    dibaca = baca_systemd(unit[f"{n}.service"], unit[f"{n}.timer"])
    assert dibaca is not None and dibaca.folder == str(mesin.folder)
    assert capsys.readouterr().out.endswith("agar tetap berjalan: loginctl enable-linger\n")
    assert pasang(mesin) == 0
    assert (mesin.unit(), mesin.panggilan()) == (unit, [])
    (satu,) = lihat(capsys)
    assert (satu["cara"], satu["aktif"]) == ("systemd", True)
    assert satu["berikutnya"] == datetime.fromtimestamp(1795996800).isoformat(timespec="minutes")
    assert pasang(mesin, setiap="08:00") == 0
    assert "08:00:00" in mesin.unit()[f"{n}.timer"]
    mesin.panggilan()
    assert utama(["jadwal", "lepas", str(mesin.folder)]) == 0
    assert mesin.panggilan() == [f"systemctl --user disable --now {n}.timer", "systemctl --user daemon-reload"]
    assert list(mesin.unit()) == [lain.name]


@pytest.mark.parametrize("langkah", ["daemon-reload", "enable", "restart"])
def test_systemd_yang_gagal_tidak_meninggalkan_apa_pun(
    mesin: Mesin, capsys: pytest.CaptureFixture[str], langkah: str
) -> None:
    mesin.bus.touch()
    mesin.gagal(f" {langkah} ")
    assert pasang(mesin) == 2
    assert capsys.readouterr().err.startswith(f"galat: systemctl --user {langkah} gagal: tidak boleh: ")
    assert mesin.unit() == {}
    assert list(mesin.isi.glob("aktif-*")) == []


@pytest.mark.parametrize("langkah", ["daemon-reload", "restart"])
def test_systemd_yang_gagal_mengganti_tetap_dengan_yang_lama(mesin: Mesin, langkah: str) -> None:
    mesin.bus.touch()
    assert pasang(mesin) == 0
    unit = mesin.unit()
    mesin.gagal(f" {langkah} ")
    assert pasang(mesin, setiap="09:00") == 2
    assert mesin.unit() == unit
    assert len(list(mesin.isi.glob("aktif-*"))) == 1


def test_timer_yang_dimatikan_dipasang_lagi(mesin: Mesin, capsys: pytest.CaptureFixture[str]) -> None:
    mesin.bus.touch()
    assert pasang(mesin) == 0
    for p in mesin.isi.glob("aktif-*"):
        p.unlink()
    assert utama(["jadwal", "lihat"]) == 0
    assert "jadwal ini sedang dimatikan" in capsys.readouterr().out
    assert pasang(mesin) == 0
    assert capsys.readouterr().out.startswith("Terpasang (systemd)")
    assert len(list(mesin.isi.glob("aktif-*"))) == 1


def test_systemd_yang_tidak_menjawab(mesin: Mesin, capsys: pytest.CaptureFixture[str]) -> None:
    """Over ssh, say: whether it is on is unknown, and cron is not put beside it."""
    mesin.bus.touch()
    assert pasang(mesin) == 0
    mesin.bus.unlink()
    mesin.gagal("--user")
    assert [(x["cara"], x["aktif"], x["berikutnya"]) for x in lihat(capsys)] == [("systemd", None, None)]
    assert utama(["jadwal", "lihat"]) == 0
    assert "berikutnya  tidak diketahui; systemd tidak menjawab" in capsys.readouterr().out
    assert pasang(mesin, setiap="08:00") == 2
    assert capsys.readouterr().err == (
        "galat: folder ini sudah dijadwalkan dengan systemd, yang sedang tidak menjawab.\n"
    )
    assert not (mesin.isi / "isi").exists()


def test_pindah_dari_cron_ke_systemd(mesin: Mesin, capsys: pytest.CaptureFixture[str]) -> None:
    """One folder, one schedule."""
    assert pasang(mesin) == 0
    mesin.bus.touch()
    assert pasang(mesin) == 0
    assert "Jadwal folder ini pada cron dilepas.\n" in capsys.readouterr().out
    assert [x["cara"] for x in lihat(capsys)] == ["systemd"]


# launchd, Task Scheduler


def test_launchd(mesin: Mesin, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(jadwal_sistem, "_calon", lambda: ("launchd", "cron"))
    assert pasang(mesin) == 0
    (plist,) = (mesin.rumah / "Library" / "LaunchAgents").iterdir()
    label = nama(str(mesin.folder)).replace("xlkinerja-", "id.xlkinerja.")
    assert plist.name == f"{label}.plist"
    ranah = f"gui/{os.getuid()}"
    assert mesin.panggilan() == [f"launchctl bootstrap {ranah} {plist}"]
    assert pasang(mesin) == 0
    assert mesin.panggilan() == []
    lama = plist.read_bytes()
    mesin.gagal(" bootstrap ")
    assert pasang(mesin, setiap="09:00") == 2
    assert plist.read_bytes() == lama
    mesin.gagal("tidak pernah")
    assert pasang(mesin, setiap="09:00") == 0
    (satu,) = lihat(capsys)
    assert (satu["cara"], satu["waktu"], satu["aktif"]) == ("launchd", ["09:00"], True)
    mesin.panggilan()
    assert utama(["jadwal", "lepas", str(mesin.folder)]) == 0
    assert mesin.panggilan() == [f"launchctl bootout {ranah}/{label}"]
    assert not plist.exists()


def test_penjadwal_tugas(mesin: Mesin, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The stand-in shows tasks without their é, as a Western console would; the folder is known all the same."""
    monkeypatch.setattr(jadwal_sistem, "_calon", lambda: ("tugas",))
    monkeypatch.setenv("USERDOMAIN", "KANTOR")
    monkeypatch.setenv("USERNAME", "ani")
    n = nama(str(mesin.folder))
    assert pasang(mesin, "--hari", "kerja") == 0
    (panggilan,) = mesin.panggilan()
    assert panggilan.startswith(f"schtasks.exe /Create /TN {n} /XML /") and panggilan.endswith(f"{n}.xml /F")
    isi = (mesin.isi / f"tugas-{n}").read_bytes()
    tugas = baca_tugas(isi)
    assert tugas is not None and tugas.folder == str(mesin.folder)
    assert "<UserId>KANTOR\\ani</UserId>" in isi.decode("utf-16")
    assert pasang(mesin, "--hari", "kerja") == 0
    assert ((mesin.isi / f"tugas-{n}").read_bytes(), mesin.panggilan()) == (isi, [])
    (satu,) = lihat(capsys)
    assert (satu["folder"], satu["hari"], satu["aktif"]) == (str(mesin.folder), HARI_KERJA, True)
    mati = isi.decode("utf-16").replace("<Enabled>true", "<Enabled>false")
    (mesin.isi / f"tugas-{n}").write_bytes(mati.encode("utf-16"))
    assert [x["aktif"] for x in lihat(capsys)] == [False]
    (mesin.isi / f"tugas-{n}").write_bytes(isi.decode("utf-16").replace("jalankan", "hapus").encode("utf-16"))
    assert [x["terbaca"] for x in lihat(capsys)] == [False]
    lain = isi.decode("utf-16").replace("<Command>", "<Command>/opt")
    (mesin.isi / f"tugas-{n}").write_bytes(lain.encode("utf-16"))
    assert [x["terbaca"] for x in lihat(capsys)] == [False]  # another program, and the folder's é is not to be had
    mesin.gagal("/Delete")
    assert utama(["jadwal", "lepas", "--semua"]) == 2
    assert capsys.readouterr().err.startswith("galat: schtasks.exe /Delete /TN gagal: tidak boleh: ")
    mesin.gagal("tidak pernah")
    assert utama(["jadwal", "lepas", "--semua"]) == 0
    assert not (mesin.isi / f"tugas-{n}").exists()
    assert not list(Path(os.environ["XDG_DATA_HOME"]).rglob("*.xml"))


# Whatever the scheduler


@pytest.mark.parametrize("cara", ["systemd", "cron", "launchd", "tugas"])
def test_coba_tidak_menulis(mesin: Mesin, capsys: pytest.CaptureFixture[str], cara: str) -> None:
    assert pasang(mesin, "--coba", "--cara", cara) == 0
    keluar = capsys.readouterr().out
    assert "# ditulis: /" in keluar and "# dijalankan:\n" in keluar
    assert str(mesin.folder).replace("%", "%%" if cara == "systemd" else "%")[:40] in keluar
    assert mesin.panggilan() == []
    assert list(mesin.rumah.rglob("*")) == []


def test_coba_lepas(mesin: Mesin, capsys: pytest.CaptureFixture[str]) -> None:
    assert pasang(mesin) == 0
    mesin.panggilan()
    capsys.readouterr()
    assert utama(["jadwal", "lepas", "--semua", "--coba"]) == 0
    assert capsys.readouterr().out == "# dijalankan:\ncrontab -r\n\n"
    assert mesin.panggilan() == []


@pytest.mark.parametrize(
    ("argumen", "kata"),
    [
        (["--setiap", "7 pagi"], "'7 pagi' bukan waktu"),
        (["--setiap", "07:00", "--hari", "libur"], "'libur' bukan hari"),
        (["--setiap", "07:00", "--cara", "systemd"], "--cara systemd: systemctl tidak ada di komputer ini atau tidak"),
    ],
)
def test_salah_tulis(mesin: Mesin, capsys: pytest.CaptureFixture[str], argumen: list[str], kata: str) -> None:
    assert utama(["jadwal", "pasang", str(mesin.folder), *argumen]) == 2
    assert capsys.readouterr().err.startswith(f"galat: {kata}")
    assert mesin.panggilan() == []


def test_folder_harus_ada_dan_dapat_ditulis_sebagai_argumen(mesin: Mesin, capsys: pytest.CaptureFixture[str]) -> None:
    assert utama(["jadwal", "pasang", str(mesin.folder / "tiada"), "--setiap", "07:00"]) == 2
    assert capsys.readouterr().err.endswith("/tiada: folder tidak ditemukan\n")
    (mesin.folder / "a\nb").mkdir()
    assert utama(["jadwal", "pasang", str(mesin.folder / "a\nb"), "--setiap", "07:00"]) == 2
    assert "memuat pindah baris" in capsys.readouterr().err


def test_lepas_apa(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        utama(["jadwal", "lepas"])
    assert capsys.readouterr().err.startswith("galat: salah satu argumen berikut wajib diisi: FOLDER --semua\n")


def test_tanpa_penjadwal(mesin: Mesin, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PATH", "/tidak/ada")
    assert pasang(mesin) == 2
    assert capsys.readouterr().err.startswith("galat: tidak ada penjadwal: systemctl --user tidak menjawab dan")
    assert utama(["jadwal", "lihat"]) == 0
    assert capsys.readouterr().out.startswith("Belum ada jadwal; pasang dengan:")


def test_program_dicoba_dahulu_dari_folder_lain(
    mesin: Mesin, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A checkout that only runs in its own folder would fail every night."""
    monkeypatch.undo()
    monkeypatch.setenv("HOME", str(mesin.rumah))
    perintah_jadwal._uji_program((sys.executable, "-c", "import sys"))
    with pytest.raises(JadwalGagal, match="tidak dapat dijalankan dari folder lain"):
        perintah_jadwal._uji_program((sys.executable, "-m", "xlkinerja_tidak_ada"))


def test_folder_dan_program_yang_hilang_disebut(mesin: Mesin, capsys: pytest.CaptureFixture[str]) -> None:
    assert pasang(mesin) == 0
    mesin.folder.rmdir()
    isi = (mesin.isi / "isi").read_text()
    (mesin.isi / "isi").write_text(isi.replace(sys.executable, "/opt/lama/python"))
    capsys.readouterr()
    assert utama(["jadwal", "lihat"]) == 0
    keluar = capsys.readouterr().out
    assert "PERHATIAN: folder itu sedang tidak ada" in keluar
    assert "PERHATIAN: programnya tidak ada lagi: /opt/lama/python" in keluar


def test_program_yang_dijadwalkan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This interpreter or this frozen program; on Windows the one without a window, if it is beside it."""
    assert perintah_jadwal.program_kita() == (sys.executable, "-m", "xlkinerja")
    monkeypatch.setattr(perintah_jadwal.sys, "platform", "win32")
    monkeypatch.setattr(perintah_jadwal.sys, "executable", str(tmp_path / "python.exe"))
    assert perintah_jadwal.program_kita() == (str(tmp_path / "python.exe"), "-m", "xlkinerja")
    (tmp_path / "pythonw.exe").touch()
    assert perintah_jadwal.program_kita() == (str(tmp_path / "pythonw.exe"), "-m", "xlkinerja")
    monkeypatch.setattr(perintah_jadwal.sys, "frozen", True, raising=False)
    assert perintah_jadwal.program_kita() == (str(tmp_path / "python.exe"),)
    (tmp_path / "xlkinerjaw.exe").touch()
    assert perintah_jadwal.program_kita() == (str(tmp_path / "xlkinerjaw.exe"),)


# At night


def satu_buku(folder: Path) -> None:
    folder.mkdir()
    shutil.copy(Path(__file__).parent.parent / "workbooks" / "contoh" / "kota-kupang-2024.xlsx", folder)


def test_jalankan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, keluaran = tmp_path / "a b", tmp_path / "hasil"
    satu_buku(folder)
    assert utama(["jadwal", "jalankan", str(folder), "--keluaran", str(keluaran)]) == 0
    tercetak = capsys.readouterr()
    assert utama(["jadwal", "jalankan", str(folder), "--keluaran", str(keluaran)]) == 0
    satu, dua = (keluaran / "jadwal.log").read_text("utf-8").splitlines()
    assert tercetak.err == ""
    assert satu.split() == tercetak.out.split()
    assert datetime.strptime(satu[:25], "%Y-%m-%d %H:%M:%S %z").tzinfo is not None
    assert "1 buku kerja diperiksa: 3 galat, 2 peringatan, 17 info; 22 baru, 0 kambuh, 0 selesai (" in satu
    assert "; 0 baru, 0 kambuh, 0 selesai (" in dua
    assert (keluaran / "laporan.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert tempat_baku(folder).exists()
    assert sorted(p.name for p in folder.iterdir()) == ["kota-kupang-2024.xlsx"]


def test_pasang_menyebut_siapa_dikabari_dan_sandinya(
    mesin: Mesin, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A password that only this terminal knows is not there at night."""
    setelan = mesin.folder / "xlkinerja.toml"
    pasang = ["jadwal", "pasang", str(mesin.folder), "--setiap", "07:00", "--cara", "cron"]
    setelan.write_text("[kabar]\nselalu = true\n")
    assert utama(pasang) == 0
    assert f"\nTidak ada yang dikabari: {setelan}: bagian [kabar] belum ada, atau tidak" in capsys.readouterr().out
    setelan.write_text(
        '[kabar.surel]\nserver = "smtp.contoh.go.id"\ndari = "a@contoh.go.id"\npengguna = "a@contoh.go.id"\n'
        '[[penerima]]\nsurel = ["b@contoh.go.id"]\nsatker = "semua"\n'
    )
    monkeypatch.setenv("XLKINERJA_SANDI_SUREL", "rahasia-1945")
    assert utama(pasang) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == [
        f"Yang berubah dikabarkan menurut {setelan}",
        "Perhatian: sandi surel ada pada variabel lingkungan XLKINERJA_SANDI_SUREL, yang tidak dilihat penjadwal bila "
        "hanya diisi di terminal ini; sebaiknya simpan dengan: keyring set xlkinerja a@contoh.go.id",
    ]


def test_jalankan_mengabarkan_bila_diatur(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a part [kabar] in the settings people are told; where it names no channel the check runs all the same."""
    folder, log = tmp_path / "f", tmp_path / "k" / "jadwal.log"
    satu_buku(folder)
    jalankan = ["jadwal", "jalankan", str(folder), "--keluaran", str(tmp_path / "k")]
    (tmp_path / "xlkinerja.toml").write_text('[kabar]\nberkas = "kabar.txt"\n')
    assert utama(jalankan) == utama(jalankan) == 0
    satu, dua = log.read_text("utf-8").splitlines()
    assert "Kabar terkirim lewat berkas: xlkinerja: pemeriksaan pertama: 1 buku kerja, 5 temuan (" in satu
    assert "Kabar" not in dua
    assert (tmp_path / "kabar.txt").read_text("utf-8").count("pemeriksaan pertama: 1 buku kerja") == 1
    (tmp_path / "xlkinerja.toml").write_text("[kabar]\nselalu = true\n")
    assert utama(jalankan) == 0
    tiga = log.read_text("utf-8").splitlines()[2]
    assert "0 selesai; peringatan: tidak ada yang dikabari: " in tiga and "tidak menyebut surel, webhook" in tiga
    (tmp_path / "xlkinerja.toml").write_text("[kabar]\nselaluu = true\n")
    assert utama(jalankan) == 2
    empat = log.read_text("utf-8").splitlines()[3]
    assert "galat: " in empat and 'selaluu: tidak dikenal; mungkin maksudnya "selalu"' in empat
    capsys.readouterr()


def test_jalankan_tanpa_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A network drive that is away: status 2, and the log says so, whoever else would be told."""
    (tmp_path / "xlkinerja.toml").write_text('[kabar]\nberkas = "kabar.txt"\n')
    assert utama(["jadwal", "jalankan", str(tmp_path / "tiada"), "--keluaran", str(tmp_path / "k")]) == 2
    (baris,) = (tmp_path / "k" / "jadwal.log").read_text("utf-8").splitlines()
    assert "  galat: " in baris and "tidak ditemukan" in baris
    assert capsys.readouterr().err.split() == baris.split()


def test_jalankan_tanpa_jinja(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlkinerja.argumen.find_spec", lambda nama: None)
    assert utama(["jadwal", "jalankan", str(tmp_path), "--keluaran", str(tmp_path / "k")]) == 2
    assert "laporan HTML perlu Jinja2" in (tmp_path / "k" / "jadwal.log").read_text("utf-8")


def test_kesalahan_sendiri_masuk_catatan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def rusak(*argumen: object, **pilihan: object) -> int:
        raise ValueError("baris satu\nbaris dua")

    monkeypatch.setattr("xlkinerja.perintah_periksa.periksa", rusak)
    assert utama(["jadwal", "jalankan", str(tmp_path), "--keluaran", str(tmp_path / "k")]) == 2
    (baris,) = (tmp_path / "k" / "jadwal.log").read_text("utf-8").splitlines()
    assert "galat: kesalahan di dalam program (ValueError: baris satu baris dua)" in baris


def test_dua_sekaligus(tmp_path: Path) -> None:
    """Two processes on one folder: both end well, two whole lines, one history of two runs."""
    folder, keluaran = tmp_path / "f", tmp_path / "k"
    satu_buku(folder)
    perintah = [sys.executable, "-m", "xlkinerja", "jadwal", "jalankan", str(folder), "--keluaran", str(keluaran)]
    akar = Path(__file__).parent.parent
    lingkungan = {**os.environ, "PYTHONPATH": str(akar)}
    dua = [subprocess.Popen(perintah, env=lingkungan, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [p.wait(timeout=120) for p in dua] == [0, 0]
    baris = (keluaran / "jadwal.log").read_text("utf-8").splitlines()
    assert len(baris) == 2
    assert all("1 buku kerja diperiksa" in b and b.endswith(" detik)") for b in baris)
    assert sum("; 0 baru, 0 kambuh, 0 selesai (" in b for b in baris) == 1


def test_catatan_terbatas_dan_tidak_bercampur(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jadwal_jalan, "_TERBESAR", 200_000)
    tempat = tmp_path / "d" / "jadwal.log"
    with ThreadPoolExecutor(8) as kolam:
        list(kolam.map(lambda i: jadwal_jalan.catat(tempat, f"{i:04d}" * 100), range(800)))
    lama = tempat.with_name("jadwal.log.1")
    assert sorted(p.name for p in tempat.parent.iterdir()) == ["jadwal.log", "jadwal.log.1"]
    baris = (lama.read_text() + tempat.read_text()).splitlines()
    assert all(b == b[:4] * 100 for b in baris)
    assert lama.stat().st_size >= 200_000 > tempat.stat().st_size
    assert len({b[:4] for b in baris}) == len(baris) == 800


def test_kunci_yang_tertinggal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one that turns the log over just now; and of one that was killed while it did."""
    monkeypatch.setattr(jadwal_jalan, "_TERBESAR", 4)
    tempat, kunci = tmp_path / "jadwal.log", tmp_path / "jadwal.log.kunci"
    tempat.write_text("lama\n")
    kunci.touch()
    jadwal_jalan.catat(tempat, "satu")
    assert tempat.read_text() == "lama\nsatu\n"
    os.utime(kunci, (0, 0))
    jadwal_jalan.catat(tempat, "dua")
    assert (tempat.read_text(), tempat.with_name("jadwal.log.1").read_text()) == ("dua\n", "lama\nsatu\n")
    assert not kunci.exists()
