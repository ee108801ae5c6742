import type { SettingName } from "../../src-shared/settings/declared-settings.ts";
import type { SettingGroup } from "../../src-shared/settings/setting.ts";
import type { SettingWords } from "../../src-renderer/text/setting-words.ts";

// For the policy editor and the document of IT departments that work in English; the page speaks Chinese alone.

export const englishFrame = {
  product: "Used Car Filing (enterprise client)",
  recommended: "Recommended (the clerk may change it)",
  supportedOn: "Used Car Filing 0.1 or later",
} as const;

export const englishGroups = {
  connection: "Network",
  keys: "USB keys",
  work: "Working habits",
  notices: "Customer service",
  accounts: "Single sign-on",
  trust: "Receipts",
  updates: "Updates",
} as const satisfies Record<SettingGroup, string>;

export const englishWords: Record<SettingName, SettingWords> = {
  companionAddress: {
    label: "Server address",
    hint: "The https address of the filing server, e.g. https://filing.example.cn.",
  },
  proxyMode: {
    label: "Proxy mode",
    hint: "How the client reaches the network. Normally the system's settings.",
    options: {
      system: "Use the system's settings",
      direct: "No proxy",
      manual: "Proxy server named here",
      pac: "Automatic configuration script",
    },
  },
  proxyAddress: {
    label: "Proxy server",
    hint: "Host and port, e.g. proxy.example.cn:8080. User name and password are asked for when needed.",
  },
  proxyBypass: {
    label: "Addresses without proxy",
    hint: "One per line, e.g. *.example.cn or 10.0.0.0/8.",
  },
  proxyPacUrl: {
    label: "Address of the configuration script",
    hint: "The address of the PAC file, e.g. http://proxy.example.cn/proxy.pac.",
  },
  driverModules: {
    label: "Driver files",
    hint: "Full paths of PKCS#11 modules, one per line, used beside the ones the client finds by itself. Behind a path, after |, may stand the file name of a known module that the authority has renamed (D:\\CA\\p11.dll|gm3000_pkcs11.dll), or what is odd about it, separated by blanks (D:\\CA\\p11.dll|pauseAfterLoadMs=500 readSlotListTwice).",
  },
  keyAuthorities: {
    label: "How keys of an authority lock",
    hint: "One authority per line, five parts separated by |: name, parts of its issuer's name separated by commas, wrong PINs in a row until its keys lock, how to unlock, how to renew. Used before the guidance the client brings.",
  },
  lockAfterMinutes: {
    label: "Lock when idle (minutes)",
    hint: "The page locks after so many minutes without use, 1 to 240. What was typed is saved before.",
  },
  autosaveAfterMs: {
    label: "Pause before autosave (milliseconds)",
    hint: "Saves so long after the last keystroke, 200 to 900. While typing goes on, once a second at least.",
  },
  backupFolder: {
    label: "Backup folder",
    hint: "Where local backups are kept. Without it, in the client's own folder.",
  },
  logLevel: {
    label: "Log level",
    hint: "The log tells how the client runs and nothing that was typed.",
    options: {
      error: "Errors",
      warn: "Errors and warnings",
      info: "Normal",
      debug: "Detailed",
    },
  },
  servicePhone: {
    label: "Service phone",
    hint: "Shown on the sign-in page and in the top menu.",
  },
  driverDownloadUrl: {
    label: "Driver download",
    hint: "Where drivers of the USB key can be downloaded (https).",
  },
  keyApplicationUrl: {
    label: "Application for a USB key",
    hint: "Where a USB key is applied for and certificates are renewed (https).",
  },
  clientGuideUrl: {
    label: "Client manual",
    hint: "The address of the manual (https).",
  },
  keyGuideUrl: {
    label: "USB key manual",
    hint: "The address of the USB key's manual (https).",
  },
  notices: {
    label: "Notices",
    hint: "Sentences on the sign-in page, one per line.",
  },
  administratorContact: {
    label: "Administrator's contact",
    hint: "Shown beside locked settings.",
  },
  openIdIssuer: {
    label: "OpenID Connect issuer",
    hint: "The issuer of the single sign-on. Without it, this way of signing in is not shown.",
  },
  receiptKeyPins: {
    label: "Receipt key fingerprints",
    hint: "Thumbprints (RFC 7638, 43 characters; the ids in /v1/receipt-keys) of trusted receipt keys, one per line. Without them, keys are remembered at first use.",
  },
  updateMode: {
    label: "Update mode",
    hint: "A client installed by MSI never installs updates by itself.",
    options: {
      off: "Do not look for updates",
      notify: "Tell of new versions",
      "install-on-quit": "Install when the client is closed",
    },
  },
  updateFeedUrl: {
    label: "Update feed",
    hint: "The https address of the internal update feed.",
  },
  updateChannel: {
    label: "Update channel",
    hint: "The preview channel gets new versions earlier.",
    options: { stable: "Stable", preview: "Preview" },
  },
  minimumVersion: {
    label: "Minimum version",
    hint: "An older client asks to be updated, e.g. 1.2.0.",
  },
};
