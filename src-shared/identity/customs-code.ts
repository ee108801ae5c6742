/** 海关代码 (海关总署 registration number): six digits, then four digits or capitals. */
export function isCustomsCode(text: string): boolean {
  return /^\d{6}[0-9A-Z]{4}$/.test(text);
}
