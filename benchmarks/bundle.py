"""The bundle of the walked Tartu: canonical JSON beside the standard library's, verify beside the hash of the file."""

import hashlib
import json
import sys
from pathlib import Path

from benchmarks.measure import Row, best, tell
from visioon.cli.house import city_called, open_house
from visioon.formats.bundle import verify
from visioon.formats.canonical import canonical

RUNS = 3


def main() -> None:
    open_house(Path(sys.argv[2]))
    from visioon.kernel.ledger.bundle import sealed_bundle
    from visioon.kernel.ledger.models import Edition

    packed = sealed_bundle(city_called("tartu"))
    documents = [json.loads(one.document) for one in Edition.objects.order_by("number")]
    whole = [canonical(one) for one in documents]
    size, megabytes = sum(map(len, whole)), len(packed) / 1e6
    if verify(packed).exit_code:
        raise RuntimeError("the bundle of the walked city does not verify")
    checked = best(lambda: verify(packed), RUNS)
    hashed = best(lambda: hashlib.sha256(packed).hexdigest(), RUNS)
    ours = best(lambda: [canonical(one) for one in documents], RUNS)
    plain = best(lambda: [json.dumps(one, sort_keys=True, separators=(",", ":")) for one in documents], RUNS)
    tell(
        [
            Row(f"canonical JSON, {len(whole)} editions, {size / 1e6:.1f} MB", ours, "json.dumps, sorted", plain),
            Row(f"verify, bundle of {megabytes:.1f} MB", checked, "SHA-256 of the file", hashed),
        ]
    )


if __name__ == "__main__":
    main()
