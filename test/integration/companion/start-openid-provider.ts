import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

export interface TestProvider {
  readonly issuer: string;
  readonly clientId: string;
  /** What its ID token says of whoever signs in there, by login, beside the subject. */
  readonly claims: Map<string, Readonly<Record<string, unknown>>>;
  /** What a browser does, from the address it opens to the redirect it ends with. Returns that redirect's query. */
  signIn(authorizationUrl: string, login: string): Promise<string>;
  /** 取消 on the provider's page. */
  abort(authorizationUrl: string): Promise<string>;
  close(): Promise<void>;
}

const clientId = "used-car-filing";

/** A certified OpenID provider on loopback, with its own pages for signing in. */
export async function startOpenIdProvider(): Promise<TestProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const claims: TestProvider["claims"] = new Map();
  const provider = new Provider(issuer, {
    // In the ID token at once, as many providers do, not at the userinfo endpoint alone.
    conformIdTokenClaims: false,
    claims: {
      openid: [
        "sub",
        "name",
        "preferred_username",
        "email",
        "email_verified",
        "phone_number",
        "phone_number_verified",
      ],
    },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, ...claims.get(accountId) }),
    }),
    clients: [
      {
        client_id: clientId,
        application_type: "native",
        token_endpoint_auth_method: "none",
        grant_types: ["authorization_code"],
        response_types: ["code"],
        redirect_uris: ["http://127.0.0.1/callback"],
      },
    ],
    cookies: { keys: ["only for tests"] },
  });
  const handle = provider.callback();
  server.on("request", (request, response) => void handle(request, response));
  return {
    issuer,
    clientId,
    claims,
    signIn: (url, login) => browse(url, issuer, login),
    abort: (url) => browse(url, issuer, null),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function browse(
  start: string,
  issuer: string,
  login: string | null,
): Promise<string> {
  const cookies = new Map<string, string>();
  let next: { url: string; form: URLSearchParams | null } = {
    url: start,
    form: null,
  };
  for (let step = 0; step < 20; step += 1) {
    if (!next.url.startsWith(issuer)) return new URL(next.url).search.slice(1);
    const response = await fetch(next.url, {
      method: next.form === null ? "GET" : "POST",
      redirect: "manual",
      headers: {
        cookie: [...cookies]
          .map(([name, value]) => `${name}=${value}`)
          .join("; "),
      },
      ...(next.form === null ? {} : { body: next.form }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split("=");
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = response.headers.get("location");
    next =
      location === null
        ? answerPage(next.url, await response.text(), login)
        : { url: new URL(location, next.url).href, form: null };
  }
  throw new Error("the provider never came to an end");
}

/** The provider's page asks for a name first, and then whether this client may know it. */
function answerPage(url: string, page: string, login: string | null) {
  if (login === null) {
    const abort = /href="([^"]*abort)"/.exec(page)?.[1] ?? "";
    return { url: new URL(abort, url).href, form: null };
  }
  const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
  if (prompt === undefined) throw new Error(`not a page to answer: ${page}`);
  const form = new URLSearchParams(
    prompt === "login" ? { prompt, login, password: "any" } : { prompt },
  );
  return { url, form };
}
