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
  | { readonly kind: "sign-out" | "cancel" | "crash-while-idle" };

export interface PinEntry {
  readonly isRight: boolean;
  readonly isFinalTryConfirmed: boolean;
  readonly fault: Fault | null;
}

/** At this one call of the try; "pulled" is the key leaving in the middle of it. */
export type Fault =
  | { readonly at: "C_Login"; readonly kind: "crash" | "pulled" | "error" }
  | {
      readonly at: "C_Sign";
      readonly kind: "crash" | "pulled" | "error" | "hang";
    };

export const pinTries = 3;
/** Slot 1 and 2 belong to one enterprise, slot 3 to another. */
export const slots = [1, 2, 3] as const;
const enterpriseOf = (slot: number): number => (slot === 3 ? 2 : 1);

export interface KeyModel {
  readonly present: Set<number>;
  readonly wrongPins: Map<number, number>;
  session: {
    readonly slot: number;
    readonly signing: number | null;
    readonly isLocked: boolean;
  } | null;
}

export interface Expected {
  readonly outcome: string;
  /** Calls of C_Login: what a try costs. */
  readonly attempts: number;
  /** The slot whose certificate must have signed; null where nothing may have. */
  readonly signer: number | null;
}

export function freshModel(): KeyModel {
  return {
    present: new Set(slots),
    wrongPins: new Map(slots.map((slot) => [slot, 0])),
    session: null,
  };
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
    case "cancel":
    case "crash-while-idle":
      return quiet;
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

const quiet: Expected = { outcome: "done", attempts: 0, signer: null };
const refused = (outcome: string): Expected => ({ ...quiet, outcome });

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
  const before = model.session;
  if (kind === "unlock") {
    if (before === null) return refused("session-not-signed-in");
    if (before.slot !== slot) return refused("session-other-person");
  }
  const tried = tryPin(model, slot, entry);
  if (tried.outcome !== "done") return tried;
  const signing = before?.slot === slot ? before.signing : null;
  model.session = { slot, signing, isLocked: false };
  return tried;
}

function sign(model: KeyModel, entry: PinEntry): Expected {
  const { session } = model;
  if (session === null) return refused("session-not-signed-in");
  if (session.isLocked) return refused("session-locked");
  if (session.signing === null)
    return refused("session-no-signing-certificate");
  return tryPin(model, session.signing, entry);
}

function tryPin(
  model: KeyModel,
  slot: number,
  { isRight, isFinalTryConfirmed, fault }: PinEntry,
): Expected {
  if (!model.present.has(slot)) return refused("key-removed");
  const wrong = model.wrongPins.get(slot) ?? 0;
  if (wrong >= pinTries) return refused("key-pin-locked");
  if (wrong === pinTries - 1 && !isFinalTryConfirmed)
    return refused("key-pin-final-try");
  const spent = (outcome: string): Expected => ({
    outcome,
    attempts: 1,
    signer: outcome === "done" ? slot : null,
  });
  if (fault?.at === "C_Login") return spent(suffer(model, slot, fault.kind));
  if (!isRight) {
    model.wrongPins.set(slot, wrong + 1);
    return spent(wrong + 1 >= pinTries ? "key-pin-locked" : "key-pin-wrong");
  }
  model.wrongPins.set(slot, 0);
  return spent(fault === null ? "done" : suffer(model, slot, fault.kind));
}

function suffer(model: KeyModel, slot: number, kind: Fault["kind"]): string {
  switch (kind) {
    case "pulled":
      pull(model, slot);
      return "key-removed";
    case "crash":
      return "key-driver-crashed";
    case "hang":
      return "key-driver-hung";
    case "error":
      return "key-driver-error";
  }
}
