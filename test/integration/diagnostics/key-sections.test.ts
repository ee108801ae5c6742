import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pkcs11js from "pkcs11js";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  createDemoEstate,
  trustOfEstate,
  type DemoEstate,
} from "../../../dev/demo-ca/create-demo-estate.ts";
import {
  openSoftwareModule,
  openToken,
  storeCertificate,
} from "../../../dev/demo-ca/software-token.ts";
import {
  createKeySimulator,
  type KeySimulator,
} from "../../../dev/key-simulator.ts";
import { diagnosticReportSchema } from "../../../src-shared/diagnostics/diagnostics-procedures.ts";
import { writeDiagnostics } from "../../../src-renderer/diagnostics/say-diagnostics.ts";
import { createDiagnostics } from "../../../src-main/diagnostics/create-diagnostics.ts";
import { keySections } from "../../../src-main/diagnostics/key-sections.ts";
import {
  createUsbKeys,
  type UsbKeys,
} from "../../../src-main/usb-key/create-usb-keys.ts";
import { writeElfHeader } from "../../fixtures/files/write-elf-header.ts";
import { keyMemoryParts } from "../../fixtures/fakes/fake-pin-memory.ts";
import { forkKeyHost } from "../usb-key/fork-key-host.ts";

const canaryPin = "Canary-4711";
const brokenLabel = "赵六坏证书";
/** 演示 in GBK, which pkcs11js spoils: a clerk reads the certificate's label, the holder, in its place. */
const spoiltLabel = Buffer.from("d1ddcabe", "hex");

const noNames = {
  subject: new Uint8Array(2),
  issuer: new Uint8Array(2),
  serialNumber: new Uint8Array(1),
};

describe("diagnostics of keys", () => {
  let folder: string;
  let estate: DemoEstate;
  let simulator: KeySimulator;
  let usbKeys: UsbKeys;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "key-diagnostics-"));
    estate = await createDemoEstate(join(folder, "estate"), ["expired"]);
    simulator = createKeySimulator(join(folder, "control"), {
      tokens: ["演示电子钥匙", "演示过期钥匙"],
    });
    simulator.configure({ pinTries: 2, tokenLabel: spoiltLabel });
    Object.assign(process.env, estate.environment);
    const module = openSoftwareModule();
    try {
      const session = openToken(module, "演示过期钥匙", estate.pin);
      storeCertificate(
        module,
        { session, ckaId: Buffer.from("broken") },
        brokenLabel,
        { der: Buffer.from("3082ffff", "hex"), ...noNames },
      );
    } finally {
      module.C_Finalize();
      module.close();
    }
  });
  afterEach(() => usbKeys.close());
  afterAll(() => rmSync(folder, { recursive: true }));

  async function report() {
    const modulePaths = [
      simulator.modulePath,
      join(folder, "old-driver.so"),
      join(folder, "absent.so"),
    ];
    writeFileSync(join(folder, "old-driver.so"), writeElfHeader("ia32"));
    usbKeys = createUsbKeys({
      ...keyMemoryParts(),
      modulePaths,
      log: { warn: () => undefined },
      startKeyHost: () =>
        forkKeyHost({ ...estate.environment, ...simulator.environment }),
    });
    const list = () => usbKeys.listKeys(trustOfEstate(estate), new Date());
    const { certificates } = await list();
    const usable = certificates.find(
      ({ usability }) => usability.kind === "usable",
    );
    const refused = await usbKeys
      .sign(usable?.id ?? "", {
        content: new Uint8Array(),
        pin: canaryPin,
        signingTime: new Date(),
        isFinalTryConfirmed: false,
      })
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ problem: { code: "key-pin-wrong" } });
    const rule = simulator.order({
      function: "C_Login",
      call: 1,
      action: { kind: "fail", returnCode: pkcs11js.CKR_DEVICE_ERROR },
    });
    await usbKeys
      .sign(usable?.id ?? "", {
        content: new Uint8Array(),
        pin: canaryPin,
        signingTime: new Date(),
        isFinalTryConfirmed: true,
      })
      .catch(() => undefined);
    rule.lift();
    const diagnostics = createDiagnostics({
      sources: [
        keySections({
          inspect: () => usbKeys.inspect(),
          certificates: async () => {
            const { certificates: shown, unreadable } = await list();
            const readable = shown.map((each) => ({
              shown: each,
              parsed: usbKeys.findCertificate(each.id),
            }));
            return { readable, unreadable };
          },
          lastEvents: () => usbKeys.lastEvents(),
        }),
      ],
      now: () => new Date(),
      logDefect: (error) => {
        throw error;
      },
    });
    return {
      read: await diagnostics.read(),
      inspected: await usbKeys.inspect(),
    };
  }

  it("tell modules, slots, keys, certificates and events, and nothing that names a person or a piece", async () => {
    const { read, inspected } = await report();
    expect(diagnosticReportSchema.parse(read)).toEqual(read);
    const words = read.sections.map(({ name, rows }) => [
      name,
      rows.map((row) =>
        row.flatMap(({ name: fact, value }) =>
          ["architecture", "pin-state", "state", "event", "call"].includes(fact)
            ? [Object.values<unknown>(value).at(-1)]
            : [],
        ),
      ),
    ]);
    expect(words).toEqual([
      [
        "key-drivers",
        [
          ["x64", null],
          ["ia32", "key-driver-32-bit"],
          ["none", "key-no-driver"],
        ],
      ],
      ["key-slots", [[], []]],
      [
        "keys",
        [
          ["pin-final-try", null],
          ["pin-usable", null],
        ],
      ],
      [
        "certificates",
        [[null], ["certificate-expired"], ["certificate-malformed"]],
      ],
      [
        "driver-events",
        [
          ["refused", "key-driver-error", "C_Login"],
          ["refused", "key-pin-wrong", "none"],
          ["started", null, "none"],
        ],
      ],
    ]);
    const text = writeDiagnostics(read);
    const secrets = [
      canaryPin,
      estate.pin,
      estate.uscc,
      estate.holderName,
      brokenLabel,
      ...inspected.flatMap(({ tokens }) =>
        tokens.map(({ name }) => name.serialNumber),
      ),
    ];
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(1);
      expect(text + JSON.stringify(read)).not.toContain(secret);
    }
    expect(text).toContain("驱动是 32 位");
    expect(text).toContain("演示过期钥匙");
  });
});
