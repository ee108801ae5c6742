import { judgeModuleSignature } from "../usb-key/judge-module-signature.ts";

/**
 * Null where Windows vouches for the file and one of the publishers signed it; why not otherwise. Without Windows' word
 * nobody is taken for the publisher.
 */
export async function verifyPublisher(
  publisherNames: readonly string[],
  path: string,
  judge: typeof judgeModuleSignature = judgeModuleSignature,
): Promise<string | null> {
  const { state, signerName } = await judge(path);
  const isOurs =
    state === "signed" &&
    signerName !== null &&
    publisherNames.includes(signerName);
  return isOurs ? null : `${state}, signer: ${signerName ?? "none"}`;
}
