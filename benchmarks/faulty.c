/* A disk that fails when it is told to: loaded before the C library by benchmarks/faults.py.

   Counts the calls that write to (or, for QUOTH_FAULT=read, read from) files whose path begins with QUOTH_FAULT_AT, and
   from the QUOTH_FAULT_FROM-th on does what QUOTH_FAULT says:
     full   every write fails with ENOSPC, for good
     short  that write gives half of its bytes, and every later one fails with ENOSPC
     eio    that one write fails with EIO, and no other
     sync   that one fsync or fdatasync fails with EIO, and no other
     read   that one read fails with EIO, and no other
     count  nothing fails
   At the end of the process the number of calls is written to QUOTH_FAULT_COUNT. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum call { WRITE, SYNC, READ };

static long calls;
static const char *what, *at;
static long from;

__attribute__((constructor)) static void begin(void) {
    what = getenv("QUOTH_FAULT");
    at = getenv("QUOTH_FAULT_AT");
    from = getenv("QUOTH_FAULT_FROM") ? atol(getenv("QUOTH_FAULT_FROM")) : 0;
}

__attribute__((destructor)) static void end(void) {
    const char *path = getenv("QUOTH_FAULT_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (file) {
        fprintf(file, "%ld\n", calls);
        fclose(file);
    }
}

static int ours(int fd) {
    char link[64], path[PATH_MAX];
    if (!what || !at || fd < 0) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    return length > 0 && !strncmp(path, at, strlen(at));
}

/* 0: as always; 1: fails with errno set; 2: half of the bytes */
static int fault(int fd, enum call call) {
    if (!what || !ours(fd)) return 0;
    enum call counted = !strcmp(what, "sync") ? SYNC : !strcmp(what, "read") ? READ : WRITE;
    if (call != counted) return 0;
    long number = ++calls;
    if (!strcmp(what, "count") || number < from) return 0;
    if (!strcmp(what, "short") && number == from) return 2;
    if (!strcmp(what, "full") || !strcmp(what, "short")) {
        errno = ENOSPC;
        return 1;
    }
    if (number > from) return 0;
    errno = EIO;
    return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *bytes, size_t count) {
    int how = fault(fd, WRITE);
    return how == 1 ? -1 : REAL(write)(fd, bytes, how == 2 ? count / 2 : count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
    int how = fault(fd, WRITE);
    return how == 1 ? -1 : REAL(pwrite)(fd, bytes, how == 2 ? count / 2 : count, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) {
    int how = fault(fd, WRITE);
    return how == 1 ? -1 : REAL(pwrite64)(fd, bytes, how == 2 ? count / 2 : count, offset);
}

ssize_t pread(int fd, void *bytes, size_t count, off_t offset) {
    return fault(fd, READ) ? -1 : REAL(pread)(fd, bytes, count, offset);
}

ssize_t pread64(int fd, void *bytes, size_t count, off64_t offset) {
    return fault(fd, READ) ? -1 : REAL(pread64)(fd, bytes, count, offset);
}

int ftruncate(int fd, off_t length) { return fault(fd, WRITE) ? -1 : REAL(ftruncate)(fd, length); }

int ftruncate64(int fd, off64_t length) { return fault(fd, WRITE) ? -1 : REAL(ftruncate64)(fd, length); }

int fsync(int fd) { return fault(fd, SYNC) ? -1 : REAL(fsync)(fd); }

int fdatasync(int fd) { return fault(fd, SYNC) ? -1 : REAL(fdatasync)(fd); }
