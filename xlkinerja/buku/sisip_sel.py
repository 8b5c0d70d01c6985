"""One `<c>` element and one `Suntingan` into the new `<c>`: number, text, formula, cached value, style.

ECMA-376 part 1, 18.3.1.4. Text is always an inline string, so sharedStrings.xml is never touched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import lru_cache
from xml.parsers import expat

from xlkinerja.buku import BukuTakTertulis, Suntingan, angka_mentah
from xlkinerja.buku.geser import PANJANG_RUMUS
from xlkinerja.buku.teks import lepas_x
from xlkinerja.buku.xml_mentah import bulat, lolos, pola_buka, setel, topeng, unsur

TEKS_TERPANJANG = 32_767
_BULAT_TEPAT = Decimal(10**15)
_TUJUH_BELAS = Context(prec=17, rounding=ROUND_HALF_EVEN, Emin=-9999, Emax=9999)


@dataclass(slots=True)
class SelMentah:
    """A cell as written. `rumus`: raw `<f>` element, `ekor`: raw `<extLst>`, `nilai`: text of `<v>`."""

    tanda: bytes
    atribut: dict[str, str] = field(default_factory=dict)
    rumus: bytes = b""
    atribut_rumus: dict[str, str] = field(default_factory=dict)
    teks_rumus: str = ""
    nilai: str | None = None
    sebaris: str | None = None
    ekor: bytes = b""

    @property
    def gaya(self) -> int:
        """Index of the cell's xf."""
        return bulat(self.atribut.get("s", "0"))

    @property
    def induk_bersama(self) -> bool:
        """Whether this is the master of a shared formula."""
        return self.atribut_rumus.get("t") == "shared" and bool(self.teks_rumus or "ref" in self.atribut_rumus)


def urai_sel(mentah: bytes, awalan: bytes) -> SelMentah:
    """Parse the bytes of one `<c>` element whose prefix (with colon) is `awalan`."""
    t = topeng(mentah)
    m = pola_buka(awalan + b"c").match(t)
    assert m is not None
    sel = SelMentah(mentah[: m.end()])
    if m.end() < len(mentah):
        f, ekor = unsur(t, awalan + b"f"), unsur(t, awalan + b"extLst")
        sel.rumus = mentah[f.awal : f.akhir] if f else b""
        sel.ekor = mentah[ekor.awal : ekor.akhir] if ekor else b""
    _isi_sel(mentah, awalan.decode(), sel)
    return sel


def _isi_sel(mentah: bytes, awalan: str, sel: SelMentah) -> None:
    jejak: list[str] = []
    teks: dict[str, list[str]] = {}

    def mulai(nama: str, atribut: dict[str, str]) -> None:
        jejak.append(nama.removeprefix(awalan))
        if len(jejak) == 1:
            sel.atribut = atribut
        elif jejak == ["c", "f"]:
            sel.atribut_rumus = atribut
        if jejak[1:] in (["f"], ["v"], ["is"]):
            teks[jejak[1]] = []

    def huruf(data: str) -> None:
        if len(jejak) == 2 and jejak[1] in ("f", "v"):
            teks[jejak[1]].append(data)
        elif jejak[1:] in (["is", "t"], ["is", "r", "t"]):
            teks["is"].append(data)

    p = expat.ParserCreate("utf-8")
    p.StartElementHandler = mulai
    p.EndElementHandler = lambda _nama: jejak.pop()
    p.CharacterDataHandler = huruf
    try:
        p.Parse(mentah, True)
    except expat.ExpatError as galat:
        raise BukuTakTertulis("Isi sel bukan XML yang utuh; buka dan simpan ulang dengan Excel.") from galat
    sel.teks_rumus = "".join(teks.get("f", ()))
    sel.nilai = "".join(teks["v"]) if "v" in teks else None
    sel.sebaris = "".join(teks["is"]) if "is" in teks else None


def nilai_kini(sel: SelMentah, teks_bersama: Callable[[int], str]) -> Decimal | str | tuple[str, str] | None:
    """What the cell holds: number, text, (type, raw) for booleans, errors and dates, None when empty."""
    jenis = sel.atribut.get("t", "n")
    if jenis == "inlineStr":
        return lepas_x(sel.sebaris) if sel.sebaris is not None else None
    if sel.nilai is None or (sel.nilai == "" and jenis != "str"):
        return None
    if jenis == "str":
        return lepas_x(sel.nilai)
    try:
        if jenis == "s":
            return teks_bersama(int(sel.nilai))
        return angka_mentah(sel.nilai.strip()) if jenis == "n" else (jenis, sel.nilai)
    except (ArithmeticError, ValueError, IndexError):
        return jenis, sel.nilai


def tulis_angka(x: Decimal) -> str:
    """The shortest text of at most 17 significant digits for the number. ValueError if there is none."""
    if not x.is_finite():
        raise ValueError("bukan angka yang dapat disimpan Excel")
    return _tulis_angka(x)


@lru_cache(maxsize=65536)
def _tulis_angka(x: Decimal) -> str:
    """Kept, since a figure is looked at, written to the cell and written to the list of changes."""
    if abs(x) < _BULAT_TEPAT and x == x.to_integral_value():
        return str(int(x))
    if abs(x) > Decimal("1.7976931348623157E308"):
        raise ValueError("bukan angka yang dapat disimpan Excel")
    if x == 0:
        return "0"
    tepat = x.normalize(_TUJUH_BELAS)
    pendek = Decimal(repr(float(tepat))).normalize(_TUJUH_BELAS)
    if pendek == 0:
        raise ValueError("angka terlalu kecil untuk disimpan Excel")
    terpilih = min(tepat, pendek, key=lambda d: len(d.as_tuple().digits))
    return f"{terpilih:f}" if -7 <= terpilih.adjusted() < 21 else str(terpilih)


def sama(kini: object, baru: Decimal | str) -> bool:
    """Whether the cell already holds the value: text exactly, numbers to the 15 digits that Excel keeps."""
    if isinstance(baru, Decimal):
        return isinstance(kini, Decimal) and kini == angka_mentah(tulis_angka(baru))
    return kini == baru


def butuh_isi_baru(sel: SelMentah, s: Suntingan, teks_bersama: Callable[[int], str]) -> bool:
    """Whether the edit changes the cell's content (not its style)."""
    if s.hapus:
        return sel.nilai is not None or (not s.hanya_nilai_tersimpan and bool(sel.rumus or sel.sebaris is not None))
    if s.rumus is not None:
        biasa = sel.atribut_rumus.get("t", "normal") == "normal"
        if not (sel.rumus and biasa and sel.teks_rumus == s.rumus):
            return True
    elif s.nilai is None:
        return False
    elif sel.rumus and not s.hanya_nilai_tersimpan:
        return True
    return s.nilai is not None and not sama(nilai_kini(sel, teks_bersama), s.nilai)


def bangun(sel: SelMentah, s: Suntingan, awalan: bytes, *, gaya: int, isi_baru: bool, asli: bytes) -> bytes:
    """The cell's new bytes: style `gaya`, the edit's content when `isi_baru`. `asli`: the old bytes."""
    tanda = sel.tanda
    if gaya != sel.gaya:
        tanda = setel(tanda, "s", str(gaya) if gaya else None)
    if not isi_baru:
        return tanda + asli[len(sel.tanda) :]
    jenis, isi = _isi_baru(sel, s, awalan)
    tanda = setel(setel(tanda, "t", jenis), "vm", None)
    if not s.hanya_nilai_tersimpan:
        tanda = setel(tanda, "cm", None)
    return _bungkus(tanda, isi + sel.ekor, awalan)


def _bungkus(tanda: bytes, isi: bytes, awalan: bytes) -> bytes:
    buka = tanda[: -2 if tanda.endswith(b"/>") else -1].rstrip()
    return buka + b">" + isi + b"</" + awalan + b"c>" if isi else buka + b"/>"


def sel_baru(s: Suntingan, awalan: bytes, alamat: str, gaya: int) -> bytes:
    """The bytes of a cell that did not exist."""
    jenis, isi = _isi_baru(SelMentah(b""), s, awalan)
    tanda = b'<%sc r="%s"/>' % (awalan, alamat.encode())
    tanda = setel(setel(tanda, "s", str(gaya) if gaya else None), "t", jenis)
    return _bungkus(tanda, isi, awalan)


def _isi_baru(sel: SelMentah, s: Suntingan, awalan: bytes) -> tuple[str | None, bytes]:
    """Type attribute and content for the edit's formula and value."""
    if s.hanya_nilai_tersimpan or s.rumus is not None:
        rumus = b"<%sf>%s</%sf>" % (awalan, lolos(s.rumus), awalan) if s.rumus is not None else sel.rumus
        if s.nilai is None:
            return None, rumus
        jenis = "str" if isinstance(s.nilai, str) else None
        isi = lolos(s.nilai) if isinstance(s.nilai, str) else tulis_angka(s.nilai).encode()
        return jenis, rumus + b"<%sv>%s</%sv>" % (awalan, isi, awalan)
    if s.nilai is None:
        return None, b""
    if isinstance(s.nilai, str):
        return "inlineStr", teks_sebaris(s.nilai, awalan)
    return None, b"<%sv>%s</%sv>" % (awalan, tulis_angka(s.nilai).encode(), awalan)


def teks_sebaris(teks: str, awalan: bytes = b"") -> bytes:
    """An inline string; blanks at its ends, tabs and line ends are kept."""
    jaga = b' xml:space="preserve"' if teks != teks.strip() or set(teks) & {"\n", "\t"} else b""
    return b"<%sis><%st%s>%s</%st></%sis>" % (awalan, awalan, jaga, lolos(teks), awalan, awalan)


def tolak_nilai(s: Suntingan) -> str | None:
    """Why the edit's value or formula cannot be stored, or None."""
    if s.rumus is not None and s.hanya_nilai_tersimpan:
        return "rumus baru dan nilai tersimpan tidak dapat diminta sekaligus"
    if s.hapus and (s.nilai is not None or s.rumus is not None):
        return "sel diminta kosong sekaligus terisi"
    if s.rumus is not None and (s.rumus.startswith("=") or not 0 < len(s.rumus) <= PANJANG_RUMUS):
        return "rumus kosong, berawalan tanda sama dengan, atau melebihi 8.192 huruf"
    if isinstance(s.nilai, str) and panjang_teks(s.nilai) > TEKS_TERPANJANG:
        return "teks melebihi 32.767 huruf"
    if isinstance(s.nilai, Decimal):
        try:
            tulis_angka(s.nilai)
        except (ValueError, OverflowError):
            return f"{s.nilai} bukan angka yang dapat disimpan Excel"
    return None


def panjang_teks(teks: str) -> int:
    """Length as Excel counts it: UTF-16 units."""
    return len(teks) + sum(h > "\uffff" for h in teks)


def tolak(lembar: str, alamat: str, alasan: str) -> BukuTakTertulis:
    """The refusal of one cell, to be raised."""
    return BukuTakTertulis(f'Lembar "{lembar}" sel {alamat} tidak dapat ditulis: {alasan}.')
