/*
 * Makes the disk fail at a chosen moment. Loaded with LD_PRELOAD, it counts the calls that change files below
 * HAILONG_IO_FOLDER and lets the chosen one fail, once or from then on.
 *
 * With HAILONG_IO_READS it counts the reads and the removals, too: a stick that is pulled out fails them as well.
 *
 * The test steers it through the file HAILONG_IO_CONTROL, which both sides map: four 32-bit integers,
 *   [0] calls so far   [1] the call that fails, 0 for none   [2] its errno   [3] 1: every later call fails, too
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

enum { CALLS, FAILING, ERRNO, FOR_EVER, FIELDS };
enum { DESCRIPTORS = 4096 };

static volatile int32_t *control;
static const char *folder;
static int counts_reads;
static char watched[DESCRIPTORS];

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("HAILONG_IO_CONTROL");
  folder = getenv("HAILONG_IO_FOLDER");
  counts_reads = getenv("HAILONG_IO_READS") != NULL;
  if (!path || !folder) return;
  int descriptor = REAL(open)(path, O_RDWR);
  if (descriptor < 0) return;
  void *mapped = mmap(NULL, FIELDS * sizeof(int32_t), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  if (mapped != MAP_FAILED) control = mapped;
}

static int below(const char *path) {
  return control && path && strncmp(path, folder, strlen(folder)) == 0;
}

static int is_watched(int descriptor) {
  return control && descriptor >= 0 && descriptor < DESCRIPTORS && watched[descriptor];
}

static void watch(int descriptor, int yes) {
  if (descriptor >= 0 && descriptor < DESCRIPTORS) watched[descriptor] = (char)yes;
}

/* Counts a call; 1 with errno set if it is to fail. */
static int fails(void) {
  int32_t call = ++control[CALLS];
  int32_t failing = control[FAILING];
  if (failing == 0 || call < failing || (call > failing && !control[FOR_EVER])) return 0;
  errno = control[ERRNO];
  return 1;
}

#define FAIL_IF(condition) do { if ((condition) && fails()) return -1; } while (0)

static int opened(const char *path, int descriptor) {
  watch(descriptor, below(path));
  return descriptor;
}

#define OPEN(name)                                       \
  int name(const char *path, int flags, ...) {           \
    va_list rest;                                        \
    va_start(rest, flags);                               \
    mode_t mode = (mode_t)va_arg(rest, int);             \
    va_end(rest);                                        \
    FAIL_IF(below(path));                                \
    return opened(path, REAL(name)(path, flags, mode));  \
  }
OPEN(open)
OPEN(open64)

int close(int descriptor) {
  watch(descriptor, 0);
  return REAL(close)(descriptor);
}

#define ON_DESCRIPTOR(result, name, declared, passed) \
  result name declared {                              \
    FAIL_IF(is_watched(descriptor));                  \
    return REAL(name) passed;                         \
  }
#define ON_READ(result, name, declared, passed)         \
  result name declared {                               \
    FAIL_IF(counts_reads && is_watched(descriptor));   \
    return REAL(name) passed;                          \
  }
ON_READ(ssize_t, read, (int descriptor, void *bytes, size_t count), (descriptor, bytes, count))
ON_READ(ssize_t, pread, (int descriptor, void *bytes, size_t count, off_t at), (descriptor, bytes, count, at))
ON_READ(ssize_t, pread64, (int descriptor, void *bytes, size_t count, off64_t at), (descriptor, bytes, count, at))
ON_DESCRIPTOR(ssize_t, write, (int descriptor, const void *bytes, size_t count), (descriptor, bytes, count))
ON_DESCRIPTOR(ssize_t, pwrite, (int descriptor, const void *bytes, size_t count, off_t at), (descriptor, bytes, count, at))
ON_DESCRIPTOR(ssize_t, pwrite64, (int descriptor, const void *bytes, size_t count, off64_t at), (descriptor, bytes, count, at))
ON_DESCRIPTOR(int, fsync, (int descriptor), (descriptor))
ON_DESCRIPTOR(int, fdatasync, (int descriptor), (descriptor))
ON_DESCRIPTOR(int, ftruncate, (int descriptor, off_t length), (descriptor, length))
ON_DESCRIPTOR(int, ftruncate64, (int descriptor, off64_t length), (descriptor, length))

int rename(const char *from, const char *to) {
  FAIL_IF(below(from) || below(to));
  return REAL(rename)(from, to);
}

/* Nothing can be tidied up on a stick that is gone. */
#define ON_PATH(name, declared, passed)          \
  int name declared {                            \
    FAIL_IF(counts_reads && below(path));        \
    return REAL(name) passed;                    \
  }
ON_PATH(unlink, (const char *path), (path))
ON_PATH(unlinkat, (int folder_descriptor, const char *path, int flags), (folder_descriptor, path, flags))
ON_PATH(remove, (const char *path), (path))
