import { KeyObject } from "node:crypto";
import {
  makeLeaf,
  makeRoot,
} from "../../fixtures/certificates/make-certificate-estate.ts";

/** Key and certificate that no client here trusts. */
export async function strangerTls(): Promise<{ cert: string; key: string }> {
  const { certificate, keys } = await makeLeaf(await makeRoot("陌生证书"));
  const key = KeyObject.from(keys.privateKey);
  return {
    cert: certificate.toString("pem"),
    key: key.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}
