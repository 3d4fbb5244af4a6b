import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { readText } from './read-text.ts';
import { UsageError } from './usage-error.ts';

/** From here on every connection of this process trusts these certificates too: requests, streams and sessions alike. */
export function trustAuthority(file: string): void {
  const text = readText('--ca', file);
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw new UsageError(`--ca ${file} holds no certificate as PEM.`);
  try {
    setDefaultCACertificates([...getCACertificates('default'), text]);
  } catch {
    throw new UsageError(`--ca ${file} holds a certificate that cannot be read.`);
  }
}
