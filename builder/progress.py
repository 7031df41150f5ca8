"""What a build says while it runs: one numbered line a stage on standard error, with rows and time."""

import sys
import time


class Progress:
    """Prints `[3/8] staging …` when a stage begins and its rows and seconds when the next one does."""

    def __init__(self, stages: tuple[str, ...], stream=None):
        self.stages = stages
        self.stream = stream or sys.stderr
        self._started = time.monotonic()

    def begin(self, stage: str) -> None:
        """Announce a stage; `stage` is one of the names given at the start."""
        self._started = time.monotonic()
        self._say(f"[{self.stages.index(stage) + 1}/{len(self.stages)}] {stage} …")

    def done(self, words: str) -> None:
        """Say what the stage made, with the seconds it took."""
        self._say(f"      {words}, {time.monotonic() - self._started:.1f} s")

    def _say(self, line: str) -> None:
        print(line, file=self.stream, flush=True)
