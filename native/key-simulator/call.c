#include "call.h"

#include <pthread.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "control-folder.h"
#include "keys.h"
#include "orders.h"
#include "rules.h"
#include "sessions.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static bool is_initialized;

struct call call_about_nothing(const char *function) {
  return (struct call){.function = function, .detail = "", .about = ABOUT_NOTHING};
}

struct call call_about_slot(const char *function, CK_SLOT_ID slot_id) {
  return (struct call){.function = function, .detail = "", .about = ABOUT_SLOT, .slot_id = slot_id};
}

struct call call_about_key(const char *function, CK_SLOT_ID slot_id) {
  return (struct call){.function = function, .detail = "", .about = ABOUT_KEY, .slot_id = slot_id};
}

struct call call_about_session(const char *function, CK_SESSION_HANDLE session) {
  return (struct call){.function = function, .detail = "", .about = ABOUT_SESSION, .session = session};
}

void lock_simulator(void) {
  pthread_mutex_lock(&mutex);
}

void unlock_simulator(void) {
  pthread_mutex_unlock(&mutex);
}

void set_initialized(bool value) {
  is_initialized = value;
}

void pause_milliseconds(unsigned long milliseconds) {
  struct timespec pause = {.tv_sec = (time_t)(milliseconds / 1000), .tv_nsec = (long)(milliseconds % 1000) * 1000000};
  nanosleep(&pause, NULL);
}

// What touches the PIN, the private key or the driver's life; the rest would bury it under a watcher's polling.
static bool is_journaled(const char *function) {
  static const char *const names[] = {"C_Initialize", "C_Finalize", "C_Login", "C_Logout",   "C_SetPIN",
                                      "C_SignInit",   "C_Sign",     "C_SignUpdate", "C_SignFinal"};
  for (size_t at = 0; at < sizeof names / sizeof *names; at++) {
    if (strcmp(function, names[at]) == 0) return true;
  }
  return false;
}

static bool is_slot(CK_SLOT_ID slot_id) {
  return slot_id >= 1 && slot_id <= MOST_SLOTS && orders.slots[slot_id].exists;
}

static unsigned long slot_concerned(const struct call *call) {
  if (call->about == ABOUT_SESSION) {
    const struct session *session = find_session(call->session);
    return session ? session->slot : 0;
  }
  return call->about != ABOUT_NOTHING && is_slot(call->slot_id) ? call->slot_id : 0;
}

static CK_RV judge_presence(const struct call *call) {
  if (call->about == ABOUT_NOTHING) return CKR_OK;
  if (call->about == ABOUT_SESSION) {
    const struct session *session = find_session(call->session);
    if (!session) return CKR_SESSION_HANDLE_INVALID;
    if (!session->is_dead) return CKR_OK;
    return is_key_present(session->slot) ? CKR_SESSION_HANDLE_INVALID : CKR_DEVICE_REMOVED;
  }
  if (!is_slot(call->slot_id)) return CKR_SLOT_ID_INVALID;
  return call->about == ABOUT_SLOT || is_key_present(call->slot_id) ? CKR_OK : CKR_TOKEN_NOT_PRESENT;
}

CK_RV catch_up_with_orders(void) {
  if (!read_orders()) return CKR_GENERAL_ERROR;
  if (!is_initialized) return CKR_CRYPTOKI_NOT_INITIALIZED;
  notice_insertions_and_removals();
  return CKR_OK;
}

static CK_RV judge_call(struct call *call) {
  bool is_first = strcmp(call->function, "C_Initialize") == 0;
  CK_RV readiness = catch_up_with_orders();
  if (readiness != CKR_OK && !(is_first && readiness == CKR_CRYPTOKI_NOT_INITIALIZED)) return readiness;
  call->slot = slot_concerned(call);
  if (is_journaled(call->function)) {
    append_to_journal("%d %s %lu entered%s\n", getpid(), call->function, call->slot, call->detail);
  }
  CK_RV ordered = carry_out_rules(call);
  if (!is_first && !is_initialized) return CKR_CRYPTOKI_NOT_INITIALIZED;
  CK_RV presence = judge_presence(call);
  return presence != CKR_OK ? presence : ordered;
}

bool begin_call(struct call *call) {
  lock_simulator();
  call->result = judge_call(call);
  if (call->result != CKR_OK) call->removes_key_during = false;
  unlock_simulator();
  return call->result == CKR_OK;
}

CK_RV end_call(struct call *call) {
  lock_simulator();
  if (call->removes_key_during) {
    pull_out_keys_of(call);
    call->result = CKR_DEVICE_REMOVED;
  }
  if (is_journaled(call->function)) {
    append_to_journal("%d %s %lu answered %lu\n", getpid(), call->function, call->slot, call->result);
  }
  unlock_simulator();
  return call->result;
}
