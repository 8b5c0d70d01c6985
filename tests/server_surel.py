"""A real mail server on this machine that refuses, delays and takes what it is told to."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from functools import cache
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from xlkinerja.setelan import Keamanan, Surel

PENGGUNA, RAHASIA = "kabar@kpu.test", "Rahasia-1945"


@dataclass
class Kotak:
    """What arrived: (addresses, message). `tolak`: address -> answer to it; `pengirim`: answer to the
    sender, if not that it is welcome; `jawab`: what is said to the next messages,
    before one is taken."""

    masuk: list[tuple[list[str], EmailMessage]] = field(default_factory=list)
    tolak: Mapping[str, str] = field(default_factory=dict)
    pengirim: str = ""
    jawab: list[str] = field(default_factory=list)

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, mail_options: list[str]
    ) -> str:
        if self.pengirim:
            return self.pengirim
        envelope.mail_from = address
        envelope.mail_options.extend(mail_options)
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, rcpt_options: list[str]
    ) -> str:
        if address in self.tolak:
            return self.tolak[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.jawab:
            return self.jawab.pop(0)
        assert isinstance(envelope.content, bytes)
        pesan = BytesParser(policy=policy.default).parsebytes(envelope.content)
        self.masuk.append((list(envelope.rcpt_tos), pesan))
        return "250 OK"


@dataclass
class Server:
    """A running one."""

    port: int
    kotak: Kotak
    keamanan: Keamanan

    def surel(self, **lain: Any) -> Surel:
        """Settings that lead to it."""
        isi: dict[str, Any] = {"dari": "xlkinerja@kpu.test", "batas_waktu": 5.0, "percobaan": 3}
        return Surel("127.0.0.1", self.port, self.keamanan, **(isi | lain))


@cache
def ca() -> trustme.CA:
    """Who signs the server's certificate."""
    return trustme.CA()


@cache
def percaya() -> ssl.SSLContext:
    """A client that trusts it."""
    konteks = ssl.create_default_context()
    ca().configure_trust(konteks)
    return konteks


@cache
def sertifikat(nama: str = "127.0.0.1") -> ssl.SSLContext:
    """A server's side."""
    konteks = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ca().issue_cert(nama).configure_cert(konteks)
    return konteks


class _Kendali(Controller):
    """The library's own first connection trusts no certificate of ours."""

    def _trigger_server(self) -> None:
        if self.ssl_context is None:
            super()._trigger_server()
            return
        konteks = ssl.create_default_context()
        konteks.check_hostname, konteks.verify_mode = False, ssl.CERT_NONE
        with socket.create_connection((self.hostname, self.port), 5) as s, konteks.wrap_socket(s) as aman:
            assert aman.recv(100).startswith(b"220")


def port_kosong() -> int:
    """One that nobody listens on."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@contextmanager
def server(
    keamanan: Keamanan = Keamanan.TANPA, *, masuk: bool = False, nama: str = "127.0.0.1", terbesar: int = 10**7
) -> Iterator[Server]:
    """Run one. `masuk`: only with the right password; `nama`: for whom its certificate is; `terbesar`: the
    largest message that it takes."""
    kotak = Kotak()
    lain: dict[str, Any] = {"data_size_limit": terbesar}
    if keamanan is Keamanan.STARTTLS:
        lain |= {"tls_context": sertifikat(nama), "require_starttls": True}
    if keamanan is Keamanan.TLS:
        lain |= {"ssl_context": sertifikat(nama)}
    if masuk:
        lain |= {"authenticator": _kenal, "auth_required": True, "auth_require_tls": keamanan is Keamanan.STARTTLS}
    kendali = _Kendali(kotak, hostname="127.0.0.1", port=port_kosong(), **lain)
    kendali.start()
    try:
        yield Server(kendali.port, kotak, keamanan)
    finally:
        kendali.stop()


def _kenal(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=(data.login, data.password) == (PENGGUNA.encode(), RAHASIA.encode()), handled=False)
