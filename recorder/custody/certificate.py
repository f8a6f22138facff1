"""The certificate of a broker's service: made once, and compared by its fingerprint."""

from __future__ import annotations

import hashlib
import ipaddress
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from recorder.errors import WrongUse
from recorder.vault.home import read_bounded, write_whole

_FILE_MAX: Final = 256 * 1024
_VALID = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Certificate:
    """Where certificate and key lie."""

    certificate: Path
    key: Path

    def fingerprint(self) -> str:
        """The SHA-256 of the certificate in hex, which people compare.

        Raises:
            WrongUse: there is no certificate in the file.
        """
        raw = read_bounded(self.certificate, _FILE_MAX)
        try:
            first = (raw or b"").decode("ascii").partition(_END)[0] + _END
            return hashlib.sha256(ssl.PEM_cert_to_DER_cert(first)).hexdigest()
        except ValueError as error:
            raise WrongUse("The certificate cannot be read; it must be a PEM file.") from error

    def context(self) -> ssl.SSLContext:
        """Raises:
        WrongUse: the two do not belong together.
        """
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        try:
            context.load_cert_chain(self.certificate, self.key)
        except (OSError, ssl.SSLError) as error:
            raise WrongUse(
                "The certificate and its key cannot be used together; name both as PEM files."
            ) from error
        return context


_END = "-----END CERTIFICATE-----"


def own_certificate(folder: Path, host: str) -> Certificate:
    """The certificate in a broker's folder, made when there is none.

    Raises:
        StorageError: it could not be written.
    """
    own = Certificate(folder / "tls.crt", folder / "tls.key")
    if own.certificate.exists() and own.key.exists():
        return own
    certificate, key = _made(host)
    # The key first: a certificate without one would never be made anew.
    write_whole(own.key, key)
    write_whole(own.certificate, certificate, 0o644)
    return own


def _made(host: str) -> tuple[bytes, bytes]:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    key, now = generate_private_key(SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Candor broker")])
    try:
        called: x509.GeneralName = x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        called = x509.DNSName(host)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + _VALID)
        .add_extension(x509.SubjectAlternativeName([called]), critical=False)
        .sign(key, SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return made.public_bytes(Encoding.PEM), private
