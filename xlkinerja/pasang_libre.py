"""The LibreOffice extension: made from this package and `macros/libreoffice`, put into the user's profile by unopkg.

The extension carries the engine itself, which needs nothing but Python's standard library, so that the same file works
on every machine; where LibreOffice's Python is too old for it, the engine runs by the Python named in `mesin.ini`.
"""

from __future__ import annotations

import ast
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from configparser import ConfigParser
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from xlkinerja import __version__

IDENTITAS = "id.xlkinerja"
NAMA = "xlkinerja.oxt"
_SUMBER = (
    ("META-INF/manifest.xml", "manifest.xml"),
    ("description.xml", "description.xml"),
    ("Addons.xcu", "Addons.xcu"),
    ("CalcWindowState.xcu", "CalcWindowState.xcu"),
    ("xlkinerja_tombol.py", "xlkinerja_tombol.py"),
)
"""Place in the extension, file in `macros/libreoffice`."""
_AWAL = ("xlkinerja.dokumen_terbuka",)
"""Modules that the buttons use; those that these import come along."""
_DATA = (".csv",)
_WAKTU = (2020, 1, 1, 0, 0, 0)


class GagalPasang(Exception):
    """The extension could not be made or installed. The message is one Indonesian line: why and what to do."""


# Making it


def bangun_oxt() -> bytes:
    """The extension as a file, the same bytes every time."""
    isi = io.BytesIO()
    with zipfile.ZipFile(isi, "w", zipfile.ZIP_DEFLATED) as z:
        for nama, bita in sorted(_isi_oxt()):
            z.writestr(zipfile.ZipInfo(nama, _WAKTU), bita, zipfile.ZIP_DEFLATED)
    return isi.getvalue()


def _isi_oxt() -> Iterator[tuple[str, bytes]]:
    sumber = _folder_sumber()
    for nama, berkas in _SUMBER:
        yield nama, _berversi(sumber.joinpath(berkas).read_bytes())
    paket = files("xlkinerja")
    for b in paket.joinpath("buku", "libre").iterdir():
        if b.name.endswith(".py"):
            yield f"pythonpath/xlkinerja_libre/{b.name}", _berversi(b.read_bytes())
    for modul, isi in _modul(paket):
        yield f"pythonpath/{modul}", isi.read_bytes()
    formulir = paket.joinpath("formulir")
    for folder, awalan in ((formulir, "formulir"), (formulir.joinpath("baku"), "formulir/baku")):
        for b in folder.iterdir():
            if b.name.endswith(_DATA):
                yield f"pythonpath/xlkinerja/{awalan}/{b.name}", b.read_bytes()


def _berversi(bita: bytes) -> bytes:
    return bita.replace(b"@VERSI@", __version__.encode())


def _folder_sumber() -> Traversable:
    """`macros/libreoffice`, from the installed package, else from the checkout it runs in."""
    for t in (files("xlkinerja").joinpath("macros", "libreoffice"), Path(__file__).parents[1] / "macros/libreoffice"):
        if t.is_dir():
            return t
    raise GagalPasang("sumber ekstensi LibreOffice tidak ikut terpasang; pasang ulang xlkinerja")


def _modul(paket: Traversable) -> Iterator[tuple[str, Traversable]]:
    """(path below `pythonpath`, file) of the modules that the buttons need, found through their imports."""
    sudah: set[str] = set()
    tugas = list(_AWAL)
    while tugas:
        nama = tugas.pop()
        letak = _berkas(paket, nama)
        if nama in sudah or letak is None:
            continue
        sudah.add(nama)
        yield letak
        tugas += [nama.rpartition(".")[0], *_impor(letak[1].read_text("utf-8"))]


def _berkas(paket: Traversable, nama: str) -> tuple[str, Traversable] | None:
    pangkal, *bagian = nama.split(".")
    if pangkal != "xlkinerja":
        return None
    for akhir in (("__init__.py",), ()):
        jalur = [*bagian, *akhir] if akhir else [*bagian[:-1], f"{bagian[-1]}.py"] if bagian else []
        berkas = paket.joinpath(*jalur) if jalur else paket
        if berkas.is_file():
            return "/".join(("xlkinerja", *jalur)), berkas
    return None


def _impor(teks: str) -> Iterator[str]:
    for n in ast.walk(ast.parse(teks)):
        if isinstance(n, ast.Import):
            yield from (a.name for a in n.names)
        elif isinstance(n, ast.ImportFrom) and n.module:
            yield from (n.module, *(f"{n.module}.{a.name}" for a in n.names))


# Installing it


def pasang(*, lepas: bool = False) -> Sequence[str]:
    """Install the extension for this user, or take it off; what was done, one Indonesian line each.

    Raises GagalPasang, with what to do.
    """
    unopkg = cari_unopkg()
    if lepas:
        return [_lepas(unopkg)]
    with tempfile.TemporaryDirectory(prefix="xlkinerja-") as folder:
        Path(folder).chmod(0o755)  # unopkg may run as somebody else, such as where it was packed by itself
        oxt = Path(folder) / NAMA
        oxt.write_bytes(bangun_oxt())
        hasil = _jalankan(unopkg, "add", "--force", "--suppress-license", str(oxt))
    _tolak_gagal(hasil)
    return [
        f"Ekstensi xlkinerja {__version__} terpasang untuk LibreOffice ({unopkg}).",
        f"Mesin cadangan untuk LibreOffice lama dicatat di {_catat_mesin()}.",
        "Tutup LibreOffice seluruhnya, buka lagi: menu dan bilah alat xlkinerja ada di Calc.",
    ]


def _lepas(unopkg: str) -> str:
    daftar = _jalankan(unopkg, "list")
    _tolak_gagal(daftar)
    berkas_mesin().unlink(missing_ok=True)
    if IDENTITAS.encode() not in daftar.stdout:
        return "Ekstensi LibreOffice memang tidak terpasang."
    _tolak_gagal(_jalankan(unopkg, "remove", IDENTITAS))
    return "Ekstensi LibreOffice dilepas."


def _tolak_gagal(hasil: subprocess.CompletedProcess[bytes]) -> None:
    if hasil.returncode:
        raise GagalPasang(_alasan(hasil))


def cari_unopkg() -> str:
    """LibreOffice's program that manages extensions."""
    calon = [shutil.which("unopkg"), *map(str, _unopkg_lazim())]
    ada = next((c for c in calon if c and os.path.exists(c)), None)
    if ada is None:
        raise GagalPasang(
            "LibreOffice tidak ditemukan. Pasang LibreOffice lebih dahulu; bila sudah ada di tempat lain, tambahkan "
            "folder programnya ke PATH."
        )
    return ada


def _unopkg_lazim() -> Iterator[Path]:
    soffice = shutil.which("soffice")
    if soffice:
        yield Path(soffice).resolve().parent / "unopkg"
    if sys.platform == "win32":
        for akar in ("ProgramFiles", "ProgramFiles(x86)"):
            yield Path(os.environ.get(akar, "")) / "LibreOffice" / "program" / "unopkg.com"
    yield Path("/Applications/LibreOffice.app/Contents/MacOS/unopkg")


def _jalankan(unopkg: str, *kata: str) -> subprocess.CompletedProcess[bytes]:
    profil = os.environ.get("XLKINERJA_PROFIL_LIBREOFFICE")
    tambahan = [f"-env:UserInstallation={profil}"] if profil else []
    try:
        return subprocess.run([unopkg, *kata, *tambahan], capture_output=True, timeout=180, check=False)
    except (OSError, subprocess.SubprocessError) as galat:
        raise GagalPasang(f"unopkg tidak dapat dijalankan ({galat}).") from galat


def _alasan(hasil: subprocess.CompletedProcess[bytes]) -> str:
    kata = (hasil.stderr + b"\n" + hasil.stdout).decode("utf-8", "replace")
    if ".lock" in kata or "already running" in kata.casefold():
        return "LibreOffice sedang terbuka; tutup seluruhnya lalu ulangi."
    if re.search(r"\broot\b(?!/)", kata):
        return "unopkg menolak dijalankan sebagai root; jalankan sebagai pemakai biasa."
    baris = [b for b in kata.splitlines() if b.strip()]
    return f"unopkg menolak ekstensinya: {baris[-1] if baris else 'tanpa keterangan'}"


def berkas_mesin() -> Path:
    """Where the extension reads which Python runs the engine outside; the same rule as in `xlkinerja_tombol.py`."""
    if os.name == "nt":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "xlkinerja" / "mesin.ini"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "xlkinerja" / "mesin.ini"


def _catat_mesin() -> Path:
    isi = ConfigParser()
    isi["mesin"] = {"python": sys.executable}
    tujuan = berkas_mesin()
    tujuan.parent.mkdir(parents=True, exist_ok=True)
    with tujuan.open("w", encoding="utf-8") as f:
        isi.write(f)
    return tujuan
