import { expectTypeOf, test } from 'vitest';
import type { ActionInput } from './action-input.ts';
import type { CapsuleService } from './capsule-service.ts';
import type { JsonObject } from './json-object.ts';

test('an input has the type its schema describes', () => {
  type Input = ActionInput<{
    readonly type: 'object';
    readonly properties: {
      readonly path: { readonly type: 'string'; readonly maxLength: 200 };
      readonly depth: { readonly type: 'integer' };
      readonly mode: { readonly enum: readonly ['fast', 'slow'] };
      readonly tags: { readonly type: 'array'; readonly items: { readonly type: 'string' } };
      readonly until: { readonly type: readonly ['string', 'null'] };
      readonly where: { readonly anyOf: readonly [{ readonly type: 'number' }, { readonly const: 'end' }] };
      readonly more: { readonly type: 'object' };
    };
    readonly required: readonly ['path', 'tags'];
  }>;
  expectTypeOf<Input>().toMatchObjectType<{ path: string; tags: string[] }>();
  expectTypeOf<Input['depth']>().toEqualTypeOf<number | undefined>();
  expectTypeOf<Input['mode']>().toEqualTypeOf<'fast' | 'slow' | undefined>();
  expectTypeOf<Input['until']>().toEqualTypeOf<string | null | undefined>();
  expectTypeOf<Input['where']>().toEqualTypeOf<number | 'end' | undefined>();
  expectTypeOf<Input['more']>().toEqualTypeOf<JsonObject | undefined>();
});

test('a declaration gives its handler that type, and any object where it has no schema', () => {
  const declare = (service: CapsuleService) =>
    service
      .action(
        {
          name: 'a',
          label: 'A',
          inputSchema: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] },
        },
        (input) => {
          expectTypeOf(input.n).toEqualTypeOf<number>();
          // @ts-expect-error: the schema knows no such property.
          input.other;
        },
      )
      .action({ name: 'b', label: 'B' }, (input) => {
        expectTypeOf(input).toEqualTypeOf<JsonObject>();
      });
  expectTypeOf(declare).toBeFunction();
});
