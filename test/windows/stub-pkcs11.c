/* A PKCS#11 module for 64-bit Windows that holds no key: it loads, names itself, and has one empty slot. */
#include <string.h>

#define CK_PTR *
#define CK_DECLARE_FUNCTION(type, name) type __declspec(dllexport) name
#define CK_DEFINE_FUNCTION(type, name) type __declspec(dllexport) name
#define CK_DECLARE_FUNCTION_POINTER(type, name) type(*name)
#define CK_CALLBACK_FUNCTION(type, name) type(*name)
#define NULL_PTR 0
#pragma pack(push, cryptoki, 1)
#include "pkcs11/pkcs11.h"
#pragma pack(pop, cryptoki)

static CK_FUNCTION_LIST functions;

static void say(CK_UTF8CHAR *field, size_t size, const char *text) {
  memset(field, ' ', size);
  memcpy(field, text, strlen(text));
}

static CK_RV initialize(CK_VOID_PTR arguments) {
  (void)arguments;
  return CKR_OK;
}
static CK_RV finalize(CK_VOID_PTR reserved) {
  (void)reserved;
  return CKR_OK;
}
static CK_RV get_info(CK_INFO_PTR info) {
  memset(info, 0, sizeof *info);
  info->cryptokiVersion.major = 2;
  info->cryptokiVersion.minor = 20;
  info->libraryVersion.major = 4;
  info->libraryVersion.minor = 2;
  say(info->manufacturerID, sizeof info->manufacturerID, "Stub maker");
  say(info->libraryDescription, sizeof info->libraryDescription, "Stub driver");
  return CKR_OK;
}
static CK_RV get_slot_list(CK_BBOOL token_present, CK_SLOT_ID_PTR slots,
                           CK_ULONG_PTR count) {
  CK_ULONG found = token_present ? 0 : 1;
  if (slots != NULL_PTR && *count >= found && found == 1) slots[0] = 7;
  *count = found;
  return CKR_OK;
}
static CK_RV get_slot_info(CK_SLOT_ID slot, CK_SLOT_INFO_PTR info) {
  if (slot != 7) return CKR_SLOT_ID_INVALID;
  memset(info, 0, sizeof *info);
  say(info->slotDescription, sizeof info->slotDescription, "Stub slot");
  say(info->manufacturerID, sizeof info->manufacturerID, "Stub maker");
  info->flags = CKF_REMOVABLE_DEVICE | CKF_HW_SLOT;
  return CKR_OK;
}
static CK_RV wait_for_slot_event(CK_FLAGS flags, CK_SLOT_ID_PTR slot,
                                 CK_VOID_PTR reserved) {
  (void)slot;
  (void)reserved;
  return (flags & CKF_DONT_BLOCK) ? CKR_NO_EVENT : CKR_FUNCTION_NOT_SUPPORTED;
}

__declspec(dllexport) CK_RV C_GetFunctionList(CK_FUNCTION_LIST_PTR_PTR list) {
  functions.version.major = 2;
  functions.version.minor = 20;
  functions.C_Initialize = initialize;
  functions.C_Finalize = finalize;
  functions.C_GetInfo = get_info;
  functions.C_GetSlotList = get_slot_list;
  functions.C_GetSlotInfo = get_slot_info;
  functions.C_WaitForSlotEvent = wait_for_slot_event;
  *list = &functions;
  return CKR_OK;
}
