import { describe, expect, it } from "vitest";
import {
  connectBridge,
  type Bridge,
  type Timers,
} from "../../../src-shared/bridge/connect-bridge.ts";
import type { BridgePipe } from "../../../src-shared/bridge/wire.ts";
import {
  ProblemError,
  type Problem,
} from "../../../src-shared/problems/problem.ts";
import type { BridgeTransport } from "../../../src-main/application/host-ports.ts";
import {
  serveBridge,
  type BridgeServer,
  type Handlers,
} from "../../../src-main/bridge/serve-bridge.ts";

const signedOut = { kind: "signed-out" } as const;

/** Both ends of a pipe that carries text, as both hosts do. */
function joinedEnds(): {
  pipe: BridgePipe;
  transport: BridgeTransport;
  close: () => void;
} {
  const toHost: ((text: string) => void)[] = [];
  const toPage: ((text: string) => void)[] = [];
  const closing: (() => void)[] = [];
  return {
    pipe: {
      send: (text) => {
        for (const listener of toHost) listener(text);
      },
      onMessage: (listener) => toPage.push(listener),
      onClose: (listener) => closing.push(listener),
    },
    transport: {
      send: (text) => {
        for (const listener of toPage) listener(text);
      },
      onMessage: (listener) => toHost.push(listener),
      onClose: (listener) => closing.push(listener),
    },
    close: () => {
      for (const listener of closing) listener();
    },
  };
}

function connect(
  handlers: Partial<Handlers>,
  options: { refusal?: Problem; timers?: Timers } = {},
): {
  bridge: Bridge;
  server: BridgeServer;
  defects: string[];
  pipe: BridgePipe;
  close: () => void;
} {
  const defects: string[] = [];
  const ends = joinedEnds();
  const server = serveBridge({
    handlers: handlers as Handlers,
    refuse: (access) =>
      access === "anyone" ? null : (options.refusal ?? null),
    logDefect: (name) => defects.push(name),
  });
  server.connect(ends.transport);
  const timers = options.timers ?? {
    setTimeout: (action: () => void, ms: number) => setTimeout(action, ms),
    clearTimeout: (timer: unknown) => {
      clearTimeout(timer as NodeJS.Timeout);
    },
  };
  return {
    bridge: connectBridge(ends.pipe, timers),
    server,
    defects,
    pipe: ends.pipe,
    close: ends.close,
  };
}

async function problemOf(promise: Promise<unknown>): Promise<Problem | string> {
  try {
    await promise;
    return "no problem";
  } catch (error) {
    return error instanceof ProblemError ? error.problem : String(error);
  }
}

describe("the bridge", () => {
  it("carries a call to its handler and the output back", async () => {
    const { bridge } = connect({ "session.state": () => signedOut });
    expect(await bridge.call("session.state", {})).toEqual(signedOut);
  });

  it("hands the problem of a handler to the caller, facts included", async () => {
    const { bridge } = connect({
      "drafts.begin": () => {
        throw new ProblemError("filing-application-under-way", {
          filingId: "1",
        });
      },
    });
    expect(
      await problemOf(bridge.call("drafts.begin", { copyFrom: null })),
    ).toEqual({
      code: "filing-application-under-way",
      facts: { filingId: "1" },
    });
  });

  it("tells an unexpected error by one code and logs the procedure's name only", async () => {
    const { bridge, defects } = connect({
      "session.state": () => {
        throw new Error("secret detail");
      },
    });
    expect(await problemOf(bridge.call("session.state", {}))).toEqual({
      code: "bridge-unexpected-error",
    });
    expect(defects).toEqual(["session.state"]);
  });

  it("refuses names outside the contract, inherited ones included", async () => {
    const { bridge } = connect({});
    for (const name of ["no-such-thing", "toString", "__proto__"]) {
      // The type of the contract forbids the name; a hostile page does not ask types.
      const call = bridge.call.bind(bridge) as (
        name: string,
        input: unknown,
      ) => Promise<unknown>;
      expect(
        await problemOf(Promise.resolve().then(() => call(name, {}))),
      ).not.toBe("no problem");
    }
  });

  it("answers a raw unknown name with its own code", () => {
    const { pipe } = connect({});
    const seen: unknown[] = [];
    pipe.onMessage((text) => seen.push(JSON.parse(text)));
    pipe.send(
      JSON.stringify({ kind: "call", id: 7, name: "toString", input: {} }),
    );
    return Promise.resolve().then(async () => {
      await new Promise((resolve) => setTimeout(resolve, 0));
      expect(seen).toEqual([
        {
          kind: "failure",
          id: 7,
          problem: { code: "bridge-unknown-procedure" },
        },
      ]);
    });
  });

  it("refuses input with a field too many, so that a secret cannot slip through", async () => {
    let calls = 0;
    const { bridge } = connect({
      "session.state": () => {
        calls += 1;
        return signedOut;
      },
    });
    const input = { pin: "12345678" } as unknown as Record<string, never>;
    expect(await problemOf(bridge.call("session.state", input))).toEqual({
      code: "bridge-bad-input",
    });
    expect(calls).toBe(0);
  });

  it("asks for access before it looks at the input", async () => {
    const { bridge } = connect(
      {},
      { refusal: { code: "session-not-signed-in" } },
    );
    expect(await problemOf(bridge.call("filings.list", {}))).toEqual({
      code: "session-not-signed-in",
    });
  });

  it("does not let an output outside the contract reach the page", async () => {
    const { bridge } = connect({
      "session.state": () => ({ kind: "signed-out", dataKey: "x" }) as never,
    });
    expect(await problemOf(bridge.call("session.state", {}))).toEqual({
      code: "bridge-unexpected-error",
    });
  });

  it("rejects waiting calls when the pipe closes, and later ones at once", async () => {
    const { bridge, close } = connect({
      "session.state": () => new Promise(() => undefined),
    });
    const waiting = problemOf(bridge.call("session.state", {}));
    close();
    expect(await waiting).toEqual({ code: "bridge-closed" });
    expect(await problemOf(bridge.call("session.state", {}))).toEqual({
      code: "bridge-closed",
    });
  });

  it("gives up after the time limit, but never on a call that waits for a PIN", async () => {
    const limits: number[] = [];
    let expire: () => void = () => undefined;
    const timers: Timers = {
      setTimeout: (action, ms) => {
        limits.push(ms);
        expire = action;
        return 1;
      },
      clearTimeout: () => undefined,
    };
    const { bridge } = connect(
      {
        "session.state": () => new Promise(() => undefined),
        "session.sign-in-with-key": () => new Promise(() => undefined),
      },
      { timers },
    );
    const waiting = problemOf(bridge.call("session.state", {}));
    void bridge.call("session.sign-in-with-key", {
      certificateId: "c",
      pin: "1",
      isFinalTryConfirmed: false,
    });
    expire();
    expect(await waiting).toEqual({ code: "bridge-time-limit" });
    expect(limits).toEqual([30_000]);
  });

  it("tells events to every listener until it stops listening", () => {
    const { bridge, server } = connect({});
    const heard: unknown[] = [];
    const stop = bridge.on("session.changed", (state) => heard.push(state));
    server.emit("session.changed", signedOut);
    stop();
    server.emit("session.changed", signedOut);
    expect(heard).toEqual([signedOut]);
  });

  it("ignores text that is no message", () => {
    const { pipe, defects } = connect({});
    for (const text of [
      "",
      "{",
      "null",
      "[]",
      '{"kind":"call"}',
      "x".repeat(100_000),
    ])
      pipe.send(text);
    expect(defects).toEqual([]);
  });
});
