"""argparse that speaks Indonesian: usage, headings, errors."""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

from xlkinerja.konsol import aman

_LEBAR = 78
_KATA = {
    "usage: ": "penggunaan: ",
    "positional arguments": "argumen",
    "options": "pilihan",
    "optional arguments": "pilihan",
    "show this help message and exit": "tampilkan bantuan ini",
    "expected one argument": "perlu satu nilai",
    "expected at most one argument": "perlu paling banyak satu nilai",
    "expected at least one argument": "perlu sedikitnya satu nilai",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r tidak dikenal (pilihan: %(choices)s)",
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": (
        "%(value)r tidak dikenal, mungkin maksudnya %(closest)r? (pilihan: %(choices)s)"
    ),
    "invalid %(type)s value: %(value)r": "nilai %(value)r tidak sah",
    "the following arguments are required: %s": "argumen berikut wajib diisi: %s",
    "one of the arguments %s is required": "salah satu argumen berikut wajib diisi: %s",
    "unrecognized arguments: %s": "argumen tidak dikenal: %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s bermakna ganda: %(matches)s",
    "ignored explicit argument %r": "tidak memerlukan nilai %r",
    "not allowed with argument %s": "tidak dapat dipakai bersama %s",
    "argument %(argument_name)s: %(message)s": "argumen %(argument_name)s: %(message)s",
    "expected %s argument": "perlu %s nilai",
    "expected %s arguments": "perlu %s nilai",
}


def _terjemah(teks: str) -> str:
    return _KATA.get(teks, teks)


def _terjemah_jamak(satu: str, banyak: str, n: int) -> str:
    return _terjemah(satu if n == 1 else banyak)


def berbahasa_indonesia() -> None:
    """Replace the gettext that argparse looks its own words up with."""
    vars(argparse).update(_=_terjemah, ngettext=_terjemah_jamak)


class Pengurai(argparse.ArgumentParser):
    """A parser whose errors are "galat: ..." on stderr with exit status 2; options cannot be abbreviated.

    `description`: paragraphs, one a line. `contoh`: the lines under "contoh:".
    """

    def __init__(self, *, description: str, contoh: str, **pilihan: str | None) -> None:
        super().__init__(
            description=description,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
            epilog=f"contoh:\n{contoh}",
            **pilihan,  # type: ignore[arg-type]
        )

    def format_help(self) -> str:
        """The help text, its description wrapped only now: every start makes these parsers, few show them."""
        from textwrap import fill  # noqa: PLC0415 - the same

        self.description = "\n".join(fill(p, _LEBAR) for p in (self.description or "").splitlines())
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where to read on, and end with status 2."""
        if message.startswith("argument "):
            message = "argumen " + message.removeprefix("argument ")
        self.exit(2, f"galat: {aman(message)}\nLihat: {self.prog} --help\n")


def berkas_html(teks: str) -> Path:
    """The file of an HTML report; refused before the run where it has another ending or cannot be made here."""
    tujuan = Path(teks)
    if tujuan.suffix.lower() not in (".html", ".htm") or tujuan.is_dir():
        raise argparse.ArgumentTypeError(f"{teks!r} bukan nama berkas .html")
    if find_spec("jinja2") is None:
        raise argparse.ArgumentTypeError("laporan HTML perlu Jinja2; pasang dengan: pip install jinja2")
    return tujuan


def cacah(teks: str) -> int:
    """An option's count of processes: 1 to 256."""
    if not (teks.isascii() and teks.isdigit() and 1 <= int(teks) <= 256):
        raise argparse.ArgumentTypeError(f"{teks!r} bukan bilangan bulat 1 sampai 256")
    return int(teks)
