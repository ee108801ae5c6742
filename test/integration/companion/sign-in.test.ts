import "reflect-metadata";
import { ExtendedKeyUsageExtension } from "@peculiar/x509";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addTrust } from "../../../src-companion/trust/trust-store.ts";
import { localUnlockPurpose } from "../../../src-shared/session/sign-in-statement.ts";
import { submissionPurpose } from "../../../src-shared/filings/frozen-submission.ts";
import {
  daysLater,
  derOf,
  encryptionUsage,
  makeCrl,
  makeLeaf,
  makeRoot,
} from "../../fixtures/certificates/make-certificate-estate.ts";
import { refusalOf, succeed } from "./companion-requester.ts";
import {
  minuteMs,
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import {
  makeKey,
  ownUscc,
  sign,
  signInParts,
  subjectOf,
} from "./test-enterprise.ts";

let companion: TestCompanion;
beforeAll(async () => {
  companion = await startTestCompanion();
});
afterAll(() => companion.close());

const codeOf = async (
  parts: Parameters<typeof refusalOf>[2],
): Promise<string> =>
  (await refusalOf(companion.request, "signInWithKey", parts)).code;

describe("signing in with a key", () => {
  it("answers with what the certificate itself says", async () => {
    const reply = await succeed(
      companion.request,
      "signInWithKey",
      await signInParts(companion, await makeKey(companion)),
    );
    expect(reply).toEqual({
      token: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) as string,
      expiresAt: new Date(
        companion.clock.now.getTime() + 12 * 60 * minuteMs,
      ).toISOString(),
      uscc: ownUscc,
      enterpriseName: "测试企业",
      holderName: "张三",
      revocation: "good",
    });
  });

  it("takes an RSA key as well as an EC key", async () => {
    const key = await makeKey(companion, ownUscc, { keyKind: "rsa" });
    const { uscc } = await succeed(
      companion.request,
      "signInWithKey",
      await signInParts(companion, key),
    );
    expect(uscc).toBe(ownUscc);
  });

  it("accepts a challenge once", async () => {
    const parts = await signInParts(companion, await makeKey(companion));
    await succeed(companion.request, "signInWithKey", parts);
    expect(await codeOf(parts)).toBe("challenge-used");
  });

  it("spends a challenge on a failed try too", async () => {
    const key = await makeKey(companion);
    const parts = await signInParts(companion, key, {
      certificateSha256: "0".repeat(64),
    });
    expect(await codeOf(parts)).toBe("statement-wrong-certificate");
    expect(await codeOf(parts)).toBe("challenge-used");
  });

  it("refuses a nonce it never gave", async () => {
    const parts = await signInParts(companion, await makeKey(companion), {
      nonce: "A".repeat(43),
    });
    expect(await codeOf(parts)).toBe("challenge-unknown");
  });

  it("refuses a challenge after two minutes", async () => {
    const parts = await signInParts(companion, await makeKey(companion));
    companion.advance(2 * minuteMs);
    expect(await codeOf(parts)).toBe("challenge-expired");
  });

  it("refuses a statement for another origin and says its own", async () => {
    const parts = await signInParts(companion, await makeKey(companion), {
      origin: "https://elsewhere.example.cn",
    });
    expect(await refusalOf(companion.request, "signInWithKey", parts)).toEqual({
      status: 401,
      code: "statement-wrong-origin",
      facts: { origin: companion.origin },
    });
  });

  it("refuses what was signed to open drafts on a machine", async () => {
    const parts = await signInParts(companion, await makeKey(companion), {
      purpose: localUnlockPurpose,
    });
    expect(await codeOf(parts)).toBe("statement-wrong-purpose");
  });

  it("refuses a submission passed off as a sign-in", async () => {
    const key = await makeKey(companion);
    const statement = JSON.stringify({ purpose: submissionPurpose });
    expect(
      await codeOf({
        body: { statement, signature: await sign(key, statement) },
      }),
    ).toBe("statement-malformed");
  });

  it.each([-11, 11])(
    "refuses a clock that is %i minutes off and says the time",
    async (minutes) => {
      const signedAt = new Date(
        companion.clock.now.getTime() + minutes * minuteMs,
      ).toISOString();
      const parts = await signInParts(companion, await makeKey(companion), {
        signedAt,
      });
      expect(
        await refusalOf(companion.request, "signInWithKey", parts),
      ).toEqual({
        status: 401,
        code: "statement-clock-wrong",
        facts: { now: companion.clock.now.toISOString() },
      });
    },
  );

  it("refuses a statement signed by another key than it names", async () => {
    const [key, thief] = [await makeKey(companion), await makeKey(companion)];
    const parts = await signInParts(companion, key);
    const { statement } = parts.body as { statement: string };
    expect(
      await codeOf({
        body: { statement, signature: await sign(thief, statement) },
      }),
    ).toBe("statement-wrong-certificate");
  });

  it("refuses a signature over other bytes", async () => {
    const key = await makeKey(companion);
    const parts = await signInParts(companion, key);
    const { statement } = parts.body as { statement: string };
    expect(
      await codeOf({
        body: { statement, signature: await sign(key, `${statement} `) },
      }),
    ).toBe("signature-invalid");
  });

  it("refuses bytes that are no signature", async () => {
    const parts = await signInParts(companion, await makeKey(companion));
    const { statement } = parts.body as { statement: string };
    expect(await codeOf({ body: { statement, signature: "AAAA" } })).toBe(
      "signature-malformed",
    );
  });

  it.each([
    [
      "signer-certificate-expired",
      { notBefore: daysLater(-300), notAfter: daysLater(-1) },
    ],
    ["signer-certificate-not-yet-valid", { notBefore: daysLater(1) }],
    ["signer-certificate-wrong-usage", { keyUsage: encryptionUsage }],
    [
      "signer-certificate-wrong-usage",
      {
        extensions: [new ExtendedKeyUsageExtension(["1.3.6.1.5.5.7.3.1"])],
      },
    ],
    [
      "signer-certificate-without-uscc",
      { subject: [{ CN: [{ utf8String: "张三" }] }] },
    ],
  ])("answers %s", async (code, order) => {
    expect(
      await codeOf(
        await signInParts(companion, await makeKey(companion, ownUscc, order)),
      ),
    ).toBe(code);
  });

  it("refuses a certificate of an authority it does not trust, until the trust command adds it", async () => {
    const stranger = await makeRoot("另一个根证书");
    const key = await makeLeaf(stranger, { subject: subjectOf(ownUscc) });
    expect(await codeOf(await signInParts(companion, key))).toBe(
      "signer-certificate-untrusted",
    );
    await addTrust(
      companion.database,
      "anchor",
      derOf(stranger.certificate),
      companion.clock.now,
    );
    const { revocation } = await succeed(
      companion.request,
      "signInWithKey",
      await signInParts(companion, key),
    );
    expect(revocation).toBe("unknown");
  });

  it("refuses a revoked certificate as soon as a new list is there", async () => {
    const key = await makeKey(companion);
    await succeed(
      companion.request,
      "signInWithKey",
      await signInParts(companion, key),
    );
    const crl = await makeCrl(companion.root, [key.certificate], {
      thisUpdate: daysLater(0),
      nextUpdate: daysLater(30),
    });
    await addTrust(companion.database, "crl", crl, companion.clock.now);
    expect(await codeOf(await signInParts(companion, key))).toBe(
      "signer-certificate-revoked",
    );
  });

  it("keeps the newer list when an older one is added after it", async () => {
    const older = await makeCrl(companion.root, [], {
      thisUpdate: daysLater(-3),
      nextUpdate: daysLater(30),
    });
    expect(
      await addTrust(companion.database, "crl", older, companion.clock.now),
    ).toEqual({ kind: "outdated" });
  });

  it("serves the trust it judges by", async () => {
    const trust = await succeed(companion.request, "trustMaterial");
    expect(trust.anchors).toContain(
      Buffer.from(derOf(companion.root.certificate)).toString("base64"),
    );
    expect(trust.crls).toHaveLength(1);
  });
});

describe("a session", () => {
  it("ends after twelve hours", async () => {
    const { token } = await succeed(
      companion.request,
      "signInWithKey",
      await signInParts(companion, await makeKey(companion)),
    );
    companion.advance(12 * 60 * minuteMs);
    expect(
      await refusalOf(companion.request, "listFilings", { token }),
    ).toEqual({ status: 401, code: "session-ended" });
  });

  it("ends with signing out", async () => {
    const { token } = await succeed(
      companion.request,
      "signInWithKey",
      await signInParts(companion, await makeKey(companion)),
    );
    await succeed(companion.request, "signOut", { token });
    expect(
      await refusalOf(companion.request, "listFilings", { token }),
    ).toEqual({ status: 401, code: "not-signed-in" });
  });

  it("leaves no token in the database", async () => {
    const { token } = await succeed(
      companion.request,
      "signInWithKey",
      await signInParts(companion, await makeKey(companion)),
    );
    const rows = await companion.database
      .selectFrom("sessions")
      .selectAll()
      .execute();
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe("an API told to refuse unknown revocation", () => {
  it("refuses a signer nobody has a list for", async () => {
    const strict = await startTestCompanion({ revocationUnknown: "refuse" });
    const stranger = await makeRoot("没有吊销列表的根证书");
    await addTrust(
      strict.database,
      "anchor",
      derOf(stranger.certificate),
      strict.clock.now,
    );
    const key = await makeLeaf(stranger, { subject: subjectOf(ownUscc) });
    const refusal = await refusalOf(
      strict.request,
      "signInWithKey",
      await signInParts(strict, key),
    );
    await strict.close();
    expect(refusal.code).toBe("signer-revocation-unknown");
  });
});
