import type { ComponentType } from 'preact';
import { t } from '../../language/language.ts';
import { pointerTo, startingValue } from './input-schema.ts';
import type { PayloadFieldProps } from './payload-field-props.ts';

/** A list whose items are fields again: `Item` draws one of them. */
export function ListField(props: PayloadFieldProps & { Item: ComponentType<PayloadFieldProps> }) {
  const { schema, label, pointer, required, value, faults, onChange, Item } = props;
  const items = Array.isArray(value) ? (value as unknown[]) : [];
  const itemSchema = schema.items ?? {};
  const words = t().action;
  const fault = faults.get(pointer);
  const change = (changed: unknown[]): void => onChange(changed.length === 0 && !required ? undefined : changed);
  return (
    <fieldset class="list">
      <legend>
        {label}
        {!required && <span class="note"> {words.optional}</span>}
      </legend>
      {schema.description !== undefined && <p class="hint">{schema.description}</p>}
      {fault !== undefined && <p class="fault">{fault}</p>}
      {items.map((item, index) => (
        <div class="list-item" key={index}>
          <Item
            schema={itemSchema}
            label={itemSchema.title ?? words.item(index + 1)}
            pointer={pointerTo(pointer, index)}
            required
            value={item}
            faults={faults}
            onChange={(changed) => change(items.with(index, changed ?? null))}
          />
          <button
            type="button"
            class="quiet"
            aria-label={`${words.remove}: ${words.item(index + 1)}`}
            onClick={() => change(items.toSpliced(index, 1))}
          >
            {words.remove}
          </button>
        </div>
      ))}
      <button type="button" onClick={() => change([...items, startingValue(itemSchema, true) ?? null])}>
        {words.add}
      </button>
    </fieldset>
  );
}
