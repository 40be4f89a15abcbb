# `make briefing` and `make test` do everything that a fresh Debian or Ubuntu machine with a Swift toolchain needs.

PREFIX ?= /usr/local
SWIFT ?= swift
# The Swift runtime goes into the tool, so that it starts faster and runs where Swift is not installed.
RELEASE = $(SWIFT) build -c release --product bulletin --static-swift-stdlib

.PHONY: briefing build test setup lint format benchmark install uninstall clean

briefing: build
	@.build/release/bulletin build Reports/who-is-online -o out
	@echo "The briefing is in out/who-is-online.pdf, its charts are in out/charts, its ledger is out/ledger.json."

build: setup
	$(RELEASE)

test: setup
	@Scripts/setup --tests
	$(SWIFT) build --build-tests
	Scripts/with-postgresql $(SWIFT) test --skip-build

setup:
	@Scripts/setup

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

benchmark: build
	$(SWIFT) build -c release --product SessionBenchmark --static-swift-stdlib
	@Benchmarks/run

install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/bulletin
	install -m 755 .build/release/bulletin $(DESTDIR)$(PREFIX)/bin/bulletin
	cp -R Fonts Styles LICENSE NOTICE $(DESTDIR)$(PREFIX)/share/bulletin/
	@echo "Installed $(DESTDIR)$(PREFIX)/bin/bulletin, with its fonts and style sheets in $(DESTDIR)$(PREFIX)/share/bulletin."

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/bulletin
	rm -rf $(DESTDIR)$(PREFIX)/share/bulletin

clean:
	rm -rf .build out
