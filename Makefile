# Only Python >= 3.11 and make are taken for granted. `make setup` builds .venv from the lock; the rest follows.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
# Options of `tanya sandbox`, as in: make run SANDBOX="--port 0"
SANDBOX :=
# See tests/spreading.py. Most tests wait a good deal for others, so that there are two processes for each core. Slow ones
# are timed, go one by one, have a core each, and write to the disk.
CORES := $(shell nproc 2>/dev/null || echo 2)
SPREAD = --processes $(shell echo $$(($(CORES) < 4 ? 2 * $(CORES) : 8))) --in-memory
SPREAD_SLOW = --processes $(shell echo $$(($(CORES) < 4 ? $(CORES) : 4))) --one-by-one
QUESTION := when is the Trump–Kim summit?
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help setup postgres ocr dev run demo test coverage test-slow test-long e2e pictures chromium lint format bench lock clean

help:
	@echo "make setup   install into .venv (about a minute)     make postgres   also the client for TANYA_DATABASE_URL     make ocr   also text recognition for scans"
	@echo "make run     set up, index articles/, ask a question, then serve: the bot with a token, else the sandbox"
	@echo "make demo    set up, index articles/ in a data folder of its own, and ask one question"
	@echo "make e2e     install Chromium where that is possible, and try the chat page in it    make pictures   the README's pictures"
	@echo "make test    the tests     make coverage   with the lines that no test ran     make test-slow   whole processes, kills, faults      make test-long   at full size"
	@echo "make lint    the linters and type checks    make bench       the measurements"

setup: $(VENV)/.installed
# The client for TANYA_DATABASE_URL, beside what setup installs.
postgres: setup
	$(PIP) install --quiet --require-hashes --no-deps -r requirements-postgres.lock
# Text recognition for scanned PDF files, beside what setup installs.
ocr: setup
	$(PIP) install --quiet --require-hashes --no-deps -r requirements-ocr.lock
dev: $(VENV)/.installed-dev

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Tanya needs Python 3.11 or newer; install it, or run: make PYTHON=/path/to/python"; exit 2; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
		echo "This Python cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv"; exit 2; }
	$(PYTHON) -m venv $(VENV)

# The locks are complete; with --no-deps pip does not look at newer releases of what they pin.
$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes --no-deps -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes --no-deps -r requirements-dev.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.installed

# The data folder: your own when it has an index, and one beside it for the samples as long as it has none, so that what
# you index never answers about them.
define DATA
own=$${TANYA_DATA_DIR:-$$(sed -n "s/^TANYA_DATA_DIR=[\"']*\([^\"']*\).*/\1/p" .env 2>/dev/null | tail -n 1)}; own=$${own:-data}; \
if [ -e "$$own/index/CURRENT" ]; then data=$$own; else data=$$own/samples; fi; export TANYA_DATA_DIR="$$data";
endef

run: demo
	@$(DATA) if [ -n "$$TELEGRAM_BOT_TOKEN" ] || grep -qs '^TELEGRAM_BOT_TOKEN=..*' .env; then exec $(BIN)/tanya bot; \
	elif [ -t 0 ]; then exec $(BIN)/tanya sandbox $(SANDBOX); \
	elif [ -p /dev/stdin ]; then exec $(BIN)/tanya sandbox --end-with-input $(SANDBOX); \
	else echo "No token and no input, so this ends here. The bot in the browser: TANYA_DATA_DIR=$$data $(BIN)/tanya sandbox"; fi

demo: setup
	@$(DATA) if [ "$$data" = "$$own" ]; then echo "Your own index in $$own answers; the samples stay out of it."; exit; fi; \
	echo "The sample articles are kept apart, in $$data, until there is an index of your own in $$own."; \
	$(BIN)/tanya index articles && echo && echo "? $(QUESTION)" && $(BIN)/tanya ask "$(QUESTION)" && echo

test: dev
	$(BIN)/python -m pytest -m "not slow" $(SPREAD)

# Apart: watching which lines run takes time.
coverage: dev
	$(BIN)/python -m pytest -m "not slow" $(SPREAD) --cov --cov-report=term-missing:skip-covered

test-slow: dev
	$(BIN)/python -m pytest -m "slow and not long" $(SPREAD_SLOW) --ignore tests/e2e

test-long: dev
	$(BIN)/python -m pytest -m long -s

e2e: chromium dev
	$(BIN)/python -m pytest tests/e2e -m "not slow"

pictures: chromium dev
	@[ -n "$$(find /usr/share/fonts $$HOME/.fonts -iname '*emoji*' 2>/dev/null)" ] || { \
		echo "No colour emoji, which are on the buttons: install the font (on Debian and Ubuntu: apt install fonts-noto-color-emoji)"; exit 1; }
	$(BIN)/python -m pytest tests/e2e/test_pictures.py --pictures docs

# The browser of the tests: Debian's, with colour emoji for the pictures.
chromium:
	@command -v chromium >/dev/null || { \
		command -v apt-get >/dev/null || { echo "No Chromium, and no apt-get to install it: install Chromium, then try again"; exit 1; }; \
		echo "Installing Chromium (a minute)"; root=$$([ "$$(id -u)" = 0 ] || echo sudo); \
		$$root apt-get update -qq >/dev/null && $$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
			chromium fonts-noto-color-emoji >/dev/null && command -v chromium >/dev/null || \
		{ echo "Chromium could not be installed; as root: apt-get update && apt-get install chromium"; exit 1; }; }

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/codespell

format: dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: dev
	$(BIN)/python -m benchmarks.run

lock:
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --group build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --group build --extra postgres pyproject.toml -c requirements.lock -o requirements-postgres.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --group build --extra ocr pyproject.toml -c requirements.lock -o requirements-ocr.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --group dev pyproject.toml -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage data
