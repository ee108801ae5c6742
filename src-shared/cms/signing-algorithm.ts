import { z } from "zod";

/** What a key is asked to do. The key host knows these names and nothing of certificates; the suites are elsewhere. */
export const signingAlgorithms = [
  "rsa-sha256",
  "ecdsa-sha256",
  "ecdsa-sha384",
  "sm2-sm3",
] as const;
export const signingAlgorithmSchema = z.enum(signingAlgorithms);
export type SigningAlgorithm = z.infer<typeof signingAlgorithmSchema>;
