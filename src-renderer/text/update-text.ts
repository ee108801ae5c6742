import type { UpdateState } from "../../src-shared/updates/update-procedures.ts";

type OffReason = Extract<UpdateState["stage"], { kind: "off" }>["reason"];

export const updateText = {
  title: "版本和更新",
  version: (version: string) => `现在的版本：${version}`,
  check: "检查更新",
  cancel: "取消下载",
  off: {
    "by-policy": "自动更新由信息管理人员关闭，新版本由他们安装。",
    "no-feed": "信息管理人员没有设置更新服务器。",
    "not-installed": "这次不是从安装的程序启动，不检查更新。",
    "not-signed":
      "安装的程序没有发布者签名，不能自动更新。请告知信息管理人员。",
  } as const satisfies Record<OffReason, string>,
  notChecked: "还没有检查过新版本。",
  current: (time: string) => `已是最新版本，${time} 检查。`,
  checking: "正在检查新版本……",
  offered: (version: string) =>
    `有新版本 ${version}。请联系信息管理人员安装，草稿会保留。`,
  downloading: (version: string, percent: number) =>
    `正在下载新版本 ${version}，已完成 ${String(percent)}%，可以继续填写。`,
  ready: (version: string) =>
    `新版本 ${version} 已下载，关闭程序后自动安装，草稿会保留。`,
  wanted: (version: string, wanted: string) =>
    `信息管理人员要求使用 ${wanted} 或更新的版本，现在是 ${version}。可以继续填写和上报，请尽快更新。`,
};
