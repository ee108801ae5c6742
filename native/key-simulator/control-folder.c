#include "control-folder.h"

#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int open_control_file(const char *name, int flags) {
  const char *folder = getenv("KEY_SIMULATOR_CONTROL");
  char path[PATH_MAX];
  if (!folder) return -1;
  int length = snprintf(path, sizeof path, "%s/%s", folder, name);
  if (length < 0 || (size_t)length >= sizeof path) return -1;
  return open(path, flags | O_CLOEXEC, 0600);
}

bool read_control_file(const char *name, char *text, size_t size) {
  int file = open_control_file(name, O_RDONLY);
  if (file < 0) return false;
  size_t used = 0;
  ssize_t got = 0;
  while (used < size && (got = read(file, text + used, size - used)) > 0) used += (size_t)got;
  close(file);
  if (got < 0 || used == size) return false;
  text[used] = '\0';
  return true;
}

bool has_control_file(const char *name) {
  int file = open_control_file(name, O_RDONLY);
  if (file < 0) return false;
  close(file);
  return true;
}

// A test that would go on with a wrong count proves nothing.
static void require(bool is_done, const char *name) {
  if (is_done) return;
  fprintf(stderr, "key simulator: cannot write `%s` in the control folder\n", name);
  abort();
}

static unsigned long size_of(int file) {
  struct stat about;
  return fstat(file, &about) == 0 ? (unsigned long)about.st_size : 0;
}

unsigned long count_up(const char *name) {
  int file = open_control_file(name, O_WRONLY | O_APPEND | O_CREAT);
  require(file >= 0 && write(file, ".", 1) == 1, name);
  off_t end = lseek(file, 0, SEEK_CUR);
  close(file);
  return (unsigned long)end;
}

void count_down(const char *name) {
  int file = open_control_file(name, O_WRONLY);
  require(file >= 0, name);
  unsigned long count = size_of(file);
  require(count == 0 || ftruncate(file, (off_t)(count - 1)) == 0, name);
  close(file);
}

void count_reset(const char *name) {
  int file = open_control_file(name, O_WRONLY | O_CREAT | O_TRUNC);
  require(file >= 0, name);
  close(file);
}

unsigned long read_count(const char *name) {
  int file = open_control_file(name, O_RDONLY);
  if (file < 0) return 0;
  unsigned long count = size_of(file);
  close(file);
  return count;
}

void append_to_journal(const char *format, ...) {
  char line[256];
  va_list values;
  va_start(values, format);
  int length = vsnprintf(line, sizeof line, format, values);
  va_end(values);
  require(length > 0 && (size_t)length < sizeof line, "journal");
  int file = open_control_file("journal", O_WRONLY | O_APPEND | O_CREAT);
  require(file >= 0 && write(file, line, (size_t)length) == length, "journal");
  close(file);
}
