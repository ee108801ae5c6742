import pkcs11js, { type Handle, type PKCS11, type Template } from "pkcs11js";
import { endQuietly } from "./end-quietly.ts";
import { isReturnCode } from "./key-problem.ts";

// Far more than any key holds; a module that never stops finding must not hold the host for ever.
const mostObjects = 200;

export function findObjects(
  module: PKCS11,
  session: Handle,
  template: Template,
): Handle[] {
  module.C_FindObjectsInit(session, template);
  try {
    return module.C_FindObjects(session, mostObjects);
  } catch (error) {
    throw withReturnCode(error);
  } finally {
    endQuietly(() => {
      module.C_FindObjectsFinal(session);
    });
  }
}

/** pkcs11js 2.1.7 leaves what C_FindObjects returns in the text of a bare Error, unlike that of every other call. */
function withReturnCode(error: unknown): unknown {
  const [, code] = /^CKR_\w+:(\d+)/.exec((error as Error).message) ?? [];
  return code === undefined
    ? error
    : new pkcs11js.Pkcs11Error("", Number(code), "C_FindObjects");
}

/** Empty where the object does not have the attribute or keeps it to itself. */
export function readAttribute(
  module: PKCS11,
  session: Handle,
  object: Handle,
  type: number,
): Buffer {
  try {
    const value = module.C_GetAttributeValue(session, object, [{ type }])[0]
      ?.value;
    return Buffer.isBuffer(value) ? value : Buffer.alloc(0);
  } catch (error) {
    const isMissing = isReturnCode(
      error,
      pkcs11js.CKR_ATTRIBUTE_TYPE_INVALID,
      pkcs11js.CKR_ATTRIBUTE_SENSITIVE,
    );
    if (isMissing) return Buffer.alloc(0);
    throw error;
  }
}

export function certificatesWithId(
  module: PKCS11,
  session: Handle,
  ckaId: Buffer,
): Handle[] {
  return findObjects(module, session, [
    { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_CERTIFICATE },
    { type: pkcs11js.CKA_ID, value: ckaId },
  ]);
}
