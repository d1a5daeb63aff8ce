"""Print how much of what was planted is masked, and how much besides."""

from tests.tools.redaction.measuring import HALVES, Measured, measure


def main() -> None:
    for half in HALVES:
        print(half)  # noqa: T201  printing is what it is for
        for line in lines(measure(half)):
            print(f"  {line}")  # noqa: T201  as above


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
    main()
