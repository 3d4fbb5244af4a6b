// Written by spec/scripts/generate-validators.ts; change the sources and run: npm run generate -w capsule-contract
/** One thing wrong, as the compiled validators say it. */
export interface CompiledIssue {
  instancePath: string;
  keyword: string;
  message?: string;
  params: { [name: string]: unknown };
}

export interface CompiledValidator {
  (value: unknown): boolean;
  errors?: CompiledIssue[] | null;
}

export interface QueryRule {
  type: 'integer' | 'string';
  default?: unknown;
}

export declare const typeValidators: { readonly [type: string]: CompiledValidator };
export declare const wholeValidators: { readonly [type: string]: CompiledValidator };
export declare const queryValidators: { readonly [operationId: string]: CompiledValidator };
export declare const queryRules: { readonly [operationId: string]: { readonly [name: string]: QueryRule } };
export declare const declaredNames: ReadonlySet<string>;
