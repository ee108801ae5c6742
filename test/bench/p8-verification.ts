import { createHash, verify, X509Certificate } from "node:crypto";
import { judgeSigner } from "../../src-companion/sessions/judge-signer.ts";
import { openDatabase } from "../../src-companion/storage/open-database.ts";
import { createTrustReader } from "../../src-companion/trust/read-trust.ts";
import { addTrust } from "../../src-companion/trust/trust-store.ts";
import { readSignedData } from "../../src-shared/cms/read-signed-data.ts";
import { freezeSubmission } from "../../src-shared/filings/frozen-submission.ts";
import {
  derOf,
  estateTime,
  makeCrl,
  makeLeaf,
  makeRoot,
  uscc,
} from "../fixtures/certificates/make-certificate-estate.ts";
import { exampleFiling } from "../fixtures/filings/example-filing.ts";
import { signWithSoftwareKey } from "../unit/cms/sign-with-software-key.ts";
import { alternate } from "./alternate.ts";
import { benchLine, type BenchLine } from "./bench-line.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

/** The API's judgement of a submission's signer, against node:crypto's two signature checks and digest. */
export async function measureVerification(): Promise<BenchLine[]> {
  return inTemporaryFolder(async (folder) => {
    const database = await openDatabase(folder);
    const root = await makeRoot();
    const rootDer = derOf(root.certificate);
    await addTrust(database, "anchor", rootDer, estateTime);
    await addTrust(database, "crl", await makeCrl(root), estateTime);
    const key = await makeLeaf(root, { keyKind: "rsa" });
    const text = frozenText();
    const content = Buffer.from(text, "utf8");
    const cms = await signWithSoftwareKey(key, "rsa-sha256", content);
    const signature = Buffer.from(cms).toString("base64");
    const judging = {
      trust: createTrustReader(database),
      revocationUnknown: "refuse",
      now: () => estateTime,
    } as const;
    const { productMs, bareMs } = await alternate({
      product: () => judgeSigner(judging, text, signature),
      bare: bareVerifier(rootDer, cms, content),
      rounds: 300,
      warmUps: 30,
    });
    await database.destroy();
    return [
      benchLine({
        id: "P8",
        value: productMs,
        baseline: bareMs,
        unit: "ms",
        goal: "<= 3",
      }),
    ];
  });
}

function frozenText(): string {
  return freezeSubmission({
    companionOrigin: "https://filing.example.cn",
    submissionId: "1f0c7a52-7d1e-4e0a-8a58-3c0c5d8d2a01",
    filingId: "6a0f3f57-0a51-4b7e-9a53-9b7f2c1d0e11",
    kind: "new",
    baseVersion: 1,
    frozenAt: estateTime,
    content: exampleFiling("manufacturer", uscc),
  });
}

/** The parts of the CMS are taken apart beforehand: what is left is what no verification can do without. */
function bareVerifier(
  rootDer: Uint8Array,
  cms: Uint8Array,
  content: Uint8Array,
): () => void {
  const { certificates, signer } = readSignedData(cms);
  const [leafDer] = certificates;
  if (leafDer === undefined) throw new Error("the signature has no signer");
  const rootKey = new X509Certificate(rootDer).publicKey;
  const digest = createHash("sha256").update(content).digest();
  return () => {
    const leaf = new X509Certificate(leafDer);
    const isRight =
      createHash("sha256").update(content).digest().equals(digest) &&
      verify(
        "sha256",
        signer.signedAttributes,
        leaf.publicKey,
        signer.signature,
      ) &&
      leaf.verify(rootKey);
    if (!isRight) throw new Error("the bare verification refuses");
  };
}
