"""How long work reports that it goes on; library code prints nothing."""

from __future__ import annotations

import sys
from typing import Any, Protocol


class Progress(Protocol):
    """Told of a stage's start, of each bit done, and of its end. ``total`` 0: length unknown."""

    def start(self, stage: str, *, total: int = 0) -> None: ...

    def advance(self, amount: int) -> None: ...

    def finish(self) -> None: ...


class NoProgress:
    """Tells nobody."""

    def start(self, stage: str, *, total: int = 0) -> None: ...

    def advance(self, amount: int) -> None: ...

    def finish(self) -> None: ...


class BarProgress:
    """A bar a stage on standard error, counted in bytes."""

    def __init__(self) -> None:
        self._bar: Any = None

    def start(self, stage: str, *, total: int = 0) -> None:
        from tqdm import tqdm  # not among the packages that the client needs

        self.finish()
        self._bar = tqdm(desc=stage, total=total or None, unit="B", unit_scale=True, file=sys.stderr)

    def advance(self, amount: int) -> None:
        if self._bar is not None:
            self._bar.update(amount)

    def finish(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None
