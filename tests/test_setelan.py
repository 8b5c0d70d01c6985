"""`xlkinerja.toml`: what is right becomes records, what is wrong one line each with its place, and nothing raises."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from decimal import Decimal
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from xlkinerja import perintah_setelan
from xlkinerja.cli import utama
from xlkinerja.hitung import Jenjang
from xlkinerja.laporan.setelan import tanpa_penerima
from xlkinerja.setelan import Abaikan, Kabar, Keamanan, Penerima, Setelan, SetelanSalah, Surel, Webhook
from xlkinerja.setelan_baca import baca_setelan, urai_setelan
from xlkinerja.setelan_contoh import CONTOH
from xlkinerja.setelan_sandi import SANDI_SUREL
from xlkinerja.setelan_toml import urai_toml
from xlkinerja.temuan import Tingkat

TEMPAT = Path("d") / "xlkinerja.toml"
ABAIKAN = '[[abaikan]]\nkode = "J211"\nalasan = "menunggu"\nsampai = 2026-12-31\n'
SUREL = '[kabar.surel]\nserver = "smtp.contoh.go.id"\ndari = "a@contoh.go.id"\n'


def urai(teks: str | bytes) -> Setelan:
    return urai_setelan(teks if isinstance(teks, bytes) else teks.encode(), TEMPAT)


def salah(teks: str | bytes) -> list[str]:
    """The lines of what is wrong, without the file's name."""
    with pytest.raises(SetelanSalah) as galat:
        urai(teks)
    awal = f"{TEMPAT}"
    assert all(p.startswith(awal) and "\n" not in p for p in galat.value.pesan)
    return [p.removeprefix(awal).removeprefix(", ").removeprefix(": ") for p in galat.value.pesan]


# What is right


def test_kosong_dan_hanya_tingkat() -> None:
    assert urai("") == Setelan(TEMPAT)
    assert urai("# belum ada\n") == Setelan(TEMPAT)
    assert urai('tingkat = "info"').tingkat is Tingkat.INFO


def test_abaikan() -> None:
    isi = urai(
        ABAIKAN + '[[abaikan]]\nkode = ["k201", "J201"]\nalasan = " sudah dijawab "\nsampai = 2027-01-31\n'
        'satker = ["53.71", "KPU Kabupaten Ende", "658279", "ttu"]\n'
    )
    satker = ("53.71", "53.08", "53.01", "53.03")
    assert isi.abaikan == (
        Abaikan("J211", "menunggu", date(2026, 12, 31)),
        Abaikan("K201", "sudah dijawab", date(2027, 1, 31), satker),
        Abaikan("J201", "sudah dijawab", date(2027, 1, 31), satker),
    )


def test_skala_dalam_desimal_tepat() -> None:
    isi = urai(
        '[[skala]]\nkategori = "Tinggi"\nbawah = 90.10\n[[skala]]\nkategori = "Sedang"\nbawah = 60\natas = 90.1\n'
        '[[skala]]\nkategori = "Rendah"\natas = 60.0\n'
    )
    assert isi.skala == (
        Jenjang(Decimal("90.1"), None, "Tinggi"),
        Jenjang(Decimal(60), Decimal("90.1"), "Sedang"),
        Jenjang(None, Decimal(60), "Rendah"),
    )
    assert repr(isi.skala[2].atas) == "Decimal('60')"


def test_contoh_benar_juga_bila_semuanya_dinyalakan() -> None:
    assert urai(CONTOH) == Setelan(TEMPAT, Tingkat.PERINGATAN)
    semua = urai(re.sub(r"(?m)^#(?=[\[a-z])", "", CONTOH))
    assert semua.abaikan == (Abaikan("J211", "menunggu surat KPU RI", date(2026, 12, 31), ("53.71",)),)
    assert [j.nama for j in semua.skala or ()] == ["Baik Sekali", "Baik", "Cukup", "Kurang"]
    assert semua.kabar == Kabar(
        False,
        True,
        Tingkat.PERINGATAN,
        Surel("smtp.contoh.go.id", 587, Keamanan.STARTTLS, "kinerja@contoh.go.id", "kinerja@contoh.go.id", 30.0, 3),
        Webhook("https://contoh.go.id/kabar"),
        Path("d/kabar.txt"),
        (
            Penerima(("perencanaan@contoh.go.id",), (), "Sub Bagian Perencanaan Provinsi"),
            Penerima(("kota-kupang@contoh.go.id",), ("53.71",)),
        ),
    )


@pytest.mark.parametrize(("keamanan", "server", "port"), [
    ("starttls", "smtp.contoh.go.id", 587), ("tls", "smtp.contoh.go.id", 465), ("tanpa", "localhost", 25),
    ("tanpa", "127.0.0.1", 25), ("tanpa", "::1", 25),
])  # fmt: skip
def test_port_menurut_keamanan(keamanan: str, server: str, port: int) -> None:
    kabar = urai(f'[kabar.surel]\nserver = "{server}"\ndari = "a@b.id"\nkeamanan = "{keamanan}"\n').kabar
    assert kabar is not None and kabar.surel == Surel(server, port, Keamanan(keamanan), "a@b.id")


def test_tingkat_kabar_mengikuti_yang_umum() -> None:
    kabar = urai('tingkat = "galat"\n[kabar]\nselalu = true\n[kabar.berkas]\njalur = "kabar.txt"\n').kabar
    assert kabar == Kabar(True, True, Tingkat.GALAT, berkas=Path("d/kabar.txt"))
    satu = urai('[[penerima]]\nsurel = "a@b.id"\nsatker = "Semua"\n').kabar
    assert satu == Kabar(penerima=(Penerima(("a@b.id",)),))


@pytest.mark.parametrize("url", ["https://contoh.go.id/a?b=c", "http://localhost:8080/x", "http://127.0.0.1/", "http://[::1]:9/"])
def test_url_benar(url: str) -> None:
    kabar = urai(f'[kabar.webhook]\nurl = "{url}"\n').kabar
    assert kabar is not None and kabar.webhook == Webhook(url)


def test_bom_dan_crlf() -> None:
    teks = '\ufefftingkat = "info"\r\n\r\n' + ABAIKAN.replace("\n", "\r\n")
    assert urai(teks).tingkat is Tingkat.INFO
    assert salah(teks + 'kodee = "x"\r\n') == [
        'baris 7, [[abaikan]] ke-1 kodee: tidak dikenal; mungkin maksudnya "kode"; yang dikenal di sini: kode, alasan, '
        "sampai, satker"
    ]
    assert urai(teks[1:].encode("utf-16")).tingkat is Tingkat.INFO


@pytest.mark.parametrize(("dari", "sah"), [
    ("KPU Provinsi NTT <kinerja@contoh.go.id>", True),
    ("KPU, NTT <kinerja@contoh.go.id>", False), ("<kinerja@contoh.go.id>", False), ("KPU <kinerja>", False),
    ("KPU <a@b.id> <c@d.id>", False),
])  # fmt: skip
def test_pengirim_bernama(dari: str, sah: bool) -> None:
    isi = f'[kabar.surel]\nserver = "smtp.contoh.go.id"\ndari = "{dari}"\n'
    if sah:
        assert (k := urai(isi).kabar) is not None and k.surel is not None and k.surel.dari == dari
    else:
        assert "bukan alamat surel; tulis alamatnya" in salah(isi)[0]


# What is wrong


def test_semua_kesalahan_sekaligus_menurut_barisnya() -> None:
    assert salah(
        'tingkat = "pringatan"\n'
        "[[abaikan]]\n"
        'kode = ["K2O1", "S001"]\n'
        'alasan = ""\n'
        'sampai = "2026-12-31"\n'
        "satker = [53.71]\n"
        "[kabar.surel]\n"
        'server = "smtp.contoh.go.id:587"\n'
        'prot = 587\n'
        'sandi = "rahasia-sekali"\n'
        "[[penerima]]\n"
        'surel = ["a@b.id, c@d.id"]\n'
    ) == [
        'baris 1, tingkat: "pringatan" tidak dikenal; mungkin maksudnya "peringatan"; pilih "galat", "peringatan", '
        '"info"',
        'baris 3, [[abaikan]] ke-1 kode: "K2O1" tidak ada dalam daftar aturan; terdekat: K201, X201, W201 (lihat '
        "xlkinerja aturan)",
        "baris 3, [[abaikan]] ke-1 kode: S001 (berkas tidak dapat dibaca) tidak dapat diabaikan; keluarkan berkasnya "
        "dari folder",
        'baris 4, [[abaikan]] ke-1 alasan: kosong; tulis alasannya, mis. "menunggu surat KPU RI"',
        'baris 5, [[abaikan]] ke-1 sampai: "2026-12-31" bukan tanggal; tulis tanggal tanpa tanda kutip dan tanpa jam, '
        "mis. 2026-12-31",
        'baris 6, [[abaikan]] ke-1 satker: 53.71 bukan teks di antara tanda kutip; tulis "semua" atau daftar kode '
        'satker di antara tanda kutip, mis. ["53.71"]',
        "baris 7, [kabar.surel]: dari belum ada; tulis alamat pengirimnya",
        'baris 8, [kabar.surel] server: "smtp.contoh.go.id:587" bukan nama server; tulis namanya saja, port ditulis '
        "pada kunci port",
        'baris 9, [kabar.surel] prot: tidak dikenal; mungkin maksudnya "port"; yang dikenal di sini: server, '
        "keamanan, port, dari, pengguna, batas_waktu, percobaan",
        "baris 10, [kabar.surel] sandi: sandi tidak boleh ada di berkas ini, dan nilainya tidak dipakai; hapus, lalu "
        "simpan sandinya di variabel lingkungan XLKINERJA_SANDI_SUREL atau di keyring",
        'baris 11, [[penerima]] ke-1: satker belum ada; tulis "semua" atau daftar kode satker di antara tanda kutip, '
        'mis. ["53.71"]',
        'baris 12, [[penerima]] ke-1 surel: "a@b.id, c@d.id" bukan alamat surel; tulis alamatnya saja, mis. '
        "kasubbag@contoh.go.id",
    ]


@pytest.mark.parametrize(("teks", "pesan"), [
    ('[[kabar.surel]]\nserver = "a"\n', "baris 1, [kabar] surel: harus sebuah tabel; tulis [kabar.surel] pada baris "
     "sendiri"),
    ("[abaikan]\n", "baris 1, abaikan: harus daftar tabel; tulis [[abaikan]] dengan dua kurung siku"),
    ("[[abaikan]]\nkode='J211'\nalasan='x'\n", "baris 1, [[abaikan]] ke-1: sampai belum ada; tulis tanggal tanpa "
     "tanda kutip dan tanpa jam, mis. 2026-12-31"),
    (ABAIKAN.replace("31\n", "31T10:00:00\n"), "baris 4, [[abaikan]] ke-1 sampai: 2026-12-31 10:00:00 bukan tanggal; "
     "tulis tanggal tanpa tanda kutip dan tanpa jam, mis. 2026-12-31"),
    (ABAIKAN + 'satker = "Kupang"\n', 'baris 5, [[abaikan]] ke-1 satker: satker "Kupang" berarti lebih dari satu '
     "satker; pilih: 53.01 KPU Kabupaten Kupang, 53.71 KPU Kota Kupang"),
    (ABAIKAN + 'satker = ["51.01"]\n', 'baris 5, [[abaikan]] ke-1 satker: satker "51.01" tidak dikenal; pilih: 53 '
     "sampai 53.71, atau semua"),
    (ABAIKAN + "satker = []\n", 'baris 5, [[abaikan]] ke-1 satker: daftarnya kosong; tulis "semua" atau daftar kode '
     'satker di antara tanda kutip, mis. ["53.71"]'),
    (ABAIKAN + 'tingkat = "info"\n', "baris 5, [[abaikan]] ke-1 tingkat: tidak dikenal di tabel ini; yang berlaku "
     "untuk semuanya ditulis paling atas, sebelum tabel yang pertama"),
    (ABAIKAN.replace('"J211"', '"J211, K201"'), 'baris 2, [[abaikan]] ke-1 kode: "J211, K201" bukan satu kode; tulis '
     'beberapa kode sebagai daftar: ["J211", "K201"]'),
    ('[surel]\n', "baris 1, surel: tidak dikenal; yang dikenal di sini: tingkat, abaikan, skala, penerima, kabar"),
    ('[kabar]\nselalu = "ya"\n', 'baris 2, [kabar] selalu: "ya" bukan ya atau tidak; tulis true atau false, tanpa '
     "tanda kutip"),
    ('[kabar]\nsurel = "a@b.id"\n', "baris 2, [kabar] surel: harus sebuah tabel; tulis [kabar.surel] pada baris "
     "sendiri"),
    ('[kabar]\nberkas = "data.xlsx"\n', 'baris 2, [kabar] berkas: "data.xlsx" bukan berkas teks; tulis nama berkasnya, '
     'mis. "kabar.txt"'),
    (SUREL + "port = 70000\n", "baris 4, [kabar.surel] port: 70000 bukan bilangan bulat 1 sampai 65535"),
    (SUREL + 'port = "587"\n', 'baris 4, [kabar.surel] port: "587" bukan bilangan bulat 1 sampai 65535, tanpa tanda '
     "kutip"),
    (SUREL + "port = true\n", "baris 4, [kabar.surel] port: true bukan bilangan bulat 1 sampai 65535"),
    (SUREL + "batas_waktu = 0\n", "baris 4, [kabar.surel] batas_waktu: 0 bukan bilangan 1 sampai 600"),
    (SUREL + "percobaan = 2.5\n", "baris 4, [kabar.surel] percobaan: 2.5 bukan bilangan bulat 1 sampai 10"),
    (SUREL + 'keamanan = "tanpa"\n', 'baris 4, [kabar.surel] keamanan: "tanpa" hanya untuk server di komputer ini '
     '(localhost); pilih "starttls" atau "tls"'),
    (SUREL.replace("a@", "a\\nBcc: x@"), "baris 3, [kabar.surel] dari: harus satu baris biasa, tanpa baris baru dan "
     "tanda kendali; tulis alamat pengirimnya"),
    (SUREL.replace("a@", "a@@"), 'baris 3, [kabar.surel] dari: "a@@contoh.go.id" bukan alamat surel; tulis alamatnya '
     "saja, mis. kasubbag@contoh.go.id"),
    ('[kabar.webhook]\nurl = "http://contoh.go.id/rahasia"\n', "baris 2, [kabar.webhook] url: tidak terenkripsi; pakai "
     "https (http hanya untuk komputer ini sendiri, localhost)"),
    ('[kabar.webhook]\nurl = "http://127.0.0.1.contoh.id/"\n', "baris 2, [kabar.webhook] url: tidak terenkripsi; pakai "
     "https (http hanya untuk komputer ini sendiri, localhost)"),
    ('[kabar.webhook]\nurl = "ftp://contoh.go.id"\n', "baris 2, [kabar.webhook] url: bukan alamat web; tulis seperti "
     "https://contoh.go.id/kabar"),
    ('[kabar.webhook]\nurl = "https://a:b@contoh.go.id"\n', "baris 2, [kabar.webhook] url: memuat nama atau sandi "
     "sebelum tanda @; hapus dari alamatnya"),
    ('[[penerima]]\nsurel = "a@b.id"\nsatker = "semua"\nPassword = 1\n', "baris 4, [[penerima]] ke-1 Password: sandi "
     "tidak boleh ada di berkas ini, dan nilainya tidak dipakai; hapus, lalu simpan sandinya di variabel lingkungan "
     "XLKINERJA_SANDI_SUREL atau di keyring"),
    ("skala = []\n", "baris 1, skala: kosong; tulis sedikitnya satu jenjang [[skala]], atau hapus"),
    ('[[skala]]\nkategori = "A"\nbawah = "85%"\n', 'baris 3, [[skala]] ke-1 bawah: "85%" bukan bilangan -100000 sampai '
     "100000, tanpa tanda kutip"),
    ('[[skala]]\nkategori = "A"\nbawah = nan\n', "baris 3, [[skala]] ke-1 bawah: NaN bukan bilangan -100000 sampai "
     "100000"),
    ('[[skala]]\nkategori = "A"\nbawah = 0.85\n[[skala]]\nkategori = "B"\natas = 0.85\n', "baris 1, skala: batasnya "
     "tertulis sebagai pecahan; tulis dalam persen, mis. 85, bukan 0.85"),
    ('[[skala]]\nkategori = "A"\nbawah = 85\n[[skala]]\nkategori = "a"\natas = 85\n', 'baris 5, [[skala]] ke-2 '
     'kategori: "a" sudah ada di atasnya; tiap jenjang punya nama sendiri'),
    ('[[skala]]\nkategori = "A"\nbawah = 85\n[[skala]]\nkategori = "B"\natas = 80\n', "baris 1, skala: tidak ada "
     "jenjang untuk capaian mulai 80 sampai di bawah 85; tiap jenjang mulai bawah sampai di bawah atas; hanya yang "
     "teratas tanpa atas, yang terbawah tanpa bawah"),
])  # fmt: skip
def test_satu_kesalahan(teks: str, pesan: str) -> None:
    assert salah(teks) == [pesan]


@pytest.mark.parametrize(("bita", "pesan"), [
    (b"tingkat = info\n", "baris 1: ada tulisan sesudah nilainya; teks ditulis antara tanda kutip, tanggal "
     "seperti 2026-12-05"),  # it begins with the number "inf"
    (b"tingkat = galat\n", "baris 1: nilainya tidak dapat dibaca; teks ditulis di antara tanda kutip, tanggal seperti "
     "2026-12-31"),
    (b'tingkat = "info"\ntingkat = "galat"\n', "baris 2: kunci ini sudah ada di atasnya"),
    (b"a = 2026-02-30\n", "baris 1: tanggal ini tidak ada dalam penanggalan"),
    (b"\n\nkode: J211\n", "baris 3: tidak ada tanda = sesudah nama kunci"),
    (b'a = "D:\\kinerja"\n', "baris 1: tanda \\ dalam tanda kutip ganda punya arti khusus; pakai tanda kutip tunggal, "
     "mis. 'D:\\kinerja'"),
    (b"a = [1,\n2\n", "baris 2: kurung siku penutup daftar tidak ada, atau ada koma yang kurang"),
    (b"[[abaikan]\n", "baris 1: kurung siku penutup nama tabel tidak ada"),
    (b"# caf\xe9\n", "baris 1: pengodean hurufnya bukan UTF-8; simpan ulang di Notepad dengan Encoding UTF-8"),
    ('tingkat = "info"\r\n'.encode("utf-16") + b"x", "baris 2: pengodean hurufnya bukan UTF-8; simpan ulang di Notepad "
     "dengan Encoding UTF-8"),
    (b"a = " + b"[" * 9000, "terlalu banyak kurung di dalam kurung"),
    (b"a = " + b"9" * 5000, "tulisannya tidak menurut aturan TOML"),
    (b"#" * (2**20 + 1), "berkas ini terlalu besar untuk sebuah setelan (lebih dari 1 MB)"),
])  # fmt: skip
def test_bukan_toml(bita: bytes, pesan: str) -> None:
    assert salah(bita) == [pesan]


def test_nilai_rahasia_tidak_pernah_disebut() -> None:
    rahasia = "bukan-untuk-dibaca"
    for teks in (
        f'[kabar]\ntoken = "{rahasia}"\n',
        f'[kabar.webhook]\nurl = "http://contoh.id/{rahasia}"\n',
        f'sandi = "{rahasia}"\n',
        f'sandi = "{rahasia}\n',
    ):
        assert rahasia not in "".join(salah(teks))


# Lines


def test_baris_setiap_kunci() -> None:
    teks = (
        '# [[a]]\n"x y".z = 1\n[[a]]\nb = """\nc = 1\n"""\nd = [ # ]\n  {e = "]"},\n\n  2]\nf = \'\'\'\n[g]\'\'\'\n'
        "[ a.g ]\nh = {i = 1, j.k = '#'}\n[[a]]\nb = 1\n[[a.l]]\n[[a.l]]\nm = 1 # n = 2\n[o]"
    )
    assert urai_toml(teks.encode()).letak == {
        ("x y",): 2, ("x y", "z"): 2, ("a", 0): 3, ("a", 0, "b"): 4, ("a", 0, "d"): 7, ("a", 0, "f"): 11,
        ("a", 0, "g"): 13, ("a", 0, "g", "h"): 14, ("a", 1): 15, ("a", 1, "b"): 16, ("a", 1, "l", 0): 17,
        ("a", 1, "l", 1): 18, ("a", 1, "l", 1, "m"): 19, ("o",): 20,
    }  # fmt: skip


_NILAI = st.recursive(
    st.sampled_from([
        '""', '"semua"', '"J211"', '"53.71"', '"info"', '"a@b.id"', '"https://a.id/"', "true", "1", "-1", "1e400",
        "nan", "-inf", "0.1", "2026-12-31", "2026-12-31T00:00:00Z", "07:30:00", "0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
        "1e99999999999999999999", "1e-99999999999", '"a\\nb"', '"\\u0000"', "'\U0001f600'", '"""\nx = 1\n"""',
        f"0x{'F' * 4000}", f'"{"x" * 600}"', "85", "8.5e1", '"localhost"', '"tls"', '"../x.txt"',
    ]),
    lambda isi: st.one_of(
        st.lists(isi, max_size=3).map(lambda x: f"[{', '.join(x)}]"),
        st.lists(isi, max_size=2).map(lambda x: "{" + ", ".join(f"k{i} = {n}" for i, n in enumerate(x)) + "}"),
    ),
    max_leaves=4,
)  # fmt: skip
_KATA = (
    "tingkat abaikan skala penerima kabar kode alasan sampai satker kategori bawah atas selalu laporan surel webhook "
    'berkas server port keamanan dari pengguna batas_waktu percobaan url jalur nama sandi "" "a.b" x'
)
_KUNCI = st.sampled_from(_KATA.split())
_TABEL = st.sampled_from(
    ["[[abaikan]]", "[[skala]]", "[[penerima]]", "[kabar]", "[kabar.surel]", "[kabar.webhook]", "[kabar.berkas]", "[x]"]
)
_BARIS = st.one_of(_TABEL, st.builds(lambda k, n: f"{k} = {n}", _KUNCI, _NILAI))


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_BARIS, max_size=12).map("\n".join))
@example('[[skala]]\nkategori = "A"\nbawah = 1e-99999999999\n[[skala]]\nkategori = "B"\natas = 1e-99999999999')
@example(f"tingkat = 0x{'F' * 9000}")
@example(f"[kabar.surel]\nport = 0x{'F' * 9000}")
@example(f'"{"k" * 9000}" = 1')
@example("[x]\n'\x1b[31m' = 1")
def test_isi_liar_tidak_pernah_menggagalkan_program(teks: str) -> None:
    try:
        isi = urai(teks)
    except SetelanSalah as galat:
        assert galat.pesan
        for p in galat.pesan:
            assert p.startswith(str(TEMPAT)) and len(p) < 900
            assert all(x.isprintable() or x == " " for x in p)
    else:
        assert isi.tempat == TEMPAT


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode)))
def test_bita_liar_tidak_pernah_menggagalkan_program(bita: bytes) -> None:
    try:
        urai(bita)
    except SetelanSalah as galat:
        assert galat.pesan


# periksa-setelan


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(perintah_setelan, "hari_ini", lambda: date(2026, 12, 20))
    monkeypatch.delenv(SANDI_SUREL, raising=False)
    hasil = tmp_path / "satu" / "ntt"
    hasil.mkdir(parents=True)
    return hasil


LENGKAP = (
    'tingkat = "info"\n'
    + ABAIKAN
    + 'satker = "53.71"\n[[abaikan]]\nkode = "K201"\nalasan = "lama"\nsampai = 2026-12-19\n'
    + SUREL
    + 'pengguna = "a"\n[kabar.webhook]\nurl = "https://contoh.go.id/kunci-rahasia"\n'
    + '[[penerima]]\nsurel = "x@y.id"\nsatker = ["53", "53.01"]\n'
)


def test_periksa_setelan_dalam_kata(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "xlkinerja.toml").write_text(LENGKAP)
    assert utama(["periksa-setelan", str(folder)]) == 0
    teks = " ".join(capsys.readouterr().out.split())
    for kata in (
        "xlkinerja.toml: benar",
        "Tingkat info",
        "Diabaikan J211 Total dalam keterangan berbeda dari tabelnya 53.71 KPU Kota Kupang; sampai 31 Desember 2026 "
        "(11 hari lagi) alasan: menunggu",
        "K201 Capaian tidak sesuai dengan target dan realisasi semua satker; sampai 19 Desember 2026 (sudah habis, "
        "tidak berlaku lagi) alasan: lama",
        "Skala tidak ditetapkan (skala buku kerja, atau yang baku)",
        "Kabar bila ada yang berubah, mulai tingkat info, dengan laporan HTML",
        "surel: smtp.contoh.go.id port 587 (starttls), dari a@contoh.go.id; masuk sebagai a sandi: tidak ditemukan",
        "webhook: https://contoh.go.id (bagian lain alamatnya tidak ditampilkan)",
        "Penerima x@y.id <- 53 KPU Provinsi Nusa Tenggara Timur, 53.01 KPU Kabupaten Kupang tanpa penerima: 53.02 KPU "
        "Kabupaten Timor Tengah Selatan, 53.03",
        "Perhatian - J211 segera tidak diabaikan lagi: sampai 31 Desember 2026 (11 hari lagi)",
        "- K201 tidak diabaikan lagi sejak 19 Desember 2026 lewat; perpanjang atau hapus",
        "- sandi surel tidak ditemukan",
    ):
        assert kata in teks
    assert "rahasia" not in teks


def test_periksa_setelan_sebagai_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder.parent / "xlkinerja.toml").write_text(LENGKAP)  # beside the folder
    assert utama(["periksa-setelan", str(folder), "--format", "json"]) == 0
    teks = capsys.readouterr().out
    isi = json.loads(teks)
    assert (isi["sah"], isi["galat"], isi["tingkat"], isi["skala"]) == (True, [], "info", None)
    assert Path(isi["berkas"]) == folder.parent / "xlkinerja.toml"
    assert [(a["kode"], a["sisa_hari"], a["satker"]) for a in isi["abaikan"]] == [
        ("J211", 11, ["53.71"]),
        ("K201", -1, None),
    ]
    assert isi["kabar"]["surel"]["sandi_ada"] is False and isi["kabar"]["webhook"] == "https://contoh.go.id"
    assert len(isi["tanpa_penerima"]) == 21 and "53.01" not in isi["tanpa_penerima"]
    assert "rahasia" not in teks


def test_sandi_ditemukan_tetapi_tidak_ditampilkan(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "xlkinerja.toml").write_text(SUREL + 'pengguna = "a"\n')
    palsu = ModuleType("keyring")
    palsu.__spec__ = ModuleSpec("keyring", None)
    isi: dict[tuple[str, str], str] = {}
    vars(palsu)["get_password"] = lambda layanan, nama: isi.get((layanan, nama))
    monkeypatch.setitem(sys.modules, "keyring", palsu)

    def sandi() -> str:
        assert utama(["periksa-setelan", str(folder)]) == 0
        teks = capsys.readouterr().out
        assert "kata-kunci" not in teks
        return next(b.strip() for b in teks.splitlines() if "sandi: " in b)

    assert sandi() == "sandi: tidak ditemukan"
    isi["xlkinerja", "a"] = "kata-kunci"
    assert sandi() == 'sandi: keyring (layanan "xlkinerja")'
    monkeypatch.setenv(SANDI_SUREL, "kata-kunci")
    assert sandi() == "sandi: variabel lingkungan XLKINERJA_SANDI_SUREL"
    monkeypatch.delenv(SANDI_SUREL)
    vars(palsu)["get_password"] = lambda layanan, nama: 1 / 0
    assert sandi() == "sandi: tidak ditemukan (keyring tidak dapat dibuka)"


def test_periksa_setelan_yang_salah(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    berkas = folder / "xlkinerja.toml"
    berkas.write_text('tingkat = "x"\nlain = 1\n')
    assert utama(["periksa-setelan", str(berkas)]) == 2
    keluar = capsys.readouterr()
    assert keluar.out == ""
    assert keluar.err == (
        f'galat: {berkas}, baris 1, tingkat: "x" tidak dikenal; pilih "galat", "peringatan", "info"\n'
        f"galat: {berkas}, baris 2, lain: tidak dikenal; yang dikenal di sini: tingkat, abaikan, skala, penerima, "
        "kabar\n"
    )
    assert utama(["periksa-setelan", str(folder), "--format", "json"]) == 2
    isi = json.loads(capsys.readouterr().out)
    assert isi["sah"] is False and len(isi["galat"]) == 2


def test_periksa_setelan_tanpa_berkas(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert utama(["periksa-setelan", str(folder)]) == 2
    assert capsys.readouterr().err == (
        f"galat: {folder}: tidak ada xlkinerja.toml di folder itu dan di folder-folder di atasnya; contoh isinya: "
        "xlkinerja periksa-setelan --contoh\n"
    )
    assert utama(["periksa-setelan", str(folder / "lain.toml")]) == 2
    assert capsys.readouterr().err.startswith(f"galat: {folder / 'lain.toml'}: tidak dapat dibaca (")
    assert utama(["periksa-setelan", str(folder / "tidak-ada")]) == 2
    assert "tidak ditemukan" in capsys.readouterr().err


def test_contoh_dapat_disimpan_apa_adanya(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert utama(["periksa-setelan", "--contoh"]) == 0
    berkas = folder / "xlkinerja.toml"
    berkas.write_text(capsys.readouterr().out, encoding="utf-8")
    assert baca_setelan(berkas) == Setelan(berkas, Tingkat.PERINGATAN)
    assert max(map(len, CONTOH.splitlines())) <= 120


def test_contoh_di_readme_benar() -> None:
    readme = Path(__file__).parent.parent / "README.md"
    isi, kabar = re.findall(r"(?s)```toml\n(.*?)```", readme.read_text(encoding="utf-8"))
    assert [a.kode for a in urai(isi).abaikan] == ["J211"] and len(urai(isi).skala or ()) == 2
    assert (k := urai(kabar).kabar) is not None and k.surel is not None and len(k.penerima) == 2


def test_tanpa_penerima() -> None:
    assert tanpa_penerima(None) == () and tanpa_penerima(Kabar()) == ()
    assert tanpa_penerima(Kabar(penerima=(Penerima(("a@b.id",)),))) == ()
    assert len(tanpa_penerima(Kabar(penerima=(Penerima(("a@b.id",), ("53.71",)),)))) == 22
