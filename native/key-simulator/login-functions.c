#include <stdlib.h>
#include <string.h>

#include "call.h"
#include "forward.h"
#include "keys.h"
#include "orders.h"
#include "pin-tries.h"
#include "sessions.h"

struct pin {
  CK_UTF8CHAR_PTR bytes;
  CK_ULONG length;
};

static CK_UTF8CHAR wrong_entry[] = "0000-no-PIN-is-this";

/**
 * On a pad the PIN comes from the pad alone: one given by the program is refused before it can spend a try.
 * An empty PIN counts as none, because pkcs11js cannot pass a null pointer.
 */
static CK_RV take_pin(unsigned long slot, struct pin *pin) {
  enum pin_pad pad = orders.slots[slot].pin_pad;
  if (pad == NO_PIN_PAD) return CKR_OK;
  if (pin->bytes && pin->length > 0) return CKR_ARGUMENTS_BAD;
  char *entry = getenv("KEY_SIMULATOR_PIN_PAD_PIN");
  pin->bytes = pad == RIGHT_ENTRY && entry ? (CK_UTF8CHAR_PTR)entry : wrong_entry;
  pin->length = strlen((const char *)pin->bytes);
  return CKR_OK;
}

static CK_RV log_user_in(struct call *call, struct pin pin) {
  CK_RV result = forward->C_Login(call->session, CKU_USER, pin.bytes, pin.length);
  if (result == CKR_OK) remember_pin(call->slot, pin.bytes, pin.length);
  return result;
}

/** SoftHSM2 knows this login only for keys made with CKA_ALWAYS_AUTHENTICATE; for others the simulator judges. */
static CK_RV log_in_for_signature(struct call *call, struct pin pin) {
  struct session *session = find_session(call->session);
  if (!orders.slots[call->slot].always_authenticate) {
    return forward->C_Login(call->session, CKU_CONTEXT_SPECIFIC, pin.bytes, pin.length);
  }
  if (!is_remembered_pin(call->slot, pin.bytes, pin.length)) return CKR_PIN_INCORRECT;
  session->wants_pin_for_signature = false;
  return CKR_OK;
}

static bool has_signature_to_allow(const struct call *call) {
  return !orders.slots[call->slot].always_authenticate || find_session(call->session)->wants_pin_for_signature;
}

static CK_RV log_in(struct call *call, CK_USER_TYPE user, struct pin pin) {
  if (user == CKU_SO) return forward->C_Login(call->session, user, pin.bytes, pin.length);
  if (user == CKU_CONTEXT_SPECIFIC && !has_signature_to_allow(call)) return CKR_OPERATION_NOT_INITIALIZED;
  CK_RV result = take_pin(call->slot, &pin);
  if (result == CKR_OK) result = spend_pin_try(call->slot);
  if (result != CKR_OK) return result;
  result = user == CKU_USER ? log_user_in(call, pin) : log_in_for_signature(call, pin);
  settle_pin_try(call->slot, result);
  return result;
}

static const char *detail_of(CK_USER_TYPE user) {
  if (user == CKU_SO) return " security-officer";
  return user == CKU_USER ? " user" : " context-specific";
}

CK_RV C_Login(CK_SESSION_HANDLE hSession, CK_USER_TYPE userType, CK_UTF8CHAR_PTR pPin, CK_ULONG ulPinLen) {
  struct call call = call_about_session("C_Login", hSession);
  call.detail = detail_of(userType);
  if (begin_call(&call)) {
    lock_simulator();
    call.result = log_in(&call, userType, (struct pin){pPin, ulPinLen});
    unlock_simulator();
  }
  return end_call(&call);
}

CK_RV C_Logout(CK_SESSION_HANDLE hSession) {
  struct call call = call_about_session("C_Logout", hSession);
  if (begin_call(&call)) {
    lock_simulator();
    call.result = forward->C_Logout(hSession);
    forget_pin(call.slot);
    unlock_simulator();
  }
  return end_call(&call);
}

static CK_RV change_pin(const struct call *call, struct pin old, struct pin new) {
  CK_RV result = take_pin(call->slot, &old);
  if (result == CKR_OK) result = take_pin(call->slot, &new);
  if (result == CKR_OK) result = spend_pin_try(call->slot);
  if (result != CKR_OK) return result;
  result = forward->C_SetPIN(call->session, old.bytes, old.length, new.bytes, new.length);
  settle_pin_try(call->slot, result);
  if (result == CKR_OK) remember_pin(call->slot, new.bytes, new.length);
  return result;
}

CK_RV C_SetPIN(CK_SESSION_HANDLE hSession, CK_UTF8CHAR_PTR pOldPin, CK_ULONG ulOldLen, CK_UTF8CHAR_PTR pNewPin,
               CK_ULONG ulNewLen) {
  struct call call = call_about_session("C_SetPIN", hSession);
  if (begin_call(&call)) {
    lock_simulator();
    call.result = change_pin(&call, (struct pin){pOldPin, ulOldLen}, (struct pin){pNewPin, ulNewLen});
    unlock_simulator();
  }
  return end_call(&call);
}
