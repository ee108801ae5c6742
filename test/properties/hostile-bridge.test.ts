import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createApplication } from "../../src-main/application/create-application.ts";
import { events, type EventName } from "../../src-shared/bridge/contract.ts";
import { connectBridge } from "../../src-shared/bridge/connect-bridge.ts";
import { readKeys } from "../fixtures/bridge/read-keys.ts";
import { createFakeHostPorts } from "../fixtures/fakes/fake-host-ports.ts";
import type { SessionState } from "../../src-shared/session/session-procedures.ts";
import { fromHostSchema, type FromHost } from "../../src-shared/bridge/wire.ts";
import {
  hostileMessage,
  hostileValue,
  isCall,
  isTaken,
} from "../fixtures/hostile-messages.ts";
import { loadPage, type LoadedPage } from "../fixtures/bridge/load-page.ts";
import { filledRegistration } from "../fixtures/registration.ts";
import { openDesk } from "../integration/accounts/account-desk.ts";
import { succeed } from "../integration/companion/companion-requester.ts";
import { startTestCompanion } from "../integration/companion/start-test-companion.ts";
import {
  accountPassword,
  registerParts,
} from "../integration/companion/test-account.ts";
import { beginTrial, startApi } from "../integration/session/trial-parts.ts";
import { forkKeyHost } from "../integration/usb-key/fork-key-host.ts";

const messages = 10_000;

interface SignedIn {
  readonly page: LoadedPage;
  readonly close: () => Promise<void>;
}

/** On `profile`, with the real API and, for a key, a real token. */
const signInWith: Record<"key" | "account", () => Promise<SignedIn>> = {
  key: async () => {
    const trial = await beginTrial();
    const api = await startApi(trial, join(trial.folder, "api"), 0);
    const application = await createApplication({
      ...createFakeHostPorts(profile),
      commandLine: {
        companionAddress: api.origin,
        driverModules: [trial.estate.module],
      },
      startKeyHost: () => forkKeyHost(trial.estate.environment),
      fetch: globalThis.fetch,
    });
    const page = loadPage(application);
    const { certificates } = await readKeys(page);
    await page.call("session.sign-in-with-key", {
      certificateId: certificates[0]?.id ?? "",
      pin: trial.estate.pin,
      isFinalTryConfirmed: false,
      recoveryCode: null,
    });
    return {
      page,
      close: async () => {
        await application.close();
        await api.close();
        trial.end();
      },
    };
  },
  account: async () => {
    const companion = await startTestCompanion();
    await succeed(
      companion.request,
      "register",
      await registerParts(companion),
    );
    const desk = await openDesk({ origin: companion.origin, profile });
    await desk.signIn(filledRegistration.accountName, accountPassword);
    return {
      page: desk.page,
      close: async () => {
        await desk.close();
        await companion.close();
      },
    };
  },
};

let profile: string;
const rejections: unknown[] = [];
const noteRejection = (reason: unknown): void => void rejections.push(reason);

beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), "hostile-bridge-"));
  rejections.length = 0;
  process.on("unhandledRejection", noteRejection);
});
afterEach(() => {
  process.off("unhandledRejection", noteRejection);
  rmSync(profile, { recursive: true, force: true });
});

/** Says everything, and waits for the answers it is owed. */
async function sayAll(
  { say, told }: LoadedPage,
  texts: readonly string[],
): Promise<FromHost[]> {
  const before = told.length;
  const replies = () =>
    told
      .slice(before)
      .map((text) => fromHostSchema.parse(JSON.parse(text)))
      .filter(({ kind }) => kind !== "event");
  for (const [index, text] of texts.entries()) {
    say(text);
    // Lets answers out between, as a pipe would.
    if (index % 500 === 0)
      await new Promise((resolve) => setImmediate(resolve));
  }
  await expect
    .poll(() => told.length - before, { timeout: 60_000 })
    .toBeGreaterThanOrEqual(texts.filter(isCall).length);
  await expect
    .poll(() => replies().length, { timeout: 60_000 })
    .toBe(texts.filter(isCall).length);
  return replies();
}

/** Codes of the failures among these answers, each once. */
function codesOf(answers: readonly FromHost[]): string[] {
  return [
    ...new Set(
      answers.map((each) =>
        each.kind === "failure" ? each.problem.code : each.kind,
      ),
    ),
  ].sort();
}

/** All that is kept, as it lies on disk and as the page is told; what the API says comes by itself. */
async function keptState(
  { call }: LoadedPage,
  folder: string,
): Promise<unknown> {
  const { rows } = await call("filings.list", {});
  const database = new Database(join(folder, "client.db"), { readonly: true });
  const tables = database
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'companion_cache'",
    )
    .pluck()
    .all() as string[];
  const stored = tables.map((name) => [
    name,
    database.prepare(`SELECT * FROM "${name}"`).raw().all(),
  ]);
  database.close();
  return {
    session: await call("session.state", {}),
    settings: await call("settings.state", {}),
    filings: await Promise.all(
      rows.map(({ id }) => call("filings.detail", { filingId: id })),
    ),
    stored,
  };
}

describe("a hostile page", () => {
  it("gets an answer of the contract to every call and none to anything else, and breaks nothing", async () => {
    const application = await createApplication(createFakeHostPorts(profile));
    const texts = fc.sample(hostileMessage, {
      numRuns: messages,
      seed: 20_261_126,
    });
    const answers = await sayAll(loadPage(application), texts);
    expect({ codes: codesOf(answers), rejections }).toEqual({
      codes: expect.not.arrayContaining(["bridge-unexpected-error"]) as unknown,
      rejections: [],
    });
    expect(answers.length).toBeGreaterThan(messages / 3);
    await application.close();
  }, 120_000);

  it.each(["key", "account"] as const)(
    "changes nothing where somebody is signed in with %s: every malformed call gets its named problem",
    async (via) => {
      const { page, close } = await signInWith[via]();
      const { filingId, content } = await page.call("drafts.begin", {
        copyFrom: null,
      });
      const fields = { ...content.fields, street: "荣华中路" };
      await page.call("drafts.keep", {
        filingId,
        content: { ...content, fields },
        restsOn: null,
      });
      await page.call("drafts.settle", { filingId });
      const all = fc.sample(hostileMessage, {
        numRuns: 2 * messages,
        seed: 20_261_127,
      });
      const texts = all.filter((text) => !isTaken(text));
      const before = await keptState(page, profile);
      const codes = codesOf(await sayAll(page, texts));
      const after = await keptState(page, profile);
      expect({ codes, rejections }).toEqual({
        codes: ["bridge-bad-input", "bridge-unknown-procedure"],
        rejections: [],
      });
      expect(after).toEqual(before);
      expect(texts.length).toBeGreaterThan(messages);
      // What a procedure takes may change something, and still breaks nothing.
      const taken = all.filter(
        (text) => isTaken(text) && !text.includes("session.sign-out"),
      );
      const answers = await sayAll(page, taken);
      expect({ codes: codesOf(answers), rejections }).toEqual({
        codes: expect.not.arrayContaining([
          "bridge-unexpected-error",
          "session-not-signed-in",
        ]) as unknown,
        rejections: [],
      });
      expect(taken.length).toBeGreaterThan(messages / 10);
      await close();
    },
    180_000,
  );
});

describe("a hostile host", () => {
  it.each(["usb-key", "account"] as const)(
    "neither breaks the end of a page signed in with %s nor makes it believe what is not of the contract",
    async (via) => {
      let tell: (text: string) => void = () => undefined;
      const bridge = connectBridge(
        {
          send: () => undefined,
          onMessage: (listener) => (tell = listener),
          onClose: () => undefined,
        },
        { setTimeout: () => 0, clearTimeout: () => undefined },
      );
      const believed: unknown[] = [];
      const names = Object.keys(events) as EventName[];
      for (const name of names)
        bridge.on(name, (payload) => {
          // Two events may carry nothing: network.proxy-asks (null) and drafts.keep-now.
          if (Object.keys(payload ?? {}).length > 0) believed.push(payload);
        });
      const sayHonestly = (payload: SessionState): void => {
        const name = "session.changed";
        tell(JSON.stringify({ kind: "event", name, payload }));
      };
      const signedIn: SessionState = {
        kind: "signed-in",
        person: {
          via,
          uscc: filledRegistration.uscc,
          enterpriseName: "测试企业",
          holderName: "小潘",
          account: null,
          certificate: null,
        },
        signingCertificate: null,
        isConfirmedByCompanion: true,
      };
      sayHonestly(signedIn);
      const asked = [
        bridge.call("session.state", {}),
        bridge.call("filings.list", {}),
        bridge.call("settings.state", {}),
        bridge.call("accounts.own", {}),
      ];
      const answers = Promise.allSettled(asked);
      const id = fc.integer({ min: 0, max: asked.length - 1 });
      const fromHost = fc
        .oneof(
          fc.record({
            kind: fc.constant("reply"),
            id,
            output: hostileValue,
          }),
          fc.record({
            kind: fc.constant("failure"),
            id,
            problem: hostileValue,
          }),
          fc.record({
            kind: fc.constant("event"),
            name: fc.constantFrom(...names, "toString", "__proto__"),
            payload: hostileValue,
          }),
          hostileValue,
        )
        .map((each) => JSON.stringify(each));
      for (const text of fc.sample(fromHost, { numRuns: messages, seed: 7 }))
        tell(text);
      sayHonestly({ kind: "signed-out" });
      expect({
        answers: (await answers).map(({ status }) => status),
        believed,
        rejections,
      }).toEqual({
        answers: asked.map(() => "rejected"),
        believed: [signedIn, { kind: "signed-out" }],
        rejections: [],
      });
    },
    60_000,
  );
});
