"""The password of the mail server: from the environment, else from the keyring of the system. Never from a file."""

from __future__ import annotations

import os
from dataclasses import field
from enum import Enum
from importlib import import_module
from importlib.util import find_spec

from xlkinerja.beku import beku
from xlkinerja.setelan import Surel
from xlkinerja.setelan_isian import SANDI_SUREL

LAYANAN = "xlkinerja"
"""The service name under which the keyring keeps it; the user name is `Surel.pengguna`."""


class Asal(Enum):
    """Where a password was found; the value is what a reader is told."""

    LINGKUNGAN = f"variabel lingkungan {SANDI_SUREL}"
    KEYRING = f'keyring (layanan "{LAYANAN}")'
    TIDAK_ADA = "tidak ditemukan"
    TANPA_KEYRING = 'tidak ditemukan (keyring tidak terpasang: pip install "xlkinerja[sandi]")'
    KEYRING_GAGAL = "tidak ditemukan (keyring tidak dapat dibuka)"


@beku(frozen=True, slots=True)
class Sandi:
    """A password, not shown by repr, and where it was found."""

    asal: Asal
    isi: str | None = field(default=None, repr=False)


def cari_sandi(surel: Surel) -> Sandi:
    """The password for a mail server that wants a login."""
    if isi := os.environ.get(SANDI_SUREL):
        return Sandi(Asal.LINGKUNGAN, isi)
    try:
        if find_spec("keyring") is None:
            return Sandi(Asal.TANPA_KEYRING)
        isi = import_module("keyring").get_password(LAYANAN, surel.pengguna or "")
    except Exception:  # a keyring has many ways to be locked, missing or broken
        return Sandi(Asal.KEYRING_GAGAL)
    return Sandi(Asal.KEYRING, isi) if isinstance(isi, str) and isi else Sandi(Asal.TIDAK_ADA)
