import type { TargetedInputEvent } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../language/language.ts';
import { type ControlProps, Field, Toggle } from '../field.tsx';
import type { FieldKind, InputSchema } from './input-schema.ts';
import type { PayloadFieldProps } from './payload-field-props.ts';

type PlainKind = Exclude<FieldKind, 'group' | 'list'>;

/** A field that holds one value. */
export function PlainField(props: PayloadFieldProps & { kind: PlainKind }) {
  const { kind, schema, label, pointer, required, value, faults, onChange } = props;
  if (kind === 'toggle') {
    return <Toggle label={label} hint={schema.description} checked={value === true} onChange={onChange} />;
  }
  const Control = controls[kind];
  return (
    <Field
      label={label}
      note={required ? undefined : t().action.optional}
      hint={hintOf(schema)}
      fault={faults.get(pointer)}
    >
      {(control) => <Control control={control} schema={schema} required={required} value={value} onChange={onChange} />}
    </Field>
  );
}

interface PlainControlProps {
  control: ControlProps;
  schema: InputSchema;
  required: boolean;
  value: unknown;
  onChange(value: unknown): void;
}

const controls = { text: TextControl, number: NumberControl, choice: ChoiceControl, json: JsonControl };
const longText = 200;

function TextControl({ control, schema, value, onChange }: PlainControlProps) {
  const text = typeof value === 'string' ? value : '';
  const change = (typed: string): void => onChange(typed === '' ? undefined : typed);
  const secret = schema.format === 'password' || schema.writeOnly === true;
  if (!secret && schema.format === undefined && (schema.maxLength ?? 0) > longText) {
    return <textarea {...control} rows={3} value={text} onInput={(event) => change(event.currentTarget.value)} />;
  }
  const shared = {
    ...control,
    spellcheck: false,
    value: text,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => change(event.currentTarget.value),
  };
  if (secret) return <input {...shared} type="password" autocomplete="new-password" />;
  if (schema.format === 'date') return <input {...shared} type="date" />;
  return <input {...shared} type="text" autocomplete="off" />;
}

/** Keeps what was typed, so that something that is no number can be shown to be none. */
function NumberControl({ control, value, onChange }: PlainControlProps) {
  const [typed, setTyped] = useState(value === undefined || value === null ? '' : String(value));
  return (
    <input
      {...control}
      type="text"
      inputMode="decimal"
      autocomplete="off"
      value={typed}
      onInput={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const number = Number(text);
        onChange(text.trim() === '' ? undefined : Number.isFinite(number) ? number : text);
      }}
    />
  );
}

function ChoiceControl({ control, schema, required, value, onChange }: PlainControlProps) {
  const choices = schema.enum ?? [schema.const];
  const chosen = choices.findIndex((choice) => JSON.stringify(choice) === JSON.stringify(value));
  return (
    <select
      {...control}
      value={String(chosen)}
      onChange={(event) => onChange(choices[Number(event.currentTarget.value)])}
    >
      {(chosen < 0 || !required) && <option value="-1">{required ? t().action.choose : t().general.none}</option>}
      {choices.map((choice, index) => (
        <option key={JSON.stringify(choice)} value={String(index)}>
          {typeof choice === 'string' ? choice : JSON.stringify(choice)}
        </option>
      ))}
    </select>
  );
}

/** What no control suits; text that is no JSON is kept as text, which the schema then judges. */
function JsonControl({ control, value, onChange }: PlainControlProps) {
  const [typed, setTyped] = useState(value === undefined ? '' : JSON.stringify(value, null, 2));
  return (
    <textarea
      {...control}
      class="mono"
      rows={3}
      spellcheck={false}
      value={typed}
      onInput={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        if (text.trim() === '') return onChange(undefined);
        try {
          onChange(JSON.parse(text));
        } catch {
          onChange(text);
        }
      }}
    />
  );
}

/** What the author says, and the bounds that a control does not show by itself. */
function hintOf(schema: InputSchema): string | undefined {
  const { form } = t();
  const { minimum, maximum, minLength, maxLength, pattern } = schema;
  const bounds = [
    minimum === undefined ? '' : form.minimum(minimum),
    maximum === undefined ? '' : form.maximum(maximum),
    (minLength ?? 0) > 1 ? form.minLength(minLength ?? 0) : '',
    maxLength === undefined ? '' : form.maxLength(maxLength),
    pattern === undefined ? '' : form.pattern(pattern),
  ];
  const sentences = [schema.description ?? '', ...bounds].filter((sentence) => sentence !== '');
  return sentences.length === 0 ? undefined : sentences.join(' ').replaceAll('。 ', '。');
}
