import { createHash } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunningCompanion } from "../../../src-companion/start-companion.ts";
import {
  beginTrial,
  openClient,
  startApi,
  type Trial,
} from "../session/trial-parts.ts";
import { readSpyLog, type SpiedCall } from "./read-spy-log.ts";

const spy = "/usr/lib/x86_64-linux-gnu/pkcs11/pkcs11-spy.so";

describe("the calls that reach a driver from the list of keys to the sign-out", () => {
  let trial: Trial;
  let api: RunningCompanion;
  let beforeClick: readonly SpiedCall[];
  let calls: readonly SpiedCall[];
  /** In the order in which they were to sign. */
  let chosen: readonly string[];

  beforeAll(async () => {
    trial = await beginTrial(["ec"]);
    const { estate, folder } = trial;
    api = await startApi(trial, join(folder, "api"), 0);
    const log = join(folder, "spy.log");
    const environment = {
      ...estate.environment,
      PKCS11SPY: estate.module,
      PKCS11SPY_OUTPUT: log,
    };
    const client = openClient(
      { ...trial, estate: { ...estate, module: spy, environment } },
      mkdtempSync(join(folder, "profile-")),
      api.origin,
    );
    const [main, other] = [
      await client.certificateOn("演示电子钥匙"),
      await client.certificateOn("演示EC钥匙"),
    ];
    beforeClick = readSpyLog(log);
    const { pin } = estate;
    const isFinalTryConfirmed = false;
    const proof = { certificateId: main, pin, isFinalTryConfirmed };
    await client.session.signInWithKey(proof);
    await client.session.chooseSigningCertificate(other);
    await client.session.signFrozen("{}", pin, isFinalTryConfirmed);
    await client.session.signOut();
    chosen = [main, other].map(
      (id) => client.usbKeys.findCertificate(id)?.sha256 ?? "",
    );
    await client.close();
    calls = readSpyLog(log);
  }, 60_000);
  afterAll(async () => {
    await api.close();
    trial.end();
  });

  const named = (name: string) => calls.filter((call) => call.name === name);
  /** From the opening of each session that was logged in to what came last in it. */
  const loggedIn = (): SpiedCall[][] =>
    named("C_Login").map(({ session }) =>
      calls.filter((call) => call.session === session),
    );

  it("try no PIN before a click, and one for each", () => {
    expect([
      beforeClick.some(({ name }) => name === "C_OpenSession"),
      beforeClick.filter(({ name }) => name === "C_Login"),
      named("C_Login").length,
    ]).toEqual([true, [], 2]);
  });

  it("open the driver once and leave ending it to the end of the process", () => {
    expect([named("C_Initialize").length, named("C_Finalize")]).toEqual([
      1,
      [],
    ]);
  });

  it("close every session, and log out of every one they logged in to", () => {
    const open = new Set<string | null>();
    for (const { name, session } of calls) {
      if (name === "C_OpenSession") open.add(session);
      if (name === "C_CloseSession") open.delete(session);
    }
    expect([...open]).toEqual([]);
    const order = [
      "C_OpenSession",
      "C_Login",
      "C_Sign",
      "C_Logout",
      "C_CloseSession",
    ];
    expect(
      loggedIn().map((own) =>
        own.map(({ name }) => name).filter((name) => order.includes(name)),
      ),
    ).toEqual([order, order]);
  });

  it("sign with the key whose CKA_ID is that of the chosen certificate, looked at before and after the login", () => {
    const signed = loggedIn().map((own) => {
      const key = own.find(({ name }) => name === "C_SignInit")?.object ?? "";
      const search = own[own.findIndex(({ found }) => found.includes(key)) - 1];
      const ids = own.flatMap((call) => call.attribute("CKA_ID") ?? []);
      return {
        isOfSameId:
          new Set(ids).size === 1 && search?.attribute("CKA_ID") === ids[0],
        certificates: own.flatMap((call) => {
          const value =
            call.name === "C_GetAttributeValue"
              ? call.attribute("CKA_VALUE")
              : null;
          return value === null ? [] : [sha256(value)];
        }),
      };
    });
    expect(signed).toEqual(
      chosen.map((sha) => ({ isOfSameId: true, certificates: [sha, sha] })),
    );
  });

  it("meet no refusal on the way", () => {
    expect(calls.filter(({ returned }) => returned !== "CKR_OK")).toEqual([]);
  });
});

function sha256(hex: string): string {
  return createHash("sha256").update(Buffer.from(hex, "hex")).digest("hex");
}
