"""A notice as e-mail: the message, and its way to the mail server, encrypted and with its certificate verified.

The password comes from the environment or from the system's keyring, and is never part of what is said.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from xlkinerja.beku import beku
from xlkinerja.kabar import rapi
from xlkinerja.kabar_kirim import Gagal, Tidur, jeda, lokal, tak_tersambung, tidur_biasa
from xlkinerja.setelan import Keamanan, Surel
from xlkinerja.setelan_isian import SANDI_SUREL
from xlkinerja.setelan_sandi import LAYANAN, Asal, cari_sandi

_BENTUK = SMTP.clone(max_line_length=200)
"""A subject that is folded begins with a blank for some readers."""
_TUTUP, _TERLALU_BESAR = 421, 552
"""The server closes the connection, whatever was asked; the message is too large."""


@beku(frozen=True, slots=True)
class Lampiran:
    """A file that goes with it."""

    nama: str
    isi: bytes


class SandiTiada(Exception):
    """There is no password to be had. The message is one Indonesian clause."""


def sandi(surel: Surel) -> str:
    """The password for the mail server. Raises SandiTiada."""
    ada, pengguna = cari_sandi(surel), rapi(surel.pengguna or "", 80)
    if ada.isi is not None:
        return ada.isi
    isi = f"isi variabel lingkungan {SANDI_SUREL}"
    raise SandiTiada({
        Asal.TANPA_KEYRING: f'sandi surel belum ada: {isi}, atau pasang keyring: pip install "xlkinerja[sandi]"',
        Asal.KEYRING_GAGAL: f"keyring terkunci atau tidak dapat dibaca; buka keyring, atau {isi}",
    }.get(ada.asal, f"sandi {pengguna} tidak ada di keyring; simpan dengan: keyring set {LAYANAN} {pengguna}, atau "
                    f"{isi}"))  # fmt: skip


def susun_surel(
    *,
    dari: str,
    kepada: Sequence[str],
    judul: str,
    teks: str,
    waktu: datetime,
    tanda: str,
    lampiran: Lampiran | None = None,
) -> EmailMessage:
    """The message; `tanda`: what makes it this one, so that sent twice it has one Message-ID. ValueError if an address
    is none."""
    pesan = EmailMessage()
    pesan["From"] = dari
    pesan["To"] = ", ".join(kepada)
    pesan["Subject"] = rapi(judul, 200)
    pesan["Date"] = format_datetime(waktu)
    alamat = pesan["From"].addresses
    penerima = pesan["To"].addresses
    if len(alamat) != 1 or len(penerima) != len(kepada) or not all(a.domain for a in (*alamat, *penerima)):
        raise ValueError("alamat surel tidak sah")
    pesan["Message-ID"] = f"<xlkinerja.{sha256(tanda.encode()).hexdigest()[:32]}@{alamat[0].domain}>"
    pesan["Auto-Submitted"] = "auto-generated"  # no holiday replies
    pesan.set_content(teks)
    if lampiran is not None:
        pesan.add_attachment(lampiran.isi, maintype="text", subtype="html", filename=lampiran.nama)
    return pesan


def kirim_surel(
    surel: Surel,
    pesan: EmailMessage,
    kepada: Sequence[str],
    *,
    konteks: ssl.SSLContext | None = None,
    tidur: Tidur = tidur_biasa,
) -> dict[str, Gagal]:
    """Send to these addresses, once more after a pause where that may help; address -> why it did not arrive."""
    if surel.keamanan is Keamanan.TANPA and not lokal(surel.server):
        gagal = Gagal("sambungan tanpa pengamanan hanya boleh ke server di komputer ini", semua=True)
        return dict.fromkeys(kepada, gagal)
    try:
        rahasia = sandi(surel) if surel.pengguna is not None else None
    except SandiTiada as salah:
        return dict.fromkeys(kepada, Gagal(str(salah), semua=True))
    if not f"{surel.pengguna}{rahasia}".isascii():
        gagal = Gagal("pengguna atau sandi surel memuat huruf di luar ASCII, yang tidak dapat dikirim", semua=True)
        return dict.fromkeys(kepada, gagal)
    sisa: dict[str, Gagal] = dict.fromkeys(kepada, Gagal("belum dicoba"))
    selesai: dict[str, Gagal] = {}
    for tunggu in jeda(surel.percobaan):
        if tunggu:
            tidur(tunggu)
        hasil = _sekali(surel, rahasia, pesan, tuple(sisa), konteks or ssl.create_default_context())
        selesai |= {a: g for a, g in hasil.items() if not g.ulang}
        sisa = {a: g for a, g in hasil.items() if g.ulang}
        if not sisa:
            break
    return selesai | sisa


def _sekali(
    surel: Surel, rahasia: str | None, pesan: EmailMessage, kepada: Sequence[str], konteks: ssl.SSLContext
) -> dict[str, Gagal]:
    """One attempt."""
    try:
        with _tersambung(surel, rahasia, konteks) as smtp:
            # Not send_message, which puts ">" before a line that begins with "From ".
            ditolak = smtp.sendmail(alamat_dari(pesan), kepada, pesan.as_bytes(policy=_BENTUK))
    except smtplib.SMTPRecipientsRefused as galat:
        ditolak = galat.recipients
    except (smtplib.SMTPException, OSError, UnicodeError, ValueError) as galat:
        return dict.fromkeys(kepada, _gagal(surel, galat))
    return {a: _menurut_kode(kode, kata, awal="alamatnya ditolak") for a, (kode, kata) in ditolak.items()}


def alamat_dari(pesan: EmailMessage) -> str:
    """The bare address that it comes from; the settings may have a name before it."""
    return str(pesan["From"].addresses[0].addr_spec)


@contextmanager
def _tersambung(surel: Surel, rahasia: str | None, konteks: ssl.SSLContext) -> Iterator[smtplib.SMTP]:
    """A connection that is as safe as the settings say, logged in."""
    tempat, batas = (surel.server, surel.port), surel.batas_waktu
    aman = surel.keamanan is Keamanan.TLS
    smtp = smtplib.SMTP_SSL(*tempat, timeout=batas, context=konteks) if aman else smtplib.SMTP(*tempat, timeout=batas)
    try:
        if surel.keamanan is Keamanan.STARTTLS:
            smtp.starttls(context=konteks)
        if surel.pengguna is not None and rahasia is not None:
            smtp.login(surel.pengguna, rahasia)
        yield smtp
    finally:
        _tutup(smtp)


def _tutup(smtp: smtplib.SMTP) -> None:
    try:
        smtp.quit()
    except (smtplib.SMTPException, OSError):
        smtp.close()


_MENOLAK = (
    (smtplib.SMTPAuthenticationError, "pengguna atau sandi"),
    (smtplib.SMTPSenderRefused, "alamat pengirimnya"),
    (smtplib.SMTPConnectError, "sambungan"),
    (smtplib.SMTPHeloError, "sambungan"),
)


def _gagal(surel: Surel, galat: Exception) -> Gagal:
    """Why a whole attempt failed. For a fault of the settings or of the server the notice is not given up."""
    server = f"server surel {rapi(surel.server, 80)}:{surel.port}"
    if isinstance(galat, smtplib.SMTPResponseException) and galat.smtp_code == _TERLALU_BESAR:
        return Gagal(f"{server} menolak: pesannya terlalu besar (552)", tetap=True, besar=True)
    for jenis, apa in _MENOLAK:
        if isinstance(galat, jenis):
            # Not what it said: that may repeat what it was sent.
            kode = galat.smtp_code
            return Gagal(f"{server} menolak {apa} ({kode})", ulang=kode < 500, semua=True)
    if isinstance(galat, smtplib.SMTPResponseException):
        return _menurut_kode(galat.smtp_code, galat.smtp_error, awal=f"{server} menolak")
    if isinstance(galat, smtplib.SMTPNotSupportedError):
        kata = "STARTTLS" if surel.keamanan is Keamanan.STARTTLS else "yang diperlukan"
        return Gagal(f"{server} tidak menyediakan {kata}", semua=True)
    if isinstance(galat, OSError | smtplib.SMTPServerDisconnected):
        return tak_tersambung(server, surel.batas_waktu, galat)
    return Gagal(f"pesannya tidak dapat disusun atau dikirim ({type(galat).__name__})", tetap=True)


def _menurut_kode(kode: int, kata: bytes | str, *, awal: str) -> Gagal:
    """What a server answered: 4xx for now, 5xx for good."""
    isi = kata.decode("utf-8", "replace") if isinstance(kata, bytes) else kata
    tetap = kode >= 500
    return Gagal(f"{awal} ({kode} {rapi(isi, 120)})", tetap=tetap, ulang=not tetap, semua=kode == _TUTUP)
