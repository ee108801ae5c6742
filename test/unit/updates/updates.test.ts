import { describe, expect, it } from "vitest";
import {
  createUpdates,
  type UpdateFeed,
  type Updates,
} from "../../../src-main/updates/create-updates.ts";
import {
  judgeUpdateWay,
  type Installation,
} from "../../../src-main/updates/judge-update-way.ts";
import {
  mayElevate,
  namesPublisher,
} from "../../../src-main/electron/installation-facts.ts";
import {
  resolveSettings,
  valuesOf,
} from "../../../src-shared/settings/resolve-settings.ts";
import type { SettingValues } from "../../../src-shared/settings/declared-settings.ts";
import { ProblemError } from "../../../src-shared/problems/problem.ts";
import type { UpdateState } from "../../../src-shared/updates/update-procedures.ts";

const url = "https://updates.example.cn/used-car-filing";
const setup: Installation = {
  kind: "setup",
  isPublisherKnown: true,
  mayElevate: true,
};

function settingsWith(named: Partial<SettingValues>): SettingValues {
  const nothing = { policies: [], commandLine: {}, clerk: {} };
  return { ...valuesOf(resolveSettings(nothing)), ...named };
}

function create(
  named: Partial<SettingValues>,
  feed: Partial<UpdateFeed> | null = {},
  nextPolicies: readonly Partial<SettingValues>[] = [],
): { updates: Updates; stages: UpdateState["stage"][]; log: string[] } {
  const policies = [...nextPolicies];
  const log: string[] = [];
  const stages: UpdateState["stage"][] = [];
  const updates = createUpdates({
    version: "1.2.0",
    feed:
      feed === null
        ? null
        : {
            installation: async () => setup,
            check: async () => ({ version: "1.3.0" }),
            download: async (onPercent) => {
              log.push("download");
              onPercent(40.7);
            },
            installOnQuit: (isWanted) =>
              log.push(`${isWanted ? "" : "do not "}install on quit`),
            ...feed,
          },
    settings: () => settingsWith({ updateFeedUrl: url, ...named }),
    refreshSettings: async () => Object.assign(named, policies.shift()),
    onChanged: ({ stage }) => stages.push(stage),
    logDefect: (error) => log.push(String(error)),
    now: () => new Date("2026-11-26T08:00:00Z"),
  });
  return { updates, stages, log };
}

describe("how a client may be updated", () => {
  it.each<[Partial<SettingValues>, Installation | null, string]>([
    [{}, setup, "by-policy"],
    [{ updateMode: "notify" }, setup, "no-feed"],
    [{ updateMode: "notify", updateFeedUrl: url }, null, "not-installed"],
    [
      { updateMode: "install-on-quit", updateFeedUrl: url },
      { ...setup, isPublisherKnown: false },
      "not-signed",
    ],
    [{ updateMode: "notify", updateFeedUrl: url }, setup, "notify"],
    [
      { updateMode: "install-on-quit", updateFeedUrl: url },
      setup,
      "install-on-quit",
    ],
    [
      { updateMode: "install-on-quit", updateFeedUrl: url },
      { ...setup, kind: "msi" },
      "notify",
    ],
    [
      { updateMode: "install-on-quit", updateFeedUrl: url },
      { ...setup, mayElevate: false },
      "notify",
    ],
  ])("%o on %o: %s", (named, installation, expected) => {
    const way = judgeUpdateWay(settingsWith(named), installation);
    expect(way.kind === "off" ? way.reason : way.kind).toBe(expected);
  });

  it("is never by a password that the user does not have, in any language of Windows", () => {
    expect(
      mayElevate(
        '"BUILTIN\\管理员","别名","S-1-5-32-544","只用于拒绝的组"\r\n',
      ),
    ).toBe(true);
    expect(
      mayElevate('"BUILTIN\\Users","Alias","S-1-5-32-545","Enabled group"\r\n'),
    ).toBe(false);
  });

  it.each([
    ["publisherName:\n  - 某某科技有限公司\nprovider: generic\n", true],
    ["provider: generic\npublisherName: 某某科技有限公司\n", true],
    ["provider: generic\nurl: https://updates.example.cn\n", false],
    ["publisherName:\nprovider: generic\n", false],
    ["", false],
  ])("needs the publisher's name in the packed file: %j", (file, expected) => {
    expect(namesPublisher(file)).toBe(expected);
  });
});

describe("looking for a newer client", () => {
  it("downloads and installs at the end where policy says so", async () => {
    const { updates, stages, log } = create({ updateMode: "install-on-quit" });
    await updates.check();
    expect({ stages, log }).toEqual({
      stages: [
        { kind: "checking" },
        { kind: "downloading", version: "1.3.0", percent: 0 },
        { kind: "downloading", version: "1.3.0", percent: 40 },
        { kind: "ready", version: "1.3.0" },
      ],
      log: ["download", "install on quit"],
    });
    // Once is enough until the client ends.
    await updates.check();
    expect(log).toHaveLength(2);
  });

  it.each([
    ["off", { kind: "off", reason: "by-policy" }],
    ["notify", { kind: "offered", version: "1.3.0" }],
  ] as const)(
    "keeps what is ready from being installed once policy says %s",
    async (updateMode, stage) => {
      const policies = [
        { updateMode: "install-on-quit" },
        { updateMode },
      ] as const;
      const { updates, log } = create({}, {}, policies);
      await updates.check();
      await updates.check();
      expect([updates.state().stage, log]).toEqual([
        stage,
        ["download", "install on quit", "do not install on quit"],
      ]);
    },
  );

  it("only tells where policy says so", async () => {
    const { updates, stages, log } = create({ updateMode: "notify" });
    await updates.check();
    expect({ stages, log }).toEqual({
      stages: [{ kind: "checking" }, { kind: "offered", version: "1.3.0" }],
      log: [],
    });
  });

  it.each(["1.1.9", "1.2.0", "1.2.0-beta.3"])(
    "refuses %s, which is not newer",
    async (version) => {
      const { updates, log } = create(
        { updateMode: "install-on-quit" },
        { check: async () => ({ version }) },
      );
      await updates.check();
      expect([updates.state().stage, log]).toEqual([
        { kind: "current", checkedAt: "2026-11-26T08:00:00.000Z" },
        [],
      ]);
    },
  );

  it("installs nothing that is not authentic", async () => {
    const { updates, log } = create(
      { updateMode: "install-on-quit" },
      {
        download: () =>
          Promise.reject(new ProblemError("update-not-authentic")),
      },
    );
    await updates.check();
    expect([updates.state().stage, log]).toEqual([
      { kind: "failed", code: "update-not-authentic" },
      [],
    ]);
  });

  it("can be cancelled while it downloads, and looked for again", async () => {
    let isFirst = true;
    const { updates, log } = create(
      { updateMode: "install-on-quit" },
      {
        download: (_onPercent, signal) =>
          new Promise((resolve, reject) => {
            if (!isFirst) resolve();
            isFirst = false;
            signal.addEventListener("abort", () =>
              reject(new Error("cancelled")),
            );
          }),
      },
    );
    const first = updates.check();
    await expect.poll(() => updates.state().stage.kind).toBe("downloading");
    updates.cancel();
    await first;
    expect([updates.state().stage.kind, log]).toEqual(["current", []]);
    await updates.check();
    expect(updates.state().stage.kind).toBe("ready");
  });

  it("says which version IT wants, without stopping anybody", () => {
    const { updates } = create({ minimumVersion: "1.10.0" }, null);
    expect(updates.state().wantedVersion).toBe("1.10.0");
    expect(
      create({ minimumVersion: "1.2.0" }).updates.state().wantedVersion,
    ).toBeNull();
  });

  it("is off by default and asks no feed", async () => {
    const { updates, stages } = create({}, { check: () => expect.fail() });
    await updates.check();
    expect(stages).toEqual([{ kind: "off", reason: "by-policy" }]);
  });
});
