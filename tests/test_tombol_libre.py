"""The LibreOffice button for real: the extension installed, a window on a screen, a mouse click on its toolbar; the
cells are those that the file backend writes."""

from __future__ import annotations

import ast
import contextlib
import json
import math
import os
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.buku_ribuan import BARIS_KEGIATAN, tulis
from tests.libre import python_uno
from tests.profil_libre import profil_terpasang
from tests.test_setelan_pakai import SKALA, atur, buku
from tests.waktu import sekali
from tests.wilayah_ntt import bita
from xlkinerja.buku import Suntingan
from xlkinerja.buku.sisip import terapkan
from xlkinerja.cli import utama
from xlkinerja.lembar_temuan import KOLOM_GAYA
from xlkinerja.temuan import urai_a1
from xlkinerja.terapkan import hitung_jalur, hitung_perubahan

CONTOH = Path(__file__).parents[1] / "workbooks" / "contoh"
UNO = Path(__file__).with_name("libre_tombol.py")
LUAR = ("Xvfb", "openbox", "xdotool", "soffice", "unopkg")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Xvfb hanya ada di Linux")


@pytest.fixture(scope="module")
def layar() -> Iterator[dict[str, str]]:
    """A screen of its own with a window manager."""
    kurang = [p for p in LUAR if shutil.which(p) is None]
    assert not kurang, f"pasang dahulu: {', '.join(kurang)} (tests/jalankan.sh melakukannya)"
    # A number of its own: servers that look for a free one by themselves take each other's sockets away.
    nomor = 200 + os.getpid() % 1000
    xvfb = subprocess.Popen(
        ["Xvfb", f":{nomor}", "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    akhir = time.monotonic() + 20
    while not Path(f"/tmp/.X11-unix/X{nomor}").exists() and time.monotonic() < akhir:
        time.sleep(0.05)
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")} | {"DISPLAY": f":{nomor}"}
    openbox = subprocess.Popen(["openbox"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield env
    for p in (openbox, xvfb):
        p.terminate()
        p.wait(10)


@pytest.fixture(scope="module")
def profil() -> Iterator[Path]:
    """A LibreOffice profile with the extension installed."""
    with pytest.MonkeyPatch.context() as mp, profil_terpasang(mp) as hasil:
        yield hasil


def _klik(
    layar: dict[str, str],
    profil: Path,
    berkas: Path,
    *,
    tombol: str = "Hitung Ulang",
    bandingan: Path | None = None,
    rupa: Sequence[tuple[str, int, int]] = (),
    sela: tuple[str, str] | None = None,
    simpan: Path | None = None,
) -> Any:
    """What `tests/libre_tombol.py` saw."""
    tugas = {
        "berkas": str(berkas),
        "tombol": tombol,
        "bandingan": str(bandingan) if bandingan else None,
        "rupa": list(rupa),
        "sela": sela,
        "simpan": str(simpan) if simpan else None,
    }
    pipa = f"xlkinerja{uuid.uuid4().hex}"
    kantor = subprocess.Popen(
        ["soffice", "--norestore", "--nologo", "--nofirststartwizard", f"-env:UserInstallation={profil.as_uri()}",
         f"--accept=pipe,name={pipa};urp;"],
        env=layar, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        perintah = [python_uno(), str(UNO), pipa, json.dumps(tugas)]
        hasil = subprocess.run(perintah, env=layar, capture_output=True, timeout=180, check=False)
        assert hasil.returncode == 0, hasil.stderr.decode()[-2000:]
        return json.loads(hasil.stdout)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(kantor.pid, 9)
        kantor.wait(10)


def _rusak(folder: Path) -> Path:
    """A filled template with two figures typed over formulas and a wrong target."""
    salah = (
        Suntingan("Capaian Ketua", 9, 7, Decimal("0.77")),
        Suntingan("Anggaran", 14, 7, Decimal(12345)),
        Suntingan("PK Ketua", 9, 4, Decimal("0.5")),
    )
    jalur = folder / "kinerja.xlsx"
    jalur.write_bytes(terapkan(bita("53.04"), salah, None))
    return jalur


def _beda(a: Any, b: Any) -> list[str]:
    """Cells of two states that differ; the former styles, which every program numbers for itself, left out. Figures
    that were stored and figures that were computed may differ in the last of their digits."""
    beda = [f"rupa {x} {y}" for x, y in zip(a[""], b[""], strict=True) if x != y]
    for lembar in sorted((set(a) | set(b)) - {""}):
        for ukuran in ("rumus", "nilai"):
            x, y = (s.get(lembar, {}).get(ukuran, []) for s in (a, b))
            for i in range(max(len(x), len(y))):
                baris = [z[i] if i < len(z) else [] for z in (x, y)]
                for k in range(max(map(len, baris))):
                    p, q = (z[k] if k < len(z) else "" for z in baris)
                    if not _setara(p, q) and not (lembar == "Temuan" and k == KOLOM_GAYA - 1):
                        beda.append(f"{lembar} {ukuran} {i + 1},{k + 1}: {p!r} {q!r}")
    return beda


def _setara(a: Any, b: Any) -> bool:
    try:
        return a == b or math.isclose(float(a), float(b), rel_tol=1e-12)
    except (TypeError, ValueError):
        return False


@pytest.mark.parametrize("nama", ["rusak", "gianyar-2024"])
def test_klik_hitung_ulang(nama: str, layar: dict[str, str], profil: Path, tmp_path: Path) -> None:
    """One click: the file backend's cells. A second: nothing changes. One Undo: all as before."""
    asal = _rusak(tmp_path) if nama == "rusak" else Path(shutil.copy(CONTOH / f"{nama}.xlsx", tmp_path))
    hitung_jalur([asal], keluaran=tmp_path / "hasil")
    _, perubahan = hitung_perubahan(asal)
    rupa = [(x.lembar, x.baris, x.kolom) for x in (*perubahan.isi, *perubahan.warna)]
    hasil = _klik(layar, profil, asal, bandingan=tmp_path / "hasil" / asal.name, rupa=rupa)
    assert rupa and len(_beda(hasil["awal"], hasil["satu"])) > len(rupa)
    assert _beda(hasil["satu"], hasil["bandingan"]) == []
    assert _beda(hasil["dua"], hasil["satu"]) == []
    assert hasil["langkah"] == ["Hitung Ulang"]
    # What the file stored of formulas over the damage was stale; after Undo they are computed.
    assert [x for x in _beda(hasil["urung"], hasil["awal"]) if " nilai " not in x] == []


@pytest.mark.parametrize("salah", [None, "C5"])
def test_klik_dua_puluh_ribu_baris(
    layar: dict[str, str], profil: Path, tmp_path: Path, salah: str | None
) -> None:
    """The same with 20,000 rows and all 40,000 computed cells still empty, without and with a wrong pagu; the cells are
    those of the change list, which others compare with the file. The first click takes about four and a half times as
    long as openpyxl needs to load the workbook, the second about three times: the bounds are for a busy machine."""
    asal = tulis(tmp_path / "anggaran.xlsx", 213)
    memuat = sekali(lambda: load_workbook(asal))
    if salah is not None:
        asal.write_bytes(terapkan(asal.read_bytes(), [Suntingan("Anggaran", *urai_a1(salah), Decimal(1_234_567_000))]))
    _, perubahan = hitung_perubahan(asal)
    # Nothing is computed from a sum that is wrong, its three parts, or the sum above.
    tak_dihitung = 0 if salah is None else 5
    assert len(perubahan.isi) == 2 * (213 * BARIS_KEGIATAN + 2 - tak_dihitung)
    hasil = _klik(layar, profil, asal)
    awal, satu = (hasil[kali]["Anggaran"]["nilai"] for kali in ("awal", "satu"))
    harus = [list(b) for b in awal]
    for x in perubahan.isi:
        harus[x.baris - 1][x.kolom - 1] = float(x.isi)
    assert [i for i, (p, q) in enumerate(zip(satu, harus, strict=True)) if not all(map(_setara, p, q))] == []
    baris = next(b for b in hasil["satu"]["Temuan"]["nilai"] if b[1] in ("-", "J201"))
    assert baris[4] == (salah or "-")
    assert hasil["dua"] == hasil["satu"] and hasil["langkah"] == ["Hitung Ulang"]
    assert hasil["urung"] == hasil["awal"]
    assert hasil["ulang"] == hasil["dua"]
    waktu_satu, waktu_dua = hasil["waktu"]
    assert waktu_satu < 10 * memuat and waktu_dua < 10 * memuat


def _berkategori(folder: Path) -> Path:
    """A workbook whose category goes by the built-in scale, in a folder with a name that wants quoting."""
    folder = folder / "Kab. Belu é 'Ŵ'"
    folder.mkdir()
    return buku(folder / "belu.xlsx", capaian=0.8195, kategori="Baik", satker="Kabupaten Belu")


def test_klik_memakai_setelan_foldernya(
    layar: dict[str, str], profil: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """While the settings are faulty nothing changes; then the category is the one that `periksa` expects there."""
    asal = _berkategori(tmp_path)
    setelan = atur(asal.parent, "salah salah\n")
    simpan = asal.with_name("sesudah.xlsx")
    hasil = _klik(layar, profil, asal, sela=(str(setelan), SKALA), simpan=simpan)
    assert hasil["satu"] == hasil["awal"] and hasil["langkah"] == ["Hitung Ulang"]
    assert [hasil[kali]["Capaian"]["nilai"][3][5] for kali in ("satu", "dua", "urung")] == ["Baik", "Sedang", "Baik"]
    assert load_workbook(simpan)["Capaian"]["F4"].value == "Sedang"
    assert utama(["periksa", str(asal), str(simpan), "--abaikan", "W202,W205"]) == 1
    teks = capsys.readouterr().out
    assert teks.count("K301") == 2 and "sesudah.xlsx (KPU Kabupaten Belu, 2024): tidak ada temuan" in teks


def test_mesin_di_luar(layar: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where LibreOffice's Python is too old for the engine, the one that the installer wrote down runs it; it too by
    the settings of the document's folder."""
    asal = _berkategori(tmp_path)
    atur(asal.parent, SKALA)
    with profil_terpasang(monkeypatch) as profil:
        for tombol in profil.rglob("xlkinerja_tombol.py"):
            tombol.write_text(tombol.read_text().replace("PYTHON_TERTUA = (3, 11)", "PYTHON_TERTUA = (99, 0)"))
        hasil = _klik(layar | {"XDG_CONFIG_HOME": str(profil.parent / "setelan")}, profil, asal)
    assert hasil["satu"]["Capaian"]["nilai"][3][5] == "Sedang"
    assert "Hasil pemeriksaan: 1 galat, 0 peringatan, 0 info." in str(hasil["satu"]["Temuan"]["nilai"])
    assert _beda(hasil["dua"], hasil["satu"]) == []


def test_dapat_dibaca_python_lama() -> None:
    """LibreOffice for Windows brought Python 3.8 for long."""
    akar = Path(__file__).parents[1]
    semua = [*(akar / "macros" / "libreoffice").glob("*.py"), *(akar / "xlkinerja" / "buku" / "libre").glob("*.py")]
    assert len(semua) == 7
    for berkas in semua:
        ast.parse(berkas.read_text("utf-8"), feature_version=(3, 8))


def test_lembar_bersandi_tidak_ada_yang_diubah(layar: dict[str, str], profil: Path, tmp_path: Path) -> None:
    """A sheet that must change is closed with a password: not even the other sheets change, and no step is left."""
    jalur = tmp_path / "bersandi.xlsx"
    buku = load_workbook(CONTOH / "ttu-2023.xlsx")
    buku["RKT Ketua"].protection.set_password("sandi")
    buku["RKT Ketua"].protection.enable()
    buku.save(jalur)
    _, perubahan = hitung_perubahan(jalur)
    assert {"RKT Ketua", "Renstra"} <= {x.lembar for x in perubahan.warna}
    rupa = [(x.lembar, x.baris, x.kolom) for x in perubahan.warna]
    hasil = _klik(layar, profil, jalur, rupa=rupa)
    assert _beda(hasil["satu"], hasil["awal"]) == []
    assert hasil["langkah"] == []


def test_klik_periksa(layar: dict[str, str], profil: Path, tmp_path: Path) -> None:
    """Only the findings sheet changes, and the counts that follow from it."""
    hasil = _klik(layar, profil, _rusak(tmp_path), tombol="Periksa")
    beda = _beda(hasil["awal"], hasil["satu"])
    assert beda and all(b.startswith(("Temuan ", "Ringkasan nilai ")) for b in beda)
    assert any("'J2" in b or "'K2" in b or "'F1" in b for b in beda)
