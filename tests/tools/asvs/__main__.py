"""Says how whole our answer to ASVS 5.0 is, and runs every test it names.

usage: python -m tests.tools.asvs [--without-tests]
"""

import argparse
import subprocess
import sys

from tests.tools.asvs import MAP, faults, rows, summary, unseen

_WHOLE = "Every one has its test or its dated note; four maps spoilt on purpose are found."


def main() -> int:
    """Read the map, say what it lacks, and run what proves it."""
    parser = argparse.ArgumentParser(description="Hold the portal against ASVS 5.0.")
    parser.add_argument("--without-tests", action="store_true", help="only read the map")
    asked = parser.parse_args()
    text = MAP.read_text("utf-8")
    lacking = sorted(faults(text)) + [f"{spoilt} is not found" for spoilt in unseen(text)]
    print(summary(text))
    print("\n".join(lacking) or _WHOLE)
    if lacking or asked.without_tests:
        return bool(lacking)
    named = {"::".join(filter(None, test)) for row in rows(text) for test in row.tests}
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", *sorted(named)]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
