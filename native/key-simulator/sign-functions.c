#include <string.h>

#include "call.h"
#include "forward.h"
#include "orders.h"
#include "sessions.h"
#include "sm2.h"

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
  if (!session) return;
  session->wants_pin_for_signature = false;
  session->sm2_key = CK_INVALID_HANDLE;
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

static CK_RV begin_signing(struct session *session, CK_MECHANISM_PTR mechanism, CK_OBJECT_HANDLE key) {
  bool is_for_sm2 = mechanism->mechanism == sm2_mechanism();
  if (session->sm2_key != CK_INVALID_HANDLE) return CKR_OPERATION_ACTIVE;
  // As a real key: SoftHSM2 would go on and make an ECDSA signature on the other curve.
  if (is_for_sm2 != is_sm2_key(session->handle, key)) return CKR_KEY_TYPE_INCONSISTENT;
  if (!is_for_sm2) return forward->C_SignInit(session->handle, mechanism, key);
  CK_BBOOL signs = CK_FALSE;
  CK_ATTRIBUTE usage = {CKA_SIGN, &signs, sizeof signs};
  CK_RV result = forward->C_GetAttributeValue(session->handle, key, &usage, 1);
  if (result != CKR_OK) return result;
  if (!signs) return CKR_KEY_FUNCTION_NOT_PERMITTED;
  session->sm2_key = key;
  return CKR_OK;
}

CK_RV C_SignInit(CK_SESSION_HANDLE hSession, CK_MECHANISM_PTR pMechanism, CK_OBJECT_HANDLE hKey) {
  struct call call = call_about_session("C_SignInit", hSession);
  if (begin_call(&call)) {
    lock_simulator();
    struct session *session = find_session(hSession);
    call.result = session ? begin_signing(session, pMechanism, hKey) : CKR_SESSION_HANDLE_INVALID;
    if (call.result == CKR_OK && session) {
      session->wants_pin_for_signature = orders.slots[call.slot].always_authenticate;
    }
    unlock_simulator();
  }
  return end_call(&call);
}

/** Asking for the length, or with too little room, leaves the operation active, as the standard wants it. */
static CK_RV finish_sm2(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE key, const CK_BYTE *e, CK_ULONG e_length,
                        CK_BYTE_PTR signature, CK_ULONG_PTR signature_length) {
  CK_ULONG room = *signature_length;
  *signature_length = SM2_SIGNATURE_LENGTH;
  if (!signature) return CKR_OK;
  if (room < SM2_SIGNATURE_LENGTH) return CKR_BUFFER_TOO_SMALL;
  CK_RV result = e_length == SM2_DIGEST_LENGTH ? sign_with_sm2(handle, key, e, signature) : CKR_DATA_LEN_RANGE;
  lock_simulator();
  forget_signing(handle);
  unlock_simulator();
  return result;
}

static CK_OBJECT_HANDLE sm2_key_of(CK_SESSION_HANDLE handle) {
  lock_simulator();
  const struct session *session = find_session(handle);
  CK_OBJECT_HANDLE key = session ? session->sm2_key : CK_INVALID_HANDLE;
  unlock_simulator();
  return key;
}

CK_RV C_Sign(CK_SESSION_HANDLE hSession, CK_BYTE_PTR pData, CK_ULONG ulDataLen, CK_BYTE_PTR pSignature,
             CK_ULONG_PTR pulSignatureLen) {
  struct call call = call_about_session("C_Sign", hSession);
  if (begin_signing_step(&call)) {
    CK_OBJECT_HANDLE sm2_key = sm2_key_of(hSession);
    call.result = sm2_key != CK_INVALID_HANDLE
                      ? finish_sm2(hSession, sm2_key, pData, ulDataLen, pSignature, pulSignatureLen)
                      : forward->C_Sign(hSession, pData, ulDataLen, pSignature, pulSignatureLen);
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
