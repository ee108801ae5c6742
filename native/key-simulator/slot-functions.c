#include <string.h>

#include "call.h"
#include "forward.h"
#include "keys.h"
#include "orders.h"
#include "pin-tries.h"
#include "sm2.h"

CK_RV C_GetSlotList(CK_BBOOL tokenPresent, CK_SLOT_ID_PTR pSlotList, CK_ULONG_PTR pulCount) {
  struct call call = call_about_nothing("C_GetSlotList");
  if (begin_call(&call)) {
    CK_SLOT_ID slots[MOST_SLOTS];
    CK_ULONG count = 0;
    lock_simulator();
    for (unsigned long slot = 1; slot <= MOST_SLOTS; slot++) {
      if (!orders.slots[slot].exists || (tokenPresent && !is_key_present(slot))) continue;
      slots[count++] = slot;
    }
    unlock_simulator();
    if (pSlotList && *pulCount < count) call.result = CKR_BUFFER_TOO_SMALL;
    else if (pSlotList) memcpy(pSlotList, slots, count * sizeof *slots);
    *pulCount = count;
  }
  return end_call(&call);
}

CK_RV C_GetSlotInfo(CK_SLOT_ID slotID, CK_SLOT_INFO_PTR pInfo) {
  struct call call = call_about_slot("C_GetSlotInfo", slotID);
  if (begin_call(&call)) {
    *pInfo = (CK_SLOT_INFO){.flags = CKF_REMOVABLE_DEVICE | CKF_HW_SLOT};
    memset(pInfo->slotDescription, ' ', sizeof pInfo->slotDescription);
    memset(pInfo->manufacturerID, ' ', sizeof pInfo->manufacturerID);
    memcpy(pInfo->slotDescription, "Key simulator", strlen("Key simulator"));
    lock_simulator();
    if (is_key_present(slotID)) pInfo->flags |= CKF_TOKEN_PRESENT;
    unlock_simulator();
  }
  return end_call(&call);
}

static CK_FLAGS pin_flags(unsigned long slot) {
  unsigned long allowed = orders.slots[slot].pin_tries;
  unsigned long spent = spent_pin_tries(slot);
  CK_FLAGS flags = 0;
  if (spent > 0) flags |= CKF_USER_PIN_COUNT_LOW;
  if (spent + 1 == allowed) flags |= CKF_USER_PIN_FINAL_TRY;
  if (spent >= allowed) flags |= CKF_USER_PIN_LOCKED;
  return flags;
}

static void show_text(const struct shown_label *ordered, unsigned char *field, size_t size) {
  if (!ordered->is_set) return;
  memset(field, ' ', size);
  memcpy(field, ordered->bytes, ordered->length < size ? ordered->length : size);
}

static void show_as_ordered(unsigned long slot, CK_TOKEN_INFO *info) {
  const struct slot_orders *ordered = &orders.slots[slot];
  show_text(&ordered->token_label, info->label, sizeof info->label);
  show_text(&ordered->serial_number, info->serialNumber, sizeof info->serialNumber);
  if (ordered->pin_pad != NO_PIN_PAD) info->flags |= CKF_PROTECTED_AUTHENTICATION_PATH;
  if (ordered->pin_tries == 0) return;
  info->flags &= ~(CK_FLAGS)(CKF_USER_PIN_COUNT_LOW | CKF_USER_PIN_FINAL_TRY | CKF_USER_PIN_LOCKED);
  info->flags |= pin_flags(slot);
}

CK_RV C_GetTokenInfo(CK_SLOT_ID slotID, CK_TOKEN_INFO_PTR pInfo) {
  struct call call = call_about_key("C_GetTokenInfo", slotID);
  CK_SLOT_ID slot;
  if (begin_call(&call)) {
    lock_simulator();
    call.result = forward_slot_of(slotID, &slot) ? forward->C_GetTokenInfo(slot, pInfo) : CKR_TOKEN_NOT_RECOGNIZED;
    if (call.result == CKR_OK) show_as_ordered(slotID, pInfo);
    unlock_simulator();
  }
  return end_call(&call);
}

#define FORWARD_ABOUT_KEY(name, parameters, answer)                                                         \
  CK_RV name parameters {                                                                                   \
    struct call call = call_about_key(#name, slotID);                                                       \
    CK_SLOT_ID slot;                                                                                        \
    if (begin_call(&call)) {                                                                                \
      lock_simulator();                                                                                     \
      call.result = forward_slot_of(slotID, &slot) ? answer : CKR_TOKEN_NOT_RECOGNIZED;                     \
      unlock_simulator();                                                                                   \
    }                                                                                                       \
    return end_call(&call);                                                                                 \
  }

/** The real token's, and SM2's behind them. */
static CK_RV list_mechanisms(CK_SLOT_ID slot, CK_MECHANISM_TYPE_PTR list, CK_ULONG_PTR count) {
  if (list && *count == 0) return CKR_BUFFER_TOO_SMALL;
  if (list) *count -= 1;
  CK_RV result = forward->C_GetMechanismList(slot, list, count);
  if (result == CKR_OK && list) list[*count] = sm2_mechanism();
  *count += 1;
  return result;
}

static CK_RV describe_mechanism(CK_SLOT_ID slot, CK_MECHANISM_TYPE type, CK_MECHANISM_INFO_PTR info) {
  if (type != sm2_mechanism()) return forward->C_GetMechanismInfo(slot, type, info);
  *info = (CK_MECHANISM_INFO){.ulMinKeySize = 256, .ulMaxKeySize = 256, .flags = CKF_HW | CKF_SIGN};
  return CKR_OK;
}

FORWARD_ABOUT_KEY(C_GetMechanismList,
                  (CK_SLOT_ID slotID, CK_MECHANISM_TYPE_PTR pMechanismList, CK_ULONG_PTR pulCount),
                  list_mechanisms(slot, pMechanismList, pulCount))
FORWARD_ABOUT_KEY(C_GetMechanismInfo, (CK_SLOT_ID slotID, CK_MECHANISM_TYPE type, CK_MECHANISM_INFO_PTR pInfo),
                  describe_mechanism(slot, type, pInfo))
FORWARD_ABOUT_KEY(C_InitToken, (CK_SLOT_ID slotID, CK_UTF8CHAR_PTR pPin, CK_ULONG ulPinLen, CK_UTF8CHAR_PTR pLabel),
                  forward->C_InitToken(slot, pPin, ulPinLen, pLabel))
