# Bare `make` prints the list; every target does its own set-up, once.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000

BIN := .venv/bin
READY := .venv/ready
WHOOSH3 := .venv/whoosh3
SOAKED := tests/soak tests/hostile tests/test_api_contract.py tests/test_escaping.py tests/browser/test_hostile_in_browser.py \
  tests/test_own_rules.py tests/test_sealing.py tests/test_indexing.py tests/test_gate.py tests/test_admitting.py
PEERS := .venv/peers

.PHONY: help run check test quality soak bench format picture lock browser measuring

help: ## print this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

run: $(READY) ## index the sample corpus and serve it at http://127.0.0.1:8000 (HOST and PORT change that)
	@$(BIN)/papersearch index || test $$? -eq 1 # 1: files were quarantined, the rest is searchable
	@$(BIN)/papersearch serve --host $(HOST) --port $(PORT)

check: $(READY) ## format, lint, types, floors and safety, without the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml --severity-level medium src

test: check browser $(WHOOSH3) ## check, the engine tests once more on whoosh3, then every test with coverage
	PYTHONPATH=$(WHOOSH3) $(BIN)/python -c 'import whoosh; assert whoosh.__version__ >= (3,), "this is not whoosh3"'
	PYTHONPATH=$(WHOOSH3) $(BIN)/pytest --quiet tests/test_engines*.py
	$(BIN)/pytest --cov --cov-report=term --numprocesses auto --maxprocesses 4 --dist loadfile

quality: $(READY) ## score ranking, the ledger and answers, each beside its reference figure or goal
	-$(BIN)/python -m benchmarks.ranking
	-$(BIN)/python -m benchmarks.ledger
	@$(BIN)/papersearch index --index build/quality || test $$? -eq 1
	$(BIN)/papersearch eval tests/questions/kelbourne.jsonl --index build/quality
	$(BIN)/papersearch eval tests/questions/kelbourne_everyday.jsonl --index build/quality
	$(BIN)/papersearch eval tests/questions/kelbourne_reporter.jsonl --index build/quality

soak: $(READY) browser measuring ## the long runs: crashes, damage, hostile input, load; ends with the table of what was promised
	API_CASES=500 $(BIN)/pytest --soak --timeout 7200 $(SOAKED)

bench: $(READY) $(PEERS) ## measure the engine beside its peers, and the service (SCALE=1m adds a million passages: an hour)
	$(BIN)/python -m benchmarks.reading
	$(BIN)/python -m benchmarks.answers
	PYTHONPATH=.:$(PEERS) $(BIN)/python -m benchmarks.speed $(if $(filter 1m,$(SCALE)),--passages 10000 100000 1000000)

format: $(READY) ## format the code and apply the safe fixes
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

picture: $(READY) browser ## take the picture of the README anew
	$(BIN)/python docs/take_screenshot.py

lock: ## choose newer versions of all dependencies and write requirements.lock
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet --upgrade uv
	build/lock/bin/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --no-build \
	  --generate-hashes --upgrade --quiet --custom-compile-command 'make lock' --output-file requirements.lock
	build/lock/bin/uv pip compile --group bench --universal --python-version 3.11 --no-build \
	  --generate-hashes --constraint requirements.lock --no-emit-package numpy --no-annotate --upgrade --quiet \
	  --custom-compile-command 'make lock' --output-file requirements-bench.lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes --only-binary :all: --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# whoosh3 calls itself `whoosh` too: it lies beside the environment and is put before it for one run.
$(WHOOSH3): requirements-whoosh3.lock $(READY)
	@rm -rf $@
	$(BIN)/pip install --quiet --require-hashes --only-binary :all: --no-deps --target $@ --requirement $<
	@touch $@

# What is measured beside the product lies beside the environment too: nothing of it can be imported by mistake.
$(PEERS): requirements-bench.lock $(READY)
	@rm -rf $@
	$(BIN)/pip install --quiet --require-hashes --only-binary :all: --no-deps --target $@ --requirement $<
	@touch $@

# The browser tests need Chromium, a font, and two checkers. What is not to be had is said here and counted at the end.
CHECKERS := tests/browser/node_modules

browser:
	@command -v chromium chromium-browser google-chrome >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq \
	    && DEBIAN_FRONTEND=noninteractive apt-get install -yqq --no-install-recommends chromium fonts-dejavu-core >/dev/null; } \
	  || printf '\n*** No Chromium: browser tests will be skipped. Try: apt-get install chromium fonts-dejavu-core\n\n' >&2
	@[ -d $(CHECKERS) ] || { command -v npm >/dev/null && npm install --prefix tests/browser --silent --no-audit --no-fund; } \
	  || printf '\n*** No npm: axe-core and the Nu HTML checker will be skipped.\n\n' >&2
	@command -v java >/dev/null || printf '\n*** No Java: the Nu HTML checker will be skipped.\n\n' >&2

measuring:
	@{ command -v wrk && command -v strace; } >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq \
	    && DEBIAN_FRONTEND=noninteractive apt-get install -yqq --no-install-recommends wrk strace >/dev/null; } \
	  || printf '\n*** No wrk or strace: load is measured more roughly, and faults at every step are skipped. Try: apt-get install wrk strace\n\n' >&2
