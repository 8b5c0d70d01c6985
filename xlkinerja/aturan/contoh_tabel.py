"""A table of the example workbook: where its title, headings, rows and remarks stand on their sheet."""

from __future__ import annotations

from xlkinerja.aturan.contoh_isi import IsiSel
from xlkinerja.beku import beku

KETERANGAN = {"judul": "keterangan di atas tabel", "catatan": "keterangan di bawah tabel"}
"""Fields that stand for the lines around a table, and how a reader calls them."""


@beku(frozen=True, slots=True)
class TabelContoh:
    """One table on a sheet of its own.

    `nama`: the name under which `Ubah.formulir` finds it: its form's, or a name of its own for a second table of
    that form. `atas`: the lines above the header. `kepala`: (field, heading, heading above it or ""). `baris`: data
    rows, contents in the order of `kepala`. `bawah`: the line below it, after an empty row.
    """

    nama: str
    lembar: str
    atas: tuple[str, ...]
    kepala: tuple[tuple[str, str, str], ...]
    baris: tuple[tuple[IsiSel, ...], ...]
    bawah: str = ""

    @property
    def berinduk(self) -> bool:
        """True if the header is two rows high."""
        return any(induk for _, _, induk in self.kepala)

    @property
    def baris_kepala(self) -> int:
        """1-based row of the (first) heading row: the lines above, then an empty row unless they belong to it."""
        return len(self.atas) + (1 if len(self.atas) > 1 else 2)

    @property
    def baris_data(self) -> int:
        """1-based row of the first data row."""
        return self.baris_kepala + (2 if self.berinduk else 1)

    def letak(self, baris: int, bidang: str) -> tuple[int, int]:
        """1-based row and column of a field in a data row (0-based), or of its heading (-1). Besides the fields:
        "judul", the lines above the header, and "catatan", those after an empty row below the table, in the first
        column or in that of a field ("catatan:capaian"). KeyError for a field that the table does not have,
        IndexError for a row."""
        letak, _, sekolom = bidang.partition(":")
        if letak in KETERANGAN:
            di_bawah = self.baris_data + len(self.baris) + 1, 3
            awal, banyak = (1, self.baris_kepala - 1) if letak == "judul" else di_bawah
            if not 0 <= baris < banyak:
                raise IndexError(f"tabel {self.nama} tidak memuat {letak} {baris}")
            return awal + baris, self.letak(-1, sekolom)[1] if sekolom else 1
        i = next((i for i, (n, _, _) in enumerate(self.kepala) if n == bidang), None)
        if i is None:
            raise KeyError(f"tabel {self.nama} tidak memuat kolom {bidang}")
        if baris == -1:
            return self.baris_kepala + int(bool(self.kepala[i][2])), i + 1
        if not 0 <= baris < len(self.baris):
            raise IndexError(f"tabel {self.nama} tidak memuat baris {baris}")
        return self.baris_data + baris, i + 1
