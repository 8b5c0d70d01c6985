"""Family X: the same fact in two tables, sheets or workbooks of one satker with different values."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlkinerja.angka import Angka, Kata, Kosong, sejalan, selang, tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.jumlah import MEDAN, baris_anggaran
from xlkinerja.aturan.kinerja import pergeseran
from xlkinerja.diagnosa import sebab_salin
from xlkinerja.formulir.indikator import kunci
from xlkinerja.hitung import Polaritas, capaian_ordinal
from xlkinerja.kendala import tabel_anggaran
from xlkinerja.konteks import Konteks
from xlkinerja.model import AksiIndikator, BarisAnggaran, CapaianIndikator, Dokumen, Nilai, TargetIndikator
from xlkinerja.olah import berangka, sama_nilai, selang_capaian
from xlkinerja.temuan import Sel, Tingkat

# Budget facts


@dataclass(frozen=True, slots=True)
class FaktaUang:
    """An amount in one table: `rinci` how detailed the table is (rows), `dari` the cells it is read or summed from,
    `petak` their rows."""

    konteks: Konteks
    dokumen: Dokumen
    nama: str
    nilai: Decimal
    tertulis: Decimal
    desimal: int | None
    dari: tuple[Sel, ...]
    rinci: int
    bidang: str
    petak: tuple[int, ...]
    langsung: bool
    """True if the amount stands in a cell of its own, not summed up by us."""

    @property
    def terbukti_salah(self) -> bool:
        """True if the table itself shows its cell to be wrong; then it has a finding of its own."""
        return any((i, self.bidang) in self.konteks.koreksi[id(self.dokumen)] for i in self.petak)


def kunci_anggaran(kode: tuple[str, ...], tingkat: int) -> str | None:
    """Key of a budget row across tables: "TOTAL", the program, or the path from the kegiatan code on; None for
    rows without an official code."""
    if tingkat == 0:
        return "TOTAL"
    for i, k in enumerate(kode):
        if re.fullmatch(r"\d{4}", k):
            return ".".join(kode[i:])
    return kode[0] if len(kode) == 1 and re.fullmatch(r"[A-Z]{2}|\d{2}", kode[0]) else None


def _fakta_uang(konteks: Konteks, d: Dokumen, bidang: str) -> dict[str, FaktaUang]:
    """The table's own amounts by key, and the sums of kegiatan of which only the parts are printed."""
    baris = baris_anggaran(d)
    hasil: dict[str, FaktaUang] = {}
    bagian: dict[str, list[tuple[Decimal, Sel, int]]] = defaultdict(list)
    benar = konteks.koreksi[id(d)]
    for i, b in enumerate(baris):
        tertulis = b.pagu if bidang == "pagu" else b.realisasi
        k = kunci_anggaran(b.kode, b.tingkat)
        if k is None or tertulis is None or bidang not in b.asal:
            continue
        nilai, desimal = benar.get((i, bidang), tertulis), b.desimal.get(bidang)
        f = FaktaUang(
            konteks, d, b.nama, nilai, tertulis, desimal, (b.asal[bidang],), len(baris), bidang, (i,), True
        )
        hasil.setdefault(k, f)
        if k != "TOTAL" and "." in k:
            bagian[k.split(".")[0]].append((nilai, b.asal[bidang], i))
    for k, isi in bagian.items():
        if k not in hasil and _setingkat(baris, k):
            jumlah = sum((n for n, _, _ in isi), Decimal(0))
            sel, petak = tuple(s for _, s, _ in isi), tuple(i for _, _, i in isi)
            hasil[k] = FaktaUang(konteks, d, k, jumlah, jumlah, None, sel, len(baris), bidang, petak, False)
    return hasil


def _setingkat(baris: Sequence[object], kegiatan: str) -> bool:
    """True if all rows with figures under a kegiatan are of one level, so that their sum is its amount."""
    tingkat = {b.tingkat for b in baris if isinstance(b, BarisAnggaran) and kegiatan in b.kode and berangka(b)}
    return len(tingkat) == 1


def _beda_anggaran(kelompok: Sequence[Konteks]) -> Iterator[Hasil]:
    per_tahun: dict[int | None, list[tuple[Konteks, Dokumen]]] = defaultdict(list)
    for k in kelompok:
        for d in k.berkas.semua("anggaran"):
            per_tahun[d.tahun].append((k, d))
    for tabel in per_tahun.values():
        for bidang in ("pagu", "realisasi"):
            fakta: dict[str, list[FaktaUang]] = defaultdict(list)
            for k, d in tabel:
                if d.formulir == "anggaran_realisasi" or bidang == "pagu":
                    for nama, f in _fakta_uang(k, d, bidang).items():
                        fakta[nama].append(f)
            yield from _bandingkan(fakta, bidang)


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
            total = [t for t in ikut if k != "TOTAL" and any(t.dokumen is f.dokumen for f in kelompok)]
            leluhur = [*total, acuan["TOTAL"]] if total else []
            yield _hasil_uang(k, kelompok, acuan[k], (*lain, *leluhur), total)


def _total_ikut(salah: Mapping[str, Sequence[FaktaUang]], acuan: Mapping[str, FaktaUang]) -> list[FaktaUang]:
    """Totals whose difference is the sum of the differences of their table's programs, or of its kegiatan."""
    hasil = []
    for total in salah.get("TOTAL", ()):
        for panjang in (2, 4):
            beda = [
                f.nilai - acuan[k].nilai
                for k, daftar in salah.items()
                for f in daftar
                if len(k) == panjang and f.dokumen is total.dokumen
            ]
            if beda and sum(beda) == total.nilai - acuan["TOTAL"].nilai:
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
    return any(
        sejalan(selang(x, a.desimal), selang(y, b.desimal)) for x, y in ((a.nilai, b.nilai), (a.tertulis, b.tertulis))
    )


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
        seharusnya=acuan.nilai,
        selisih=utama.nilai - acuan.nilai,
        sebab=_sebab_uang(bidang, utama, acuan),
        terkait=tuple(rujukan),
        menutup=tuple(_rujuk(f, s) for f in (*salah, *total) for s in f.dari if not f.terbukti_salah),
        berkas=utama.konteks.berkas,
        isi={
            "bidang": bidang,
            "medan": MEDAN[bidang],
            "nama": "total" if k == "TOTAL" else f"{k} {utama.nama}",
            "lain": tulis_angka(acuan.nilai),
            "tempat": tempat,
            "selisih": tulis_angka(utama.nilai - acuan.nilai),
        },
    )


def _bagian_keliru(ringkas: FaktaUang, acuan: FaktaUang) -> tuple[int, Decimal] | None:
    """The one part of a summed-up amount whose own percentage fails and would hold if the part made the sum agree
    with the summary: (row, what it should be). Then the part is at fault, not the summary."""
    if acuan.langsung:
        return None
    tabel = tabel_anggaran(baris_anggaran(acuan.dokumen))
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
    tertulis = baris.pagu if bidang == "pagu" else baris.realisasi
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


def _sebab_uang(bidang: str, utama: FaktaUang, acuan: FaktaUang) -> str | None:
    if bidang == "pagu" and acuan.nilai % 1000 and not utama.nilai % 1000:
        return (
            "pagu pada tabel rinci tidak berakhir 000, padahal pagu direncanakan dalam ribuan rupiah; kemungkinan "
            "angka tabel rinci itulah yang keliru"
        )
    return sebab_salin(utama.nilai, acuan.nilai)


_A = "anggaran_realisasi"
X201 = Aturan(
    "X201",
    "Angka anggaran yang sama berbeda antartabel",
    Tingkat.GALAT,
    ("anggaran",),
    "Pagu atau realisasi program/kegiatan yang sama tertulis berbeda di dua tabel. Rupiahnya yang dibandingkan, "
    "sekalipun persentasenya sama. Temuan diletakkan pada tabel ringkas; tabel rincinya ada di sel terkait.",
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


# Targets


@dataclass(frozen=True, slots=True)
class FaktaTarget:
    """A target of one indicator in one document; `urutan`: 0 Renstra (the source) to 4 capaian (most derived)."""

    konteks: Konteks
    dokumen: Dokumen
    indikator: str
    nilai: Nilai
    sel: Sel
    urutan: int
    catatan: TargetIndikator | CapaianIndikator | AksiIndikator


_URUTAN = {"renstra": 0, "rkt": 1, "rak": 2, "pk": 3, "capaian": 4}


def _tingkat_unit(unit: str) -> str:
    return unit if unit in ("ketua", "sekretaris") else ("bagian" if unit else "")


def _fakta_target(kelompok: Sequence[Konteks]) -> Iterator[tuple[tuple[int | None, str, str], FaktaTarget]]:
    for k in kelompok:
        for d in k.berkas.dokumen:
            for b in d.baris:
                if not isinstance(b, TargetIndikator | CapaianIndikator | AksiIndikator) or not b.indikator:
                    continue
                dasar = (_tingkat_unit(d.unit), kunci(b.indikator))
                if d.jenis == "renstra" and isinstance(b, TargetIndikator):
                    for tahun, n in b.per_tahun.items():
                        yield (tahun, *dasar), FaktaTarget(k, d, b.indikator, n, b.asal[str(tahun)], 0, b)
                elif b.target is not None and d.jenis in _URUTAN:
                    yield (
                        (d.tahun, *dasar),
                        FaktaTarget(k, d, b.indikator, b.target, b.asal["target"], _URUTAN[d.jenis], b),
                    )


def _target_berbeda(
    kelompok: Sequence[Konteks],
) -> Iterator[tuple[FaktaTarget, FaktaTarget, list[FaktaTarget], int | None]]:
    """(derived fact, its source, mirror copies of the same wrong target, the Renstra year whose target it is)."""
    fakta: dict[tuple[int | None, str, str], list[FaktaTarget]] = defaultdict(list)
    for kunci_fakta, f in _fakta_target(kelompok):
        fakta[kunci_fakta].append(f)
    for (tahun, unit, k), daftar in fakta.items():
        sumber = min(daftar, key=lambda f: f.urutan)
        salah = [f for f in daftar if f.urutan > sumber.urutan and sama_nilai(f.nilai, sumber.nilai) is False]
        while salah:
            utama = min(salah, key=lambda f: f.urutan)
            cermin = [f for f in salah if f is not utama and sama_nilai(f.nilai, utama.nilai)]
            sejawat = [f for u in ("sekretaris", "bagian") if u != unit for f in fakta.get((tahun, u, k), [])]
            cermin += [f for f in sejawat if sama_nilai(f.nilai, utama.nilai)]
            yield utama, sumber, cermin, _tahun_lain(fakta, unit, k, tahun, utama)
            salah = [f for f in salah if f is not utama and f not in cermin]


def _tahun_lain(
    fakta: dict[tuple[int | None, str, str], list[FaktaTarget]], unit: str, k: str, tahun: int | None, f: FaktaTarget
) -> int | None:
    """The Renstra year, nearest first, whose target is the one written here."""
    lain = [
        (t, bool(sama_nilai(s.nilai, f.nilai)))
        for (t, u, x), daftar in fakta.items()
        if u == unit and x == k and t is not None and t != tahun
        for s in daftar
        if s.urutan == 0 and not isinstance(s.nilai, Kosong)
    ]
    calon = [t for t, sama in lain if sama]
    if len(calon) > 1 and len(calon) == len(lain):
        # The same target in every other year says nothing about a copy; rather this year's is the odd one.
        return None
    return min(calon, key=lambda t: (abs(t - (tahun or t)), t)) if calon else None


def _hasil_target(f: FaktaTarget, s: FaktaTarget, cermin: Sequence[FaktaTarget], tahun: int | None) -> Hasil:
    selisih = None
    seharusnya: Decimal | str = s.sel.tampil.strip()
    if isinstance(f.nilai, Angka) and isinstance(s.nilai, Angka):
        selisih, seharusnya = f.nilai.nilai - s.nilai.nilai, s.nilai.nilai
    elif isinstance(s.nilai, Kata):
        seharusnya = s.nilai.teks
    terkait = tuple(Rujukan(x.sel, x.konteks.berkas) for x in (s, *cermin))
    return Hasil(
        f.sel,
        f.dokumen,
        kunci(f.indikator),
        seharusnya=seharusnya,
        selisih=selisih,
        sebab=f"sama dengan target Renstra tahun {tahun}" if tahun else None,
        terkait=terkait,
        menutup=(*(Rujukan(x.sel, x.konteks.berkas) for x in cermin), *_capaian_ikut(f, s)),
        berkas=f.konteks.berkas,
        isi={
            "bidang": "target",
            "indikator": f.indikator,
            "jenis": f.dokumen.jenis.upper() if f.dokumen.jenis != "capaian" else "capaian",
            "tertulis": f.sel.tampil.strip(),
            "sumber": "Renstra" if s.dokumen.jenis == "renstra" else s.dokumen.jenis.upper(),
            "tempat": f"{s.sel.lembar}!{s.sel.alamat}",
            "seharusnya": s.sel.tampil.strip(),
            "tahun": str(tahun or ""),
            "tahun_ini": str(f.dokumen.tahun or ""),
        },
    )


def _capaian_ikut(f: FaktaTarget, s: FaktaTarget) -> tuple[Rujukan, ...]:
    """The capaian beside a wrong target, if it is right for the target's source: it needs no finding of its own."""
    b = f.catatan
    if not isinstance(b, CapaianIndikator) or not isinstance(b.capaian, Angka):
        return ()
    dua = (s.nilai, b.realisasi)
    if isinstance(dua[0], Angka) and isinstance(dua[1], Angka) and dua[0].nilai:
        tertulis = selang(b.capaian.nilai, b.capaian.desimal)
        if any(sejalan(tertulis, selang_capaian(dua[0], dua[1], p)) for p in (Polaritas.MAKSIMAL, Polaritas.MINIMAL)):
            return (Rujukan(b.asal["capaian"], f.konteks.berkas),)
    if isinstance(dua[0], Kata) and isinstance(dua[1], Kata):
        nilai = capaian_ordinal(dua[0].teks, dua[1].teks)
        if isinstance(nilai, Decimal) and sejalan(selang(b.capaian.nilai, b.capaian.desimal), selang(nilai, None)):
            return (Rujukan(b.asal["capaian"], f.konteks.berkas),)
    return ()


def _target_beda(kelompok: Sequence[Konteks]) -> Iterator[Hasil]:
    for f, s, cermin, tahun in _target_berbeda(kelompok):
        if tahun is None:
            yield _hasil_target(f, s, cermin, None)


def _target_tahun_lain(kelompok: Sequence[Konteks]) -> Iterator[Hasil]:
    for f, s, cermin, tahun in _target_berbeda(kelompok):
        if tahun is not None:
            yield _hasil_target(f, s, cermin, tahun)


X202 = Aturan(
    "X202",
    "Target berbeda dari dokumen induknya",
    Tingkat.PERINGATAN,
    ("pk", "rkt", "rak", "capaian"),
    "Target indikator yang sama harus sama di Renstra, RKT, RAK, PK dan capaian. Perubahan yang sah (revisi) perlu "
    "dijelaskan.",
    "Perpres 29/2014 (SAKIP): dokumen satu satker harus saling sesuai; Keputusan KPU 5/PR.03-1-Kpt/03/KPU/I/2018",
    "Target “{indikator}” berbeda dari {sumber} ({tempat}): tertulis {tertulis}, di sana {seharusnya}",
    "Samakan target dengan dokumen induknya, atau jelaskan dasar perubahannya.",
    Contoh((Ubah("target_sasaran", 2, "target", Decimal("0.9"), "0%"),), ("target_sasaran", 2, "target")),
    Contoh((Ubah("renstra", 2, "2024", "-"),), uraian="tidak ditargetkan di Renstra: tidak ada yang dibandingkan"),
    silang=_target_beda,
)
X203 = Aturan(
    "X203",
    "Target adalah target tahun lain",
    Tingkat.GALAT,
    ("pk", "rkt", "rak", "capaian"),
    "Target tidak sama dengan target Renstra tahun ini, tetapi persis sama dengan target Renstra tahun lain: tersalin "
    "dari dokumen tahun sebelumnya.",
    "RKT KPU Kabupaten TTU 2023 baris 239-240 (25% dan 78 adalah target 2021 dan 2022)",
    "Target “{indikator}” tertulis {tertulis}, yaitu target Renstra tahun {tahun}; tahun {tahun_ini} seharusnya "
    "{seharusnya}",
    "Ganti dengan target Renstra tahun ini, atau jelaskan dasar perubahannya.",
    Contoh((Ubah("target_sasaran", 0, "target", Decimal("0.35"), "0%"),), ("target_sasaran", 0, "target")),
    Contoh(),
    silang=_target_tahun_lain,
)


# Realisasi


def _realisasi_beda(kelompok: Sequence[Konteks]) -> Iterator[Hasil]:
    kelompok_fakta: dict[tuple[int | None, str], list[tuple[Konteks, Dokumen, CapaianIndikator]]] = defaultdict(list)
    geser: set[tuple[int, str, str]] = set()
    for k in kelompok:
        for h in k.capaian_salah:
            if pergeseran(k, h) is not None:
                b = h.catatan
                geser.add((id(k), b.asal["realisasi"].lembar, b.asal["realisasi"].alamat))
        for d in k.berkas.semua("capaian"):
            for c in d.baris:
                if isinstance(c, CapaianIndikator) and isinstance(c.realisasi, Angka | Kata):
                    kelompok_fakta[d.tahun, kunci(c.indikator)].append((k, d, c))
    for daftar in kelompok_fakta.values():
        sehat = [
            (k, d, c)
            for k, d, c in daftar
            if (id(k), c.asal["realisasi"].lembar, c.asal["realisasi"].alamat) not in geser
        ]
        yield from _beda_dalam(sehat)


def _beda_dalam(daftar: Sequence[tuple[Konteks, Dokumen, CapaianIndikator]]) -> Iterator[Hasil]:
    """Among rows with the same indicator and target, those whose realisasi is not the prevailing one."""
    sisa = list(daftar)
    while len(sisa) > 1:
        _, _, awal = sisa[0]
        setara = [x for x in sisa if sama_nilai(x[2].target, awal.target)]
        sisa = [x for x in sisa if x not in setara][: len(sisa) - 1]
        if len(setara) > 1:
            yield from _minoritas(setara)


def _minoritas(setara: Sequence[tuple[Konteks, Dokumen, CapaianIndikator]]) -> Iterator[Hasil]:
    def dukungan(x: tuple[Konteks, Dokumen, CapaianIndikator]) -> tuple[int, bool, int]:
        sama = sum(bool(sama_nilai(y[2].realisasi, x[2].realisasi)) for y in setara)
        return sama, x[2].asal["capaian"] not in salah_capaian, len(x[1].baris)

    salah_capaian = [h.sel for k in {id(x[0]): x[0] for x in setara}.values() for h in k.capaian_salah]

    acuan = max(setara, key=dukungan)
    salah = [x for x in setara if sama_nilai(x[2].realisasi, acuan[2].realisasi) is False]
    for k, d, c in salah[:1]:
        s = acuan[2].asal["realisasi"]
        angka = isinstance(c.realisasi, Angka) and isinstance(acuan[2].realisasi, Angka)
        yield Hasil(
            c.asal["realisasi"],
            d,
            kunci(c.indikator),
            seharusnya=acuan[2].realisasi.nilai if isinstance(acuan[2].realisasi, Angka) else s.tampil.strip(),
            selisih=c.realisasi.nilai - acuan[2].realisasi.nilai  # type: ignore[union-attr]
            if angka
            else None,
            terkait=(Rujukan(s, acuan[0].berkas), *(Rujukan(x[2].asal["realisasi"], x[0].berkas) for x in salah[1:])),
            menutup=(
                Rujukan(c.asal["capaian"], k.berkas),
                *(Rujukan(x[2].asal["realisasi"], x[0].berkas) for x in salah[1:]),
            ),
            berkas=k.berkas,
            isi={
                "bidang": "realisasi",
                "indikator": c.indikator,
                "tertulis": c.asal["realisasi"].tampil.strip(),
                "seharusnya": s.tampil.strip(),
                "tempat": f"{s.lembar}!{s.alamat}",
            },
        )


X204 = Aturan(
    "X204",
    "Realisasi indikator yang sama berbeda antartabel",
    Tingkat.GALAT,
    ("capaian",),
    "Realisasi indikator yang sama pada tahun yang sama tertulis berbeda di dua tabel capaian.",
    "Hubungan antarangka dalam tabel; LKj KPU Kota Kupang 2024 Tabel 1, 10 dan 13-28 memuat indikator yang sama",
    "Realisasi “{indikator}” berbeda dari {tempat}: tertulis {tertulis}, di sana {seharusnya}",
    "Cocokkan dengan data dukungnya, lalu samakan semua tabel.",
    Contoh((Ubah("capaian_tahunan", 0, "realisasi", Decimal("0.6696"), "0.00%"),
            Ubah("capaian_tahunan", 0, "capaian", Decimal("0.7878"), "0.00%")), ("capaian_tahunan", 0, "realisasi")),
    Contoh(),
    silang=_realisasi_beda,
)  # fmt: skip
