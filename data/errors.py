"""Sentences for what goes wrong outside the data itself: disks, locks, names."""


class BuildError(RuntimeError):
    """A build that could not be finished; nothing was published. The message is one sentence and a hint."""
