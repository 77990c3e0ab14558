"""The verifiable bundle: a city's editions, sealed ledger, texts and tables as one file that a stranger can check."""

from visioon.formats.bundle.reading import Unreadable, unpack
from visioon.formats.bundle.records import Act, City, Edition, Seal, Text, Voices
from visioon.formats.bundle.report import Finding, Report, Signature, Status
from visioon.formats.bundle.signature import KeySigner, NotAKey, Signer, read_public_key
from visioon.formats.bundle.tables import Column, Table, table
from visioon.formats.bundle.verification import verify
from visioon.formats.bundle.writing import BundleContent, pack

__all__ = [
    "Act",
    "BundleContent",
    "City",
    "Column",
    "Edition",
    "Finding",
    "KeySigner",
    "NotAKey",
    "Report",
    "Seal",
    "Signature",
    "Signer",
    "Status",
    "Table",
    "Text",
    "Unreadable",
    "Voices",
    "pack",
    "read_public_key",
    "table",
    "unpack",
    "verify",
]
