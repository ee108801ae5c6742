import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filledRegistration } from "../../fixtures/registration.ts";
import { refusalOf, succeed, type ReplyOf } from "./companion-requester.ts";
import {
  startOpenIdProvider,
  type TestProvider,
} from "./start-openid-provider.ts";
import {
  minuteMs,
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import {
  accountPassword,
  mobile,
  proveEmail,
  recover,
  registerParts,
  signInAccount,
  signedInAccount,
} from "./test-account.ts";

const title = "国家政务服务平台账号登录";
const redirectUri = "http://127.0.0.1:50123/callback";

let provider: TestProvider;
let companion: TestCompanion;
beforeAll(async () => {
  provider = await startOpenIdProvider();
  companion = await startTestCompanion({
    openId: { ...provider, title, clientSecret: null },
  });
});
afterAll(async () => {
  await companion.close();
  await provider.close();
});

const start = () =>
  succeed(companion.request, "startOpenIdSignIn", { body: { redirectUri } });
const finish = (flowSecret: string, callbackQuery: string) =>
  succeed(companion.request, "finishOpenIdSignIn", {
    body: { flowSecret, callbackQuery },
  });
const refusal = (flowSecret: string, callbackQuery: string) =>
  refusalOf(companion.request, "finishOpenIdSignIn", {
    body: { flowSecret, callbackQuery },
  });

async function signIn(login: string): Promise<ReplyOf<"finishOpenIdSignIn">> {
  const { authorizationUrl, flowSecret } = await start();
  return finish(flowSecret, await provider.signIn(authorizationUrl, login));
}

async function bindingTokenOf(login: string): Promise<string> {
  const reply = await signIn(login);
  if (reply.kind !== "unbound") throw new Error("already bound");
  return reply.bindingToken;
}

describe("signing in at the OpenID provider", () => {
  it("is offered with the origin that the browser will be sent to", async () => {
    expect(await succeed(companion.request, "signInWays")).toEqual({
      openId: { title, authorizationOrigin: provider.issuer },
    });
  });

  it("asks with a code, PKCE, state and nonce", async () => {
    const url = new URL((await start()).authorizationUrl);
    const asked = Object.fromEntries(url.searchParams);
    const random = expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) as string;
    expect(asked).toEqual({
      client_id: provider.clientId,
      redirect_uri: redirectUri,
      response_type: "code",
      scope: "openid",
      code_challenge_method: "S256",
      code_challenge: random,
      state: random,
      nonce: random,
    });
  });

  it("creates an account with the registration that follows, and is that account from then on", async () => {
    const bindingToken = await bindingTokenOf("first");
    await succeed(
      companion.request,
      "register",
      await registerParts(
        companion,
        { accountName: "xinzhanghao1", accountType: "person" },
        { bindingToken },
      ),
    );
    const again = await signIn("first");
    expect(again).toMatchObject({
      kind: "signed-in",
      account: { name: "xinzhanghao1" },
    });
    const token = again.kind === "signed-in" ? again.token : "";
    expect(
      (await succeed(companion.request, "ownAccount", { token }))
        .isBoundToOpenId,
    ).toBe(true);
  });

  it("binds to an account only after a sign-in with that account's password", async () => {
    const account = await signedInAccount(companion, {
      accountName: "laozhanghao1",
      accountType: "person",
    });
    const bindingToken = await bindingTokenOf("second");
    const bind = { body: { bindingToken }, token: account.token };
    companion.advance(10 * minuteMs + 1);
    expect((await refusalOf(companion.request, "bindOpenId", bind)).code).toBe(
      "password-sign-in-needed",
    );
    const { token } = await signInAccount(companion, "laozhanghao1");
    await succeed(companion.request, "bindOpenId", { ...bind, token });
    const again = await signIn("second");
    expect(again).toMatchObject({
      kind: "signed-in",
      account: { id: account.id },
    });
    // A session of the provider is none of the password.
    const other = await bindingTokenOf("third");
    expect(
      (
        await refusalOf(companion.request, "bindOpenId", {
          body: { bindingToken: other },
          token: again.kind === "signed-in" ? again.token : "",
        })
      ).code,
    ).toBe("password-sign-in-needed");
    expect(
      (
        await refusalOf(companion.request, "bindOpenId", {
          body: { bindingToken: other },
          token,
        })
      ).code,
    ).toBe("open-id-already-bound");
  });

  it.each(["修改密码", "找回账号密码"])(
    "is that account no more after %s",
    async (way) => {
      const isChange = way === "修改密码";
      const login = isChange ? "changed" : "recovered";
      const account = await signedInAccount(companion, {
        accountName: `${login}2026`,
        accountType: "person",
      });
      await succeed(companion.request, "bindOpenId", {
        body: { bindingToken: await bindingTokenOf(login) },
        token: account.token,
      });
      expect((await signIn(login)).kind).toBe("signed-in");
      if (isChange)
        await succeed(companion.request, "changePassword", {
          body: {
            currentPassword: accountPassword,
            newPassword: "Newer-2026!!",
          },
          token: account.token,
        });
      else {
        const accounts = await recover(companion, "mobile", mobile);
        const proven = accounts.find(
          ({ accountName }) => accountName === account.name,
        );
        await succeed(companion.request, "finishRecovery", {
          body: { resetToken: proven?.resetToken, password: "Newer-2026!!" },
        });
      }
      expect((await signIn(login)).kind).toBe("unbound");
    },
  );

  it("is that account no more once the clerk ends the binding, and may be bound again", async () => {
    const account = await signedInAccount(companion, {
      accountName: "unbound2026",
      accountType: "person",
    });
    const { token } = account;
    const bind = async () =>
      succeed(companion.request, "bindOpenId", {
        body: { bindingToken: await bindingTokenOf("leaving") },
        token,
      });
    await bind();
    await succeed(companion.request, "unbindOpenId", { token });
    // A second click finds nothing to do.
    await succeed(companion.request, "unbindOpenId", { token });
    expect(
      (await succeed(companion.request, "ownAccount", { token }))
        .isBoundToOpenId,
    ).toBe(false);
    await bind();
    expect((await signIn("leaving")).kind).toBe("signed-in");
    const events = await companion.database
      .selectFrom("account_events")
      .select("event")
      .where("account_id", "=", account.id)
      .orderBy("id")
      .execute();
    expect(events.map(({ event }) => event)).toEqual([
      "registered",
      "open-id-bound",
      "open-id-unbound",
      "open-id-bound",
    ]);
  });

  it("never binds by an equal name, mobile or mail, whatever the ID token says of them", async () => {
    const account = await signedInAccount(companion, {
      accountName: "samename1",
      accountType: "person",
    });
    await proveEmail(companion, account);
    const { contactName, displayName, email } = filledRegistration;
    const equal = {
      samename1: { name: "samename1", preferred_username: "samename1" },
      person: { name: contactName },
      display: { name: displayName },
      mail: { email, email_verified: true },
      mobile: { phone_number: mobile, phone_number_verified: true },
    };
    const kinds: unknown[] = [];
    for (const [login, claims] of Object.entries(equal)) {
      provider.claims.set(login, claims);
      kinds.push([login, (await signIn(login)).kind]);
    }
    expect(kinds).toEqual(
      Object.keys(equal).map((login) => [login, "unbound"]),
    );
  });

  it("takes a flow once, from whoever began it, with its own state", async () => {
    const one = await start();
    const other = await start();
    const query = await provider.signIn(one.authorizationUrl, "fourth");
    expect((await refusal("A".repeat(43), query)).code).toBe(
      "open-id-flow-ended",
    );
    expect((await refusal(other.flowSecret, query)).code).toBe(
      "open-id-refused",
    );
    expect((await finish(one.flowSecret, query)).kind).toBe("unbound");
    expect((await refusal(one.flowSecret, query)).code).toBe(
      "open-id-flow-ended",
    );
  });

  it("says so when the person there declines, the code is wrong, or the time is over", async () => {
    const declined = await start();
    const answer = await provider.abort(declined.authorizationUrl);
    expect(new URLSearchParams(answer).get("error")).toBe("access_denied");
    expect((await refusal(declined.flowSecret, answer)).code).toBe(
      "open-id-refused",
    );
    const wrong = await start();
    const query = new URLSearchParams(
      await provider.signIn(wrong.authorizationUrl, "fifth"),
    );
    query.set("code", "another");
    expect((await refusal(wrong.flowSecret, query.toString())).code).toBe(
      "open-id-refused",
    );
    const late = await start();
    const right = await provider.signIn(late.authorizationUrl, "sixth");
    companion.advance(10 * minuteMs);
    expect((await refusal(late.flowSecret, right)).code).toBe(
      "open-id-flow-ended",
    );
  });

  it.each([
    "https://127.0.0.1:50123/callback",
    "http://localhost:50123/callback",
    "http://192.168.1.5:50123/callback",
    "http://127.0.0.1:50123/callback?x=1",
    "http://127.0.0.1.example.cn:50123/callback",
    "http://user@127.0.0.1:50123/callback",
    "myapp://callback",
  ])("never redirects to %s", async (elsewhere) => {
    expect(
      (
        await refusalOf(companion.request, "startOpenIdSignIn", {
          body: { redirectUri: elsewhere },
        })
      ).code,
    ).toBe("request-malformed");
  });

  it("keeps no secret of a flow and no token in the database", async () => {
    const { flowSecret, authorizationUrl } = await start();
    const bindingToken = await bindingTokenOf("seventh");
    const { searchParams } = new URL(authorizationUrl);
    const rows = JSON.stringify([
      await companion.database
        .selectFrom("open_id_flows")
        .selectAll()
        .execute(),
      await companion.database
        .selectFrom("open_id_binding_tokens")
        .selectAll()
        .execute(),
    ]);
    const secrets = [
      flowSecret,
      bindingToken,
      searchParams.get("state") ?? "",
      searchParams.get("nonce") ?? "",
    ];
    expect(secrets.filter((secret) => rows.includes(secret))).toEqual([]);
  });

  it("does not begin the count of an address anew where one ends well", async () => {
    let begun = 0;
    const begin = () =>
      companion.request("startOpenIdSignIn", { body: { redirectUri } });
    while ((await begin()).status === 200 && begun < 70) {
      begun += 1;
      if (begun === 5) await signIn("counted");
    }
    expect(begun).toBeLessThan(61);
  });
});

describe("a provider that does not answer", () => {
  it("is not offered, and says so to whoever tries", async () => {
    const gone = await startOpenIdProvider();
    await gone.close();
    const alone = await startTestCompanion({
      openId: { ...gone, title, clientSecret: null },
    });
    const answers = [
      (await succeed(alone.request, "signInWays")).openId,
      (
        await refusalOf(alone.request, "startOpenIdSignIn", {
          body: { redirectUri },
        })
      ).code,
    ];
    await alone.close();
    expect(answers).toEqual([null, "open-id-provider-unreachable"]);
  });
});
