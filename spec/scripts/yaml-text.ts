/** YAML text that every reader takes the same way: what YAML 1.1 would read as a time, a number or a boolean is quoted. */
import { stringify } from 'yaml';

export function yamlText(document: object): string {
  return stringify(document, { lineWidth: 120, aliasDuplicateObjects: false, compat: 'yaml-1.1' });
}
