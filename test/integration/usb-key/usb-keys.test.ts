import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  createDemoEstate,
  trustOfEstate,
  type DemoEstate,
} from "../../../dev/demo-ca/create-demo-estate.ts";
import type { DemoKeyName } from "../../../dev/demo-ca/demo-keys.ts";
import { verifyDetachedCms } from "../../../src-shared/cms/verify-detached-cms.ts";
import type { KeyCertificate } from "../../../src-shared/usb-key/usb-key-procedures.ts";
import {
  createUsbKeys,
  type UsbKeys,
} from "../../../src-main/usb-key/create-usb-keys.ts";
import { keyMemoryParts } from "../../fixtures/fakes/fake-pin-memory.ts";
import { forkKeyHost, type ForkedKeyHost } from "./fork-key-host.ts";

const furtherKeys: DemoKeyName[] = [
  "encryption-only",
  "ec",
  "expired",
  "not-yet-valid",
  "revoked",
  "untrusted",
  "asks-every-time",
  "other-enterprise",
];
const content = new TextEncoder().encode('{"企业名称":"测试企业"}');
const silent = { warn: () => undefined };

describe("keys behind a real PKCS#11 module", () => {
  let folder: string;
  let estate: DemoEstate;
  let usbKeys: UsbKeys;
  let hosts: ForkedKeyHost[] = [];
  let dieOnSign = false;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "usb-keys-"));
    estate = await createDemoEstate(folder, furtherKeys);
  }, 60_000);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  afterEach(() => {
    usbKeys.close();
  });

  function openKeys(modulePaths: readonly string[] = [estate.module]): UsbKeys {
    hosts = [];
    usbKeys = createUsbKeys({
      ...keyMemoryParts(),
      modulePaths,
      log: silent,
      times: { watchIntervalMs: 50 },
      startKeyHost: () => {
        const host = forkKeyHost(estate.environment);
        hosts.push(host);
        return { ...host, send: (message) => deliver(host, message) };
      },
    });
    return usbKeys;
  }

  /** A stopped process takes the order and cannot answer it before it dies. */
  function deliver(host: ForkedKeyHost, message: unknown): void {
    const isFatal = dieOnSign && (message as { ask?: unknown }).ask === "sign";
    if (isFatal) process.kill(host.pid, "SIGSTOP");
    host.send(message);
    if (isFatal) host.kill();
  }

  async function list() {
    return usbKeys.listKeys(trustOfEstate(estate), new Date());
  }

  async function certificateOn(keyLabel: string): Promise<KeyCertificate> {
    const { certificates } = await list();
    const found = certificates.find(
      (each) =>
        each.keyLabel === keyLabel &&
        !(
          each.usability.kind === "unusable" &&
          each.usability.reason === "certificate-encryption-only"
        ),
    );
    if (!found) throw new Error(`no certificate on ${keyLabel}`);
    return found;
  }

  function sign(certificateId: string, pin = estate.pin): Promise<Uint8Array> {
    const signingTime = new Date();
    return usbKeys.sign(certificateId, {
      content,
      pin,
      signingTime,
      isFinalTryConfirmed: false,
    });
  }

  function isAcceptedByOpenssl(cms: Uint8Array, bytes: Uint8Array): boolean {
    writeFileSync(join(folder, "signature.der"), cms);
    writeFileSync(join(folder, "content"), bytes);
    const options = [
      "cms",
      "-verify",
      "-binary",
      "-inform",
      "DER",
      "-purpose",
      "any",
    ];
    const files = [
      "-in",
      "signature.der",
      "-content",
      "content",
      "-CAfile",
      "root.pem",
      "-out",
      "read",
    ];
    try {
      execFileSync("openssl", [...options, ...files], {
        cwd: folder,
        stdio: "pipe",
      });
      return true;
    } catch {
      return false;
    }
  }

  it("lists every certificate of every token, each with its reason", async () => {
    openKeys();
    const { drivers, tokens, certificates } = await list();
    expect(drivers).toEqual([
      {
        name: "SoftHSM2",
        path: estate.module,
        problem: null,
        isAwaited: false,
      },
    ]);
    expect(tokens.map(({ label, problem }) => [label, problem]).sort()).toEqual(
      [
        "演示EC钥匙",
        "演示他企钥匙",
        "演示他签钥匙",
        "演示吊销钥匙",
        "演示未生效钥匙",
        "演示电子钥匙",
        "演示过期钥匙",
        "演示逐次验证钥匙",
      ]
        .map((label) => [label, null])
        .sort(),
    );
    const findings = certificates.map(({ keyLabel, uscc, usability }) => [
      keyLabel,
      uscc,
      usability.kind === "usable" ? usability.revocation : usability.reason,
    ]);
    expect(findings.sort()).toEqual(
      [
        ["演示电子钥匙", estate.uscc, "good"],
        ["演示电子钥匙", estate.uscc, "certificate-encryption-only"],
        ["演示EC钥匙", estate.uscc, "good"],
        ["演示逐次验证钥匙", estate.uscc, "good"],
        ["演示过期钥匙", estate.uscc, "certificate-expired"],
        ["演示未生效钥匙", estate.uscc, "certificate-not-yet-valid"],
        ["演示吊销钥匙", estate.uscc, "certificate-revoked"],
        ["演示他签钥匙", estate.uscc, "certificate-untrusted"],
        ["演示他企钥匙", "91310000MA1DEM02KP", "good"],
      ].sort(),
    );
    expect(new Set(certificates.map(({ privateKey }) => privateKey))).toEqual(
      new Set(["unconfirmed"]),
    );
  });

  it.each(["演示电子钥匙", "演示EC钥匙", "演示逐次验证钥匙"])(
    "signs with %s so that OpenSSL accepts it, and no changed byte",
    async (label) => {
      openKeys();
      const cms = await sign((await certificateOn(label)).id);
      const changed = Uint8Array.from(content).fill(0x20, 3, 4);
      expect(isAcceptedByOpenssl(cms, content)).toBe(true);
      expect(isAcceptedByOpenssl(cms, changed)).toBe(false);
      await expect(verifyDetachedCms(cms, changed)).rejects.toMatchObject({
        code: "cms-digest-mismatch",
      });
    },
  );

  it("still signs with an expired key, which opens what is on this machine", async () => {
    openKeys();
    const cms = await sign((await certificateOn("演示过期钥匙")).id);
    expect(await verifyDetachedCms(cms, content)).toMatchObject({
      digestAlgorithm: "SHA-256",
    });
  });

  it("never signs with the encryption twin", async () => {
    openKeys();
    const { certificates } = await list();
    const twin = certificates.find(
      ({ usability }) =>
        usability.kind === "unusable" &&
        usability.reason === "certificate-encryption-only",
    );
    await expect(sign(twin?.id ?? "")).rejects.toMatchObject({
      problem: { code: "certificate-encryption-only" },
    });
  });

  it("refuses a wrong PIN also right after a right one, and says so without the PIN", async () => {
    openKeys();
    const { id } = await certificateOn("演示电子钥匙");
    await sign(id);
    const refusal = await sign(id, "00009999").catch((error: unknown) => error);
    expect(refusal).toMatchObject({ problem: { code: "key-pin-wrong" } });
    expect(
      JSON.stringify(refusal) + String((refusal as Error).stack),
    ).not.toContain("00009999");
    expect(isAcceptedByOpenssl(await sign(id), content)).toBe(true);
  });

  it("spends no try on a PIN that is too short for the key", async () => {
    openKeys();
    const { id } = await certificateOn("演示电子钥匙");
    await expect(sign(id, "1")).rejects.toMatchObject({
      problem: { code: "key-pin-length", facts: { least: 4, most: 255 } },
    });
  });

  it("signs with several keys at once, one after the other", async () => {
    openKeys();
    const labels = ["演示电子钥匙", "演示EC钥匙", "演示他企钥匙"];
    const { certificates } = await list();
    const ids = labels.map(
      (label) =>
        certificates.find(
          ({ keyLabel, usability }) =>
            keyLabel === label && usability.kind === "usable",
        )?.id ?? "",
    );
    const signatures = await Promise.all(
      [...ids, ...ids].map((id) => sign(id)),
    );
    await Promise.all(signatures.map((cms) => verifyDetachedCms(cms, content)));
    expect(hosts).toHaveLength(1);
  });

  it("names the crash when the host is killed in the middle, and goes on with a new one", async () => {
    openKeys();
    const { id } = await certificateOn("演示电子钥匙");
    dieOnSign = true;
    const broken = sign(id);
    await expect(broken).rejects.toMatchObject({
      problem: { code: "key-driver-crashed" },
    });
    dieOnSign = false;
    expect(isAcceptedByOpenssl(await sign(id), content)).toBe(true);
    expect(hosts).toHaveLength(2);
  });

  it("tells when a watched driver falls over while nobody asks", async () => {
    openKeys();
    const { promise: changed, resolve } = Promise.withResolvers<undefined>();
    await list();
    usbKeys.onChange(() => {
      resolve(undefined);
    });
    await list();
    for (const { pid } of hosts) process.kill(pid, "SIGKILL");
    await changed;
    expect((await list()).certificates).toHaveLength(9);
  });

  it("finds the certificate again by its id in another run", async () => {
    openKeys();
    const { id } = await certificateOn("演示电子钥匙");
    usbKeys.close();
    openKeys();
    expect(isAcceptedByOpenssl(await sign(id), content)).toBe(true);
  });

  it("shows what is no driver beside the one that works", async () => {
    const noLibrary = join(folder, "softhsm2.conf");
    const absent = join(folder, "absent.so");
    openKeys([noLibrary, absent, estate.module]);
    const { drivers, certificates } = await list();
    expect(drivers.map(({ problem }) => problem)).toEqual([
      "key-driver-not-a-library",
      "key-no-driver",
      null,
    ]);
    expect(certificates).toHaveLength(9);
  });
});
