"""What the library works out of the pattern of an address, once for all portals of a run.

Every test has a portal of its own, and each portal some 270 addresses. To match and to write one,
the library takes its pattern apart and compiles two functions, again for every portal: nearly all
of what starting costs. It hangs on the pattern alone; the rest the rule is asked for.
"""

from werkzeug.routing import Rule

_worked_out: dict[tuple[object, ...], Rule] = {}
_work_out = Rule.compile


def _once(rule: Rule) -> None:
    pattern = (
        rule.rule, rule.subdomain, rule.host, rule.merge_slashes, rule.map.host_matching,
        *sorted((rule.defaults or {}).items()),
    )  # fmt: skip
    like = _worked_out.get(pattern)
    if like is None:
        _work_out(rule)
        _worked_out[pattern] = rule
        return
    for name in ("_parts", "_trace", "_converters"):
        setattr(rule, name, getattr(like, name))
    rule.arguments.update(like.arguments)
    for name in ("_build", "_build_unknown"):
        setattr(rule, name, getattr(like, name).__func__.__get__(rule, None))


def work_out_once() -> None:
    """Remember from now on what each pattern comes to."""
    Rule.compile = _once  # type: ignore[assignment, method-assign]
