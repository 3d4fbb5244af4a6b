/** The service by which an agent is made to do things on demand (contract, section 9). */
export const conformanceActions = [
  'echo',
  'fail',
  'throw',
  'sleep',
  'slow',
  'touch',
  'set-config',
  'set-health',
  'emit',
] as const;

export const conformanceConfigs = ['colour', 'secret'] as const;
