import type { PKCS11 } from "pkcs11js";

export type ObjectKind = "certificates" | "public-keys" | "private-keys";

/** How one slot and the key in it present themselves. */
export interface SlotOrders {
  /** Wrong PINs until the key locks itself; without it SoftHSM2's own behaviour, which never locks. */
  readonly pinTries?: number;
  /** What the clerk types on the pad; the right PIN comes from the environment. */
  readonly pinPad?: "right-entry" | "wrong-entry";
  /** CKA_ALWAYS_AUTHENTICATE on every private key, kept as a real key keeps it. */
  readonly alwaysAuthenticate?: boolean;
  /** Kinds of objects whose CKA_ID is shown empty. */
  readonly emptyId?: readonly ObjectKind[];
  readonly hidden?: readonly ObjectKind[];
  readonly hiddenBeforeLogin?: readonly ObjectKind[];
  /** At most 32 bytes; the rest of the field is blanks. */
  readonly tokenLabel?: Uint8Array;
  /** At most 16 bytes; the rest of the field is blanks. */
  readonly serialNumber?: Uint8Array;
  /** CKA_LABEL of every certificate, at most 64 bytes. */
  readonly certificateLabel?: Uint8Array;
  /** CKA_VALUE of every certificate, at most 64 bytes, and so none that can be read. */
  readonly certificateValue?: Uint8Array;
}

export type Pkcs11Function = keyof PKCS11 & `C_${string}`;

export type SimulatorAction =
  | { readonly kind: "fail"; readonly returnCode: number }
  /** Until the rule is lifted, or for ever. */
  | { readonly kind: "hang" }
  | { readonly kind: "crash" }
  | { readonly kind: "delay"; readonly durationMs: number }
  /** The key is gone when the call reaches it; all keys, where the call is about none. */
  | { readonly kind: "remove-before" }
  /** The key does the work and is gone before it can answer. */
  | { readonly kind: "remove-during" };

export interface SimulatorRule {
  readonly function: Pkcs11Function | "any";
  /** Which call since the order was given, from 1. */
  readonly call: number | "every";
  /** Leaves calls about other slots alone; calls about no slot count. */
  readonly slot?: number;
  readonly action: SimulatorAction;
}

export interface SlotState {
  readonly token: string;
  readonly isPresent: boolean;
  readonly insertion: number;
  readonly orders: SlotOrders;
}

export interface SimulatorState {
  readonly refusesInitializeArguments: boolean;
  /** Null: the simulator's own choice. */
  readonly sm2Mechanism: number | null;
  readonly slots: readonly SlotState[];
  readonly rules: ReadonlyMap<number, SimulatorRule>;
}

/** The text that native/key-simulator/parse-orders.c reads. */
export function writeOrders(state: SimulatorState): string {
  const lines = [
    ...(state.refusesInitializeArguments
      ? ["initialize-arguments=refused"]
      : []),
    ...(state.sm2Mechanism === null
      ? []
      : [`sm2-mechanism=${state.sm2Mechanism}`]),
    ...state.slots.flatMap(writeSlot),
    ...[...state.rules].map(([id, rule]) => writeRule(id, rule)),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function writeSlot(slot: SlotState, index: number): string[] {
  const { orders } = slot;
  const settings = {
    token: slot.token,
    present: slot.isPresent ? "yes" : "no",
    insertion: slot.insertion,
    "pin-tries": orders.pinTries,
    "pin-pad": orders.pinPad,
    "always-authenticate": orders.alwaysAuthenticate === true ? "yes" : "no",
    "empty-id": orders.emptyId?.join(","),
    hidden: orders.hidden?.join(","),
    "hidden-before-login": orders.hiddenBeforeLogin?.join(","),
    "token-label": writeBytes(orders.tokenLabel),
    "serial-number": writeBytes(orders.serialNumber),
    "certificate-label": writeBytes(orders.certificateLabel),
    "certificate-value": writeBytes(orders.certificateValue),
  };
  return Object.entries(settings).flatMap(([name, value]) =>
    value === undefined ? [] : [`slot.${index + 1}.${name}=${value}`],
  );
}

function writeBytes(bytes: Uint8Array | undefined): string | undefined {
  return bytes && Buffer.from(bytes).toString("hex");
}

function writeRule(id: number, rule: SimulatorRule): string {
  const { kind } = rule.action;
  const call = rule.call === "every" ? 0 : rule.call;
  const number = numberOf(rule.action);
  return `rule.${id}=${rule.function} ${call} ${rule.slot ?? 0} ${kind} ${number}`;
}

function numberOf(action: SimulatorAction): number {
  if (action.kind === "fail") return action.returnCode;
  return action.kind === "delay" ? action.durationMs : 0;
}
