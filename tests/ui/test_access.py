"""Who the reader is and what each role may see; whatever cannot be read closes."""

import re

import pytest

from ui import access, access_file
from ui.access import Reader
from ui.page_list import PAGES

ADDRESS = {"is_logged_in": True, "email": "Boss@Firm.example", "email_verified": True}


@pytest.fixture
def roles_say(tmp_path, monkeypatch):
    """roles_say(text): the access file holds this text."""

    def write(text):
        path = tmp_path / "access.toml"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setenv("ACCESS_FILE", str(path))

    return write


def test_a_local_reader_is_an_analyst(monkeypatch):
    monkeypatch.delenv("CUSTOMER_ASSET_ROLE", raising=False)
    assert access.personal("someone@example.com") == "someone@example.com"
    assert all(access.reader().opens(page.least_role) for page in PAGES)


@pytest.mark.parametrize("role", ["viewer", "", "administrator", "presenter", "executive"])
def test_others_see_the_first_sign(role, monkeypatch):
    monkeypatch.setenv("CUSTOMER_ASSET_ROLE", role)
    assert access.personal("someone@example.com") == "s•••••"
    assert not access.reader().opens("analyst")


def test_roles_are_one_above_the_other():
    by_role = {role: [page.path for page in PAGES if Reader("x", role).opens(page.least_role)] for role in access.ROLES}
    assert {"health", "mountain-smile"} <= set(by_role["presenter"])
    assert "matrix" not in by_role["presenter"]
    assert "bring-data" not in by_role["executive"]
    assert [len(by_role[role]) for role in access.ROLES] == sorted(len(paths) for paths in by_role.values())
    assert by_role["admin"] == [page.path for page in PAGES]
    assert not any(Reader("x", "").opens(page.least_role) for page in PAGES)
    assert not Reader("x", "presenter").takes_tables


@pytest.mark.parametrize(
    ("text", "claims", "role", "is_known"),
    [
        ('[roles]\n"boss@firm.example" = "admin"', ADDRESS, "admin", True),
        ('[roles]\n"@firm.example" = "executive"', ADDRESS, "executive", True),
        ('[roles]\n"@firm.example" = "executive"\n"BOSS@firm.example" = "analyst"', ADDRESS, "analyst", True),
        ('[roles]\n"@firm.example" = "admin"', ADDRESS | {"email": "boss@firm.example.evil"}, "presenter", False),
        ('[roles]\n"boss@firm.example" = "admin"', ADDRESS | {"email_verified": False}, "presenter", False),
        ('[roles]\n"sub-1" = "admin"', {"is_logged_in": True, "sub": "sub-1"}, "presenter", False),
        ('unknown = "nobody"', ADDRESS, "", False),
        ('[roles]\n"boss@firm.example" = "god"', ADDRESS, "presenter", False),
        ("roles = 3", ADDRESS, "presenter", False),
        ("not toml at all", ADDRESS, "presenter", False),
    ],
)
def test_the_access_file_gives_roles(text, claims, role, is_known, roles_say):
    roles_say(text)
    found = access._logged_in(claims)
    assert (found.role, found.is_known) == (role, is_known)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("[auth]\nclient_id = 'x'", True), ("[other]\nx = 1", False), ("[auth", True), (None, False)],
)
def test_a_secrets_file_that_cannot_be_read_closes(text, expected, tmp_path, monkeypatch):
    path = tmp_path / "secrets.toml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(access_file.st, "get_option", {"secrets.files": [str(path)]}.get)
    assert access_file.has_login() is expected


def test_every_download_is_noted(repository):
    """A file that offers a download hands it through the log of exports."""
    offers = [
        path
        for folder in ("ui", "pages")
        for path in (repository / folder).rglob("*.py")
        if "download_button(" in path.read_text(encoding="utf-8")
    ]
    assert offers
    silent = [
        path.name
        for path in offers
        if not re.search(r"export_log\.noted\(|kept_lists\.writer\(", path.read_text(encoding="utf-8"))
    ]
    assert silent == []
