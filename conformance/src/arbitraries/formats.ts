/** Texts at the edge of each format the contract uses, on both sides. */

interface FormatTexts {
  valid: readonly string[];
  invalid: readonly string[];
}

const dateTime: FormatTexts = {
  valid: [
    '2026-03-01T09:30:00Z',
    '2026-03-01T09:30:00.1Z',
    '2026-03-01T09:30:00.123456789Z',
    '2026-03-01T15:00:00+05:30',
    '2026-02-28T20:30:00.250-13:00',
    '2024-02-29T23:59:59+14:00',
    '1999-12-31T23:59:59.999-00:00',
  ],
  invalid: [
    '2026-03-01T09:30:00',
    '2026-03-01',
    'yesterday',
    '2026-02-30T09:30:00Z',
    '2025-02-29T09:30:00Z',
    '2026-13-01T09:30:00Z',
    '2026-03-01T25:30:00Z',
    '2026-03-01T09:60:00Z',
    '2026-03-01T09:30:00+25:00',
    '2026-03-01T09:30:00.Z',
    '1772357400',
    '',
  ],
};

/** `password`, `int32` and the like are annotations: they judge nothing. */
export function formatTexts(format: string | undefined): FormatTexts | null {
  return format === 'date-time' ? dateTime : null;
}
