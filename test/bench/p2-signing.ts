import pkcs11js, { type Handle, type PKCS11 } from "pkcs11js";
import {
  createDemoEstate,
  trustOfEstate,
  type DemoEstate,
} from "../../dev/demo-ca/create-demo-estate.ts";
import { openSoftwareModule } from "../../dev/demo-ca/software-token.ts";
import {
  createUsbKeys,
  type UsbKeys,
} from "../../src-main/usb-key/create-usb-keys.ts";
import { freezeSubmission } from "../../src-shared/filings/frozen-submission.ts";
import { exampleFiling } from "../fixtures/filings/example-filing.ts";
import { keyMemoryParts } from "../fixtures/fakes/fake-pin-memory.ts";
import { forkKeyHost } from "../integration/usb-key/fork-key-host.ts";
import { alternate } from "./alternate.ts";
import { benchLine, type BenchLine } from "./bench-line.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

/** From the PIN to the verified CMS of a filing, against one bare C_Login + C_Sign on the same token. */
export async function measureSigning(): Promise<BenchLine[]> {
  return inTemporaryFolder(async (folder) => {
    const estate = await createDemoEstate(folder);
    const usbKeys = createUsbKeys({
      ...keyMemoryParts(),
      modulePaths: [estate.module],
      log: { warn: () => undefined },
      startKeyHost: () => forkKeyHost(estate.environment),
    });
    Object.assign(process.env, estate.environment);
    const module = openSoftwareModule();
    try {
      const content = frozenFiling(estate.uscc);
      const { productMs, bareMs } = await alternate({
        product: await signer(usbKeys, estate, content),
        bare: bareSigner(module, estate.pin, content),
        rounds: 100,
        warmUps: 10,
      });
      const goal = "<= 1.5";
      return [
        benchLine({
          id: "P2",
          value: productMs,
          baseline: bareMs,
          unit: "ms",
          goal,
        }),
      ];
    } finally {
      usbKeys.close();
      module.C_Finalize();
      module.close();
    }
  });
}

/** The frozen bytes name the files by digest; no byte of a file is needed for them. */
function frozenFiling(uscc: string): Buffer {
  const frozen = freezeSubmission({
    companionOrigin: "https://filing.example.cn",
    submissionId: "1f0c7a52-7d1e-4e0a-8a58-3c0c5d8d2a01",
    filingId: "6a0f3f57-0a51-4b7e-9a53-9b7f2c1d0e11",
    kind: "new",
    baseVersion: 1,
    frozenAt: new Date(),
    content: exampleFiling("distributor", uscc),
  });
  return Buffer.from(frozen, "utf8");
}

async function signer(
  usbKeys: UsbKeys,
  estate: DemoEstate,
  content: Buffer,
): Promise<() => Promise<Uint8Array>> {
  const { certificates } = await usbKeys.listKeys(
    trustOfEstate(estate),
    new Date(),
  );
  const certificateId = certificates[0]?.id;
  if (certificateId === undefined) throw new Error("the token shows no key");
  return () =>
    usbKeys.sign(certificateId, {
      content,
      pin: estate.pin,
      signingTime: new Date(),
      isFinalTryConfirmed: false,
    });
}

function bareSigner(
  module: PKCS11,
  pin: string,
  content: Buffer,
): () => Buffer {
  const slot = module
    .C_GetSlotList(true)
    .find((each) => module.C_GetTokenInfo(each).label.startsWith("演示"));
  if (slot === undefined) throw new Error("there is no token");
  const session = module.C_OpenSession(slot, pkcs11js.CKF_SERIAL_SESSION);
  return () => {
    module.C_Login(session, pkcs11js.CKU_USER, pin);
    const mechanism = pkcs11js.CKM_SHA256_RSA_PKCS;
    // The handle of a private key ends with the login.
    module.C_SignInit(session, { mechanism }, findPrivateKey(module, session));
    const signature = module.C_Sign(session, content, Buffer.alloc(256));
    module.C_Logout(session);
    return signature;
  };
}

function findPrivateKey(module: PKCS11, session: Handle): Handle {
  module.C_FindObjectsInit(session, [
    { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_PRIVATE_KEY },
  ]);
  const [key] = module.C_FindObjects(session, 1);
  module.C_FindObjectsFinal(session);
  if (key === undefined) throw new Error("there is no private key");
  return key;
}
