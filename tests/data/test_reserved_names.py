"""Names that staging gives its own columns; a field of the contract that took one would be read as a rule or a row."""

from data.contract import TABLES

RESERVED = {"reason", "unreadable", "file_number", "row_number", "customer_key"}


def test_no_field_takes_a_name_of_staging():
    taken = {(table.name, name) for table in TABLES.values() for name in table.field_names if name in RESERVED}
    assert taken == set()
