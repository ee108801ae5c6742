import pkcs11js, { type Handle, type TokenInfo } from "pkcs11js";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { driverQuirksSchema } from "../../../src-shared/usb-key/key-host-messages.ts";
import type { Driver } from "../../../src-main/key-host/open-driver.ts";
import {
  createSlotWatch,
  unclear,
  type SlotWatch,
} from "../../../src-main/key-host/watch-slots.ts";

interface Reader {
  readonly slot: number;
  readonly serialNumber: string;
}

describe("watching the readers", () => {
  let readers: Reader[] | "broken";
  let reports: number;
  let looks: number;
  let watch: SlotWatch;

  beforeEach(() => {
    vi.useFakeTimers();
    readers = [];
    reports = 0;
    looks = 0;
    const slots = (): Reader[] => {
      if (readers === "broken")
        throw new pkcs11js.Pkcs11Error("CKR", pkcs11js.CKR_DEVICE_ERROR, "");
      return readers;
    };
    const module = {
      C_GetSlotList: () => slots().map(({ slot }) => Buffer.from([slot])),
      C_GetTokenInfo: (handle: Handle) => {
        const { serialNumber } = slots().find(
          ({ slot }) => slot === handle[0],
        ) ?? { serialNumber: "" };
        return { serialNumber, label: "key" } as TokenInfo;
      },
    };
    const driver = {
      module,
      quirks: driverQuirksSchema.parse({}),
      libraryDescription: "",
    };
    watch = createSlotWatch(driver as unknown as Driver, {
      onChange: () => {
        reports += 1;
      },
      onLook: () => {
        looks += 1;
      },
    });
    watch.start(1000);
  });
  afterEach(() => {
    watch.stop();
    vi.useRealTimers();
  });

  function after(change: Reader[] | "broken"): number {
    readers = change;
    vi.advanceTimersByTime(1000);
    return reports;
  }

  it("tells once that a key came, went, was swapped in its slot, or that the readers fell over", () => {
    const key = { slot: 1, serialNumber: "A" };
    expect(after([])).toBe(0);
    expect(after([key])).toBe(1);
    expect(after([key])).toBe(1);
    expect(after([{ ...key, serialNumber: "B" }])).toBe(2);
    expect(after("broken")).toBe(3);
    expect(after("broken")).toBe(3);
    expect(after([])).toBe(4);
  });

  it("says that it lives after every look, also where the readers fell over", () => {
    after([]);
    after("broken");
    expect(looks).toBe(2);
  });

  it("tells nothing once it was stopped", () => {
    watch.stop();
    expect(after([{ slot: 1, serialNumber: "A" }])).toBe(0);
    expect(looks).toBe(0);
  });

  it("tells that a key is back which a list meanwhile did not find", () => {
    const key = { slot: 1, serialNumber: "A" };
    expect(after([key])).toBe(1);
    watch.noteTold("[]");
    expect(after([key])).toBe(2);
    watch.noteTold(unclear);
    expect(after([key])).toBe(3);
    expect(after([key])).toBe(3);
  });

  it("tells the others what a list was the first to see", () => {
    watch.noteTold('[{"slotId":"01","serialNumber":"A","label":"key"}]');
    expect(after([{ slot: 1, serialNumber: "A" }])).toBe(1);
  });
});
