import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createReviewer } from "../../../src-companion/sessions/reviewer-store.ts";
import { refusalOf, succeed } from "./companion-requester.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";

const reviewer = {
  name: "王审核",
  password: "a long enough password",
  authority: "北京市商务局",
  province: "北京市",
};
const right = { body: { name: reviewer.name, password: reviewer.password } };
const wrong = { body: { name: reviewer.name, password: "wrong" } };

let companion: TestCompanion;
beforeEach(async () => {
  companion = await startTestCompanion();
  await createReviewer(companion.database, reviewer, companion.clock.now);
});
afterEach(() => companion.close());

const fail = (parts = wrong) =>
  refusalOf(companion.request, "signInReviewer", parts);

describe("a reviewer's sign-in", () => {
  it("answers with authority and province", async () => {
    const { token, ...reply } = await succeed(
      companion.request,
      "signInReviewer",
      right,
    );
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(reply).toEqual({
      expiresAt: "2026-03-01T12:00:00.000Z",
      authority: "北京市商务局",
      province: "北京市",
    });
  });

  it("keeps argon2id hashes and no password", async () => {
    const rows = await companion.database
      .selectFrom("reviewers")
      .selectAll()
      .execute();
    expect(
      rows.map(({ password_hash }) => password_hash.startsWith("$argon2id$")),
    ).toEqual([true]);
    expect(JSON.stringify(rows)).not.toContain(reviewer.password);
  });

  it("answers an unknown name exactly like a wrong password", async () => {
    expect(
      await fail({ body: { name: "没有这个人", password: "wrong" } }),
    ).toEqual(await fail());
  });

  it("makes the next try wait longer and longer after five failures, for the right password too", async () => {
    for (let each = 0; each < 5; each += 1)
      expect((await fail()).code).toBe("credentials-wrong");
    expect(await fail(right)).toEqual({
      status: 429,
      code: "rate-limited",
      facts: { retryAfterSeconds: 1 },
    });
    const waits: unknown[] = [];
    for (let each = 0; each < 12; each += 1) {
      const { facts } = await fail();
      waits.push(facts?.["retryAfterSeconds"]);
      companion.advance(Number(facts?.["retryAfterSeconds"]) * 1000);
      await fail();
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
  });

  it("says when to try again in the header as well", async () => {
    for (let each = 0; each < 5; each += 1) await fail();
    const response = await fetch(`${companion.origin}/v1/reviewer-sessions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(right.body),
    });
    expect([response.status, response.headers.get("retry-after")]).toEqual([
      429,
      "1",
    ]);
  });

  it("does not let many tries at once slip through", async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        companion.request("signInReviewer", wrong),
      ),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
  });

  it("limits an address that tries many names", async () => {
    for (let each = 0; each < 20; each += 1)
      await fail({ body: { name: `name-${each}`, password: "wrong" } });
    expect(
      (await fail({ body: { name: "another", password: "wrong" } })).code,
    ).toBe("rate-limited");
  });

  it("limits an address that signs in with a name of its own in between", async () => {
    for (let each = 0; each < 20; each += 1) {
      await fail({ body: { name: `name-${each}`, password: "wrong" } });
      if (each === 9) await succeed(companion.request, "signInReviewer", right);
    }
    expect(
      (await fail({ body: { name: "another", password: "wrong" } })).code,
    ).toBe("rate-limited");
  });

  it("forgets the failures with a success", async () => {
    for (let each = 0; each < 4; each += 1) await fail();
    await succeed(companion.request, "signInReviewer", right);
    for (let each = 0; each < 4; each += 1)
      expect((await fail()).code).toBe("credentials-wrong");
  });
});
