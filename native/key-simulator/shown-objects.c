#include "shown-objects.h"

#include <string.h>

#include "forward.h"
#include "orders.h"

static unsigned kind_of(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object) {
  CK_OBJECT_CLASS class;
  CK_ATTRIBUTE attribute = {CKA_CLASS, &class, sizeof class};
  if (forward->C_GetAttributeValue(session, object, &attribute, 1) != CKR_OK) return 0;
  switch (class) {
    case CKO_CERTIFICATE: return CERTIFICATES;
    case CKO_PUBLIC_KEY: return PUBLIC_KEYS;
    case CKO_PRIVATE_KEY: return PRIVATE_KEYS;
    default: return 0;
  }
}

static bool is_user_logged_in(CK_SESSION_HANDLE session) {
  CK_SESSION_INFO info;
  if (forward->C_GetSessionInfo(session, &info) != CKR_OK) return false;
  return info.state == CKS_RO_USER_FUNCTIONS || info.state == CKS_RW_USER_FUNCTIONS;
}

bool is_object_hidden(const struct session *session, CK_OBJECT_HANDLE object) {
  const struct slot_orders *ordered = &orders.slots[session->slot];
  unsigned hidden = ordered->hidden;
  if (!is_user_logged_in(session->handle)) hidden |= ordered->hidden_before_login;
  return (hidden & kind_of(session->handle, object)) != 0;
}

bool is_attribute_altered(unsigned long slot, CK_ATTRIBUTE_TYPE type) {
  const struct slot_orders *ordered = &orders.slots[slot];
  if (type == CKA_ID) return ordered->empty_id != 0;
  if (type == CKA_LABEL) return ordered->certificate_label.is_set;
  if (type == CKA_VALUE) return ordered->certificate_value.is_set;
  return type == CKA_ALWAYS_AUTHENTICATE && ordered->always_authenticate;
}

struct value {
  const void *bytes;
  CK_ULONG length;
};

/** False where this object shows what it has. */
static bool find_altered_value(const struct slot_orders *ordered, unsigned kind, CK_ATTRIBUTE_TYPE type,
                               struct value *value) {
  static const CK_BBOOL yes = CK_TRUE;
  if (type == CKA_ID && (ordered->empty_id & kind)) {
    *value = (struct value){"", 0};
    return true;
  }
  if (type == CKA_LABEL && kind == CERTIFICATES && ordered->certificate_label.is_set) {
    *value = (struct value){ordered->certificate_label.bytes, ordered->certificate_label.length};
    return true;
  }
  if (type == CKA_VALUE && kind == CERTIFICATES && ordered->certificate_value.is_set) {
    *value = (struct value){ordered->certificate_value.bytes, ordered->certificate_value.length};
    return true;
  }
  if (type == CKA_ALWAYS_AUTHENTICATE && kind == PRIVATE_KEYS && ordered->always_authenticate) {
    *value = (struct value){&yes, sizeof yes};
    return true;
  }
  return false;
}

static CK_RV answer(CK_ATTRIBUTE_PTR attribute, struct value value) {
  if (attribute->pValue && attribute->ulValueLen < value.length) {
    attribute->ulValueLen = CK_UNAVAILABLE_INFORMATION;
    return CKR_BUFFER_TOO_SMALL;
  }
  if (attribute->pValue) memcpy(attribute->pValue, value.bytes, value.length);
  attribute->ulValueLen = value.length;
  return CKR_OK;
}

// One by one, because a value the real object lacks must not spoil the answer for its neighbours. A private number is
// kept back also where the real token would give it: that of an SM2 key lies open there, for sm2.c alone.
CK_RV read_shown_attributes(const struct session *session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE_PTR attributes,
                            CK_ULONG count) {
  if (is_object_hidden(session, object)) return CKR_OBJECT_HANDLE_INVALID;
  unsigned kind = kind_of(session->handle, object);
  CK_RV result = CKR_OK;
  for (CK_ULONG at = 0; at < count; at++) {
    if (kind == PRIVATE_KEYS && attributes[at].type == CKA_VALUE) {
      attributes[at].ulValueLen = CK_UNAVAILABLE_INFORMATION;
      result = CKR_ATTRIBUTE_SENSITIVE;
      continue;
    }
    struct value value;
    bool is_altered = find_altered_value(&orders.slots[session->slot], kind, attributes[at].type, &value);
    CK_RV one = is_altered ? answer(&attributes[at], value)
                           : forward->C_GetAttributeValue(session->handle, object, &attributes[at], 1);
    if (one != CKR_OK) result = one;
  }
  return result;
}
