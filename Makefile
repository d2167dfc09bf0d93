# Two commands from nothing: `make run` opens the dashboard, `make test` runs every check.
PYTHON ?= python3
VENV := .venv
TESTS :=
BENCH := tests/bench
PY := $(VENV)/bin/python
PORT ?= 8501
# A folder of geo/provinces, or of your own by its path: make run PROVINCE=/srv/my-province
PROVINCE :=
ifneq ($(PROVINCE),)
export DX_PROVINCE := $(PROVINCE)
endif

.PHONY: run test suite sweep test-guards scale setup lint fuzz bench translations guide clean

run: setup
	$(PY) -m streamlit run streamlit_app.py --server.port $(PORT)

test: setup lint suite

# The tests alone; another Python and some of the tests:
# make suite PYTHON=python3.13 VENV=build/venv-3.13 TESTS=--ignore=tests/browser
suite: setup
	$(PY) -m pytest -n 3 --dist loadfile -m "not sweep" $(TESTS)

# What the suite leaves out: further cases and random examples of its claims, and long ways.
sweep: setup
	$(PY) -m pytest -n 3 --dist loadfile -m "sweep or hypothesis" $(TESTS)

# Takes each guard of SECURITY.md away in turn, in a copy, and demands that its tests fail.
test-guards: setup
	$(PY) -m tests.guards.run

# What outgrows a machine: every mart on two workers of Apache Spark, equal row for row to what is
# built here (needs Java 17), and snapshots on a server that speaks S3.
scale: setup
	$(PY) -m pip install --disable-pip-version-check --quiet --upgrade --no-deps --require-hashes --target build/scale -r requirements-scale.lock
	PYTHONPATH=$(CURDIR)/build/scale $(PY) -m pytest tests/scale --override-ini "python_files=scale_*.py"

setup: $(VENV)/installed
	$(PY) -m geo build
	$(PY) -m data.setup

$(VENV)/installed: requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; name it: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

lint: $(VENV)/installed
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

# Half-made inputs for the reader and the matcher, SECONDS_OF_FUZZ long (60); found ones fail it.
fuzz: $(VENV)/installed
	$(PY) tests/fuzz/run.py

# All benchmarks, or one file or test of them: make bench BENCH=tests/bench/bench_load.py
bench: setup
	$(PY) -m pytest "$(BENCH)" --override-ini "python_files=bench_*.py" -s

# Collects the texts of the interface into pages/locale/vi; translate what it leaves empty.
translations: $(VENV)/installed
	$(PY) -m babel.messages.frontend extract -F pages/locale/babel.cfg -k t -k plural:1,2 --no-location --sort-output -o build/messages.pot pages streamlit_app.py
	$(PY) -m babel.messages.frontend update --no-fuzzy-matching --ignore-pot-creation-date -i build/messages.pot -d pages/locale -l vi

# The pictures of docs/huong-dan.md, from the running product (needs Chromium)
guide: setup
	$(PY) -m tests.browser.guide

clean:
	rm -rf $(VENV) build static/boundaries
