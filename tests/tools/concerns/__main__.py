"""Hold how many disclosures the list of words finds, and how many other answers, against the page.

Its controls find nothing, and everything: each must lie outside in the same run.
"""

import sys

from tests.tools.concerns import HALVES, ORDINARY, Look, Measured, broken, measure, share

HELD_OUT = "hold-out"
CONTROLS: dict[str, Look] = {"finds nothing": lambda _: False, "finds everything": lambda _: True}


def main() -> int:
    """Print the figures of both halves, and fail below what is published of the held-out one."""
    for half in HALVES:
        _say(half)
        for line in lines(measure(half)):
            _say(f"  {line}")
    wrong = broken(measure(HELD_OUT))
    for name, look in CONTROLS.items():
        said = broken(measure(HELD_OUT, look))
        _say(f"control that {name}: {'; '.join(said) or 'not found'}")
        wrong += [] if said else [f"a list that {name} was not found"]
    _say("\n".join(wrong) or "All is as it is published, and each control is found.")
    return bool(wrong)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def lines(found: Measured) -> list[str]:
    """Say the figures of one half, first all together and then by kind."""
    kinds = [
        f"{kind:<14} {share(found.found[kind], written)}"
        for kind, written in found.written.items()
        if kind != ORDINARY
    ]
    return [
        f"disclosures    {share(*found.disclosures)}",
        f"other answers  {share(*found.others)}",
        *kinds,
    ]


if __name__ == "__main__":
    sys.exit(main())
