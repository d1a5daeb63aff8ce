# What one can do here. `make` alone says what there is.

.DEFAULT_GOAL := help
.PHONY: help demo serve test check sure format pictures attack redaction drill asvs bill chaos matrix fuzz guess concerns tamper canary alerts mutants scan lock clean

RUN := .venv/run.stamp
TEST := .venv/test.stamp
IN := .venv/bin/
ENVIRONMENT := tests/tools/environment

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(RUN) ## Play a small made-up council and serve it on this machine
	@$(IN)portal demo

serve: $(RUN) ## Serve the portal kept in instance/
	@$(IN)portal serve

test: $(TEST) ## Run every test, on SQLite and on PostgreSQL, in a real browser too
	@sh tests/tools/all-tests

check: $(TEST) ## Read the code without running it: format, rules, types, imports, pages
	$(IN)ruff format --check --quiet .
	$(IN)ruff check --quiet .
	$(IN)mypy
	$(IN)lint-imports --no-cache
	$(IN)djlint --quiet --lint portal/templates
	$(IN)bandit --quiet --recursive --configfile pyproject.toml feedback portal

sure: check test ## Everything a change must pass

format: $(TEST) ## Set the code in the house’s form
	@$(IN)ruff check --fix --quiet . ; $(IN)ruff format .

pictures: $(TEST) ## Take the picture of every page anew, for docs/pages and docs/pictures
	$(IN)python -m tests.tools.pictures docs

concerns: $(TEST) ## Hold how many written disclosures the list of words finds against what is published
	@$(IN)python -m tests.tools.concerns

redaction: $(TEST) ## Hold how well names are masked, in comments written to find out, against what is promised
	@$(IN)python -m tests.tools.redaction

drill: $(TEST) ## Lose a rehearsed council and get it back from a backup (SIZE=470 children)
	$(IN)python -m tests.tools.drill --children $(or $(SIZE),470) --reviews $$(( $(or $(SIZE),470) * 3 ))

chaos: $(TEST) ## Kill the server and cut its power under children who send (SIZE=40 times each, KILLS= CUTS= ACKS= MINUTES=)
	@$(IN)python -m tests.tools.chaos --size $(or $(SIZE),40) $(if $(KILLS),--kills $(KILLS)) \
		$(if $(CUTS),--cuts $(CUTS)) $(if $(ACKS),--acknowledgements $(ACKS)) \
		$(if $(MINUTES),--minutes $(MINUTES))

matrix: $(TEST) ## Ask for every page as everybody, and compare with the table (SIZE=1 child of each kind)
	@$(IN)python -m tests.tools.matrix --each $(or $(SIZE),1)

fuzz: $(TEST) ## Ask for anything, as anybody, and look whether everything holds (SIZE=20000 requests, DATABASE=postgresql)
	@$(IN)python -m tests.tools.fuzz --size $(or $(SIZE),20000) --database $(or $(DATABASE),sqlite)

guess: $(TEST) ## Guess at letters from ten thousand networks (SIZE=20000 guesses, three times)
	@$(IN)python -m tests.tools.guess --size $(or $(SIZE),20000)

tamper: $(TEST) ## Tamper with the log and verify it each time (SIZE=10000 times)
	@$(IN)python -m tests.tools.tamper --size $(or $(SIZE),10000)

canary: $(TEST) ## Type a word into every field and look where it was left (SIZE=300 pages each)
	@$(IN)python -m tests.tools.canary --size $(or $(SIZE),300)

alerts: $(TEST) ## Raise concerns while the mail server comes and goes (SIZE=40 of them)
	@$(IN)python -m tests.tools.alerts --size $(or $(SIZE),40)

attack: $(TEST) ## Attack simulated years of releases; YEARS=1000 draws as many
	@$(IN)python -m tests.tools.attack --years $(or $(YEARS),50)

mutants: $(TEST) ## Change sound releases in every way we know, and let the auditor refuse each
	@$(IN)python -m pytest -q tests/feedback/auditor/test_audit.py

asvs: $(TEST) ## Hold the portal against the security list, and run every test it names
	@$(IN)python -m tests.tools.asvs

bill: $(RUN) ## Write the bill of materials to build/heard.cdx.json
	@sh tests/tools/bill build/heard.cdx.json

scan: $(TEST) ## Let two scanners look for holes at both doors (SIZE=840 seconds for some modules at most, EACH=3 pages of one kind, ONLY='"staff, office"')
	@. tests/tools/needs && need_scanners && $(IN)python -m tests.tools.scan --seconds $(or $(SIZE),840) \
		--each $(or $(EACH),3) $(if $(ONLY),--only $(ONLY))

lock: ## Work out the locked dependencies anew, in an environment that is thrown away
	sh tests/tools/lock

clean: ## Remove what was made here, but never what is kept in instance/
	rm -rf .venv build dist htmlcov .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache
	rm -rf .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN): requirements/run.txt $(ENVIRONMENT)
	@sh $(ENVIRONMENT) run

$(TEST): requirements/test.txt $(ENVIRONMENT)
	@sh $(ENVIRONMENT) test
