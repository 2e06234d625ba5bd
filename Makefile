# Two commands matter: `make run` serves the survey, `make test` proves it. Both set up what they need.
.DELETE_ON_ERROR:
.PHONY: run test check bench lock catalogues docs clean ready tools

BIN := .venv/bin
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/messages.po))
JOBS ?= auto

run: ready
	@$(BIN)/balss serve

ready: .venv/run.stamp $(CATALOGUES)

.venv/run.stamp: requirements.lock pyproject.toml
	@echo "Setting up Balss (once) …"
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Balss needs Python 3.11 or newer."; exit 1; }
	@python3 -m venv .venv || { echo "Install the package python3-venv, then run this again."; exit 1; }
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

%.mo: %.po .venv/run.stamp
	@$(BIN)/pybabel --quiet compile -i $< -o $@

test: ready .venv/test.stamp node_modules/.stamp tools
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n $(JOBS) --ignore tests/screenreader
	$(BIN)/pytest tests/screenreader

.venv/test.stamp: requirements-test.lock .venv/run.stamp
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

node_modules/.stamp: package.json package-lock.json
	@npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

tools:
	@sh tests/tools.sh

bench: ready .venv/test.stamp
	$(BIN)/python -m bench

lock: .venv/test.stamp
	$(BIN)/uv pip compile --quiet --upgrade --generate-hashes pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --extra test pyproject.toml -o requirements-test.lock

catalogues: ready
	@mkdir -p build
	@$(BIN)/pybabel --quiet extract -F babel.cfg -k lazy_gettext --sort-output --no-location -o build/messages.pot app templates
	@$(BIN)/pybabel --quiet update -i build/messages.pot -d translations --no-fuzzy-matching --ignore-obsolete --width 100
	@sed -i -E '/^"(Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By)/d' \
	  translations/*/LC_MESSAGES/messages.po

docs: ready .venv/test.stamp
	$(BIN)/balss docs

clean:
	rm -rf .venv node_modules .cache build *.egg-info $(CATALOGUES)
