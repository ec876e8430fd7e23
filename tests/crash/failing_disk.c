/* A disk that fails: loaded before the C library (LD_PRELOAD) of a process whose database it lies under.

   The file that PARCOURS_TEST_DISK names holds one letter, read at every call on a file with ".db" in its name:
     o  all is well                      h  a sync does not come back for as long as this is said
     e  a sync fails (EIO)               w  a write fails (EIO)
     r  a write is refused (EROFS), as by a file system that was remounted read-only for its errors
     i  a read fails (EIO) */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define REAL(name, result, ...) \
  static result (*real)(__VA_ARGS__); \
  if (!real) real = dlsym(RTLD_NEXT, #name)

static char said(int fd) {
  char link[64], name[4096], letter = 'o';
  const char *file = getenv("PARCOURS_TEST_DISK");
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = file ? readlink(link, name, sizeof name - 1) : -1;
  if (length <= 0) return 'o';
  name[length] = 0;
  if (!strstr(name, ".db")) return 'o';
  int order = open(file, O_RDONLY);
  if (order < 0) return 'o';
  if (read(order, &letter, 1) != 1) letter = 'o';
  close(order);
  return letter;
}

static int fails(int number) {
  errno = number;
  return -1;
}

static int held(int fd) {
  char letter;
  while ((letter = said(fd)) == 'h') usleep(10000);
  return letter == 'e' ? fails(EIO) : 0;
}

static int refused(int fd) {
  char letter = said(fd);
  return letter == 'r' ? fails(EROFS) : letter == 'w' ? fails(EIO) : 0;
}

int fsync(int fd) {
  REAL(fsync, int, int);
  return held(fd) ? -1 : real(fd);
}

int fdatasync(int fd) {
  REAL(fdatasync, int, int);
  return held(fd) ? -1 : real(fd);
}

ssize_t pwrite(int fd, const void *from, size_t size, off_t at) {
  REAL(pwrite, ssize_t, int, const void *, size_t, off_t);
  return refused(fd) ? -1 : real(fd, from, size, at);
}

ssize_t pwrite64(int fd, const void *from, size_t size, off64_t at) {
  REAL(pwrite64, ssize_t, int, const void *, size_t, off64_t);
  return refused(fd) ? -1 : real(fd, from, size, at);
}

ssize_t pread64(int fd, void *to, size_t size, off64_t at) {
  REAL(pread64, ssize_t, int, void *, size_t, off64_t);
  return said(fd) == 'i' ? fails(EIO) : real(fd, to, size, at);
}
