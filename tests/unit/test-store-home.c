/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/home.h"

#include "check.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char top[128];
static struct buf path, why;

static const char *below_top(const char *name)
{
    static char text[256];

    snprintf(text, sizeof(text), "%s/%s", top, name);
    return text;
}

static void begin(void)
{
    const char *tmp = getenv("TMPDIR");

    snprintf(top, sizeof(top), "%s/opsfs-home-XXXXXX", tmp ? tmp : "/tmp");
    CHECK(mkdtemp(top) != NULL);
    path = BUF_INIT(PATH_MAX);
    why = BUF_INIT(1000);
}

static void end(void)
{
    char command[192];

    buf_fini(&path);
    buf_fini(&why);
    snprintf(command, sizeof(command), "rm -rf '%s'", top);
    CHECK_INT(system(command), 0);
}

static int prepare(const char *name)
{
    buf_reset(&path);
    buf_reset(&why);
    return home_prepare(below_top(name), &path, &why);
}

static unsigned mode_of(const char *name)
{
    struct stat st;

    return stat(below_top(name), &st) == 0 ? st.st_mode & 07777 : 0;
}

static void it_is_made_for_its_user_alone(void)
{
    mode_t before = umask(0);

    begin();
    CHECK_INT(prepare(".cache/opsfs"), 0);
    CHECK_STR(buf_text(&path), below_top(".cache/opsfs"));
    CHECK_INT(mode_of(".cache"), 0700);
    CHECK_INT(mode_of(".cache/opsfs"), 0700);
    CHECK_INT(prepare(".cache/opsfs"), 0);
    end();
    umask(before);
}

/* A daemon may be given a home that is not there. */
static void no_home_is_made(void)
{
    begin();
    CHECK_INT(prepare("home/.cache/opsfs"), -ENOENT);
    CHECK(strstr(buf_text(&why), "No such file") != NULL);
    CHECK_INT(mode_of("home"), 0);
    end();
}

static void one_where_others_write_is_refused(void)
{
    begin();
    CHECK(mkdir(below_top("shared"), 0700) == 0);
    CHECK(chmod(below_top("shared"), 0770) == 0);
    CHECK_INT(prepare("shared"), -EPERM);
    CHECK(strstr(buf_text(&why), "chmod 700") != NULL);
    CHECK(chmod(below_top("shared"), 0755) == 0);
    CHECK_INT(prepare("shared"), 0);
    end();
}

static void a_file_is_refused(void)
{
    FILE *f;

    begin();
    f = fopen(below_top("file"), "w");
    fclose(f);
    CHECK_INT(prepare("file"), -ENOTDIR);
    end();
}

static void a_link_is_followed(void)
{
    begin();
    CHECK(mkdir(below_top("real"), 0700) == 0);
    CHECK(symlink("real", below_top("link")) == 0);
    CHECK_INT(prepare("link/opsfs"), 0);
    CHECK_STR(buf_text(&path), below_top("real/opsfs"));
    end();
}

/* Types of statfs(2), from linux/magic.h and the file systems' own sources. */
static void network_file_systems_are_known(void)
{
    CHECK_STR(home_network(0x6969), "NFS");
    CHECK_STR(home_network(0xff534d42), "CIFS");
    CHECK_STR(home_network(0x65735546), "FUSE");
    CHECK(home_network(0xef53) == NULL);     /* ext4 */
    CHECK(home_network(0x01021994) == NULL); /* tmpfs */
    CHECK(home_network(0x9123683e) == NULL); /* btrfs */
    CHECK(home_network(0x58465342) == NULL); /* XFS */
    CHECK(home_network(0x794c7630) == NULL); /* overlayfs */
}

TEST_MAIN({"it is made for its user alone", it_is_made_for_its_user_alone},
          {"no home is made", no_home_is_made},
          {"one where others write is refused",
           one_where_others_write_is_refused},
          {"a file is refused", a_file_is_refused},
          {"a link is followed", a_link_is_followed},
          {"network file systems are known", network_file_systems_are_known})
