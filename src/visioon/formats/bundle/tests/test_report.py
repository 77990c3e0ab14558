from visioon.formats.bundle import Finding, Report, Signature, Status, Voices, verify
from visioon.formats.bundle.tests import builder

FINGERPRINT = "34750f98bd59fcfc946da45aaabe933be154a4b5094e1c4abf42866505f3c97e"


def finding(status: Status, real: int = 0, sample: int = 0) -> Finding:
    return Finding(status, "7", "index", "here", Voices(real, sample))


def test_exit_code_is_one_only_for_different_or_tampered() -> None:
    codes = {status: Report((finding(Status.OK), finding(status))).exit_code for status in Status}
    assert codes == {Status.OK: 0, Status.ERASED: 0, Status.DIFFERENT: 1, Status.TAMPERED: 1}


def test_line_with_control_characters_stays_one_short_line() -> None:
    line = Finding(Status.TAMPERED, "-", "bundle", "a\nOK 1 index \x1b[32m\u202e" + "x" * 1000).line()
    assert line.startswith("TAMPERED - bundle a?OK 1 index ?[32m?x")
    assert len(line) == 400
    assert len(line.splitlines()) == 1


def test_sentences_tell_real_from_sample_and_that_the_signer_is_not_proven() -> None:
    assert verify(builder.good()).sentences() == [
        "Editions of tartu: 2 OK.",
        f"Signature: consistent with the key in the file, fingerprint {FINGERPRINT}; the signer is not proven. "
        "Compare the fingerprint with the one the city publishes, or pin the city's key with --key.",
        "Behind index 00000000-0000-0000-0000-000000000001: no voices.",
        "Behind themes 00000000-0000-0000-0000-000000000002: 1 real and, apart from them, 1 sample.",
        "In the city as a whole: 3 real and, apart from them, 1 sample.",
    ]


def test_sentences_of_a_pinned_bundle_and_one_sided_voices() -> None:
    found = (finding(Status.OK, 4, 0), finding(Status.ERASED, 0, 5), finding(Status.DIFFERENT))
    assert Report(found, Signature.PINNED, FINGERPRINT, "tartu").sentences() == [
        "Editions of tartu: 1 OK, 1 DIFFERENT, 1 ERASED.",
        f"Signature: made by the pinned key, fingerprint {FINGERPRINT}.",
        "Behind index 7: 4 real, no sample.",
        "Behind index 7: 5 sample, none real.",
        "Behind index 7: no voices.",
        "This file is not what was sealed, or a published result does not follow from its inputs.",
    ]


def test_sentences_of_what_is_no_zip_say_that_the_signature_does_not_hold() -> None:
    assert verify(b"").sentences() == [
        "Editions: none.",
        "Signature: does not hold.",
        "This file is not what was sealed, or a published result does not follow from its inputs.",
    ]


def test_document_carries_every_finding_with_its_voices() -> None:
    assert Report((finding(Status.OK, 1, 2),), Signature.PINNED, FINGERPRINT, "tartu", Voices(3, 4)).document() == {
        "ok": True,
        "city": "tartu",
        "signature": "pinned",
        "fingerprint": FINGERPRINT,
        "voices": {"real": 3, "sample": 4},
        "findings": [{"status": "OK", "id": "7", "kind": "index", "where": "here", "voices": {"real": 1, "sample": 2}}],
    }
