import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { toRegistration } from "../../../src-shared/accounts/typed-registration.ts";
import { filledRegistration } from "../../fixtures/registration.ts";
import { succeed } from "../companion/companion-requester.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "../companion/start-test-companion.ts";
import {
  startOpenIdProvider,
  type TestProvider,
} from "../companion/start-openid-provider.ts";
import {
  accountPassword,
  registerParts,
  smsCode,
} from "../companion/test-account.ts";
import { otherUscc } from "../companion/test-enterprise.ts";
import { openDesk, problemOf, type AccountDesk } from "./account-desk.ts";

/** What the clerk does in the browser; null: nothing, the page stays open. */
type AtBrowser = (url: string) => Promise<string | null>;

let provider: TestProvider;
let companion: TestCompanion;
let atBrowser: AtBrowser;
let openedPages: string[] = [];
const desks: AccountDesk[] = [];

const open = async (openIdIssuer = provider.issuer): Promise<AccountDesk> => {
  openedPages = [];
  const desk = await openDesk({
    origin: companion.origin,
    now: () => companion.clock.now,
    openIdIssuer,
    openLink: async (url) => {
      openedPages.push(url);
      void browse(url);
    },
  });
  desks.push(desk);
  return desk;
};
/** Ends, as a browser does, with the redirect to the client's own address. */
const browse = async (url: string): Promise<void> => {
  const query = await atBrowser(url);
  const redirectUri = new URL(url).searchParams.get("redirect_uri");
  if (query !== null) await fetch(`${redirectUri}?${query}`);
};
const signsInAs =
  (login: string): AtBrowser =>
  (url) =>
    provider.signIn(url, login);
const accountNameOf = async (desk: AccountDesk): Promise<string | null> => {
  const state = await desk.call("session.state", {});
  return state.kind === "signed-in"
    ? (state.person.account?.name ?? null)
    : null;
};

beforeAll(async () => {
  provider = await startOpenIdProvider();
  companion = await startTestCompanion({
    openId: {
      issuer: provider.issuer,
      clientId: provider.clientId,
      clientSecret: null,
      title: "国家政务服务平台",
    },
  });
});
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close();
});
afterAll(async () => {
  await companion.close();
  await provider.close();
});

describe("国家政务服务平台账号登录", () => {
  it("is offered only where API and machine are configured for the same provider", async () => {
    const here = await open();
    const another = await startOpenIdProvider();
    const elsewhere = await open(another.issuer);
    const nowhere = await open("https://nothing-here.invalid");
    atBrowser = async () => null;
    const answers = [
      await here.call("accounts.sign-in-ways", {}),
      await elsewhere.call("accounts.sign-in-ways", {}),
      await problemOf(elsewhere.call("accounts.sign-in-with-open-id", {})),
      await nowhere.call("accounts.sign-in-ways", {}),
      await problemOf(nowhere.call("accounts.sign-in-with-open-id", {})),
      openedPages,
    ];
    await another.close();
    expect(answers).toEqual([
      { openId: { title: "国家政务服务平台" } },
      { openId: null },
      "link-not-listed",
      { openId: null },
      "open-id-provider-unreachable",
      [],
    ]);
  });

  it("makes an account at the first sign-in, which the next one opens", async () => {
    const desk = await open();
    atBrowser = signsInAs("new-clerk");
    const first = await desk.call("accounts.sign-in-with-open-id", {});
    const { accountName } = await desk.call("accounts.register", {
      registration: toRegistration(filledRegistration),
      password: accountPassword,
      smsCode: await smsCode(companion, "register"),
      hasAgreed: true,
      bindsOpenId: true,
    });
    const second = await desk.call("accounts.sign-in-with-open-id", {});
    expect([first, second.kind, await accountNameOf(desk)]).toEqual([
      { kind: "unbound" },
      "signed-in",
      accountName,
    ]);
  });

  it("is bound to an account only by signing in with that account and its password", async () => {
    await succeed(
      companion.request,
      "register",
      await registerParts(companion, {
        accountName: "bound2026",
        uscc: otherUscc,
      }),
    );
    const desk = await open();
    atBrowser = signsInAs("second-clerk");
    const nothingWaits = await problemOf(
      desk.signIn("bound2026", accountPassword, { bindsOpenId: true }),
    );
    const afterRefusal = await accountNameOf(desk);
    const first = await desk.call("accounts.sign-in-with-open-id", {});
    const wrong = await problemOf(
      desk.signIn("bound2026", "Wrong-2026!", { bindsOpenId: true }),
    );
    await desk.signIn("bound2026", accountPassword, { bindsOpenId: true });
    await desk.call("session.sign-out", {});
    const next = await desk.call("accounts.sign-in-with-open-id", {});
    expect([
      nothingWaits,
      afterRefusal,
      first.kind,
      wrong,
      next.kind,
      await accountNameOf(desk),
    ]).toEqual([
      "open-id-binding-ended",
      null,
      "unbound",
      "credentials-wrong",
      "signed-in",
      "bound2026",
    ]);
  });

  it("says what became of it: refused at the provider, cancelled here, or waiting in the browser already", async () => {
    const desk = await open();
    atBrowser = (url) => provider.abort(url);
    const refused = await problemOf(
      desk.call("accounts.sign-in-with-open-id", {}),
    );
    let isOpened: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => (isOpened = resolve));
    atBrowser = async () => {
      isOpened();
      return null;
    };
    const waiting = problemOf(desk.call("accounts.sign-in-with-open-id", {}));
    await opened;
    const busy = await problemOf(
      desk.call("accounts.sign-in-with-open-id", {}),
    );
    await desk.call("accounts.cancel-open-id", {});
    expect([refused, busy, await waiting]).toEqual([
      "open-id-refused",
      "open-id-busy",
      "open-id-cancelled",
    ]);
  });

  it("tells the page neither binding token nor flow secret", async () => {
    const desk = await open();
    atBrowser = signsInAs("third-clerk");
    await desk.call("accounts.sign-in-with-open-id", {});
    expect(desk.page.told.join("\n")).not.toMatch(/token|secret/i);
  });
});
