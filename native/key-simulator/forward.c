#include "forward.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

CK_FUNCTION_LIST_PTR forward = NULL_PTR;

bool load_forward(void) {
  if (forward) return true;
  const char *path = getenv("KEY_SIMULATOR_FORWARD");
  void *library = dlopen(path ? path : "/usr/lib/softhsm/libsofthsm2.so", RTLD_NOW | RTLD_LOCAL);
  CK_C_GetFunctionList get_function_list = NULL;
  // ISO C knows no cast from an object pointer to a function pointer; POSIX wants it done this way.
  if (library) *(void **)&get_function_list = dlsym(library, "C_GetFunctionList");
  if (get_function_list && get_function_list(&forward) == CKR_OK) return true;
  const char *reason = dlerror();
  fprintf(stderr, "key simulator: cannot load the module it forwards to: %s\n", reason ? reason : "no function list");
  return false;
}

static bool has_label(const CK_TOKEN_INFO *info, const char *label) {
  char padded[sizeof info->label];
  size_t length = strlen(label);
  if (length > sizeof padded) return false;
  memset(padded, ' ', sizeof padded);
  memcpy(padded, label, length);
  return memcmp(padded, info->label, sizeof padded) == 0;
}

bool find_forward_slot(const char *token_label, CK_SLOT_ID *slot) {
  CK_SLOT_ID slots[64];
  CK_ULONG count = sizeof slots / sizeof *slots;
  if (forward->C_GetSlotList(CK_TRUE, slots, &count) != CKR_OK) return false;
  for (CK_ULONG at = 0; at < count; at++) {
    CK_TOKEN_INFO info;
    if (forward->C_GetTokenInfo(slots[at], &info) != CKR_OK || !has_label(&info, token_label)) continue;
    *slot = slots[at];
    return true;
  }
  fprintf(stderr, "key simulator: there is no token with the label `%s`\n", token_label);
  return false;
}
