import { describe, expect, it } from "vitest";
import { lostDriver } from "../../../src-renderer/session/lost-driver.ts";
import type { Person } from "../../../src-shared/session/session-procedures.ts";
import type { KeyOverview } from "../../../src-shared/usb-key/usb-key-procedures.ts";
import { makeCertificate, makeOverview, ownCode } from "./make-key-overview.ts";

const person: Person = {
  via: "usb-key",
  uscc: ownCode,
  enterpriseName: "测试企业",
  holderName: "张三",
  account: null,
  certificate: { sha256: "a".repeat(64), notAfter: "2026-12-31T15:59:59.000Z" },
};
const driver = (problem: KeyOverview["drivers"][number]["problem"]) => ({
  name: "龙脉",
  path: `/${String(problem)}`,
  problem,
  isAwaited: false,
});

describe("why the own key is not to be seen", () => {
  it("is a driver that has stopped, and no driver that never worked", () => {
    const told = (...drivers: KeyOverview["drivers"]) =>
      lostDriver(makeOverview([], { drivers }), person, undefined)?.code;
    expect([
      told(driver("key-driver-32-bit"), driver("key-driver-crashed")),
      told(driver(null), driver("key-driver-hung")),
      told(driver("key-driver-32-bit"), driver(null)),
      lostDriver(null, person, undefined),
    ]).toEqual(["key-driver-crashed", "key-driver-hung", undefined, null]);
  });

  it("is only a driver that showed it, where that is known, and none beside one that works", () => {
    const seen = makeCertificate({ shownBy: ["/own", "/twin"] });
    const told = (...drivers: KeyOverview["drivers"]) =>
      lostDriver(makeOverview([], { drivers }), person, seen)?.code;
    const at = (path: string, problem: Parameters<typeof driver>[0]) => ({
      ...driver(problem),
      path,
    });
    const neighbour = at("/neighbour", "key-driver-crashed");
    expect([
      told(at("/own", null), neighbour),
      told(at("/own", "key-driver-hung"), at("/twin", null), neighbour),
      told(at("/own", "key-driver-hung"), neighbour),
      told(at("/own", "key-driver-error"), at("/neighbour", null)),
    ]).toEqual([undefined, undefined, "key-driver-hung", "key-driver-error"]);
  });

  it("is nothing where another driver shows the key", () => {
    const drivers = [driver("key-driver-crashed"), driver(null)];
    const overview = makeOverview([makeCertificate()], { drivers });
    expect(lostDriver(overview, person, undefined)).toBeNull();
  });
});
