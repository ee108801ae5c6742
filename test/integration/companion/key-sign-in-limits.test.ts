import pino from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { companionContract } from "../../../src-shared/companion-api/companion-contract.ts";
import type { IssuedCertificate } from "../../fixtures/certificates/make-certificate-estate.ts";
import { createServer } from "../../../src-companion/create-server.ts";
import { createChallenge } from "../../../src-companion/sessions/challenge-store.ts";
import { countTry } from "../../../src-companion/sessions/limit-tries.ts";
import { issueSession } from "../../../src-companion/sessions/session-store.ts";
import { refusalOf, succeed } from "./companion-requester.ts";
import { explainQueries } from "./explain-queries.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import { makeKey, otherUscc, signInParts } from "./test-enterprise.ts";

let companion: TestCompanion;
let key: IssuedCertificate;
beforeEach(async () => {
  companion = await startTestCompanion();
  key = await makeKey(companion);
});
afterEach(() => companion.close());

const spent = { nonce: "A".repeat(43) };
const failWith = async (who: IssuedCertificate) =>
  refusalOf(
    companion.request,
    "signInWithKey",
    await signInParts(companion, who, spent),
  );
const succeedWith = async (who: IssuedCertificate) =>
  succeed(
    companion.request,
    "signInWithKey",
    await signInParts(companion, who),
  );

describe("sign-ins with a key", () => {
  it("of one certificate wait longer and longer after five failures, right ones too", async () => {
    for (let each = 0; each < 5; each += 1)
      expect((await failWith(key)).code).toBe("challenge-unknown");
    const right = await signInParts(companion, key);
    expect(await refusalOf(companion.request, "signInWithKey", right)).toEqual({
      status: 429,
      code: "rate-limited",
      facts: { retryAfterSeconds: 1 },
    });
    companion.advance(1000);
    expect((await failWith(key)).code).toBe("challenge-unknown");
    expect((await failWith(key)).facts).toEqual({ retryAfterSeconds: 2 });
    companion.advance(2000);
    // What was refused for its number did not spend the challenge.
    await succeed(companion.request, "signInWithKey", right);
  });

  it("go on for another certificate of the same office", async () => {
    for (let each = 0; each < 6; each += 1) await failWith(key);
    expect((await succeedWith(await makeKey(companion, otherUscc))).uscc).toBe(
      otherUscc,
    );
  });

  it("are limited for an address that tries many certificates", async () => {
    for (let each = 0; each < 30; each += 1) {
      const stranger = await makeKey(companion);
      expect((await failWith(stranger)).code).toBe("challenge-unknown");
      // A key of its own in between begins no new count.
      if (each % 10 === 9 && each < 29) await succeedWith(key);
    }
    expect((await failWith(key)).code).toBe("rate-limited");
  });

  it("forget the failures with a success", async () => {
    for (let each = 0; each < 4; each += 1) await failWith(key);
    await succeedWith(key);
    for (let each = 0; each < 4; each += 1)
      expect((await failWith(key)).code).toBe("challenge-unknown");
  });

  it("do not let many tries at once slip through", async () => {
    const parts = await Promise.all(
      Array.from({ length: 12 }, () => signInParts(companion, key, spent)),
    );
    const answers = await Promise.all(
      parts.map((each) => companion.request("signInWithKey", each)),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
  });
});

describe("challenges", () => {
  const ask = () => companion.request("createChallenge");

  it("are limited for an address that never goes on with them", async () => {
    for (let each = 0; each < 100; each += 1)
      expect((await ask()).status).toBe(200);
    expect(await refusalOf(companion.request, "createChallenge")).toEqual({
      status: 429,
      code: "rate-limited",
      facts: { retryAfterSeconds: 1 },
    });
    companion.advance(1000);
    expect((await ask()).status).toBe(200);
  });

  it("are not limited for an office whose sign-ins succeed", async () => {
    for (let each = 0; each < 99; each += 1) await ask();
    for (let each = 0; each < 3; each += 1) await succeedWith(key);
    // They took back their own, not those that nobody went on with.
    expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(429);
  });
});

describe("limits behind a proxy", () => {
  it("take every address of an IPv6 network of one customer for one", async () => {
    const server = await createServer({
      dataDir: companion.dataDir,
      origin: "https://beian.example.cn",
      revocationUnknown: "mark",
      ocspResponders: [],
      messages: { sms: null, mail: null },
      openId: null,
      quotaBytes: 0,
      tls: null,
      trustedProxy: "127.0.0.1",
      log: pino({ level: "silent" }),
      now: () => companion.clock.now,
    });
    const { method, path } = companionContract.createChallenge;
    const ask = async (address: string): Promise<number> => {
      const headers = { "x-forwarded-for": address };
      return (await server.inject({ method, url: path, headers })).statusCode;
    };
    for (let each = 0; each < 100; each += 1)
      expect(await ask(`2001:db8:0:1::${each.toString(16)}`)).toBe(200);
    const answers = [
      await ask("2001:db8:0:1:ffff:ffff:ffff:ffff"),
      await ask("2001:db8:0:2::1"),
      await ask("192.0.2.7"),
    ];
    await server.close();
    expect(answers).toEqual([429, 200, 200]);
  });
});

describe("clearing away what is over", () => {
  it("never reads all that is kept", async () => {
    const at = companion.clock.now;
    const plans = await explainQueries(companion.database, async (watched) => {
      await createChallenge(watched, at);
      await countTry(watched, [{ subject: "address:a", freeTries: 5 }], at);
      await issueSession(watched, session, at);
    });
    expect(plans.filter((plan) => plan.includes("SCAN"))).toEqual([]);
    expect(
      plans.filter((plan) => /_by_(expiry|first) /.test(plan)),
    ).toHaveLength(3);
  });

  const session = {
    kind: "key",
    uscc: otherUscc,
    enterpriseName: "测试企业",
    holderName: "张三",
    certificateSha256: "0".repeat(64),
  } as const;
});
