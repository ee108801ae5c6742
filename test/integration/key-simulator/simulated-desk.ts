import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import {
  createDemoEstate,
  type DemoEstate,
} from "../../../dev/demo-ca/create-demo-estate.ts";
import { demoKeys } from "../../../dev/demo-ca/demo-keys.ts";
import {
  createKeySimulator,
  type KeySimulator,
} from "../../../dev/key-simulator.ts";
import { Driver } from "./driver.ts";

export interface SimulatedDesk {
  readonly pin: string;
  readonly simulator: KeySimulator;
  /** Initialised; the first process that loads the module. */
  readonly driver: Driver;
  /** A further process; not initialised. */
  startDriver(): Driver;
}

/** For one `describe`: two real tokens behind the slots 1 (RSA) and 2 (EC); a new simulator for every test. */
export function useSimulatedDesk(): SimulatedDesk {
  let folder: string;
  let estate: DemoEstate;
  let simulator: KeySimulator;
  let drivers: Driver[] = [];

  function startDriver(): Driver {
    const driver = new Driver(simulator.modulePath, {
      ...estate.environment,
      ...simulator.environment,
    });
    drivers.push(driver);
    return driver;
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "key-simulator-"));
    estate = await createDemoEstate(join(folder, "estate"), ["ec"]);
  });
  beforeEach(async () => {
    simulator = createKeySimulator(join(folder, "control"), {
      tokens: [demoKeys.main.tokenLabel, demoKeys.ec.tokenLabel],
      pinPadPin: estate.pin,
    });
    await startDriver().initialize();
  });
  afterEach(async () => {
    await Promise.all(drivers.map((driver) => driver.end()));
    drivers = [];
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  return {
    get pin() {
      return estate.pin;
    },
    get simulator() {
      return simulator;
    },
    get driver() {
      const [first] = drivers;
      if (!first) throw new Error("no driver is started outside of a test");
      return first;
    },
    startDriver,
  };
}
