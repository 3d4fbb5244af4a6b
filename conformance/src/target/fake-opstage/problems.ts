/** What a request does that the contract does not allow an agent. Found for every request, whatever is answered. */
import type { TypeName } from 'capsule-contract/types';
import { validate } from 'capsule-contract/validators';
import { withoutNulls } from 'capsule-contract/without-nulls';
import type { Problem } from './exchange.ts';
import type { Route } from './route.ts';

export interface RequestFacts {
  target: string;
  headers: Readonly<Record<string, string>>;
  text: string;
  /** undefined when `text` is no JSON. */
  body: unknown;
  route: Route | { allow: string[] } | null;
}

export function problemsOf({ target, headers, text, body, route }: RequestFacts): Problem[] {
  const problems: Problem[] = [];
  if (headers['capsule-contract'] !== '1') {
    problems.push({ kind: 'version', text: `Capsule-Contract is ${headers['capsule-contract'] ?? 'absent'}` });
  }
  if (/opstage_(agent|reg)_/.test(target)) problems.push({ kind: 'secret-in-url', text: 'a token stands in the URL' });
  if (route === null || 'allow' in route) {
    problems.push({ kind: 'route', text: 'no operation of the contract' });
    return problems;
  }
  if (route.bodyType === null || (text === '' && route.operationId === 'agentTokenRotate')) return problems;
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) {
    problems.push({ kind: 'media-type', text: `content-type is ${headers['content-type'] ?? 'absent'}` });
  }
  if (body === undefined) {
    problems.push({ kind: 'json', text: 'the body is no JSON' });
    return problems;
  }
  const judged = validate(route.bodyType as TypeName, withoutNulls(body));
  if (!judged.ok) {
    const issues = judged.issues.slice(0, 5).map(({ path, message }) => `${path || '/'} ${message}`);
    problems.push({ kind: 'schema', text: `${route.bodyType}: ${issues.join('; ')}` });
  }
  return problems;
}
