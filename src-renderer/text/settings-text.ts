import type { SettingSource } from "../../src-shared/settings/resolve-settings.ts";

export const settingsText = {
  title: "系统设置",
  beforeSignIn:
    "登录前可以修改网络连接和电子钥匙的设置，其他设置请在登录后修改。",
  backToSignIn: "返回登录",
  save: "保存设置",
  saved: "设置已保存。",
  nothingToSave: "没有需要保存的修改。",
  reset: "恢复默认",
  resetNamed: (label: string) => `恢复默认：${label}`,
  addDriver: "选择驱动文件",
  noDriver: "没有另外指定驱动文件。",
  chooseFolder: "选择文件夹",
  noFolder: "程序的资料文件夹",
  restartNeeded:
    "新的设置在重新打开程序后生效。已保存的内容不受影响，等待发送的内容会继续发送。",
  restart: "重新打开程序",
  locked: "由管理员锁定",
  lockedByCommand: "由启动程序的命令指定",
  contact: (contact: string) => `如需修改请联系：${contact}`,
  noContact: "如需修改请联系信息管理人员。",
  unusable: "管理员填写的值无法使用，请告知信息管理人员。",
  since: (time: string) => `自 ${time}`,
  sources: {
    default: "默认值",
    preset: "管理员的建议值",
    clerk: "自行设置",
    "command-line": "启动命令指定",
    policy: "管理员的规定",
  } as const satisfies Record<SettingSource, string>,
  administrated: "由管理员设置的项目",
  setting: "设置",
  value: "值",
  source: "来源",
  notSet: "未设置",
  policyPlaces: "策略来源",
  policyStates: {
    absent: "没有",
    read: "已读取",
    unreadable: "无法读取，请告知信息管理人员",
  },
  unknownNames: (names: readonly string[]) =>
    `策略中有不认识的名称：${names.join("、")}。请告知信息管理人员检查拼写。`,
  clerkFileDamaged:
    "本机的设置文件已损坏，现在使用默认值和管理员的设置。草稿和备案不受影响。请重新设置后保存。",
  storage: "已用空间",
  storageParts: {
    databaseBytes: "数据库",
    attachmentBytes: "附件",
    logBytes: "运行日志",
    otherBytes: "其他",
  },
  storageTotal: "合计",
  storageFolder: "资料文件夹",
  problems: {
    companionAddress:
      "请输入以 https:// 开头的完整地址，不要包含用户名和密码。",
    proxyAddress:
      "请输入代理服务器的主机名和端口，例如 proxy.example.cn:8080。",
    proxyBypass: "每行只能有一个主机名或网段，例如 *.example.cn。",
    proxyPacUrl: "请输入以 http:// 或 https:// 开头的完整地址。",
    proxyAddressMissing: "请填写代理服务器。",
    proxyPacUrlMissing: "请填写自动配置脚本地址。",
    number: (least: number, most: number) =>
      `请输入 ${least} 至 ${most} 之间的整数。`,
  },
} as const;
