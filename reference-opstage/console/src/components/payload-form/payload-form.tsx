/** A form made from an action's input schema. What is entered is the payload itself; faults stand at their fields. */
import { t } from '../../language/language.ts';
import { type InputSchema, kindOf, pointerTo } from './input-schema.ts';
import { ListField } from './list-field.tsx';
import type { Faults } from './payload-faults.ts';
import type { PayloadFieldProps } from './payload-field-props.ts';
import { PlainField } from './plain-field.tsx';

type Members = Readonly<Record<string, unknown>>;

interface PayloadFormProps {
  schema: InputSchema;
  payload: Members;
  faults: Faults;
  onChange(payload: Members): void;
}

export function PayloadForm({ schema, payload, faults, onChange }: PayloadFormProps) {
  return <MemberFields schema={schema} pointer="" value={payload} faults={faults} onChange={onChange} />;
}

interface MemberFieldsProps {
  schema: InputSchema;
  pointer: string;
  value: Members;
  faults: Faults;
  onChange(value: Members): void;
}

function MemberFields({ schema, pointer, value, faults, onChange }: MemberFieldsProps) {
  return (
    <>
      {Object.entries(schema.properties ?? {}).map(([name, member]) => (
        <PayloadField
          key={name}
          schema={member}
          label={member.title ?? name}
          pointer={pointerTo(pointer, name)}
          required={schema.required?.includes(name) ?? false}
          value={value[name]}
          faults={faults}
          onChange={(changed) => {
            const { [name]: _before, ...others } = value;
            onChange(changed === undefined ? others : { ...value, [name]: changed });
          }}
        />
      ))}
    </>
  );
}

function PayloadField(props: PayloadFieldProps) {
  const { schema, label, pointer, required, value, faults, onChange } = props;
  const kind = kindOf(schema);
  if (kind === 'list') return <ListField {...props} Item={PayloadField} />;
  if (kind !== 'group') return <PlainField {...props} kind={kind} />;
  const members = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
  const fault = faults.get(pointer);
  return (
    <fieldset>
      <legend>
        {label}
        {!required && <span class="note"> {t().action.optional}</span>}
      </legend>
      {schema.description !== undefined && <p class="hint">{schema.description}</p>}
      {fault !== undefined && <p class="fault">{fault}</p>}
      <MemberFields
        schema={schema}
        pointer={pointer}
        value={members}
        faults={faults}
        onChange={(changed) => onChange(!required && Object.keys(changed).length === 0 ? undefined : changed)}
      />
    </fieldset>
  );
}
