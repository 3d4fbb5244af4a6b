/** The rules that bind every single request of an agent. */
import { contract, operations } from 'capsule-contract';
import type { OperationId } from 'capsule-contract/types';
import { validateWhole } from 'capsule-contract/validators';
import { withoutNulls } from 'capsule-contract/without-nulls';
import { frameTypeOf, frameWithoutNulls } from '../../target/fake-opstage/sessions/agent-message.ts';
import type { SecretRegister } from '../../target/secret-register.ts';
import type { Message } from '../../target/transcript.ts';
import { broken, held, type Judgement, type Monitor, notJudged } from './monitor.ts';

/** What a handler fetches on its own (the action `touch`) is no request of the agent: it has no operation. */
export function agentMonitors(secrets: SecretRegister): readonly Monitor[] {
  return [
    monitor('version-header', ({ request }) => {
      // A frame has no headers; the upgrade of its session does.
      if (request.method === 'FRAME') return notJudged;
      const sent = new Map(request.headers).get('capsule-contract');
      if (sent === contract.wireVersion) return held(true);
      return broken(`the header Capsule-Contract: ${contract.wireVersion}`, sent ?? 'no such header');
    }),
    monitor('responses-match-schema', judgeBody),
    monitor('agent-token-stored-safely', ({ request }) => {
      const found = secrets.find(request.target);
      return found ? broken('no token in a URL', `the ${found.name} in ${request.target}`) : held(true);
    }),
  ];
}

function monitor(requirement: Monitor['requirement'], judge: (message: Message) => Judgement): Monitor {
  return { requirement, judge: (message) => (message.operationId === null ? notJudged : judge(message)) };
}

function judgeBody({ operationId, request }: Message): Judgement {
  if (request.method === 'FRAME') return judgeFrame(request.text);
  const { body } = operations[operationId as OperationId];
  if (body?.type == null) return notJudged;
  const value = parsed(request.text);
  if (value === undefined) return broken(`a JSON body valid as ${body.type}`, 'no JSON');
  const judged = validateWhole(body.type, withoutNulls(value));
  if (judged.ok) return held(true);
  const [issue] = judged.issues;
  return broken(`a body valid as ${body.type}`, `${issue?.path || '/'} ${issue?.message ?? 'is not valid'}`);
}

function judgeFrame(text: string): Judgement {
  const frame = parsed(text);
  const type = frameTypeOf(frame);
  const judged = validateWhole(type, frameWithoutNulls(frame));
  if (judged.ok) return held(true);
  const [issue] = judged.issues;
  return broken(`a frame valid as ${type}`, `${issue?.path || '/'} ${issue?.message ?? 'is not valid'}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
