/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The services of a number, their formats and their constituents, as the guide
 * has them: every combination, in every order.
 */
#include "path-fixture.h"

static const char *const types[] = {"publication", "application", "priority"};

/* Every ordered choice out of `words`, comma-joined, calls `each` with the
 * choice and the same words in the table's order. */
struct choice {
    const char *const *words;
    unsigned count;
    unsigned used[4], length;
    void (*each)(void *arg, const char *spelled, const char *sorted);
    void *arg;
};

static void join(char *to, const struct choice *c, bool sorted)
{
    char *at = to;

    *to = '\0';
    for (unsigned k = 0; k < (sorted ? c->count : c->length); k++) {
        unsigned i = k;
        bool in = !sorted;

        for (unsigned m = 0; sorted && m < c->length; m++)
            in |= c->used[m] == k;
        if (!sorted)
            i = c->used[k];
        if (in)
            at += sprintf(at, "%s%s", at == to ? "" : ",", c->words[i]);
    }
}

static void choose(struct choice *c)
{
    char spelled[200], sorted[200];

    if (c->length) {
        join(spelled, c, false);
        join(sorted, c, true);
        c->each(c->arg, spelled, sorted);
    }
    for (unsigned i = 0; i < c->count; i++) {
        bool taken = false;

        for (unsigned k = 0; k < c->length; k++)
            taken |= c->used[k] == i;
        if (taken)
            continue;
        c->used[c->length++] = i;
        choose(c);
        c->length--;
    }
}

/* The services that have a type, a format and a number. */
struct service {
    const char *service, *format, *number, *between, *accept;
};

static unsigned choices;

static void each_choice(void *arg, const char *spelled, const char *sorted)
{
    const struct service *s = arg;

    choices++;
    for (size_t t = 0; t < 3; t++) {
        char path[500], url[500];

        snprintf(path, sizeof(path), "%s/%s/%s/%s/%s%s", s->service, types[t],
                 s->format, s->number, s->between, spelled);
        snprintf(url, sizeof(url), "%s/%s/%s/%s/%s%s", s->service, types[t],
                 s->format, s->number, s->between, sorted);
        t_path_forms(path, url, s->accept);
    }
}

static void check_combinations(struct service s, const char *const *words,
                               unsigned count, unsigned want)
{
    struct choice c = {.words = words,
                       .count = count,
                       .each = each_choice,
                       .arg = &s};

    choices = 0;
    choose(&c);
    CHECK_INT(choices, want);
}

static void published_data(void)
{
    static const char *const words[] = {"biblio", "abstract", "full-cycle"};

    check_combinations((struct service){"published-data", "epodoc", "EP1000000",
                                        "", PATH_XML},
                       words, 3, 15);
    check_combinations((struct service){"published-data", "docdb",
                                        "EP.1000000.A1", "", PATH_XML},
                       words, 3, 15);
}

static void one_constituent_only(void)
{
    static const char *const alone[] = {"claims", "description", "fulltext",
                                        "images", "equivalents"};

    for (size_t i = 0; i < sizeof(alone) / sizeof(*alone); i++) {
        const char *word = alone[i];

        check_combinations((struct service){"published-data", "epodoc",
                                            "EP1000000.A1", "", PATH_XML},
                           &word, 1, 1);
        check_combinations((struct service){"published-data", "docdb",
                                            "EP1000000A1", "", PATH_XML},
                           &word, 1, 1);
    }
}

static void equivalents(void)
{
    static const char *const words[] = {"biblio", "abstract", "full-cycle",
                                        "images"};

    check_combinations((struct service){"published-data", "epodoc", "EP1000000",
                                        "equivalents/", PATH_XML},
                       words, 4, 64);
    check_combinations((struct service){"published-data", "docdb",
                                        "EP.1000000.A", "equivalents/",
                                        PATH_XML},
                       words, 4, 64);
}

static void family(void)
{
    static const char *const words[] = {"biblio", "legal"};
    static const char *const formats[][2] = {{"epodoc", "EP1000000"},
                                             {"docdb", "EP.1000000.A1"}};

    for (size_t f = 0; f < 2; f++)
        check_combinations((struct service){"family", formats[f][0],
                                            formats[f][1], "", PATH_OPS_XML},
                           words, 2, 4);
    t_path_forms("family/publication/docdb/EP.1000000.A1/family",
                 "family/publication/docdb/EP.1000000.A1", PATH_OPS_XML);
    t_path_forms("family/priority/epodoc/EP1000000/family",
                 "family/priority/epodoc/EP1000000", PATH_OPS_XML);
}

static void legal(void)
{
    t_path_forms("legal/publication/docdb/EP.1000000.A1/legal",
                 "legal/publication/docdb/EP.1000000.A1", PATH_OPS_XML);
    t_path_forms("legal/application/epodoc/EP19990203729/legal",
                 "legal/application/epodoc/EP19990203729", PATH_OPS_XML);
    t_path_forms("legal/priority/epodoc/ep1000000/legal",
                 "legal/priority/epodoc/EP1000000", PATH_OPS_XML);
}

static void register_service(void)
{
    static const char *const words[] = {"biblio", "events", "procedural-steps",
                                        "upp"};

    check_combinations((struct service){"register", "epodoc", "EP2814089", "",
                                        PATH_REGISTER_XML},
                       words, 4, 64);
    t_path_forms("register/publication/epodoc/EP.2400812.A1/biblio",
                 "register/publication/epodoc/EP.2400812.A1/biblio",
                 PATH_REGISTER_XML);
}

static void number_service(void)
{
    t_path_forms("number-service/application/original/"
                 "US.(08%2F921,321).A.19970829/epodoc",
                 "number-service/application/original/"
                 "US.(08/921,321).A.19970829/epodoc",
                 PATH_XML);
    t_path_forms("number-service/application/original/"
                 "PCT%2FGB02%2F04635.20021011/docdb",
                 "number-service/application/original/"
                 "PCT/GB02/04635.20021011/docdb",
                 PATH_XML);
    t_path_forms("number-service/publication/docdb/EP.1000000.A1/epodoc",
                 "number-service/publication/docdb/EP.1000000.A1/epodoc",
                 PATH_XML);
    t_path_forms("number-service/publication/docdb/EP.1000000.A1/original",
                 "number-service/publication/docdb/EP.1000000.A1/original",
                 PATH_XML);
    t_path_forms("number-service/priority/epodoc/EP1000000/original",
                 "number-service/priority/epodoc/EP1000000/original", PATH_XML);
    t_path_refused("number-service/publication/docdb/EP.1000000.A1/docdb.xml");
    t_path_refused("number-service/publication/epodoc/EP1000000/docdb.xml");
    t_path_refused("number-service/publication/epodoc/EP1000000/epodoc.xml");
    t_path_refused("number-service/publication/original/US1/original.xml");
}

TEST_MAIN({"published data", published_data},
          {"one constituent only", one_constituent_only},
          {"equivalents", equivalents}, {"family", family}, {"legal", legal},
          {"register", register_service}, {"number service", number_service})
