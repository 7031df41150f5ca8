"""The house rules that a reader cannot check by eye: who imports whom, where SQL is written, what may not be there."""

import ast
import re
import subprocess

import pytest

OURS = {"app", "build", "builder", "data", "analytics", "ui", "pages", "bench"}
MAX_MODULE_LINES = 400
SQL_CALLS = {"execute", "executemany", "sql", "query", "from_query"}
SQL_START = re.compile(r"\s*(select|with|insert\s+into|create|drop|alter|delete\s+from|update|copy|attach)\s", re.I)
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|home|root|Users)/\w|\.\./shared")

# layer -> own packages it may import, and outside packages it may not
ALLOWED = {
    "app": {"ui"},
    "ui": {"ui", "data.store", "data.workspace", "analytics"},
    "pages": {"ui", "analytics"},
    "pages/data": {"ui", "analytics", "data.contract"},
    "build": {"builder", "data", "analytics"},
    "builder": {"builder", "data", "analytics"},
    "analytics": {"analytics"},
    "data": {"data"},
}
FORBIDDEN_OUTSIDE = {
    "analytics": {"streamlit", "duckdb", "sqlite3", "pathlib", "os", "shutil", "subprocess", "openpyxl"},
    "data": {"streamlit", "plotly", "lifetimes", "sklearn"},
    "build": {"streamlit", "plotly"},
    "builder": {"streamlit", "plotly", "lifetimes", "sklearn"},
    "pages": {"duckdb", "sqlite3", "lifetimes", "sklearn"},
    "pages/data": {"duckdb", "sqlite3", "lifetimes", "sklearn"},
    "ui": {"duckdb", "lifetimes", "sklearn"},
}


@pytest.fixture(scope="module")
def tracked(repository):
    """Every file of the project that is, or is about to be, under version control."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True).stdout
    return [repository / name for name in listed.splitlines() if (repository / name).is_file()]


@pytest.fixture(scope="module")
def sources(repository, tracked):
    """Relative name -> syntax tree of every Python file."""
    return {
        path.relative_to(repository).as_posix(): ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
        for path in tracked
        if path.suffix == ".py"
    }


def layer_of(name):
    """Layer a file belongs to, by its folder; None outside the layered code."""
    if name.startswith("pages/data/"):
        return "pages/data"
    top = name.split("/")[0].removesuffix(".py")
    return top if top in ALLOWED else None


def imported_by(name, tree):
    """Full names a file imports; `from data import store` counts as data.store."""
    package = name.split("/")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def is_within(full_name, packages):
    return any(full_name == package or full_name.startswith(f"{package}.") for package in packages)


def test_imports_run_one_way(sources):
    wrong = [
        f"{name} imports {full_name}"
        for name, tree in sources.items()
        if (layer := layer_of(name))
        for full_name in imported_by(name, tree)
        if full_name.split(".")[0] in OURS and not is_within(full_name, ALLOWED[layer])
    ]
    assert not wrong, "\n".join(wrong)


def test_layers_do_not_know_foreign_packages(sources):
    wrong = [
        f"{name} imports {full_name}"
        for name, tree in sources.items()
        for full_name in imported_by(name, tree)
        if full_name.split(".")[0] in FORBIDDEN_OUTSIDE.get(layer_of(name), ())
    ]
    assert not wrong, "\n".join(wrong)


def test_analytics_opens_no_file(sources):
    wrong = [
        f"{name}:{node.lineno} calls open()"
        for name, tree in sources.items()
        if layer_of(name) == "analytics"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open"
    ]
    assert not wrong, "\n".join(wrong)


def test_only_one_module_imports_lifetimes(sources):
    users = [
        name
        for name, tree in sources.items()
        if not name.startswith("tests/") and any(is_within(i, {"lifetimes"}) for i in imported_by(name, tree))
    ]
    assert len([name for name in users if not name.startswith("bench/")]) <= 1, users


def test_no_script_lies_directly_in_pages(sources):
    """Streamlit would serve it by a deep link on a cold server without the frame."""
    assert not [name for name in sources if re.fullmatch(r"pages/[^/]+\.py", name)]


def is_put_together(node):
    """True for a text made from parts: f-string, %, +, .format()."""
    return (
        isinstance(node, ast.JoinedStr)
        or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod))
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format")
    )


def sql_put_together(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            start = node.values[0] if node.values else None
            if isinstance(start, ast.Constant) and SQL_START.match(f"{start.value} ") and len(node.values) > 1:
                yield node.lineno
        is_sql_call = (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SQL_CALLS
        )
        if is_sql_call and node.args and is_put_together(node.args[0]):
            yield node.lineno


def test_sql_is_never_put_together_from_parts(sources):
    wrong = [f"{name}:{line}" for name, tree in sources.items() for line in sql_put_together(tree)]
    assert not wrong, "\n".join(wrong)


def test_the_search_for_put_together_sql_finds_some():
    """The rule above must be able to fail."""
    offences = 'c.sql(f"from {t}")\nq = f"select {x} from t"\nc.execute("select " + x)\nc.sql("select %s" % x)\n'
    assert sorted(set(sql_put_together(ast.parse(offences)))) == [1, 2, 3, 4]
    assert not list(sql_put_together(ast.parse('c.sql("select $x", params={"x": 1})\nf"{x} with love"\n')))


def test_nothing_is_mocked(sources):
    wrong = [
        f"{name} imports {full_name}"
        for name, tree in sources.items()
        for full_name in imported_by(name, tree)
        if is_within(full_name, {"unittest.mock", "mock", "pytest_mock"})
    ]
    assert not wrong, "\n".join(wrong)


def test_modules_keep_to_a_readable_length(repository, sources):
    lengths = {name: len((repository / name).read_text(encoding="utf-8").splitlines()) for name in sources}
    assert not {name: lines for name, lines in lengths.items() if lines > MAX_MODULE_LINES}


def test_no_unfinished_marks_and_no_machine_paths(repository, tracked):
    """The project speaks of itself alone; this file, which names what is looked for, is left out."""
    marks = re.compile("TO" + "DO|FIX" + "ME|XX" + "X")
    wrong = []
    for path in tracked:
        if (
            path.suffix not in {".py", ".sql", ".md", ".toml", ".txt", ".in", ".po", ".yml", ""}
            or path.name == "test_architecture.py"
        ):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if marks.search(line) or MACHINE_PATH.search(line):
                wrong.append(f"{path.relative_to(repository)}:{number}: {line.strip()}")
    assert not wrong, "\n".join(wrong)
