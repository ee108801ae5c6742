/**
 * What a Chinese document or licence prints as a name: Chinese characters and Latin letters, for an enterprise also
 * digits and the signs of trade names. No control characters, no direction marks, no pictures: a name that shows
 * itself otherwise than it is written would deceive a reviewer.
 */
const personName = /^[\p{Script=Han}\p{Script=Latin}·•.'’\- ]+$/u;
const enterpriseName =
  /^[\p{Script=Han}\p{Script=Latin}\d ·•.,'’\-&/()（）“”《》、，:：+]+$/u;
const displayName = /^[\p{Script=Han}\p{Script=Latin}\d ·•.'’\-_&()（）]+$/u;
const hasLetter = /[\p{Script=Han}\p{Script=Latin}]/u;

export function isPersonName(text: string): boolean {
  return personName.test(text) && hasLetter.test(text);
}

export function isEnterpriseName(text: string): boolean {
  return enterpriseName.test(text) && hasLetter.test(text);
}

/** 显示名 may be digits alone. */
export function isDisplayName(text: string): boolean {
  return (
    displayName.test(text) && /[\p{Script=Han}\p{Script=Latin}\d]/u.test(text)
  );
}

/** 中文不超过20位，英文和数字不超过40位: a Chinese or full-width character takes two places of forty. */
export function displayNameLength(text: string): number {
  let places = 0;
  for (const character of text)
    places += /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(character)
      ? 2
      : 1;
  return places;
}
export const displayNameLimit = 40;
