# Every command sets up what it needs; `make help` lists them.
WORKBENCH = @dev/workbench

.DEFAULT_GOAL := help
.PHONY: help setup demo stop clean test faults lint fmt translations bench load fuzz \
	release fixture suites coverage mutants pictures

help: ## what there is
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' $(MAKEFILE_LIST) | \
	while IFS='|' read -r name what; do printf '  make %-12s %s\n' "$$name" "$$what"; done

setup: ## get Odoo, Python packages and PostgreSQL ready; start no server
	$(WORKBENCH) setup

demo: ## start Odoo with the demo company (FRESH=1: start over)
	$(WORKBENCH) demo $(if $(FRESH),fresh)

stop: ## stop the demo and its PostgreSQL
	$(WORKBENCH) stop

clean: ## remove everything that was set up, databases included
	$(WORKBENCH) clean

test: ## run all tests (T=test_exposure: those of one file)
	$(WORKBENCH) test $(T)

faults: ## break all that can break in the middle of work, print the table (F=signals: some)
	$(WORKBENCH) faults $(F)

lint: ## check the form of Python, XML, JavaScript and SCSS
	$(WORKBENCH) lint

fmt: ## put all files into that form
	$(WORKBENCH) fmt

translations: ## export the terms anew, merge them, list what is missing
	@dev/translations

bench: ## measure the speed with thousands of customers (PEERS=1 beside the OCA's add-ons)
	$(WORKBENCH) bench

load: ## 50 people at once on a copy of the demo company, for three minutes
	$(WORKBENCH) load

fuzz: ## send nonsense to every method and page, for long (N=2000 times a person)
	@FUZZ_EXAMPLES=$(or $(N),2000) dev/workbench test test_hostile_input

release: ## pack the addon into one file that can be installed
	$(WORKBENCH) release

fixture: ## keep a database of this version, for later ones to upgrade
	$(WORKBENCH) fixture

suites: ## Odoo's own tests beside our addon (S=sale: some; WITHOUT=1: alone)
	$(WORKBENCH) suites $(S) $(if $(WITHOUT),without)

coverage: ## which lines of ours the tests run (T=test_exposure: those of one file)
	$(WORKBENCH) coverage $(T)

mutants: ## change the formulas in small ways: does a test notice? (M=bands: one)
	$(WORKBENCH) mutants $(M)

pictures: ## take the README's pictures from the demo
	$(WORKBENCH) pictures
