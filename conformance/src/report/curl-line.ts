/** One message as a curl command; masked secrets stay placeholders in angle brackets, to be filled in by hand. */
import type { ReportMessage } from '../runner/run-report.ts';

export function curlLine(baseUrl: string, { request }: ReportMessage): string {
  const words = ['curl', '-i', '--path-as-is', '-X', request.method];
  for (const [name, value] of request.headers) words.push('-H', quoted(`${name}: ${value}`));
  if (request.body !== '') words.push('--data-binary', quoted(request.body));
  words.push(quoted(new URL(baseUrl).origin + request.target));
  return words.join(' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
