"""A run as one HTML file that opens offline: summary, map, heat map, absorption, findings with pictures of their rows.

The template, styles and script lie beside this module and are put into the file. Text from a workbook reaches it only
through Jinja2's escaping, and the file's own content policy forbids any script but ours and any request.
"""

from __future__ import annotations

import base64
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from xlkinerja import __version__
from xlkinerja.aturan import SEMUA
from xlkinerja.beku import beku
from xlkinerja.buku import Buku, BukuTakTerbaca
from xlkinerja.buku.berkas import buka_jalur, dari_paket
from xlkinerja.buku.simpan import simpan_berkas
from xlkinerja.konsol import aman
from xlkinerja.laporan.html.capaian import PetaPanas, peta_panas
from xlkinerja.laporan.html.daftar import Gambar, Kelompok, PilihGambar, kelompok_temuan, temuan_diterima, terbuka
from xlkinerja.laporan.html.keadaan import PENJELASAN, URUTAN, Kumpulan, Ringkas, keadaan_berkas, kumpulan
from xlkinerja.laporan.html.peta import PETA, PROVINSI
from xlkinerja.laporan.html.potret import Potret, potret
from xlkinerja.laporan.html.serapan import Batang, batang_buku, serapan_kumpulan
from xlkinerja.laporan.tren import tren
from xlkinerja.laporan.wilayah import wilayah_tahunan
from xlkinerja.periksa import HasilBerkas, HasilPeriksa
from xlkinerja.riwayat_db import Titik
from xlkinerja.rumus_isi import berisi, tak_dihitung
from xlkinerja.temuan import Tingkat

_GAMBAR_TERBUKA = 12
"""Up to so many pictures stand open from the start."""


@beku(frozen=True, slots=True)
class Tahun:
    """What is drawn of one collection."""

    kumpulan: Kumpulan
    panas: PetaPanas | None
    serapan: tuple[Batang, ...]


@beku(frozen=True, slots=True)
class BarisBuku:
    """One workbook in the list of those checked; `pesan`: why it could not be read."""

    indeks: int
    jalur: str
    satker: str
    tahun: str
    ringkas: Ringkas
    pesan: str


@beku(frozen=True, slots=True)
class Kode:
    """What a code means, and how often it is listed."""

    kode: str
    judul: str
    penjelasan: str
    dasar: str
    tingkat: Tingkat
    temuan: int
    buku: int


def tulis_laporan(
    hasil: HasilPeriksa,
    daftar: Sequence[tuple[Path, str]],
    tujuan: Path,
    tingkat: Tingkat,
    *,
    deret: Sequence[Titik] = (),
) -> None:
    """Write the report of a run and say so on stderr. `daftar`: the workbooks as `periksa.kumpulkan` gives them;
    `deret`: the runs before, for the trend. BukuTakTertulis if the file cannot be written."""
    simpan_berkas(tujuan, tulis(hasil, daftar=daftar, tingkat=tingkat, deret=deret).encode("utf-8"))
    print(f"Laporan ditulis ke {aman(str(tujuan))}.", file=sys.stderr)


def tulis(
    hasil: HasilPeriksa, *, daftar: Sequence[tuple[Path, str]], tingkat: Tingkat, deret: Sequence[Titik] = ()
) -> str:
    """The report as one page; findings below `tingkat` are left out, the counts count all."""
    gambar = _gambar(hasil, daftar, tingkat)
    tahun = [Tahun(kumpulan(hasil, w), peta_panas(w), serapan_kumpulan(w)) for w in wilayah_tahunan(hasil, PROVINSI)]
    buku = tuple(_buku(hasil))
    kelompok = kelompok_temuan(hasil, tingkat, gambar)
    banyak = {t: hasil.jumlah(t) for t in Tingkat}
    sendiri = [batang_buku(b) for b in hasil.berkas] if not tahun else []
    skrip, gaya = _bagian("skrip.js"), _gaya()
    return _lingkungan().from_string(_bagian("halaman.html.jinja")).render(
        versi=__version__,
        csp=_kebijakan(skrip=skrip, gaya=gaya),
        skrip=Markup(skrip),
        gaya=Markup(gaya),
        kepada=_kepada(hasil, tahun),
        tahun=tahun,
        pulau=PETA,
        satker_ke={t.kumpulan.tahun: {s.satker.kode: s.ringkas for s in t.kumpulan.satker} for t in tahun},
        keadaan=URUTAN,
        penjelasan=PENJELASAN,
        buku=buku,
        per_keadaan=_per_keadaan(buku),
        kelompok=kelompok,
        ada_kelompok={k.indeks for k in kelompok},
        banyak=banyak,
        tampil=sum(len(k.baris) for k in kelompok),
        lewat=[t.value for t in Tingkat if t.bobot < tingkat.bobot and banyak[t]],
        tingkat=[t for t in Tingkat if t.bobot >= tingkat.bobot],
        diterima=temuan_diterima(hasil, tingkat),
        banyak_diterima=hasil.diterima,
        serapan=[b for b in sendiri if b is not None],
        kode=tuple(_kode(kelompok)),
        tren=tren(deret),
        terbuka=len(gambar) <= _GAMBAR_TERBUKA,
    )  # fmt: skip


def _lingkungan() -> Environment:
    lingkungan = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    lingkungan.filters["lebar"] = _lebar
    return lingkungan


def _lebar(persen: Decimal) -> str:
    """A percentage as a length in the drawing of a bar: two decimals, from 0 to 120."""
    return f"{min(Decimal(120), max(Decimal(0), persen)):.2f}"


def _bagian(nama: str) -> str:
    return files("xlkinerja.laporan.html").joinpath(nama).read_text(encoding="utf-8")


def _gaya() -> str:
    """The styles; the colours of the dark scheme stand for the device's choice and for the reader's."""
    return _bagian("gaya.css").replace("/* GELAP */", _bagian("gelap.css"))


def _kebijakan(*, skrip: str, gaya: str) -> str:
    def sidik(isi: str) -> str:
        return f"'sha256-{base64.b64encode(sha256(isi.encode()).digest()).decode()}'"

    return (
        f"default-src 'none'; script-src {sidik(skrip)}; style-src {sidik(gaya)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _kepada(hasil: HasilPeriksa, tahun: Sequence[Tahun]) -> str:
    """Whose workbooks these are, for the line under the title."""
    if tahun:
        return f"Nusa Tenggara Timur, tahun {' dan '.join(str(t.kumpulan.tahun) for t in tahun)}"
    nama = dict.fromkeys(b.berkas.satker.nama for b in hasil.berkas if b.berkas.satker is not None)
    if not nama or len(nama) > 3:
        return f"{len(hasil.berkas)} buku kerja"
    return aman(", ".join(nama))


def _buku(hasil: HasilPeriksa) -> Iterator[BarisBuku]:
    for i, b in enumerate(hasil.berkas):
        satker, tahun = b.berkas.satker, b.berkas.tahun
        yield BarisBuku(
            i,
            aman(b.berkas.jalur),
            aman(satker.nama) if satker is not None else "",
            str(tahun or ""),
            keadaan_berkas(b, i),
            aman(b.berkas.pesan or ""),
        )


def _per_keadaan(buku: Sequence[BarisBuku]) -> dict[str, int]:
    """Style key of a state -> how many workbooks are in it."""
    banyak = Counter(b.ringkas.keadaan for b in buku)
    return {k.kunci: banyak[k] for k in URUTAN}


def _kode(kelompok: Sequence[Kelompok]) -> Iterator[Kode]:
    """The codes of the listed findings, in the order of the catalogue."""
    temuan = Counter(x.temuan.kode for k in kelompok for x in k.baris)
    buku = Counter(kode for k in kelompok for kode in {x.temuan.kode for x in k.baris})
    for a in SEMUA:
        if temuan[a.kode]:
            yield Kode(a.kode, a.judul, a.penjelasan, a.dasar, a.tingkat, temuan[a.kode], buku[a.kode])


def _gambar(hasil: HasilPeriksa, daftar: Sequence[tuple[Path, str]], tingkat: Tingkat) -> Gambar:
    """The pictures, for which each workbook is opened once more, no more of it than the sheets to show."""
    pilih = PilihGambar()
    gambar: dict[tuple[int, str], Potret] = {}
    for i, b in enumerate(hasil.berkas):
        dipilih = [t for t in terbuka(b, tingkat) if pilih.tolak(i, t) is None]
        lembar = {t.lokasi.lembar for t in dipilih if t.lokasi.lembar is not None}
        buku = _buka(b, daftar, i, lembar) if dipilih else None
        if buku is not None:
            potret_ = ((t.sidik, potret(buku, b.berkas, t)) for t in dipilih)
            gambar.update({(i, sidik): p for sidik, p in potret_ if p is not None})
    return gambar


def _buka(b: HasilBerkas, daftar: Sequence[tuple[Path, str]], i: int, lembar: Collection[str]) -> Buku | None:
    """Sheets of the i-th workbook once more, with values; None if it cannot be opened now."""
    if i >= len(daftar) or daftar[i][1] != b.berkas.jalur:
        return None
    try:
        buku, paket = buka_jalur(daftar[i][0], lembar=lembar)
        # Values that are not stored are computed from the other sheets.
        return berisi(dari_paket(paket), lembar=lembar) if tak_dihitung(buku.lembar) else buku
    except BukuTakTerbaca:
        return None
