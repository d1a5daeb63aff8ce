"""Finds the environment that the sector’s validator lives in."""

import json
import subprocess
import sys
from pathlib import Path

PYTHON = Path(sys.prefix) / "validator/bin/python"
MISSING = (
    "The sector’s validator of the return is not here: it needs Python 3.11, and"
    " make test puts it into .venv/validator."
)
_RUNNER = Path(__file__).with_name("run_validator.py")


def is_there() -> bool:
    """Whether the validator can be run on this machine."""
    return PYTHON.exists()


def findings(folder: Path, year: int) -> list[dict[str, object]]:
    """Run the rules that read Reviews over a folder, and return what they find."""
    run = subprocess.run(  # noqa: S603  our own runner with our own folder
        [str(PYTHON), str(_RUNNER), str(folder), str(year)],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode not in {0, 1} or (run.returncode == 1 and not run.stdout):
        raise RuntimeError(run.stderr)
    return [json.loads(line) for line in run.stdout.splitlines()]
