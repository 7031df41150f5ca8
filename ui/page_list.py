"""The pages, in the order and groups of the page list, and which filters each of them uses.

A new page is one more line in PAGES and one script under `pages/<group>/`.
"""

from dataclasses import dataclass

from ui import workshop_keys
from ui.i18n import N_

DIMENSIONS = ("first_channel", "first_region", "first_category", "cohort_year")
PERIODS = ("period_from", "period_to")
GROUPS = {
    "executive": N_("Executive"),
    "analyst": N_("Analyst"),
    "workshop": N_("Workshop"),
    "data": N_("Data"),
}


@dataclass(frozen=True)
class Page:
    """One page: its path in the URL, script under `pages/`, name, icon, the filters and the own URL keys it uses.

    needs : what must be there for it: a history of customers, customers (a list of one day does), a warehouse (published
        figures do), or nothing
    role : the least role that opens it, as in `ui.access`; empty for that of its group (see least_role)
    """

    path: str
    script: str
    name: str
    icon: str
    filters: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    needs: str = "customers"
    role: str = ""

    @property
    def least_role(self) -> str:
        """The least role that opens it."""
        return self.role or {"analyst": "executive", "data": "analyst"}.get(self.group, "presenter")

    @property
    def group(self) -> str:
        """Group in the page list: the folder of the script."""
        return self.script.split("/")[0]


PAGES = (
    Page("headline", "executive/headline.py", N_("Headline"), ":material/bolt:", needs="warehouse"),
    Page(
        "health",
        "executive/health.py",
        N_("Health"),
        ":material/monitor_heart:",
        filters=(*DIMENSIONS, "line"),
        needs="warehouse",
    ),
    Page(
        "acquisition-churn",
        "executive/acquisition_churn.py",
        N_("Acquisition and churn"),
        ":material/waterfall_chart:",
        filters=(*DIMENSIONS, "line", "grain", *PERIODS),
        keys=("against",),
        needs="warehouse",
    ),
    Page(
        "equity",
        "executive/equity.py",
        N_("Customer equity"),
        ":material/account_balance:",
        filters=(*DIMENSIONS, "line", *PERIODS),
        keys=("by", "build"),
    ),
    Page(
        "look-forward",
        "executive/look_forward.py",
        N_("Look forward"),
        ":material/trending_up:",
        filters=("first_channel", "first_region", "first_category", "line"),
        keys=("w_acquired", "w_young", "w_old", "w_back", "w_margin", "w_with"),
        needs="warehouse",
    ),
    Page(
        "ten-faults",
        "executive/ten_faults.py",
        N_("Ten faults"),
        ":material/checklist:",
        needs="warehouse",
    ),
    Page(
        "lifecycle",
        "analyst/lifecycle.py",
        N_("Lifecycle"),
        ":material/timeline:",
        filters=(*DIMENSIONS, "line", "grain"),
        keys=("kept", "align", "by"),
    ),
    Page(
        "clv",
        "analyst/clv.py",
        N_("Customer value (CLV)"),
        ":material/paid:",
        filters=(*DIMENSIONS, "line", "scored"),
        keys=("customer", "by"),
    ),
    Page(
        "matrix",
        "analyst/matrix.py",
        N_("Value × churn matrix"),
        ":material/grid_view:",
        filters=(*DIMENSIONS, "line", "scored"),
        keys=(
            "grid",
            "cut",
            "top",
            "amount",
            "risk",
            "measure",
            "since",
            "cell",
            "draw",
            "holdout",
            "contact",
            "accept",
            "kept",
        ),
    ),
    Page("one-customer", "analyst/one_customer.py", N_("One customer"), ":material/person_search:", keys=("customer",)),
    Page(
        "migration",
        "analyst/migration.py",
        N_("Grades and migration"),
        ":material/swap_vert:",
        filters=DIMENSIONS,
        keys=("rule", "from", "to", "then", "now", "holdout"),
        needs="history",
    ),
    Page(
        "segments",
        "analyst/segments.py",
        N_("Segments"),
        ":material/category:",
        filters=DIMENSIONS,
        keys=("segment", "holdout"),
    ),
    Page(
        "decisions",
        "analyst/decisions.py",
        N_("Decisions"),
        ":material/gavel:",
        keys=("list", "decision"),
    ),
    Page(
        "churn-warning",
        "analyst/churn_warning.py",
        N_("Churn early warning"),
        ":material/notification_important:",
        filters=(*DIMENSIONS, "scored"),
        keys=("risk", "listed", "customer", "contact", "accept", "kept", "holdout"),
    ),
    Page(
        "audit",
        "analyst/audit.py",
        N_("Customer-base audit"),
        ":material/groups:",
        filters=DIMENSIONS,
        keys=("year", "cohort"),
        needs="history",
    ),
    Page(
        "profitability",
        "analyst/profitability.py",
        N_("Profitability tiers"),
        ":material/stacked_bar_chart:",
        filters=DIMENSIONS,
        keys=("year",),
    ),
    Page(
        "channels",
        "analyst/channels.py",
        N_("Channels"),
        ":material/hub:",
        filters=("first_channel",),
    ),
    Page(
        "stages",
        "analyst/stages.py",
        N_("Stages"),
        ":material/move_down:",
        filters=DIMENSIONS,
        needs="history",
    ),
    Page(
        "workshop",
        "workshop/guided.py",
        N_("Guided path"),
        ":material/signpost:",
        keys=workshop_keys.PATH,
        needs="nothing",
    ),
    Page("run-sheet", "workshop/run_sheet.py", N_("Run sheet"), ":material/format_list_numbered:", needs="nothing"),
    Page(
        "mountain-smile",
        "workshop/mountain_smile.py",
        N_("Mountain or smile"),
        ":material/landscape:",
        keys=("m_case", "m_losses", "m_acquired", "m_growth", "m_rate", "m_fall", "m_guess", "m_shape"),
        needs="nothing",
    ),
    Page(
        "five-numbers",
        "workshop/five_numbers.py",
        N_("Five numbers"),
        ":material/pin:",
        keys=("n_base", "n_acquired", "n_lost", "n_margin", "n_cost", "n_discount", "n_growth"),
        needs="nothing",
    ),
    Page("model-cards", "data/model_cards.py", N_("Model cards"), ":material/science:", role="executive"),
    Page("bring-data", "data/bring_data.py", N_("Bring data"), ":material/upload_file:", needs="nothing"),
    Page(
        "quality", "data/quality.py", N_("Data quality"), ":material/fact_check:", needs="warehouse", role="executive"
    ),
    Page(
        "single-view", "data/single_view.py", N_("One view of each customer"), ":material/merge:", keys=("band", "pair")
    ),
    Page(
        "export-log",
        "data/export_log.py",
        N_("Files taken away"),
        ":material/history:",
        needs="warehouse",
        role="admin",
    ),
    Page(
        "glossary",
        "data/glossary.py",
        N_("Glossary"),
        ":material/menu_book:",
        keys=("find",),
        needs="warehouse",
        role="presenter",
    ),
)
