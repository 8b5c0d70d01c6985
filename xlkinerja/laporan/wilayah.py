"""A run to what a province asks of its offices: who has sent a workbook, the capaian matrix, absorption per office.

Pure functions over a `HasilPeriksa`; nothing is written here. Figures are what the engine computes; what stood written
is beside them. Which workbooks count as an office's follows the rules of family W (`himpunan`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from xlkinerja.angka import Ambigu, Kosong
from xlkinerja.formulir.identitas import daftar_satker
from xlkinerja.formulir.indikator import kunci
from xlkinerja.himpunan import himpunan, meragukan, mungkin
from xlkinerja.hitung import Skala, kategori
from xlkinerja.konteks import Konteks
from xlkinerja.model import Berkas, CapaianIndikator, Dokumen, Satker
from xlkinerja.olah import Hitungan, capaian_cocok
from xlkinerja.periksa import HasilBerkas, HasilPeriksa
from xlkinerja.tataletak import normal
from xlkinerja.temuan import Lokasi, Sel


class Keadaan(Enum):
    """Whether an office's workbook of the year is there."""

    DIKIRIM = "dikirim"
    TAK_TERBACA = "tidak terbaca"
    PERLU_DIPASTIKAN = "perlu dipastikan"
    TAHUN_LAIN = "tahun lain"
    BELUM = "belum dikirim"


@dataclass(frozen=True, slots=True)
class Kiriman:
    """What an office has sent. `berkas`: the workbooks that are its own, of any year, readable or not. `pakai`: those
    of the year, whose figures count; a second copy (W205) is not among them. `keterangan`: why, "" if all is plain."""

    satker: Satker
    keadaan: Keadaan
    berkas: tuple[HasilBerkas, ...]
    pakai: tuple[HasilBerkas, ...]
    keterangan: str = ""


@dataclass(frozen=True, slots=True)
class Wilayah:
    """A run seen as a province's collection of one year (None: no workbook says one).

    `satker`: its kabupaten/kota in the order of their codes. `induk`: the province's own. `lain`: workbooks of no
    office of the list. `lengkap`: enough are there for a missing one to be missing, as rule W201 judges it.
    """

    tahun: int | None
    satker: tuple[Kiriman, ...]
    induk: Kiriman
    lain: tuple[HasilBerkas, ...]
    lengkap: bool

    @property
    def semua(self) -> tuple[Kiriman, ...]:
        """The kabupaten/kota, then the province."""
        return (*self.satker, self.induk)


def nama_pendek(satker: Satker) -> str:
    """The name without "KPU" and "Kabupaten": "Belu", "Kota Kupang", "Provinsi Nusa Tenggara Timur"."""
    return satker.nama.removeprefix("KPU ").removeprefix("Kabupaten ")


def wilayah(hasil: HasilPeriksa, *, tahun: int | None = None) -> Wilayah:
    """The run as a province's collection; `tahun` None: the year that most of its offices have."""
    konteks = [Konteks(b.berkas) for b in hasil.berkas]
    semua = himpunan(konteks) if konteks else ()
    h = next((x for x in semua if (x.utama if tahun is None else x.tahun == tahun)), None)
    provinsi = h.provinsi if h is not None else _provinsi(hasil)
    if tahun is None:
        tahun = h.tahun if h is not None else _tahun(hasil)
    daftar = [s for s in daftar_satker() if s.kode == provinsi or (s.kode or "").startswith(provinsi + ".")]
    milik = {s.kode: [b for b in hasil.berkas if pemilik(b.berkas) == s] for s in daftar}
    kiriman = [_kiriman(s, tahun, milik[s.kode], hasil.berkas) for s in daftar]
    sudah = {id(b) for isi in milik.values() for b in isi}
    return Wilayah(
        tahun,
        tuple(k for k in kiriman if k.satker.kode != provinsi),
        next(k for k in kiriman if k.satker.kode == provinsi),
        tuple(b for b in hasil.berkas if id(b) not in sudah),
        h is not None and h.lengkap,
    )



def _provinsi(hasil: HasilPeriksa) -> str:
    kode = Counter(s.kode.split(".")[0] for b in hasil.berkas if (s := b.berkas.satker) is not None and s.kode)
    return kode.most_common(1)[0][0] if kode else (daftar_satker()[0].kode or "")


def _tahun(hasil: HasilPeriksa) -> int | None:
    """The year that most offices have, the later of two; kabupaten/kota go before the province."""
    for jenis in (("kabupaten", "kota"), ("provinsi",)):
        pasangan = {
            (s.kode, b.berkas.tahun)
            for b in hasil.berkas
            if (s := b.berkas.satker) is not None and s.kode and s.jenis in jenis and b.berkas.tahun is not None
        }
        banyak = Counter(t for _, t in pasangan if t is not None)
        if banyak:
            return max(banyak, key=lambda t: (banyak[t], t))
    return max((b.berkas.tahun for b in hasil.berkas if b.berkas.tahun is not None), default=None)


def pemilik(berkas: Berkas) -> Satker | None:
    """The one listed office that a workbook is reported under: its content's, else the only one that its names name."""
    if berkas.satker is not None and berkas.satker.kode is not None:
        return berkas.satker
    if berkas.satker is not None:
        return None
    calon = mungkin(berkas)
    return calon[0] if len(calon) == 1 else None


def _kiriman(s: Satker, tahun: int | None, milik: Sequence[HasilBerkas], semua: Sequence[HasilBerkas]) -> Kiriman:
    sah = [b for b in milik if b.berkas.pesan is None and not meragukan(b.berkas)]
    setahun = [b for b in sah if tahun is not None and b.berkas.tahun == tahun]
    if setahun:
        tunggal = [b for b in setahun if all(t.kode != "W205" for t in b.temuan)] or setahun[:1]
        ganda = f"{len(setahun)} buku kerja; yang dipakai: {', '.join(b.berkas.jalur for b in tunggal)}"
        return Kiriman(s, Keadaan.DIKIRIM, tuple(milik), tuple(tunggal), ganda if len(setahun) > 1 else "")
    calon = [b for b in semua if b in milik or s in mungkin(b.berkas)]
    rusak = [b for b in calon if b.berkas.pesan is not None]
    if rusak:
        isi = f"{rusak[0].berkas.jalur}: {rusak[0].berkas.pesan}"
        return Kiriman(s, Keadaan.TAK_TERBACA, tuple(milik), (), isi)
    ragu = [b for b in calon if b.berkas.tahun in (tahun, None)]
    if ragu:
        return Kiriman(s, Keadaan.PERLU_DIPASTIKAN, tuple(milik), (), _sebab_ragu(ragu[0].berkas))
    if sah:
        lain = ", ".join(str(t) for t in sorted({b.berkas.tahun for b in sah if b.berkas.tahun is not None}))
        return Kiriman(s, Keadaan.TAHUN_LAIN, tuple(milik), (), f"yang ada tahun {lain}")
    return Kiriman(s, Keadaan.BELUM, tuple(milik), ())


def _sebab_ragu(b: Berkas) -> str:
    if meragukan(b):
        return f"{b.jalur}: nama berkas dan isinya menyebut satker yang berbeda"
    return f"{b.jalur}: tahunnya tidak diketahui" if b.tahun is None else f"{b.jalur}: satkernya tidak pasti"


# Capaian


_DI_MANA_PUN = Lokasi()


class Nilaian(Enum):
    """How a cell of the matrix stands."""

    DINILAI = "dinilai"
    BELUM_DIISI = "belum diisi"
    TAK_TERHITUNG = "tidak dapat dihitung"
    TANPA_ARAH = "arah indikator tidak diketahui"
    TIDAK_ADA = "tidak ada di tabelnya"


@dataclass(frozen=True, slots=True)
class SelCapaian:
    """One indicator of one office. `nilai`: computed capaian in percent, None unless `nilaian` is DINILAI; `kategori`
    on the workbook's own scale and `jenjang`, its place there from the best (0) to the worst (1); `tertulis`: as it
    stands; `cocok`: whether both agree, None if there is nothing to compare. `tanpa_penilaian`: the realisasi is "-",
    which counts as 0%."""

    nilaian: Nilaian
    nilai: Decimal | None = None
    kategori: str | None = None
    jenjang: float = 0.0
    tertulis: str = ""
    cocok: bool | None = None
    alasan: str = ""
    lokasi: Lokasi = _DI_MANA_PUN
    tanpa_penilaian: bool = False


@dataclass(frozen=True, slots=True)
class Indikator:
    """One row of the matrix: its key and the prevailing wording, with "KPU Kabupaten/Kota" for an office's own name."""

    kunci: str
    teks: str


@dataclass(frozen=True, slots=True)
class MatriksCapaian:
    """Indicators x offices of one level ("ketua", "sekretaris"); `isi` has no entry for an indicator that an office's
    table lacks."""

    unit: str
    indikator: tuple[Indikator, ...]
    isi: dict[tuple[str, str], SelCapaian]
    """(indicator key, office code) -> cell."""

    def sel(self, indikator: str, kode: str) -> SelCapaian:
        """The cell of an indicator and an office's code."""
        return self.isi.get((indikator, kode), SelCapaian(Nilaian.TIDAK_ADA))

    def dinilai(self, kode: str) -> tuple[Decimal, ...]:
        """The capaian of an office that could be computed, in the matrix' order."""
        semua = (self.sel(i.kunci, kode).nilai for i in self.indikator)
        return tuple(n for n in semua if n is not None)


def rata_rata(nilai: Sequence[Decimal]) -> Decimal | None:
    """The mean, unrounded; None of nothing."""
    return sum(nilai, Decimal(0)) / len(nilai) if nilai else None


def matriks_capaian(w: Wilayah, unit: str = "ketua") -> MatriksCapaian:
    """The capaian of a year on one level, from each office's largest capaian table, completed from its others."""
    isi: dict[tuple[str, str], SelCapaian] = {}
    kata: dict[str, Counter[str]] = {}
    urutan: list[list[str]] = []
    for k in w.satker:
        sendiri: list[str] = []
        for b, c in _baris_capaian(k, w.tahun, unit):
            kode = kunci(c.indikator)
            if not kode or (kode, k.satker.kode or "") in isi:
                continue
            isi[kode, k.satker.kode or ""] = _sel_capaian(b, c)
            kata.setdefault(kode, Counter())[_kata_umum(c.indikator, k.satker)] += 1
            sendiri.append(kode)
        urutan.append(sendiri)
    return MatriksCapaian(unit, tuple(Indikator(x, kata[x].most_common(1)[0][0]) for x in _gabung(urutan)), isi)


def _gabung(urutan: Sequence[Sequence[str]]) -> list[str]:
    """The keys in the order that most offices' tables have: each at its mean place, the first seen before the next."""
    tempat: dict[str, list[int]] = {}
    for daftar in urutan:
        for i, x in enumerate(daftar):
            tempat.setdefault(x, []).append(i)
    pertama = {x: n for n, x in enumerate(tempat)}
    return sorted(tempat, key=lambda x: (sum(tempat[x]) / len(tempat[x]), pertama[x]))


def _kata_umum(teks: str, satker: Satker) -> str:
    kata = " ".join(teks.split())
    mulai = kata.casefold().find(satker.nama.casefold())
    if mulai < 0 or len(kata) != len(kata.casefold()):
        return kata
    return f"{kata[:mulai]}KPU Kabupaten/Kota{kata[mulai + len(satker.nama):]}"


def _baris_capaian(
    k: Kiriman, tahun: int | None, unit: str
) -> Iterator[tuple[HasilBerkas, CapaianIndikator]]:
    """The rows of an office's capaian tables of a level, the most complete table first, recapitulations last."""
    calon = [
        (b, d)
        for b in k.pakai
        for d in b.berkas.semua("capaian")
        if d.formulir == "capaian_sasaran" and d.unit == unit and not d.rancu
        and tentang(k, b, d, tahun)
    ]  # fmt: skip
    for b, d in sorted(calon, key=lambda x: (-_berisi(x[1]), _ringkasan(x[1]))):
        yield from ((b, c) for c in d.baris if isinstance(c, CapaianIndikator))


def tentang(k: Kiriman, b: HasilBerkas, d: Dokumen, tahun: int | None) -> bool:
    """True if a table of an office's workbook is about that office and year. In a template all are, whatever a title
    says; a typed workbook may hold others' tables."""
    return b.berkas.templat or (d.tahun in (tahun, None) and d.satker in (k.satker, None))


def _berisi(d: Dokumen) -> int:
    return sum(isinstance(c, CapaianIndikator) and not isinstance(c.realisasi, Kosong) for c in d.baris)


def _ringkasan(d: Dokumen) -> bool:
    kata = normal(f"{d.lembar} {d.judul}")
    return "ringkasan" in kata or "ikhtisar" in kata


def _sel_capaian(b: HasilBerkas, c: CapaianIndikator) -> SelCapaian:
    sel = c.asal["capaian"]
    # By cell: results that came from another process have equal documents, not the same.
    h = next((h for h in b.hitungan if h.bidang == "capaian" and h.sel == sel), None)
    lokasi = Lokasi(b.berkas.jalur, sel.lembar, sel.alamat)
    if h is None:
        return SelCapaian(Nilaian.TAK_TERHITUNG, tertulis=sel.tampil.strip(), lokasi=lokasi)
    cocok = capaian_cocok(h)
    nilaian, alasan = _nilaian(h, c, cocok)
    if nilaian is not Nilaian.DINILAI or not isinstance(h.nilai, Decimal):
        return SelCapaian(nilaian, None, None, 0.0, sel.tampil.strip(), cocok, alasan, lokasi)
    benar = capaian_menurut_temuan(b, sel)
    nilai = h.nilai if benar is None else benar
    nama, jenjang = _kategori(nilai, Konteks(b.berkas).skala)
    lewat = isinstance(c.realisasi, Kosong)
    return SelCapaian(nilaian, nilai, nama, jenjang, sel.tampil.strip(), cocok, "", lokasi, lewat)


def capaian_menurut_temuan(b: HasilBerkas, sel: Sel) -> Decimal | None:
    """What finding K201 says that a capaian should be, which may know that the row's realisasi stands elsewhere."""
    semua = (t for t in b.temuan if t.kode == "K201" and t.diterima is None)
    di_sini = (t.seharusnya for t in semua if (t.lokasi.lembar, t.lokasi.sel) == (sel.lembar, sel.alamat))
    return next((n for n in di_sini if isinstance(n, Decimal)), None)


def _nilaian(h: Hitungan, c: CapaianIndikator, cocok: bool | None) -> tuple[Nilaian, str]:
    if any(isinstance(n, Kosong) and not n.teks.strip() for n in (c.target, c.realisasi)):
        return Nilaian.BELUM_DIISI, ""
    if not isinstance(h.nilai, Decimal):
        ganda = any(isinstance(n, Ambigu) for n in (c.target, c.realisasi))
        return Nilaian.TAK_TERHITUNG, h.alasan or ("angkanya dapat dibaca dengan dua cara" if ganda else "")
    if not h.yakin and cocok is not True:
        return Nilaian.TANPA_ARAH, "polaritas indikator tidak tercatat"
    return Nilaian.DINILAI, ""


def _kategori(nilai: Decimal, skala: Skala) -> tuple[str | None, float]:
    """The name on a scale, and its place there from the best (0) to the worst (1)."""
    nama = kategori(nilai, skala)
    urut = sorted(skala, key=lambda j: (j.bawah is not None, j.bawah or Decimal(0)), reverse=True)
    tempat = next((i for i, j in enumerate(urut) if j.nama == nama), 0)
    return nama, tempat / max(1, len(urut) - 1)
