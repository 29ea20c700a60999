# The one door: `make demo` shows what newsarchive does, `make test` proves it.
PYTHON ?= python3
BIN := .venv/bin
DEMO := .demo
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo format check test lock screenshot clean

help:
	@echo "make demo     install into $(DEMO), archive the pages of data/, search them, export RSS"
	@echo "make test     install the locked tools into .venv, run every check and every test"
	@echo "make check    the quick half of it: format, lint, types, layers, dependencies"
	@echo "make format   put the code into form"
	@echo "make lock     renew requirements/*.txt from pyproject.toml"
	@echo "make screenshot   draw docs/search.svg from the demo archive"
	@echo "make clean    remove what the others made"

# Environments: versions and hashes are locked, nothing is resolved anew.
.venv/ready: requirements/run.txt requirements/build.txt requirements/development.txt pyproject.toml
	$(PYTHON) -m venv --clear .venv
	$(BIN)/pip install -q --require-hashes -r requirements/run.txt -r requirements/build.txt -r requirements/development.txt
	$(BIN)/pip install -q --no-deps --no-build-isolation --editable .
	@touch $@

$(DEMO)/venv/ready: requirements/run.txt requirements/build.txt pyproject.toml $(shell find src -type f -not -name '*.pyc')
	$(PYTHON) -m venv --clear $(DEMO)/venv
	$(DEMO)/venv/bin/pip install -q --require-hashes -r requirements/run.txt -r requirements/build.txt
	$(DEMO)/venv/bin/pip install -q --no-deps --no-build-isolation .
	@touch $@

demo: $(DEMO)/venv/ready
	@sh data/demo.sh $(DEMO)

format: .venv/ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry src

test: check
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage combine -q
	$(BIN)/coverage report

lock:
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate \
		--custom-compile-command "make lock" pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate \
		--custom-compile-command "make lock" -c requirements/run.txt --group build -o requirements/build.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate \
		--custom-compile-command "make lock" -c requirements/run.txt -c requirements/build.txt --group development \
		-o requirements/development.txt

screenshot: .venv/ready demo
	NEWSARCHIVE_FILE=$(DEMO)/archive.db PATH=$(CURDIR)/$(BIN):$$PATH $(BIN)/python docs/screenshot.py docs/search.svg

clean:
	rm -rf .venv $(DEMO) .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis
