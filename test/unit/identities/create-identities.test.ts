import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  createIdentities,
  type SecretWrapping,
} from "../../../src-main/identities/create-identities.ts";
import { createIdentityStore } from "../../../src-main/identities/identity-store.ts";
import {
  openDatabase,
  type Database,
} from "../../../src-main/storage/open-database.ts";
import { openText, sealText } from "../../../src-main/storage/sealed.ts";

const uscc = "91110000MA0000000X";
const place = { table: "t", column: "c", id: "1" };

let folder: string;
let database: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "identities-"));
  database = openDatabase(join(folder, "client.db"));
});

afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

/** Stands for the operating system: bytes wrapped under one user's password do not open under another's. */
function wrappingOf(user: string): SecretWrapping {
  const mask = (bytes: Uint8Array): Uint8Array =>
    bytes.map(
      (byte, index) =>
        byte ^ (createHash("sha256").update(user).digest()[index % 32] ?? 0),
    );
  const mark = Buffer.from(user);
  return {
    protect: async (secret) => Buffer.concat([mark, mask(secret)]),
    reveal: async (wrapped) => {
      if (!Buffer.from(wrapped.subarray(0, mark.length)).equals(mark))
        throw new Error("another user's secret");
      return mask(wrapped.subarray(mark.length));
    },
  };
}

function identitiesFor(wrapping: SecretWrapping) {
  return createIdentities(
    createIdentityStore(database, () => new Date()),
    wrapping,
  );
}

function countOf(table: string): unknown {
  return database.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get();
}

describe("identities", () => {
  it("gives the same identity the same keys after a restart", async () => {
    const first = await identitiesFor(wrappingOf("a")).findOrCreate(
      "usb-key",
      uscc,
    );
    const again = await identitiesFor(wrappingOf("a")).findOrCreate(
      "usb-key",
      uscc,
    );
    expect([
      again.identityId,
      openText(again, place, sealText(first, place, "draft")),
      countOf("identities"),
    ]).toEqual([first.identityId, "draft", 1]);
  });

  it("knows nobody before the first sign-in, and writes nothing for being asked", async () => {
    const found = await identitiesFor(wrappingOf("a")).find("usb-key", uscc);
    expect([found, countOf("installation_secret")]).toEqual([null, 0]);
  });

  it("keeps two identities apart, also a key and an account of one name", async () => {
    const identities = identitiesFor(wrappingOf("a"));
    const key = await identities.findOrCreate("usb-key", uscc);
    const account = await identities.findOrCreate("account", uscc);
    expect(() =>
      openText(account, place, sealText(key, place, "draft")),
    ).toThrow("storage-damaged");
    expect(countOf("identities")).toBe(2);
  });

  it("never makes a new key over data of a store that cannot be read", async () => {
    await identitiesFor(wrappingOf("a")).findOrCreate("usb-key", uscc);
    const stranger = identitiesFor(wrappingOf("b"));
    await expect(stranger.findOrCreate("usb-key", uscc)).rejects.toThrow(
      "identity-store-unreadable",
    );
    expect([countOf("identities"), countOf("identity_keys")]).toEqual([1, 1]);
    expect(
      await identitiesFor(wrappingOf("a")).find("usb-key", uscc),
    ).not.toBeNull();
  });

  it("does not take identities for absent when the installation secret is gone", async () => {
    const identities = identitiesFor(wrappingOf("a"));
    await identities.findOrCreate("usb-key", uscc);
    database.exec("DELETE FROM installation_secret");
    await expect(identities.findOrCreate("usb-key", uscc)).rejects.toThrow(
      "identity-store-unreadable",
    );
    expect(countOf("identities")).toBe(1);
  });

  it("tells whether everybody here can still be opened by this machine", async () => {
    const identities = identitiesFor(wrappingOf("a"));
    const said = [await identities.isReadable()];
    await identities.findOrCreate("usb-key", uscc);
    const { identityId } = await identities.findOrCreate("account", "clerk");
    said.push(
      await identities.isReadable(),
      await identitiesFor(wrappingOf("b")).isReadable(),
    );
    database
      .prepare("UPDATE identity_keys SET wrapped = x'00' WHERE identity_id = ?")
      .run(identityId);
    said.push(await identities.isReadable());
    expect(said).toEqual([true, true, false, false]);
  });

  it("refuses a wrapped key that belongs to another identity", async () => {
    const identities = identitiesFor(wrappingOf("a"));
    await identities.findOrCreate("usb-key", uscc);
    const other = await identities.findOrCreate("usb-key", "other");
    database
      .prepare(
        "UPDATE identity_keys SET wrapped = (SELECT wrapped FROM identity_keys WHERE identity_id = ?)",
      )
      .run(other.identityId);
    await expect(identities.find("usb-key", uscc)).rejects.toThrow(
      "identity-store-unreadable",
    );
  });

  it("does not write the code of an enterprise in the clear", async () => {
    await identitiesFor(wrappingOf("a")).findOrCreate("usb-key", uscc);
    database.pragma("wal_checkpoint(TRUNCATE)");
    const bytes = readdirSync(folder).map((name) =>
      readFileSync(join(folder, name), "latin1"),
    );
    expect(bytes.some((text) => text.includes(uscc))).toBe(false);
  });

  const code = "0000-1111";
  const user = (name: string) => identitiesFor(wrappingOf(name));

  it("opens by its recovery code under another user, and from then on without", async () => {
    const first = await user("a").findOrCreate("usb-key", uscc);
    expect(user("a").recoveryCodeMadeAt(first.identityId)).toBeNull();
    await user("a").putRecoveryCode(first.identityId, code);
    await expect(user("b").find("usb-key", uscc)).rejects.toThrow(
      "identity-store-unreadable",
    );
    const recovered = await user("b").recover("usb-key", uscc, code);
    const again = await user("b").find("usb-key", uscc);
    expect([
      openText(recovered, place, sealText(first, place, "draft")),
      again?.identityId,
      countOf("identities"),
    ]).toEqual(["draft", first.identityId, 1]);
  });

  it("keeps everybody else findable and shut when one moves by code", async () => {
    const one = await user("a").findOrCreate("usb-key", uscc);
    const other = await user("a").findOrCreate("account", "other");
    await user("a").putRecoveryCode(one.identityId, code);
    await user("a").putRecoveryCode(other.identityId, "2222-3333");
    await user("b").recover("usb-key", uscc, code);
    await expect(user("b").find("account", "other")).rejects.toThrow(
      "identity-store-unreadable",
    );
    const moved = await user("b").recover("account", "other", "2222-3333");
    expect([
      moved.identityId,
      (await user("b").find("usb-key", uscc))?.identityId,
      await user("b").find("usb-key", "nobody"),
    ]).toEqual([other.identityId, one.identityId, null]);
  });

  it("answers alike to a wrong code and to the code of somebody else", async () => {
    const one = await user("a").findOrCreate("usb-key", uscc);
    const other = await user("a").findOrCreate("usb-key", "other");
    await user("a").putRecoveryCode(one.identityId, code);
    const recover = user("b").recover("usb-key", "other", code);
    await expect(recover).rejects.toThrow("recovery-code-wrong");
    await user("a").putRecoveryCode(other.identityId, "2222-3333");
    for (const wrong of [code, "4444-5555"])
      await expect(
        user("b").recover("usb-key", "other", wrong),
      ).rejects.toThrow("recovery-code-wrong");
    await expect(user("b").recover("account", "x", code)).rejects.toThrow(
      "recovery-code-never-made",
    );
    await expect(user("b").find("usb-key", uscc)).rejects.toThrow(
      "identity-store-unreadable",
    );
  });

  it("forgets the earlier code when a newer one was confirmed, and refuses a wrapping that was moved or changed", async () => {
    const one = await user("a").findOrCreate("usb-key", uscc);
    await user("a").putRecoveryCode(one.identityId, code);
    await user("a").putRecoveryCode(one.identityId, "2222-3333");
    await expect(user("b").recover("usb-key", uscc, code)).rejects.toThrow(
      "recovery-code-wrong",
    );
    database
      .prepare(
        "UPDATE identity_keys SET wrapped = CAST(substr(wrapped, 1, 60) || x'00' || substr(wrapped, 62) AS BLOB) WHERE method = 'recovery-code'",
      )
      .run();
    await expect(
      user("b").recover("usb-key", uscc, "2222-3333"),
    ).rejects.toThrow("recovery-code-wrong");
  });
});
