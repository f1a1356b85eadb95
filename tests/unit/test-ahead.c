/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tree/ahead: listings and what is wanted in, requests out. */
#include "cache-fixture.h"
#include "dice.h"
#include "node-fixture.h"
#include "tree/ahead.h"

enum { COUNT = 400 };

static struct nodes *tree;
static struct ahead *reader;
static struct buf shown;
static struct dice dice;

static void begin_reading(void)
{
    t_begin();
    t_cache.spare = 100;
    tree = nodes_new();
    reader = ahead_new(tree, t_cache.cache,
                       (struct answer_place *const[SERVER_COUNT]){&t_ops});
    dice.state = 11;
}

static void end_reading(void)
{
    while (!list_empty(&t_cache.jobs))
        t_answer(container_of(t_cache.jobs.next, struct t_job, link), 200,
                 T_OPEN T_CLOSE);
    CHECK_INT(nodes_count(tree), 1);
    ahead_free(reader);
    nodes_free(tree);
    t_end();
}

/* EP1000001 and so on, `by` apart. */
static void list_some(const char *directory, unsigned count, unsigned by)
{
    struct node *target = t_node_at(tree, directory);

    shown = BUF_INIT(1 << 20);
    for (unsigned i = 0; i < count; i++) {
        buf_printf(&shown, "EP%u", 1000001 + i * by % count);
        buf_putc(&shown, '\0');
    }
    ahead_listed(reader, target, (struct slice){shown.data, shown.len}, count);
    node_forget(tree, target, 0);
    buf_fini(&shown);
}

static bool read_at(const char *directory, unsigned i, const char *file)
{
    char path[200];
    struct node *node;
    bool due;

    snprintf(path, sizeof(path), "%s/EP%u/%s", directory, 1000001 + i, file);
    node = t_node_at(tree, path);
    CHECK(node != NULL);
    due = ahead_step(reader, node);
    if (due)
        ahead_ask(reader, node, t_cache.now);
    node_forget(tree, node, 0);
    return due;
}

static void read_biblio(unsigned i)
{
    read_at(T_NODE_EPODOC, i, "biblio.xml");
}

static bool is_asked(unsigned i, const char *file)
{
    char path[200];

    snprintf(path, sizeof(path), "%s/EP%u/%s", T_NODE_EPODOC, 1000001 + i,
             file);
    list_each(link, &t_cache.jobs)
        if (strcmp(container_of(link, struct t_job, link)->path, path) == 0)
            return true;
    return false;
}

static void a_walk_asks_for_the_next(void)
{
    begin_reading();
    list_some(T_NODE_EPODOC, 50, 1);
    read_biblio(0);
    read_biblio(1);
    CHECK_INT(t_cache.asked, 0);
    read_biblio(2);
    CHECK_INT(t_cache.asked, 2);
    CHECK(is_asked(3, "biblio") && is_asked(4, "biblio"));
    read_biblio(3);
    CHECK_INT(t_cache.asked, 6);
    for (unsigned i = 4; i < 50; i++)
        read_biblio(i);
    CHECK_INT(t_cache.asked, 47);
    end_reading();
}

static void by_name_and_from_the_end(void)
{
    begin_reading();
    list_some(T_NODE_EPODOC, 50, 7);
    for (unsigned i = 50; i > 0; i--)
        read_biblio(i - 1);
    CHECK_INT(t_cache.asked, 47);
    end_reading();
}

static void nothing_without_a_listing(void)
{
    begin_reading();
    for (unsigned i = 0; i < 20; i++)
        CHECK(!read_at(T_NODE_EPODOC, i, "biblio.xml"));
    list_some("register/application/epodoc", 50, 1);
    for (unsigned i = 0; i < 20; i++)
        read_biblio(i);
    list_some(T_NODE_EPODOC, 20, 1);
    for (unsigned i = 30; i < 50; i++)
        read_biblio(i);
    CHECK_INT(t_cache.asked, 0);
    end_reading();
}

/* grep -r: all files of one, then all of the next. */
static void each_file_is_a_walk_of_its_own(void)
{
    begin_reading();
    list_some(T_NODE_EPODOC, 50, 1);
    for (unsigned i = 0; i < 3; i++) {
        read_at(T_NODE_EPODOC, i, "biblio.xml");
        read_at(T_NODE_EPODOC, i, "events.xml");
    }
    CHECK_INT(t_cache.asked, 4);
    CHECK(is_asked(3, "biblio") && is_asked(3, "events"));
    end_reading();
}

static void another_file_is_another_walk(void)
{
    begin_reading();
    list_some(T_NODE_EPODOC, 50, 1);
    read_at(T_NODE_EPODOC, 0, "biblio.xml");
    read_at(T_NODE_EPODOC, 1, "events.xml");
    read_at(T_NODE_EPODOC, 2, "biblio.xml");
    read_at(T_NODE_EPODOC, 3, "events.xml");
    CHECK_INT(t_cache.asked, 0);
    end_reading();
}

static void chance_asks_for_next_to_nothing(void)
{
    begin_reading();
    list_some(T_NODE_EPODOC, COUNT, 1);
    for (unsigned i = 0; i < COUNT; i++)
        read_biblio(dice_roll(&dice, COUNT));
    CHECK(t_cache.asked <= 2);
    end_reading();
}

static void no_room(void)
{
    begin_reading();
    t_cache.spare = 0;
    list_some(T_NODE_EPODOC, 50, 1);
    for (unsigned i = 0; i < 30; i++)
        read_biblio(i);
    CHECK_INT(t_cache.asked, 0);
    t_cache.spare = 4;
    for (unsigned i = 30; i < 42; i++)
        read_biblio(i);
    CHECK(t_cache.asked > 0);
    end_reading();
}

static void shown_once_more_the_walk_goes_on(void)
{
    begin_reading();
    list_some(T_NODE_EPODOC, 50, 1);
    read_biblio(0);
    list_some(T_NODE_EPODOC, 50, 1);
    read_biblio(1);
    list_some(T_NODE_EPODOC, 50, 1);
    read_biblio(2);
    CHECK_INT(t_cache.asked, 2);
    end_reading();
}

/* Lists of links: several, of one target, each with its own order. */
static void the_listing_that_is_walked_counts(void)
{
    begin_reading();
    list_some(T_NODE_EPODOC, 50, 7);
    list_some(T_NODE_EPODOC, 50, 9);
    for (unsigned i = 0; i < 3; i++)
        read_biblio(i * 7 % 50);
    CHECK(is_asked(21, "biblio") && is_asked(28, "biblio"));
    CHECK_INT(t_cache.asked, 2);
    end_reading();
}

static void memory_is_bounded(void)
{
    size_t most = 0;

    begin_reading();
    for (unsigned i = 0; i < 40; i++) {
        list_some(T_NODE_EPODOC, 20000 + i, 1);
        if (ahead_bytes(reader) > most)
            most = ahead_bytes(reader);
    }
    CHECK(most > 0 && most <= AHEAD_BYTES);
    list_some(T_NODE_EPODOC, AHEAD_NAMES + 1, 1);
    for (unsigned i = 0; i < 40; i++)
        list_some(T_NODE_EPODOC, 10 + i, 1);
    CHECK(ahead_bytes(reader) < 100000);
    read_biblio(0);
    read_biblio(1);
    read_biblio(2);
    CHECK_INT(t_cache.asked, 2);
    end_reading();
}

static void lower_files_walk_too(void)
{
    static const char directory[] = "published-data/publication/epodoc";

    begin_reading();
    list_some(directory, 50, 1);
    for (unsigned i = 0; i < 3; i++)
        read_at(directory, i, "equivalents/biblio.xml");
    CHECK_INT(t_cache.asked, 2);
    CHECK(strstr(container_of(t_cache.jobs.next, struct t_job, link)->path,
                 "EP1000004/equivalents/biblio") != NULL);
    end_reading();
}

/* Rows of EP1000001 and so on, 7 apart. */
static void print_table(const char *header, const char *before,
                        const char *after, unsigned count)
{
    struct node *target = t_node_at(tree, "patent/.files");

    shown = BUF_INIT(1 << 20);
    buf_puts(&shown, header);
    for (unsigned i = 0; i < count; i++)
        buf_printf(&shown, "%sEP%u%s\n", before, 1000001 + i * 7 % count,
                   after);
    ahead_printed(reader, target, (struct slice){shown.data, shown.len});
    node_forget(tree, target, 0);
    buf_fini(&shown);
}

static void read_title(const char *directory, unsigned i)
{
    char path[200];
    struct node *node;

    snprintf(path, sizeof(path), "%s/EP%uA1/title.txt", directory, 1000001 + i);
    node = t_node_at(tree, path);
    CHECK(node != NULL);
    if (ahead_step(reader, node))
        ahead_ask(reader, node, t_cache.now);
    node_forget(tree, node, 0);
}

/* By whichever way: where links lead, or by the number itself. */
static void a_table_is_followed(void)
{
    static const char *const directories[] = {"patent/.files", "patent"};
    static const struct {
        const char *header, *before, *after;
    } tables[] = {
        {"number\tstatus\n", "", "A1\tgranted"},
        {"date\tnumber\tkind\n", "2030-01-01\t", "A1\tA1"},
        {"number\tby\tcited\n", "EP1A1\t\t", "A1"},
        {"number\tcountry\tmember\n", "EP1A1\tEP\t", "A1"},
    };

    for (size_t d = 0; d < sizeof(directories) / sizeof(directories[0]); d++) {
        for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
            begin_reading();
            print_table(tables[i].header, tables[i].before, tables[i].after,
                        50);
            for (unsigned k = 0; k < 3; k++)
                read_title(directories[d], k * 7 % 50);
            CHECK_INT(t_cache.asked, 2);
            for (unsigned k = 3; k < 50; k++)
                read_title(directories[d], k * 7 % 50);
            CHECK_INT(t_cache.asked, 47);
            end_reading();
        }
    }
}

static void list_titles(unsigned from, unsigned count)
{
    struct node *target = t_node_at(tree, "patent/.files");

    shown = BUF_INIT(1 << 20);
    for (unsigned i = from; i < from + count; i++) {
        buf_printf(&shown, "EP%uA1", 1000001 + i);
        buf_putc(&shown, '\0');
    }
    ahead_listed(reader, target, (struct slice){shown.data, shown.len}, count);
    node_forget(tree, target, 0);
    buf_fini(&shown);
}

/* All of a list were hits of a search before: the list ends where it ends. */
static void what_was_shown_last_is_walked(void)
{
    begin_reading();
    list_titles(0, 200);
    list_titles(100, 50);
    for (unsigned i = 100; i < 150; i++)
        read_title("patent", i);
    CHECK_INT(t_cache.asked, 47);
    list_titles(0, 200);
    for (unsigned i = 150; i < 160; i++)
        read_title("patent", i);
    CHECK(t_cache.asked > 60);
    end_reading();
}

static void no_other_table_is(void)
{
    begin_reading();
    print_table("date\tcode\n", "", "A1\tA1", 50);
    print_table("", "", "A1", 50);
    for (unsigned k = 0; k < 10; k++)
        read_title("patent", k * 7 % 50);
    CHECK_INT(t_cache.asked, 0);
    end_reading();
}

TEST_MAIN({"a walk asks for the next", a_walk_asks_for_the_next},
          {"by name, and from the end", by_name_and_from_the_end},
          {"nothing without a listing", nothing_without_a_listing},
          {"each file is a walk of its own", each_file_is_a_walk_of_its_own},
          {"another file is another walk", another_file_is_another_walk},
          {"chance asks for next to nothing", chance_asks_for_next_to_nothing},
          {"no room", no_room},
          {"shown once more, the walk goes on",
           shown_once_more_the_walk_goes_on},
          {"the listing that is walked counts",
           the_listing_that_is_walked_counts},
          {"memory is bounded", memory_is_bounded},
          {"lower files walk, too", lower_files_walk_too},
          {"a table is followed", a_table_is_followed},
          {"what was shown last is walked", what_was_shown_last_is_walked},
          {"no other table is", no_other_table_is})
