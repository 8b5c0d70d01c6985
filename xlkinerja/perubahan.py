"""What `hitung` changes in a workbook as a list that an open Excel or LibreOffice can apply, and as a text file.

The list is the difference between the workbook as it was read and as the file backend would store it, so that every
way to apply it gives the same cells. What only refreshes a formula's stored value is left out: there the formula is
live. The text file is for VBA: pure ASCII (what is not is \\uXXXX), one change a line, fields between tabs.

    xlkinerja-perubahan  VERSION
    R  sentence for the reader
    N | T | F | K  sheet  row  column  number | text | =formula | (emptied)  number format or ""
    W  sheet  row  column  RRGGBB or "-"                      fill of a cell
    L  name                                                   the findings sheet, to be written anew:
    G  style  bold  underlined  boxed  wrapped  size  font colour  fill or "-"  alignment or "-"  vertical alignment
    B  row  column  style  N | T | K  content  link or ""
    D  lebar column width | sembunyi column | beku rows | saring range | pilihan range words,… hint
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum

from xlkinerja.beku import beku
from xlkinerja.buku import Suntingan
from xlkinerja.buku.gaya import Gaya
from xlkinerja.buku.lembar_baru import GAYA, LembarBaru, SelBaru
from xlkinerja.buku.sisip_sel import tulis_angka
from xlkinerja.regeks import regeks

KEPALA = "xlkinerja-perubahan"
VERSI = 1
_WARNA = regeks(r"FF([0-9A-Fa-f]{6})")


class Jenis(Enum):
    """What happens to a cell's content: the letter that stands for it in the text file."""

    ANGKA = "N"
    TEKS = "T"
    RUMUS = "F"
    KOSONG = "K"


@beku(frozen=True, slots=True)
class IsiSel:
    """New content of a cell: number (Decimal), text, formula (without "="), or nothing. `format`: number format code
    to set, None to keep the cell's own."""

    lembar: str
    baris: int
    kolom: int
    jenis: Jenis
    isi: Decimal | str = ""
    format: str | None = None


@beku(frozen=True, slots=True)
class WarnaSel:
    """New fill of a cell: colour "RRGGBB", None for no fill (a mark is lifted)."""

    lembar: str
    baris: int
    kolom: int
    warna: str | None


@beku(frozen=True, slots=True)
class Perubahan:
    """All changes of one workbook. `temuan`: the findings sheet as it shall be, None if it stays as it is."""

    isi: tuple[IsiSel, ...] = ()
    warna: tuple[WarnaSel, ...] = ()
    temuan: LembarBaru | None = None

    @property
    def ada(self) -> bool:
        """True if anything changes."""
        return bool(self.isi or self.warna or self.temuan is not None)


def dari_suntingan(
    suntingan: Sequence[Suntingan], gaya: Gaya | None, temuan: LembarBaru | None
) -> Perubahan:
    """The list for edits of the file backend. `gaya`: the style sheet in which the former styles of lifted marks are
    found; `temuan`: the findings sheet, None if it stays as it is."""
    isi, warna = map(_isi, suntingan), (_warna(s, gaya) for s in suntingan)
    return Perubahan(tuple(filter(None, isi)), tuple(filter(None, warna)), temuan)


def _isi(s: Suntingan) -> IsiSel | None:
    di = (s.lembar, s.baris, s.kolom)
    if s.hapus:
        return IsiSel(*di, Jenis.KOSONG)
    if s.hanya_nilai_tersimpan or (s.nilai is None and s.rumus is None):
        return None
    if s.rumus is not None:
        return IsiSel(*di, Jenis.RUMUS, s.rumus, s.format)
    assert s.nilai is not None
    return IsiSel(*di, Jenis.ANGKA if isinstance(s.nilai, Decimal) else Jenis.TEKS, s.nilai, s.format)


def _warna(s: Suntingan, gaya: Gaya | None) -> WarnaSel | None:
    if s.isian is not None:
        return WarnaSel(s.lembar, s.baris, s.kolom, _rrggbb(s.isian))
    if s.gaya is None:
        return None
    isian = gaya.isian(s.gaya) if gaya is not None and s.gaya < len(gaya.xf) else ""
    return WarnaSel(s.lembar, s.baris, s.kolom, _rrggbb(isian))


def _rrggbb(isian: str) -> str | None:
    """A solid fill's colour; a pattern or a theme's colour cannot be laid by a colour and is left off."""
    cocok = _WARNA.fullmatch(isian)
    return cocok[1].upper() if cocok is not None else None


# The text file


def tulis_tsv(p: Perubahan, ringkasan: str = "") -> str:
    """The list as text; `ringkasan`: one line for the reader, shown when it has been applied."""
    return "".join([b for baris in _baris(p, ringkasan) for b in ("\t".join(baris), "\r\n")])


def _baris(p: Perubahan, ringkasan: str) -> Iterator[Sequence[str]]:
    """The lines' fields, ASCII as they go into the file."""
    yield (KEPALA, str(VERSI))
    yield ("R", _ascii(ringkasan))
    huruf = {j: j.value for j in Jenis}
    for x in p.isi:
        isi = tulis_angka(x.isi) if isinstance(x.isi, Decimal) else _ascii("=" * (x.jenis is Jenis.RUMUS) + x.isi)
        yield (huruf[x.jenis], _ascii(x.lembar), str(x.baris), str(x.kolom), isi, _ascii(x.format or ""))
    for w in p.warna:
        yield ("W", _ascii(w.lembar), str(w.baris), str(w.kolom), w.warna or "-")
    for baris in _lembar(p.temuan) if p.temuan is not None else ():
        yield tuple(map(_ascii, baris))


def _lembar(lembar: LembarBaru) -> Iterator[Sequence[str]]:
    """The findings sheet: its name, looks, rows and properties."""
    yield ("L", lembar.nama)
    for nama, g in GAYA.items():
        tanda = (str(int(x)) for x in (g.tebal, g.garis, g.kotak, g.bungkus))
        yield ("G", nama, *tanda, str(g.ukuran), g.huruf, g.isian or "-", g.rata or "-", g.tegak)
    for i, baris in enumerate(lembar.baris, 1):
        for k, sel in enumerate(baris, 1):
            if sel is not None:
                yield ("B", str(i), str(k), sel.gaya, *_isi_baru(sel), sel.tautan or "")
    for k, lebar in enumerate(lembar.lebar, 1):
        yield ("D", "lebar", str(k), f"{lebar:g}")
    for k in sorted(lembar.kolom_tersembunyi):
        yield ("D", "sembunyi", str(k))
    yield ("D", "beku", str(lembar.beku_baris))
    yield ("D", "saring", lembar.saring or "")
    for rentang, kata, petunjuk in lembar.pilihan:
        yield ("D", "pilihan", rentang, ",".join(kata), petunjuk[:255])


def _isi_baru(sel: SelBaru) -> tuple[str, str]:
    if isinstance(sel.nilai, Decimal):
        return "N", tulis_angka(sel.nilai)
    return ("K", "") if not sel.nilai else ("T", sel.nilai)


def _ascii(teks: str) -> str:
    r"""A field: backslash, control characters and what is not ASCII as \uXXXX (beyond that plane as two of them)."""
    if teks.isascii() and teks.isprintable() and "\\" not in teks:
        return teks
    return "".join(c if c.isascii() and c.isprintable() and c != "\\" else _u(c) for c in teks)


def _u(huruf: str) -> str:
    kode = huruf.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{kode[i]:02X}{kode[i + 1]:02X}" for i in range(0, len(kode), 2))
