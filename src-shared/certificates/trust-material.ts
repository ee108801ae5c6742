/** What this side trusts, each entry DER. The API owns it; the client keeps a copy to explain refusals early. */
export interface TrustMaterial {
  readonly anchors: readonly Uint8Array[];
  readonly intermediates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
}
