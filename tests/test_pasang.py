"""`xlkinerja pasang`: what lies where afterwards, and that it can be taken off again."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.profil_libre import profil_terpasang
from xlkinerja import __version__
from xlkinerja.cli import utama
from xlkinerja.pasang_excel import SETELAN, setelan
from xlkinerja.pasang_libre import GagalPasang, bangun_oxt, pasang

AKAR = Path(__file__).parents[1]


def test_excel_dipasang_dan_dilepas(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tujuan = tmp_path / "XL START é"
    assert utama(["pasang", "excel", "--folder", str(tujuan)]) == 0
    assert sorted(p.name for p in tujuan.iterdir()) == ["xlkinerja.ini", "xlkinerja.xlam"]
    assert (tujuan / "xlkinerja.xlam").read_bytes() == (AKAR / "macros" / "xlkinerja.xlam").read_bytes()
    isi = (tujuan / SETELAN).read_bytes()
    assert isi[:2] == b"\xff\xfe"
    assert isi.decode("utf-16") == f"mesin={sys.executable}\r\nsaluran=berkas\r\nbatas_detik=180\r\n"
    assert f"Add-in xlkinerja {__version__} terpasang" in capsys.readouterr().out
    assert utama(["pasang", "excel", "--folder", str(tujuan), "--saluran", "xlwings"]) == 0
    assert (tujuan / SETELAN).read_bytes() == setelan(sys.executable, "xlwings")
    (tujuan / "milik-sendiri.xlsx").write_bytes(b"x")
    assert utama(["pasang", "excel", "--folder", str(tujuan), "--lepas"]) == 0
    assert [p.name for p in tujuan.iterdir()] == ["milik-sendiri.xlsx"]
    assert utama(["pasang", "excel", "--folder", str(tujuan), "--lepas"]) == 0
    assert "memang tidak terpasang" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform != "linux", reason="di sini Excel tidak ada")
def test_excel_tanpa_xlstart_disebut(capsys: pytest.CaptureFixture[str]) -> None:
    assert utama(["pasang", "excel"]) == 2
    galat = capsys.readouterr().err
    assert galat.startswith("galat: folder XLSTART tidak ditemukan") and galat.count("\n") == 1


def test_oxt_selalu_sama_dan_lengkap() -> None:
    """The same bytes each time; the engine in it runs by itself, with Python's standard library only."""
    oxt = bangun_oxt()
    assert oxt == bangun_oxt()
    nama = zipfile.ZipFile(io.BytesIO(oxt)).namelist()
    assert {"META-INF/manifest.xml", "description.xml", "Addons.xcu", "xlkinerja_tombol.py"} <= set(nama)
    assert not [n for n in nama if "templat/" in n or n.endswith((".xlsx", "cli.py"))]


def test_mesin_di_dalam_oxt_berjalan_sendiri(tmp_path: Path) -> None:
    zipfile.ZipFile(io.BytesIO(bangun_oxt())).extractall(tmp_path)
    buku = AKAR / "workbooks" / "contoh" / "ttu-2023.xlsx"
    kode = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path\n"
        "from xlkinerja.dokumen_terbuka import daftar_perubahan; import xlkinerja\n"
        "assert xlkinerja.__file__.startswith(sys.argv[1])\n"
        "print(daftar_perubahan(Path(sys.argv[2])).splitlines()[:2])"
    )
    perintah = [sys.executable, "-I", "-S", "-c", kode, str(tmp_path / "pythonpath"), str(buku)]
    hasil = subprocess.run(perintah, capture_output=True, text=True, check=True)
    assert "xlkinerja-perubahan" in hasil.stdout and "Temuan: 4 galat" in hasil.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="unopkg dijalankan sebagai pemakai lain")
def test_libreoffice_dipasang_dan_dilepas(monkeypatch: pytest.MonkeyPatch) -> None:
    with profil_terpasang(monkeypatch) as profil:
        assert list(profil.rglob("xlkinerja_tombol.py"))
        mesin = ConfigParser()
        mesin.read(profil.parent / "setelan" / "xlkinerja" / "mesin.ini", encoding="utf-8")
        assert mesin["mesin"]["python"] == sys.executable
        assert pasang(lepas=True) == ["Ekstensi LibreOffice dilepas."]
        assert pasang(lepas=True) == ["Ekstensi LibreOffice memang tidak terpasang."]


@pytest.mark.skipif(sys.platform != "linux", reason="unopkg dijalankan sebagai pemakai lain")
def test_libreoffice_yang_sedang_terbuka_disebut(monkeypatch: pytest.MonkeyPatch) -> None:
    with profil_terpasang(monkeypatch) as profil:
        (profil / ".lock").write_text("[Lockdata]\nUser=\nHost=\n")
        with pytest.raises(GagalPasang, match="LibreOffice sedang terbuka; tutup seluruhnya lalu ulangi"):
            pasang(lepas=True)
