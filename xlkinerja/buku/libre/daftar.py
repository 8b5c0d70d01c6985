"""The change list as it was read, and what lies together in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

KEPALA = "xlkinerja-perubahan"
VERSI = "1"
_ESKAPE = re.compile(r"\\u([0-9A-F]{4})")


class TakDapat(Exception):
    """The document cannot be changed. The message is one Indonesian line: why and what to do."""


class Daftar:
    """A change list: `ringkasan` for the reader, `sel` the lines of cells by sheet, `temuan` the lines of the findings
    sheet (empty if it stays)."""

    def __init__(self, teks: str) -> None:
        baris = [_pisah(b) for b in teks.replace("\r\n", "\n").split("\n") if b]
        if not baris or baris[0] != [KEPALA, VERSI]:
            raise TakDapat("Daftar perubahan dari mesin xlkinerja tidak dikenal; pasang ulang ekstensinya.")
        self.ringkasan = ""
        self.sel: dict[str, list[list[str]]] = {}
        self.temuan: list[list[str]] = []
        for b in baris[1:]:
            if b[0] == "R":
                self.ringkasan = b[1]
            elif b[0] in "NTFKW":
                self.sel.setdefault(b[1], []).append(b)
            else:
                self.temuan.append(b)

    @property
    def ada(self) -> bool:
        """True if anything changes."""
        return bool(self.sel or self.temuan)


def _pisah(baris: str) -> list[str]:
    """The fields of a line."""
    isi = baris.split("\t")
    return [_lepas(x) for x in isi] if "\\" in baris else isi


def _lepas(teks: str) -> str:
    """A field as it was before it was made ASCII; two escapes may be one letter."""
    bagian = _ESKAPE.sub(lambda c: chr(int(c[1], 16)), teks)
    return bagian.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def banyaknya(daftar: Daftar) -> int:
    """Lines to apply."""
    return sum(map(len, daftar.sel.values())) + len(daftar.temuan)


def nama_temuan(daftar: Daftar) -> str:
    """Name of the findings sheet that it brings."""
    return next(b[1] for b in daftar.temuan if b[0] == "L")


def larik(baris: Iterator[tuple[str, Sequence[str]]]) -> Iterator[tuple[str, int, int, int]]:
    """(look, column, first row, last row), 0-based, of the runs of lines down each column that get the same look; ""
    is none."""
    per_kolom: dict[int, list[tuple[int, str]]] = {}
    for rupa, b in baris:
        if rupa:
            per_kolom.setdefault(int(b[3]) - 1, []).append((int(b[2]) - 1, rupa))
    for k, isi in per_kolom.items():
        isi.sort()
        yield from ((rupa, k, atas, bawah) for rupa, atas, bawah in runtun(isi))


def runtun(isi: Sequence[tuple[int, str]]) -> Iterator[tuple[str, int, int]]:
    """(word, first row, last row) of the runs of one word in neighbouring rows."""
    atas, kata = isi[0]
    akhir = atas
    for r, lain in isi[1:]:
        if lain != kata or r != akhir + 1:
            yield kata, atas, akhir
            atas, kata = r, lain
        akhir = r
    yield kata, atas, akhir
