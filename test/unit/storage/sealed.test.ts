import { describe, expect, it } from "vitest";
import { deriveIdentityKey } from "../../../src-main/storage/identity-key.ts";
import {
  openJson,
  openText,
  sealJson,
  sealText,
} from "../../../src-main/storage/sealed.ts";

const key = deriveIdentityKey("one", Buffer.alloc(32, 1));
const place = { table: "filings", column: "sealed_content", id: "a" };

describe("a sealed value", () => {
  it("opens where it was sealed", () => {
    const value = { text: "二手车", number: 1, nothing: null };
    expect(openJson(key, place, sealJson(key, place, value))).toEqual(value);
  });

  it("never looks the same twice and shows nothing of the text", () => {
    const one = sealText(key, place, "canary canary");
    const other = sealText(key, place, "canary canary");
    expect(one.equals(other)).toBe(false);
    expect(one.includes("canary")).toBe(false);
  });

  it.each([
    ["another row", { ...place, id: "b" }],
    ["another column", { ...place, column: "sealed_standing" }],
    ["another table", { ...place, table: "working_copies" }],
  ])("does not open in %s", (_where, elsewhere) => {
    const sealed = sealText(key, place, "text");
    expect(() => openText(key, elsewhere, sealed)).toThrow("storage-damaged");
  });

  it("does not open for another identity, even with the same data key", () => {
    const other = deriveIdentityKey("two", Buffer.alloc(32, 1));
    const sealed = sealText(key, place, "text");
    expect(() => openText(other, place, sealed)).toThrow("storage-damaged");
  });

  it("does not open after any single flipped bit, nor cut short", () => {
    const sealed = sealText(key, place, "x");
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const damaged = Buffer.from(sealed);
      const byte = bit >> 3;
      damaged[byte] = (damaged[byte] ?? 0) ^ (1 << (bit & 7));
      expect(() => openText(key, place, damaged)).toThrow("storage-damaged");
    }
    for (let length = 0; length < sealed.length; length++)
      expect(() => openText(key, place, sealed.subarray(0, length))).toThrow(
        "storage-damaged",
      );
  });
});
