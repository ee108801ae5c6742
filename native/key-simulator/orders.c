#include "orders.h"

#include <stdio.h>
#include <string.h>

#include "control-folder.h"
#include "parse-orders.h"

enum { LONGEST_TEXT = 16384 };

struct orders orders;

static char text_read_last[LONGEST_TEXT];
static bool is_understood;

// Read at every call, whatever its time stamp: two changes can fall into one tick of the file system's clock.
bool read_orders(void) {
  static char text[LONGEST_TEXT];
  if (!read_control_file("orders", text, sizeof text)) {
    fprintf(stderr, "key simulator: KEY_SIMULATOR_CONTROL names no folder with a readable file `orders`\n");
    return false;
  }
  if (text[0] != '\0' && strcmp(text, text_read_last) == 0) return is_understood;
  strcpy(text_read_last, text);
  struct orders parsed;
  const char *odd_line = parse_orders(text, &parsed);
  is_understood = odd_line == NULL;
  if (is_understood) orders = parsed;
  else fprintf(stderr, "key simulator: this order is not understood: %s\n", odd_line);
  return is_understood;
}

bool is_still_ordered(unsigned long rule_id) {
  for (size_t at = 0; at < orders.rule_count; at++) {
    if (orders.rules[at].id == rule_id) return true;
  }
  return false;
}
