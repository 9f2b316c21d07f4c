# Every task is one line; the first one you run sets everything up.
PYTHON ?= python3
BIN := .venv/bin
UV_LOCK = uv pip compile --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-header pyproject.toml
.DEFAULT_GOAL := help
.PHONY: help playground run chat test check format lint types imports knowledge bench faults lock clean

help: ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/run ## start the bot with demo data on http://127.0.0.1:3978/ (no credentials needed)
	$(BIN)/dpor-bot serve --demo

chat: .venv/run ## talk to the bot in this terminal
	$(BIN)/dpor-bot chat --demo

test: .venv/dev ## run all tests
	$(BIN)/pytest

check: .venv/dev ## everything CI demands; the types are looked at while the tests run
	@$(MAKE) --no-print-directory -j2 format lint imports knowledge types test

format: .venv/dev ## look whether all is formatted (.venv/bin/ruff format . does it)
	$(BIN)/ruff format --check .

lint: .venv/dev ## look for slips
	$(BIN)/ruff check .

types: .venv/dev ## check the types
	$(BIN)/basedpyright

imports: .venv/dev ## check who imports whom
	$(BIN)/lint-imports --no-cache

knowledge: .venv/run ## check the articles
	$(BIN)/dpor-bot check

playground: .venv/playground ## install the client of Teams that a test visits (needs Node)

bench: .venv/dev ## measure the costs, as ratios against named yardsticks
	$(BIN)/python -m benchmarks

faults: .venv/dev ## kill, cut and fill the stores for some minutes; every count must be 0, every control above
	$(BIN)/python -m tests.faults

lock: ## write the lock files anew (needs uv)
	$(UV_LOCK) --extra telemetry --group dev -o requirements/dev.txt
	$(UV_LOCK) --extra telemetry --group build -c requirements/dev.txt -o requirements/telemetry.txt
	$(UV_LOCK) --group build -c requirements/dev.txt -o requirements/run.txt

clean: ## remove what make has installed; the bot's data stays
	rm -rf .venv .pytest_cache .ruff_cache .coverage

.venv/run: requirements/run.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.11 …")'
	@echo "Setting up .venv: half a minute or so, the first time only."
	@$(PYTHON) -m venv .venv
	@echo "1 of 3: fetching $$(grep -c "^[a-z].*==" requirements/run.txt) packages, each checked by its hash; this takes longest."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@echo "2 of 3: making the dpor-bot command."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@echo "3 of 3: learning the questions, which later starts need not."
	@$(BIN)/python -m compileall -q app.py bot adapters # or every start does, where Python is told to write nothing
	@XDG_CACHE_HOME=$(CURDIR)/.venv/var $(BIN)/dpor-bot ask --store memory: help >/dev/null || true # learns once
	@touch $@

.venv/playground: .venv/run tests/scenario/playground/package-lock.json
	mkdir -p $@ && cp tests/scenario/playground/package*.json $@
	npm ci --prefix $@ --ignore-scripts --no-fund --no-audit --loglevel=error
	@touch $@

.venv/dev: .venv/run requirements/dev.txt
	@echo "Fetching what the tests and checks need: a minute or so, the first time only."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@
