#include "sessions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SESSIONS = 256 };

static struct session sessions[MOST_SESSIONS];

struct session *find_session(CK_SESSION_HANDLE handle) {
  if (handle == CK_INVALID_HANDLE) return NULL;
  for (size_t at = 0; at < MOST_SESSIONS; at++) {
    if (sessions[at].handle == handle) return &sessions[at];
  }
  return NULL;
}

void end_search(struct session *session) {
  free(session->found);
  session->found = NULL;
  session->is_searching = false;
}

static void clear(struct session *session) {
  end_search(session);
  memset(session, 0, sizeof *session);
}

// Dead sessions give way first; the real module never gives out a handle twice.
static struct session *free_place(void) {
  struct session *dead = NULL;
  for (size_t at = 0; at < MOST_SESSIONS; at++) {
    if (sessions[at].handle == CK_INVALID_HANDLE) return &sessions[at];
    bool is_older = sessions[at].is_dead && (!dead || sessions[at].handle < dead->handle);
    if (is_older) dead = &sessions[at];
  }
  if (dead) return dead;
  fprintf(stderr, "key simulator: more than %d sessions are open\n", MOST_SESSIONS);
  abort();
}

void remember_session(CK_SESSION_HANDLE handle, unsigned long slot) {
  struct session *session = free_place();
  clear(session);
  session->handle = handle;
  session->slot = slot;
}

void forget_session(CK_SESSION_HANDLE handle) {
  struct session *session = find_session(handle);
  if (session) clear(session);
}

void forget_sessions_of(unsigned long slot) {
  for (size_t at = 0; at < MOST_SESSIONS; at++) {
    if (sessions[at].slot == slot && !sessions[at].is_dead) clear(&sessions[at]);
  }
}

void forget_all_sessions(void) {
  for (size_t at = 0; at < MOST_SESSIONS; at++) clear(&sessions[at]);
}

void mark_sessions_dead(unsigned long slot) {
  for (size_t at = 0; at < MOST_SESSIONS; at++) {
    if (sessions[at].slot == slot) sessions[at].is_dead = true;
  }
}
