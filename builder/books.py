"""What the firm's own books say beside its sales: effect of each campaign, plan, and days to remember."""

from data.staging import build_table

NEEDS = {  # table -> what must have been delivered for it
    "campaign_effect": ("contact", "campaign"),
    "plan_month": ("plan",),
    "event": ("event",),
}


def build_books(con) -> None:
    """Write campaign_effect, plan_month and event; without rows where what they need was not delivered."""
    there = {
        name
        for (name,) in con.execute(
            "select table_name from information_schema.tables where starts_with(table_name, 'parsed_')"
        ).fetchall()
    }
    for table, needs in NEEDS.items():
        is_given = all(f"parsed_{name}" in there for name in needs)
        build_table(con, "marts", table if is_given else f"no_{table}", named=table)


def build_trait_stay(con) -> None:
    """Write trait_stay from the frozen features; without rows where none were frozen."""
    build_table(con, "marts", "trait_stay")
