"""Budget absorption as the report shows it: bars of realisasi over pagu beside the target that IKPA asks for."""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.angka import tulis_angka
from xlkinerja.beku import beku
from xlkinerja.konsol import aman
from xlkinerja.laporan.html.peta import nama_pendek
from xlkinerja.laporan.ikpa import Ikpa
from xlkinerja.laporan.serapan import ROMAWI, SerapanSatker, catatan_serapan, serapan_buku, serapan_satker
from xlkinerja.laporan.wilayah import Keadaan, Wilayah
from xlkinerja.periksa import HasilBerkas


@beku(frozen=True, slots=True)
class Batang:
    """One bar. Without a figure `tanpa` says why, without a target `tanpa_target` does; percentages are in percent.

    `dinilai`: what the target is compared with, which leaves out blocked pagu and later months. `catatan`: further
    words, such as another table of the workbook that has other figures.
    """

    nama: str
    panjang: str
    tanpa: str = ""
    pagu: str = ""
    realisasi: str = ""
    persen: Decimal | None = None
    dinilai: Decimal | None = None
    target: Decimal | None = None
    tanpa_target: str = ""
    sampai: str = ""
    catatan: str = ""

    @property
    def teks(self) -> str:
        """ "97,31%"."""
        return f"{tulis_angka(self.persen, 2)}%" if self.persen is not None else ""

    @property
    def teks_target(self) -> str:
        """The target as printed."""
        return f"{tulis_angka(self.target, 2)}%" if self.target is not None else ""

    @property
    def banding(self) -> str:
        """How the absorption stands to the target, in words."""
        if self.dinilai is None or self.target is None:
            return ""
        if self.tercapai:
            return "✓ mencapai target"
        selisih = self.target - self.dinilai
        poin = next(t for d in (2, 4, 8, None) if (t := tulis_angka(selisih, d)).strip("0,"))
        return f"▼ {poin} poin di bawah target"

    @property
    def tercapai(self) -> bool:
        """True if the target is met, unrounded."""
        return self.dinilai is not None and self.target is not None and self.dinilai >= self.target


def serapan_kumpulan(w: Wilayah) -> tuple[Batang, ...]:
    """A bar for the province's own workbook, if it is there, and for each kabupaten/kota."""
    semua = [batang(serapan_satker(k, w.tahun), nama_pendek(k.satker), k.satker.nama) for k in w.satker]
    induk = batang(serapan_satker(w.induk, w.tahun), "Provinsi", w.induk.satker.nama)
    return (induk, *semua) if not induk.tanpa else tuple(semua)


def batang_buku(b: HasilBerkas) -> Batang | None:
    """The bar of one workbook under its path; None where it holds no budget table."""
    satker = b.berkas.satker
    nama, panjang = aman(b.berkas.jalur), aman(satker.nama) if satker is not None else ""
    if b.berkas.pesan is not None:
        return Batang(nama, panjang, tanpa=Keadaan.TAK_TERBACA.value)
    if not any({"pagu", "realisasi"} <= d.kepala.keys() for d in b.berkas.semua("anggaran")):
        return None
    return batang(serapan_buku((b,), satker, b.berkas.tahun), nama, panjang)


def batang(s: SerapanSatker, nama: str, panjang: str) -> Batang:
    """An office's budget as a bar."""
    if s.uang is None or s.kurang:
        return Batang(nama, panjang, tanpa=s.kurang)
    i = s.ikpa
    kata = [*_dinilai_lain(s.uang.serapan, i), *catatan_serapan(s)]
    return Batang(
        nama, panjang, "", tulis_angka(s.uang.pagu or Decimal(0), 0), tulis_angka(s.uang.realisasi or Decimal(0), 0),
        s.uang.serapan, i.serapan if i else None, i.target if i else None, "" if i else s.alasan_ikpa,
        f"s.d. triwulan {ROMAWI[i.triwulan - 1]}" if i else "",
        " ".join(f"{aman(k[0].upper() + k[1:])}." for k in kata),
    )  # fmt: skip


def _dinilai_lain(persen: Decimal | None, i: Ikpa | None) -> list[str]:
    """What is compared with the target, where it is another figure than the absorption shown."""
    if i is None or persen is None or tulis_angka(i.serapan, 2) == tulis_angka(persen, 2):
        return []
    sampai = f"sampai triwulan {ROMAWI[i.triwulan - 1]}, di luar blokir"
    return [f"yang dibandingkan dengan target {tulis_angka(i.serapan, 2)}%: {sampai}"]
