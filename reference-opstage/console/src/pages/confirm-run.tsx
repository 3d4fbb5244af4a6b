import type { Action, Service } from 'capsule-contract/types';
import { useState } from 'preact/hooks';
import { DangerBadge } from '../components/badge.tsx';
import { Field } from '../components/field.tsx';
import { t } from '../language/language.ts';
import { Question } from './question.tsx';

interface ConfirmRunProps {
  action: Action;
  service: Service;
  onRun(): Promise<void>;
  onClose(): void;
}

/** Asks once more; where the danger is high, in a way that no habit answers. */
export function ConfirmRun({ action, service, onRun, onClose }: ConfirmRunProps) {
  const [typed, setTyped] = useState('');
  const words = t().action;
  const high = action.dangerLevel === 'HIGH';
  return (
    <Question
      title={words.confirmTitle}
      verb={words.run}
      harmful={high}
      ready={!high || typed === service.code}
      onDo={onRun}
      onClose={onClose}
    >
      <p>
        {words.confirmAbout(action.label, service.name)} <DangerBadge level={action.dangerLevel} />
      </p>
      {high && (
        <Field label={words.confirmHigh(service.code)} hint={words.confirmHighHint}>
          {(control) => (
            <input
              {...control}
              type="text"
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
    </Question>
  );
}
