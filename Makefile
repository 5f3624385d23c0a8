# Each target sets up what it needs by itself: `make serve` and `make test` work on a fresh machine
# with python3 (3.10 or newer), its venv module and make.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/installed
HOST ?= 127.0.0.1
PORT ?= 8000
DATA ?= var
# Folder of evaluation sets: pages/*/gold.jsonl, judged/*/queries.jsonl, words/consumer_queries.tsv.
EVALUATION_DATA ?= ../shared/data
# Folder of stored pages to time a reindex on.
PAGES ?= corpus/articles

# Index of the articles that the set of first answers judges; made from FIRST_PAGES where that is a folder of pages.
FIRST_PAGES ?= build/first_answer/pages
FIRST_DATA ?= build/first_answer/data
FIRST_TOOL := $(EVALUATION_DATA)/../tools/make_pages.py

.PHONY: setup serve test check format lists bench first-answer engines floors clean

setup: $(STAMP)

$(STAMP): setup.cfg constraints.txt
	$(PYTHON) -m venv .venv
	# An older pip trips over lxml[html-clean], which two of the benchmark peers ask for.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=24"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,bench]'
	touch $@

serve: setup
	$(BIN)/healthsearch serve --data $(DATA) --host $(HOST) --port $(PORT)

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

# After a change of a shipped synonym list or of the analysis; the names are analysed anew.
lists: setup
	$(BIN)/python tools/prepare_lists.py
	$(BIN)/python tools/make_names.py

bench: setup
	$(BIN)/python benchmarks/extraction.py $(EVALUATION_DATA)/pages/*
	$(BIN)/python benchmarks/relevance.py --data-sets $(EVALUATION_DATA)/judged --plain bm25s fts5
	$(MAKE) first-answer
	$(BIN)/python benchmarks/speed.py $(PAGES) $(EVALUATION_DATA)/words/consumer_queries.tsv --baseline

# Takes about a quarter of an hour on 5,000 articles; wants a quiet machine.
engines: setup
	$(BIN)/python benchmarks/engines.py $(PAGES) $(EVALUATION_DATA)/words/consumer_queries.tsv --into docs/engines.md

floors: setup
	$(BIN)/python benchmarks/extraction.py --only-ours $(EVALUATION_DATA)/pages/*
	$(BIN)/python benchmarks/relevance.py --data-sets $(EVALUATION_DATA)/judged --engines
	$(MAKE) first-answer

# Two minutes: reads 5,476 pages where there is no index of them yet, and measures both engines.
first-answer: setup
	@if [ ! -d "$(EVALUATION_DATA)/first_answer" ]; then \
	  echo "There is no $(EVALUATION_DATA)/first_answer; first answers are not measured."; \
	elif [ ! -d "$(FIRST_PAGES)" ] && [ ! -f "$(FIRST_TOOL)" ]; then \
	  echo "There are no pages in $(FIRST_PAGES) and no $(FIRST_TOOL) to make them; name a folder with FIRST_PAGES=."; \
	  exit 1; \
	else \
	  set -e; \
	  [ -d "$(FIRST_PAGES)" ] || $(BIN)/python "$(FIRST_TOOL)" "$(FIRST_PAGES)"; \
	  $(BIN)/healthsearch reindex "$(FIRST_PAGES)" --data "$(FIRST_DATA)" --engine tantivy; \
	  $(BIN)/python benchmarks/first_answer.py "$(EVALUATION_DATA)/first_answer" "$(FIRST_DATA)" --engines; \
	fi

clean:
	rm -rf .venv var build dist *.egg-info
