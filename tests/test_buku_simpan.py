"""Saving: everything or nothing, a backup first, and never over somebody else's work."""

from __future__ import annotations

import io
import os
import re
import zipfile
from decimal import Decimal as D
from pathlib import Path

import pytest
import xlsxwriter

from xlkinerja.buku import BukuTakTertulis, Suntingan
from xlkinerja.buku.lembar_baru import LembarBaru, SelBaru
from xlkinerja.buku.simpan import periksa_utuh, sidik, simpan, simpan_salinan, verifikasi
from xlkinerja.buku.sisip import terapkan

EDIT = [Suntingan("PK", 2, 2, D(7), isian="FFFFC7CE")]


def _buku() -> bytes:
    aliran = io.BytesIO()
    wb = xlsxwriter.Workbook(aliran, {"in_memory": True})
    ws = wb.add_worksheet("PK")
    wb.add_worksheet("Lain").write("A1", "tetap")
    for r in range(5):
        ws.write_row(r, 0, [f"baris {r}", r, r * 2])
    ws.write_formula("D2", "=B2*2", None, 2)
    wb.close()
    return aliran.getvalue()


LAMA = _buku()
BARU = terapkan(LAMA, EDIT)


@pytest.fixture
def berkas(tmp_path: Path) -> Path:
    path = tmp_path / "kota-kupang-2024.xlsx"
    path.write_bytes(LAMA)
    return path


def _isi_folder(path: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in path.parent.iterdir()}


def test_simpan_dengan_cadangan(berkas: Path) -> None:
    berkas.chmod(0o640)
    cadangan = simpan(berkas, BARU, sidik_asal=sidik(LAMA), suntingan=EDIT)
    assert cadangan == berkas.with_name("kota-kupang-2024.xlsx.cadangan-1")
    assert _isi_folder(berkas) == {"kota-kupang-2024.xlsx": BARU, "kota-kupang-2024.xlsx.cadangan-1": LAMA}
    assert berkas.stat().st_mode & 0o777 == 0o640


def test_cadangan_tidak_menimpa_dan_tidak_ganda(berkas: Path) -> None:
    berkas.with_name(f"{berkas.name}.cadangan-2").write_bytes(b"lebih lama")
    assert str(simpan(berkas, BARU, sidik_asal=sidik(LAMA))).endswith(".cadangan-3")
    simpan(berkas, LAMA, sidik_asal=sidik(BARU))
    assert str(simpan(berkas, BARU, sidik_asal=sidik(LAMA))).endswith(".cadangan-3")
    assert sorted(_isi_folder(berkas)) == [berkas.name + x for x in ("", ".cadangan-2", ".cadangan-3", ".cadangan-4")]
    assert berkas.with_name(f"{berkas.name}.cadangan-2").read_bytes() == b"lebih lama"


def test_tanpa_cadangan_dan_tanpa_perubahan(berkas: Path) -> None:
    assert simpan(berkas, LAMA, sidik_asal=sidik(LAMA)) is None
    assert simpan(berkas, BARU, sidik_asal=sidik(LAMA), cadangan=False) is None
    assert _isi_folder(berkas) == {berkas.name: BARU}


@pytest.mark.parametrize(
    ("kunci", "pesan"),
    [
        ("~$kota-kupang-2024.xlsx", "sedang dibuka di Excel"),
        (".~lock.kota-kupang-2024.xlsx#", "dibuka di LibreOffice"),
    ],
)
def test_ditolak_bila_sedang_dibuka(berkas: Path, kunci: str, pesan: str) -> None:
    berkas.with_name(kunci).write_bytes(b"")
    with pytest.raises(BukuTakTertulis, match=re.escape(pesan)):
        simpan(berkas, BARU, sidik_asal=sidik(LAMA))
    with pytest.raises(BukuTakTertulis, match=re.escape(pesan)):
        simpan_salinan(berkas, BARU)
    assert _isi_folder(berkas) == {berkas.name: LAMA, kunci: b""}


def test_ditolak_bila_berubah_hilang_atau_baca_saja(berkas: Path) -> None:
    with pytest.raises(BukuTakTertulis, match="berubah setelah dibaca"):
        simpan(berkas, BARU, sidik_asal=sidik(BARU))
    berkas.chmod(0o444)
    with pytest.raises(BukuTakTertulis, match="hanya boleh dibaca"):
        simpan(berkas, BARU, sidik_asal=sidik(LAMA))
    with pytest.raises(BukuTakTertulis, match="tidak ditemukan"):
        simpan(berkas.with_name("lain.xlsx"), BARU, sidik_asal=sidik(LAMA))
    assert _isi_folder(berkas) == {berkas.name: LAMA}


def test_kegagalan_tidak_meninggalkan_apa_pun(berkas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def penuh(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for nama in ("replace", "fsync"):
        with monkeypatch.context() as m:
            m.setattr(os, nama, penuh)
            with pytest.raises(BukuTakTertulis, match=r"gagal disimpan \(ruang penyimpanan penuh\)"):
                simpan(berkas, BARU, sidik_asal=sidik(LAMA))
            with pytest.raises(BukuTakTertulis, match="gagal disimpan"):
                simpan_salinan(berkas.with_name("salinan.xlsx"), BARU)
        assert _isi_folder(berkas) == {berkas.name: LAMA}


def test_tautan_simbolis_tetap_tautan(berkas: Path, tmp_path: Path) -> None:
    tautan = tmp_path / "folder" / "t.xlsx"
    tautan.parent.mkdir()
    tautan.symlink_to(berkas)
    simpan(tautan, BARU, sidik_asal=sidik(LAMA), cadangan=False)
    assert tautan.is_symlink() and berkas.read_bytes() == BARU


def test_salinan(berkas: Path) -> None:
    tujuan = berkas.parent / "keluaran" / "kab" / berkas.name
    simpan_salinan(tujuan, BARU)
    simpan_salinan(tujuan, BARU)
    assert _isi_folder(tujuan) == {berkas.name: BARU} and berkas.read_bytes() == LAMA
    simpan_salinan(tujuan, LAMA)
    assert tujuan.read_bytes() == LAMA


def test_bita_yang_rusak_tidak_disimpan(berkas: Path) -> None:
    rusak = bytearray(BARU)
    rusak[BARU.index(b"xl/theme") + 60] ^= 0xFF
    for isi in (bytes(rusak), BARU[:-30], b"bukan zip"):
        with pytest.raises(BukuTakTertulis, match="tidak dapat dibuka kembali"):
            simpan(berkas, isi, sidik_asal=sidik(LAMA))
    assert _isi_folder(berkas) == {berkas.name: LAMA}


def _ganti(isi: bytes, bagian: str, cari: bytes, baru: bytes) -> bytes:
    keluar = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(isi)) as z, zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as w:
        for nama in z.namelist():
            data = z.read(nama)
            assert nama != bagian or cari in data
            w.writestr(z.getinfo(nama), data.replace(cari, baru) if nama == bagian else data)
    return keluar.getvalue()


S1 = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("bagian", "cari", "baru", "pesan"),
    [
        (S1, b"<v>6</v>", b"<v>8</v>", 'sel lain di lembar "PK" ikut berubah'),
        (S1, b"<f>B2*2</f>", b"", 'sel lain di lembar "PK" ikut berubah'),
        (S1, b"<v>7</v>", b"<v>8</v>", 'sel B2 di lembar "PK" tidak berisi yang diminta'),
        (
            S1,
            b"</sheetData>",
            b'</sheetData><mergeCells><mergeCell ref="A8:B9"/></mergeCells>',
            "susunan lembar",
        ),
        (S1, b"</sheetData>", b"", "XML"),
        ("xl/worksheets/sheet2.xml", b'r="A1"', b'r="A2"', "bagian xl/worksheets/sheet2.xml ikut berubah"),
        ("xl/styles.xml", b"Calibri", b"Arial", "gaya sel yang lama berubah"),
        ("xl/workbook.xml", b'name="PK"', b'name="PX"', "susunan lembar berubah"),
    ],
)
def test_verifikasi_menemukan_yang_ikut_berubah(bagian: str, cari: bytes, baru: bytes, pesan: str) -> None:
    verifikasi(LAMA, BARU, EDIT)
    with pytest.raises(BukuTakTertulis, match=pesan):
        verifikasi(LAMA, _ganti(BARU, bagian, cari, baru), EDIT)


def test_verifikasi_gaya_saja_menjaga_isi() -> None:
    tanda = [Suntingan("PK", 2, 2, isian="FFFFC7CE")]
    verifikasi(LAMA, terapkan(LAMA, tanda), tanda)
    with pytest.raises(BukuTakTertulis, match="isi sel B2"):
        verifikasi(LAMA, BARU, tanda)


def test_verifikasi_dengan_lembar_kami() -> None:
    lembar = LembarBaru("Temuan", ((SelBaru("K201", "galat"),),), judul_cetak=1)
    baru = terapkan(LAMA, EDIT, lembar)
    verifikasi(LAMA, baru, EDIT, "Temuan")
    ganti = LembarBaru("Temuan", ((SelBaru("K202", "info"),),))
    verifikasi(baru, terapkan(baru, [], ganti), [], "Temuan")
    with pytest.raises(BukuTakTertulis, match="ikut berubah"):
        verifikasi(baru, terapkan(baru, [], ganti), [])
    assert [x.nama for x in periksa_utuh(baru).lembar] == ["PK", "Lain", "Temuan"]
