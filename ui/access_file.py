"""The two files an administrator writes: whether there is a login (Streamlit's secrets), and who has which role.

Whatever cannot be read closes: a broken secrets file counts as a login nobody can pass, a broken access file gives
everybody the least role.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import streamlit as st

ROLES = ("presenter", "executive", "analyst", "admin")
NOBODY = "nobody"
_DEFAULT = Path(__file__).resolve().parent.parent / ".streamlit" / "access.toml"


@dataclass(frozen=True)
class Settings:
    """Roles by e-mail address or by domain ("@firm.example"); `unknown`: the role of everybody else, "" for none.

    fault : why the file is not followed; "" when it is, or when there is none
    """

    roles: Mapping[str, str] = field(default_factory=dict)
    unknown: str = ROLES[0]
    fault: str = ""

    def role_of(self, address: str) -> str | None:
        """Role of an address in lower case, before that of its domain; None when neither is named."""
        if "@" not in address:
            return None
        return self.roles.get(address) or self.roles.get("@" + address.rpartition("@")[2])


def has_login() -> bool:
    """True when an OpenID Connect provider is configured, or when it cannot be told."""
    return login_section() is not None


def login_section() -> dict | None:
    """The section [auth] of Streamlit's secrets; empty when a file cannot be read, None when there is no login."""
    found: dict | None = None
    for name in st.get_option("secrets.files"):
        path = Path(name)
        if path.is_file():
            content = _toml(str(path), path.stat().st_mtime_ns)
            if content is None:
                return {}
            found = content.get("auth", found)
    return found


def settings() -> Settings:
    """What the access file says."""
    path = Path(os.environ.get("ACCESS_FILE") or _DEFAULT)
    if not path.is_file():
        return Settings()
    return _settings(_toml(str(path), path.stat().st_mtime_ns))


def _settings(content: dict | None) -> Settings:
    if content is None:
        return Settings(fault="unreadable")
    roles = content.get("roles", {})
    unknown = content.get("unknown", ROLES[0])
    wrong = not isinstance(roles, dict) or any(role not in ROLES for role in roles.values())
    if wrong or unknown not in (*ROLES, NOBODY):
        return Settings(fault="unknown_role")
    by_address = {str(name).strip().casefold(): role for name, role in roles.items()}
    return Settings(by_address, "" if unknown == NOBODY else unknown)


@lru_cache(maxsize=8)
def _toml(path: str, changed_ns: int) -> dict | None:
    """Content of the file as of its last change; None when it is no TOML."""
    try:
        return tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
