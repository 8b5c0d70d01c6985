"""The example workbooks that come with the program, laid out into a folder."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def sumber() -> tuple[Traversable, ...]:
    """The example workbooks by name: from the installed package, else from the checkout it runs in.

    FileNotFoundError if there are none.
    """
    tempat: tuple[Traversable, ...] = (
        files("xlkinerja").joinpath("contoh"),
        Path(__file__).parent.parent / "workbooks" / "contoh",
    )
    for t in tempat:
        if t.is_dir():
            return tuple(sorted((b for b in t.iterdir() if b.name.endswith(".xlsx")), key=lambda b: b.name))
    raise FileNotFoundError("buku kerja contoh tidak ikut terpasang; pasang ulang xlkinerja")


def salin(folder: Path) -> Iterator[tuple[str, str]]:
    """Copy every example that is not there; yields its name and "baru", "sama" or "berbeda" (left alone)."""
    folder.mkdir(parents=True, exist_ok=True)
    for buku in sumber():
        isi = buku.read_bytes()
        tujuan = folder / buku.name
        if tujuan.exists():
            yield buku.name, "sama" if tujuan.is_file() and tujuan.read_bytes() == isi else "berbeda"
            continue
        with tujuan.open("xb") as f:
            f.write(isi)
        yield buku.name, "baru"
