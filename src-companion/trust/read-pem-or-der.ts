const block =
  /-----BEGIN (CERTIFICATE|X509 CRL)-----([A-Za-z0-9+/=\s]+)-----END \1-----/g;

/** Every certificate or CRL of a PEM file; a file without any is taken as DER. */
export function readPemOrDer(bytes: Uint8Array): Uint8Array[] {
  const blocks = [...Buffer.from(bytes).toString("latin1").matchAll(block)];
  if (blocks.length === 0) return [bytes];
  return blocks.map((found) => Buffer.from(found[2] ?? "", "base64"));
}
