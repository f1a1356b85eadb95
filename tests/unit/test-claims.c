/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How claims are parted, as a table: what stands in `claims`, and the pieces,
 * parted by `|`; what stands in front of the first is parted by `>`, a line
 * end is `/`. A further set begins with `#`, of amended claims with `##`.
 */
#include "doc/claims.h"

#include "check.h"

#include <errno.h>
#include <string.h>

#define CLAIMS(inside)                                                         \
    "<f:claims xmlns:f='http://www.epo.org/fulltext' lang='EN'>" inside        \
    "</f:claims>"
#define CLAIM(inside) "<f:claim>" inside "</f:claim>"
#define TEXT(inside) "<f:claim-text>" inside "</f:claim-text>"
#define AMENDED(heading)                                                       \
    {                                                                          \
        heading,                                                               \
            CLAIM(TEXT("1. A.") TEXT("2. B.") TEXT(heading) TEXT("1. C.")      \
                      TEXT("2. D.")),                                          \
            "1. A.|2. B.##" heading ">1. C.|2. D."                             \
    }

struct claims_case {
    const char *name, *inside, *want;
};

static const struct claims_case shapes[] = {
    /* By element. */
    {"a claim each, numbered",
     CLAIM(TEXT("1. A box.")) CLAIM(TEXT("2. The box of claim 1.")),
     "1. A box.|2. The box of claim 1."},
    {"a claim each, without numbers",
     CLAIM(TEXT("A box.")) CLAIM(TEXT("The box of claim 1.")),
     "A box.|The box of claim 1."},
    {"a claim each, of several claim-texts",
     CLAIM(TEXT("1. A box:") TEXT("a lid;") TEXT("a key."))
         CLAIM(TEXT("2. The box of claim 1.")),
     "1. A box:/a lid;/a key.|2. The box of claim 1."},
    {"a claim each, a list of numbers inside",
     CLAIM(TEXT("1. Steps:\n1. cut;\n2. fold."))
         CLAIM(TEXT("2. The steps of claim 1.")),
     "1. Steps:/1. cut;/2. fold.|2. The steps of claim 1."},
    {"claims whose numbers do not run are not theirs",
     CLAIM(TEXT("1. A box.\n2. A lid.")) CLAIM(TEXT("3. A key.")),
     "1. A box.|2. A lid.|3. A key."},
    {"the last claim holds one more",
     CLAIM(TEXT("1. A box.")) CLAIM(TEXT("2. A lid.\n3. A key.")),
     "1. A box.|2. A lid.|3. A key."},
    {"one claim of the two has no number",
     CLAIM(TEXT("1. A box.")) CLAIM(TEXT("A lid")) CLAIM(TEXT("1. A chest.")),
     "1. A box./A lid/1. A chest."},
    {"a claim without claim-text", CLAIM("1. A box.") CLAIM("2. A lid."),
     "1. A box.|2. A lid."},

    {"a heading that has a number",
     CLAIM(TEXT("1. Claims\n1. A box.\n2. The box of claim 1.")),
     "1. Claims>1. A box.|2. The box of claim 1."},
    {"numbers in brackets",
     CLAIM(TEXT("[Claim 1] A box.\n[Claim 2] The box of claim 1, with a lid.")),
     "[Claim 1] A box.|[Claim 2] The box of claim 1, with a lid."},

    /* By claim-text: one claim element. */
    {"a claim-text each",
     CLAIM(TEXT("1. A box.") TEXT("2. The box of claim 1.") TEXT("3. A lid.")),
     "1. A box.|2. The box of claim 1.|3. A lid."},
    {"a claim-text each, indented",
     CLAIM("\n   " TEXT("\n 1. A box.\n ") "\n   " TEXT("2. A lid.") "\n  "),
     "1. A box.|2. A lid."},
    {"numbers without dots",
     CLAIM(TEXT("1 A box.") TEXT("2 The box of claim 1.")),
     "1 A box.|2 The box of claim 1."},
    {"numbers in brackets", CLAIM(TEXT("1) A box.") TEXT("2) A lid.")),
     "1) A box.|2) A lid."},
    {"numbers with a dash", CLAIM(TEXT("1 - A box.") TEXT("2- A lid.")),
     "1 - A box.|2- A lid."},
    {"numbers with a dot and a dash",
     CLAIM(TEXT("1.- Caja.") TEXT("2.- Tapa.")), "1.- Caja.|2.- Tapa."},
    {"numbers with a colon", CLAIM(TEXT("1: A box.") TEXT("2: A lid.")),
     "1: A box.|2: A lid."},
    {"names of chemistry",
     CLAIM(TEXT("1. A mix of\n2-methylpropane.\n2. The mix of claim 1.")),
     "1. A mix of/2-methylpropane.|2. The mix of claim 1."},
    {"a blank before the dot", CLAIM(TEXT("1 . A box.") TEXT("2 . A lid.")),
     "1 . A box.|2 . A lid."},
    {"no blank after the dot", CLAIM(TEXT("1.A box.") TEXT("2.A lid.")),
     "1.A box.|2.A lid."},
    {"letters beyond ASCII", CLAIM(TEXT("1 Élément.") TEXT("2 Ölfilter.")),
     "1 Élément.|2 Ölfilter."},
    {"a claim goes on in the next claim-text",
     CLAIM(TEXT("1. A box with") TEXT("a lid.") TEXT("2. A key.")),
     "1. A box with/a lid.|2. A key."},
    {"lines of a list inside claim-texts",
     CLAIM(TEXT("1. A box:\n- a lid;\n2. a key.") TEXT("2. A chest.")),
     "1. A box:/- a lid;/2. a key.|2. A chest."},
    {"nested claim-texts",
     CLAIM(TEXT("1. A box " TEXT("a lid;") TEXT("a key.")) TEXT("2. A bag.")),
     "1. A box/a lid;/a key.|2. A bag."},
    {"nested claim-texts with text after them",
     CLAIM(TEXT("1. A box " TEXT("with a lid") " and a key.")),
     "1. A box/with a lid/and a key."},
    {"nested numbers that could be claims",
     CLAIM(TEXT("1. Steps: " TEXT("1. cut;") TEXT("2. fold."))),
     "1. Steps:/1. cut;/2. fold."},
    {"claim-texts without numbers, each a sentence",
     CLAIM(TEXT("A box.") TEXT("The box of claim 1, made of\nsteel.")
               TEXT("A lid.")),
     "A box.|The box of claim 1, made of/steel.|A lid."},
    {"claim-texts without numbers after a heading",
     CLAIM(TEXT("What is claimed is:") TEXT("A box.") TEXT("A lid.")),
     "What is claimed is:>A box.|A lid."},
    {"claim-texts without numbers that are parts of one",
     CLAIM(TEXT("A box, comprising:") TEXT("a lid; and") TEXT("a key.")),
     "A box, comprising:/a lid; and/a key."},
    {"parts that begin with capitals",
     CLAIM(TEXT("A box, comprising:") TEXT("A lid; and") TEXT("A key.")),
     "A box, comprising:/A lid; and/A key."},
    {"sentences of which one goes on",
     CLAIM(TEXT("A compound of formula I.") TEXT("Wherein R is hydrogen.")),
     "A compound of formula I./Wherein R is hydrogen."},
    {"a number among those without",
     CLAIM(TEXT("A box.") TEXT("2. The box of claim 1.") TEXT("A lid.")),
     "A box./2. The box of claim 1./A lid."},
    {"one number is lost",
     CLAIM(TEXT("1. A box.") TEXT("2. A lid.") TEXT("l. A key.")
               TEXT("4. A bag.")),
     "1. A box./2. A lid./l. A key./4. A bag."},
    {"a number twice",
     CLAIM(TEXT("1. A box.") TEXT("2. A lid.") TEXT("2. A key.")),
     "1. A box./2. A lid./2. A key."},
    {"the first number is lost",
     CLAIM(TEXT("I. A box.") TEXT("2. A lid.") TEXT("3. A key.")),
     "I. A box./2. A lid./3. A key."},
    {"a claim-text each, but the last holds two",
     CLAIM(TEXT("1. A box.") TEXT("2. A lid.\n3. A key.")),
     "1. A box.|2. A lid.|3. A key."},
    {"a dot is lost at the end",
     CLAIM(TEXT("1. A box.") TEXT("2. A lid.") TEXT("3 A key.")),
     "1. A box./2. A lid./3 A key."},

    /* By line: all in one claim-text. */
    {"all in one claim-text",
     CLAIM(TEXT("Claims\n1. A box.\n2. The box of claim 1.\n3. A lid.")),
     "Claims>1. A box.|2. The box of claim 1.|3. A lid."},
    {"all in one, with lines of their own",
     CLAIM(TEXT("1. A box:\na lid;\na key.\n2. A bag.")),
     "1. A box:/a lid;/a key.|2. A bag."},
    {"all in one, without dots",
     CLAIM(TEXT("1 A box of\n20 mm;\n2 mm at most.\n2 The box of claim 1.")),
     "1 A box of/20 mm;/2 mm at most.|2 The box of claim 1."},
    {"a list that could be claims",
     CLAIM(
         TEXT("1. Steps:\n1. cut;\n2. fold;\n3. glue.\n2. A box.\n3. A bag.")),
     "1. Steps:/1. cut;/2. fold;/3. glue./2. A box./3. A bag."},
    {"a list that cannot",
     CLAIM(
         TEXT("1. A box.\n2. A lid.\n3. Steps:\n1. cut;\n2. fold.\n4. A bag.")),
     "1. A box.|2. A lid.|3. Steps:/1. cut;/2. fold.|4. A bag."},
    {"a list that runs up to the next claim",
     CLAIM(TEXT("1. A box.\n2. Steps:\n1. cut;\n2. fold.\n3. A bag.")),
     "1. A box./2. Steps:/1. cut;/2. fold./3. A bag."},
    {"measures are no numbers", CLAIM(TEXT("1. A box of\n1.5 mm.\n2. A lid.")),
     "1. A box of/1.5 mm.|2. A lid."},
    {"references are no numbers",
     CLAIM(TEXT("1. A box according to claim\n2, or\n3; with\n2. A lid.")),
     "1. A box according to claim/2, or/3; with|2. A lid."},
    {"a year is no number", CLAIM(TEXT("1. A box.\n2024. A year.\n2. A lid.")),
     "1. A box./2024. A year.|2. A lid."},
    {"too much in front for a heading",
     CLAIM(
         TEXT("A box of a hundred parts, each of which is held by another one "
              "that is held in turn by what stands beside it, and so on, until "
              "the last one of them is held by the first, which is why the "
              "whole cannot fall.\n1. A lid.\n2. A key.")),
     "A box of a hundred parts, each of which is held by another one that is "
     "held in turn by what stands beside it, and so on, until the last one of "
     "them is held by the first, which is why the whole cannot fall./1. A "
     "lid./2. A key."},
    /* After a full stop. */
    {"all on one line",
     CLAIM(TEXT("1. A box. 2. The box of claim 1. 3. The box of claim 2.")),
     "1. A box.|2. The box of claim 1.|3. The box of claim 2."},
    {"all on one line, after a heading",
     CLAIM(TEXT("What is claimed is: 1. A box. 2. The box of claim 1.")),
     "What is claimed is:>1. A box.|2. The box of claim 1."},
    {"some on one line",
     CLAIM(TEXT("1. A box. 2. A lid.\n3. A key.\n4. A bag.")),
     "1. A box.|2. A lid.|3. A key.|4. A bag."},
    {"some in one claim-text",
     CLAIM(TEXT("1. A box. 2. A lid.") TEXT("3. A key.")),
     "1. A box.|2. A lid.|3. A key."},
    {"the last claim-text holds one more in its line",
     CLAIM(TEXT("1. A box.") TEXT("2. A lid. 3. A key.")),
     "1. A box.|2. A lid.|3. A key."},
    {"the last claim holds one more in its line",
     CLAIM(TEXT("1. A box.")) CLAIM(TEXT("2. A lid. 3. A key.")),
     "1. A box.|2. A lid.|3. A key."},
    {"numbers in brackets on one line",
     CLAIM(TEXT("1) A box. 2) The box of claim 1.")),
     "1) A box.|2) The box of claim 1."},
    {"labels on one line",
     CLAIM(TEXT("[Claim 1] A box. [Claim 2] The box of claim 1.")),
     "[Claim 1] A box.|[Claim 2] The box of claim 1."},
    {"labels of other languages",
     CLAIM(TEXT("[Anspruch 1] Kiste.\n[Anspruch 2] Kiste nach Anspruch 1.")),
     "[Anspruch 1] Kiste.|[Anspruch 2] Kiste nach Anspruch 1."},
    {"labels in Japanese", CLAIM(TEXT("[請求項1] 箱。\n[請求項2] 蓋。")),
     "[請求項1] 箱。|[請求項2] 蓋。"},
    {"labels without brackets",
     CLAIM(TEXT("Claim 1. A box.\nClaim 2: The box of claim 1.")),
     "Claim 1. A box.|Claim 2: The box of claim 1."},
    {"labels on lines of their own",
     CLAIM(TEXT("CLAIM 1\nA box.\nCLAIM 2\nThe box of\nclaim 1\nin blue.")),
     "CLAIM 1/A box.|CLAIM 2/The box of/claim 1/in blue."},
    {"a dot and another mark on one line", CLAIM(TEXT("1.- Caja. 2.- Tapa.")),
     "1.- Caja.|2.- Tapa."},
    {"wide dots", CLAIM(TEXT("1、一种盒子。\n2、一种盖子。")),
     "1、一种盒子。|2、一种盖子。"},
    {"a word that is no label",
     CLAIM(TEXT("1. A box of\nclaim 2, or of\nclaim 3 - the\n2. A lid.")),
     "1. A box of/claim 2, or of/claim 3 - the|2. A lid."},
    {"a sentence in Chinese", CLAIM(TEXT("1. 一种盒子。 2. 一种盖子。")),
     "1. 一种盒子。|2. 一种盖子。"},
    {"what was amended",
     CLAIM(TEXT("1. (Amended) A box. 2. (Original) A lid.")),
     "1. (Amended) A box.|2. (Original) A lid."},
    {"a figure", CLAIM(TEXT("1. A box as in FIG. 2. The lid is blue.")),
     "1. A box as in FIG. 2. The lid is blue."},
    {"figures and claims",
     CLAIM(TEXT("1. A box as in FIG. 2. 2. The box of claim 1, as in Fig. 3. "
                "3. A lid.")),
     "1. A box as in FIG. 2.|2. The box of claim 1, as in Fig. 3.|3. A lid."},
    {"a reference", CLAIM(TEXT("1. A box. The box of claim 1. 2 mm of steel.")),
     "1. A box. The box of claim 1. 2 mm of steel."},
    {"decimal numbers", CLAIM(TEXT("1. A box of 1. 2. 3 mm and 2.5 mm.")),
     "1. A box of 1. 2. 3 mm and 2.5 mm."},
    {"a list in a line", CLAIM(TEXT("1. A method of: 1. cutting; 2. folding.")),
     "1. A method of: 1. cutting; 2. folding."},
    {"a list of sentences in a line",
     CLAIM(TEXT("1. A method. 1. Cut it. 2. Fold it. 2. The method of claim "
                "1.")),
     "1. A method. 1. Cut it. 2. Fold it. 2. The method of claim 1."},
    {"a list after a colon",
     CLAIM(TEXT("1. A method: 1. Cut. 2. Fold. 3. Glue. 2. The method.")),
     "1. A method: 1. Cut. 2. Fold. 3. Glue. 2. The method."},
    {"a list of small letters",
     CLAIM(TEXT("1. A method. 2. folding the sheet. 3. gluing the sheet.")),
     "1. A method. 2. folding the sheet. 3. gluing the sheet."},
    {"a list that begins with two",
     CLAIM(TEXT("1. A box, and 2. A lid. 3. The lid.")),
     "1. A box, and 2. A lid. 3. The lid."},
    {"a number is lost in a line", CLAIM(TEXT("1. A box. 3. A key. 4. A bag.")),
     "1. A box. 3. A key. 4. A bag."},
    {"text in front that is no heading",
     CLAIM(TEXT("The invention is a box. 1. A box. 2. A lid.")),
     "The invention is a box. 1. A box. 2. A lid."},

    /* Sets. */
    {"amended claims",
     CLAIM(TEXT("CLAIMS") TEXT("1. A box.") TEXT("2. The box of claim 1.")
               TEXT("AMENDED CLAIMS") TEXT("1. A chest.")
                   TEXT("2. The chest of claim 1.")),
     "CLAIMS>1. A box.|2. The box of claim 1.##AMENDED CLAIMS>1. A chest.|"
     "2. The chest of claim 1."},
    {"amended claims in lines",
     CLAIM(TEXT("1. A box.\n2. A lid.\nAMENDED CLAIMS\nreceived by the "
                "International Bureau on 2 May 2007\n1. A chest.\n2. A "
                "key.\n3. A bag.")),
     "1. A box.|2. A lid.##AMENDED CLAIMS/received by the International Bureau "
     "on 2 May 2007>1. A chest.|2. A key.|3. A bag."},
    {"amended claims on one line",
     CLAIM(TEXT("1. A box. 2. A lid.")) CLAIM(
         TEXT("Amended claims under Art. 19.1 PCT") TEXT("1. A chest. 2. A "
                                                         "key.")),
     "1. A box.|2. A lid.##Amended claims under Art. 19.1 PCT>1. A chest.|2. A "
     "key."},
    {"amended claims, a claim each",
     CLAIM("1. A box.") CLAIM("2. A lid.") CLAIM("Revendications modifiées")
         CLAIM("1. A chest.") CLAIM("2. A key."),
     "1. A box.|2. A lid.##Revendications modifiées>1. A chest.|2. A key."},
    AMENDED("2) AMENDED set of claims:"),
    AMENDED("** Claims (amended) **"),
    AMENDED("GEÄNDERTE PATENTANSPRÜCHE"),
    AMENDED("Geänderte Ansprüche"),
    AMENDED("REVENDICATIONS MODIFIEES"),
    AMENDED("Reivindicaciones modificadas"),
    AMENDED("Rivendicazioni modificate"),
    AMENDED("修改的权利要求"),
    AMENDED("補正書の請求の範囲"),
    AMENDED("보정된 청구범위"),
    {"amended claims without numbers",
     CLAIM(TEXT("A box.") TEXT("A lid.") TEXT("Amended claims:")
               TEXT("A chest.") TEXT("A key.")),
     "A box.|A lid.##Amended claims:>A chest.|A key."},
    {"amended claims of which some are left out",
     CLAIM(TEXT("1. A box.") TEXT("2. A lid.") TEXT("Amended claims")
               TEXT("2. A chest.") TEXT("3. A key.")),
     "1. A box./2. A lid./Amended claims/2. A chest./3. A key."},
    {"one set is not sure",
     CLAIM(TEXT("1. A box.") TEXT("2. A lid.") TEXT("Amended claims")
               TEXT("1. A chest.") TEXT("3. A key.")),
     "1. A box.|2. A lid.##Amended claims>1. A chest./3. A key."},
    {"claims for some of the states",
     CLAIM(TEXT("1. A box.") TEXT("2. A lid.")
               TEXT("Claims for the following Contracting State(s): ES")
                   TEXT("1. A method.") TEXT("2. A use.")),
     "1. A box.|2. A lid.#Claims for the following Contracting State(s): "
     "ES>1. A method.|2. A use."},
    {"two sets without a heading",
     CLAIM(TEXT("1. A box with a lid.") TEXT("2. The box of claim 1.")
               TEXT("1. A box with a lid and a key.")
                   TEXT("2. The box of claim 1.") TEXT("3. A use.")),
     "1. A box with a lid.|2. The box of claim 1.#1. A box with a lid and a "
     "key.|2. The box of claim 1.|3. A use."},
    {"three sets in lines",
     CLAIM(TEXT("1. A box, old.\n2. A lid.\n1. A box, new.\n2. A key.\n"
                "1. A box, last.\n2. A bag.")),
     "1. A box, old.|2. A lid.#1. A box, new.|2. A key.#1. A box, last.|2. A "
     "bag."},
    {"a list at the end of the claims",
     CLAIM(TEXT("1. A box.") TEXT("2. A kit of:") TEXT("1. a box.")
               TEXT("2. a lid.")),
     "1. A box./2. A kit of:/1. a box./2. a lid."},
    {"a list of sentences at the end",
     CLAIM(TEXT("1. A box.") TEXT("2. A method.") TEXT("1. Cut it.")
               TEXT("2. Fold it.")),
     "1. A box./2. A method./1. Cut it./2. Fold it."},
    {"a heading at the top of each page",
     CLAIM(TEXT("CLAIMS\n1. A box.\nCLAIMS\n2. A lid.")),
     "CLAIMS>1. A box./CLAIMS|2. A lid."},
    {"words of a heading in a claim",
     CLAIM(TEXT("1. A box.\n2. A text with\namended claims and\n3. A lid.")),
     "1. A box.|2. A text with/amended claims and|3. A lid."},
    {"a heading alone", CLAIM(TEXT("CLAIMS")), "CLAIMS"},
    {"headings in front of the first claim",
     CLAIM(TEXT("Claims\nof the invention\nWhat is claimed is:\n1. A box.\n"
                "2. A lid.")),
     "Claims/of the invention/What is claimed is:>1. A box.|2. A lid."},
    {"a single claim", CLAIM(TEXT("1. A box.")), "1. A box."},
    {"a single claim without a number", CLAIM(TEXT("A box.")), "A box."},

    /* Other shapes. */
    {"text in its sentence",
     CLAIM(TEXT("1. A <f:b>b</f:b>ox of H<f:sub>2</f:sub>O.")
               TEXT("2. A <f:i>lid</f:i>.")),
     "1. A box of H2O.|2. A lid."},
    {"claim-texts right below claims", TEXT("1. A box.") TEXT("2. A lid."),
     "1. A box.|2. A lid."},
    {"text right below claims", "1. A box.\n2. A lid.", "1. A box.|2. A lid."},
    {"a heading beside the claims",
     TEXT("What is claimed is:") CLAIM(TEXT("1. A box."))
         CLAIM(TEXT("2. A lid.")),
     "What is claimed is:>1. A box.|2. A lid."},
    {"a statement after the claims",
     CLAIM(TEXT("1. A box.")) TEXT("Statement under Article 19"),
     "1. A box./Statement under Article 19"},
    {"carriage returns and blanks",
     CLAIM(TEXT("1. A\t box.&#13;\n\n\n2. A lid.")), "1. A box.|2. A lid."},
    {"nothing", "", ""},
    {"nothing in a claim", CLAIM("") CLAIM(TEXT(" \n ")), ""},
};

static void add_marked(struct buf *to, struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        buf_putc(to, text.at[i] == '\n' ? '/' : text.at[i]);
}

static void add_set(struct buf *to, const struct claims *c,
                    const struct claim_set *set)
{
    add_marked(to, claims_before(c, set));
    if (claims_before(c, set).len > 0)
        buf_putc(to, '>');
    for (size_t i = 0; i < set->count; i++) {
        if (i > 0)
            buf_putc(to, '|');
        add_marked(to, claims_at(c, set, i));
    }
}

static void add_pieces(struct buf *to, const struct claims *c)
{
    for (size_t i = 0; i < c->count; i++) {
        if (i > 0)
            buf_puts(to, c->sets[i].amended ? "##" : "#");
        add_set(to, c, &c->sets[i]);
    }
}

static void check_case(const struct claims_case *k)
{
    struct buf xml_text = BUF_INIT(SIZE_MAX), pieces = BUF_INIT(SIZE_MAX);
    struct claims c;
    struct dom dom;

    buf_printf(&xml_text, CLAIMS("%s"), k->inside);
    CHECK_INT(dom_read(slice_of(buf_text(&xml_text)), &dom), 0);
    CHECK_INT(claims_read(dom.root, &c), 0);
    add_pieces(&pieces, &c);
    if (strcmp(buf_text(&pieces), k->want) != 0)
        printf("# %s\n", k->name);
    CHECK_STR(buf_text(&pieces), k->want);
    claims_fini(&c);
    dom_fini(&dom);
    buf_fini(&pieces);
    buf_fini(&xml_text);
}

static void each_case(void)
{
    for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++)
        check_case(&shapes[i]);
}

static size_t count_of(unsigned claims, bool numbered)
{
    struct buf text = BUF_INIT(SIZE_MAX);
    struct claims c;
    struct dom dom;
    size_t count;

    buf_puts(&text, "<f:claims xmlns:f='http://www.epo.org/fulltext'>");
    for (unsigned i = 1; i <= claims; i++) {
        buf_puts(&text, "<f:claim><f:claim-text>");
        if (numbered)
            buf_printf(&text, "%u. ", i);
        buf_puts(&text, "A box.");
        buf_puts(&text, "</f:claim-text></f:claim>");
    }
    buf_puts(&text, "</f:claims>");
    CHECK_INT(dom_read(slice_of(buf_text(&text)), &dom), 0);
    CHECK_INT(claims_read(dom.root, &c), 0);
    count = c.count ? c.sets[0].count : 0;
    claims_fini(&c);
    dom_fini(&dom);
    buf_fini(&text);
    return count;
}

/* Beyond what can be counted nothing is cut, and no table overrun. */
static void a_thousand_claims(void)
{
    CHECK_INT(count_of(999, true), 999);
    CHECK_INT(count_of(1000, true), 1);
    CHECK_INT(count_of(1200, true), 1);
    CHECK_INT(count_of(999, false), 999);
    CHECK_INT(count_of(1200, false), 1);
}

static int made(enum facet facet, const char *part, const char *inside,
                struct buf *to)
{
    struct buf answer = BUF_INIT(SIZE_MAX);
    struct slice body;
    int r;

    buf_printf(&answer,
               "<o:world-patent-data xmlns:o='http://ops.epo.org' "
               "xmlns:f='http://www.epo.org/fulltext'><f:fulltext-document>%s"
               "</f:fulltext-document></o:world-patent-data>",
               inside);
    body = slice_of(buf_text(&answer));
    buf_reset(to);
    r = render(facet, SLICE("EP1B1"), slice_of(part), body, to);
    buf_fini(&answer);
    return r;
}

#define SETS                                                                   \
    "<f:claims lang='EN'><f:claim-text>1. Box. 2. Lid.</f:claim-text>"         \
    "<f:claim-text>AMENDED CLAIMS</f:claim-text><f:claim-text>1. Chest. "      \
    "2. The chest of claim 1.</f:claim-text></f:claims>"                       \
    "<f:claims lang='EN'><f:claim-text>1. Bag.</f:claim-text></f:claims>"      \
    "<f:claims lang='DE'><f:claim-text>1. Kiste.</f:claim-text></f:claims>"

/* Each has its heading and its files; further elements of a language count
 * on. */
static void sets_and_files(void)
{
    struct buf b = BUF_INIT(SIZE_MAX);

    CHECK_INT(made(FACET_CLAIMS, "", SETS, &b), 0);
    CHECK_STR(buf_text(&b),
              "== EP1B1, en, independent: 1, 2\n\n1. Box.\n\n2. Lid.\n\n"
              "== EP1B1, en, amended, independent: 1\n\nAMENDED CLAIMS\n\n"
              "1. Chest.\n\n2. The chest of claim 1.\n\n"
              "== EP1B1, en, set3\n\n1. Bag.\n\n"
              "== EP1B1, de\n\n1. Kiste.\n");
    CHECK_INT(made(FACET_CLAIM_NAMES, "", SETS, &b), 0);
    CHECK_STR(buf_text(&b), "001.txt\n002.txt\namended-001.txt\n"
                            "amended-002.txt\nset3-001.txt\n");
    CHECK_INT(made(FACET_CLAIM, "2", SETS, &b), 0);
    CHECK_STR(buf_text(&b), "2. Lid.\n");
    CHECK_INT(made(FACET_CLAIM, "a1", SETS, &b), 0);
    CHECK_STR(buf_text(&b), "1. Chest.\n");
    CHECK_INT(made(FACET_CLAIM, "3-1", SETS, &b), 0);
    CHECK_STR(buf_text(&b), "1. Bag.\n");
    CHECK_INT(made(FACET_CLAIM, "a3", SETS, &b), -ENODATA);
    CHECK_INT(made(FACET_CLAIM, "2-1", SETS, &b), -ENODATA);
    CHECK_INT(made(FACET_CLAIM, "4-1", SETS, &b), -ENODATA);
    CHECK_INT(made(FACET_CLAIM, "a", SETS, &b), -ENODATA);
    buf_fini(&b);
}

#define TWO                                                                    \
    "<f:claims lang='DE'><f:claim-text>1. Kiste.</f:claim-text></f:claims>"    \
    "<f:claims lang='EN'><f:claim-text>1. Box.\n2. Lid.</f:claim-text>"        \
    "</f:claims>"

static void languages_and_parts(void)
{
    struct buf b = BUF_INIT(SIZE_MAX);

    CHECK_INT(made(FACET_CLAIMS, "", TWO, &b), 0);
    CHECK_STR(buf_text(&b),
              "== EP1B1, de\n\n1. Kiste.\n\n"
              "== EP1B1, en, independent: 1, 2\n\n1. Box.\n\n2. Lid.\n");
    CHECK_INT(made(FACET_CLAIMS, "en", TWO, &b), 0);
    CHECK_STR(buf_text(&b),
              "== EP1B1, en, independent: 1, 2\n\n1. Box.\n\n2. Lid.\n");
    CHECK_INT(made(FACET_CLAIMS, "fr", TWO, &b), -ENODATA);
    CHECK_INT(made(FACET_CLAIM, "1", TWO, &b), 0);
    CHECK_STR(buf_text(&b), "1. Kiste.\n");
    CHECK_INT(made(FACET_CLAIM, "2", TWO, &b), -ENODATA);
    CHECK_INT(made(FACET_CLAIM, "0", TWO, &b), -ENODATA);
    CHECK_INT(made(FACET_CLAIM, "x", TWO, &b), -ENODATA);
    CHECK_INT(made(FACET_CLAIM_NAMES, "", TWO, &b), 0);
    CHECK_STR(buf_text(&b), "001.txt\n");
    CHECK_INT(made(FACET_CLAIM_NAMES, "", "", &b), 0);
    CHECK_STR(buf_text(&b), "");
    CHECK_INT(made(FACET_CLAIMS, "", "", &b), -ENODATA);
    CHECK_INT(made(FACET_CLAIMS, "",
                   "<f:claims>A</f:claims><f:claims "
                   "lang='&#10;F R'>B</f:claims>",
                   &b),
              0);
    CHECK_STR(buf_text(&b), "== EP1B1, und\n\nA\n\n== EP1B1, fr\n\nB\n");
    buf_fini(&b);
}

/* Those that name no other one, by the word of their language. */
static void independent_claims(void)
{
    static const struct {
        const char *inside, *heading;
    } rows[] = {
        {"<f:claims lang='EN'><f:claim-text>1. What is claimed: a box.\n"
         "2. The box as claimed in claim 1.\n3. A method.\n"
         "4. The method of any of the preceding claims.</f:claim-text>"
         "</f:claims>",
         "== EP1B1, en, independent: 1, 3\n"},
        {"<f:claims lang='DE'><f:claim-text>1. Kiste.\n2. Kiste nach "
         "Patentanspruch 1.\n3. Kiste nach einem der Ansprüche.</f:claim-text>"
         "</f:claims>",
         "== EP1B1, de, independent: 1\n"},
        {"<f:claims lang='FR'><f:claim-text>1. Boîte.\n2. Boîte selon la "
         "revendication 1.</f:claim-text></f:claims>",
         "== EP1B1, fr, independent: 1\n"},
        {"<f:claims lang='EN'><f:claim-text>[Claim 1] A box.\n[Claim 2] The "
         "box of claim 1.\n[Claim 3] A lid.</f:claim-text></f:claims>",
         "== EP1B1, en, independent: 1, 3\n"},
        {"<f:claims lang='FI'><f:claim-text>1. Laatikko.\n2. Patenttivaatimuksen "
         "1 mukainen laatikko.</f:claim-text></f:claims>",
         "== EP1B1, fi\n"},
        {"<f:claims lang='EN'><f:claim-text>A box without a number."
         "</f:claim-text></f:claims>",
         "== EP1B1, en\n"},
    };
    struct buf b = BUF_INIT(SIZE_MAX);

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        CHECK_INT(made(FACET_CLAIMS, "", rows[i].inside, &b), 0);
        b.data[strcspn(b.data, "\n") + 1] = '\0';
        CHECK_STR(b.data, rows[i].heading);
    }
    buf_fini(&b);
}

TEST_MAIN({"each case", each_case}, {"independent claims", independent_claims},
          {"a thousand claims", a_thousand_claims},
          {"sets and files", sets_and_files},
          {"languages and parts", languages_and_parts})
