"""What every module that talks to an open Excel needs: its refusals, its waiting, its way to read a text."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")
SABAR = 10.0
"""Seconds that a busy Excel is waited for."""
TEKS = "@"
"""The number format "text"."""
_JEDA = 0.25
_SIBUK = {-2147418111, -2147417846, -2146777998}
"""RPC_E_CALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER, VBA_E_IGNORE (a cell is being edited)."""
_LOGIS = {"true", "false", "benar", "salah"}


class ExcelTakSiap(Exception):
    """The open workbook cannot be read or changed. The message is one Indonesian line: why and what to do."""


def sibuk(galat: BaseException) -> bool:
    """True if Excel refused because it has no time: a dialogue is open, or a cell is being edited."""
    rincian = getattr(galat, "excepinfo", None) or ()
    nomor = {getattr(galat, "hresult", None), *galat.args[:1], *rincian[-1:]}
    teks = str(galat).casefold()
    return bool({n for n in nomor if isinstance(n, int)} & _SIBUK) or (
        type(galat).__name__ == "ExcelBusyError" or "rejected by callee" in teks
    )


def coba_lagi(kerja: Callable[[], T], *, sabar: float | None = None) -> T:
    """The result of `kerja`, tried again while Excel is busy. Raises ExcelTakSiap when it stays so."""
    habis = time.monotonic() + (SABAR if sabar is None else sabar)
    with _tanpa_tunggu():
        while True:
            try:
                return kerja()
            except Exception as galat:
                if not sibuk(galat):
                    raise
                if time.monotonic() >= habis:
                    raise ExcelTakSiap(
                        "Excel sedang sibuk: selesaikan isian sel (Enter atau Esc) dan tutup kotak dialog, lalu ulangi."
                    ) from None
            time.sleep(_JEDA)


@contextmanager
def _tanpa_tunggu() -> Iterator[None]:
    """xlwings itself waits without end and without a word for a busy Excel: here it gives up at once, and we wait."""
    modul: Any = sys.modules.get("xlwings._xlwindows")
    lama = getattr(modul, "N_COM_ATTEMPTS", None)
    if lama is None:
        yield
        return
    modul.N_COM_ATTEMPTS = 1
    try:
        yield
    finally:
        modul.N_COM_ATTEMPTS = lama


def api(benda: Any) -> Any:
    """The native object below an xlwings one, None where the engine has none."""
    try:
        return benda.api
    except Exception as galat:
        if sibuk(galat):
            raise
        return None


def sifat(benda: Any, nama: str) -> bool:
    """A yes-or-no property of the native object; False where there is none."""
    try:
        return getattr(benda.api, nama) is True
    except Exception as galat:
        if sibuk(galat):
            raise
        return False


def jalur_asal(buku: Any) -> str | None:
    """Where Excel says that a workbook lies: a path, an address in the cloud, or a mere name if it was never saved;
    None where the engine does not tell. Not `buku.fullname`: xlwings guesses a path for an address, by a sheet of the
    workbook."""
    try:
        asli = buku.api
        jalur = getattr(asli, "FullName", None)
        if jalur is None:
            jalur = asli.full_name.get()  # Mac
    except Exception as galat:
        if sibuk(galat):
            raise
        return None
    return jalur if isinstance(jalur, str) else None


def teks_biasa(teks: str, format_sel: str | None = None) -> str:
    """A text as Excel must be given it so that it stays text: with an apostrophe where it could be read as a number,
    date, formula or TRUE."""
    aman = teks[:1].isalpha() and not any(c.isdigit() for c in teks) and teks.casefold() not in _LOGIS
    if not teks or aman or (format_sel == TEKS and not teks.startswith("'")):
        return teks
    return f"'{teks}"


def rgb(warna: str | None) -> tuple[int, int, int] | None:
    if warna is None:
        return None
    return int(warna[:2], 16), int(warna[2:4], 16), int(warna[4:], 16)


def ringkas(galat: BaseException) -> str:
    return " ".join(f"{type(galat).__name__}: {galat}".split())[:160]
