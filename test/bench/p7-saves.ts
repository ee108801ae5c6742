import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import { exampleFiling } from "../fixtures/filings/example-filing.ts";
import { alternate, quantile } from "./alternate.ts";
import { benchLine, type BenchLine } from "./bench-line.ts";
import {
  issueTokens,
  startBareProgram,
  startCompanionProgram,
  usccOf,
} from "./companion-program.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

const clientCount = 50;
const savesEach = 8;

interface SavingClient {
  readonly token: string;
  readonly filingId: string;
  readonly content: FilingContent;
  version: number;
}

/** 50 clients saving one after the other without a pause, against Fastify with one durable insert. */
export async function measureSaves(): Promise<BenchLine[]> {
  return inTemporaryFolder(async (folder) => {
    const dataDir = join(folder, "companion");
    const companion = await startCompanionProgram(dataDir);
    const bare = await startBareProgram("bare-save-server.ts", [
      join(folder, "bare.sqlite"),
    ]);
    const agent = new Agent({ keepAlive: true, maxSockets: clientCount });
    try {
      const tokens = await issueTokens(
        dataDir,
        Array.from({ length: clientCount }, (_, index) => usccOf(index)),
      );
      const productLatencies: number[] = [];
      const bareLatencies: number[] = [];
      const productClients = tokens.map(newClient);
      const bareClients = tokens.map(newClient);
      const { productMs, bareMs } = await alternate({
        product: () =>
          saveAll(companion.found, agent, productClients, productLatencies),
        bare: () => saveAll(bare.found, agent, bareClients, bareLatencies),
        rounds: 8,
        warmUps: 1,
      });
      const saves = clientCount * savesEach;
      return [
        benchLine({
          id: "P7",
          value: (saves / productMs) * 1000,
          baseline: (saves / bareMs) * 1000,
          unit: "saves/s",
          goal: ">= 0.6",
        }),
        benchLine({
          id: "P7-p99",
          value: quantile(productLatencies, 0.99),
          baseline: quantile(bareLatencies, 0.99),
          unit: "ms",
          goal: "stated",
        }),
      ];
    } finally {
      agent.destroy();
      await Promise.all([companion.end(), bare.end()]);
    }
  });
}

function newClient(token: string, index: number): SavingClient {
  const content = exampleFiling("manufacturer", usccOf(index));
  return { token, filingId: randomUUID(), content, version: 0 };
}

async function saveAll(
  origin: string,
  agent: Agent,
  clients: readonly SavingClient[],
  latencies: number[],
): Promise<void> {
  await Promise.all(
    clients.map(async (client) => {
      for (let save = 0; save < savesEach; save++) {
        const begin = performance.now();
        await saveOnce(origin, agent, client);
        latencies.push(performance.now() - begin);
      }
    }),
  );
}

/** Every save is a new one on the version before; any refusal ends the measure. */
async function saveOnce(
  origin: string,
  agent: Agent,
  client: SavingClient,
): Promise<void> {
  const { token, filingId, content, version } = client;
  const body = { saveId: randomUUID(), baseVersion: version, content };
  const { status, reply } = await put(
    `${origin}/v1/filings/${filingId}`,
    agent,
    token,
    JSON.stringify(body),
  );
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(reply)}`);
  client.version = (reply as { filing: { version: number } }).filing.version;
}

/** node:http and not fetch: the client must not be what is measured. */
function put(
  url: string,
  agent: Agent,
  token: string,
  text: string,
): Promise<{ status: number; reply: unknown }> {
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "PUT", agent, headers }, (response) => {
      const status = response.statusCode ?? 0;
      json(response).then((reply) => resolve({ status, reply }), reject);
    });
    sent.on("error", reject);
    sent.end(text);
  });
}
