import type { SettingGroup } from "../../src-shared/settings/setting.ts";
import type { SettingName } from "../../src-shared/settings/declared-settings.ts";

export interface SettingWords {
  readonly label: string;
  /** For the clerk beside the control, and for IT in the policy editor and in the document. */
  readonly hint: string;
  /** What IT alone can write, after the hint in the policy editor and in the document. */
  readonly policyHint?: string;
  readonly options?: Readonly<Record<string, string>>;
}

export const settingGroupLabels = {
  connection: "网络连接",
  keys: "电子钥匙",
  work: "使用习惯",
  notices: "客户服务",
  accounts: "统一身份登录",
  trust: "回执验证",
  updates: "程序更新",
} as const satisfies Record<SettingGroup, string>;

export const settingWords = {
  companionAddress: {
    label: "服务器地址",
    hint: "备案服务器的 https 地址，例如 https://filing.example.cn。",
  },
  proxyMode: {
    label: "代理方式",
    hint: "一般选择“使用系统设置”。公司网络另有要求时，请按管理员的说明选择。",
    options: {
      system: "使用系统设置",
      direct: "不使用代理",
      manual: "指定代理服务器",
      pac: "使用自动配置脚本",
    },
  },
  proxyAddress: {
    label: "代理服务器",
    hint: "主机名和端口，例如 proxy.example.cn:8080。用户名和密码在连接时另行询问。",
  },
  proxyBypass: {
    label: "不经代理的地址",
    hint: "每行一个，例如 *.example.cn 或 10.0.0.0/8。",
  },
  proxyPacUrl: {
    label: "自动配置脚本地址",
    hint: "PAC 文件的网址，例如 http://proxy.example.cn/proxy.pac。",
  },
  driverModules: {
    label: "驱动文件",
    hint: "程序自动寻找常见的驱动。找不到时，请选择电子钥匙附带的驱动文件。",
    policyHint:
      "管理员可以在文件后写竖线和已知驱动的文件名（发证机构改名的驱动，例如 D:\\CA\\p11.dll|gm3000_pkcs11.dll），或驱动的特殊之处，用空格分开，例如 D:\\CA\\p11.dll|pauseAfterLoadMs=500 readSlotListTwice。",
  },
  lockAfterMinutes: {
    label: "空闲锁定时间（分钟）",
    hint: "多长时间没有操作后锁定页面，1 至 240 分钟。锁定前草稿已保存。",
  },
  autosaveAfterMs: {
    label: "自动保存等待时间（毫秒）",
    hint: "停止输入多久后自动保存，200 至 900 毫秒。连续输入时每秒至少保存一次。",
  },
  backupFolder: {
    label: "备份文件夹",
    hint: "本机备份保存的位置。没有选择时保存在程序的资料文件夹中。",
  },
  logLevel: {
    label: "运行日志",
    hint: "日志只记录程序的运行情况，不含填写的内容。排查问题时请选择“详细”。",
    options: {
      error: "仅错误",
      warn: "错误和警告",
      info: "一般",
      debug: "详细",
    },
  },
  servicePhone: {
    label: "客服电话",
    hint: "显示在登录页面和顶部菜单。",
  },
  driverDownloadUrl: {
    label: "驱动下载",
    hint: "电子钥匙驱动的下载网址（https）。",
  },
  keyApplicationUrl: {
    label: "电子钥匙申请与更新",
    hint: "申请电子钥匙和更新证书的网址（https）。",
  },
  clientGuideUrl: {
    label: "企业端操作手册",
    hint: "操作手册的网址（https）。",
  },
  keyGuideUrl: {
    label: "电子钥匙使用说明",
    hint: "电子钥匙使用说明的网址（https）。",
  },
  notices: {
    label: "请您留意",
    hint: "登录页面上显示的提示，每行一条。",
  },
  administratorContact: {
    label: "管理员联系方式",
    hint: "显示在已锁定的设置旁边。",
  },
  openIdIssuer: {
    label: "统一身份认证地址",
    hint: "国家政务服务平台账号登录所用的 OpenID Connect 签发者地址。没有填写时不显示这种登录方式。",
  },
  keyAuthorities: {
    label: "发证机构的锁定与解锁",
    hint: "每行一个发证机构，用竖线分成五段：名称|签发者名称中的字，用逗号分开|连续输错几次锁定|解锁办法|证书更新办法。先于程序自带的说明。",
  },
  receiptKeyPins: {
    label: "回执公钥指纹",
    hint: "可信的回执公钥的指纹（RFC 7638，43 个字符，即服务器 /v1/receipt-keys 中的 id），每行一个。没有填写时记住首次使用的公钥。",
  },
  updateMode: {
    label: "更新方式",
    hint: "由管理员决定。MSI 安装的程序不会自行安装更新。",
    options: {
      off: "不检查更新",
      notify: "只提示新版本",
      "install-on-quit": "退出时安装",
    },
  },
  updateFeedUrl: {
    label: "更新地址",
    hint: "内部更新源的 https 地址。",
  },
  updateChannel: {
    label: "更新通道",
    hint: "预览通道较早收到新版本。",
    options: { stable: "正式", preview: "预览" },
  },
  minimumVersion: {
    label: "最低版本",
    hint: "低于此版本的程序会提示更新，例如 1.2.0。",
  },
} as const satisfies Record<SettingName, SettingWords>;

/** The same words where the name is only known while running. */
export function wordsOf(name: SettingName): SettingWords {
  return settingWords[name];
}
