"""Number format codes -> what the reader of the sheet sees in an Indonesian Excel, and a cell -> its figure.

A code (always in en-US notation in the file) is parsed once into sections; showing a number is then cheap.
Codes that make no sense are shown as well as can be; nothing raises.
"""

from __future__ import annotations

import operator as op
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from xlkinerja.angka import KOSONG, Ambigu, Angka, Kata, Kosong, baca_angka, bulatkan, pisah_catatan, tulis_angka
from xlkinerja.beku import beku
from xlkinerja.regeks import regeks
from xlkinerja.tampilan_tanggal import TEPAT, tampilkan_tanggal
from xlkinerja.temuan import Sel


@beku(frozen=True, slots=True)
class Tampilan:
    """What the first section of a format code does to a number.

    `desimal`: decimals shown; None for General, dates, fractions, scientific. `awalan`, `akhiran`: literal
    text around the digits, without the percent sign. `skala`: trailing commas, each divides by 1000.
    `teks`: the format "@".
    """

    persen: bool
    desimal: int | None
    ribuan: bool
    awalan: str
    akhiran: str
    tanggal: bool
    skala: int = 0
    teks: bool = False


_Token = tuple[str, str]


@beku(frozen=True, slots=True)
class _Bagian:
    """One section. `cara`: "umum", "angka", "ilmiah", "pecahan", "tanggal" or "harfiah" (literals only).

    `bulat`, `pecah`: placeholders before and after the decimal point; `pangkat`: "E+00"; `penyebut`: what
    follows "/" in a fraction; `unsur`: the date parts; `syarat`: ("<", bound) of "[<100]".
    """

    cara: str
    awalan: str = ""
    akhiran: str = ""
    bulat: str = ""
    pecah: str = ""
    titik: bool = False
    ribuan: bool = False
    skala: int = 0
    persen: int = 0
    pangkat: str = ""
    penyebut: str = ""
    unsur: tuple[_Token, ...] = ()
    syarat: tuple[str, Decimal] | None = None


_TUKAR = str.maketrans(".,", ",.")
_DESIMAL_TERBANYAK = 30

# Quoted text, escape, padding, fill, bracket, General, AM/PM, exponent, run of a date letter, anything else.
_TOKEN = regeks(
    r'"(?P<kutip>[^"]*)"?|\\(?P<lolos>.?)|_(?P<lebar>.?)|\*(?P<isi>.?)|\[(?P<kurung>[^\]]*)\]?'
    r"|(?P<umum>general|standard)|(?P<siang>am/pm|a/p)|(?P<pangkat>e[+-][0#?]*)"
    r"|(?P<waktu>y+|m+|d+|h+|s+(?:\.0+)?)|(?P<lain>.)",
    re.IGNORECASE | re.DOTALL,
)
_SYARAT = regeks(r"(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)")
_LALUAN = regeks(r"[hms]+", re.IGNORECASE)

_TANGGAL_SISTEM = dict.fromkeys(("mm-dd-yy", "m/d/yy", "m/d/yyyy"), "dd/mm/yyyy")
_TANGGAL_SISTEM |= dict.fromkeys(("m/d/yy h:mm", "m/d/yyyy h:mm"), "dd/mm/yyyy hh:mm")
"""Built-in codes 14 and 22 stand for the date format of the reader's own system, whatever the file writes."""


@lru_cache(maxsize=2048)
def urai_format(kode: str) -> Tampilan:
    """The first (positive) section of a number format code."""
    b = _bagian(kode)[0]
    return Tampilan(
        persen=b.persen > 0,
        desimal=min(len(b.pecah), _DESIMAL_TERBANYAK) if b.cara in ("angka", "harfiah") else None,
        ribuan=b.ribuan,
        awalan=(b.awalan.replace("%", "") if b.persen else b.awalan).strip(),
        akhiran=(b.akhiran.replace("%", "") if b.persen else b.akhiran).strip(),
        tanggal=b.cara == "tanggal",
        skala=b.skala,
        teks=kode.strip() == "@",
    )


@lru_cache(maxsize=2048)
def _bagian(kode: str) -> tuple[_Bagian, ...]:
    """The sections of a code for numbers, at least one; one that is empty shows nothing."""
    if not kode or len(kode) > 1024:
        return (_Bagian("umum"),)
    bagian: list[list[_Token]] = [[]]
    for cocok in _TOKEN.finditer(_TANGGAL_SISTEM.get(kode.lower().removesuffix(";@"), kode)):
        jenis = cocok.lastgroup or "lain"
        teks = cocok[jenis]
        if jenis == "lain" and teks == ";":
            bagian.append([])
        else:
            bagian[-1].append((jenis, teks))
    if len(bagian) > 1 and ("lain", "@") in bagian[-1]:
        del bagian[-1]  # "dd/mm/yyyy;@": the last section is for text
    return tuple(_susun(token) for token in bagian[:3])


def _susun(token: list[_Token]) -> _Bagian:
    """Tokens of one section -> the section. Its first digit or date part decides what it shows."""
    syarat = next((s for j, t in token if j == "kurung" and (s := _baca_syarat(t))), None)
    for jenis, teks in token:
        if _isi_umum(jenis, teks):
            return _susun_umum(token, syarat)
        if jenis == "waktu" or (jenis == "kurung" and _LALUAN.fullmatch(teks)):
            return _Bagian("tanggal", unsur=_unsur_tanggal(token), syarat=syarat)
        if jenis == "lain" and teks in "0#?":
            return _susun_angka(token, syarat)
    harfiah = "".join(_harfiah(j, t) for j, t in token)
    return _Bagian("harfiah", awalan=harfiah, persen=token.count(("lain", "%")), syarat=syarat)


def _baca_syarat(teks: str) -> tuple[str, Decimal] | None:
    cocok = _SYARAT.fullmatch(teks.strip())
    return (cocok[1], Decimal(cocok[2])) if cocok else None


def _harfiah(jenis: str, teks: str) -> str:
    """The text that a token shows as it stands."""
    if jenis == "kurung":
        # [$Rp-421] is a currency sign; colours, conditions and locales show nothing.
        return teks[1:].partition("-")[0] if teks.startswith("$") else ""
    if jenis == "lebar" or (jenis == "isi" and teks == " "):
        return " "
    return "" if jenis == "isi" else teks


def _isi_umum(jenis: str, teks: str) -> bool:
    return jenis == "umum" or (jenis == "lain" and teks == "@")


def _susun_umum(token: list[_Token], syarat: tuple[str, Decimal] | None) -> _Bagian:
    letak = next(i for i, (j, t) in enumerate(token) if _isi_umum(j, t))
    depan, belakang = ("".join(_harfiah(j, t) for j, t in t2) for t2 in (token[:letak], token[letak + 1 :]))
    return _Bagian("umum", awalan=depan, akhiran=belakang, persen=token.count(("lain", "%")), syarat=syarat)


def _susun_angka(token: list[_Token], syarat: tuple[str, Decimal] | None) -> _Bagian:
    """A number section. A comma between placeholders groups thousands, commas after the last one scale."""
    isi = dict.fromkeys(("awalan", "bulat", "pecah", "penyebut", "akhiran", "pangkat"), "")
    koma, ribuan, ke = 0, False, "bulat"
    for jenis, teks in token:
        lain = teks if jenis == "lain" else ""
        if lain and (lain in "0#?" or (ke == "penyebut" and lain.isdecimal())) and not isi["pangkat"]:
            ribuan, koma = (ribuan or koma > 0, 0) if ke == "bulat" else (ribuan, koma)
            isi[ke] += teks
        elif lain == "." and ke == "bulat":
            ke = "pecah"
        elif lain == "/" and isi["bulat"] and ke != "penyebut":
            ke = "penyebut"
        elif lain == "," and isi["bulat"]:
            koma += 1
        elif jenis == "pangkat" and isi["bulat"]:
            isi["pangkat"] = teks
        else:
            isi["akhiran" if isi["bulat"] or ke != "bulat" else "awalan"] += _harfiah(jenis, teks)
    cara = "ilmiah" if isi["pangkat"] else "pecahan" if isi["penyebut"] else "angka"
    persen, titik = token.count(("lain", "%")), ke == "pecah"
    depan = isi["awalan"], isi["akhiran"], isi["bulat"], isi["pecah"]
    belakang = isi["pangkat"], isi["penyebut"]
    return _Bagian(cara, *depan, titik, ribuan, koma, persen, *belakang, syarat=syarat)


def tampilkan(nilai: Decimal, kode: str, *, tanggal_1904: bool = False) -> str:
    """What a reader in an Indonesian Excel sees of a number: "1.234,50", "116,90%", "01/03/2021".

    Dots only where the code groups thousands. `tanggal_1904`: days count from 1904. Never raises.
    """
    if kode in ("General", ""):
        return _umum(nilai)
    lazim = _LAZIM.get(kode)
    if lazim is not None and nilai.is_finite() and -12 < nilai.adjusted() < 18:
        return _tampilkan_lazim(nilai, *lazim)
    if not nilai.is_finite() or abs(nilai.adjusted()) > 330:
        return str(nilai).translate(_TUKAR)
    b, bertanda = _pilih(_bagian(kode), nilai)
    if b.cara == "tanggal":
        return tampilkan_tanggal(nilai, b.unsur, tanggal_1904)
    tanda = "-" if bertanda and nilai < 0 else ""
    angka = _CARA[b.cara](nilai.copy_abs(), b)
    if tanda and not any(h in "123456789" for h in angka):
        tanda = ""
    hasil = " ".join(f"{tanda}{b.awalan.lstrip()}{angka}{b.akhiran}".split())
    return "-" + hasil[2:] if hasil.startswith("- ") else hasil


RIBUAN = "#,##0"
"""The format of nearly all rupiah."""


def ribuan(bulat: Decimal) -> str:
    """What `RIBUAN` shows of a whole number: "3.366.050.000"."""
    return f"{bulat:,f}".replace(",", ".")


_LAZIM = {
    f"{depan}{'.' * (d > 0)}{'0' * d}{persen}": (Decimal(1).scaleb(-d), depan != "0", persen, d)
    for depan in ("0", "#,##0")
    for d in range(4)
    for persen in ("", "%")
}
"""The formats of nearly all figures of these workbooks: last digit shown, thousands, percent sign, decimals."""


def _tampilkan_lazim(nilai: Decimal, satuan: Decimal, beribuan: bool, persen: str, desimal: int) -> str:
    bulat = (nilai * 100 if persen else nilai).quantize(satuan, ROUND_HALF_UP)
    if not bulat:
        bulat = bulat.copy_abs()
    if not beribuan:
        return str(bulat).replace(".", ",") + persen
    return (f"{bulat:,f}".translate(_TUKAR) if desimal else ribuan(bulat)) + persen


def _pilih(bagian: tuple[_Bagian, ...], nilai: Decimal) -> tuple[_Bagian, bool]:
    """The section for a value, and whether a minus sign is shown before negative values."""
    if any(b.syarat for b in bagian):
        for b in bagian:
            if b.syarat is None or _BANDING[b.syarat[0]](nilai, b.syarat[1]):
                return b, not (b.syarat and b.syarat[0] in ("<", "<=") and b.syarat[1] <= 0)
        return bagian[-1], True
    if len(bagian) == 1 or nilai > 0:
        return bagian[0], True
    if nilai < 0:
        return bagian[1], False
    return (bagian[2] if len(bagian) == 3 else bagian[0]), False


_BANDING = {"<": op.lt, ">": op.gt, "=": op.eq, "<=": op.le, ">=": op.ge, "<>": op.ne}


def _umum(nilai: Decimal) -> str:
    """The General format: at most 11 characters of digits and comma, then scientific with 6 digits."""
    teks = str(nilai)
    if len(teks) <= 11 and teks.isdigit():
        return teks
    if not nilai.is_finite():
        return teks
    mutlak = nilai.copy_abs()
    tanda = "-" if nilai < 0 else ""
    besar = mutlak.adjusted()
    if not mutlak:
        return "0"
    if besar > 10 or besar < -9:
        depan, _, belakang = _ilmiah(mutlak, 5).partition("E")
        return f"{tanda}{depan.rstrip('0').rstrip(',')}E{belakang}"
    angka = format(bulatkan(mutlak, min(9, max(0, 9 - besar))), "f")
    if "." in angka:
        angka = angka.rstrip("0").rstrip(".").translate(_TUKAR)
    return tanda + angka


def _ilmiah(nilai: Decimal, desimal: int, lebar: int = 2) -> str:
    """Scientific notation with one digit before the comma and an exponent of at least `lebar` digits."""
    pangkat = nilai.adjusted() if nilai else 0
    mantisa = bulatkan(nilai.scaleb(-pangkat, TEPAT), desimal)
    if mantisa >= 10:
        mantisa, pangkat = bulatkan(mantisa / 10, desimal), pangkat + 1
    return f"{format(mantisa, 'f').translate(_TUKAR)}E{pangkat:+0{lebar + 1}d}"


def _cara_umum(nilai: Decimal, b: _Bagian) -> str:
    return _umum(nilai.scaleb(2 * b.persen, TEPAT))


def _cara_angka(nilai: Decimal, b: _Bagian) -> str:
    nilai = nilai.scaleb(2 * b.persen - 3 * b.skala, TEPAT) if b.persen or b.skala else nilai
    bulat = bulatkan(nilai, min(len(b.pecah), _DESIMAL_TERBANYAK))
    depan, _, belakang = format(bulat, "f").partition(".")
    depan = _isi_depan("" if depan == "0" else depan, b)
    if not b.titik:
        return depan
    return f"{depan},{_isi_belakang(belakang, b.pecah)}"


def _isi_depan(digit: str, b: _Bagian) -> str:
    """Whole digits, padded to the zeros of the placeholders ("0000" of 7 -> "0007"), grouped on demand."""
    nol = b.bulat.find("0")
    digit = digit.rjust(len(b.bulat) - nol, "0") if nol >= 0 else digit
    return f"{int(digit):,}".translate(_TUKAR).rjust(len(digit), "0") if b.ribuan and digit else digit


def _isi_belakang(digit: str, tempat: str) -> str:
    """Decimals without the zeros that "#" and "?" do not show."""
    tetap = tempat.rfind("0") + 1
    return digit[:tetap] + digit[tetap:].rstrip("0")


def _cara_ilmiah(nilai: Decimal, b: _Bagian) -> str:
    nilai = nilai.scaleb(2 * b.persen, TEPAT)
    return _ilmiah(nilai, min(len(b.pecah), _DESIMAL_TERBANYAK), min(max(1, len(b.pangkat) - 2), 9))


def _cara_pecahan(nilai: Decimal, b: _Bagian) -> str:
    from fractions import Fraction  # noqa: PLC0415 - hardly any workbook has such a format

    terbesar = int(b.penyebut[:7]) if b.penyebut.isascii() and b.penyebut.isdigit() else 0
    tepat = Fraction(nilai.scaleb(2 * b.persen, TEPAT))
    if terbesar:
        hasil = Fraction(round(tepat * terbesar), terbesar)
    else:
        hasil = tepat.limit_denominator(10 ** len(b.penyebut[:7]) - 1)
    bulat, sisa = divmod(hasil, 1)
    return f"{bulat} {sisa}" if bulat and sisa else str(hasil)


_CARA: dict[str, Callable[[Decimal, _Bagian], str]] = {
    "umum": _cara_umum,
    "harfiah": lambda _nilai, _b: "",
    "angka": _cara_angka,
    "ilmiah": _cara_ilmiah,
    "pecahan": _cara_pecahan,
}


def _unsur_tanggal(token: list[_Token]) -> tuple[_Token, ...]:
    """Date parts of a section as ("unsur", a key of `_saat`) or ("", literal text)."""
    unsur: list[_Token] = []
    for jenis, teks in token:
        if jenis == "waktu":
            huruf, _, pecahan = teks.lower().partition(".")
            unsur.append(("unsur", huruf[: _TERPANJANG[huruf[0]]]))
            unsur += [("unsur", f"f{min(len(pecahan), 3)}")] if pecahan else []
        elif jenis == "kurung" and _LALUAN.fullmatch(teks):
            unsur.append(("unsur", f"[{teks[0].lower()}]"))
        else:
            unsur.append(("unsur", "am") if jenis == "siang" else ("", _harfiah(jenis, teks)))
    return tuple(_menit(unsur))


_TERPANJANG = {"y": 4, "m": 5, "d": 4, "h": 2, "s": 2}


def _menit(unsur: list[_Token]) -> list[_Token]:
    """The parts with "m" that follows hours or comes before seconds turned into minutes, "n"."""
    letak = [i for i, (jenis, kunci) in enumerate(unsur) if jenis and kunci != "am"]
    kunci = ["", *(unsur[i][1] for i in letak), ""]
    for urut, i in enumerate(letak, 1):
        if kunci[urut] in ("m", "mm") and ("h" in kunci[urut - 1] or "s" in kunci[urut + 1]):
            unsur[i] = ("unsur", "n" * len(kunci[urut]))
    return unsur


def figur(sel: Sel) -> Angka | Ambigu | Kosong | Kata:
    """The figure of a cell: value as stored (percent in percent), decimals shown, unit from the format code.

    Text is read with `baca_angka`; dates, truth values and errors are `Kata` with what is shown.
    """
    nilai = sel.nilai
    if isinstance(nilai, Decimal):
        lazim = _LAZIM.get(sel.format)
        if lazim is not None and nilai.is_finite():
            _, _, persen, desimal = lazim
            return Angka(nilai.scaleb(2, TEPAT) if persen else nilai, desimal, persen)
        return _figur_angka(sel, nilai, urai_format(sel.format))
    if sel.jenis == "":
        return KOSONG
    return baca_angka(nilai) if sel.jenis == "s" and isinstance(nilai, str) else Kata(sel.tampil)


def _figur_angka(sel: Sel, nilai: Decimal, t: Tampilan) -> Angka | Kata:
    if t.tanggal or not nilai.is_finite():
        return Kata(sel.tampil)
    if t.persen:
        nilai = nilai.scaleb(2, TEPAT)
    desimal = _desimal_tersimpan(nilai) if t.desimal is None else t.desimal - 3 * t.skala
    satuan, catatan = pisah_catatan(f" {t.akhiran}")
    if t.persen:
        return Angka(nilai, desimal, "%", catatan=catatan)
    uang = t.awalan.rstrip(". ").lower() in ("rp", "idr")
    return Angka(nilai, desimal, "Rp" if uang else satuan.strip(), catatan=catatan)


def _desimal_tersimpan(nilai: Decimal) -> int:
    """Decimals of a stored value, at most what General shows; a large whole number stays exact."""
    teks = _umum(nilai)
    return len((tulis_angka(nilai) if "E" in teks else teks).partition(",")[2])
