"""Who the reader is and what a reader of that role may see: pages, personal values, files to take away.

Without a login the server is local and whoever is there is an analyst; CUSTOMER_ASSET_ROLE names another role. With a
login (see `ui.login`) the role comes from `.streamlit/access.toml`, or from the file that ACCESS_FILE names.
"""

import os
from dataclasses import dataclass

import streamlit as st

from ui import access_file

ROLES = access_file.ROLES  # the least first; each may do what those before it may
LOCAL_ROLE = "analyst"
_OLD_NAMES = {"viewer": "executive"}
_MASK = "•••••"


@dataclass(frozen=True)
class Reader:
    """One reader. `name`: as logs name them; `role`: one of ROLES, or "" for somebody who may see nothing.

    is_known : False for somebody who has logged in but whom the access file does not name
    is_local : there is no login; whoever sits at this machine owns its files anyway
    is_careful : has chosen not to see personal values, whatever the role allows
    """

    name: str
    role: str
    is_known: bool = True
    is_local: bool = False
    is_careful: bool = False

    def reaches(self, role: str) -> bool:
        """True when this reader may do what `role` may."""
        return self.role != "" and ROLES.index(self.role) >= ROLES.index(role)

    @property
    def sees_personal(self) -> bool:
        """Personal values are shown as they are."""
        return self.reaches("analyst") and not self.is_careful

    @property
    def takes_tables(self) -> bool:
        """May take tables of figures away as files; lists of customers need `sees_personal` to be of use."""
        return self.reaches("executive")

    def opens(self, least_role: str) -> bool:
        """True when this reader may open a page of that least role; a local analyst opens those of admins too."""
        return self.reaches("analyst" if self.is_local and least_role == "admin" else least_role)

    def personal(self, value: object) -> str:
        """A personal value as this reader may see it: as it is, or its first sign and dots.

        >>> Reader("somebody", "executive").personal("someone@example.com")
        's•••••'
        """
        text = str(value)
        return text if self.sees_personal else f"{text[:1]}{_MASK}"


_acts_for: Reader | None = None


def act_as(reader: Reader) -> None:
    """From here on this process works for this one reader alone; for a process of its own, never on the server."""
    global _acts_for
    _acts_for = reader


def is_acting() -> bool:
    """True in a process that works for one reader whom the server has let in."""
    return _acts_for is not None


def reader() -> Reader:
    """The reader of this script run. Outside of one it is nobody with the least role: ask before, and keep the answer."""
    if _acts_for is not None:
        return _acts_for
    if not access_file.has_login():
        asked = os.environ.get("CUSTOMER_ASSET_ROLE", LOCAL_ROLE)
        asked = _OLD_NAMES.get(asked, asked)
        role = asked if asked in ROLES else ROLES[0]
        return Reader(role, role, is_local=True)
    if not st.user.get("is_logged_in"):
        return Reader("", "")
    return _logged_in(st.user.to_dict())


def _logged_in(claims: dict) -> Reader:
    """Who the provider says it is; an address that the provider has not verified names nobody."""
    settings = access_file.settings()
    address = str(claims.get("email") or "").strip().casefold()
    name = address or str(claims.get("preferred_username") or claims.get("sub") or "")
    known = settings.role_of(address) if claims.get("email_verified", True) is not False else None
    return Reader(name, settings.unknown if known is None else known, is_known=known is not None)


def role() -> str:
    """The reader's role."""
    return reader().role


def name() -> str:
    """The reader's name, as logs and the workspace keep it: the address logged in with, without a login the role."""
    return reader().name


def personal(value: object) -> str:
    """A personal value as the reader of this script run may see it."""
    return reader().personal(value)
