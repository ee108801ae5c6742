// Finding and reading; what is found is gathered at once, so that orders can leave something out.
#include <stdlib.h>
#include <string.h>

#include "call.h"
#include "forward.h"
#include "sessions.h"
#include "shown-objects.h"

enum { MOST_OBJECTS = 1024, LONGEST_ID = 256 };

static bool shows(const struct session *session, CK_OBJECT_HANDLE object, const CK_ATTRIBUTE *wanted) {
  CK_BYTE bytes[LONGEST_ID];
  CK_ATTRIBUTE shown = {wanted->type, bytes, sizeof bytes};
  if (read_shown_attributes(session, object, &shown, 1) != CKR_OK) return false;
  return shown.ulValueLen == wanted->ulValueLen &&
         (shown.ulValueLen == 0 || memcmp(bytes, wanted->pValue, shown.ulValueLen) == 0);
}

static bool is_wanted(const struct session *session, CK_OBJECT_HANDLE object, const CK_ATTRIBUTE *template,
                      CK_ULONG count) {
  if (is_object_hidden(session, object)) return false;
  for (CK_ULONG at = 0; at < count; at++) {
    bool is_judged_here = is_attribute_altered(session->slot, template[at].type);
    if (is_judged_here && !shows(session, object, &template[at])) return false;
  }
  return true;
}

static CK_RV find_on_token(CK_SESSION_HANDLE handle, CK_ATTRIBUTE_PTR template, CK_ULONG count,
                           CK_OBJECT_HANDLE *objects, CK_ULONG *found) {
  CK_RV result = forward->C_FindObjectsInit(handle, template, count);
  if (result != CKR_OK) return result;
  result = forward->C_FindObjects(handle, objects, MOST_OBJECTS, found);
  forward->C_FindObjectsFinal(handle);
  return result;
}

static CK_RV search(struct session *session, const CK_ATTRIBUTE *template, CK_ULONG count) {
  if (session->is_searching) return CKR_OPERATION_ACTIVE;
  CK_ATTRIBUTE *unaltered = calloc(count + 1, sizeof *unaltered);
  CK_OBJECT_HANDLE *objects = calloc(MOST_OBJECTS, sizeof *objects);
  if (!unaltered || !objects) abort();
  CK_ULONG unaltered_count = 0;
  for (CK_ULONG at = 0; at < count; at++) {
    if (!is_attribute_altered(session->slot, template[at].type)) unaltered[unaltered_count++] = template[at];
  }
  CK_ULONG found = 0;
  CK_RV result = find_on_token(session->handle, unaltered, unaltered_count, objects, &found);
  free(unaltered);
  if (result != CKR_OK) {
    free(objects);
    return result;
  }
  session->is_searching = true;
  session->found = objects;
  session->found_taken = 0;
  session->found_count = 0;
  for (CK_ULONG at = 0; at < found; at++) {
    if (is_wanted(session, objects[at], template, count)) objects[session->found_count++] = objects[at];
  }
  return CKR_OK;
}

CK_RV C_FindObjectsInit(CK_SESSION_HANDLE hSession, CK_ATTRIBUTE_PTR pTemplate, CK_ULONG ulCount) {
  struct call call = call_about_session("C_FindObjectsInit", hSession);
  if (begin_call(&call)) {
    lock_simulator();
    struct session *session = find_session(hSession);
    call.result = session ? search(session, pTemplate, ulCount) : CKR_SESSION_HANDLE_INVALID;
    unlock_simulator();
  }
  return end_call(&call);
}

CK_RV C_FindObjects(CK_SESSION_HANDLE hSession, CK_OBJECT_HANDLE_PTR phObject, CK_ULONG ulMaxObjectCount,
                    CK_ULONG_PTR pulObjectCount) {
  struct call call = call_about_session("C_FindObjects", hSession);
  if (begin_call(&call)) {
    lock_simulator();
    struct session *session = find_session(hSession);
    if (session && session->is_searching) {
      CK_ULONG left = session->found_count - session->found_taken;
      CK_ULONG taken = left < ulMaxObjectCount ? left : ulMaxObjectCount;
      memcpy(phObject, session->found + session->found_taken, taken * sizeof *phObject);
      session->found_taken += taken;
      *pulObjectCount = taken;
    } else {
      call.result = CKR_OPERATION_NOT_INITIALIZED;
    }
    unlock_simulator();
  }
  return end_call(&call);
}

CK_RV C_FindObjectsFinal(CK_SESSION_HANDLE hSession) {
  struct call call = call_about_session("C_FindObjectsFinal", hSession);
  bool goes_on = begin_call(&call);
  lock_simulator();
  struct session *session = find_session(hSession);
  if (goes_on && !(session && session->is_searching)) call.result = CKR_OPERATION_NOT_INITIALIZED;
  // Also when an order makes this call fail: nobody can end the search afterwards.
  if (session) end_search(session);
  unlock_simulator();
  return end_call(&call);
}

CK_RV C_GetAttributeValue(CK_SESSION_HANDLE hSession, CK_OBJECT_HANDLE hObject, CK_ATTRIBUTE_PTR pTemplate,
                          CK_ULONG ulCount) {
  struct call call = call_about_session("C_GetAttributeValue", hSession);
  if (begin_call(&call)) {
    lock_simulator();
    const struct session *session = find_session(hSession);
    call.result = session ? read_shown_attributes(session, hObject, pTemplate, ulCount) : CKR_SESSION_HANDLE_INVALID;
    unlock_simulator();
  }
  return end_call(&call);
}
