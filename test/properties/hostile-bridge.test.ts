import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createApplication } from "../../src-main/application/create-application.ts";
import { contract, events } from "../../src-shared/bridge/contract.ts";
import { connectBridge } from "../../src-shared/bridge/connect-bridge.ts";
import { createFakeHostPorts } from "../fixtures/fakes/fake-host-ports.ts";
import { fromHostSchema, type FromHost } from "../../src-shared/bridge/wire.ts";

const messages = 10_000;
const names = Object.keys(contract);

/** Values a page would never send: deep, wrong, long, with names of the prototype. */
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.dictionary(
    fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 12 }),
      fc.constantFrom(
        ..."__proto__ constructor pin filingId certificateId content password".split(
          " ",
        ),
      ),
    ),
    fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.uuid(),
      fc.constantFrom(
        "",
        "x".repeat(70_000),
        "../../etc/passwd",
        "‮",
        -1,
        1e308,
      ),
    ),
    { maxKeys: 5 },
  ),
);
const call = fc.record({
  kind: fc.constant("call"),
  id: fc.nat(),
  name: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...names) },
    fc.constantFrom(
      "toString",
      "__proto__",
      "constructor",
      "",
      "x".repeat(200),
    ),
  ),
  input: value,
});
/** A well-formed call, a value, text that was valid before it was cut, or no JSON at all. */
const message = fc.oneof(
  { weight: 6, arbitrary: call.map((each) => JSON.stringify(each)) },
  value.map((each) => JSON.stringify(each)),
  fc
    .tuple(call, fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([each, share]) => {
      const text = JSON.stringify(each);
      return text.slice(0, Math.floor(text.length * share));
    }),
  fc.string({ unit: "binary", maxLength: 200 }),
);

let profile: string;
const rejections: unknown[] = [];
const noteRejection = (reason: unknown): void => void rejections.push(reason);

beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), "hostile-bridge-"));
  rejections.length = 0;
  process.on("unhandledRejection", noteRejection);
});
afterEach(() => {
  process.off("unhandledRejection", noteRejection);
  rmSync(profile, { recursive: true, force: true });
});

describe("a hostile page", () => {
  it("gets an answer of the contract to every call and none to anything else, and breaks nothing", async () => {
    const application = await createApplication(createFakeHostPorts(profile));
    const answered: FromHost[] = [];
    let tell: (text: string) => void = () => undefined;
    application.connectPage({
      send: (text) => answered.push(fromHostSchema.parse(JSON.parse(text))),
      onMessage: (listener) => (tell = listener),
      onClose: () => undefined,
    });
    const texts = fc.sample(message, { numRuns: messages, seed: 20_261_126 });
    for (const text of texts) {
      tell(text);
      // Lets answers out between, as a pipe would.
      if (texts.indexOf(text) % 500 === 0)
        await new Promise((resolve) => setImmediate(resolve));
    }
    const wellFormed = texts.filter(isCall).length;
    const replies = () => answered.filter(({ kind }) => kind !== "event");
    await expect
      .poll(() => replies().length, { timeout: 20_000 })
      .toBe(wellFormed);
    const unexpected = replies().filter(
      (each) =>
        each.kind === "failure" &&
        each.problem.code === "bridge-unexpected-error",
    );
    expect({ unexpected, rejections }).toEqual({
      unexpected: [],
      rejections: [],
    });
    expect(wellFormed).toBeGreaterThan(messages / 3);
    await application.close();
  }, 60_000);
});

describe("a hostile host", () => {
  it("neither breaks the page's end nor makes it believe what is not of the contract", async () => {
    let tell: (text: string) => void = () => undefined;
    const bridge = connectBridge(
      {
        send: () => undefined,
        onMessage: (listener) => (tell = listener),
        onClose: () => undefined,
      },
      { setTimeout: () => 0, clearTimeout: () => undefined },
    );
    const believed: unknown[] = [];
    bridge.on("session.changed", (state) => believed.push(state));
    const waiting = bridge.call("session.state", {}).then(
      () => "believed",
      () => "refused",
    );
    const id = fc.integer({ min: 0, max: 3 });
    const fromHost = fc
      .oneof(
        fc.record({ kind: fc.constant("reply"), id, output: value }),
        fc.record({ kind: fc.constant("failure"), id, problem: value }),
        fc.record({
          kind: fc.constant("event"),
          name: fc.constantFrom(
            ...Object.keys(events),
            "toString",
            "__proto__",
          ),
          payload: value,
        }),
        value,
      )
      .map((each) => JSON.stringify(each));
    for (const text of fc.sample(fromHost, { numRuns: messages, seed: 7 }))
      tell(text);
    const honest = { kind: "signed-out" };
    tell(
      JSON.stringify({
        kind: "event",
        name: "session.changed",
        payload: honest,
      }),
    );
    expect({ answer: await waiting, believed, rejections }).toEqual({
      answer: "refused",
      believed: [honest],
      rejections: [],
    });
  }, 60_000);
});

function isCall(text: string): boolean {
  try {
    const read = JSON.parse(text) as Record<string, unknown> | null;
    return (
      typeof read === "object" &&
      read !== null &&
      !Array.isArray(read) &&
      Object.keys(read).every((key) =>
        ["kind", "id", "name", "input"].includes(key),
      ) &&
      read["kind"] === "call" &&
      typeof read["id"] === "number" &&
      typeof read["name"] === "string" &&
      read["name"].length <= 100
    );
  } catch {
    return false;
  }
}
