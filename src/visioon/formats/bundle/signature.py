"""Ed25519 (RFC 8032) over the bytes of the manifest."""

from typing import Protocol

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from visioon.formats.bundle.shape import hexadecimal
from visioon.formats.canonical import digest

KEY_BYTES, SIGNATURE_BYTES = 32, 64
_PEM_START = b"-----BEGIN"


class NotAKey(ValueError):
    """Bytes that are no Ed25519 key."""


class Signer(Protocol):
    """Whoever holds the private key: a file, a token, another machine."""

    @property
    def public_key(self) -> bytes:
        """The raw 32 bytes."""

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of the signature."""


class KeySigner:
    """A signer that holds the private key itself, 32 raw bytes. Raises NotAKey for any other length."""

    def __init__(self, private_key: bytes) -> None:
        if len(private_key) != KEY_BYTES:
            raise NotAKey(f"a private key of {KEY_BYTES} bytes was expected")
        self._key = Ed25519PrivateKey.from_private_bytes(private_key)

    @property
    def public_key(self) -> bytes:
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


def fingerprint(public_key: bytes) -> str:
    """SHA-256 of the raw 32 bytes of the key, 64 hexadecimal digits."""
    return digest(public_key)


def holds(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether this key made this signature of this message."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def read_public_key(data: bytes) -> bytes:
    """The raw 32 bytes of a key written as 64 hexadecimal digits or as PEM. Raises NotAKey."""
    if data.lstrip().startswith(_PEM_START):
        return _from_pem(data)
    digits = data.decode("latin-1").strip().lower()
    if not hexadecimal(digits) or len(digits) != 2 * KEY_BYTES:
        raise NotAKey("no public key")
    return bytes.fromhex(digits)


def _from_pem(data: bytes) -> bytes:
    try:
        key = load_pem_public_key(data.lstrip())
    except (ValueError, TypeError, UnsupportedAlgorithm) as wrong:
        raise NotAKey("no public key") from wrong
    if not isinstance(key, Ed25519PublicKey):
        raise NotAKey("a public key of another kind")
    return key.public_bytes_raw()
