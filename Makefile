# `make demo` and `make test` work on a fresh machine: each sets up what is missing first.

PYTHON_ENV := .venv/bin
PYTEST := $(PYTHON_ENV)/python -m pytest
TYPES := $(PYTHON_ENV)/basedpyright --pythonpath $(PYTHON_ENV)/python

.PHONY: help setup demo run test prove bench screenshots lint format

help:
	@echo "make demo    record a scripted task on a desktop of its own, redact it, prove it"
	@echo "make run     open the studio"
	@echo "make test    the tests (at most 20 minutes)"
	@echo "make prove   the long proofs: kills, fuzzing, soak (at most 80 minutes)"
	@echo "make bench   the benchmarks: recording beside ffmpeg, steps, looking back, exports"
	@echo "make screenshots  pictures of every place and dialog, into docs/images/"
	@echo "make lint    style, types, layers"
	@echo "make format  put the source into its one format"

setup:
	@./.ci/setup

demo: setup
	@$(PYTHON_ENV)/candor demo --out demo-out

run: setup
	@$(PYTHON_ENV)/candor studio

test: setup
	@$(PYTEST) -n 2 --dist loadfile || ./.ci/once-more $$?

prove:
	@./.ci/setup prove
	@$(PYTEST) -m prove

bench:
	@./.ci/setup bench
	@$(PYTHON_ENV)/python -m benchmarks --seconds 60
	@for part in reduction player library export detect broker catalogue custody; do $(PYTHON_ENV)/python -m benchmarks.$$part; done

screenshots: setup
	@$(PYTHON_ENV)/python -m tests.screenshots docs/images

lint: setup
	@$(PYTHON_ENV)/ruff check .
	@$(PYTHON_ENV)/ruff format --check .
	@$(TYPES)
	@$(TYPES) --pythonplatform Windows recorder/capture/*_portable.py
	@$(TYPES) --pythonplatform Darwin recorder/capture/*_portable.py
	@$(PYTHON_ENV)/lint-imports

format: setup
	@$(PYTHON_ENV)/ruff check --fix .
	@$(PYTHON_ENV)/ruff format .
