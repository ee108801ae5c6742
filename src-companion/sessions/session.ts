export interface EnterpriseSession {
  readonly kind: "enterprise";
  readonly tokenSha256: string;
  readonly uscc: string;
  readonly enterpriseName: string;
  readonly holderName: string;
  readonly certificateSha256: string;
}

export interface ReviewerSession {
  readonly kind: "reviewer";
  readonly tokenSha256: string;
  readonly reviewerId: string;
  readonly name: string;
  readonly authority: string;
  readonly province: string;
}

export type Session = EnterpriseSession | ReviewerSession;
