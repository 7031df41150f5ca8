"""The script that runs on every page (see app.py). Streamlit runs it as `__main__`; importing it does nothing.

It lies in `ui/`, beside no folder called `pages`, so that no page can be opened without this frame.
"""

import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parent.parent)
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

if __name__ == "__main__":
    from ui import frame

    frame.run()
