# The two commands are `make run` and `make test`. On Windows use the plain commands in README.md.
PYTHON ?= python3
PORT ?= 8501
SAMPLE ?= demo
NAME ?=
OPTIONS ?=
WORKERS ?= 2
LINES ?= 1000000 10000000
WAREHOUSES_DIR ?= data/warehouses
REQUIRE_BROWSER ?=
export WAREHOUSES_DIR REQUIRE_BROWSER

VENV := .venv
PY := $(VENV)/bin/python
# A stamp is as old as the last installation: an unchanged requirements file costs nothing.
RUNTIME := $(VENV)/runtime.stamp
DEV := $(VENV)/dev.stamp

.PHONY: help run test check format build bench lock install clean
.DEFAULT_GOAL := help

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

run: $(RUNTIME) ## build the samples if there is no warehouse, then serve them (PORT=8501)
	@ls $(WAREHOUSES_DIR)/*/current >/dev/null 2>&1 || { $(PY) build.py --sample cdnow && $(PY) build.py --sample $(SAMPLE); }
	@echo "Open http://127.0.0.1:$(PORT) in a browser; Ctrl+C stops."
	@exec $(PY) -m streamlit run app.py --server.address 127.0.0.1 --server.port $(PORT) --server.headless true

test: $(DEV) ## run every test (REQUIRE_BROWSER=1: a missing Chromium is a failure)
	$(PY) -m pytest -n $(WORKERS) --dist loadscope

install: $(DEV) ## install what running, testing and checking need

check: $(DEV) ## format, lint and types, without changing anything
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy

format: $(DEV) ## put the code into the house format
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

build: $(RUNTIME) ## build a warehouse from your files: make build SOURCE="orders.csv" NAME=shop OPTIONS="--currency CNY"
	@test -n "$(SOURCE)" || { echo 'No source file was named. Hint: make build SOURCE="orders.csv" NAME=shop'; exit 2; }
	$(PY) build.py $(SOURCE) $(if $(NAME),--name $(NAME)) $(OPTIONS)

bench: $(DEV) ## build and page times against the bare database (LINES="1000000 10000000")
	$(PY) -m bench.run --lines $(LINES)

lock: $(DEV) ## compile the exact versions of requirements*.in
	$(VENV)/bin/uv pip compile --universal --python-version 3.11 --no-emit-index-url requirements.in -o requirements.txt
	$(VENV)/bin/uv pip compile --universal --python-version 3.11 --no-emit-index-url requirements-dev.in -o requirements-dev.txt

clean: ## remove what tools made; warehouses and the workspace stay
	rm -rf $(VENV) .pytest_cache .hypothesis .mypy_cache .ruff_cache artifacts bench/work

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed, $$($(PYTHON) --version 2>&1) was found. Hint: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "This Python cannot make virtual environments. Hint: on Debian and Ubuntu, apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# uv takes a third of pip's time; pip alone knows the mirrors and certificates that a firm may have set for it.
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
define install_from
	$(PIP) "$$(grep '^uv==' requirements-dev.txt)" && $(PY) -m uv pip install --quiet --compile-bytecode --python $(PY) -r $(1) || $(PIP) -r $(1)
endef

$(RUNTIME): requirements.txt | $(PY)
	$(call install_from,requirements.txt)
	@touch $@

$(DEV): requirements-dev.txt requirements.txt | $(PY)
	$(call install_from,requirements-dev.txt)
	@touch $(RUNTIME) $@
