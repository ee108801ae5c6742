// What the objects on a key look like under the orders for its slot.
#ifndef SHOWN_OBJECTS_H
#define SHOWN_OBJECTS_H

#include <stdbool.h>

#include "cryptoki.h"
#include "sessions.h"

/** Whether some objects of this slot show another value of this attribute than they have. */
bool is_attribute_altered(unsigned long slot, CK_ATTRIBUTE_TYPE type);

bool is_object_hidden(const struct session *session, CK_OBJECT_HANDLE object);

/** As C_GetAttributeValue. */
CK_RV read_shown_attributes(const struct session *session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE_PTR attributes,
                            CK_ULONG count);

#endif
