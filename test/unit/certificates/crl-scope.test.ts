import "reflect-metadata";
import { Extension } from "@peculiar/x509";
import { beforeAll, describe, expect, it } from "vitest";
import { validatePath } from "../../../src-shared/certificates/validate-path.ts";
import type { DemoAuthority } from "../../../dev/demo-ca/demo-authority.ts";
import {
  daysLater,
  estateTime,
  makeCrl,
  makeLeaf,
  makeRoot,
  trustOf,
  type IssuedCertificate,
} from "../../fixtures/certificates/make-certificate-estate.ts";

const tagged = (tag: number, ...parts: Uint8Array[]) => {
  const content = Buffer.concat(parts);
  return Buffer.concat([Uint8Array.of(tag, content.length), content]);
};
const address = (text: string) =>
  tagged(0xa0, tagged(0xa0, tagged(0x86, Buffer.from(text))));
const yes = Uint8Array.of(0xff);

const issuingPoint = (...parts: Uint8Array[]) =>
  new Extension("2.5.29.28", true, tagged(0x30, ...parts));
const delta = new Extension("2.5.29.27", true, tagged(0x02, Uint8Array.of(1)));
const strange = new Extension("1.3.6.1.4.1.99999.1", true, tagged(0x05));

const ours = "http://ca.example.cn/crl1.crl";
const othersPartition = "http://ca.example.cn/crl2.crl";

describe("a list that speaks about some certificates only", () => {
  let root: DemoAuthority;
  let leaf: IssuedCertificate;
  beforeAll(async () => {
    root = await makeRoot();
    const point = tagged(0x30, tagged(0x30, address(ours)));
    leaf = await makeLeaf(root, {
      extensions: [new Extension("2.5.29.31", false, point)],
    });
  });

  async function revocation(isRevoked: boolean, ...extensions: Extension[]) {
    const times = { thisUpdate: daysLater(-1), nextUpdate: daysLater(30) };
    const crl = await makeCrl(
      root,
      isRevoked ? [leaf.certificate] : [],
      times,
      extensions,
    );
    const verdict = await validatePath(
      leaf.der,
      trustOf({ anchors: [root], crls: [crl] }),
      estateTime,
    );
    return verdict.kind === "valid" ? verdict.revocation : verdict.kind;
  }

  it("clears a certificate of its own part", async () => {
    expect(await revocation(false, issuingPoint(address(ours)))).toBe("good");
    expect(await revocation(false, issuingPoint(tagged(0x81, yes)))).toBe(
      "good",
    );
  });

  it("clears none of another part, but revokes what it names", async () => {
    expect(
      await revocation(false, issuingPoint(address(othersPartition))),
    ).toBe("unknown");
    expect(await revocation(true, issuingPoint(address(othersPartition)))).toBe(
      "revoked",
    );
  });

  it("clears no end entity when it is about authorities", async () => {
    expect(await revocation(false, issuingPoint(tagged(0x82, yes)))).toBe(
      "unknown",
    );
  });

  it("clears nothing as a delta, but revokes", async () => {
    expect(await revocation(false, delta)).toBe("unknown");
    expect(await revocation(true, delta)).toBe("revoked");
  });

  it("is not used at all when it is indirect or not understood", async () => {
    expect(await revocation(true, issuingPoint(tagged(0x84, yes)))).toBe(
      "unknown",
    );
    expect(await revocation(true, strange)).toBe("unknown");
  });
});
