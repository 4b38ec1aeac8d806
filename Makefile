# Two commands are enough: `make serve` and `make test`. Both set up what is missing.

PYTHON := .venv/bin/python
export NO_MKDOCS_2_WARNING := 1
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: help setup build serve test check due review release new-host bench shots clean

help:            ## show this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1	/' | expand -t 16

setup:           ## install what is missing into .venv and node_modules
	@scripts/setup.sh build

build: setup     ## check the rulebook and build the whole site into site/
	@$(PYTHON) -m scripts.build

serve: build     ## build, then serve the site at a printed address (PORT=… to choose)
	@$(PYTHON) -m scripts.serve

test: setup      ## run every test, real browser included
	@scripts/setup.sh browser
	@$(PYTHON) -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

check: setup     ## list stale, missing and outdated law
	@$(PYTHON) -m scripts.check_law

due: setup       ## list what must be compared with its source again (ARGS="--all --csv FILE")
	@$(PYTHON) -m scripts.due $(ARGS)

review: setup    ## list which scenarios a lawyer has signed, and the digests to sign
	@$(PYTHON) -m scripts.signoffs

release: setup   ## write the site as an archive with the digest of every file (ADDRESS=…)
	@$(PYTHON) -m scripts.release --address "$(ADDRESS)"

new-host: setup  ## start a copy of your own by being asked (NAME=shanghai)
	@$(PYTHON) -m scripts.new_host --name "$(NAME)" $(ARGS)

bench: build     ## measure size, speed and growth beside the stock ways (PART="guide" for one part)
	@scripts/setup.sh browser
	@$(PYTHON) -m scripts.bench $(PART)

shots: build     ## take pictures of every kind of page to look at, on screen and on A4 (PART="law")
	@scripts/setup.sh browser
	@$(PYTHON) -m scripts.shots $(PART)

clean:           ## remove what was built; `rm -rf .venv node_modules` removes the tools too
	@rm -rf site build shots .pytest_cache .hypothesis .ruff_cache .import_linter_cache
