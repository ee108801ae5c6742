import type { SafeStorage } from "electron";
import type { SecretStore } from "../application/host-ports.ts";

/**
 * DPAPI on Windows, the desktop's keyring on Linux. Electron's `basic_text` is a fixed password in its source, so
 * it counts as no protection at all.
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
  return {
    protect: async (secret) => {
      await assertProtection();
      const text = Buffer.from(secret).toString("base64");
      return safeStorage.encryptStringAsync(text);
    },
    reveal: async (protectedSecret) => {
      await assertProtection();
      const { result } = await safeStorage.decryptStringAsync(
        Buffer.from(protectedSecret),
      );
      return Buffer.from(result, "base64");
    },
  };
}
