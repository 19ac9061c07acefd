"""Quiet support: one file per thing that is done. Nothing that anybody says here is kept."""

from __future__ import annotations

import importlib
import pkgutil

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")
