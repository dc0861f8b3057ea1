# Every door to the house. `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run test lint format bench fire soak play vendor messages

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/run ## install what is needed, make the demonstration, serve it (PORT=8000)
	@exec $(BIN)/python -m coaching.run

test: .venv/dev ## the whole suite; DATABASE_URL, REDIS_URL and REQUIRE=all widen it
	@$(BIN)/python tests/run.py

lint: .venv/dev ## style, floor plan, migrations, translations
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run

format: .venv/dev ## put the code in order
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

bench: .venv/dev ## measure against the bare limit, keep it in tests/load/RESULTS.md (ONLY=storm,joins PEOPLE=500)
	@$(BIN)/python -m tests.load

fire: .venv/dev ## servers killed, databases gone, lines cut, at length; kept in tests/load/RESULTS.md
	@$(BIN)/python -m tests.load.fire $(ARGS)

soak: .venv/dev ## an hour of coming and going: memory flat (ARGS="--minutes 60")
	@$(BIN)/python -m tests.load.soak $(ARGS)

play: .venv/dev ## one coaching round by 117 simulated people, surveys by 60, the package looked at from outside (ARGS="--people 20 --keep FOLDER")
	$(BIN)/python -m tests.play $(ARGS)

vendor: ## fetch the pages' own libraries again, by the manifest
	$(PYTHON) static/vendor/vendor.py

messages: .venv/dev ## bring locale/ up to date with the code
	$(BIN)/python manage.py messages

.venv/run: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@ .venv/run
