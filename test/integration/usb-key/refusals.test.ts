import { describe, expect, it } from "vitest";
import { sayProblem } from "../../../src-renderer/text/problem-texts.ts";
import { useSimulatedKeys } from "./simulated-keys.ts";

const main = "演示电子钥匙";

describe("a key or a driver that cannot do what it should", () => {
  const keys = useSimulatedKeys();

  it.each([[["private-keys"]], [["private-keys", "public-keys"]]] as const)(
    "is named where a certificate has no key, and the PIN is not held against the clerk: without %s",
    async (hidden) => {
      keys.simulator.configure({ hidden, pinTries: 3 });
      const { id, privateKey, usability } = await keys.certificateOn(main);
      expect([privateKey, usability.kind]).toEqual(["unconfirmed", "usable"]);
      expect(await keys.sign(id, keys.pin)).toBe("key-private-key-missing");
      expect((await keys.certificateOn(main)).pin).toMatchObject({
        isCountLow: false,
        wrongTries: 0,
        uncertainTries: 0,
      });
    },
  );

  it("is named where a driver loads and refuses the arguments of C_Initialize", async () => {
    keys.simulator.refuseInitializeArguments();
    const { drivers, certificates } = await keys.list();
    expect([drivers.map(({ problem }) => problem), certificates]).toEqual([
      ["key-driver-refused"],
      [],
    ]);
    expect(keys.usbKeys.lastEvents().at(-1)).toMatchObject({
      kind: "refused",
      call: "C_Initialize",
      returnCode: "0x7",
    });
    expect(sayProblem({ code: "key-driver-refused" })).toEqual({
      sentence: "电子钥匙驱动已加载，但没有接受本程序的请求。",
      nextStep: "请安装发证机构的最新驱动；仍然出现时请联系信息管理人员。",
    });
  });
});
