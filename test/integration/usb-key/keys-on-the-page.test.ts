import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pkcs11js from "pkcs11js";
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
import {
  createDemoEstate,
  readPemFile,
  type DemoEstate,
} from "../../../dev/demo-ca/create-demo-estate.ts";
import { demoKeys } from "../../../dev/demo-ca/demo-keys.ts";
import {
  createKeySimulator,
  type KeySimulator,
} from "../../../dev/key-simulator.ts";
import { createApplication } from "../../../src-main/application/create-application.ts";
import type { Application } from "../../../src-main/application/host-ports.ts";
import type { KeyOverview } from "../../../src-shared/usb-key/usb-key-procedures.ts";
import { loadPage } from "../../fixtures/bridge/load-page.ts";
import { createFakeHostPorts } from "../../fixtures/fakes/fake-host-ports.ts";
import { forkForModule } from "./fork-for-module.ts";

const waitAtMost = { timeout: 15_000, interval: 50 };
const neighbourKey = "other-enterprise";

let folder: string;
let estate: DemoEstate;
let simulator: KeySimulator;
let neighbour: KeySimulator;
let neighbourPath: string;
let application: Application;
let profile: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "keys-on-the-page-"));
  estate = await createDemoEstate(join(folder, "estate"), [neighbourKey]);
}, 60_000);
beforeEach(() => {
  profile = mkdtempSync(join(folder, "profile-"));
  simulator = createKeySimulator(join(folder, "control"), {
    tokens: [demoKeys.main.tokenLabel],
  });
  neighbour = createKeySimulator(join(folder, "neighbour"), {
    tokens: [demoKeys[neighbourKey].tokenLabel],
  });
  neighbourPath = join(folder, "neighbour.so");
  copyFileSync(simulator.modulePath, neighbourPath);
});
afterEach(() => application.close());
afterAll(() => rmSync(folder, { recursive: true }));

/** The API's trust comes when the test says so. */
class SlowApi {
  #answer: (trust: Record<string, string[]>) => void = () => undefined;
  #asked = Promise.withResolvers<undefined>();

  readonly fetch: typeof globalThis.fetch = async (input) => {
    if (!String(input instanceof Request ? input.url : input).includes("trust"))
      throw new TypeError("offline");
    const trust = await new Promise<Record<string, string[]>>((resolve) => {
      this.#answer = resolve;
      this.#asked.resolve(undefined);
    });
    return Response.json(trust);
  };

  async answer(trust: Record<string, string[]>): Promise<void> {
    await this.#asked.promise;
    this.#asked = Promise.withResolvers();
    this.#answer(trust);
  }
}

const none = { anchors: [], intermediates: [], crls: [] };
function trustOfApi() {
  const read = (file: string) => [
    Buffer.from(readPemFile(file)).toString("base64"),
  ];
  return { ...none, anchors: read(estate.caFile), crls: read(estate.crlFile) };
}

async function openPage(
  modulePaths: readonly string[],
  { fetch }: Pick<SlowApi, "fetch">,
  aheadMs = 0,
) {
  application = await createApplication({
    ...createFakeHostPorts(profile),
    commandLine: {
      companionAddress: "http://127.0.0.1:1",
      driverModules: [...modulePaths],
    },
    startKeyHost: () =>
      forkForModule((modulePath) => ({
        ...estate.environment,
        ...(modulePath === neighbourPath ? neighbour : simulator).environment,
      })),
    fetch,
    now: () => new Date(Date.now() + aheadMs),
  });
  const { call, on } = loadPage(application);
  let shown: KeyOverview | null = null;
  on("usb-key.changed", (overview) => (shown = overview));
  shown = await call("usb-key.overview", {});
  return {
    call,
    shows: (wanted: unknown) =>
      vi.waitFor(() => {
        expect(shown === null ? null : shortly(shown)).toEqual(wanted);
      }, waitAtMost),
  };
}

/** Each driver's problem, and each key with what its certificate is good for. */
function shortly({ drivers, certificates }: KeyOverview) {
  return {
    drivers: drivers.map(({ problem, isAwaited }) =>
      isAwaited ? "awaited" : problem,
    ),
    certificates: certificates.map(({ keyLabel, usability }) => [
      keyLabel,
      usability.kind === "usable" ? "usable" : usability.reason,
    ]),
  };
}

describe("the page, beside a driver that hangs", () => {
  it("shows a key that comes and goes, and says that the other driver is still asked", async () => {
    const hang = neighbour.order({
      function: "C_Initialize",
      call: "every",
      action: { kind: "hang" },
    });
    const api = new SlowApi();
    const page = await openPage([neighbourPath, simulator.modulePath], api);
    await api.answer(trustOfApi());
    const own = [demoKeys.main.tokenLabel, "usable"];
    const other = [demoKeys[neighbourKey].tokenLabel, "usable"];
    const drivers = ["awaited", null];
    await page.shows({ drivers, certificates: [own] });
    simulator.remove();
    await page.shows({ drivers, certificates: [] });
    simulator.insert();
    await page.shows({ drivers, certificates: [own] });
    hang.lift();
    await page.shows({ drivers: [null, null], certificates: [other, own] });
  }, 60_000);
});

describe("the page, while the API is slow", () => {
  it("shows a key before any trust has come, as one that is still judged, and then as it is", async () => {
    const api = new SlowApi();
    const page = await openPage([simulator.modulePath], api);
    const shows = (verdict: string) =>
      page.shows({
        drivers: [null],
        certificates: [[demoKeys.main.tokenLabel, verdict]],
      });
    await shows("certificate-trust-awaited");
    await api.answer(none);
    await shows("certificate-untrusted");
  }, 60_000);

  it("judges by the trust it has, and anew once fresher trust has come", async () => {
    const before = new SlowApi();
    const page = await openPage([simulator.modulePath], before);
    await before.answer(trustOfApi());
    const shown = (verdict: string) => ({
      drivers: [null],
      certificates: [[demoKeys.main.tokenLabel, verdict]],
    });
    await page.shows(shown("usable"));
    await application.close();

    const api = new SlowApi();
    const again = await openPage([simulator.modulePath], api, 3_600_000);
    await again.shows(shown("usable"));
    simulator.remove();
    await again.shows({ drivers: [null], certificates: [] });
    simulator.insert();
    await again.shows(shown("usable"));
    await api.answer(none);
    await again.shows(shown("certificate-untrusted"));
  }, 60_000);
});

describe("a machine that wakes up", () => {
  it("has its keys read again", async () => {
    const api = new SlowApi();
    const page = await openPage([simulator.modulePath], api);
    await api.answer(trustOfApi());
    await page.shows({
      drivers: [null],
      certificates: [[demoKeys.main.tokenLabel, "usable"]],
    });
    simulator.order({
      function: "C_FindObjectsInit",
      call: "every",
      action: { kind: "delay", durationMs: 1 },
    });
    application.wakeUp();
    await simulator.journalShows(({ event }) => event === "is-delayed");
  }, 60_000);
});

describe("the page, over wrong PINs", () => {
  it("counts on where the key first tells of them, though it was read before", async () => {
    const page = await openPage([simulator.modulePath], {
      fetch: () => Promise.reject(new TypeError("offline")),
    });
    await page.shows({
      drivers: [null],
      certificates: [[demoKeys.main.tokenLabel, "certificate-untrusted"]],
    });
    const silence = simulator.order({
      function: "C_SetPIN",
      call: "every",
      action: { kind: "fail", returnCode: pkcs11js.CKR_PIN_INCORRECT },
    });
    simulator.configure({ pinTries: 6 });
    const counted = [];
    for (let time = 1; time <= 4; time += 1) {
      if (time === 3) silence.lift();
      const before = await page.call("usb-key.overview", {});
      await expect(
        page.call("usb-key.change-pin", {
          certificateId: before.certificates[0]?.id ?? "",
          pins: { present: "00000000", next: "11111111" },
          isFinalTryConfirmed: false,
        }),
      ).rejects.toMatchObject({
        problem: { code: "key-pin-wrong", facts: { wrongTries: time } },
      });
      const { certificates } = await page.call("usb-key.overview", {});
      counted.push(certificates[0]?.pin.wrongTries);
    }
    expect(counted).toEqual([1, 2, 3, 4]);
  }, 60_000);
});
