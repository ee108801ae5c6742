import { describe, expect, it } from "vitest";
import { inspectDriver } from "../../../src-main/usb-key/inspect-driver.ts";
import type { KeyDriver } from "../../../src-main/usb-key/key-driver.ts";
import type { HostToken } from "../../../src-shared/usb-key/key-host-messages.ts";

/** Its own label is in GBK and arrives spoilt; the certificate's label names the holder. */
const token: HostToken = {
  name: { slotId: "01", serialNumber: "0001", label: "\ufffd\ufffd" },
  manufacturer: "",
  model: "GM3000",
  isInitialised: true,
  isLoginRequired: true,
  isPinSet: true,
  isPinCountLow: false,
  isPinFinalTry: false,
  isPinLocked: false,
  hasPinPad: false,
  pinLength: { least: 6, most: 16 },
  problem: null,
  certificates: [
    {
      derBase64: "AAAA",
      ckaId: "01",
      label: "张三",
      matchingKey: "private",
    },
  ],
};

describe("a driver for 诊断", () => {
  it("names a key by its model where its own label cannot be read, never by a certificate's", async () => {
    const labelOf = async (label: string) => {
      const shown = { ...token, name: { ...token.name, label } };
      const driver = {
        name: "龙脉",
        modulePath: "/absent",
        readHeader: async () => ({ kind: "absent" }),
        readProblem: async () => null,
        connection: () => ({
          list: async () => ({ tokens: [shown] }),
          inspect: async () => null,
        }),
      } as unknown as KeyDriver;
      const { tokens } = await inspectDriver(driver);
      return tokens.map(({ name }) => name.label);
    };
    expect([
      await labelOf(token.name.label),
      await labelOf("电子钥匙"),
    ]).toEqual([["GM3000"], ["电子钥匙"]]);
  });
});
