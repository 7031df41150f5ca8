"""The SQL of the build, one statement a file."""

from pathlib import Path

SQL = Path(__file__).parent / "sql"


def sql(folder: str, name: str) -> str:
    """Text of `data/sql/<folder>/<name>.sql`."""
    return (SQL / folder / f"{name}.sql").read_text(encoding="utf-8")
