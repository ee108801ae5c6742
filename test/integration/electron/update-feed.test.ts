import { createHash } from "node:crypto";
import { EventEmitter } from "node:events";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import {
  createServer,
  request as httpRequest,
  type RequestOptions,
} from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import type { AnswerProxy } from "../../../src-main/application/host-ports.ts";

const installer = Buffer.from("MZ the next version");

/** What a release puts on the internal server. */
async function serveFeed(sha512: string): Promise<string> {
  const description = `version: 1.1.0
files:
  - url: setup.exe
    sha512: ${sha512}
    size: ${installer.length}
    isAdminRightsRequired: true
path: setup.exe
sha512: ${sha512}
releaseDate: '2026-11-26T08:00:00.000Z'
`;
  const server = createServer(({ url = "" }, answer) => {
    if (url.startsWith("/latest.yml")) answer.end(description);
    else if (url === "/setup.exe") answer.end(installer);
    else answer.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Electron as electron-updater itself finds it, on a machine that calls itself Windows. */
function standInElectron() {
  const folder = mkdtempSync(join(tmpdir(), "update-feed-"));
  const logins: ((...args: unknown[]) => void)[] = [];
  const app = Object.assign(new EventEmitter(), {
    isPackaged: true,
    getVersion: () => "1.0.0",
    getName: () => "used-car-filing",
    getPath: () => folder,
    whenReady: () => Promise.resolve(),
  });
  const electron = {
    app,
    session: { fromPartition: (name: string) => ({ name }) },
    net: {
      request: (options: RequestOptions) => {
        const asked = httpRequest(options);
        logins.push((...args) => asked.emit("login", ...args));
        return asked;
      },
    },
  };
  const path = createRequire(import.meta.url).resolve("electron");
  const cache = createRequire(import.meta.url).cache;
  const before = { platform: process.platform, known: cache[path] };
  cache[path] = {
    exports: electron,
    loaded: true,
    id: path,
  } as unknown as NodeJS.Module;
  Object.defineProperty(process, "platform", { value: "win32" });
  Object.assign(process, { resourcesPath: folder });
  vi.stubEnv("LOCALAPPDATA", folder);
  vi.resetModules();
  vi.doMock("electron", () => electron);
  writeFileSync(join(folder, "app-update.yml"), "updaterCacheDirName: cache\n");
  const elevate = join(folder, "elevate.exe");
  writeFileSync(elevate, '#!/bin/sh\nprintf "%s\\n" "$@" > "$0.run"\n');
  chmodSync(elevate, 0o700);
  onTestFinished(() => {
    Object.defineProperty(process, "platform", { value: before.platform });
    if (before.known === undefined) Reflect.deleteProperty(cache, path);
    else cache[path] = before.known;
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
  const started = () =>
    existsSync(`${elevate}.run`)
      ? readFileSync(`${elevate}.run`, "utf8").trim().split("\n")
      : null;
  return { app, logins, folder, started };
}

async function openFeed(
  sha512: string,
  answerProxy: AnswerProxy = () => null,
  ownName = "",
) {
  const url = await serveFeed(sha512);
  const electron = standInElectron();
  appendFileSync(join(electron.folder, "app-update.yml"), ownName);
  const { createUpdateFeed } =
    await import("../../../src-main/electron/update-feed.ts");
  const { verifyPublisher } =
    await import("../../../src-main/application/verify-publisher.ts");
  const feed = createUpdateFeed(answerProxy, verifyPublisher);
  if (feed === null) throw new Error("No feed.");
  return {
    ...electron,
    find: () => feed.check({ url, channel: "stable" }),
    download: () =>
      feed.download(() => undefined, new AbortController().signal),
    feed,
  };
}

const digest = createHash("sha512").update(installer).digest("base64");

it("installs what was downloaded once the client has ended, and asks nobody", async () => {
  const { app, feed, find, download, folder, started } = await openFeed(digest);
  expect(await find()).toEqual({ version: "1.1.0" });
  await download();
  feed.installOnQuit(true);
  expect(app.listenerCount("quit")).toBe(1);
  app.emit("quit", {}, 0);
  await vi.waitFor(() =>
    expect(started()).toEqual([
      join(folder, "cache/pending/setup.exe"),
      "--updated",
      "/S",
    ]),
  );
});

it("installs nothing that was downloaded and is not wanted any more", async () => {
  const { app, feed, find, download, started } = await openFeed(digest);
  await find();
  await download();
  feed.installOnQuit(true);
  feed.installOnQuit(false);
  app.emit("quit", {}, 0);
  expect(started()).toBeNull();
});

it("installs nothing that is not what the feed describes", async () => {
  const { app, find, download } = await openFeed("A".repeat(86) + "==");
  await find();
  await expect(download()).rejects.toMatchObject({
    problem: { code: "update-not-authentic" },
  });
  expect(app.listenerCount("quit")).toBe(0);
});

it("installs nothing that nobody signed, where Windows cannot be asked either", async () => {
  const { app, find, download } = await openFeed(
    digest,
    () => null,
    "publisherName:\n  - 某某科技有限公司\n",
  );
  await find();
  await expect(download()).rejects.toMatchObject({
    problem: { code: "update-not-authentic" },
    cause: { code: "ERR_UPDATER_INVALID_SIGNATURE" },
  });
  expect(app.listenerCount("quit")).toBe(0);
});

it("tells a proxy who goes through, and a server nothing", async () => {
  const credentials = { username: "zhang", password: "secret" };
  const { find, logins } = await openFeed(digest, (_challenge, refused) =>
    refused === null ? credentials : null,
  );
  await find();
  const answers: unknown[][] = [];
  const ask = (isProxy: boolean) =>
    logins[0]?.(
      { isProxy, host: "proxy.example.cn", port: 8080, realm: "office" },
      (...args: unknown[]) => answers.push(args),
    );
  for (const isProxy of [false, true, true]) ask(isProxy);
  expect(answers).toEqual([[], ["zhang", "secret"], []]);
});
