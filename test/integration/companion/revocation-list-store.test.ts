import "reflect-metadata";
import { AuthorityKeyIdentifierExtension, Extension } from "@peculiar/x509";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DemoAuthority } from "../../../dev/demo-ca/demo-authority.ts";
import {
  openDatabase,
  type CompanionDatabase,
} from "../../../src-companion/storage/open-database.ts";
import { createTrustReader } from "../../../src-companion/trust/read-trust.ts";
import {
  addTrust,
  listTrust,
} from "../../../src-companion/trust/trust-store.ts";
import { validatePath } from "../../../src-shared/certificates/validate-path.ts";
import {
  daysLater,
  derOf,
  estateTime,
  makeCrl,
  makeIntermediate,
  makeLeaf,
  makeRoot,
} from "../../fixtures/certificates/make-certificate-estate.ts";

describe("the operator's revocation lists", () => {
  let dataDir: string;
  let database: CompanionDatabase;
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), "list-store-"));
    database = await openDatabase(dataDir);
  });
  afterEach(async () => {
    await database.destroy();
    rmSync(dataDir, { recursive: true });
  });

  const since = (from: number) => ({
    thisUpdate: daysLater(from),
    nextUpdate: daysLater(30),
  });
  const keyIdentifier = (byte: string) =>
    new AuthorityKeyIdentifierExtension(byte.repeat(20));
  const delta = (complete: number) =>
    new Extension("2.5.29.27", true, Uint8Array.of(2, 1, complete));

  async function trust(
    kind: "anchor" | "intermediate",
    ...authorities: DemoAuthority[]
  ): Promise<void> {
    for (const { certificate } of authorities)
      await addTrust(database, kind, derOf(certificate), estateTime);
  }

  async function add(list: Uint8Array | Promise<Uint8Array>) {
    const added = await addTrust(database, "crl", await list, estateTime);
    return added.kind === "added" ? added.replaced : added.kind;
  }

  async function countLists(): Promise<number> {
    const entries = await listTrust(database);
    return entries.filter(({ kind }) => kind === "crl").length;
  }

  it.each(["anchor", "intermediate"] as const)(
    "stay beside those of the same name's other key: as %s",
    async (kind) => {
      const root = await makeRoot();
      await trust("anchor", root);
      const make = () =>
        kind === "anchor"
          ? makeRoot("同名CA")
          : makeIntermediate(root, { commonName: "同名CA" });
      const [old, young] = [await make(), await make()];
      await trust(kind, old, young);
      const stolen = await makeLeaf(old);
      await add(makeCrl(root));
      const oldList = await makeCrl(old, [stolen.certificate], since(-2));
      expect([
        await add(oldList),
        await add(makeCrl(young, [], since(-1))),
        await add(oldList),
        await add(makeCrl(young, [], since(0))),
      ]).toEqual([0, 0, 0, 1]);
      const reader = createTrustReader(database);
      expect(
        await validatePath(stolen.der, await reader.read(), estateTime),
      ).toEqual({ kind: "revoked" });
    },
  );

  it("replace those of the same key, also where only the newer one names it", async () => {
    const root = await makeRoot();
    await trust("anchor", root);
    const older = await makeCrl(root, [], since(-2));
    expect([
      await add(older),
      await add(makeCrl(root, [], since(-1), [keyIdentifier("ab")])),
      await add(older),
      await countLists(),
    ]).toEqual([0, 1, "outdated", 1]);
  });

  it("are told apart by the key identifier while nobody vouches for them", async () => {
    const root = await makeRoot();
    const list = (from: number, identifier: string) =>
      makeCrl(root, [], since(from), [keyIdentifier(identifier)]);
    expect([
      await add(list(-3, "ab")),
      await add(list(-2, "cd")),
      await add(list(-1, "ab")),
      await countLists(),
    ]).toEqual([0, 0, 1, 2]);
  });

  it("take no list's place without the authority's signature", async () => {
    const [root, forger] = [await makeRoot(), await makeRoot()];
    await trust("anchor", root);
    const identifier = [keyIdentifier("ab")];
    expect([
      await add(makeCrl(root, [], since(-2), identifier)),
      await add(makeCrl(forger, [], since(-1), identifier)),
      await countLists(),
    ]).toEqual([0, 0, 2]);
  });

  it("keep a delta until a newer one holds its changes too, or a complete list does", async () => {
    const root = await makeRoot();
    await trust("anchor", root);
    const change = (from: number, complete: number) =>
      makeCrl(root, [], since(from), [delta(complete)]);
    expect([
      await add(makeCrl(root, [], since(-9))),
      await add(change(-8, 1)),
      await add(change(-7, 1)),
      await add(change(-6, 2)),
      await countLists(),
      await add(makeCrl(root, [], since(-5))),
      await countLists(),
      await add(change(-6, 2)),
      await add(change(-4, 2)),
    ]).toEqual([0, 0, 1, 0, 3, 3, 1, "outdated", 0]);
  });
});
