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
import { inTemporaryFolder } from "./temporary-folder.ts";

const rounds = 10;

/** After a driver crashed under a PIN: the time until keys are listed again, against a first list of a fresh process. */
export async function measureKeyRecovery(): Promise<BenchLine[]> {
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
        startKeyHost: () =>
          forkKeyHost({ ...estate.environment, ...simulator.environment }),
      });
    const trust = trustOfEstate(estate);
    const fresh: number[] = [];
    const recovered: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const usbKeys = open();
      fresh.push(await timeOf(() => usbKeys.listKeys(trust, new Date())));
      const { certificates } = await usbKeys.listKeys(trust, new Date());
      const rule = simulator.order({
        function: "C_Login",
        call: 1,
        action: { kind: "crash" },
      });
      await usbKeys
        .sign(certificates[0]?.id ?? "", {
          content: new Uint8Array(),
          pin: estate.pin,
          signingTime: new Date(),
          isFinalTryConfirmed: false,
        })
        .catch(() => undefined);
      rule.lift();
      recovered.push(await timeOf(() => usbKeys.listKeys(trust, new Date())));
      usbKeys.close();
    }
    return [
      benchLine({
        id: "P12",
        value: median(recovered),
        baseline: median(fresh),
        unit: "ms",
        goal: "<= 1.5, and value < 3000",
      }),
    ];
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
