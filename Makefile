# SPDX-License-Identifier: MIT
# meoktong. `make help` lists what there is to make.

VERSION := $(shell sed -n 's/^\#define MT_VERSION "\(.*\)"/\1/p' include/meoktong.h)
SOVERSION := 0
BUILD ?= build
CC ?= cc
PKG_CONFIG ?= pkg-config
CFLAGS ?= -O2 -g
JOBS ?= $(shell nproc 2>/dev/null || echo 1)
# Sanitizers, where a build wants them: -fsanitize=...
SAN ?=

# Packs archives where it is there; there are processors that it does not know.
# `make ISAL=` does without it.
ISAL := $(shell $(PKG_CONFIG) --exists libisal 2>/dev/null && echo libisal)
LIBS := icu-uc icu-i18n jansson libcurl sqlite3 zlib libzstd $(ISAL)
LIB_CFLAGS = $(shell $(PKG_CONFIG) --cflags $(LIBS) 2>/dev/null)
LIB_LIBS = $(shell $(PKG_CONFIG) --libs $(LIBS) 2>/dev/null) -lm -pthread
WARN := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes \
        -Wmissing-prototypes -Wpointer-arith -Wvla
ifdef CI
WARN += -Werror
endif
CPPFLAGS += -Iinclude -Isrc -I$(BUILD)/gen $(if $(ISAL),-DMT_ISAL) $(LIB_CFLAGS)
ALL_CFLAGS = -std=c11 -fvisibility=hidden -fPIC $(WARN) $(CFLAGS) $(SAN)
# One short line a step; make V=1 shows the commands.
Q := $(if $(V),,@)
say = @$(if $(V),:,printf '  %-4s %s\n' '$(1)' '$(2)')
COMPILE = $(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
LINK = $(Q)$(CC) $(SAN) $(LDFLAGS) -o $@

DATA := $(sort $(wildcard src/data/*.tsv src/data/*/*.tsv))
LIB_SRC := $(sort $(filter-out src/gen/% src/cli/%,$(wildcard src/*/*.c)) \
                  $(wildcard src/*.c))
CLI_SRC := $(sort $(wildcard src/cli/*.c))
GEN_SRC := $(sort $(wildcard src/gen/*.c)) \
           $(addprefix src/base/,str.c utf8.c buf.c arena.c mem.c hash.c)
LIB_OBJ := $(LIB_SRC:src/%.c=$(BUILD)/obj/%.o) $(BUILD)/obj/gen-data.o
CLI_OBJ := $(CLI_SRC:src/%.c=$(BUILD)/obj/%.o)

.PHONY: all
all: $(BUILD)/meoktong $(BUILD)/libmeoktong.so ## build program and libraries

# Names what is missing with its Debian package; installs nothing.
.PHONY: needs
needs:
	@CC='$(CC)' PKG_CONFIG='$(PKG_CONFIG)' tests/setup -n build

$(BUILD)/mt-gen: $(GEN_SRC) $(wildcard src/gen/*.h src/base/*.h) \
                 include/meoktong.h | needs
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(Q)$(CC) -std=c11 $(WARN) -O1 -g $(SAN) -Iinclude -Isrc -o $@ $(GEN_SRC)

$(BUILD)/gen/data.c: $(BUILD)/mt-gen src/data/SCHEMA $(DATA)
	@mkdir -p $(@D)
	$(call say,GEN,$@)
	$(Q)$(BUILD)/mt-gen src/data/SCHEMA $(@D) $(DATA)

$(BUILD)/gen/data.h: $(BUILD)/gen/data.c ;

$(BUILD)/obj/gen-data.o: $(BUILD)/gen/data.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(COMPILE)

$(BUILD)/obj/%.o: src/%.c | $(BUILD)/gen/data.c needs
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(COMPILE)

# What --version names.
$(BUILD)/obj/cli/help.o: CPPFLAGS += -DMT_LIBRARIES='"with $(foreach \
  lib,$(LIBS),$(lib) $(shell $(PKG_CONFIG) --modversion $(lib)))"'

$(BUILD)/libmeoktong.a: $(LIB_OBJ)
	@rm -f $@
	$(call say,AR,$@)
	$(Q)$(AR) rcs $@ $(LIB_OBJ)

$(BUILD)/libmeoktong.so: $(LIB_OBJ)
	$(call say,LD,$@)
	$(LINK) -shared -Wl,-soname,libmeoktong.so.$(SOVERSION) \
	  $(if $(SAN),,-Wl,-z,defs) $(LIB_OBJ) $(LIB_LIBS)
	@ln -sf $(@F) $@.$(SOVERSION)

$(BUILD)/meoktong: $(CLI_OBJ) $(BUILD)/libmeoktong.a
	$(call say,LD,$@)
	$(LINK) $(CLI_OBJ) $(BUILD)/libmeoktong.a $(LIB_LIBS)

-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d)

.PHONY: clean
clean: ## remove what was built
	rm -rf $(BUILD)

include tests/tests.mk
include tests/install.mk

.PHONY: help
help: ## this list
	@echo "make TARGET, where TARGET is one of"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | \
	  sort | expand -t 16
	@echo "Variables: CC CFLAGS BUILD PREFIX DESTDIR FUZZ_SECONDS TESTS V"
