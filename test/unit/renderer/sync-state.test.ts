import { describe, expect, it } from "vitest";
import { judgeSyncState } from "../../../src-renderer/app/judge-sync-state.ts";
import { saySyncMark } from "../../../src-renderer/filings/say-sync-mark.ts";
import type { SyncState } from "../../../src-shared/sync/sync-procedures.ts";

const online: SyncState = {
  connection: { kind: "online" },
  needsSignIn: false,
  counts: { draft: 0, waiting: 0, sent: 0, toSubmit: 0, attention: 0 },
  isPaused: false,
  transfer: null,
  nextTryAt: null,
};

const transfer: SyncState["transfer"] = {
  filingId: "0f8fad5b-d9cb-469f-a165-70867728950e",
  purpose: "save",
  sentFiles: 1,
  totalFiles: 3,
  sentBytes: 0,
  totalBytes: 0,
  bytesPerSecond: null,
  secondsLeft: null,
  files: [],
};
const waiting = { ...online.counts, waiting: 2 };

describe("the sync state in the top bar", () => {
  it("says offline before anything else, and how much waits", () => {
    const offline: SyncState["connection"] = {
      kind: "offline",
      problem: { code: "sync-offline" },
    };
    expect(
      [
        online,
        { ...online, counts: waiting },
        { ...online, needsSignIn: true, counts: waiting },
        { ...online, connection: offline },
        { ...online, connection: offline, counts: waiting },
        { ...online, connection: { kind: "unknown" as const } },
        { ...online, counts: waiting, isPaused: true },
        { ...online, counts: { ...waiting, attention: 1 } },
        { ...online, counts: waiting, transfer },
      ].map((state) => judgeSyncState(state).sentence),
    ).toEqual([
      "已同步",
      "待发送 2",
      "需要重新登录",
      "离线",
      "离线，待发送 2",
      "正在连接",
      "已暂停，待发送 2",
      "需要处理 1",
      "发送中",
    ]);
  });
});

describe("the sync mark of a row", () => {
  it("names every mark of the list, with reason and next step where sending failed", () => {
    expect([
      saySyncMark({ kind: "local-only" }).title,
      saySyncMark({ kind: "pending" }).title,
      saySyncMark({ kind: "synced" }).title,
      saySyncMark({ kind: "queued", isSigned: true }).title,
      saySyncMark({ kind: "sending", sentFiles: 2, totalFiles: 13 }).title,
      saySyncMark({
        kind: "failed",
        problem: { code: "filing-version-conflict" },
      }),
    ]).toEqual([
      "仅在本机",
      "待同步",
      "已同步",
      "已签名，待发送",
      "发送中 2/13",
      {
        tone: "problem",
        title: "同步失败",
        sentence:
          "这份备案已在其他计算机上修改。本机的内容仍保留。请点击“处理冲突”，核对两处内容后决定。",
      },
    ]);
  });
});
