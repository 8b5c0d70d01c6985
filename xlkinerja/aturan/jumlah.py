"""Family J: totals against their parts, in budget trees and in supporting tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from xlkinerja.angka import tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Pemeriksa, Rujukan, Ubah
from xlkinerja.diagnosa import Bagian, sebab_jumlah, sebab_salin, sebab_tempat
from xlkinerja.formulir.kinerja import NAMA_BULAN
from xlkinerja.kendala import (
    Kesalahan,
    Petak,
    Tabel,
    koreksi,
    lokalisasi,
    skala_ribuan,
)
from xlkinerja.kendala_pendukung import tabel_pendukung
from xlkinerja.konteks import Konteks
from xlkinerja.model import BarisAnggaran, BarisPendukung, Dokumen
from xlkinerja.olah import BULAN, uang_baris
from xlkinerja.temuan import Sel, Tingkat

MEDAN = {
    "pagu": "Pagu",
    "realisasi": "Realisasi",
    "sisa": "Sisa",
    "persen": "Persentase serapan",
    "pagu_awal": "Pagu awal",
    "blokir": "Blokir",
    **{f"b{i}": f"Realisasi {nama[-1] if len(nama) == 1 else nama[1]}" for i, nama in enumerate(NAMA_BULAN, 1)},
}


def baris_anggaran(d: Dokumen) -> list[BarisAnggaran]:
    """The rows of a budget table."""
    return [b for b in d.baris if isinstance(b, BarisAnggaran)]


def sel_petak(baris: list[BarisAnggaran], petak: Petak) -> Sel:
    """The cell of a row's field."""
    return baris[petak[0]].asal[petak[1]]


Penyebab = Callable[[Dokumen, Tabel, Kesalahan, Sequence[Kesalahan]], str | None]
"""The likely cause of a fault, given its table, the table's identities and all its faults."""


Sekolom = Callable[[Dokumen, Sequence[Kesalahan]], str | None]
"""What several faults of one column have in common, None if nothing."""
_SEKOLOM = 3
"""So many cells of a column that are wrong in the same way are one finding."""


def dari_kesalahan(
    dasar: tuple[str, ...],
    sebab: Penyebab,
    saring: Callable[[Dokumen, Kesalahan], bool] = lambda _d, _k: True,
    sekolom: Sekolom = lambda _d, _k: None,
) -> Pemeriksa:
    """A rule that reports the located faults of budget tables that were shown by certain identities. `sekolom` says
    what all of a table's have in common: then the first speaks for them."""

    def periksa(konteks: Konteks) -> Iterator[Hasil]:
        for d, tabel, semua in konteks.kesalahan:
            serentak = sebaris(semua)
            milik = [k for k in semua if k.dasar in dasar and saring(d, k)]
            umum = sekolom(d, milik) if len(milik) >= _SEKOLOM else None
            if umum is not None:
                lainnya = {p for k in milik for p in (k.petak, *(i for i, _ in k.ikut))} - {milik[0].petak}
                yield _hasil(d, milik[0], f"{umum}; begitu pula {len(lainnya)} sel lain di kolom ini", milik[1:])
                continue
            for k in milik:
                lain = serentak.get(k.petak[0], ())
                if k in lain[1:]:
                    continue  # the first of its row speaks for all columns
                penyebab = sebab(d, tabel, k, semua) or _terbawa(d, k)
                if lain:
                    penyebab = _sebab_sebaris(d, k, lain, penyebab)
                penyebab = penyebab or _salinan(konteks, d, k) or tersalin(konteks, d, k)
                yield _hasil(d, k, penyebab, lain[1:])

    return periksa


_SEBARIS = 3
"""So many columns of one sum that fail together are one finding."""


def sebaris(semua: Sequence[Kesalahan]) -> dict[int, list[Kesalahan]]:
    """Rows whose sums fail in several columns by amounts that go together as a row's do (sisa = pagu - realisasi, the
    year = its months): there a whole row below is missing, double or another one. The pagu first."""
    per_baris: dict[int, list[Kesalahan]] = defaultdict(list)
    for k in semua:
        if k.dasar in ("jumlah", "total") and k.petak[1] != "persen" and not k.ikut:
            per_baris[k.petak[0]].append(k)
    urutan = ("pagu", "realisasi", "sisa")
    hasil = {}
    for i, salah in per_baris.items():
        beda = {k.petak[1]: k.tertulis - k.seharusnya for k in salah}
        if len(beda) >= _SEBARIS and _serasi(beda):
            hasil[i] = sorted(salah, key=lambda k: urutan.index(k.petak[1]) if k.petak[1] in urutan else len(urutan))
    return hasil


def _serasi(beda: Mapping[str, Decimal]) -> bool:
    bulan = [beda[n] for n in BULAN if n in beda]
    pagu, realisasi, sisa = (beda.get(n, Decimal(0)) for n in ("pagu", "realisasi", "sisa"))
    return sisa == pagu - realisasi and (not bulan or sum(bulan) == realisasi)


def _sebab_sebaris(d: Dokumen, k: Kesalahan, lain: Sequence[Kesalahan], sebab: str | None) -> str:
    """What the differences of all columns say: two of the rows are the same, or a row is missing or too much."""
    baris = baris_anggaran(d)
    kembar = [(a, b) for a, b in combinations(k.anak, 2) if _sama_isi(baris[a], baris[b])]
    if len(kembar) == 1:
        a, b = (baris[i].asal["pagu"].baris for i in kembar[0])
        return f"baris {a} dan {b} berisi angka yang sama pada setiap kolom; salah satunya tertimpa atau tersalin"
    if sebab is not None:
        return f"{sebab}; begitu pula {len(lain) - 1} kolom lain pada baris ini"
    kurang = k.tertulis > k.seharusnya
    isi = ", ".join(f"{MEDAN[x.petak[1]].lower()} {tulis_angka(abs(x.tertulis - x.seharusnya))}" for x in lain[:3])
    return f"satu baris rincian tampaknya {'tidak ada' if kurang else 'berlebih'} di bawahnya: {isi}"


def _sama_isi(a: BarisAnggaran, b: BarisAnggaran) -> bool:
    medan = ("pagu_awal", "pagu", "blokir", "realisasi", *BULAN)
    return bool(a.pagu and a.realisasi) and all(uang_baris(a, n) == uang_baris(b, n) for n in medan)


def tersalin(konteks: Konteks, d: Dokumen, k: Kesalahan) -> str | None:
    """That a wrong amount is another cell's, of this sheet before those of others. No source are cells that compute,
    and the rows above and below, which show the same amount where a sum has one part."""
    baris = baris_anggaran(d)
    sel, kode = sel_petak(baris, k.petak), baris[k.petak[0]].kode
    sekeluarga = {
        sel_petak(baris, (i, k.petak[1])).alamat
        for i, b in enumerate(baris)
        if k.petak[1] in b.asal and (b.kode[: len(kode)] == kode or kode[: len(b.kode)] == b.kode)
    }
    return disalin_dari(konteks, sel, k.tertulis, sekeluarga)


def disalin_dari(konteks: Konteks, sel: Sel, nilai: Decimal, kecuali: Collection[str] = ()) -> str | None:
    """That a cell's wrong amount is another cell's; `kecuali`: addresses on its sheet that are no source."""
    lain = [
        s
        for s in konteks.tempat_uang.get(nilai, ())
        if s.rumus is None and (s.lembar != sel.lembar or (s.alamat != sel.alamat and s.alamat not in kecuali))
    ]
    lain.sort(key=lambda s: s.lembar != sel.lembar)
    return sebab_tempat(nilai, [s.alamat if s.lembar == sel.lembar else f"{s.lembar}!{s.alamat}" for s in lain])


def _terbawa(d: Dokumen, k: Kesalahan) -> str | None:
    """That the sums above carry the fault on, so that they agree with it."""
    if not k.ikut:
        return None
    atas = ", ".join(sel_petak(baris_anggaran(d), p).alamat for p, _ in k.ikut)
    if k.petak[1] == "sisa":
        return f"selisihnya terbawa ke {atas}; bila sisa ini benar, pagu atau realisasinya yang keliru"
    return f"angka ini ikut terjumlah pada {atas}, sehingga jumlahnya cocok tetapi sisa atau persentasenya tidak"


def _salinan(konteks: Konteks, d: Dokumen, k: Kesalahan) -> str | None:
    """That a faulty sum is the very figure of the same row in another table: a copy, or its parts are stale."""
    if k.dasar not in ("jumlah", "total") or not k.tertulis:
        return None
    milik = baris_anggaran(d)[k.petak[0]]
    for lain in konteks.berkas.semua("anggaran"):
        for b in baris_anggaran(lain) if lain is not d else ():
            sama = b.tingkat == 0 if milik.tingkat == 0 else bool(b.kode) and b.kode[-1:] == milik.kode[-1:]
            if sama and uang_baris(b, k.petak[1]) == k.tertulis:
                return (
                    f"angka ini sama dengan {lain.lembar}!{b.asal[k.petak[1]].alamat}: tersalin dari tabel itu, atau "
                    "rinciannya di sini yang belum dimutakhirkan"
                )
    return None


def _hasil(d: Dokumen, k: Kesalahan, sebab: str | None, sebaris: Sequence[Kesalahan] = ()) -> Hasil:
    """`sebaris`: the faults of the row's other columns, which this one stands for."""
    baris = baris_anggaran(d)
    b = baris[k.petak[0]]
    lain = (p for x in sebaris for p in (x.petak, *x.leluhur, *(i for i, _ in x.ikut)))
    ikut = (*(p for p, _ in k.ikut), *lain)
    terkait = tuple(Rujukan(sel_petak(baris, p)) for p in (*k.leluhur, *ikut, *k.terkait) if p != k.petak)
    rujukan_anak = tuple(Rujukan(sel_petak(baris, (a, k.petak[1]))) for a in k.anak[:8])
    persen = k.petak[1] == "persen"
    selisih = k.tertulis - k.seharusnya
    return Hasil(
        sel_petak(baris, k.petak),
        d,
        " ".join(b.kode) or b.nama,
        seharusnya=k.seharusnya,
        selisih=selisih,
        sebab=sebab,
        terkait=(*terkait, *rujukan_anak),
        menutup=tuple(Rujukan(sel_petak(baris, p)) for p in (*k.leluhur, *ikut)),
        isi={
            "bidang": k.petak[1],
            "medan": MEDAN[k.petak[1]],
            "nama": b.nama or "jumlah",
            "dengan": "sisa dan persentasenya" if k.ikut else "jumlah, sisa dan persentasenya",
            "dari": _sebut_rincian([sel_petak(baris, (a, k.petak[1])) for a in k.anak]),
            "seharusnya": tulis_angka(k.seharusnya, 2, "%") if persen else tulis_angka(k.seharusnya),
            "selisih": tulis_angka(selisih, 2) + " poin" if persen else tulis_angka(selisih),
        },
    )


def _sebut_rincian(sel: Sequence[Sel]) -> str:
    """The cells of a sum as a reader finds them: "D8:D10", "D6 + D15", "D6 + D15 + ... + D79"."""
    if len(sel) > 1 and [s.baris for s in sel] == list(range(sel[0].baris, sel[0].baris + len(sel))):
        return f"{sel[0].alamat}:{sel[-1].alamat}"
    alamat = [s.alamat for s in sel]
    return " + ".join(alamat if len(alamat) <= 4 else [*alamat[:2], "...", alamat[-1]])


def _sebab_pohon(d: Dokumen, tabel: Tabel, k: Kesalahan, semua: Sequence[Kesalahan]) -> str | None:
    """Why a sum differs: parts of another code whose own heading is missing, a part in thousands seen from the sum
    above, what the parts themselves explain, or that the sum above sides with the parts."""
    baris = baris_anggaran(d)
    asing = _berkode_lain(baris, k)
    if asing is not None:
        return asing
    rincian = [_bagian(baris, a, k.petak[1]) for a in k.anak]
    sebab = _ribuan(baris, tabel, k) or sebab_jumlah(k.tertulis, rincian, _bukan_rincian(baris, k))
    return sebab or _didukung_atas(baris, tabel, k, semua)


def _bukan_rincian(baris: list[BarisAnggaran], k: Kesalahan) -> list[Bagian]:
    """The rows of the column that are neither parts of a sum, nor below them, nor above it."""
    induk, bidang = baris[k.petak[0]], k.petak[1]
    if not k.anak or not induk.kode:
        return []
    luar = [
        i
        for i, b in enumerate(baris)
        if b.tingkat > 0 and b.kode[: len(induk.kode)] != induk.kode and induk.kode[: len(b.kode)] != b.kode
    ]
    return [_bagian(baris, i, bidang) for i in luar if uang_baris(baris[i], bidang)]


def _berkode_lain(baris: list[BarisAnggaran], k: Kesalahan) -> str | None:
    """The parts whose codes do not lie below the head's, if the sum closes without them."""
    induk = baris[k.petak[0]].kode
    asing = [a for a in k.anak if baris[a].kode[: len(induk)] != induk]
    milik = [uang_baris(baris[a], k.petak[1]) for a in k.anak if a not in asing]
    if not asing or not milik or sum((n for n in milik if n is not None), Decimal(0)) != k.tertulis:
        return None
    b = baris[asing[0]]
    return (
        f"{b.asal[k.petak[1]].alamat} {b.nama} berkode {'.'.join(b.kode)}, bukan di bawah {'.'.join(induk)}, dan tanpa "
        f"baris itu jumlahnya cocok; mungkin baris {'.'.join(b.kode[:-1])} terhapus atau kodenya salah ketik"
    )


def _didukung_atas(
    baris: list[BarisAnggaran], tabel: Tabel, k: Kesalahan, semua: Sequence[Kesalahan]
) -> str | None:
    if not k.leluhur:
        return None
    atas = k.leluhur[0]
    kendala = next(x for x in tabel.menurut_petak[atas] if x.jenis == "jumlah" and x.kepala == atas)
    jumlah = tabel.seharusnya(kendala, atas)
    assert jumlah is not None
    induk = Kesalahan(atas, tabel.nilai[atas], jumlah, "jumlah")
    saudara = [x for x in semua if atas in x.leluhur]
    dengan = induk.tertulis - jumlah - sum((koreksi(tabel, x, induk) - x.tertulis for x in saudara), Decimal(0))
    tanpa = dengan + koreksi(tabel, k, induk) - k.tertulis
    if abs(dengan) >= abs(tanpa):
        return None
    b = baris[atas[0]]
    return (
        f"{b.asal[atas[1]].alamat} {b.nama} lebih cocok dengan jumlah rincian daripada dengan angka ini (selisihnya "
        f"menjadi {tulis_angka(abs(dengan))}, bukan {tulis_angka(abs(tanpa))})"
    )


def _bagian(baris: list[BarisAnggaran], a: int, bidang: str) -> Bagian:
    b = baris[a]
    return Bagian(uang_baris(b, bidang) or Decimal(0), f"{b.asal[bidang].alamat} {b.nama}".strip())


def ribuan(tabel: Tabel, k: Kesalahan) -> tuple[tuple[int, ...], Decimal]:
    """Parts of a faulty sum that look written in thousands, seen from the sum above it, and what that one lacks."""
    if not k.leluhur:
        return (), Decimal(0)
    atas = k.leluhur[0]
    kendala = next(x for x in tabel.menurut_petak[atas] if x.jenis == "jumlah" and x.kepala == atas)
    jumlah = tabel.seharusnya(kendala, atas)
    assert jumlah is not None
    kurang = tabel.nilai[atas] - jumlah
    return skala_ribuan(tabel, k, kurang), kurang


def _ribuan(baris: list[BarisAnggaran], tabel: Tabel, k: Kesalahan) -> str | None:
    salah, kurang = ribuan(tabel, k)
    if not salah:
        return None
    atas = k.leluhur[0]
    nama = " dan ".join(
        f"{baris[a].asal['pagu'].alamat} {baris[a].nama} (tertulis {tulis_angka(tabel.nilai[a, 'pagu'])}, seharusnya "
        f"{tulis_angka(tabel.nilai[a, 'pagu'] * 1000)})"
        for a in salah
    )
    b = baris[atas[0]]
    return (
        f"kemungkinan besar rincian tertulis dalam ribuan (kurang dikali 1.000): {nama}; dengan itu kekurangan "
        f"{tulis_angka(kurang)} pada {b.asal['pagu'].alamat} {b.nama} hampir seluruhnya terjelaskan"
    )


def _sebab_rincian(d: Dokumen, _tabel: Tabel, k: Kesalahan, semua: Sequence[Kesalahan]) -> str | None:
    baris = baris_anggaran(d)
    b = baris[k.petak[0]]
    for x in semua:
        if x.petak in k.terkait and x.petak[1] == k.petak[1] and x.tertulis - x.seharusnya == k.seharusnya - k.tertulis:
            lain = baris[x.petak[0]]
            return (
                f"kesalahannya berlawanan persis dengan {lain.asal[k.petak[1]].alamat} {lain.nama}, sehingga jumlahnya "
                "tetap cocok; mungkin sebagian angka terketik pada baris yang salah"
            )
    if k.petak[1] == "realisasi" and b.sisa == k.seharusnya and b.pagu == k.tertulis + k.seharusnya:
        return "realisasi dan sisa pada baris ini tertukar"
    return sebab_salin(k.tertulis, k.seharusnya)


_ANGGARAN = "anggaran_realisasi"
J201 = Aturan(
    "J201",
    "Jumlah tidak sama dengan rinciannya",
    Tingkat.GALAT,
    ("anggaran",),
    "Angka program, kegiatan atau bagian harus sama dengan jumlah rinciannya pada setiap kolom. Yang dilaporkan adalah "
    "tingkat terendah yang tidak cocok; jumlah di atasnya tercantum sebagai sel terkait.",
    "LKj Sekretariat KPU Provinsi NTT 2020 baris 1254-1294 (benar di 36 baris); RKT KPU Kabupaten TTU 2023 baris "
    "320-332 (1.1 dan 1.2 tidak cocok)",
    "{medan} {nama} tidak sama dengan jumlah rinciannya ({dari}): seharusnya {seharusnya} (selisih {selisih})",
    "Cocokkan rincian di bawahnya satu per satu dengan POK/DIPA, betulkan yang keliru, lalu hitung ulang.",
    Contoh((Ubah(_ANGGARAN, 0, "pagu", Decimal(3460547000), "#,##0"),), (_ANGGARAN, 0, "pagu")),
    Contoh(),
    dari_kesalahan(("jumlah",), _sebab_pohon),
)  # fmt: skip
J202 = Aturan(
    "J202",
    "Total tabel tidak sama dengan jumlah programnya",
    Tingkat.GALAT,
    ("anggaran",),
    "Baris total harus sama dengan jumlah baris tingkat teratas pada setiap kolom.",
    "Struktur anggaran program, kegiatan, KRO, RO, komponen; LKj KPU Kota Kupang 2024 baris 160, baris 521",
    "{medan} total tidak sama dengan jumlahnya ({dari}): seharusnya {seharusnya} (selisih {selisih})",
    "Periksa apakah semua program ikut dijumlahkan, lalu betulkan baris total.",
    Contoh((Ubah(_ANGGARAN, 6, "pagu", Decimal(4839082000), "#,##0"),), (_ANGGARAN, 6, "pagu")),
    Contoh((Ubah(_ANGGARAN, 6, "nama", "Jumlah Anggaran"),), uraian="nama lain baris total"),
    dari_kesalahan(("total",), _sebab_pohon),
)
J203 = Aturan(
    "J203",
    "Rincian bertentangan dengan jumlah dan baris di sekitarnya",
    Tingkat.GALAT,
    ("anggaran",),
    "Sedikitnya dua hubungan (jumlah di atasnya, sisa, persentase) menunjukkan bahwa angka inilah yang keliru: bila "
    "diganti dengan angka yang disebut, semuanya cocok. Jumlah di atasnya yang ikut memuat angka yang keliru itu "
    "tercantum sebagai sel terkait.",
    "Struktur anggaran program, kegiatan, KRO, RO, komponen; hubungan antarangka dalam tabel",
    "{medan} {nama} bertentangan dengan {dengan}: seharusnya {seharusnya} (selisih {selisih})",
    "Cocokkan angka ini dengan sumbernya (SAKTI/OM-SPAN), lalu betulkan.",
    Contoh((Ubah(_ANGGARAN, 2, "realisasi", Decimal(94254000), "#,##0"),), (_ANGGARAN, 2, "realisasi")),
    Contoh(),
    dari_kesalahan(("rincian",), _sebab_rincian),
)


def _pendukung(dasar: tuple[str, ...]) -> Pemeriksa:
    """A rule that reports the located faults of supporting tables that were shown by certain identities."""

    def periksa(konteks: Konteks) -> Iterator[Hasil]:
        for d in konteks.berkas.semua("pendukung"):
            baris = [b for b in d.baris if isinstance(b, BarisPendukung)]
            for k in lokalisasi(tabel_pendukung(d)):
                mendatar = bool(k.anak) and all(a == k.petak[0] for a in k.anak)
                jenis = "mendatar" if mendatar and k.dasar != "rincian" else k.dasar
                if jenis in dasar:
                    sebab = None if mendatar else _sebab_pendukung(baris, k)
                    sel = baris[k.petak[0]].asal[k.petak[1]]
                    yield _hasil_pendukung(d, baris, k, sebab or disalin_dari(konteks, sel, k.tertulis))

    return periksa


def _sebab_pendukung(baris: list[BarisPendukung], k: Kesalahan) -> str | None:
    if not k.anak:
        return sebab_salin(k.tertulis, k.seharusnya)
    kolom = k.petak[1]
    anak = [baris[a] for a in k.anak]
    rincian = [Bagian(b.nilai[kolom] or Decimal(0), f"{b.asal[kolom].alamat} {b.label}") for b in anak]
    return sebab_jumlah(k.tertulis, rincian)


def _hasil_pendukung(d: Dokumen, baris: list[BarisPendukung], k: Kesalahan, sebab: str | None) -> Hasil:
    b, kolom = baris[k.petak[0]], k.petak[1]
    selisih = k.tertulis - k.seharusnya
    return Hasil(
        b.asal[kolom],
        d,
        f"{b.label} {kolom}",
        seharusnya=k.seharusnya,
        selisih=selisih,
        sebab=sebab,
        terkait=tuple(Rujukan(baris[i].asal[f]) for i, f in k.terkait),
        isi={
            "kolom": d.kepala[kolom].tampil.strip(),
            "bidang": kolom,
            "label": b.label,
            "seharusnya": tulis_angka(k.seharusnya),
            "selisih": tulis_angka(selisih),
        },
    )


J204 = Aturan(
    "J204",
    "Total kolom tidak sama dengan jumlah barisnya",
    Tingkat.GALAT,
    ("pendukung",),
    "Pada tabel data pendukung, baris total harus sama dengan jumlah baris di atasnya.",
    "LKj Sekretariat KPU Provinsi NTT 2020 baris 218, baris 268, baris 737, baris 768, baris 814, baris 975",
    "Total kolom {kolom} tidak sama dengan jumlah barisnya: seharusnya {seharusnya} (selisih {selisih})",
    "Periksa baris di atasnya, lalu betulkan angka yang keliru atau totalnya.",
    Contoh((Ubah("pendukung", 6, "jumlah kelurahan", Decimal(52), "#,##0"),), ("pendukung", 6, "jumlah kelurahan")),
    Contoh((Ubah("pendukung", 6, "label", "Jumlah"),), uraian="nama lain baris total"),
    _pendukung(("total", "jumlah")),
)


J205 = Aturan(
    "J205",
    "Jumlah baris tidak sama dengan rinciannya ke samping",
    Tingkat.GALAT,
    ("pendukung",),
    "Bila kolom Jumlah dirinci ke samping (status, pendidikan), jumlahnya harus sama dengan rincian itu.",
    "LKj Sekretariat KPU Provinsi NTT 2020 baris 199-268",
    "Jumlah {label} tidak sama dengan rinciannya: seharusnya {seharusnya} (selisih {selisih})",
    "Periksa rincian baris ini, lalu betulkan angka yang keliru.",
    Contoh((Ubah("pendukung", 1, "jumlah", Decimal(67660), "#,##0"),), ("pendukung", 1, "jumlah")),
    Contoh(),
    _pendukung(("mendatar",)),
)
J206 = Aturan(
    "J206",
    "Angka pendukung bertentangan dengan jumlah baris dan total kolomnya",
    Tingkat.GALAT,
    ("pendukung",),
    "Jumlah baris dan total kolom sama-sama menunjukkan bahwa angka inilah yang keliru: bila diganti dengan angka yang "
    "disebut, keduanya cocok.",
    "Hubungan antarangka dalam tabel; LKj Sekretariat KPU Provinsi NTT 2020 baris 199-268",
    "Angka {label} kolom {kolom} bertentangan dengan jumlah baris dan total kolomnya: seharusnya {seharusnya} "
    "(selisih {selisih})",
    "Cocokkan angka ini dengan sumbernya, lalu betulkan.",
    Contoh(
        (Ubah("pendukung", 1, "pemilih perempuan", Decimal(36340), "#,##0"),),
        ("pendukung", 1, "pemilih perempuan"),
    ),
    Contoh(),
    _pendukung(("rincian",)),
)
