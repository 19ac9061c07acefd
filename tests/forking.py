"""Processes forked from one that has everything imported: importing takes a second or two, and there are many."""

import multiprocessing

FORKING = multiprocessing.get_context("forkserver")
FORKING.set_forkserver_preload(
    [
        "config.cli",
        "config.running",
        "config.doctor",
        "config.explain",
        "config.exporting",
        "config.spanning",
        "tests.chaos.drawing_worker",
        "tests.chaos.worker",
        "tests.chaos.platforms_worker",
    ]
)
