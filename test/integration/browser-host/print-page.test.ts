import { randomBytes } from "node:crypto";
import { readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { printPage } from "../../../dev/browser-host/print-page.ts";
import {
  serveApplication,
  type BrowserHost,
} from "../../../dev/browser-host/serve-application.ts";
import { ProblemError } from "../../../src-shared/problems/problem.ts";
import {
  createFakeApplication,
  type FakeApplication,
} from "../../fixtures/fakes/fake-application.ts";
import { makePageFolder } from "../../fixtures/fakes/fake-page-folder.ts";

const script = `
const ticket = new URLSearchParams(location.search).get("ticket");
fetch("attachments/" + ticket)
  .then((reply) => reply.json())
  .then(({ word, pageCount, ready }) => {
    document.body.textContent = word;
    for (let page = 1; page < pageCount; page += 1) {
      const next = document.createElement("p");
      next.className = "next";
      next.textContent = word;
      document.body.append(next);
    }
    if (typeof window.bridgePipe !== "undefined") ready = "failed";
    document.documentElement.dataset.ready = ready;
  });
`;

const ticket = randomBytes(32).toString("base64url");
const running = new AbortController().signal;

let application: FakeApplication;
let host: BrowserHost;
beforeEach(async () => {
  application = createFakeApplication();
  const folder = makePageFolder();
  writeFileSync(
    join(folder, "print.html"),
    '<!doctype html><html><head><link rel="stylesheet" href="/print.css"></head><body></body><script src="/print.js"></script></html>',
  );
  writeFileSync(join(folder, "print.css"), ".next { break-before: page; }");
  writeFileSync(join(folder, "print.js"), script);
  host = await serveApplication(application, folder, 0);
});
afterEach(() => host.close());

function show(facts: { pageCount?: number; ready?: string }): string {
  const { pageCount = 1, ready = "true" } = facts;
  application.reply = {
    status: 200,
    headers: { "content-type": "application/json" },
    body: Buffer.from(JSON.stringify({ word: "备案", pageCount, ready })),
  };
  return host.passTo(`print.html?ticket=${ticket}`);
}

describe("printing in the browser host", () => {
  it("makes an A4 PDF of the page once it is filled by its ticket, without a bridge", async () => {
    const pdf = await printPage(show({ pageCount: 3 }), running);
    const text = Buffer.from(pdf).toString("latin1");
    const boxes = [...text.matchAll(/\/MediaBox \[0 0 (\d+)[.\d]* (\d+)/g)];
    expect({
      head: text.slice(0, 5),
      boxes: boxes.map(([, width, height]) => [width, height]),
      tickets: application.attachmentRequests.map((asked) => asked.ticket),
      pages: application.openPages.size,
    }).toEqual({
      head: "%PDF-",
      boxes: [
        ["595", "841"],
        ["595", "841"],
        ["595", "841"],
      ],
      tickets: [ticket],
      pages: 0,
    });
  });

  it("makes nothing of a page that could not be filled", async () => {
    await expect(printPage(show({ ready: "failed" }), running)).rejects.toThrow(
      "could not be filled",
    );
  });

  it("says so where no browser is installed", async () => {
    const failed = printPage(show({}), running, ["/nowhere/chromium"]);
    await expect(failed).rejects.toThrow(
      new ProblemError("printing-unavailable"),
    );
  });

  it("ends when told, and leaves nothing behind", async () => {
    const left = (): string[] =>
      readdirSync(tmpdir()).filter((name) => name.startsWith("printing-"));
    const before = left();
    const stopping = new AbortController();
    const failed = printPage(show({ ready: "" }), stopping.signal);
    const ended = expect(failed).rejects.toThrow("ended");
    await vi.waitFor(() => {
      expect(application.attachmentRequests).toHaveLength(1);
    }, 20_000);
    stopping.abort();
    await ended;
    expect(left()).toEqual(before);
  });

  it("opens a page once with a pass, and nothing without one", async () => {
    const pass = show({});
    const ask = async (url: string): Promise<[number, string | null]> => {
      const reply = await fetch(url, { redirect: "manual" });
      return [reply.status, reply.headers.get("location")];
    };
    const page = `${new URL(host.url).origin}/print.html?ticket=${ticket}`;
    expect([await ask(pass), await ask(pass), await ask(page)]).toEqual([
      [303, `/print.html?ticket=${ticket}`],
      [403, null],
      [403, null],
    ]);
  });
});
