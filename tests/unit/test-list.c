/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/list.h"

#include "check.h"
#include "dice.h"

struct item {
    int id;
    struct list link;
};

/* The ids on a list as text, walked forwards and backwards. */
static const char *order(const struct list *head)
{
    static char text[200];
    size_t len = 0, back = 0;

    text[0] = '\0';
    list_each(at, (struct list *)head)
        len += (size_t)snprintf(text + len, sizeof(text) - len, "%d",
                                container_of(at, struct item, link)->id);
    for (struct list *at = head->prev; at != head; at = at->prev)
        back++;
    CHECK_INT(back, len);
    return text;
}

static struct item *items_new(void)
{
    static struct item items[10];

    for (int i = 0; i < 10; i++) {
        items[i].id = i;
        list_init(&items[i].link);
    }
    return items;
}

static void appends_in_order(void)
{
    struct list head = LIST_INIT(head);
    struct item *i = items_new();

    CHECK(list_empty(&head));
    CHECK_STR(order(&head), "");
    list_append(&head, &i[1].link);
    list_append(&head, &i[2].link);
    list_append(&head, &i[3].link);
    CHECK(!list_empty(&head));
    CHECK_STR(order(&head), "123");
}

/* A link in the place of a head puts the new one before it. */
static void appends_before_a_link(void)
{
    struct list head = LIST_INIT(head);
    struct item *i = items_new();

    list_append(&head, &i[1].link);
    list_append(&head, &i[3].link);
    list_append(&i[3].link, &i[2].link);
    list_append(head.next, &i[0].link);
    CHECK_STR(order(&head), "0123");
}

static void removes_anywhere(void)
{
    struct list head = LIST_INIT(head);
    struct item *i = items_new();

    for (int k = 1; k <= 5; k++)
        list_append(&head, &i[k].link);
    list_remove(&i[3].link);
    CHECK_STR(order(&head), "1245");
    list_remove(&i[1].link);
    CHECK_STR(order(&head), "245");
    list_remove(&i[5].link);
    CHECK_STR(order(&head), "24");
    CHECK(list_empty(&i[5].link));
    list_remove(&i[2].link);
    list_remove(&i[4].link);
    CHECK(list_empty(&head));
}

static void removing_twice_is_harmless(void)
{
    struct list head = LIST_INIT(head);
    struct item *i = items_new();

    list_append(&head, &i[1].link);
    list_append(&head, &i[2].link);
    list_remove(&i[1].link);
    list_remove(&i[1].link);
    list_remove(&i[7].link);
    CHECK_STR(order(&head), "2");
}

static void touch_moves_to_the_end(void)
{
    struct list head = LIST_INIT(head);
    struct item *i = items_new();

    for (int k = 1; k <= 3; k++)
        list_append(&head, &i[k].link);
    list_touch(&head, &i[1].link);
    CHECK_STR(order(&head), "231");
    list_touch(&head, &i[1].link);
    CHECK_STR(order(&head), "231");
    list_touch(&head, &i[9].link);
    CHECK_STR(order(&head), "2319");
}

static void splice_moves_all(void)
{
    struct list a = LIST_INIT(a), b = LIST_INIT(b);
    struct item *i = items_new();

    list_append(&a, &i[1].link);
    list_append(&b, &i[2].link);
    list_append(&b, &i[3].link);
    list_splice(&a, &b);
    CHECK_STR(order(&a), "123");
    CHECK(list_empty(&b));
    list_splice(&a, &b);
    CHECK_STR(order(&a), "123");
    list_splice(&b, &a);
    CHECK_STR(order(&b), "123");
    CHECK(list_empty(&a));
}

static void safe_walk_outlives_removal(void)
{
    struct list head = LIST_INIT(head), other = LIST_INIT(other);
    struct item *i = items_new();

    for (int k = 1; k <= 6; k++)
        list_append(&head, &i[k].link);
    list_each_safe(at, &head) {
        if (container_of(at, struct item, link)->id % 2)
            list_touch(&other, at);
    }
    CHECK_STR(order(&head), "246");
    CHECK_STR(order(&other), "135");
    list_each_safe(at, &head)
        list_remove(at);
    CHECK(list_empty(&head));
}

/* Random moves between two lists against two arrays. */
struct model {
    int ids[10], count;
};

static void model_take(struct model *m, int id)
{
    int kept = 0;

    for (int k = 0; k < m->count; k++) {
        if (m->ids[k] != id)
            m->ids[kept++] = m->ids[k];
    }
    m->count = kept;
}

static const char *model_order(const struct model *m)
{
    static char text[20];

    for (int k = 0; k < m->count; k++)
        text[k] = (char)('0' + m->ids[k]);
    text[m->count] = '\0';
    return text;
}

static void agrees_with_arrays(void)
{
    struct list heads[2] = {LIST_INIT(heads[0]), LIST_INIT(heads[1])};
    struct model models[2] = {0};
    struct item *items = items_new();
    struct dice d = {3};

    for (int step = 0; step < 5000 && !check_failed; step++) {
        int id = (int)dice_roll(&d, 10), to = (int)dice_roll(&d, 3);

        model_take(&models[0], id);
        model_take(&models[1], id);
        if (to == 2) {
            list_remove(&items[id].link);
        } else {
            list_touch(&heads[to], &items[id].link);
            models[to].ids[models[to].count++] = id;
        }
        CHECK_STR(order(&heads[0]), model_order(&models[0]));
        CHECK_STR(order(&heads[1]), model_order(&models[1]));
    }
}

TEST_MAIN({"appends in order", appends_in_order},
          {"appends before a link", appends_before_a_link},
          {"removes anywhere", removes_anywhere},
          {"removing twice is harmless", removing_twice_is_harmless},
          {"touch moves to the end", touch_moves_to_the_end},
          {"splice moves all", splice_moves_all},
          {"a safe walk outlives removal", safe_walk_outlives_removal},
          {"agrees with arrays", agrees_with_arrays})
