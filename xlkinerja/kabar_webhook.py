"""A notice as JSON to a web address: HTTPS with its certificate verified, or this machine; never on to another one."""

from __future__ import annotations

import json
import os
import ssl
from collections.abc import Mapping
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request, build_opener

from xlkinerja import __version__
from xlkinerja.kabar import rapi
from xlkinerja.kabar_kirim import Gagal, Tidur, jeda, lokal, tak_tersambung, tidur_biasa
from xlkinerja.setelan import Webhook

TOKEN = "XLKINERJA_WEBHOOK_TOKEN"
_SEMENTARA = (408, 425, 429)


class _TidakDialihkan(HTTPRedirectHandler):
    """A redirect would carry the notice and the token elsewhere, and turn POST into GET."""

    def redirect_request(  # noqa: PLR0917 - as the library calls it
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Never."""


def kirim_webhook(
    webhook: Webhook,
    isi: Mapping[str, object],
    *,
    tanda: str,
    konteks: ssl.SSLContext | None = None,
    tidur: Tidur = tidur_biasa,
) -> Gagal | None:
    """Send, once more after a pause where that may help; None if it arrived. `tanda`: by which the receiver may know
    a notice that comes twice."""
    tempat = urlsplit(webhook.url)
    if tempat.scheme != "https" and not (tempat.scheme == "http" and lokal(tempat.hostname)):
        return Gagal("alamat webhook harus https; http hanya untuk komputer ini", semua=True)
    kepala = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": f"xlkinerja/{__version__}",
        "Idempotency-Key": tanda,
    }
    if os.environ.get(TOKEN):
        kepala["Authorization"] = f"Bearer {os.environ[TOKEN]}"
    gagal: Gagal | None = None
    pembuka = _pembuka(tempat.hostname, konteks or ssl.create_default_context())
    for tunggu in jeda(webhook.percobaan):
        if tunggu:
            tidur(tunggu)
        permintaan = Request(webhook.url, json.dumps(isi, ensure_ascii=False).encode(), kepala, method="POST")
        gagal = _sekali(pembuka, permintaan, webhook.batas_waktu)
        if gagal is None or not gagal.ulang:
            break
    return gagal


def _pembuka(server: str | None, konteks: ssl.SSLContext) -> OpenerDirector:
    langsung = (ProxyHandler({}),) if lokal(server) else ()
    return build_opener(_TidakDialihkan, HTTPSHandler(context=konteks), *langsung)


def _sekali(pembuka: OpenerDirector, permintaan: Request, batas: float) -> Gagal | None:
    """One attempt. The address is not repeated in full: it may hold a secret."""
    server = f"webhook {rapi(permintaan.host, 80)}"
    try:
        with pembuka.open(permintaan, timeout=batas):
            return None
    except HTTPError as galat:
        with galat:
            return _menurut_kode(server, galat.code)
    except URLError as galat:
        return tak_tersambung(server, batas, galat.reason if isinstance(galat.reason, OSError) else galat)
    except HTTPException:
        return Gagal(f"{server} menjawab dengan cara yang tidak dikenal", ulang=True, semua=True)
    except OSError as galat:
        return tak_tersambung(server, batas, galat)
    except ValueError:
        return Gagal("alamat atau token webhook tidak sah", semua=True)


def _menurut_kode(server: str, kode: int) -> Gagal:
    if 300 <= kode < 400:
        return Gagal(f"{server} mengalihkan ke alamat lain ({kode}); isi alamat yang sebenarnya", semua=True)
    if kode in (401, 403):
        return Gagal(f"{server} menolak tokennya ({kode}); periksa {TOKEN}", semua=True)
    ulang = kode >= 500 or kode in _SEMENTARA
    return Gagal(f"{server} menolak ({kode})", tetap=not ulang, ulang=ulang, semua=ulang)
