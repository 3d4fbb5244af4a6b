import type { CloudEvent, Service } from 'capsule-contract/types';

/** What every section of a service's page is given. */
export interface SectionProps {
  service: Service;
  /** True for events that change anything about the service itself. */
  touches(event: CloudEvent): boolean;
}
