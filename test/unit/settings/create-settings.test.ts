import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  createSettings,
  type SettingsPlaces,
} from "../../../src-main/settings/create-settings.ts";
import { handleSettings } from "../../../src-main/settings/handle-settings.ts";
import {
  policyFilePath,
  readPolicyFile,
} from "../../../src-main/settings/policy-file.ts";
import { measureStorage } from "../../../src-main/settings/storage-used.ts";

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "settings-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function open(profileFolder: string, places: Partial<SettingsPlaces> = {}) {
  return createSettings({
    profileFolder,
    policies: [],
    commandLine: {},
    now: () => new Date("2026-03-01T08:00:00Z"),
    ...places,
  });
}

describe("the clerk's settings", () => {
  it("hold after the client was started again, and say since when", async () => {
    const folder = newFolder();
    (await open(folder)).change({ lockAfterMinutes: 30 });
    const again = await open(folder, { now: () => new Date() });
    expect([again.values().lockAfterMinutes, again.state().origins]).toEqual([
      30,
      expect.objectContaining({
        lockAfterMinutes: {
          source: "clerk",
          since: "2026-03-01T08:00:00.000Z",
          isLocked: false,
          isPolicyUnusable: false,
          awaitsRestart: false,
        },
      }),
    ]);
  });

  it("go back to the default when they are reset", async () => {
    const settings = await open(newFolder());
    settings.change({ logLevel: "debug", lockAfterMinutes: 30 });
    settings.reset("logLevel");
    const { logLevel, lockAfterMinutes } = settings.values();
    expect([logLevel, lockAfterMinutes]).toEqual(["info", 30]);
  });

  it("wait for a restart where the client reads them only at its start", async () => {
    const settings = await open(newFolder());
    settings.change({ companionAddress: "https://a.example.cn" });
    const changed = settings.state().origins.companionAddress.awaitsRestart;
    settings.reset("companionAddress");
    const back = settings.state().origins.companionAddress.awaitsRestart;
    expect([changed, back]).toEqual([true, false]);
  });

  it("are told to listeners once they changed, and not when they are the same", async () => {
    const settings = await open(newFolder());
    const heard: string[] = [];
    settings.onChange(({ values }) => heard.push(values.logLevel));
    settings.change({ logLevel: "debug" });
    settings.change({ logLevel: "debug" });
    expect(heard).toEqual(["debug"]);
  });

  it("are put aside, not overwritten, when their file is damaged", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "settings.json"), "{ half");
    const settings = await open(folder);
    expect([
      settings.state().isClerkFileDamaged,
      settings.values().lockAfterMinutes,
      readFileSync(join(folder, "settings.json.damaged"), "utf8"),
    ]).toEqual([true, 15, "{ half"]);
  });

  it("stay as they were, with a named problem, where they cannot be written", async () => {
    const folder = newFolder();
    const settings = await open(folder);
    // A folder in the place of the file that is written first: also root cannot write there.
    mkdirSync(join(folder, "settings.json.new"));
    expect(() => settings.change({ lockAfterMinutes: 30 })).toThrow();
    expect(settings.values().lockAfterMinutes).toBe(15);
  });

  it("cannot change what IT has locked", async () => {
    const file = join(newFolder(), "policy.json");
    writeFileSync(file, JSON.stringify({ enforced: { logLevel: "warn" } }));
    const settings = await open(newFolder(), {
      policies: [readPolicyFile(file)],
    });
    expect(() => settings.change({ logLevel: "debug" })).toThrow(
      expect.objectContaining({ problem: { code: "setting-locked" } }) as Error,
    );
    expect(settings.values().logLevel).toBe("warn");
  });
});

describe("a policy file", () => {
  it("is looked at again when the page asks", async () => {
    const file = join(newFolder(), "policy.json");
    const settings = await open(newFolder(), {
      policies: [readPolicyFile(file)],
    });
    const before = settings.state().policies;
    writeFileSync(file, '\uFEFF{ "enforced": { "lockAfterMinutes": 3 } }');
    const { values, policies, origins } = await settings.refresh();
    expect([before, policies, values.lockAfterMinutes]).toEqual([
      [{ place: file, state: "absent" }],
      [{ place: file, state: "read" }],
      3,
    ]);
    expect(origins.lockAfterMinutes.isLocked).toBe(true);
  });

  it.each([
    ["half a file", '{ "enforced": {'],
    ["a branch that is none", '{ "enforced": 3 }'],
    ["a name beside the branches", '{ "lockAfterMinutes": 3 }'],
  ])("that is %s is told as unreadable and sets nothing", async (_, text) => {
    const file = join(newFolder(), "policy.json");
    writeFileSync(file, text);
    expect(await readPolicyFile(file)()).toEqual({
      place: file,
      state: "unreadable",
      enforced: {},
      recommended: {},
    });
  });

  it("lies where only administrators may write", () => {
    expect([
      policyFilePath("win32", { ProgramData: "D:\\ProgramData" }),
      policyFilePath("win32", {}),
      policyFilePath("linux", {}),
    ]).toEqual([
      "D:\\ProgramData\\UsedCarFiling\\policy.json",
      "C:\\ProgramData\\UsedCarFiling\\policy.json",
      "/etc/used-car-filing/policy.json",
    ]);
  });
});

describe("what the page may ask of the host", () => {
  async function serve(answers: { driver: string | null; url?: string }) {
    const folder = newFolder();
    const file = join(newFolder(), "policy.json");
    if (answers.url !== undefined)
      writeFileSync(
        file,
        JSON.stringify({ recommended: { keyGuideUrl: answers.url } }),
      );
    const opened: string[] = [];
    const settings = await open(folder, { policies: [readPolicyFile(file)] });
    const handlers = handleSettings(settings, {
      profileFolder: folder,
      chooseDriver: async () => answers.driver,
      chooseFolder: async () => null,
      assertModule: async (path) => {
        if (!path.endsWith(".so")) throw new Error("no library");
      },
      openLink: async (url) => void opened.push(url),
      restart: () => undefined,
    });
    return { handlers, settings, opened };
  }

  it("adds the driver that was chosen in the host's dialog", async () => {
    const { handlers, settings } = await serve({ driver: "/opt/key/k.so" });
    await handlers["settings.add-driver"]({});
    await handlers["settings.add-driver"]({});
    expect(settings.values().driverModules).toEqual(["/opt/key/k.so"]);
  });

  it("keeps what is said of a driver that is chosen again", async () => {
    const { handlers, settings } = await serve({ driver: "/opt/key/k.so" });
    const said = "/opt/key/k.so|readSlotListTwice";
    settings.change({ driverModules: [said] });
    await handlers["settings.add-driver"]({});
    expect(settings.values().driverModules).toEqual([said]);
  });

  it("keeps no file that is not a library, and nothing when the dialog is cancelled", async () => {
    const wrong = await serve({ driver: "/etc/passwd" });
    await expect(
      (async () => wrong.handlers["settings.add-driver"]({}))(),
    ).rejects.toThrow("no library");
    const cancelled = await serve({ driver: null });
    await cancelled.handlers["settings.add-driver"]({});
    expect([
      wrong.settings.values().driverModules,
      cancelled.settings.values().driverModules,
    ]).toEqual([[], []]);
  });

  it("opens the address that IT has set, and none that IT has not", async () => {
    const url = "https://www.example.cn/guide";
    const { handlers, opened } = await serve({ driver: null, url });
    await handlers["settings.open-link"]({ name: "keyGuideUrl" });
    await expect(
      (async () =>
        handlers["settings.open-link"]({ name: "driverDownloadUrl" }))(),
    ).rejects.toMatchObject({ problem: { code: "setting-link-not-set" } });
    expect(opened).toEqual([url]);
  });

  it("measures what the profile takes on disk, by kind", async () => {
    const folder = newFolder();
    mkdirSync(join(folder, "attachments/ab"), { recursive: true });
    mkdirSync(join(folder, "logs"));
    writeFileSync(join(folder, "client.db"), "12345");
    writeFileSync(join(folder, "client.db-wal"), "1");
    writeFileSync(join(folder, "attachments/ab/x"), "123");
    writeFileSync(join(folder, "logs/client.log"), "12");
    writeFileSync(join(folder, "settings.json"), "1");
    expect(await measureStorage(folder)).toEqual({
      folder,
      databaseBytes: 6,
      attachmentBytes: 3,
      logBytes: 2,
      otherBytes: 1,
    });
  });
});
