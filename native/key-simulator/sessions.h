// Which simulated slot a session belongs to, and what it is in the middle of.
#ifndef SESSIONS_H
#define SESSIONS_H

#include <stdbool.h>

#include "cryptoki.h"

struct session {
  CK_SESSION_HANDLE handle; // the real module's own; 0: a free place
  unsigned long slot;
  bool is_dead; // its key was pulled out
  bool is_searching;
  CK_OBJECT_HANDLE *found;
  CK_ULONG found_count;
  CK_ULONG found_taken;
  bool wants_pin_for_signature;
  CK_OBJECT_HANDLE sm2_key; // which a signature is being made with; 0: none
};

/** Null for a handle that was never given out, or long ago. */
struct session *find_session(CK_SESSION_HANDLE handle);

void remember_session(CK_SESSION_HANDLE handle, unsigned long slot);
void forget_session(CK_SESSION_HANDLE handle);
void forget_sessions_of(unsigned long slot);
void forget_all_sessions(void);

/** They stay known, so that their later use is answered as a pulled key answers it. */
void mark_sessions_dead(unsigned long slot);

void end_search(struct session *session);

#endif
