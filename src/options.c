/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "options.h"

#include "base/size.h"
#include "base/str.h"
#include "ops/base_url.h"
#include "ops/request.h"

#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define OPTIONS_MAX ((size_t)64 * 1024)
#define CACHE_DEFAULT ((int64_t)256 << 20)
#define CACHE_MIN ((int64_t)1 << 20)
#define CACHE_MAX ((int64_t)1 << 40)
#define STORE_DEFAULT ((int64_t)2 << 30)
#define STORE_MIN ((int64_t)16 << 20)
#define STORE_WAIT_DEFAULT 1
#define STORE_WAIT_MAX 600
#define HITS_SPLIT 10000
#define HITS_MAX 100000
#define TIMEOUT_DEFAULT 120
#define TIMEOUT_MAX 86400
#define READAHEAD_DEFAULT 80

/* Stores the value in the row's member; NULL, or what is wrong with it. */
struct option_row;
typedef const char *option_set(struct options *o, const struct option_row *row,
                               const char *value);

struct option_row {
    const char *name;
    option_set *set;   /* NULL: it is one of two … */
    const char *value; /* NULL: takes none */
    const char *doc;
    size_t member;       /* … and sets a flag, by the second of two values */
    int64_t least, most; /* of a number or a size */
    const char *fault, *beyond; /* when it is not one; or not of those */
};

static void *member_of(struct options *o, const struct option_row *row)
{
    return (char *)o + row->member;
}

static const char *replace(char **text, const char *value)
{
    char *copy = strdup(value);

    if (!copy)
        return "out of memory";
    free(*text);
    *text = copy;
    return NULL;
}

static const char *set_text(struct options *o, const struct option_row *row,
                            const char *value)
{
    return replace(member_of(o, row), value);
}

static const char *set_url(struct options *o, const struct option_row *row,
                           const char *value)
{
    char **to = member_of(o, row);
    const char *fault = base_url_fault(value);
    size_t len;

    if (fault)
        return fault;
    fault = replace(to, value);
    for (len = strlen(value); !fault && value[len - 1] == '/'; len--)
        (*to)[len - 1] = '\0';
    return fault;
}

/* NULL: there is a certificate in it, as PEM (RFC 7468) marks one. */
static const char *certificate_fault(const char *file)
{
    FILE *f = fopen(file, "re");
    char *line = NULL;
    size_t size = 0;
    bool found = false;

    if (!f)
        return "it cannot be read";
    while (!found && getline(&line, &size, f) >= 0)
        found = strncmp(line, "-----BEGIN ", 11) == 0 &&
                strstr(line, "CERTIFICATE-----");
    free(line);
    fclose(f);
    return found ? NULL : "it holds no certificate in PEM form";
}

/* A relative name must outlive the daemon's chdir. */
static const char *set_ca_file(struct options *o, const struct option_row *row,
                               const char *value)
{
    char *real = realpath(value, NULL);
    const char *fault = real ? certificate_fault(real)
                             : "there is no such file";

    (void)row;
    if (fault) {
        free(real);
        return fault;
    }
    free(o->ca_file);
    o->ca_file = real;
    return NULL;
}

/* Everyone who lists processes would see names and passwords. */
static const char *set_proxy(struct options *o, const struct option_row *row,
                             const char *value)
{
    if (!value[0] || !slice_is_clean(slice_of(value)))
        return row->fault;
    if (strchr(value, '@'))
        return "a password does not belong here; set https_proxy in the "
               "environment instead";
    return replace(&o->proxy, value);
}

/* A relative name must outlive the daemon's chdir. A symbolic link is not
 * resolved: it is read again after that, and some change a key by changing the
 * link. */
static const char *set_path(struct options *o, const struct option_row *row,
                            const char *value)
{
    struct buf path = BUF_INIT(OPTIONS_MAX);
    char *here = value[0] == '/' ? NULL : getcwd(NULL, 0);
    const char *fault;

    if (here)
        buf_printf(&path, "%s/", here);
    buf_puts(&path, value);
    fault = path.error ? "too long"
                       : replace(member_of(o, row), buf_text(&path));
    free(here);
    buf_fini(&path);
    return fault;
}

static const char *set_store(struct options *o, const struct option_row *row,
                             const char *value)
{
    if (!value[0])
        return row->fault;
    if (strcmp(value, "none") != 0)
        return set_path(o, row, value);
    free(o->store);
    o->store = NULL;
    return NULL;
}

static const char *set_size(struct options *o, const struct option_row *row,
                            const char *value)
{
    int64_t size;
    int r = size_parse(value, &size);

    if (r == -EINVAL)
        return row->fault;
    if (r < 0 || size < row->least || size > row->most)
        return row->beyond;
    *(int64_t *)member_of(o, row) = size;
    return NULL;
}

static const char *set_number(struct options *o, const struct option_row *row,
                              const char *value)
{
    int64_t number;

    if (slice_number(slice_of(value), &number) < 0 || number < row->least ||
        number > row->most)
        return row->fault;
    *(int64_t *)member_of(o, row) = number;
    return NULL;
}

static const char *set_split_search(struct options *o,
                                    const struct option_row *row,
                                    const char *value)
{
    if (value[0])
        return set_number(o, row, value);
    o->hits = HITS_SPLIT;
    return NULL;
}

static const char *set_id(struct options *o, const struct option_row *row,
                          const char *value)
{
    int64_t id;

    if (slice_number(slice_of(value), &id) < 0 || id >= UINT32_MAX)
        return row->fault;
    *(unsigned *)member_of(o, row) = (unsigned)id;
    o->owner.given = true;
    return NULL;
}

static const char *set_umask(struct options *o, const struct option_row *row,
                             const char *value)
{
    char *end;
    unsigned long mask = strtoul(value, &end, 8);

    if (value[0] < '0' || value[0] > '7' || *end || mask > 0777)
        return row->fault;
    o->owner.umask = (mode_t)mask;
    o->owner.given = true;
    return NULL;
}

#define MEMBER(name) offsetof(struct options, name)

/* Of a value that is not one. */
#define NO_SIZE(example) "it must be a size such as " example
#define NO_NUMBER(what) "it must be a number of " what
#define NO_ID "it must be a number, as id(1) shows it"

static const struct option_row rows[] = {
    {"base_url", set_url, "URL", "where OPS is (" BASE_URL_DEFAULT ")",
     MEMBER(base_url)},
    {"ca_file", set_ca_file, "FILE",
     "certificates to trust (PEM), beside the system's"},
    {"credentials", set_path, "FILE",
     "key and secret (~/.config/opsfs/credentials)", MEMBER(credentials_file)},
    {"eps", NULL, "on|off", "off: do not ask the publication server (on)",
     MEMBER(eps_off)},
    {"eps_url", set_url, "URL", "where the publication server is",
     MEMBER(eps_url)},
    {"cache_size", set_size, "SIZE", "memory for answers (256M)",
     MEMBER(cache_size), CACHE_MIN, CACHE_MAX, NO_SIZE("256M"),
     "it must be between 1M and 1024G"},
    {"lists", set_text, "DIR", "your lists of numbers (~/.config/opsfs/lists)",
     MEMBER(lists)},
    {"nonempty", NULL, NULL, "mount over a directory with files in it",
     MEMBER(nonempty)},
    {"offline", NULL, NULL, "show cached answers only, never ask OPS",
     MEMBER(offline)},
    {"proxy", set_proxy, "URL", "proxy to OPS (https_proxy)",
     .fault = "it must be an address such as http://proxy.example:3128"},
    {"require_ops", NULL, NULL, "do not mount while OPS is out of reach",
     MEMBER(require_ops)},
    {"split_search", set_split_search, "HITS",
     "gather more than 2000 hits, by date (off)", MEMBER(hits), SEARCH_MAX,
     HITS_MAX, NO_NUMBER("hits, 2000 to 100000")},
    {"store", set_store, "DIR|none",
     "answers kept on the disk (~/.cache/opsfs)", MEMBER(store),
     .fault = "it must be a directory, or none"},
    {"store_size", set_size, "SIZE", "disk space for the store (2G)",
     MEMBER(store_size), STORE_MIN, CACHE_MAX, NO_SIZE("2G"),
     "it must be between 16M and 1024G"},
    {"store_wait", set_number, "SECONDS",
     "longest wait for the store's disk (1)", MEMBER(store_wait), 1,
     STORE_WAIT_MAX, NO_NUMBER("seconds, 1 to 600")},
    {"weekly_cap", set_size, "SIZE",
     "stop after so many bytes a week (0: no cap)", MEMBER(weekly_cap), 0,
     INT64_MAX, NO_SIZE("3.5G, or 0"), NO_SIZE("3.5G, or 0")},
    {"timeout", set_number, "SECONDS", "longest wait of a reader (120)",
     MEMBER(timeout), 1, TIMEOUT_MAX, NO_NUMBER("seconds, 1 to 86400")},
    {"bulk", NULL, "on|off", "off: a request for each record (on)",
     MEMBER(no_bulk)},
    {"mirror", NULL, "shared|verbatim", "verbatim: OPS's own answers (shared)",
     MEMBER(verbatim)},
    {"readahead", set_number, "PERCENT",
     "share of a quota for prefetching; 0: off (80)", MEMBER(readahead), 0, 100,
     "it must be a percentage, 0 to 100"},
    {"searches", set_text, "FILE",
     "your named searches (~/.config/opsfs/searches)", MEMBER(searches)},
    {"sizes", NULL, "lazy|exact", "exact: listing fetches what it lists (lazy)",
     MEMBER(exact)},
    {"uid", set_id, "ID", "owner of the files (yourself)", MEMBER(owner.uid),
     .fault = NO_ID},
    {"gid", set_id, "ID", "group of the files (yours)", MEMBER(owner.gid),
     .fault = NO_ID},
    {"umask", set_umask, "OCTAL", "bits cleared in 0444 and 0555 (000)",
     .fault = "it must be octal, such as 022"},
};

/* What fstab says to mount(8), not to us, and libfuse does not know. A file
 * system that nobody can write to needs neither `rw` nor a policy for access
 * times. */
static const char *const passed_over[] = {
    "_netdev",  "nofail",     "noauto",   "auto",       "user",
    "users",    "nouser",     "owner",    "defaults",   "rw",
    "group",    "silent",     "relatime", "norelatime", "strictatime",
    "lazytime", "nolazytime", "loud",     "diratime",
};

static bool is_passed_over(struct slice option)
{
    for (size_t i = 0; i < sizeof(passed_over) / sizeof(char *); i++) {
        if (slice_is(option, passed_over[i]))
            return true;
    }
    return slice_starts(option, "x-") || slice_starts(option, "X-") ||
           slice_starts(option, "comment=");
}

static int complain(struct buf *to, const char *what, struct slice which,
                    const char *fault)
{
    buf_printf(to, "%s%.*s: %s", what, (int)which.len, which.at, fault);
    return -EINVAL;
}

static const char *set_flag(bool *flag, const char *value)
{
    *flag = true;
    return value[0] ? "it takes no value" : NULL;
}

static int set_choice(const struct option_row *row, bool *flag,
                      struct slice value, struct buf *ret_error)
{
    struct slice yes = slice_of(row->value), no = SLICE("");

    slice_cut(&yes, '|', &no);
    *flag = slice_is(value, yes.at);
    if (*flag || slice_equal(value, no))
        return 0;
    buf_printf(ret_error, "option -o %s: it must be %.*s or %s", row->name,
               (int)no.len, no.at, yes.at);
    return -EINVAL;
}

static int set_row(struct options *o, const struct option_row *row,
                   struct slice value, struct buf *ret_error)
{
    bool *flag = member_of(o, row);
    const char *fault = "out of memory";
    char *text;

    if (!row->set && row->value)
        return set_choice(row, flag, value, ret_error);
    text = strndup(value.at, value.len);
    if (text)
        fault = row->set ? row->set(o, row, text) : set_flag(flag, text);
    free(text);
    if (!fault)
        return 0;
    return complain(ret_error, "option -o ", slice_of(row->name), fault);
}

static int parse_option(struct options *o, struct slice option,
                        struct buf *ret_error)
{
    struct slice value = option, name;

    if (!slice_cut(&value, '=', &name) || is_passed_over(option))
        return 0;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        if (slice_is(name, rows[i].name))
            return set_row(o, &rows[i], value, ret_error);
    }
    if (o->fuse.len)
        buf_putc(&o->fuse, ',');
    return buf_add(&o->fuse, option.at, option.len);
}

static int parse_list(struct options *o, const char *list,
                      struct buf *ret_error)
{
    struct slice rest = slice_of(list), option;
    int r = 0;

    while (r == 0 && slice_cut(&rest, ',', &option))
        r = parse_option(o, option, ret_error);
    return r;
}

static const struct flag_row {
    const char *flag;
    size_t offset;
    const char *doc;
} flags[] = {
    {"-f", MEMBER(foreground), "stay in the foreground"},
    {"-d", MEMBER(debug), "print every FUSE request (and -f)"},
    {"--help", MEMBER(help), "this text"},
    {"-h", MEMBER(help), NULL},
    {"--version", MEMBER(version), "the version"},
    {"-V", MEMBER(version), NULL},
};

static int parse_flag(struct options *o, const char *arg, struct buf *ret_error)
{
    for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++) {
        if (strcmp(arg, flags[i].flag) == 0) {
            *(bool *)((char *)o + flags[i].offset) = true;
            return 0;
        }
    }
    return complain(ret_error, "option ", slice_of(arg),
                    "not known; see opsfs --help");
}

static bool is_descriptor(const char *path)
{
    return slice_starts(slice_of(path), "/dev/fd/");
}

/* A relative mount point must outlive the daemon's chdir. One that is not there
 * is reported by the check that comes later. */
static char *absolute(const char *path)
{
    char *real = is_descriptor(path) ? NULL : realpath(path, NULL);

    return real ? real : strdup(path);
}

static bool is_below(const char *path, const char *directory)
{
    size_t len = strlen(directory);

    return strncmp(path, directory, len) == 0 &&
           (path[len] == '/' || path[len] == '\0');
}

/* `opsfs MOUNTPOINT`, or as mount(8) calls it: `opsfs SOURCE MOUNTPOINT`. */
static int take_operands(struct options *o, char **operands, int count,
                         struct buf *ret_error)
{
    if (count < 1 || count > 2) {
        buf_puts(ret_error, count ? "too many arguments; see opsfs --help"
                                  : "no mount point given; see opsfs --help");
        return -EINVAL;
    }
    o->mountpoint = absolute(operands[count - 1]);
    o->mounted = is_descriptor(operands[count - 1]);
    if (count == 2)
        replace(&o->source, operands[0][0] ? operands[0] : "opsfs");
    if (!o->mountpoint || !o->source)
        return -ENOMEM;
    if (o->store && is_below(o->store, o->mountpoint))
        return complain(ret_error, "option -o ", SLICE("store"),
                        "it lies below the mount point, where nothing can be "
                        "written");
    return 0;
}

static int parse_args(struct options *o, int argc, char **argv,
                      struct buf *ret_error)
{
    char *operands[3] = {0};
    int count = 0, r = 0;

    for (int i = 1; i < argc && r == 0; i++) {
        bool list = strncmp(argv[i], "-o", 2) == 0;

        if (list && argv[i][2])
            r = parse_list(o, argv[i] + 2, ret_error);
        else if (list && i + 1 < argc)
            r = parse_list(o, argv[++i], ret_error);
        else if (argv[i][0] == '-' && argv[i][1])
            r = parse_flag(o, argv[i], ret_error);
        else if (count < 3)
            operands[count++] = argv[i];
    }
    if (r < 0 || o->help || o->version)
        return r;
    return take_operands(o, operands, count, ret_error);
}

/* A service of the system may be started without one. */
static const char *home_of_user(void)
{
    const char *home = getenv("HOME");
    const struct passwd *user;

    if (home && home[0] == '/')
        return home;
    user = getpwuid(geteuid());
    return user && user->pw_dir ? user->pw_dir : "";
}

/* The XDG Base Directory Specification: a relative one is passed over. */
static void put_base(const char *variable, const char *usual, struct buf *to)
{
    const char *base = getenv(variable);

    if (base && base[0] == '/')
        buf_printf(to, "%s/opsfs", base);
    else
        buf_printf(to, "%s/%s/opsfs", home_of_user(), usual);
}

/* The variable of a base directory, and where that is below the home. */
#define CONFIG "XDG_CONFIG_HOME", ".config"
#define CACHE "XDG_CACHE_HOME", ".cache"

void options_usual_path(const char *name, struct buf *to)
{
    put_base(CONFIG, to);
    buf_printf(to, "/%s", name);
}

static char *usual_path(const char *variable, const char *usual,
                        const char *below)
{
    struct buf path = BUF_INIT(OPTIONS_MAX);
    char *copy;

    put_base(variable, usual, &path);
    buf_puts(&path, below);
    copy = strdup(buf_text(&path));
    buf_fini(&path);
    return copy;
}

int options_parse(struct options *o, int argc, char **argv,
                  struct buf *ret_error)
{
    *o = (struct options){
        .fuse = BUF_INIT(OPTIONS_MAX),
        .source = strdup("opsfs"),
        .base_url = strdup(BASE_URL_DEFAULT),
        .eps_url = strdup(EPS_URL_DEFAULT),
        .lists = usual_path(CONFIG, "/lists"),
        .searches = usual_path(CONFIG, "/searches"),
        .store = usual_path(CACHE, ""),
        .store_size = STORE_DEFAULT,
        .store_wait = STORE_WAIT_DEFAULT,
        .cache_size = CACHE_DEFAULT,
        .timeout = TIMEOUT_DEFAULT,
        .hits = SEARCH_MAX,
        .readahead = READAHEAD_DEFAULT,
        .owner = {.uid = geteuid(), .gid = getegid()},
    };
    if (!o->source || !o->base_url || !o->eps_url || !o->lists ||
        !o->searches || !o->store)
        return -ENOMEM;
    return parse_args(o, argc, argv, ret_error);
}

void options_fini(struct options *o)
{
    free(o->mountpoint);
    free(o->source);
    free(o->base_url);
    free(o->eps_url);
    free(o->ca_file);
    free(o->proxy);
    free(o->credentials_file);
    free(o->lists);
    free(o->searches);
    free(o->store);
    buf_fini(&o->fuse);
}

void options_help(struct buf *to)
{
    buf_puts(to, "usage: opsfs [options] MOUNTPOINT\n\n"
                 "Mounts the European Patent Office's Open Patent Services "
                 "as files.\nUnmount with fusermount3 -u MOUNTPOINT.\n\n");
    for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++) {
        if (flags[i].doc)
            buf_printf(to, "    %-26s %s\n", flags[i].flag, flags[i].doc);
    }
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        buf_printf(to, "    -o %s%s%-*s %s\n", rows[i].name,
                   rows[i].value ? "=" : " ", (int)(22 - strlen(rows[i].name)),
                   rows[i].value ? rows[i].value : "", rows[i].doc);
    buf_puts(to, "    -o ...                     any option of FUSE, such as "
                 "allow_other\n\n"
                 "Key and secret: OPS_CONSUMER_KEY and OPS_CONSUMER_SECRET, or "
                 "the file.\n");
}
