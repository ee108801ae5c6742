import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readEnvironment } from "../../../src-companion/read-environment.ts";

describe("the environment", () => {
  it("needs nothing for a trial on this machine", () => {
    expect(readEnvironment({ COMPANION_ORIGIN: "", PATH: "/bin" })).toEqual({
      host: "127.0.0.1",
      port: 8643,
      dataDir: resolve("companion-data"),
      origin: null,
      trustedProxy: null,
      revocationUnknown: "mark",
      ocspResponders: [],
      messages: { sms: null, mail: null },
      openId: null,
      tls: null,
    });
  });

  it.each([
    [{ COMPANION_PORT: "65536" }, "COMPANION_PORT"],
    [{ COMPANION_PORT: "http" }, "COMPANION_PORT"],
    [{ COMPANION_TLS_CERT: "a.pem" }, "COMPANION_TLS_KEY"],
    [
      { COMPANION_REVOCATION_UNKNOWN: "ignore" },
      "COMPANION_REVOCATION_UNKNOWN",
    ],
    [
      { COMPANION_OCSP_RESPONDERS: "http://ocsp.example.cn/,ocsp" },
      "COMPANION_OCSP_RESPONDERS",
    ],
  ])("names the variable that is wrong: %o", (environment, name) => {
    expect(() => readEnvironment(environment)).toThrow(name);
  });
});
