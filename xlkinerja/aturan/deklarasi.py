"""The record card of a rule, and how what a rule yields becomes a finding.

A rule is a short function under its card. It sees one workbook (`Konteks`) or all workbooks of one satker and yields
`Hasil`: the cell at fault and the figures; the card turns that into the message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from hashlib import sha256

from xlkinerja.beku import beku
from xlkinerja.konteks import Konteks
from xlkinerja.model import Berkas, Dokumen
from xlkinerja.temuan import Lokasi, Sel, Temuan, Tingkat


@beku(frozen=True, slots=True)
class Ubah:
    """One edit of the correct example workbook: form, row (0-based; -1 the header), field, new content. The fields
    "judul" and "catatan" are the lines above and below the table.

    Content is text, a Decimal with `format`, or None to empty the cell; `rumus` a formula without "=" whose stored
    value the content is.
    """

    formulir: str
    baris: int
    bidang: str
    isi: str | Decimal | None
    format: str = "General"
    rumus: str | None = None


@beku(frozen=True, slots=True)
class Contoh:
    """An example that is executed: edits, and where the finding must stand (form, row, field); None: no finding."""

    ubah: tuple[Ubah, ...] = ()
    di: tuple[str, int, str] | None = None
    uraian: str = ""


@beku(frozen=True, slots=True)
class Rujukan:
    """A cell in a workbook; `berkas` None means the workbook of the finding."""

    sel: Sel
    berkas: Berkas | None = None


@beku(frozen=True, slots=True)
class Hasil:
    """What a rule yields: the cell at fault (None: the whole sheet or file) and the facts for its message.

    `kunci`: what the row is about, for the fingerprint. `terkait`: more places. `menutup`: cells whose own findings
    this one explains. `isi`: further words for the message. `berkas`: for rules over several workbooks, whose it is.
    `berkas_terkait`: other workbooks that it concerns as a whole.
    """

    sel: Sel | None = None
    dokumen: Dokumen | None = None
    kunci: str = ""
    tertulis: str | None = None
    seharusnya: Decimal | str | None = None
    selisih: Decimal | None = None
    sebab: str | None = None
    terkait: tuple[Rujukan, ...] = ()
    menutup: tuple[Rujukan, ...] = ()
    isi: Mapping[str, str] = field(default_factory=dict)
    lembar: str | None = None
    urut_lembar: int = -1
    berkas: Berkas | None = None
    saran: str | None = None
    berkas_terkait: tuple[Berkas, ...] = ()


Pemeriksa = Callable[[Konteks], Iterable[Hasil]]


def gabung(*pemeriksa: Pemeriksa) -> Pemeriksa:
    """One rule that looks in several places."""
    return lambda konteks: (h for p in pemeriksa for h in p(konteks))


PemeriksaSilang = Callable[[Sequence[Konteks]], Iterable[Hasil]]


@beku(frozen=True, slots=True)
class Aturan:
    """The card: code, title (what is wrong), severity, document kinds, explanation, basis, message template, advice,
    a wrong and a right example. `silang`: the rule sees all workbooks of one satker at once; `wilayah`: all workbooks
    of the run, whose satker they may be."""

    kode: str
    judul: str
    tingkat: Tingkat
    untuk: tuple[str, ...]
    penjelasan: str
    dasar: str
    pesan: str
    saran: str
    salah: Contoh | None
    benar: Contoh | None
    periksa: Pemeriksa | None = None
    silang: PemeriksaSilang | None = None
    wilayah: PemeriksaSilang | None = None


@beku(frozen=True, slots=True)
class TemuanBerkas:
    """A finding with the workbook it stands in and the cells whose findings it explains."""

    temuan: Temuan
    berkas: Berkas
    menutup: tuple[tuple[Berkas, str, str], ...] = ()


def temuan_dari(aturan: Aturan, berkas: Berkas, hasil: Hasil) -> TemuanBerkas:
    """The finding that a card makes of what its rule yielded in a workbook."""
    pemilik = hasil.berkas or berkas
    lembar = hasil.sel.lembar if hasil.sel else hasil.lembar
    urut = hasil.dokumen.urut_lembar if hasil.dokumen else hasil.urut_lembar
    letak = (urut, hasil.sel.baris, hasil.sel.kolom) if hasil.sel else (urut, 0, 0)
    tertulis = hasil.tertulis if hasil.tertulis is not None else (hasil.sel.tampil if hasil.sel else None)
    temuan = Temuan(
        aturan.kode,
        aturan.tingkat,
        Lokasi(pemilik.jalur, lembar, hasil.sel.alamat if hasil.sel else None),
        aturan.pesan.format_map(_Isi(hasil.isi)),
        tertulis,
        hasil.seharusnya,
        hasil.selisih,
        hasil.sebab,
        hasil.saran or aturan.saran,
        _unik((*(_lokasi(r, pemilik) for r in hasil.terkait), *(Lokasi(b.jalur) for b in hasil.berkas_terkait))),
        _sidik(aturan.kode, pemilik, hasil),
        letak,
    )
    menutup = tuple((r.berkas or pemilik, r.sel.lembar, r.sel.alamat) for r in hasil.menutup)
    return TemuanBerkas(temuan, pemilik, menutup)


class _Isi(dict[str, str]):
    """Words of a message; a word that a rule did not give shows as a dash instead of failing."""

    def __missing__(self, kunci: str) -> str:
        return "-"


def _lokasi(rujukan: Rujukan, pemilik: Berkas) -> Lokasi:
    return Lokasi((rujukan.berkas or pemilik).jalur, rujukan.sel.lembar, rujukan.sel.alamat)


def _unik(lokasi: Iterable[Lokasi]) -> tuple[Lokasi, ...]:
    return tuple(dict.fromkeys(lokasi))


def _sidik(kode: str, berkas: Berkas, hasil: Hasil) -> str:
    """Fingerprint: code, satker, form, key of the row, field. It does not change when rows are inserted elsewhere."""
    satker = berkas.satker
    d = hasil.dokumen
    bagian = (
        kode,
        (satker.kode or satker.nama) if satker else "",
        str(d.tahun or "") if d else "",
        f"{d.formulir}/{d.jenis}/{d.unit}" if d else (hasil.lembar or ""),
        hasil.kunci,
        hasil.isi.get("bidang", ""),
    )
    return sha256("\n".join(bagian).encode()).hexdigest()[:16]
