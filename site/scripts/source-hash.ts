/** By which a translation names the text it was made from. */
import { createHash } from 'node:crypto';

export const sourceHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);
