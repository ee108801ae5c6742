import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startApplication } from "../../../src-main/application/start-application.ts";
import type { HostPorts } from "../../../src-main/application/host-ports.ts";
import { loadPage } from "../../fixtures/bridge/load-page.ts";
import { createFakeHostPorts } from "../../fixtures/fakes/fake-host-ports.ts";
import { filledRegistration } from "../../fixtures/registration.ts";
import type { TestCompanion } from "../companion/start-test-companion.ts";
import { accountPassword } from "../companion/test-account.ts";

/** The whole client on a profile, as the host starts it, and somebody with an account before it. */
export async function sitDown(
  companion: TestCompanion,
  profile = mkdtempSync(join(tmpdir(), "clerk-at-profile-")),
  change: Partial<HostPorts> = {},
) {
  const application = await startApplication({
    ...createFakeHostPorts(profile),
    commandLine: { companionAddress: companion.origin },
    secretStore: xorStore,
    fetch,
    now: () => companion.clock.now,
    ...change,
  });
  let page = loadPage(application);
  const call: typeof page.call = (name, input) => page.call(name, input);
  return {
    profile,
    call,
    /** As the page does after a restore. */
    reload: () => {
      page = loadPage(application);
    },
    signIn: async () => {
      const asked = await call("accounts.captcha", { kind: "arithmetic" });
      if (asked.kind !== "arithmetic") throw new Error("a picture came");
      const [one, operator, other] = asked.question.split(" ");
      const answer = Number(one) + (operator === "-" ? -1 : 1) * Number(other);
      return call("session.sign-in-with-account", {
        accountName: filledRegistration.accountName,
        password: accountPassword,
        captcha: { id: asked.id, answer: String(answer) },
        isRemembered: false,
        bindsOpenId: false,
        recoveryCode: null,
      });
    },
    /** A new draft with this 企业经营范围, kept. */
    type: async (businessScope: string) => {
      const { filingId, content } = await call("drafts.begin", {
        copyFrom: null,
      });
      const fields = { ...content.fields, businessScope };
      await call("drafts.keep", {
        filingId,
        content: { ...content, fields },
        restsOn: null,
      });
      return filingId;
    },
    close: () => application.close(),
  };
}

export type Clerk = Awaited<ReturnType<typeof sitDown>>;

const xorStore: HostPorts["secretStore"] = {
  protect: async (secret) => secret.map((byte) => byte ^ 0x5a),
  reveal: async (secret) => secret.map((byte) => byte ^ 0x5a),
};
