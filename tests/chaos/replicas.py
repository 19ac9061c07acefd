"""Real processes, and what happens to them."""

import os
import random
import signal
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from multiprocessing.process import BaseProcess
from typing import Any

from scheduler.failpoints import NAMES
from tests.forking import FORKING

_ARMED = 0.3
"""The share of replicas that die at a failpoint of their own accord."""


@dataclass(slots=True)
class Replicas:
    """So many at any time: one that is gone is replaced when ``tend`` is called.

    Each runs ``main`` with ``setup``, in which ``holder``, ``seed`` and ``failpoints`` are its own.
    """

    main: Callable[[Any], None]
    setup: Any
    count: int
    dice: random.Random
    _running: list[BaseProcess] = field(default_factory=list[BaseProcess])
    _frozen: dict[int, int] = field(default_factory=dict[int, int])
    _started: int = 0

    def tend(self, *, armed: bool = True) -> None:
        self._running = [process for process in self._running if process.is_alive()]
        while len(self._running) < self.count:
            self._running.append(self._start(armed=armed))

    def strike(self) -> None:
        """Kill one, mostly; or freeze it for some strikes, or ask it to stop."""
        self._thaw()
        victim = self.dice.choice(self._running)
        roll = self.dice.random()
        if roll < 0.7:
            _signal(victim, signal.SIGKILL)
        elif roll < 0.9:
            _signal(victim, signal.SIGSTOP)
            self._frozen[victim.pid or 0] = self.dice.randint(2, 15)
        else:
            _signal(victim, signal.SIGTERM)

    def calm(self) -> None:
        """Everybody goes on, unarmed from now on."""
        for process in self._running:
            _signal(process, signal.SIGCONT)
        self._frozen.clear()

    def stop(self) -> None:
        self.calm()
        for process in self._running:
            _signal(process, signal.SIGTERM)
        for process in self._running:
            process.join(12)
            if process.is_alive():
                process.kill()
                process.join()

    def _thaw(self) -> None:
        for pid, strikes in list(self._frozen.items()):
            self._frozen[pid] = strikes - 1
            if strikes <= 1:
                del self._frozen[pid]
                for process in self._running:
                    if process.pid == pid:
                        _signal(process, signal.SIGCONT)

    def _start(self, *, armed: bool) -> BaseProcess:
        self._started += 1
        plan = ""
        if armed and self.dice.random() < _ARMED:
            plan = f"{self.dice.choice(sorted(NAMES))}=kill@{self.dice.randint(1, 5)}"
        setup = replace(self.setup, holder=f"replica{self._started}", seed=self.dice.randrange(2**32), failpoints=plan)
        process = FORKING.Process(target=self.main, args=(setup,), daemon=True)
        process.start()
        return process


def _signal(process: BaseProcess, number: signal.Signals) -> None:
    if process.pid is not None and process.is_alive():
        os.kill(process.pid, number)
