import { describe, expect, it } from "vitest";
import { decodeAsn1Text } from "../../../src-shared/certificates/decode-asn1-text.ts";
import { readDer } from "../../../src-shared/certificates/der-reader.ts";

function decode(tag: number, bytes: Uint8Array): string {
  return decodeAsn1Text(readDer(Uint8Array.of(tag, bytes.length, ...bytes)));
}

describe("text in a certificate", () => {
  it("is read as GBK where it is no UTF-8, whatever its tag says", () => {
    const gbk = Uint8Array.of(0xb2, 0xe2, 0xca, 0xd4);
    expect([0x0c, 0x13, 0x14, 0x16].map((tag) => decode(tag, gbk))).toEqual(
      Array.from({ length: 4 }, () => "测试"),
    );
  });

  it("is read from two-byte and four-byte characters", () => {
    expect(decode(0x1e, Uint8Array.of(0x6d, 0x4b, 0x8b, 0xd5))).toBe("测试");
    expect(decode(0x1c, Uint8Array.of(0, 2, 0x0b, 0xb7))).toBe("𠮷");
  });

  it("never fails, not even over bytes that are no text at all", () => {
    expect(decode(0x0c, Uint8Array.of(0xff, 0xff))).toBe("ÿÿ");
    expect(decode(0x1c, Uint8Array.of(0xff, 0xff, 0xff, 0xff))).toBe("\ufffd");
  });
});
