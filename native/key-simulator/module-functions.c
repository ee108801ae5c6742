// Start, end and slot events.
#include <string.h>

#include "call.h"
#include "forward.h"
#include "keys.h"
#include "orders.h"
#include "sessions.h"

static CK_RV initialize(CK_VOID_PTR arguments) {
  if (arguments && orders.refuses_initialize_arguments) return CKR_ARGUMENTS_BAD;
  if (!load_forward()) return CKR_GENERAL_ERROR;
  CK_C_INITIALIZE_ARGS with_locking = {.flags = CKF_OS_LOCKING_OK};
  CK_RV result = forward->C_Initialize(arguments ? arguments : &with_locking);
  if (result != CKR_OK) return result;
  start_watching_keys();
  set_initialized(true);
  return CKR_OK;
}

CK_RV C_Initialize(CK_VOID_PTR pInitArgs) {
  struct call call = call_about_nothing("C_Initialize");
  if (begin_call(&call)) {
    lock_simulator();
    call.result = initialize(pInitArgs);
    unlock_simulator();
  }
  return end_call(&call);
}

CK_RV C_Finalize(CK_VOID_PTR pReserved) {
  struct call call = call_about_nothing("C_Finalize");
  if (begin_call(&call)) {
    lock_simulator();
    call.result = forward->C_Finalize(pReserved);
    forget_all_sessions();
    for (unsigned long slot = 1; slot <= MOST_SLOTS; slot++) forget_pin(slot);
    set_initialized(false);
    unlock_simulator();
  }
  return end_call(&call);
}

static void fill_padded(CK_UTF8CHAR *field, size_t size, const char *text) {
  memset(field, ' ', size);
  memcpy(field, text, strlen(text));
}

CK_RV C_GetInfo(CK_INFO_PTR pInfo) {
  struct call call = call_about_nothing("C_GetInfo");
  if (begin_call(&call)) {
    *pInfo = (CK_INFO){.cryptokiVersion = {2, 40}, .libraryVersion = {1, 0}};
    fill_padded(pInfo->manufacturerID, sizeof pInfo->manufacturerID, "Used car filing");
    fill_padded(pInfo->libraryDescription, sizeof pInfo->libraryDescription, "Key simulator");
  }
  return end_call(&call);
}

static CK_RV look_for_event(CK_SLOT_ID_PTR slot) {
  lock_simulator();
  CK_RV result = catch_up_with_orders();
  if (result == CKR_OK && !take_slot_event(slot)) result = CKR_NO_EVENT;
  unlock_simulator();
  return result;
}

CK_RV C_WaitForSlotEvent(CK_FLAGS flags, CK_SLOT_ID_PTR pSlot, CK_VOID_PTR pReserved) {
  (void)pReserved;
  struct call call = call_about_nothing("C_WaitForSlotEvent");
  if (begin_call(&call)) {
    call.result = look_for_event(pSlot);
    while (call.result == CKR_NO_EVENT && !(flags & CKF_DONT_BLOCK)) {
      pause_milliseconds(10);
      call.result = look_for_event(pSlot);
    }
  }
  return end_call(&call);
}
