"""The Excel add-in: put into XLSTART, with a settings file beside it that names the engine. No administrator's rights.

XLSTART is the folder of the user's own that Excel opens workbooks from at every start; what lies there is trusted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from xlkinerja import __version__
from xlkinerja.buku.simpan import simpan_berkas
from xlkinerja.galat_os import sebab_os
from xlkinerja.pasang_libre import GagalPasang

NAMA, SETELAN = "xlkinerja.xlam", "xlkinerja.ini"
SALURAN = ("berkas", "xlwings")


def pasang(*, folder: Path | None = None, saluran: str = "berkas", lepas: bool = False) -> Sequence[str]:
    """Copy the add-in and write its settings, or remove both; what was done, one Indonesian line each.

    `folder`: instead of the user's XLSTART. Raises GagalPasang, with what to do.
    """
    tujuan = folder or folder_xlstart()
    if tujuan is None:
        raise GagalPasang(
            "folder XLSTART tidak ditemukan: Excel dengan add-in hanya ada di Windows dan macOS. Sebutkan foldernya "
            "dengan --folder bila add-in akan disalin ke komputer lain."
        )
    try:
        return _lepas(tujuan) if lepas else _pasang(tujuan, saluran)
    except OSError as galat:
        raise GagalPasang(
            f"{galat.filename or tujuan}: {sebab_os(galat)}. Tutup Excel seluruhnya, lalu ulangi."
        ) from galat


def folder_xlstart() -> Path | None:
    """The user's own XLSTART; None where there is no Excel that reads one."""
    if sys.platform == "win32":
        akar = os.environ.get("APPDATA")
        return Path(akar) / "Microsoft" / "Excel" / "XLSTART" if akar else None
    if sys.platform == "darwin":
        grup = Path.home() / "Library" / "Group Containers" / "UBF8T346G9.Office" / "User Content.localized"
        return grup / "Startup.localized" / "Excel"
    return None


def _pasang(tujuan: Path, saluran: str) -> Sequence[str]:
    tujuan.mkdir(parents=True, exist_ok=True)
    ada = tujuan / NAMA
    simpan_berkas(ada, _addin())
    simpan_berkas(tujuan / SETELAN, setelan(mesin(), saluran))
    return (
        f"Add-in xlkinerja {__version__} terpasang: {ada}",
        f"Setelannya: {tujuan / SETELAN} (mesin {mesin()}, saluran {saluran})",
        "Tutup Excel seluruhnya, buka lagi: tab xlkinerja ada di pita. Tombol Uji Pemasangan menyebut bila ada yang "
        "kurang.",
    )


def _lepas(tujuan: Path) -> Sequence[str]:
    ada = [tujuan / n for n in (NAMA, SETELAN) if (tujuan / n).is_file()]
    for b in ada:
        b.unlink()
    return [f"Dihapus: {b}" for b in ada] or [f"Add-in xlkinerja memang tidak terpasang di {tujuan}."]


def setelan(jalur_mesin: str, saluran: str) -> bytes:
    """The settings as the add-in reads them: UTF-16 with its mark, since paths may hold any letter."""
    return f"mesin={jalur_mesin}\r\nsaluran={saluran}\r\nbatas_detik=180\r\n".encode("utf-16")


def mesin() -> str:
    """Full path of what runs the engine without a window: xlkinerjaw beside the packed program, else pythonw."""
    ini = Path(sys.executable)
    tanpa_jendela = ini.with_name(f"xlkinerjaw{ini.suffix}" if getattr(sys, "frozen", False) else "pythonw.exe")
    return str(tanpa_jendela) if tanpa_jendela.is_file() else sys.executable


def _addin() -> bytes:
    """The add-in, from the installed package, else from the checkout it runs in."""
    tempat: tuple[Traversable, ...] = (
        files("xlkinerja").joinpath("macros", NAMA),
        Path(__file__).parents[1] / "macros" / NAMA,
    )
    for t in tempat:
        if t.is_file():
            return t.read_bytes()
    raise GagalPasang("add-in tidak ikut terpasang; pasang ulang xlkinerja")
