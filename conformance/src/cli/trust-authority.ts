import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { UsageError } from './usage-error.ts';

/** From here on every connection of this process trusts these certificates too: requests, streams and sessions alike. */
export function trustAuthority(file: string): void {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`--ca ${file} cannot be read.`);
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw new UsageError(`--ca ${file} holds no certificate as PEM.`);
  try {
    setDefaultCACertificates([...getCACertificates('default'), text]);
  } catch {
    throw new UsageError(`--ca ${file} holds a certificate that cannot be read.`);
  }
}
