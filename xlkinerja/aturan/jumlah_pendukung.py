"""Family J: totals of supporting tables against their rows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.angka import tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Pemeriksa, Rujukan, Ubah
from xlkinerja.aturan.kesalahan_uang import disalin_dari
from xlkinerja.diagnosa import Bagian, sebab_jumlah, sebab_salin
from xlkinerja.kendala import Kesalahan
from xlkinerja.konteks import Konteks
from xlkinerja.model import BarisPendukung, Dokumen
from xlkinerja.temuan import Tingkat


def dari_pendukung(dasar: tuple[str, ...]) -> Pemeriksa:
    """A rule that reports the located faults of supporting tables that were shown by certain identities."""

    def periksa(konteks: Konteks) -> Iterator[Hasil]:
        for d, _, semua in konteks.kesalahan_pendukung:
            baris = [b for b in d.baris if isinstance(b, BarisPendukung)] if semua else []
            for k in semua:
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
    persen = k.dasar == "persen"
    return Hasil(
        b.asal[kolom],
        d,
        f"{b.label} {kolom}",
        seharusnya=k.seharusnya,
        selisih=selisih,
        sebab=sebab,
        terkait=tuple(Rujukan(baris[i].asal[f]) for i, f in k.terkait),
        isi={
            "kolom": d.kepala[kolom].tampil.strip() if kolom in d.kepala else kolom,
            "bidang": kolom,
            "label": b.label or "jumlah",
            "nama": b.label or "jumlah",
            "dengan": _dengan(d, kolom),
            "seharusnya": tulis_angka(k.seharusnya, 2, "%") if persen else tulis_angka(k.seharusnya),
            "selisih": tulis_angka(selisih, 2) + " poin" if persen else tulis_angka(selisih),
        },
    )


def _dengan(d: Dokumen, kolom: str) -> str:
    """What contradicts a figure of this column."""
    if "kumulatif" in kolom:
        return "kumulatif baris sebelum dan sesudahnya"
    return "sisa, persentase atau total kolomnya" if "pagu" in d.kepala else "jumlah baris dan total kolomnya"


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
    dari_pendukung(("total", "jumlah")),
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
    dari_pendukung(("mendatar",)),
)
J206 = Aturan(
    "J206",
    "Angka pendukung bertentangan dengan jumlah baris dan total kolomnya",
    Tingkat.GALAT,
    ("pendukung",),
    "Sedikitnya dua hubungan (jumlah baris, total kolom, sisa, persentase, kumulatif) menunjukkan bahwa angka inilah "
    "yang keliru: bila diganti dengan angka yang disebut, semuanya cocok.",
    "Hubungan antarangka dalam tabel; LKj Sekretariat KPU Provinsi NTT 2020 baris 199-268",
    "Angka {label} kolom {kolom} bertentangan dengan {dengan}: seharusnya {seharusnya} "
    "(selisih {selisih})",
    "Cocokkan angka ini dengan sumbernya, lalu betulkan.",
    Contoh(
        (Ubah("pendukung", 1, "pemilih perempuan", Decimal(36340), "#,##0"),),
        ("pendukung", 1, "pemilih perempuan"),
    ),
    Contoh(),
    dari_pendukung(("rincian",)),
)
J216 = Aturan(
    "J216",
    "Angka tidak sesuai dengan kumulatifnya",
    Tingkat.GALAT,
    ("pendukung",),
    "Pada tabel dengan kolom kumulatif, angka setiap baris adalah kumulatif baris itu dikurangi kumulatif baris "
    "sebelumnya. Tabel yang lebih banyak barisnya tidak cocok daripada yang cocok tidak diperiksa.",
    "Hubungan antarangka dalam tabel; PER-5/PB/2024 (penyerapan kumulatif)",
    "Angka {label} kolom {kolom} tidak sama dengan pertambahan kumulatifnya: seharusnya {seharusnya} "
    "(selisih {selisih})",
    "Cocokkan angka baris ini dengan sumbernya, lalu betulkan angka itu atau kumulatifnya.",
    None,
    None,
    dari_pendukung(("kumulatif",)),
)
