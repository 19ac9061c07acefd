"""One file per feature. Importing this package registers every command in it: a new one needs its own file alone."""

from __future__ import annotations

import importlib
import pkgutil

from bot.registry import COMMANDS

__all__ = ["COMMANDS"]

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")
