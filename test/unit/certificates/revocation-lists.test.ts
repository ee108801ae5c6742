import "reflect-metadata";
import {
  Extension,
  KeyUsageFlags,
  X509CrlReason,
  type X509Certificate,
} from "@peculiar/x509";
import { beforeAll, describe, expect, it } from "vitest";
import type { DemoAuthority } from "../../../dev/demo-ca/demo-authority.ts";
import { validatePath } from "../../../src-shared/certificates/validate-path.ts";
import {
  daysLater,
  estateTime,
  makeCrl,
  makeIntermediate,
  makeLeaf,
  makeRoot,
  trustOf,
  type IssuedCertificate,
} from "../../fixtures/certificates/make-certificate-estate.ts";

const current = { thisUpdate: daysLater(-1), nextUpdate: daysLater(30) };
const outdated = { thisUpdate: daysLater(-9), nextUpdate: daysLater(-8) };

async function revocationOf(
  leaf: IssuedCertificate,
  trust: Parameters<typeof trustOf>[0],
) {
  const verdict = await validatePath(leaf.der, trustOf(trust), estateTime);
  return verdict.kind === "valid" ? verdict.revocation : verdict.kind;
}

describe("an authority that has renewed its key under the same name", () => {
  let root: DemoAuthority;
  let old: DemoAuthority;
  let young: DemoAuthority;
  let leaf: IssuedCertificate;
  let rootList: Uint8Array;
  beforeAll(async () => {
    root = await makeRoot();
    old = await makeIntermediate(root);
    young = await makeIntermediate(root);
    leaf = await makeLeaf(old);
    rootList = await makeCrl(root);
  });

  const judge = (...crls: Uint8Array[]) =>
    revocationOf(leaf, {
      anchors: [root],
      intermediates: [old, young],
      crls: [rootList, ...crls],
    });

  it("revokes with its new key what the old one issued", async () => {
    expect(await judge(await makeCrl(young, [leaf.certificate]))).toBe(
      "revoked",
    );
  });

  it("clears with its new key what the old one issued, once the old one signs no lists", async () => {
    expect(await judge(await makeCrl(young))).toBe("good");
    expect(
      await judge(await makeCrl(young), await makeCrl(old, [], outdated)),
    ).toBe("unknown");
    expect(
      await judge(await makeCrl(young, [], outdated), await makeCrl(old)),
    ).toBe("good");
  });

  it("is heard by a key that may sign lists, and by no other", async () => {
    const silent = await makeIntermediate(root, {
      keyUsage: KeyUsageFlags.keyCertSign,
    });
    const crls = [rootList, await makeCrl(silent, [leaf.certificate])];
    const trust = { anchors: [root], intermediates: [old, silent], crls };
    expect(await revocationOf(leaf, trust)).toBe("unknown");
  });

  it("is not heard by a namesake below another anchor", async () => {
    const otherRoot = await makeRoot("另一根证书");
    const namesake = await makeIntermediate(otherRoot);
    const crls = [rootList, await makeCrl(namesake, [leaf.certificate])];
    const trust = {
      anchors: [root, otherRoot],
      intermediates: [old, namesake],
      crls,
    };
    expect(await revocationOf(leaf, trust)).toBe("unknown");
  });

  it("is not heard by a key that has ended or was taken back itself", async () => {
    const ended = await makeIntermediate(root, { notAfter: daysLater(-1) });
    const expired = {
      anchors: [root],
      intermediates: [old, ended],
      crls: [rootList, await makeCrl(ended)],
    };
    expect(await revocationOf(leaf, expired)).toBe("unknown");
    const takenBack = {
      anchors: [root],
      intermediates: [old, young],
      crls: [await makeCrl(root, [young.certificate]), await makeCrl(young)],
    };
    expect(await revocationOf(leaf, takenBack)).toBe("unknown");
  });
});

describe("a delta list", () => {
  let root: DemoAuthority;
  let leaf: IssuedCertificate;
  beforeAll(async () => {
    root = await makeRoot();
    leaf = await makeLeaf(root);
  });

  const judge = (...crls: Uint8Array[]) =>
    revocationOf(leaf, { anchors: [root], crls });

  function makeDelta(
    list: "without it" | X509CrlReason,
    {
      from,
      until = 1,
      since = 1,
    }: { from: number; until?: number; since?: number },
  ) {
    const listed: X509Certificate[] =
      list === "without it" ? [] : [leaf.certificate];
    return makeCrl(
      root,
      listed,
      { thisUpdate: daysLater(from), nextUpdate: daysLater(until) },
      [new Extension("2.5.29.27", true, Uint8Array.of(2, 1, since))],
      list === "without it" ? undefined : list,
    );
  }
  const held = (times = current) =>
    makeCrl(root, [leaf.certificate], times, [], X509CrlReason.certificateHold);
  const complete = (times = current) => makeCrl(root, [], times);

  it("revokes until a newer complete list is there, and longer where that one has ended", async () => {
    const delta = await makeDelta(X509CrlReason.keyCompromise, {
      from: -12,
      until: -11,
    });
    expect(await judge(delta)).toBe("revoked");
    expect(await judge(delta, await complete())).toBe("good");
    expect(await judge(delta, await complete(outdated))).toBe("revoked");
  });

  it("newer than the complete list revokes what that one did not know", async () => {
    const delta = await makeDelta(X509CrlReason.keyCompromise, { from: 0 });
    expect(await judge(await complete(), delta)).toBe("revoked");
  });

  it("lifts a hold of an older list", async () => {
    const lifting = await makeDelta(X509CrlReason.removeFromCRL, { from: 0 });
    expect(await judge(await held())).toBe("revoked");
    expect(await judge(await held(), lifting)).toBe("good");
  });

  it("lifts nothing when it is the older one, has ended or is another authority's", async () => {
    const older = await makeDelta(X509CrlReason.removeFromCRL, { from: -2 });
    expect(await judge(await held(), older)).toBe("revoked");
    const ended = await makeDelta(X509CrlReason.removeFromCRL, {
      from: -4,
      until: -3,
    });
    const before = { ...current, thisUpdate: daysLater(-5) };
    expect(await judge(await held(before), ended)).toBe("revoked");
    const other = await makeCrl(
      await makeRoot(),
      [leaf.certificate],
      { thisUpdate: daysLater(0), nextUpdate: daysLater(1) },
      [new Extension("2.5.29.27", true, Uint8Array.of(2, 1, 1))],
      X509CrlReason.removeFromCRL,
    );
    expect(await judge(await held(), other)).toBe("revoked");
  });

  it("lifts no revocation for good", async () => {
    const lifting = await makeDelta(X509CrlReason.removeFromCRL, { from: 0 });
    const final = await makeCrl(root, [leaf.certificate]);
    expect(await judge(final, lifting)).toBe("revoked");
  });

  it("is replaced by a newer one since the same complete list or an earlier one, not since a later one", async () => {
    const holding = await makeDelta(X509CrlReason.certificateHold, {
      from: -1,
      since: 5,
    });
    const base = { ...current, thisUpdate: daysLater(-2) };
    const newer = (since: number) =>
      makeDelta("without it", { from: 0, since });
    expect(await judge(await complete(base), holding, await newer(5))).toBe(
      "good",
    );
    expect(await judge(await complete(base), holding, await newer(6))).toBe(
      "revoked",
    );
  });
});
