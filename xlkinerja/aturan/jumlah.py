"""Family J: totals of budget tables against their parts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from xlkinerja.anggaran_baris import uang_baris
from xlkinerja.angka import tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Ubah
from xlkinerja.aturan.kesalahan_uang import dari_kesalahan
from xlkinerja.diagnosa import Bagian, sebab_jumlah, sebab_salin
from xlkinerja.kendala import Kesalahan, Tabel
from xlkinerja.lokalisasi import koreksi, skala_ribuan
from xlkinerja.model import BarisAnggaran, Dokumen, baris_anggaran
from xlkinerja.temuan import Tingkat


def _sebab_pohon(d: Dokumen, tabel: Tabel, k: Kesalahan, semua: Sequence[Kesalahan]) -> str | None:
    """Why a sum differs: parts of another code whose own heading is missing, a part in thousands seen from the sum
    above, what the parts themselves explain, or that the sum above sides with the parts."""
    baris = baris_anggaran(d)
    asing = _berkode_lain(baris, k)
    if asing is not None:
        return asing
    rincian = [_bagian(baris, a, k.petak[1]) for a in k.anak]
    lain = _bukan_rincian(baris, k, k.tertulis - sum((b.nilai for b in rincian), Decimal(0)))
    sebab = _ribuan(baris, tabel, k) or sebab_jumlah(k.tertulis, rincian, lain)
    return sebab or _didukung_atas(baris, tabel, k, semua)


def _bukan_rincian(baris: list[BarisAnggaran], k: Kesalahan, selisih: Decimal) -> list[Bagian]:
    """The rows of the column that are just what a sum is too large by, and neither parts of it, nor below them, nor
    above it."""
    induk, bidang = baris[k.petak[0]].kode, k.petak[1]
    if not k.anak or not induk or not selisih:
        return []
    sama = [i for i, b in enumerate(baris) if b.tingkat > 0 and uang_baris(b, bidang) == selisih]
    luar = [i for i in sama if (n := baris[i].kode)[: len(induk)] != induk and induk[: len(n)] != n]
    return [_bagian(baris, i, bidang) for i in luar]


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
    jumlah = tabel.jumlah_bagian(atas)
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
    jumlah = tabel.jumlah_bagian(atas)
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


