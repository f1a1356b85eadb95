/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/subject.h"

#include "doc/publication.h"
#include "ops/number.h"

#include <errno.h>
#include <string.h>

_Static_assert(SUBJECT_NAME >= ID_SIZE + KIND_SIZE, "an id and its kind");
_Static_assert(SUBJECT_NAME >= NUMBER_NAME, "a canonical name");

/* How well a document fits, the best first. */
enum fit {
    FIT_EXACT,
    FIT_NUMBER,
    FIT_UNITARY, /* a C0, which is no document of its own */
    FIT_SOME,
    FIT_NONE,
};

static bool is_missing(const xmlNode *document)
{
    return slice_is(dom_attribute(document, "status"), "not found") ||
           !dom_child(document, NS_EXCHANGE, "bibliographic-data");
}

/* A document-id that is spelled like an application is one of a publication
 * here. A kind that ops/number does not know is judged by its letters. */
static void name_of(const xmlNode *document, struct slice kind,
                    char ret_name[SUBJECT_NAME])
{
    struct slice country = dom_attribute(document, "country");
    struct slice serial = dom_attribute(document, "doc-number");
    struct number n;

    if (number_from_docdb(country, serial, kind, &n) == 0) {
        n.what = NUMBER_PUBLICATION;
        number_name(&n, ret_name);
        return;
    }
    publication_id(ret_name, country, serial);
    if (ret_name[0] && kind.len < KIND_SIZE)
        strncat(ret_name, kind.at, kind.len);
}

void subject_name(const xmlNode *document, char ret_name[SUBJECT_NAME])
{
    name_of(document, dom_attribute(document, "kind"), ret_name);
}

static enum fit fit_of(const xmlNode *document, struct slice subject)
{
    char name[SUBJECT_NAME];
    size_t len;

    if (is_missing(document))
        return FIT_NONE;
    subject_name(document, name);
    if (name[0] && slice_is(subject, name))
        return FIT_EXACT;
    name_of(document, SLICE(""), name);
    len = strlen(name);
    if (!len || !slice_starts(subject, name))
        return FIT_SOME;
    if (subject.len > len && !is_alpha(subject.at[len]))
        return FIT_SOME;
    return slice_is(dom_attribute(document, "kind"), "C0") ? FIT_UNITARY
                                                           : FIT_NUMBER;
}

/* -EBADMSG as long as no document at all was seen. */
int subject_document(const xmlNode *root, struct slice subject,
                     const xmlNode **ret_document)
{
    const xmlNode *found = NULL;
    enum fit best = FIT_NONE;
    int r = -EBADMSG;

    dom_each_below(at, root, NS_EXCHANGE, "exchange-document")
    {
        enum fit fit = fit_of(at, subject);

        r = -ENODATA;
        found = fit < best ? at : found;
        best = fit < best ? fit : best;
    }
    if (!found)
        return r;
    *ret_document = found;
    return 0;
}

int subject_read(struct slice answer, struct slice subject,
                 char ret_name[SUBJECT_NAME])
{
    const xmlNode *document;
    struct dom dom;
    int r = dom_read(answer, &dom);

    if (r < 0)
        return r;
    ret_name[0] = '\0';
    if (subject_document(dom.root, subject, &document) == 0)
        subject_name(document, ret_name);
    dom_fini(&dom);
    return 0;
}
