// The tries a real key counts and SoftHSM2 does not.
#ifndef PIN_TRIES_H
#define PIN_TRIES_H

#include "cryptoki.h"

/** Wrong PINs since the last right one; outlives the process. */
unsigned long spent_pin_tries(unsigned long slot);

/** Before the PIN is judged, as on a key that may lose power in between; CKR_PIN_LOCKED when no try is left. */
CK_RV spend_pin_try(unsigned long slot);

/** Gives the try back unless the PIN was judged, all of them when it was right. */
void settle_pin_try(unsigned long slot, CK_RV judgement);

#endif
