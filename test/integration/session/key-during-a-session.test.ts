import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  vi,
} from "vitest";
import type { RunningCompanion } from "../../../src-companion/start-companion.ts";
import {
  beginTrial,
  openClient,
  startApi,
  type ClientParts,
  type Trial,
} from "./trial-parts.ts";

const waitAtMost = { timeout: 20_000, interval: 25 };

describe("a session while its key is in use", () => {
  let trial: Trial;
  let api: RunningCompanion;
  let apiFolder: string;
  let client: ClientParts;
  let whileSigning: () => Promise<void> | void = () => undefined;

  beforeAll(async () => {
    trial = await beginTrial();
    apiFolder = mkdtempSync(join(trial.folder, "api-"));
    api = await startApi(trial, apiFolder, 0);
  }, 60_000);
  afterAll(async () => {
    await api.close();
    trial.end();
  });
  beforeEach(() => {
    whileSigning = () => undefined;
  });
  afterEach(async () => {
    await client.close();
  });

  const open = (hooks: Parameters<typeof openClient>[3] = {}): void => {
    const profile = mkdtempSync(join(trial.folder, "profile-"));
    client = openClient(trial, profile, api.origin, {
      whileSigning: () => whileSigning(),
      ...hooks,
    });
  };
  const signIn = async () => ({
    certificateId: await client.certificateOn("演示电子钥匙"),
    pin: trial.estate.pin,
    isFinalTryConfirmed: false,
  });
  const enter = async (): Promise<void> => {
    const proof = await signIn();
    await client.session.signInWithKey(proof);
    await client.session.chooseSigningCertificate(proof.certificateId);
  };
  const signFrozen = (pin = trial.estate.pin): Promise<string> =>
    client.session.signFrozen("{}", pin, false);
  const problemOf = (outcome: Promise<unknown>): Promise<unknown> =>
    outcome.then(
      () => "done",
      (error: unknown) =>
        (error as { problem?: { code: string } }).problem?.code ??
        (error as Error).message,
    );
  /** What the API still honours. */
  const countSessions = (): unknown => {
    const database = new Database(join(apiFolder, "companion.sqlite"), {
      readonly: true,
    });
    try {
      return database.prepare("SELECT count(*) FROM sessions").pluck().get();
    } finally {
      database.close();
    }
  };
  const locked = (): Promise<void> =>
    vi.waitFor(() => {
      expect(client.session.state().kind).toBe("locked");
    }, waitAtMost);

  it("locks when the key was pulled while the sign-in was under way", async () => {
    open();
    whileSigning = () => {
      client.pullKey();
    };
    await client.session.signInWithKey(await signIn());
    await locked();
  });

  it("locks while another driver and the network do not answer", async () => {
    open();
    await client.session.signInWithKey(await signIn());
    client.holdTheRest();
    client.pullKey();
    await locked();
  });

  it("locks again when the key was pulled while it was being unlocked", async () => {
    open();
    await client.session.signInWithKey(await signIn());
    client.pullKey();
    await locked();
    client.insertKey();
    whileSigning = () => {
      client.pullKey();
    };
    await client.session.unlockWithKey(await signIn());
    await locked();
  });

  it("still locks after a look at the keys has failed, and tells that failure", async () => {
    const defects: unknown[] = [];
    open({ logDefect: (error) => defects.push(error) });
    await client.session.signInWithKey(await signIn());
    client.breakNextLook();
    client.insertKey();
    await vi.waitFor(() => {
      expect(defects).toHaveLength(1);
    }, waitAtMost);
    client.pullKey();
    await locked();
  });

  it("gives no signature to a session that was ended or locked while the key made it", async () => {
    open();
    await enter();
    whileSigning = async () => {
      await client.session.signOut();
    };
    const afterSignOut = await problemOf(signFrozen());
    whileSigning = () => undefined;
    await enter();
    whileSigning = async () => {
      client.pullKey();
      await locked();
    };
    expect([afterSignOut, await problemOf(signFrozen())]).toEqual([
      "key-cancelled",
      "key-cancelled",
    ]);
  });

  it("signs nobody in who has left while the key was at work, and ends what the API had begun", async () => {
    const tokens: string[] = [];
    open({ onConfirmed: (token) => tokens.push(token) });
    whileSigning = async () => {
      await client.session.signOut();
    };
    const proof = await signIn();
    expect(await problemOf(client.session.signInWithKey(proof))).toBe(
      "key-cancelled",
    );
    expect([client.session.state(), tokens]).toEqual([
      { kind: "signed-out" },
      [],
    ]);
    whileSigning = () => undefined;
    await client.session.signInWithKey(proof);
    expect(client.session.state().kind).toBe("signed-in");
  });

  it("unlocks for nobody who has signed out meanwhile, and leaves no session at the API", async () => {
    open();
    const proof = await signIn();
    await client.session.signInWithKey(proof);
    const token = client.session.requireToken();
    client.session.forgetToken(token);
    client.session.lockIdle();
    const begun = countSessions();
    whileSigning = async () => {
      await client.session.signOut();
    };
    expect(await problemOf(client.session.unlockWithKey(proof))).toBe(
      "key-cancelled",
    );
    await vi.waitFor(() => {
      expect(countSessions()).toBe(begun);
    }, waitAtMost);
    expect(client.session.state()).toEqual({ kind: "signed-out" });
  });

  it("spends one try on two simultaneous signatures", async () => {
    open();
    await enter();
    const before = client.signCount();
    const outcomes = await Promise.all([
      problemOf(signFrozen("00000000")),
      problemOf(signFrozen("00000000")),
    ]);
    expect([outcomes.sort(), client.signCount() - before]).toEqual([
      ["key-busy", "key-pin-wrong"],
      1,
    ]);
  });

  it("closes a session again that could not be opened whole", async () => {
    const closed: string[] = [];
    open({
      onOpened: () => {
        throw new Error("no room for its files");
      },
      onClosed: async () => {
        closed.push("closed");
      },
    });
    const outcome = await problemOf(
      client.session.signInWithKey(await signIn()),
    );
    expect([outcome, client.session.state(), closed]).toEqual([
      "no room for its files",
      { kind: "signed-out" },
      ["closed"],
    ]);
  });

  it("ends in order although the driver does not come back from a look", async () => {
    let isClosed = false;
    open({
      onClosed: async () => {
        isClosed = true;
      },
    });
    await enter();
    client.hangLooks();
    client.pullKey();
    await client.session.close();
    expect(isClosed).toBe(true);
  });
});
