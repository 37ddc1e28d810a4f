"""Locking bytes up with a key, by AES-256-GCM: whoever lacks the key reads nothing and changes nothing."""

from __future__ import annotations

KEY_BYTES = 32
NONCE_BYTES = 12
#: how much longer the sealed form is
TAG_BYTES = 16


class WrongKey(Exception):
    """This key did not seal these bytes, or they (or what they are bound to) were changed since."""


def new_nonce() -> bytes:
    """A number used once: a fresh one for each sealing."""
    import secrets  # not needed to look what stands in a folder

    return secrets.token_bytes(NONCE_BYTES)


def seal(key: bytes, nonce: bytes, plain: bytes, bound_to: bytes = b"") -> bytes:
    """The sealed form with its tag; ``bound_to`` stays readable, but opening needs it unchanged."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key).encrypt(nonce, plain, bound_to)


def unseal(key: bytes, nonce: bytes, sealed: bytes, bound_to: bytes = b"") -> bytes:
    """What was sealed. Raises WrongKey, ValueError for a key or nonce of the wrong length."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(nonce, sealed, bound_to)
    except InvalidTag:
        # The cause says nothing more, and its frames hold the key.
        raise WrongKey("the seal does not fit") from None


def subkey(secret: bytes, salt: bytes, purpose: str) -> bytes:
    """A key for one purpose from a secret that is random already (HKDF-SHA256). Quick."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=purpose.encode("ascii")).derive(secret)
