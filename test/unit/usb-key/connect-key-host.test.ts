import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  driverQuirksSchema,
  type HostRequest,
} from "../../../src-shared/usb-key/key-host-messages.ts";
import {
  connectKeyHost,
  type KeyHostConnection,
} from "../../../src-main/usb-key/connect-key-host.ts";
import { ordinaryTimes } from "../../../src-main/usb-key/key-host-times.ts";
import { fakeKeyHost, type FakeKeyHost } from "./fake-key-host.ts";

type Script = (request: HostRequest, host: FakeKeyHost) => unknown;

const healthy: Script = ({ ask }, host) => {
  if (ask === "watch")
    setInterval(() => {
      host.say({ kind: "looked" });
    }, ordinaryTimes.watchIntervalMs);
  if (ask === "open") return { libraryDescription: "" };
  if (ask === "list") return { tokens: [] };
  if (ask === "sign") return { signatureBase64: "AAAA" };
  return {};
};

const order = {
  token: { slotId: "00", serialNumber: "1", label: "key" },
  certificateSha256: "00",
  ckaId: "01",
  pin: "12345678",
  isFinalTryConfirmed: false,
  algorithm: "rsa-sha256",
  publicKeyBase64: "AAAA",
  contentBase64: "AAAA",
} as const;

const refuse: Script = (request, host) => {
  host.say({
    kind: "problem",
    id: request.id,
    code: "key-driver-error",
    facts: { call: "C_Initialize" },
  });
  return undefined;
};

const noticed = () => undefined;
const problem = (code: string) => ({ problem: { code } });

describe("the application's end of a key host", () => {
  let hosts: FakeKeyHost[];
  let changes: number;
  let events: string[];

  beforeEach(() => {
    vi.useFakeTimers();
    hosts = [];
    changes = 0;
    events = [];
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** The first process follows the first script, the last script is followed from then on. */
  function connect(...scripts: Script[]) {
    return connectKeyHost({
      modulePath: "/driver.so",
      quirks: driverQuirksSchema.parse({}),
      times: ordinaryTimes,
      onChange: () => {
        changes += 1;
      },
      onEvent: ({ kind }) => {
        events.push(kind);
      },
      startKeyHost: () => {
        const host = fakeKeyHost(
          scripts[Math.min(hosts.length, scripts.length - 1)] ?? healthy,
        );
        hosts.push(host);
        return host;
      },
    });
  }

  const asked = () =>
    hosts.map(({ received }) => received.map(({ ask }) => ask));

  it("opens the module once and asks one thing at a time", async () => {
    const connection = connect(healthy);
    await Promise.all([
      connection.list(),
      connection.sign(order, noticed),
      connection.list(),
    ]);
    expect(asked()).toEqual([["open", "list", "sign", "list"]]);
  });

  it("kills a host that hangs, names it, and starts another at the next use", async () => {
    const hanging: Script = (request, host) =>
      request.ask === "list" ? undefined : healthy(request, host);
    const connection = connect(hanging, healthy);
    const refused = expect(connection.list()).rejects.toMatchObject(
      problem("key-driver-hung"),
    );
    await vi.advanceTimersByTimeAsync(ordinaryTimes.listLimitMs);
    await refused;
    expect(hosts[0]?.isKilled).toBe(true);
    expect(await connection.list()).toEqual({ tokens: [] });
  });

  it("counts the limit from a request's own turn", async () => {
    const slow: Script = (request, host) => {
      if (request.ask !== "list") return healthy(request, host);
      const answer = { kind: "answer", id: request.id, answer: { tokens: [] } };
      setTimeout(() => {
        host.say(answer);
      }, ordinaryTimes.listLimitMs - 1);
      return undefined;
    };
    const connection = connect(slow);
    const both = Promise.all([connection.list(), connection.list()]);
    await vi.advanceTimersByTimeAsync(2 * ordinaryTimes.listLimitMs);
    expect(await both).toEqual([{ tokens: [] }, { tokens: [] }]);
  });

  it("names a crash in the middle and does not sign a second time by itself", async () => {
    const crashing: Script = (request, host) => {
      if (request.ask !== "sign") return healthy(request, host);
      host.die();
      return undefined;
    };
    const connection = connect(crashing, healthy);
    await expect(connection.sign(order, noticed)).rejects.toMatchObject(
      problem("key-driver-crashed"),
    );
    expect(asked()).toEqual([["open", "sign"]]);
  });

  it("names a crash while the module is loaded, each time it is asked", async () => {
    const connection = connect((_, host) => {
      host.die();
      return undefined;
    });
    await expect(connection.list()).rejects.toMatchObject(
      problem("key-driver-crashed"),
    );
    await expect(connection.list()).rejects.toMatchObject(
      problem("key-driver-crashed"),
    );
    expect(hosts).toHaveLength(2);
  });

  it("passes a problem on, and reads over messages that are none of its own", async () => {
    const connection = connect((request, host) => {
      if (request.ask === "open") return healthy(request, host);
      host.say("noise");
      host.say({
        kind: "answer",
        id: request.id + 100,
        answer: { tokens: ["wrong"] },
      });
      host.say({
        kind: "problem",
        id: request.id,
        code: "key-pin-wrong",
        facts: { isFinalTry: true },
      });
      return undefined;
    });
    await expect(connection.sign(order, noticed)).rejects.toMatchObject({
      problem: { code: "key-pin-wrong", facts: { isFinalTry: true } },
    });
  });

  it("takes an answer of the wrong shape for a driver out of order", async () => {
    const connection = connect((request, host) =>
      request.ask === "list" ? { tokens: "none" } : healthy(request, host),
    );
    await expect(connection.list()).rejects.toMatchObject(
      problem("key-driver-error"),
    );
  });

  it("ends the process some time after a PIN and goes on watching in a fresh one", async () => {
    const connection = connect(healthy);
    await connection.watch();
    await vi.advanceTimersByTimeAsync(ordinaryTimes.restMs);
    expect(asked()).toEqual([["open", "watch"]]);
    await connection.sign(order, noticed);
    await vi.advanceTimersByTimeAsync(ordinaryTimes.restMs);
    expect(hosts[0]?.isKilled).toBe(true);
    expect(asked()).toEqual([
      ["open", "watch", "sign"],
      ["open", "watch"],
    ]);
  });

  it.each<[string, (connection: KeyHostConnection) => Promise<unknown>]>([
    [
      "rest",
      async (connection) => {
        await connection.sign(order, noticed);
        await vi.advanceTimersByTimeAsync(ordinaryTimes.restMs);
      },
    ],
    [
      "cancel",
      async (connection) => {
        const leaving = new AbortController();
        const signing = connection.sign(
          { ...order, pin: null },
          noticed,
          leaving.signal,
        );
        const refused = expect(signing).rejects.toMatchObject(
          problem("key-cancelled"),
        );
        await vi.advanceTimersByTimeAsync(1);
        leaving.abort();
        await vi.advanceTimersByTimeAsync(1);
        await refused;
      },
    ],
  ])(
    "tells that a driver cannot be opened again after a %s, and tries again until it can",
    async (_, leave) => {
      const padded: Script = (request, host) =>
        request.ask === "sign" && request.pin === null
          ? undefined
          : healthy(request, host);
      const connection = connect(padded, refuse, refuse, healthy);
      await connection.watch();
      await leave(connection);
      expect([changes, hosts.length]).toEqual([1, 2]);
      for (const tried of [3, 4]) {
        await vi.advanceTimersByTimeAsync(ordinaryTimes.retryMs);
        await connection.list().catch(() => undefined);
        expect([changes, hosts.length]).toEqual([tried - 1, tried]);
      }
      await vi.advanceTimersByTimeAsync(10 * ordinaryTimes.retryMs);
      expect([changes, asked().at(-1)]).toEqual([3, ["open", "watch", "list"]]);
      connection.close();
    },
  );

  it("starts a driver that never worked only for whoever looks", async () => {
    const connection = connect(refuse);
    await connection.watch().catch(() => undefined);
    await vi.advanceTimersByTimeAsync(10 * ordinaryTimes.retryMs);
    expect([changes, hosts.length]).toEqual([0, 1]);
  });

  it("ends the process after a time without use", async () => {
    const connection = connect(healthy);
    await connection.list();
    await vi.advanceTimersByTimeAsync(ordinaryTimes.restMs);
    expect(hosts.map(({ isKilled }) => isKilled)).toEqual([true]);
  });

  it("gives the clerk more time on the key's own pad", async () => {
    const connection = connect((request, host) =>
      request.ask === "sign" ? undefined : healthy(request, host),
    );
    const refused = expect(
      connection.sign({ ...order, pin: null }, noticed),
    ).rejects.toMatchObject(problem("key-driver-hung"));
    await vi.advanceTimersByTimeAsync(ordinaryTimes.signLimitMs);
    expect(hosts[0]?.isKilled).toBe(false);
    await vi.advanceTimersByTimeAsync(ordinaryTimes.pinPadLimitMs);
    await refused;
  });

  it("tells a change of the slots, and a crash while watching only a few times", async () => {
    const connection = connect(healthy);
    await connection.watch();
    hosts[0]?.say({ kind: "slots-changed" });
    expect(changes).toBe(1);
    for (let round = 0; round < 6; round++) {
      hosts.at(-1)?.die();
      await connection.watch().catch(() => undefined);
    }
    // Three times it was started anew; the fourth loss tells that it is given up.
    expect([changes, hosts.length]).toEqual([5, 4]);
  });

  it("ends a watched host that looks no more, tells it, and watches in another", async () => {
    const stuck: Script = (request, host) =>
      request.ask === "watch" ? {} : healthy(request, host);
    const connection = connect(stuck, healthy);
    await connection.watch();
    await vi.advanceTimersByTimeAsync(ordinaryTimes.silenceLimitMs);
    expect([hosts[0]?.isKilled, changes, events]).toEqual([
      true,
      1,
      ["started", "hung"],
    ]);
    await connection.list();
    await vi.advanceTimersByTimeAsync(10 * ordinaryTimes.silenceLimitMs);
    expect(asked().at(-1)).toEqual(["open", "watch", "list"]);
    expect(hosts[1]?.isKilled).toBe(false);
  });

  it("expects no looks while a question is with the host", async () => {
    const busy: Script = (request, host) => {
      if (request.ask === "watch") return {};
      return request.ask === "sign" ? undefined : healthy(request, host);
    };
    const connection = connect(busy);
    await connection.watch();
    const refused = expect(
      connection.sign(order, noticed),
    ).rejects.toMatchObject(problem("key-driver-hung"));
    await vi.advanceTimersByTimeAsync(ordinaryTimes.signLimitMs - 1);
    expect(hosts[0]?.isKilled).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await refused;
  });

  it("leaves a driver alone that lists well and crashes right after, until it has lived for a while", async () => {
    const connection = connect(healthy);
    await connection.watch();
    const crashAndList = async (times: number): Promise<number> => {
      const before = hosts.length;
      for (let round = 0; round < times; round++) {
        hosts.at(-1)?.die();
        await connection.list().catch(() => undefined);
      }
      return hosts.length - before;
    };
    const atFirst = await crashAndList(6);
    await vi.advanceTimersByTimeAsync(ordinaryTimes.retryMs);
    await connection.list();
    const rightAfter = await crashAndList(6);
    await vi.advanceTimersByTimeAsync(ordinaryTimes.retryMs);
    await connection.list();
    await vi.advanceTimersByTimeAsync(ordinaryTimes.steadyMs);
    const afterAWhile = await crashAndList(6);
    await connection.sign(order, noticed);
    expect([atFirst, rightAfter, afterAWhile, await crashAndList(6)]).toEqual([
      3, 0, 3, 3,
    ]);
  });

  it("does not rest in the middle of a call that waited for its turn, also on the key's own pad", async () => {
    let busy: (() => void) | undefined;
    const slow: Script = (request, host) => {
      if (request.ask === "list") {
        busy = () =>
          host.say({ kind: "answer", id: request.id, answer: { tokens: [] } });
        return undefined;
      }
      return request.ask === "sign" ? undefined : healthy(request, host);
    };
    const connection = connect(slow);
    const listed = connection.list();
    const signed = connection.sign({ ...order, pin: null }, noticed);
    await vi.advanceTimersByTimeAsync(1);
    busy?.();
    await listed;
    await vi.advanceTimersByTimeAsync(ordinaryTimes.restMs + 1);
    expect([hosts[0]?.isKilled, events]).toEqual([false, ["started"]]);
    hosts[0]?.say({
      kind: "answer",
      id: hosts[0].received.at(-1)?.id,
      answer: { signatureBase64: "AAAA" },
    });
    expect(await signed).toEqual({ signatureBase64: "AAAA" });
  });

  it("lets a clerk go at once who leaves before the turn came, and asks the key nothing then", async () => {
    let busy: (() => void) | undefined;
    const connection = connect((request, host) => {
      if (request.ask !== "list") return healthy(request, host);
      busy = () =>
        host.say({ kind: "answer", id: request.id, answer: { tokens: [] } });
      return undefined;
    });
    const listed = connection.list();
    const leaving = new AbortController();
    const stages: string[] = [];
    const refused = expect(
      connection.sign(order, (stage) => stages.push(stage), leaving.signal),
    ).rejects.toMatchObject(problem("key-cancelled"));
    await vi.advanceTimersByTimeAsync(1);
    leaving.abort();
    await refused;
    busy?.();
    await listed;
    await vi.advanceTimersByTimeAsync(1);
    expect([asked(), stages, hosts[0]?.isKilled]).toEqual([
      [["open", "list"]],
      [],
      false,
    ]);
  });

  async function giveUp(connection: KeyHostConnection): Promise<void> {
    await connection.watch();
    for (let round = 0; round < 4; round++) {
      hosts.at(-1)?.die();
      if (round < 3) await connection.list();
    }
  }

  it("tells at once that a driver is given up, names it to whoever looks, and starts it again slowly", async () => {
    const connection = connect(healthy);
    await giveUp(connection);
    expect(changes).toBe(4);
    const looks = [connection.list(), connection.inspect(), connection.watch()];
    const refused = {
      status: "rejected",
      reason: problem("key-driver-crashed"),
    };
    expect(await Promise.allSettled(looks)).toMatchObject([
      refused,
      refused,
      refused,
    ]);
    expect(hosts).toHaveLength(4);
    await vi.advanceTimersByTimeAsync(ordinaryTimes.retryMs);
    expect(changes).toBe(5);
    expect(await connection.list()).toEqual({ tokens: [] });
    await vi.advanceTimersByTimeAsync(10 * ordinaryTimes.retryMs);
    expect([changes, asked().at(-1)]).toEqual([5, ["open", "watch", "list"]]);
    connection.close();
  });

  it("says of one that hung too often that it hangs", async () => {
    const stuck: Script = (request, host) =>
      request.ask === "watch" ? {} : healthy(request, host);
    const connection = connect(stuck);
    await connection.watch();
    for (let round = 0; round < 4; round++) {
      await vi.advanceTimersByTimeAsync(ordinaryTimes.silenceLimitMs);
      if (round < 3) await connection.list();
    }
    await expect(connection.list()).rejects.toMatchObject(
      problem("key-driver-hung"),
    );
    connection.close();
  });

  it("starts a driver that is given up for a clerk's PIN, and goes on with it", async () => {
    const connection = connect(healthy);
    await giveUp(connection);
    await connection.sign(order, noticed);
    expect(await connection.list()).toEqual({ tokens: [] });
    expect(asked().at(-1)).toEqual(["open", "watch", "sign", "list"]);
    connection.close();
  });

  it("starts nothing after it was closed, and refuses what still waits", async () => {
    const connection = connect((request, host) =>
      request.ask === "list" ? undefined : healthy(request, host),
    );
    const both = Promise.allSettled([connection.list(), connection.list()]);
    await vi.advanceTimersByTimeAsync(1);
    connection.close();
    const refused = { status: "rejected", reason: problem("key-cancelled") };
    expect(await both).toMatchObject([refused, refused]);
    expect(hosts).toHaveLength(1);
  });
});
