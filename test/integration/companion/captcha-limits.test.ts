import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { refusalOf, succeed } from "./companion-requester.ts";
import {
  dayMs,
  minuteMs,
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import { solveCaptcha } from "./test-account.ts";

// Dozens of tries in a row, each with its password hash, on a machine that does other things too.
vi.setConfig({ testTimeout: 120_000 });

let companion: TestCompanion;
beforeEach(async () => {
  companion = await startTestCompanion();
});
afterEach(() => companion.close());

describe("a captcha", () => {
  const signIn = (captcha: { id: string; answer: string }) =>
    refusalOf(companion.request, "signInWithAccount", {
      body: { accountName: "nobody2026", password: "wrong", captcha },
    });

  const askSum = async () => {
    const sum = await succeed(companion.request, "createCaptcha", {
      body: { kind: "arithmetic" },
    });
    if (sum.kind !== "arithmetic") throw new Error("a picture came");
    return sum;
  };
  /** As a screen reader's user does, or a program. */
  const solveSum = async () => {
    const { id, question } = await askSum();
    const [one, sign, other] = question.split(" ");
    const answer = Number(one) + (sign === "-" ? -1 : 1) * Number(other);
    return { id, answer: String(answer) };
  };

  it("comes as a picture for eyes, or as a sum for ears", async () => {
    const picture = await succeed(companion.request, "createCaptcha", {
      body: { kind: "picture" },
    });
    const other = await succeed(companion.request, "createCaptcha", {
      body: { kind: "picture" },
    });
    if (picture.kind !== "picture" || other.kind !== "picture")
      throw new Error("no picture");
    const bytes = Buffer.from(picture.base64, "base64");
    expect([
      bytes.subarray(1, 4).toString("latin1"),
      bytes.readUInt32BE(16),
      bytes.readUInt32BE(20),
      picture.base64 === other.base64,
    ]).toEqual(["PNG", 160, 56, false]);
    const sum = await solveSum();
    expect((await signIn(sum)).code).toBe("credentials-wrong");
  });

  it("is spent by any answer, and ends after five minutes", async () => {
    const right = await solveCaptcha(companion);
    expect((await signIn({ ...right, answer: "no" })).code).toBe(
      "captcha-wrong",
    );
    expect((await signIn(right)).code).toBe("captcha-expired");
    const used = await solveCaptcha(companion);
    await signIn(used);
    expect((await signIn(used)).code).toBe("captcha-expired");
    const late = await solveCaptcha(companion);
    companion.advance(5 * minuteMs);
    expect((await signIn(late)).code).toBe("captcha-expired");
  });

  it("is guarded against guessing: after twenty wrong answers of an address the waits grow", async () => {
    const ids: string[] = [];
    for (let each = 0; each < 24; each += 1)
      ids.push((await solveCaptcha(companion)).id);
    const guess = async (id: string) => signIn({ id, answer: "no" });
    for (const id of ids.slice(0, 20))
      expect((await guess(id)).code).toBe("captcha-wrong");
    const waits: unknown[] = [];
    for (const id of ids.slice(20)) {
      const { code, facts } = await guess(id);
      expect(code).toBe("rate-limited");
      waits.push(facts?.["retryAfterSeconds"]);
      companion.advance(Number(facts?.["retryAfterSeconds"]) * 1000);
      expect((await guess(id)).code).toBe("captcha-wrong");
    }
    expect(waits).toEqual([1, 2, 4, 8]);
  });

  it("as a sum, which any program reads, is given thirty times to an address, right answers or not", async () => {
    for (let each = 0; each < 30; each += 1) await signIn(await solveSum());
    expect(
      (
        await refusalOf(companion.request, "createCaptcha", {
          body: { kind: "arithmetic" },
        })
      ).code,
    ).toBe("rate-limited");
    await succeed(companion.request, "createCaptcha", {
      body: { kind: "picture" },
    });
  });

  it("as a sum is given thirty times anew the next day, to an address in use in between too", async () => {
    for (let each = 0; each < 30; each += 1) await askSum();
    companion.advance(dayMs / 2);
    await askSum();
    companion.advance(dayMs / 2);
    for (let each = 0; each < 30; each += 1) await askSum();
    expect(
      await refusalOf(companion.request, "createCaptcha", {
        body: { kind: "arithmetic" },
      }),
    ).toEqual({
      status: 429,
      code: "rate-limited",
      facts: { retryAfterSeconds: 1 },
    });
  });

  it("answered rightly in between does not begin the count of wrong answers anew", async () => {
    for (let each = 0; each < 20; each += 1) {
      const captcha = await solveCaptcha(companion);
      expect((await signIn({ ...captcha, answer: "no" })).code).toBe(
        "captcha-wrong",
      );
      if (each % 7 === 6)
        expect((await signIn(await solveCaptcha(companion))).code).toBe(
          "credentials-wrong",
        );
    }
    expect((await signIn(await solveCaptcha(companion))).code).toBe(
      "rate-limited",
    );
  });

  it("does not let many guesses at one captcha through together", async () => {
    const { id, answer } = await solveCaptcha(companion);
    const answers = await Promise.all(
      [answer, ...Array<string>(9).fill("no")].map((each) =>
        signIn({ id, answer: each }),
      ),
    );
    expect(
      answers.filter(({ code }) => code !== "captcha-expired"),
    ).toHaveLength(1);
  });
});
