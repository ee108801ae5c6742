#ifndef RULES_H
#define RULES_H

#include "call.h"

/** Under the simulator's lock, which it gives away while it waits. Returns the failure ordered, or CKR_OK. */
CK_RV carry_out_rules(struct call *call);

/** The key the call is about; all keys when it is about none. */
void pull_out_keys_of(const struct call *call);

#endif
