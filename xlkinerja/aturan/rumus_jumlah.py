"""Family F, sums: rows left out or added, another block or column, rows counted twice, hidden rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from xlkinerja.angka import tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Pemeriksa, Rujukan, Ubah
from xlkinerja.aturan.rumus import ANGGARAN
from xlkinerja.formulir.kinerja import nama_bulan
from xlkinerja.konteks import Konteks
from xlkinerja.model import BarisAnggaran
from xlkinerja.rumus_buku import PetaRumus
from xlkinerja.rumus_jumlah import Jumlah, jumlah_buku, penyalin
from xlkinerja.rumus_sel import bentuk
from xlkinerja.temuan import Sel, Tingkat

_RP = "#,##0"
_DISEBUT = 4
_MEDAN = {
    "pagu_awal": "pagu awal",
    "pagu": "pagu",
    "blokir": "blokir",
    "realisasi": "realisasi",
    "sisa": "sisa",
    "persen": "persentase",
}


def _medan(j: Jumlah, bidang: str) -> str:
    if bidang[:1] == "b" and bidang[1:].isdigit():
        return f"realisasi {nama_bulan(int(bidang[1:]))}"
    if bidang in _MEDAN:
        return _MEDAN[bidang]
    return " ".join(j.kolom.dokumen.kepala[bidang].tampil.split()) or bidang


def _sebut(j: Jumlah, baris: Sequence[int]) -> str:
    """Rows as a reader finds them: "D9 Honor Adhoc, D10 Logistik"."""
    nama = [f"{j.kolom.sel[b].alamat} {j.kolom.nama[b]}".strip() for b in baris[:_DISEBUT]]
    lebih = f" dan {len(baris) - _DISEBUT} baris lain" if len(baris) > _DISEBUT else ""
    return ", ".join(nama) + lebih


def _apa(j: Jumlah) -> str:
    bagian = []
    if j.lewat:
        bagian.append(f"melewatkan {_sebut(j, j.lewat)}")
    if j.tambah:
        bagian.append(f"ikut menjumlahkan {_sebut(j, j.tambah)}")
    if j.asing:
        bagian.append(f"ikut menjumlahkan {', '.join(s.alamat for s in j.asing[:_DISEBUT])} yang bukan baris tabel ini")
    return " dan ".join(bagian)


def _turun(j: Jumlah, peta: PetaRumus) -> tuple[Sel, ...]:
    """The cell itself, the formulas of its row and of the sums above that follow from it, and what merely copies
    these elsewhere (a summary)."""
    induk = {a: i for i, anak in j.kolom.anak.items() for a in anak}
    baris, i = [j.indeks], j.indeks
    while (i := induk.get(i, -1)) >= 0 and i not in baris:
        baris.append(i)
    hasil = [j.sel]
    for b in baris:
        r = j.kolom.dokumen.baris[b]
        if isinstance(r, BarisAnggaran):
            bidang = (j.kolom.bidang, "realisasi", "sisa", "persen")
            hasil += [r.asal[n] for n in bidang if n in r.asal and r.asal[n].rumus]
        else:
            dari = re.compile(rf"(?<![A-Z!$]){r.asal[j.kolom.bidang].alamat}(?!\d)")
            hasil += [s for s in r.asal.values() if s.rumus and dari.search(s.rumus.replace("$", ""))]
    return (*dict.fromkeys(hasil), *penyalin(peta, hasil))


def _hasil(j: Jumlah, sebab: str, terkait: Sequence[Sel], isi: dict[str, str]) -> Hasil:
    return Hasil(
        j.sel,
        j.kolom.dokumen,
        f"{j.kolom.nama[j.indeks]} {j.kolom.bidang}",
        seharusnya=j.seharusnya,
        selisih=j.hasil - j.seharusnya,
        sebab=sebab,
        terkait=tuple(map(Rujukan, terkait)),
        menutup=(Rujukan(j.sel),),
        isi={
            "bidang": j.kolom.bidang,
            "medan": _medan(j, j.kolom.bidang),
            "nama": j.kolom.nama[j.indeks],
            "rumus": f"={j.sel.rumus}",
            "seharusnya": tulis_angka(j.seharusnya),
            "selisih": tulis_angka(j.hasil - j.seharusnya),
            **isi,
        },
    )


def _aturan_jumlah(pilih: Callable[[Jumlah], bool], buat: Callable[[Jumlah], Hasil]) -> Pemeriksa:
    """A rule about sums; a formula that was copied to other columns of its row with its fault is one finding."""

    def periksa(konteks: Konteks) -> Iterator[Hasil]:
        kelompok: dict[tuple[object, ...], list[Jumlah]] = {}
        for j in jumlah_buku(konteks):
            if pilih(j):
                sama = bentuk(j.sel.rumus or "", j.sel.baris, j.sel.kolom)
                kelompok.setdefault((id(j.kolom.dokumen), j.indeks, sama), []).append(j)
        for semua in kelompok.values():
            assert konteks.rumus is not None
            hasil, lain = buat(semua[0]), [Rujukan(s) for j in semua for s in _turun(j, konteks.rumus)]
            salinan = tuple(Rujukan(j.sel) for j in semua[1:])
            yield replace(hasil, terkait=(*salinan, *hasil.terkait), menutup=tuple(lain) if hasil.menutup else ())

    return periksa


def _golongan(j: Jumlah) -> str:
    """Which of the rules below speaks about a sum."""
    murni = not (j.tambah or j.ganda or j.asing or j.kolom_lain)
    if not j.berpengaruh:
        return "nol" if j.lewat and murni else ""
    if j.kolom_lain:
        return "lain"
    if j.ganda:
        return "ganda"
    if j.blok_lain:
        return "lain"
    return "rentang" if j.lewat or j.tambah or j.asing else ""


def _rentang(j: Jumlah) -> Hasil:
    sel = [j.kolom.sel[b] for b in (*j.lewat, *j.tambah)] + list(j.asing)
    sebab = f"rentang rumus ={j.sel.rumus} {_apa(j)}"
    return _hasil(j, sebab, sel[:20], {"apa": _apa(j)})


F111 = Aturan(
    "F111",
    "Rentang rumus jumlah kurang atau lebih barisnya",
    Tingkat.GALAT,
    ("anggaran", "pendukung"),
    "Rumus jumlah harus memuat setiap rinciannya tepat sekali: semua anak langsungnya, atau semua baris terdalam di "
    "bawahnya. Baris yang disisipkan di tepi rentang sering tidak ikut terjumlah.",
    "Struktur anggaran program, kegiatan, KRO, RO, komponen: jumlah induk adalah jumlah rinciannya",
    "Rumus jumlah {medan} {nama} {apa}: seharusnya {seharusnya} (selisih {selisih})",
    "Perbaiki rentang rumusnya sehingga memuat semua rinciannya, masing-masing sekali.",
    Contoh(
        (Ubah(ANGGARAN, 6, "pagu", Decimal(3460574000), _RP, "SUM(C4:C4)"),),
        (ANGGARAN, 6, "pagu"),
        "program kedua tidak ikut dijumlahkan",
    ),
    Contoh((Ubah(ANGGARAN, 6, "pagu", Decimal(4839028000), _RP, "SUM(C5:C6,C8:C9)"),), uraian="dari baris terdalam"),
    _aturan_jumlah(lambda j: _golongan(j) == "rentang", _rentang),
)


def _tanpa_pengaruh(konteks: Konteks) -> Iterator[Hasil]:
    """One finding for each sheet."""
    per_lembar: dict[str, list[Jumlah]] = {}
    for j in jumlah_buku(konteks):
        if _golongan(j) == "nol":
            per_lembar.setdefault(j.sel.lembar, []).append(j)
    for semua in per_lembar.values():
        j = semua[0]
        terkait = [k.sel for k in semua[1:]] + [j.kolom.sel[b] for b in j.lewat[:20]]
        isi = {"apa": _apa(j), "jumlah": str(len(semua))}
        hasil = _hasil(j, f"rentang rumus ={j.sel.rumus} {_apa(j)}", terkait, isi)
        yield Hasil(hasil.sel, hasil.dokumen, "rentang", sebab=hasil.sebab, terkait=hasil.terkait, isi=hasil.isi)


F112 = Aturan(
    "F112",
    "Rentang rumus jumlah melewatkan baris yang masih kosong atau nol",
    Tingkat.INFO,
    ("anggaran", "pendukung"),
    "Rumus jumlah tidak memuat semua rinciannya. Sekarang hasilnya masih benar karena baris yang terlewat kosong atau "
    "nol, tetapi akan salah begitu baris itu terisi.",
    "Struktur anggaran program, kegiatan, KRO, RO, komponen: jumlah induk adalah jumlah rinciannya",
    "{jumlah} rumus jumlah melewatkan baris yang masih kosong atau nol; {nama} {apa}",
    "Perbaiki rentang rumusnya sehingga memuat semua rinciannya.",
    Contoh((Ubah(ANGGARAN, 0, "sisa", Decimal(60564345), _RP, "SUM(E5:E5)"),), (ANGGARAN, 0, "sisa")),
    Contoh((Ubah(ANGGARAN, 0, "sisa", Decimal(60564345), _RP, "SUM(E5:E6)"),)),
    _tanpa_pengaruh,
)


def _lain(j: Jumlah) -> Hasil:
    if j.kolom_lain:
        apa = f"memakai kolom {_medan(j, j.kolom_lain)}"
    else:
        apa = f"menjumlahkan blok lain, yaitu {_sebut(j, j.tambah)}"
    return _hasil(j, f"rumus ={j.sel.rumus} {apa}", [j.kolom.sel[b] for b in j.tambah[:20]], {"apa": apa})


F113 = Aturan(
    "F113",
    "Rumus jumlah menunjuk blok atau kolom lain",
    Tingkat.GALAT,
    ("anggaran", "pendukung"),
    "Rumus jumlah tidak menjumlahkan rinciannya sendiri, melainkan rincian baris lain atau kolom lain; biasanya karena "
    "rumus disalin tanpa disesuaikan.",
    "Struktur anggaran program, kegiatan, KRO, RO, komponen: jumlah induk adalah jumlah rinciannya",
    "Rumus jumlah {medan} {nama} {apa}: seharusnya {seharusnya} (selisih {selisih})",
    "Arahkan rumusnya ke rincian baris ini, di kolomnya sendiri.",
    Contoh((Ubah(ANGGARAN, 0, "pagu", Decimal(1378454000), _RP, "SUM(C8:C9)"),), (ANGGARAN, 0, "pagu")),
    Contoh((Ubah(ANGGARAN, 0, "pagu", Decimal(3460574000), _RP, "C5+C6"),)),
    _aturan_jumlah(lambda j: _golongan(j) == "lain", _lain),
)


def _ganda(j: Jumlah) -> Hasil:
    baris = _sebut(j, j.ganda)
    sebab = f"rumus ={j.sel.rumus} memuat jumlah dan rinciannya sekaligus" + (f", dan {_apa(j)}" if _apa(j) else "")
    return _hasil(j, sebab, [j.kolom.sel[b] for b in j.ganda[:20]], {"baris": baris})


F131 = Aturan(
    "F131",
    "Rincian terhitung dua kali",
    Tingkat.GALAT,
    ("anggaran", "pendukung"),
    "Rumus jumlah memuat suatu baris dan juga jumlah di atasnya, atau baris yang sama dua kali, sehingga rincian itu "
    "terhitung dua kali.",
    "Struktur anggaran program, kegiatan, KRO, RO, komponen: jumlah induk adalah jumlah rinciannya",
    "Rumus jumlah {medan} {nama} menghitung dua kali {baris}: seharusnya {seharusnya} (selisih {selisih})",
    "Jumlahkan anak langsungnya saja (atau pakai SUBTOTAL di setiap tingkat).",
    Contoh((Ubah(ANGGARAN, 6, "pagu", Decimal(9678056000), _RP, "SUM(C4:C9)"),), (ANGGARAN, 6, "pagu")),
    Contoh((Ubah(ANGGARAN, 6, "pagu", Decimal(4839028000), _RP, "C4+C7"),)),
    _aturan_jumlah(lambda j: _golongan(j) == "ganda", _ganda),
)


def _tersembunyi(j: Jumlah) -> Hasil:
    gaib = [j.kolom.sel[b] for b in j.tersembunyi]
    hasil = _hasil(j, "baris tersembunyi tetap dihitung oleh SUM", gaib[:20], {"baris": _sebut(j, j.tersembunyi)})
    return Hasil(hasil.sel, hasil.dokumen, hasil.kunci, sebab=hasil.sebab, terkait=hasil.terkait, isi=hasil.isi)


F151 = Aturan(
    "F151",
    "Baris tersembunyi ikut dijumlahkan",
    Tingkat.PERINGATAN,
    ("anggaran", "pendukung"),
    "Jumlah memuat baris yang disembunyikan di antara baris yang terlihat, sehingga pembaca yang menjumlahkan angka "
    "yang terlihat mendapat hasil lain.",
    "Struktur anggaran program, kegiatan, KRO, RO, komponen: jumlah induk adalah jumlah rinciannya",
    "Jumlah {medan} {nama} memuat baris tersembunyi: {baris}",
    "Tampilkan baris itu, atau keluarkan dari jumlah bila memang tidak berlaku lagi.",
    None,
    None,
    _aturan_jumlah(lambda j: bool(j.tersembunyi), _tersembunyi),
)
