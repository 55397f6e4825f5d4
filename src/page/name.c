/* SPDX-License-Identifier: MIT */
#include "page/name.h"

#include "data.h"

mt_str mt_name_key(mt_str name, char out[MT_NAME_SIZE])
{
    size_t n = name.n < MT_NAME_SIZE ? name.n : MT_NAME_SIZE;

    for (size_t i = 0; i < n; i++)
        out[i] = name.p[i] == '_' ? ' ' : name.p[i];
    return (mt_str){ out, n };
}

int mt_name_row(int table, mt_str name)
{
    char key[MT_NAME_SIZE];

    if (name.n > MT_NAME_SIZE)
        return -1;
    return mt_words_row(&mt_page_index, table, mt_name_key(name, key));
}
