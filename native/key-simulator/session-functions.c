#include "call.h"
#include "forward.h"
#include "keys.h"
#include "sessions.h"

CK_RV C_OpenSession(CK_SLOT_ID slotID, CK_FLAGS flags, CK_VOID_PTR pApplication, CK_NOTIFY Notify,
                    CK_SESSION_HANDLE_PTR phSession) {
  struct call call = call_about_key("C_OpenSession", slotID);
  CK_SLOT_ID slot;
  if (begin_call(&call)) {
    lock_simulator();
    call.result = forward_slot_of(slotID, &slot)
                      ? forward->C_OpenSession(slot, flags, pApplication, Notify, phSession)
                      : CKR_TOKEN_NOT_RECOGNIZED;
    if (call.result == CKR_OK) remember_session(*phSession, slotID);
    unlock_simulator();
  }
  return end_call(&call);
}

CK_RV C_CloseSession(CK_SESSION_HANDLE hSession) {
  struct call call = call_about_session("C_CloseSession", hSession);
  if (begin_call(&call)) {
    lock_simulator();
    call.result = forward->C_CloseSession(hSession);
    forget_session(hSession);
    unlock_simulator();
  }
  return end_call(&call);
}

CK_RV C_CloseAllSessions(CK_SLOT_ID slotID) {
  struct call call = call_about_key("C_CloseAllSessions", slotID);
  CK_SLOT_ID slot;
  if (begin_call(&call)) {
    lock_simulator();
    call.result = forward_slot_of(slotID, &slot) ? forward->C_CloseAllSessions(slot) : CKR_TOKEN_NOT_RECOGNIZED;
    forget_sessions_of(slotID);
    forget_pin(slotID);
    unlock_simulator();
  }
  return end_call(&call);
}

CK_RV C_GetSessionInfo(CK_SESSION_HANDLE hSession, CK_SESSION_INFO_PTR pInfo) {
  struct call call = call_about_session("C_GetSessionInfo", hSession);
  if (begin_call(&call)) {
    call.result = forward->C_GetSessionInfo(hSession, pInfo);
    if (call.result == CKR_OK) pInfo->slotID = call.slot;
  }
  return end_call(&call);
}
