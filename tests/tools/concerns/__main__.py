"""Print how many disclosures the list of words finds, and how many other answers with them."""

from tests.tools.concerns import HALVES, ORDINARY, Measured, measure, share


def main() -> None:
    for half in HALVES:
        print(half)  # noqa: T201  printing is what it is for
        for line in lines(measure(half)):
            print(f"  {line}")  # noqa: T201  as above


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
    main()
