"""A LibreOffice profile with our extension, installed by `xlkinerja pasang libreoffice` itself.

`unopkg` refuses root, as which CI runs: then a small script of that name runs the real one as nobody.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.libre import _tulis_profil
from xlkinerja.pasang_libre import pasang


@contextmanager
def profil_terpasang(mp: pytest.MonkeyPatch) -> Iterator[Path]:
    """The profile; `setelan` beside it is the folder of settings. Not in pytest's own folder, whose rights pytest takes
    from others again."""
    with tempfile.TemporaryDirectory(prefix="xlkinerja-profil-", ignore_cleanup_errors=True) as tempat:
        folder = Path(tempat)
        profil = folder / "p"
        _tulis_profil(profil)
        siapkan_unopkg(folder, mp)
        mp.setenv("XLKINERJA_PROFIL_LIBREOFFICE", profil.as_uri())
        mp.setenv("XDG_CONFIG_HOME", str(folder / "setelan"))
        pasang()
        yield profil


def siapkan_unopkg(folder: Path, mp: pytest.MonkeyPatch) -> None:
    """A `unopkg` that may be called here, for a profile below `folder`."""
    asli = os.environ.get("UNOPKG_ASLI") or shutil.which("unopkg")  # a profile may be made while another one is in use
    assert asli, "pasang dahulu: libreoffice-calc"
    if os.geteuid() != 0:
        return
    rumah = folder / "rumah"
    rumah.mkdir()
    for x in (folder, *folder.rglob("*")):
        shutil.chown(x, "nobody")
    folder.chmod(0o755)
    pengganti = folder / "bin" / "unopkg"
    pengganti.parent.mkdir()
    pengganti.write_text(
        "#!/bin/sh\nexec setpriv --reuid=nobody --regid=nogroup --clear-groups "
        f'env HOME="{rumah}" "{asli}" "$@"\n'
    )
    pengganti.chmod(0o755)
    pengganti.parent.chmod(0o755)
    mp.setenv("UNOPKG_ASLI", asli)
    mp.setenv("PATH", f"{pengganti.parent}{os.pathsep}{os.environ['PATH']}")
