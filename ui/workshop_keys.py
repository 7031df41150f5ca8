"""What of a workshop stands in the address: where the reader is and as whom, and the levers of the steps."""

ROOM = ("step", "room", "team", "me", "view", "shown")
LEVERS = (
    "g_losses", "g_acquired", "g_growth", "g_kept", "g_discount", "g_cost", "g_saved", "g_call", "g_conversion",
    "g_price", "g_stays", "g_first", "g_second", "g_units", "g_fall", "g_rise", "g_wait", "g_least", "g_window",
    "g_above", "g_market", "g_score", "g_expected", "g_lived", "g_picked", "g_true", "g_spent",
)  # fmt: skip
PATH = (*ROOM, *LEVERS)
