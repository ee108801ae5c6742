/** What a clerk and fate do to the keys on a desk. The model below says what must come of it. */
export type KeyStep =
  | { readonly kind: "insert" | "remove"; readonly slot: number }
  | {
      readonly kind: "sign-in" | "unlock";
      readonly slot: number;
      readonly entry: PinEntry;
    }
  | { readonly kind: "choose"; readonly slot: number }
  | { readonly kind: "sign"; readonly entry: PinEntry }
  | { readonly kind: "sign-out" | "crash-while-idle" | "lose-driver" };

export interface PinEntry {
  readonly isRight: boolean;
  readonly isFinalTryConfirmed: boolean;
  readonly fault: Fault | null;
}

/** At this one call of the try. */
export interface Fault {
  readonly at: "C_Login" | "C_Sign";
  readonly kind: DriverFault | Cancel;
}

/** "pulled" is the key leaving in the middle of the try. */
type DriverFault = "crash" | "pulled" | "error" | "hang";

/** The clerk leaves, or the page locks itself, while the key is at work: what it still does is not wanted any more. */
export type Cancel = "sign-out" | "lock";

export const isCancel = (kind: Fault["kind"]): kind is Cancel =>
  kind === "sign-out" || kind === "lock";

export const pinTries = 3;
/** Slot 1 and 2 belong to one enterprise, slot 3 to another. */
export const slots = [1, 2, 3] as const;
const enterpriseOf = (slot: number): number => (slot === 3 ? 2 : 1);

export interface KeyModel {
  readonly present: Set<number>;
  readonly wrongPins: Map<number, number>;
  /** What this machine remembers of each key. */
  readonly remembered: Map<number, Remembered>;
  /** Of the driver, since the last PIN that came to it. */
  losses: number;
  session: {
    readonly slot: number;
    readonly signing: number | null;
    readonly isLocked: boolean;
  } | null;
}

export interface Remembered {
  readonly wrong: number;
  readonly uncertain: number;
  /** The key has shown that it tells of wrong PINs; then its silence says that there are none. */
  readonly isToldByKey: boolean;
}

export const nothingRemembered: Remembered = {
  wrong: 0,
  uncertain: 0,
  isToldByKey: false,
};

/** The driver is started anew at once after each but the last. */
export const crashesUntilGivenUp = 4;

/** What the demo authority's keys are taken to allow where they do not tell. */
const locksAfter = 6;

export interface Expected {
  readonly outcome: string;
  /** Calls of C_Login: what a try costs. */
  readonly attempts: number;
  /** The slots whose certificates must have signed, in order. */
  readonly signers: readonly number[];
}

export function freshModel(): KeyModel {
  return {
    present: new Set(slots),
    wrongPins: new Map(slots.map((slot) => [slot, 0])),
    remembered: new Map(),
    losses: 0,
    session: null,
  };
}

export function rememberedOf(model: KeyModel, slot: number): Remembered {
  return model.remembered.get(slot) ?? nothingRemembered;
}

export function isLastAsRemembered(model: KeyModel, slot: number): boolean {
  const { wrong, uncertain } = rememberedOf(model, slot);
  return wrong + uncertain >= locksAfter - 1;
}

/** Whoever looks at the keys compares what they tell with what is remembered. */
export function look(model: KeyModel): void {
  for (const slot of model.present) {
    const before = rememberedOf(model, slot);
    const tells = (model.wrongPins.get(slot) ?? 0) > 0;
    if (tells && before !== nothingRemembered)
      model.remembered.set(slot, { ...before, isToldByKey: true });
    else if (!tells && before.isToldByKey) model.remembered.delete(slot);
  }
}

/** Changes the model, and says what the step must answer. */
export function foresee(model: KeyModel, step: KeyStep): Expected {
  switch (step.kind) {
    case "insert":
      model.present.add(step.slot);
      return quiet;
    case "remove":
      pull(model, step.slot);
      return quiet;
    case "crash-while-idle":
      return lose(model, 1);
    case "lose-driver":
      return lose(model, crashesUntilGivenUp);
    case "sign-out":
      model.session = null;
      return quiet;
    case "choose":
      return choose(model, step.slot);
    case "sign-in":
    case "unlock":
      return enter(model, step.kind, step.slot, step.entry);
    case "sign":
      return sign(model, step.entry);
  }
}

/** What may come of waiting, and of looking. */
export const nothingSpent = { attempts: 0, signers: [] };
const quiet: Expected = { outcome: "done", ...nothingSpent };
const refused = (outcome: string): Expected => ({ ...quiet, outcome });

/** Given up: until it is started again nobody knows whether a key was pulled. */
function lose(model: KeyModel, times: number): Expected {
  model.losses += times;
  if (model.losses >= crashesUntilGivenUp) lock(model);
  return quiet;
}

function pull(model: KeyModel, slot: number): void {
  model.present.delete(slot);
  if (model.session?.slot === slot)
    model.session = { ...model.session, isLocked: true };
}

function choose(model: KeyModel, slot: number): Expected {
  const { session } = model;
  if (session === null) return refused("session-not-signed-in");
  if (session.isLocked) return refused("session-locked");
  if (enterpriseOf(slot) !== enterpriseOf(session.slot))
    return refused("session-certificate-of-other-enterprise");
  model.session = { ...session, signing: slot };
  return quiet;
}

function enter(
  model: KeyModel,
  kind: "sign-in" | "unlock",
  slot: number,
  entry: PinEntry,
): Expected {
  if (kind === "unlock") {
    if (model.session === null) return refused("session-not-signed-in");
    if (model.session.slot !== slot) return refused("session-other-person");
  }
  const tried = tryPin(model, slot, entry);
  if (tried.outcome !== "done") return tried;
  const { session } = model;
  const signing = session?.slot === slot ? session.signing : null;
  model.session = { slot, signing, isLocked: false };
  return tried;
}

function sign(model: KeyModel, entry: PinEntry): Expected {
  const { session } = model;
  if (session === null) return refused("session-not-signed-in");
  if (session.isLocked) return refused("session-locked");
  if (session.signing === null)
    return refused("session-no-signing-certificate");
  const tried = tryPin(model, session.signing, entry);
  const isCancelled = model.session === null || model.session.isLocked;
  return tried.outcome === "done" && isCancelled
    ? { ...tried, outcome: "key-cancelled" }
    : tried;
}

function tryPin(
  model: KeyModel,
  slot: number,
  { isRight, isFinalTryConfirmed, fault }: PinEntry,
): Expected {
  // What is remembered is asked before the key is.
  if (isLastAsRemembered(model, slot) && !isFinalTryConfirmed)
    return refused("key-pin-final-try");
  model.losses = 0;
  if (!model.present.has(slot)) return refused("key-removed");
  const wrong = model.wrongPins.get(slot) ?? 0;
  if (wrong >= pinTries) return refused("key-pin-locked");
  if (wrong === pinTries - 1 && !isFinalTryConfirmed)
    return refused("key-pin-final-try");
  const spent = (outcome: string): Expected => ({
    outcome,
    attempts: 1,
    signers: outcome === "done" ? [slot] : [],
  });
  if (fault?.at === "C_Login") {
    // Signing out stops the key; a lock lets it end, and drops what it made.
    if (fault.kind === "sign-out") model.session = null;
    if (fault.kind !== "lock") {
      const before = rememberedOf(model, slot);
      const uncertain = before.uncertain + 1;
      model.remembered.set(slot, { ...before, uncertain });
      return spent(suffer(model, slot, fault.kind));
    }
    lock(model);
  }
  if (!isRight) {
    model.wrongPins.set(slot, wrong + 1);
    if (wrong + 1 >= pinTries) return spent("key-pin-locked");
    const before = rememberedOf(model, slot);
    model.remembered.set(slot, {
      wrong: before.wrong + before.uncertain + 1,
      uncertain: 0,
      isToldByKey: true,
    });
    return spent("key-pin-wrong");
  }
  model.wrongPins.set(slot, 0);
  model.remembered.delete(slot);
  if (fault?.at === "C_Sign") {
    if (fault.kind === "sign-out") model.session = null;
    if (fault.kind !== "lock") return spent(suffer(model, slot, fault.kind));
    lock(model);
  }
  return spent("done");
}

function lock(model: KeyModel): void {
  if (model.session !== null)
    model.session = { ...model.session, isLocked: true };
}

function suffer(
  model: KeyModel,
  slot: number,
  kind: DriverFault | "sign-out",
): string {
  switch (kind) {
    case "sign-out":
      return "key-cancelled";
    case "pulled":
      pull(model, slot);
      return "key-removed";
    case "crash":
      model.losses += 1;
      return "key-driver-crashed";
    case "hang":
      model.losses += 1;
      return "key-driver-hung";
    case "error":
      return "key-driver-error";
  }
}
