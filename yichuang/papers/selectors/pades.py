"""PAdES: the key of certificates read, a PDF signed with it, a signature checked.

pyHanko and what it needs take 25 MB and half a second: only the first certificate or check loads this.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from asn1crypto import parser
from django.conf import settings
from django.utils.translation import gettext
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from yichuang.kit.refusal import Refused

from .keys import key_path

FIELD = "Signature1"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SignatureCheck:
    """A signature in a PDF: whether every byte is as it was signed, and whether the key is this site's."""

    holds: bool  # intact, cryptographically valid, and over the whole file
    is_ours: bool
    signer: str


def _passphrase() -> bytes | None:
    if settings.SIGNING_PASSPHRASE_FILE:
        try:
            return Path(settings.SIGNING_PASSPHRASE_FILE).read_text().strip().encode() or None
        except OSError as missing:
            raise Refused(
                gettext("读不到签名密钥的口令文件 %(path)s。") % {"path": settings.SIGNING_PASSPHRASE_FILE}
            ) from missing
    return settings.SIGNING_PASSPHRASE.encode() or None


@lru_cache(maxsize=2)
def _signer(path: Path, _changed: int) -> signers.SimpleSigner:
    found: signers.SimpleSigner | None = signers.SimpleSigner.load_pkcs12(  # type: ignore[no-untyped-call]
        str(path), passphrase=_passphrase()
    )
    if found is None:
        raise Refused(gettext("打不开签名密钥：文件不是 PKCS#12，或者口令不对。电子证照没有签发。"))
    return found


def signer() -> signers.SimpleSigner:
    """Return the signer of certificates. Raises Refused when the configured key cannot be used."""
    path = key_path()
    try:
        changed = path.stat().st_mtime_ns
    except OSError as missing:
        raise Refused(gettext("找不到签名密钥 %(path)s，电子证照没有签发。") % {"path": path}) from missing
    return _signer(path, changed)


def sign_bytes(pdf: bytes, title: str) -> bytes:
    """Return a PDF with the centre's signature over every byte of it: PAdES B-B (ETSI EN 319 142-1)."""
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        reason=f"签发{title}",
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    out = BytesIO()
    by = signers.PdfSigner(meta, signer=signer())
    # The library runs an event loop of its own; the caller's thread may have one already.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(by.sign_pdf, IncrementalPdfFileWriter(BytesIO(pdf)), output=out).result()
    return out.getvalue()


def signature_of(content: bytes) -> SignatureCheck | None:
    """Check the one signature of a PDF; None where it bears none or cannot be read at all.

    Strangers send the bytes: whatever they break inside the reader is a signature that does not hold.
    """
    try:
        found = PdfFileReader(BytesIO(content), strict=False).embedded_signatures
    except Exception:  # noqa: BLE001 - any failure of the reader on a stranger's file means the same
        return None
    if not found:
        return None
    try:
        return _checked(found[0])
    except Exception:
        log.info("a signature could not be checked", exc_info=True)
        return SignatureCheck(holds=False, is_ours=False, signer="")


def _checked(signature: EmbeddedPdfSignature) -> SignatureCheck:
    certificate = signature.signer_cert
    ours = signer().signing_cert
    is_ours = ours is not None and certificate.sha256 == ours.sha256
    trusted = ValidationContext(trust_roots=[certificate], allow_fetching=False)
    status = validate_pdf_signature(signature, trusted, skip_diff=True)
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return SignatureCheck(
        holds=bool(status.intact and status.valid and whole and _ends_in_zeros(signature.pkcs7_content)),
        is_ours=is_ours,
        signer=str(certificate.subject.native.get("common_name", "")),
    )


def _ends_in_zeros(held: bytes) -> bool:
    """Say that nothing was hidden behind the signature: its place in the file is not signed itself."""
    return not held[parser.peek(held) :].strip(b"\0")
