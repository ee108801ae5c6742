type Reminder =
  | {
      readonly kind: "ending";
      readonly validUntil: string;
      readonly daysLeft: number;
      readonly isRenewing: boolean;
    }
  | { readonly kind: "ended"; readonly validUntil: string };

export const validityText = {
  title: (reminder: Reminder) =>
    reminder.kind === "ended"
      ? `备案有效期已于 ${reminder.validUntil} 届满。`
      : reminder.daysLeft === 0
        ? `今天（${reminder.validUntil}）是备案有效期的最后一天。`
        : `备案有效期到 ${reminder.validUntil}，还有 ${reminder.daysLeft} 天。`,
  nextStep: (reminder: Reminder) =>
    reminder.kind === "ended"
      ? "要继续办理，请在备案列表中点击“新增”重新申请，可以复制上次备案。"
      : reminder.isRenewing
        ? "新的备案申请正在办理，请尽快完成上报；审核通过后起算新的一年。"
        : "要延续备案，请在备案列表中点击“新增”，可以复制上次备案，审核通过后起算新的一年。“变更”只更新内容，不延长有效期。",
} as const;
