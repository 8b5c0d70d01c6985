"""Who signs, from the title of a table."""

from __future__ import annotations

import pytest

from xlkinerja.formulir.identitas import unit_dari


@pytest.mark.parametrize(
    ("judul", "unit"),
    [
        ("Perjanjian Kinerja Sub Bagian Perencanaan, Data dan Informasi Kepala Sub Bagian Perencanaan",
         "sub bagian perencanaan data & informasi"),
        ("CAPAIAN KEPALA SUB BAGIAN HUKUM DAN SDM TAHUN 2024", "sub bagian hukum & sdm"),
        ("Bagian Keuangan, Umum dan Logistik Triwulan II", "bagian keuangan umum & logistik"),
        ("Subbagian Teknis dan Hupmas KPU Kota Kupang", "subbagian teknis & hupmas"),
        ("SEKRETARIAT KPU PROVINSI NTT b. Sumber Daya Manusia berdasarkan Bagian, Sub Bagian dan Jenjang Pendidikan "
         "per bulan Desember 2020", "sekretaris"),
        ("Pegawai menurut Bagian dan Golongan", ""),
        ("Perjanjian Kinerja Ketua KPU Kabupaten Belu", "ketua"),
    ],
)  # fmt: skip
def test_unit_dari_judul(judul: str, unit: str) -> None:
    assert unit_dari(judul) == unit
