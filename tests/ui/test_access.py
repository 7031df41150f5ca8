"""Personal values: in full for analysts, masked for viewers and for a role nobody knows."""

import pytest

from ui import access


def test_a_local_reader_is_an_analyst(monkeypatch):
    monkeypatch.delenv("CUSTOMER_ASSET_ROLE", raising=False)
    assert access.personal("someone@example.com") == "someone@example.com"


@pytest.mark.parametrize("role", ["viewer", "", "administrator"])
def test_others_see_the_first_sign(role, monkeypatch):
    monkeypatch.setenv("CUSTOMER_ASSET_ROLE", role)
    assert access.personal("someone@example.com") == "s•••••"
