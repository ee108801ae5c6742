#include "rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "control-folder.h"
#include "keys.h"
#include "orders.h"

static const char *const action_names[] = {
    [ACTION_FAIL] = "fails",
    [ACTION_HANG] = "hangs",
    [ACTION_CRASH] = "crashes",
    [ACTION_DELAY] = "is-delayed",
    [ACTION_REMOVE_BEFORE] = "loses-key",
    [ACTION_REMOVE_DURING] = "loses-key",
};

void pull_out_keys_of(const struct call *call) {
  for (unsigned long slot = 1; slot <= MOST_SLOTS; slot++) {
    if (call->slot == 0 || call->slot == slot) pull_key_out(slot);
  }
}

static bool is_due(const struct rule *rule, const struct call *call) {
  bool is_function = strcmp(rule->function, "any") == 0 || strcmp(rule->function, call->function) == 0;
  bool is_slot = rule->slot == 0 || rule->slot == call->slot;
  if (!is_function || !is_slot) return false;
  if (rule->call == 0) return true;
  char name[40];
  snprintf(name, sizeof name, "calls.%lu", rule->id);
  return count_up(name) == rule->call;
}

static void wait_unlocked(unsigned long milliseconds) {
  unlock_simulator();
  pause_milliseconds(milliseconds);
  lock_simulator();
}

static void hang(unsigned long rule_id) {
  while (is_still_ordered(rule_id)) {
    wait_unlocked(10);
    if (!read_orders()) return;
  }
}

static void wait_out(const struct rule *rule) {
  if (rule->action == ACTION_HANG) hang(rule->id);
  else wait_unlocked(rule->number);
  if (read_orders()) notice_insertions_and_removals();
}

CK_RV carry_out_rules(struct call *call) {
  // A copy: the orders may change while a rule waits.
  struct orders given = orders;
  CK_RV result = CKR_OK;
  for (size_t at = 0; at < given.rule_count; at++) {
    const struct rule *rule = &given.rules[at];
    if (!is_due(rule, call)) continue;
    append_to_journal("%d %s %lu %s\n", getpid(), call->function, call->slot, action_names[rule->action]);
    switch (rule->action) {
      case ACTION_FAIL: result = rule->number; break;
      case ACTION_HANG:
      case ACTION_DELAY: wait_out(rule); break;
      case ACTION_CRASH: abort();
      case ACTION_REMOVE_BEFORE: pull_out_keys_of(call); break;
      case ACTION_REMOVE_DURING: call->removes_key_during = true; break;
    }
  }
  return result;
}
