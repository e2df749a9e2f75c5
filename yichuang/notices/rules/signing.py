"""How what leaves by HTTP is signed: HMAC-SHA256 over a canonical string. Pure.

The string is method, path with its query, instant (Unix seconds), nonce and the SHA-256 of the body in hex,
each on a line. Who verifies refuses instants that are off by more than `TOLERANCE_SECONDS`, and a nonce that
was seen within that time.
"""

import hashlib
import hmac

TOLERANCE_SECONDS = 300
KEY, AT, NONCE, SIGNATURE = (
    "X-Yichuang-Key",
    "X-Yichuang-Timestamp",
    "X-Yichuang-Nonce",
    "X-Yichuang-Signature",
)


def canonical(method: str, path: str, *, at: int, nonce: str, body: bytes) -> bytes:
    """Return the string that is signed."""
    return "\n".join((method, path, str(at), nonce, hashlib.sha256(body).hexdigest())).encode()


def signature(secret: str, said: bytes) -> str:
    """Return the signature in hex."""
    return hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()


def headers(secret: str, method: str, path: str, *, at: int, nonce: str, body: bytes) -> dict[str, str]:
    """Return the headers that carry a signature."""
    said = canonical(method, path, at=at, nonce=nonce, body=body)
    return {AT: str(at), NONCE: nonce, SIGNATURE: signature(secret, said)}


def is_signed(
    secret: str, method: str, path: str, *, at: str, nonce: str, signed: str, body: bytes, now: float
) -> bool:
    """Say whether a signature is right and fresh; used by the simulator, and to be copied by receivers."""
    if not (at.isascii() and at.isdigit() and len(at) < 12 and nonce):
        return False
    if abs(now - int(at)) > TOLERANCE_SECONDS:
        return False
    wanted = signature(secret, canonical(method, path, at=int(at), nonce=nonce, body=body))
    return hmac.compare_digest(wanted.encode(), signed.encode())
