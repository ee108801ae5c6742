import type { RootOperationNode } from "kysely";
import pino from "pino";
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  vi,
} from "vitest";
import { openAccountSecrets } from "../../../src-companion/accounts/account-secrets.ts";
import { startRecovery } from "../../../src-companion/accounts/recover-account.ts";
import { signInWithAccount } from "../../../src-companion/accounts/sign-in-with-account.ts";
import type { CompanionParts } from "../../../src-companion/companion-parts.ts";
import { createCourier } from "../../../src-companion/messages/courier.ts";
import {
  argon2Hashes,
  type PasswordHashes,
} from "../../../src-companion/sessions/password-hashes.ts";
import type { CompanionDatabase } from "../../../src-companion/storage/open-database.ts";
import {
  createCaptcha,
  randomSum,
} from "../../../src-companion/captchas/captcha-store.ts";
import { explainQueries } from "./explain-queries.ts";
import { toRegistration } from "../../../src-shared/accounts/typed-registration.ts";
import { ProblemError } from "../../../src-shared/problems/problem.ts";
import { refusalOf } from "./companion-requester.ts";
import {
  minuteMs,
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import {
  accountPassword,
  mobile,
  proveEmail,
  signInAccountParts,
  signedInAccount,
  solveCaptcha,
} from "./test-account.ts";
import { filledRegistration } from "../../fixtures/registration.ts";

const known = "ceshi2026";
const imported = "jidian2026";
const unknown = "nobody2026";

// Dozens of tries in a row, each with its password hash, on a machine that does other things too.
vi.setConfig({ testTimeout: 120_000 });

let companion: TestCompanion;
beforeAll(async () => {
  companion = await startTestCompanion();
  const account = await signedInAccount(companion);
  await proveEmail(companion, account);
  // As taken over from the earlier system: no password yet.
  const columns = await companion.database
    .selectFrom("accounts")
    .selectAll()
    .where("id", "=", account.id)
    .executeTakeFirstOrThrow();
  await companion.database
    .insertInto("accounts")
    .values({
      ...columns,
      id: "00000000-0000-4000-8000-000000000000",
      name: imported,
      name_key: imported,
      uscc: "91440101MA5AKQ1234",
      password_hash: null,
      mobile: "13700000000",
      email: "imported@example.cn",
      email_proven_at: null,
    })
    .execute();
});
afterAll(() => companion.close());
beforeEach(async () => {
  await companion.database.deleteFrom("sign_in_tries").execute();
  companion.advance(minuteMs);
});

/** Everything that costs time: statements as SQLite gets them, password hashes, and what is waited for. */
interface Work {
  readonly statements: readonly string[];
  readonly hashes: number;
  readonly answer: unknown;
}

async function measure(
  work: (parts: CompanionParts) => Promise<unknown>,
): Promise<Work> {
  const statements: string[] = [];
  let hashes = 0;
  const watched = companion.database.withPlugin({
    transformQuery: ({ node, queryId }) => {
      const compiled = companion.database
        .getExecutor()
        .compileQuery(node, queryId);
      statements.push(compiled.sql);
      return node satisfies RootOperationNode;
    },
    transformResult: async ({ result }) => result,
  });
  const parts = partsWith(watched, {
    hash: (password) => {
      hashes += 1;
      return argon2Hashes.hash(password);
    },
    verify: (hash, password) => {
      hashes += 1;
      return argon2Hashes.verify(hash, password);
    },
  });
  const answer = await work(parts).then(
    (reply) => Object.keys(reply as object),
    (error: unknown) => (error instanceof ProblemError ? error.problem : error),
  );
  return { statements, hashes, answer };
}

function partsWith(
  database: CompanionDatabase,
  passwords: PasswordHashes,
): CompanionParts {
  return {
    database,
    passwords,
    secrets: openAccountSecrets(companion.dataDir),
    // A gateway that never answers: whoever waited for it would tell known from unknown.
    courier: createCourier(
      { sms: () => new Promise(() => {}), mail: () => new Promise(() => {}) },
      pino({ level: "silent" }),
    ),
    now: () => companion.clock.now,
  } satisfies Partial<CompanionParts> as unknown as CompanionParts;
}

async function signInWork(accountName: string): Promise<Work> {
  const captcha = await solveCaptcha(companion);
  return measure((parts) =>
    signInWithAccount(
      parts,
      { accountName, password: "Wrong-2026!!", captcha },
      "192.0.2.1",
    ),
  );
}

async function recoveryWork(
  by: "mobile" | "email",
  address: string,
): Promise<Work> {
  const captcha = await solveCaptcha(companion);
  return measure((parts) =>
    startRecovery(parts, { by, address, captcha }, "192.0.2.1"),
  );
}

describe("whether an account exists", () => {
  it("cannot be told from a sign-in: same answer, same statements, one hash", async () => {
    const works = [
      await signInWork(known),
      await signInWork(unknown),
      await signInWork(imported),
    ];
    const [first] = works;
    expect(first).toMatchObject({
      hashes: 1,
      answer: { code: "credentials-wrong" },
    });
    expect(first?.statements.length).toBeGreaterThan(5);
    for (const work of works) expect(work).toEqual(first);
  });

  it.each([
    ["mobile", mobile, "13600000000"],
    ["email", filledRegistration.email, "nobody@example.cn"],
    // Somebody has it, and nobody has proven it.
    ["email", "imported@example.cn", "nobody@example.com"],
  ] as const)(
    "cannot be told from a recovery by %s, which waits for no message",
    async (by, somebody, nobody) => {
      const of = await recoveryWork(by, somebody);
      const ofNobody = await recoveryWork(by, nobody);
      expect(of.answer).toEqual(["recoveryId", "expiresAt", "nextAllowedAt"]);
      expect(ofNobody).toEqual(of);
    },
  );

  it("cannot be told over the wire, by text, headers or the lock", async () => {
    const ask = async (name: string) => {
      const { body } = await signInAccountParts(companion, name, "wrong");
      const response = await fetch(`${companion.origin}/v1/account-sessions`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      const names = [...response.headers.keys()];
      return [response.status, names, await response.text()];
    };
    const tries = async (name: string) => {
      const answers: unknown[] = [];
      for (let each = 0; each < 6; each += 1) answers.push(await ask(name));
      return answers;
    };
    const ofKnown = await tries(known);
    expect(await tries(unknown)).toEqual(ofKnown);
    expect(ofKnown.at(-1)).toMatchObject([
      429,
      expect.arrayContaining(["retry-after"]),
      expect.stringContaining("account-locked"),
    ]);
  });

  it("cannot be told from proving a recovery that nobody can prove", async () => {
    const prove = async (address: string) => {
      companion.advance(minuteMs);
      const { body } = await companion.request("startRecovery", {
        body: {
          by: "mobile",
          address,
          captcha: await solveCaptcha(companion),
        },
      });
      const { recoveryId } = body as { recoveryId: string };
      const answers: unknown[] = [];
      for (let each = 0; each < 6; each += 1)
        answers.push(
          await refusalOf(companion.request, "proveRecovery", {
            params: { recoveryId },
            body: { code: "wrong!" },
          }),
        );
      return answers;
    };
    const ofKnown = await prove(mobile);
    expect(await prove("13600000001")).toEqual(ofKnown);
    expect(ofKnown).toEqual([
      ...[4, 3, 2, 1, 0].map((triesLeft) => ({
        status: 422,
        code: "code-wrong",
        facts: { triesLeft },
      })),
      { status: 422, code: "code-expired" },
    ]);
  });

  it("costs a look-up and never the reading of a table, however many accounts there are", async () => {
    const captchas = [
      await solveCaptcha(companion),
      await solveCaptcha(companion),
    ] as const;
    const plans = await explainQueries(companion.database, async (watched) => {
      const parts = partsWith(watched, argon2Hashes);
      const [captcha, next] = captchas;
      const address = "13600000009";
      await startRecovery(parts, { by: "mobile", address, captcha }, "::1");
      await signInWithAccount(
        parts,
        { accountName: known, password: accountPassword, captcha: next },
        "::1",
      );
      await createCaptcha(parts, randomSum(), "::1");
    });
    expect(plans.filter((plan) => plan.includes("SCAN"))).toEqual([]);
    expect(plans.length).toBeGreaterThan(20);
  });

  it("is said to nobody who has not proven a mobile", async () => {
    const taken = await refusalOf(companion.request, "register", {
      body: {
        registration: toRegistration(filledRegistration),
        password: "Ceshi-2026!",
        smsCode: "000000",
        hasAgreed: true,
        bindingToken: null,
      },
    });
    expect(taken.code).toBe("code-expired");
  });
});
