"""What every report shares: which findings are shown, how many there are, whose they are, and text made safe.

A report module turns a `HasilPeriksa` into the text of one format; nothing here opens a file or prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.model import JALUR_BERSAMA, Berkas, Dokumen
from xlkinerja.periksa import HasilPeriksa
from xlkinerja.temuan import Lokasi, Temuan, Tingkat, urai_a1

_RUPIAH = ("pagu", "realisasi", "sisa")
FOLDER = "Folder yang diperiksa"
_PERSEN = {"anggaran": "persen", "capaian": "capaian"}


def tampak(temuan: tuple[Temuan, ...], batas: Tingkat) -> tuple[Temuan, ...]:
    """The findings at or above a severity."""
    return tuple(t for t in temuan if t.tingkat.bobot >= batas.bobot)


def ada_temuan(hasil: HasilPeriksa, batas: Tingkat) -> bool:
    """True if an open finding stands at or above a severity: the run ends with status 1."""
    return any(t.diterima is None for b in hasil.semua for t in tampak(b.temuan, batas))


def ringkasan(hasil: HasilPeriksa) -> dict[str, int]:
    """Counts of workbooks, of open findings of every severity, whatever is shown, and of accepted ones if there are
    any."""
    diterima = {"diterima": hasil.diterima} if hasil.diterima else {}
    return {"berkas": len(hasil.berkas), **{t.value: hasil.jumlah(t) for t in Tingkat}, **diterima}


def nama_jalur(berkas: Berkas) -> str:
    """How a reader is told where a finding stands: the workbook's path, or that it is about all that was given."""
    return FOLDER if berkas.jalur == JALUR_BERSAMA else berkas.jalur


def polos(nilai: Decimal) -> str:
    """A plain decimal string with a point, unrounded: no exponent, no trailing zeros, no "-0".

    >>> polos(Decimal("1.1690E+2"))
    '116.9'
    """
    teks = format(nilai, "f")
    if "." in teks:
        teks = teks.rstrip("0").rstrip(".")
    return "0" if teks == "-0" else teks


def beragam(berkas: Berkas) -> bool:
    """True if a workbook holds documents of several satker or several years (KONTRAK detail 10)."""
    satker = {d.satker for d in berkas.dokumen if d.satker is not None}
    tahun = {d.tahun for d in berkas.dokumen if d.tahun is not None}
    return len(satker) > 1 or len(tahun) > 1


def letak(berkas: Berkas, tempat: Lokasi) -> tuple[Dokumen, str] | None:
    """The document that a cell stands in and the name of its field ("" if none); None outside of all."""
    if tempat.lembar is None or tempat.sel is None:
        return None
    baris, kolom = urai_a1(tempat.sel)
    for d in _di_lembar(berkas, tempat.lembar):
        r = d.rentang
        if r.baris1 <= baris <= r.baris2 and r.kolom1 <= kolom <= r.kolom2:
            return d, next((n for n, s in d.kepala.items() if s.kolom == kolom), "")
    return None


def _di_lembar(berkas: Berkas, lembar: str) -> Iterator[Dokumen]:
    return (d for d in berkas.dokumen if d.lembar == lembar)


def milik(berkas: Berkas, temuan: Temuan) -> tuple[str, int | None]:
    """Satker (code, else name, else "") and year of a finding: its document's, else the workbook's."""
    tempat = letak(berkas, temuan.lokasi) if beragam(berkas) else None
    satker = (tempat[0].satker if tempat else None) or berkas.satker
    tahun = (tempat[0].tahun if tempat else None) or berkas.tahun
    return (satker.kode or satker.nama) if satker else "", tahun


def satuan(berkas: Berkas, temuan: Temuan) -> str:
    """What the figure of a finding counts: "%", "Rp", or "" (a count, or not known)."""
    if "%" in (temuan.tertulis or "") or " poin" in temuan.pesan:
        return "%"
    tempat = letak(berkas, temuan.lokasi)
    if tempat is None:
        return ""
    dokumen, bidang = tempat
    if bidang == _PERSEN.get(dokumen.jenis):
        return "%"
    return "Rp" if dokumen.jenis == "anggaran" and bidang in _RUPIAH else ""


def rujukan(tempat: Lokasi, asal: Lokasi) -> str:
    """A place as seen from another: "C58" on its sheet, "PK!D9" in its workbook, else "[b.xlsx]PK!D9"."""
    berkas = f"[{tempat.berkas}]" if tempat.berkas and tempat.berkas != asal.berkas else ""
    if tempat.lembar is None:
        return berkas or tempat.berkas
    if tempat.sel is None:
        return f"{berkas}{tempat.lembar}"
    di_sini = not berkas and tempat.lembar == asal.lembar
    return tempat.sel if di_sini else f"{berkas}{tempat.lembar}!{tempat.sel}"
