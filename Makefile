# Wegwijs. `make` lists what there is.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help demo test check format bench requirements messages

help: ## This list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: ## The whole portal with demonstration content on this machine (PORT=8000)
	@$(PYTHON) scripts/demo.py

test: ## Everything this machine can test; ends with what it could not
	@$(PYTHON) scripts/test.py

check: ## Format, lint, types, import ranks, templates, migrations, messages
	@$(PYTHON) scripts/check.py

format: ## Put the code and the templates in the house style
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

bench: ## The benchmarks, printed as a table
	@$(PYTHON) scripts/bench.py

requirements: ## Compile the pinned, hashed requirements from pyproject.toml
	@$(BIN)/python scripts/requirements.py
