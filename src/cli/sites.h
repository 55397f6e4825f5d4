/* SPDX-License-Identifier: MIT */
/* --publishers FILE. */
#ifndef MT_CLI_SITES_H
#define MT_CLI_SITES_H

#include "cli/cli.h"

/* { 0 }, then opened. */
struct mt_cli_sites {
    struct mt_sites *sites; /* NULL: none were given */
    char digest[65];        /* of the file, to know it by; or "" */
};

/* Reads the file that settings name, if they name one. Release in any case. */
enum mt_status mt_cli_sites_open(struct mt_cli_sites *sites,
                                 const struct mt_settings *settings,
                                 struct mt_err *err);
void mt_cli_sites_release(struct mt_cli_sites *sites);

#endif
