import { describe, expect, it } from "vitest";
import { readPemOrDer } from "../../../src-companion/trust/read-pem-or-der.ts";

const pem = (label: string, bytes: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(bytes).toString("base64")}\n-----END ${label}-----\n`;

describe("a file of certificates or lists", () => {
  it("gives every block of PEM, whatever stands between", () => {
    const [one, two] = [Buffer.from([1, 2, 3]), Buffer.from([4, 5])];
    const text = `subject=...\n${pem("CERTIFICATE", one)}${pem("X509 CRL", two)}${pem("PRIVATE KEY", one)}`;
    expect(readPemOrDer(Buffer.from(text))).toEqual([one, two]);
  });

  it("gives anything else as it is", () => {
    const der = Uint8Array.of(0x30, 0x82, 1, 2);
    expect(readPemOrDer(der)).toEqual([der]);
  });
});
