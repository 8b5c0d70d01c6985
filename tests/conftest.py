"""A cache and a data folder (history) of its own for each test: what another one, or the user, left there must not
decide it, and what tests check is no part of the user's history."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

_nomor = count()


_FOLDER = ("XDG_CACHE_HOME", "XDG_DATA_HOME")
UJI_BERSAMA = "XLKINERJA_UJI_BERSAMA"
"""A folder of this run that all its processes share: what takes long to build is built by the first that needs it."""


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where they lie, and where fixtures of wider scope find theirs; the user's come back in the end."""
    lama = {n: os.environ.get(n) for n in _FOLDER}
    folder = tmp_path_factory.mktemp("cache")
    os.environ.update(dict.fromkeys(_FOLDER, str(folder)))
    dasar = tmp_path_factory.getbasetemp()
    bersama = (dasar.parent if "PYTEST_XDIST_WORKER" in os.environ else dasar) / "bersama"
    bersama.mkdir(exist_ok=True)
    os.environ[UJI_BERSAMA] = str(bersama)
    yield folder
    del os.environ[UJI_BERSAMA]
    for nama, isi in lama.items():
        if isi is None:
            del os.environ[nama]
        else:
            os.environ[nama] = isi


@pytest.fixture(autouse=True)
def _cache_sendiri(_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nomor = str(next(_nomor))
    for nama in _FOLDER:
        monkeypatch.setenv(nama, str(_cache / nomor))
