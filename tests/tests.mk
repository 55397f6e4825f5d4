# SPDX-License-Identifier: MIT
# Everything that tests, measures and holds the house rules.

PYTHON = $(shell tests/setup python)
TESTS ?=
FUZZ_SECONDS ?= 60
SHARED_DIR ?= ../shared
SUBMAKE = $(MAKE) --no-print-directory $(if $(findstring -j,$(MAKEFLAGS)),,-j$(JOBS))
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all \
            -fno-omit-frame-pointer

# ---------------------------------------------------------------- programs

# tests/unit/test_*.c, spec_*.c and tests/prop/*.c: one program each, with
# cmocka and the static library; they may look at internal headers.
UNIT := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/*.c))
PROP := $(patsubst tests/prop/%.c,$(BUILD)/tests/%,$(wildcard tests/prop/*.c))
FUZZ_SRC := $(sort $(filter-out tests/fuzz/replay.c,$(wildcard tests/fuzz/*.c)))
FUZZERS := $(FUZZ_SRC:tests/fuzz/%.c=$(BUILD)/fuzz/%)
REPLAYS := $(FUZZ_SRC:tests/fuzz/%.c=$(BUILD)/tests/replay-%)
BENCH := $(BUILD)/tests/bench
SUITES := $(patsubst tests/suites/%.c,$(BUILD)/tests/suite-%,\
            $(wildcard tests/suites/*.c))
CMOCKA_LIBS = $(shell $(PKG_CONFIG) --libs cmocka)

$(BUILD)/obj/tests/%.o: tests/%.c | $(BUILD)/gen/data.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(COMPILE)

$(UNIT): $(BUILD)/tests/%: $(BUILD)/obj/tests/unit/%.o $(BUILD)/libmeoktong.a
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(LINK) $^ $(CMOCKA_LIBS) $(LIB_LIBS)

$(PROP): $(BUILD)/tests/%: $(BUILD)/obj/tests/prop/%.o $(BUILD)/libmeoktong.a
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(LINK) $^ $(CMOCKA_LIBS) $(LIB_LIBS)

$(REPLAYS): $(BUILD)/tests/replay-%: $(BUILD)/obj/tests/fuzz/%.o \
            $(BUILD)/obj/tests/fuzz/replay.o $(BUILD)/libmeoktong.a
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(LINK) $^ $(LIB_LIBS)

$(FUZZERS): $(BUILD)/fuzz/%: $(BUILD)/obj/tests/fuzz/%.o \
            $(BUILD)/libmeoktong.a
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(LINK) -fsanitize=fuzzer $^ $(LIB_LIBS)

$(SUITES): $(BUILD)/tests/suite-%: $(BUILD)/obj/tests/suites/%.o \
           $(BUILD)/libmeoktong.a
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(LINK) $^ $(LIB_LIBS)

# libxml2 is the yardstick of the benchmark and nothing else.
$(BUILD)/obj/tests/bench/bench.o: CPPFLAGS += $(shell $(PKG_CONFIG) --cflags libxml-2.0 2>/dev/null)

$(BENCH): $(BUILD)/obj/tests/bench/bench.o $(BUILD)/libmeoktong.a
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(LINK) $^ $(LIB_LIBS) $(shell $(PKG_CONFIG) --libs libxml-2.0)

-include $(patsubst tests/%.c,$(BUILD)/obj/tests/%.d,\
           $(wildcard tests/*/*.c))

.PHONY: programs fuzzers
programs: all $(UNIT) $(PROP) $(REPLAYS)
fuzzers: $(FUZZERS)

# ------------------------------------------------------------------- tests

.PHONY: demo
demo: ## set up, build and print the records of the shipped pages
	@tests/setup build
	@$(SUBMAKE) all
	@tests/demo $(BUILD)/meoktong

.PHONY: check
check: ## set up, build and run every test (TESTS="unit golden" for some)
	@tests/setup check
	@$(SUBMAKE) run-tests

.PHONY: run-tests
run-tests: programs
	@$(PYTHON) tests/run --build $(BUILD) $(TESTS)

.PHONY: fault
fault: all ## forty faults of networks, inputs, archives and machines
	@MEOKTONG=$(BUILD)/meoktong $(PYTHON) tests/fault/run

.PHONY: accept
accept: ## show how golden output changed, and make it what is expected
	@tests/setup check
	@$(SUBMAKE) all
	@$(PYTHON) tests/golden/run --build $(BUILD) --accept

.PHONY: lint
lint: ## hold the code against the house rules
	@tests/setup lint
	@$(SUBMAKE) all
	@$(PYTHON) tests/lint/run --build $(BUILD)

.PHONY: sanitize
sanitize: ## build and check once more under ASan and UBSan
	@tests/setup check
	@$(SUBMAKE) BUILD=$(BUILD)/sanitize SAN='$(SANITIZE)' CFLAGS='-O1 -g' \
	  TESTS='unit spec fuzz golden prop cli gen' run-tests

.PHONY: fuzz
fuzz: ## feed every fuzz target for FUZZ_SECONDS
	@tests/setup fuzz
	@$(SUBMAKE) BUILD=$(BUILD)/fuzz CC=clang CFLAGS='-O1 -g' \
	  SAN='-fsanitize=fuzzer-no-link,address,undefined \
	  -fno-sanitize-recover=all' fuzzers
	@tests/fuzz/run $(BUILD)/fuzz/fuzz $(FUZZ_SECONDS)

# ---------------------------------------------------------------- measures

.PHONY: suites
suites: all $(SUITES) ## figures on ../shared, a line a suite, held against floors
	@$(PYTHON) tests/suites/run --build $(BUILD) --shared $(SHARED_DIR)

.PHONY: score
score: all ## records against the annotated articles of ../shared
	@for set in seed corpus/dev; do echo "== $$set"; \
	  $(SHARED_DIR)/tools/score.py $(SHARED_DIR)/$$set \
	    --cmd '$(BUILD)/meoktong extract -' || exit 1; done
	@$(PYTHON) tests/suites/calibration.py $(BUILD)/meoktong $(SHARED_DIR) \
	  $(SHARED_DIR)/corpus/dev fixtures/articles

.PHONY: bench
bench: | bench-setup
.PHONY: bench-setup
bench-setup:
	@tests/setup bench
$(BENCH): | bench-setup
bench: $(BENCH) ## pages and megabytes a second, memory, against libxml2 alone
	@tests/bench/run $(BENCH) $(SHARED_DIR)

.PHONY: bench-fetch
bench-fetch: all ## downloads against curl --parallel, from nginx on loopback
	@$(PYTHON) tests/bench/fetch $(BUILD)/meoktong

.PHONY: bench-peers
bench-peers: all ## the same pages through other extractors (pip, own venv)
	@tests/bench/peers $(BUILD)/meoktong $(SHARED_DIR)

.PHONY: format
format: ## clang-format in place
	clang-format -i $(wildcard include/*.h src/*.c src/*/*.[ch] tests/*/*.c)
