import { AgentError } from '../agent-error.ts';

const LOOPBACK_V4 = /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;

/** The base URL, ending in `/`; throws before any packet could carry a token in the clear. */
export function opstageUrl(text: string, allowInsecureHttp: boolean): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new AgentError('INVALID_OPTIONS', 'url is not a URL such as https://opstage.example');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new AgentError('INVALID_OPTIONS', 'url must begin with https:// or http://');
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new AgentError('INVALID_OPTIONS', 'url must not carry credentials, a query or a fragment');
  }
  if (url.protocol === 'http:' && !allowInsecureHttp && !isLoopback(url.hostname)) {
    throw new AgentError(
      'INSECURE_URL',
      `plain http to ${url.hostname} would send tokens in the clear: use https, or set allowInsecureHttp`,
    );
  }
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || LOOPBACK_V4.test(hostname);
}
