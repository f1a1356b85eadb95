# SPDX-License-Identifier: GPL-3.0-or-later
"""What the objects call, as nm sees it: each library in its place, nothing that
sleeps or locks, and no I/O, clock or state in ops/ and doc/.

    symbols.py SOURCE BUILD
"""
import re
import sys
from pathlib import Path

import _tap
from _objects import (calls, compile_all, defines, objects_of, sources_of,
                      symbols_of)

# Calls of a library -> the objects that may make them.
HOMES = {r"fuse_": r"fs_", r"curl_": r"net_", r"(xml|html)[A-Z]": r"doc_",
         r"cJSON_": r"base_json\.c\.o", r"(TIFF|png_|qpdf_)": r"image_",
         r"sqlite3_": r"store_(db|rows)\.c\.o", r"ZSTD_": r"store_pack\.c\.o"}

NOWHERE = re.compile(
    r"(pthread_\w+|thrd_\w+|mtx_\w+|sem_\w+|u?sleep|(clock_)?nanosleep|"
    r"curl_easy_perform|curl_multi_wait|curl_multi_poll|system|popen|gets|"
    r"strtok|localtime|gmtime|ctime|asctime)(@.*)?$")

# The process sleeps in one place; net/http looks at its own set and goes on.
SLEEPS = re.compile(r"(epoll_p?wait2?|ppoll|poll|p?select)(@.*)?$")
SLEEPERS = {"loop.c.o", "net_http.c.o"}

IMPURE = re.compile(
    r"(f?open(at)?(64)?|creat(64)?|f?read|f?write|close|unlink|rename|mkdir|"
    r"f?l?stat(at)?(64)?|socket|connect|send(to|msg)?|recv(from|msg)?|f?printf|"
    r"v?fprintf|puts|fputs|time|clock(_gettime)?|gettimeofday|getenv|setenv|"
    r"random|rand|getrandom|fork|signal|clock_now|log_line)(@.*)?$")
PURE = re.compile(r"(ops|doc)_")

# Sections that a program may write to, but for what the loader alone writes.
WRITABLE = re.compile(r"(\.data(?!\.rel\.ro)|\.bss|\.tbss|\.tdata|\*COM\*)")
INSTRUMENTED = re.compile(r"__(asan|ubsan|gcov|sanitizer)_|__llvm_|__gcov")


def home_faults(name: str, called: str) -> list[str]:
    return [f"{name} calls {called}, which is for {home} only"
            for prefix, home in HOMES.items()
            if re.match(prefix, called) and not re.match(home, name)]


def is_of_worker(name: str, called: str) -> bool:
    """The one thread beside the loop, and what it needs to hand work over."""
    return (name in ("base_worker.c.o", "base_shared.c.o")
            and called.startswith("pthread_"))


def check_calls(paths: list[Path]) -> list[str]:
    found = []
    for path in paths:
        for called in calls(path):
            found += home_faults(path.name, called)
            if NOWHERE.match(called) and not is_of_worker(path.name, called):
                found.append(f"{path.name} calls {called}")
            if SLEEPS.match(called) and path.name not in SLEEPERS:
                found.append(f"{path.name} sleeps in {called}")
            if PURE.match(path.name) and IMPURE.match(called):
                found.append(f"{path.name} is to be pure and calls {called}")
    return found


def check_state(paths: list[Path]) -> list[str]:
    """An instrumented object has data of its own; a plain build shows it."""
    return [f"{path.name} keeps state: {s.name} in {s.section}"
            for path in paths if PURE.match(path.name)
            and not any(INSTRUMENTED.match(c) for c in calls(path))
            for s in symbols_of(path) if WRITABLE.match(s.section)]


def orphans(paths: list[Path], others: list[Path]) -> list[str]:
    """What other files may use, and no other file nor test does."""
    used = {path: set(calls(path)) for path in [*paths, *others]}
    return [f"{path.name} shows {name} to all, and nobody else uses it"
            for path in paths for name in defines(path)
            if name != "main"
            and not any(name in names for other, names in used.items()
                        if other != path)]


def missing(root: Path, paths: list[Path]) -> list[str]:
    """Every source has its object: else a new file would go unseen."""
    have = {p.name for p in paths}
    return [f"no object of src/{path} was seen"
            for name, path in sources_of(root).items() if name not in have]


PLANTED = {
    "fs_a.c": "int fuse_x(void); int curl_x(void);"
              "int f(void) { return fuse_x() + curl_x(); }",
    "net_a.c": "int curl_easy_perform(void); int fuse_x(void);"
               "int f(void) { return curl_easy_perform() + fuse_x(); }",
    "net_token.c": "int cJSON_Parse(void); int f(void) { return cJSON_Parse(); }",
    "tree_a.c": "int xmlFree(void); int xml_walk(void);"
                "int f(void) { return xmlFree() + xml_walk(); }",
    "base_a.c": "int pthread_mutex_lock(void *); unsigned sleep(unsigned);"
                "int f(void) { return pthread_mutex_lock(0) + (int)sleep(1); }",
    "fs_b.c": "int poll(void *, long, int); int f(void) { return poll(0, 0, 1); }",
    "loop.c": "int poll(void *, long, int); int f(void) { return poll(0, 0, 1); }",
    "ops_a.c": "long time(void *); int open(const char *, int);"
               "long f(void) { return time(0) + open(\"\", 0); }",
    "doc_a.c": "long read(int, void *, long); int clock_now(void);"
               "long f(void) { return read(0, 0, 0) + clock_now(); }",
    "ops_b.c": "static int count; int set = 1; _Thread_local int own;"
               "int f(void) { return ++count + ++own; }",
    "ops_c.c": "static const char *const words[] = {\"a\"}; const int n = 1;"
               "const char *f(int i) { return words[i]; }",
    "store_lookup.c": "int sqlite3_step(void *); int ZSTD_isError(long);"
                      "int f(void) { return sqlite3_step(0) + ZSTD_isError(0); }",
    "net_b.c": "static int count; int f(void) { return ++count; }",
}


LONELY = {
    "tree_a.c": "int used(void) { return 1; } int unused(void) { return 2; }",
    "tree_b.c": "int used(void); static int f(void) { return used(); }"
                "int (*table[])(void) = {f}; int main(void) { return 0; }",
}


def tests_of(build: Path) -> list[Path]:
    return sorted(p for folder in build.glob("tests/*.p")
                  for p in folder.glob("*.c.o"))


def main() -> int:
    root, build = _tap.arguments(2)
    objects = objects_of(build)
    return _tap.report({
        "every source has an object": lambda: missing(root, objects),
        "calls stay where they belong": lambda: check_calls(objects),
        "ops/ and doc/ keep no state": lambda: check_state(objects),
        "what all may use is used": lambda: orphans(objects, tests_of(build)),
        "planted orphans are found": lambda: _tap.planted(
            lambda tree: orphans(compile_all(tree), []), LONELY, 2),
        "planted calls are found": lambda: _tap.planted(
            lambda tree: check_calls(compile_all(tree)), PLANTED, 14),
        "planted state is found": lambda: _tap.planted(
            lambda tree: check_state(compile_all(tree)), PLANTED, 3),
        "a source without object is found": lambda: _tap.planted(
            lambda tree: missing(tree, []), {"src/net/a.c": ""}, 1),
    })


if __name__ == "__main__":
    sys.exit(main())
