# SPDX-License-Identifier: MIT
# meoktong. `make help` lists what there is to make.

VERSION := 0.1.0
BUILD ?= build
PREFIX ?= /usr/local
CC ?= cc
PKG_CONFIG ?= pkg-config

include tests/needs.mk

CFLAGS ?= -O2 -g
WARN := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes \
        -Wmissing-prototypes -Wpointer-arith -Wvla
ifdef CI
WARN += -Werror
endif
LIBS := libxml-2.0 icu-uc icu-i18n jansson libcurl
CPPFLAGS += -Iinclude -Isrc -I$(BUILD)/gen $(LIB_CFLAGS)
ALL_CFLAGS := -std=c11 -fvisibility=hidden -fPIC $(WARN) $(CFLAGS)

DATA := $(sort $(wildcard src/data/*.tsv src/data/*/*.tsv))
LIB_SRC := $(sort $(wildcard $(addsuffix /*.c,$(addprefix src/,base data \
             fetch page article text timex entity outage output batch)))) \
           src/meoktong.c
CLI_SRC := $(sort $(wildcard src/cli/*.c))
GEN_SRC := $(sort $(wildcard src/gen/*.c)) \
           $(addprefix src/base/,str.c utf8.c buf.c arena.c mem.c hash.c)
LIB_OBJ := $(LIB_SRC:src/%.c=$(BUILD)/obj/%.o) $(BUILD)/obj/gen-data.o
CLI_OBJ := $(CLI_SRC:src/%.c=$(BUILD)/obj/%.o)

.PHONY: all
all: $(BUILD)/meoktong $(BUILD)/libmeoktong.so

$(BUILD)/mt-gen: $(GEN_SRC) $(wildcard src/gen/*.h src/base/*.h) include/meoktong.h
	@mkdir -p $(@D)
	$(CC) -std=c11 $(WARN) -O1 -Iinclude -Isrc -o $@ $(GEN_SRC)

$(BUILD)/gen/data.c: $(BUILD)/mt-gen src/data/SCHEMA $(DATA)
	@mkdir -p $(@D)
	$(BUILD)/mt-gen src/data/SCHEMA $(@D) $(DATA)

$(BUILD)/obj/gen-data.o: $(BUILD)/gen/data.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/obj/%.o: src/%.c $(BUILD)/gen/data.c | needs
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/libmeoktong.a: $(LIB_OBJ)
	@rm -f $@
	ar rcs $@ $(LIB_OBJ)

$(BUILD)/libmeoktong.so: $(LIB_OBJ)
	$(CC) -shared -Wl,-soname,libmeoktong.so.0 $(LDFLAGS) -o $@ $(LIB_OBJ) $(LIB_LIBS) -lm

$(BUILD)/meoktong: $(CLI_OBJ) $(BUILD)/libmeoktong.a
	$(CC) $(LDFLAGS) -o $@ $(CLI_OBJ) $(BUILD)/libmeoktong.a $(LIB_LIBS) -lm

-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d)

.PHONY: clean
clean:
	rm -rf $(BUILD)
