"""What a notice says: nights put together in the history, and the whole text that follows, literally."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.test_riwayat import ATURAN
from xlkinerja import __version__
from xlkinerja.kabar import Awal, Bahan, Berita, Tersampai, susun
from xlkinerja.kabar_kata import JUDUL_TERPANJANG, judul, sebagai_json, teks
from xlkinerja.model import JALUR_BERSAMA
from xlkinerja.riwayat import AturanJalan, CatatanBuku, CatatanTemuan, Jalan
from xlkinerja.riwayat_db import Riwayat
from xlkinerja.riwayat_tulis import catat
from xlkinerja.temuan import Tingkat

WITA = timezone(timedelta(hours=8))
AWAL = datetime(2026, 11, 2, 1, 30, tzinfo=WITA)
KAKI = f"\nDisusun otomatis oleh xlkinerja {__version__}; tidak ada buku kerja yang diubah.\n"
BELU, KOTA = ("53.04", "KPU Kabupaten Belu"), ("53.71", "KPU Kota Kupang")
ATURAN_LAIN = replace(ATURAN, sidik={**ATURAN.sidik, "R202": "a"})


def temuan(kode: str, sel: str, pesan: str, *, tingkat: str = "galat", lembar: str = "Capaian") -> CatatanTemuan:
    return CatatanTemuan(f"{kode}-{lembar}-{sel}", kode, tingkat, lembar, sel, pesan)


K201 = temuan("K201", "G8", "Tertulis 57,00%, seharusnya 75,00%")
J201 = temuan("J201", "D9", "Tertulis 10.000, seharusnya 9.900", lembar="Anggaran")
R202 = temuan("R202", "B4", "Kegiatan tanpa jadwal", tingkat="peringatan", lembar="RAK")
K204 = temuan("K204", "G9", "Capaian dipotong", tingkat="info")
S001 = CatatanTemuan("S001-berkas", "S001", "galat", None, None, "Berkas tidak dapat dibaca: berkas terpotong")


def buku(satker: tuple[str, str], isi: str, *t: CatatanTemuan, jalur: str = "") -> CatatanBuku:
    return CatatanBuku(jalur or f"{satker[0]}.xlsx", isi, satker[0], 2026, True, t, satker[1])


def rusak(jalur: str) -> CatatanBuku:
    return CatatanBuku(jalur, "", "", None, False, (S001,))


@dataclass
class Folder:
    """A folder's history, and up to where it was told."""

    tempat: Path
    hari: int = 0
    dulu: Tersampai | Awal = Awal.PEMERIKSAAN
    aturan: AturanJalan = field(default=ATURAN)

    def malam(self, *b: CatatanBuku, bersama: Sequence[CatatanTemuan] = ()) -> None:
        """The next night's run, of which nobody is told yet."""
        semua = (*b, CatatanBuku(JALUR_BERSAMA, "", "", None, True, tuple(bersama)))
        catat(self.tempat, Jalan(semua, self.aturan), waktu=AWAL + timedelta(days=self.hari), program="0.1")
        self.hari += 1

    def bahan(self) -> Bahan:
        """What a notice would be made of now."""
        r = Riwayat(self.tempat)
        sesudah = self.dulu.jalan if isinstance(self.dulu, Tersampai) else 0
        return Bahan("kiriman", AWAL + timedelta(days=self.hari - 1), self.dulu, r.buku, r.temuan(sesudah=sesudah))

    def kabari(self, *satker: str, selalu: bool = False, tingkat: Tingkat = Tingkat.PERINGATAN) -> Berita | None:
        """The notice."""
        return susun(self.bahan(), satker=satker, tingkat=tingkat, selalu=selalu)

    def sampaikan(self) -> None:
        """It was told."""
        r = Riwayat(self.tempat)
        keadaan = {b.nomor: (b.ada, b.terbaca) for b in r.buku}
        self.dulu = Tersampai(r.jalan[-1].nomor, r.jalan[-1].waktu.astimezone(WITA), keadaan)

    def kata(self, *satker: str) -> list[str]:
        """The notice's lines between greeting and end, told."""
        berita = self.kabari(*satker)
        self.sampaikan()
        return [] if berita is None else [judul(berita), *teks(berita).removesuffix(KAKI).splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "riwayat.db")


def test_kabar_pertama_pendek(folder: Folder) -> None:
    folder.malam(buku(BELU, "b1"), buku(KOTA, "k1", K201, J201, R202, K204), rusak("lain.xlsx"))
    assert folder.kata() == [
        "xlkinerja: pemeriksaan pertama: 3 buku kerja, 4 temuan",
        "Folder kiriman, pemeriksaan Senin, 2 November 2026 pukul 01.30: 3 buku kerja.",
        "Ini pemeriksaan pertama folder ini. Terbuka: 4 temuan (3 galat, 1 peringatan).",
        "Sesudah ini hanya yang berubah yang dikabarkan.",
        "",
        "- KPU Kota Kupang (53.71.xlsx): 3 temuan (2 galat, 1 peringatan)",
        "- lain.xlsx: Berkas tidak dapat dibaca: berkas terpotong",
        "- 1 buku kerja lain tanpa temuan",
    ]


def test_tidak_ada_yang_berubah_tidak_ada_kabar(folder: Folder) -> None:
    folder.malam(buku(KOTA, "k1", K201))
    folder.sampaikan()
    folder.malam(buku(KOTA, "k2", K201))
    assert folder.kabari() is None
    berita = folder.kabari(selalu=True)
    assert berita is not None
    assert judul(berita) == "xlkinerja: tidak ada perubahan, 1 temuan terbuka"
    assert teks(berita, kepada="Ibu\r\nSubag") == (
        "Yth. Ibu Subag,\n\n"
        "Folder kiriman, pemeriksaan Selasa, 3 November 2026 pukul 01.30: 1 buku kerja.\n"
        "Tidak ada perubahan sejak Senin, 2 November 2026 pukul 01.30. Terbuka: 1 temuan (1 galat).\n" + KAKI
    )


def test_baru_selesai_dan_yang_di_bawah_tingkat(folder: Folder) -> None:
    folder.malam(buku(BELU, "b1"), buku(KOTA, "k1", K201, J201))
    folder.sampaikan()
    folder.malam(buku(BELU, "b2", K201, K204), buku(KOTA, "k2", J201))
    assert folder.kata() == [
        "xlkinerja: 1 temuan baru, 1 selesai - KPU Kabupaten Belu, KPU Kota Kupang",
        "Folder kiriman, pemeriksaan Selasa, 3 November 2026 pukul 01.30: 2 buku kerja.",
        "Berubah sejak Senin, 2 November 2026 pukul 01.30: 1 temuan baru, 1 selesai.",
        "Tetap terbuka: 1 temuan.",
        "",
        "KPU Kabupaten Belu (53.04.xlsx)",
        "  Baru: 1",
        "  - Capaian!G8: Tertulis 57,00%, seharusnya 75,00% [K201, galat]",
        "",
        "KPU Kota Kupang (53.71.xlsx)",
        "  Selesai: 1",
        "  - Capaian!G8: Tertulis 57,00%, seharusnya 75,00% [K201, galat]",
        "  Tetap terbuka: 1",
    ]


def test_satu_satker_hanya_miliknya(folder: Folder) -> None:
    """Neither other offices nor what concerns the whole folder; nothing if nothing of its own changed."""
    w201 = CatatanTemuan("W201-a", "W201", "peringatan", None, None, "KPU Kabupaten Alor belum menyampaikan")
    folder.malam(buku(BELU, "b1"), buku(KOTA, "k1"))
    folder.sampaikan()
    folder.malam(buku(BELU, "b2", K201), buku(KOTA, "k1"), bersama=[w201])
    assert folder.kabari("53.71") is None
    berita = folder.kabari("53.04")
    assert berita is not None
    assert "Kupang" not in judul(berita) + teks(berita) + json.dumps(sebagai_json(berita))
    assert "1 buku kerja milik satker Saudara" in teks(berita)
    assert folder.kata()[4:] == [
        "",
        "KPU Kabupaten Belu (53.04.xlsx)",
        "  Baru: 1",
        "  - Capaian!G8: Tertulis 57,00%, seharusnya 75,00% [K201, galat]",
        "",
        "Folder secara keseluruhan",
        "  Baru: 1",
        "  - KPU Kabupaten Alor belum menyampaikan [W201, peringatan]",
    ]


def test_aturan_baru_dan_program_baru_tidak_disalahkan_pada_satker(folder: Folder) -> None:
    folder.malam(buku(BELU, "b1"), buku(KOTA, "k1"))
    folder.sampaikan()
    folder.aturan = ATURAN_LAIN
    folder.malam(buku(BELU, "b1", R202), buku(KOTA, "k2", R202, K201))
    assert folder.kata() == [
        "xlkinerja: 3 temuan baru (2 karena aturan) - KPU Kabupaten Belu, KPU Kota Kupang",
        "Folder kiriman, pemeriksaan Selasa, 3 November 2026 pukul 01.30: 2 buku kerja.",
        "Berubah sejak Senin, 2 November 2026 pukul 01.30: 3 temuan baru (2 karena aturan).",
        "2 di antaranya baru karena aturannya baru (sebelumnya belum diperiksa).",
        "Tetap terbuka: tidak ada temuan.",
        "",
        "KPU Kabupaten Belu (53.04.xlsx)",
        "  Baru karena aturannya baru (sebelumnya belum diperiksa): 1",
        "  - RAK!B4: Kegiatan tanpa jadwal [R202, peringatan]",
        "",
        "KPU Kota Kupang (53.71.xlsx)",
        "  Baru: 1",
        "  - Capaian!G8: Tertulis 57,00%, seharusnya 75,00% [K201, galat]",
        "  Baru karena aturannya baru (sebelumnya belum diperiksa): 1",
        "  - RAK!B4: Kegiatan tanpa jadwal [R202, peringatan]",
    ]
    folder.aturan = replace(ATURAN_LAIN, versi="v2")
    folder.malam(buku(BELU, "b1", R202, J201), buku(KOTA, "k2", R202, K201))
    assert folder.kata()[3:8] == [
        "1 di antaranya baru karena programnya diperbarui (isi buku kerjanya tidak berubah).",
        "Tetap terbuka: 3 temuan.",
        "",
        "KPU Kabupaten Belu (53.04.xlsx)",
        "  Baru karena programnya diperbarui (isi buku kerjanya tidak berubah): 1",
    ]
    folder.malam(buku(BELU, "b1", R202, J201, K201), buku(KOTA, "k3", R202, K201))
    assert folder.kata()[7] == (
        "  Baru karena buku kerja lain dalam folder ini berubah (isi buku kerjanya sendiri tidak berubah): 1"
    )
    folder.aturan = replace(folder.aturan, sidik={k: v for k, v in ATURAN_LAIN.sidik.items() if k != "R202"})
    folder.malam(buku(BELU, "b1", J201, K201), buku(KOTA, "k3", K201))
    assert folder.kata()[5:9] == [
        "",
        "KPU Kabupaten Belu (53.04.xlsx)",
        "  Selesai karena aturannya sudah tidak ada: 1",
        "  - RAK!B4: Kegiatan tanpa jadwal [R202, peringatan]",
    ]


def test_kambuh_diterima_dan_tidak_lagi_diterima(folder: Folder) -> None:
    folder.malam(buku(KOTA, "k1", K201))
    folder.sampaikan()
    folder.malam(buku(KOTA, "k2"))
    folder.sampaikan()
    folder.malam(buku(KOTA, "k3", K201))
    kata = folder.kata()
    assert kata[0] == "xlkinerja: 1 temuan kambuh - KPU Kota Kupang"
    assert kata[6] == "  Kambuh (pernah selesai): 1"
    folder.malam(buku(KOTA, "k4", replace(K201, diterima="sesuai surat\nKPU RI")))
    assert folder.kata()[5:] == [
        "KPU Kota Kupang (53.71.xlsx)",
        "  Diterima dengan alasan: 1",
        "  - Capaian!G8: Tertulis 57,00%, seharusnya 75,00% [K201, galat]; alasan: sesuai surat KPU RI",
    ]
    folder.malam(buku(KOTA, "k5", K201))
    kata = folder.kata()
    assert kata[0] == "xlkinerja: 1 temuan tidak lagi diterima - KPU Kota Kupang"
    assert kata[6] == "  Tidak lagi diterima (angkanya berubah, tanda terimanya dihapus, atau masanya habis): 1"


def test_buku_hilang_rusak_dan_kembali(folder: Folder) -> None:
    folder.malam(buku(BELU, "b1", K201, J201), buku(KOTA, "k1", K201))
    folder.sampaikan()
    folder.malam(rusak("53.71.xlsx"))
    assert folder.kata() == [
        "xlkinerja: 1 buku kerja tidak ada, 1 tidak dapat dibaca - KPU Kabupaten Belu, KPU Kota Kupang",
        "Folder kiriman, pemeriksaan Selasa, 3 November 2026 pukul 01.30: 1 buku kerja.",
        "Berubah sejak Senin, 2 November 2026 pukul 01.30: 1 buku kerja tidak ada, 1 tidak dapat dibaca.",
        "Tetap terbuka: 3 temuan.",
        "",
        "KPU Kabupaten Belu (53.04.xlsx)",
        "  Buku kerjanya tidak ada pada pemeriksaan ini. 2 temuannya tetap terbuka, belum dapat diperiksa.",
        "",
        "KPU Kota Kupang (53.71.xlsx)",
        "  Berkas tidak dapat dibaca: berkas terpotong. 1 temuannya tetap terbuka, belum dapat diperiksa.",
    ]
    folder.malam(rusak("53.71.xlsx"))
    assert folder.kata() == []  # it was told
    folder.malam(buku(BELU, "b2", J201), buku(KOTA, "k1", K201))
    assert folder.kata() == [
        "xlkinerja: 1 temuan selesai, 1 buku kerja ada kembali, 1 dapat dibaca kembali - KPU Kabupaten Belu, KPU Kota "
        "Kupang",
        "Folder kiriman, pemeriksaan Kamis, 5 November 2026 pukul 01.30: 2 buku kerja.",
        "Berubah sejak Rabu, 4 November 2026 pukul 01.30: 1 temuan selesai, 1 buku kerja ada kembali, 1 dapat dibaca "
        "kembali.",
        "Tetap terbuka: 2 temuan.",
        "",
        "KPU Kabupaten Belu (53.04.xlsx)",
        "  Buku kerjanya ada kembali.",
        "  Selesai: 1",
        "  - Capaian!G8: Tertulis 57,00%, seharusnya 75,00% [K201, galat]",
        "  Tetap terbuka: 1",
        "",
        "KPU Kota Kupang (53.71.xlsx)",
        "  Buku kerjanya dapat dibaca kembali.",
        "  Tetap terbuka: 1",
    ]


def test_buku_baru(folder: Folder) -> None:
    folder.malam(buku(KOTA, "k1", K201))
    folder.sampaikan()
    folder.malam(buku(KOTA, "k1", K201), buku(BELU, "b1", J201), rusak("lain.xlsx"))
    assert folder.kata()[0] == (
        "xlkinerja: 1 temuan baru, 2 buku kerja baru, 1 tidak dapat dibaca - KPU Kabupaten Belu, lain.xlsx"
    )
    folder.malam(buku(KOTA, "k1", K201), buku(BELU, "b1", J201), buku(("53.01", "KPU Kupang"), "x", jalur="lain.xlsx"))
    assert folder.kata()[4:] == ["", "KPU Kupang (lain.xlsx)", "  Buku kerjanya dapat dibaca kembali."]


def test_pemeriksaan_di_antaranya_tidak_menelan_kabar(folder: Folder) -> None:
    """Somebody checked by hand: what changed then is told; what came and went in between is not."""
    folder.malam(buku(BELU, "b1", J201), buku(KOTA, "k1"))
    folder.sampaikan()
    folder.malam(buku(BELU, "b2"), buku(KOTA, "k2", K201, R202))
    folder.malam(buku(KOTA, "k3", K201))
    folder.malam(buku(BELU, "b2"), buku(KOTA, "k3", K201))
    assert folder.kata() == [
        "xlkinerja: 1 temuan baru, 1 selesai - KPU Kabupaten Belu, KPU Kota Kupang",
        "Folder kiriman, pemeriksaan Kamis, 5 November 2026 pukul 01.30: 2 buku kerja.",
        "Berubah sejak Senin, 2 November 2026 pukul 01.30: 1 temuan baru, 1 selesai.",
        "Tetap terbuka: tidak ada temuan.",
        "",
        "KPU Kabupaten Belu (53.04.xlsx)",
        "  Selesai: 1",
        "  - Anggaran!D9: Tertulis 10.000, seharusnya 9.900 [J201, galat]",
        "",
        "KPU Kota Kupang (53.71.xlsx)",
        "  Baru: 1",
        "  - Capaian!G8: Tertulis 57,00%, seharusnya 75,00% [K201, galat]",
    ]


def test_temuan_baru_pada_buku_yang_lalu_hilang(folder: Folder) -> None:
    """It was found by hand, then the workbook vanished: both are told, and the one is not the other's reason."""
    folder.malam(buku(BELU, "b1"), buku(KOTA, "k1"))
    folder.sampaikan()
    folder.malam(buku(BELU, "b1"), buku(KOTA, "k2", K201))
    folder.malam(buku(BELU, "b1"))
    assert folder.kata()[5:] == [
        "KPU Kota Kupang (53.71.xlsx)",
        "  Buku kerjanya tidak ada pada pemeriksaan ini. 1 temuannya tetap terbuka, belum dapat diperiksa.",
        "  Baru: 1",
        "  - Capaian!G8: Tertulis 57,00%, seharusnya 75,00% [K201, galat]",
    ]


def test_daftar_panjang_disingkat_yang_terberat_dahulu(folder: Folder) -> None:
    folder.malam(buku(KOTA, "k1"))
    folder.sampaikan()
    banyak = [temuan("X201", f"F{i}", f"satuan {i}", tingkat="peringatan") for i in range(4, 48)]
    folder.malam(buku(KOTA, "k2", *banyak, K201))
    berita = folder.kabari()
    assert berita is not None
    baris = teks(berita, lampiran="laporan-2026-11-03.html").removesuffix(KAKI).splitlines()
    assert baris[4:6] == ["KPU Kota Kupang (53.71.xlsx)", "  Baru: 45"]
    assert baris[6] == "  - Capaian!G8: Tertulis 57,00%, seharusnya 75,00% [K201, galat]"
    assert baris[7] == "  - Capaian!F4: satuan 4 [X201, peringatan]"
    assert baris[15:] == [
        "  - Capaian!F12: satuan 12 [X201, peringatan]",
        "  - dan 35 temuan lain; lihat laporan terlampir",
        "",
        "Laporan lengkapnya terlampir: laporan-2026-11-03.html",
    ]
    assert "  - dan 35 temuan lain\n" in teks(berita)


def test_seluruh_kabar_berbatas(folder: Folder) -> None:
    """22 offices with 40 new findings each: a hundred lines, then counts; the subject names some offices."""
    semua = [(f"53.{n:02}", f"KPU Kabupaten Nomor {n}") for n in range(1, 23)]
    folder.malam(*(buku(s, "a") for s in semua))
    folder.sampaikan()
    banyak = [temuan("K201", f"G{i}", "x" * 1000) for i in range(40)]
    folder.malam(*(buku(s, "b", *banyak) for s in semua))
    berita = folder.kabari()
    assert berita is not None
    nama = "KPU Kabupaten Nomor 1, KPU Kabupaten Nomor 2, KPU Kabupaten Nomor 3, KPU Kabupaten Nomor 4 dan 18 lainnya"
    assert judul(berita) == f"xlkinerja: 880 temuan baru - {nama}"
    isi = teks(berita)
    assert len(isi) < 40_000
    assert isi.count("\n  - 40 temuan\n") == 12
    assert "x" * 299 + "… [K201, galat]" in isi


@pytest.mark.parametrize(
    "nama", ["KPU\r\nBcc: jahat@contoh.test", "\u202eKPU\x00\x1b[31m", "K" * 5000], ids=["baris", "kendali", "panjang"]
)
def test_teks_buku_kerja_tetap_teks(folder: Folder, nama: str) -> None:
    folder.malam(buku(KOTA, "k1"))
    folder.sampaikan()
    jahat = temuan("K201", "G8", f"{nama}\n.\nSelesai: 99", lembar=nama)
    folder.malam(buku(KOTA, "k1"), buku(("53.04", nama), "b", jahat, jalur="a\nb.xlsx"))
    berita = folder.kabari()
    assert berita is not None
    kepala, isi = judul(berita), teks(berita)
    assert len(kepala) <= JUDUL_TERPANJANG and kepala.isprintable()
    assert all(b.isprintable() for b in isi.splitlines())
    assert isi.count("\n") == 10 and not any(b.startswith(("Bcc", ".", "Selesai")) for b in isi.splitlines())


def test_json(folder: Folder) -> None:
    folder.malam(buku(BELU, "b1"), buku(KOTA, "k1", J201))
    folder.sampaikan()
    folder.malam(buku(BELU, "b1"), buku(KOTA, "k2", K201, J201))
    berita = folder.kabari()
    assert berita is not None
    isi = sebagai_json(berita)
    assert isi.pop("text") == f"{judul(berita)}\n\n{teks(berita)}"
    assert isi == {
        "versi_skema": 1,
        "versi": __version__,
        "folder": "kiriman",
        "waktu": "2026-11-03T01:30:00+08:00",
        "dibandingkan_dengan": "2026-11-02T01:30:00+08:00",
        "judul": "xlkinerja: 1 temuan baru - KPU Kota Kupang",
        "ringkasan": {
            "berkas": 2, "baru": 1, "kambuh": 0, "selesai": 0, "diterima": 0, "tetap": 1,
            "terbuka": {"galat": 2, "peringatan": 0, "info": 0},
        },
        "bagian": [{
            "jalur": "53.71.xlsx", "satker": "53.71", "nama_satker": "KPU Kota Kupang", "tahun": 2026, "peristiwa": [],
            "terbuka": {"galat": 2, "peringatan": 0, "info": 0}, "tetap": 1,
            "temuan": [{
                "status": "baru", "sebab": "isi buku kerjanya berubah", "kode": "K201", "tingkat": "galat",
                "lembar": "Capaian", "sel": "G8", "pesan": "Tertulis 57,00%, seharusnya 75,00%", "alasan": None,
                "sidik": "K201-Capaian-G8",
            }],
        }],
    }  # fmt: skip
