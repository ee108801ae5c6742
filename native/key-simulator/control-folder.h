// The files through which tests and simulator speak, and which outlive a process as a key's memory does.
#ifndef CONTROL_FOLDER_H
#define CONTROL_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

/** False when it is missing or does not fit; the text ends with a zero byte. */
bool read_control_file(const char *name, char *text, size_t size);

bool has_control_file(const char *name);

/** A counter is the size of its file: appending one byte is atomic between processes. Returns the new count. */
unsigned long count_up(const char *name);
void count_down(const char *name);
void count_reset(const char *name);
unsigned long read_count(const char *name);

/** One line, written at once. */
void append_to_journal(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
