import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createDevelopmentSecretStore } from "../../../dev/browser-host/development-secret-store.ts";
import { createKeySimulator } from "../../../dev/key-simulator.ts";
import { createApplication } from "../../../src-main/application/create-application.ts";
import { filesOfCategory } from "../../../src-shared/filings/file-lists.ts";
import type { FileKind } from "../../../src-shared/filings/filing-content.ts";
import type { ProblemError } from "../../../src-shared/problems/problem.ts";
import { readKeys } from "../../fixtures/bridge/read-keys.ts";
import { createFakeHostPorts } from "../../fixtures/fakes/fake-host-ports.ts";
import { makeJpg, makePdf } from "../../fixtures/files/make-files.ts";
import { exampleFiling } from "../../fixtures/filings/example-filing.ts";
import { loadPage } from "../../fixtures/bridge/load-page.ts";
import { forkKeyHost } from "../usb-key/fork-key-host.ts";
import { findCanary, formsOf } from "./find-canary.ts";
import { beginTrial, startApi, type Trial } from "./trial-parts.ts";

// Without + and / in base64, so that the URL's alphabet is the same.
const rightPin = "Kanarie-471100";
const nextPin = "Kanarie-583300";
const wrongPin = "Kanarie-991122";
const pins = [rightPin, nextPin, wrongPin];

let trial: Trial;
beforeAll(async () => {
  trial = await beginTrial();
}, 60_000);
afterAll(() => trial.end());

/** The application with a page that hears everything and may say anything. */
async function openDesk(origin: string) {
  const { folder, estate } = trial;
  const profile = join(folder, "profile");
  const bundle = join(folder, "diagnostics.zip");
  const simulator = createKeySimulator(join(folder, "control"), {
    tokens: ["演示电子钥匙"],
  });
  const application = await createApplication({
    ...createFakeHostPorts(profile),
    commandLine: {
      companionAddress: origin,
      driverModules: [simulator.modulePath],
      logLevel: "debug",
    },
    chooseDiagnosticsFile: async () => bundle,
    secretStore: createDevelopmentSecretStore(folder),
    startKeyHost: () =>
      forkKeyHost({ ...estate.environment, ...simulator.environment }),
    fetch: globalThis.fetch,
  });
  const { call, say, told } = loadPage(application);
  const attach = async (fileKind: FileKind, isPdf: boolean) => {
    const body = (isPdf ? makePdf : makeJpg)({ text: fileKind });
    const { ticket } = await call("attachments.begin", {
      fileKind,
      fileName: `${fileKind}.${isPdf ? "pdf" : "jpg"}`,
      size: body.length,
    });
    const piece = { method: "POST", ticket, offset: 0, body } as const;
    await application.answerAttachmentRequest(piece);
    return call("attachments.finish", { ticket });
  };
  return {
    simulator,
    application,
    call,
    say,
    attach,
    traces: { folder: profile, bundle, told },
  };
}

/** "done", or the code of the problem. */
async function outcomeOf(asked: Promise<unknown>): Promise<string> {
  return asked.then(
    () => "done",
    (error: unknown) => (error as ProblemError).problem.code,
  );
}

describe("a PIN", () => {
  it("is nowhere afterwards: no log, database, message to the page, saved diagnostics or other file of the profile", async () => {
    const { estate } = trial;
    const api = await startApi(trial, join(trial.folder, "api"), 0);
    const { simulator, application, call, say, attach, traces } =
      await openDesk(api.origin);
    const { certificates } = await readKeys({ call });
    const certificateId = certificates[0]?.id ?? "";
    const isFinalTryConfirmed = false;
    const outcomes: string[] = [];
    const note = async (asked: Promise<unknown>): Promise<void> => {
      outcomes.push(await outcomeOf(asked));
    };
    const changePin = (present: string, next: string) =>
      call("usb-key.change-pin", {
        certificateId,
        pins: { present, next },
        isFinalTryConfirmed,
      });
    const proof = (pin: string) => ({
      certificateId,
      pin,
      isFinalTryConfirmed,
    });
    const enter = (name: "sign-in" | "unlock", pin: string) =>
      call(`session.${name}-with-key`, proof(pin));

    // 修改PIN码: done, and refused with both PINs on the way.
    await note(changePin(estate.pin, rightPin));
    await note(changePin(wrongPin, nextPin));
    await note(enter("sign-in", wrongPin));
    await note(enter("sign-in", rightPin));

    // The PIN for signing: wrong, into a crash, right.
    await call("session.choose-signing-certificate", { certificateId });
    const { filingId } = await call("drafts.begin", { copyFrom: null });
    const content = exampleFiling("manufacturer", estate.uscc);
    for (const { kind, types } of filesOfCategory("manufacturer"))
      content.files[kind] = await attach(kind, types.includes("pdf"));
    await call("filings.save", { filingId, content });
    const { submissionId, digest } = await call("filings.freeze", {
      filingId,
    });
    const submit = (pin: string) =>
      call("filings.submit", {
        submissionId,
        digest,
        pin,
        isFinalTryConfirmed,
      });
    await note(submit(wrongPin));
    const crash = simulator.order({
      function: "C_Sign",
      call: 1,
      action: { kind: "crash" },
    });
    await note(submit(rightPin));
    crash.lift();
    await note(submit(rightPin));

    // The session locks with the key, and goes on with it.
    simulator.remove();
    await vi.waitFor(
      async () => {
        const { kind } = await call("session.state", {});
        expect(kind).toBe("locked");
      },
      { timeout: 20_000, interval: 50 },
    );
    simulator.insert();
    await note(enter("unlock", wrongPin));
    await note(enter("unlock", rightPin));
    await note(changePin(rightPin, nextPin));

    // In the middle of a try the driver crashes, and a page sends what no page should.
    simulator.order({
      function: "C_Login",
      call: 1,
      action: { kind: "crash" },
    });
    await note(enter("sign-in", nextPin));
    const name = "session.sign-in-with-key";
    const input = { certificateId: 1, pin: rightPin };
    say(JSON.stringify({ kind: "call", id: 9999, name, input }));
    say(`{"kind":"call","pin":"${rightPin}"`);
    expect(outcomes).toEqual([
      "done",
      "key-pin-wrong",
      "key-pin-wrong",
      "done",
      "key-pin-wrong",
      "key-driver-crashed",
      "done",
      "key-pin-wrong",
      "done",
      "done",
      "key-driver-crashed",
    ]);

    await call("diagnostics.read", {});
    await call("diagnostics.preview-file", {});
    await call("diagnostics.save-file", {});
    const whileRunning = pins.flatMap((pin) => findCanary(pin, traces));
    await application.close();
    await api.close();
    const afterwards = pins.flatMap((pin) => findCanary(pin, traces));
    expect([whileRunning, afterwards]).toEqual([[], []]);
    // What must be in each of the places is found there.
    expect(findCanary("SQLite format 3", traces).join("\n")).toContain(
      "client.db",
    );
    expect(findCanary("演示电子钥匙", traces).join("\n")).toContain("told: ");
    expect(findCanary("key-pin-wrong", traces).join("\n")).toContain(
      "bundle: report.json",
    );
  }, 180_000);

  it("would be found in each of its forms: in a file, in the diagnostics, on the bridge", () => {
    const folder = join(trial.folder, "planted");
    mkdirSync(join(folder, "deep"), { recursive: true });
    const bundle = join(trial.folder, "planted.zip");
    const forms = Object.entries(formsOf(rightPin));
    const surrounded = forms.map(([form, bytes]) => {
      const text = Buffer.concat([
        Buffer.from("before "),
        bytes,
        Buffer.from(" after"),
      ]);
      writeFileSync(join(folder, "deep", form), text);
      return [form, text] as const;
    });
    writeFileSync(bundle, zipSync(Object.fromEntries(surrounded)));
    const found = findCanary(rightPin, {
      folder,
      bundle,
      told: [`{"pin":"${rightPin}"}`],
    });
    expect(found).toEqual(
      expect.arrayContaining([
        ...forms.flatMap(([form]) => [
          `${form} in ${join(folder, "deep", form)}`,
          `${form} in bundle: ${form}`,
        ]),
        `plain in told: {"pin":"${rightPin}"}`,
      ]),
    );
    // As real encoders write it, wherever it stands.
    for (const before of ["", "a", "ab"]) {
      const text = Buffer.from(`${before}${rightPin}xyz`).toString("base64");
      writeFileSync(join(folder, "encoded"), text);
      const places = findCanary(rightPin, { folder, bundle, told: [] });
      expect(places).toContainEqual(
        expect.stringMatching(/^base64 .* in .*encoded$/),
      );
    }
  });
});
