/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fs/ without a mount: the kernel's side of the FUSE protocol is spoken here,
 * through libfuse's custom I/O. OPS is cache-fixture.h's.
 */
#include "cache-fixture.h"
#include "fs/pin.h"
#include "fs/session.h"
#include "tree/renew.h"

#include <fcntl.h>
#include <linux/fuse.h>
#include <sys/uio.h>
#include <unistd.h>

#define FILE_PATH "register/publication/epodoc/EP1000000/biblio.xml"
#define ASKED "register/publication/epodoc/EP1000000/biblio"

static struct fs *fs;
static struct house house;
static uint64_t unique; /* of the latest request */
static struct {
    unsigned count; /* so far */
    struct fuse_out_header header;
    char body[4096];
} reply;
static struct { /* what the kernel was heard without having asked */
    unsigned inval, stored;
    char bytes[4096]; /* of the latest file that it was handed */
    size_t from, size;
} heard;

/* --- the kernel ---------------------------------------------------------- */

static ssize_t gather(const struct iovec *iov, int count, char *to, size_t left)
{
    ssize_t len = 0;

    for (int i = 0; i < count; i++) {
        size_t part = iov[i].iov_len < left ? iov[i].iov_len : left;

        memcpy(to, iov[i].iov_base, part);
        to += part;
        left -= part;
        len += (ssize_t)iov[i].iov_len;
    }
    return len;
}

static ssize_t take_notice(const struct iovec *iov, int count)
{
    const struct fuse_out_header *header = iov[0].iov_base;
    struct fuse_notify_store_out out;
    size_t head = sizeof(*header) + sizeof(out);
    char all[sizeof(heard.bytes) + 64];
    ssize_t len = gather(iov, count, all, sizeof(all));

    heard.inval += header->error == FUSE_NOTIFY_INVAL_INODE;
    if (header->error != FUSE_NOTIFY_STORE)
        return len;
    memcpy(&out, all + sizeof(*header), sizeof(out));
    heard.stored++;
    heard.from = out.offset;
    heard.size = header->len - head;
    memcpy(heard.bytes, all + head, heard.size);
    return len;
}

static ssize_t take_reply(int fd, struct iovec *iov, int count, void *data)
{
    const struct fuse_out_header *header = iov[0].iov_base;

    (void)fd;
    (void)data;
    if (!header->unique)
        return take_notice(iov, count);
    reply.count++;
    return gather(iov, count, (char *)&reply.header,
                  sizeof(reply.header) + sizeof(reply.body));
}

static ssize_t give_nothing(int fd, void *to, size_t len, void *data)
{
    (void)fd;
    (void)to;
    (void)len;
    (void)data;
    errno = EAGAIN;
    return -1;
}

/* One request, whose reply is there afterwards unless it was parked. */
static void ask(uint32_t opcode, uint64_t node, const void *in, size_t len)
{
    struct {
        struct fuse_in_header header;
        char body[512];
    } request = {
        .header = {.len = (uint32_t)(sizeof(struct fuse_in_header) + len),
                   .opcode = opcode,
                   .unique = unique += 2,
                   .nodeid = node,
                   .pid = (uint32_t)getpid()},
    };
    struct fuse_buf buf = {.size = request.header.len, .mem = &request};

    memcpy(request.body, in, len);
    fs->now = t_cache.now;
    fuse_session_process_buf(fs->session, &buf);
}

static bool was_answered(void)
{
    return reply.header.unique == unique;
}

static uint64_t look_up(uint64_t dir, const char *name)
{
    struct fuse_entry_out out;

    ask(FUSE_LOOKUP, dir, name, strlen(name) + 1);
    CHECK(was_answered());
    CHECK_INT(reply.header.error, 0);
    memcpy(&out, reply.body, sizeof(out));
    return out.nodeid;
}

static uint64_t look_up_path(const char *path)
{
    struct slice rest = slice_of(path), name;
    uint64_t node = FUSE_ROOT_ID;

    while (slice_cut(&rest, '/', &name)) {
        char text[64];

        snprintf(text, sizeof(text), "%.*s", (int)name.len, name.at);
        node = look_up(node, text);
    }
    return node;
}

static void open_file(uint64_t node)
{
    struct fuse_open_in in = {.flags = O_RDONLY};

    ask(FUSE_OPEN, node, &in, sizeof(in));
}

static uint64_t handle(void)
{
    struct fuse_open_out out;

    CHECK(was_answered());
    CHECK_INT(reply.header.error, 0);
    memcpy(&out, reply.body, sizeof(out));
    return out.fh;
}

static void read_file(uint64_t node, uint64_t fh, const char *text)
{
    struct fuse_read_in in = {.fh = fh, .size = 4096};
    size_t len = strlen(text);

    ask(FUSE_READ, node, &in, sizeof(in));
    CHECK(was_answered());
    CHECK_INT(reply.header.len, sizeof(reply.header) + len);
    CHECK(memcmp(reply.body, text, len) == 0);
}

static void close_file(uint64_t node, uint64_t fh)
{
    struct fuse_release_in in = {.fh = fh, .flags = O_RDONLY};

    ask(FUSE_RELEASE, node, &in, sizeof(in));
}

/* The size in the answer to the latest LOOKUP. */
static uint64_t size_in_entry(void)
{
    struct fuse_entry_out out;

    memcpy(&out, reply.body, sizeof(out));
    return out.attr.size;
}

static int64_t size_of_answer(uint64_t node, const char *answer)
{
    struct fuse_getattr_in in = {0};
    struct fuse_attr_out out;

    ask(FUSE_GETATTR, node, &in, sizeof(in));
    if (!was_answered())
        t_answer(t_only_job(), 200, answer);
    CHECK(was_answered());
    CHECK_INT(reply.header.error, 0);
    memcpy(&out, reply.body, sizeof(out));
    return (int64_t)out.attr.size;
}

static int64_t size_of(uint64_t node)
{
    return size_of_answer(node, T_OPEN T_CLOSE);
}

/* --- the house ----------------------------------------------------------- */

static void mount_it(void)
{
    static const struct fuse_custom_io io = {.writev = take_reply,
                                             .read = give_nothing};
    struct fs_options options = {.mountpoint = "/",
                                 .fuse_options = "",
                                 .source = "test",
                                 .base_url = "test"};
    struct fuse_init_in in = {.major = FUSE_KERNEL_VERSION,
                              .minor = FUSE_KERNEL_MINOR_VERSION};

    t_begin();
    house = (struct house){
        .cache = t_cache.cache,
        .nodes = nodes_new(),
        .anchors = anchors_new(),
        .error_log = error_log_new(),
        .lists = lists_new("/nowhere"),
        .searches = searches_new("/nowhere/searches"),
    };
    house.ahead = ahead_new(house.nodes, t_cache.cache,
                            (struct answer_place *const[SERVER_COUNT]){&t_ops});
    memset(&reply, 0, sizeof(reply));
    memset(&heard, 0, sizeof(heard));
    fs = fs_new(&options, &house);
    CHECK_INT(fuse_session_custom_io(fs->session, &io,
                                     open("/dev/null", O_RDWR)),
              0);
    ask(FUSE_INIT, 0, &in, sizeof(in));
    CHECK_INT(reply.header.error, 0);
}

static void unmount_it(void)
{
    fs_free(fs);
    ahead_free(house.ahead);
    nodes_free(house.nodes);
    anchors_free(house.anchors);
    error_log_free(house.error_log);
    lists_free(house.lists);
    searches_free(house.searches);
    t_end();
}

/* --- cases --------------------------------------------------------------- */

/* LOOKUP, OPEN, READ, RELEASE, as cat(1) has them asked. */
static void a_cold_cat_builds_its_request_once(void)
{
    uint64_t file, fh;

    mount_it();
    file = look_up_path(FILE_PATH);
    open_file(file);
    CHECK(!was_answered());
    t_answer(t_job_for(ASKED), 200, T_OPEN T_CLOSE);
    fh = handle();
    read_file(file, fh, T_OPEN T_CLOSE);
    close_file(file, fh);
    CHECK_INT(fs->requests.built, 1);
    CHECK_INT(t_cache.asked, 1);
    unmount_it();
}

static void a_warm_cat_builds_none(void)
{
    uint64_t file, fh;

    mount_it();
    file = look_up_path(FILE_PATH);
    open_file(file);
    t_answer(t_job_for(ASKED), 200, T_OPEN T_CLOSE);
    close_file(file, handle());
    CHECK_INT(look_up_path(FILE_PATH), file);
    open_file(file);
    fh = handle();
    read_file(file, fh, T_OPEN T_CLOSE);
    close_file(file, fh);
    CHECK_INT(fs->requests.built, 1);
    CHECK_INT(t_cache.asked, 1);
    unmount_it();
}

static bool keeps_pages(void)
{
    struct fuse_open_out out;

    memcpy(&out, reply.body, sizeof(out));
    return out.open_flags & FOPEN_KEEP_CACHE;
}

/* As after a read of another spelling: neither GETATTR nor READ has anything
 * left to ask. */
static void the_bytes_of_what_is_known_come_with_open(void)
{
    const size_t len = strlen(T_OPEN T_CLOSE);
    uint64_t file;

    mount_it();
    open_file(look_up_path("register/publication/EPODOC/EP1000000/biblio.xml"));
    t_answer(t_job_for(ASKED), 200, T_OPEN T_CLOSE);
    file = look_up_path(FILE_PATH);
    open_file(file);
    CHECK_INT(heard.stored, 2);
    CHECK_INT(heard.size, len);
    CHECK(memcmp(heard.bytes, T_OPEN T_CLOSE, len) == 0);
    CHECK_INT(heard.inval, 0);
    CHECK(keeps_pages());
    close_file(file, handle());
    open_file(file);
    CHECK_INT(heard.stored, 2);
    CHECK(keeps_pages());
    close_file(file, handle());
    unmount_it();
}

/* The kernel takes it for empty, so that what is stored is all there is. */
static void the_bytes_of_what_was_not_known_come_too(void)
{
    uint64_t file;

    mount_it();
    file = look_up_path(FILE_PATH);
    CHECK_INT(size_in_entry(), 0);
    open_file(file);
    t_answer(t_job_for(ASKED), 200, T_OPEN T_CLOSE);
    CHECK_INT(heard.stored, 1);
    CHECK_INT(heard.from, 0);
    CHECK_INT(heard.size, strlen(T_OPEN T_CLOSE));
    CHECK(keeps_pages());
    close_file(file, handle());
    CHECK_INT(look_up_path(FILE_PATH), file);
    CHECK_INT(size_in_entry(), strlen(T_OPEN T_CLOSE));
    open_file(file);
    CHECK_INT(heard.stored, 1);
    close_file(file, handle());
    unmount_it();
}

/* Its last byte sets its size. */
static void a_large_file_waits_for_read(void)
{
    const size_t size = (size_t)100 << 10;
    uint64_t file;

    mount_it();
    file = look_up_path(FILE_PATH);
    open_file(file);
    t_answer_sized(t_job_for(ASKED), size, 'x');
    CHECK_INT(heard.stored, 1);
    CHECK_INT(heard.from, size - 1);
    CHECK_INT(heard.size, 1);
    CHECK_INT(heard.inval, 0);
    CHECK(!keeps_pages());
    close_file(file, handle());
    unmount_it();
}

static void a_cold_stat_builds_its_request_once(void)
{
    uint64_t file;

    mount_it();
    file = look_up_path(FILE_PATH);
    CHECK_INT(size_of(file), strlen(T_OPEN T_CLOSE));
    CHECK_INT(fs->requests.built, 1);
    CHECK_INT(t_cache.asked, 1);
    unmount_it();
}

/* Two files take turns. */
static void each_of_several_files_has_its_request_built_once(void)
{
    uint64_t files[2];

    mount_it();
    files[0] = look_up_path(FILE_PATH);
    files[1] = look_up_path("register/publication/epodoc/EP1000001/biblio.xml");
    for (int i = 0; i < 2; i++)
        open_file(files[i]);
    CHECK_INT(fs->requests.built, 2);
    unmount_it();
}

/* The node of a file that is forgotten may come again for another one. */
static void another_file_has_a_request_of_its_own(void)
{
    static const char *const paths[] = {
        FILE_PATH, "register/publication/epodoc/EP1000001/biblio.xml"};

    mount_it();
    for (int i = 0; i < 2; i++) {
        uint64_t file = look_up_path(paths[i]);
        struct fuse_forget_in in = {.nlookup = 1};

        open_file(file);
        CHECK_INT(t_cache.asked, i + 1);
        t_answer(t_only_job(), 404, T_FAULT("SERVER.EntityNotFound"));
        CHECK_INT(reply.header.error, -ENOENT);
        ask(FUSE_FORGET, file, &in, sizeof(in));
    }
    unmount_it();
}

/* Why is what .ops/errors says. */
static void a_failure_is_reported(void)
{
    struct buf text = BUF_INIT(4096);

    mount_it();
    open_file(look_up_path(FILE_PATH));
    t_answer(t_only_job(), 404, T_FAULT("SERVER.EntityNotFound"));
    CHECK_INT(reply.header.error, -ENOENT);
    error_log_print(house.error_log, &text);
    CHECK(strstr(buf_text(&text), "/" FILE_PATH) != NULL);
    buf_fini(&text);
    unmount_it();
}

static void a_request_waiting_at_the_end_is_answered(void)
{
    mount_it();
    open_file(look_up_path(FILE_PATH));
    CHECK(!was_answered());
    unmount_it();
    CHECK(was_answered());
    CHECK_INT(reply.header.error, -ESHUTDOWN);
}

/* Each is the size of a long description. */
/* As long after the last GETATTR as nothing is held any more. Meanwhile the
 * record was asked for anew, by another name. */
static void read_after(const char *answer, bool served)
{
    const char *other = "register/publication/EPODOC/EP1000000/biblio.xml";
    struct fuse_read_in in = {.size = 4096};
    struct request request = t_request_of(ASKED);
    uint64_t file;

    mount_it();
    fs->options.exact = true;
    file = look_up_path(FILE_PATH);
    CHECK_INT(size_of(file), strlen(T_OPEN T_CLOSE));
    t_later(100000);
    cache_refresh(t_cache.cache, &request, t_cache.now);
    size_of_answer(look_up_path(other), answer);
    pin_end_all(fs);
    ask(FUSE_READ, file, &in, sizeof(in));
    CHECK_INT(reply.header.error, served ? 0 : -ESTALE);
    unmount_it();
}

static void a_mapping_is_read_on(void)
{
    read_after(T_OPEN T_CLOSE, true);
    read_after(T_OPEN " " T_CLOSE, false);
}

static void what_is_held_for_exact_sizes_has_a_limit(void)
{
    enum { BLOBS = 40, EACH = 1 << 20 };
    char name[32];

    mount_it();
    fs->options.exact = true;
    for (int i = 0; i < BLOBS; i++) {
        struct blob *blob = blob_new(calloc(1, EACH), EACH);
        struct node *node;

        snprintf(name, sizeof(name), "EP%d", 2000000 + i);
        node = nodes_at(house.nodes,
                        look_up_path("register/publication/epodoc"));
        CHECK_INT(node_child(house.nodes, node, slice_of(name), &node), 0);
        pin_hold(fs, node, blob);
        CHECK(pin_find(fs, node) == blob);
        blob_unref(blob);
    }
    CHECK_INT(fs->pinned, 32 * EACH);
    pin_end_all(fs);
    CHECK_INT(fs->pinned, 0);
    unmount_it();
}

TEST_MAIN({"a cold cat builds its request once",
           a_cold_cat_builds_its_request_once},
          {"a warm cat builds none", a_warm_cat_builds_none},
          {"the bytes of what is known come with open",
           the_bytes_of_what_is_known_come_with_open},
          {"the bytes of what was not known come, too",
           the_bytes_of_what_was_not_known_come_too},
          {"a large file waits for read", a_large_file_waits_for_read},
          {"a cold stat builds its request once",
           a_cold_stat_builds_its_request_once},
          {"each of several files has its request built once",
           each_of_several_files_has_its_request_built_once},
          {"another file has a request of its own",
           another_file_has_a_request_of_its_own},
          {"a mapping is read on", a_mapping_is_read_on},
          {"what is held for exact sizes has a limit",
           what_is_held_for_exact_sizes_has_a_limit},
          {"a failure is reported", a_failure_is_reported},
          {"a request waiting at the end is answered",
           a_request_waiting_at_the_end_is_answered})
