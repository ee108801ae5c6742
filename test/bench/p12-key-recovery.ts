import { join } from "node:path";
import {
  createDemoEstate,
  trustOfEstate,
} from "../../dev/demo-ca/create-demo-estate.ts";
import { createKeySimulator } from "../../dev/key-simulator.ts";
import { createUsbKeys } from "../../src-main/usb-key/create-usb-keys.ts";
import { keyMemoryParts } from "../fixtures/fakes/fake-pin-memory.ts";
import { forkKeyHost } from "../integration/usb-key/fork-key-host.ts";
import { benchLine, type BenchLine } from "./bench-line.ts";
import { measureKeyRemoval } from "./key-removal.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

const rounds = 10;
/** Wide enough for a busy machine; what a hung call costs is counted from here on. */
const signLimitMs = 3000;

type Fault = "crash" | "hang";

/**
 * From the click to a driver that crashes or hangs under the PIN until keys are listed again (a hung call's own limit not counted),
 * against a first list of a fresh process. And the time in which a key that comes or goes is noticed.
 */
export async function measureKeyRecovery(): Promise<BenchLine[]> {
  return [
    await measureFault("P12", "crash"),
    await measureFault("P12-HANG", "hang"),
    ...(await measureKeyRemoval()),
  ];
}

function measureFault(id: string, kind: Fault): Promise<BenchLine> {
  return inTemporaryFolder(async (folder) => {
    const estate = await createDemoEstate(join(folder, "estate"));
    const simulator = createKeySimulator(join(folder, "control"), {
      tokens: ["演示电子钥匙"],
    });
    const open = () =>
      createUsbKeys({
        ...keyMemoryParts(),
        modulePaths: [simulator.modulePath],
        log: { warn: () => undefined },
        times: { signLimitMs },
        startKeyHost: () =>
          forkKeyHost({ ...estate.environment, ...simulator.environment }),
      });
    const trust = trustOfEstate(estate);
    const fresh: number[] = [];
    const recovered: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const usbKeys = open();
      const list = () => usbKeys.listKeys(trust, new Date());
      fresh.push(await timeOf(list));
      const { certificates } = await list();
      const rule = simulator.order({
        function: "C_Login",
        call: 1,
        action: { kind },
      });
      const whole = await timeOf(async () => {
        await usbKeys
          .sign(certificates[0]?.id ?? "", {
            content: new Uint8Array(),
            pin: estate.pin,
            signingTime: new Date(),
            isFinalTryConfirmed: false,
          })
          .catch(() => undefined);
        rule.lift();
        await list();
      });
      recovered.push(kind === "hang" ? whole - signLimitMs : whole);
      usbKeys.close();
    }
    return benchLine({
      id,
      value: median(recovered),
      baseline: median(fresh),
      unit: "ms",
      goal: kind === "crash" ? "<= 1.5, and value < 3000" : "value < 3000",
    });
  });
}

async function timeOf(step: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await step();
  return performance.now() - startedAt;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[
    Math.floor(values.length / 2)
  ] as number;
}
