"""Family X, money: the same pagu or realisasi in two tables of one satker with different values."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, cast

from xlkinerja.angka import tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.kesalahan_uang import MEDAN, baris_anggaran
from xlkinerja.aturan.silang_lingkup import lingkup, per_satker
from xlkinerja.diagnosa import sebab_salin
from xlkinerja.formulir.judul import kelipatan
from xlkinerja.kode_baris import pisah_kode
from xlkinerja.konteks import Konteks
from xlkinerja.model import BarisAnggaran, Dokumen
from xlkinerja.olah import berangka, uang_baris
from xlkinerja.tataletak import normal
from xlkinerja.temuan import Sel, Tingkat


class FaktaUang(NamedTuple):
    """An amount in one table: `rinci` how detailed the table is (rows), `dari` the cells it is read or summed from,
    `petak` their rows. `setengah`: what the amount may be off, as far as it is shown."""

    konteks: Konteks
    dokumen: Dokumen
    nama: str
    nilai: Decimal
    tertulis: Decimal
    setengah: Decimal
    dari: tuple[Sel, ...]
    rinci: int
    bidang: str
    petak: tuple[int, ...]
    langsung: bool
    """True if the amount stands in a cell of its own, not summed up by us."""
    kali: Decimal = Decimal(1)
    """Rupiah that one unit of the cell stands for; `nilai`, `tertulis` and `setengah` are in rupiah."""

    @property
    def terbukti_salah(self) -> bool:
        """True if the table itself shows its cell to be wrong; then it has a finding of its own."""
        return any((i, self.bidang) in self.konteks.koreksi[id(self.dokumen)] for i in self.petak)


TOTAL = "TOTAL"


@lru_cache(maxsize=8192)
def kunci_anggaran(kode: tuple[str, ...], tingkat: int) -> str | None:
    """Key of a budget row across tables: TOTAL, the program, or the path from the kegiatan code on; None for
    rows without an official code."""
    if tingkat == 0:
        return None if kode else TOTAL
    for i, k in enumerate(kode):
        if re.fullmatch(r"\d{4}", k):
            return ".".join(kode[i:])
    return kode[0] if len(kode) == 1 and re.fullmatch(r"[A-Z]{2}|\d{2}", kode[0]) else None


def _kode_bernama(tabel: Sequence[Dokumen]) -> Mapping[str, str]:
    """Name of a budget row -> its key, where the tables with codes give it one only."""
    kunci_nama: dict[str, set[str]] = defaultdict(set)
    for d in tabel:
        for b in baris_anggaran(d):
            k = kunci_anggaran(b.kode, b.tingkat) if b.kode else None
            if k is not None:
                kunci_nama[nama_anggaran(b)].add(k)
    return {n: k.pop() for n, k in kunci_nama.items() if len(k) == 1}


def nama_anggaran(b: BarisAnggaran) -> str:
    """The name of a row as it is compared, without the code before it."""
    return normal(pisah_kode("", b.nama)[1] or b.nama)


def _kunci_baris(baris: Sequence[BarisAnggaran], kode: Mapping[str, str]) -> list[str | None]:
    """The key of each row of a table; `kode`: name -> key for tables that print no codes."""
    hasil = [kunci_anggaran(b.kode, b.tingkat) for b in baris]
    tanpa_kode = all(k is None or b.tingkat <= 0 for b, k in zip(baris, hasil, strict=True))
    total = _kunci_total(baris, kode if tanpa_kode else {})
    for i, b in enumerate(baris):
        if hasil[i] == TOTAL:
            hasil[i] = total
        elif hasil[i] is None and tanpa_kode and b.tingkat > 0:
            hasil[i] = kode.get(nama_anggaran(b))
    return hasil


def _fakta_uang(
    konteks: Konteks, d: Dokumen, bidang: str, kunci: Sequence[str | None], kali: Decimal
) -> dict[str, FaktaUang]:
    """The table's own amounts by key, and the sums of kegiatan of which only the parts are printed. `kunci`: the key
    of each row (`_kunci_baris`); `kali`: rupiah that one unit of the column stands for."""
    baris = baris_anggaran(d)
    terlempar = {(g.baris, n) for g in konteks.geseran.get(id(d), ()) for n in g.bidang if n not in g.benar}
    hasil: dict[str, FaktaUang] = {}
    bagian: dict[str, list[FaktaUang]] = defaultdict(list)
    benar = konteks.koreksi[id(d)]
    for i, (b, k) in enumerate(zip(baris, kunci, strict=True)):
        tertulis = uang_baris(b, bidang)
        if k is None or tertulis is None or bidang not in b.asal or (i, bidang) in terlempar:
            continue
        desimal, sel = b.desimal.get(bidang), (b.asal[bidang],)
        x = kali if desimal is None or desimal >= 0 else Decimal(1)  # "Rp 1,5 juta" carries its own multiple
        nilai = benar.get((i, bidang), tertulis) * x
        f = FaktaUang(
            konteks, d, b.nama, nilai, tertulis * x, _setengah(desimal) * x, sel, len(baris), bidang, (i,), True, x
        )
        hasil.setdefault(k, f)
        if not k.startswith(TOTAL) and "." in k:
            bagian[k.split(".")[0]].append(f)
    for k, isi in bagian.items():
        if k not in hasil and _setingkat(baris, k):
            jumlah, setengah = (sum((getattr(f, n) for f in isi), Decimal(0)) for n in ("nilai", "setengah"))
            dari, petak = tuple(f.dari[0] for f in isi), tuple(f.petak[0] for f in isi)
            hasil[k] = FaktaUang(konteks, d, k, jumlah, jumlah, setengah, dari, len(baris), bidang, petak, False, kali)
    return hasil


def _setengah(desimal: int | None) -> Decimal:
    """Half a unit of the last digit shown; None: exact."""
    return Decimal((0, (5,), -desimal - 1)) if desimal is not None else Decimal(0)


def _kunci_total(baris: Sequence[BarisAnggaran], kode: Mapping[str, str]) -> str:
    """Key of a table's grand total: only totals over the same programs are the same fact."""
    teratas = min((b.tingkat for b in baris if b.tingkat > 0), default=0)
    nama = {kode.get(nama_anggaran(b)) or (b.kode[-1] if b.kode else b.nama) for b in baris if b.tingkat == teratas}
    return f"{TOTAL} " + ",".join(sorted(nama))


def _setingkat(baris: Sequence[object], kegiatan: str) -> bool:
    """True if all rows with figures under a kegiatan are of one level, so that their sum is its amount."""
    tingkat = {b.tingkat for b in baris if isinstance(b, BarisAnggaran) and kegiatan in b.kode and berangka(b)}
    return len(tingkat) == 1


def _beda_anggaran(kelompok: Sequence[Konteks]) -> Iterator[Hasil]:
    for tabel in setahun_sesatker(kelompok):
        for bidang in ("pagu_awal", "pagu", "realisasi"):
            sebanding: dict[Hashable, dict[str, list[FaktaUang]]] = defaultdict(lambda: defaultdict(list))
            for t in tabel:
                for nama, f in t.fakta.get(bidang, {}).items():
                    sebanding[t.macam(bidang)][nama].append(f)
            for fakta in sebanding.values():
                yield from _bandingkan(fakta, bidang)


@dataclass(frozen=True, slots=True)
class TabelUang:
    """A budget table with its amounts by field and key. `salah_satuan`: the fields of which a caption or heading
    states a multiple that the other tables contradict."""

    konteks: Konteks
    dokumen: Dokumen
    fakta: Mapping[str, Mapping[str, FaktaUang]]
    versi: int
    salah_satuan: tuple[str, ...] = ()

    def macam(self, bidang: str) -> Hashable:
        """Only amounts of one kind must agree: of one part of the year, and a pagu of one version (the plan's, RKT,
        without realisasi, may differ from that of the last revision)."""
        rencana = bidang == "pagu" and "realisasi" not in self.dokumen.kepala
        masa = lingkup(self.konteks, self.dokumen).masa
        return rencana, masa, self.versi if bidang == "pagu" else 0


def setahun_sesatker(kelompok: Sequence[Konteks]) -> list[list[TabelUang]]:
    """The budget tables of each office and year."""
    memo = kelompok[0].memo
    if "tabel_uang" not in memo:
        hasil = []
        for semua in per_satker(kelompok, ("anggaran",)).values():
            per_tahun: dict[int | None, list[tuple[Konteks, Dokumen]]] = defaultdict(list)
            for k, d in semua:
                per_tahun[d.tahun].append((k, d))
            hasil += [_baca_uang(tabel) for tabel in per_tahun.values()]
        memo["tabel_uang"] = hasil
    return cast("list[list[TabelUang]]", memo["tabel_uang"])


def _baca_uang(tabel: Sequence[tuple[Konteks, Dokumen]]) -> list[TabelUang]:
    kode = _kode_bernama([d for _, d in tabel])
    versi = [lingkup(k, d).versi for k, d in tabel]
    # A table that says nothing about its version is of the last one; a single version named tells nothing apart.
    akhir = max((v for v in versi if v is not None), default=0)
    beda = len({v for v in versi if v is not None}) > 1
    hasil = []
    for (k, d), v in zip(tabel, versi, strict=True):
        kunci = _kunci_baris(baris_anggaran(d), kode)
        fakta = {n: _fakta_uang(k, d, n, kunci, kelipatan(d, n)[0]) for n in _BIDANG if n in d.kepala}
        hasil.append(TabelUang(k, d, fakta, akhir if v is None or not beda else v))
    return [_satuan_terbukti(t, hasil) for t in hasil]


_BIDANG = ("pagu_awal", "pagu", "realisasi")


def _satuan_terbukti(t: TabelUang, semua: Sequence[TabelUang]) -> TabelUang:
    """The table with its amounts as written, where the other tables show that the multiple stated is not theirs."""
    hasil, salah = dict(t.fakta), []
    for bidang, fakta in t.fakta.items():
        if all(f.kali == 1 for f in fakta.values()):
            continue
        lain = [x for x in semua if x is not t and bidang in x.fakta and x.macam(bidang) == t.macam(bidang)]
        acuan = [x.fakta[bidang] for x in lain]
        dua = [(f, a[k]) for a in acuan for k, f in fakta.items() if k in a and a[k].kali == 1 and f.nilai]
        polos = sum(_sama_uang(_per_rupiah(f), a) for f, a in dua)
        if polos > sum(_sama_uang(f, a) for f, a in dua):
            salah.append(bidang)
            hasil[bidang] = {k: _per_rupiah(f) for k, f in fakta.items()}
    return replace(t, fakta=hasil, salah_satuan=tuple(salah)) if salah else t


def _per_rupiah(f: FaktaUang) -> FaktaUang:
    """An amount as if it was written in rupiah."""
    return f._replace(
        nilai=f.nilai / f.kali, tertulis=f.tertulis / f.kali, setengah=f.setengah / f.kali, kali=Decimal(1)
    )


def _bandingkan(fakta: dict[str, list[FaktaUang]], bidang: str) -> Iterator[Hasil]:
    """One finding per differing fact, on the summary table; totals that differ only because of it are related."""
    acuan = {k: max(daftar, key=lambda f: (f.rinci, not f.langsung)) for k, daftar in fakta.items()}
    salah = {k: [f for f in daftar if f.langsung and not _sama_uang(f, acuan[k])] for k, daftar in fakta.items()}
    ikut = _total_ikut(salah, acuan)
    for k, semua in salah.items():
        for kelompok in _senilai([f for f in semua if f not in ikut]):
            bagian = _bagian_keliru(kelompok[0], acuan[k])
            if bagian is not None:
                yield _hasil_bagian(k, bidang, kelompok, acuan[k], bagian)
                continue
            lain = [f for f in fakta[k] if f not in kelompok and f is not acuan[k]]
            total = [t for t in ikut if not k.startswith(TOTAL) and any(t.dokumen is f.dokumen for f in kelompok)]
            leluhur = [*total, *(acuan[x] for x in acuan if x.startswith(TOTAL))] if total else []
            yield _hasil_uang(k, kelompok, acuan[k], (*lain, *leluhur), total)


def _total_ikut(salah: Mapping[str, Sequence[FaktaUang]], acuan: Mapping[str, FaktaUang]) -> list[FaktaUang]:
    """Totals whose difference is the sum of the differences of their table's programs, or of its kegiatan."""
    hasil = []
    for kunci_total, total in ((k, t) for k, daftar in salah.items() if k.startswith(TOTAL) for t in daftar):
        for panjang in (2, 4):
            beda = [
                f.nilai - acuan[k].nilai
                for k, daftar in salah.items()
                for f in daftar
                if len(k) == panjang and f.dokumen is total.dokumen
            ]
            longgar = sum((total.setengah for _ in (*beda, total)), Decimal(0))
            if beda and abs(sum(beda) - total.nilai + acuan[kunci_total].nilai) <= longgar:
                hasil.append(total)
                break
    return hasil


def _senilai(fakta: Sequence[FaktaUang]) -> list[list[FaktaUang]]:
    """Facts with the same amount together: copies of one wrong figure are one finding."""
    kelompok: dict[Decimal, list[FaktaUang]] = defaultdict(list)
    for f in fakta:
        kelompok[f.nilai].append(f)
    return list(kelompok.values())


def _sama_uang(a: FaktaUang, b: FaktaUang) -> bool:
    """True if they agree as reckoned or as written: copies of one wrong figure are not a second finding."""
    longgar = a.setengah + b.setengah
    return abs(a.nilai - b.nilai) <= longgar or abs(a.tertulis - b.tertulis) <= longgar


def _hasil_uang(
    k: str, salah: Sequence[FaktaUang], acuan: FaktaUang, lain: Sequence[FaktaUang], total: Sequence[FaktaUang]
) -> Hasil:
    utama, bidang = salah[0], acuan.bidang
    rujukan = [_rujuk(f, s) for f in (acuan, *salah[1:], *lain) for s in f.dari[:8]]
    tempat = ", ".join(dict.fromkeys(f"{s.lembar}!{s.alamat}" for s in acuan.dari[:3]))
    return Hasil(
        utama.dari[0],
        utama.dokumen,
        k,
        seharusnya=acuan.nilai / utama.kali,
        selisih=(utama.nilai - acuan.nilai) / utama.kali,
        sebab=_sebab_uang(bidang, utama, acuan),
        terkait=tuple(rujukan),
        menutup=(
            *(_rujuk(f, s) for f in (*salah, *total) for s in f.dari if not f.terbukti_salah),
            *(r for f in salah for r in _jumlah_ikut(f, acuan.nilai / f.kali)),
            *(_rujuk(acuan, s) for s in acuan.dari if _tidak_bulat(bidang, utama, acuan)),
        ),
        berkas=utama.konteks.berkas,
        isi={
            "bidang": bidang,
            "medan": MEDAN[bidang],
            "nama": "total" if k.startswith(TOTAL) else f"{k} {utama.nama}",
            "lain": tulis_angka(acuan.nilai, satuan="" if acuan.kali == utama.kali == 1 else "Rp"),
            "tempat": tempat,
            "selisih": tulis_angka(utama.nilai - acuan.nilai),
        },
    )


def _jumlah_ikut(f: FaktaUang, benar: Decimal) -> Iterator[Rujukan]:
    """The sums above an amount that do not close because of it: they would with the other table's figure."""
    tabel, baris = f.konteks.tabel(f.dokumen), baris_anggaran(f.dokumen)
    for petak in ((i, f.bidang) for i in f.petak):
        for k in tabel.menurut_petak[petak] if f.langsung else ():
            bagian = k.jenis == "jumlah" and k.kepala != petak
            if bagian and not tabel.terpenuhi(k) and tabel.terpenuhi(k, (petak, benar)):
                kepala = baris[k.kepala[0]].asal
                yield from (_rujuk(f, kepala[n]) for n in (f.bidang, "sisa") if n in kepala)


def _bagian_keliru(ringkas: FaktaUang, acuan: FaktaUang) -> tuple[int, Decimal] | None:
    """The one part of a summed-up amount whose own percentage fails and would hold if the part made the sum agree
    with the summary: (row, what it should be). Then the part is at fault, not the summary."""
    if acuan.langsung or acuan.kali != 1:
        return None
    tabel = acuan.konteks.tabel(acuan.dokumen)
    bidang = acuan.bidang
    cocok: list[tuple[int, Decimal]] = []
    for i in acuan.petak:
        persen = next((x for x in tabel.menurut_petak[i, bidang] if x.jenis == "persen"), None)
        if persen is None or tabel.terpenuhi(persen):
            continue
        calon = tabel.nilai[i, bidang] + ringkas.nilai - acuan.nilai
        if tabel.terpenuhi(persen, ((i, bidang), calon)):
            cocok.append((i, calon))
    return cocok[0] if len(cocok) == 1 else None


def _hasil_bagian(
    k: str, bidang: str, salah: Sequence[FaktaUang], acuan: FaktaUang, bagian: tuple[int, Decimal]
) -> Hasil:
    """The finding on a part that contradicts both its own percentage and the summary."""
    baris = baris_anggaran(acuan.dokumen)[bagian[0]]
    sel, utama = baris.asal[bidang], salah[0]
    tertulis = uang_baris(baris, bidang)
    assert tertulis is not None
    return Hasil(
        sel,
        acuan.dokumen,
        ".".join(baris.kode),
        seharusnya=bagian[1],
        selisih=tertulis - bagian[1],
        sebab=sebab_salin(tertulis, bagian[1]) or "persentase baris ini pun tidak cocok dengan angkanya",
        terkait=(*(_rujuk(f, f.dari[0]) for f in salah), Rujukan(baris.asal["persen"], acuan.konteks.berkas)),
        menutup=tuple(Rujukan(s, acuan.konteks.berkas) for s in (sel, baris.asal["persen"], baris.asal["realisasi"])),
        berkas=acuan.konteks.berkas,
        isi={
            "bidang": bidang,
            "medan": MEDAN[bidang],
            "nama": baris.nama,
            "lain": tulis_angka(utama.nilai),
            "tempat": f"{utama.dari[0].lembar}!{utama.dari[0].alamat} ({k})",
            "selisih": tulis_angka(tertulis - bagian[1]),
        },
    )


def _rujuk(f: FaktaUang, sel: Sel) -> Rujukan:
    return Rujukan(sel, f.konteks.berkas)


def _tidak_bulat(bidang: str, utama: FaktaUang, acuan: FaktaUang) -> bool:
    """True for a pagu that is no whole thousand in the detailed table, but is in the summary."""
    return bidang == "pagu" and bool(acuan.nilai % 1000) and not utama.nilai % 1000


def _sebab_uang(bidang: str, utama: FaktaUang, acuan: FaktaUang) -> str | None:
    if _tidak_bulat(bidang, utama, acuan):
        return (
            "pagu pada tabel rinci tidak berakhir 000, padahal pagu direncanakan dalam ribuan rupiah; kemungkinan "
            "angka tabel rinci itulah yang keliru"
        )
    return sebab_salin(utama.nilai, acuan.nilai) or _didukung_rincian(utama, acuan)


def _didukung_rincian(utama: FaktaUang, acuan: FaktaUang) -> str | None:
    """That the detailed table's amount agrees with its own parts, while the summary has none to agree with."""
    if not acuan.langsung or _cocok_rincian(utama) is not None or not _cocok_rincian(acuan):
        return None
    return (
        f"angka {tulis_angka(acuan.nilai)} cocok dengan jumlah rinciannya di {acuan.dari[0].lembar}; angka ini "
        "tampaknya salinan yang belum dimutakhirkan"
    )


def _cocok_rincian(f: FaktaUang) -> bool | None:
    """Whether an amount agrees with the sum of its parts in its own table; None if it has no parts there."""
    petak = (f.petak[0], f.bidang)
    tabel = f.konteks.tabel(f.dokumen)
    jumlah = [k for k in tabel.menurut_petak[petak] if k.jenis == "jumlah" and k.kepala == petak]
    return tabel.terpenuhi(jumlah[0]) if jumlah else None


_A = "anggaran_realisasi"
X201 = Aturan(
    "X201",
    "Angka anggaran yang sama berbeda antartabel",
    Tingkat.GALAT,
    ("anggaran",),
    "Pagu atau realisasi program/kegiatan yang sama tertulis berbeda di dua tabel. Rupiahnya yang dibandingkan, "
    "sekalipun persentasenya sama. Temuan diletakkan pada tabel ringkas; tabel rincinya ada di sel terkait. Satker, "
    "masa laporan (triwulan, bulan) atau revisi pagu yang berbeda tidak dibandingkan; angka dalam ribuan atau jutaan "
    "dibandingkan sejauh ketelitiannya.",
    "LKj KPU Kota Kupang 2024 baris 159 dan 509 (3.399.408.465 dan 3.400.009.655), baris 513 dan 1088 (kegiatan 6639)",
    "{medan} {nama} berbeda dari {tempat}: di sana {lain} (selisih {selisih})",
    "Cocokkan kedua tabel dengan SAKTI/OM-SPAN pada tanggal yang sama, lalu samakan.",
    Contoh((Ubah("anggaran_ringkas", 0, "realisasi", Decimal(3399408465), "#,##0"),
            Ubah("anggaran_ringkas", 0, "sisa", Decimal(61165535), "#,##0"),
            Ubah("anggaran_ringkas", 0, "persen", Decimal("98.23"), "0.00"),
            Ubah("anggaran_ringkas", 2, "realisasi", Decimal(4758412218), "#,##0"),
            Ubah("anggaran_ringkas", 2, "sisa", Decimal(80615782), "#,##0"),
            Ubah("anggaran_ringkas", 2, "persen", Decimal("98.33"), "0.00")),
           ("anggaran_ringkas", 0, "realisasi"), "tabel ringkas masih memuat realisasi sebelum koreksi"),
    Contoh(),
    silang=_beda_anggaran,
)  # fmt: skip
