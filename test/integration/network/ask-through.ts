// A client's network in a process of its own: NODE_EXTRA_CA_CERTS is read when Node starts.
import { createNetwork } from "../../../dev/browser-host/network.ts";
import type {
  ProxyChoice,
  ProxyCredentials,
} from "../../../src-main/application/host-ports.ts";
import { createRequestSender } from "../../../src-main/sync/request-sender.ts";
import { refuseUnlessSuccess } from "../../../src-main/sync/judge-answer.ts";
import { ProblemError } from "../../../src-shared/problems/problem.ts";

export interface AskStep {
  readonly choice: ProxyChoice;
  readonly credentials: ProxyCredentials | null;
  readonly origin: string;
  readonly path: string;
  readonly timeLimitMs?: number;
}

const steps = JSON.parse(process.argv[2] ?? "[]") as AskStep[];
const outcomes: string[] = [];
for (const step of steps) outcomes.push(await ask(step));
process.stdout.write(JSON.stringify(outcomes));
process.exit(0);

async function ask(step: AskStep): Promise<string> {
  const network = createNetwork();
  network.proxy.onSignIn((_challenge, refused) =>
    refused === null ? step.credentials : null,
  );
  await network.proxy.use(step.choice);
  const sender = createRequestSender(step.origin, network.fetch);
  try {
    const answer = await sender.send({
      method: "GET",
      path: step.path,
      headers: { authorization: "Bearer secret" },
      timeLimitMs: step.timeLimitMs ?? 10_000,
    });
    refuseUnlessSuccess(answer);
    return String(answer.status);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { code, facts } = error.problem;
    return [code, facts?.["cause"]].filter(Boolean).join(" ");
  }
}
