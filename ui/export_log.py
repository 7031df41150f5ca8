"""Every file that is taken away is noted in the workspace before it is handed out: who, when, what, which filters."""

import json
from collections.abc import Callable

from data import workspace as store
from ui import access, address, warehouse, workspace
from ui.page_list import PAGES

NOT_A_FILTER = {"lang", "warehouse"}


def noted(
    make: Callable[[], bytes],
    *,
    what: str,
    rows: int,
    file_name: str,
    is_masked: bool = True,
    page_path: str = "",
    view: dict[str, list[str]] | None = None,
) -> Callable[[], bytes]:
    """A function that notes the export and then makes the file; it may run outside of a script run.

    is_masked : no personal value is in it as it was delivered
    page_path, view : the page and the choices that it was made under, where they are not those shown now
    Where no warehouse is open (a workshop's own numbers) there is nothing to protect and no log to write to.
    """
    if warehouse.name_or("") == "":
        return make
    home, who = workspace.path(), access.reader().name
    page = next((page for page in PAGES if page.path == (page_path or address.page_shown())), None)
    chosen = address.parameters(page.keys if page else ()) if view is None else view
    choice = {key: values for key, values in chosen.items() if key not in NOT_A_FILTER}
    entry = {
        "exported_by": who,
        "what": f"{page.path if page else page_path}: {what}",
        "choice": json.dumps(choice, sort_keys=True, ensure_ascii=False),
        "rows": rows,
        "file_name": file_name,
        "is_masked": int(is_masked),
        "list_id": None,
    }

    def make_and_note() -> bytes:
        made = make()
        store.write(home, "log_export", entry)
        return made

    return make_and_note
