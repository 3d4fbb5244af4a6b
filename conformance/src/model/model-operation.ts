/**
 * One step of a program, as JSON: what is asked, and of whom by number. A number names the object at that place modulo
 * how many there are, so that a step means something wherever shrinking leaves it. Commands and deliveries are counted from the newest.
 */
export type ModelOperation =
  | {
      op: 'create';
      by: number;
      service: number;
      action: number;
      confirm: boolean;
      queue: boolean;
      key: number;
      variant: number;
      short?: boolean;
    }
  | { op: 'claim'; agent: number; max: number }
  | { op: 'ack'; agent: number; delivery: number; accept: boolean }
  | { op: 'progress'; delivery: number; seq: number }
  | { op: 'result'; agent: number; delivery: number; form: number }
  | { op: 'cancel'; by: number; command: number }
  | { op: 'retry'; by: number; command: number; confirm: boolean; key: number }
  | { op: 'view'; command: number }
  | { op: 'heartbeat'; agent: number }
  | { op: 'disconnect'; agent: number }
  | { op: 'restart'; agent: number }
  | { op: 'disable'; by: number; agent: number }
  | { op: 'enable'; by: number; agent: number }
  | { op: 'revoke'; by: number; agent: number }
  | { op: 'rotate'; agent: number }
  | { op: 'useToken'; agent: number; token: number }
  | { op: 'report'; agent: number; service: number; version: number }
  | { op: 'release'; agent: number; service: number }
  | { op: 'issue'; uses: number; replaces: number | null }
  | { op: 'withdraw'; token: number }
  | { op: 'register'; token: number; code: number; key: number }
  | { op: 'lapse'; what: 'startBy' | 'ackLease' };

export type OperationName = ModelOperation['op'];
