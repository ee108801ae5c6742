import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SecretStore } from "../../src-main/application/host-ports.ts";

/**
 * DEVELOPMENT ONLY: the key lies beside what it protects. Plain Node has no access to the system's secret store; the
 * packaged client uses Electron's safeStorage and contains nothing of this folder.
 */
export function createDevelopmentSecretStore(folder: string): SecretStore {
  const key = readOrMakeKey(join(folder, "DEVELOPMENT-ONLY-secret-key"));
  return {
    protect: async (secret) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      return Buffer.concat([
        nonce,
        cipher.update(secret),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
    },
    reveal: async (protectedSecret) => {
      const bytes = Buffer.from(protectedSecret);
      const decipher = createDecipheriv(
        "aes-256-gcm",
        key,
        bytes.subarray(0, 12),
      );
      decipher.setAuthTag(bytes.subarray(-16));
      return Buffer.concat([
        decipher.update(bytes.subarray(12, -16)),
        decipher.final(),
      ]);
    },
  };
}

function readOrMakeKey(path: string): Buffer {
  if (!existsSync(path))
    writeFileSync(path, randomBytes(32), { mode: 0o600, flag: "wx" });
  return readFileSync(path);
}
