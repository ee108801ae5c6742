/** 营业执照.PNG → 营业执照.jpg */
export function shrunkName(name: string): string {
  return `${name.replace(/\.(?:jpe?g|png)\s*$/i, "")}.jpg`;
}
