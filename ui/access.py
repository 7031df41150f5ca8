"""What the reader may see of personal data. A local reader is an analyst; CUSTOMER_ASSET_ROLE=viewer masks."""

import os

ROLES = ("analyst", "viewer")


def role() -> str:
    """The reader's role. The server is local and has no login; whoever starts it says who its readers are."""
    asked = os.environ.get("CUSTOMER_ASSET_ROLE", "analyst")
    return asked if asked in ROLES else "viewer"


def personal(value: object) -> str:
    """A personal value as the reader may see it: as it is for analysts, else its first sign and dots.

    >>> import os
    >>> os.environ["CUSTOMER_ASSET_ROLE"] = "viewer"
    >>> personal("someone@example.com")
    's•••••'
    >>> del os.environ["CUSTOMER_ASSET_ROLE"]
    """
    text = str(value)
    return text if role() == "analyst" else f"{text[:1]}•••••"
