import { z } from "zod";
import { companionProblemCodes } from "./companion-problem-codes.ts";

/** RFC 9457 body of every 4xx and 5xx answer, application/problem+json. */
export const problemDetailsSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(companionProblemCodes),
  /** What the client needs to go on, e.g. the filing under way or the current version. */
  facts: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .optional(),
});
export type ProblemDetails = z.infer<typeof problemDetailsSchema>;
