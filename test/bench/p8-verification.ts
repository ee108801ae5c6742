import { createHash, verify, X509Certificate } from "node:crypto";
import { askNobody } from "../../src-shared/certificates/check-revocation.ts";
import { judgeSigner } from "../../src-companion/sessions/judge-signer.ts";
import { openDatabase } from "../../src-companion/storage/open-database.ts";
import { createTrustReader } from "../../src-companion/trust/read-trust.ts";
import { addTrust } from "../../src-companion/trust/trust-store.ts";
import { readSignedData } from "../../src-shared/cms/read-signed-data.ts";
import { freezeSubmission } from "../../src-shared/filings/frozen-submission.ts";
import {
  issueCertificate,
  signingUsage,
  type DemoAuthority,
} from "../../dev/demo-ca/demo-authority.ts";
import {
  daysLater,
  derOf,
  estateTime,
  makeCrl,
  makeLeaf,
  makeRoot,
  ordinarySubject,
  uscc,
} from "../fixtures/certificates/make-certificate-estate.ts";
import { exampleFiling } from "../fixtures/filings/example-filing.ts";
import { signWithSoftwareKey } from "../unit/cms/sign-with-software-key.ts";
import { alternate } from "./alternate.ts";
import { benchLine, type BenchLine } from "./bench-line.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

const rounds = 300;
const warmUps = 30;

/** The API's judgement of a submission's signer, against node:crypto's two signature checks and digest. */
export async function measureVerification(): Promise<BenchLine[]> {
  return inTemporaryFolder(async (folder) => {
    const database = await openDatabase(folder);
    const root = await makeRoot();
    const rootDer = derOf(root.certificate);
    await addTrust(database, "anchor", rootDer, estateTime);
    await addTrust(database, "crl", await makeCrl(root), estateTime);
    const text = frozenText();
    const content = Buffer.from(text, "utf8");
    const signatures = await signEachWithAnother(root, content);
    const judging = {
      trust: createTrustReader(database),
      askResponders: askNobody,
      revocationUnknown: "refuse",
      now: () => estateTime,
    } as const;
    const { productMs, bareMs } = await alternate({
      product: (round) =>
        judgeSigner(judging, text, signatures[round]?.base64 ?? ""),
      bare: bareVerifier(rootDer, signatures, content),
      rounds,
      warmUps,
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

interface MadeSignature {
  readonly base64: string;
  readonly leafDer: Uint8Array;
  readonly signedAttributes: Uint8Array;
  readonly raw: Uint8Array;
}

/** A new certificate for every round, so that nothing remembered of the last one helps; one key, because keys take their time. */
async function signEachWithAnother(
  root: DemoAuthority,
  content: Uint8Array,
): Promise<MadeSignature[]> {
  const { keys } = await makeLeaf(root, { keyKind: "rsa" });
  const made: MadeSignature[] = [];
  while (made.length < warmUps + rounds) {
    const certificate = await issueCertificate(root, {
      subject: ordinarySubject,
      publicKey: keys.publicKey,
      keyUsage: signingUsage,
      notBefore: daysLater(-10),
      notAfter: daysLater(355),
    });
    const key = { der: derOf(certificate), certificate, keys };
    const cms = await signWithSoftwareKey(key, "rsa-sha256", content);
    const { signer } = readSignedData(cms);
    made.push({
      base64: Buffer.from(cms).toString("base64"),
      leafDer: key.der,
      signedAttributes: signer.signedAttributes,
      raw: signer.signature,
    });
  }
  return made;
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
  signatures: readonly MadeSignature[],
  content: Uint8Array,
): (round: number) => void {
  const rootKey = new X509Certificate(rootDer).publicKey;
  const digest = createHash("sha256").update(content).digest();
  return (round) => {
    const made = signatures[round];
    if (made === undefined) throw new Error("there is no such signature");
    const leaf = new X509Certificate(made.leafDer);
    const isRight =
      createHash("sha256").update(content).digest().equals(digest) &&
      verify("sha256", made.signedAttributes, leaf.publicKey, made.raw) &&
      leaf.verify(rootKey);
    if (!isRight) throw new Error("the bare verification refuses");
  };
}
