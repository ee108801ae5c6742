import { describe, expect, it } from "vitest";
import {
  bitStringBytes,
  membersOf,
  readDer,
  readOid,
  readTime,
} from "../../../src-shared/certificates/der-reader.ts";
import { derOid } from "../../../src-shared/cms/der-writer.ts";

const value = (tag: number, content: Uint8Array) =>
  readDer(Uint8Array.of(tag, content.length, ...content));
const text = (tag: number, content: string) =>
  value(tag, new TextEncoder().encode(content));

describe("reading DER", () => {
  it.each([
    ["nothing", []],
    ["a tag alone", [0x30]],
    ["too little content", [0x04, 2, 1]],
    ["something behind the value", [0x04, 1, 1, 0]],
    ["a length without end", [0x30, 0x80, 0, 0]],
    ["a length of five bytes", [0x04, 0x85, 0, 0, 0, 0, 0]],
    ["a length beyond the end", [0x04, 0x84, 0xff, 0xff, 0xff, 0xff]],
    ["a length cut off", [0x04, 0x82, 1]],
    ["a tag of several bytes", [0x1f, 0x81, 0]],
  ])("refuses %s", (_, bytes) => {
    expect(() => readDer(Uint8Array.from(bytes))).toThrow(RangeError);
  });

  it("refuses members that reach out of what holds them", () => {
    const outer = readDer(Uint8Array.of(0x30, 3, 0x04, 2, 1));
    expect(() => membersOf(outer)).toThrow(RangeError);
    expect(() => membersOf(value(0x04, new Uint8Array()))).toThrow(RangeError);
  });

  it("names object identifiers as they were written", () => {
    const names = [
      "0.9.2342",
      "1.2.840.113549.1.7.2",
      "1.2.156.10197.1.501",
      "2.5.29.15",
      "2.999.4294967296",
    ];
    expect(names.map((name) => readOid(readDer(derOid(name))))).toEqual(names);
  });

  it("refuses an object identifier that is empty or breaks off", () => {
    expect(() => readOid(value(0x06, new Uint8Array()))).toThrow(RangeError);
    expect(() => readOid(value(0x06, Uint8Array.of(0x2a, 0x86)))).toThrow(
      RangeError,
    );
  });

  it.each([
    [0x17, "491231235959Z", "2049-12-31T23:59:59.000Z"],
    [0x17, "500101000000Z", "1950-01-01T00:00:00.000Z"],
    [0x17, "2603010000Z", "2026-03-01T00:00:00.000Z"],
    [0x18, "20500101000000Z", "2050-01-01T00:00:00.000Z"],
    [0x18, "99991231235959Z", "9999-12-31T23:59:59.000Z"],
  ])("reads the time %i %s", (tag, written, meant) => {
    expect(readTime(text(tag, written)).toISOString()).toBe(meant);
  });

  it.each([
    [0x17, "260301000000+0800"],
    [0x17, "260231000000Z"],
    [0x17, "261301000000Z"],
    [0x18, "260301000000Z"],
    [0x04, "260301000000Z"],
  ])("refuses the time %i %s", (tag, written) => {
    expect(() => readTime(text(tag, written))).toThrow(RangeError);
  });

  it("refuses a bit string with bits left over where bytes are wanted", () => {
    expect(() => bitStringBytes(value(0x03, Uint8Array.of(1, 2)))).toThrow(
      RangeError,
    );
  });
});
