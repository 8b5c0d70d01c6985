"""Runs with notices: what arrives, and that nothing is lost when the server is gone, a run is killed, a file broken."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from tests.folder_kecil import SALAH, periksa, tulis_buku
from tests.server_surel import PENGGUNA, RAHASIA, Kotak, Server, percaya, port_kosong, server
from xlkinerja import kabar_antre, kabar_jalan
from xlkinerja.cli import utama
from xlkinerja.kabar_antre import Antrean
from xlkinerja.kabar_jalan import kabari
from xlkinerja.riwayat_db import Riwayat
from xlkinerja.setelan import Kabar, Keamanan, Penerima, Setelan, Surel, Webhook
from xlkinerja.setelan_isian import SANDI_SUREL as SANDI

AWAL = datetime(2026, 11, 2, 1, 30, tzinfo=timezone(timedelta(hours=8)))
SEMUA, KOTA = "provinsi@kpu.test", "kota@kpu.test"
DUA = (Penerima((SEMUA,)), Penerima((KOTA,), ("53.71",), "Ibu Subag"))
BESOK = "dicoba lagi pada pemeriksaan berikutnya."


@dataclass
class Ruang:
    """A folder with two offices' workbooks, its history, the settings, the pauses made."""

    folder: Path
    tempat: Path
    setelan: Setelan
    hari: int = 0
    tunggu: list[float] = field(default_factory=list)

    def atur(self, **lain: Any) -> None:
        assert self.setelan.kabar is not None
        self.setelan = replace(self.setelan, kabar=replace(self.setelan.kabar, **lain))

    def malam(self, *, hari: int | None = None) -> list[str]:
        """The next night's run; what it says."""
        self.hari = self.hari + 1 if hari is None else hari
        return kabari(
            periksa(self.folder),
            self.folder,
            self.setelan,
            waktu=AWAL + timedelta(days=self.hari),
            tempat=self.tempat,
            tidur=self.tunggu.append,
            konteks=percaya(),
        )

    @property
    def antrean(self) -> Antrean:
        return Antrean(self.tempat)


@pytest.fixture
def surat() -> Iterator[Server]:
    with server() as s:
        yield s


@pytest.fixture
def ruang(tmp_path: Path, surat: Server) -> Ruang:
    folder = tmp_path / "kiriman"
    folder.mkdir()
    tulis_buku(folder, "53.04")
    tulis_buku(folder, "53.71")
    setelan = Setelan(folder / "xlkinerja.toml", kabar=Kabar(surel=surat.surel(percobaan=2), penerima=DUA))
    return Ruang(folder, tmp_path / "data" / "riwayat.db", setelan)


def ringkas(kotak: Kotak) -> list[tuple[str, str]]:
    """To whom, which subject; empties the box."""
    hasil = [(", ".join(kepada), str(pesan["Subject"])) for kepada, pesan in kotak.masuk]
    kotak.masuk.clear()
    return hasil


def isi(pesan: EmailMessage) -> str:
    badan = pesan.get_body(("plain",))
    assert badan is not None
    return str(badan.get_content()).replace("\r\n", "\n")


def lampiran(pesan: EmailMessage) -> dict[str | None, str]:
    return {p.get_filename(): p.get_payload(decode=True).decode() for p in pesan.iter_attachments()}  # type: ignore[union-attr]


PERTAMA_SEMUA = "xlkinerja: pemeriksaan pertama: 2 buku kerja, tanpa temuan"
PERTAMA_KOTA = "xlkinerja: pemeriksaan pertama: 1 buku kerja, tanpa temuan"


def test_malam_demi_malam(ruang: Ruang, surat: Server) -> None:
    assert ruang.malam() == [f"Kabar terkirim ke {SEMUA}: {PERTAMA_SEMUA}", f"Kabar terkirim ke {KOTA}: {PERTAMA_KOTA}"]
    assert ringkas(surat.kotak) == [(SEMUA, PERTAMA_SEMUA), (KOTA, PERTAMA_KOTA)]
    assert ruang.malam() == [] and surat.kotak.masuk == []
    tulis_buku(ruang.folder, "53.04", hadir=SALAH)
    judul = "xlkinerja: 1 temuan baru - KPU Kabupaten Belu"
    assert ruang.malam() == [f"Kabar terkirim ke {SEMUA}: {judul}"]
    ((_, pesan),) = surat.kotak.masuk
    assert isi(pesan).splitlines()[:9] == [
        "Folder kiriman, pemeriksaan Kamis, 5 November 2026 pukul 01.30: 2 buku kerja.",
        "Berubah sejak Rabu, 4 November 2026 pukul 01.30: 1 temuan baru.",
        "Tetap terbuka: tidak ada temuan.",
        "",
        "KPU Kabupaten Belu (53.04.xlsx)",
        "  Baru: 1",
        "  - Capaian!F4: Capaian: tertulis 57,00%, seharusnya 75,00% (selisih -18,00 poin) [K201, galat]",
        "",
        "Laporan lengkapnya terlampir: laporan-2026-11-05.html",
    ]
    (berkas,) = lampiran(pesan).items()
    assert berkas[0] == "laporan-2026-11-05.html" and "53.71.xlsx" in berkas[1] and "53.04.xlsx" in berkas[1]
    assert list(ruang.antrean.folder.glob("*.html")) == []


def test_laporan_satu_satker_tanpa_data_satker_lain(ruang: Ruang, surat: Server) -> None:
    tulis_buku(ruang.folder, "53.04", hadir=0.6666)
    tulis_buku(ruang.folder, "53.71", hadir=SALAH)
    ruang.malam()
    kota = next(pesan for kepada, pesan in surat.kotak.masuk if kepada == [KOTA])
    assert isi(kota).startswith("Yth. Ibu Subag,\n\nFolder kiriman, pemeriksaan Selasa, 3 November 2026 pukul 01.30: "
                                "1 buku kerja milik satker Saudara.\n")  # fmt: skip
    (laporan,) = lampiran(kota).values()
    semua = laporan + kota.as_string()
    assert "57,00%" in laporan and "KPU Kota Kupang" in laporan
    assert not any(x in semua for x in ("53.04.xlsx", "KPU Kabupaten Belu", "66,66"))
    lengkap = next(pesan for kepada, pesan in surat.kotak.masuk if kepada == [SEMUA])
    assert "66,66" in next(iter(lampiran(lengkap).values()))


def test_tanpa_laporan(ruang: Ruang, surat: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    ruang.atur(laporan=False, penerima=DUA[:1])
    ruang.malam()
    assert [lampiran(p) for _, p in surat.kotak.masuk] == [{}]
    assert "lampir" not in isi(surat.kotak.masuk[0][1])
    ruang.atur(laporan=True)
    tulis_buku(ruang.folder, "53.04", hadir=SALAH)

    def gagal(*_: object, **__: object) -> str:
        raise RuntimeError("rusak")

    monkeypatch.setattr("xlkinerja.laporan.html.tulis", gagal)
    assert ruang.malam()[0] == "peringatan: laporan untuk kabar tidak dapat dibuat (RuntimeError: rusak)."
    assert "lampir" not in isi(surat.kotak.masuk[1][1]) and lampiran(surat.kotak.masuk[1][1]) == {}
    monkeypatch.undo()
    monkeypatch.setattr(kabar_jalan, "LAPORAN_TERBESAR", 1000)
    tulis_buku(ruang.folder, "53.04")
    assert "terlalu besar" in ruang.malam()[0] and lampiran(surat.kotak.masuk[2][1]) == {}


def test_server_tidak_ada_lalu_sampai_pada_pemeriksaan_berikutnya(ruang: Ruang, surat: Server) -> None:
    port = port_kosong()
    ruang.atur(surel=replace(surat.surel(percobaan=2), port=port))
    kata = ruang.malam()
    assert len(kata) == 2
    assert kata[0].endswith(f": server surel 127.0.0.1:{port} tidak dapat dihubungi, atau memutus sambungan; {BESOK}")
    assert kata[1] == f"peringatan: 1 kabar lain lewat surel juga belum terkirim; {BESOK}"
    assert ruang.tunggu == [5.0]  # one notice waits for the server, not each
    tulis_buku(ruang.folder, "53.71", hadir=SALAH)
    assert len(ruang.malam()) == 2 and len(ruang.antrean.tertunda()) == 4
    tanda = {t.tanda for t in ruang.antrean.tertunda()}
    ruang.atur(surel=surat.surel())
    ruang.malam()
    baru = "xlkinerja: 1 temuan baru - KPU Kota Kupang"
    assert [p["Date"] for _, p in surat.kotak.masuk] == sorted(p["Date"] for _, p in surat.kotak.masuk)
    assert all(lampiran(p) for _, p in surat.kotak.masuk)
    assert len(tanda) == len({p["Message-ID"] for _, p in surat.kotak.masuk}) == 4
    awal = [(SEMUA, PERTAMA_SEMUA), (KOTA, PERTAMA_KOTA)]
    assert ringkas(surat.kotak) == [*awal, (SEMUA, baru), (KOTA, baru)]
    assert ruang.antrean.tertunda() == [] and ruang.malam() == []


def test_ditolak_tetap_tujuh_hari_lalu_dilepas(ruang: Ruang, surat: Server) -> None:
    ruang.atur(penerima=(Penerima((SEMUA, KOTA)),))
    surat.kotak.tolak = {KOTA: "550 tidak ada"}
    kata = f"peringatan: kabar ke {KOTA} belum terkirim: alamatnya ditolak (550 tidak ada); {BESOK}"
    assert ruang.malam(hari=0) == [f"Kabar terkirim ke {SEMUA}: {PERTAMA_SEMUA}", kata]
    assert ruang.malam(hari=7) == [kata]
    assert ringkas(surat.kotak) == [(SEMUA, PERTAMA_SEMUA)]  # once
    assert ruang.malam(hari=8) == [
        f"peringatan: kabar 02-11-2026 ke {KOTA} tidak dikirim lagi: alamatnya ditolak (550 tidak ada)."
    ]
    assert ruang.malam(hari=9) == [] and ruang.antrean.tertunda() == []


def test_yang_ditolak_sampai_setelah_alamatnya_ada(ruang: Ruang, surat: Server) -> None:
    ruang.atur(penerima=(Penerima((SEMUA, KOTA)),))
    surat.kotak.tolak = {KOTA: "550 tidak ada"}
    ruang.malam()
    surat.kotak.tolak = {}
    assert ruang.malam() == [f"Kabar terkirim ke {KOTA}: {PERTAMA_SEMUA}"]
    satu, dua = (p["Message-ID"] for _, p in surat.kotak.masuk)
    assert satu == dua


def test_yang_tak_boleh_lagi_tidak_dikirimi(ruang: Ruang, surat: Server) -> None:
    """Between the run and the sending somebody was taken off the list, and another is told of one office only."""
    ruang.atur(penerima=(Penerima(("lama@kpu.test",)), Penerima((KOTA,))))
    benar = ruang.setelan
    ruang.atur(surel=replace(surat.surel(), port=port_kosong()))
    ruang.malam()
    ruang.setelan = benar
    ruang.atur(penerima=(Penerima((KOTA,), ("53.71",)),))
    assert ruang.malam() == [
        f"peringatan: kabar 03-11-2026 tidak dikirim lagi ke {a}: tidak ada lagi pada setelan."
        for a in ("lama@kpu.test", KOTA)
    ]
    assert surat.kotak.masuk == [] and ruang.antrean.tertunda() == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="perlu fork")
def test_dihentikan_di_antara_catatan_dan_pengiriman(ruang: Ruang, surat: Server) -> None:
    """A run that dies at any of these points loses nothing and sends nothing twice."""
    ruang.malam()
    surat.kotak.masuk.clear()
    tulis_buku(ruang.folder, "53.71", hadir=SALAH)
    for nama in ("tertunda", "simpan", "simpan_laporan", "simpan_sampai"):
        anak = os.fork()
        if anak == 0:
            setattr(Antrean, nama, lambda *_, **__: os._exit(9))
            ruang.malam()
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(anak, 0)[1]) == 9
        ruang.hari += 1
        assert surat.kotak.masuk == []
    assert len(Riwayat(ruang.tempat).jalan) == 5
    ruang.malam()
    baru = "xlkinerja: 1 temuan baru - KPU Kota Kupang"
    assert ringkas(surat.kotak) == [(SEMUA, baru), (KOTA, baru)]
    assert ruang.malam() == []


def test_dihentikan_sesudah_antre(ruang: Ruang, surat: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kabar_jalan, "_kirim_satu", _hentikan)
    with pytest.raises(KeyboardInterrupt):
        ruang.malam()
    monkeypatch.undo()
    ruang.malam()
    assert ringkas(surat.kotak) == [(SEMUA, PERTAMA_SEMUA), (KOTA, PERTAMA_KOTA)]


def _hentikan(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.skipif(not hasattr(os, "fork"), reason="perlu fork")
def test_tiga_pemeriksaan_sekaligus_satu_kabar(ruang: Ruang, surat: Server) -> None:
    ruang.malam()
    surat.kotak.masuk.clear()
    tulis_buku(ruang.folder, "53.71", hadir=SALAH)
    anak = []
    for n in range(3):
        anak.append(os.fork())
        if anak[-1] == 0:
            ruang.malam(hari=2 + n)
            os._exit(0)
    assert [os.waitpid(a, 0)[1] for a in anak] == [0, 0, 0]
    baru = "xlkinerja: 1 temuan baru - KPU Kota Kupang"
    assert sorted(ringkas(surat.kotak)) == [(KOTA, baru), (SEMUA, baru)]


def test_berkas_antrean_rusak_disisihkan(ruang: Ruang, surat: Server) -> None:
    benar = ruang.setelan
    ruang.atur(surel=replace(surat.surel(), port=port_kosong()))
    ruang.malam()
    rusak, utuh = ruang.antrean.tertunda()
    (ruang.antrean.folder / rusak.nama).write_bytes(b'{"tanda": 1')
    ruang.setelan = benar
    kata = ruang.malam()
    assert kata[0] == f"Kabar terkirim ke {utuh.kepada[0]}: {utuh.judul}"
    tempat = ruang.antrean.folder / rusak.nama
    assert kata[1:] == [f"peringatan: {tempat} rusak dan disisihkan sebagai {tempat.with_suffix('.rusak').name}."]
    (ruang.antrean.folder / "sampai.json").write_bytes(b"[]")
    surat.kotak.masuk.clear()
    ruang.malam()
    assert ringkas(surat.kotak) == [
        (SEMUA, "xlkinerja: kabar pertama: 2 buku kerja, tanpa temuan"),
        (KOTA, "xlkinerja: kabar pertama: 1 buku kerja, tanpa temuan"),
    ]


def test_riwayat_rusak(ruang: Ruang, surat: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """A new history begins: what waited is sent, and everything is told anew, as such."""
    benar = ruang.setelan
    ruang.malam()
    tulis_buku(ruang.folder, "53.71", hadir=SALAH)
    ruang.atur(surel=replace(surat.surel(), port=port_kosong()))
    ruang.malam()
    ruang.tempat.write_bytes(b"bukan basis data" * 1000)
    ruang.setelan = benar
    surat.kotak.masuk.clear()
    ruang.malam()
    assert "riwayat rusak dan disisihkan" in capsys.readouterr().err
    baru = "xlkinerja: 1 temuan baru - KPU Kota Kupang"
    ulang = "xlkinerja: riwayat dimulai lagi: {} buku kerja, 1 temuan"
    akhir = [(SEMUA, ulang.format(2)), (KOTA, ulang.format(1))]
    assert ringkas(surat.kotak) == [(SEMUA, baru), (KOTA, baru), *akhir]


def test_riwayat_tidak_dapat_ditulis_yang_menunggu_tetap_dikirim(
    ruang: Ruang, surat: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    benar = ruang.setelan
    ruang.atur(surel=replace(surat.surel(), port=port_kosong()), selalu=True)
    ruang.malam()
    ruang.setelan = benar
    tulis_buku(ruang.folder, "53.71", hadir=SALAH)
    monkeypatch.setattr(kabar_jalan, "catat_pemeriksaan", lambda *_, **__: None)
    ruang.malam()
    assert ringkas(surat.kotak) == [(SEMUA, PERTAMA_SEMUA), (KOTA, PERTAMA_KOTA)]
    monkeypatch.undo()
    ruang.malam()
    baru = "xlkinerja: 1 temuan baru - KPU Kota Kupang"
    assert ringkas(surat.kotak) == [(SEMUA, baru), (KOTA, baru)]


def test_satu_kabar_yang_tak_terurus_tidak_menahan_lainnya(
    ruang: Ruang, surat: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    asli = kabar_jalan.susun_surel

    def aneh(**isi: Any) -> EmailMessage:
        if isi["kepada"] == (SEMUA,):
            raise LookupError("aneh")
        return asli(**isi)

    monkeypatch.setattr(kabar_jalan, "susun_surel", aneh)
    kata = f"peringatan: kabar lewat surel belum terkirim: LookupError: aneh; {BESOK}"
    assert ruang.malam(hari=0) == [kata, f"Kabar terkirim ke {KOTA}: {PERTAMA_KOTA}"]
    assert ruang.malam(hari=7) == [kata]
    assert ruang.malam(hari=8) == ["peringatan: kabar 02-11-2026 lewat surel tidak dikirim lagi: LookupError: aneh."]
    assert ruang.antrean.tertunda() == []


def test_buku_yang_diragukan_pemiliknya_tidak_dikabarkan_ke_satker(ruang: Ruang, surat: Server) -> None:
    """Its Identitas says Kota Kupang, its name says Belu: only who is told of all hears of it, and gets it shown."""
    ruang.malam()
    surat.kotak.masuk.clear()
    tulis_buku(ruang.folder, "53.71", nama="Kinerja Kabupaten Belu.xlsx", hadir=0.6666)
    ruang.malam()
    ((kepada, pesan),) = surat.kotak.masuk
    assert kepada == [SEMUA] and "66,66%" in isi(pesan) and "[W204, peringatan]" in isi(pesan)
    surat.kotak.masuk.clear()
    tulis_buku(ruang.folder, "53.71", hadir=SALAH)
    ruang.malam()
    kota = next(pesan for kepada, pesan in surat.kotak.masuk if kepada == [KOTA])
    semua = isi(kota) + "".join(lampiran(kota).values())
    assert "57,00%" in semua and "66,66" not in semua and "Kinerja Kabupaten Belu.xlsx" not in semua


def test_laporan_terlalu_besar_untuk_server(ruang: Ruang) -> None:
    with server(terbesar=10_000) as s:
        ruang.atur(surel=s.surel())
        assert len(ruang.malam()) == 2
        for _, pesan in s.kotak.masuk:
            assert isi(pesan).endswith(
                "\nLaporan yang disebut di atas tidak terlampir: terlalu besar untuk server surel.\n"
            )
            assert lampiran(pesan) == {}
    assert len(s.kotak.masuk) == 2 and ruang.antrean.tertunda() == []


def test_antrean_sedang_dipakai(ruang: Ruang, surat: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kabar_antre, "TUNGGU_DETIK", 1.0)
    with ruang.antrean.terkunci():
        assert ruang.malam() == [
            f"peringatan: kabar belum terkirim (pemeriksaan lain sedang mengirim kabar folder ini); {BESOK}"
        ]
    assert ruang.tunggu == [0.5, 0.5] and surat.kotak.masuk == []
    assert len(ruang.malam()) == 2


def test_laporan_tak_tersimpan_lagi_sesudah_seminggu(ruang: Ruang, surat: Server) -> None:
    benar = ruang.setelan
    ruang.atur(surel=replace(surat.surel(), port=port_kosong()), penerima=DUA[:1])
    ruang.malam(hari=0)
    ruang.malam(hari=7)
    assert len(list(ruang.antrean.folder.glob("*.html"))) == 1
    ruang.malam(hari=8)
    assert list(ruang.antrean.folder.glob("*.html")) == []
    ruang.setelan = benar
    ruang.malam(hari=30)  # the text is kept until it arrives
    ((_, pesan),) = surat.kotak.masuk
    assert isi(pesan).endswith("\nLaporan yang disebut di atas tidak disimpan lagi.\n") and lampiran(pesan) == {}


def test_sandi_tidak_pernah_tertulis(
    ruang: Ruang, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(SANDI, "salah-1945")
    with server(Keamanan.STARTTLS, masuk=True) as s:
        ruang.atur(surel=s.surel(pengguna=PENGGUNA))
        kata = ruang.malam()
        assert f"127.0.0.1:{s.port} menolak pengguna atau sandi (535); {BESOK}" in kata[0]
        semua = [p.read_text() for p in ruang.antrean.folder.iterdir()] + kata + list(capsys.readouterr())
        assert not any("salah-1945" in x for x in semua)
        monkeypatch.setenv(SANDI, RAHASIA)
        ruang.malam()
        assert len(s.kotak.masuk) == 2


def test_berkas_dan_webhook(ruang: Ruang, tmp_path: Path) -> None:
    """A channel that fails keeps no other back."""
    port = port_kosong()
    ruang.setelan = replace(ruang.setelan, kabar=Kabar(webhook=Webhook(f"http://127.0.0.1:{port}/rahasia", percobaan=1),
                                                       berkas=tmp_path / "kabar.txt"))  # fmt: skip
    kata = ruang.malam()
    assert sorted(kata) == [
        f"Kabar terkirim lewat berkas: {PERTAMA_SEMUA}",
        f"peringatan: kabar lewat webhook belum terkirim: webhook 127.0.0.1:{port} tidak dapat dihubungi, atau memutus "
        f"sambungan; {BESOK}",
    ]
    assert (tmp_path / "kabar.txt").read_text(encoding="utf-8").splitlines()[:3] == [
        f"=== 2026-11-03 01:30 {PERTAMA_SEMUA}",
        "",
        "Folder kiriman, pemeriksaan Selasa, 3 November 2026 pukul 01.30: 2 buku kerja.",
    ]
    ruang.atur(webhook=None)
    assert ruang.malam() == [
        "peringatan: kabar 03-11-2026 lewat webhook tidak dikirim lagi: salurannya tidak ada lagi pada setelan."
    ]


def test_kesalahan_program_satu_baris(ruang: Ruang, monkeypatch: pytest.MonkeyPatch) -> None:
    def gagal(*_: object, **__: object) -> None:
        raise LookupError("aneh\nsekali")

    monkeypatch.setattr(kabar_jalan, "susun", gagal)
    assert ruang.malam() == [f"peringatan: kabar belum terkirim (LookupError: aneh sekali); {BESOK}"]
    monkeypatch.undo()
    assert len(ruang.malam()) == 2


# From the command line


def toml(s: Setelan) -> str:
    """Settings of notices as a file has them."""
    k = s.kabar
    if k is None:
        return ""
    baris = ["[kabar]", *([f"berkas = {json.dumps(str(k.berkas))}"] if k.berkas else [])]
    if k.surel is not None:
        isi = (("server", k.surel.server), ("port", k.surel.port), ("keamanan", k.surel.keamanan.value),
               ("dari", k.surel.dari), ("percobaan", k.surel.percobaan))  # fmt: skip
        baris += ["[kabar.surel]", *(f"{n} = {json.dumps(v)}" for n, v in isi)]
    for p in k.penerima:
        baris += ["[[penerima]]", f"surel = {json.dumps(p.surel)}", f'satker = {json.dumps(p.satker or "semua")}']
    return "\n".join(baris) + "\n"


class Diatur:
    """The settings beside the folder."""

    def __init__(self, folder: Path) -> None:
        self.tempat = folder.parent / "xlkinerja.toml"

    def tulis(self, setelan: Setelan) -> None:
        """As they are from now on."""
        self.tempat.write_text(toml(setelan))


@pytest.fixture
def diatur(ruang: Ruang) -> Diatur:
    return Diatur(ruang.folder)


def test_kabari_tanpa_setelan_tidak_memeriksa(
    ruang: Ruang, diatur: Diatur, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, tempat = str(ruang.folder), diatur.tempat
    kasus = (
        (None, f"{folder}: belum ada xlkinerja.toml dengan bagian [kabar], yang menyebut ke mana dikabari."),
        (Setelan(tempat), f"{tempat}: bagian [kabar] belum ada, atau tidak menyebut surel, webhook, atau berkas."),
        (Setelan(tempat, kabar=Kabar(surel=Surel("127.0.0.1", 25, Keamanan.TLS, SEMUA))),
         f"{tempat}: [kabar] memakai surel, tetapi belum ada [[penerima]]."),
    )  # fmt: skip
    for setelan, kata in kasus:
        if setelan is not None:
            diatur.tulis(setelan)
        for perintah in (["periksa", folder, "--kabari"], ["kabari-coba", folder]):
            assert utama(perintah) == 2
            assert capsys.readouterr() == ("", f"galat: {kata}\n")
    for lain in ([folder, "--tanpa-cache"], [folder, folder], [f"{folder}/53.04.xlsx"]):
        assert utama(["periksa", *lain, "--kabari"]) == 2
        assert capsys.readouterr().err.startswith("galat: --kabari berlaku untuk satu folder, tanpa --tanpa-cache")


def test_periksa_kabari(
    ruang: Ruang, surat: Server, diatur: Diatur, capsys: pytest.CaptureFixture[str]
) -> None:
    """Output and status are those of the check, whatever becomes of the notice."""
    diatur.tulis(ruang.setelan)
    folder = str(ruang.folder)
    assert utama(["periksa", folder, "--kabari"]) == 0
    assert capsys.readouterr().err.count("Kabar terkirim ke ") == len(ringkas(surat.kotak)) == 2
    tulis_buku(ruang.folder, "53.71", hadir=SALAH)
    assert utama(["periksa", folder]) == 1  # by hand, in between
    tanpa = capsys.readouterr()
    ruang.atur(surel=replace(surat.surel(percobaan=1), port=port_kosong()))
    diatur.tulis(ruang.setelan)
    assert utama(["periksa", folder, "--kabari"]) == 1
    dengan = capsys.readouterr()
    assert dengan.out == tanpa.out
    assert all(b.startswith("peringatan: ") for b in dengan.err.splitlines()) and dengan.err.count("\n") == 2
    ruang.atur(surel=surat.surel())
    diatur.tulis(ruang.setelan)
    assert utama(["periksa", folder, "--kabari", "--laporan", str(ruang.folder.parent / "x.html")]) == 1
    baru = "xlkinerja: 1 temuan baru - KPU Kota Kupang"
    assert ringkas(surat.kotak) == [(SEMUA, baru), (KOTA, baru)]


def test_kabari_coba(
    ruang: Ruang, surat: Server, diatur: Diatur, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    ruang.atur(berkas=tmp_path / "kabar.txt", penerima=(Penerima((SEMUA, KOTA)), DUA[1]))
    diatur.tulis(ruang.setelan)
    surat.kotak.tolak = {KOTA: "550 tidak ada"}
    assert utama(["kabari-coba", str(ruang.folder)]) == 1
    assert capsys.readouterr() == (
        f"{SEMUA}: terkirim\n{KOTA}: gagal: alamatnya ditolak (550 tidak ada)\n"
        f"{KOTA}: gagal: alamatnya ditolak (550 tidak ada)\n{tmp_path / 'kabar.txt'}: terkirim\n",
        "",
    )
    surat.kotak.tolak = {}
    assert utama(["kabari-coba", str(ruang.folder)]) == 0
    kepala = "xlkinerja: UJI COBA kabar, tidak ada yang perlu dilakukan"
    assert {str(p["Subject"]) for _, p in surat.kotak.masuk} == {kepala}
    assert kepala in (tmp_path / "kabar.txt").read_text()
    assert not ruang.tempat.exists()
