/**
 * The `date-time` format as RFC 3339 has it, for the compiled validators: the usual library also takes a space for `T` and
 * offsets without a colon. A leap second is refused, because most languages cannot hold the time it names.
 */
const form =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isDateTime(text: string): boolean {
  const match = form.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const leapDay = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  return day <= (daysOfMonth[month - 1] ?? 0) + leapDay;
}

/** The formats the compiled code asks for by name. */
export const compiledFormats = { 'date-time': isDateTime };
