#include <string.h>

#include "call.h"
#include "forward.h"
#include "orders.h"
#include "sessions.h"

/**
 * A call that fails ends the operation, on the real token too: otherwise the next C_SignInit would find it active.
 * The signature made on the way reaches nobody.
 */
static void end_real_signing(CK_SESSION_HANDLE handle) {
  if (!forward) return;
  CK_BYTE content[32] = {0};
  CK_BYTE signature[2048];
  CK_ULONG length = sizeof signature;
  forward->C_Sign(handle, content, sizeof content, signature, &length);
  length = sizeof signature;
  forward->C_SignFinal(handle, signature, &length);
  explicit_bzero(signature, sizeof signature);
}

static void forget_signing(CK_SESSION_HANDLE handle) {
  struct session *session = find_session(handle);
  if (session) session->wants_pin_for_signature = false;
}

/** As begin_call, and whatever makes the call fail ends the operation. */
static bool begin_signing_step(struct call *call) {
  bool goes_on = begin_call(call);
  lock_simulator();
  const struct session *session = find_session(call->session);
  if (goes_on && session && session->wants_pin_for_signature) {
    call->result = CKR_USER_NOT_LOGGED_IN;
    goes_on = false;
  }
  if (call->removes_key_during) goes_on = false;
  if (!goes_on) {
    end_real_signing(call->session);
    forget_signing(call->session);
  }
  unlock_simulator();
  return goes_on;
}

CK_RV C_SignInit(CK_SESSION_HANDLE hSession, CK_MECHANISM_PTR pMechanism, CK_OBJECT_HANDLE hKey) {
  struct call call = call_about_session("C_SignInit", hSession);
  if (begin_call(&call)) {
    lock_simulator();
    call.result = forward->C_SignInit(hSession, pMechanism, hKey);
    struct session *session = find_session(hSession);
    if (call.result == CKR_OK && session) {
      session->wants_pin_for_signature = orders.slots[call.slot].always_authenticate;
    }
    unlock_simulator();
  }
  return end_call(&call);
}

CK_RV C_Sign(CK_SESSION_HANDLE hSession, CK_BYTE_PTR pData, CK_ULONG ulDataLen, CK_BYTE_PTR pSignature,
             CK_ULONG_PTR pulSignatureLen) {
  struct call call = call_about_session("C_Sign", hSession);
  if (begin_signing_step(&call)) {
    call.result = forward->C_Sign(hSession, pData, ulDataLen, pSignature, pulSignatureLen);
  }
  return end_call(&call);
}

CK_RV C_SignUpdate(CK_SESSION_HANDLE hSession, CK_BYTE_PTR pPart, CK_ULONG ulPartLen) {
  struct call call = call_about_session("C_SignUpdate", hSession);
  if (begin_signing_step(&call)) call.result = forward->C_SignUpdate(hSession, pPart, ulPartLen);
  return end_call(&call);
}

CK_RV C_SignFinal(CK_SESSION_HANDLE hSession, CK_BYTE_PTR pSignature, CK_ULONG_PTR pulSignatureLen) {
  struct call call = call_about_session("C_SignFinal", hSession);
  if (begin_signing_step(&call)) call.result = forward->C_SignFinal(hSession, pSignature, pulSignatureLen);
  return end_call(&call);
}
