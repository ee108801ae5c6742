import { describe, expect, it } from "vitest";
import {
  checkExposure,
  type Exposure,
} from "../../../src-companion/check-exposure.ts";

const local: Exposure = {
  host: "127.0.0.1",
  origin: null,
  hasTls: false,
  trustedProxy: null,
};

describe("where the API may listen", () => {
  it.each([
    ["plain HTTP on loopback", {}, null],
    ["plain HTTP on localhost", { host: "localhost" }, null],
    ["plain HTTP on IPv6 loopback", { host: "::1" }, null],
    [
      "plain HTTP on the network",
      { host: "192.168.1.5" },
      "plain-http-beyond-loopback",
    ],
    [
      "plain HTTP on every address",
      { host: "0.0.0.0" },
      "plain-http-beyond-loopback",
    ],
    [
      "a name that only begins like loopback",
      { host: "127.0.0.1.example.cn" },
      "plain-http-beyond-loopback",
    ],
    ["TLS on the network", { host: "192.168.1.5", hasTls: true }, null],
    [
      "TLS on every address without an origin",
      { host: "0.0.0.0", hasTls: true },
      "origin-needed",
    ],
    [
      "TLS on every address with an origin",
      { host: "0.0.0.0", hasTls: true, origin: "https://a.cn" },
      null,
    ],
    [
      "a proxy without an origin",
      { host: "10.0.0.2", trustedProxy: "10.0.0.1" },
      "origin-needed",
    ],
    [
      "a proxy with an origin",
      { host: "10.0.0.2", trustedProxy: "10.0.0.1", origin: "https://a.cn" },
      null,
    ],
    [
      "a proxy by name",
      { host: "10.0.0.2", trustedProxy: "proxy", origin: "https://a.cn" },
      "proxy-address-malformed",
    ],
    ["an origin with a path", { origin: "https://a.cn/" }, "origin-malformed"],
    ["an origin that is none", { origin: "a.cn" }, "origin-malformed"],
  ] satisfies [string, Partial<Exposure>, string | null][])(
    "%s",
    (_title, exposure, problem) => {
      expect(checkExposure({ ...local, ...exposure })).toBe(problem);
    },
  );
});
