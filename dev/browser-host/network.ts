import { createPacResolver } from "pac-resolver";
import { QuickJS } from "quickjs-wasi";
import {
  Agent,
  EnvHttpProxyAgent,
  ProxyAgent,
  fetch as undiciFetch,
  type Dispatcher,
} from "undici";
import type {
  AnswerProxy,
  HostPorts,
  ProxyChoice,
  ProxyCredentials,
} from "../../src-main/application/host-ports.ts";
import { isBypassed } from "./is-bypassed.ts";

type Network = Pick<HostPorts, "fetch" | "proxy">;

/** Its answers are read as any other's; only the types of two libraries differ. */
const fetchThrough = undiciFetch as unknown as (
  url: URL,
  init: Readonly<Record<string, unknown>>,
) => Promise<Response>;

/** Where a request goes: `null` is the straight way, otherwise a proxy's address. */
type ChooseProxy = (url: URL) => Promise<string | null>;

/**
 * What Chromium's network stack does in Electron, in plain Node: the chosen proxy, a PAC file, a proxy that wants Basic
 * credentials. A company's own CA comes through NODE_EXTRA_CA_CERTS. No Negotiate, no NTLM, no WPAD: those are Chromium's.
 */
export function createNetwork(): Network {
  let answerProxy: AnswerProxy = () => null;
  let chooseProxy: ChooseProxy | null = null;
  const direct = new Agent();
  const system = new EnvHttpProxyAgent();
  const agents = new Map<string, ProxyAgent>();

  const agentOf = (
    proxy: string,
    credentials: ProxyCredentials | null,
  ): ProxyAgent => {
    const key = JSON.stringify([proxy, credentials]);
    const known = agents.get(key);
    if (known !== undefined) return known;
    const agent = new ProxyAgent({
      uri: proxy,
      ...(credentials === null ? {} : { token: basicToken(credentials) }),
    });
    agents.set(key, agent);
    return agent;
  };

  const send = async (request: Request): Promise<Response> => {
    const body = request.body === null ? null : await request.arrayBuffer();
    const url = new URL(request.url);
    const ask = (dispatcher: Dispatcher): Promise<Response> =>
      fetchThrough(url, {
        method: request.method,
        headers: Object.fromEntries(request.headers),
        body,
        redirect: request.redirect,
        signal: request.signal,
        dispatcher,
      });

    if (isLoopback(url.hostname)) return ask(direct);
    if (chooseProxy === null) return ask(system);
    const proxy = await chooseProxy(url);
    if (proxy === null) return ask(direct);
    const challenge = { proxy: new URL(proxy).host, realm: "" };
    let tried: ProxyCredentials | null = null;
    for (;;) {
      try {
        return await ask(agentOf(proxy, tried));
      } catch (error) {
        if (!isProxySignInWanted(error)) throw nameProxyError(error, proxy);
        const given = answerProxy(challenge, tried);
        if (given === null) throw new ProxyRefusal(error);
        tried = given;
      }
    }
  };

  return {
    fetch: (input, init) => send(new Request(input, init)),
    proxy: {
      use: async (choice) => {
        chooseProxy = await proxyChooser(choice);
      },
      onSignIn: (answer) => {
        answerProxy = answer;
      },
    },
  };
}

/** Null leaves it to HTTPS_PROXY and NO_PROXY, which is all that plain Node knows of a system's settings. */
async function proxyChooser(choice: ProxyChoice): Promise<ChooseProxy | null> {
  switch (choice.kind) {
    case "system":
      return null;
    case "direct":
      return async () => null;
    case "manual":
      return async ({ hostname }) =>
        isBypassed(hostname, choice.bypass) ? null : choice.address;
    case "pac": {
      const resolve = loadPacFile(choice.url);
      return async (url) => readPacAnswer(await (await resolve())(url.href));
    }
  }
}

type ResolvePac = (url: string) => Promise<string>;

/** Fetched at first use and again after a failure, never through a proxy itself. */
function loadPacFile(address: string): () => Promise<ResolvePac> {
  let loaded: Promise<ResolvePac> | null = null;
  const load = async (): Promise<ResolvePac> => {
    const answer = await undiciFetch(address, { dispatcher: new Agent() });
    if (!answer.ok) throw new Error("The PAC file cannot be read.");
    return openPac(await answer.text());
  };
  return () => {
    loaded ??= load().catch((error: unknown) => {
      loaded = null;
      throw new TypeError("net::ERR_PAC_SCRIPT_FAILED", { cause: error });
    });
    return loaded;
  };
}

async function openPac(script: string): Promise<ResolvePac> {
  return createPacResolver(await QuickJS.create(), script);
}

/** The first of the answer's ways that this host can go. */
function readPacAnswer(answer: string): string | null {
  for (const way of answer.split(";")) {
    const [kind = "", address = ""] = way.trim().split(/\s+/);
    if (kind.toUpperCase() === "DIRECT") return null;
    if (["PROXY", "HTTP"].includes(kind.toUpperCase()))
      return `http://${address}`;
    if (kind.toUpperCase() === "HTTPS") return `https://${address}`;
  }
  return null;
}

function basicToken({ username, password }: ProxyCredentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/.test(hostname);
}

/** The names are Chromium's, so that both hosts' failures are judged in one place. */
class ProxyRefusal extends TypeError {
  readonly code = "ERR_PROXY_AUTH_REQUESTED";

  constructor(cause: unknown) {
    super("net::ERR_PROXY_AUTH_REQUESTED", { cause });
  }
}

function isProxySignInWanted(error: unknown): boolean {
  return causesOf(error).some(({ message }) => /\b407\b/.test(message));
}

function nameProxyError(error: unknown, proxy: string): unknown {
  const { port } = new URL(proxy);
  const isProxyAway = causesOf(error).some(
    (cause) =>
      "code" in cause &&
      ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT"].includes(
        String(cause.code),
      ) &&
      (!("port" in cause) || String(cause.port) === (port || "80")),
  );
  return isProxyAway
    ? new TypeError("net::ERR_PROXY_CONNECTION_FAILED", { cause: error })
    : error;
}

function causesOf(error: unknown): Error[] {
  const causes: Error[] = [];
  let current = error;
  while (current instanceof Error && causes.length < 6) {
    causes.push(current);
    current = current.cause;
  }
  return causes;
}
