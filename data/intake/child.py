"""The confined process itself: `python -m data.intake.child`, its order as JSON on stdin, one line of JSON a file on stdout."""

import json
import sys
from pathlib import Path


def limit_memory(limit_bytes: int) -> None:
    """Let this process take at most so much address space, and leave no core file; nothing on Windows."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, limit_bytes), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):  # macOS knows the limit but may refuse to set it
            continue


def main() -> None:
    """Unpack the files of the order, each with an answer of its own."""
    order = json.load(sys.stdin)
    limit_memory(order["memory"])
    from data.contract import ContractError
    from data.intake.confined import as_json
    from data.intake.parts import parts_of

    if order["look"]:
        from data.intake.look import look_at
    for path in order["paths"]:
        try:
            parts = parts_of(Path(path), Path(order["work"]))
            answer: dict = {"parts": [as_json(part) for part in parts]}
            if order["look"]:
                answer["looks"] = [look_at(part) for part in parts]
        except ContractError as error:
            answer = {"error": str(error)}
        except MemoryError:
            answer = {"fault": "memory"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
