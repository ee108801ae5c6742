import pkcs11js from "pkcs11js";
import type { UsbKeyProblemCode } from "../../src-shared/usb-key/key-host-messages.ts";

type ReturnCodeName = Extract<keyof typeof pkcs11js, `CKR_${string}`>;

// PKCS#11 v2.40 section 5.1. Exhaustive by type: a new return code does not compile without its problem.
const problemsByName: Readonly<Record<ReturnCodeName, UsbKeyProblemCode>> = {
  CKR_OK: "key-driver-error",
  CKR_CANCEL: "key-cancelled",
  CKR_FUNCTION_CANCELED: "key-cancelled",

  CKR_SLOT_ID_INVALID: "key-removed",
  CKR_DEVICE_REMOVED: "key-removed",
  CKR_TOKEN_NOT_PRESENT: "key-removed",
  CKR_SESSION_CLOSED: "key-removed",
  CKR_SESSION_HANDLE_INVALID: "key-removed",
  CKR_OBJECT_HANDLE_INVALID: "key-removed",

  CKR_TOKEN_NOT_RECOGNIZED: "key-not-initialised",
  CKR_PIN_INCORRECT: "key-pin-wrong",
  CKR_PIN_INVALID: "key-pin-wrong",
  CKR_PIN_TOO_WEAK: "key-pin-length",
  CKR_PIN_LEN_RANGE: "key-pin-length",
  CKR_PIN_LOCKED: "key-pin-locked",
  CKR_PIN_EXPIRED: "key-pin-expired",
  CKR_USER_PIN_NOT_INITIALIZED: "key-pin-not-set",

  CKR_SESSION_COUNT: "key-busy",
  CKR_SESSION_EXISTS: "key-busy",
  CKR_SESSION_READ_ONLY_EXISTS: "key-busy",
  CKR_SESSION_READ_WRITE_SO_EXISTS: "key-busy",
  CKR_OPERATION_ACTIVE: "key-busy",
  CKR_USER_ALREADY_LOGGED_IN: "key-busy",
  CKR_USER_ANOTHER_ALREADY_LOGGED_IN: "key-busy",
  CKR_USER_TOO_MANY_TYPES: "key-busy",
  CKR_NEW_PIN_MODE: "key-pin-expired",
  CKR_NEXT_OTP: "key-signature-refused",

  CKR_KEY_HANDLE_INVALID: "key-private-key-missing",
  CKR_KEY_CHANGED: "key-private-key-missing",
  CKR_KEY_NEEDED: "key-private-key-missing",
  CKR_DATA_INVALID: "key-signature-refused",
  CKR_DATA_LEN_RANGE: "key-signature-refused",
  CKR_FUNCTION_REJECTED: "key-signature-refused",
  CKR_FUNCTION_NOT_SUPPORTED: "key-signature-refused",
  CKR_KEY_FUNCTION_NOT_PERMITTED: "key-signature-refused",
  CKR_KEY_SIZE_RANGE: "key-signature-refused",
  CKR_KEY_TYPE_INCONSISTENT: "key-signature-refused",
  CKR_MECHANISM_INVALID: "key-signature-refused",
  CKR_MECHANISM_PARAM_INVALID: "key-signature-refused",
  CKR_USER_NOT_LOGGED_IN: "key-signature-refused",
  CKR_SIGNATURE_INVALID: "key-signature-wrong",
  CKR_SIGNATURE_LEN_RANGE: "key-signature-wrong",

  CKR_ARGUMENTS_BAD: "key-driver-refused",
  CKR_CANT_LOCK: "key-driver-refused",
  CKR_CRYPTOKI_ALREADY_INITIALIZED: "key-driver-refused",
  CKR_CRYPTOKI_NOT_INITIALIZED: "key-driver-refused",
  CKR_FIPS_SELF_TEST_FAILED: "key-driver-refused",
  CKR_LIBRARY_LOAD_FAILED: "key-driver-refused",
  CKR_NEED_TO_CREATE_THREADS: "key-driver-refused",

  // What is left says that the module or the key is out of order, and the clerk can only insert it again or ask IT.
  CKR_ATTRIBUTE_READ_ONLY: "key-driver-error",
  CKR_ATTRIBUTE_SENSITIVE: "key-driver-error",
  CKR_ATTRIBUTE_TYPE_INVALID: "key-driver-error",
  CKR_ATTRIBUTE_VALUE_INVALID: "key-driver-error",
  CKR_BUFFER_TOO_SMALL: "key-driver-error",
  CKR_DEVICE_ERROR: "key-driver-error",
  CKR_DEVICE_MEMORY: "key-driver-error",
  CKR_DOMAIN_PARAMS_INVALID: "key-driver-error",
  CKR_ENCRYPTED_DATA_INVALID: "key-driver-error",
  CKR_ENCRYPTED_DATA_LEN_RANGE: "key-driver-error",
  CKR_EXCEEDED_MAX_ITERATIONS: "key-driver-error",
  CKR_FUNCTION_FAILED: "key-driver-error",
  CKR_FUNCTION_NOT_PARALLEL: "key-driver-error",
  CKR_GENERAL_ERROR: "key-driver-error",
  CKR_HOST_MEMORY: "key-driver-error",
  CKR_INFORMATION_SENSITIVE: "key-driver-error",
  CKR_KEY_INDIGESTIBLE: "key-driver-error",
  CKR_KEY_NOT_NEEDED: "key-driver-error",
  CKR_KEY_NOT_WRAPPABLE: "key-driver-error",
  CKR_KEY_UNEXTRACTABLE: "key-driver-error",
  CKR_MUTEX_BAD: "key-driver-error",
  CKR_MUTEX_NOT_LOCKED: "key-driver-error",
  CKR_NO_EVENT: "key-driver-error",
  CKR_OPERATION_NOT_INITIALIZED: "key-driver-error",
  CKR_PUBLIC_KEY_INVALID: "key-driver-error",
  CKR_RANDOM_NO_RNG: "key-driver-error",
  CKR_RANDOM_SEED_NOT_SUPPORTED: "key-driver-error",
  CKR_SAVED_STATE_INVALID: "key-driver-error",
  CKR_SESSION_PARALLEL_NOT_SUPPORTED: "key-driver-error",
  CKR_SESSION_READ_ONLY: "key-driver-error",
  CKR_STATE_UNSAVEABLE: "key-driver-error",
  CKR_TEMPLATE_INCOMPLETE: "key-driver-error",
  CKR_TEMPLATE_INCONSISTENT: "key-driver-error",
  CKR_TOKEN_WRITE_PROTECTED: "key-driver-error",
  CKR_UNWRAPPING_KEY_HANDLE_INVALID: "key-driver-error",
  CKR_UNWRAPPING_KEY_SIZE_RANGE: "key-driver-error",
  CKR_UNWRAPPING_KEY_TYPE_INCONSISTENT: "key-driver-error",
  CKR_USER_TYPE_INVALID: "key-driver-error",
  CKR_WRAPPED_KEY_INVALID: "key-driver-error",
  CKR_WRAPPED_KEY_LEN_RANGE: "key-driver-error",
  CKR_WRAPPING_KEY_HANDLE_INVALID: "key-driver-error",
  CKR_WRAPPING_KEY_SIZE_RANGE: "key-driver-error",
  CKR_WRAPPING_KEY_TYPE_INCONSISTENT: "key-driver-error",
};

const problemsByNumber = new Map<number, UsbKeyProblemCode>(
  (Object.keys(problemsByName) as ReturnCodeName[]).map((name) => [
    pkcs11js[name],
    problemsByName[name],
  ]),
);

/** Vendor-defined codes (0x80000000 and up) have no meaning of their own here. */
export function problemOfReturnCode(returnCode: number): UsbKeyProblemCode {
  return problemsByNumber.get(returnCode) ?? "key-driver-error";
}
