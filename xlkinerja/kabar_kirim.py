"""What all ways of sending a notice share: why it failed and whether to try again, the pauses, which server is here."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterator
from ipaddress import ip_address

from xlkinerja.beku import beku
from xlkinerja.galat_os import sebab_os

Tidur = Callable[[float], None]
tidur_biasa: Tidur = time.sleep
_JEDA_PERTAMA, _KALI, _JEDA_TERPANJANG = 5.0, 3, 60.0


@beku(frozen=True, slots=True)
class Gagal:
    """Why something did not arrive, in one Indonesian clause without secrets.

    `tetap`: it will be refused again, as it is (5xx); else it is kept until it arrives. `ulang`: worth another attempt
    in this run. `semua`: nothing else will arrive there in this run either. `besar`: it would without its attachment.
    """

    sebab: str
    tetap: bool = False
    ulang: bool = False
    semua: bool = False
    besar: bool = False


def jeda(percobaan: int) -> Iterator[float]:
    """What to wait before each attempt: nothing, then ever longer."""
    yield 0.0
    tunggu = _JEDA_PERTAMA
    for _ in range(1, percobaan):
        yield tunggu
        tunggu = min(tunggu * _KALI, _JEDA_TERPANJANG)


def lokal(server: str | None) -> bool:
    """True if a server is this machine, so that nobody can listen on the way."""
    if server is None:
        return False
    try:
        return ip_address(server.strip("[]")).is_loopback
    except ValueError:
        return server.lower() == "localhost"


def tak_tersambung(server: str, batas: float, galat: OSError) -> Gagal:
    """Why there is no connection. A certificate will not be a better one in a minute; everything else may pass."""
    if isinstance(galat, ssl.SSLCertVerificationError):
        return Gagal(f"sertifikat {server} tidak dipercaya ({galat.verify_message})", semua=True)
    # smtplib makes another error of a time-out.
    lewat = isinstance(galat, TimeoutError) or isinstance(galat.__context__, TimeoutError)
    if lewat:
        kata = f"{server} tidak menjawab dalam {batas:g} detik"
    elif isinstance(galat, ssl.SSLError):
        kata = f"sambungan aman ke {server} gagal; periksa port dan keamanan"
    elif isinstance(galat, socket.gaierror):
        kata = f"nama {server} tidak dikenal, atau tidak ada jaringan"
    elif galat.errno is None or isinstance(galat, ConnectionError):
        kata = f"{server} tidak dapat dihubungi, atau memutus sambungan"
    else:
        kata = f"{server} tidak dapat dihubungi ({sebab_os(galat)})"
    return Gagal(kata, ulang=True, semua=True)
