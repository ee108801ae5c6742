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

const rounds = 20;

/** From the moment a watched key is pulled or put in until it is told, the slowest of all rounds, against one list of the keys. */
export async function measureKeyRemoval(): Promise<BenchLine[]> {
  return inTemporaryFolder(async (folder) => {
    const estate = await createDemoEstate(join(folder, "estate"));
    const simulator = createKeySimulator(join(folder, "control"), {
      tokens: ["演示电子钥匙"],
    });
    const usbKeys = createUsbKeys({
      ...keyMemoryParts(),
      modulePaths: [simulator.modulePath],
      log: { warn: () => undefined },
      startKeyHost: () =>
        forkKeyHost({ ...estate.environment, ...simulator.environment }),
    });
    let told = Promise.withResolvers<undefined>();
    usbKeys.onChange(() => {
      told.resolve(undefined);
    });
    const list = () => usbKeys.listKeys(trustOfEstate(estate), new Date());
    const timeUntilTold = async (move: () => void): Promise<number> => {
      told = Promise.withResolvers<undefined>();
      const startedAt = performance.now();
      move();
      await told.promise;
      return performance.now() - startedAt;
    };
    const removals: number[] = [];
    const insertions: number[] = [];
    const lists: number[] = [];
    await list();
    for (let round = 0; round < rounds; round += 1) {
      const startedAt = performance.now();
      await list();
      lists.push(performance.now() - startedAt);
      removals.push(
        await timeUntilTold(() => {
          simulator.remove();
        }),
      );
      insertions.push(
        await timeUntilTold(() => {
          simulator.insert();
        }),
      );
    }
    usbKeys.close();
    const lineOf = (id: string, times: readonly number[]) =>
      benchLine({
        id,
        value: Math.max(...times),
        baseline: Math.max(...lists),
        unit: "ms",
        goal: "value < 1000",
      });
    return [
      lineOf("KEY-REMOVAL", removals),
      lineOf("KEY-INSERTION", insertions),
    ];
  });
}
