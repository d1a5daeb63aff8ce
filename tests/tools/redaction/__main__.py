"""Hold how much of what was planted is masked, and how much besides, against what is promised.

Its controls mask nothing, and everything: each must break a promise in the same run.
"""

import sys

from tests.tools.redaction.measuring import (
    HALVES,
    Measured,
    broken,
    masks_everything,
    masks_nothing,
    measure,
)


def main() -> int:
    """Print the figures of both halves, and fail where a promise is broken or a control holds."""
    wrong = []
    for half in HALVES:
        found = measure(half)
        wrong += [f"{half}: {promise}" for promise in broken(found)]
        _say(half)
        for line in lines(found):
            _say(f"  {line}")
    for control in (masks_nothing, masks_everything):
        said = broken(measure("tuning", control))
        _say(
            f"control that {control.__name__.replace('_', ' ')}: {'; '.join(said) or 'not found'}"
        )
        wrong += [] if said else [f"{control.__name__} was not found"]
    _say("\n".join(wrong) or "Every promise holds, and each control breaks one.")
    return bool(wrong)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def lines(found: Measured) -> list[str]:
    """Say the figures of one half, first all together and then by kind."""
    kinds = [
        f"{kind:<10} {masked:>5} of {planted:>5} masked"
        for kind, (masked, planted) in sorted(found.by_kind.items())
    ]
    return [
        f"{found.comments:,} comments, {found.planted:,} identifiers in them",
        f"masked                       {found.share_masked:7.2%}   (at least 99.50%)",
        f"amber, for a person to judge {found.amber:7,}",
        f"neither masked nor amber     {found.missed:7,}   (0)",
        f"other words masked           {found.share_of_others:7.2%}   (at most 10.00%)",
        f"other words shown amber      {found.others_amber / found.others:7.2%}",
        *kinds,
    ]


if __name__ == "__main__":
    sys.exit(main())
