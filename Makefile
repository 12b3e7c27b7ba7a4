# Two commands matter: `make run` and `make test`. Python 3.11+ and make are all they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv pip
export UV_PROJECT_ENVIRONMENT := $(VENV)
export UV_LINK_MODE := copy
export PYTHONDONTWRITEBYTECODE :=

# `make run PORT=8100` serves on another port.
PORT := 8000

.PHONY: run test check fmt bench peers journeys pictures messages new-module lock clean install install-dev

run: install
	@$(BIN)/tuntas demo --serve --port $(PORT)

test: install-dev check
	@$(BIN)/python tools/test.py

check: install-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/mypy --no-error-summary src/tuntas

fmt: install-dev
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .

bench: install-dev
	@$(BIN)/python -m bench

# Other people's programs the bench is held against, in an environment of their own; once, about two minutes.
peers: install-dev
	@$(BIN)/python tools/peers.py

journeys: install-dev
	@$(BIN)/python tools/test.py --journeys

# Every picture of the guides, in both languages; needs Chromium.
pictures: install-dev
	@$(BIN)/python tools/pictures.py

# Translations are compiled at installation; `make messages` collects new sentences.
messages: install-dev
	@$(BIN)/python tools/messages.py

# `make new-module NAME=posko` writes a small working service; docs/adding-a-service.md says what comes next.
new-module: install-dev
	@$(BIN)/python tools/new_module.py $(NAME)

# The environment holds exactly what the lock names, by hash.
install: $(VENV)/.run
	@$(BIN)/python tools/messages.py

install-dev: $(VENV)/.dev

$(BIN)/uv:
	@echo "Menyiapkan lingkungan Python / preparing the Python environment …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Tuntas needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 run"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check uv

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/uv
	@echo "Memasang pustaka / installing libraries …"
	@$(UV) install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@$(UV) install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@echo "Memasang alat uji / installing test tools …"
	@$(UV) install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@touch $@

# What is pinned stays pinned; `make lock UPGRADE=--upgrade` takes the newest of everything.
COMPILE = $(UV) compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11
lock: | $(BIN)/uv
	@$(COMPILE) $(UPGRADE) pyproject.toml -o requirements.lock
	@$(COMPILE) $(UPGRADE) --group pyproject.toml:dev -c requirements.lock -o requirements-dev.lock

clean:
	@rm -rf $(VENV) .cache .pytest_cache .mypy_cache .ruff_cache
