// The keys in the slots: inserted, pulled out, and the PIN they were opened with.
#ifndef KEYS_H
#define KEYS_H

#include <stdbool.h>

#include "cryptoki.h"
#include "orders.h"

/** Takes what is present now as what was always there: no slot events. */
void start_watching_keys(void);

/** Carries through what was ordered since the last call: a pulled key loses its sessions and its login. */
void notice_insertions_and_removals(void);

bool is_key_present(unsigned long slot);

/** False unless a slot has an event nobody was told of; tells of it once. */
bool take_slot_event(CK_SLOT_ID *slot);

/** As by hand: the key stays out, for later processes too, until the test inserts it again. */
void pull_key_out(unsigned long slot);

/** The real module's slot behind this one. */
bool forward_slot_of(unsigned long slot, CK_SLOT_ID *forward_slot);

void remember_pin(unsigned long slot, const CK_UTF8CHAR *pin, CK_ULONG length);
void forget_pin(unsigned long slot);
bool is_remembered_pin(unsigned long slot, const CK_UTF8CHAR *pin, CK_ULONG length);

#endif
