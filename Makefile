# The index of what one does here. Everything runs from an empty clone with Python 3.11 and make.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SHARED ?= ../shared
export OMP_WAIT_POLICY := PASSIVE

.PHONY: demo page browser test check proof bench network wheel clean help

# Install quoth and trace the example articles: the synopsis on the terminal, and quoth.html to open in a browser.
demo: $(VENV)/installed
	@$(BIN)/quoth trace examples/articles --meta examples/meta.csv --no-store
	@$(BIN)/quoth trace examples/articles --meta examples/meta.csv --no-store --format html -o quoth.html --quiet
	@echo
	@echo "The same as a page: $(CURDIR)/quoth.html (one file, opens from disk)"

# The example articles as a page: open the address that it prints, Ctrl-C ends it.
page: $(VENV)/installed
	@mkdir -p .demo
	@$(BIN)/quoth trace examples/articles --meta examples/meta.csv --store .demo/example.db --quiet > .demo/example.txt
	@$(BIN)/quoth serve --store .demo/example.db

# Debian's Chromium, for the tests in a browser; where it is absent and cannot be installed they are skipped.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || { test "$$(id -u)" = 0 && \
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends chromium >/dev/null; } || \
	echo "No Chromium here, and none could be installed: the tests in a browser will be skipped."

# Check the style and the types, and run all tests: two processes share them, a file at a time.
test: $(VENV)/tested browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

# The full counts (hours; the same command goes on where it was cut off): kills, 2,000 articles, every benchmark; see docs/proof.md.
proof: $(VENV)/tested
	$(BIN)/python benchmarks/proof.py $(SHARED)

# Accuracy beside the naive baselines, on the developers' data.
bench: $(VENV)/tested
	$(BIN)/python benchmarks/attributions.py $(SHARED)
	$(BIN)/python -m benchmarks.speakers --shared $(SHARED)
	$(BIN)/python -m benchmarks.stories $(SHARED)
	$(BIN)/python -m benchmarks.sayings $(SHARED)
	$(BIN)/python benchmarks/changes.py
	$(BIN)/python benchmarks/edits.py $(SHARED)
	$(BIN)/python benchmarks/records.py $(SHARED)

# Train the shipped network again (an hour on two cores) and put it in its place.
network: $(VENV)/trained
	PYTHONPATH=src $(BIN)/python -m training $(SHARED)/data

wheel: $(VENV)/tested
	$(BIN)/python -m pip wheel --no-deps --wheel-dir dist .

clean:
	rm -rf $(VENV) dist quoth.html .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "quoth needs Python 3.11 or later, this is " + sys.version)'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade "pip>=25.1"

$(VENV)/installed: $(BIN)/python pyproject.toml
	$(PIP) install --editable .
	@touch $@

$(VENV)/tested: $(VENV)/installed
	$(PIP) install --group test
	@touch $@

$(VENV)/trained: $(VENV)/installed
	$(PIP) install --group training
	@touch $@

help:
	@awk '/^#/ {said = $$0} /^[a-z]+:/ {split($$1, name, ":"); printf "make %-8s %s\n", name[1], substr(said, 3)}' Makefile
