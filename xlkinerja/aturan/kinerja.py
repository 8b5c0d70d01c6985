"""Family K: printed capaian and kategori against target and realisasi."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from xlkinerja.angka import Angka, Kosong, pangkas_cocok, tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.kinerja_baris import capaian_bergeser
from xlkinerja.aturan.kinerja_sebab import cocok_polaritas_lain, sebab_capaian
from xlkinerja.formulir.indikator import kunci
from xlkinerja.formulir.rumus import adalah_salinan
from xlkinerja.hitung import Polaritas, TakTerhitung, capaian
from xlkinerja.konteks import Konteks
from xlkinerja.model import CapaianIndikator
from xlkinerja.nilai_sama import sama_nilai
from xlkinerja.olah import Hitungan, satuan_target
from xlkinerja.rumus_templat import menunggu_polaritas, menunggu_target
from xlkinerja.temuan import Tingkat

_F = "capaian_sasaran"


def cermin(konteks: Konteks, h: Hitungan) -> list[CapaianIndikator]:
    """Rows of other capaian tables about the same indicator, year and target."""
    b = h.catatan
    assert isinstance(b, CapaianIndikator)
    return [
        c
        for d in konteks.berkas.semua("capaian")
        if d is not h.dokumen and d.tahun == h.dokumen.tahun
        for c in d.baris
        if isinstance(c, CapaianIndikator)
        and kunci(c.indikator) == kunci(b.indikator)
        and sama_nilai(c.target, b.target)
    ]


def pergeseran(konteks: Konteks, h: Hitungan) -> CapaianIndikator | None:
    """The other table's row that shows this one to have its figures one column to the right: its realisasi is what
    stands here as capaian, and its realisasi and capaian agree with each other."""
    b = h.catatan
    assert isinstance(b, CapaianIndikator)
    if sama_nilai(b.realisasi, b.capaian) or not isinstance(b.capaian, Angka):
        return None
    for c in cermin(konteks, h):
        if sama_nilai(c.realisasi, b.capaian) and sama_nilai(c.capaian, b.capaian) is False:
            return c
    return None


def realisasi_keliru(konteks: Konteks, h: Hitungan) -> CapaianIndikator | None:
    """The other table's row whose capaian is the one printed here while its realisasi differs: then realisasi is the
    cell at fault here, not capaian."""
    b = h.catatan
    assert isinstance(b, CapaianIndikator)
    for c in cermin(konteks, h):
        if sama_nilai(c.capaian, b.capaian) and sama_nilai(c.realisasi, b.realisasi) is False:
            return c
    return None


def _capaian_salah(konteks: Konteks) -> Iterator[Hasil]:
    sekolom: set[int] = set()
    for daftar, kata in capaian_bergeser(konteks):
        sekolom.update(map(id, daftar))
        yield _hasil_sekolom(daftar, kata)
    for h in konteks.capaian_salah:
        b = h.catatan
        assert isinstance(b, CapaianIndikator)
        if id(h) in sekolom:
            continue
        if adalah_salinan(h.sel.rumus or "") or (not h.yakin and cocok_polaritas_lain(h, b) is not None):
            continue  # a copy is wrong where its original is
        geser = pergeseran(konteks, h)
        if geser is None and realisasi_keliru(konteks, h) is not None:
            continue
        yield _hasil_geser(h, geser) if geser else _hasil_capaian(konteks, h)


def _hasil_sekolom(daftar: Sequence[Hitungan], kata: str) -> Hasil:
    """One finding for a column that slipped by a row, on the first wrong cell."""
    h, asal = daftar[0], [x.catatan.asal for x in daftar]
    assert isinstance(h.nilai, Decimal)
    sel = [a[n] for a in asal for n in ("capaian", "kategori") if n in a]
    terkait = tuple(Rujukan(a["capaian"]) for a in asal[1:])
    return _hasil(h, h.nilai, kata, terkait, tuple(map(Rujukan, sel)))


_SARAN_BELUM = (
    "Tulis 0% bila memang belum dinilai; bila sudah, isi realisasinya lebih dulu, lalu hitung ulang capaiannya."
)


def _hasil_capaian(konteks: Konteks, h: Hitungan) -> Hasil:
    b = h.catatan
    assert isinstance(b, CapaianIndikator) and isinstance(h.nilai, Decimal)
    sebab, sel = sebab_capaian(konteks, h, b)
    terkait = tuple(Rujukan(s) for s in (b.asal["realisasi"], b.asal["target"], *sel))
    hasil = _hasil(h, h.nilai, sebab, terkait, ())
    return replace(hasil, saran=_SARAN_BELUM) if isinstance(b.realisasi, Kosong) else hasil


def _hasil_geser(h: Hitungan, geser: CapaianIndikator) -> Hasil:
    b = h.catatan
    assert isinstance(b, CapaianIndikator) and isinstance(geser.capaian, Angka)
    benar = _hitung_ulang(geser, h.polaritas) or geser.capaian.nilai
    sebab = (
        f"nilai realisasi tertulis di kolom capaian: angka baris ini bergeser satu kolom ke kanan (bandingkan "
        f"{geser.asal['realisasi'].lembar}!{geser.asal['realisasi'].alamat})"
    )
    terkait = tuple(Rujukan(s) for s in (b.asal["realisasi"], geser.asal["realisasi"], geser.asal["capaian"]))
    return _hasil(h, benar, sebab, terkait, (Rujukan(b.asal["realisasi"]), Rujukan(b.asal["capaian"])))


def _hitung_ulang(b: CapaianIndikator, polaritas: Polaritas | None) -> Decimal | None:
    if not isinstance(b.target, Angka) or not isinstance(b.realisasi, Angka):
        return None
    nilai = capaian(b.target.nilai, b.realisasi.nilai, polaritas or Polaritas.MAKSIMAL)
    return None if isinstance(nilai, TakTerhitung) else nilai


def _hasil(
    h: Hitungan, benar: Decimal, sebab: str | None, terkait: tuple[Rujukan, ...], menutup: tuple[Rujukan, ...]
) -> Hasil:
    b = h.catatan
    assert isinstance(b, CapaianIndikator) and isinstance(b.capaian, Angka)
    return Hasil(
        h.sel,
        h.dokumen,
        kunci(b.indikator),
        seharusnya=benar,
        selisih=b.capaian.nilai - benar,
        sebab=sebab,
        terkait=terkait,
        menutup=menutup,
        isi={
            "bidang": "capaian",
            "tertulis": h.sel.tampil.strip(),
            "seharusnya": tulis_angka(benar, 2, "%"),
            "selisih": tulis_angka(b.capaian.nilai - benar, 2),
            "indikator": b.indikator,
        },
    )


K201 = Aturan(
    "K201",
    "Capaian tidak sesuai dengan target dan realisasi",
    Tingkat.GALAT,
    ("capaian",),
    "Capaian indikator maksimal = realisasi / target x 100%; indikator minimal = (2 x target - realisasi) / target x "
    "100%; predikat dibandingkan menurut peringkatnya. Pembulatan biasa tidak dipersoalkan.",
    "LKj KPU Kota Kupang 2024 baris 565-572; LKj Sekretariat KPU Provinsi NTT 2020 baris 1023; PermenPANRB 53/2014",
    "Capaian: tertulis {tertulis}, seharusnya {seharusnya} (selisih {selisih} poin)",
    "Periksa realisasi dan targetnya; bila benar, ganti capaian dengan hasil hitungan (perintah hitung mengisinya).",
    Contoh((Ubah(_F, 2, "capaian", Decimal("0.6966"), "0.00%"),), (_F, 2, "capaian")),
    Contoh((Ubah(_F, 2, "capaian", Decimal("0.82"), "0%"),), uraian="82% adalah pembulatan 81,95%"),
    _capaian_salah,
)


def _polaritas_tak_jelas(konteks: Konteks) -> Iterator[Hasil]:
    salah = set(map(id, konteks.capaian_salah))
    for h in (h for h in konteks.hitungan_kinerja if h.bidang == "capaian" and h.nilai is not None):
        b = h.catatan
        assert isinstance(b, CapaianIndikator)
        if menunggu_polaritas(h):
            keadaan = "kosong karena rumusnya menunggu isian kolom Polaritas di barisnya"
            terkait = (Rujukan(b.asal["polaritas"]),)
            isi = {"bidang": "capaian", "keadaan": keadaan}
            yield Hasil(h.sel, h.dokumen, kunci(b.indikator), terkait=terkait, isi=isi)
            continue
        if h.yakin:
            continue
        lain = cocok_polaritas_lain(h, b) if id(h) in salah else None
        if lain is not None:
            keadaan = f"{h.sel.tampil.strip()} hanya cocok bila indikator berpolaritas {lain.value}"
        elif not h.sel.tampil.strip():
            keadaan = "tidak diisikan karena arah indikatornya menentukan rumusnya"
        else:
            continue
        yield Hasil(h.sel, h.dokumen, kunci(b.indikator), isi={"bidang": "capaian", "keadaan": keadaan})


K202 = Aturan(
    "K202",
    "Polaritas indikator tidak tercatat",
    Tingkat.PERINGATAN,
    ("capaian",),
    "Arah indikator (makin tinggi atau makin rendah makin baik) tidak tercantum di buku kerja dan tidak ada dalam "
    "daftar indikator resmi. Capaian yang tertulis hanya cocok bila polaritasnya bukan maksimal, atau capaian "
    "yang masih kosong tidak dapat diisikan; ini tidak dapat diputuskan. Rumus templat membaca kolom Polaritas di "
    "barisnya sendiri.",
    "PermenPANRB 53/2014 (pengukuran kinerja): polaritas adalah data, tidak disimpulkan dari kata",
    "Capaian {keadaan}; polaritasnya tidak tercatat",
    'Isi kolom "Polaritas" (Maksimal/Minimal) pada tabel capaian atau IKU; bila belum ada, tambahkan kolomnya.',
    Contoh((Ubah(_F, 4, "polaritas", None), Ubah(_F, 4, "realisasi", Decimal(13), '0" kali"'),
            Ubah(_F, 4, "capaian", Decimal("0.375"), "0.00%"), Ubah(_F, 4, "kategori", "Kurang")),
           (_F, 4, "capaian")),
    Contoh((Ubah(_F, 4, "realisasi", Decimal(13), '0" kali"'), Ubah(_F, 4, "capaian", Decimal("0.375"), "0.00%"),
            Ubah(_F, 4, "kategori", "Kurang")), uraian="polaritas Minimal tercatat di barisnya"),
    _polaritas_tak_jelas,
)  # fmt: skip


def _tak_terhitung(konteks: Konteks) -> Iterator[Hasil]:
    for h in konteks.hitungan_kinerja:
        if h.bidang != "capaian" or h.satuan_beda:
            continue
        alasan = "rumus templat tidak mengenal target berupa rentang" if menunggu_target(h) else h.alasan
        if alasan is None:
            continue
        b = h.catatan
        assert isinstance(b, CapaianIndikator)
        if all(adalah_salinan(b.asal[n].rumus or "") for n in ("target", "realisasi")):
            continue  # said where the figures were typed
        isi = {"bidang": "capaian", "alasan": alasan, "indikator": b.indikator}
        terkait = (Rujukan(b.asal["target"]), Rujukan(b.asal["realisasi"]))
        menutup = (Rujukan(h.sel),)
        yield Hasil(h.sel, h.dokumen, kunci(b.indikator), terkait=terkait, menutup=menutup, isi=isi)


K203 = Aturan(
    "K203",
    "Capaian tidak dapat dihitung",
    Tingkat.PERINGATAN,
    ("capaian",),
    "Target nol (atau 0/0) tidak menghasilkan persentase, dan predikat di luar skalanya tidak dapat dibandingkan. "
    "Angka apa pun yang tertulis di sana bukan hasil hitungan.",
    "PermenPANRB 53/2014 (pengukuran kinerja)",
    "Capaian tidak dapat dihitung: {alasan}",
    "Jelaskan pada catatan mengapa indikator tidak dapat diukur, atau betulkan targetnya.",
    Contoh((Ubah("renstra", 6, "2024", Decimal(0), "0.00%"), Ubah("target_sasaran", 6, "target", Decimal(0), "0.00%"),
            Ubah("rak_triwulan", 6, "target", Decimal(0), "0.00%"), Ubah(_F, 6, "target", Decimal(0), "0.00%")),
           (_F, 6, "capaian"), "target 0 dan realisasi 0: tidak ada persentasenya"),
    Contoh((Ubah(_F, 3, "realisasi", "-"), Ubah(_F, 3, "capaian", Decimal(0), "0%"), Ubah(_F, 3, "kategori", "Kurang")),
           uraian="realisasi tanda hubung: belum dinilai, capaian 0%"),
    _tak_terhitung,
)  # fmt: skip


def _terpotong(konteks: Konteks) -> Iterator[Hasil]:
    for h in konteks.capaian_salah:
        b = h.catatan
        assert isinstance(b, CapaianIndikator) and isinstance(b.capaian, Angka)
        if isinstance(h.nilai, Decimal) and pangkas_cocok(h.nilai, b.capaian.nilai, b.capaian.desimal):
            hasil = _hasil(h, h.nilai, "dipotong, bukan dibulatkan", (), (Rujukan(h.sel),))
            isi = {**hasil.isi, "seharusnya": tulis_angka(h.nilai, max(b.capaian.desimal, 0), "%")}
            yield replace(hasil, isi=isi)


K204 = Aturan(
    "K204",
    "Capaian dipotong, bukan dibulatkan",
    Tingkat.INFO,
    ("capaian",),
    "Angka tertulis hanya cocok bila desimalnya dipotong; pembulatan biasa memberi angka terakhir yang berbeda.",
    "Aturan pembulatan: 11 dari 299 hubungan pada 56 laporan hanya cocok bila dipotong",
    "Capaian {tertulis} dipotong; bila dibulatkan menjadi {seharusnya}",
    "Bulatkan seperti biasa (0,5 ke atas).",
    Contoh((Ubah(_F, 1, "realisasi", Decimal("93.57"), "0.00"), Ubah(_F, 1, "capaian", Decimal("1.169"), "0.0%")),
           (_F, 1, "capaian"), "93,57 / 80 = 116,9625%, dibulatkan menjadi 117,0%"),
    Contoh((Ubah(_F, 1, "realisasi", Decimal("93.57"), "0.00"), Ubah(_F, 1, "capaian", Decimal("1.17"), "0.0%"))),
    _terpotong,
)  # fmt: skip


def _satuan(konteks: Konteks) -> Iterator[Hasil]:
    for h in konteks.hitungan_kinerja:
        if h.bidang != "capaian" or not h.satuan_beda:
            continue
        b = h.catatan
        assert isinstance(b, CapaianIndikator) and isinstance(b.realisasi, Angka)
        isi = {"bidang": "realisasi", "target": satuan_target(b.target), "realisasi": b.realisasi.satuan}
        terkait = (Rujukan(b.asal["target"]),)
        yield Hasil(b.asal["realisasi"], h.dokumen, kunci(b.indikator), terkait=terkait, isi=isi)


K205 = Aturan(
    "K205",
    "Satuan realisasi berbeda dari satuan target",
    Tingkat.PERINGATAN,
    ("capaian",),
    "Hanya angka bersatuan sama yang dapat dibandingkan.",
    "PermenPANRB 53/2014 (pengukuran kinerja)",
    "Satuan realisasi ({realisasi}) berbeda dari satuan target ({target}); capaian tidak dapat dihitung",
    "Samakan satuan target dan realisasi.",
    Contoh((Ubah(_F, 4, "realisasi", "8 orang"),), (_F, 4, "realisasi")),
    Contoh((Ubah(_F, 4, "realisasi", "8 Kali"),)),
    _satuan,
)
