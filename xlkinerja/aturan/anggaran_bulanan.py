"""Family A, the working columns of a monthly table: the year's realisasi, blocked pagu, belanja type and akun."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from xlkinerja.anggaran_baris import BULAN, induk_baris, uang_baris
from xlkinerja.angka import tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.kesalahan_uang import dari_kesalahan
from xlkinerja.bulan_pindah import DASAR, arti
from xlkinerja.diagnosa import sebab_salin
from xlkinerja.formulir.kinerja import nama_bulan
from xlkinerja.kendala import Kesalahan, Tabel
from xlkinerja.konteks import Konteks
from xlkinerja.model import Dokumen, baris_anggaran
from xlkinerja.temuan import Tingkat

_B = "anggaran_bulanan"
_NAMA_BELANJA = {"51": "pegawai", "52": "barang", "53": "modal", "57": "bantuan sosial"}


def _sebab_setahun(d: Dokumen, tabel: Tabel, k: Kesalahan, _semua: Sequence[Kesalahan]) -> str | None:
    b = baris_anggaran(d)[k.petak[0]]
    if not any(b.bulan.values()):
        return "realisasi diketik langsung, sedangkan realisasi bulanannya belum diisi"
    if b.pagu is not None and k.tertulis == b.pagu - k.seharusnya != k.seharusnya:
        return "realisasi dan sisa pada baris ini tertukar"
    kurang = k.seharusnya - k.tertulis
    satu = [m for m, n in b.bulan.items() if n and n == kurang]
    if len(satu) == 1:
        sel = b.asal[f"b{satu[0]}"]
        return f"realisasi belum memuat {sel.alamat} ({tulis_angka(kurang)})"
    return sebab_salin(k.tertulis, k.seharusnya)


_SEBULAN = 3
"""So many rows that all lack one month are one finding."""


def _bulan_kosong(d: Dokumen) -> list[int]:
    """Months that have a column but no figure in any row, among or after months that have."""
    baris = baris_anggaran(d)
    terisi = {m for b in baris for m, n in b.bulan.items() if n}
    return [m for m in range(1, 13) if f"b{m}" in d.kepala and m not in terisi] if terisi else []


def _sekolom(konteks: Konteks) -> Iterator[tuple[Dokumen, list[Kesalahan], list[int]]]:
    """Tables in which all rows whose year is more than its months have the same months blank."""
    for d, _, semua in konteks.kesalahan:
        salah = [k for k in semua if k.dasar == "setahun"]
        bulan = _bulan_kosong(d) if len(salah) >= _SEBULAN else []
        if bulan and all(k.tertulis > k.seharusnya for k in salah):
            yield d, salah, bulan


def _per_baris(konteks: Konteks) -> Iterator[Hasil]:
    sekolom = {id(d) for d, _, _ in _sekolom(konteks)}
    yield from dari_kesalahan(("setahun",), _sebab_setahun, lambda d, _k: id(d) not in sekolom)(konteks)


def _kolom_kosong(konteks: Konteks) -> Iterator[Hasil]:
    for d, salah, bulan in _sekolom(konteks):
        baris = baris_anggaran(d)
        sel = [baris[p[0]].asal["realisasi"] for k in salah for p in (k.petak, *k.leluhur)]
        kurang = sum((k.tertulis - k.seharusnya for k in salah), Decimal(0))
        isi = {
            "bidang": f"b{bulan[0]}",
            "bulan": ", ".join(nama_bulan(m) for m in bulan),
            "banyak": str(len(salah)),
            "selisih": tulis_angka(kurang),
        }
        terkait, menutup = (tuple(map(Rujukan, x)) for x in (sel[:8], sel))
        yield Hasil(d.kepala[f"b{bulan[0]}"], d, "bulan kosong", terkait=terkait, menutup=menutup, isi=isi)


A221 = Aturan(
    "A221",
    "Realisasi tidak sama dengan jumlah bulannya",
    Tingkat.GALAT,
    ("anggaran",),
    "Realisasi setahun adalah jumlah realisasi dua belas bulan. Sisa dan persentase yang ikut keliru tidak dilaporkan "
    "lagi. Tabel yang kolom bulannya berisi angka kumulatif tidak diperiksa.",
    "Struktur anggaran program, kegiatan, KRO, RO, komponen; PER-5/PB/2024 (realisasi per bulan)",
    "{medan} {nama} tidak sama dengan jumlah bulannya: seharusnya {seharusnya} (selisih {selisih})",
    "Kembalikan rumus realisasi (perintah hitung mengisinya); bila realisasinya benar, betulkan angka bulannya.",
    Contoh((Ubah(_B, 3, "realisasi", Decimal(1230000), "#,##0"),), (_B, 3, "realisasi")),
    Contoh((Ubah(_B, 3, "belanja", "53"),)),
    _per_baris,
)
A224 = Aturan(
    "A224",
    "Kolom bulan belum diisi",
    Tingkat.GALAT,
    ("anggaran",),
    "Kolom satu bulan atau lebih kosong pada semua baris, sedangkan realisasi setahun lebih besar daripada jumlah "
    "bulan-bulan yang terisi: bulan itu terlewat. Barisnya tidak dilaporkan satu per satu.",
    "Struktur anggaran program, kegiatan, KRO, RO, komponen; PER-5/PB/2024 (realisasi per bulan)",
    "Realisasi bulan {bulan} kosong pada semua baris, padahal realisasi setahun {banyak} baris memuat {selisih} lagi",
    "Isi kolom bulan itu menurut SAKTI/OM-SPAN; bila realisasi setahunnya yang keliru, betulkan yang itu.",
    Contoh(tuple(Ubah(_B, i, "b12", None) for i in range(13)), (_B, -1, "b12")),
    Contoh(
        tuple(Ubah(_B, i, n, None) for i in range(13) for n in ("b11", "b12", "realisasi", "sisa", "persen")),
        uraian="realisasi setahun belum diisi",
    ),
    _kolom_kosong,
)


def _sebab_pindah(d: Dokumen, _tabel: Tabel, k: Kesalahan, _semua: Sequence[Kesalahan]) -> str | None:
    b, benar = baris_anggaran(d)[k.petak[0]], {n: v for (_, n), v in ((k.petak, k.seharusnya), *k.ikut)}
    tertulis = [uang_baris(b, n) or Decimal(0) for n in BULAN]
    urutan = arti(tertulis, [benar.get(n, v) for n, v in zip(BULAN, tertulis, strict=True)])
    if not isinstance(urutan, tuple):
        return f"angka bulan pada baris ini bergeser satu kolom ke {'kanan' if urutan == 1 else 'kiri'}"
    awal, akhir = (nama_bulan(m) for m in urutan)
    for satu, lain, m in ((awal, akhir, urutan[0]), (akhir, awal, urutan[1])):
        if not tertulis[m - 1]:
            return f"angka bulan {satu} tertulis di kolom {lain}"
    return f"angka bulan {awal} dan {akhir} tertukar"


A225 = Aturan(
    "A225",
    "Angka bulan tidak pada kolomnya",
    Tingkat.GALAT,
    ("anggaran",),
    "Angka bulanan baris ini bergeser satu kolom, atau dua bulannya tertukar: bila dikembalikan, jumlah setiap bulan "
    "dan realisasi setahunnya cocok. Bulan-bulan itu tidak dilaporkan satu per satu.",
    "Struktur anggaran program, kegiatan, KRO, RO, komponen; PER-5/PB/2024 (realisasi per bulan)",
    "{medan} {nama} tidak pada kolom bulannya: seharusnya {seharusnya} (selisih {selisih})",
    "Kembalikan angka bulan pada baris ini ke kolomnya masing-masing.",
    Contoh((Ubah(_B, 3, "b1", None), Ubah(_B, 3, "b7", Decimal(110000), "#,##0")), (_B, 3, "b1")),
    Contoh(),
    dari_kesalahan((DASAR,), _sebab_pindah),
)


def _blokir(konteks: Konteks) -> Iterator[Hasil]:
    for d in konteks.berkas.semua("anggaran"):
        baris, koreksi = baris_anggaran(d), konteks.koreksi[id(d)]
        lebih = {
            i for i, b in enumerate(baris)
            if b.blokir is not None and b.pagu is not None and b.blokir > b.pagu
            and (i, "blokir") not in koreksi and (i, "pagu") not in koreksi
        }  # fmt: skip
        induk = induk_baris(baris) if lebih else []
        for i in sorted(lebih - {induk[j] for j in lebih}):
            b = baris[i]
            assert b.blokir is not None and b.pagu is not None
            yield Hasil(
                b.asal["blokir"],
                d,
                " ".join(b.kode) or b.nama,
                selisih=b.blokir - b.pagu,
                terkait=(Rujukan(b.asal["pagu"]),),
                isi={"bidang": "blokir", "nama": b.nama, "lebih": tulis_angka(b.blokir - b.pagu)},
            )


A213 = Aturan(
    "A213",
    "Blokir melebihi pagu",
    Tingkat.PERINGATAN,
    ("anggaran",),
    "Blokir adalah bagian dari pagu, maka tidak dapat lebih besar daripada pagu revisi baris itu.",
    "PMK 62/2023; struktur anggaran program, kegiatan, KRO, RO, komponen",
    "Blokir {nama} melebihi pagunya sebesar {lebih}",
    "Cocokkan blokir dan pagu revisi dengan DIPA terakhir.",
    Contoh(
        (
            Ubah(_B, 11, "blokir", Decimal(700000), "#,##0"),
            Ubah(_B, 10, "blokir", Decimal(700000), "#,##0"),
            Ubah(_B, 9, "blokir", Decimal(700000), "#,##0"),
            Ubah(_B, 8, "blokir", Decimal(700000), "#,##0"),
            Ubah(_B, 12, "blokir", Decimal(700000), "#,##0"),
        ),
        (_B, 11, "blokir"),
        "semua jumlah cocok, tetapi blokirnya lebih besar daripada pagu",
    ),
    Contoh(),
    _blokir,
)


def _akun(kode: Sequence[str]) -> str | None:
    """The akun at the end of a path, or None."""
    return kode[-1] if kode and re.fullmatch(r"\d{6}", kode[-1]) else None


def _belanja(konteks: Konteks) -> Iterator[Hasil]:
    for d in konteks.berkas.semua("anggaran"):
        for b in baris_anggaran(d):
            if not b.belanja:
                continue
            akun, tertulis = _akun(b.kode), re.match(r"\s*(\d\d)", b.belanja)
            if akun is None or tertulis is None or akun[0] != "5" or akun[:2] == tertulis[1]:
                continue
            sel = b.asal["belanja"]
            asal = b.asal.get("kode")
            yield Hasil(
                sel,
                d,
                " ".join(b.kode),
                seharusnya=akun[:2],
                terkait=(Rujukan(asal),) if asal is not None else (),
                isi={
                    "bidang": "belanja",
                    "akun": akun,
                    "nama": b.nama,
                    "seharusnya": f"{akun[:2]} ({_NAMA_BELANJA.get(akun[:2], 'lainnya')})",
                },
            )


A214 = Aturan(
    "A214",
    "Jenis belanja bertentangan dengan akun",
    Tingkat.PERINGATAN,
    ("anggaran",),
    "Dua angka pertama akun adalah jenis belanjanya: 51 pegawai, 52 barang, 53 modal, 57 bantuan sosial. Jenis belanja "
    "menentukan target penyerapan IKPA.",
    "Bagan Akun Standar; PER-5/PB/2024",
    "Jenis belanja {nama} bertentangan dengan akun {akun}: seharusnya {seharusnya}",
    "Samakan jenis belanja dengan akunnya, atau betulkan kode akun.",
    Contoh((Ubah(_B, 6, "belanja", "53"),), (_B, 6, "belanja")),
    Contoh((Ubah(_B, 3, "belanja", "53"),), uraian="komponen tanpa akun"),
    _belanja,
)
