PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)
KILLS ?= 500
SEED ?= 1
HEADING = @printf '\n== %s\n'

.PHONY: targets setup lock run test cover fmt bench chaos play clean

targets:
	@echo 'setup   make .venv from the locked requirements'
	@echo 'run     start Hallway on its local workspace'
	@echo 'test    format, lint, types, imports and tests, stopping at the first that fails'
	@echo 'cover   see how much of the core the tests run'
	@echo 'fmt     format the code and fix what ruff can'
	@echo 'play    play every transcript in tests/transcripts'
	@echo 'bench   measure speed and memory'
	@echo 'chaos   kill replicas and count deliveries (KILLS=$(KILLS) SEED=$(SEED))'
	@echo 'lock    resolve the requirements again (UPGRADE=1 for the newest)'
	@echo 'clean   remove .venv and every cache; ./data stays'

setup: .venv/.ready
	@:

# uv is several times faster than pip; pip does it where uv finds no index, as behind a mirror that only pip knows.
.venv/.ready: pyproject.toml requirements/setup.txt requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'Hallway needs Python 3.11 or newer: make PYTHON=python3.11 setup' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
		|| { echo 'Python lacks venv; install it with: apt-get install python3-venv' >&2; exit 1; }
	@echo 'Setting up .venv from requirements/dev.txt ...'
	@$(PYTHON) -m venv .venv
	@$(PIP) install --require-hashes --requirement requirements/setup.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --requirement requirements/dev.txt \
		|| $(PIP) install --require-hashes --requirement requirements/dev.txt
	@$(PIP) install --no-index --no-deps --no-build-isolation --editable .
	@touch $@

lock: setup
	$(COMPILE) pyproject.toml --output-file requirements/runtime.txt
	$(COMPILE) pyproject.toml --group dev --constraints requirements/runtime.txt --output-file requirements/dev.txt
	$(COMPILE) --group setup --constraints requirements/dev.txt --output-file requirements/setup.txt
	$(COMPILE) --group build --constraints requirements/dev.txt --output-file requirements/build.txt

run: setup
	@$(BIN)/hallway run

test: setup
	$(HEADING) 'ruff format'
	@$(BIN)/ruff format --check .
	$(HEADING) 'ruff check'
	@$(BIN)/ruff check .
	$(HEADING) 'basedpyright'
	@$(BIN)/basedpyright
	$(HEADING) 'import-linter'
	@$(BIN)/lint-imports
	$(HEADING) 'pytest'
	@$(BIN)/python -m pytest --numprocesses 4 --dist worksteal

# Coverage slows the language tests down fourfold: a run of its own, over what tests the core, with more patience.
cover: setup
	@$(BIN)/python -m pytest --quiet --numprocesses auto --maxprocesses 4 --timeout 600 --platform local --cov=bot \
		tests/bot tests/calendars tests/domain tests/language tests/transcripts tests/contracts/test_platform.py

fmt: setup
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: setup
	@$(BIN)/python -m tests.benchmarks

chaos: setup
	@$(BIN)/python -m tests.chaos --kills $(KILLS) --seed $(SEED)

play: setup
	@$(BIN)/hallway play tests/transcripts

clean:
	rm -rf .venv .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage .coverage.* htmlcov build dist
	find bot adapters storage scheduler config tests -name __pycache__ -type d -prune -exec rm -rf {} +
