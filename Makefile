# Loadline's front door. `make` alone lists the targets.

ROOT ?=
DB ?= loadline.db
OUT ?= loadline-report
PREFIX ?= /usr/local
DESTDIR ?=
CORPUS ?=

LOADLINE := .build/release/loadline
EXAMPLE := .build/example-organisation
# The example's history ends here, so this is the day on which its report tells most.
EXAMPLE_DAY := --as-of 2026-08-31
SOURCES := Sources Tests Plugins Knowledge Reports Fuzzing Package.swift
COVERAGE := Documentation/coverage.md
BINDIR := $(DESTDIR)$(PREFIX)/bin
SHAREDIR := $(DESTDIR)$(PREFIX)/share

# The binary shall run where there is no Swift; on macOS the system brings it along.
ifeq ($(shell uname -s),Linux)
  STATIC := --static-swift-stdlib
endif

.DEFAULT_GOAL := help
.PHONY: help setup build audit example test lint coverage differential fuzz install bench clean

help: ## Print this list
	@echo 'make TARGET [VARIABLE=value ...]'
	@echo
	@sed -n 's/^\([a-z]*\):.*## /  \1|/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-10s %s\n", $$1, $$2 }'
	@echo
	@echo 'make audit ROOT=DIR [DB=$(DB)] [OUT=$(OUT)]'
	@echo 'make bench [CORPUS=DIR] [CORPUS_SCALE=10|100] [SAMPLE=200]'
	@echo 'make install [PREFIX=$(PREFIX)] [DESTDIR=]'

setup: ## Install what the build needs and this machine lacks
	@Scripts/setup

build: setup ## Build the release binary, .build/release/loadline
	swift build -c release $(STATIC) --product loadline

audit: build $(if $(ROOT),,example) ## Crawl the repositories below ROOT, or the example organisation, and report
	$(LOADLINE) audit '$(or $(ROOT),$(EXAMPLE))' --db '$(DB)' --out '$(OUT)' $(if $(ROOT),,$(EXAMPLE_DAY))

example: setup ## Unpack the example organisation into .build/example-organisation
	@rm -rf $(EXAMPLE)
	@Examples/organisation/unpack $(EXAMPLE)

# The tests come last, so that their summary is what one sees.
test: setup lint ## Check the format, then run every test
	swift build --build-tests
	swift test --skip-build

lint: setup ## Check the format of the Swift sources
	swift format lint --strict --recursive $(SOURCES)

coverage: setup ## Write Documentation/coverage.md anew, after records changed
	swift run loadline rules coverage >$(COVERAGE).new && mv $(COVERAGE).new $(COVERAGE)

CORPUS ?=
MUTATIONS ?= 3
differential: build $(if $(CORPUS),,example) ## Compare parsers and rules with other tools' over the files below CORPUS
	Scripts/differential/run '$(or $(CORPUS),$(EXAMPLE))' '$(MUTATIONS)'

SECONDS ?= 60
fuzz: setup ## Run each parser on invented input for SECONDS
	Scripts/fuzz '$(SECONDS)'

bench: build $(if $(CORPUS),,example) ## Measure the budgets on the clones below CORPUS, or on the example organisation
	@CORPUS='$(or $(CORPUS),$(EXAMPLE))' Scripts/bench/run

install: build ## Copy the binary and the shells' completions below PREFIX
	install -d '$(BINDIR)' '$(SHAREDIR)/bash-completion/completions' '$(SHAREDIR)/zsh/site-functions' \
	  '$(SHAREDIR)/fish/vendor_completions.d'
	install -m 755 $(LOADLINE) '$(BINDIR)/loadline'
	$(LOADLINE) --generate-completion-script bash >'$(SHAREDIR)/bash-completion/completions/loadline'
	$(LOADLINE) --generate-completion-script zsh >'$(SHAREDIR)/zsh/site-functions/_loadline'
	$(LOADLINE) --generate-completion-script fish >'$(SHAREDIR)/fish/vendor_completions.d/loadline.fish'

clean: ## Remove what the build made; databases and reports stay
	swift package clean
	rm -rf $(EXAMPLE)
