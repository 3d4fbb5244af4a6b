import { describe, expect, test } from 'vitest';
import { createLog } from './log.ts';

/** What one call writes at trace level. */
function logged(facts: object): string {
  let text = '';
  const destination = {
    write(line: string) {
      text += line;
    },
  };
  createLog('trace', destination).trace(facts, 'seen');
  return text;
}

describe('a log line', () => {
  test('hides what has the name of a secret, at any depth and in any spelling', () => {
    const line = logged({
      headers: { Authorization: 'canary', 'set-cookie': ['canary'] },
      list: [{ agent_token: 'canary' }],
    });
    expect(line).not.toContain('canary');
    expect(JSON.parse(line)).toMatchObject({
      headers: { Authorization: '[redacted]' },
      list: [{ agent_token: '[redacted]' }],
    });
  });

  test('hides it in an error and its causes, and keeps its message and stack', () => {
    const error = Object.assign(new Error('the disk is full'), {
      code: 'SQLITE_FULL',
      request: { password: 'canary' },
    });
    const line = logged({ err: error, requestId: 'req_1' });
    expect(line).not.toContain('canary');
    expect(JSON.parse(line)).toMatchObject({
      err: { message: 'the disk is full', code: 'SQLITE_FULL', stack: expect.stringContaining('log.test.ts') },
      requestId: 'req_1',
    });
  });

  test('ends where an object has no end', () => {
    const endless: { self?: object } = {};
    endless.self = endless;
    expect(JSON.parse(logged({ endless })).msg).toBe('seen');
  });

  test('has a time and a level a person can read', () => {
    expect(JSON.parse(logged({}))).toMatchObject({ level: 'trace', time: expect.stringMatching(/^\d{4}-.*Z$/) });
  });
});
