/** A date, or a date with a time, as people and YAML write it. */
const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|[ \t]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d*)?)?[ \t]*(Z|[-+]\d{1,2}(?::?\d{2})?)?)?$/;

/** True for a text that is nothing but a date, or a date with a time, be there such a day or not. */
export function isDateLike(text: string): boolean {
  return DATE.test(text);
}

/** The moment that a written date names, in UTC where it names no zone; undefined when there is no such date. */
export function parseDate(text: string): Date | undefined {
  const parts = DATE.exec(text.trim());
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map((part) => Number(part ?? 0));
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour > 24 || minute > 59 || second > 60) return undefined;
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second) - offsetMinutes(parts[7]) * 60_000);
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function offsetMinutes(zone: string | undefined): number {
  const parts = /^([-+])(\d{1,2}):?(\d{2})?$/.exec(zone ?? '');
  if (parts === null) return 0;
  return (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3] ?? 0));
}
