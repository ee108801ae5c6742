import { describe, expect, it } from "vitest";
import { createSecretStore } from "../../../src-main/electron/secret-store.ts";

type Backend = "basic_text" | "gnome_libsecret" | "unknown";

function fakeSafeStorage(backend: Backend, isAvailable: boolean, mark = "v11") {
  return {
    getSelectedStorageBackend: () => backend,
    isAsyncEncryptionAvailable: async () => isAvailable,
    encryptStringAsync: async (text: string) => Buffer.from(`${mark} ${text}`),
    decryptStringAsync: async (sealed: Buffer) => ({
      result: sealed.toString().slice("v11 ".length),
      shouldReEncrypt: false,
    }),
  };
}

const secret = new Uint8Array([0, 255, 128, 10]);

describe("the secret store over safeStorage", () => {
  it("gives back every byte", async () => {
    const store = createSecretStore(
      fakeSafeStorage("gnome_libsecret", true),
      "linux",
    );
    const sealed = await store.protect(secret);
    expect([...(await store.reveal(sealed))]).toEqual([...secret]);
  });

  it.each(["basic_text", "unknown"] as const)(
    "refuses %s, which protects nothing",
    async (backend) => {
      const store = createSecretStore(fakeSafeStorage(backend, true), "linux");
      await expect(store.protect(secret)).rejects.toThrow();
      await expect(store.reveal(secret)).rejects.toThrow();
    },
  );

  it("refuses what Chromium's fixed password seals where a named keyring does not answer, and on Windows takes the same mark", async () => {
    const sealing = fakeSafeStorage("gnome_libsecret", true, "v10");
    const linux = createSecretStore(sealing, "linux");
    await expect(linux.protect(secret)).rejects.toThrow();
    const windows = createSecretStore(sealing, "win32");
    const sealed = await windows.protect(secret);
    await expect(linux.reveal(sealed)).rejects.toThrow();
    expect([...(await windows.reveal(sealed))]).toEqual([...secret]);
  });

  it("does not ask for the Linux keyring's name on Windows", async () => {
    const store = createSecretStore(fakeSafeStorage("unknown", true), "win32");
    await expect(store.protect(secret)).resolves.toBeInstanceOf(Uint8Array);
  });

  it("refuses where the system's protection is not available", async () => {
    const store = createSecretStore(fakeSafeStorage("unknown", false), "win32");
    await expect(store.protect(secret)).rejects.toThrow();
  });
});
