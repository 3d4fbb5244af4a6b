/** What may be expected of one answer: success, a refusal by its code, or a bare status. Built by `t.expect(reply)`. */
import { errors, operations } from 'capsule-contract';
import type { ErrorBody, ErrorCode, OperationId, Pagination, TypeName } from 'capsule-contract/types';
import { validate } from 'capsule-contract/validators';
import { knownMembers } from '../arbitraries/known-members.ts';
import type { Reply } from '../target/caller.ts';
import type { DataOf } from '../target/contract-call.ts';
import { shown, type Trial } from './trial.ts';

export class ReplyExpectation<Op extends OperationId | null> {
  readonly #trial: Trial;
  readonly #reply: Reply<Op>;

  constructor(trial: Trial, reply: Reply<Op>) {
    this.#trial = trial;
    this.#reply = reply;
  }

  /**
   * 200, the success envelope, and a body valid against the operation's response type. Gives `data` without the members
   * that the contract does not know.
   */
  success(): Op extends OperationId ? DataOf<Op> : unknown {
    const { operationId } = this.#reply;
    const what = operationId === null ? 'a success answer' : `${operationId} to succeed`;
    const body = this.#envelope(what, true);
    this.#status(what, [200]);
    const type = operationId === null ? null : operations[operationId].response;
    if (type !== null) this.#validated(type);
    this.#trial.cite(this.#reply);
    const { data } = type === null ? body : (knownMembers(type, body) as { data?: unknown });
    return data as Op extends OperationId ? DataOf<Op> : unknown;
  }

  /** Success of a list; gives the pagination too. */
  list(): { items: Op extends OperationId ? DataOf<Op> : unknown; pagination: Pagination } {
    const items = this.success();
    return { items, pagination: (this.#reply.body as { pagination: Pagination }).pagination };
  }

  /**
   * The error envelope with this code and the status the catalogue gives it (among the operation's own, where it has
   * several). With more codes, any of them. Gives the error.
   */
  refusal(...codes: [ErrorCode, ...ErrorCode[]]): ErrorBody {
    const what = `a refusal ${codes.join(' or ')}`;
    const { error } = this.#envelope(what, false) as { error?: ErrorBody };
    if (!error || !codes.includes(error.code)) {
      this.#trial.fail(what, `${this.#reply.status} ${error?.code ?? shown(this.#reply.text)}`, this.#reply);
    }
    this.#status(`${what} with the catalogue's status`, this.#statusesOf(error.code));
    this.#validated('ErrorResponse');
    this.#trial.cite(this.#reply);
    return error;
  }

  status(...statuses: [number, ...number[]]): void {
    this.#status(`status ${statuses.join(' or ')}`, statuses);
    this.#trial.cite(this.#reply);
  }

  #statusesOf(code: ErrorCode): readonly number[] {
    const { operationId } = this.#reply;
    const own = operationId === null ? [] : operations[operationId].errors.filter((entry) => entry.code === code);
    return own.length > 0 ? own.map(({ status }) => status) : errors[code].statuses;
  }

  #status(what: string, statuses: readonly number[]): void {
    if (statuses.includes(this.#reply.status)) return;
    this.#trial.fail(
      `${what} (${statuses.join(' or ')})`,
      `${this.#reply.status} ${shown(this.#reply.text)}`,
      this.#reply,
    );
  }

  #envelope(what: string, success: boolean): { data?: unknown; error?: unknown } {
    const body = this.#reply.body as { success?: unknown; data?: unknown; error?: unknown } | null | undefined;
    if (typeof body === 'object' && body !== null && body.success === success) return body;
    return this.#trial.fail(what, `${this.#reply.status} ${shown(this.#reply.text)}`, this.#reply);
  }

  #validated(type: TypeName): void {
    const judged = validate(type, this.#reply.body);
    if (judged.ok) return;
    const issues = judged.issues.slice(0, 3).map(({ path, message }) => `${path || '/'} ${message}`);
    this.#trial.fail(`a body valid as ${type}`, issues.join('; '), this.#reply);
  }
}
