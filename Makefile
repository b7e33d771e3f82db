# `make demo` and `make test` set up all they need; nothing is installed again while pyproject.toml is the same.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
TORCH := torch>=2.2,<2.14
TORCH_CPU_INDEX ?= https://download.pytorch.org/whl/cpu
LRS := .venv-lrs
DEMO := FIELDWISE_DATA_DIR=$(CURDIR)/.demo HF_HUB_OFFLINE=1 $(BIN)/fieldwise

.PHONY: demo test coverage lint types contracts setup lrs

demo: setup
	$(DEMO) playground

setup: $(VENV)/.installed

# On Linux, PyPI's torch brings gigabytes of CUDA packages that nothing here uses: where pip would take those, the
# CPU build is taken from PyTorch's own index first.
$(VENV)/.installed: pyproject.toml
	@echo "Setting up in $(VENV): this takes some minutes the first time."
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@if $(PIP) install --quiet --dry-run --report - '$(TORCH)' 2>/dev/null | grep -q '"nvidia'; then \
		$(PIP) install --quiet --index-url $(TORCH_CPU_INDEX) '$(TORCH)'; \
	fi
	$(PIP) install --quiet -e '.[dev]'
	touch $@

# A learning record store that tests send to. It needs older libraries, so it has an environment of its own.
lrs: $(LRS)/.installed

$(LRS)/.installed: tests/learning/exchange/xapi/lrs/requirements.txt
	test -x $(LRS)/bin/python || $(PYTHON) -m venv $(LRS)
	$(LRS)/bin/python -m pip --disable-pip-version-check install --quiet -r $<
	touch $@

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

contracts: setup
	$(BIN)/lint-imports

test: lint types contracts lrs
	HF_HUB_OFFLINE=1 $(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder

coverage: setup lrs
	HF_HUB_OFFLINE=1 $(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder --cov --cov-report=term
