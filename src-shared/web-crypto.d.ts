// Shared code and @peculiar/x509 name these types globally as a browser has them; @types/node has them only inside
// `webcrypto`. Included by every folder without a DOM, so that certificate and CMS code is type-checked, not `any`.

type BufferSource = ArrayBuffer | ArrayBufferView<ArrayBuffer>;
type KeyFormat = "jwk" | "pkcs8" | "raw" | "spki";
type KeyUsage =
  | "decapsulateBits"
  | "decapsulateKey"
  | "decrypt"
  | "deriveBits"
  | "deriveKey"
  | "encapsulateBits"
  | "encapsulateKey"
  | "encrypt"
  | "sign"
  | "unwrapKey"
  | "verify"
  | "wrapKey";

interface Algorithm {
  name: string;
}
type AlgorithmIdentifier = Algorithm | string;
type HashAlgorithmIdentifier = AlgorithmIdentifier;

interface EcdsaParams extends Algorithm {
  hash: HashAlgorithmIdentifier;
}
interface EcKeyImportParams extends Algorithm {
  namedCurve: string;
}
interface RsaHashedImportParams extends Algorithm {
  hash: HashAlgorithmIdentifier;
}
interface HmacImportParams extends Algorithm {
  hash: HashAlgorithmIdentifier;
  length?: number;
}

interface JsonWebKey {
  alg?: string;
  crv?: string;
  d?: string;
  e?: string;
  ext?: boolean;
  k?: string;
  key_ops?: string[];
  kty?: string;
  n?: string;
  use?: string;
  x?: string;
  y?: string;
}

interface CryptoKey {
  readonly algorithm: Algorithm;
  readonly extractable: boolean;
  readonly type: "private" | "public" | "secret";
  readonly usages: KeyUsage[];
}
interface CryptoKeyPair {
  privateKey: CryptoKey;
  publicKey: CryptoKey;
}

interface SubtleCrypto {
  digest(
    algorithm: AlgorithmIdentifier,
    content: BufferSource,
  ): Promise<ArrayBuffer>;
  importKey(
    format: Exclude<KeyFormat, "jwk">,
    keyBytes: BufferSource,
    algorithm:
      | AlgorithmIdentifier
      | EcKeyImportParams
      | HmacImportParams
      | RsaHashedImportParams,
    extractable: boolean,
    usages: KeyUsage[],
  ): Promise<CryptoKey>;
  importKey(
    format: "jwk",
    key: JsonWebKey,
    algorithm:
      | AlgorithmIdentifier
      | EcKeyImportParams
      | HmacImportParams
      | RsaHashedImportParams,
    extractable: boolean,
    usages: KeyUsage[],
  ): Promise<CryptoKey>;
  sign(
    algorithm: AlgorithmIdentifier | EcdsaParams,
    key: CryptoKey,
    content: BufferSource,
  ): Promise<ArrayBuffer>;
  verify(
    algorithm: AlgorithmIdentifier | EcdsaParams,
    key: CryptoKey,
    signature: BufferSource,
    content: BufferSource,
  ): Promise<boolean>;
}

interface Crypto {
  readonly subtle: SubtleCrypto;
  getRandomValues<T extends ArrayBufferView>(array: T): T;
  randomUUID(): `${string}-${string}-${string}-${string}-${string}`;
}
