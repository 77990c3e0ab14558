"""What verify found: a line a finding, plain sentences below, and an exit code."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from visioon.formats.bundle.records import Voices

LONGEST = 400


class Status(StrEnum):
    """OK: sealed, whole and recomputed. DIFFERENT: sealed, but the method gives something else. TAMPERED: not what was
    sealed and signed. ERASED: whole, but texts it used were erased by a sealed act."""

    OK = "OK"
    DIFFERENT = "DIFFERENT"
    TAMPERED = "TAMPERED"
    ERASED = "ERASED"


class Signature(StrEnum):
    """PINNED: by the key the caller trusts. CONSISTENT: by the key in the file, owner not proven. WRONG: by neither."""

    PINNED = "pinned"
    CONSISTENT = "consistent"
    WRONG = "wrong"


BAD = frozenset({Status.DIFFERENT, Status.TAMPERED})
_SIGNATURE_SENTENCE = {
    Signature.PINNED: "Signature: made by the pinned key, fingerprint {}.",
    Signature.CONSISTENT: (
        "Signature: consistent with the key in the file, fingerprint {}; the signer is not proven. "
        "Compare the fingerprint with the one the city publishes, or pin the city's key with --key."
    ),
    Signature.WRONG: "Signature: does not hold.",
}


@dataclass(frozen=True)
class Finding:
    """One line. id is "-" and kind "bundle" where it concerns no single edition; voices: those behind the edition."""

    status: Status
    id: str
    kind: str
    where: str
    voices: Voices | None = None

    def line(self) -> str:
        """STATUS id kind where."""
        return printable(f"{self.status} {self.id} {self.kind} {self.where}")


def bundle_finding(where: str) -> Finding:
    return Finding(Status.TAMPERED, "-", "bundle", where)


@dataclass(frozen=True)
class Report:
    """Findings of the editions by number, then those of the bundle as a whole: none where it is whole."""

    findings: tuple[Finding, ...]
    signature: Signature = Signature.WRONG
    fingerprint: str | None = None
    city: str | None = None
    voices: Voices | None = None

    @property
    def exit_code(self) -> int:
        """1 when any finding is DIFFERENT or TAMPERED, else 0."""
        return int(any(finding.status in BAD for finding in self.findings))

    def lines(self) -> list[str]:
        return [finding.line() for finding in self.findings]

    def sentences(self) -> list[str]:
        """Plain sentences for people, printed below the lines."""
        return [printable(sentence) for sentence in self._sentences()]

    def document(self) -> dict[str, Any]:
        """The report as JSON."""
        return {
            "ok": self.exit_code == 0,
            "city": self.city,
            "signature": str(self.signature),
            "fingerprint": self.fingerprint,
            "voices": asdict(self.voices) if self.voices else None,
            "findings": [{**asdict(finding), "status": str(finding.status)} for finding in self.findings],
        }

    def _sentences(self) -> Iterator[str]:
        editions = [finding for finding in self.findings if finding.id != "-"]
        counts = Counter(finding.status for finding in editions)
        parts = ", ".join(f"{counts[status]} {status}" for status in Status if counts[status]) or "none"
        yield f"Editions{f' of {self.city}' if self.city else ''}: {parts}."
        yield _SIGNATURE_SENTENCE[self.signature].format(self.fingerprint)
        for finding in editions:
            if finding.voices:
                yield f"Behind {finding.kind} {finding.id}: {_voices(finding.voices)}."
        if self.voices:
            yield f"In the city as a whole: {_voices(self.voices)}."
        if self.exit_code:
            yield "This file is not what was sealed, or a published result does not follow from its inputs."


def printable(text: str) -> str:
    """One short line that cannot fake another one: no line ends, no control or direction characters."""
    safe = "".join(sign if sign.isprintable() else "?" for sign in text)
    return safe if len(safe) <= LONGEST else f"{safe[: LONGEST - 3]}..."


def _voices(voices: Voices) -> str:
    if not voices.real and not voices.sample:
        return "no voices"
    if not voices.sample:
        return f"{voices.real} real, no sample"
    if not voices.real:
        return f"{voices.sample} sample, none real"
    return f"{voices.real} real and, apart from them, {voices.sample} sample"
