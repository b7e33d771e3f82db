# `make demo` and `make test` set up all they need; nothing is installed again while pyproject.toml is the same.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: test lint types contracts setup

setup: $(VENV)/.installed

# Torch is capped in pyproject.toml. On Linux, pip may take its CUDA build (gigabytes): the README says how to
# install the CPU build first.
$(VENV)/.installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

contracts: setup
	$(BIN)/lint-imports

test: lint types contracts
	HF_HUB_OFFLINE=1 $(BIN)/pytest --cov --cov-report=term
