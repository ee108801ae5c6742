import { describe, expect, it } from "vitest";
import {
  certificateOptions,
  soleCertificate,
} from "../../../src-renderer/ui/keys/choosable-certificates.ts";
import { findCertificate } from "../../../src-renderer/ui/keys/find-certificate.ts";
import { guidanceFor } from "../../../src-renderer/ui/keys/key-guidance.tsx";
import { listRefusals } from "../../../src-renderer/ui/keys/refusal-table.tsx";
import { sayProblem } from "../../../src-renderer/text/problem-texts.ts";
import { judgeKeyState } from "../../../src-renderer/usb-key/judge-key-state.ts";
import type { KeyOverview } from "../../../src-shared/usb-key/usb-key-procedures.ts";
import type { Person } from "../../../src-shared/session/session-procedures.ts";
import type { KeyCertificate } from "../../../src-shared/usb-key/usb-key-procedures.ts";
import { makeCertificate, makeOverview, ownCode } from "./make-key-overview.ts";

const expired = makeCertificate({
  id: "certificate-2",
  usability: { kind: "unusable", reason: "certificate-expired" },
});
const revoked = makeCertificate({
  id: "certificate-4",
  usability: { kind: "unusable", reason: "certificate-revoked" },
});
const foreign = makeCertificate({
  id: "certificate-3",
  uscc: "91310000MA1FL2B3X9",
});

describe("certificates to choose from", () => {
  const overview = makeOverview([makeCertificate(), expired, foreign]);

  const told = (certificates: KeyCertificate[], uscc: string | null) =>
    certificateOptions(makeOverview(certificates), uscc).map(
      ({ certificate, opens, obstacle }) => [
        certificate.id,
        opens,
        obstacle?.reason,
      ],
    );

  it("keeps unusable ones in the list with their reason, those that can be chosen first", () => {
    expect(told([foreign, revoked, makeCertificate()], null)).toEqual([
      ["certificate-3", "all", undefined],
      ["certificate-1", "all", undefined],
      ["certificate-4", "nothing", "证书已吊销"],
    ]);
  });

  it("lets an expired one sign in to read, behind those that can do more", () => {
    expect(told([revoked, expired, makeCertificate()], null)).toEqual([
      ["certificate-1", "all", undefined],
      ["certificate-2", "reading", "已过期，只能查看"],
      ["certificate-4", "nothing", "证书已吊销"],
    ]);
  });

  it("lets neither an expired one nor another enterprise's sign", () => {
    expect(told([foreign, expired, makeCertificate()], ownCode)).toEqual([
      ["certificate-1", "all", undefined],
      ["certificate-3", "nothing", "属于其他企业，请重新登录"],
      ["certificate-2", "nothing", "证书已过期"],
    ]);
  });

  it("chooses by itself only where there is one choice, and an expired one only where nothing else is", () => {
    const sole = (...certificates: KeyCertificate[]) =>
      soleCertificate(certificateOptions(makeOverview(certificates), null))?.id;
    expect([
      sole(makeCertificate(), expired, revoked),
      sole(makeCertificate(), foreign),
      sole(expired, revoked),
      sole(expired, { ...expired, id: "certificate-5" }),
      sole(revoked),
    ]).toEqual([
      "certificate-1",
      undefined,
      "certificate-2",
      undefined,
      undefined,
    ]);
  });

  it("explains drivers, keys and certificates in one table", () => {
    const troubled = makeOverview([expired], {
      drivers: [
        {
          name: "飞天",
          path: "/x",
          problem: "key-driver-32-bit",
          isAwaited: false,
        },
      ],
    });
    expect(
      listRefusals(troubled, certificateOptions(troubled, null)).map(
        ({ what, reason, nextStep }) => [what, reason, nextStep],
      ),
    ).toEqual([
      [
        "驱动 飞天",
        "驱动是 32 位，本程序无法使用。",
        sayProblem({ code: "key-driver-32-bit" }).nextStep,
      ],
      [
        "张三 · 测试企业（GM3000RSA）",
        "已过期，只能查看",
        sayProblem({ code: "certificate-expired" }).nextStep,
      ],
    ]);
  });

  it("finds the chosen one by its digest, and nothing for null", () => {
    expect(findCertificate(overview, "a".repeat(64))?.id).toBe("certificate-1");
    expect(findCertificate(overview, null)).toBeUndefined();
  });
});

const unreadable = {
  keyLabel: "钥匙",
  keySerialNumber: "1",
  label: "坏证书",
  sha256: "c".repeat(64),
};

describe("为什么不能用", () => {
  it("has a row of its own for a certificate that cannot be read", () => {
    const overview = makeOverview([makeCertificate()], {
      unreadable: [unreadable],
    });
    expect(
      listRefusals(overview, certificateOptions(overview, null)),
    ).toMatchObject([
      {
        what: "无法读取的证书 坏证书（钥匙）",
        reason: "证书内容无法读取。",
        nextStep: "请联系发证机构检查电子钥匙。",
      },
    ]);
  });
});

describe("为什么不能用 of a locked key", () => {
  it("says how its own authority unlocks it, and in general where that is unknown", () => {
    const token = {
      label: "GM3000RSA",
      serialNumber: "0001",
      problem: "key-pin-locked",
    } as const;
    const known = makeOverview([makeCertificate()], { tokens: [token] });
    const unknown = makeOverview([], { tokens: [token] });
    expect([
      listRefusals(known, []).map(({ nextStep }) => nextStep),
      listRefusals(unknown, []).map(({ nextStep }) => nextStep),
    ]).toEqual([
      ["请到受理点解锁。"],
      [sayProblem({ code: "key-pin-locked" }).nextStep],
    ]);
  });
});

describe("what to do while there is no certificate", () => {
  it("names the driver, the key or the certificate, whichever is missing first", () => {
    expect([
      guidanceFor(makeOverview([], { drivers: [] })),
      guidanceFor(
        makeOverview([], {
          drivers: [
            {
              name: "x",
              path: "x",
              problem: "key-driver-32-bit",
              isAwaited: false,
            },
          ],
        }),
      ),
      guidanceFor(makeOverview([])),
      guidanceFor(makeOverview([], { tokens: makeOverview([expired]).tokens })),
      guidanceFor(
        makeOverview([], {
          tokens: makeOverview([expired]).tokens,
          unreadable: [unreadable],
        }),
      ),
      guidanceFor(makeOverview([expired])),
    ]).toEqual([
      { code: "key-no-driver" },
      { code: "key-driver-32-bit" },
      { code: "key-absent" },
      { code: "certificate-absent" },
      { code: "certificate-malformed" },
      null,
    ]);
  });

  it("waits for a driver that may know a key better than one that has trouble with it", () => {
    const told = (problem: KeyOverview["tokens"][number]["problem"]) => {
      const awaited = { name: "x", path: "x", problem: null, isAwaited: true };
      const tokens = [{ label: "key", serialNumber: "1", problem }];
      return guidanceFor(makeOverview([], { tokens, drivers: [awaited] }));
    };
    expect([told("certificate-absent"), told(null)]).toEqual([
      "reading",
      { code: "certificate-absent" },
    ]);
  });
});

describe("while a driver has not answered yet", () => {
  const awaited = {
    name: "飞天",
    path: "/slow",
    problem: null,
    isAwaited: true,
  };
  const besideAwaited = (overview: KeyOverview): KeyOverview => ({
    ...overview,
    drivers: [awaited, ...overview.drivers],
  });

  it("says so where there is nothing else to show, and shows what others show", () => {
    const { tokens } = makeOverview([makeCertificate()]);
    expect([
      guidanceFor(besideAwaited(makeOverview([]))),
      guidanceFor(besideAwaited(makeOverview([], { tokens }))),
      guidanceFor(besideAwaited(makeOverview([makeCertificate()]))),
      listRefusals(besideAwaited(makeOverview([])), []),
    ]).toEqual(["reading", { code: "certificate-absent" }, null, []]);
  });
});

describe("the key state in the top bar", () => {
  const person: Person = {
    via: "usb-key",
    uscc: ownCode,
    enterpriseName: "测试企业",
    holderName: "张三",
    account: null,
    certificate: {
      sha256: "a".repeat(64),
      notAfter: "2026-12-31T15:59:59.000Z",
    },
  };
  const at = (day: string, overview = makeOverview([makeCertificate()])) =>
    judgeKeyState(overview, person, new Date(`${day}T04:00:00Z`));

  it("warns from 60 days before the last day of the certificate", () => {
    expect([
      at("2026-11-01"),
      at("2026-11-02"),
      at("2026-12-31"),
      at("2027-01-01"),
    ]).toEqual([
      { tone: "warning", sentence: "证书 60 天后到期" },
      { tone: "warning", sentence: "证书 59 天后到期" },
      { tone: "warning", sentence: "证书今天到期" },
      { tone: "problem", sentence: "证书已过期" },
    ]);
    expect(at("2026-10-31")).toEqual({ tone: "ok", sentence: "已插入 · 张三" });
  });

  it("tells an absent key, another key and a broken driver apart", () => {
    const otherKey = makeCertificate({ certificateSha256: "b".repeat(64) });
    expect([
      at("2026-06-01", makeOverview([])).sentence,
      at("2026-06-01", makeOverview([otherKey])).sentence,
      at(
        "2026-06-01",
        makeOverview([], {
          drivers: [
            {
              name: "x",
              path: "x",
              problem: "key-driver-crashed",
              isAwaited: false,
            },
          ],
        }),
      ).sentence,
      at(
        "2026-06-01",
        makeOverview([], {
          drivers: [{ name: "x", path: "x", problem: null, isAwaited: true }],
        }),
      ).sentence,
    ]).toEqual(["未插入", "已插入其他电子钥匙", "驱动异常", "正在读取"]);
  });
});
