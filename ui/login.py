"""The login page, shown before anything is read, and the way out. Streamlit's own login does the rest (OpenID Connect)."""

import streamlit as st

from ui import access, access_file, blocks
from ui.escape import plain
from ui.i18n import N_, _

ROLE_NAMES = {
    "presenter": N_("presenter"),
    "executive": N_("executive"),
    "analyst": N_("analyst"),
    "admin": N_("administrator"),
}


def is_passed() -> bool:
    """True when the reader may go on; else the page says what to do, and nothing else is shown."""
    if access.is_acting() or not access_file.has_login():
        return True
    if not st.user.get("is_logged_in"):
        _ask()
        return False
    if not access.reader().role:
        _refuse(access.reader().name)
        return False
    return True


def draw_reader() -> None:
    """In the sidebar: who is logged in, with which role, and the way out; nothing without a login."""
    reader = access.reader()
    if reader.is_local:
        return
    st.caption(
        _("{name} · {role}").format(name=plain(reader.name), role=_(ROLE_NAMES[reader.role])),
    )
    if not reader.is_known:
        st.caption(
            _(
                "Your account has no role of its own here, so you see the least there is. An administrator can change that."
            )
        )
    if access_file.settings().fault:
        st.caption(_("The file with the roles cannot be followed, so everybody has the least role."))
    st.button(_("Log out"), on_click=st.logout, icon=":material/logout:", type="tertiary")


def say_no_page(name: str) -> None:
    """Instead of a page that the reader's role does not open."""
    blocks.headline(_("“{page}” is not open to your role").format(page=name))
    role = _(ROLE_NAMES[access.role()])
    blocks.empty(_("You are here as {role}. An administrator can give you another role.").format(role=role))


def _ask() -> None:
    st.title(_("Please log in"), anchor=False)
    section = access_file.login_section() or {}
    if not section:
        blocks.empty(
            _("The settings of the login cannot be read. Nobody can log in until an administrator has mended them.")
        )
        return
    blocks.note(
        _(
            "Customer figures are shown to those who have logged in. If a link brought you here, open it once more afterwards."
        )
    )
    for provider in _providers(section):
        label = _("Log in") if provider is None else _("Log in with {provider}").format(provider=provider.capitalize())
        st.button(
            label,
            on_click=st.login,
            args=() if provider is None else (provider,),
            type="primary",
            icon=":material/login:",
        )


def _refuse(name: str) -> None:
    st.title(_("This account has no access"), anchor=False)
    blocks.empty(_("You are logged in as {name}, whom the administrator has given no role.").format(name=plain(name)))
    st.button(_("Log out"), on_click=st.logout, icon=":material/logout:")


def _providers(section: dict) -> list[str | None]:
    """Names of the providers; None is the one without a name."""
    if "client_id" in section:
        return [None]
    return [name for name, value in section.items() if isinstance(value, dict) and "client_id" in value]
