import type { AuditEvent } from 'capsule-contract/types';
import { StatusBadge } from '../components/badge.tsx';
import { type Fact, Facts } from '../components/facts.tsx';
import { JsonView } from '../components/json-view.tsx';
import { Moment } from '../components/moment.tsx';
import { Prose } from '../components/prose.tsx';
import { t } from '../language/language.ts';
import { paths, withQuery } from './paths.ts';

/** One audit event: a line that says what happened, and everything recorded once it is opened. */
export function AuditEventLine({ event }: { event: AuditEvent }) {
  const words = t();
  const { seq, at, action, result, actor, target } = event;
  return (
    <li>
      <details>
        <summary>
          <span class="number muted">{seq}</span>
          <span class="audit-action">
            <code>{action}</code>
            {result !== 'SUCCESS' && <StatusBadge status={result} />}
          </span>
          <span class="audit-who">{actor.name ?? words.audit.actorType[actor.type]}</span>
          <span class="audit-what" title={target.id ?? undefined}>
            {target.code ?? target.id ?? ''}
          </span>
          <span class="muted audit-when">
            <Moment at={at} />
          </span>
        </summary>
        <div class="audit-details">
          <p>
            <Prose text={words.contract.auditActions[action] ?? action} />
          </p>
          <Facts facts={factsOf(event)} />
          {Object.keys(event.details).length > 0 && <JsonView value={event.details} label={words.audit.details} />}
        </div>
      </details>
    </li>
  );
}

function factsOf(event: AuditEvent): Fact[] {
  const words = t().audit;
  const { at, actor, target, errorCode, correlationId, requestId, ip, userAgent, hash } = event;
  const link = (name: 'actorId' | 'targetId' | 'correlationId', id: string) => (
    <a href={withQuery(paths.audit, { [name]: id })}>
      <code>{id}</code>
    </a>
  );
  const facts: (Fact | null)[] = [
    [words.at, <Moment key="at" at={at} exact />],
    actor.id === null ? null : [words.actor, link('actorId', actor.id)],
    target.id === null ? null : [words.target, link('targetId', target.id)],
    errorCode === null ? null : [words.error, <code key="error">{errorCode}</code>],
    correlationId === null ? null : [words.correlationId, link('correlationId', correlationId)],
    requestId === null ? null : [words.requestId, <code key="request">{requestId}</code>],
    ip === null ? null : [words.ip, ip],
    userAgent === null ? null : [words.userAgent, userAgent],
    hash === undefined
      ? null
      : [
          words.hash,
          <code key="hash" class="value">
            {hash}
          </code>,
        ],
  ];
  return facts.filter((fact) => fact !== null);
}
