"""A rehearsal: five nights over 22 workbooks, two of them real templates, each night's notices read as they arrive.

Faults appear, are corrected, return; a workbook is missing, another damaged, one there twice; somebody checks by hand
in between; the mail server is away for a night; with a new version of the program comes a rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import openpyxl
import pytest

from tests.folder_kecil import SALAH, tulis_buku
from tests.server_surel import Server, port_kosong, server
from tests.wilayah_ntt import KABUPATEN, bita, nama
from xlkinerja import __version__, riwayat_jalan
from xlkinerja.kabar_jalan import kabari
from xlkinerja.kumpulan import periksa_jalur
from xlkinerja.periksa import HasilPeriksa
from xlkinerja.perintah_riwayat import catat_pemeriksaan
from xlkinerja.riwayat_jalan import sidik_aturan
from xlkinerja.setelan import Kabar, Penerima, Setelan
from xlkinerja.simpanan import simpanan_baku

AWAL = datetime(2026, 11, 2, 1, 30, tzinfo=timezone(timedelta(hours=8)))
PROVINSI, KOTA = "provinsi@kpu.test", "kota@kpu.test"
BELU, ALOR, KUPANG = "53.04", "53.05", "53.71"
SIKKA, ENDE, NAGEKEO = "53.07", "53.08", "53.16"
TEMPLAT = (ALOR, KUPANG)
KAKI = f"\nDisusun otomatis oleh xlkinerja {__version__}; tidak ada buku kerja yang diubah.\n"
ATURAN_KELIMA = "K301"
"""The rule that comes on the fifth night."""


@dataclass
class Latihan:
    """The province's folder, and who is told."""

    folder: Path
    tempat: Path
    surat: Server
    patch: pytest.MonkeyPatch
    malam_ke: int = 0
    kata: list[str] = field(default_factory=list)

    def tulis(self, kode: str, *, hadir: float | None = None, kategori: str = "") -> None:
        tulis_buku(self.folder, kode, nama=nama(kode), hadir=0.75 if hadir is None else hadir, kategori=kategori)

    def ketik(self, kode: str, lembar: str, sel: str, isi: object) -> None:
        """Type over a cell of a template and save."""
        wb = openpyxl.load_workbook(self.folder / nama(kode))
        wb[lembar][sel] = isi
        wb.save(self.folder / nama(kode))

    def pulihkan(self, kode: str) -> None:
        (self.folder / nama(kode)).write_bytes(bita(kode))

    def periksa(self) -> HasilPeriksa:
        lama = {ATURAN_KELIMA} if self.malam_ke < 5 else set()
        sidik = {k: v for k, v in sidik_aturan().items() if k not in lama}
        self.patch.setattr(riwayat_jalan, "sidik_aturan", lambda: sidik)
        self.patch.setattr(riwayat_jalan, "versi_aturan", lambda: "lama" if lama else "baru")
        return periksa_jalur([str(self.folder)], abaikan=lama, pekerja=1, simpanan=simpanan_baku(), rinci=True)

    def malam(self, *, ada_server: bool = True) -> dict[str, tuple[str, str]]:
        """The next night: address -> subject and text of what it got."""
        self.malam_ke += 1
        surel = self.surat.surel(percobaan=1) if ada_server else replace(self.surat.surel(), port=port_kosong())
        penerima = (Penerima((PROVINSI,)), Penerima((KOTA,), (KUPANG,), "Sekretaris KPU Kota Kupang"))
        setelan = Setelan(self.folder / "xlkinerja.toml", kabar=Kabar(surel=surel, penerima=penerima))
        waktu = AWAL + timedelta(days=self.malam_ke - 1)
        self.kata = kabari(
            self.periksa(), self.folder, setelan, waktu=waktu, tempat=self.tempat, tidur=lambda _: None
        )  # fmt: skip
        hasil = {}
        for (kepada,), pesan in self.surat.kotak.masuk:
            badan = pesan.get_body(("plain",))
            assert badan is not None and len(list(pesan.iter_attachments())) == 1
            assert kepada not in hasil or kepada == PROVINSI
            teks = badan.get_content().replace("\r\n", "\n")
            hasil[kepada if kepada not in hasil else f"{kepada} lagi"] = (str(pesan["Subject"]), teks)
        self.surat.kotak.masuk.clear()
        return hasil

    def periksa_sendiri(self, jam: int) -> None:
        """Somebody checks the folder by hand in the course of the day; nobody is told."""
        waktu = AWAL + timedelta(days=self.malam_ke - 1, hours=jam)
        catat_pemeriksaan(self.periksa(), self.folder, tempat=self.tempat, waktu=waktu)


@pytest.fixture
def latihan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Latihan]:
    folder = tmp_path / "kinerja-2026"
    folder.mkdir()
    with ExitStack() as tumpuk:
        hasil = Latihan(folder, tmp_path / "riwayat.db", tumpuk.enter_context(server()), monkeypatch)
        for kode in KABUPATEN:
            if kode in TEMPLAT:
                hasil.pulihkan(kode)
            else:
                hasil.tulis(kode)
        yield hasil


def test_lima_malam(latihan: Latihan) -> None:
    # The first: one line for each workbook that is not right.
    latihan.tulis(SIKKA, hadir=SALAH)
    latihan.tulis(NAGEKEO, kategori="Kurang")
    latihan.ketik(KUPANG, "Anggaran", "L10", 999_000_000)
    assert latihan.malam() == {
        PROVINSI: ("xlkinerja: pemeriksaan pertama: 22 buku kerja, 2 temuan", f"""\
Folder kinerja-2026, pemeriksaan Senin, 2 November 2026 pukul 01.30: 22 buku kerja.
Ini pemeriksaan pertama folder ini. Terbuka: 2 temuan (1 galat, 1 peringatan).
Sesudah ini hanya yang berubah yang dikabarkan.

- KPU Kabupaten Sikka (kinerja-2026-53.07-sikka.xlsx): 1 temuan (1 galat)
- KPU Kota Kupang (kinerja-2026-53.71-kota-kupang.xlsx): 1 temuan (1 peringatan)
- 20 buku kerja lain tanpa temuan

Laporan lengkapnya terlampir: laporan-2026-11-02.html
{KAKI}"""),
        KOTA: ("xlkinerja: pemeriksaan pertama: 1 buku kerja, 1 temuan", f"""\
Yth. Sekretaris KPU Kota Kupang,

Folder kinerja-2026, pemeriksaan Senin, 2 November 2026 pukul 01.30: 1 buku kerja milik satker Saudara.
Ini pemeriksaan pertama folder ini. Terbuka: 1 temuan (1 peringatan).
Sesudah ini hanya yang berubah yang dikabarkan.

- KPU Kota Kupang (kinerja-2026-53.71-kota-kupang.xlsx): 1 temuan (1 peringatan)

Laporan lengkapnya terlampir: laporan-2026-11-02.html
{KAKI}"""),
    }  # fmt: skip

    # The second: a fault appears, another is corrected. Kota Kupang hears nothing: nothing of its own changed.
    latihan.tulis(BELU, hadir=SALAH)
    latihan.tulis(SIKKA)
    assert latihan.malam() == {
        PROVINSI: ("xlkinerja: 1 temuan baru, 1 selesai - KPU Kabupaten Belu, KPU Kabupaten Sikka", f"""\
Folder kinerja-2026, pemeriksaan Selasa, 3 November 2026 pukul 01.30: 22 buku kerja.
Berubah sejak Senin, 2 November 2026 pukul 01.30: 1 temuan baru, 1 selesai.
Tetap terbuka: 1 temuan.

KPU Kabupaten Belu (kinerja-2026-53.04-belu.xlsx)
  Baru: 1
  - Capaian!F4: Capaian: tertulis 57,00%, seharusnya 75,00% (selisih -18,00 poin) [K201, galat]

KPU Kabupaten Sikka (kinerja-2026-53.07-sikka.xlsx)
  Selesai: 1
  - Capaian!F4: Capaian: tertulis 57,00%, seharusnya 75,00% (selisih -18,00 poin) [K201, galat]

Laporan lengkapnya terlampir: laporan-2026-11-03.html
{KAKI}"""),
    }  # fmt: skip

    # The third: one corrected, one returned, Alor's workbook gone; the mail server is away.
    latihan.tulis(BELU)
    latihan.tulis(SIKKA, hadir=SALAH)
    (latihan.folder / nama(ALOR)).unlink()
    assert latihan.malam(ada_server=False) == {}
    (kata,) = latihan.kata
    assert kata.startswith(f"peringatan: kabar ke {PROVINSI} belum terkirim: server surel 127.0.0.1:")

    # By day Alor's workbook is back, Kota Kupang corrects, and somebody checks by hand. The fourth: Ende's workbook is
    # damaged. First comes what the third night had to say, then what changed since.
    latihan.pulihkan(ALOR)
    latihan.pulihkan(KUPANG)
    latihan.periksa_sendiri(jam=9)
    isi = (latihan.folder / nama(ENDE)).read_bytes()
    (latihan.folder / nama(ENDE)).write_bytes(isi[: len(isi) // 2])
    assert latihan.malam() == {
        PROVINSI: ("xlkinerja: 1 temuan baru, 1 kambuh, 1 selesai, 1 buku kerja tidak ada - KPU Kabupaten Belu, KPU "
                   "Kabupaten Alor, KPU Kabupaten Sikka", f"""\
Folder kinerja-2026, pemeriksaan Rabu, 4 November 2026 pukul 01.30: 21 buku kerja.
Berubah sejak Selasa, 3 November 2026 pukul 01.30: 1 temuan baru, 1 kambuh, 1 selesai, 1 buku kerja tidak ada.
Tetap terbuka: 1 temuan.

KPU Kabupaten Belu (kinerja-2026-53.04-belu.xlsx)
  Selesai: 1
  - Capaian!F4: Capaian: tertulis 57,00%, seharusnya 75,00% (selisih -18,00 poin) [K201, galat]

KPU Kabupaten Alor (kinerja-2026-53.05-alor.xlsx)
  Buku kerjanya tidak ada pada pemeriksaan ini.

KPU Kabupaten Sikka (kinerja-2026-53.07-sikka.xlsx)
  Kambuh (pernah selesai): 1
  - Capaian!F4: Capaian: tertulis 57,00%, seharusnya 75,00% (selisih -18,00 poin) [K201, galat]

Folder secara keseluruhan
  Baru: 1
  - Belum ada buku kerja KPU Kabupaten Alor (53.05) tahun 2026 [W201, peringatan]

Laporan lengkapnya terlampir: laporan-2026-11-04.html
{KAKI}"""),
        f"{PROVINSI} lagi": ("xlkinerja: 2 temuan selesai, 1 buku kerja tidak dapat dibaca, 1 ada kembali - KPU "
                             "Kabupaten Alor, KPU Kabupaten Ende, KPU Kota Kupang", f"""\
Folder kinerja-2026, pemeriksaan Kamis, 5 November 2026 pukul 01.30: 22 buku kerja.
Berubah sejak Rabu, 4 November 2026 pukul 01.30: 2 temuan selesai, 1 buku kerja tidak dapat dibaca, 1 ada kembali.
Tetap terbuka: 1 temuan.

KPU Kabupaten Alor (kinerja-2026-53.05-alor.xlsx)
  Buku kerjanya ada kembali.

KPU Kabupaten Ende (kinerja-2026-53.08-ende.xlsx)
  Berkas tidak dapat dibaca: berkas terpotong atau rusak (akhir zip tidak ada); ambil salinan yang utuh atau buka di \
Excel lalu simpan ulang sebagai .xlsx.

KPU Kota Kupang (kinerja-2026-53.71-kota-kupang.xlsx)
  Selesai: 1
  - Anggaran!F10: Realisasi Gaji dan Tunjangan melebihi pagunya sebesar 978.276.996 [A203, peringatan]

Folder secara keseluruhan
  Selesai: 1
  - Belum ada buku kerja KPU Kabupaten Alor (53.05) tahun 2026 [W201, peringatan]

Laporan lengkapnya terlampir: laporan-2026-11-05.html
{KAKI}"""),
        KOTA: ("xlkinerja: 1 temuan selesai - KPU Kota Kupang", f"""\
Yth. Sekretaris KPU Kota Kupang,

Folder kinerja-2026, pemeriksaan Kamis, 5 November 2026 pukul 01.30: 1 buku kerja milik satker Saudara.
Berubah sejak Rabu, 4 November 2026 pukul 01.30: 1 temuan selesai.
Tetap terbuka: tidak ada temuan.

KPU Kota Kupang (kinerja-2026-53.71-kota-kupang.xlsx)
  Selesai: 1
  - Anggaran!F10: Realisasi Gaji dan Tunjangan melebihi pagunya sebesar 978.276.996 [A203, peringatan]

Laporan lengkapnya terlampir: laporan-2026-11-05.html
{KAKI}"""),
    }  # fmt: skip

    # The fifth: Ende's workbook is whole again, Sikka's is there twice, and the new program has one rule more.
    (latihan.folder / nama(ENDE)).write_bytes(isi)
    (latihan.folder / "sikka-lama.xlsx").write_bytes((latihan.folder / nama(SIKKA)).read_bytes())
    assert latihan.malam() == {
        PROVINSI: ("xlkinerja: 3 temuan baru (1 karena aturan), 1 buku kerja baru, 1 dapat dibaca kembali - KPU "
                   "Kabupaten Sikka dan 2 lainnya", f"""\
Folder kinerja-2026, pemeriksaan Jumat, 6 November 2026 pukul 01.30: 23 buku kerja.
Berubah sejak Kamis, 5 November 2026 pukul 01.30: 3 temuan baru (1 karena aturan), 1 buku kerja baru, 1 dapat dibaca \
kembali.
1 di antaranya baru karena aturannya baru (sebelumnya belum diperiksa).
Tetap terbuka: 1 temuan.

KPU Kabupaten Sikka (sikka-lama.xlsx)
  Buku kerja ini baru pertama kali diperiksa.
  Baru: 2
  - Capaian!F4: Capaian: tertulis 57,00%, seharusnya 75,00% (selisih -18,00 poin) [K201, galat]
  - Sudah ada buku kerja lain untuk KPU Kabupaten Sikka tahun 2026: kinerja-2026-53.07-sikka.xlsx [W205, peringatan]

KPU Kabupaten Ende (kinerja-2026-53.08-ende.xlsx)
  Buku kerjanya dapat dibaca kembali.

KPU Kabupaten Nagekeo (kinerja-2026-53.16-nagekeo.xlsx)
  Baru karena aturannya baru (sebelumnya belum diperiksa): 1
  - Capaian!G5: Kategori: tertulis Kurang, seharusnya Baik Sekali [K301, galat]

Laporan lengkapnya terlampir: laporan-2026-11-06.html
{KAKI}"""),
    }  # fmt: skip
    assert latihan.malam() == {} and latihan.kata == []
