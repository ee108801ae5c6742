#include "sm2.h"

#include <string.h>

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include "forward.h"
#include "orders.h"

enum { NUMBER_LENGTH = 32 };

static const CK_BYTE curve[] = {0x06, 0x08, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x82, 0x2d};

// PKCS #8 of a key on the curve of SM2, up to its private number.
static const CK_BYTE key_head[] = {0x30, 0x41, 0x02, 0x01, 0x00, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48,
                                   0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01,
                                   0x82, 0x2d, 0x04, 0x27, 0x30, 0x25, 0x02, 0x01, 0x01, 0x04, 0x20};

CK_MECHANISM_TYPE sm2_mechanism(void) {
  return orders.sm2_mechanism ? orders.sm2_mechanism : 0x80008104;
}

bool is_sm2_key(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE key) {
  CK_BYTE bytes[sizeof curve];
  CK_ATTRIBUTE parameters = {CKA_EC_PARAMS, bytes, sizeof bytes};
  return forward->C_GetAttributeValue(session, key, &parameters, 1) == CKR_OK &&
         parameters.ulValueLen == sizeof curve && memcmp(bytes, curve, sizeof curve) == 0;
}

static EVP_PKEY *read_key(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object) {
  CK_BYTE bytes[sizeof key_head + NUMBER_LENGTH];
  memcpy(bytes, key_head, sizeof key_head);
  CK_ATTRIBUTE number = {CKA_VALUE, bytes + sizeof key_head, NUMBER_LENGTH};
  EVP_PKEY *key = NULL;
  if (forward->C_GetAttributeValue(session, object, &number, 1) == CKR_OK && number.ulValueLen == NUMBER_LENGTH) {
    const unsigned char *at = bytes;
    key = d2i_AutoPrivateKey(NULL, &at, sizeof bytes);
  }
  explicit_bzero(bytes, sizeof bytes);
  return key;
}

static bool write_raw(const CK_BYTE *der, size_t length, CK_BYTE signature[SM2_SIGNATURE_LENGTH]) {
  ECDSA_SIG *numbers = d2i_ECDSA_SIG(NULL, &der, (long)length);
  if (!numbers) return false;
  bool is_written = BN_bn2binpad(ECDSA_SIG_get0_r(numbers), signature, NUMBER_LENGTH) == NUMBER_LENGTH &&
                    BN_bn2binpad(ECDSA_SIG_get0_s(numbers), signature + NUMBER_LENGTH, NUMBER_LENGTH) == NUMBER_LENGTH;
  ECDSA_SIG_free(numbers);
  return is_written;
}

CK_RV sign_with_sm2(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, const CK_BYTE e[SM2_DIGEST_LENGTH],
                    CK_BYTE signature[SM2_SIGNATURE_LENGTH]) {
  CK_BYTE der[128];
  size_t length = sizeof der;
  EVP_PKEY *key = read_key(session, object);
  EVP_PKEY_CTX *signing = key ? EVP_PKEY_CTX_new(key, NULL) : NULL;
  bool is_signed = signing && EVP_PKEY_sign_init(signing) == 1 &&
                   EVP_PKEY_sign(signing, der, &length, e, SM2_DIGEST_LENGTH) == 1 && write_raw(der, length, signature);
  EVP_PKEY_CTX_free(signing);
  EVP_PKEY_free(key);
  return is_signed ? CKR_OK : CKR_FUNCTION_FAILED;
}
