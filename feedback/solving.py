"""Starting the solver quietly: it greets on the standard output when it first starts."""

import os
import sys
from functools import cache
from typing import Any

_OUTPUT = 1


def new_solver(**options: bool | float | str) -> Any:  # noqa: ANN401  the library has no types
    """Return a solver that says nothing, with these options. It is loaded only now."""
    import highspy  # noqa: PLC0415  heavy: loaded where something is solved

    _greet()
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in {"output_flag": False, "threads": 1, **options}.items():
        solver.setOptionValue(option, value)
    return solver


@cache
def _greet() -> None:
    """Let it greet nobody, once."""
    import highspy  # noqa: PLC0415  as above

    sys.stdout.flush()
    kept, nowhere = os.dup(_OUTPUT), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _OUTPUT)
        highspy.Highs()  # type: ignore[no-untyped-call]
    finally:
        os.dup2(kept, _OUTPUT)
        os.close(kept)
        os.close(nowhere)
