import { X509Certificate } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { DemoAuthority } from "../../../dev/demo-ca/demo-authority.ts";
import { toHex } from "../../../src-shared/certificates/bytes.ts";
import { openCertificate } from "../../../src-shared/certificates/open-certificate.ts";
import { openCrl } from "../../../src-shared/certificates/open-revocation-list.ts";
import { parseCertificate } from "../../../src-shared/certificates/parse-certificate.ts";
import { isSignedBy } from "../../../src-shared/certificates/signed-by.ts";
import { validatePath } from "../../../src-shared/certificates/validate-path.ts";
import { ProblemError } from "../../../src-shared/problems/problem.ts";
import {
  derOf,
  estateTime,
  makeCrl,
  makeLeaf,
  makeRoot,
  trustOf,
} from "../../fixtures/certificates/make-certificate-estate.ts";

let root: DemoAuthority;
beforeAll(async () => {
  root = await makeRoot();
});

describe("a certificate taken apart", () => {
  it.each(["rsa", "p256", "p384"] as const)(
    "says of a %s key what Node's own reader says",
    async (keyKind) => {
      const { der } = await makeLeaf(root, { keyKind });
      const ours = openCertificate(der);
      const nodes = new X509Certificate(der);
      expect({
        serialNumber: toHex(ours.serialNumber.content).toUpperCase(),
        notBefore: ours.notBefore,
        notAfter: ours.notAfter,
        publicKey: Buffer.from(ours.publicKey.encoding),
      }).toEqual({
        serialNumber: nodes.serialNumber,
        notBefore: nodes.validFromDate,
        notAfter: nodes.validToDate,
        publicKey: nodes.publicKey.export({ type: "spki", format: "der" }),
      });
      const issuer = openCertificate(derOf(root.certificate));
      expect(await isSignedBy(ours, issuer)).toBe(true);
      expect(await isSignedBy(issuer, ours)).toBe(false);
    },
  );

  it("is one and the same for the same bytes, and another for others", async () => {
    const { der } = await makeLeaf(root);
    const changed = Uint8Array.from(der);
    changed[der.length - 1] = (changed[der.length - 1] ?? 0) ^ 1;
    expect(openCertificate(Uint8Array.from(der))).toBe(openCertificate(der));
    expect(openCertificate(changed)).not.toBe(openCertificate(der));
  });

  it("keeps its own bytes when the caller's change afterwards", async () => {
    const { der } = await makeLeaf(root);
    const lent = Uint8Array.from(der);
    const { tbs } = openCertificate(lent);
    const before = toHex(tbs);
    lent.fill(0);
    expect(toHex(tbs)).toBe(before);
  });

  it("with any byte changed or cut off, is malformed or untrusted, and nothing else happens", async () => {
    const { der } = await makeLeaf(root);
    const trust = trustOf({ anchors: [root] });
    const judge = async (bytes: Uint8Array): Promise<string> => {
      try {
        await parseCertificate(bytes);
        return (await validatePath(bytes, trust, estateTime)).kind;
      } catch (error) {
        return error instanceof ProblemError
          ? error.problem.code
          : String(error);
      }
    };
    const changed = Array.from(der.keys(), (at) => {
      const copy = Uint8Array.from(der);
      copy[at] = (copy[at] ?? 0) ^ 0x05;
      return copy;
    });
    const cut = Array.from(der.keys(), (length) => der.subarray(0, length));
    const verdicts = await Promise.all([...changed, ...cut].map(judge));
    expect([...new Set(verdicts)].sort()).toEqual([
      "certificate-malformed",
      "untrusted",
    ]);
  }, 60_000);
});

describe("a revocation list taken apart", () => {
  it("cut off anywhere, is malformed", async () => {
    const { certificate } = await makeLeaf(root);
    const der = await makeCrl(root, [certificate]);
    for (const length of der.keys())
      expect(() => openCrl(der.subarray(0, length))).toThrow(ProblemError);
  });
});
