"""The two accounts of an installation, with the folders that ``deploy/README.md`` makes for them.

Its own lines are carried out, so that the paper is what is tried. Root becomes each account in a
process of its own. Whoever is not root stays who they are: then all is tried but who may do it.
"""

import codecs
import os
import pickle
import re
import shlex
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.rules import tree

README = "deploy/README.md"
UMASK = 0o027
"""As the units set it."""
_MADE, _LINKED = (
    re.compile(r"^install -d .+$", re.MULTILINE),
    re.compile(r"^ln -s .+$", re.MULTILINE),
)
_JOINED = re.compile(r"^usermod --append --groups (\S+) (\S+)$", re.MULTILINE)
_IDS = {"heard": 64_101, "heard-door": 64_102, "heard-shared": 64_103}
_ROOT = 0


@dataclass(frozen=True)
class Machine:
    """A root folder in which the folders lie, and the accounts that are there."""

    root: Path
    text: str = field(default_factory=lambda: tree.text(README))

    def set_up(self) -> None:
        """Make every folder and link as the paper says."""
        for line in _MADE.findall(self.text):
            _, _, _, owner, _, group, _, mode, *folders = shlex.split(line)
            for folder in folders:
                self._make(self.at(folder), owner, group, int(mode, 8))
        for line in _LINKED.findall(self.text):
            *targets, folder = shlex.split(line)[2:]
            for target in targets:
                (self.at(folder) / Path(target).name).symlink_to(self.at(target))

    def at(self, path: str) -> Path:
        """Return where a path of the paper lies here."""
        return self.root / path.lstrip("/")

    def run(self, account: str, do: Callable[[], Any]) -> Any:
        """Do something as an account and return what comes of it, or raise what it raised."""
        codecs.lookup("ascii")  # an account may not be able to read Python’s own folder
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            with suppress(BaseException):
                os.close(reading)
                self._become(account)
                os.write(writing, pickle.dumps(_done(do)))
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            said = pipe.read()
        os.waitpid(pid, 0)
        result, problem = pickle.loads(said)  # noqa: S301  our own child’s
        if problem is not None:
            raise problem
        return result

    def _make(self, folder: Path, owner: str, group: str, mode: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == _ROOT:
            os.chown(folder, _IDS[owner], _IDS[group])
        folder.chmod(mode)

    def _become(self, account: str) -> None:
        os.umask(UMASK)
        if os.geteuid() == _ROOT:
            joined = [_IDS[group] for group, who in _JOINED.findall(self.text) if who == account]
            os.setgroups(joined)
            os.setgid(_IDS[account])
            os.setuid(_IDS[account])


def _done(do: Callable[[], Any]) -> tuple[Any, Exception | None]:
    try:
        return do(), None
    except Exception as problem:  # noqa: BLE001  told to whoever asked
        return None, problem
