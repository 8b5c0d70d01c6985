"""Text of cells: XML escapes, Excel's _xHHHH_ escapes, rich runs; a sharedStrings part into a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from xlkinerja.buku.paket import Paket
from xlkinerja.buku.urai import pengurai, suapi, urai_xml
from xlkinerja.regeks import regeks


class TakLazim(Exception):
    """The quick pass met XML that it cannot account for; expat must read the part."""


_ENTITAS = regeks(r"&([^;&]{0,12});?")
_BERNAMA = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}
"""The references by name; "&amp;" is the last, since what comes of it begins no other one."""
_SANDI_X = regeks(r"_x([0-9A-Fa-f]{4})_")
_ATR = r'(?: [\w:.]+="[^"<>&]*")*+'
_T = r'(?:<t(?: xml:space="(?:preserve|default)")?>[^<]*+</t>|<t/>)'
_KAYA = regeks(
    rf"(?:\s|{_T}|<r>\s*(?:<rPr>(?:\s|<[\w:]+{_ATR}/>)*+</rPr>|<rPr/>)?\s*{_T}?\s*</r>"
    rf"|<rPh{_ATR}>\s*{_T}\s*</rPh>|<phoneticPr{_ATR}/>)*+"
)
_POTONG_TEKS = regeks(r"<rPh\b.*?</rPh>|<t(?: [^<>]*)?>([^<]*)</t>", re.DOTALL)
_KENDALI = bytes(i for i in range(32) if i not in (9, 10, 13))


def lepas_entitas(teks: str) -> str:
    """XML character data with its references resolved. TakLazim for an unknown one."""
    if "&" not in teks:
        return teks
    lepas = teks
    for acuan, huruf in _BERNAMA.items():
        lepas = lepas.replace(acuan, huruf)
    return lepas if lepas.count("&") == teks.count("&amp;") else _ENTITAS.sub(_entitas, teks)


def _entitas(m: re.Match[str]) -> str:
    isi = m[1]
    if not m[0].endswith(";"):
        raise TakLazim
    if m[0] in _BERNAMA:
        return _BERNAMA[m[0]]
    if re.fullmatch(r"#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}", isi):
        titik = int(isi[2:], 16) if isi[1] == "x" else int(isi[1:])
        if titik in (9, 10, 13) or 32 <= titik < 0xD800 or 0xE000 <= titik <= 0x10FFFF:
            return chr(titik)
    raise TakLazim


def lepas_x(teks: str) -> str:
    """Excel's escapes in a cell's text: "_x000D_" is a carriage return (ECMA 22.9.2.19)."""
    if "_x" not in teks:
        return teks
    hasil = _SANDI_X.sub(lambda m: chr(int(m[1], 16)), teks)
    if hasil.isascii():
        return hasil
    return hasil.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def teks_kaya(dalam: str) -> str:
    """The text of what stands inside <si> or <is>: runs joined, phonetics dropped. TakLazim if unusual."""
    if _KAYA.fullmatch(dalam) is None:
        raise TakLazim
    return lepas_x(lepas_entitas("".join(_POTONG_TEKS.findall(dalam))))


def urai_utf8(potongan: bytes) -> str:
    """A piece of a UTF-8 part as text with normal line ends. TakLazim on bad bytes or control characters."""
    if len(potongan.translate(None, _KENDALI)) != len(potongan):
        raise TakLazim
    try:
        teks = potongan.decode()
    except UnicodeDecodeError:
        raise TakLazim from None
    return teks.replace("\r\n", "\n").replace("\r", "\n") if "\r" in teks else teks


_UNIT_TERPANJANG = 8 << 20
_DEKLARASI = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml([^>]*)\?>)?\s*<[A-Za-z]")


def bagi(potongan: Iterable[bytes], wadah: bytes, unit: bytes) -> Iterator[tuple[str, bytes]]:
    """Cut a UTF-8 part around its container <wadah> into whole units, never holding all of it.

    Yields ("kepala", all up to and with <wadah>), ("badan", whole <unit>s) …, ("ekor", the rest) ….
    TakLazim where the part does not look like this.
    """
    pembuka = re.compile(rb"<" + wadah + rb"(?:\s[^<>]*)?(/?)>")
    penutup, akhir_unit = b"</" + wadah + b">", b"</" + unit + b">"
    sisa, tahap = b"", "kepala"
    for p in potongan:
        if tahap == "ekor":
            yield tahap, p
            continue
        sisa += p
        if tahap == "kepala" and (m := pembuka.search(sisa)):
            _periksa_kepala(sisa[: m.end()])
            yield tahap, sisa[: m.end()]
            sisa, tahap = sisa[m.end() :], "ekor" if m[1] else "badan"
        if tahap == "badan" and (i := sisa.find(penutup)) >= 0:
            yield tahap, sisa[:i]
            sisa, tahap = sisa[i:], "ekor"
        if tahap == "badan" and (i := sisa.rfind(akhir_unit) + 1):
            yield tahap, sisa[: i - 1 + len(akhir_unit)]
            sisa = sisa[i - 1 + len(akhir_unit) :]
        elif tahap == "ekor":
            yield tahap, sisa
        elif len(sisa) > _UNIT_TERPANJANG:
            raise TakLazim
    if tahap != "ekor":
        raise TakLazim


def _periksa_kepala(kepala: bytes) -> None:
    m = _DEKLARASI.match(kepala)
    if m is None or b"<!" in kepala:
        raise TakLazim
    if b"encoding" in (m[1] or b"") and b"utf-8" not in m[1].lower():
        raise TakLazim


# ---------------------------------------------------------------- shared strings

_SI = regeks(
    r'(<si)>(?:<t(?: xml:space="preserve")?>([^<]*)</t></si>|([^<]*(?:<(?!/?si>)[^<]*)*)</si>)'
    r"|\s+|(\S[\s\S]*)"
)


def string_bersama(paket: Paket, bagian: str, *, paksa_expat: bool = False) -> list[str]:
    """All shared strings of a sharedStrings part by index. BukuTakTerbaca on broken XML."""
    if not paksa_expat:
        try:
            return _string_cepat(paket, bagian)
        except TakLazim:
            pass
    return _string_expat(paket, bagian)


def _string_cepat(paket: Paket, bagian: str) -> list[str]:
    hasil: list[str] = []
    kerangka = pengurai(bagian)
    for tahap, potongan in bagi(paket.alirkan(bagian), b"sst", b"si"):
        if tahap != "badan":
            suapi(kerangka, (potongan,), bagian, akhir=False)
            continue
        teks = urai_utf8(potongan)
        sandi = "&" in teks or "_x" in teks
        if (semua := _polos(teks)) is not None:
            hasil += [lepas_x(lepas_entitas(s)) for s in semua] if sandi else semua
            continue
        for tanda, polos, kaya, sisa in _SI.findall(teks):
            if kaya:
                hasil.append(teks_kaya(kaya))
            elif tanda:
                hasil.append(lepas_x(lepas_entitas(polos)) if sandi else polos)
            elif sisa:
                raise TakLazim
    suapi(kerangka, (), bagian)
    return hasil


def _polos(teks: str) -> list[str] | None:
    """The strings of <si><t>…</t></si> one after the other with nothing else, as nearly all programs write them; None
    where anything else stands."""
    if not (teks.startswith("<si><t>") and teks.endswith("</t></si>")):
        return None
    semua = teks[7:-9].split("</t></si><si><t>")
    return semua if teks.count("<") == 4 * len(semua) else None


def _string_expat(paket: Paket, bagian: str) -> list[str]:
    hasil: list[str] = []
    teks: list[str] = []
    jalur: list[str] = []

    def mulai(tag: str, _atribut: dict[str, str], _tingkat: int) -> None:
        jalur.append(tag)
        if jalur[1:] == ["si"]:
            teks.clear()

    def selesai(_tag: str, _tingkat: int) -> None:
        if jalur[1:] == ["si"]:
            hasil.append(lepas_x("".join(teks)))
        jalur.pop()

    def isi(potongan: str) -> None:
        if jalur[1:] in (["si", "t"], ["si", "r", "t"]):
            teks.append(potongan)

    urai_xml(paket.alirkan(bagian), bagian, mulai, selesai, isi)
    return hasil
