# SPDX-License-Identifier: MIT
# What the build needs, and the Debian package that brings it.
LIB_CFLAGS = $(shell $(PKG_CONFIG) --cflags $(LIBS) 2>/dev/null)
LIB_LIBS = $(shell $(PKG_CONFIG) --libs $(LIBS) 2>/dev/null)

.PHONY: needs
needs:
	@command -v $(PKG_CONFIG) >/dev/null || { echo "meoktong: pkg-config is missing: apt-get install pkg-config" >&2; exit 1; }
	@missing=; for pair in libxml-2.0:libxml2-dev icu-uc:libicu-dev jansson:libjansson-dev libcurl:libcurl4-openssl-dev; do \
	  $(PKG_CONFIG) --exists $${pair%%:*} || missing="$$missing $${pair##*:}"; done; \
	[ -z "$$missing" ] || { echo "meoktong: missing libraries; bring them with: apt-get install$$missing" >&2; exit 1; }
