"""Answers to the offices: what each is told, the message, the letter; and the files."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.kiriman_ntt import HADIR, UANG, hasil, ketik
from xlkinerja import cli, perintah_rekap
from xlkinerja.laporan.balasan import TERBANYAK, Balasan, Macam, pesan_teks, slug, susun
from xlkinerja.laporan.surat import buat_surat
from xlkinerja.laporan.wilayah import wilayah
from xlkinerja.model import Berkas
from xlkinerja.periksa import HasilBerkas, HasilPeriksa, gabungkan
from xlkinerja.temuan import Lokasi, Temuan, Tingkat

CONTOH = Path(__file__).parent.parent / "workbooks" / "contoh"


@pytest.fixture(scope="module")
def semua() -> dict[str, Balasan]:
    return {b.nama: b for b in susun(wilayah(hasil()), Tingkat.PERINGATAN)}


def surat(b: Balasan) -> Any:
    return Document(io.BytesIO(buat_surat(b)))


def alinea(dok: Any) -> list[str]:
    return [p.text for p in dok.paragraphs]


def test_setiap_satker_mendapat_balasan(semua: dict[str, Balasan]) -> None:
    macam = {n[:5]: b.macam for n, b in semua.items()}
    assert len(semua) == 22 and "53.71-kota-kupang" in semua and "53.03-timor-tengah-utara" in semua
    assert macam["53.01"] is macam["53.12"] is Macam.TERIMA_KASIH
    assert macam["53.03"] is macam["53.71"] is Macam.PERBAIKI
    assert macam["53.07"] is Macam.TAHUN_LAIN
    assert macam["53.08"] is Macam.KIRIM_ULANG
    assert macam["53.09"] is macam["53.21"] is Macam.KIRIM


def test_pesan_perbaikan(semua: dict[str, Balasan]) -> None:
    teks = pesan_teks(semua["53.03-timor-tengah-utara"])
    assert teks.splitlines()[:8] == [
        "Yth. KPU Kabupaten Timor Tengah Utara",
        "",
        "*Hasil pemeriksaan buku kerja kinerja tahun 2026*",
        "",
        "Buku kerja kinerja tahun 2026 (53.03.xlsx) sudah kami terima dan periksa. Hasilnya 1 galat. Mohon hal-hal "
        "berikut diperbaiki:",
        "",
        "*Lembar Capaian*",
        "1. Sel D5: Capaian: tertulis 57,00%, seharusnya 75,00% (selisih -18,00 poin).",
    ]
    assert "   Tindakan: " in teks and teks.endswith("\n\nKPU Provinsi Nusa Tenggara Timur\n")


def test_pesan_lain(semua: dict[str, Balasan]) -> None:
    assert "Tidak ada yang perlu diperbaiki. Terima kasih" in pesan_teks(semua["53.01-kupang"])
    belum = pesan_teks(semua["53.09-ngada"])
    assert "buku kerja kinerja tahun 2026 dari KPU Kabupaten Ngada belum kami terima" in belum
    assert "(53.08-ende.xlsx: berkas terpotong)" in pesan_teks(semua["53.08-ende"])
    lain = pesan_teks(semua["53.07-sikka"])
    assert "(53.07.xlsx) bukan untuk tahun yang diminta: yang ada tahun 2025, sedangkan yang diminta tahun 2026" in lain


def test_yang_belum_diisi_disebut(semua: dict[str, Balasan]) -> None:
    alor = semua["53.05-alor"]
    assert alor.kosong == "target atau realisasi 3 dari 4 indikator Ketua"
    assert "belum diisi: target atau realisasi 3 dari 4 indikator Ketua" in pesan_teks(alor)
    assert "Terima kasih atas kerja sama" not in pesan_teks(alor)


def test_buku_kerja_pilihan_bukan_pengumpulan() -> None:
    """One workbook of an earlier year, checked alone: it is answered for what it is, and nobody is asked for more."""
    (b,) = susun(wilayah(gabungkan([ketik("53.04", tahun=2023)])), Tingkat.PERINGATAN)
    assert (b.nama, b.tahun, b.macam) == ("53.04-belu", 2023, Macam.TERIMA_KASIH)


def test_yang_bukan_miliknya_tetap_dimintai() -> None:
    """A workbook of another year under Belu's name, Alor's by its content: Belu is asked for its own."""
    lain = ketik("53.05", tahun=2025, jalur="kabupaten-belu.xlsx")
    semua = susun(wilayah(gabungkan([lain, *(ketik(f"53.{n:02}") for n in range(6, 18))])), Tingkat.PERINGATAN)
    macam = {b.nama: b.macam for b in semua}
    assert (macam["53.04-belu"], macam["53.05-alor"]) == (Macam.KIRIM, Macam.TAHUN_LAIN)


def test_buku_kerja_tahun_lain_tidak_ikut_dibalas() -> None:
    """The answer about 2026 lists the workbook of 2026, not last year's beside it."""
    lama = ketik("53.06", tahun=2025, jalur="lama/53.06.xlsx")
    semua = susun(wilayah(gabungkan([lama, *(ketik(f"53.{n:02}") for n in range(6, 18))])), Tingkat.PERINGATAN)
    assert [(b.tahun, b.berkas) for b in semua if b.nama.startswith("53.06")] == [(2026, ("53.06.xlsx",))]


def banyak(n: int, pesan: str = "Salah", lembar: str | None = "PK") -> Balasan:
    temuan = tuple(
        Temuan("X201", Tingkat.GALAT if i == n - 1 else Tingkat.PERINGATAN, Lokasi("a.xlsx", lembar, f"B{i + 1}"),
               f"{pesan} {i + 1}", saran="Betulkan.", urut=(0, i, 0))
        for i in range(n)
    )  # fmt: skip
    asal = ketik("53.04").berkas
    (b,) = susun(wilayah(HasilPeriksa((HasilBerkas(asal, (), temuan),))), Tingkat.PERINGATAN)
    return b


def test_temuan_banyak_dipotong() -> None:
    """The gravest are told, the rest is counted; the letter has all of them."""
    b = banyak(40)
    teks = pesan_teks(b)
    assert teks.count("\n25. Sel ") == 1 and "\n26. Sel " not in teks
    assert "25. Sel B40: Salah 40." in teks and "Sel B25:" not in teks
    assert f"dan {40 - TERBANYAK} temuan lain: lihat surat 53.04-belu.docx." in teks
    assert teks.count("Tindakan: Betulkan.") == 1
    assert len(surat(b).tables[1].rows) == 41
    assert len(surat(banyak(310)).tables[1].rows) == 301
    assert "dan 10 temuan lain, yang kami sampaikan terpisah." in alinea(surat(banyak(310)))


def test_surat(semua: dict[str, Balasan]) -> None:
    b = semua["53.03-timor-tengah-utara"]
    dok = surat(b)
    atas, tabel = dok.tables
    assert [r.cells[0].text for r in atas.rows] == ["Nomor", "Sifat", "Lampiran", "Perihal"]
    assert atas.rows[3].cells[2].text == "Hasil pemeriksaan buku kerja kinerja tahun 2026"
    assert [c.text for c in tabel.rows[0].cells] == [
        "No", "Lembar dan sel", "Apa yang salah", "Seharusnya", "Tindakan"]  # fmt: skip
    satu = [c.text for c in tabel.rows[1].cells]
    assert satu[:2] == ["1", "Lembar Capaian, sel D5"] and satu[3] == "75,00%"
    assert satu[2].startswith("Capaian: tertulis 57,00%, seharusnya 75,00%") and satu[2].endswith("[galat, K201]")
    isi = alinea(dok)
    assert "KOMISI PEMILIHAN UMUM\nPROVINSI NUSA TENGGARA TIMUR" in isi
    assert "KPU Kabupaten Timor Tengah Utara" in isi and "(nama pejabat)" in isi
    assert len(dok.element.xpath("//w:tblHeader")) == 1
    assert dok.core_properties.author == "" and dok.core_properties.created.year == 2025


def test_surat_tanpa_tabel(semua: dict[str, Balasan]) -> None:
    dok = surat(semua["53.09-ngada"])
    assert len(dok.tables) == 1
    assert dok.tables[0].rows[3].cells[2].text == "Permintaan buku kerja kinerja tahun 2026"


def test_isi_sama_bita_sama(semua: dict[str, Balasan]) -> None:
    b = semua["53.71-kota-kupang"]
    assert buat_surat(b) == buat_surat(b)


def test_teks_bermusuhan() -> None:
    b = banyak(2, pesan='=CMD() <b>x</b> & \x01\x1b[31m \ufffe "' + "y" * 900, lembar="\x02<w:p>" + "z" * 300)
    teks = pesan_teks(b)
    assert not set(teks) & set("\x01\x02\x1b\ufffe") and max(map(len, teks.splitlines())) < 460
    sel = surat(b).tables[1].rows[1].cells
    assert sel[2].text.startswith("=CMD() <b>x</b> & \ufffd\ufffd[31m") and len(sel[2].text) < 460
    assert sel[1].text.startswith("Lembar \ufffd<w:p>zzz") and len(sel[1].text) < 60


@pytest.mark.parametrize(
    ("nama", "hasilnya"),
    [("../../etc/passwd", "etc-passwd"), ("CON\x00<>|", "con"), ("é" * 99, "e" * 48), ("", "berkas"), ("…", "berkas")],
)
def test_nama_berkas_jinak(nama: str, hasilnya: str) -> None:
    assert slug(nama) == hasilnya


def test_satker_tidak_dikenal_dan_nama_kembar() -> None:
    asal = [Berkas(j, None, None, (), pesan="rusak") for j in ("a/Laporan #1.xlsx", "b/laporan 1.xlsx")]
    hasil_ = HasilPeriksa(tuple(HasilBerkas(b, (), ()) for b in asal))
    balasan = susun(wilayah(hasil_), Tingkat.PERINGATAN)
    assert [b.nama for b in balasan] == ["lain-laporan-1", "lain-laporan-1-2"]
    assert {b.macam for b in balasan} == {Macam.KIRIM_ULANG}


def test_yang_diterima_tidak_disebut_lagi() -> None:
    b = banyak(3)
    diterima = tuple(replace(x.temuan, diterima="memang begitu") for x in b.butir)
    asal = ketik("53.04").berkas
    (b,) = susun(wilayah(HasilPeriksa((HasilBerkas(asal, (), diterima),))), Tingkat.PERINGATAN)
    assert b.macam is Macam.TERIMA_KASIH


def jalankan(capsys: pytest.CaptureFixture[str], *argumen: str | Path) -> tuple[int, str, str]:
    status = cli.utama(["periksa", *map(str, argumen)])
    keluaran = capsys.readouterr()
    return status, keluaran.out, keluaran.err


def test_perintah(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tujuan = tmp_path / "balasan"
    status, _, galat = jalankan(
        capsys, CONTOH / "kota-kupang-2024.xlsx", CONTOH / "gianyar-2024.xlsx", "--balasan", tujuan
    )
    assert status == 1 and galat.endswith("balasan untuk 2 satker (provinsi tidak dibalas)\n")
    assert sorted(p.name for p in tujuan.iterdir()) == [
        "53.71-kota-kupang.docx", "53.71-kota-kupang.txt", "lain-gianyar-2024.docx", "lain-gianyar-2024.txt",
    ]  # fmt: skip
    isi = (tujuan / "53.71-kota-kupang.txt").read_bytes()
    assert isi.startswith(b"\xef\xbb\xbfYth. KPU Kota Kupang\r\n") and b"\n" not in isi.replace(b"\r\n", b"")
    assert "Sel G53: Capaian: tertulis 53,05%*, seharusnya 62,41%" in isi.decode("utf-8-sig")
    assert jalankan(capsys, CONTOH / "kota-kupang-2024.xlsx", "--balasan", tujuan)[0] == 1
    assert (tujuan / "53.71-kota-kupang.txt").read_bytes() == isi


def test_folder_yang_berupa_berkas(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "balasan").write_text("bukan folder")
    status, keluar, galat = jalankan(capsys, CONTOH / "ttu-2023.xlsx", "--balasan", tmp_path / "balasan")
    assert status == 2 and 'Folder "balasan" tidak dapat dibuat' in galat
    assert "ttu-2023.xlsx" in keluar  # what was found is told all the same


def test_tanpa_python_docx(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(perintah_rekap, "find_spec", lambda _: None)
    assert jalankan(capsys, CONTOH / "ttu-2023.xlsx", "--balasan", tmp_path / "b") == (
        2, "", "galat: --balasan memerlukan python-docx, yang belum terpasang; jalankan: pip install "
        '"xlkinerja[balasan]"\n')  # fmt: skip
    assert not (tmp_path / "b").exists()


def test_pagu_yang_belum_diisi() -> None:
    kosong = [(kode, nama, None, None) for kode, nama, _, _ in UANG[:2]]
    (b,) = susun(wilayah(gabungkan([ketik("53.04", uang=kosong)])), Tingkat.GALAT)
    assert b.kosong in ("", "pagu dan realisasi anggaran") and HADIR not in b.kosong
