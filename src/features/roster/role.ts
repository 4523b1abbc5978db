// What people are in and around a nursery; apart from their record, so that the first paint brings no part of the engine with it.

export const roles = ['educator', 'leader', 'mentor', 'programme-lead'] as const;
export type Role = (typeof roles)[number];
