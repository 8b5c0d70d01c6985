"""Budget absorption: realisasi over pagu of the whole in each workbook, and the target that IKPA asks for by then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xlkinerja.angka import tulis_angka
from xlkinerja.buku import Buku
from xlkinerja.hitung import TARGET_IKPA, TakTerhitung, serapan
from xlkinerja.konsol import aman
from xlkinerja.laporan.html.keadaan import KeadaanSatker, Kumpulan
from xlkinerja.laporan.html.peta import nama_pendek
from xlkinerja.model import BarisAnggaran, Berkas, Dokumen, Satker
from xlkinerja.olah import berangka
from xlkinerja.periksa import HasilBerkas, HasilPeriksa
from xlkinerja.pohon import susun
from xlkinerja.temuan import Tingkat

TargetIkpa = Mapping[str, tuple[Decimal, ...]]
_ROMAWI = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Batang:
    """One bar. Without a figure `tanpa` says why, without a target `tanpa_target` does; percentages are in percent.

    `catatan`: further words, such as another table of the workbook that has other figures.
    """

    nama: str
    panjang: str
    tanpa: str = ""
    pagu: str = ""
    realisasi: str = ""
    persen: Decimal | None = None
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
        if self.persen is None or self.target is None:
            return ""
        if self.tercapai:
            return "✓ mencapai target"
        selisih = self.target - self.persen
        poin = next(t for d in (2, 4, 8, None) if (t := tulis_angka(selisih, d)).strip("0,"))
        return f"▼ {poin} poin di bawah target"

    @property
    def tercapai(self) -> bool:
        """True if the target is met, unrounded."""
        return self.persen is not None and self.target is not None and self.persen >= self.target


@dataclass(frozen=True, slots=True)
class _Jumlah:
    """What a budget table says as a whole. `bulanan`: it has months. `per_belanja`: pagu per belanja type, None where a
    row with a pagu does not say its type. `per_bulan`: realisasi of each month, None without months or where a row has
    a realisasi in none of them."""

    dokumen: Dokumen
    pagu: Decimal
    realisasi: Decimal | None
    per_belanja: Mapping[str, Decimal] | None = None
    per_bulan: Mapping[int, Decimal] | None = None
    bulanan: bool = False


def serapan_kumpulan(k: Kumpulan, hasil: HasilPeriksa, target: Sequence[TargetIkpa]) -> tuple[Batang, ...]:
    """A bar for the province's own workbook, if it is there, and for each kabupaten/kota. `target`: the IKPA targets
    that each workbook of the run states."""
    induk = (replace(batang(hasil.berkas[i], target[i], tahun=k.tahun), nama="Provinsi") for i in k.induk)
    return (*(b for b in induk if not b.tanpa), *(_satker(s, k.tahun, hasil, target) for s in k.satker))


def _satker(s: KeadaanSatker, tahun: int, hasil: HasilPeriksa, target: Sequence[TargetIkpa]) -> Batang:
    if not s.ringkas.banyak:
        return Batang(s.pendek, s.satker.nama, tanpa=s.ringkas.keadaan.nama.lower())
    semua = [batang(hasil.berkas[i], target[i], satker=s.satker, tahun=tahun) for i in s.ringkas.berkas]
    return next((b for b in semua if not b.tanpa), semua[0])


def batang(
    b: HasilBerkas, target: TargetIkpa, *, satker: Satker | None = None, tahun: int | None = None
) -> Batang:
    """The bar of one workbook under its path; of `satker`, one of a collection, under its short name."""
    pemilik = satker or b.berkas.satker
    panjang = aman(pemilik.nama) if pemilik is not None else ""
    nama = nama_pendek(satker.kode or "") if satker is not None else aman(b.berkas.jalur)
    if b.berkas.pesan is not None:
        return Batang(nama, panjang, tanpa="tidak dapat dibaca")
    semua = [j for d in b.berkas.semua("anggaran") if _milik(d, satker, tahun) for j in _jumlah(d)]
    if not semua:
        return Batang(nama, panjang, tanpa="tidak ada tabel realisasi anggaran")
    # Beside a table with months the others are summaries of it, and 0 where it is still empty.
    utama = [j for j in semua if j.bulanan] or semua
    terisi = [j for j in utama if j.realisasi is not None and j.pagu]
    if not terisi:
        return Batang(nama, panjang, tanpa="pagu atau realisasi belum diisi")
    j = max(terisi, key=lambda j: (j.pagu, len(j.dokumen.baris)))  # no part has a larger pagu than the whole
    return _batang(b, j, semua, target, nama=nama, panjang=panjang)


def _milik(d: Dokumen, satker: Satker | None, tahun: int | None) -> bool:
    cocok = satker is None or d.satker is None or d.satker.kode in (None, satker.kode)
    return cocok and (tahun is None or d.tahun in (None, tahun)) and {"pagu", "realisasi"} <= d.kepala.keys()


def _jumlah(d: Dokumen) -> Iterator[_Jumlah]:
    """The whole of a table: of one with months the sum of its lowest rows, which alone are typed, else its one grand
    total as written; nothing for a table without one."""
    baris = [r for r in d.baris if isinstance(r, BarisAnggaran)]
    if any(r.bulan for r in baris):
        yield _bulanan(d, _daun(baris))
        return
    total = [r for r in baris if r.tingkat == 0]
    if len(total) == 1 and total[0].pagu is not None:
        yield _Jumlah(d, total[0].pagu, total[0].realisasi)


def _bulanan(d: Dokumen, daun: Sequence[BarisAnggaran]) -> _Jumlah:
    bulan: dict[int, Decimal] = defaultdict(Decimal)
    lepas: list[Decimal] = []
    for r in daun:
        terisi = {m: n for m, n in r.bulan.items() if n is not None}
        for m, n in terisi.items():
            bulan[m] += n
        if not terisi and r.realisasi:
            lepas.append(r.realisasi)
    realisasi = sum((*bulan.values(), *lepas), Decimal(0)) if bulan or lepas else None
    pagu = sum((r.pagu for r in daun if r.pagu is not None), Decimal(0))
    return _Jumlah(d, pagu, realisasi, _per_belanja(daun), None if lepas else bulan, bulanan=True)


def _per_belanja(daun: Sequence[BarisAnggaran]) -> dict[str, Decimal] | None:
    hasil: dict[str, Decimal] = defaultdict(Decimal)
    for r in daun:
        if not r.pagu:
            continue
        if r.belanja[:2] not in TARGET_IKPA:
            return None
        hasil[r.belanja[:2]] += r.pagu
    return dict(hasil)


def _daun(baris: Sequence[BarisAnggaran]) -> list[BarisAnggaran]:
    """The rows that no other row is summed into."""
    induk = {s.indeks for s in susun([r.tingkat for r in baris], [berangka(r) for r in baris])}
    return [r for i, r in enumerate(baris) if i not in induk and r.tingkat]


def _batang(
    b: HasilBerkas, j: _Jumlah, semua: Sequence[_Jumlah], target: TargetIkpa, *, nama: str, panjang: str
) -> Batang:
    triwulan = _triwulan(b.berkas)
    assert j.realisasi is not None
    sampai, dipakai = "", j.realisasi
    if triwulan is not None and j.per_bulan is not None:
        sampai = f"s.d. triwulan {_ROMAWI[triwulan - 1]}"
        dipakai = sum((n for m, n in j.per_bulan.items() if m <= 3 * triwulan), Decimal(0))
    persen = serapan(j.pagu, dipakai)
    if isinstance(persen, TakTerhitung):
        return Batang(nama, panjang, tanpa="pagu 0")
    sasaran = _target(j, triwulan, target)
    return Batang(
        nama, panjang, "", tulis_angka(j.pagu, 0), tulis_angka(dipakai, 0), persen,
        sasaran if isinstance(sasaran, Decimal) else None, sasaran if isinstance(sasaran, str) else "",
        sampai, _catatan(b, j, semua),
    )  # fmt: skip


def _triwulan(berkas: Berkas) -> int | None:
    """The quarter up to which a template reports; None where nobody says."""
    teks = berkas.identitas.teks("periode") if berkas.identitas is not None else ""
    return int(teks) if teks in ("1", "2", "3", "4") else None


def _target(j: _Jumlah, triwulan: int | None, target: TargetIkpa) -> Decimal | str:
    """The targets of the belanja types weighted by pagu, or why there is none."""
    if triwulan is None:
        return "periode laporan tidak diketahui"
    if j.per_bulan is None:
        return "realisasi tidak dirinci per bulan"
    if not j.per_belanja:
        return "jenis belanja tidak tercatat pada semua baris"
    atas = Decimal(0)
    for belanja, pagu in j.per_belanja.items():
        semua = target.get(belanja, TARGET_IKPA[belanja])
        atas += pagu * semua[triwulan - 1]
    return atas / sum(j.per_belanja.values(), Decimal(0))


def _catatan(b: HasilBerkas, j: _Jumlah, semua: Sequence[_Jumlah]) -> str:
    """What may change the figure: open errors on its sheet, other tables of the workbook whose total differs."""
    lembar = j.dokumen.lembar
    galat = sum(
        t.tingkat is Tingkat.GALAT and t.diterima is None and t.lokasi.lembar == lembar for t in b.temuan
    )
    kata = [f"Ada {galat} galat di lembar {aman(lembar)}; angka ini dapat berubah."] if galat else []
    beda = [x for x in semua if x is not j and (x.pagu, x.realisasi) != (j.pagu, j.realisasi)]
    lain = dict.fromkeys(
        f"{tulis_angka(x.realisasi, 0)} dari {tulis_angka(x.pagu, 0)} di lembar {aman(x.dokumen.lembar)}"
        for x in beda
        if x.realisasi is not None
    )
    return " ".join([*kata, *([f"Total lain di buku kerja ini: {'; '.join(lain)}."] if lain else [])])


def target_buku(buku: Buku) -> TargetIkpa:
    """The IKPA targets on a template's sheet Identitas, a belanja type at a time; the standard ones where a cell is not
    a percentage."""
    hasil = dict(TARGET_IKPA)
    for belanja, baku in TARGET_IKPA.items():
        letak = buku.rentang_bernama(f"xlk_ikpa_target_{belanja}")
        if letak is not None:
            lembar, r = letak
            nilai = [lembar.sel(r.baris1, r.kolom1 + n).nilai for n in range(4)]
            angka = [n * 100 for n in nilai if isinstance(n, Decimal) and 0 < n <= 1]
            if len(angka) == len(baku):
                hasil[belanja] = angka[0], angka[1], angka[2], angka[3]
    return hasil
