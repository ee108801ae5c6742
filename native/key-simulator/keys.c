#include "keys.h"

#include <stdio.h>
#include <string.h>

#include "control-folder.h"
#include "forward.h"
#include "sessions.h"

struct key {
  bool is_present;
  unsigned long insertion;
  bool has_event;
  CK_ULONG pin_length;
  CK_UTF8CHAR pin[256];
};

static struct key keys[MOST_SLOTS + 1];

static void name_removal(char *name, size_t size, unsigned long slot) {
  snprintf(name, size, "removed.%lu.%lu", slot, orders.slots[slot].insertion);
}

bool is_key_present(unsigned long slot) {
  if (!orders.slots[slot].is_present) return false;
  char name[64];
  name_removal(name, sizeof name, slot);
  return !has_control_file(name);
}

void start_watching_keys(void) {
  for (unsigned long slot = 1; slot <= MOST_SLOTS; slot++) {
    keys[slot] = (struct key){.is_present = is_key_present(slot), .insertion = orders.slots[slot].insertion};
  }
}

// Without closing the real sessions the real login would survive the removal.
static void end_everything_on(unsigned long slot) {
  CK_SLOT_ID forward_slot;
  if (forward && forward_slot_of(slot, &forward_slot)) forward->C_CloseAllSessions(forward_slot);
  mark_sessions_dead(slot);
  forget_pin(slot);
}

void notice_insertions_and_removals(void) {
  for (unsigned long slot = 1; slot <= MOST_SLOTS; slot++) {
    struct key *key = &keys[slot];
    bool is_present = is_key_present(slot);
    bool is_other_insertion = is_present && key->insertion != orders.slots[slot].insertion;
    if (is_present == key->is_present && !is_other_insertion) continue;
    if (key->is_present) end_everything_on(slot);
    key->is_present = is_present;
    key->insertion = orders.slots[slot].insertion;
    key->has_event = true;
  }
}

bool take_slot_event(CK_SLOT_ID *slot) {
  for (unsigned long at = 1; at <= MOST_SLOTS; at++) {
    if (!keys[at].has_event) continue;
    keys[at].has_event = false;
    *slot = at;
    return true;
  }
  return false;
}

void pull_key_out(unsigned long slot) {
  if (!is_key_present(slot)) return;
  char name[64];
  name_removal(name, sizeof name, slot);
  count_up(name);
  notice_insertions_and_removals();
}

bool forward_slot_of(unsigned long slot, CK_SLOT_ID *forward_slot) {
  return find_forward_slot(orders.slots[slot].token, forward_slot);
}

void remember_pin(unsigned long slot, const CK_UTF8CHAR *pin, CK_ULONG length) {
  struct key *key = &keys[slot];
  forget_pin(slot);
  if (length > sizeof key->pin) return;
  memcpy(key->pin, pin, length);
  key->pin_length = length;
}

void forget_pin(unsigned long slot) {
  explicit_bzero(keys[slot].pin, sizeof keys[slot].pin);
  keys[slot].pin_length = 0;
}

bool is_remembered_pin(unsigned long slot, const CK_UTF8CHAR *pin, CK_ULONG length) {
  const struct key *key = &keys[slot];
  return length > 0 && length == key->pin_length && memcmp(pin, key->pin, length) == 0;
}
