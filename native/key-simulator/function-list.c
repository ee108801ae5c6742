#include "cryptoki.h"

// The functions in the order of the standard, which is the order of pkcs11f.h.
#undef CK_NEED_ARG_LIST
#undef CK_PKCS11_FUNCTION_INFO
#define CK_PKCS11_FUNCTION_INFO(name) .name = name,

static CK_FUNCTION_LIST function_list = {
    .version = {2, 40},
#include <pkcs11/pkcs11f.h>
};

// The only name that leaves this module: the real one behind it has functions of the same names.
__attribute__((visibility("default"))) CK_RV C_GetFunctionList(CK_FUNCTION_LIST_PTR_PTR list) {
  if (!list) return CKR_ARGUMENTS_BAD;
  *list = &function_list;
  return CKR_OK;
}
