# SPDX-License-Identifier: MIT
# make install PREFIX=/usr/local DESTDIR=, and what takes it away again.

PREFIX ?= /usr/local
LIBDIR ?= $(PREFIX)/lib
SHARE ?= $(PREFIX)/share
INSTALL ?= install
SO := libmeoktong.so

MAN_PAGES := $(wildcard man/*.[1-9])
man_path = $(SHARE)/man/man$(subst .,,$(suffix $(1)))/$(notdir $(1))

# What is installed, each as FILE:PLACE.
PROGRAMS := $(BUILD)/meoktong:$(PREFIX)/bin/meoktong
SHARED := $(BUILD)/$(SO):$(LIBDIR)/$(SO).$(VERSION)
DATA_FILES := include/meoktong.h:$(PREFIX)/include/meoktong.h \
  $(BUILD)/libmeoktong.a:$(LIBDIR)/libmeoktong.a \
  $(BUILD)/meoktong.pc:$(LIBDIR)/pkgconfig/meoktong.pc \
  schema/outage-1.schema.json:$(SHARE)/meoktong/outage-1.schema.json \
  LICENSE:$(SHARE)/doc/meoktong/LICENSE \
  $(foreach page,$(MAN_PAGES),$(page):$(call man_path,$(page))) \
  completions/meoktong.bash:$(SHARE)/bash-completion/completions/meoktong \
  completions/_meoktong:$(SHARE)/zsh/site-functions/_meoktong \
  completions/meoktong.fish:$(SHARE)/fish/vendor_completions.d/meoktong.fish
LINKS := $(LIBDIR)/$(SO).$(SOVERSION) $(LIBDIR)/$(SO)

from = $(firstword $(subst :, ,$(1)))
to = $(DESTDIR)$(lastword $(subst :, ,$(1)))
define put
	$(INSTALL) -D -m $(1) $(call from,$(2)) $(call to,$(2))

endef

$(BUILD)/meoktong.pc: meoktong.pc.in include/meoktong.h
	@mkdir -p $(@D)
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBDIR@|$(LIBDIR)|' \
	  -e 's|@VERSION@|$(VERSION)|' -e 's|@REQUIRES@|$(LIBS)|' $< >$@

# Written anew each time, for PREFIX may be another one now.
.PHONY: $(BUILD)/meoktong.pc

.PHONY: install
install: all $(BUILD)/meoktong.pc ## install under PREFIX (and DESTDIR)
	$(foreach pair,$(PROGRAMS) $(SHARED),$(call put,755,$(pair)))
	$(foreach pair,$(DATA_FILES),$(call put,644,$(pair)))
	$(foreach name,$(LINKS),ln -sf $(SO).$(VERSION) $(DESTDIR)$(name) &&) :

.PHONY: uninstall
uninstall: ## take away what install put there
	rm -f $(foreach pair,$(PROGRAMS) $(SHARED) $(DATA_FILES),\
	  $(call to,$(pair))) $(addprefix $(DESTDIR),$(LINKS))
	-rmdir $(DESTDIR)$(SHARE)/meoktong $(DESTDIR)$(SHARE)/doc/meoktong \
	  2>/dev/null || :
