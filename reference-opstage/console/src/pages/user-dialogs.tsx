/** Making and changing operator accounts. */
import type { Role, User, UserStatus } from 'capsule-contract/types';
import { useState } from 'preact/hooks';
import { call } from '../client/call.ts';
import { announce } from '../components/announcement.tsx';
import { Field } from '../components/field.tsx';
import { passwordLength, roles, usernamePattern } from '../contract/excerpt.data.ts';
import { t } from '../language/language.ts';
import { Question } from './question.tsx';

interface DialogProps {
  onDone(): void;
  onClose(): void;
}

interface TextProps {
  label: string;
  value: string;
  onInput(value: string): void;
}

export function CreateUser({ onDone, onClose }: DialogProps) {
  const [username, setUsername] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [password, setPassword] = useState('');
  const words = t().users;
  const create = async (): Promise<void> => {
    const named = displayName.trim() === '' ? {} : { displayName: displayName.trim() };
    await call('userCreate', { body: { username, role, password, ...named } });
    onDone();
  };
  return (
    <Question title={words.create} verb={words.submit} onDo={create} onClose={onClose}>
      <Field label={words.username} hint={words.usernameHint}>
        {(control) => (
          <input
            {...control}
            type="text"
            required
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            pattern={usernamePattern.replace(/^\^|\$$/g, '')}
            value={username}
            onInput={(event) => setUsername(event.currentTarget.value)}
          />
        )}
      </Field>
      <NameField label={words.displayName} value={displayName} onInput={setDisplayName} />
      <RoleField value={role} onChange={setRole} />
      <PasswordField label={words.password} value={password} onInput={setPassword} />
    </Question>
  );
}

export function EditUser({ user, onDone, onClose }: DialogProps & { user: User }) {
  const [displayName, setDisplayName] = useState(user.displayName ?? '');
  const [role, setRole] = useState(user.role);
  const [status, setStatus] = useState(user.status);
  const words = t().users;
  const save = async (): Promise<void> => {
    const named = displayName.trim() === '' ? {} : { displayName: displayName.trim() };
    await call('userUpdate', { path: { userId: user.id }, body: { role, status, ...named } });
    announce(words.saved);
    onDone();
  };
  return (
    <Question title={words.editTitle(user.username)} verb={words.save} onDo={save} onClose={onClose}>
      <NameField label={words.displayName} value={displayName} onInput={setDisplayName} />
      <RoleField value={role} onChange={setRole} />
      <Field label={words.status}>
        {(control) => (
          <select {...control} value={status} onChange={(event) => setStatus(event.currentTarget.value as UserStatus)}>
            <option value="ACTIVE">{t().status.ACTIVE}</option>
            <option value="DISABLED">{t().status.DISABLED}</option>
          </select>
        )}
      </Field>
    </Question>
  );
}

export function SetPassword({ user, onDone, onClose }: DialogProps & { user: User }) {
  const [password, setPassword] = useState('');
  const words = t().users;
  const set = async (): Promise<void> => {
    await call('userResetPassword', { path: { userId: user.id }, body: { password } });
    announce(words.saved);
    onDone();
  };
  return (
    <Question title={words.resetTitle(user.username)} verb={words.reset} onDo={set} onClose={onClose}>
      <p>{words.resetAbout}</p>
      <PasswordField label={words.password} value={password} onInput={setPassword} />
    </Question>
  );
}

function NameField({ label, value, onInput }: TextProps) {
  return (
    <Field label={label} note={t().general.optional}>
      {(control) => (
        <input
          {...control}
          type="text"
          maxLength={200}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

function PasswordField({ label, value, onInput }: TextProps) {
  const { min, max } = passwordLength;
  return (
    <Field label={label} hint={t().users.passwordHint(min, max)}>
      {(control) => (
        <input
          {...control}
          type="password"
          required
          minLength={min}
          maxLength={max}
          autocomplete="new-password"
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

function RoleField({ value, onChange }: { value: Role; onChange(role: Role): void }) {
  const words = t();
  return (
    <>
      <Field label={words.users.role}>
        {(control) => (
          <select {...control} value={value} onChange={(event) => onChange(event.currentTarget.value as Role)}>
            {roles.map((role) => (
              <option key={role} value={role}>
                {words.role[role]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <details class="may-do">
        <summary>{words.users.mayDo(words.role[value])}</summary>
        <ul>
          {words.contract.roles[value].map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </details>
    </>
  );
}
