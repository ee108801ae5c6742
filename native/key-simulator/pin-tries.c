#include "pin-tries.h"

#include <stdio.h>

#include "control-folder.h"
#include "orders.h"

static const char *counter_of(unsigned long slot, char *name, size_t size) {
  snprintf(name, size, "wrong-pins.%lu", slot);
  return name;
}

unsigned long spent_pin_tries(unsigned long slot) {
  char name[40];
  return read_count(counter_of(slot, name, sizeof name));
}

CK_RV spend_pin_try(unsigned long slot) {
  unsigned long allowed = orders.slots[slot].pin_tries;
  if (allowed == 0) return CKR_OK;
  char name[40];
  counter_of(slot, name, sizeof name);
  if (read_count(name) >= allowed) return CKR_PIN_LOCKED;
  count_up(name);
  return CKR_OK;
}

void settle_pin_try(unsigned long slot, CK_RV judgement) {
  if (orders.slots[slot].pin_tries == 0 || judgement == CKR_PIN_INCORRECT) return;
  char name[40];
  counter_of(slot, name, sizeof name);
  if (judgement == CKR_OK) count_reset(name);
  else count_down(name);
}
