# The first Python from 3.10 up; `make test PYTHON=python3.12` takes another.
PYTHON ?= $(or $(shell .ci/pythons | head -n 1),python3)
VENV ?= .venv
BIN = $(VENV)/bin
PEERS = .venv-peers

demo: $(VENV)/core  ## print the derivative of the cannon and hit the target
	$(BIN)/python examples/cannon.py --source

test: $(VENV)/dev  ## run the tests
	$(BIN)/python -m pytest

test-all:  ## run the tests under every CPython from 3.10 to 3.13 found
	.ci/each

lint: $(VENV)/dev  ## check style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

golden: $(VENV)/dev  ## write the golden files anew and show what changed
	$(BIN)/python -m tests.cases.golden
	$(BIN)/python -m tests.test_readme

bench: $(VENV)/dev $(PEERS)/ready  ## measure: ratios in one run, medians
	$(BIN)/python -m benchmarks
	$(PEERS)/bin/python -m benchmarks peers

hunt: $(VENV)/dev  ## look for wrong gradients in 20,000 random programs
	$(BIN)/python -m tests.programs.hunt 20000

clean:  ## remove what the targets above made
	rm -rf .venv .venv-* build dist *.egg-info .pytest_cache .ruff_cache .hypothesis

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile

$(VENV)/core: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/dev: $(VENV)/core
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	touch $@

# Other tools to compare with live in an environment of their own.
$(PEERS)/ready: pyproject.toml
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --editable . autograd
	touch $@

.PHONY: demo test test-all lint golden bench hunt clean help
