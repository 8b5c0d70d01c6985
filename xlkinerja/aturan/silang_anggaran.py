"""Family X, money: the same pagu or realisasi in two tables of one satker with different values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from decimal import Decimal

from xlkinerja.anggaran_baris import uang_baris
from xlkinerja.angka import tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.fakta_uang import TOTAL, FaktaUang, sama_uang, setahun_sesatker
from xlkinerja.aturan.kesalahan_uang import MEDAN
from xlkinerja.diagnosa import sebab_salin
from xlkinerja.konteks import Konteks
from xlkinerja.model import baris_anggaran
from xlkinerja.temuan import Sel, Tingkat


def _beda_anggaran(kelompok: Sequence[Konteks]) -> Iterator[Hasil]:
    for tabel in setahun_sesatker(kelompok):
        for bidang in ("pagu_awal", "pagu", "realisasi"):
            sebanding: dict[Hashable, dict[str, list[FaktaUang]]] = defaultdict(lambda: defaultdict(list))
            for t in tabel:
                for nama, f in t.fakta.get(bidang, {}).items():
                    sebanding[t.macam(bidang)][nama].append(f)
            for fakta in sebanding.values():
                yield from _bandingkan(fakta, bidang)


def _bandingkan(fakta: dict[str, list[FaktaUang]], bidang: str) -> Iterator[Hasil]:
    """One finding per differing fact, on the summary table; totals that differ only because of it are related."""
    if all(len(daftar) == 1 for daftar in fakta.values()):
        return
    acuan = {k: max(daftar, key=lambda f: (f.rinci, not f.langsung)) for k, daftar in fakta.items()}
    salah = {k: [f for f in daftar if f.langsung and not sama_uang(f, acuan[k])] for k, daftar in fakta.items()}
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
        for k in tabel.mengenai(petak) if f.langsung else ():
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
        persen = next((x for x in tabel.mengenai((i, bidang)) if x.jenis == "persen"), None)
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
    jumlah = tabel.jumlah(petak)
    return tabel.terpenuhi(jumlah) if jumlah is not None else None


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
