"""Family F, the single cell: a constant over a formula, a stale stored value, a formula never computed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.angka import tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.buku import LEBAR
from xlkinerja.konteks import Konteks
from xlkinerja.rumus_sebab import TERTIMPA, USANG, Tempat, Tertimpa, Usang, tertimpa, usang
from xlkinerja.temuan import Sel, Tingkat

ANGGARAN, CAPAIAN = "anggaran_realisasi", "capaian_sasaran"
_RP = "#,##0"
_USANG_TERBANYAK = 10
_BELUM_TERKAIT = 50


def persentase(sel: Sel) -> bool:
    """True for a cell that shows a percentage."""
    return "%" in sel.format


def tulis(nilai: Decimal, sel: Sel) -> str:
    """A figure as it would stand in a cell: percentages as such, else digits with at most two decimals."""
    if persentase(sel):
        return tulis_angka(nilai * 100, 2, "%")
    return tulis_angka(nilai) if nilai == nilai.to_integral_value() else tulis_angka(nilai, 2)


def _menimpa(konteks: Konteks) -> Iterator[Hasil]:
    for t in tertimpa(konteks):
        if t.beda:
            ikut = (u for u in usang(konteks) if tempat_sel(t.sel) in u.operan)
            yield _hasil_timpa(t, [Rujukan(s) for u in ikut for s in (*u.sel, *u.turunan)])


def tempat_sel(s: Sel) -> Tempat:
    """Where a cell is."""
    return s.lembar, s.baris, s.kolom


def _hasil_timpa(t: Tertimpa, ikut: list[Rujukan]) -> Hasil:
    assert isinstance(t.sel.nilai, Decimal)
    kali = 100 if persentase(t.sel) else 1
    return Hasil(
        t.sel,
        t.dokumen,
        t.kunci,
        seharusnya=t.seharusnya,
        selisih=t.sel.nilai * kali - t.seharusnya,
        sebab=f"{TERTIMPA} (bandingkan rumus di {t.contoh.alamat})",
        terkait=(Rujukan(t.contoh), *ikut),
        menutup=(Rujukan(t.sel), *ikut),
        isi={
            "bidang": t.bidang,
            "tertulis": t.sel.tampil.strip(),
            "seharusnya": tulis(t.seharusnya / kali, t.sel),
            "contoh": t.contoh.alamat,
        },
    )


F101 = Aturan(
    "F101",
    "Angka diketik menimpa rumus dan hasilnya berbeda",
    Tingkat.GALAT,
    ("anggaran", "capaian", "pendukung"),
    "Sel lain yang seperan di kolom ini berisi rumus, sedangkan sel ini berisi angka yang diketik, dan angka itu bukan "
    "hasil rumusnya.",
    "Hubungan antarangka dalam tabel; rumus sel seperan di kolom yang sama",
    "Angka {tertulis} diketik menimpa rumus; menurut rumus seperti di {contoh} seharusnya {seharusnya}",
    "Kembalikan rumusnya dengan menyalin sel seperan, atau betulkan data yang dihitungnya.",
    Contoh(
        (
            Ubah(CAPAIAN, 0, "realisasi", Decimal("0.4"), "0%", "G4*E4"),
            Ubah(CAPAIAN, 1, "realisasi", Decimal("93.52"), "0.00", "G5*E5"),
            Ubah(CAPAIAN, 2, "realisasi", Decimal("0.6966"), "0.00%", "ROUND(G6*E6,4)"),
            Ubah(CAPAIAN, 3, "realisasi", Decimal("0.5305"), "0.00%", "ROUND(G7*E7,4)"),
            Ubah(CAPAIAN, 4, "realisasi", Decimal(8), '0" kali"', "G8*E8"),
        ),
        (CAPAIAN, 6, "realisasi"),
        "realisasi lain di kolom ini dihitung dengan rumus",
    ),
    Contoh(uraian="seluruh tabel diketik: tidak ada rumus yang tertimpa"),
    _menimpa,
)


def _menimpa_sama(konteks: Konteks) -> Iterator[Hasil]:
    """One finding for each column of a table."""
    kelompok: dict[tuple[int, str], list[Tertimpa]] = {}
    for t in tertimpa(konteks):
        if not t.beda:
            kelompok.setdefault((id(t.dokumen), t.bidang), []).append(t)
    for semua in kelompok.values():
        awal = semua[0]
        yield Hasil(
            awal.sel,
            awal.dokumen,
            awal.bidang,
            sebab=TERTIMPA,
            terkait=tuple(Rujukan(t.sel) for t in semua[1:]),
            isi={"bidang": awal.bidang, "jumlah": str(len(semua)), "contoh": awal.contoh.alamat},
        )


F102 = Aturan(
    "F102",
    "Angka diketik menimpa rumus, nilainya masih sama",
    Tingkat.INFO,
    ("anggaran", "capaian", "pendukung"),
    "Sel lain yang seperan di kolom ini berisi rumus. Angka yang diketik ini masih sama dengan hasil rumusnya, tetapi "
    "tidak ikut berubah bila data berubah.",
    "Rumus sel seperan di kolom yang sama",
    "{jumlah} angka diketik menimpa rumus seperti di {contoh}; nilainya masih sama",
    "Kembalikan rumusnya dengan menyalin sel seperan.",
    Contoh(
        tuple(
            Ubah(ANGGARAN, i, "sisa", Decimal(n), _RP, f"C{i + 4}-D{i + 4}")
            for i, n in ((1, 60564345), (4, 19446157), (5, 4090))
        ),
        (ANGGARAN, 2, "sisa"),
        "sisa rincian lainnya dihitung dengan rumus",
    ),
    Contoh(uraian="seluruh tabel diketik: tidak ada rumus yang tertimpa"),
    _menimpa_sama,
)


def _nilai_usang(konteks: Konteks) -> Iterator[Hasil]:
    diketik = {tempat_sel(t.sel) for t in tertimpa(konteks) if t.beda}
    per_lembar: dict[str, list[Usang]] = {}
    for u in usang(konteks):
        if not u.operan & diketik:  # else it is stale because of the constant over a formula, which is reported
            per_lembar.setdefault(u.sel[0].lembar, []).append(u)
    for daftar in per_lembar.values():
        if len(daftar) > _USANG_TERBANYAK:
            semua = tuple(s for u in daftar for s in u.sel)
            turunan = tuple(s for u in daftar for s in u.turunan)
            yield _hasil_usang(konteks, Usang(semua, daftar[0].hasil, frozenset(), turunan))
        else:
            yield from (_hasil_usang(konteks, u) for u in daftar)


def _hasil_usang(konteks: Konteks, u: Usang) -> Hasil:
    assert konteks.rumus is not None
    sel, hasil = u.sel[0], Decimal(f"{u.hasil:.15g}")
    assert isinstance(sel.nilai, Decimal)
    kali = 100 if persentase(sel) else 1
    return Hasil(
        sel,
        next((d for d in konteks.berkas.dokumen if d.lembar == sel.lembar), None),
        sel.rumus or "",
        seharusnya=hasil * kali,
        selisih=(sel.nilai - hasil) * kali,
        sebab=USANG,
        terkait=tuple(Rujukan(s) for s in u.sel[1:]),
        menutup=tuple(map(Rujukan, (*u.sel, *u.turunan))),
        isi={"tertulis": sel.tampil.strip(), "seharusnya": tulis(hasil, sel)},
        lembar=sel.lembar,
        urut_lembar=konteks.rumus.peta(sel.lembar).urut,
    )


F103 = Aturan(
    "F103",
    "Nilai tersimpan bukan hasil rumusnya",
    Tingkat.GALAT,
    ("anggaran", "capaian", "pk", "rkt", "rak", "pendukung"),
    "Bila rumus sel ini dihitung ulang dari sel yang dirujuknya, hasilnya bukan angka yang tersimpan. Buku kerja "
    "disimpan sebelum dihitung ulang, atau mode hitungnya manual.",
    "Rumus yang tertulis di sel itu sendiri",
    "Nilai tersimpan {tertulis}, padahal rumusnya menghasilkan {seharusnya}",
    "Buka di Excel, tekan Ctrl+Alt+F9 untuk menghitung ulang semuanya, lalu simpan; setel Formulas > Calculation "
    "Options > Automatic.",
    Contoh(
        (Ubah(CAPAIAN, 0, "realisasi", Decimal("0.4"), "0%", "E4*0.9"),),
        (CAPAIAN, 0, "realisasi"),
        "90% dari target 40% adalah 36%, yang tersimpan 40%",
    ),
    Contoh((Ubah(CAPAIAN, 0, "realisasi", Decimal("0.4"), "0%", "E4*1"),)),
    _nilai_usang,
)


def _belum_dihitung(konteks: Konteks) -> Iterator[Hasil]:
    """Formulas without a stored value, as programs that do not compute leave them: one finding per workbook."""
    buku = konteks.buku
    belum = {x.nama: buku.belum_dihitung.get(x.nama, ()) for x in buku.lembar} if buku is not None else {}
    sel = [x.sel(k // LEBAR + 1, k % LEBAR + 1) for x in (buku.lembar if buku else ()) for k in belum[x.nama]]
    if not sel:
        return
    urut = next(i for i, semua in enumerate(belum.values()) if semua)
    dokumen = next((d for d in konteks.berkas.dokumen if d.lembar == sel[0].lembar), None)
    gagal = sum(not s.tampil and s.jenis == "" for s in sel)
    isi = {"jumlah": str(len(sel)), "lembar": str(sum(map(bool, belum.values())))}
    sebab = f"{gagal} di antaranya tidak dapat dihitung dan dibaca sebagai kosong" if gagal else None
    terkait = tuple(map(Rujukan, sel[1:_BELUM_TERKAIT]))
    yield Hasil(sel[0], dokumen, "belum dihitung", sebab=sebab, terkait=terkait, isi=isi, urut_lembar=urut)


F104 = Aturan(
    "F104",
    "Rumus belum pernah dihitung",
    Tingkat.INFO,
    (),
    "Rumus tanpa nilai tersimpan terjadi pada buku kerja buatan program lain yang belum pernah dibuka dan disimpan di "
    "Excel. Untuk pemeriksaan, nilainya dihitung oleh xlkinerja sejauh rumusnya dikenal.",
    "Rumus yang tertulis di sel itu sendiri",
    "{jumlah} rumus di {lembar} lembar belum mempunyai nilai tersimpan; untuk pemeriksaan ini dihitung oleh xlkinerja",
    "Buka buku kerja di Excel atau LibreOffice, simpan, lalu periksa kembali.",
    Contoh((Ubah(ANGGARAN, 2, "sisa", None, rumus="C6-D6"),), (ANGGARAN, 2, "sisa")),
    Contoh((Ubah(ANGGARAN, 2, "sisa", Decimal(0), _RP, "C6-D6"),)),
    _belum_dihitung,
)
