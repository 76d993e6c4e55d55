/**
 * What a subject and a date say: `[PATCH RFC v4 2/5] zswap: make shrinking memcg-aware`.
 */
import type { Subject } from './types.ts';

const reply = /^(?:re|aw|sv|antw|fwd?|wg)(?:\[\d{1,3}\])?\s?[:：]\s*/i;

/** Takes a subject apart; prefixes in any order, in any number. Patchwork's `[v4,2/5]` is read too. */
export function parseSubject(text: string): Subject {
  const full = text.slice(0, 2000).replace(/\s+/g, ' ').trim();
  let rest = full;
  let isReply = false;
  const tags: string[] = [];
  while (rest.length > 0) {
    const re = reply.exec(rest);
    if (re) {
      if (!/^fwd?/i.test(re[0])) isReply = true;
      rest = rest.slice(re[0].length);
      continue;
    }
    const close = rest.startsWith('[') ? rest.indexOf(']') : -1;
    if (close < 0) break;
    tags.push(
      ...rest
        .slice(1, close)
        .split(/[\s,]+/)
        .filter((word) => word.length > 0),
    );
    rest = rest.slice(close + 1).trimStart();
  }
  let version = 1;
  let part: number | undefined;
  let parts: number | undefined;
  for (const tag of tags) {
    const versioned = /^(?:(?:rfc|patch)[-_]?)*v\.?(\d{1,3})$/i.exec(tag);
    if (versioned) version = Number(versioned[1]);
    const numbered = /^(\d{1,4})\/(\d{1,4})$/.exec(tag);
    if (numbered) {
      part = Number(numbered[1]);
      parts = Number(numbered[2]);
    }
  }
  return { full, title: rest.trim(), isReply, tags, version, part, parts };
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const zones: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  cet: 60,
  cest: 120,
  bst: 60,
  jst: 540,
};

/**
 * Milliseconds since 1970 UTC of a date as mails, `git show`, list archives (`Fri Feb 19 2021 - 19:38:06 EST`) and patchwork
 * (`Oct. 24, 2023, 8:32 p.m. UTC`) write it. A date without a zone is read as UTC. Undefined when it cannot be read.
 */
export function parseDate(text: string): number | undefined {
  const words = text
    .slice(0, 100)
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .split(/[\s,]+/);
  let day: number | undefined;
  let month: number | undefined;
  let year: number | undefined;
  let minutes = 0;
  let seconds = 0;
  let zone = 0;
  let hours: number | undefined;
  for (const word of words) {
    const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:t.*)?$/.exec(word);
    if (iso) {
      year = Number(iso[1]);
      month = Number(iso[2]) - 1;
      day = Number(iso[3]);
      const t = /t(\d{2}):(\d{2})(?::(\d{2}))?/.exec(word);
      if (t) {
        hours = Number(t[1]);
        minutes = Number(t[2]);
        seconds = Number(t[3] ?? 0);
      }
      continue;
    }
    const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(word);
    if (clock) {
      hours = Number(clock[1]);
      minutes = Number(clock[2]);
      seconds = Number(clock[3] ?? 0);
      continue;
    }
    const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(word);
    if (offset) zone = (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3]));
    else if (/^\d{4}$/.test(word)) year = Number(word);
    else if (/^\d{1,2}$/.test(word)) {
      // Patchwork writes a full hour as `9 p.m.`, behind the year.
      if (day === undefined) day = Number(word);
      else if (year !== undefined && hours === undefined) hours = Number(word);
    } else if (word === 'noon' || word === 'midnight') hours = word === 'noon' ? 12 : 0;
    else if (/^p\.?m\.?$/.test(word)) {
      if (hours !== undefined && hours < 12) hours += 12;
    } else if (/^a\.?m\.?$/.test(word)) {
      if (hours === 12) hours = 0;
    } else if (word in zones) zone = zones[word] as number;
    else {
      const named = months.indexOf(word.slice(0, 3));
      if (named >= 0 && month === undefined && /^[a-z]{3,9}\.?$/.test(word)) month = named;
    }
  }
  if (day === undefined || month === undefined || year === undefined) return undefined;
  const ms = Date.UTC(year, month, day, hours ?? 0, minutes, seconds) - zone * 60000;
  return Number.isFinite(ms) ? ms : undefined;
}
