/** What the contract says of its types, parameters, operations and messages, as Markdown in the language of the page. */
import asyncapi from 'capsule-contract/asyncapi.json' with { type: 'json' };
import openapi from 'capsule-contract/openapi.json' with { type: 'json' };
import translations from 'capsule-contract/translations.json' with { type: 'json' };
import { englishOnly, prose } from './markdown.ts';
import type { Language } from './page.ts';

const chinese: Readonly<Record<string, string | undefined>> = translations['zh-CN'];

/** A sentence of the contract in both languages, without marks; in English where there is no other. */
export const inBoth = (sentence: string): { en: string; 'zh-CN': string } => ({
  en: sentence,
  'zh-CN': chinese[sentence] ?? sentence,
});

/** The same as Markdown; what is English on a Chinese page is marked. */
export function said(sentence: string | undefined, language: Language): string {
  if (sentence === undefined) return '';
  const translated = language === 'en' ? sentence : chinese[sentence];
  return translated === undefined ? englishOnly(prose(sentence), language) : prose(translated);
}

interface Described {
  operationId?: string;
  description?: string;
  parameters?: readonly { $ref: string }[];
}

interface Parameter {
  name: string;
  in: string;
  description?: string;
}

const described = new Map(
  (Object.values(openapi.paths) as Record<string, Described>[])
    .flatMap((item) => Object.values(item))
    .map((operation) => [operation.operationId, operation]),
);
const components = openapi.components.parameters as unknown as Readonly<Record<string, Parameter>>;

export const descriptionOf = (operationId: string): string | undefined => described.get(operationId)?.description;

/** What a parameter means to this operation: `status` is not the same to each. */
export const parameterDescription = (operationId: string, place: string, name: string): string | undefined =>
  (described.get(operationId)?.parameters ?? [])
    .map(({ $ref }) => components[$ref.split('/').at(-1) ?? ''])
    .find((parameter) => parameter?.in === place && parameter.name === name)?.description;

const summaries = asyncapi.components.messages as unknown as Readonly<Record<string, { summary?: string }>>;

export const summaryOf = (message: string): string | undefined => summaries[message]?.summary;
