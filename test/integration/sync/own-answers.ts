import type { ServerResponse } from "node:http";
import type { ProblemCode } from "../../../src-shared/problems/problem.ts";

/**
 * What something between client and API answers by itself: a hotel's sign-in page (`portal`), an API that ended the
 * session (`unauthorised`) or has a defect of its own (`defect`), a proxy that wants a password (407), takes less at once
 * (413), is asked too often (429), or finds nobody behind it (503).
 */
export type OwnAnswer =
  | "portal"
  | "unauthorised"
  | "defect"
  | "proxy-sign-in"
  | "too-large"
  | "too-many"
  | "unavailable";

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const html = { "content-type": "text/html" };

function problem(status: number, code: ProblemCode): Answer {
  return {
    status,
    headers: { "content-type": "application/problem+json" },
    body: JSON.stringify({ type: "about:blank", title: code, status, code }),
  };
}

const answers: Readonly<Record<OwnAnswer, Answer>> = {
  portal: {
    status: 200,
    headers: html,
    body: "<html><title>请登录网络</title></html>",
  },
  unauthorised: problem(401, "session-ended"),
  defect: problem(500, "unexpected-error"),
  "proxy-sign-in": {
    status: 407,
    headers: { ...html, "proxy-authenticate": "Basic" },
    body: "",
  },
  "too-large": { status: 413, headers: html, body: "413" },
  "too-many": {
    status: 429,
    headers: { ...html, "retry-after": "2" },
    body: "429",
  },
  unavailable: {
    status: 503,
    // A date by a clock two days behind everybody else's.
    headers: {
      ...html,
      date: "Tue, 24 Nov 2026 08:00:00 GMT",
      "retry-after": "Tue, 24 Nov 2026 08:00:03 GMT",
    },
    body: "503",
  },
};

export function isOwnAnswer(fault: unknown): fault is OwnAnswer {
  return typeof fault === "string" && fault in answers;
}

export function answerItself(
  response: ServerResponse,
  answer: OwnAnswer,
): void {
  const { status, headers, body } = answers[answer];
  response.sendDate = false;
  response.writeHead(status, headers);
  response.end(body);
}
