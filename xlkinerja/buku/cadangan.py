"""Safety copies of workbooks that are changed while they are open: in the user's data folder, the last twenty."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

TERBANYAK = 20


def folder_cadangan() -> Path:
    """`%LOCALAPPDATA%/xlkinerja/cadangan`, or its equivalent on this system."""
    rumah = Path.home()
    if sys.platform == "win32":
        dasar = os.environ.get("LOCALAPPDATA") or rumah / "AppData" / "Local"
    elif sys.platform == "darwin":
        dasar = rumah / "Library" / "Application Support"
    else:
        dasar = os.environ.get("XDG_DATA_HOME") or rumah / ".local" / "share"
    return Path(dasar) / "xlkinerja" / "cadangan"


def simpan_cadangan(asal: Path) -> Path:
    """Keep a copy under the time and its own name, and drop the oldest beyond `TERBANYAK`. Raises OSError."""
    folder = folder_cadangan()
    folder.mkdir(parents=True, exist_ok=True)
    tujuan = folder / f"{datetime.now():%Y%m%d-%H%M%S-%f}_{asal.name}"
    shutil.copyfile(asal, tujuan)
    lama = sorted(p for p in folder.iterdir() if p.is_file() and p.name[:8].isdigit() and "_" in p.name)
    for p in lama[:-TERBANYAK]:
        with suppress(OSError):
            p.unlink()
    return tujuan
