import type { Command } from 'capsule-contract/types';
import type { ComponentChildren } from 'preact';
import { Moment } from '../components/moment.tsx';
import { statusTones, type Tone } from '../components/tone.ts';
import { finalCommandStatuses } from '../contract/excerpt.data.ts';
import { t } from '../language/language.ts';

interface Step {
  name: string;
  at: string;
  tone: Tone;
  text: ComponentChildren;
}

/** What happened to a command, first things first; what is awaited stands at the end. */
export function CommandTimeline({ command }: { command: Command }) {
  const words = t().commands;
  const open = !finalCommandStatuses.includes(command.status);
  return (
    <section class="card">
      <h2>{words.timeline}</h2>
      <ol class="timeline">
        {stepsOf(command).map(({ name, at, tone, text }) => (
          <li key={name} class={tone} data-step={name}>
            <span>{text}</span>
            <span class="muted">
              <Moment at={at} exact />
            </span>
          </li>
        ))}
        {open && (
          <li class="busy awaited">
            <span>{command.status === 'PENDING' ? words.events.waiting : words.events.running}</span>
          </li>
        )}
      </ol>
    </section>
  );
}

function stepsOf(command: Command): Step[] {
  const words = t().commands;
  const { createdBy, deliveredAt, acknowledgedAt, progress, cancelRequestedAt, finishedAt, lateResult } = command;
  const steps: (Step | null)[] = [
    step('created', command.createdAt, 'calm', words.events.created(createdBy.name ?? createdBy.type)),
    step('delivered', deliveredAt, 'calm', words.events.delivered(command.attempt)),
    step('acknowledged', acknowledgedAt, 'busy', words.events.acknowledged),
    step('progress', progress?.receivedAt ?? null, 'busy', <ProgressText command={command} />),
    step('cancelRequested', cancelRequestedAt, 'warn', words.events.cancelRequested),
    step('finished', finishedAt, statusTones[command.status], t().status[command.status]),
    step('late', lateResult?.receivedAt ?? null, 'warn', words.events.late),
  ];
  // Where two happened in one millisecond the order above holds.
  return steps.filter((one) => one !== null).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function step(name: string, at: string | null, tone: Tone, text: ComponentChildren): Step | null {
  return at === null ? null : { name, at, tone, text };
}

function ProgressText({ command: { progress } }: { command: Command }) {
  const words = t().commands;
  const percent = progress?.percent;
  return (
    <>
      {words.events.progress}
      {typeof percent === 'number' && <span class="number"> {words.progressOf(percent)}</span>}
      {progress?.message != null && <span class="muted block">{progress.message}</span>}
    </>
  );
}
