import type { Instant } from './instant.ts';

export type Role = 'viewer' | 'operator' | 'owner';

export interface User {
  id: string;
  username: string;
  displayName: string | null;
  role: Role;
  status: 'ACTIVE' | 'DISABLED';
  passwordHash: string;
  createdAt: Instant;
  updatedAt: Instant;
  lastLoginAt: Instant | null;
}

const ranks: Record<Role, number> = { viewer: 1, operator: 2, owner: 3 };

export function hasRole(user: Pick<User, 'role'>, needed: Role): boolean {
  return ranks[user.role] >= ranks[needed];
}

export function isActiveOwner(user: Pick<User, 'role' | 'status'>): boolean {
  return user.role === 'owner' && user.status === 'ACTIVE';
}
