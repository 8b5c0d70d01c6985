"""Indonesian figures in and out: cell text -> value, unit, shown precision; Decimal -> text, interval, words.

Nothing is guessed: a text that can be read in two ways comes back as `Ambigu` with both readings, and a text
that is not a figure comes back as `Kata`. Percentages are in percent, money is in rupiah.
"""

from __future__ import annotations

import re
from decimal import (
    MAX_EMAX,
    MIN_EMIN,
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_UP,
    Context,
    Decimal,
)
from enum import Enum

from xlkinerja.beku import beku
from xlkinerja.regeks import regeks


class Notasi(Enum):
    """How the separators of a written number are used."""

    ID = "1.234,5"
    EN = "1,234.5"
    POLOS = "1234"
    CAMPUR = "617,730.000"


@beku(frozen=True, slots=True)
class Angka:
    """A figure that can be read in one way only.

    `nilai`: the value (percent in percent, money in rupiah). `desimal`: decimals shown; negative where the
    last digit shown is worth more than one ("Rp 1,5 miliar" is 1500000000 with -8). `satuan`: "%", "Rp" or
    the unit as written. `catatan`: the footnote mark, e.g. "*".
    """

    nilai: Decimal
    desimal: int = 0
    satuan: str = ""
    notasi: Notasi = Notasi.POLOS
    catatan: str = ""


@beku(frozen=True, slots=True)
class Ambigu:
    """A figure with two readings: `id` takes "." as the thousands separator, `en` takes "," as it.

    "2.000" is 2000 or 2; "2,000" is 2 or 2000; "617,730.000" is 617730000 (CAMPUR) or 617730.
    """

    id: Angka
    en: Angka


@beku(frozen=True, slots=True)
class Kosong:
    """Nothing written: blank, or only dashes and underscores ("Rp -" too). `teks` is what stands there."""

    teks: str


KOSONG = Kosong("")


@beku(frozen=True, slots=True)
class Kata:
    """Not a figure: WTP, BB, a code, a date, prose. `catatan` is a footnote mark that followed it."""

    teks: str
    catatan: str = ""


@beku(frozen=True, slots=True)
class Selang:
    """A closed interval of values."""

    bawah: Decimal
    atas: Decimal


TERPANJANG = 64
"""Longer texts are prose."""

_PEMBULAT = {
    cara: Context(prec=400, rounding=cara, Emin=MIN_EMIN, Emax=MAX_EMAX)
    for cara in (ROUND_HALF_UP, ROUND_DOWN, ROUND_FLOOR, ROUND_CEILING)
}
_TEPAT = _PEMBULAT[ROUND_HALF_UP]

_TAK_TAMPAK = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff\u00ad")
_GARIS = "-_–—‐‑‒―− "
_RUPIAH = regeks(r"(?:(?:rp|idr)[ .,:]*)+", re.IGNORECASE)
_ANGKA = regeks(
    r"(?P<tanda>[-+−–]?)(?P<buka>\(?) ?(?P<badan>[0-9]+(?:[.,][0-9]+)*)(?P<ekor>[.,][-=–]{1,2})?"
    r" ?(?P<tutup>\)?)(?P<sisa>.*)"
)
_SATUAN = regeks(r"[^\W\d_](?:[^\W\d_]|[ ./&'-])*")
_BULAN = regeks(
    r"(?:januari|jan|februari|pebruari|feb|maret|mar|april|apr|mei|juni|jun|juli|jul|agustus|agu|agt|ags"
    r"|september|sept|sep|oktober|okt|november|nopember|nov|desember|des)(?:[ ./-]|$)",
    re.IGNORECASE,
)
_KELIPATAN = {"ribu": 3, "rb": 3, "juta": 6, "jt": 6, "miliar": 9, "milyar": 9, "triliun": 12, "trilyun": 12}


def baca_angka(teks: str) -> Angka | Ambigu | Kosong | Kata:
    """Read what a cell says, in any notation of DOMAIN 5; never raises, linear in the length of the text.

    Two readings give `Ambigu`; codes, dates, numbering and prose with numbers in it give `Kata`.
    """
    if len(teks) > TERPANJANG:
        return Kosong("") if teks.isspace() else Kata(teks)
    rapi = " ".join(teks.translate(_TAK_TAMPAK).split())
    inti, catatan = pisah_catatan(rapi)
    uang, badan, minus_depan = _lepas_rupiah(inti)
    if not badan.strip(_GARIS):
        # "Rp." alone says nothing about an amount, "Rp -" says that there is none.
        return Kata(inti, catatan) if uang and not badan else Kosong(rapi)
    hasil = _baca_inti(badan, uang, catatan, minus_depan)
    return Kata(inti, catatan) if hasil is None else hasil


def pisah_catatan(teks: str) -> tuple[str, str]:
    """Text and the footnote mark ("*", "**", "*)") at its end, "" if none: "69,66% *" -> ("69,66%", "*")."""
    inti = (teks[:-1] if teks.endswith("*)") else teks).rstrip("*")
    if not inti or len(teks) - len(inti) < 1 or teks[len(inti)] != "*":
        return teks, ""
    return inti.rstrip(), teks[len(inti) :]


def _lepas_rupiah(teks: str) -> tuple[bool, str, bool]:
    """(money or not, the text without "Rp", whether a minus or an open bracket stood before "Rp")."""
    awal = teks[:1]
    minus = awal in ("-", "−", "(") and bool(awal)
    cocok = _RUPIAH.match(teks, 1 if minus else 0)
    if not cocok:
        return False, teks, False
    sisa = teks[cocok.end() :]
    if awal == "(":
        return (True, sisa[:-1].rstrip(), True) if sisa.endswith(")") else (False, teks, False)
    return True, sisa, minus


def _baca_inti(badan: str, uang: bool, catatan: str, minus_depan: bool) -> Angka | Ambigu | None:
    cocok = _ANGKA.fullmatch(badan)
    if not cocok:
        return None
    sisa, kurung = cocok["sisa"], bool(cocok["buka"])
    if kurung and not cocok["tutup"]:
        # "(29.593 Suara)": the bracket closes after the unit and is only punctuation.
        if not sisa.endswith(")"):
            return None
        sisa, kurung = sisa[:-1], _satuan(sisa[:-1]) == "%"
    elif cocok["tutup"] and not kurung:
        return None
    satuan = _satuan(sisa)
    kali = 0
    if satuan is not None and uang:
        kali = _KELIPATAN.get(satuan.lower(), 0)
        satuan = "Rp" if kali or satuan in ("", "Rp") else None
    minus = (cocok["tanda"] in ("-", "−", "–") and bool(cocok["tanda"]), kurung, minus_depan)
    if satuan is None or sum(minus) > 1:
        return None
    bacaan = _bacaan(cocok["badan"], bool(cocok["ekor"]))
    hasil = tuple(
        Angka(_bertanda(nilai, any(minus), kali), desimal - kali, satuan, notasi, catatan)
        for nilai, desimal, notasi in bacaan
    )
    return Ambigu(hasil[0], hasil[1]) if len(hasil) == 2 else hasil[0] if hasil else None


def _bertanda(nilai: Decimal, minus: bool, kali: int) -> Decimal:
    if kali:
        nilai = nilai.scaleb(kali, _TEPAT)
        nilai = nilai.quantize(Decimal(1), context=_TEPAT) if nilai == nilai.to_integral_value() else nilai
    return nilai.copy_negate() if minus and nilai else nilai


def _satuan(sisa: str) -> str | None:
    """The unit in what follows a number; None if that is no unit (prose, a date, a second number)."""
    satuan = sisa.strip()
    if satuan in ("", "%"):
        return satuan
    if not _SATUAN.fullmatch(satuan) or len(satuan) > 32 or satuan.count(" ") > 2:
        return None
    if not sisa.startswith(" ") and len(satuan) < 3:
        return None
    if _BULAN.match(satuan):
        return None
    return {"persen": "%", "rupiah": "Rp"}.get(satuan.lower(), satuan)


_Bacaan = tuple[Decimal, int, Notasi]


def _bacaan(badan: str, ekor: bool) -> tuple[_Bacaan, ...]:
    """The possible readings of digits and separators: none, one, or two (Indonesian first).

    `ekor`: ",-" follows, so all separators of the body are thousands separators.
    """
    kelompok = re.split(r"[.,]", badan)
    tanda = [h for h in badan if h in ".,"]
    if badan[0] == "0" and len(kelompok[0]) > (1 if tanda else 2):
        return ()  # "076.001", "01.03", "051 Persiapan": a code or a date; "01 Dokumen" is a count
    if not tanda:
        return ((Decimal(badan), 0, Notasi.POLOS),)
    ribuan = _ribuan(kelompok, tanda)
    if ekor:
        return ribuan
    desimal = _desimal(kelompok, tanda)
    if not ribuan or not desimal:
        return ribuan or desimal
    # The Indonesian reading is the one with "." as thousands separator; the last separator decides which.
    return ribuan + desimal if tanda[-1] == "." else desimal + ribuan


def _ribuan(kelompok: list[str], tanda: list[str]) -> tuple[_Bacaan, ...]:
    """The reading in which every separator separates thousands."""
    if len(kelompok[0]) > 3 or kelompok[0] == "0" or any(len(k) != 3 for k in kelompok[1:]):
        return ()
    gaya = Notasi.CAMPUR if len(set(tanda)) > 1 else Notasi.ID if tanda[0] == "." else Notasi.EN
    return ((Decimal("".join(kelompok)), 0, gaya),)


def _desimal(kelompok: list[str], tanda: list[str]) -> tuple[_Bacaan, ...]:
    """The reading in which the last separator is the decimal mark."""
    bulat, depan = kelompok[:-1], tanda[:-1]
    if tanda[-1] in depan or (depan and not _ribuan(bulat, depan)):
        return ()
    pecahan = kelompok[-1]
    gaya = Notasi.ID if tanda[-1] == "," else Notasi.EN
    return ((Decimal(f"{''.join(bulat)}.{pecahan}"), len(pecahan), gaya),)


_TUKAR = str.maketrans(".,", ",.")


def tulis_angka(nilai: Decimal, desimal: int | None = None, satuan: str = "", ribuan: bool = True) -> str:
    """Indonesian notation: "3.366.050.000", "116,90%", "8 kali", "Rp 3.366.050.000", "-1.500".

    `desimal` None: the digits that the value has, without trailing zeros, at most 10; else half-up to that.
    """
    if not nilai.is_finite() or nilai.adjusted() > 60:
        angka = str(nilai).translate(_TUKAR)
    else:
        bulat = bulatkan(nilai, _desimal_tertulis(nilai) if desimal is None else desimal)
        angka = format(bulat if bulat else bulat.copy_abs(), ",f" if ribuan else "f").translate(_TUKAR)
    if satuan == "%":
        return angka + "%"
    if satuan == "Rp":
        return f"-Rp {angka[1:]}" if angka.startswith("-") else f"Rp {angka}"
    return f"{angka} {satuan}" if satuan else angka


def _desimal_tertulis(nilai: Decimal) -> int:
    """Decimals of a value without trailing zeros, after rounding to at most 10."""
    pecahan = format(bulatkan(nilai, 10), "f").partition(".")[2]
    return len(pecahan.rstrip("0"))


def bulatkan(nilai: Decimal, desimal: int) -> Decimal:
    """Half-up (away from zero) to `desimal` decimals; negative: to tens, hundreds. Never raises.

    Values too large to be written out to that many decimals, and NaN or infinity, come back unchanged.
    """
    return _kuantum(nilai, desimal, ROUND_HALF_UP)


def _kuantum(nilai: Decimal, desimal: int, cara: str) -> Decimal:
    _, digit, eksponen = nilai.as_tuple()
    if not isinstance(eksponen, int) or abs(desimal) > 1000:
        return nilai
    if eksponen == -desimal:
        return nilai  # it has just these decimals
    panjang = len(digit) + max(0, eksponen + desimal) + 1
    if eksponen >= -desimal and panjang > 2000:
        return nilai
    konteks = _PEMBULAT[cara] if panjang <= 400 else Context(panjang, cara, MIN_EMIN, MAX_EMAX)
    return nilai.quantize(Decimal((0, (1,), -desimal)), context=konteks)


_SETENGAH = {d: Decimal((0, (5,), -d - 1)) for d in range(-15, 16)}
_KE_BAWAH, _KE_ATAS = _PEMBULAT[ROUND_FLOOR], _PEMBULAT[ROUND_CEILING]


def selang(nilai: Decimal, desimal: int | None) -> Selang:
    """What a printed figure stands for: half a unit of its last digit each way; None: exactly `nilai`."""
    if desimal is None or not nilai.is_finite():
        return Selang(nilai, nilai)
    setengah = _SETENGAH.get(desimal) or Decimal((0, (5,), -desimal - 1))
    return Selang(_KE_BAWAH.subtract(nilai, setengah), _KE_ATAS.add(nilai, setengah))


_PEKA = Decimal("1E-12")


def setara(a: Decimal, b: Decimal) -> bool:
    """True if two exact amounts differ by no more than the binary numbers of a spreadsheet lose in adding up: whole
    rupiah by nothing, amounts with sen by a part in 10^12."""
    return a == b or abs(a - b) <= max(abs(a), abs(b)) * _PEKA


def sejalan(a: Selang, b: Selang) -> bool:
    """True if the closed intervals overlap: both figures can be true (DOMAIN 4)."""
    return a.bawah <= b.atas and b.bawah <= a.atas


def memuat(a: Selang, nilai: Decimal) -> bool:
    """True if an exact value lies in the closed interval."""
    return a.bawah <= nilai <= a.atas


def pangkas_cocok(nilai: Decimal, tertulis: Decimal, desimal: int) -> bool:
    """True if `tertulis` is `nilai` cut off after `desimal` decimals and is not its half-up rounding."""
    return _kuantum(nilai, desimal, ROUND_DOWN) == tertulis and bulatkan(nilai, desimal) != tertulis


_DASAR = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
          "sepuluh", "sebelas")
_BESAR = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"))


def terbilang(n: int) -> str:
    """A whole number in Indonesian words: 1500 -> "seribu lima ratus". ValueError beyond 999 triliun."""
    if abs(n) >= 10**15:
        raise ValueError("terbilang hanya sampai 999 triliun")
    if n < 0:
        return "minus " + terbilang(-n)
    kata: list[str] = []
    for kelipatan, nama in _BESAR:
        banyak, n = divmod(n, kelipatan)
        if banyak == 1 and nama == "ribu":
            kata.append("seribu")
        elif banyak:
            kata += [_ratusan(banyak), nama]
    if n or not kata:
        kata.append(_ratusan(n))
    return " ".join(kata)


def _ratusan(n: int) -> str:
    """0 to 999 in words."""
    if n < 12:
        return _DASAR[n]
    if n < 20:
        return f"{_DASAR[n - 10]} belas"
    pembagi, nama = (10, "puluh") if n < 100 else (100, "ratus")
    banyak, sisa = divmod(n, pembagi)
    depan = "seratus" if pembagi == 100 and banyak == 1 else f"{_DASAR[banyak]} {nama}"
    return f"{depan} {_ratusan(sisa)}" if sisa else depan
