"""Hand-outs: what pages show, as an editable slide deck and as a report that prints, made in a process of their own.

`action` is what the reader sees of it, `job` the process from the server's side, `child` the process itself: `run`
gathers what the pages show, `story` puts it in order, `deck` and `report` write the files.
"""
