/** What a live reading gives, in each of its states: on its way, failed, there. */
import type { OperationData, OperationId } from 'capsule-contract/types';
import type { ComponentChildren } from 'preact';
import type { Live } from '../client/live.ts';
import { Failure } from '../components/failure.tsx';
import { Loading } from '../components/loading.tsx';

interface ShownProps<Id extends OperationId> {
  live: Live<Id>;
  children(data: OperationData[Id]): ComponentChildren;
}

export function Shown<Id extends OperationId>({ live, children }: ShownProps<Id>) {
  return (
    <>
      {live.error !== null && <Failure failure={live.error} onRetry={live.refresh} />}
      {live.loading && <Loading />}
      {live.data !== null && children(live.data)}
    </>
  );
}
