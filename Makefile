# Each target sets up what it needs by itself: `make serve` and `make test` work on a fresh machine
# with python3 (3.10 or newer), its venv module and make.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/installed
HOST ?= 127.0.0.1
PORT ?= 8000
DATA ?= var
# Where `make bench` finds its pages and judged sets, and puts the corpus it makes.
BENCH_DATA ?= ../shared/data

.PHONY: setup serve test check format bench clean

setup: $(STAMP)

$(STAMP): setup.cfg constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,bench]'
	touch $@

serve: setup
	$(BIN)/healthsearch --data $(DATA) serve --host $(HOST) --port $(PORT)

test: setup
	$(BIN)/python -m pytest $(PYTEST)

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_imports.py

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup
	$(BIN)/python benchmarks/extraction.py $(BENCH_DATA)/pages/*
	$(BIN)/python benchmarks/relevance.py $(BENCH_DATA)/judged/*
	$(BIN)/python benchmarks/speed.py $(BENCH_DATA)

clean:
	rm -rf .venv var build dist *.egg-info
