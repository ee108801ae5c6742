import "reflect-metadata";
import { ExtendedKeyUsageExtension } from "@peculiar/x509";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  makeAuthority,
  type DemoAuthority,
} from "../../../dev/demo-ca/demo-authority.ts";
import { addTrust } from "../../../src-companion/trust/trust-store.ts";
import {
  derOf,
  makeLeaf,
  type IssuedCertificate,
} from "../../fixtures/certificates/make-certificate-estate.ts";
import {
  dayMs,
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import { ownUscc, signInParts, subjectOf } from "./test-enterprise.ts";

// OpenSSL answers at the machine's own time, so this estate hangs on it too.
const now = new Date();
const validity = {
  notBefore: new Date(now.getTime() - dayMs),
  notAfter: new Date(now.getTime() + 30 * dayMs),
};

/** The operator has named OpenSSL as the authority's responder; no list speaks about these certificates. */
describe("an authority's answers about revocation", () => {
  let folder: string;
  let responder: Server;
  let companion: TestCompanion;
  let authority: DemoAuthority;
  let signer: string;
  let isDown = false;
  const index: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "revocation-answers-"));
    authority = await makeAuthority({
      commonName: "在线应答根证书",
      keyKind: "p256",
      ...validity,
    });
    await writeIdentity("authority", authority);
    responder = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on("data", (piece: Buffer) => pieces.push(piece));
      request.on("end", () => {
        if (isDown) response.writeHead(503).end();
        else response.end(answerTo(Buffer.concat(pieces)));
      });
    });
    await new Promise<void>((resolve) =>
      responder.listen(0, "127.0.0.1", resolve),
    );
    const { port } = responder.address() as AddressInfo;
    companion = await startTestCompanion({
      ocspResponders: [`http://127.0.0.1:${String(port)}/`],
    });
    companion.clock.now = now;
    await addTrust(
      companion.database,
      "anchor",
      derOf(authority.certificate),
      now,
    );
  });
  afterAll(async () => {
    await companion.close();
    responder.close();
    rmSync(folder, { recursive: true });
  });

  async function writeIdentity(
    name: string,
    { certificate, keys }: Pick<IssuedCertificate, "certificate" | "keys">,
  ): Promise<void> {
    const key = Buffer.from(
      await crypto.subtle.exportKey("pkcs8", keys.privateKey),
    );
    writeFileSync(join(folder, `${name}.pem`), certificate.toString("pem"));
    writeFileSync(
      join(folder, `${name}.key`),
      `-----BEGIN PRIVATE KEY-----\n${key.toString("base64")}\n-----END PRIVATE KEY-----\n`,
    );
    signer = name;
  }

  function answerTo(request: Buffer): Buffer {
    writeFileSync(join(folder, "request.der"), request);
    writeFileSync(join(folder, "index.txt"), index.join(""));
    const files = [
      "-index",
      "index.txt",
      "-CA",
      "authority.pem",
      "-reqin",
      "request.der",
      "-respout",
      "answer.der",
    ];
    const identity = ["-rsigner", `${signer}.pem`, "-rkey", `${signer}.key`];
    execFileSync("openssl", ["ocsp", ...files, ...identity, "-ndays", "1"], {
      cwd: folder,
      stdio: "pipe",
    });
    return readFileSync(join(folder, "answer.der"));
  }

  async function makeKnownKey(
    state: "good" | "revoked",
  ): Promise<IssuedCertificate> {
    const key = await makeLeaf(authority, {
      subject: subjectOf(ownUscc),
      ...validity,
    });
    const time = (at: Date): string =>
      `${at.toISOString().slice(2, 19).replaceAll(/[-:T]/g, "")}Z`;
    const revokedAt = state === "revoked" ? time(validity.notBefore) : "";
    index.push(
      `${state === "revoked" ? "R" : "V"}\t${time(validity.notAfter)}\t${revokedAt}\t${key.certificate.serialNumber.toUpperCase()}\tunknown\t/CN=${String(index.length)}\n`,
    );
    return key;
  }

  async function makeResponder(usages: readonly string[]): Promise<void> {
    const identity = await makeLeaf(authority, {
      ...validity,
      extensions: [new ExtendedKeyUsageExtension([...usages])],
    });
    await writeIdentity("responder", identity);
  }

  /** "good" or "unknown", or the code of the refusal. */
  async function signIn(key: IssuedCertificate): Promise<string | undefined> {
    const { status, body } = await companion.request(
      "signInWithKey",
      await signInParts(companion, key),
    );
    const { revocation, code } = body as { revocation?: string; code?: string };
    return status === 200 ? revocation : code;
  }

  it("count as the authority's lists do", async () => {
    signer = "authority";
    expect([
      await signIn(await makeKnownKey("good")),
      await signIn(await makeKnownKey("revoked")),
    ]).toEqual(["good", "signer-certificate-revoked"]);
  });

  it("count from whom the authority has named for it, and from nobody else", async () => {
    await makeResponder(["1.3.6.1.5.5.7.3.9"]);
    expect(await signIn(await makeKnownKey("good"))).toBe("good");
    await makeResponder(["1.3.6.1.5.5.7.3.2"]);
    expect(await signIn(await makeKnownKey("good"))).toBe("unknown");
    const stranger = await makeAuthority({
      commonName: "在线应答根证书",
      keyKind: "p256",
      ...validity,
    });
    await writeIdentity("stranger", stranger);
    expect(await signIn(await makeKnownKey("revoked"))).toBe("unknown");
  });

  it("leave open what the responder does not know, and what it does not answer", async () => {
    signer = "authority";
    const nobodys = await makeLeaf(authority, {
      subject: subjectOf(ownUscc),
      ...validity,
    });
    expect(await signIn(nobodys)).toBe("unknown");
    isDown = true;
    const key = await makeKnownKey("revoked");
    expect(await signIn(key)).toBe("unknown");
    // Silence is not kept.
    isDown = false;
    expect(await signIn(key)).toBe("signer-certificate-revoked");
  });

  it("hold for their time", async () => {
    signer = "authority";
    const key = await makeKnownKey("good");
    companion.clock.now = new Date(now.getTime() + 3 * dayMs);
    expect(await signIn(key)).toBe("unknown");
    companion.clock.now = now;
  });
});
