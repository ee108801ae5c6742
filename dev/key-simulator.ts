import {
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { buildKeySimulator } from "./build-key-simulator.ts";
import {
  followJournal,
  type JournalEntry,
} from "./key-simulator/read-journal.ts";
import {
  writeOrders,
  type SimulatorRule,
  type SlotOrders,
  type SlotState,
} from "./key-simulator/simulator-orders.ts";

export interface KeySimulatorOptions {
  /** Labels of SoftHSM2 tokens: the first is the key in slot 1, and so on, at most four; all inserted at first. */
  readonly tokens: readonly string[];
  /** What a clerk types who uses the key's own pad. */
  readonly pinPadPin?: string;
}

export interface GivenRule {
  /** Also ends a hang, wherever it is. */
  lift(): void;
}

/** A key simulator under remote control; `folder` is emptied. */
export function createKeySimulator(
  folder: string,
  options: KeySimulatorOptions,
): KeySimulator {
  return new KeySimulator(resolve(folder), options);
}

export class KeySimulator {
  readonly modulePath = buildKeySimulator();
  /** For the process that loads the module, beside SoftHSM2's own. */
  readonly environment: Readonly<Record<string, string>>;
  readonly #folder: string;
  readonly #readJournal: () => readonly JournalEntry[];
  #slots: readonly SlotState[];
  readonly #rules = new Map<number, SimulatorRule>();
  #refusesInitializeArguments = false;
  #sm2Mechanism: number | null = null;
  #lastRuleId = 0;

  constructor(folder: string, { tokens, pinPadPin }: KeySimulatorOptions) {
    this.#folder = folder;
    this.#readJournal = followJournal(join(folder, "journal"));
    this.environment = {
      KEY_SIMULATOR_CONTROL: folder,
      ...(pinPadPin === undefined
        ? {}
        : { KEY_SIMULATOR_PIN_PAD_PIN: pinPadPin }),
    };
    this.#slots = tokens.map((token) => ({
      token,
      isPresent: true,
      insertion: 1,
      orders: {},
    }));
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#give();
  }

  /** Also after an order removed it. A key that is in already was pulled out and put back faster than anybody looked. */
  insert(slot = 1): void {
    const { insertion } = this.#slot(slot);
    this.#change(slot, { isPresent: true, insertion: insertion + 1 });
  }

  remove(slot = 1): void {
    this.#change(slot, { isPresent: false });
  }

  /** Replaces everything ordered for this slot before. */
  configure(orders: SlotOrders, slot = 1): void {
    this.#change(slot, { orders });
  }

  order(rule: SimulatorRule): GivenRule {
    const id = ++this.#lastRuleId;
    this.#rules.set(id, rule);
    this.#give();
    return {
      lift: () => {
        this.#rules.delete(id);
        this.#give();
      },
    };
  }

  /** CKR_ARGUMENTS_BAD to whoever gives C_Initialize arguments, as some vendors' modules do. */
  refuseInitializeArguments(): void {
    this.#refusesInitializeArguments = true;
    this.#give();
  }

  /** The vendor's number under which the module signs a ready e of SM2. */
  useSm2Mechanism(mechanism: number): void {
    this.#sm2Mechanism = mechanism;
    this.#give();
  }

  wrongPins(slot = 1): number {
    return (
      statSync(this.#wrongPinsFile(slot), { throwIfNoEntry: false })?.size ?? 0
    );
  }

  /** As if somebody had tried elsewhere; 0 is the authority's unlocking. */
  setWrongPins(count: number, slot = 1): void {
    writeFileSync(this.#wrongPinsFile(slot), ".".repeat(count));
  }

  journal(): readonly JournalEntry[] {
    return this.#readJournal();
  }

  /** Every call that could have spent a try, whatever came of it. */
  pinAttempts(): JournalEntry[] {
    return this.journal().filter(
      (entry) =>
        entry.event === "entered" &&
        ["C_Login", "C_SetPIN"].includes(entry.function) &&
        entry.detail !== "security-officer",
    );
  }

  async journalShows(
    isWanted: (entry: JournalEntry) => boolean,
    timeLimitMs = 20_000,
  ): Promise<void> {
    const endsAt = Date.now() + timeLimitMs;
    while (!this.journal().some(isWanted)) {
      if (Date.now() > endsAt) {
        throw new Error(
          `not in the journal: ${JSON.stringify(this.journal(), null, 1)}`,
        );
      }
      await pause(10);
    }
  }

  #wrongPinsFile(slot: number): string {
    return join(this.#folder, `wrong-pins.${slot}`);
  }

  #slot(slot: number): SlotState {
    const state = this.#slots[slot - 1];
    if (!state) throw new Error(`the simulator has no slot ${slot}`);
    return state;
  }

  #change(slot: number, change: Partial<SlotState>): void {
    const changed = { ...this.#slot(slot), ...change };
    this.#slots = this.#slots.with(slot - 1, changed);
    this.#give();
  }

  #give(): void {
    const text = writeOrders({
      refusesInitializeArguments: this.#refusesInitializeArguments,
      sm2Mechanism: this.#sm2Mechanism,
      slots: this.#slots,
      rules: this.#rules,
    });
    const unfinished = join(this.#folder, "orders.unfinished");
    writeFileSync(unfinished, text);
    renameSync(unfinished, join(this.#folder, "orders"));
  }
}
