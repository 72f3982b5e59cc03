# Two commands matter: `make run` and `make test`. `make help` lists the rest.
.DEFAULT_GOAL := help
PORT ?= 8000
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
RUN_EXTRAS := train,encoder,embedded
TEST_EXTRAS := train,encoder,embedded,postgres,test

.PHONY: help run test setup lint bench clean

help: ## This list
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.run ## The bot with its simulator on http://127.0.0.1:8000/simulator (PORT=… for another)
	@$(PY) -m bot.development.run --port $(PORT)

test: $(VENV)/.test ## The whole test suite (REQUIRE_ALL=1 fails where a program is missing)
	@$(PY) -m flask --app app intents train --if-stale
	@$(PY) -m pytest -n auto --dist loadfile $(PYTEST_ARGS)

setup: $(VENV)/.run ## Installs the bot and trains what is stale
	@$(PY) -m flask --app app intents train --if-stale

lint: $(VENV)/.test ## ruff, mypy, import arrows
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports

bench: $(VENV)/.test ## Bot, tutorial bot and bare Flask side by side, as ratios
	@$(PY) -m flask --app app intents train --if-stale
	@$(PY) -m bench

clean: ## Removes what was built (not var/)
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache

$(VENV)/.run: pyproject.toml constraints.txt
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[$(RUN_EXTRAS)]'
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[$(TEST_EXTRAS)]'
	@touch $@ $(VENV)/.run
