// What every simulated function does before and after its own work.
#ifndef CALL_H
#define CALL_H

#include <stdbool.h>

#include "cryptoki.h"

struct call {
  const char *function;
  const char *detail; // for the journal; empty, or with a leading space
  unsigned long slot; // 0: the call is about no slot
  CK_SLOT_ID slot_id;
  CK_SESSION_HANDLE session;
  enum { ABOUT_NOTHING, ABOUT_SLOT, ABOUT_KEY, ABOUT_SESSION } about;
  CK_RV result;
  bool removes_key_during;
};

struct call call_about_nothing(const char *function);
struct call call_about_slot(const char *function, CK_SLOT_ID slot_id);
/** As call_about_slot, but without a key in the slot the answer is CKR_TOKEN_NOT_PRESENT. */
struct call call_about_key(const char *function, CK_SLOT_ID slot_id);
struct call call_about_session(const char *function, CK_SESSION_HANDLE session);

/** Carries out the orders; false when the call ends here, with its result already set. */
bool begin_call(struct call *call);

/** What the caller is told. */
CK_RV end_call(struct call *call);

/** Guards all of the simulator's own state; begin_call and end_call take it themselves. */
void lock_simulator(void);
void unlock_simulator(void);

/** Under the lock: reads the orders and carries through what was pulled out or inserted. */
CK_RV catch_up_with_orders(void);

void set_initialized(bool is_initialized);

void pause_milliseconds(unsigned long milliseconds);

#endif
