import { z } from "zod";
import { problemSchema } from "../problems/problem.ts";

/** What travels over the pipe, one JSON text per message. */
export const callSchema = z.strictObject({
  kind: z.literal("call"),
  id: z.int().nonnegative(),
  name: z.string().max(100),
  input: z.unknown(),
});

export const fromHostSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("reply"),
    id: z.int(),
    output: z.unknown(),
  }),
  z.strictObject({
    kind: z.literal("failure"),
    id: z.int(),
    problem: problemSchema,
  }),
  z.strictObject({
    kind: z.literal("event"),
    name: z.string(),
    payload: z.unknown(),
  }),
]);

export type FromHost = z.infer<typeof fromHostSchema>;

/** The page's end of the pipe: exactly what the preload script exposes as `window.bridgePipe`. */
export interface BridgePipe {
  send(text: string): void;
  onMessage(listener: (text: string) => void): void;
  onClose(listener: () => void): void;
}
