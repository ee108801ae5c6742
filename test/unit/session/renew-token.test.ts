import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createTokenRenewal } from "../../../src-main/session/renew-token.ts";
import { ProblemError } from "../../../src-shared/problems/problem.ts";

const hourMs = 60 * 60_000;
const start = new Date("2026-03-01T00:00:00.000Z");
const after = (ms: number): string =>
  new Date(start.getTime() + ms).toISOString();

let asked: string[];
let refused: string[];
let answer: () => Promise<{ expiresAt: string }>;

beforeEach(() => {
  vi.useFakeTimers({ now: start });
  asked = [];
  refused = [];
  answer = async () => ({
    expiresAt: new Date(Date.now() + 2 * hourMs).toISOString(),
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const create = () =>
  createTokenRenewal({
    renew: (token) => {
      asked.push(`${token} ${new Date().toISOString()}`);
      return answer();
    },
    onRefused: (token) => refused.push(token),
    now: () => new Date(),
  });
const token = { token: "one", renewableUntil: after(2 * hourMs) };

describe("the token of an account's session", () => {
  it("is renewed at half of its time, again and again, while somebody works", async () => {
    create().follow(token);
    await vi.advanceTimersByTimeAsync(2.5 * hourMs);
    expect(asked).toEqual([`one ${after(hourMs)}`, `one ${after(2 * hourMs)}`]);
  });

  it("rests while nobody works, and goes on with the end it had", async () => {
    const renewal = create();
    renewal.follow(token);
    renewal.follow(null);
    await vi.advanceTimersByTimeAsync(1.5 * hourMs);
    const whileLocked = [...asked];
    renewal.follow(token);
    await vi.advanceTimersByTimeAsync(hourMs / 2);
    expect([whileLocked, asked]).toEqual([[], [`one ${after(1.75 * hourMs)}`]]);
  });

  it("is tried again after a failure of the network, and given up where the API refuses it", async () => {
    answer = () => Promise.reject(new ProblemError("sync-offline"));
    create().follow(token);
    await vi.advanceTimersByTimeAsync(1.5 * hourMs);
    const tried = asked.length;
    answer = () => Promise.reject(new ProblemError("session-ended"));
    await vi.advanceTimersByTimeAsync(hourMs);
    const untilRefused = asked.length;
    await vi.advanceTimersByTimeAsync(4 * hourMs);
    expect([tried, refused, asked.length === untilRefused]).toEqual([
      2,
      ["one"],
      true,
    ]);
  });

  it("of a key's session is left alone: it ends when the API says so", async () => {
    create().follow({ token: "key", renewableUntil: null });
    await vi.advanceTimersByTimeAsync(13 * hourMs);
    expect(asked).toEqual([]);
  });
});
