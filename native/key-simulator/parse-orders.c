#include "parse-orders.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is(const char *left, const char *right) {
  return strcmp(left, right) == 0;
}

static bool parse_number(const char *text, unsigned long *number) {
  char *end;
  *number = strtoul(text, &end, 10);
  return *text != '\0' && *end == '\0';
}

static bool parse_yes_or_no(const char *text, bool *answer) {
  *answer = is(text, "yes");
  return *answer || is(text, "no");
}

static bool parse_kinds(char *text, unsigned *kinds) {
  *kinds = 0;
  char *rest;
  for (char *word = strtok_r(text, ",", &rest); word; word = strtok_r(NULL, ",", &rest)) {
    if (is(word, "certificates")) *kinds |= CERTIFICATES;
    else if (is(word, "public-keys")) *kinds |= PUBLIC_KEYS;
    else if (is(word, "private-keys")) *kinds |= PRIVATE_KEYS;
    else return false;
  }
  return true;
}

// Hexadecimal, because a label may hold line breaks, zero bytes and what is no UTF-8.
static bool parse_label(const char *text, struct shown_label *label) {
  size_t length = strlen(text) / 2;
  if (strlen(text) % 2 != 0 || length > LONGEST_LABEL) return false;
  for (size_t at = 0; at < length; at++) {
    unsigned byte;
    if (sscanf(text + 2 * at, "%2x", &byte) != 1) return false;
    label->bytes[at] = (unsigned char)byte;
  }
  label->length = length;
  label->is_set = true;
  return true;
}

static bool parse_pin_pad(const char *text, enum pin_pad *pin_pad) {
  if (is(text, "right-entry")) *pin_pad = RIGHT_ENTRY;
  else if (is(text, "wrong-entry")) *pin_pad = WRONG_ENTRY;
  else return false;
  return true;
}

static bool parse_slot_line(const char *name, char *value, struct slot_orders *slot) {
  slot->exists = true;
  if (is(name, "token")) {
    int written = snprintf(slot->token, sizeof slot->token, "%s", value);
    return written > 0 && (size_t)written < sizeof slot->token;
  }
  if (is(name, "present")) return parse_yes_or_no(value, &slot->is_present);
  if (is(name, "insertion")) return parse_number(value, &slot->insertion);
  if (is(name, "pin-tries")) return parse_number(value, &slot->pin_tries);
  if (is(name, "pin-pad")) return parse_pin_pad(value, &slot->pin_pad);
  if (is(name, "always-authenticate")) return parse_yes_or_no(value, &slot->always_authenticate);
  if (is(name, "empty-id")) return parse_kinds(value, &slot->empty_id);
  if (is(name, "hidden")) return parse_kinds(value, &slot->hidden);
  if (is(name, "hidden-before-login")) return parse_kinds(value, &slot->hidden_before_login);
  if (is(name, "token-label")) return parse_label(value, &slot->token_label);
  if (is(name, "serial-number")) return parse_label(value, &slot->serial_number);
  if (is(name, "certificate-label")) return parse_label(value, &slot->certificate_label);
  if (is(name, "certificate-value")) return parse_label(value, &slot->certificate_value);
  return false;
}

static bool parse_action(const char *text, enum action *action) {
  static const char *const names[] = {
      [ACTION_FAIL] = "fail",
      [ACTION_HANG] = "hang",
      [ACTION_CRASH] = "crash",
      [ACTION_DELAY] = "delay",
      [ACTION_REMOVE_BEFORE] = "remove-before",
      [ACTION_REMOVE_DURING] = "remove-during",
  };
  for (size_t at = 0; at < sizeof names / sizeof *names; at++) {
    if (!is(text, names[at])) continue;
    *action = (enum action)at;
    return true;
  }
  return false;
}

/** "<function> <call> <slot> <action> <number>" */
static bool parse_rule(const char *value, struct rule *rule) {
  char action[20];
  int end = 0;
  int fields = sscanf(value, "%39s %lu %lu %19s %lu%n", rule->function, &rule->call, &rule->slot, action,
                      &rule->number, &end);
  return fields == 5 && value[end] == '\0' && parse_action(action, &rule->action);
}

static bool parse_line(char *line, struct orders *parsed) {
  char *value = strchr(line, '=');
  if (!value) return false;
  *value++ = '\0';
  unsigned long slot;
  int end = 0;
  if (sscanf(line, "slot.%lu.%n", &slot, &end) == 1 && end > 0) {
    return slot >= 1 && slot <= MOST_SLOTS && parse_slot_line(line + end, value, &parsed->slots[slot]);
  }
  if (strncmp(line, "rule.", 5) == 0) {
    if (parsed->rule_count == MOST_RULES) return false;
    struct rule *rule = &parsed->rules[parsed->rule_count++];
    return parse_number(line + 5, &rule->id) && parse_rule(value, rule);
  }
  if (is(line, "sm2-mechanism")) return parse_number(value, &parsed->sm2_mechanism);
  if (is(line, "initialize-arguments") && is(value, "refused")) {
    parsed->refuses_initialize_arguments = true;
    return true;
  }
  return false;
}

const char *parse_orders(char *text, struct orders *parsed) {
  memset(parsed, 0, sizeof *parsed);
  char *rest;
  for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
    if (!parse_line(line, parsed)) return line;
  }
  return NULL;
}
