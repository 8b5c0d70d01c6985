"""A run as JUnit XML, for build servers: a suite per workbook, a case per finding.

A finding at or above the level is a failure, an accepted one is skipped with its reason, a workbook that cannot be
read is an error, and one without findings is one case that passed. The counts of each suite and of all add up. No
clock: `time` is always 0. Findings below the level are left out, as in every report (KONTRAK detail 4).
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator

from xlkinerja.konsol import KENDALI, aman
from xlkinerja.laporan import milik, nama_jalur, rujukan, tampak
from xlkinerja.laporan.teks import rincian
from xlkinerja.periksa import HasilBerkas, HasilPeriksa
from xlkinerja.regeks import regeks
from xlkinerja.temuan import Lokasi, Temuan, Tingkat

_BUKAN_XML = regeks("[\ufffe\uffff]")
_HITUNG = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def tulis(hasil: HasilPeriksa, *, tingkat: Tingkat) -> Iterator[str]:
    """The document as one piece of text, UTF-8; findings below `tingkat` are left out."""
    akar = ET.Element("testsuites", name="xlkinerja")
    akar.extend(_kumpulan(b, tingkat) for b in hasil.semua)
    _hitung(akar)
    ET.indent(akar)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(akar, encoding="unicode") + "\n"


def _kumpulan(b: HasilBerkas, tingkat: Tingkat) -> ET.Element:
    """The suite of one workbook, or of the folder as a whole."""
    nama = _teks(nama_jalur(b.berkas))
    hasil = ET.Element("testsuite", name=nama)
    kali: Counter[str] = Counter()
    for t in tampak(b.temuan, tingkat):
        judul = _judul(t)
        kali[judul] += 1
        ke = f" ({kali[judul]})" if kali[judul] > 1 else ""
        hasil.append(_kasus(nama, judul + ke, _isi(b, t)))
    rusak = b.berkas.pesan
    if rusak is not None and hasil.find("*/error") is None:
        hasil.append(_kasus(nama, "dapat dibaca", _butir("error", rusak, rusak, "galat")))
    if not len(hasil):
        hasil.append(_kasus(nama, "tidak ada temuan", None))
    _hitung(hasil)
    return hasil


def _hitung(unsur: ET.Element) -> None:
    """Write the counts of all cases below an element."""
    unsur.set("tests", str(sum(1 for _ in unsur.iter("testcase"))))
    for nama, tag in _HITUNG.items():
        unsur.set(nama, str(sum(1 for _ in unsur.iter(tag))))
    unsur.set("time", "0")


def _judul(t: Temuan) -> str:
    """What tells a case from the others of its suite: "K201 Capaian Ketua!G8"."""
    tempat = rujukan(Lokasi("", t.lokasi.lembar, t.lokasi.sel), Lokasi())
    return _teks(f"{t.kode} {aman(tempat)}".rstrip())


def _kasus(kelas: str, nama: str, isi: ET.Element | None) -> ET.Element:
    kasus = ET.Element("testcase", classname=kelas, name=nama, file=kelas, time="0")
    if isi is not None:
        kasus.append(isi)
    return kasus


def _isi(b: HasilBerkas, t: Temuan) -> ET.Element:
    if t.diterima is not None:
        return ET.Element("skipped", message=_teks(f"diterima: {aman(t.diterima)}"))
    satker, tahun = milik(b.berkas, t)
    rinci = [f"{label.capitalize()}: {isi}" for label, isi in rincian(b.berkas, t, saran=aman(t.saran))]
    siapa = [f"Satker: {aman(satker)}"] if satker else []
    siapa += [f"Tahun: {tahun}"] if tahun else []
    teks = "\n".join((aman(t.pesan), *rinci, *siapa, f"Penjelasan: xlkinerja jelaskan {t.kode}"))
    rusak = b.berkas.pesan is not None and t.kode == "S001"
    return _butir("error" if rusak else "failure", t.pesan, teks, t.tingkat.value)


def _butir(tag: str, pesan: str, teks: str, jenis: str) -> ET.Element:
    butir = ET.Element(tag, message=_teks(aman(pesan)), type=jenis)
    butir.text = _teks(teks)
    return butir


def _teks(teks: str) -> str:
    """Text without what XML 1.0 forbids or what steers a terminal: U+FFFD instead."""
    return _BUKAN_XML.sub("\ufffd", KENDALI.sub("\ufffd", teks))
