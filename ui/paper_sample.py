"""CDNOW's published sample, from the file that the `lifetimes` package carries, and the papers' figures from it."""

from importlib.metadata import distribution
from pathlib import Path

import pandas as pd
import streamlit as st

from analytics import published

COLUMNS = ["in_master", "customer", "day", "units", "value"]


def lines() -> pd.DataFrame:
    """Purchase lines of the 1/10 sample: customer, day, value, 6,919 rows."""
    # Where the package lies, without the second it takes to import it.
    path = Path(str(distribution("lifetimes").locate_file("lifetimes/datasets/CDNOW_sample.txt")))
    read = pd.read_csv(path, sep=r"\s+", header=None, names=COLUMNS)
    return read.assign(day=pd.to_datetime(read["day"].astype(str), format="%Y%m%d"))[["customer", "day", "value"]]


# The same for everybody and for good: it depends on the papers' data alone, never on the reader's.
@st.cache_data(show_spinner=False)
def reproduced() -> pd.DataFrame:
    """Every printed figure beside ours, as `published.reproduce` gives it; a second or two of computing."""
    return published.reproduce(published.calibration_of(lines()))
