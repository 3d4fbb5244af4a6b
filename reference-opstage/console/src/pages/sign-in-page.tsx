import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../client/api-error.ts';
import { signIn } from '../client/session.ts';
import { Failure } from '../components/failure.tsx';
import { Field } from '../components/field.tsx';
import { t } from '../language/language.ts';
import { Brand } from './brand.tsx';
import { Preferences } from './preferences.tsx';

export function SignInPage({ ended }: { ended: boolean }) {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const words = t().signIn;
  useEffect(() => {
    document.title = `${words.title} · Opstage`;
  }, [words]);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    try {
      await signIn(username, password);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailure(error);
      setBusy(false);
    }
  };

  return (
    <main class="alone">
      <form class="sign-in card" onSubmit={submit}>
        <Brand />
        <h1>{words.title}</h1>
        <p class="muted">{words.about}</p>
        {ended && failure === null && (
          <p class="notice calm" role="status">
            {words.ended}
          </p>
        )}
        {failure !== null && <Failure failure={failure} />}
        <Field label={words.username}>
          {(control) => (
            <input
              {...control}
              type="text"
              autocomplete="username"
              autocapitalize="none"
              spellcheck={false}
              required
              value={username}
              onInput={(event) => setUsername(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={words.password}>
          {(control) => (
            <input
              {...control}
              type="password"
              autocomplete="current-password"
              required
              value={password}
              onInput={(event) => setPassword(event.currentTarget.value)}
            />
          )}
        </Field>
        <button type="submit" class="primary wide" disabled={busy}>
          {words.submit}
        </button>
      </form>
      <Preferences />
    </main>
  );
}
