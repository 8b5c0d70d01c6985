"""Family W, sums: the province's figures about its kabupaten/kota against what these state themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from xlkinerja.angka import Angka, tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Hasil, Rujukan
from xlkinerja.beku import beku
from xlkinerja.formulir.identitas import satker_dari, satker_dari_nama_berkas
from xlkinerja.formulir.indikator import kunci
from xlkinerja.himpunan import PALING_SEDIKIT, Himpunan, himpunan
from xlkinerja.konteks import Konteks
from xlkinerja.model import BarisPendukung, Berkas, DataDukung, Dokumen, Satker
from xlkinerja.regeks import regeks
from xlkinerja.tataletak import normal
from xlkinerja.temuan import Sel, Tingkat

_BERARTI = 100
"""A count from which on two tables hardly agree by chance."""


def _baris_provinsi(semua: Sequence[Konteks]) -> Iterator[Hasil]:
    for h in himpunan(semua):
        for k in h.induk:
            for d in k.berkas.semua("pendukung"):
                if d.tahun in (h.tahun, None):
                    yield from _banding_baris(h, k.berkas, d)


def _banding_baris(h: Himpunan, induk: Berkas, d: Dokumen) -> Iterator[Hasil]:
    milik = {s.kode: s for s in h.daftar}
    baris = [(b, _satker_label(b.label)) for b in d.baris if isinstance(b, BarisPendukung) and not b.total]
    ada = [(b, s) for b, s in baris if s is not None and s.kode in milik]
    if len({s.kode for _, s in ada}) < PALING_SEDIKIT:
        return
    for b, s in ada:
        calon = [c for k in h.anggota.get(s.kode or "", ()) for c in _cacah_satker(k.berkas, h.tahun)]
        cocok = [(sum(c.nilai[n][0] == b.nilai[n] for n in _bersama(b, c)), i) for i, c in enumerate(calon)]
        banyak, i = max(cocok, key=lambda x: (x[0], -x[1]), default=(0, 0))
        if banyak:
            yield from _hasil_baris(induk, d, b, s, calon[i])


@beku(frozen=True, slots=True)
class Cacah:
    """The totals of an office's supporting table: column -> (figure, its cell)."""

    berkas: Berkas
    nilai: Mapping[str, tuple[Decimal, Sel]]


def _satker_label(label: str) -> Satker | None:
    """The office that a row of a table is about: "Belu", "Kab. Belu", "KPU Kota Kupang"; None if it names none."""
    return satker_dari((f"KPU {label}",)) or satker_dari_nama_berkas(label)


def _cacah_satker(berkas: Berkas, tahun: int) -> Iterator[Cacah]:
    for d in berkas.semua("pendukung"):
        total = [b for b in d.baris if isinstance(b, BarisPendukung) and b.total]
        if d.tahun in (tahun, None) and len(total) == 1:
            nilai = {n: (v, total[0].asal[n]) for n, v in total[0].nilai.items() if v is not None}
            yield Cacah(berkas, nilai)


def _bersama(b: BarisPendukung, c: Cacah) -> list[str]:
    return [n for n, v in b.nilai.items() if v is not None and n in c.nilai]


def _hasil_baris(induk: Berkas, d: Dokumen, b: BarisPendukung, s: Satker, c: Cacah) -> Iterator[Hasil]:
    """One finding per row, if so much agrees that both tables are plainly about the same."""
    bersama = _bersama(b, c)
    sama = [n for n in bersama if c.nilai[n][0] == b.nilai[n]]
    beda = [n for n in bersama if n not in sama]
    if not beda or not (len([n for n in sama if b.nilai[n]]) > 1 or any((b.nilai[n] or 0) >= _BERARTI for n in sama)):
        return
    n, (di_sana, sel) = beda[0], c.nilai[beda[0]]
    di_sini = b.nilai[n] or Decimal(0)
    lain = tuple(Rujukan(b.asal[x]) for x in beda[1:])
    yield Hasil(
        b.asal[n],
        d,
        f"{s.kode}/{n}",
        seharusnya=di_sana,
        selisih=di_sini - di_sana,
        terkait=(Rujukan(sel, c.berkas), *lain),
        berkas=induk,
        isi={
            "bidang": n,
            "kolom": " ".join(d.kepala[n].tampil.split()) if n in d.kepala else n,
            "satker": s.nama,
            "tertulis": tulis_angka(di_sini),
            "seharusnya": tulis_angka(di_sana),
        },
    )


W207 = Aturan(
    "W207",
    "Angka kabupaten/kota di buku kerja provinsi berbeda dari buku kerja satkernya",
    Tingkat.PERINGATAN,
    ("pendukung",),
    "Tabel pendukung provinsi yang merinci kabupaten/kota dibandingkan dengan total tabel di buku kerja satkernya yang "
    "berkolom sama. Hanya dinilai bila kolom lain pada baris itu sama, sehingga jelas keduanya tabel yang sama.",
    "LKj Sekretariat KPU Provinsi NTT 2020 baris 727-741 (data pemilih per kabupaten)",
    "{kolom} {satker} berbeda dari buku kerja satkernya: tertulis {tertulis}, di sana {seharusnya}",
    "Cocokkan dengan satkernya, lalu samakan kedua tabel.",
    None,
    None,
    wilayah=_baris_provinsi,
)

_JUMLAH_WILAYAH = regeks(
    r"(?:jumlah )?(?:total )?pemilih\b.*|.*\b(?:se ?provinsi|se ntt|(?:seluruh|semua) (?:kpu )?kabupaten kota)\b.*"
)
_BIDANG = ("pembilang", "penyebut")


def _jumlah_provinsi(semua: Sequence[Konteks]) -> Iterator[Hasil]:
    for h in himpunan(semua):
        if len(h.anggota) < len(h.daftar) or not h.induk:
            continue
        rinci = {kode: _data_dukung(daftar) for kode, daftar in h.anggota.items()}
        for k in h.induk:
            for d in k.berkas.semua("data_dukung"):
                for b in (b for b in d.baris if isinstance(b, DataDukung)):
                    for bidang in _BIDANG:
                        bagian = _bagian(b, bidang, rinci)
                        if bagian:
                            yield from _banding_jumlah(h, (k.berkas, d, b), bidang, bagian)


_Rinci = Mapping[str, Mapping[str, tuple[DataDukung, Berkas]]]


def _data_dukung(daftar: Sequence[Konteks]) -> dict[str, tuple[DataDukung, Berkas]]:
    """Indicator key -> the first row of evidence about it."""
    hasil: dict[str, tuple[DataDukung, Berkas]] = {}
    for k in daftar:
        for d in k.berkas.semua("data_dukung"):
            for b in d.baris:
                if isinstance(b, DataDukung):
                    hasil.setdefault(kunci(b.indikator), (b, k.berkas))
    return hasil


_Bagian = tuple[str, Decimal, Sel, Berkas]
"""An office's share of a sum: its code, the figure, cell and workbook."""


def _bagian(b: DataDukung, bidang: str, rinci: _Rinci) -> list[_Bagian]:
    """What each office states of the count in a province's row; [] if the province's is no sum of theirs: all must
    have stated it, in the same words, and the words must be about voters or about all of the province's offices."""
    uraian, _ = _cacah(b, bidang)
    hasil: list[_Bagian] = []
    for kode, punya in rinci.items() if _JUMLAH_WILAYAH.fullmatch(uraian) else ():
        milik = punya.get(kunci(b.indikator))
        kata, n = _cacah(milik[0], bidang) if milik is not None else ("", None)
        sama = kata and (uraian.startswith(kata) or kata.startswith(uraian))
        if milik is None or not isinstance(n, Angka) or not sama:
            return []
        hasil.append((kode, n.nilai, milik[0].asal[f"jumlah_{bidang}"], milik[1]))
    return hasil


def _banding_jumlah(
    h: Himpunan, milik: tuple[Berkas, Dokumen, DataDukung], bidang: str, bagian: Sequence[_Bagian]
) -> Iterator[Hasil]:
    induk, d, b = milik
    _, jumlah = _cacah(b, bidang)
    total = sum((n for _, n, _, _ in bagian), Decimal(0))
    if not isinstance(jumlah, Angka) or total == jumlah.nilai:
        return
    yield Hasil(
        b.asal[f"jumlah_{bidang}"],
        d,
        kunci(b.indikator),
        seharusnya=total,
        selisih=jumlah.nilai - total,
        sebab=_sebab_jumlah(h, jumlah.nilai - total, bagian),
        terkait=tuple(Rujukan(s, k) for _, _, s, k in bagian),
        berkas=induk,
        isi={
            "bidang": f"jumlah_{bidang}",
            "uraian": b.pembilang if bidang == "pembilang" else b.penyebut,
            "banyak": str(len(bagian)),
            "tertulis": tulis_angka(jumlah.nilai),
            "seharusnya": tulis_angka(total),
        },
    )


@beku(frozen=True, slots=True)
class JumlahPemilih:
    """A count in the province's evidence (None: no figure) and the sum of what `banyak` offices state of it in the
    same words."""

    indikator: str
    uraian: str
    banyak: int
    jumlah: Decimal
    provinsi: Decimal | None


def jumlah_pemilih(induk: Sequence[Berkas], anggota: Mapping[str, Sequence[Berkas]]) -> Iterator[JumlahPemilih]:
    """Each count of the province's evidence that is a sum of its offices', whether all of them have stated it or
    not."""
    rinci = {kode: _data_dukung([Konteks(b) for b in daftar]) for kode, daftar in anggota.items()}
    for b in (b for k in induk for d in k.semua("data_dukung") for b in d.baris if isinstance(b, DataDukung)):
        for bidang in _BIDANG:
            _, jumlah = _cacah(b, bidang)
            per = {kode: _bagian(b, bidang, {kode: punya}) for kode, punya in rinci.items()}
            ada = [x[0][1] for x in per.values() if x]
            if ada:
                teks = b.pembilang if bidang == "pembilang" else b.penyebut
                provinsi = jumlah.nilai if isinstance(jumlah, Angka) else None
                yield JumlahPemilih(b.indikator, teks, len(ada), sum(ada, Decimal(0)), provinsi)


def _cacah(b: DataDukung, bidang: str) -> tuple[str, object]:
    """What is counted, as it is compared, and how many."""
    if bidang == "pembilang":
        return normal(b.pembilang), b.jumlah_pembilang
    return normal(b.penyebut), b.jumlah_penyebut


def _sebab_jumlah(h: Himpunan, selisih: Decimal, bagian: Sequence[_Bagian]) -> str | None:
    """The one office whose figure is missing from the sum or in it twice."""
    nama = {s.kode: s.nama for s in h.daftar}
    sama = [(kode, n) for kode, n, _, _ in bagian if n and abs(selisih) == abs(n)]
    if len(sama) != 1:
        return None
    kode, n = sama[0]
    bagaimana = "belum dijumlahkan" if selisih == -n else "terjumlah dua kali"
    return f"selisihnya sama dengan angka {nama[kode]}: {bagaimana}"


W208 = Aturan(
    "W208",
    "Angka provinsi tidak sama dengan jumlah kabupaten/kota",
    Tingkat.PERINGATAN,
    ("data_dukung",),
    "Cacahan pemilih di Data Dukung provinsi adalah jumlah cacahan semua kabupaten/kotanya. Hanya dinilai bila semua "
    "kabupaten/kota ada, semuanya mengisi indikator itu dengan uraian yang sama, dan yang dicacah adalah pemilih atau "
    "disebut seprovinsi; cacahan lain (pegawai, laporan, anggaran) milik satkernya sendiri dan tidak dijumlahkan.",
    "LKj Sekretariat KPU Provinsi NTT 2020 baris 745 (provinsi merangkum data pemilih kabupaten/kota)",
    "{uraian}: provinsi menulis {tertulis}, jumlah {banyak} kabupaten/kota {seharusnya}",
    "Cocokkan angka provinsi dengan data dukung kabupaten/kota, lalu betulkan yang keliru.",
    None,
    None,
    wilayah=_jumlah_provinsi,
)
