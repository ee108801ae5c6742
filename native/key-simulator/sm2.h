// What SoftHSM2 cannot do: SM2. It keeps the key among its others; libcrypto signs with it.
#ifndef SM2_H
#define SM2_H

#include <stdbool.h>

#include "cryptoki.h"

enum { SM2_DIGEST_LENGTH = 32, SM2_SIGNATURE_LENGTH = 64 };

/** The vendor's number for "sign a ready e": the one ordered, otherwise SANSEC's and TASS's. */
CK_MECHANISM_TYPE sm2_mechanism(void);

/** On the real session; false for keys that cannot be seen there. */
bool is_sm2_key(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE key);

/** e in, r‖s out. */
CK_RV sign_with_sm2(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE key, const CK_BYTE e[SM2_DIGEST_LENGTH],
                    CK_BYTE signature[SM2_SIGNATURE_LENGTH]);

#endif
