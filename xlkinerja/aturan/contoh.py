"""The correct example workbook `SAH`, and edits of it, to a `Buku` in memory: what the rules' examples run on.

One satker and year (KPU Kota Kupang, 2024). Wording and figures follow seed 003 where they agree with each other;
the budget is cut down to two kegiatan per program, indicator 5 and the supporting table are made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from xlkinerja import formulir as daftar_formulir
from xlkinerja.aturan.contoh_isi import (
    BIDANG_TRIWULAN,
    KECAMATAN,
    KEPALA_SUARA,
    SUARA,
    IsiSel,
    baris_dukungan,
    baris_triwulan,
    bulanan,
)
from xlkinerja.aturan.contoh_isi import angka_sel as _a
from xlkinerja.aturan.contoh_isi import nomor as _no
from xlkinerja.aturan.contoh_isi import persen as _persen
from xlkinerja.aturan.contoh_isi import rupiah as _rp
from xlkinerja.aturan.contoh_tabel import TabelContoh
from xlkinerja.aturan.deklarasi import Ubah
from xlkinerja.buku import Buku
from xlkinerja.buku.ingatan import Isi, buku_ingatan
from xlkinerja.tataletak import Formulir
from xlkinerja.temuan import alamat_a1


def _formulir(nama: str) -> Formulir:
    return next(f for f in daftar_formulir.SEMUA if f.nama == nama)


def _kepala(nama: str, bidang: str, **induk: str) -> tuple[tuple[str, str, str], ...]:
    """Headings of the named fields: each column's first official wording; a year's heading is the year."""
    kolom = {k.nama: k for k in _formulir(nama).kolom}
    hasil = []
    for n in bidang.split():
        k = kolom["tahun"] if n.isdigit() else kolom[n]
        hasil.append((n, n if n.isdigit() else k.judul[0], induk.get(n, k.induk[0] if k.induk else "")))
    return tuple(hasil)


_KALI = '0" kali"'
_SATKER = "KPU Kota Kupang"
_TUJUAN = (
    "Mewujudkan Komisi Pemilihan Umum Yang Mandiri, Professional dan Berintegritas",
    "Menyelenggarakan Pemilu Serentak Yang Demokratis, Tepat Waktu, Efisien dan Efektif",
)
_SASARAN = (
    "Terwujudnya Sistem Informasi mengenai Partai Politik yang andal dan berkualitas",
    "Terwujudnya Sumber Daya Manusia dan Lembaga KPU yang berkualitas",
    "Terwujudnya Kesadaran Pemilih, Kepemiluan dan Demokrasi yang tinggi untuk seluruh lapisan masyarakat",
    "Terwujudnya Pengelolaan Anggaran yang tertib dan akuntabel",
    "Terwujudnya koordinasi penyelenggaraan kepemiluan yang sesuai dengan standar pelayanan Publik",
)
_INDIKATOR = (
    "Persentase informasi mengenai partai politik yang mutakhir dan dipublikasikan pada publik",
    'Indeks Reformasi Birokrasi KPU Provinsi/ Kabupaten/ Kota "Baik"',
    "Persentase Partisipasi Pemilih dalam Pemilu/ Pemilihan",
    "Persentase Partisipasi Pemilih Perempuan dalam Pemilu/Pemilihan",
    "Jumlah Revisi DIPA dalam Satu Tahun Anggaran",
    "Laporan Keuangan KPU Kota Kupang yang akuntabel dan sesuai dengan Standar Akuntansi Pemerintah",
    "Persentase Pemilih yang Berhak Memilih Tetapi Tidak Masuk dalam Daftar Pemilih Tetap",
)
_KELOMPOK = (0, 1, 2, 2, 3, 3, 4)
"""Sasaran of each indicator; the first two sasaran and the fourth serve the first tujuan."""

_TARGET: tuple[IsiSel, ...] = (
    _persen("40", 0),
    _no(80),
    _persen("85", 0),
    _persen("85", 0),
    (Decimal(8), _KALI),
    "WTP",
    _persen("0.16"),
)

_NASIONAL: tuple[IsiSel, ...] = (_TARGET[0], _TARGET[1], _persen("77.50"), _persen("77", 0), "-", "WTP", _TARGET[6])


def _induk(i: int) -> tuple[str | None, str | None]:
    """(tujuan, sasaran) as printed in the row of indicator i: only where they change."""
    s = _KELOMPOK[i]
    if i and _KELOMPOK[i - 1] == s:
        return None, None
    return _TUJUAN[0 if s in (0, 1, 3) else 1], _SASARAN[s]


def _nomor(i: int) -> tuple[Decimal, str]:
    """The number of indicator i within its sasaran."""
    return _no(1 + sum(s == _KELOMPOK[i] for s in _KELOMPOK[:i]))


def _renstra() -> tuple[tuple[IsiSel, ...], ...]:
    """Rows of the Renstra: the targets of 2020..2023, then the one of 2024 and the nation's of that year."""
    lalu: tuple[tuple[IsiSel, ...], ...] = (
        ("-", _persen("25", 0), _persen("30", 0), _persen("35", 0)),
        (_no(76), _no(77), _no(78), _no(79)),
        (_persen("77.50"), "-", "-", "-"),
        (_persen("77", 0), "-", "-", "-"),
        tuple((Decimal(n), _KALI) for n in (12, 11, 10, 9)),
        ("WTP", "WTP", "WTP", "WTP"),
        (_persen("0.20"), _persen("0.19"), _persen("0.18"), _persen("0.17")),
    )
    return tuple(
        (_no(i + 1), *_induk(i), nama, *lalu[i], _TARGET[i], _NASIONAL[i]) for i, nama in enumerate(_INDIKATOR)
    )


_AKSI = (
    ("Pemutakhiran data partai politik berkelanjutan pada Sipol", "1234", "Sub Bagian Teknis dan Hupmas"),
    ("Penyusunan rencana kerja reformasi birokrasi", "1", "Sub Bagian Perencanaan, Data dan Informasi"),
    ("Sosialisasi dan pendidikan pemilih", "123", "Sub Bagian Teknis dan Hupmas"),
    ("Sosialisasi kepada pemilih perempuan", "23", "Sub Bagian Teknis dan Hupmas"),
    ("Penelaahan kebutuhan sebelum revisi DIPA diajukan", "24", "Sub Bagian Keuangan, Umum dan Logistik"),
    ("Penyusunan laporan keuangan", "14", "Sub Bagian Keuangan, Umum dan Logistik"),
    ("Pemutakhiran data pemilih berkelanjutan", "1234", "Sub Bagian Perencanaan, Data dan Informasi"),
)


def _rak() -> tuple[tuple[IsiSel, ...], ...]:
    hasil: list[tuple[IsiSel, ...]] = []
    for i, (kegiatan, triwulan, pelaksana) in enumerate(_AKSI):
        sasaran = _induk(i)[1]
        tanda = ("✓" if t in triwulan else None for t in "1234")
        nomor = _no(_KELOMPOK[i] + 1) if sasaran else None
        hasil.append((nomor, sasaran, _INDIKATOR[i], _TARGET[i], kegiatan, *tanda, pelaksana))
    return tuple(hasil)


_REALISASI: tuple[tuple[IsiSel, IsiSel, str, str], ...] = (
    (_persen("40", 0), _persen("100"), "Baik Sekali", "Maksimal"),
    (_a("93.52", "0.00"), _persen("116.90"), "Baik Sekali", "Maksimal"),
    (_persen("69.66"), _persen("81.95"), "Baik", "Maksimal"),
    (_persen("53.05"), _persen("62.41"), "Cukup", "Maksimal"),
    ((Decimal(8), _KALI), _persen("100"), "Baik Sekali", "Minimal"),
    ("WTP", _persen("100"), "Baik Sekali", "Maksimal"),
    (_persen("0.00"), _persen("200"), "Baik Sekali", "Minimal"),
)
_HASIL = "target realisasi capaian kategori polaritas"
_PAGU = "nomor nama pagu realisasi sisa persen"
_ANGGARAN: tuple[tuple[IsiSel, ...], ...] = (
    (_no(1), "WA Program Dukungan Manajemen", _rp(3460574000), _rp(3400009655), _rp(60564345), _a("98.25", "0.00")),
    (None, "WA.3355 Pengelolaan Keuangan dan Barang Milik Negara",
     _rp(3366050000), _rp(3305485655), _rp(60564345), _a("98.20", "0.00")),
    (None, "WA.3360 Operasional Perkantoran dan Dukungan Sarana Prasarana",
     _rp(94524000), _rp(94524000), _rp(0), _a("100", "0.00")),
    (_no(2), "CQ Penyelenggaraan Pemilu dalam Proses Konsolidasi Demokrasi",
     _rp(1378454000), _rp(1359003753), _rp(19450247), _a("98.59", "0.00")),
    (None, "CQ.6709 Perencanaan Program dan Anggaran, serta Penyusunan Peraturan",
     _rp(1360620000), _rp(1341173843), _rp(19446157), _a("98.57", "0.00")),
    (None, "CQ.6982 Penetapan Hasil Pemilu", _rp(17834000), _rp(17829910), _rp(4090), _a("99.98", "0.00")),
    (None, "TOTAL", _rp(4839028000), _rp(4759013408), _rp(80014592), _a("98.35", "0.00")),
)  # fmt: skip

SAH: tuple[TabelContoh, ...] = (
    TabelContoh(
        "renstra",
        "Renstra",
        (f"Matriks Renstra {_SATKER} 2020-2024",),
        _kepala("renstra", "nomor tujuan sasaran indikator 2020 2021 2022 2023 2024 target_nasional"),
        _renstra(),
    ),
    TabelContoh(
        "target_sasaran",
        "PK Ketua",
        (f"Perjanjian Kinerja Ketua {_SATKER} Tahun 2024",),
        _kepala("target_sasaran", "nomor sasaran indikator target"),
        tuple(
            (_no(_KELOMPOK[i] + 1) if _induk(i)[1] else None, _induk(i)[1], nama, _TARGET[i])
            for i, nama in enumerate(_INDIKATOR)
        ),
        "Kupang, 15 Januari 2024",
    ),
    TabelContoh(
        "rak_triwulan",
        "RAK Ketua",
        (f"Rencana Aksi Kinerja Ketua {_SATKER} Tahun 2024",),
        _kepala("rak_triwulan", "nomor sasaran indikator target kegiatan t1 t2 t3 t4 pelaksana"),
        _rak(),
    ),
    TabelContoh(
        "rak_bulan",
        "RAK Sekretaris",
        (f"Rencana Aksi Kinerja Sekretaris {_SATKER} Tahun 2024",),
        _kepala(
            "rak_bulan",
            "nomor sasaran indikator target kegiatan b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11 b12 pelaksana",
        ),
        tuple(
            (
                _no(n), _induk(i)[1], _INDIKATOR[i], _TARGET[i], _AKSI[i][0],
                *("✓" if b in bulan else None for b in range(1, 13)), _AKSI[i][2],
            )
            for n, (i, bulan) in enumerate(((1, (3,)), (4, (5, 11))), 1)
        ),
    ),
    TabelContoh(
        "capaian_sasaran",
        "Capaian",
        (f"Capaian Kinerja {_SATKER} Tahun 2024",),
        _kepala("capaian_sasaran", f"tujuan sasaran nomor indikator {_HASIL}"),
        tuple(
            (*_induk(i), _nomor(i), nama, _TARGET[i], *_REALISASI[i]) for i, nama in enumerate(_INDIKATOR)
        ),
        "Kupang, 20 Januari 2025",
    ),
    TabelContoh(
        "capaian_tahunan",
        "Capaian Multi-tahun",
        (
            f"Capaian Indikator Partisipasi Pemilih {_SATKER} Tahun 2024",
            f"Sasaran Kegiatan : {_SASARAN[2]}",
            f"Indikator Kegiatan : {_INDIKATOR[2]}",
        ),
        _kepala(
            "capaian_tahunan",
            "2020 2021 2022 2023 target realisasi capaian target_renstra",
            target="2024",
            realisasi="2024",
            capaian="2024",
        ),
        ((_persen("74.10"), "-", "-", "-", _TARGET[2], _persen("69.66"), _persen("81.95"), _TARGET[2]),),
    ),
    TabelContoh(
        "anggaran_realisasi",
        "Anggaran",
        (f"Realisasi Anggaran {_SATKER} Tahun 2024",),
        _kepala("anggaran_realisasi", _PAGU),
        _ANGGARAN,
    ),
    TabelContoh(
        "anggaran_ringkas",
        "Anggaran Ringkas",
        (f"Ringkasan Anggaran dan Realisasi {_SATKER} Tahun 2024",),
        _kepala("anggaran_realisasi", _PAGU),
        (_ANGGARAN[0], _ANGGARAN[3], _ANGGARAN[6]),
    ),
    TabelContoh(
        "anggaran_bulanan",
        "Anggaran Bulanan",
        (f"Anggaran dan Realisasi per Bulan {_SATKER} Tahun 2024",),
        _kepala(
            "anggaran_bulanan",
            "kode nama pagu_awal pagu blokir realisasi sisa persen belanja unit "
            "b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11 b12",
        ),
        bulanan(),
    ),
    TabelContoh(
        "pendukung",
        "Data Pendukung",
        (f"Jumlah Kelurahan dan Pemilih {_SATKER} Tahun 2024",),
        (
            ("nomor", "No.", ""),
            ("label", "Kecamatan", ""),
            ("jumlah kelurahan", "Jumlah Kelurahan", ""),
            ("pemilih laki laki", "Laki-laki", "Pemilih"),
            ("pemilih perempuan", "Perempuan", "Pemilih"),
            ("jumlah", "Jumlah", ""),
        ),
        tuple(
            (None if nama == "TOTAL" else _no(i), nama, *map(_rp, cacah))
            for i, (nama, *cacah) in enumerate(KECAMATAN, 1)
        ),
    ),
    TabelContoh(
        "skala",
        "Skala",
        (f"Skala Kategori Capaian {_SATKER}",),
        _kepala("skala", "nomor bawah atas kategori"),
        (
            (_no(1), _persen("85", 0), None, "Baik Sekali"),
            (_no(2), _persen("70", 0), _persen("85", 0), "Baik"),
            (_no(3), _persen("55", 0), _persen("70", 0), "Cukup"),
            (_no(4), None, _persen("55", 0), "Kurang"),
        ),
    ),
    TabelContoh(
        "suara",
        "Perolehan Suara",
        (f"Perolehan Suara Pemilihan di Wilayah {_SATKER} Tahun 2024",),
        KEPALA_SUARA,
        tuple(
            (None if nama == "TOTAL" else _no(i), nama, _rp(suara), _persen(persen), _rp(saksi), perolehan)
            for i, (nama, suara, persen, saksi, perolehan) in enumerate(SUARA, 1)
        ),
    ),
    TabelContoh(
        "data_dukung",
        "Data Dukung",
        (f"Data Dukung Realisasi Kinerja {_SATKER} Tahun 2024",),
        _kepala("data_dukung", "nomor indikator pembilang jumlah_pembilang penyebut jumlah_penyebut realisasi"),
        tuple(baris_dukungan()),
    ),
    TabelContoh(
        "capaian_triwulan",
        "Capaian Triwulan",
        (f"Capaian Kinerja Sekretaris {_SATKER} Tahun 2024 per Triwulan",),
        _kepala("capaian_sasaran", f"nomor indikator {_HASIL} agregasi {BIDANG_TRIWULAN}"),
        tuple(baris_triwulan()),
    ),
)


def tabel_contoh(formulir: str) -> TabelContoh:
    """The table of SAH that goes by this name. KeyError if there is none."""
    for t in SAH:
        if t.nama == formulir:
            return t
    raise KeyError(f"dokumen contoh tidak memuat {formulir}")


def alamat_contoh(formulir: str, baris: int, bidang: str) -> tuple[str, str]:
    """(sheet, A1 address) of a field in a data row (0-based), or of its heading (-1), in the example workbook."""
    tabel = tabel_contoh(formulir)
    return tabel.lembar, alamat_a1(*tabel.letak(baris, bidang))


def contoh_buku(ubah: Sequence[Ubah] = ()) -> Buku:
    """The correct example workbook with these edits laid over it, in order."""
    sel: dict[str, dict[str, Isi]] = {}
    format: dict[str, dict[str, str]] = {}
    rumus: dict[str, dict[str, str]] = {}
    for t in SAH:
        isi = dict(_isi_tabel(t))
        sel[t.lembar] = {a: _nilai(n) for a, n in isi.items()}
        format[t.lembar] = {a: n[1] for a, n in isi.items() if isinstance(n, tuple)}
    for u in ubah:
        lembar, alamat = alamat_contoh(u.formulir, u.baris, u.bidang)
        sel[lembar][alamat] = u.isi
        format[lembar].pop(alamat, None)
        if isinstance(u.isi, Decimal):
            format[lembar][alamat] = u.format
        if u.rumus is not None:
            rumus.setdefault(lembar, {})[alamat] = u.rumus
    return buku_ingatan(sel, format=format, rumus=rumus, gabungan={t.lembar: _gabungan(t) for t in SAH})


def _nilai(isi: IsiSel) -> Isi:
    return isi[0] if isinstance(isi, tuple) else isi


def _isi_tabel(t: TabelContoh) -> Iterator[tuple[str, IsiSel]]:
    """(address, content) of every cell of a table, the lines above it first."""
    for b, teks in enumerate(t.atas, 1):
        yield alamat_a1(b, 1), teks
    sebelum = ""
    for k, (bidang, judul, induk) in enumerate(t.kepala, 1):
        if induk and induk != sebelum:
            yield alamat_a1(t.baris_kepala, k), induk
        sebelum = induk
        yield alamat_a1(*t.letak(-1, bidang)), judul
    if t.bawah:
        yield alamat_a1(*t.letak(0, "catatan")), t.bawah
    for i, baris in enumerate(t.baris):
        for (bidang, _, _), isi in zip(t.kepala, baris, strict=True):
            yield alamat_a1(*t.letak(i, bidang)), isi


def _gabungan(t: TabelContoh) -> list[str]:
    """Merged headings: over their children, or over both heading rows where a column has no heading above it."""
    if not t.berinduk:
        return []
    atas, hasil, k = t.baris_kepala, [], 0
    while k < len(t.kepala):
        induk = t.kepala[k][2]
        akhir = k
        while induk and akhir + 1 < len(t.kepala) and t.kepala[akhir + 1][2] == induk:
            akhir += 1
        if not induk:
            hasil.append(f"{alamat_a1(atas, k + 1)}:{alamat_a1(atas + 1, k + 1)}")
        elif akhir > k:
            hasil.append(f"{alamat_a1(atas, k + 1)}:{alamat_a1(atas, akhir + 1)}")
        k = akhir + 1
    return hasil
