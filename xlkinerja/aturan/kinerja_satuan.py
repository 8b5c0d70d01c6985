"""Family K: units of realisasi, the scale of percentages, grades outside of their scale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import cast

from xlkinerja.angka import Angka, Kata, Kosong, tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.formulir.indikator import kunci
from xlkinerja.formulir.rumus import adalah_salinan
from xlkinerja.hitung import OPINI, SAKIP, Polaritas, skala_ordinal
from xlkinerja.konteks import Konteks
from xlkinerja.model import CapaianIndikator, Dokumen, Nilai
from xlkinerja.nilai_tertulis import angka_predikat, batas_target, predikat_saja
from xlkinerja.olah import polaritas_baris, rentang_target, satuan_target
from xlkinerja.temuan import Sel, Tingkat

_F = "capaian_sasaran"


def baris_capaian(konteks: Konteks) -> Sequence[tuple[Dokumen, CapaianIndikator]]:
    """Every row of every capaian table whose columns are certain; put together once for all rules."""
    if "baris_capaian" not in konteks.memo:
        semua = [(d, b) for d in konteks.berkas.semua("capaian") if not d.rancu for b in d.baris]
        konteks.memo["baris_capaian"] = [(d, b) for d, b in semua if isinstance(b, CapaianIndikator)]
    return cast("list[tuple[Dokumen, CapaianIndikator]]", konteks.memo["baris_capaian"])


def sel_diketik(b: CapaianIndikator, bidang: str) -> Sel | None:
    """The cell in which target or realisasi was typed: the field's own, or the last filled quarter that a formula
    takes the year's realisasi from, if both say the same. None if a formula carries it from another sheet: it is wrong
    where it was typed."""
    sel = b.asal[bidang]
    if sel.rumus is None:
        return sel
    if adalah_salinan(sel.rumus) or bidang != "realisasi":
        return None
    terisi = [(n, tw.realisasi) for n, tw in sorted(b.triwulan.items()) if not isinstance(tw.realisasi, Kosong)]
    if not terisi:
        return None
    triwulan, isi = terisi[-1]
    asal = b.asal.get(f"realisasi_t{triwulan}")
    if asal is None or asal.rumus is not None:
        return None
    return asal if _sama_isi(isi, b.realisasi) else sel


def _sama_isi(satu: object, dua: object) -> bool:
    """Whether two cells say the same figure or word, whatever their unit and notation."""
    if isinstance(satu, Angka) and isinstance(dua, Angka):
        return satu.nilai == dua.nilai
    return isinstance(satu, Kata) and isinstance(dua, Kata) and satu.teks.strip() == dua.teks.strip()


def satukan(semua: Iterable[Hasil]) -> Iterator[Hasil]:
    """One finding where several tables of a year repeat the same figure of an indicator: the copies are related."""
    hasil: dict[tuple[str, str, str, int | None], Hasil] = {}
    for h in semua:
        k = h.kunci, h.isi["bidang"], h.isi["tertulis"], h.dokumen.tahun if h.dokumen else None
        lama = hasil.get(k)
        sel = (Rujukan(h.sel),) if h.sel is not None else ()
        hasil[k] = h if lama is None else replace(
            lama, terkait=(*lama.terkait, *sel), menutup=(*lama.menutup, *h.menutup)
        )  # fmt: skip
    yield from hasil.values()


# A realisasi without its unit


def _tanpa_satuan(konteks: Konteks) -> Iterator[Hasil]:
    for d in konteks.berkas.semua("capaian"):
        kurang = [(b, s) for b in d.baris if isinstance(b, CapaianIndikator) and (s := _kurang_satuan(b)) is not None]
        if not kurang or d.rancu:
            continue
        b, sel = kurang[0]
        isi = {
            "bidang": "realisasi",
            "tertulis": sel.tampil.strip(),
            "satuan": satuan_target(b.target),
            "lain": f" (begitu juga pada {len(kurang) - 1} baris lain)" if len(kurang) > 1 else "",
        }
        terkait = (Rujukan(b.asal["target"]), *(Rujukan(s) for _, s in kurang[1:]))
        yield Hasil(sel, d, kunci(b.indikator), terkait=terkait, isi=isi)


def _kurang_satuan(b: CapaianIndikator) -> Sel | None:
    """The typed cell of a bare realisasi whose target counts something, if no column of the row names the unit."""
    satuan = b.asal.get("satuan")
    bernama = satuan is not None and satuan.tampil.strip(" -")
    if bernama or not isinstance(b.realisasi, Angka) or b.realisasi.satuan:
        return None
    return sel_diketik(b, "realisasi") if satuan_target(b.target) not in ("", "%", "Rp") else None


K206 = Aturan(
    "K206",
    "Realisasi ditulis tanpa satuan",
    Tingkat.INFO,
    ("capaian",),
    "Target menyebut satuan (8 kali, 2 orang), realisasinya hanya angka. Satuan dalam format angka atau kolom Satuan "
    "sudah cukup; realisasi yang hanya angka dapat terbaca sebagai hal lain.",
    "LKj Sekretariat KPU Provinsi NTT 2020 baris 916, baris 1507 (target 2 orang, realisasi 0)",
    "Realisasi {tertulis} tanpa satuan, sedangkan targetnya dalam {satuan}{lain}",
    "Tulis satuannya, sama dengan satuan target.",
    Contoh((Ubah(_F, 4, "realisasi", Decimal(8), "0"),), (_F, 4, "realisasi")),
    Contoh((Ubah(_F, 4, "realisasi", "8 kali"),)),
    _tanpa_satuan,
)


# Percentages typed as fractions or a hundred times too large

_TANDA_PERSEN = ("", "%")
_KECIL, _BESAR, _SERATUS, _TERBESAR = Decimal("1.2"), Decimal(10), Decimal(100), Decimal(150)
_DEKAT = (Decimal("0.3"), Decimal(2))


def _beda_skala(konteks: Konteks) -> Iterator[Hasil]:
    yield from satukan(_skala(konteks))


def _skala(konteks: Konteks) -> Iterator[Hasil]:
    for d, b in baris_capaian(konteks):
        salah = salah_skala(konteks, b)
        if salah is None:
            continue
        bidang, nilai, kali = salah
        sel = sel_diketik(b, bidang)
        if sel is None:
            continue
        lain = b.asal["target" if bidang == "realisasi" else "realisasi"]
        isi = {
            "bidang": bidang,
            "medan": bidang.capitalize(),
            "tertulis": sel.tampil.strip(),
            "lain": "target" if bidang == "realisasi" else "realisasi",
            "pembanding": lain.tampil.strip(),
            "kira": tulis_angka(nilai, None, "%"),
            "cara": "kurang dikali 100" if kali == 100 else "100 kali terlalu besar",
        }
        ikut = ("target", "realisasi", "capaian", "kategori")
        yield Hasil(
            sel, d, kunci(b.indikator), seharusnya=nilai, isi=isi, terkait=(Rujukan(lain),),
            menutup=tuple(Rujukan(b.asal[n]) for n in ikut if n in b.asal),
        )  # fmt: skip


def salah_skala(konteks: Konteks, b: CapaianIndikator) -> tuple[str, Decimal, int] | None:
    """(field, likely percentage, 100 or 1/100 as what it lacks) of the one of target and realisasi that is a hundred
    times off, if the other is an ordinary percentage. A small realisasi of a minimal indicator may well be true."""
    t, r = b.target, b.realisasi
    if not isinstance(t, Angka) or not isinstance(r, Angka) or "%" not in (t.satuan, r.satuan):
        return None
    if t.satuan not in _TANDA_PERSEN or r.satuan not in _TANDA_PERSEN or min(t.nilai, r.nilai) <= 0:
        return None
    for bidang, ini, itu in (("realisasi", r, t), ("target", t, r)):
        kira = _seratus_kali(ini.nilai, itu.nilai) if itu.satuan == "%" else None
        if kira is not None and not (ini.satuan == "%" and minimal(konteks, b)):
            return bidang, *kira
    return None


def _seratus_kali(ini: Decimal, itu: Decimal) -> tuple[Decimal, int] | None:
    """(likely percentage, what it lacks) of a figure that is a hundred times off an ordinary percentage."""
    if not (ini <= _KECIL or ini > _TERBESAR) or not _BESAR <= itu <= _SERATUS:
        return None
    if ini <= _KECIL and _wajar(ini * 100, itu):
        return ini * 100, 100
    if ini > _TERBESAR and _wajar(ini / 100, itu) and ini > itu * 30:
        return ini / 100, 1
    return None


def minimal(konteks: Konteks, b: CapaianIndikator) -> bool:
    """True for an indicator of which less is better."""
    return polaritas_baris(b, konteks.polaritas) is Polaritas.MINIMAL


def _wajar(a: Decimal, b: Decimal) -> bool:
    return _DEKAT[0] <= a / b <= _DEKAT[1]


K207 = Aturan(
    "K207",
    "Persentase ditulis dalam skala yang berbeda",
    Tingkat.PERINGATAN,
    ("capaian",),
    "Target atau realisasi seratus kali lebih kecil (0,4 padahal 40%) atau lebih besar (4.000% padahal 40%) daripada "
    "pasangannya: pecahan dan persen tercampur. Indikator minimal dengan realisasi kecil tidak dinilai.",
    "Angka persen di Excel tersimpan sebagai pecahan: 0,0016 dengan format 0,00% adalah 0,16%",
    "{medan} {tertulis} berbeda skala dari {lain} {pembanding}: mungkin {kira} ({cara})",
    "Betulkan menjadi persen; di sel berformat persen ketik 40%, bukan 0,4% atau 4000%.",
    Contoh((Ubah(_F, 2, "realisasi", Decimal("0.6966"), "0.0000"),), (_F, 2, "realisasi")),
    Contoh((Ubah(_F, 6, "realisasi", Decimal("0.0001"), "0.00%"), Ubah(_F, 6, "capaian", Decimal("1.9375"), "0.00%")),
           uraian="0,01% terhadap target 0,16% memang kecil"),
    _beda_skala,
)  # fmt: skip


# Grades

_NAMA_SKALA = {"opini": "opini BPK", "sakip": "predikat SAKIP"}
_ISI_SKALA = {"opini": OPINI, "sakip": SAKIP}
_SKALA_RESMI = {"opini-bpk": "opini", "akuntabilitas-kinerja": "sakip"}


def _di_luar_skala(konteks: Konteks) -> Iterator[Hasil]:
    yield from satukan(_predikat_asing(konteks))


def _predikat_asing(konteks: Konteks) -> Iterator[Hasil]:
    for d, b in baris_capaian(konteks):
        salah = salah_predikat(b)
        sel = sel_diketik(b, salah[0]) if salah else None
        if salah is None or sel is None:
            continue
        bidang, kata, keadaan = salah
        isi = {"bidang": bidang, "medan": bidang.capitalize(), "tertulis": kata, "keadaan": keadaan}
        lain = b.asal["target" if bidang == "realisasi" else "realisasi"]
        ikut = ("target", "realisasi", "capaian", "kategori")
        yield Hasil(
            sel, d, kunci(b.indikator), isi=isi, terkait=(Rujukan(lain),),
            menutup=tuple(Rujukan(b.asal[n]) for n in ikut if n in b.asal),
        )  # fmt: skip


def salah_predikat(b: CapaianIndikator) -> tuple[str, str, str] | None:
    """(field, its word, what is wrong) of the one of target and realisasi that is outside of the indicator's scale;
    the scale is the official indicator's, else the target's, else that of the realisasi."""
    t, r = _predikat(b.target), _predikat(b.realisasi)
    if t is None and r is None:
        return None
    kata = {"target": t, "realisasi": r}
    skala = {n: skala_ordinal(predikat_saja(k)) if k is not None else None for n, k in kata.items()}
    resmi = _SKALA_RESMI.get(kunci(b.indikator))
    acuan = resmi if resmi is not None and resmi in skala.values() else skala["target"] or skala["realisasi"]
    if acuan is None:
        return None
    for n in ("target", "realisasi"):
        k = kata[n]
        if k is not None and skala[n] != acuan:
            return n, k.teks.strip(), _keadaan(skala[n], acuan)
        if n == "realisasi" and k is not None and isinstance(b.target, Angka) and angka_predikat(k) is None:
            return n, k.teks.strip(), f"predikat, padahal target {b.asal['target'].tampil.strip()} adalah angka"
    return None


def realisasi_bukan_angka(konteks: Konteks) -> Iterator[Hasil]:
    """A realisasi in words against a target in figures, where it looks like a figure or a capaian is printed: nobody
    can say whether that is right. A word of a scale is K208's, and one without capaian is not assessed yet."""
    for d, b in baris_capaian(konteks):
        # Once, where the year's is taken from its last quarter.
        for sel in dict.fromkeys(sel_diketik(b, n) for n in realisasi_tak_ternilai(b)):
            if sel is not None:
                yield Hasil(sel, d, kunci(b.indikator), terkait=(Rujukan(b.asal["capaian"]),))


def realisasi_tak_ternilai(b: CapaianIndikator) -> list[str]:
    """The fields of the year's and the quarters' realisasi that are such words."""
    kata = [n for n, t, r, c in _pasangan(b) if _tak_ternilai(t, r, c)]
    return kata if kata and salah_predikat(b) is None else []


def _pasangan(b: CapaianIndikator) -> Iterator[tuple[str, Nilai, Nilai, Nilai]]:
    """Field of the realisasi, target, realisasi and capaian, of the year and of each quarter."""
    yield "realisasi", b.target, b.realisasi, b.capaian
    for n, t in b.triwulan.items():
        yield f"realisasi_t{n}", t.target, t.realisasi, t.capaian


def _tak_ternilai(target: Nilai, realisasi: Nilai, tercapai: Nilai) -> bool:
    if not isinstance(realisasi, Kata) or not isinstance(target, Angka) or _berskor(realisasi):
        return False
    return isinstance(tercapai, Angka) or any(map(str.isdigit, realisasi.teks))


def _berskor(kata: Kata) -> bool:
    """True for a word that can be computed with."""
    return angka_predikat(kata) is not None or skala_ordinal(predikat_saja(kata)) is not None


def _predikat(nilai: object) -> Kata | None:
    """The word of a cell that holds one; ranges ("80-90") and bounds (">= 80") are figures."""
    if not isinstance(nilai, Kata) or rentang_target(nilai) is not None or batas_target(nilai.teks) is not None:
        return None
    return nilai


def _keadaan(skala: str | None, acuan: str) -> str:
    isi = ", ".join(_ISI_SKALA[acuan])
    if skala is not None:
        return f"{_NAMA_SKALA[skala]}, sedangkan indikator ini dinilai dengan {_NAMA_SKALA[acuan]} ({isi})"
    return f"di luar {_NAMA_SKALA[acuan]} ({isi})"


K208 = Aturan(
    "K208",
    "Predikat di luar skalanya",
    Tingkat.PERINGATAN,
    ("capaian",),
    "Target dan realisasi berupa predikat hanya dapat dibandingkan dalam satu skala: opini BPK (TMP, TW, WDP, WTP) "
    "atau predikat SAKIP (D sampai AA). Realisasi yang belum dinilai ditulis “-”.",
    "LKj Sekretariat KPU Provinsi NTT 2020 baris 1023 (WDP terhadap WTP); PermenPANRB 88/2021 (predikat SAKIP)",
    "{medan} “{tertulis}” {keadaan}",
    "Ganti dengan predikat dari skala itu; bila belum dinilai, tulis tanda hubung (-).",
    Contoh((Ubah(_F, 5, "realisasi", "A+"),), (_F, 5, "realisasi")),
    Contoh((Ubah(_F, 5, "realisasi", "Wajar Tanpa Pengecualian"),), uraian="nama panjang WTP"),
    _di_luar_skala,
)
