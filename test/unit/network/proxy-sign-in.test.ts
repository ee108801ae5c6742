import { describe, expect, it } from "vitest";
import { isBypassed } from "../../../dev/browser-host/is-bypassed.ts";
import { proxyChoiceOf } from "../../../src-main/network/proxy-choice.ts";
import { createProxySignIn } from "../../../src-main/network/proxy-sign-in.ts";

const challenge = { proxy: "proxy.example.cn:8080", realm: "company" };
const credentials = { username: "u", password: "p" };

function open() {
  const told: unknown[] = [];
  const signIn = createProxySignIn({
    onQuestion: (question) => told.push(question),
    onAnswered: () => told.push("answered"),
  });
  return { told, ...signIn };
}

describe("a proxy that wants a name and a password", () => {
  it("is asked about once, however many requests it stops", () => {
    const { told, answer } = open();
    expect([answer(challenge, null), answer(challenge, null), told]).toEqual([
      null,
      null,
      [{ ...challenge, wasRefused: false }],
    ]);
  });

  it("gets what the clerk typed, from then on and it alone", () => {
    const { told, answer, handlers } = open();
    answer(challenge, null);
    void handlers["network.answer-proxy"](credentials);
    expect([
      answer(challenge, null),
      answer({ proxy: "other:1", realm: "" }, null),
      told.slice(1, 3),
    ]).toEqual([credentials, null, [null, "answered"]]);
  });

  it("stays told as refused when a request asks that began before anything was typed", () => {
    const { told, answer, handlers } = open();
    answer(challenge, null);
    void handlers["network.answer-proxy"](credentials);
    answer(challenge, credentials);
    answer(challenge, null);
    expect(told.at(-1)).toEqual({ ...challenge, wasRefused: true });
  });

  it("is asked about again, and told as refused, when it does not take them", () => {
    const { told, answer, handlers } = open();
    answer(challenge, null);
    void handlers["network.answer-proxy"](credentials);
    expect([answer(challenge, credentials), told.at(-1)]).toEqual([
      null,
      { ...challenge, wasRefused: true },
    ]);
  });

  it("takes no answer that nobody asked for", () => {
    const { told, answer, handlers } = open();
    void handlers["network.answer-proxy"](credentials);
    expect([[...told], answer(challenge, null)]).toEqual([[], null]);
  });
});

describe("the way through the network", () => {
  const values = {
    proxyMode: "system",
    proxyAddress: "",
    proxyBypass: [],
    proxyPacUrl: "",
  } as const;

  it("is what the settings say, and the system's where they say half of it", () => {
    expect([
      proxyChoiceOf({ ...values, proxyMode: "direct" }),
      proxyChoiceOf({ ...values, proxyMode: "manual", proxyAddress: "p:8080" }),
      proxyChoiceOf({ ...values, proxyMode: "manual" }),
      proxyChoiceOf({ ...values, proxyMode: "pac", proxyPacUrl: "http://p/" }),
      proxyChoiceOf({ ...values, proxyMode: "pac" }),
    ]).toEqual([
      { kind: "direct" },
      { kind: "manual", address: "http://p:8080", bypass: [] },
      { kind: "system" },
      { kind: "pac", url: "http://p/" },
      { kind: "system" },
    ]);
  });

  it.each([
    ["filing.example.cn", "*.example.cn", true],
    ["filing.example.cn", ".example.cn", true],
    ["example.cn", ".example.cn", false],
    ["filing", "<local>", true],
    ["filing.example.cn", "<local>", false],
    ["10.1.2.3", "10.0.0.0/8", true],
    ["11.1.2.3", "10.0.0.0/8", false],
    ["filingXexample.cn", "filing.example.cn", false],
  ])("leads %s past the proxy by %s: %s", (host, rule, expected) => {
    expect(isBypassed(host, [rule])).toBe(expected);
  });
});
