"""styles.xml as bytes with fonts, fills, borders, number formats and cell formats (xf) appended.

An equal element that is already there is used again, so a second run adds nothing.
ECMA-376 part 1, 18.8: the order of the sections is fixed, fills 0 and 1 are reserved.
"""

from __future__ import annotations

import re
from functools import cached_property

from xlkinerja.buku import BukuTakTertulis
from xlkinerja.buku.xml_mentah import (
    Tambalan,
    Unsur,
    akar,
    anak,
    atribut,
    bulat,
    dari_utf8,
    ke_utf8,
    lolos_atribut,
    setel,
    tambal,
    topeng,
)

NS_UTAMA = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
XF_TERBANYAK = 65_490
"""Excel's limit of cell formats is 65,490."""

_URUTAN = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")
_ANAK_BAKU = {
    "fonts": ('<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>',),
    "fills": (
        '<fill><patternFill patternType="none"/></fill>',
        '<fill><patternFill patternType="gray125"/></fill>',
    ),
    "borders": ("<border><left/><right/><top/><bottom/><diagonal/></border>",),
    "cellXfs": ('<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
}
_BAWAAN = {
    "General": 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10, "0.00E+00": 11,
    "# ?/?": 12, "# ??/??": 13, "@": 49,
}  # fmt: skip

STYLES_BARU = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<styleSheet xmlns="{NS_UTAMA}"><fonts count="1">{_ANAK_BAKU["fonts"][0]}</fonts>'
    f'<fills count="2">{"".join(_ANAK_BAKU["fills"])}</fills>'
    f'<borders count="1">{_ANAK_BAKU["borders"][0]}</borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
).encode()
"""What a workbook without a style sheet gets."""


class Bagian:
    """One section (fonts, fills, …): the raw bytes of its children, and those appended."""

    def __init__(self, isi: list[bytes], baku: list[bytes]) -> None:
        self.isi = isi + baku
        self.lama = len(isi)
        self._dasar = len(self.isi)
        self._letak: dict[tuple[object, ...], int] | None = None

    @property
    def tumbuh(self) -> bool:
        """Whether something was appended (what Excel takes for granted does not count)."""
        return len(self.isi) > self._dasar

    def nomor(self, unsur: bytes) -> int:
        """Index of an element that is equal (up to spelling), appended when there is none."""
        if self._letak is None:
            self._letak = {}
            for i, x in enumerate(self.isi):
                self._letak.setdefault(_baku(x), i)
        kunci = _baku(unsur)
        if kunci not in self._letak:
            self._letak[kunci] = len(self.isi)
            self.isi.append(unsur)
        return self._letak[kunci]


_PADAT = re.compile(
    rb"""<(?:[^\s/>:]+:)?patternFill\s+patternType\s*=\s*["']solid["']\s*>\s*"""
    rb"""<(?:[^\s/>:]+:)?fgColor\s+rgb\s*=\s*["']([0-9A-F]{8})["']\s*/?>"""
)
_TANDA = re.compile(rb"""<(/?)(?:[^\s/>:]+:)?([^\s/>]+)((?:[^>"']|"[^"]*"|'[^']*')*)>""")


def _baku(unsur: bytes) -> tuple[object, ...]:
    """An element up to prefixes, order of attributes, blanks, and `<a/>` against `<a></a>`."""
    hasil: list[object] = []
    for tutup, nama, sisa in _TANDA.findall(topeng(unsur)):
        if tutup:
            hasil.append(b"/")
        else:
            hasil += (nama, frozenset(atribut(b"<x " + sisa).items()))
            if sisa.endswith(b"/"):
                hasil.append(b"/")
    return tuple(hasil)


class Gaya:
    """A style sheet that grows. `Gaya(isi).hasil()` is `isi` itself as long as nothing was appended."""

    def __init__(self, isi: bytes) -> None:
        self.asal = isi
        self._isi, self._sandi = ke_utf8(isi)
        self._t = topeng(self._isi)
        self._awalan, self._akar = akar(self._t)
        self._unsur: dict[str, Unsur] = {}
        for nama, u in anak(self._t, self._akar):
            self._unsur.setdefault(nama.removeprefix(self._awalan).decode(), u)
        self._bagian: dict[str, Bagian] = {}
        self._salinan: dict[tuple[object, ...], int] = {}

    def bagian(self, nama: str) -> Bagian:
        """A section by local name; with the elements Excel takes for granted when the sheet lacks it."""
        if nama not in self._bagian:
            u = self._unsur.get(nama)
            isi = [self._isi[x.awal : x.akhir] for _, x in anak(self._t, u)] if u else []
            baku = [] if isi else [self._beri_awalan(x) for x in _ANAK_BAKU.get(nama, ())]
            self._bagian[nama] = Bagian(isi, baku)
        return self._bagian[nama]

    def _beri_awalan(self, xml: str) -> bytes:
        return re.sub(rb"(</?)(?=\w)", lambda m: m[1] + self._awalan, xml.encode())

    @property
    def xf(self) -> list[bytes]:
        """The cell formats, raw, by index."""
        return self.bagian("cellXfs").isi

    def atribut_xf(self, indeks: int) -> dict[str, str]:
        """Attributes of a cell format. BukuTakTertulis when the index is out of range."""
        if not 0 <= indeks < len(self.xf):
            raise BukuTakTertulis(f"Gaya sel nomor {indeks} tidak ada; buka dan simpan ulang dengan Excel.")
        return atribut(_tanda_buka(self.xf[indeks]))

    def tambah(self, bagian: str, xml: str) -> int:
        """Index of a font, fill, border or xf given as XML without prefixes, appended when new."""
        nomor = self.bagian(bagian).nomor(self._beri_awalan(xml))
        if bagian == "cellXfs" and nomor >= XF_TERBANYAK:
            raise BukuTakTertulis("Buku kerja sudah memuat gaya sel terlalu banyak; rapikan gayanya di Excel.")
        return nomor

    def format(self, kode: str) -> int:
        """numFmtId of a number format code: built in, defined in the workbook, or appended (from 164 on)."""
        if kode in self._kode_format:
            return self._kode_format[kode]
        if kode in _BAWAAN:
            return _BAWAAN[kode]
        nomor = max([163, *self._kode_format.values()]) + 1
        self._kode_format[kode] = nomor
        xml = b'<%snumFmt numFmtId="%d" formatCode="%s"/>' % (self._awalan, nomor, lolos_atribut(kode))
        self.bagian("numFmts").isi.append(xml)
        return nomor

    @cached_property
    def _kode_format(self) -> dict[str, int]:
        hasil: dict[str, int] = {}
        for x in self.bagian("numFmts").isi:
            a = atribut(_tanda_buka(x))
            if a.get("numFmtId", "").isdigit():
                hasil.setdefault(a.get("formatCode", ""), int(a["numFmtId"]))
        return hasil

    def isian(self, indeks: int) -> str:
        """Canonical fill of a cell format: "" for none, "FFRRGGBB" for a solid one, else its XML."""
        nomor = bulat(self.atribut_xf(indeks).get("fillId", "0"))
        fills = self.bagian("fills").isi
        if nomor == 0 or nomor >= len(fills):
            return ""
        warna = _PADAT.search(fills[nomor])
        return (warna[1] if warna else fills[nomor]).decode("utf-8")

    def tanpa_isian(self, indeks: int) -> str:
        """Canonical description of a cell format apart from its fill."""
        sisa = {k: v for k, v in self.atribut_xf(indeks).items() if k not in ("fillId", "applyFill")}
        dalam = _baku(self.xf[indeks])[2:]
        rata = (x if not isinstance(x, frozenset) else tuple(sorted(x)) for x in dalam)
        return repr((tuple(sorted(sisa.items())), tuple(rata)))

    def isian_padat(self, warna: str) -> int:
        """Index of a solid fill of colour "FFRRGGBB"."""
        return self.tambah("fills", _xml_isian(warna))

    def dengan_isian(self, indeks: int, warna: str) -> int:
        """Index of the xf that is xf `indeks` with a solid fill of colour "FFRRGGBB", "" for none."""
        if not warna:
            return self._salin(indeks, fillId="0", applyFill="1") if self.isian(indeks) else indeks
        if not re.fullmatch("[0-9A-Fa-f]{8}", warna):
            raise BukuTakTertulis(f"Warna isian {warna!r} tidak sah; tulis sebagai FFRRGGBB.")
        sudah = self.atribut_xf(indeks).get("applyFill", "1") in ("1", "true")
        if sudah and self.isian(indeks) == warna.upper():
            return indeks
        nomor = self.isian_padat(warna.upper())
        return self._salin(indeks, fillId=str(nomor), applyFill="1")

    def dengan_format(self, indeks: int, kode: str) -> int:
        """Index of the xf that is xf `indeks` with another number format."""
        kini = self.atribut_xf(indeks).get("numFmtId", "0")
        if kode in (k for k, nomor in self._kode_format.items() if str(nomor) == kini):
            return indeks
        nomor = str(self.format(kode))
        return indeks if kini == nomor else self._salin(indeks, numFmtId=nomor, applyNumberFormat="1")

    def _salin(self, indeks: int, **beda: str) -> int:
        """Index of a copy of an xf with other attributes; asked for again and again, so remembered."""
        kunci = (indeks, *sorted(beda.items()))
        if kunci not in self._salinan:
            self._salinan[kunci] = self._salin_baru(indeks, **beda)
        return self._salinan[kunci]

    def _salin_baru(self, indeks: int, **beda: str) -> int:
        self.atribut_xf(indeks)
        lama = self.xf[indeks]
        tanda = baru = _tanda_buka(lama)
        for nama, nilai in beda.items():
            baru = setel(baru, nama, nilai)
        nomor = self.bagian("cellXfs").nomor(baru + lama[len(tanda) :])
        if nomor >= XF_TERBANYAK:
            raise BukuTakTertulis("Buku kerja sudah memuat gaya sel terlalu banyak; rapikan gayanya di Excel.")
        return nomor

    def hasil(self) -> bytes:
        """The style sheet with what was appended, counts updated."""
        tambalan = [t for nama in self._bagian for t in self._tambalan(nama)]
        return dari_utf8(tambal(self._isi, tambalan), self._sandi) if tambalan else self.asal

    def _tambalan(self, nama: str) -> list[Tambalan]:
        b, u, kode = self._bagian[nama], self._unsur.get(nama), self._awalan + nama.encode()
        if not b.tumbuh:
            return []
        baru = b"".join(b.isi[b.lama :])
        if u is None or u.kosong:
            letak = (u.awal, u.akhir) if u else (self._letak_bagian(nama),) * 2
            return [Tambalan(*letak, b'<%s count="%d">%s</%s>' % (kode, len(b.isi), baru, kode))]
        tanda = self._isi[u.awal : u.isi]
        dihitung = setel(tanda, "count", str(len(b.isi))) if "count" in atribut(tanda) else tanda
        return [Tambalan(u.awal, u.isi, dihitung), Tambalan(u.tutup, u.tutup, baru)]

    def _letak_bagian(self, nama: str) -> int:
        """Where a missing section goes: after the last of those that must precede it."""
        sebelum = [self._unsur[n].akhir for n in _URUTAN[: _URUTAN.index(nama)] if n in self._unsur]
        return max(sebelum, default=self._akar.isi)


def _tanda_buka(unsur: bytes) -> bytes:
    m = _TANDA.match(unsur)
    return m[0] if m else unsur


def _xml_isian(warna: str) -> str:
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="{warna}"/><bgColor indexed="64"/></patternFill></fill>'
    )


def isian_xf(styles: bytes, indeks: int) -> str:
    """Canonical fill of a cell format: "" for none, "FFRRGGBB" for a solid one, else its XML."""
    return Gaya(styles).isian(indeks)


def xf_tanpa_isian(styles: bytes, indeks: int) -> str:
    """Canonical description of a cell format apart from its fill, to compare before and after a mark."""
    return Gaya(styles).tanpa_isian(indeks)


def kembali_ke(styles: bytes, indeks_bertanda: int, indeks_semula: int) -> bool:
    """Whether two cell formats are equal except for fillId and applyFill."""
    return xf_tanpa_isian(styles, indeks_bertanda) == xf_tanpa_isian(styles, indeks_semula)
