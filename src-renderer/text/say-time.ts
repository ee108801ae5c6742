import {
  shanghaiDay,
  shanghaiTime,
} from "../../src-shared/filings/validity.ts";

/** 2024-02-26 */
export function sayDay(instant: string): string {
  return shanghaiDay(new Date(instant));
}

/** 2024-02-26 14:03 */
export function sayMinute(instant: string): string {
  return shanghaiTime(new Date(instant)).slice(0, 16);
}

/** 14:03:22 */
export function sayClock(instant: string): string {
  return shanghaiTime(new Date(instant)).slice(11);
}

/** 286K, 1.2M: the manual's units, binary as its limits are; rounded up, so that too large never reads as the limit. */
export function saySize(bytes: number): string {
  const kilobytes = bytes / 1024;
  if (kilobytes < 1) return `${bytes} 字节`;
  if (kilobytes < 1024) return `${Math.ceil(kilobytes)}K`;
  return `${(Math.ceil((kilobytes / 1024) * 10) / 10).toFixed(1)}M`;
}

/** 2024-02-28 至 长期有效 */
export function sayPeriod(from: string, until: string): string {
  return `${from} 至 ${until}`;
}

/** 25 秒, 5 分钟, 1 小时; rounded up, so that who waits that long has waited long enough. */
export function sayWait(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.ceil(seconds))} 秒`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} 分钟` : `${Math.ceil(minutes / 60)} 小时`;
}
