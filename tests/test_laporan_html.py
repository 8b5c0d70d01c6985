"""The HTML report: what it shows of which run, that text stays text, and how it behaves in headless Chromium."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest

from tests.peramban import Peramban
from tests.wilayah_ntt import bita
from xlkinerja.angka import tulis_angka
from xlkinerja.baca import target_ikpa
from xlkinerja.buku.berkas import buka
from xlkinerja.buku.ingatan import buku_ingatan
from xlkinerja.cli import utama
from xlkinerja.formulir.identitas import daftar_satker
from xlkinerja.hitung import TARGET_IKPA
from xlkinerja.kumpulan import periksa_jalur
from xlkinerja.laporan.html import daftar as daftar_temuan
from xlkinerja.laporan.html import tulis
from xlkinerja.laporan.html.capaian import peta_panas
from xlkinerja.laporan.html.keadaan import Keadaan, Kumpulan, kumpulan
from xlkinerja.laporan.html.peta import PETA, PROVINSI, ubin_semua
from xlkinerja.laporan.html.serapan import Batang, batang_buku, serapan_kumpulan
from xlkinerja.laporan.wilayah import wilayah_tahunan
from xlkinerja.lembar_temuan import KEPALA
from xlkinerja.periksa import HasilBerkas, HasilPeriksa, kumpulkan
from xlkinerja.temuan import Tingkat

pytest_plugins = ["tests.peramban"]
CONTOH = Path(__file__).parent.parent / "workbooks" / "contoh"
JAHAT = "</script><img src=x onerror=\"alert('1')\">{{ 7*7 }}{% raw %}&amp;"
"""What must not become anything but text."""
LEMBAR_JAHAT = "<svg onload=a>{{7}}&\"'"
KOSONG = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SATU_BARIS = ("1", "Pemilu yang baik", "Persentase Partisipasi Pemilih dalam Pemilu/Pemilihan", 0.8, 0.6, 0.75)
DUA_BARIS = ("2", "Lembaga yang baik", "Persentase Keterbukaan Informasi Publik", 0.5, 0.6, 1.2)


def tulis_buku(jalur: Path, satker: str, *, tahun: int = 2026, baris: tuple[tuple[object, ...], ...] = (SATU_BARIS,),
               lembar: str = "Capaian", anggaran: tuple[object, object] | None = None) -> None:  # fmt: skip
    """A small typed workbook: the Ketua's capaian, and a budget of one program."""
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = lembar
    ws["A1"] = f"Capaian Kinerja Ketua {satker} Tahun {tahun}"
    isi: list[tuple[object, ...]] = [("No", "Sasaran", "Indikator Kinerja", "Target", "Realisasi", "Capaian"), *baris]
    for r, kolom in enumerate(isi, 3):
        for c, n in enumerate(kolom, 1):
            ws.cell(r, c, n)
            if isinstance(n, float):
                ws.cell(r, c).number_format = "0.00%"
    if anggaran is not None:
        ws = wb.create_sheet("Anggaran")
        ws["A1"] = f"Realisasi Anggaran {satker} Tahun {tahun}"
        for c, n in enumerate(("No", "Program", "Pagu", "Realisasi"), 1):
            ws.cell(3, c, n)
        for r in (4, 5):
            for c, n in enumerate((1 if r == 4 else "", "Program A" if r == 4 else "TOTAL", *anggaran), 1):
                ws.cell(r, c, n).number_format = "#,##0" if c > 2 else "General"
    wb.save(jalur)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A province's folder: 13 right ones, one with a wrong figure, one of hostile text and a blank, one template, one
    of another year, one damaged, three not there."""
    tujuan = tmp_path_factory.mktemp("ntt")
    for s in daftar_satker():
        nama = tujuan / f"{s.nama[4:].lower().replace(' ', '-')}-2026.xlsx"
        if s.kode in ("53", "53.04", "53.20", "53.05"):
            continue
        if s.kode == "53.07":
            nama.write_bytes(b"PK\x03\x04 terpotong")
        elif s.kode == "53.21":
            tulis_buku(nama, s.nama, tahun=2025)
        elif s.kode == "53.03":
            nama.write_bytes(bita("53.03"))
        elif s.kode == "53.08":
            tulis_buku(nama, s.nama, baris=((*SATU_BARIS[:5], 0.95), DUA_BARIS), anggaran=(1000000, 400000))
        elif s.kode == "53.09":
            jahat = ("3", JAHAT, JAHAT, 0.5, JAHAT, 0.9)
            tulis_buku(nama, s.nama, baris=((*SATU_BARIS[:4], None, None), (*DUA_BARIS[:5], 0.2), jahat),
                       lembar=LEMBAR_JAHAT)  # fmt: skip
        else:
            tulis_buku(nama, s.nama)
    return tujuan


@pytest.fixture(scope="module")
def hasil(folder: Path) -> HasilPeriksa:
    return periksa_jalur([folder])


@pytest.fixture(scope="module")
def halaman(folder: Path, hasil: HasilPeriksa) -> str:
    return tulis(hasil, daftar=kumpulkan([folder]), tingkat=Tingkat.INFO)


@pytest.fixture(scope="module")
def peta(hasil: HasilPeriksa) -> Kumpulan:
    return satu_kumpulan(hasil)


def satu_kumpulan(hasil: HasilPeriksa) -> Kumpulan:
    (w,) = wilayah_tahunan(hasil, PROVINSI)
    return kumpulan(hasil, w)


class Pembaca(HTMLParser):
    """Reads a page strictly: what opens is closed in order. Keeps tags with attributes, and the text of elements with
    an id or a class."""

    def __init__(self, teks: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tumpukan: list[str] = []
        self.tag: list[tuple[str, dict[str, str | None]]] = []
        self.teks: list[str] = []
        self.feed(teks)
        self.close()
        assert not self.tumpukan, f"tidak ditutup: {self.tumpukan}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"atribut ganda pada {tag}"
        self.tag.append((tag, dict(attrs)))
        if tag not in KOSONG and not self.get_starttag_text().endswith("/>"):  # type: ignore[union-attr]
            self.tumpukan.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.tumpukan, f"</{tag}> tanpa pembuka"
        assert self.tumpukan.pop() == tag, f"</{tag}> salah tempat"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if not self.tumpukan or self.tumpukan[-1] not in ("script", "style"):
            self.teks.append(data)


@pytest.fixture(scope="module")
def bacaan(halaman: str) -> Pembaca:
    return Pembaca(halaman)


# The map and the states


def test_peta_memuat_setiap_satker_sekali() -> None:
    kabupaten = sorted(s.kode or "" for s in daftar_satker() if s.jenis != "provinsi")
    assert len(kabupaten) == 22
    assert sorted(u.kode for u in ubin_semua()) == kabupaten
    letak = Counter((u.baris, u.kolom) for u in ubin_semua())
    assert max(letak.values()) == 1
    assert not {(p.baris, p.kolom) for p in PETA} & set(letak)
    assert all(1 <= u.baris <= 6 and 1 <= u.kolom <= 10 for u in ubin_semua())


def test_flores_dari_barat_ke_timur() -> None:
    flores = [u.nama for u in PETA[0].ubin]
    assert flores[0] == "Manggarai Barat" and flores[-2:] == ["Lembata", "Alor"]
    assert all(a.kolom < b.kolom for a, b in pairwise(PETA[0].ubin))


def test_keadaan_satker(peta: Kumpulan) -> None:
    keadaan = {s.satker.kode: s.ringkas.keadaan for s in peta.satker}
    assert keadaan["53.08"] is Keadaan.GALAT
    assert keadaan["53.07"] is Keadaan.TAK_TERBACA
    assert keadaan["53.21"] is Keadaan.TAHUN_LAIN
    assert [k for k, x in keadaan.items() if x is Keadaan.BELUM] == ["53.04", "53.05", "53.20"]
    assert keadaan["53.03"] is Keadaan.BERES and keadaan["53.71"] is Keadaan.BERES
    assert len(keadaan) == 22 and peta.tahun == 2026
    assert sum(len(isi) for _, isi in peta.per_keadaan()) == 22


def test_kurang_dari_separuh_bukan_belum_dikirim(folder: Path, tmp_path: Path) -> None:
    for berkas in sorted(folder.glob("kabupaten-sumba*")):
        shutil.copy(berkas, tmp_path)
    hasil = periksa_jalur([tmp_path])
    k = satu_kumpulan(hasil)
    banyak = Counter(s.ringkas.keadaan for s in k.satker)
    assert banyak == {Keadaan.BERES: 4, Keadaan.TIDAK_DISERTAKAN: 18}


def test_satker_yang_meragukan_perlu_dipastikan(folder: Path, tmp_path: Path) -> None:
    """A file named after Belu whose content is Alor's is nobody's for certain."""
    for berkas in sorted(folder.glob("kabupaten-[m-t]*")):
        shutil.copy(berkas, tmp_path)
    tulis_buku(tmp_path / "kabupaten-belu-2026.xlsx", "KPU Kabupaten Alor")
    hasil = periksa_jalur([tmp_path])
    k = satu_kumpulan(hasil)
    keadaan = {s.satker.kode: s.ringkas.keadaan for s in k.satker}
    assert keadaan["53.04"] is keadaan["53.05"] is Keadaan.PERLU_DIPASTIKAN


def test_dua_tahun_dua_peta(folder: Path, tmp_path: Path) -> None:
    for tahun in (2025, 2026):
        (tmp_path / str(tahun)).mkdir()
        for s in daftar_satker()[1:13]:
            tulis_buku(tmp_path / str(tahun) / f"{s.kode}.xlsx", s.nama, tahun=tahun)
    teks = tulis(periksa_jalur([tmp_path]), daftar=kumpulkan([tmp_path]), tingkat=Tingkat.INFO)
    bacaan = Pembaca(teks)
    nomor = [a["id"] for _, a in bacaan.tag if "id" in a]
    assert len(nomor) == len(set(nomor)) and {"peta-2025", "peta-2026", "capaian-2025", "capaian-2026"} <= set(nomor)
    for tahun in (2025, 2026):
        assert f"Dari 22 kabupaten/kota, untuk tahun {tahun}: 10 belum dikirim, 12 beres." in teks


def test_satu_buku_tanpa_peta(tmp_path: Path) -> None:
    tulis_buku(tmp_path / "kota-kupang.xlsx", "KPU Kota Kupang")
    teks = tulis(periksa_jalur([tmp_path]), daftar=kumpulkan([tmp_path]), tingkat=Tingkat.INFO)
    assert 'id="peta-' not in teks and 'id="capaian-' not in teks and 'id="serapan' not in teks
    assert "1 buku kerja diperiksa: 1 beres." in teks and "Tidak ada temuan." in teks
    Pembaca(teks)


# The heat map


def test_peta_panas(peta: Kumpulan) -> None:
    panas = peta_panas(peta.wilayah)
    assert panas is not None
    kolom = {k.nama: i for i, k in enumerate(panas.kolom)}
    baris = {b.indikator: b.petak for b in panas.baris}
    kupang, ende, ngada = (kolom[n] for n in ("Kota Kupang", "Ende", "Ngada"))
    pemilih = baris["Persentase Partisipasi Pemilih dalam Pemilu/Pemilihan"]
    terbuka = baris["Persentase Keterbukaan Informasi Publik"]
    assert pemilih[kupang] is not None and (pemilih[kupang].angka, pemilih[kupang].kategori) == ("75,00", "Baik")
    # Recomputed, and what is written instead is told.
    assert pemilih[ende] is not None and (pemilih[ende].angka, pemilih[ende].tanda) == ("75,00", "≠")
    assert pemilih[ende].catatan == "di buku kerja tertulis 95,00%"
    assert (pemilih[ngada].tanpa, terbuka[kupang].tanpa) == ("belum diisi", "tidak ada")  # type: ignore[union-attr]
    assert terbuka[ende] is not None and terbuka[ende].angka == "120,00"
    assert baris[JAHAT][ngada].tanpa == "tidak dapat dihitung"  # type: ignore[union-attr]
    assert [panas.kolom[kolom[n]].tanpa for n in ("Sikka", "Belu", "Malaka")] == [
        "tidak dapat dibaca", "belum dikirim", "tahun lain"
    ]  # fmt: skip
    assert all(pemilih[kolom[n]] is None for n in ("Sikka", "Belu", "Malaka"))
    # In the official order, the unknown one last.
    assert list(baris).index("Persentase Keterbukaan Informasi Publik") < list(baris).index(
        "Persentase Partisipasi Pemilih dalam Pemilu/Pemilihan"
    )
    assert list(baris)[-1] == JAHAT


# Absorption


def bar(b: HasilBerkas) -> Batang:
    satu = batang_buku(b)
    assert satu is not None
    return satu


def test_serapan(peta: Kumpulan) -> None:
    batang = {b.nama: b for b in serapan_kumpulan(peta.wilayah)}
    ende, ttu = batang["Ende"], batang["TTU"]
    assert (ende.teks, ende.realisasi, ende.pagu) == ("40,00%", "400.000", "1.000.000")
    assert ende.target is None and ende.tanpa_target == "periode laporan tidak diketahui"
    assert ttu.sampai == "s.d. triwulan IV" and ttu.target is not None and Decimal(90) <= ttu.target <= Decimal(95)
    assert ttu.banding == "✓ mencapai target"
    assert batang["Kota Kupang"].tanpa == "tidak ada tabel pagu dan realisasi"
    assert (batang["Belu"].tanpa, batang["Sikka"].tanpa) == ("belum dikirim", "tidak dapat dibaca")


def test_serapan_templat_kosong_belum_diisi() -> None:
    """The sums of a template stand at 0 while nothing is filled in."""
    (b,) = periksa_jalur([CONTOH / "templat-ttu-2023.xlsx"]).berkas
    assert bar(b).tanpa == "realisasi belum diisi"


def test_total_lain_disebut() -> None:
    (b,) = periksa_jalur([CONTOH / "kota-kupang-2024.xlsx"]).berkas
    satu = bar(b)
    assert satu.teks == "99,85%" and "56.574.527.122 dari 56.658.099.000 di lembar Ringkasan" in satu.catatan
    assert satu.catatan.startswith("Ada 1 galat di lembar Anggaran; angka ini dapat berubah.")


def test_target_dari_lembar_identitas() -> None:
    """The office's own IKPA targets are those that its template carries; what is no percentage is not one."""
    isi = {"A1": Decimal("0.1"), "B1": Decimal("0.3"), "C1": Decimal("0.6"), "D1": Decimal("0.99"), "A2": "x"}
    nama = {"xlk_ikpa_target_51": "Identitas!$A$1:$D$1", "xlk_ikpa_target_52": "Identitas!$A$2:$D$2"}
    target = target_ikpa(buku_ingatan({"Identitas": isi}, nama=nama))
    assert target == {"51": (Decimal(10), Decimal(30), Decimal(60), Decimal(99))}
    assert target_ikpa(buka(bita("53.03"))) == TARGET_IKPA


def test_di_bawah_target(hasil: HasilPeriksa) -> None:
    ttu = next(b for b in hasil.berkas if b.berkas.templat)
    assert ttu.berkas.identitas is not None
    identitas = replace(ttu.berkas.identitas, target_ikpa=dict.fromkeys(TARGET_IKPA, (Decimal(99),) * 4))
    satu = bar(replace(ttu, berkas=replace(ttu.berkas, identitas=identitas)))
    assert satu.teks_target == "99,00%" and not satu.tercapai
    assert satu.persen is not None
    assert satu.banding == f"▼ {tulis_angka(99 - satu.persen, 2)} poin di bawah target"


# The findings


def test_semua_temuan_ada_dengan_sel_dan_kode(hasil: HasilPeriksa, bacaan: Pembaca, halaman: str) -> None:
    semua = [t for b in hasil.semua for t in b.temuan]
    pola = r'<tr id="t\d+" role="row" data-t="(\w+)" data-k="([A-Z]\d+)">.*?<b>([^<]*)</b></td>'
    baris = re.findall(pola, halaman, re.S)
    ada = Counter((kode, tingkat, sel) for tingkat, kode, sel in baris)
    assert sum(ada.values()) == len(semua)
    for t in semua:
        if t.lokasi.sel is not None:
            assert ada[t.kode, t.tingkat.value, t.lokasi.sel] > 0
    teks = " ".join("".join(bacaan.teks).split())
    assert all(" ".join(t.pesan.split()) in teks for t in semua)
    for kode in {t.kode for t in semua}:
        assert f'id="k-{kode}"' in halaman


def test_gambar_menandai_sel_yang_salah(halaman: str) -> None:
    """Ende's wrong capaian in F4, its target and realisasi beside it."""
    awal = halaman.index('data-k="K201"')
    satu = halaman[awal : halaman.index("</details>", awal)]
    assert '<td class="x k">95,00%<small>◄ K201 di sini</small></td>' in satu
    assert '<td class="y k">80,00%<small>terkait</small></td>' in satu
    assert re.findall(r'<th scope="col">([A-Z]+)</th>', satu) == ["A", "B", "C", "D", "E", "F"]
    assert re.findall(r'<th scope="row">(\d+)</th>', satu) == ["4", "5"]
    assert '<tr class="kepala"><td></td><th scope="col">No</th><th scope="col">Sasaran</th>' in satu


@pytest.mark.parametrize(
    ("sekode", "semua", "gambar", "pesan"),
    [
        (2, 99, 13, "Gambar sel tidak disertakan: 2 temuan S102 sebelumnya di buku kerja ini sudah bergambar."),
        (9, 5, 5, "Gambar sel tidak disertakan: laporan ini sudah memuat 5 gambar."),
        (9, 99, 22, ""),
    ],
)
def test_gambar_dibatasi(monkeypatch: pytest.MonkeyPatch, sekode: int, semua: int, gambar: int, pesan: str) -> None:
    monkeypatch.setattr(daftar_temuan, "GAMBAR_SEKODE", sekode)
    monkeypatch.setattr(daftar_temuan, "GAMBAR_SEMUA", semua)
    jalur = [CONTOH / "ttu-2023.xlsx"]
    hasil = periksa_jalur(jalur)
    teks = tulis(hasil, daftar=kumpulkan(jalur), tingkat=Tingkat.INFO)
    assert teks.count('class="potret"') == gambar
    assert pesan in teks and bool(pesan) == ("Gambar sel tidak disertakan" in teks)
    assert len(re.findall(r'<tr id="t\d+"', teks)) == len(hasil.berkas[0].temuan)


def test_buku_yang_hilang_setelah_diperiksa_disebut(tmp_path: Path) -> None:
    jalur = tmp_path / "ttu-2023.xlsx"
    shutil.copy(CONTOH / jalur.name, jalur)
    hasil, daftar = periksa_jalur([jalur]), kumpulkan([jalur])
    jalur.write_bytes(b"bukan buku kerja")
    teks = tulis(hasil, daftar=daftar, tingkat=Tingkat.INFO)
    assert "Gambar sel tidak dapat dibuat" in teks and 'class="potret"' not in teks


def test_tingkat_meninggalkan_yang_di_bawahnya(folder: Path, hasil: HasilPeriksa) -> None:
    teks = tulis(hasil, daftar=kumpulkan([folder]), tingkat=Tingkat.GALAT)
    assert set(re.findall(r'data-t="(\w+)"', teks)) == {"galat"}
    assert len(re.findall(r'<tr id="t\d+"', teks)) == hasil.jumlah(Tingkat.GALAT)
    assert f"<b>{hasil.jumlah(Tingkat.PERINGATAN)}</b> peringatan" in teks  # counted all the same
    assert "hanya dihitung, tidak dirinci" in teks


def test_yang_diterima_ditampilkan_tersendiri(tmp_path: Path) -> None:
    jalur = tmp_path / "ttu-2023.xlsx"
    shutil.copy(CONTOH / jalur.name, jalur)
    assert utama(["hitung", str(jalur), "--tanpa-cadangan", "--tingkat", "galat"]) == 1
    wb = openpyxl.load_workbook(jalur)
    ws = wb["Temuan"]
    r = next(r for r in range(5, ws.max_row + 1) if (ws.cell(r, 5).value, ws.cell(r, 2).value) == ("D7", "J201"))
    ws.cell(r, KEPALA.index("Status") + 1).value = "diterima"
    ws.cell(r, KEPALA.index("Alasan Diterima") + 1).value = f"dasar: {JAHAT}"
    wb.save(jalur)
    hasil = periksa_jalur([jalur])
    teks = tulis(hasil, daftar=kumpulkan([jalur]), tingkat=Tingkat.INFO)
    bacaan = Pembaca(teks)
    assert hasil.diterima == 1 and "<b>1</b> diterima dengan alasan (tidak dihitung)" in teks
    assert len(re.findall(r'<tr id="t\d+"', teks)) == len(hasil.berkas[0].temuan) - 1
    assert 'id="diterima"' in teks and f"dasar: {JAHAT}" in "".join(bacaan.teks)


# Text stays text, one file, no network


def test_halaman_tersusun_baik(bacaan: Pembaca) -> None:
    nomor = [a["id"] for _, a in bacaan.tag if "id" in a]
    assert len(nomor) == len(set(nomor))
    tujuan = {(a.get("href") or "")[1:] for t, a in bacaan.tag if t == "a"}
    assert tujuan <= set(nomor)
    judul = [int(t[1]) for t, _ in bacaan.tag if re.fullmatch(r"h[1-6]", t)]
    assert judul[0] == 1 and judul.count(1) == 1 and all(b - a <= 1 for a, b in pairwise(judul))
    assert {"header", "nav", "main", "footer"} <= {t for t, _ in bacaan.tag}
    tabel = sum(t == "table" for t, _ in bacaan.tag)
    assert sum(t == "caption" for t, _ in bacaan.tag) == tabel - 1  # the list of findings is named by its heading
    assert all(a.get("id") or "aria-label" in a or t != "section" for t, a in bacaan.tag)
    assert all("scope" in a for t, a in bacaan.tag if t == "th")
    assert next(a for t, a in bacaan.tag if t == "html")["lang"] == "id"


def test_teks_jahat_tetap_teks(halaman: str, bacaan: Pembaca) -> None:
    assert not [t for t, _ in bacaan.tag if t in ("img", "iframe", "object", "embed", "link", "base")]
    assert sum(t == "script" for t, _ in bacaan.tag) == 1
    svg = [a for t, a in bacaan.tag if t == "svg"]
    assert svg and all("onload" not in a for a in svg)
    assert not [k for _, a in bacaan.tag for k in a if k.startswith("on") or k == "style"]
    teks = "".join(bacaan.teks)
    assert JAHAT in teks and LEMBAR_JAHAT in teks
    assert "<img" not in halaman and "<svg onload" not in halaman


def test_satu_berkas_tanpa_jaringan(halaman: str, bacaan: Pembaca, folder: Path) -> None:
    csp = next(a["content"] for t, a in bacaan.tag if t == "meta" and a.get("http-equiv") == "Content-Security-Policy")
    assert csp is not None
    kebijakan = dict(x.strip().split(" ", 1) for x in csp.split(";"))
    assert kebijakan["default-src"] == "'none'" and kebijakan["img-src"] == "data:"
    assert kebijakan["script-src"].startswith("'sha256-") and "unsafe" not in csp
    assert not re.search(r"https?://|//cdn|file:|@import|url\(", halaman)
    assert all((a.get("href") or "#").startswith("#") and "src" not in a for _, a in bacaan.tag)
    assert str(folder) not in halaman and str(folder.parent) not in halaman
    assert len(halaman.encode()) < 500_000


def test_selalu_sama(folder: Path, halaman: str, tmp_path: Path) -> None:
    """The same folder elsewhere gives the same bytes."""
    lain = shutil.copytree(folder, tmp_path / "lain")
    assert tulis(periksa_jalur([lain]), daftar=kumpulkan([lain]), tingkat=Tingkat.INFO) == halaman


# The command


def test_perintah_menulis_laporan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    buku = CONTOH / "gianyar-2024.xlsx"
    tujuan = tmp_path / "baru" / "laporan.html"
    assert utama(["periksa", str(buku)]) == 1
    biasa = capsys.readouterr().out
    assert utama(["periksa", str(buku), "--laporan", str(tujuan)]) == 1
    keluar, pesan = capsys.readouterr()
    assert keluar == biasa and pesan == f"Laporan ditulis ke {tujuan}.\n"
    assert tujuan.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_laporan_hanya_ke_html(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    buku = tmp_path / "buku.xlsx"
    shutil.copy(CONTOH / "gianyar-2024.xlsx", buku)
    isi = buku.read_bytes()
    with pytest.raises(SystemExit) as salah:
        utama(["periksa", str(buku), "--laporan", str(buku)])
    assert salah.value.code == 2 and buku.read_bytes() == isi
    assert "bukan nama berkas .html" in capsys.readouterr().err


def test_laporan_yang_tidak_dapat_ditulis(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "berkas").write_text("x")
    assert utama(["periksa", str(CONTOH / "gianyar-2024.xlsx"), "--laporan", str(tmp_path / "berkas" / "a.html")]) == 2
    assert capsys.readouterr().err.startswith("galat: ")


def test_tanpa_jinja_disebut(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("xlkinerja.argumen.find_spec", lambda _: None)
    with pytest.raises(SystemExit):
        utama(["periksa", "x.xlsx", "--laporan", "a.html"])
    assert "laporan HTML perlu Jinja2; pasang dengan: pip install jinja2" in capsys.readouterr().err


# In the browser

TAMPAK = "[...document.querySelectorAll('#daftar-temuan tr[data-t]')].filter(e => e.offsetParent !== null).length"
ISI = """(s, n, t) => {
  const e = document.querySelector(s); e.value = n; e.dispatchEvent(new Event(t, {bubbles: true}));
}"""
KONTRAS = """(() => {
  const angka = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
  const latar = (e) => { for (; e; e = e.parentElement) { const c = angka(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] === 1) return c; } return [255, 255, 255]; };
  const linear = (v) => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const terang = (c) => c.slice(0, 3).reduce((n, v, i) => n + linear(v / 255) * [.2126, .7152, .0722][i], 0);
  const banding = (a, b) => (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  document.querySelectorAll("details").forEach((d) => { d.open = true; });
  return [...document.querySelectorAll("body *")]
    .filter((e) => e.offsetParent !== null && !e.closest("svg,script,.tsl,option")
      && [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
    .map((e) => [Math.round(100 * banding(terang(angka(getComputedStyle(e).color)), terang(latar(e)))) / 100,
      e.tagName + "." + e.className + " " + e.textContent.trim().slice(0, 30)])
    .filter(([n]) => n < 4.5).slice(0, 5);
})()"""


@pytest.fixture
def terbuka(peramban: Peramban, halaman: str, tmp_path: Path) -> Iterator[tuple[Peramban, Path]]:
    jalur = tmp_path / "laporan.html"
    jalur.write_text(halaman, encoding="utf-8")
    yield peramban, jalur
    assert peramban.konsol == []
    assert peramban.permintaan == [jalur.as_uri()]


@pytest.mark.parametrize("lebar", [360, 1400])
@pytest.mark.parametrize("gelap", [False, True])
def test_muat_dan_terbaca(terbuka: tuple[Peramban, Path], lebar: int, gelap: bool) -> None:
    """No sideways scrolling of the page, with all pictures open too; every text at least 4.5 : 1."""
    p, jalur = terbuka
    p.buka(jalur, lebar=lebar, gelap=gelap)
    assert p.nilai(KONTRAS) == []
    assert p.nilai("document.documentElement.scrollWidth") == lebar
    latar = p.nilai("getComputedStyle(document.body).backgroundColor")
    assert latar == ("rgb(16, 21, 28)" if gelap else "rgb(243, 245, 248)")


def test_saring_dan_cari(terbuka: tuple[Peramban, Path], hasil: HasilPeriksa) -> None:
    p, jalur = terbuka
    p.buka(jalur, lebar=1400)
    semua = [t for b in hasil.semua for t in b.temuan]
    jumlah = "document.querySelector('#jumlah').textContent"

    def isi(sasaran: str, nilai: str, peristiwa: str = "change") -> None:
        p.nilai(f"({ISI})({sasaran!r}, {nilai!r}, {peristiwa!r})")
        p.nilai("new Promise((r) => setTimeout(r, 160))")

    def hapus() -> None:
        p.nilai("document.querySelector('#saring button[type=reset]').click()")
        p.nilai("new Promise((r) => setTimeout(r, 20))")

    assert p.nilai(TAMPAK) == len(semua) and p.nilai(jumlah) == f"Semua {len(semua)} temuan ditampilkan."
    isi("#cari", "ende  k201", "input")
    assert p.nilai(TAMPAK) == 1 and p.nilai(jumlah) == f"1 dari {len(semua)} temuan ditampilkan."
    isi("#cari", "zzz tidak ada", "input")
    assert p.nilai(TAMPAK) == 0 and p.nilai(jumlah).startswith("Tidak ada temuan")
    hapus()
    assert p.nilai(TAMPAK) == len(semua)
    isi("#pilih-kode", "W201")
    assert p.nilai(TAMPAK) == sum(t.kode == "W201" for t in semua) == 3
    hapus()
    p.nilai("document.querySelector('input[value=peringatan]').click()")
    assert p.nilai(TAMPAK) == sum(t.tingkat is not Tingkat.PERINGATAN for t in semua)
    hapus()
    ke = next(i for i, b in enumerate(hasil.berkas) if "ende" in b.berkas.jalur)
    isi("#pilih-buku", str(ke))
    assert p.nilai(TAMPAK) == len(hasil.berkas[ke].temuan)
    # A link to what is hidden lifts the filter.
    p.nilai("document.querySelector('.ubin a[href=\"#b-1\"]').click()")
    assert p.nilai(TAMPAK) == len(semua)


def test_papan_tombol_tema_dan_gambar(terbuka: tuple[Peramban, Path]) -> None:
    p, jalur = terbuka
    p.buka(jalur, lebar=1400)
    for jenis in ("rawKeyDown", "keyUp"):
        p.perintah("Input.dispatchKeyEvent", type=jenis, key="Tab", code="Tab", windowsVirtualKeyCode=9)
    assert p.nilai("document.activeElement.className") == "lewati"
    assert p.nilai("document.activeElement.getBoundingClientRect().top") >= 0
    assert p.nilai("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    p.nilai(f"({ISI})('#tema', 'gelap', 'change')")
    assert p.nilai("getComputedStyle(document.body).backgroundColor") == "rgb(16, 21, 28)"
    p.nilai(f"({ISI})('#tema', '', 'change')")
    rincian = p.nilai("document.querySelectorAll('#daftar-temuan details').length")
    buka = "document.querySelectorAll('#daftar-temuan details[open]').length"
    if p.nilai(buka) == rincian:
        p.nilai("document.querySelector('#buka-gambar').click()")
        assert p.nilai(buka) == 0
    p.nilai("document.querySelector('#buka-gambar').click()")
    assert p.nilai(buka) == rincian > 0


def test_pembaca_layar_melihat_tabel_juga_di_ponsel(terbuka: tuple[Peramban, Path]) -> None:
    """Rows laid out as cards are still rows of a table, with their headings; every table has a name."""
    p, jalur = terbuka
    peran = []
    for lebar in (360, 1400):
        p.buka(jalur, lebar=lebar)
        p.perintah("Accessibility.enable")
        simpul = [n for n in p.perintah("Accessibility.getFullAXTree")["nodes"] if not n["ignored"]]
        nama = [n["name"]["value"] for n in simpul if n["role"]["value"] == "table"]
        assert len(nama) >= 5 and all(nama)
        peran.append(Counter(n["role"]["value"] for n in simpul))
    for satu in ("table", "row", "rowheader", "columnheader", "cell", "heading"):
        assert peran[0][satu] == peran[1][satu] > 0
    assert [peran[0][x] for x in ("main", "banner", "contentinfo", "navigation", "search", "status")] == [1] * 6


def test_kebijakan_isi_ditegakkan(peramban: Peramban, halaman: str, tmp_path: Path) -> None:
    """Even a script that got in would not run: the policy knows ours by its hash."""
    jalur = tmp_path / "disusupi.html"
    jalur.write_text(halaman.replace("</main>", "<script>document.title = 'jahat'</script></main>"), encoding="utf-8")
    peramban.buka(jalur, lebar=1400)
    assert peramban.nilai("document.title").startswith("Laporan pemeriksaan")
    assert any("Content Security Policy" in k for k in peramban.konsol)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="perlu poppler-utils")
def test_cetakan_tanpa_alat_saring(terbuka: tuple[Peramban, Path], hasil: HasilPeriksa, tmp_path: Path) -> None:
    p, jalur = terbuka
    p.buka(jalur, lebar=1400, gelap=True)
    pdf = tmp_path / "laporan.pdf"
    pdf.write_bytes(p.pdf())
    teks = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    rapat = " ".join(teks.split())
    assert "Hapus saringan" not in rapat and "Langsung ke isi" not in rapat
    assert all(t.kode in rapat for b in hasil.semua for t in b.temuan)
    assert tulis_angka(Decimal(75), 2) in rapat
