"""What the library works out of the pattern of an address, once for all portals of a run.

Every test has a portal of its own, and each portal 257 addresses. To know how one is written
the library compiles two functions, again for every portal: nine tenths of what starting costs.
They hang on the pattern alone, and ask the rule they are bound to for everything else.
"""

from collections.abc import Callable

from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]

_worked_out: dict[tuple[object, ...], Builder] = {}
_work_out = Rule._compile_builder  # noqa: SLF001  there is no other door to it


def _once(rule: Rule, append_unknown: bool = True) -> Builder:  # noqa: FBT001, FBT002  its own shape
    if rule.defaults:
        return _work_out(rule, append_unknown)
    pattern = (rule.rule, *rule._trace, append_unknown)  # noqa: SLF001  as above
    if pattern not in _worked_out:
        _worked_out[pattern] = _work_out(rule, append_unknown)
    return _worked_out[pattern]


def work_out_once() -> None:
    """Remember from now on what each pattern comes to."""
    Rule._compile_builder = _once  # type: ignore[method-assign]  # noqa: SLF001  as above
