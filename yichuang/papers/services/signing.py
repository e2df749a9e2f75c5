"""The key that certificates are signed with: the centre's own by file, or one made for the demonstration."""

import os
import secrets
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings

from ..selectors.keys import key_path

DEMONSTRATION = "一窗演示证照签名（无法律效力）"
YEARS = 10


def ensure_key(now: datetime) -> Path:
    """Make the demonstration's key where none is configured and none is there; readable by us alone.

    Several processes may start at once: the file appears whole, and the first one's stays.
    """
    path = key_path()
    if settings.SIGNING_KEY or path.exists():
        return path
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, half = tempfile.mkstemp(dir=path.parent)  # 0600 from its first byte on
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(_demonstration_key(now))
        path.hardlink_to(half)
    except FileExistsError:
        pass
    finally:
        Path(half).unlink()
    return path


def _demonstration_key(now: datetime) -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, DEMONSTRATION)])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(int.from_bytes(secrets.token_bytes(16)) >> 1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * YEARS))
        .add_extension(usage, critical=True)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(b"yichuang", key, certificate, None, NoEncryption())


def sign(pdf: bytes, title: str, *, now: datetime) -> bytes:
    """Return a certificate signed with the centre's key, which is made first where there is none."""
    from ..selectors.pades import sign_bytes  # loaded by the first certificate: see there

    ensure_key(now)
    return sign_bytes(pdf, title)
