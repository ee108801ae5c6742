import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { findFreePort } from "../../fixtures/programs/find-free-port.ts";
import type { RunningCompanion } from "../../../src-companion/start-companion.ts";
import type { SessionState } from "../../../src-shared/session/session-procedures.ts";
import {
  beginTrial,
  openClient,
  startApi,
  type ClientParts,
  type Trial,
} from "./trial-parts.ts";

const mainKey = "演示电子钥匙";
const offlineOrigin = "http://127.0.0.1:9";

describe("signing in with a key", () => {
  let trial: Trial;
  let api: RunningCompanion | null = null;
  const clients: ClientParts[] = [];

  beforeAll(async () => {
    trial = await beginTrial([
      "ec",
      "expired",
      "revoked",
      "untrusted",
      "other-enterprise",
    ]);
  }, 60_000);
  afterAll(() => {
    trial.end();
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
    await api?.close();
    api = null;
  });

  const newFolder = (name: string): string =>
    mkdtempSync(join(trial.folder, name));
  const startNewApi = async (): Promise<string> => {
    api = await startApi(trial, newFolder("api-"), 0);
    return api.origin;
  };
  const open = (
    profile: string,
    origin: string,
    hooks: Parameters<typeof openClient>[3] = {},
  ): ClientParts => {
    const client = openClient(trial, profile, origin, hooks);
    clients.push(client);
    return client;
  };
  const signInWith = async (
    client: ClientParts,
    keyLabel = mainKey,
    pin = trial.estate.pin,
  ): Promise<SessionState> =>
    client.session.signInWithKey({
      certificateId: await client.certificateOn(keyLabel),
      pin,
      isFinalTryConfirmed: false,
    });
  const problemOf = async (outcome: Promise<unknown>): Promise<unknown> =>
    outcome.then(
      (value) => value,
      (error: unknown) =>
        error instanceof Error && "problem" in error
          ? (error.problem as { code: string }).code
          : error,
    );

  it("opens a session that the API confirms, with one login on the key", async () => {
    const client = open(newFolder("profile-"), await startNewApi());
    const state = await signInWith(client);
    expect([state, client.signCount()]).toEqual([
      {
        kind: "signed-in",
        person: {
          via: "usb-key",
          uscc: trial.estate.uscc,
          enterpriseName: trial.estate.enterpriseName,
          holderName: trial.estate.holderName,
          account: null,
          certificate: {
            sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
            notAfter: expect.any(String) as unknown,
          },
        },
        signingCertificate: null,
        isConfirmedByCompanion: true,
      },
      1,
    ]);
  });

  it("spends exactly one try on a wrong PIN, and none on a second click meanwhile", async () => {
    const client = open(newFolder("profile-"), await startNewApi());
    const outcomes = await Promise.all([
      problemOf(signInWith(client, mainKey, "00000000")),
      problemOf(signInWith(client, mainKey, "00000000")),
    ]);
    expect([
      outcomes.sort(),
      client.signCount(),
      client.session.state(),
    ]).toEqual([["key-busy", "key-pin-wrong"], 1, { kind: "signed-out" }]);
  });

  it("says why before a PIN is tried: expired and nothing here to read, revoked, untrusted", async () => {
    const client = open(newFolder("profile-"), await startNewApi());
    const reasons = [];
    for (const label of ["演示过期钥匙", "演示吊销钥匙", "演示他签钥匙"])
      reasons.push(await problemOf(signInWith(client, label)));
    expect([reasons, client.signCount()]).toEqual([
      [
        "session-nothing-to-read",
        "certificate-revoked",
        "certificate-untrusted",
      ],
      0,
    ]);
  });

  it("does not open a first session offline, and spends no try on it", async () => {
    const profile = newFolder("profile-");
    const offline = open(profile, offlineOrigin);
    const never = await problemOf(signInWith(offline));
    expect([never, offline.signCount()]).toEqual([
      "session-first-sign-in-needs-network",
      0,
    ]);
  });

  it("opens offline who was here before, unconfirmed, with the same data key and one login", async () => {
    const profile = newFolder("profile-");
    const identities: string[] = [];
    const hooks = {
      onOpened: (_: unknown, identity: { identityId: string }) => {
        identities.push(identity.identityId);
      },
    };
    const origin = await startNewApi();
    const online = open(profile, origin, hooks);
    await signInWith(online);
    await clients.pop()?.close();
    await api?.close();
    api = null;
    const offline = open(profile, origin, hooks);
    const state = await signInWith(offline);
    expect([
      state.kind === "signed-in" && state.isConfirmedByCompanion,
      new Set(identities).size,
      identities.length,
      offline.signCount(),
    ]).toEqual([false, 1, 2, 1]);
    expect(await problemOf(signInWith(offline, mainKey, "00000000"))).toBe(
      "key-pin-wrong",
    );
  });

  it("opens what is here for reading with an expired key of the same enterprise", async () => {
    const profile = newFolder("profile-");
    const client = open(profile, await startNewApi());
    await signInWith(client);
    const state = await signInWith(client, "演示过期钥匙");
    const chosen = await problemOf(
      client.session.chooseSigningCertificate(
        await client.certificateOn("演示过期钥匙"),
      ),
    );
    expect([
      state.kind === "signed-in" && state.isConfirmedByCompanion,
      chosen,
    ]).toEqual([false, "certificate-expired"]);
  });

  it("has each statement taken once: the same one again is refused", async () => {
    const origin = await startNewApi();
    const taken: unknown[] = [];
    const client = open(newFolder("profile-"), origin);
    const original = client.client.call.bind(client.client);
    const recorded = Object.assign(client.client, {
      call: (...question: Parameters<typeof original>) => {
        if (question[0] === "signInWithKey") taken.push(question[1]);
        return original(...question);
      },
    });
    await signInWith(client);
    const again = recorded.call(
      "signInWithKey",
      taken[0] as { body: { statement: string; signature: string } },
    );
    expect(await problemOf(again)).toBe("challenge-used");
  });

  it("falls back to this machine without a second login when the network goes after the signature", async () => {
    const profile = newFolder("profile-");
    const origin = await startNewApi();
    const first = open(profile, origin);
    await signInWith(first);
    await clients.pop()?.close();
    const second = open(profile, origin);
    const original = second.client.call.bind(second.client);
    Object.assign(second.client, {
      call: async (...question: Parameters<typeof original>) => {
        // The challenge was answered; when the proof is ready, nobody is there any more.
        if (question[0] === "signInWithKey") await api?.close();
        return original(...question);
      },
    });
    const state = await signInWith(second);
    api = null;
    expect([
      state.kind === "signed-in" && state.isConfirmedByCompanion,
      second.signCount(),
    ]).toEqual([false, 1]);
  });

  it("locks when the key is pulled, and only the same certificate unlocks", async () => {
    const states: string[] = [];
    let onLocked: () => void = () => undefined;
    const locked = new Promise<void>((resolve) => (onLocked = resolve));
    const client = open(newFolder("profile-"), await startNewApi(), {
      onStateChanged: (state) => {
        states.push(state.kind);
        if (state.kind === "locked") onLocked();
      },
    });
    await signInWith(client);
    client.pullKey();
    await locked;
    const unlock = async (keyLabel: string) =>
      client.session.unlockWithKey({
        certificateId: await client.certificateOn(keyLabel),
        pin: trial.estate.pin,
        isFinalTryConfirmed: false,
      });
    const other = await problemOf(unlock("演示EC钥匙"));
    const triesOfOther = client.signCount();
    client.insertKey();
    await unlock(mainKey);
    expect([other, triesOfOther, states, client.signCount()]).toEqual([
      "session-other-person",
      1,
      ["signed-in", "locked", "signed-in"],
      2,
    ]);
  });

  it("offers only certificates of the session's enterprise for signing, and signs with the chosen one", async () => {
    const client = open(newFolder("profile-"), await startNewApi());
    await signInWith(client);
    const sign = () => client.session.signFrozen("{}", trial.estate.pin, false);
    const unchosen = await problemOf(sign());
    const other = await problemOf(
      client.session.chooseSigningCertificate(
        await client.certificateOn("演示他企钥匙"),
      ),
    );
    await client.session.chooseSigningCertificate(
      await client.certificateOn("演示EC钥匙"),
    );
    expect([unchosen, other, typeof (await sign())]).toEqual([
      "session-no-signing-certificate",
      "session-certificate-of-other-enterprise",
      "string",
    ]);
  });

  it("ends the API's session and forgets everything at sign-out", async () => {
    let token: string | null = null;
    const closed: string[] = [];
    const client = open(newFolder("profile-"), await startNewApi(), {
      onOpened: (_person, _identity, opened) => (token = opened),
      onClosed: async () => {
        closed.push("closed");
      },
    });
    await signInWith(client);
    await client.session.signOut();
    const after = client.client.call("listFilings", {}, { token });
    expect([await problemOf(after), closed, client.session.state()]).toEqual([
      expect.stringMatching(/^(session-ended|not-signed-in)$/),
      ["closed"],
      { kind: "signed-out" },
    ]);
  });

  it("says that the clock is wrong before a PIN is tried", async () => {
    const client = open(newFolder("profile-"), await startNewApi(), {
      now: () => new Date(Date.now() + 20 * 60_000),
    });
    expect([await problemOf(signInWith(client)), client.signCount()]).toEqual([
      "statement-clock-wrong",
      0,
    ]);
  });

  it("tries another port's API never: the origin is part of what is signed", async () => {
    const port = await findFreePort();
    api = await startApi(trial, newFolder("api-"), port);
    const client = open(newFolder("profile-"), `http://localhost:${port}`);
    expect(await problemOf(signInWith(client))).toBe("statement-wrong-origin");
  });
});
