import type { SafeStorage } from "electron";
import type { SecretStore } from "../application/host-ports.ts";

/** On Linux Chromium seals with a password that stands in its source where no keyring answers, and marks it so. */
const fixedPasswordMark = "v10";

/**
 * A key in the profile's file `Local State`, itself under DPAPI, on Windows; the desktop's keyring on Linux. What only a fixed
 * password seals counts as no protection at all, and no name of a backend says whether its keyring is there.
 */
export function createSecretStore(
  safeStorage: Pick<
    SafeStorage,
    | "decryptStringAsync"
    | "encryptStringAsync"
    | "getSelectedStorageBackend"
    | "isAsyncEncryptionAvailable"
  >,
  platform: NodeJS.Platform,
): SecretStore {
  const assertProtection = async (): Promise<void> => {
    if (
      platform === "linux" &&
      ["basic_text", "unknown"].includes(
        safeStorage.getSelectedStorageBackend(),
      )
    )
      throw new Error("The desktop offers no protected store for secrets.");
    if (!(await safeStorage.isAsyncEncryptionAvailable()))
      throw new Error("The system's protected store is not available.");
  };
  const assertSealed = (sealed: Buffer): Buffer => {
    const mark = sealed.subarray(0, fixedPasswordMark.length).toString();
    if (platform === "linux" && mark === fixedPasswordMark)
      throw new Error("The desktop's keyring does not answer.");
    return sealed;
  };
  return {
    protect: async (secret) => {
      await assertProtection();
      const text = Buffer.from(secret).toString("base64");
      return assertSealed(await safeStorage.encryptStringAsync(text));
    },
    reveal: async (protectedSecret) => {
      await assertProtection();
      assertSealed(Buffer.from(protectedSecret));
      const { result } = await safeStorage.decryptStringAsync(
        Buffer.from(protectedSecret),
      );
      return Buffer.from(result, "base64");
    },
  };
}
