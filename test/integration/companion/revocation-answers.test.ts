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

/** A stranger bears the same name. */
const authorityOrder = {
  commonName: "在线应答根证书",
  keyKind: "p256",
  ...validity,
} as const;

// OCSPResponseStatus alone (RFC 6960 section 4.2.1).
const refusals = {
  tryLater: Buffer.from([0x30, 3, 0x0a, 1, 3]),
  unauthorized: Buffer.from([0x30, 3, 0x0a, 1, 6]),
};

/** The operator has named OpenSSL as the authority's responder, and another authority's; no list speaks about these certificates. */
describe("an authority's answers about revocation", () => {
  let folder: string;
  let responder: Server;
  let companion: TestCompanion;
  let authority: DemoAuthority;
  let signer: string;
  let outage: "silent" | "tryLater" | null = null;
  let isStrangerAnswering = false;
  let asked = 0;
  const index: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "revocation-answers-"));
    authority = await makeAuthority(authorityOrder);
    await writeIdentity("authority", authority);
    responder = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on("data", (piece: Buffer) => pieces.push(piece));
      request.on("end", () => {
        const isOther = request.url === "/other";
        if (!isOther) asked += 1;
        if (isOther && !isStrangerAnswering)
          response.end(refusals.unauthorized);
        else if (isOther)
          response.end(answerTo(Buffer.concat(pieces), "stranger"));
        else if (outage === "silent") response.writeHead(503).end();
        else if (outage === "tryLater") response.end(refusals.tryLater);
        else response.end(answerTo(Buffer.concat(pieces)));
      });
    });
    await new Promise<void>((resolve) =>
      responder.listen(0, "127.0.0.1", resolve),
    );
    const { port } = responder.address() as AddressInfo;
    companion = await startTestCompanion({
      ocspResponders: ["other", ""].map(
        (path) => `http://127.0.0.1:${String(port)}/${path}`,
      ),
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

  function answerTo(request: Buffer, by = signer): Buffer {
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
    const identity = ["-rsigner", `${by}.pem`, "-rkey", `${by}.key`];
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
    await writeIdentity("stranger", await makeAuthority(authorityOrder));
    expect(await signIn(await makeKnownKey("revoked"))).toBe("unknown");
  });

  it("leave open what the responder does not know", async () => {
    signer = "authority";
    const nobodys = await makeLeaf(authority, {
      subject: subjectOf(ownUscc),
      ...validity,
    });
    expect(await signIn(nobodys)).toBe("unknown");
  });

  it.each(["silent", "tryLater"] as const)(
    "are asked for again where none came, whatever another authority's responder said: %s",
    async (how) => {
      signer = "authority";
      const key = await makeKnownKey("revoked");
      outage = how;
      expect(await signIn(key)).toBe("unknown");
      isStrangerAnswering = true;
      await writeIdentity("stranger", await makeAuthority(authorityOrder));
      signer = "authority";
      expect(await signIn(key)).toBe("unknown");
      isStrangerAnswering = false;
      outage = null;
      expect(await signIn(key)).toBe("signer-certificate-revoked");
    },
  );

  it("are kept for ten minutes", async () => {
    const key = await makeKnownKey("good");
    const before = asked;
    const found = [await signIn(key), await signIn(key), asked - before];
    companion.clock.now = new Date(now.getTime() + 11 * 60_000);
    expect([...found, await signIn(key), asked - before]).toEqual([
      "good",
      "good",
      1,
      "good",
      2,
    ]);
    companion.clock.now = now;
  });

  it("hold for their time", async () => {
    signer = "authority";
    const key = await makeKnownKey("good");
    companion.clock.now = new Date(now.getTime() + 3 * dayMs);
    expect(await signIn(key)).toBe("unknown");
    companion.clock.now = now;
  });
});
