"""Make a warehouse from files: `python build.py FILE...`. The last line on stdout is the path of the file published."""

import sys

from builder.command import main

if __name__ == "__main__":
    sys.exit(main())
