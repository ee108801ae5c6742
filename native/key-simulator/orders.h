// What the test has ordered: the file `orders` of the control folder, in full.
#ifndef ORDERS_H
#define ORDERS_H

#include <stdbool.h>
#include <stddef.h>

enum { MOST_SLOTS = 4, MOST_RULES = 32, LONGEST_LABEL = 64 };

enum action {
  ACTION_FAIL,
  ACTION_HANG,
  ACTION_CRASH,
  ACTION_DELAY,
  ACTION_REMOVE_BEFORE,
  ACTION_REMOVE_DURING,
};

struct rule {
  unsigned long id;
  char function[40]; // or "any"
  unsigned long call; // counted from 1 since the order was given; 0: every call
  unsigned long slot; // 0: any
  enum action action;
  unsigned long number; // return code of a failure, milliseconds of a delay
};

enum object_kind {
  CERTIFICATES = 1,
  PUBLIC_KEYS = 2,
  PRIVATE_KEYS = 4,
};

enum pin_pad { NO_PIN_PAD, RIGHT_ENTRY, WRONG_ENTRY };

struct shown_label {
  bool is_set;
  size_t length;
  unsigned char bytes[LONGEST_LABEL];
};

struct slot_orders {
  bool exists;
  char token[LONGEST_LABEL + 1]; // label of the real token behind this slot
  bool is_present;
  unsigned long insertion; // grows with every insertion, so that a quick pull and replug is seen
  unsigned long pin_tries; // 0: unlimited
  enum pin_pad pin_pad;
  bool always_authenticate;
  unsigned empty_id; // sets of object_kind
  unsigned hidden;
  unsigned hidden_before_login;
  struct shown_label token_label;
  struct shown_label serial_number;
  struct shown_label certificate_label;
  struct shown_label certificate_value; // instead of CKA_VALUE
};

struct orders {
  bool refuses_initialize_arguments;
  unsigned long sm2_mechanism; // 0: as without an order
  struct slot_orders slots[MOST_SLOTS + 1]; // [0] stays empty: slots count from 1
  size_t rule_count;
  struct rule rules[MOST_RULES];
};

extern struct orders orders;

/** Reads again what is ordered now; false, with a sentence on stderr, when it cannot be understood. */
bool read_orders(void);

bool is_still_ordered(unsigned long rule_id);

#endif
