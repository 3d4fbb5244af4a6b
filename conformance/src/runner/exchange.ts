/** The messages a failure shows: the cited ones and a little before them, with every known secret masked. */
import type { SecretRegister } from '../target/secret-register.ts';
import type { Message, Transcript } from '../target/transcript.ts';
import type { ReportMessage } from './run-report.ts';

const bodyCharactersMax = 4_000;
const messagesMax = 20;
/** Shown when a failure cites nothing. */
const uncitedTail = 5;

export function exchangeOf(
  transcript: Transcript,
  cited: readonly number[],
  secrets: SecretRegister,
): { exchange: ReportMessage[]; notes: string[] } {
  const { messages, notes } = transcript;
  const chosen =
    cited.length > 0 ? messages.filter(({ number }) => cited.includes(number)) : messages.slice(-uncitedTail);
  return {
    exchange: chosen
      .slice(-messagesMax)
      .map((message) => reportMessage(message, cited.includes(message.number), secrets)),
    notes: notes.map((note) => `after message ${note.after}: ${secrets.mask(note.text)}`),
  };
}

function reportMessage(message: Message, cited: boolean, secrets: SecretRegister): ReportMessage {
  const text = (body: string) => {
    const masked = secrets.mask(body);
    return masked.length > bodyCharactersMax
      ? `${masked.slice(0, bodyCharactersMax)}… (${masked.length} characters)`
      : masked;
  };
  const headers = (list: [string, string][]) =>
    list.map(([name, value]): [string, string] => [name, secrets.mask(value)]);
  const { request, response } = message;
  return {
    number: message.number,
    lane: message.lane,
    operationId: message.operationId,
    atMs: Math.round(message.startedAtMs),
    request: {
      method: request.method,
      target: secrets.mask(request.target),
      headers: headers(request.headers),
      body: text(request.text),
    },
    response: response && { status: response.status, headers: headers(response.headers), body: text(response.text) },
    failure: message.failure,
    cited,
  };
}
