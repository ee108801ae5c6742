import pkcs11js from "pkcs11js";
import { describe, expect, it } from "vitest";
import type { Pkcs11Function } from "../../../dev/key-simulator/simulator-orders.ts";
import { useSimulatedKeys } from "./simulated-keys.ts";

const label = "演示电子钥匙";

describe("a key that fails once more while the failed call is closed", () => {
  const keys = useSimulatedKeys();
  const fail = (name: Pkcs11Function, returnCode: number) =>
    keys.simulator.order({
      function: name,
      call: 0,
      action: { kind: "fail", returnCode },
    });
  /** Pulled out in C_FindObjects; a driver without its key then knows neither the search nor the session. */
  const pullInSearch = () => [
    fail("C_FindObjects", pkcs11js.CKR_DEVICE_REMOVED),
    fail("C_FindObjectsFinal", pkcs11js.CKR_OPERATION_NOT_INITIALIZED),
    fail("C_CloseSession", pkcs11js.CKR_GENERAL_ERROR),
  ];
  const problems = async () =>
    (await keys.list()).tokens.map(({ problem }) => problem);

  it("is told by its first problem, in the list and when it signs", async () => {
    const { id } = await keys.certificateOn(label);
    const rules = pullInSearch();
    const listed = await problems();
    for (const rule of rules) rule.lift();
    const again = pullInSearch();
    const signed = await keys.sign(id, keys.pin);
    for (const rule of again) rule.lift();
    expect([listed, signed, keys.simulator.pinAttempts()]).toEqual([
      ["key-removed"],
      "key-removed",
      [],
    ]);
  });

  it("stays in order where only closing failed", async () => {
    fail("C_CloseSession", pkcs11js.CKR_GENERAL_ERROR);
    const { tokens, certificates } = await keys.list();
    expect([tokens.map(({ problem }) => problem), certificates.length]).toEqual(
      [[null], 1],
    );
  });
});
