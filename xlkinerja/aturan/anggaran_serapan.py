"""Family A: pagu without its zeros or without anything, efisiensi, absorption against the IKPA targets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from xlkinerja.anggaran_baris import induk_baris, uang_baris, uang_kolom
from xlkinerja.angka import Angka, sejalan, selang, tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.jumlah import ribuan
from xlkinerja.hitung import efisiensi
from xlkinerja.konteks import Konteks
from xlkinerja.model import BarisAnggaran, Dokumen, baris_anggaran
from xlkinerja.nilai_sama import selang_pecahan
from xlkinerja.olah import TargetIkpa, target_ikpa, triwulan_laporan
from xlkinerja.tampilan import figur
from xlkinerja.temuan import Sel, Tingkat

_R, _B = "anggaran_realisasi", "anggaran_bulanan"
_SENDIRI = 3
"""Up to so many cells of a kind have findings of their own; more are one finding."""
_BELANJA = {"51": "pegawai", "52": "barang", "53": "modal", "57": "bantuan sosial"}


def _daun(baris: Sequence[BarisAnggaran]) -> list[int]:
    """Rows with nothing below them."""
    induk = set(induk_baris(baris))
    return [i for i, b in enumerate(baris) if b.tingkat > 0 and i not in induk]


def _bukan_ribuan(konteks: Konteks) -> Iterator[Hasil]:
    for d, tabel, semua in konteks.kesalahan:
        baris = baris_anggaran(d)
        bidang = "pagu" if "pagu" in d.kepala else "pagu_awal"
        if all(_genap_ribuan(n) for n in uang_kolom(baris, bidang) if n):
            continue
        isi = {
            i: n for i in _daun(baris)
            if (n := uang_baris(baris[i], bidang)) and not baris[i].desimal.get(bidang)
            and not baris[i].asal[bidang].rumus
        }  # fmt: skip
        pecah = [i for i, n in isi.items() if n % 1000]
        if not pecah or len(isi) - len(pecah) < 3 or len(pecah) * 3 > len(isi):
            continue
        # What a failing sum already explains as written in thousands, or has located, is not told again.
        tahu = {a for k in semua for a in ribuan(tabel, k)[0]} | {k.petak[0] for k in semua}
        sel = [baris[i].asal[bidang] for i in pecah if i not in tahu]
        yield from _lipat_pagu(d, sel, {baris[i].asal[bidang]: baris[i].nama for i in pecah})


def _genap_ribuan(n: Decimal) -> bool:
    """Quick test for a whole multiple of 1,000, which nearly every pagu is."""
    teks = str(n)
    return teks.endswith("000") and teks.isdigit()


def _lipat_pagu(d: Dokumen, sel: Sequence[Sel], nama: dict[Sel, str]) -> Iterator[Hasil]:
    kelompok = [[s] for s in sel] if len(sel) <= _SENDIRI else [list(sel)]
    for g in kelompok:
        lain = f" dan {len(g) - 1} baris lain" if len(g) > 1 else ""
        isi = {"bidang": "pagu", "nama": nama[g[0]] + lain}
        yield Hasil(g[0], d, nama[g[0]], terkait=tuple(Rujukan(s) for s in g[1:]), isi=isi)


A211 = Aturan(
    "A211",
    "Pagu tidak dalam ribuan rupiah",
    Tingkat.INFO,
    ("anggaran",),
    "Pagu direncanakan dalam ribuan rupiah. Pagu yang tidak berakhir 000, padahal pagu lain dalam tabel demikian, "
    "patut dicocokkan dengan DIPA. Pagu yang kecil tetapi bulat tidak dipersoalkan.",
    "Aturan penyusunan RKA-KL (dalam ribuan rupiah); LKj KPU Kota Kupang 2024 baris 1088",
    "Pagu {nama} tidak berakhir 000",
    "Cocokkan dengan DIPA/POK revisi terakhir.",
    Contoh(
        (
            *(Ubah(_B, i, "pagu", Decimal(630250), "#,##0") for i in (8, 9, 10, 11)),
            *(Ubah(_B, i, "sisa", Decimal(30250), "#,##0") for i in (8, 9, 10, 11)),
            *(Ubah(_B, i, "persen", Decimal("0.9520"), "0.00%") for i in (8, 9, 10, 11)),
            Ubah(_B, 12, "pagu", Decimal(4410250), "#,##0"),
            Ubah(_B, 12, "sisa", Decimal(210250), "#,##0"),
            Ubah(_B, 12, "persen", Decimal("0.9523"), "0.00%"),
        ),
        (_B, 11, "pagu"),
    ),
    Contoh(uraian="Rp 630.000 kecil, tetapi bulat"),
    _bukan_ribuan,
)


def _tanpa_pagu(konteks: Konteks) -> Iterator[Hasil]:
    for d in konteks.berkas.semua("anggaran"):
        baris, koreksi = baris_anggaran(d), konteks.koreksi[id(d)]
        nol = {i for i, b in enumerate(baris) if b.pagu == 0 and b.realisasi and b.realisasi > 0}
        nol = {i for i in nol if not {(i, "pagu"), (i, "realisasi")} & koreksi.keys()}
        induk = induk_baris(baris) if nol else []
        for i in sorted(nol - {induk[j] for j in nol}):
            b = baris[i]
            assert b.realisasi is not None
            isi = {"bidang": "pagu", "nama": b.nama, "nilai": tulis_angka(b.realisasi)}
            sel = b.asal["pagu"]
            yield Hasil(sel, d, " ".join(b.kode) or b.nama, terkait=(Rujukan(b.asal["realisasi"]),), isi=isi)


A212 = Aturan(
    "A212",
    "Realisasi tanpa pagu",
    Tingkat.GALAT,
    ("anggaran",),
    "Belanja tidak dapat direalisasikan tanpa pagu; persentasenya pun tidak dapat dihitung.",
    "UU 17/2003 pasal 3 ayat (3); PMK 62/2023",
    "Pagu {nama} nol, padahal realisasinya {nilai}",
    "Isi pagu revisi terakhir, atau pindahkan realisasi ke baris yang mempunyai pagu.",
    Contoh(
        (
            *(Ubah(_B, i, n, Decimal(0), "#,##0") for i in (8, 9, 10, 11) for n in ("pagu",)),
            *(Ubah(_B, i, "sisa", Decimal(-600000), "#,##0") for i in (8, 9, 10, 11)),
            *(Ubah(_B, i, "persen", None) for i in (8, 9, 10, 11)),
            Ubah(_B, 12, "pagu", Decimal(3780000), "#,##0"),
            Ubah(_B, 12, "sisa", Decimal(-420000), "#,##0"),
            Ubah(_B, 12, "persen", Decimal("1.1111"), "0.00%"),
        ),
        (_B, 11, "pagu"),
    ),
    Contoh(),
    _tanpa_pagu,
)


def _efisiensi(konteks: Konteks) -> Iterator[Hasil]:
    for d in konteks.berkas.semua("anggaran"):
        koreksi = konteks.koreksi[id(d)]
        for bidang in ("efisiensi", "efisiensi_persen"):
            if bidang not in d.kepala:
                continue
            for i, b in enumerate(baris_anggaran(d)):
                if not {(i, "pagu"), (i, "realisasi")} & koreksi.keys():
                    yield from _beda_efisiensi(d, b, bidang)


def _beda_efisiensi(d: Dokumen, b: BarisAnggaran, bidang: str) -> Iterator[Hasil]:
    sel = b.asal[bidang]
    tertulis = figur(sel)
    if not isinstance(tertulis, Angka) or b.pagu is None or b.realisasi is None:
        return
    rasio = efisiensi(b.pagu, b.realisasi)
    persen = bidang == "efisiensi_persen" or tertulis.satuan == "%"
    if persen and not isinstance(rasio, Decimal):
        return
    harap = rasio if persen and isinstance(rasio, Decimal) else b.pagu - b.realisasi
    baca = [selang(tertulis.nilai, tertulis.desimal if persen or tertulis.desimal else b.desimal.get("pagu"))]
    if persen and tertulis.satuan != "%":
        baca.append(selang_pecahan(tertulis))
    if any(sejalan(x, selang(harap, None)) for x in baca):
        return
    salah = {-harap: "tanda plus/minus terbalik"}
    if isinstance(rasio, Decimal) and persen:
        salah[100 - rasio] = "tertulis persentase realisasi, bukan persentase sisa"
    sebab = next((s for n, s in salah.items() if any(sejalan(x, selang(n, None)) for x in baca)), None)
    selisih = tertulis.nilai - harap
    yield Hasil(
        sel,
        d,
        " ".join(b.kode) or b.nama,
        seharusnya=harap,
        selisih=selisih,
        sebab=sebab,
        terkait=(Rujukan(b.asal["pagu"]), Rujukan(b.asal["realisasi"])),
        isi={
            "bidang": bidang,
            "nama": b.nama or "jumlah",
            "dasar": "sisa dibagi pagu" if persen else "pagu dikurangi realisasi",
            "seharusnya": tulis_angka(harap, 2, "%") if persen else tulis_angka(harap),
            "selisih": tulis_angka(selisih, 2) + " poin" if persen else tulis_angka(selisih),
        },
    )


A222 = Aturan(
    "A222",
    "Efisiensi tidak sesuai dengan sisa anggaran",
    Tingkat.GALAT,
    ("anggaran",),
    "Efisiensi dalam rupiah adalah pagu dikurangi realisasi; dalam persen, sisa itu dibagi pagu.",
    "LKj KPU Kota Kupang 2024 baris 1147",
    "Efisiensi {nama} tidak sama dengan {dasar}: seharusnya {seharusnya} (selisih {selisih})",
    "Hitung ulang efisiensinya dari pagu dan realisasi baris ini.",
    Contoh(
        (Ubah(_R, -1, "sisa", "Efisiensi"), Ubah(_R, 2, "sisa", Decimal(1000), "#,##0")),
        (_R, 2, "sisa"),
    ),
    Contoh((Ubah(_R, -1, "sisa", "Efisiensi (Rp.)"),)),
    _efisiensi,
)


def _di_bawah_target(konteks: Konteks) -> Iterator[Hasil]:
    for d, _, semua in konteks.kesalahan:
        if any(k.dasar == "setahun" for k in semua):  # the months are not what was spent
            continue
        baris = baris_anggaran(d)
        bulanan = any(b.bulan for b in baris)
        daun = [i for i in _daun(baris) if baris[i].belanja and baris[i].bulan] if bulanan else []
        akhir = max((m for i in daun for m, n in baris[i].bulan.items() if n), default=0)
        triwulan = min(akhir // 3, triwulan_laporan(konteks.berkas) or 4)
        if triwulan:
            yield from _per_belanja(d, [baris[i] for i in daun], triwulan, target_ikpa(konteks.berkas))


def _per_belanja(
    d: Dokumen, daun: Sequence[BarisAnggaran], triwulan: int, sasaran: TargetIkpa
) -> Iterator[Hasil]:
    """Absorption up to the end of a quarter, by belanja type; blocked pagu cannot be spent and does not count."""
    menurut: dict[str, list[BarisAnggaran]] = defaultdict(list)
    for b in daun:
        cocok = re.match(r"\s*(\d\d)", b.belanja)
        if cocok is not None and cocok[1] in sasaran:
            menurut[cocok[1]].append(b)
    for jenis, isi in sorted(menurut.items()):
        pagu = sum(((b.pagu or Decimal(0)) - (b.blokir or Decimal(0)) for b in isi), Decimal(0))
        bulan = range(1, 3 * triwulan + 1)
        dipakai = sum((n for b in isi for m in bulan if (n := b.bulan.get(m))), Decimal(0))
        target = sasaran[jenis][triwulan - 1]
        if pagu <= 0 or dipakai * 100 >= pagu * target:
            continue
        yield Hasil(
            isi[0].asal["belanja"],
            d,
            f"{jenis} {triwulan}",
            tertulis=tulis_angka(dipakai * 100 / pagu, 2, "%"),
            terkait=tuple(Rujukan(b.asal["realisasi"]) for b in isi[:8]),
            isi={
                "bidang": "serapan",
                "jenis": f"{jenis} ({_BELANJA[jenis]})" if jenis in _BELANJA else jenis,
                "triwulan": ("I", "II", "III", "IV")[triwulan - 1],
                "serapan": tulis_angka(dipakai * 100 / pagu, 2, "%"),
                "target": tulis_angka(target, satuan="%"),
                "kurang": tulis_angka(pagu * target / 100 - dipakai, 0),
            },
        )


A231 = Aturan(
    "A231",
    "Penyerapan di bawah target triwulan",
    Tingkat.INFO,
    ("anggaran",),
    "Target penyerapan kumulatif IKPA per jenis belanja pada triwulan I-IV: pegawai 20/50/75/95%, barang 15/50/70/90%, "
    "modal 10/40/70/90%, bantuan sosial 25/50/75/95%, kecuali lembar Identitas menyebut target lain. Yang dinilai "
    "adalah triwulan terakhir yang sudah lewat menurut bulan terakhir yang terisi, paling jauh triwulan laporan pada "
    "lembar Identitas. Pagu yang diblokir tidak ikut dihitung.",
    "PER-5/PB/2024",
    "Penyerapan belanja {jenis} sampai triwulan {triwulan} baru {serapan} dari target {target}: kurang Rp{kurang}",
    "Periksa apakah realisasi bulanan sudah lengkap; bila ya, jelaskan kendalanya dalam laporan.",
    Contoh((Ubah(_B, 3, "belanja", "53"), *(Ubah(_B, 3, f"b{m}", Decimal(0), "#,##0") for m in (7, 8, 9, 10, 11, 12)),
            *(Ubah(_B, i, f"b{m}", Decimal(11000 * n if m < 7 else 9000 * (n - 10)), "#,##0")
              for i, n in ((0, 30), (1, 30), (2, 10), (12, 35)) for m in (7, 8, 9, 10, 11, 12)),
            *(Ubah(_B, i, "realisasi", Decimal(120000 * n - 540000), "#,##0")
              for i, n in ((0, 30), (1, 30), (2, 10), (3, 10), (12, 35))),
            *(Ubah(_B, i, "sisa", Decimal(6000 * n + 540000), "#,##0")
              for i, n in ((0, 30), (1, 30), (2, 10), (3, 10), (12, 35))),
            *(Ubah(_B, i, "persen", Decimal(p), "0.00%") for i, p in
              ((0, "0.8095"), (1, "0.8095"), (2, "0.5238"), (3, "0.5238"), (12, "0.8299")))),
           (_B, 3, "belanja"), "satu-satunya belanja modal berhenti pada bulan Juni"),
    Contoh((Ubah(_B, 3, "belanja", "53"),)),
    _di_bawah_target,
)  # fmt: skip
