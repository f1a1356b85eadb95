/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "options.h"

#include "base/str.h"
#include "check.h"
#include "ops/base_url.h"

#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

#define MIB ((size_t)1 << 20)

static struct options o;
static struct buf error;

/* The arguments after the program's name, separated by blanks. */
static int parse(const char *line)
{
    char *copy = strdup(line), *argv[32] = {(char *)"opsfs"}, *rest = copy;
    int argc = 1, r;

    while ((argv[argc] = strsep(&rest, " ")))
        argc += argv[argc][0] != '\0';
    error = BUF_INIT(2000);
    r = options_parse(&o, argc, argv, &error);
    CHECK_INT(error.len == 0, r == 0);
    CHECK(!strchr(buf_text(&error), '\n'));
    free(copy);
    return r;
}

static void done(void)
{
    options_fini(&o);
    buf_fini(&error);
}

static void check_error(const char *line, const char *text)
{
    CHECK_INT(parse(line), -EINVAL);
    CHECK_STR(buf_text(&error), text);
    done();
}

static void defaults(void)
{
    CHECK_INT(parse("/mnt"), 0);
    CHECK_STR(o.mountpoint, "/mnt");
    CHECK_STR(o.source, "opsfs");
    CHECK_STR(o.base_url, BASE_URL_DEFAULT);
    CHECK(base_url_fault(o.base_url) == NULL);
    CHECK_STR(o.eps_url, EPS_URL_DEFAULT);
    CHECK(base_url_fault(o.eps_url) == NULL);
    CHECK(!o.eps_off);
    CHECK(o.credentials_file == NULL);
    CHECK_STR(buf_text(&o.fuse), "");
    CHECK_INT(o.cache_size, 256 * MIB);
    CHECK_INT(o.timeout, 120);
    CHECK_INT(o.readahead, 80);
    CHECK_INT(o.store_size, 2048 * (int64_t)MIB);
    CHECK(!o.exact && !o.foreground && !o.debug && !o.help && !o.version);
    done();
}

static void options_of_ours(void)
{
    CHECK_INT(parse("-o base_url=http://127.0.0.1:80/3.2,timeout=7,"
                    "cache_size=3M,credentials=/tmp/c,sizes=exact /mnt"),
              0);
    CHECK_STR(o.base_url, "http://127.0.0.1:80/3.2");
    CHECK_INT(o.timeout, 7);
    CHECK_INT(o.cache_size, 3 * MIB);
    CHECK_STR(o.credentials_file, "/tmp/c");
    CHECK(o.exact);
    CHECK_STR(buf_text(&o.fuse), "");
    done();
}

static void the_home_of_the_user(void)
{
    const struct passwd *user = getpwuid(geteuid());
    char path[PATH_MAX];

    snprintf(path, sizeof(path), "%s/.cache/opsfs", user ? user->pw_dir : "");
    unsetenv("HOME");
    CHECK_INT(parse("/mnt"), 0);
    CHECK_STR(o.store, path);
    done();
    setenv("HOME", "", 1);
    CHECK_INT(parse("/mnt"), 0);
    CHECK_STR(o.store, path);
    done();
}

static void store(void)
{
    char *home = strdup(getenv("HOME") ? getenv("HOME") : "");
    char here[PATH_MAX], path[PATH_MAX + 10];

    setenv("HOME", "/home/x", 1);
    unsetenv("XDG_CACHE_HOME");
    CHECK_INT(parse("/mnt"), 0);
    CHECK_STR(o.store, "/home/x/.cache/opsfs");
    done();
    setenv("XDG_CACHE_HOME", "/var/cache", 1);
    CHECK_INT(parse("/mnt"), 0);
    CHECK_STR(o.store, "/var/cache/opsfs");
    done();
    unsetenv("XDG_CACHE_HOME");
    the_home_of_the_user();
    setenv("HOME", home, 1);
    free(home);
    CHECK_INT(parse("-o store=none /mnt"), 0);
    CHECK(o.store == NULL);
    CHECK_INT(o.store_wait, 1);
    done();
    CHECK_INT(parse("-o store=kept,store_size=512M,store_wait=10 /mnt"), 0);
    CHECK(getcwd(here, sizeof(here)) != NULL);
    snprintf(path, sizeof(path), "%s/kept", here);
    CHECK_STR(o.store, path);
    CHECK_INT(o.store_size, 512 * MIB);
    CHECK_INT(o.store_wait, 10);
    done();
    check_error("-o store_wait=0 /mnt",
                "option -o store_wait: it must be a number of seconds, 1 to "
                "600");
    check_error("-o store= /mnt",
                "option -o store: it must be a directory, or none");
    check_error("-o store=/mnt/kept /mnt",
                "option -o store: it lies below the mount point, where nothing "
                "can be written");
    check_error("-o store_size=x /mnt",
                "option -o store_size: it must be a size such as 2G");
    check_error("-o store_size=1M /mnt",
                "option -o store_size: it must be between 16M and 1024G");
    CHECK_INT(parse("-o store=/mnt2 /mnt"), 0);
    done();
}

static void weekly_cap(void)
{
    static const char bad[] = "option -o weekly_cap: it must be a size such as "
                              "3.5G, or 0";

    CHECK_INT(parse("/mnt"), 0);
    CHECK_INT(o.weekly_cap, 0);
    done();
    CHECK_INT(parse("-o weekly_cap=3.5G /mnt"), 0);
    CHECK_INT(o.weekly_cap, 3584 * MIB);
    done();
    CHECK_INT(parse("-o weekly_cap=3.5G,weekly_cap=0 /mnt"), 0);
    CHECK_INT(o.weekly_cap, 0);
    done();
    check_error("-o weekly_cap=lots /mnt", bad);
    check_error("-o weekly_cap= /mnt", bad);
    check_error("-o weekly_cap=-1 /mnt", bad);
}

static void the_last_one_counts(void)
{
    CHECK_INT(parse("-o readahead=100,readahead=0 /mnt"), 0);
    CHECK_INT(o.readahead, 0);
    done();
    CHECK_INT(parse("-o timeout=1,sizes=exact -otimeout=2 /mnt "
                    "-o timeout=3,sizes=lazy,credentials=/a,credentials=/b"),
              0);
    CHECK_INT(o.timeout, 3);
    CHECK(!o.exact);
    CHECK_STR(o.credentials_file, "/b");
    done();
}

static void flags_stand_anywhere(void)
{
    CHECK_INT(parse("-f /mnt -d"), 0);
    CHECK(o.foreground && o.debug);
    done();
    CHECK_INT(parse("--help"), 0);
    CHECK(o.help && !o.mountpoint);
    done();
    CHECK_INT(parse("-V -h"), 0);
    CHECK(o.help && o.version);
    done();
    CHECK_INT(parse("--version /a /b /c /d"), 0);
    CHECK(o.version);
    done();
}

static void others_go_to_fuse(void)
{
    CHECK_INT(parse("-o allow_other,ro -o max_read=4096,timeout=9,noatime "
                    "/mnt"),
              0);
    CHECK_STR(buf_text(&o.fuse), "allow_other,ro,max_read=4096,noatime");
    CHECK_INT(o.timeout, 9);
    done();
}

static void fstab_words_are_passed_over(void)
{
    CHECK_INT(parse("-o rw,_netdev,nofail,noauto,auto,user,users,nouser,owner,"
                    "group,defaults,x-systemd.automount,x-gvfs-show,"
                    "comment=x=y,relatime,lazytime,X-mount.mkdir,,dev /mnt"),
              0);
    CHECK_STR(buf_text(&o.fuse), "dev");
    done();
}

static void mount_calls_with_a_source(void)
{
    CHECK_INT(parse("ops /mnt -o rw"), 0);
    CHECK_STR(o.source, "ops");
    CHECK_STR(o.mountpoint, "/mnt");
    done();
}

static void a_source_may_be_empty(void)
{
    char *argv[] = {(char *)"opsfs", (char *)"", (char *)"/mnt"};

    error = BUF_INIT(2000);
    CHECK_INT(options_parse(&o, 3, argv, &error), 0);
    CHECK_STR(o.source, "opsfs");
    CHECK_STR(o.mountpoint, "/mnt");
    done();
}

static void slashes_after_the_address_are_taken_off(void)
{
    CHECK_INT(parse("-o base_url=https://ops.epo.org/3.2/// /mnt"), 0);
    CHECK_STR(o.base_url, "https://ops.epo.org/3.2");
    done();
    CHECK_INT(parse("-o base_url=https://ops.epo.org/ /mnt"), 0);
    CHECK_STR(o.base_url, "https://ops.epo.org");
    done();
    CHECK_INT(parse("-o eps_url=https://example.org/rest/,eps=off /mnt"), 0);
    CHECK_STR(o.eps_url, "https://example.org/rest");
    CHECK(o.eps_off);
    done();
}

static void sizes_of_the_cache(void)
{
    static const struct {
        const char *text;
        size_t size; /* 0: refused */
    } rows[] = {
        {"1M", MIB},
        {"1m", MIB},
        {"1048576", MIB},
        {"1024K", MIB},
        {"1024k", MIB},
        {"1G", 1024 * MIB},
        {"2g", 2048 * MIB},
        {"1024G", (size_t)1 << 40},
        {"1099511627776", (size_t)1 << 40},
        {"0", 0},
        {"0G", 0},
        {"1048575", 0},
        {"1023K", 0},
        {"1025G", 0},
        {"1099511627777", 0},
        {"1099511627776K", 0},
        {"1099511627776G", 0},
        {"17179869185G", 0},
        {"18014398509481985K", 0},
        {"9223372036854775807G", 0},
        {"9223372036854775808", 0},
        {"", 0},
        {"M", 0},
        {"-1M", 0},
        {"+1M", 0},
        {"1T", 0},
        {"1MB", 0},
        {"1 M", 0},
        {"0x100000", 0},
        {"1.5G", 1536 * MIB},
        {"1.25m", 1280 * 1024},
        {"1024.001G", 0},
        {".5G", 0},
        {"1.0001G", 0},
        {"1.-5G", 0},
        {"1..5G", 0},
        {"1.5.5G", 0},
        {"many", 0},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char option[100];
        char *argv[] = {(char *)"opsfs", (char *)"-o", option, (char *)"/mnt"};

        snprintf(option, sizeof(option), "cache_size=%s", rows[i].text);
        error = BUF_INIT(2000);
        CHECK_INT(options_parse(&o, 4, argv, &error),
                  rows[i].size ? 0 : -EINVAL);
        CHECK_INT(o.cache_size, rows[i].size ? rows[i].size : 256 * MIB);
        if (check_failed)
            printf("# for %s\n", option);
        done();
    }
}

/* Before the mount: libcurl would find it out at the first request, and say
 * that OPS is not trusted. */
static void a_file_of_certificates(void)
{
    static const struct {
        const char *text, *fault;
    } rows[] = {
        {"", "it holds no certificate in PEM form"},
        {"0\x82\x03\x1d not PEM", "it holds no certificate in PEM form"},
        {"-----BEGIN PRIVATE KEY-----\n",
         "it holds no certificate in PEM form"},
        {"Mine:\n-----BEGIN CERTIFICATE-----\n", NULL},
        {"-----BEGIN TRUSTED CERTIFICATE-----\n", NULL},
    };
    char name[] = "/tmp/opsfs-test-XXXXXX", line[100], said[200];
    int fd = mkstemp(name);

    snprintf(line, sizeof(line), "-o ca_file=%s /mnt", name);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        CHECK_INT(ftruncate(fd, 0), 0);
        CHECK_INT(pwrite(fd, rows[i].text, strlen(rows[i].text), 0),
                  strlen(rows[i].text));
        CHECK_INT(parse(line), rows[i].fault ? -EINVAL : 0);
        snprintf(said, sizeof(said), "option -o ca_file: %s",
                 rows[i].fault ? rows[i].fault : "");
        CHECK_STR(rows[i].fault ? buf_text(&error) : said, said);
        done();
    }
    close(fd);
    unlink(name);
    check_error("-o ca_file=/tmp /mnt",
                "option -o ca_file: it holds no certificate in PEM form");
}

static void bad_values_say_what_is_wanted(void)
{
    static const char seconds[] = "option -o timeout: it must be a number of "
                                  "seconds, 1 to 86400";

    check_error("-o mirror=on /mnt",
                "option -o mirror: it must be shared or verbatim");
    check_error("-o readahead=101 /mnt",
                "option -o readahead: it must be a percentage, 0 to 100");
    check_error("-o readahead=on /mnt",
                "option -o readahead: it must be a percentage, 0 to 100");
    check_error("-o timeout=0 /mnt", seconds);
    check_error("-o timeout=86401 /mnt", seconds);
    check_error("-o timeout=-1 /mnt", seconds);
    check_error("-o timeout=1s /mnt", seconds);
    check_error("-o timeout= /mnt", seconds);
    check_error("-o timeout /mnt", seconds);
    check_error("-o sizes=big /mnt",
                "option -o sizes: it must be lazy or exact");
    check_error("-o eps=no /mnt", "option -o eps: it must be on or off");
    check_error("-o eps_url=http://evil/ /mnt",
                "option -o eps_url: http is for this machine only; use https");
    check_error("-o base_url=http://evil/ /mnt",
                "option -o base_url: http is for this machine only; use https");
    check_error("-o base_url= /mnt",
                "option -o base_url: it must begin with https://");
    check_error("-o cache_size=1 /mnt",
                "option -o cache_size: it must be between 1M and 1024G");
    check_error("-o cache_size=x /mnt",
                "option -o cache_size: it must be a size such as 256M");
}

static void bad_command_lines_say_why(void)
{
    check_error("", "no mount point given; see opsfs --help");
    check_error("-f", "no mount point given; see opsfs --help");
    check_error("a b c", "too many arguments; see opsfs --help");
    check_error("a b c d e f", "too many arguments; see opsfs --help");
    check_error("-x /mnt", "option -x: not known; see opsfs --help");
    check_error("--key=x /mnt", "option --key=x: not known; see opsfs --help");
    check_error("/mnt -o", "option -o: not known; see opsfs --help");
    check_error("-fd /mnt", "option -fd: not known; see opsfs --help");
}

static void a_relative_mount_point_is_made_absolute(void)
{
    char cwd[PATH_MAX];

    CHECK(getcwd(cwd, sizeof(cwd)) != NULL);
    CHECK_INT(parse("."), 0);
    CHECK_STR(o.mountpoint, cwd);
    done();
    CHECK_INT(parse("no/such/directory"), 0);
    CHECK_STR(o.mountpoint, "no/such/directory");
    done();
}

static void absurd_lists_end(void)
{
    size_t len = 100000;
    char *list = malloc(len + 1),
         *argv[] = {(char *)"opsfs", (char *)"-o", list, (char *)"/mnt"};

    memset(list, 'x', len);
    list[len] = '\0';
    error = BUF_INIT(2000);
    CHECK(options_parse(&o, 4, argv, &error) < 0);
    done();
    memset(list, ',', len);
    error = BUF_INIT(2000);
    CHECK_INT(options_parse(&o, 4, argv, &error), 0);
    CHECK_STR(buf_text(&o.fuse), "");
    done();
    free(list);
}

static void help_names_every_option(void)
{
    static const char *const words[] = {
        "MOUNTPOINT",
        "-f",
        "-d",
        "--help",
        "--version",
        "base_url=URL",
        "credentials=FILE",
        "cache_size=SIZE",
        "timeout=SECONDS",
        "mirror=shared|verbatim",
        "readahead=PERCENT",
        "sizes=lazy|exact",
        "OPS_CONSUMER_KEY",
        "OPS_CONSUMER_SECRET",
        "fusermount3 -u",
        BASE_URL_DEFAULT,
    };
    struct buf help = BUF_INIT(65536);
    struct slice rest, line;

    options_help(&help);
    CHECK_INT(help.error, 0);
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        CHECK(strstr(buf_text(&help), words[i]) != NULL);
        if (check_failed)
            printf("# %s\n", words[i]);
    }
    rest = slice_of(buf_text(&help));
    while (slice_cut(&rest, '\n', &line))
        CHECK(line.len <= 80);
    buf_fini(&help);
}

TEST_MAIN({"defaults", defaults}, {"options of ours", options_of_ours},
          {"the store", store}, {"the weekly cap", weekly_cap},
          {"the last one counts", the_last_one_counts},
          {"flags stand anywhere", flags_stand_anywhere},
          {"others go to FUSE", others_go_to_fuse},
          {"fstab's words are passed over", fstab_words_are_passed_over},
          {"mount calls with a source", mount_calls_with_a_source},
          {"a source may be empty", a_source_may_be_empty},
          {"slashes after the address are taken off",
           slashes_after_the_address_are_taken_off},
          {"sizes of the cache", sizes_of_the_cache},
          {"a file of certificates", a_file_of_certificates},
          {"bad values say what is wanted", bad_values_say_what_is_wanted},
          {"bad command lines say why", bad_command_lines_say_why},
          {"a relative mount point is made absolute",
           a_relative_mount_point_is_made_absolute},
          {"absurd lists end", absurd_lists_end},
          {"help names every option", help_names_every_option})
