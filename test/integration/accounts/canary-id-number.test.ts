import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDevelopmentSecretStore } from "../../../dev/browser-host/development-secret-store.ts";
import {
  toRegistration,
  type TypedRegistration,
} from "../../../src-shared/accounts/typed-registration.ts";
import { filesWith } from "../../fixtures/files/files-with.ts";
import { filledRegistration } from "../../fixtures/registration.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "../companion/start-test-companion.ts";
import { accountPassword, smsCode } from "../companion/test-account.ts";
import { openDesk, problemOf, type AccountDesk } from "./account-desk.ts";

/** One for each place where somebody types it. */
const canaries = {
  legalPerson: "11010519660317002X",
  clerk: "110105196603170038",
  person: "110105196603170046",
  abroad: "110105196603170054",
  changed: "110105196603170062",
  form: "110105196603170070",
};

const typedByType: readonly Partial<TypedRegistration>[] = [
  {
    accountType: "domestic-enterprise",
    accountName: "canary2026",
    legalPersonDocumentNumber: canaries.legalPerson,
    contactDocumentNumber: canaries.clerk,
    mobile: "13800138001",
  },
  {
    accountType: "person",
    accountName: "person2026",
    contactDocumentNumber: canaries.person,
    mobile: "13800138002",
  },
  {
    accountType: "foreign-enterprise",
    accountName: "abroad2026",
    legalPersonDocumentNumber: canaries.abroad,
    isSameAsLegalPerson: true,
    mobile: "13800138003",
  },
];

let folder: string;
let companion: TestCompanion;
let desk: AccountDesk;
let apiLog: string[];
/** Its errors quote what was typed, as those of a library may. */
let isNetworkBroken: boolean;
let isDialogBroken: boolean;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "canary-"));
  apiLog = [];
  isNetworkBroken = false;
  isDialogBroken = false;
  companion = await startTestCompanion({
    log: pino({ level: "trace" }, { write: (line) => void apiLog.push(line) }),
  });
  desk = await openDesk({
    origin: companion.origin,
    profile: join(folder, "profile"),
    now: () => companion.clock.now,
    logLevel: "debug",
    secretStore: createDevelopmentSecretStore(folder),
    chooseDiagnosticsFile: async () => {
      if (isDialogBroken) throw new Error(Object.values(canaries).join(" "));
      return join(folder, "diagnostics.zip");
    },
    fetch: async (input, init) => {
      if (!isNetworkBroken) return fetch(input, init);
      throw new TypeError(await new Request(input, init).text());
    },
  });
});
afterEach(async () => {
  await companion.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Registers as the page does; the first try fails in the network, the second at the API. */
async function register(changes: Partial<TypedRegistration>): Promise<unknown> {
  const typed = { ...filledRegistration, ...changes };
  const send = (code: string) =>
    desk.call("accounts.register", {
      registration: toRegistration(typed),
      password: accountPassword,
      smsCode: code,
      hasAgreed: true,
      bindsOpenId: false,
    });
  await desk.call("accounts.keep-registration", { typed });
  const code = await smsCode(companion, "register", typed.mobile);
  isNetworkBroken = true;
  const broken = await problemOf(send(code));
  isNetworkBroken = false;
  const refused = await problemOf(send("000000"));
  await send(code);
  return [broken, refused];
}

describe("an ID number", () => {
  it("is nowhere in clear after 注册 of all three kinds, 账号管理 and a form it was typed in", async () => {
    const outcomes = [];
    for (const typed of typedByType) outcomes.push(await register(typed));
    const { call, page, profile } = desk;
    await desk.signIn("person2026", accountPassword);
    await call("session.sign-out", {});
    await desk.signIn("canary2026", accountPassword, { isRemembered: true });
    const { contact } = toRegistration({
      ...filledRegistration,
      ...typedByType[0],
      contactDocumentNumber: canaries.changed,
    });
    await call("accounts.change-contact", {
      contact,
      password: accountPassword,
      smsCode: null,
      emailCode: null,
    });
    const own = await call("accounts.own", {});
    const toldBeforeForm = page.told.join("\n");

    const begun = await call("drafts.begin", { copyFrom: null });
    const { filingId, content } = begun;
    const fields = {
      ...content.fields,
      businessScope: `法人身份证 ${canaries.form}`,
      street: canaries.form,
    };
    await call("drafts.keep", {
      filingId,
      content: { ...content, fields },
      restsOn: null,
    });
    // What no page of ours would say.
    const everything = Object.values(canaries).join(" ");
    page.say(`{"kind":"call","name":"${everything}"`);
    page.say(
      JSON.stringify({
        kind: "call",
        id: 99_999,
        name: "accounts.register",
        input: { registration: everything },
      }),
    );
    await call("diagnostics.preview-file", {});
    isDialogBroken = true;
    const defect = await problemOf(call("diagnostics.save-file", {}));
    isDialogBroken = false;
    await call("diagnostics.preview-file", {});
    await call("diagnostics.save-file", {});
    const whileRunning = filesWith(profile, Object.values(canaries));
    await desk.close();

    const bundle = Object.entries(
      unzipSync(readFileSync(join(folder, "diagnostics.zip"))),
    ).map(([name, bytes]) => name + Buffer.from(bytes).toString("utf8"));
    const { form, ...registered } = canaries;
    const holds = (words: readonly string[]) => (text: string) =>
      words.some((word) => text.includes(word));
    expect({
      outcomes,
      defect,
      whileRunning,
      profile: filesWith(profile, Object.values(canaries)),
      // Of the form, the page is told what it asks for.
      told: [toldBeforeForm].filter(holds(Object.values(registered))),
      bundle: bundle.filter(holds(Object.values(canaries))),
      apiLog: apiLog.filter(holds(Object.values(canaries))),
      apiData: filesWith(companion.dataDir, Object.values(registered)),
    }).toEqual({
      outcomes: typedByType.map(() => ["sync-offline", "code-wrong"]),
      defect: "bridge-unexpected-error",
      whileRunning: [],
      profile: [],
      told: [],
      bundle: [],
      apiLog: [],
      apiData: [],
    });

    // The searches find what is there.
    mkdirSync(join(profile, form));
    writeFileSync(join(profile, form, "a"), "");
    writeFileSync(join(profile, "b"), Buffer.from(`id:${form}.`, "utf16le"));
    writeFileSync(
      join(profile, "c"),
      Buffer.from(`{"x":"${form}"}`).toString("base64"),
    );
    expect({
      planted: filesWith(profile, [form]).sort(),
      log: filesWith(profile, ["diagnostics.save-file"]),
      said: page.said.filter(holds([canaries.changed])).length > 0,
      told: toldBeforeForm.includes(
        own.contact.person?.maskedDocumentNumber ?? "nobody",
      ),
      bundle: bundle.some(holds(["diagnostics.save-file"])),
      apiLog: apiLog.some(holds(["Server listening"])),
      apiData: filesWith(companion.dataDir, ["canary2026"]).length > 0,
    }).toEqual({
      planted: [`${form}/a`, "b", "c"],
      log: ["logs/client.1.log"],
      said: true,
      told: true,
      bundle: true,
      apiLog: true,
      apiData: true,
    });
  }, 120_000);
});
