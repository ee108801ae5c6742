import { describe, expect, it } from "vitest";
import { fromHex } from "../../../src-shared/certificates/bytes.ts";
import {
  isSm2PublicKey,
  sm2Digest,
  verifySm2,
} from "../../../src-shared/certificates/sm2.ts";

// GM/T 0003.5 appendix A.2: the standard's own example on the recommended curve.
const point = fromHex(
  "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020" +
    "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
);
const message = new TextEncoder().encode("message digest");
const r = "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3";
const s = "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";
const order =
  "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123";
const zero = "0".repeat(64);

describe("SM2", () => {
  it("digests the standard's example as the standard does", () => {
    expect(sm2Digest(point, message)).toEqual(
      fromHex(
        "f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640",
      ),
    );
  });

  it("accepts the standard's signature over the standard's message alone", () => {
    expect(verifySm2(point, fromHex(r + s), message)).toBe(true);
    const other = new TextEncoder().encode("message digesu");
    expect(verifySm2(point, fromHex(r + s), other)).toBe(false);
  });

  it.each([
    ["r is nought", zero + s],
    ["s is nought", r + zero],
    ["r is the order of the group", order + s],
    ["s is the order of the group", r + order],
    ["s is above it", r + "f".repeat(64)],
    ["r and s cancel each other", r + zero.slice(1) + "1"],
    ["a byte is missing", (r + s).slice(2)],
    ["there is nothing", ""],
  ])("refuses a signature where %s", (_, signature) => {
    expect(verifySm2(point, fromHex(signature), message)).toBe(false);
  });

  it("knows a key by its point on the curve, spelt in full", () => {
    const beside = Uint8Array.from(point);
    beside[64] = (beside[64] ?? 0) ^ 1;
    const compressed = Uint8Array.of(3, ...point.subarray(1, 33));
    expect(
      [point, beside, compressed, Uint8Array.of(0), new Uint8Array()].map(
        isSm2PublicKey,
      ),
    ).toEqual([true, false, false, false, false]);
  });
});
