import type { ProblemCode } from "../../src-shared/problems/problem.ts";
import type {
  HostToken,
  LibraryInspection,
} from "../../src-shared/usb-key/key-host-messages.ts";
import type { SectionRows, SectionSource } from "./create-diagnostics.ts";
import {
  certificateRow,
  unreadableRow,
  type InspectedCertificate,
  type Say,
  type UnreadableCertificate,
} from "./certificate-row.ts";
import { problem, text, time, word, yesNo, number } from "./facts.ts";
import { redact } from "./redact.ts";

/** What the feature 电子钥匙 tells of itself; src-main/application hands it in. */
export interface InspectedDriver {
  readonly name: string;
  readonly modulePath: string;
  readonly header:
    | { readonly kind: "absent" }
    | { readonly kind: "not-a-library" }
    | {
        readonly kind: "library";
        readonly architecture: "ia32" | "x64" | "arm64" | "other";
      };
  readonly signature: {
    readonly state: "signed" | "unsigned" | "invalid" | "unknown";
    readonly signerName: string | null;
  };
  readonly library: LibraryInspection | null;
  readonly tokens: readonly HostToken[];
  readonly problem: ProblemCode | null;
}

export interface InspectedEvent {
  readonly at: string;
  /** The path of the module. */
  readonly driver: string;
  readonly kind:
    | "started"
    | "refused"
    | "crashed"
    | "hung"
    | "cancelled"
    | "keys-changed"
    | "rested";
  readonly problem: ProblemCode | null;
  readonly call: string | null;
  readonly returnCode: string | null;
}

export interface KeySectionsOptions {
  readonly inspect: () => Promise<readonly InspectedDriver[]>;
  readonly certificates: () => Promise<{
    readonly readable: readonly InspectedCertificate[];
    readonly unreadable: readonly UnreadableCertificate[];
  }>;
  readonly lastEvents: () => readonly InspectedEvent[];
}

export function keySections(options: KeySectionsOptions): SectionSource {
  return {
    names: [
      "key-drivers",
      "key-slots",
      "keys",
      "certificates",
      "driver-events",
    ],
    read: async () => {
      const drivers = await options.inspect();
      const { readable, unreadable } = await options.certificates();
      const tokens = drivers.flatMap((driver) => driver.tokens);
      const serialNumbers = [
        ...tokens.map(({ name }) => name.serialNumber),
        ...readable.map(({ parsed }) => parsed?.serialNumber ?? ""),
      ];
      const say = (from: string) => text(redact(from, serialNumbers));
      // As the driver names it: a clerk may read a certificate's label there, which may be its holder.
      const sayKey = (serialNumber: string) =>
        say(
          tokens.find(({ name }) => name.serialNumber === serialNumber)?.name
            .label ?? "",
        );
      const driverName = (path: string) =>
        drivers.find(({ modulePath }) => modulePath === path)?.name ?? path;
      return {
        "key-drivers": drivers.map((driver) => driverRow(driver, say)),
        "key-slots": drivers.flatMap((driver) => slotRows(driver, say)),
        keys: drivers.flatMap((driver) => tokenRows(driver, say)),
        certificates: [
          ...readable.map((each) =>
            certificateRow(each, sayKey(each.shown.keySerialNumber), say),
          ),
          ...unreadable.map((each) =>
            unreadableRow(each, sayKey(each.keySerialNumber)),
          ),
        ],
        "driver-events": options
          .lastEvents()
          .toReversed()
          .map((event) => eventRow(event, say(driverName(event.driver)))),
      };
    },
  };
}

type Row = SectionRows[number];

function driverRow(driver: InspectedDriver, say: Say): Row {
  const { library, signature } = driver;
  const orNone = (given: string | undefined) =>
    given === undefined || given === "" ? word("none") : say(given);
  return [
    { name: "driver", value: say(driver.name) },
    { name: "path", value: say(driver.modulePath) },
    { name: "architecture", value: word(architectureWord(driver.header)) },
    {
      name: "signature",
      value: {
        kind: "signature",
        state: signature.state,
        signerName:
          signature.signerName === null ? null : say(signature.signerName).text,
      },
    },
    { name: "maker", value: orNone(library?.manufacturer) },
    { name: "description", value: orNone(library?.description) },
    { name: "version", value: orNone(library?.version) },
    { name: "standard-version", value: orNone(library?.cryptokiVersion) },
    { name: "state", value: problem(driver.problem) },
  ];
}

function architectureWord(header: InspectedDriver["header"]) {
  if (header.kind === "absent") return "none";
  if (header.kind === "not-a-library") return "not-a-library";
  const { architecture } = header;
  return architecture === "other" ? "other-architecture" : architecture;
}

function slotRows(driver: InspectedDriver, say: Say): SectionRows {
  return (driver.library?.slots ?? []).map((slot, index) => [
    { name: "driver", value: say(driver.name) },
    { name: "slot", value: number(index + 1) },
    { name: "description", value: say(slot.description) },
    { name: "maker", value: say(slot.manufacturer) },
    { name: "firmware-version", value: say(slot.firmwareVersion) },
    { name: "has-key", value: yesNo(slot.hasToken) },
  ]);
}

function tokenRows(driver: InspectedDriver, say: Say): SectionRows {
  return driver.tokens.map((token) => [
    { name: "key", value: say(token.name.label) },
    { name: "driver", value: say(driver.name) },
    { name: "maker", value: say(token.manufacturer) },
    { name: "model", value: say(token.model) },
    { name: "pin-state", value: word(pinWord(token)) },
    { name: "has-pin-pad", value: yesNo(token.hasPinPad) },
    { name: "certificate-count", value: number(token.certificates.length) },
    {
      name: "state",
      value: problem(
        token.isInitialised ? token.problem : "key-not-initialised",
      ),
    },
  ]);
}

function pinWord(token: HostToken) {
  if (token.isPinLocked) return "pin-locked";
  if (token.isLoginRequired && !token.isPinSet) return "pin-not-set";
  if (token.isPinFinalTry) return "pin-final-try";
  return token.isPinCountLow ? "pin-count-low" : "pin-usable";
}

function eventRow(event: InspectedEvent, driver: ReturnType<Say>): Row {
  return [
    { name: "at", value: time(event.at) },
    { name: "driver", value: driver },
    { name: "event", value: word(event.kind) },
    { name: "state", value: problem(event.problem) },
    { name: "call", value: event.call ? text(event.call) : word("none") },
    {
      name: "return-code",
      value: event.returnCode ? text(event.returnCode) : word("none"),
    },
  ];
}
