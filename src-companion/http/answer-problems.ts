import type { FastifyInstance, FastifyReply } from "fastify";
import type { ProblemDetails } from "../../src-shared/companion-api/problem-details.ts";
import {
  describeProblem,
  problemMediaType,
  problemOf,
} from "./describe-problem.ts";

/** Every 4xx and 5xx leaves as application/problem+json with a stable code; defects are logged and say nothing. */
export function answerProblems(server: FastifyInstance): void {
  server.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    if (problem !== null) return sendProblem(reply, problem);
    request.log.error({ err: error }, "unexpected error");
    return sendProblem(reply, describeProblem("unexpected-error"));
  });
  server.setNotFoundHandler((_request, reply) =>
    sendProblem(reply, describeProblem("route-unknown")),
  );
}

export function sendProblem(
  reply: FastifyReply,
  problem: ProblemDetails,
): FastifyReply {
  const retryAfter = problem.facts?.["retryAfterSeconds"];
  if (typeof retryAfter === "number")
    void reply.header("retry-after", String(retryAfter));
  if (problem.status === 401) void reply.header("www-authenticate", "Bearer");
  // As text: the serializer belongs to the reply schema of the route, which a problem does not follow.
  return reply
    .code(problem.status)
    .type(problemMediaType)
    .serializer(JSON.stringify)
    .send(problem);
}
