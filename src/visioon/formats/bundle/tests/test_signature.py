import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from visioon.formats.bundle.signature import KeySigner, NotAKey, fingerprint, holds, read_public_key

# RFC 8032 section 7.1, TEST 1.
SECRET = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
PUBLIC = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
SIGNATURE = bytes.fromhex(
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
)
PEM = Ed25519PublicKey.from_public_bytes(PUBLIC).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
OTHER_KIND = (
    generate_private_key(SECP256R1()).public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
)


def test_key_signer_with_the_key_of_rfc_8032_makes_its_signature() -> None:
    signer = KeySigner(SECRET)
    assert signer.public_key == PUBLIC
    assert signer.sign(b"") == SIGNATURE


def test_key_signer_with_a_key_of_another_length_raises() -> None:
    with pytest.raises(NotAKey):
        KeySigner(b"short")


def test_holds_only_for_the_same_key_signature_and_message() -> None:
    assert holds(PUBLIC, SIGNATURE, b"")
    assert not holds(PUBLIC, SIGNATURE, b"x")
    assert not holds(PUBLIC, SIGNATURE[:-1] + b"\0", b"")
    assert not holds(KeySigner(b"\x01" * 32).public_key, SIGNATURE, b"")
    assert not holds(b"short", SIGNATURE, b"")


def test_fingerprint_is_the_sha256_of_the_raw_key() -> None:
    assert fingerprint(PUBLIC) == "21fe31dfa154a261626bf854046fd2271b7bed4b6abe45aa58877ef47f9721b9"


@pytest.mark.parametrize(
    "data", [PUBLIC.hex().encode(), b" " + PUBLIC.hex().upper().encode() + b"\n", PEM, b"\n" + PEM]
)
def test_read_public_key_of_hex_or_pem_gives_the_raw_key(data: bytes) -> None:
    assert read_public_key(data) == PUBLIC


@pytest.mark.parametrize(
    "data", [b"", PUBLIC, PUBLIC.hex().encode()[:-2], b"zz" * 32, PEM[:60], PEM.replace(b"MC", b"MD"), OTHER_KIND]
)
def test_read_public_key_of_anything_else_raises(data: bytes) -> None:
    with pytest.raises(NotAKey):
        read_public_key(data)
