// The real token behind the simulated one.
#ifndef FORWARD_H
#define FORWARD_H

#include <stdbool.h>

#include "cryptoki.h"

/** Null until loaded. */
extern CK_FUNCTION_LIST_PTR forward;

bool load_forward(void);

/** The real module's slot of the token with this label. */
bool find_forward_slot(const char *token_label, CK_SLOT_ID *slot);

#endif
