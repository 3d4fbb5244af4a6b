/** The addresses of the console's own pages. */
const under = (base: string, id: string): string => `${base}/${encodeURIComponent(id)}`;

export const paths = {
  overview: '/console/',
  agents: '/console/agents',
  agent: (id: string) => under('/console/agents', id),
  services: '/console/services',
  service: (id: string, section?: string) =>
    under('/console/services', id) + (section === undefined ? '' : `/${section}`),
  action: (serviceId: string, name: string) => under(`${under('/console/services', serviceId)}/actions`, name),
  commands: '/console/commands',
  command: (id: string) => under('/console/commands', id),
  tokens: '/console/tokens',
  audit: '/console/audit',
  users: '/console/users',
};

/** An address with the filters that are set. */
export function withQuery(path: string, query: Record<string, string | undefined>): string {
  const pairs = Object.entries(query).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '',
  );
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs)}`;
}
