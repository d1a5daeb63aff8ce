"""What did not hold, of what kind, how often, and the request that first showed it."""

from collections import Counter
from dataclasses import dataclass, field

from tests.tools.fuzz.asking import Request
from tests.tools.fuzz.visitor import Visitor

_LONGEST_PART, _LONGEST_PATH, _LONGEST_REQUEST = 30, 90, 400


@dataclass
class Found:
    """What came of asking."""

    asked: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    met: set[str] = field(default_factory=set)
    wrong: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)
    slowest: tuple[float, str] = (0.0, "")

    def note(self, problem: str, visitor: Visitor, request: Request) -> None:
        """Count a problem and remember the request that first showed it."""
        kind = f"{problem}; {request['method']} {_shape(request['path'])}"
        self.wrong[kind] += 1
        self.first.setdefault(kind, f"{visitor.who}: {_plain(request)}")

    def took(self, seconds: float, request: Request) -> None:
        """Remember the slowest answer."""
        self.slowest = max(self.slowest, (seconds, f"{request['method']} {request['path']}"[:80]))

    def lines(self) -> list[str]:
        """Say what was asked and what did not hold."""
        kinds = ", ".join(f"{kind}xx {count:,}" for kind, count in sorted(self.answers.items()))
        many = sum(self.wrong.values())
        told = [f"{self.asked:,} requests: {kinds}; {len(self.met)} pages and forms reached"]
        told.append(f"slowest {self.slowest[0]:.1f} s of CPU ({self.slowest[1]})")
        told.append(f"{many:,} answers did not hold, of {len(self.wrong)} kinds")
        for kind, count in self.wrong.most_common():
            told += [f"  {count:,} x {kind}", f"      first: {self.first[kind]}"]
        return told


def _shape(path: str) -> str:
    """Say the same of addresses that differ in a key alone."""
    parts = path.partition("?")[0].split("/")
    short = ("…" if len(part) > _LONGEST_PART or "%" in part else part for part in parts)
    return "/".join(short)[:_LONGEST_PATH]


def _plain(request: Request) -> str:
    told = {name: value for name, value in request.items() if name != "environ_overrides"}
    return repr(told)[:_LONGEST_REQUEST]
