import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  makeRecoveryCode,
  readRecoveryCode,
} from "../../../src-shared/recovery/recovery-code.ts";

const bytes = fc.uint8Array({ minLength: 15, maxLength: 15 });
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

describe("a recovery code", () => {
  it("is eight groups of four and tells its randomness apart", () => {
    const code = makeRecoveryCode(new Uint8Array(15).fill(0xff));
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        const isSame = Buffer.from(one).equals(other);
        expect(makeRecoveryCode(one) === makeRecoveryCode(other)).toBe(isSame);
      }),
    );
  });

  it("reads back however it is typed: small, spaced, full-width, with I, L and O", () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const code = makeRecoveryCode(random);
        const typed = [
          code.toLowerCase(),
          code.replaceAll("-", " "),
          code.replaceAll("-", ""),
          code.replaceAll("1", "l").replaceAll("0", "O"),
          ` ${code.replaceAll("-", "－").replaceAll("A", "Ａ")} `,
        ];
        for (const each of typed)
          expect(readRecoveryCode(each)).toEqual({ kind: "read", code });
      }),
    );
  });

  it("names the group of every single mistake, of two characters swapped and of two groups swapped", () => {
    fc.assert(
      fc.property(
        bytes,
        fc.nat(7),
        fc.nat(3),
        fc.nat(30),
        (random, place, index, step) => {
          const groups = makeRecoveryCode(random).split("-");
          const group = groups[place] ?? "";
          const old = alphabet.indexOf(group[index] ?? "");
          const wrong = alphabet[(old + 1 + step) % 32] ?? "";
          const mistyped =
            group.slice(0, index) + wrong + group.slice(index + 1);
          expect(
            readRecoveryCode(groups.with(place, mistyped).join("-")),
          ).toEqual({ kind: "mistyped", groups: [place + 1] });

          const [first = "", second = "", ...rest] = group;
          if (first !== second)
            expect(
              readRecoveryCode(
                groups.with(place, second + first + rest.join("")).join("-"),
              ),
            ).toEqual({ kind: "mistyped", groups: [place + 1] });

          const next = (place + 1) % 8;
          const swapped = groups
            .with(place, groups[next] ?? "")
            .with(next, group);
          expect(readRecoveryCode(swapped.join("-"))).toEqual({
            kind: "mistyped",
            groups: [place + 1, next + 1].sort((a, b) => a - b),
          });
        },
      ),
      { numRuns: 500 },
    );
  });

  it("says which groups are missing or too many", () => {
    const code = makeRecoveryCode(new Uint8Array(15).fill(7));
    expect([
      readRecoveryCode(code.slice(0, 29)),
      readRecoveryCode(`${code}-0`),
      readRecoveryCode(""),
    ]).toEqual([
      { kind: "mistyped", groups: [7, 8] },
      { kind: "mistyped", groups: [8] },
      { kind: "mistyped", groups: [1, 2, 3, 4, 5, 6, 7, 8] },
    ]);
  });
});
