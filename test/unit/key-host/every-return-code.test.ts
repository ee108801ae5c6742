import { readFileSync } from "node:fs";
import { join } from "node:path";
import pkcs11js from "pkcs11js";
import { describe, expect, it } from "vitest";
import { problemOfReturnCode } from "../../../src-main/key-host/return-code-problems.ts";
import { sayProblem } from "../../../src-renderer/text/problem-texts.ts";
import { usbKeyProblemCodes } from "../../../src-shared/usb-key/usb-key-problem-codes.ts";

const header = readFileSync(
  join(
    import.meta.dirname,
    "../../../node_modules/pkcs11js/includes/pkcs11/pkcs11t.h",
  ),
  "latin1",
);
const returnCodes = [
  ...header.matchAll(/#define (CKR_\w+)\s+(0x[0-9a-fA-F]+)U?L?/g),
].map(([, name = "", value = ""]) => ({ name, value: Number(value) }));

/** In the header, not in pkcs11js: no module that speaks 2.40 gives them for what is called here. */
const unnamed = ["CKR_VENDOR_DEFINED"];

describe("every return code of the PKCS#11 header", () => {
  it("is found in the header", () => {
    expect(returnCodes.length).toBeGreaterThan(85);
  });

  it.each(returnCodes)("leads $name to one named problem", ({ value }) => {
    const problem = problemOfReturnCode(value);
    expect(usbKeyProblemCodes).toContain(problem);
    const { sentence, nextStep } = sayProblem({ code: problem });
    expect([sentence.endsWith("。"), nextStep.endsWith("。")]).toEqual([
      true,
      true,
    ]);
  });

  it("is known to the table by name, but those that nobody gives", () => {
    expect(
      returnCodes
        .filter(({ value }) => !Object.values(pkcs11js).includes(value))
        .map(({ name }) => name)
        .filter((name) => !unnamed.includes(name)),
    ).toEqual([]);
  });
});
