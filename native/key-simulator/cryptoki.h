// PKCS#11's own headers do not include what they are built from.
#ifndef CRYPTOKI_H
#define CRYPTOKI_H

#include <stddef.h>

#include <pkcs11/pkcs11.h>

#endif
