"""Family K: the quarters of a capaian table against each other and against the year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from xlkinerja.angka import Angka, Kata, Kosong, Selang, pangkas_cocok, sejalan, selang, tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.kinerja_satuan import baris_capaian, salah_predikat
from xlkinerja.aturan.kinerja_sebab import cocok_polaritas_lain, sebab_capaian
from xlkinerja.beku import beku
from xlkinerja.diagnosa import sebab_salin
from xlkinerja.formulir.indikator import kunci
from xlkinerja.formulir.rumus import adalah_salinan
from xlkinerja.hitung import Agregasi, Polaritas
from xlkinerja.konteks import Konteks
from xlkinerja.model import CapaianIndikator, Dokumen, Nilai
from xlkinerja.nilai_sama import sama_nilai
from xlkinerja.olah import agregasi_tertulis, polaritas_baris, selang_capaian
from xlkinerja.tataletak import normal
from xlkinerja.temuan import Tingkat

_F = "capaian_triwulan"
ROMAWI = ("", "I", "II", "III", "IV")


def selang_kinerja(a: Angka) -> Selang:
    """What a figure of performance stands for: percentages and decimals as far as shown, counts exactly."""
    return selang(a.nilai, a.desimal if a.satuan == "%" or a.desimal > 0 else None)


# The year's realisasi


def _setahun_beda(konteks: Konteks) -> Iterator[Hasil]:
    for d, b in baris_capaian(konteks):
        cara = agregasi_tertulis(b.agregasi)
        if cara is None or b.asal["realisasi"].rumus is not None:
            continue  # a formula is judged as one
        nilai = [tw.realisasi for _, tw in sorted(b.triwulan.items())]
        beda = _beda_kata(b, nilai) if cara is Agregasi.POSISI_AKHIR else None
        beda = beda or beda_setahun(b, nilai, cara)
        if beda is not None:
            yield _hasil_setahun(d, b, beda)


@beku(frozen=True, slots=True)
class _Beda:
    """What the year's figure should be, as shown and as a value, the difference, the likely cause."""

    tampil: str
    nilai: Decimal | str
    selisih: Decimal | None = None
    sebab: str | None = None


def _beda_kata(b: CapaianIndikator, nilai: Sequence[Nilai]) -> _Beda | None:
    terisi = [n for n in nilai if not isinstance(n, Kosong)]
    akhir = terisi[-1] if terisi else None
    if not isinstance(akhir, Kata) or not isinstance(b.realisasi, Kata) or sama_nilai(akhir, b.realisasi):
        return None
    salah = salah_predikat(b)
    asing = f"“{b.realisasi.teks.strip()}” {salah[2]}" if salah is not None and salah[0] == "realisasi" else None
    return _Beda(akhir.teks.strip(), akhir.teks.strip(), sebab=asing)


def beda_setahun(b: CapaianIndikator, nilai: Sequence[Nilai], cara: Agregasi) -> _Beda | None:
    """How the year's printed figure differs from what these quarters make; None if it does not or cannot be said."""
    angka = [n for n in nilai if isinstance(n, Angka)]
    tertulis = b.realisasi
    if not angka or not isinstance(tertulis, Angka) or len({n.satuan for n in (*angka, tertulis)} - {""}) > 1:
        return None
    if any(not isinstance(n, Angka | Kosong) for n in nilai):
        return None
    setahun = _gabung(angka, cara)
    tengah = (setahun.bawah + setahun.atas) / 2
    cetak = selang_kinerja(tertulis)
    if cara is Agregasi.RATA_RATA:  # a mean of counts is no count
        cetak = selang(tertulis.nilai, max(tertulis.desimal, 0))
    if sejalan(setahun, cetak) or pangkas_cocok(tengah, tertulis.nilai, tertulis.desimal):
        return None
    lain = [c for c in Agregasi if c is not cara and sejalan(_gabung(angka, c), selang_kinerja(tertulis))]
    sebab = f"cocok bila agregasinya {lain[0].value}" if lain else sebab_salin(tertulis.nilai, tengah)
    desimal = max(tertulis.desimal, 0)
    return _Beda(tulis_angka(tengah, desimal, tertulis.satuan), tengah, tertulis.nilai - tengah, sebab)


def _gabung(angka: Sequence[Angka], cara: Agregasi) -> Selang:
    """The year's figure that the shown quarters can stand for."""
    semua = [selang_kinerja(n) for n in angka]
    if cara is Agregasi.POSISI_AKHIR:
        return semua[-1]
    bawah, atas = sum((s.bawah for s in semua), Decimal(0)), sum((s.atas for s in semua), Decimal(0))
    bagi = len(semua) if cara is Agregasi.RATA_RATA else 1
    return Selang(bawah / bagi, atas / bagi)


def _hasil_setahun(d: Dokumen, b: CapaianIndikator, beda: _Beda) -> Hasil:
    sel = b.asal["realisasi"]
    tw = tuple(Rujukan(b.asal[f"realisasi_t{n}"]) for n in sorted(b.triwulan) if f"realisasi_t{n}" in b.asal)
    # The way of aggregation may be what is wrong, so that the quarters' targets seem odd too (K212).
    hilir = ("realisasi", "capaian", "kategori", *(f"target_t{n}" for n in b.triwulan))
    ikut = tuple(Rujukan(b.asal[n]) for n in hilir if n in b.asal)
    isi = {
        "bidang": "realisasi",
        "tertulis": sel.tampil.strip(),
        "agregasi": normal(b.agregasi),
        "seharusnya": beda.tampil,
    }
    return Hasil(
        sel, d, kunci(b.indikator), seharusnya=beda.nilai, selisih=beda.selisih, sebab=beda.sebab, terkait=tw,
        menutup=ikut, isi=isi,
    )  # fmt: skip


K211 = Aturan(
    "K211",
    "Realisasi setahun tidak sesuai dengan triwulannya",
    Tingkat.GALAT,
    ("capaian",),
    "Menurut kolom Agregasi, angka setahun adalah jumlah triwulan, rata-ratanya, atau posisi triwulan terakhir yang "
    "terukur.",
    "PermenPANRB 53/2014 (pengukuran kinerja berkala); kolom Agregasi pada templat",
    "Realisasi setahun tertulis {tertulis}, seharusnya {seharusnya} menurut triwulannya (agregasi {agregasi})",
    "Cocokkan realisasi triwulan dan cara agregasinya, lalu betulkan angka setahun.",
    Contoh((Ubah(_F, 0, "realisasi", Decimal(12), '0" laporan"'),), (_F, 0, "realisasi")),
    Contoh((Ubah(_F, 1, "realisasi_t1", "-"), Ubah(_F, 1, "capaian_t1", None)), uraian="triwulan I belum diukur"),
    _setahun_beda,
)


# Targets of quarters


def _target_lewat(konteks: Konteks) -> Iterator[Hasil]:
    for d, b in baris_capaian(konteks):
        cara, t = agregasi_tertulis(b.agregasi), b.target
        tw = {n: x.target for n, x in sorted(b.triwulan.items()) if isinstance(x.target, Angka)}
        if cara is None or not isinstance(t, Angka) or not tw:
            continue
        satuan = {x.satuan for x in (t, *tw.values()) if isinstance(x, Angka)} - {""}
        minimal = polaritas_baris(b, konteks.polaritas) is Polaritas.MINIMAL
        angka = {n: x for n, x in tw.items() if isinstance(x, Angka)}
        keadaan = _keadaan_target(angka, t, cara, minimal) if len(satuan) < 2 else None
        if keadaan is None:
            continue
        n, kalimat = keadaan
        sel = b.asal[f"target_t{n}"]
        isi = {"bidang": f"target_t{n}", "keadaan": kalimat, "setahun": b.asal["target"].tampil.strip()}
        yield Hasil(sel, d, kunci(b.indikator), terkait=(Rujukan(b.asal["target"]),), isi=isi)


def _keadaan_target(angka: dict[int, Angka], t: Angka, cara: Agregasi, minimal: bool) -> tuple[int, str] | None:
    """(quarter, what is odd) of targets that cannot lead to the year's one."""
    setahun, akhir = selang_kinerja(t), max(angka)
    gabung = _gabung(list(angka.values()), cara)
    lengkap = len(angka) == 4
    if cara is Agregasi.JUMLAH:
        if gabung.bawah > setahun.atas or (lengkap and gabung.atas < setahun.bawah):
            jumlah = tulis_angka(sum((x.nilai for x in angka.values()), Decimal(0)), max(t.desimal, 0), t.satuan)
            return akhir, f"Target triwulan berjumlah {jumlah}"
        return None
    if cara is Agregasi.RATA_RATA:
        rata = tulis_angka((gabung.bawah + gabung.atas) / 2, max(t.desimal, 0), t.satuan)
        return (akhir, f"Target triwulan rata-ratanya {rata}") if lengkap and not sejalan(gabung, setahun) else None
    if akhir == 4 and not sejalan(gabung, setahun):
        return 4, f"Target triwulan IV {tulis_angka(angka[4].nilai, max(t.desimal, 0), t.satuan)}"
    for n, x in angka.items():
        if not minimal and selang_kinerja(x).bawah > setahun.atas:
            return n, f"Target triwulan {ROMAWI[n]} {tulis_angka(x.nilai, max(x.desimal, 0), t.satuan)}"
    return None


K212 = Aturan(
    "K212",
    "Target triwulan tidak menuju target setahun",
    Tingkat.INFO,
    ("capaian",),
    "Agregasi Jumlah: target triwulan berjumlah target setahun. Posisi Akhir: target triwulan IV sama dengan target "
    "setahun dan tidak ada yang melebihinya. Rata-rata: rata-ratanya sama. Triwulan yang kosong tidak dipersoalkan.",
    "PermenPANRB 53/2014 (pengukuran kinerja berkala); kolom Agregasi pada templat",
    "{keadaan}, sedangkan target setahun {setahun}",
    "Sesuaikan target triwulan dengan target setahun dan cara agregasinya.",
    Contoh((Ubah(_F, 0, "target_t4", Decimal(4), '0" laporan"'), Ubah(_F, 0, "capaian_t4", Decimal("0.5"), "0%")),
           (_F, 0, "target_t4")),
    Contoh((Ubah(_F, 0, "target_t4", None), Ubah(_F, 0, "capaian_t4", None)), uraian="triwulan IV belum ditargetkan"),
    _target_lewat,
)  # fmt: skip


# The capaian of a quarter


def _capaian_tw_salah(konteks: Konteks) -> Iterator[Hasil]:
    for h in konteks.hitungan_kinerja:
        if not h.bidang.startswith("capaian_t"):
            continue
        b = h.catatan
        assert isinstance(b, CapaianIndikator)
        tw = b.triwulan[int(h.bidang[-1])]
        tertulis = tw.capaian
        if not isinstance(tertulis, Angka) or not isinstance(h.nilai, Decimal) or adalah_salinan(h.sel.rumus or ""):
            continue
        satu = replace(b, target=tw.target, realisasi=tw.realisasi, capaian=tertulis)
        if capaian_tw_cocok(tertulis, h.nilai, satu, h.polaritas) or (not h.yakin and cocok_polaritas_lain(h, satu)):
            continue
        sebab, sel = sebab_capaian(konteks, h, satu)
        dua = (b.asal.get(f"{n}_t{h.bidang[-1]}") for n in ("realisasi", "target"))
        isi = {
            "bidang": h.bidang,
            "triwulan": ROMAWI[int(h.bidang[-1])],
            "tertulis": h.sel.tampil.strip(),
            "seharusnya": tulis_angka(h.nilai, 2, "%"),
            "selisih": tulis_angka(tertulis.nilai - h.nilai, 2),
        }
        yield Hasil(
            h.sel, h.dokumen, kunci(b.indikator), seharusnya=h.nilai, selisih=tertulis.nilai - h.nilai, sebab=sebab,
            terkait=tuple(Rujukan(s) for s in (*dua, *sel) if s is not None), isi=isi,
        )  # fmt: skip


def capaian_tw_cocok(tertulis: Angka, nilai: Decimal, satu: CapaianIndikator, polaritas: Polaritas | None) -> bool:
    """Whether a quarter's printed capaian is that value, as far as it and the realisasi of `satu` are shown."""
    batas = Selang(nilai, nilai)
    if isinstance(satu.target, Angka) and isinstance(satu.realisasi, Angka):
        batas = selang_capaian(satu.target, satu.realisasi, polaritas)
    cetak = [selang(tertulis.nilai, tertulis.desimal)]
    if tertulis.satuan != "%":
        cetak.append(selang(tertulis.nilai * 100, max(tertulis.desimal, 2) - 2))
    return any(sejalan(c, batas) for c in cetak) or pangkas_cocok(nilai, tertulis.nilai, tertulis.desimal)


K213 = Aturan(
    "K213",
    "Capaian triwulan tidak sesuai dengan target dan realisasinya",
    Tingkat.GALAT,
    ("capaian",),
    "Capaian triwulan dihitung seperti capaian setahun, dari target dan realisasi triwulan itu menurut polaritas.",
    "LKj KPU Kota Kupang 2024 baris 565-572; PermenPANRB 53/2014",
    "Capaian triwulan {triwulan}: tertulis {tertulis}, seharusnya {seharusnya} (selisih {selisih} poin)",
    "Periksa realisasi dan target triwulan itu; bila benar, ganti capaiannya dengan hasil hitungan.",
    Contoh((Ubah(_F, 1, "capaian_t2", Decimal("0.8833"), "0.00%"),), (_F, 1, "capaian_t2")),
    Contoh((Ubah(_F, 1, "capaian_t2", Decimal("0.83"), "0%"),), uraian="83% adalah pembulatan 83,33%"),
    _capaian_tw_salah,
)
