import { Server } from "@tus/server";
import type { CompanionProblemCode } from "../../src-shared/companion-api/endpoint.ts";
import { problemDetailsSchema } from "../../src-shared/companion-api/problem-details.ts";
import { describeProblem, problemMediaType } from "../http/describe-problem.ts";

export class ProblemTusServer extends Server {
  /** tus speaks its errors as plain text, partly past `onResponseError`; here each gets its code. */
  override write(
    context: Parameters<Server["write"]>[0],
    headers: Headers,
    status: number,
    body?: string,
  ): ReturnType<Server["write"]> {
    if (status < 400) return super.write(context, headers, status, body);
    headers.set("Content-Type", problemMediaType);
    if (body?.startsWith("{") === true) {
      const { facts } = problemDetailsSchema.parse(JSON.parse(body));
      const retryAfter = facts?.["retryAfterSeconds"];
      if (retryAfter !== undefined)
        headers.set("Retry-After", String(retryAfter));
      return super.write(context, headers, status, body);
    }
    const problem = describeProblem(codeOfStatus(status));
    return super.write(
      context,
      headers,
      problem.status,
      JSON.stringify(problem),
    );
  }
}

function codeOfStatus(status: number): CompanionProblemCode {
  if (status === 404 || status === 410) return "upload-unknown";
  if (status === 409) return "upload-offset-wrong";
  if (status === 413) return "file-too-large";
  // 501: an extension of tus that is not offered; a client that asks for it is wrong.
  return status < 500 || status === 501
    ? "request-malformed"
    : "unexpected-error";
}
